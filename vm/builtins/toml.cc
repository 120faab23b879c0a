// fromTOML. The document is an array in which members stand behind what holds them; so the values
// are made from its end to its beginning, without recursion.
#include "vm/text/toml.h"

#include "vm/builtins/building.h"
#include "vm/builtins/table.h"

namespace vm {
namespace {

// The text of a string or key, or false after an error: NUL bytes end it, are kept or are refused.
bool without_nul(Evaluation& e, std::string_view* text) {
  if (text->find('\0') == std::string_view::npos) return true;
  if (!e.rt.has(Feature::kNulDataError)) {
    if (e.rt.has(Feature::kNulBytesKept)) return true;
    *text = text->substr(0, text->find('\0'));
    return true;
  }
  std::string shown;
  for (char c : *text) shown += c == '\0' ? "␀" : std::string(1, c);
  e.fail(ErrorClass::kParse,
         "while parsing TOML: error: input string '" + shown +
             "' cannot be represented as Nix string because it contains null bytes");
  return false;
}

Value timestamp_value(Evaluation& e, std::string_view text) {
  if (!e.rt.has(Feature::kParseTomlTimestamps))
    return e.leaf_fail(ErrorClass::kParse, "while parsing TOML: Dates and times are not supported");
  std::pair<Symbol, Value> rows[] = {{e.rt.symbols.intern("_type"), make_text(e, "timestamp")},
                                     {e.rt.s_value, make_text(e, text)}};
  return e.made(e.rt.make_attrs(rows, 2));
}

Value table_value(Evaluation& e, const TomlNode& node, const std::vector<Value>& values) {
  std::vector<std::pair<Symbol, Value>> rows;
  for (const auto& [name, at] : node.members) {
    std::string_view key = name;
    if (e.rt.has(Feature::kNulDataError) && !without_nul(e, &key)) return kHole;
    rows.emplace_back(e.rt.symbols.intern(key), values[at]);
  }
  Value v = e.rt.make_attrs(rows.data(), rows.size());
  if (v == kHole) e.out_of_memory();
  return v;
}

Value node_value(Evaluation& e, const TomlNode& node, const std::vector<Value>& values) {
  switch (node.type) {
    case TomlNode::Type::kTable:
      return table_value(e, node, values);
    case TomlNode::Type::kArray: {
      std::vector<Value> items;
      for (uint32_t at : node.items) items.push_back(values[at]);
      return make_list(e, items);
    }
    case TomlNode::Type::kString: {
      std::string_view text = node.text;
      return without_nul(e, &text) ? make_text(e, text) : kHole;
    }
    case TomlNode::Type::kInt:
      return e.heap.make_int(node.integer);
    case TomlNode::Type::kFloat:
      return e.heap.make_float(node.floating);
    case TomlNode::Type::kBool:
      return make_bool(node.boolean);
    case TomlNode::Type::kTimestamp:
      return timestamp_value(e, node.text);
  }
  return kHole;
}

Value from_toml_leaf(Evaluation& e, Value* a) {
  Result<TomlDocument> document = parse_toml(text_of(a[0]), !e.rt.has(Feature::kTomlRangeError));
  if (!document) return e.leaf_fail(document.failure());
  std::vector<Value> values(document->size(), kNull);
  for (size_t i = document->size(); i-- > 0;) {
    values[i] = node_value(e, (*document)[i], values);
    if (values[i] == kHole) return kHole;
  }
  return values[0];
}

constexpr BuiltinRow kRows[] = {leaf_row("fromTOML", 1, "0c", from_toml_leaf)};

}  // namespace

std::span<const BuiltinRow> toml_builtins() { return kRows; }

}  // namespace vm
