// The nodes directly under a node, in the order in which they are written (sources of `inherit`
// first). The bindings of a `let` are its own. For whoever walks trees in general, or edits them:
// a slot is the pointer to a child. visit(node) must not recurse natively; visit_name is called
// with the slots of the names that the node itself has.
#pragma once

#include "vm/syntax/ast.h"

namespace vm {

template <typename Visit, typename VisitName>
void visit_slots(Node* of, Visit visit, VisitName visit_name) {
  auto add = [&visit](Node*& slot) {
    if (slot != nullptr) visit(slot);
  };
  auto add_name = [&visit_name](Symbol& slot) {
    if (slot != kNoSymbol) visit_name(slot);
  };
  auto add_path = [&](const Slice<AttrName>& path) {
    for (AttrName& name : path) {
      add_name(name.name);
      add(name.expr);
    }
  };
  auto add_set = [&](AttrSetNode* set) {
    for (Node*& source : set->inherit_from) add(source);
    for (AttrDef& def : set->attrs) {
      add_name(def.name);
      add(def.value);
    }
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
    case NodeKind::kCurPos:
      break;
    case NodeKind::kVar:
      add_name(static_cast<VarNode*>(of)->name);
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
      add_name(static_cast<LambdaNode*>(of)->arg);
      for (Formal& formal : static_cast<LambdaNode*>(of)->formals) {
        add_name(formal.name);
        add(formal.fallback);
      }
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

template <typename Visit>
void visit_child_slots(Node* of, Visit visit) {
  visit_slots(of, visit, [](Symbol&) {});
}

template <typename Visit>
void visit_children(const Node* of, Visit visit) {
  visit_child_slots(const_cast<Node*>(of), [&visit](const Node* child) { visit(child); });
}

}  // namespace vm
