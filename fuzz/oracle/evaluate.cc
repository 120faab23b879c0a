// What every kind of node means. `out` is the cell that gets the value; it may be the cell of the
// thunk under evaluation, and operands are computed into cells of their own, so that no two
// operands are ever the same cell.
#include <cmath>

#include "fuzz/oracle/interpreter.h"
#include "vm/host/host.h"

namespace fuzz::oracle {

using vm::ErrorClass;
using vm::Feature;
using vm::Node;
using vm::NodeKind;

void Interpreter::eval(const Node* node, Env* env, Value& out) {
  enter_level();
  eval_node(node, env, out);
  leave_level();
}

[[gnu::always_inline]] inline void Interpreter::eval_node(const Node* node, Env* env, Value& out) {
  tick();
  auto binary = [node] { return static_cast<const vm::BinaryNode*>(node); };
  switch (node->kind) {
    case NodeKind::kInt:
      return out.set_int(static_cast<const vm::IntNode*>(node)->value);
    case NodeKind::kFloat:
      return out.set_float(static_cast<const vm::FloatNode*>(node)->value);
    case NodeKind::kString:
      return out.set_string(static_cast<const vm::StringNode*>(node)->text);
    case NodeKind::kPath:
      return out.set_path(static_cast<const vm::PathNode*>(node)->text);
    case NodeKind::kVar:
      return eval_var(static_cast<const vm::VarNode*>(node)->name, env, out);
    case NodeKind::kCurPos:
      return position(node->pos, out);
    case NodeKind::kSelect:
      return eval_select(static_cast<const vm::SelectNode*>(node), env, out);
    case NodeKind::kHasAttr:
      return eval_has_attr(static_cast<const vm::HasAttrNode*>(node), env, out);
    case NodeKind::kAttrSet:
      return eval_attrs(static_cast<const vm::AttrSetNode*>(node), env, out);
    case NodeKind::kLet:
      return eval_let(static_cast<const vm::LetNode*>(node), env, out);
    case NodeKind::kList:
      return eval_list(static_cast<const vm::ListNode*>(node), env, out);
    case NodeKind::kLambda:
      out = Value();
      out.tag = Tag::kLambda;
      out.env = env;
      out.lambda = static_cast<const vm::LambdaNode*>(node);
      return;
    case NodeKind::kCall:
      return eval_call(static_cast<const vm::CallNode*>(node), env, out);
    case NodeKind::kWith:
      return eval_with(static_cast<const vm::WithNode*>(node), env, out);
    case NodeKind::kIf: {
      const vm::IfNode* branch = static_cast<const vm::IfNode*>(node);
      return eval(eval_bool(branch->condition, env) ? branch->then : branch->otherwise, env, out);
    }
    case NodeKind::kAssert:
      return eval_assert(static_cast<const vm::AssertNode*>(node), env, out);
    case NodeKind::kNot:
      return out.set_bool(!eval_bool(static_cast<const vm::NotNode*>(node)->operand, env));
    case NodeKind::kNegate:
      return eval_operator_call(names_.sub, new_int(0),
                                delay(static_cast<const vm::NegateNode*>(node)->operand, env), env,
                                out);
    case NodeKind::kSub:
      return eval_operator_call(names_.sub, delay(binary()->left, env), delay(binary()->right, env),
                                env, out);
    case NodeKind::kMul:
      return eval_operator_call(names_.mul, delay(binary()->left, env), delay(binary()->right, env),
                                env, out);
    case NodeKind::kDiv:
      return eval_operator_call(names_.div, delay(binary()->left, env), delay(binary()->right, env),
                                env, out);
    case NodeKind::kLess:
      return eval_comparison(binary(), false, false, env, out);
    case NodeKind::kLessEqual:
      return eval_comparison(binary(), true, true, env, out);
    case NodeKind::kGreater:
      return eval_comparison(binary(), true, false, env, out);
    case NodeKind::kGreaterEqual:
      return eval_comparison(binary(), false, true, env, out);
    case NodeKind::kEqual:
    case NodeKind::kNotEqual: {
      Value left, right;
      eval(binary()->left, env, left);
      eval(binary()->right, env, right);
      return out.set_bool(equal(left, right) == (node->kind == NodeKind::kEqual));
    }
    case NodeKind::kAnd:
      return out.set_bool(eval_bool(binary()->left, env) && eval_bool(binary()->right, env));
    case NodeKind::kOr:
      return out.set_bool(eval_bool(binary()->left, env) || eval_bool(binary()->right, env));
    case NodeKind::kImplies:
      return out.set_bool(!eval_bool(binary()->left, env) || eval_bool(binary()->right, env));
    case NodeKind::kUpdate:
      return eval_update(binary(), env, out);
    case NodeKind::kConcatLists:
      return eval_concat_lists(binary(), env, out);
    case NodeKind::kAdd: {
      vm::Node* const parts[] = {binary()->left, binary()->right};
      return eval_concat(parts, false, env, out);
    }
    case NodeKind::kConcat: {
      const vm::ConcatNode* concat = static_cast<const vm::ConcatNode*>(node);
      return eval_concat({concat->parts.data, concat->parts.size}, !concat->is_path, env, out);
    }
  }
}

Value* Interpreter::delay(const Node* node, Env* env) {
  switch (node->kind) {
    case NodeKind::kInt:
    case NodeKind::kFloat:
    case NodeKind::kString:
    case NodeKind::kPath: {
      Value* constant = new_cell();
      eval(node, env, *constant);
      return constant;
    }
    case NodeKind::kVar:
      // The variable's own cell, if it is there yet.
      if (Value* cell = lookup(static_cast<const vm::VarNode*>(node)->name, env, true)) return cell;
      break;
    case NodeKind::kList:
      if (static_cast<const vm::ListNode*>(node)->items.empty() &&
          has(Feature::kEmptyListIsValue)) {
        Value* empty = new_cell();
        empty->set_list(nullptr, 0);
        return empty;
      }
      break;
    default:
      break;
  }
  Value* thunk = new_cell();
  thunk->tag = Tag::kThunk;
  thunk->env = env;
  thunk->node = node;
  return thunk;
}

bool Interpreter::eval_bool(const Node* node, Env* env) {
  Value v;
  eval(node, env, v);
  if (v.tag != Tag::kBool) raise_type("a Boolean", v);
  return v.boolean;
}

// ---- variables

// The cell of a variable. `without_evaluating`: null instead of evaluating a namespace, and for a
// binding of a scope that is not complete.
Value* Interpreter::lookup(Symbol name, Env* env, bool without_evaluating) {
  Env* innermost_with = nullptr;
  for (Env* scope = env; scope != nullptr; scope = scope->up) {
    switch (scope->kind) {
      case Env::Kind::kNames:
        for (uint32_t i = 0; i < scope->size; ++i)
          if (scope->slots[i].name == name) return scope->slots[i].value;
        break;
      case Env::Kind::kWith:
        if (innermost_with == nullptr) innermost_with = scope;
        break;
      case Env::Kind::kGlobal:
        if (name < global_values_.size() && global_values_[name] != nullptr)
          return global_values_[name];
        break;
    }
  }
  return look_in_with(name, innermost_with, without_evaluating);
}

Value* Interpreter::look_in_with(Symbol name, Env* env, bool without_evaluating) {
  bool early = has(Feature::kWithLookedUpEarly);
  if (without_evaluating && !early) return nullptr;
  for (Env* scope = env; scope != nullptr; scope = scope->up) {
    if (scope->kind != Env::Kind::kWith) continue;
    if (scope->scope == nullptr) {
      if (without_evaluating) return nullptr;
      Value* space = new_cell();
      eval(scope->expression, scope->up, *space);
      if (space->tag != Tag::kSet) raise_type("a set", *space);
      scope->scope = space;
    }
    force_attrs(*scope->scope);
    if (Value* found = get(scope->scope->attrs, name)) return found;
  }
  raise(ErrorClass::kUndefinedVariable,
        "undefined variable '" + std::string(symbols_.name(name)) + "'");
}

void Interpreter::eval_var(Symbol name, Env* env, Value& out) {
  Value* cell = lookup(name, env, false);
  force(*cell);
  out = *cell;
}

void Interpreter::eval_with(const vm::WithNode* node, Env* env, Value& out) {
  Env* scope = pool_.make<Env>();
  scope->kind = Env::Kind::kWith;
  scope->up = env;
  scope->expression = node->scope;
  scope->scope = has(Feature::kWithLookedUpEarly) ? nullptr : delay(node->scope, env);
  eval(node->body, scope, out);
}

// ---- attributes

Symbol Interpreter::eval_name(const vm::AttrName& name, Env* env) {
  if (name.expr == nullptr) return name.name;
  Value v;
  eval(name.expr, env, v);
  return symbols_.intern(force_string_no_context(v));
}

void Interpreter::eval_select(const vm::SelectNode* node, Env* env, Value& out) {
  Value subject;
  eval(node->subject, env, subject);
  Value* at = &subject;
  for (const vm::AttrName& step : node->path) {
    Symbol name = eval_name(step, env);
    force(*at);
    Attr* found = nullptr;
    if (node->fallback != nullptr) {
      if (at->tag == Tag::kSet) found = find(at->attrs, name);
      if (found == nullptr) return eval(node->fallback, env, out);
    } else {
      if (at->tag != Tag::kSet) raise_type("a set", *at);
      found = find(at->attrs, name);
      if (found == nullptr)
        raise(ErrorClass::kMissingAttribute,
              "attribute '" + std::string(symbols_.name(name)) + "' missing");
    }
    at = found->value;
  }
  force(*at);
  out = *at;
}

void Interpreter::eval_has_attr(const vm::HasAttrNode* node, Env* env, Value& out) {
  Value subject;
  eval(node->subject, env, subject);
  Value* at = &subject;
  for (const vm::AttrName& step : node->path) {
    force(*at);
    Symbol name = eval_name(step, env);
    Attr* found = at->tag == Tag::kSet ? find(at->attrs, name) : nullptr;
    if (found == nullptr) return out.set_bool(false);
    at = found->value;
  }
  out.set_bool(true);
}

// ---- let, lists, calls, assert

void Interpreter::eval_let(const vm::LetNode* node, Env* env, Value& out) {
  eval(node->body, open_scope(node->bindings, env), out);
}

void Interpreter::eval_list(const vm::ListNode* node, Env* env, Value& out) {
  Value** items = new_items(node->items.size);
  for (uint32_t i = 0; i < node->items.size; ++i) items[i] = delay(node->items[i], env);
  out.set_list(items, node->items.size);
}

void Interpreter::eval_call(const vm::CallNode* node, Env* env, Value& out) {
  Value function;
  eval(node->function, env, function);
  Value** arguments = new_items(node->args.size);
  for (uint32_t i = 0; i < node->args.size; ++i) arguments[i] = delay(node->args[i], env);
  call(function, arguments, node->args.size, out);
}

void Interpreter::eval_assert(const vm::AssertNode* node, Env* env, Value& out) {
  if (!eval_bool(node->condition, env)) {
    if (node->condition->kind == NodeKind::kEqual && has(Feature::kAssertExplainsEquality)) {
      const vm::BinaryNode* equation = static_cast<const vm::BinaryNode*>(node->condition);
      Value left, right;
      eval(equation->left, env, left);
      eval(equation->right, env, right);
      explain_inequality(left, right);
    }
    raise(ErrorClass::kAssert, "assertion failed");
  }
  eval(node->body, env, out);
}

// ---- operators

// `a - b` is `__sub a b`, whatever __sub means here.
void Interpreter::eval_operator_call(Symbol function, Value* left, Value* right, Env* env,
                                     Value& out) {
  Value callee;
  eval_var(function, env, callee);
  Value** arguments = new_items(2);
  arguments[0] = left;
  arguments[1] = right;
  call(callee, arguments, 2, out);
}

// `a > b` is `b < a`, `a <= b` is `!(b < a)`.
void Interpreter::eval_comparison(const vm::BinaryNode* node, bool swap, bool negate, Env* env,
                                  Value& out) {
  Value* left = delay(swap ? node->right : node->left, env);
  Value* right = delay(swap ? node->left : node->right, env);
  if (!negate) return eval_operator_call(names_.less_than, left, right, env, out);
  Value less;
  eval_operator_call(names_.less_than, left, right, env, less);
  if (less.tag != Tag::kBool) raise_type("a Boolean", less);
  out.set_bool(!less.boolean);
}

void Interpreter::eval_update(const vm::BinaryNode* node, Env* env, Value& out) {
  Value left, right;
  auto operand = [this, env](const Node* expression, Value& v) {
    eval(expression, env, v);
    if (v.tag != Tag::kSet) raise_type("a set", v);
  };
  if (has(Feature::kUpdateRightFirst)) {
    operand(node->right, right);
    operand(node->left, left);
  } else {
    operand(node->left, left);
    operand(node->right, right);
  }
  if (left.attrs->size == 0) {
    out = right;
    return;
  }
  if (right.attrs->size == 0) {
    out = left;
    return;
  }
  Attrs* both = make_attrs(left.attrs->size + right.attrs->size);
  const Attr* l = left.attrs->items;
  const Attr* r = right.attrs->items;
  const Attr* l_end = l + left.attrs->size;
  const Attr* r_end = r + right.attrs->size;
  while (l != l_end && r != r_end) {
    if (l->name == r->name)
      ++l;
    else if (before(l->name, r->name))
      both->items[both->size++] = *l++;
    else
      both->items[both->size++] = *r++;
  }
  while (l != l_end) both->items[both->size++] = *l++;
  while (r != r_end) both->items[both->size++] = *r++;
  out.set_attrs(both);
}

// If only one operand has elements, the result is that one's content.
void Interpreter::eval_concat_lists(const vm::BinaryNode* node, Env* env, Value& out) {
  Value left, right;
  eval(node->left, env, left);
  eval(node->right, env, right);
  force_list(left);
  force_list(right);
  if (right.size == 0 || left.size == 0) {
    if (right.size != 0)
      out = right;
    else if (left.size != 0)
      out = left;
    else
      out.set_list(nullptr, 0);
    return;
  }
  Value** items = new_items(left.size + right.size);
  for (uint32_t i = 0; i < left.size; ++i) items[i] = left.items[i];
  for (uint32_t i = 0; i < right.size; ++i) items[left.size + i] = right.items[i];
  out.set_list(items, left.size + right.size);
}

// `+`, "…${…}…" and paths with interpolation. The first part says what the sum is, unless it must
// be a string: numbers add up from zero, paths and strings are put together.
void Interpreter::eval_concat(std::span<Node* const> parts, bool force_string, Env* env,
                              Value& out) {
  Tag kind = Tag::kString;
  int64_t integer = 0;
  double real = 0;
  std::string text;
  Context context;
  for (size_t i = 0; i < parts.size(); ++i) {
    Value part;
    eval(parts[i], env, part);
    if (i == 0 && !force_string) kind = part.tag;
    if (kind == Tag::kInt && part.tag == Tag::kFloat) {
      kind = Tag::kFloat;
      real = static_cast<double>(integer);
    }
    if (kind == Tag::kInt) {
      if (part.tag != Tag::kInt)
        raise(ErrorClass::kType, "cannot add " + describe(part) + " to an integer");
      bool overflow = __builtin_add_overflow(integer, part.integer, &integer);
      if (overflow && has(Feature::kIntegerOverflowError))
        raise(ErrorClass::kOverflow, "integer overflow in adding");
    } else if (kind == Tag::kFloat) {
      if (part.tag != Tag::kFloat && part.tag != Tag::kInt)
        raise(ErrorClass::kType, "cannot add " + describe(part) + " to a float");
      real += part.tag == Tag::kInt ? static_cast<double>(part.integer) : part.real;
    } else {
      bool first = i == 0 && !force_string;
      text += coerce_to_string(
          part, context,
          {.more = false, .copy_paths = kind == Tag::kString, .canonical_paths = !first});
      check_size(text.size());
    }
  }
  if (kind == Tag::kInt) return out.set_int(integer);
  if (kind == Tag::kFloat) return out.set_float(real);
  if (kind != Tag::kPath) return make_string(out, text, context);
  if (!context.empty())
    raise(ErrorClass::kValue, "a string that refers to a store path cannot be appended to a path");
  out.set_path(pool_.copy(vm::canonical_path(text)));
}

}  // namespace fuzz::oracle
