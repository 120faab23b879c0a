// The syntax tree, after the rewrites that are part of parsing Nix: paths are resolved against the
// file's directory, indented strings are stripped, attribute paths are nested and merged,
// `let { … }` is a select of `body`, `<x>` is a call of __findFile. What is left is what the
// compiler and the printer read. Nodes live in an Arena, are trivially destructible, and may nest
// 10,000,000 deep: nobody who walks them may recurse natively. Every node has the position Nix
// reports for it.
#pragma once

#include <cstdint>
#include <string_view>

#include "vm/base/arena.h"
#include "vm/base/source.h"
#include "vm/base/symbols.h"

namespace vm {

enum class NodeKind : uint8_t {
#define NODE(name, sentence) k##name,
#include "vm/syntax/node.def"
#undef NODE
};

struct Node {
  NodeKind kind;
  Pos pos;
};

struct IntNode : Node {
  int64_t value;
};
struct FloatNode : Node {
  double value;
};
struct StringNode : Node {
  std::string_view text;
};
struct PathNode : Node {
  std::string_view text;  // absolute and canonical
};
struct VarNode : Node {
  Symbol name;
};
struct CurPosNode : Node {};

// One component of an attribute path: a name, or an expression that yields one.
struct AttrName {
  Symbol name;  // kNoSymbol when dynamic
  Node* expr;   // set when dynamic
  Pos pos;
};

struct SelectNode : Node {
  Node* subject;
  Slice<AttrName> path;
  Node* fallback;  // `or`, may be null
};
struct HasAttrNode : Node {
  Node* subject;
  Slice<AttrName> path;
};

enum class AttrKind : uint8_t {
  kPlain,        // name = value
  kInherited,    // inherit name: `value` is a VarNode, looked up in the scope around the set
  kInheritFrom,  // inherit (e) name: `value` is null; e is inherit_from[from]
};
struct AttrDef {
  Symbol name;
  AttrKind kind;
  uint32_t from;  // for kInheritFrom
  Pos pos;
  Node* value;
};
struct DynamicAttrDef {
  Node* name;
  Node* value;
  Pos pos;
};
struct AttrSetNode : Node {
  bool recursive;
  Slice<AttrDef> attrs;  // names distinct, in the order in which they were first written
  Slice<DynamicAttrDef> dynamic;
  Slice<Node*> inherit_from;
};
struct LetNode : Node {
  AttrSetNode* bindings;  // not `recursive`, no dynamic attributes; scoped as if recursive
  Node* body;
};
struct ListNode : Node {
  Slice<Node*> items;
};

struct Formal {
  Symbol name;
  Pos pos;
  Node* fallback;  // may be null
};
struct LambdaNode : Node {
  Symbol arg;  // `x:`, or the name beside @; kNoSymbol when there is none
  bool has_formals;
  bool ellipsis;
  Slice<Formal> formals;  // in the order written
  Node* body;
};
struct CallNode : Node {
  Node* function;
  Slice<Node*> args;  // `f a b` is one call with two arguments
};
struct WithNode : Node {
  Node* scope;
  Node* body;
};
struct IfNode : Node {
  Node *condition, *then, *otherwise;
};
struct AssertNode : Node {
  Node *condition, *body;
};
struct NotNode : Node {
  Node* operand;
};
struct NegateNode : Node {
  Node* operand;
};  // means `__sub 0 operand`
struct BinaryNode : Node {
  Node *left, *right;
};

// "…${e}…", ''…${e}…'' and ./a/${e}: the first part of a path is a PathNode.
struct ConcatNode : Node {
  bool is_path;
  Slice<Node*> parts;  // at least one
};

inline std::string_view node_kind_name(NodeKind k) {
  static constexpr std::string_view kNames[] = {
#define NODE(name, sentence) #name,
#include "vm/syntax/node.def"
#undef NODE
  };
  return kNames[static_cast<int>(k)];
}

}  // namespace vm
