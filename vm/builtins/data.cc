// JSON, both ways. Writing is a machine with a stack of its own, since it forces members as it
// goes, and the depth of data is the program's business; reading is one leaf over a pull reader.
#include <algorithm>

#include "vm/builtins/building.h"
#include "vm/builtins/table.h"
#include "vm/text/json.h"
#include "vm/text/number.h"

namespace vm {
namespace {

// --- toJSON ---
// Slots: [0] the cell being written, [1] the text so far, [2] open containers, three cells each:
// the container, the index of its next member, and its order (null, or indices by name), [3] the
// contexts so far, [4] null or the complaint about the first string that is not UTF-8, which fails
// only when everything has been evaluated. i: how many outPath attributes led here.
enum ToJsonState : uint32_t { kJsonCell, kJsonToString, kJsonCoerced, kJsonMember };

constexpr uint64_t kJsonFrame = 3;

bool write_string(Evaluation& e, StepRecord& r, std::string_view text) {
  std::string out;
  JsonStyle style = e.rt.has(Feature::kJsonShortestFloats) ? JsonStyle::kCurrent : JsonStyle::kOld;
  if (std::optional<Failure> complaint = append_json_string(out, text, style)) {
    if (r.slots[4] == kNull) r.slots[4] = make_text(e, complaint->message);
    return r.slots[4] != kHole;
  }
  return append_bytes(e, &r.slots[1], out);
}

// The order in which a set's members are written: null when it is the order they lie in.
Value order_by_name(Evaluation& e, const Attrs* set) {
  const SymbolTable& symbols = e.rt.symbols;
  bool sorted = true;
  for (uint32_t i = 1; i < set->size() && sorted; ++i)
    sorted = symbols.name(set->name(i - 1)) < symbols.name(set->name(i));
  if (sorted || MUTATED(e.rt, JsonInOrderOfSymbols)) return kNull;
  std::vector<uint32_t> order = sorted_by_name(e.rt, set);
  Buffer* b = e.heap.make_buffer(order.size() * sizeof(uint32_t));
  if (!b) {
    e.out_of_memory();
    return kHole;
  }
  b->size = b->capacity;
  std::copy(order.begin(), order.end(), reinterpret_cast<uint32_t*>(b->bytes));
  return make_value(b, Tag::kObject);
}

Next open_container(Evaluation& e, StepRecord& r, Value container) {
  if (cell_count(r.slots[2]) / kJsonFrame >= e.rt.options.limits.call_depth)
    return e.fail(ErrorClass::kResource, "stack overflow; max-call-depth exceeded");
  Value order = container.is_attrs() ? order_by_name(e, container.as<Attrs>()) : kNull;
  if (order == kHole) return Next::kFail;
  bool ok = push_cell(e, &r.slots[2], container) && push_cell(e, &r.slots[2], make_small_int(0)) &&
            push_cell(e, &r.slots[2], order) &&
            append_bytes(e, &r.slots[1], container.is_attrs() ? "{" : "[");
  return ok ? Next::kDone : Next::kFail;
}

// Writes what is in slot 0, or opens it. kDone: on to the next member.
Next write_json_cell(Evaluation& e, StepRecord& r) {
  while (true) {
    if (!e.whnf(&r.slots[0])) return Next::kForce;
    Value v = r.slots[0];
    std::string text;
    if (v.is_attrs()) {
      Attrs* set = v.as<Attrs>();
      uint32_t at = set->find(e.rt.s_to_string);
      if (MUTATED(e.rt, JsonOutPathFirst) && set->find(e.rt.s_out_path) != UINT32_MAX)
        at = UINT32_MAX;
      if (at != UINT32_MAX) return e.call(r, kJsonToString, set->values[at], {v});
      at = set->find(e.rt.s_out_path);
      if (at == UINT32_MAX) return open_container(e, r, v);
      if (++r.i > e.rt.options.limits.call_depth)
        return e.fail(ErrorClass::kResource, "stack overflow; max-call-depth exceeded");
      r.slots[0] = set->values[at];
      continue;
    }
    if (v.is_list()) return open_container(e, r, v);
    if (v.is_string()) {
      if (!MUTATED(e.rt, ContextLostInJson) &&
          !add_context(e, &r.slots[3], v.as<String>()->context))
        return Next::kFail;
      return write_string(e, r, text_of(v)) ? Next::kDone : Next::kFail;
    }
    if (v.is_path()) {
      Value copied = copy_path_to_store(e, text_of(v));
      if (copied == kHole) return Next::kFail;
      r.slots[0] = copied;
      continue;
    }
    if (v == kNull) {
      text = "null";
    } else if (v.is_bool()) {
      text = v == kTrue ? "true" : "false";
    } else if (v.is_int()) {
      append_int(text, int_of(v));
    } else if (v.is_float()) {
      append_json_float(
          text, float_of(v),
          e.rt.has(Feature::kJsonShortestFloats) ? JsonStyle::kCurrent : JsonStyle::kOld);
    } else {
      return e.fail(ErrorClass::kType,
                    "cannot convert " + std::string(type_phrase(v)) + " to JSON");
    }
    return append_bytes(e, &r.slots[1], text) ? Next::kDone : Next::kFail;
  }
}

// Goes to the next member of the innermost container. kDone: it is in slot 0; kTail: all is
// written.
Next next_json_member(Evaluation& e, StepRecord& r) {
  while (cell_count(r.slots[2]) > 0) {
    Value* frame = cells_of(r.slots[2]) + cell_count(r.slots[2]) - kJsonFrame;
    Value container = frame[0];
    auto i = static_cast<uint64_t>(small_int(frame[1]));
    bool is_set = container.is_attrs();
    uint64_t n = is_set ? container.as<Attrs>()->size() : container.as<List>()->size;
    if (i == n) {
      drop_cells(r.slots[2], kJsonFrame);
      if (!append_bytes(e, &r.slots[1], is_set ? "}" : "]")) return Next::kFail;
      continue;
    }
    frame[1] = make_small_int(static_cast<int64_t>(i + 1));
    if (i > 0 && !append_bytes(e, &r.slots[1], ",")) return Next::kFail;
    if (is_set) {
      Attrs* set = container.as<Attrs>();
      auto at = static_cast<uint32_t>(i);
      if (frame[2] != kNull) at = reinterpret_cast<uint32_t*>(frame[2].as<Buffer>()->bytes)[i];
      if (!write_string(e, r, e.rt.symbols.name(set->name(at)))) return Next::kFail;
      if (!append_bytes(e, &r.slots[1], ":")) return Next::kFail;
      r.slots[0] = set->values[at];
    } else {
      r.slots[0] = container.as<List>()->items[i];
    }
    r.i = 0;
    return Next::kDone;
  }
  return Next::kTail;
}

Next to_json_step(Evaluation& e, StepRecord& r, Value answer) {
  if (r.state == kJsonToString) return e.push_coerce(r, kJsonCoerced, answer, CoerceMode::kStrict);
  if (r.state == kJsonCoerced) {
    if (!add_context(e, &r.slots[3], answer.as<String>()->context)) return Next::kFail;
    if (!write_string(e, r, text_of(answer))) return Next::kFail;
    r.state = kJsonMember;
  }
  for (uint64_t written = 0;; ++written) {
    if (r.state == kJsonCell) {
      if (Next next = write_json_cell(e, r); next != Next::kDone) return next;
      r.state = kJsonMember;
    }
    if (written == kSliceMembers) return next_slice(e);
    Next next = next_json_member(e, r);
    if (next == Next::kTail) break;
    if (next != Next::kDone) return next;
    r.state = kJsonCell;
  }
  if (r.slots[4] != kNull) return e.fail(ErrorClass::kValue, std::string(text_of(r.slots[4])));
  Value v = make_text(e, bytes_of(r.slots[1]), context_in(e.rt, r.slots[3]));
  return v == kHole ? Next::kFail : e.done(v);
}

// --- fromJSON ---

// Values under construction: the members of all open containers lie one behind the other.
struct JsonTree {
  struct Open {
    size_t first;  // in `values`
    bool is_set;
  };
  std::vector<Open> open;
  std::vector<std::pair<Symbol, Value>> values;  // the symbol is used in sets
  Symbol key = kNoSymbol;                        // of the value that comes next
  std::vector<Symbol> keys;                      // of the open containers themselves
};

// The members of the innermost container, as a value. Of several with one name the last counts.
Value close_container(Evaluation& e, JsonTree& tree) {
  JsonTree::Open open = tree.open.back();
  tree.open.pop_back();
  auto begin = tree.values.begin() + static_cast<std::ptrdiff_t>(open.first);
  Value v;
  if (open.is_set) {
    std::vector<std::pair<Symbol, std::ptrdiff_t>> order;
    for (auto it = begin; it != tree.values.end(); ++it) order.emplace_back(it->first, it - begin);
    std::sort(order.begin(), order.end());
    std::vector<std::pair<Symbol, Value>> rows;
    for (size_t i = 0; i < order.size(); ++i)
      if (MUTATED(e.rt, JsonFirstDuplicateWins)
              ? i == 0 || order[i - 1].first != order[i].first
              : i + 1 == order.size() || order[i + 1].first != order[i].first)
        rows.push_back(begin[order[i].second]);
    v = e.rt.make_attrs(rows.data(), rows.size());
    if (v == kHole) e.out_of_memory();
  } else {
    std::vector<Value> items;
    for (auto it = begin; it != tree.values.end(); ++it) items.push_back(it->second);
    v = make_list(e, items);
  }
  tree.values.erase(begin, tree.values.end());
  return v;
}

// The text of a string, or false after an error: NUL bytes end it, are kept or are refused.
bool without_nul(Evaluation& e, const JsonReader& reader, std::string_view* text) {
  *text = reader.string();
  if (!reader.has_nul()) return true;
  if (!e.rt.has(Feature::kNulDataError)) {
    if (e.rt.has(Feature::kNulBytesKept)) return true;
    *text = text->substr(0, text->find('\0'));
    return true;
  }
  std::string shown;
  for (char c : *text) c == '\0' ? void(shown += "␀") : void(shown += c);
  e.fail(ErrorClass::kValue,
         "input string '" + shown +
             "' cannot be represented as Nix string because it contains null bytes");
  return false;
}

Value from_json_leaf(Evaluation& e, Value* a) {
  JsonReader reader(text_of(a[0]));
  JsonTree tree;
  Value whole = kNull;
  while (true) {
    JsonEvent event = reader.next();
    Value v = kNull;
    switch (event) {
      case JsonEvent::kNull:
        break;
      case JsonEvent::kTrue:
        v = kTrue;
        break;
      case JsonEvent::kFalse:
        v = kFalse;
        break;
      case JsonEvent::kInt:
        v = e.heap.make_int(reader.integer());
        break;
      case JsonEvent::kUnsigned:
        if (e.rt.has(Feature::kJsonBigIntegersAreFloats)) {
          v = e.heap.make_float(static_cast<double>(reader.unsigned_integer()));
          break;
        }
        if (e.rt.has(Feature::kIntegerOverflowError))
          return e.leaf_fail(ErrorClass::kParse, "unsigned json number " +
                                                     std::to_string(reader.unsigned_integer()) +
                                                     " outside of Nix integer range");
        v = e.heap.make_int(static_cast<int64_t>(reader.unsigned_integer()));
        break;
      case JsonEvent::kFloat:
        v = e.heap.make_float(reader.number());
        break;
      case JsonEvent::kString: {
        std::string_view text;
        if (!without_nul(e, reader, &text)) return kHole;
        v = make_text(e, text);
        break;
      }
      case JsonEvent::kKey: {
        std::string_view text;
        if (!without_nul(e, reader, &text)) return kHole;
        tree.key = e.rt.symbols.intern(reader.string());
        continue;
      }
      case JsonEvent::kBeginArray:
      case JsonEvent::kBeginObject:
        tree.keys.push_back(tree.key);
        tree.open.push_back({tree.values.size(), event == JsonEvent::kBeginObject});
        continue;
      case JsonEvent::kEndArray:
      case JsonEvent::kEndObject:
        v = close_container(e, tree);
        tree.key = tree.keys.back();
        tree.keys.pop_back();
        break;
      case JsonEvent::kEnd:
        return whole;
      case JsonEvent::kError:
        return e.leaf_fail(ErrorClass::kParse, reader.message());
    }
    if (v == kHole) return kHole;
    if (tree.open.empty())
      whole = v;
    else
      tree.values.emplace_back(tree.key, v);
  }
}

constexpr BuiltinRow kRows[] = {
    step_row("__toJSON", 1, to_json_step, kToJsonSlots),
    leaf_row("__fromJSON", 1, "0c", from_json_leaf),
};

}  // namespace

const StepRow kToJsonStep = {"toJSON", to_json_step};

std::span<const BuiltinRow> data_builtins() { return kRows; }

}  // namespace vm
