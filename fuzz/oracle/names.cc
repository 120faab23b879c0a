// Before anything is evaluated: every variable must be bound by a scope, or lie in a `with`. On the
// way functions get the names of their bindings, which builtins.trace prints.
#include <vector>

#include "fuzz/oracle/interpreter.h"

namespace fuzz::oracle {

using vm::Node;
using vm::NodeKind;

namespace {

// The names that an enclosing construct binds, innermost first; `with` binds any name.
struct Scope {
  const Scope* up = nullptr;
  const vm::AttrSetNode* bindings = nullptr;
  const vm::LambdaNode* lambda = nullptr;
  bool any = false;

  bool binds(Symbol name) const {
    if (any) return true;
    if (bindings != nullptr)
      for (const vm::AttrDef& def : bindings->attrs)
        if (def.name == name) return true;
    if (lambda != nullptr) {
      if (lambda->arg == name) return true;
      for (const vm::Formal& formal : lambda->formals)
        if (formal.name == name) return true;
    }
    return false;
  }
};

}  // namespace

struct Interpreter::NameChecker {
  Interpreter& in;

  void variable(Symbol name, const Scope* scope) {
    for (; scope != nullptr; scope = scope->up)
      if (scope->binds(name)) return;
    if (name < in.global_values_.size() && in.global_values_[name] != nullptr) return;
    in.raise(vm::ErrorClass::kUndefinedVariable,
             "undefined variable '" + std::string(in.name(name)) + "'");
  }

  void path(const vm::Slice<vm::AttrName>& names, const Scope* scope) {
    for (const vm::AttrName& name : names)
      if (name.expr != nullptr) check(name.expr, scope);
  }

  // `inner`: where the values of a set or let are looked up; `inherit x` means the x of `outer`.
  void bindings(const vm::AttrSetNode* set, const Scope* outer, const Scope* inner) {
    bool once = in.has(vm::Feature::kInheritFromOnce);
    if (once)
      for (Node* source : set->inherit_from) check(source, inner);
    for (const vm::AttrDef& def : set->attrs) {
      // Where it is evaluated for every name, the e of `inherit (e);` belongs to nobody.
      if (def.kind == vm::AttrKind::kInheritFrom && !once)
        check(set->inherit_from[def.from], inner);
      if (def.value == nullptr) continue;
      in.name_lambda(def.value, def.name);
      check(def.value, def.kind == vm::AttrKind::kInherited ? outer : inner);
    }
    for (const vm::DynamicAttrDef& def : set->dynamic) {
      check(def.name, inner);
      check(def.value, inner);
    }
  }

  void check(const Node* node, const Scope* scope) {
    Level level(in);
    switch (node->kind) {
      case NodeKind::kInt:
      case NodeKind::kFloat:
      case NodeKind::kString:
      case NodeKind::kPath:
      case NodeKind::kCurPos:
        return;
      case NodeKind::kVar:
        return variable(static_cast<const vm::VarNode*>(node)->name, scope);
      case NodeKind::kSelect: {
        const vm::SelectNode* select = static_cast<const vm::SelectNode*>(node);
        check(select->subject, scope);
        if (select->fallback != nullptr) check(select->fallback, scope);
        return path(select->path, scope);
      }
      case NodeKind::kHasAttr: {
        const vm::HasAttrNode* question = static_cast<const vm::HasAttrNode*>(node);
        check(question->subject, scope);
        return path(question->path, scope);
      }
      case NodeKind::kAttrSet: {
        const vm::AttrSetNode* set = static_cast<const vm::AttrSetNode*>(node);
        Scope inner{scope, set, nullptr, false};
        return bindings(set, scope, set->recursive ? &inner : scope);
      }
      case NodeKind::kLet: {
        const vm::LetNode* let = static_cast<const vm::LetNode*>(node);
        Scope inner{scope, let->bindings, nullptr, false};
        bindings(let->bindings, scope, &inner);
        return check(let->body, &inner);
      }
      case NodeKind::kList:
        for (Node* item : static_cast<const vm::ListNode*>(node)->items) check(item, scope);
        return;
      case NodeKind::kLambda: {
        const vm::LambdaNode* lambda = static_cast<const vm::LambdaNode*>(node);
        Scope inner{scope, nullptr, lambda, false};
        for (const vm::Formal& formal : lambda->formals)
          if (formal.fallback != nullptr) check(formal.fallback, &inner);
        return check(lambda->body, &inner);
      }
      case NodeKind::kCall: {
        const vm::CallNode* call = static_cast<const vm::CallNode*>(node);
        check(call->function, scope);
        for (Node* argument : call->args) check(argument, scope);
        return;
      }
      case NodeKind::kWith: {
        const vm::WithNode* with = static_cast<const vm::WithNode*>(node);
        check(with->scope, scope);
        Scope inner{scope, nullptr, nullptr, true};
        return check(with->body, &inner);
      }
      case NodeKind::kIf: {
        const vm::IfNode* branch = static_cast<const vm::IfNode*>(node);
        check(branch->condition, scope);
        check(branch->then, scope);
        return check(branch->otherwise, scope);
      }
      case NodeKind::kAssert: {
        const vm::AssertNode* assertion = static_cast<const vm::AssertNode*>(node);
        check(assertion->condition, scope);
        return check(assertion->body, scope);
      }
      case NodeKind::kNot:
        return check(static_cast<const vm::NotNode*>(node)->operand, scope);
      case NodeKind::kNegate:
        return check(static_cast<const vm::NegateNode*>(node)->operand, scope);
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
      case NodeKind::kConcatLists: {
        const vm::BinaryNode* binary = static_cast<const vm::BinaryNode*>(node);
        check(binary->left, scope);
        return check(binary->right, scope);
      }
      case NodeKind::kConcat:
        for (Node* part : static_cast<const vm::ConcatNode*>(node)->parts) check(part, scope);
        return;
    }
  }
};

void Interpreter::check_names(const Node* root) { NameChecker{*this}.check(root, nullptr); }

}  // namespace fuzz::oracle
