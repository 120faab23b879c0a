// The nodes directly under a node, in the order in which they are written (sources of `inherit`
// first). The bindings of a `let` are its own. For whoever walks trees in general, or edits them:
// a slot is the pointer to a child. visit(node) must not recurse natively.
#pragma once

#include "vm/syntax/ast.h"

namespace vm {

template <typename Visit>
void visit_child_slots(Node* of, Visit visit) {
  auto add = [&visit](Node*& slot) {
    if (slot != nullptr) visit(slot);
  };
  auto add_path = [&add](const Slice<AttrName>& path) {
    for (AttrName& name : path) add(name.expr);
  };
  auto add_set = [&add](AttrSetNode* set) {
    for (Node*& source : set->inherit_from) add(source);
    for (AttrDef& def : set->attrs) add(def.value);
    for (DynamicAttrDef& def : set->dynamic) {
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
      auto* select = static_cast<SelectNode*>(of);
      add(select->subject);
      add_path(select->path);
      add(select->fallback);
      break;
    }
    case NodeKind::kHasAttr:
      add(static_cast<HasAttrNode*>(of)->subject);
      add_path(static_cast<HasAttrNode*>(of)->path);
      break;
    case NodeKind::kAttrSet:
      add_set(static_cast<AttrSetNode*>(of));
      break;
    case NodeKind::kLet:
      add_set(static_cast<LetNode*>(of)->bindings);
      add(static_cast<LetNode*>(of)->body);
      break;
    case NodeKind::kList:
      for (Node*& item : static_cast<ListNode*>(of)->items) add(item);
      break;
    case NodeKind::kLambda:
      for (Formal& formal : static_cast<LambdaNode*>(of)->formals) add(formal.fallback);
      add(static_cast<LambdaNode*>(of)->body);
      break;
    case NodeKind::kCall:
      add(static_cast<CallNode*>(of)->function);
      for (Node*& argument : static_cast<CallNode*>(of)->args) add(argument);
      break;
    case NodeKind::kWith:
      add(static_cast<WithNode*>(of)->scope);
      add(static_cast<WithNode*>(of)->body);
      break;
    case NodeKind::kIf:
      add(static_cast<IfNode*>(of)->condition);
      add(static_cast<IfNode*>(of)->then);
      add(static_cast<IfNode*>(of)->otherwise);
      break;
    case NodeKind::kAssert:
      add(static_cast<AssertNode*>(of)->condition);
      add(static_cast<AssertNode*>(of)->body);
      break;
    case NodeKind::kNot:
      add(static_cast<NotNode*>(of)->operand);
      break;
    case NodeKind::kNegate:
      add(static_cast<NegateNode*>(of)->operand);
      break;
    case NodeKind::kConcat:
      for (Node*& part : static_cast<ConcatNode*>(of)->parts) add(part);
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
      add(static_cast<BinaryNode*>(of)->left);
      add(static_cast<BinaryNode*>(of)->right);
      break;
  }
}

// The names that stand in a node itself, likewise; those of a `let`'s bindings are its own.
template <typename Visit>
void visit_name_slots(Node* of, Visit visit) {
  auto add = [&visit](Symbol& slot) {
    if (slot != kNoSymbol) visit(slot);
  };
  auto add_path = [&add](const Slice<AttrName>& path) {
    for (AttrName& name : path) add(name.name);
  };
  auto add_set = [&add](AttrSetNode* set) {
    for (AttrDef& def : set->attrs) add(def.name);
  };
  switch (of->kind) {
    case NodeKind::kVar:
      return add(static_cast<VarNode*>(of)->name);
    case NodeKind::kSelect:
      return add_path(static_cast<SelectNode*>(of)->path);
    case NodeKind::kHasAttr:
      return add_path(static_cast<HasAttrNode*>(of)->path);
    case NodeKind::kAttrSet:
      return add_set(static_cast<AttrSetNode*>(of));
    case NodeKind::kLet:
      return add_set(static_cast<LetNode*>(of)->bindings);
    case NodeKind::kLambda:
      add(static_cast<LambdaNode*>(of)->arg);
      for (Formal& formal : static_cast<LambdaNode*>(of)->formals) add(formal.name);
      return;
    default:
      return;
  }
}

template <typename Visit>
void visit_children(const Node* of, Visit visit) {
  visit_child_slots(const_cast<Node*>(of), [&visit](const Node* child) { visit(child); });
}

}  // namespace vm
