// The untyped nodes of the generator's bytes, for decode.cc and encode.cc. A text is its length and
// then its bytes; a count is a byte; lists stop early where the bytes end.
#pragma once

#include <cstdint>
#include <string_view>

#include "vm/syntax/ast.h"

namespace fuzz {

enum class Raw : uint8_t {
  kInt,       // count of bytes, bytes, lowest first
  kFloat,     // 8 bytes
  kString,    // text
  kVariable,  // two bytes, lowest first: how many bindings further out
  kGlobal,    // of kGlobals
  kFreeName,  // text: looked up in a `with`
  kSelect,    // hole, path, 0 or 1, then perhaps a hole
  kHasAttr,   // hole, path
  kSet,       // 0 or 1: recursive, then bindings
  kLet,       // bindings, hole
  kList,      // count, holes
  kLambda,    // text, hole
  kFormals,   // flags (1: `...`, 2: a name beside @), text, count, {text, 0 or 1}, defaults, hole
  kCall,      // count - 1, holes
  kWith,
  kIf,
  kAssert,
  kNot,
  kNegate,
  kBinary,  // of kBinaries, then two holes
  kConcat,  // count, holes
  kCount_,
};
// Bindings are: count of `inherit (e)`, count of attributes, {AttrKind, text, for kInheritFrom
// which one}, count of dynamic ones, then holes: the `e`s, the values of plain ones, names and
// values of dynamic ones. A path is: count - 1, {0 text, or 1 hole}.

inline constexpr std::string_view kGlobals[] = {
    "true",        "false",        "null",        "builtins",     "map",        "toString",
    "throw",       "abort",        "removeAttrs", "isNull",       "baseNameOf", "dirOf",
    "__sub",       "__add",        "__mul",       "__div",        "__lessThan", "__length",
    "__head",      "__tail",       "__elemAt",    "__trace",      "__seq",      "__deepSeq",
    "__tryEval",   "__genList",    "__filter",    "__foldl'",     "__toJSON",   "__fromJSON",
    "__attrNames", "__attrValues", "__typeOf",    "__listToAttrs"};

struct BinaryOperator {
  vm::NodeKind kind;
  const char* text;
};
inline constexpr BinaryOperator kBinaries[] = {
    {vm::NodeKind::kAdd, "+"},         {vm::NodeKind::kSub, "-"},
    {vm::NodeKind::kMul, "*"},         {vm::NodeKind::kDiv, "/"},
    {vm::NodeKind::kLess, "<"},        {vm::NodeKind::kLessEqual, "<="},
    {vm::NodeKind::kGreater, ">"},     {vm::NodeKind::kGreaterEqual, ">="},
    {vm::NodeKind::kEqual, "=="},      {vm::NodeKind::kNotEqual, "!="},
    {vm::NodeKind::kAnd, "&&"},        {vm::NodeKind::kOr, "||"},
    {vm::NodeKind::kImplies, "->"},    {vm::NodeKind::kUpdate, "//"},
    {vm::NodeKind::kConcatLists, "++"}};

inline constexpr uint32_t kMaxRawDepth = 120;

}  // namespace fuzz
