// The nodes directly under a node, in the order in which they are written (sources of `inherit`
// first). The bindings of a `let` are its own. For whoever walks trees in general; visit(node) must
// not recurse natively.
#pragma once

#include "vm/syntax/ast.h"

namespace vm {

template <typename Visit>
void visit_children(const Node* of, Visit visit) {
  auto add = [&visit](const Node* node) {
    if (node != nullptr) visit(node);
  };
  auto add_path = [&add](const Slice<AttrName>& path) {
    for (const AttrName& name : path) add(name.expr);
  };
  auto add_set = [&add](const AttrSetNode* set) {
    for (const Node* source : set->inherit_from) add(source);
    for (const AttrDef& def : set->attrs) add(def.value);
    for (const DynamicAttrDef& def : set->dynamic) {
      add(def.name);
      add(def.value);
    }
  };
  switch (of->kind) {
    case NodeKind::kInt:
    case NodeKind::kFloat:
    case NodeKind::kString:
    case NodeKind::kPath:
    case NodeKind::kVar:
    case NodeKind::kCurPos:
      break;
    case NodeKind::kSelect: {
      const auto* select = static_cast<const SelectNode*>(of);
      add(select->subject);
      add_path(select->path);
      add(select->fallback);
      break;
    }
    case NodeKind::kHasAttr:
      add(static_cast<const HasAttrNode*>(of)->subject);
      add_path(static_cast<const HasAttrNode*>(of)->path);
      break;
    case NodeKind::kAttrSet:
      add_set(static_cast<const AttrSetNode*>(of));
      break;
    case NodeKind::kLet:
      add_set(static_cast<const LetNode*>(of)->bindings);
      add(static_cast<const LetNode*>(of)->body);
      break;
    case NodeKind::kList:
      for (const Node* item : static_cast<const ListNode*>(of)->items) add(item);
      break;
    case NodeKind::kLambda:
      for (const Formal& formal : static_cast<const LambdaNode*>(of)->formals) add(formal.fallback);
      add(static_cast<const LambdaNode*>(of)->body);
      break;
    case NodeKind::kCall:
      add(static_cast<const CallNode*>(of)->function);
      for (const Node* argument : static_cast<const CallNode*>(of)->args) add(argument);
      break;
    case NodeKind::kWith:
      add(static_cast<const WithNode*>(of)->scope);
      add(static_cast<const WithNode*>(of)->body);
      break;
    case NodeKind::kIf:
      add(static_cast<const IfNode*>(of)->condition);
      add(static_cast<const IfNode*>(of)->then);
      add(static_cast<const IfNode*>(of)->otherwise);
      break;
    case NodeKind::kAssert:
      add(static_cast<const AssertNode*>(of)->condition);
      add(static_cast<const AssertNode*>(of)->body);
      break;
    case NodeKind::kNot:
      add(static_cast<const NotNode*>(of)->operand);
      break;
    case NodeKind::kNegate:
      add(static_cast<const NegateNode*>(of)->operand);
      break;
    case NodeKind::kConcat:
      for (const Node* part : static_cast<const ConcatNode*>(of)->parts) add(part);
      break;
    case NodeKind::kAdd:
    case NodeKind::kSub:
    case NodeKind::kMul:
    case NodeKind::kDiv:
    case NodeKind::kLess:
    case NodeKind::kLessEqual:
    case NodeKind::kGreater:
    case NodeKind::kGreaterEqual:
    case NodeKind::kEqual:
    case NodeKind::kNotEqual:
    case NodeKind::kAnd:
    case NodeKind::kOr:
    case NodeKind::kImplies:
    case NodeKind::kUpdate:
    case NodeKind::kConcatLists:
      add(static_cast<const BinaryNode*>(of)->left);
      add(static_cast<const BinaryNode*>(of)->right);
      break;
  }
}

}  // namespace vm
