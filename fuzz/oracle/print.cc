// Values as nix-instantiate prints them. Nothing is evaluated; what is not evaluated yet prints as
// <CODE>, a set or list that was printed before as «repeated». builtins.trace has a printer of its
// own in newer dialects.
#include <array>
#include <span>

#include "fuzz/oracle/canonical.h"
#include "fuzz/oracle/interpreter.h"
#include "fuzz/oracle/pointer_set.h"
#include "vm/text/number.h"

namespace fuzz::oracle {

using vm::Feature;

namespace {

bool is_keyword(std::string_view name) {
  static constexpr std::array<std::string_view, 9> kKeywords = {
      "if", "then", "else", "assert", "with", "let", "in", "rec", "inherit"};
  for (std::string_view keyword : kKeywords)
    if (name == keyword) return true;
  return false;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

bool is_identifier(std::string_view name) {
  if (name.empty() || !is_letter(name[0])) return false;
  for (char c : name)
    if (!is_letter(c) && !(c >= '0' && c <= '9') && c != '\'' && c != '-') return false;
  return true;
}

// `all_dollars`: escapes every $, not only those before {.
void append_quoted(std::string& out, std::string_view text, bool all_dollars) {
  out += '"';
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    bool interpolates = c == '$' && (all_dollars || (i + 1 < text.size() && text[i + 1] == '{'));
    if (c == '"' || c == '\\' || interpolates)
      out += {'\\', c};
    else if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\t')
      out += "\\t";
    else
      out += c;
  }
  out += '"';
}

}  // namespace

void Interpreter::print_name(std::string& out, std::string_view name) {
  bool keyword = has(Feature::kKeywordsQuoted) ? is_keyword(name) : name == "if";
  if (is_identifier(name) && !keyword) {
    out += name;
  } else {
    append_quoted(out, name, has(Feature::kDollarsEscaped));
  }
}

struct Interpreter::Printer {
  Interpreter& in;
  bool explicit_thunks;  // builtins.trace: «thunk», «lambda …», «primop …»
  std::string out;
  PointerSet seen;

  // What makes a list the same list: its cell; in older dialects the place of its elements, which
  // is the cell for up to two.
  const void* identity(const Value& list) {
    bool by_cell = in.has(Feature::kListsRepeatByCell) || list.size <= 2;
    return by_cell ? static_cast<const void*>(&list) : list.items;
  }

  void function(const Value& v) {
    if (!explicit_thunks) {
      out += v.tag == Tag::kLambda    ? "<LAMBDA>"
             : v.tag == Tag::kBuiltin ? "<PRIMOP>"
                                      : "<PRIMOP-APP>";
    } else if (v.tag == Tag::kLambda) {
      out += "«lambda " + in.lambda_name(v.lambda) + "@ " + in.location(v.lambda->pos) + "»";
    } else {
      const Value* callee = &v;
      while (callee->tag == Tag::kBuiltinCall) callee = callee->function;
      out += callee == &v ? "«primop " : "«partially applied primop ";
      out += callee->builtin->name;
      out += "»";
    }
  }

  void print(const Value& v) {
    Level level(in);
    in.check_size(out.size());
    switch (v.tag) {
      case Tag::kNull:
        out += "null";
        return;
      case Tag::kBool:
        out += v.boolean ? "true" : "false";
        return;
      case Tag::kInt:
        return vm::append_int(out, v.integer);
      case Tag::kFloat:
        return vm::append_float_short(out, v.real);
      case Tag::kString:
        return append_quoted(out, v.string(), false);
      case Tag::kPath:
        out += v.string();
        return;
      case Tag::kList:
        if (v.size != 0 && !seen.insert(identity(v))) {
          out += "«repeated»";
          return;
        }
        out += "[ ";
        for (uint32_t i = 0; i < v.size; ++i) {
          print(*v.items[i]);
          out += ' ';
        }
        out += ']';
        return;
      case Tag::kSet:
        if (v.attrs->size != 0 && !seen.insert(v.attrs)) {
          out += "«repeated»";
          return;
        }
        out += "{ ";
        for (const Attr* attr : in.by_name(v.attrs)) {
          in.print_name(out, in.name(attr->name));
          out += " = ";
          print(*attr->value);
          out += "; ";
        }
        out += '}';
        return;
      case Tag::kLambda:
      case Tag::kBuiltin:
      case Tag::kBuiltinCall:
        return function(v);
      case Tag::kThunk:
      case Tag::kPick:
      case Tag::kPickAgain:
      case Tag::kCall:
        out += explicit_thunks ? "«thunk»" : "<CODE>";
        return;
      case Tag::kBlackhole:
        out += "«potential infinite recursion»";
        return;
      case Tag::kFailed:
        out += explicit_thunks ? "«failed»" : "<CODE>";
        return;
    }
  }
};

std::string Interpreter::print(Value& v, bool for_trace) {
  Printer printer{*this, for_trace && has(Feature::kTracePrintsThunk), {}, {}};
  printer.print(v);
  return std::move(printer.out);
}

namespace {

void write(Interpreter& in, const Value& v, CanonicalWriter& out) {
  if (!out.enter()) return;
  switch (v.tag) {
    case Tag::kNull:
      out.null();
      break;
    case Tag::kBool:
      out.boolean(v.boolean);
      break;
    case Tag::kInt:
      out.integer(v.integer);
      break;
    case Tag::kFloat:
      out.real(v.real);
      break;
    case Tag::kString:
      if (v.context)
        out.string(v.string(), std::span(v.context->items, v.context->size));
      else
        out.string(v.string(), std::span<const std::string_view>());
      break;
    case Tag::kPath:
      out.path(v.string());
      break;
    case Tag::kList:
      out.begin_list();
      for (uint32_t i = 0; i < v.size; ++i) {
        write(in, *v.items[i], out);
        out.end_element();
      }
      out.end_list();
      break;
    case Tag::kSet:
      out.begin_set();
      for (const Attr* attr : in.by_name(v.attrs)) {
        out.begin_attribute(in.name(attr->name));
        write(in, *attr->value, out);
        out.end_attribute();
      }
      out.end_set();
      break;
    case Tag::kLambda:
    case Tag::kBuiltin:
    case Tag::kBuiltinCall:
      out.function();
      break;
    default:
      out.unevaluated();
      break;
  }
  out.leave();
}

}  // namespace

std::string Interpreter::canonical(Value& v) {
  CanonicalWriter out;
  write(*this, v, out);
  return out.take();
}

// The last name given counts.
std::string Interpreter::lambda_name(const vm::LambdaNode* lambda) const {
  for (size_t i = lambda_names_.size(); i-- > 0;)
    if (lambda_names_[i].first == lambda) return std::string(name(lambda_names_[i].second)) + " ";
  return "";
}

// A function that is the value of a binding is called by its name, and so is what it returns if
// that is written as a function too.
void Interpreter::name_lambda(const vm::Node* node, Symbol name) {
  while (node->kind == vm::NodeKind::kLambda) {
    const vm::LambdaNode* lambda = static_cast<const vm::LambdaNode*>(node);
    lambda_names_.emplace_back(lambda, name);
    node = lambda->body;
  }
}

}  // namespace fuzz::oracle
