// A Nix value as conformance compares it: typed, with sets unordered, read from what an evaluator
// prints.
//
// The nodes of a value lie in one vector and name their children by index, so that reading,
// comparing and destroying a value that is a million levels deep needs no recursion. Three texts
// are read: Nix's printed form, the XML of `nix-instantiate --xml --no-location`, and JSON.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace conformance {

enum class ValueKind : uint8_t {
  kNull,
  kBool,
  kInt,
  kFloat,
  kString,
  kPath,
  kList,
  kSet,
  kLambda,
  kPrimop,
  kPrimopApp,
  kThunk,        // <CODE>, «thunk»
  kUnevaluated,  // of XML, which writes builtins, partly applied builtins and thunks alike
  kRepeated,     // «repeated»: a list or set that was printed before
  kOther,        // any other «…»: only equal to the same text
};

struct ValueNode {
  ValueKind kind = ValueKind::kNull;
  bool boolean = false;
  bool ambiguous = false;  // kInt from a channel that prints the float 1.0 as `1`
  int64_t integer = 0;
  double real = 0;
  std::string text;  // kString, kPath, kOther
  std::string name;  // of the attribute, when the node is a member of a set
  std::vector<uint32_t> children;
};

struct TypedValue {
  std::vector<ValueNode> nodes;  // nodes[0] is the value; members of sets are sorted by name
  bool contains(ValueKind kind) const;
};

struct ValueError {
  size_t offset = 0;
  std::string message;
};
using ValueResult = std::variant<TypedValue, ValueError>;

// Nix's printed form. `ambiguous_integers`: the text comes from an evaluator, which prints 1.0 as
// `1`; in an expectation `1` is an integer and nothing else.
ValueResult parse_printed_value(std::string_view text, bool ambiguous_integers);
ValueResult parse_xml_value(std::string_view text);
ValueResult parse_json_value(std::string_view text);

// One line in Nix's printed form, with floats told from integers.
std::string print_value(const TypedValue& value);

// Whether `got` is the value that is wanted. Floats are compared with `float_digits` significant
// digits. «repeated» matches a list or set; on the side of `got`, only one that equals a list or
// set wanted earlier.
bool same_value(const TypedValue& wanted, const TypedValue& got, int float_digits);

}  // namespace conformance
