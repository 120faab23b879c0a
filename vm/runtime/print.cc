// Values as text, as nix-instantiate prints them. Nothing is forced; containers are walked with a
// stack of their own. «repeated» stands for a set, or the cell of a list, that was already printed
// anywhere before.
#include <algorithm>
#include <unordered_set>

#include "vm/runtime/evaluation.h"
#include "vm/text/number.h"

namespace vm {

namespace {

bool is_keyword(std::string_view s, bool all) {
  if (s == "if") return true;
  if (!all) return false;
  for (std::string_view k : {"then", "else", "assert", "with", "let", "in", "rec", "inherit"})
    if (s == k) return true;
  return false;
}

bool is_identifier(std::string_view s) {
  auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  if (s.empty() || !letter(s[0])) return false;
  for (char c : s)
    if (!letter(c) && !(c >= '0' && c <= '9') && c != '\'' && c != '-') return false;
  return true;
}

void print_string(std::string& out, std::string_view s, bool every_dollar = false) {
  out += '"';
  for (size_t i = 0; i < s.size(); ++i) {
    char c = s[i];
    if (c == '"' || c == '\\')
      (out += '\\') += c;
    else if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\t')
      out += "\\t";
    else if (c == '$' && (every_dollar || (i + 1 < s.size() && s[i + 1] == '{')))
      out += "\\$";
    else
      out += c;
  }
  out += '"';
}

std::string_view bare_name(std::string_view name) {
  return name.starts_with("__") ? name.substr(2) : name;
}

// A function that has `held` of its arguments already.
void describe(const Runtime& rt, const Chunk& chunk, uint32_t held, std::string& out) {
  Location at = rt.sources.locate(chunk.parameter_positions[held]);
  out += "«lambda ";
  if (!chunk.name.empty()) (out += chunk.name) += ' ';
  (out += "@ ") += at.file;
  out += ':' + std::to_string(at.line) + ':' + std::to_string(at.column) + "»";
}

}  // namespace

std::string print_value(Runtime& rt, Value root, const PrintOptions& options) {
  struct Open {
    Value container;
    std::vector<uint32_t> order;  // of a set: attributes by name
    uint64_t next = 0;
    uint64_t cell = 0;  // where it was found
  };
  std::string out;
  std::vector<Open> open;
  std::unordered_set<uint64_t> seen;
  // Before 2.7 only what is being printed is not printed again: a cell.
  bool cycles_only = !rt.has(Feature::kRepeatsMarked);
  auto seen_before = [&](uint64_t container, uint64_t cell, bool fresh_cell) {
    if (!cycles_only) return !seen.insert(container).second;
    return !fresh_cell && !seen.insert(cell).second;
  };
  std::string_view mark = cycles_only ? "<CYCLE>" : "«repeated»";
  bool by_cell = rt.has(Feature::kListsRepeatByCell) != MUTATED(rt, ListRepetitionRuleWrong);
  bool quote_all = rt.has(Feature::kKeywordsQuoted) != MUTATED(rt, KeywordQuotingWrong);

  auto close = [&] {
    if (cycles_only) seen.erase(open.back().cell);
    open.pop_back();
  };

  auto print_cell = [&](Value cell, bool fresh_cell) {
    Value v = cell;
    if (v.is_thunk()) {
      Thunk* t = v.as<Thunk>();
      if (t->state() != ThunkState::kEvaluated) {
        bool running = t->state() == ThunkState::kBlackhole;
        if (MUTATED(rt, BlackholePrintedAsThunk)) running = false;
        out += running                             ? "«potential infinite recursion»"
               : t->state() == ThunkState::kFailed ? options.failed
                                                   : options.thunk;
        return;
      }
      v = t->result;
    }
    switch (v.tag()) {
      case Tag::kInt:
        if (MUTATED(rt, PrinterRepeatsNumbers) && cell.is_thunk() && !seen.insert(cell.bits).second)
          out += "«repeated»";
        else
          append_int(out, small_int(v));
        return;
      case Tag::kConstant:
        out += v == kNull ? "null" : v == kTrue ? "true" : "false";
        return;
      case Tag::kString:
        print_string(out, text_of(v));
        return;
      case Tag::kClosure:
        if (options.describe_functions)
          describe(rt, *v.as<Closure>()->code->chunk, 0, out);
        else
          out += "<LAMBDA>";
        return;
      case Tag::kAttrs: {
        Attrs* set = v.as<Attrs>();
        if (set->size() == 0) {
          out += "{ }";
          return;
        }
        if (seen_before(v.bits, cell.bits, fresh_cell)) {
          out += mark;
          return;
        }
        Open o{v, {}, 0, cell.bits};
        for (uint32_t i = 0; i < set->size(); ++i) o.order.push_back(i);
        std::sort(o.order.begin(), o.order.end(), [&](uint32_t a, uint32_t b) {
          return rt.symbols.name(set->name(a)) < rt.symbols.name(set->name(b));
        });
        out += "{ ";
        open.push_back(std::move(o));
        return;
      }
      case Tag::kList: {
        List* list = v.as<List>();
        if (list->size == 0) {
          out += "[ ]";
          return;
        }
        // Until 2.30 lists of up to two members lay inside their cell.
        bool by_its_cell = by_cell || list->size <= 2;
        bool fresh = by_its_cell && fresh_cell;
        if (cycles_only ? seen_before(0, cell.bits, fresh_cell)
                        : !fresh && seen_before(by_its_cell ? cell.bits : v.bits, 0, false)) {
          out += mark;
          return;
        }
        out += "[ ";
        open.push_back({v, {}, 0, cell.bits});
        return;
      }
      case Tag::kObject:
        switch (v.header()->type) {
          case ObjectType::kPath:
            out += text_of(v);
            return;
          case ObjectType::kFloat:
            append_float_short(out, float_of(v));
            return;
          case ObjectType::kWideInt:
            append_int(out, int_of(v));
            return;
          case ObjectType::kBuiltin:
            if (options.describe_functions)
              (out += "«primop ") += bare_name(v.as<Builtin>()->row->name), out += "»";
            else
              out += "<PRIMOP>";
            return;
          case ObjectType::kPartial: {
            Value f = v.as<Partial>()->function;
            if (!options.describe_functions) {
              out += f.is_closure() ? "<LAMBDA>" : "<PRIMOP-APP>";
            } else if (f.is_closure()) {
              describe(rt, *f.as<Closure>()->code->chunk, v.as<Partial>()->header.aux, out);
            } else {
              (out += "«partially applied primop ") += bare_name(f.as<Builtin>()->row->name);
              out += "»";
            }
            return;
          }
          default:
            CHECK(!"not a value");
        }
        return;
      case Tag::kThunk:
        CHECK(!"an evaluated thunk holds a thunk");
    }
  };

  print_cell(root, !options.is_cell);
  while (!open.empty()) {
    Open& o = open.back();
    if (o.container.is_list()) {
      List* list = o.container.as<List>();
      if (o.next > 0) out += ' ';
      if (o.next == list->size) {
        out += ']';
        close();
        continue;
      }
      print_cell(list->items[o.next++], false);
      continue;
    }
    Attrs* set = o.container.as<Attrs>();
    if (o.next > 0) out += "; ";
    if (o.next == set->size()) {
      out += '}';
      close();
      continue;
    }
    uint32_t at = o.order[o.next++];
    std::string_view name = rt.symbols.name(set->name(at));
    if (is_identifier(name) && !is_keyword(name, quote_all))
      out += name;
    else
      print_string(out, name, rt.has(Feature::kDollarsEscaped));
    out += " = ";
    print_cell(set->values[at], false);
  }
  return out;
}

}  // namespace vm
