// Expressions → code. Each function compiles one construct: value() into a slot or as the end of
// the chunk (a slot may be left holding a thunk: whoever needs the value forces it), lazy() as a
// cell for later.
#include <algorithm>
#include <array>
#include <charconv>

#include "vm/compiler/pass.h"

namespace vm {

namespace {

constexpr uint32_t kAnySlot = UINT32_MAX;

template <typename T>
const T* as(const Node* node) {
  return static_cast<const T*>(node);
}

Operand slot_operand(uint32_t slot) { return make_operand(Place::kSlot, slot); }

}  // namespace

bool Pass::literal(const Node* node, Operand* out) {
  switch (node->kind) {
    case NodeKind::kInt:
      *out = constant({Constant::Kind::kInt, as<IntNode>(node)->value});
      return true;
    case NodeKind::kFloat:
      *out = constant({Constant::Kind::kFloat, 0, as<FloatNode>(node)->value});
      return true;
    case NodeKind::kString:
      *out = constant({Constant::Kind::kString, 0, 0, std::string(as<StringNode>(node)->text)});
      return true;
    case NodeKind::kPath:
      *out = constant({Constant::Kind::kPath, 0, 0, std::string(as<PathNode>(node)->text)});
      return true;
    default:
      return false;
  }
}

void Pass::refuse_shadowed_constant(Symbol name, Pos pos) {
  std::string_view text = symbols_.name(name);
  if (text == "true" || text == "false" || text == "null")
    fail(ErrorClass::kParse, "'" + std::string(text) + "' is shadowed here: rename the variable",
         pos);
}

// Does the scope have a function of its own for an operator?
bool Pass::shadowed(Symbol function, Pos pos) {
  if (!lexical(function)) return false;
  if (feature(Feature::kInternalSymbolsShadowingRefused))
    fail(ErrorClass::kParse,
         "this operator would call the variable '" + std::string(symbols_.name(function)) +
             "': rename the variable",
         pos);
  return true;
}

bool Pass::simple(const Node* node, Operand* out) {
  if (literal(node, out)) return true;
  if (node->kind != NodeKind::kVar) return false;
  Symbol name = as<VarNode>(node)->name;
  if (const Binding* b = find(name)) {
    if (feature(Feature::kConstantsShadowingRefused)) refuse_shadowed_constant(name, node->pos);
    *out = import(b->owner, b->operand);
    return true;
  }
  if (!is_global(name)) return false;
  std::string_view text = symbols_.name(name);
  if (text == "true")
    *out = constant({Constant::Kind::kTrue});
  else if (text == "false")
    *out = constant({Constant::Kind::kFalse});
  else if (text == "null")
    *out = constant({Constant::Kind::kNull});
  else
    *out = constant({Constant::Kind::kGlobal, 0, 0, std::string(text)});
  return true;
}

bool Pass::yields_value(const Node* node) {
  switch (node->kind) {
    case NodeKind::kVar:
    case NodeKind::kSelect:
    case NodeKind::kLet:
    case NodeKind::kWith:
    case NodeKind::kIf:
    case NodeKind::kAssert:
      return false;
    default:
      return true;
  }
}

// What can only be a number or a string needs no PrepareAdd.
bool Pass::adds_number(const Node* node) {
  switch (node->kind) {
    case NodeKind::kInt:
    case NodeKind::kFloat:
    case NodeKind::kString:
    case NodeKind::kPath:
    case NodeKind::kConcat:
      return true;
    default:
      return false;
  }
}

Task<void> Pass::value(const Node* node, Target target) {
  uint32_t mark = chunk_->next_slot;
  Operand op;
  switch (node->kind) {
    case NodeKind::kInt:
    case NodeKind::kFloat:
    case NodeKind::kString:
    case NodeKind::kPath:
      literal(node, &op);
      finish(target, op, node->pos);
      break;
    case NodeKind::kVar:
      variable(as<VarNode>(node), target);
      break;
    case NodeKind::kCurPos: {
      uint32_t slot = target.tail() ? temp() : target.slot;
      emit(Op::kCurPos, node->pos, {slot});
      finish(target, slot_operand(slot), node->pos);
      break;
    }
    case NodeKind::kSelect:
      co_await select(as<SelectNode>(node), target);
      break;
    case NodeKind::kHasAttr:
      co_await has_attr(as<HasAttrNode>(node), target);
      break;
    case NodeKind::kAttrSet:
      co_await attr_set(as<AttrSetNode>(node), target);
      break;
    case NodeKind::kLet:
      co_await let(as<LetNode>(node), target);
      break;
    case NodeKind::kList:
      co_await list(as<ListNode>(node), target);
      break;
    case NodeKind::kLambda: {
      std::vector<Operand> captures;
      uint32_t number = co_await function(as<LambdaNode>(node), &captures, kNoSymbol);
      uint32_t slot = target.tail() ? temp() : target.slot;
      make(Op::kMakeClosure, slot, number, captures, node->pos, nullptr);
      finish(target, slot_operand(slot), node->pos);
      break;
    }
    case NodeKind::kCall:
      co_await call(as<CallNode>(node), target);
      break;
    case NodeKind::kWith:
      co_await with(as<WithNode>(node), target);
      break;
    case NodeKind::kIf: {
      const auto* n = as<IfNode>(node);
      Label otherwise, end;
      co_await branch(n->condition, &otherwise, false);
      co_await value(n->then, target);
      if (!target.tail()) {
        emit(Op::kJump, kNoPos, {});
        use_label(&end);
        append(0);
      }
      bind_label(otherwise);
      co_await value(n->otherwise, target);
      bind_label(end);
      break;
    }
    case NodeKind::kAssert: {
      const auto* n = as<AssertNode>(node);
      if (n->condition->kind == NodeKind::kEqual && feature(Feature::kAssertExplainsEquality)) {
        Label holds;
        co_await branch(n->condition, &holds, true);
        Operand seen_again = co_await operand(n->condition);
        emit(Op::kDemand, node->pos, {seen_again});
        emit(Op::kAssert, node->pos, {constant({Constant::Kind::kFalse})});
        bind_label(holds);
      } else {
        Operand condition = co_await operand(n->condition);
        emit(Op::kAssert, node->pos, {condition});
      }
      chunk_->next_slot = mark;
      co_await value(n->body, target);
      break;
    }
    case NodeKind::kNot: {
      Operand inner = co_await operand(as<NotNode>(node)->operand);
      uint32_t slot = target.tail() ? temp() : target.slot;
      emit(Op::kNot, node->pos, {slot, inner});
      finish(target, slot_operand(slot), node->pos);
      break;
    }
    case NodeKind::kNegate: {
      Symbol sub = symbols_.intern("__sub");
      const Node* inner = as<NegateNode>(node)->operand;
      if (shadowed(sub, node->pos)) {
        IntNode zero{{NodeKind::kInt, node->pos}, 0};
        co_await call_named(sub, &zero, inner, false, node->pos, target);
        break;
      }
      Operand o = co_await operand(inner);
      uint32_t slot = target.tail() ? temp() : target.slot;
      emit(Op::kNegate, node->pos, {slot, o});
      finish(target, slot_operand(slot), node->pos);
      break;
    }
    case NodeKind::kAdd: {
      const auto* n = as<BinaryNode>(node);
      Operand right;
      if (simple(n->right, &right) || adds_number(n->left)) {
        co_await binary(Op::kAdd, n->left, n->right, node->pos, target);
        break;
      }
      Operand left = co_await operand(n->left);
      uint32_t prepared = temp();
      emit(Op::kPrepareAdd, node->pos, {prepared, left});
      right = co_await operand(n->right);
      uint32_t slot = target.tail() ? temp() : target.slot;
      emit(Op::kAddPrepared, node->pos, {slot, slot_operand(prepared), right});
      finish(target, slot_operand(slot), node->pos);
      break;
    }
    case NodeKind::kSub:
    case NodeKind::kMul:
    case NodeKind::kDiv:
    case NodeKind::kLess:
    case NodeKind::kLessEqual:
    case NodeKind::kGreater:
    case NodeKind::kGreaterEqual:
      co_await arithmetic(as<BinaryNode>(node), target);
      break;
    case NodeKind::kEqual:
      co_await binary(Op::kEqual, as<BinaryNode>(node)->left, as<BinaryNode>(node)->right,
                      node->pos, target);
      break;
    case NodeKind::kNotEqual:
      co_await binary(Op::kNotEqual, as<BinaryNode>(node)->left, as<BinaryNode>(node)->right,
                      node->pos, target);
      break;
    case NodeKind::kAnd:
    case NodeKind::kOr:
    case NodeKind::kImplies:
      co_await logical(as<BinaryNode>(node), target);
      break;
    case NodeKind::kUpdate:
      co_await update(as<BinaryNode>(node), target);
      break;
    case NodeKind::kConcatLists:
      co_await binary(Op::kConcatLists, as<BinaryNode>(node)->left, as<BinaryNode>(node)->right,
                      node->pos, target);
      break;
    case NodeKind::kConcat:
      co_await concat(as<ConcatNode>(node), target);
      break;
  }
  chunk_->next_slot = mark;
}

// Evaluates in place. The operand may still be a thunk; the slots it needs stay taken until the
// caller resets next_slot.
Task<Operand> Pass::operand(const Node* node) {
  Operand op;
  if (simple(node, &op)) co_return op;
  if (node->kind == NodeKind::kSelect) {
    const auto* s = as<SelectNode>(node);
    if (s->path.size == 1 && !s->fallback && s->subject->kind == NodeKind::kVar) {
      Symbol subject = as<VarNode>(s->subject)->name;
      Symbol name = s->path[0].name;
      if (symbols_.name(subject) == "builtins" && !lexical(subject) && name != kNoSymbol &&
          options_.builtins->contains(name))
        co_return constant(
            {Constant::Kind::kGlobal, 0, 0, "builtins." + std::string(symbols_.name(name))});
    }
  }
  uint32_t slot = temp();
  co_await value(node, {slot});
  co_return slot_operand(slot);
}

// A cell for later: the variable's own cell, the literal, or a thunk (in `slot`, or in one that is
// taken for it).
Task<Operand> Pass::lazy(const Node* node, uint32_t slot, Patches* patches, Symbol name) {
  Operand op;
  bool copies = MUTATED(*options_.dialect, VariableThunked) && node->kind == NodeKind::kVar &&
                lexical(as<VarNode>(node)->name);
  if (!copies && simple(node, &op)) co_return op;
  NodeKind k = node->kind;
  bool eager = (MUTATED(*options_.dialect, IfNotThunked) && k == NodeKind::kIf) ||
               (MUTATED(*options_.dialect, LetNotThunked) && k == NodeKind::kLet) ||
               (MUTATED(*options_.dialect, NotNotThunked) && k == NodeKind::kNot) ||
               (MUTATED(*options_.dialect, NegationNotThunked) && k == NodeKind::kNegate) ||
               (MUTATED(*options_.dialect, HasAttrNotThunked) && k == NodeKind::kHasAttr) ||
               (MUTATED(*options_.dialect, LambdaNotThunked) && k == NodeKind::kLambda) ||
               (MUTATED(*options_.dialect, InterpolationNotThunked) && k == NodeKind::kConcat) ||
               (MUTATED(*options_.dialect, AssertNotThunked) && k == NodeKind::kAssert) ||
               (MUTATED(*options_.dialect, WithNotThunked) && k == NodeKind::kWith) ||
               (MUTATED(*options_.dialect, SelectNotThunked) && k == NodeKind::kSelect) ||
               (MUTATED(*options_.dialect, EqualityNotThunked) && k == NodeKind::kEqual) ||
               (MUTATED(*options_.dialect, UpdateNotThunked) && k == NodeKind::kUpdate);
  if (eager && !patches) {
    op = co_await operand(node);
    emit(Op::kDemand, node->pos, {op});
    co_return op;
  }
  if (node->kind == NodeKind::kList && as<ListNode>(node)->items.empty() &&
      feature(Feature::kEmptyListIsValue))
    co_return constant({Constant::Kind::kEmptyList});
  if (looked_up_early(node))
    co_return co_await early_with_variable(as<VarNode>(node), slot, patches, name);
  co_return co_await thunk(node, slot, patches, name);
}

bool Pass::looked_up_early(const Node* node) {
  Operand known;
  return feature(Feature::kWithLookedUpEarly) && !withs_.empty() && node->kind == NodeKind::kVar &&
         !simple(node, &known);
}

// A variable of a `with` in a lazy position is looked up at once in the namespaces that an earlier
// lookup has evaluated, from the innermost on; the first that is not evaluated leaves the rest to a
// thunk.
Task<Operand> Pass::early_with_variable(const VarNode* node, uint32_t slot, Patches* patches,
                                        Symbol name) {
  if (slot == kAnySlot) slot = temp();
  Label found, pending;
  for (auto w = withs_.rbegin(); w != withs_.rend(); ++w) {
    Operand set = import(w->owner, w->set);
    emit(Op::kJumpIfPending, node->pos, {set});
    use_label(&pending);
    append(0);
    emit(Op::kLookupWith, node->pos, {slot, set, node->name});
    use_label(&found);
    append(0);
  }
  emit(Op::kUndefinedVariable, node->pos, {node->name});
  bind_label(pending);
  co_await thunk(node, slot, patches, name);
  bind_label(found);
  co_return slot_operand(slot);
}

Task<Operand> Pass::thunk(const Node* node, uint32_t slot, Patches* patches, Symbol name,
                          bool of_with) {
  if (slot == kAnySlot) slot = temp();
  OpenChunk* c = open(Chunk::Kind::kThunk, node->pos);
  c->chunk.no_blackhole = c->chunk.forgets_failure = of_with;
  uint32_t number = c->number;
  if (node->kind == NodeKind::kLambda) {
    std::vector<Operand> captures;
    uint32_t function_number = co_await function(as<LambdaNode>(node), &captures, name);
    uint32_t result = temp();
    make(Op::kMakeClosure, result, function_number, captures, node->pos, nullptr);
    emit(Op::kReturn, node->pos, {slot_operand(result)});
    bool same = captures.size() == c->captured.size();
    for (uint32_t i = 0; same && i < captures.size(); ++i)
      same = captures[i] == make_operand(Place::kCapture, i);
    if (same) c->chunk.makes_closure = function_number;
  } else {
    co_await value(node, {Target::kTail});
  }
  std::vector<Operand> captures = close();
  make(Op::kMakeThunk, slot, number, captures, node->pos, patches);
  co_return slot_operand(slot);
}

void Pass::variable(const VarNode* node, Target target) {
  Operand op;
  if (simple(node, &op)) {
    finish(target, op, node->pos);
    return;
  }
  uint32_t slot = target.tail() ? temp() : target.slot;
  with_variable(node->name, node->pos, slot);
  finish(target, slot_operand(slot), node->pos);
}

void Pass::with_variable(Symbol name, Pos pos, uint32_t slot) {
  if (withs_.empty()) {
    if (MUTATED(*options_.dialect, UndefinedVariableLate)) {
      emit(Op::kUndefinedVariable, pos, {name});
      return;
    }
    fail(ErrorClass::kUndefinedVariable,
         "undefined variable '" + std::string(symbols_.name(name)) + "'", pos);
    emit(Op::kMove, pos, {slot, constant({Constant::Kind::kNull})});
    return;
  }
  Label found;
  for (size_t i = withs_.size(); i-- > 0;) {
    const WithScope& w =
        withs_[MUTATED(*options_.dialect, WithOuterFirst) ? withs_.size() - 1 - i : i];
    if (MUTATED(*options_.dialect, WithLostInNestedCode) && i > 0 && w.owner != chunk_) continue;
    emit(Op::kLookupWith, pos, {slot, import(w.owner, w.set), name});
    use_label(&found);
    append(0);
  }
  emit(Op::kUndefinedVariable, pos, {name});
  bind_label(found);
}

// The operand that is evaluated first is found to be a set before the other one is evaluated.
Task<void> Pass::update(const BinaryNode* node, Target target) {
  bool right_first =
      feature(Feature::kUpdateRightFirst) != MUTATED(*options_.dialect, UpdateOrderWrong);
  const Node* first = right_first ? node->right : node->left;
  const Node* second = right_first ? node->left : node->right;
  Operand a = co_await operand(first);
  if (Operand known; !simple(second, &known) && first->kind != NodeKind::kAttrSet)
    emit(Op::kDemandSet, node->pos, {a});
  Operand b = co_await operand(second);
  uint32_t slot = target.tail() ? temp() : target.slot;
  if (right_first)
    emit(Op::kUpdateRightFirst, node->pos, {slot, b, a});
  else
    emit(Op::kUpdate, node->pos, {slot, a, b});
  finish(target, slot_operand(slot), node->pos);
}

Task<void> Pass::binary(Op op, const Node* first, const Node* second, Pos pos, Target target) {
  Operand a = co_await operand(first);
  if (Operand known; !simple(second, &known) && !yields_value(first) &&
                     !MUTATED(*options_.dialect, FirstOperandNotDemanded))
    emit(Op::kDemand, pos, {a});
  Operand b = co_await operand(second);
  uint32_t slot = target.tail() ? temp() : target.slot;
  emit(op, pos, {slot, a, b});
  finish(target, slot_operand(slot), pos);
}

Task<void> Pass::arithmetic(const BinaryNode* node, Target target) {
  struct Row {
    NodeKind kind;
    const char* function;
    Op op;
    bool swapped, negated;
  };
  static constexpr Row kRows[] = {
      {NodeKind::kSub, "__sub", Op::kSub, false, false},
      {NodeKind::kMul, "__mul", Op::kMul, false, false},
      {NodeKind::kDiv, "__div", Op::kDiv, false, false},
      {NodeKind::kLess, "__lessThan", Op::kLess, false, false},
      {NodeKind::kLessEqual, "__lessThan", Op::kNotLess, true, true},
      {NodeKind::kGreater, "__lessThan", Op::kLess, true, false},
      {NodeKind::kGreaterEqual, "__lessThan", Op::kNotLess, false, true},
  };
  const Row* row = kRows;
  while (row->kind != node->kind) ++row;
  const Node* first = row->swapped ? node->right : node->left;
  const Node* second = row->swapped ? node->left : node->right;
  Symbol function = symbols_.intern(row->function);
  if (shadowed(function, node->pos)) {
    co_await call_named(function, first, second, row->negated, node->pos, target);
  } else if (looked_up_early(second)) {
    // The operands are arguments of a function: they are looked up before any is evaluated.
    Operand a = 0;
    if (looked_up_early(first)) a = co_await lazy(first, kAnySlot, nullptr);
    Operand b = co_await lazy(second, kAnySlot, nullptr);
    if (!looked_up_early(first)) a = co_await operand(first);
    uint32_t slot = target.tail() ? temp() : target.slot;
    emit(row->op, node->pos, {slot, a, b});
    finish(target, slot_operand(slot), node->pos);
  } else {
    co_await binary(row->op, first, second, node->pos, target);
  }
}

// `a - b` where the scope has a __sub of its own.
Task<void> Pass::call_named(Symbol function, const Node* first, const Node* second, bool negate,
                            Pos pos, Target target) {
  const Binding* b = find(function);
  Operand f = import(b->owner, b->operand);
  Operand x = co_await lazy(first, kAnySlot, nullptr);
  Operand y = co_await lazy(second, kAnySlot, nullptr);
  if (target.tail() && !negate) {
    emit(Op::kTailCall, pos, {f, x, y}, 2);
    co_return;
  }
  uint32_t slot = target.tail() ? temp() : target.slot;
  emit(Op::kCall, pos, {slot, f, x, y}, 2);
  if (negate) emit(Op::kNot, pos, {slot, slot_operand(slot)});
  finish(target, slot_operand(slot), pos);
}

Task<void> Pass::logical(const BinaryNode* node, Target target) {
  // a && b: a decides, or b, which must be a Boolean too.
  Label decided, end;
  if (Operand known; MUTATED(*options_.dialect, OrTrueFolded) && node->kind == NodeKind::kOr &&
                     simple(node->right, &known) && known == constant({Constant::Kind::kTrue})) {
    finish(target, known, node->pos);
    co_return;
  }
  bool result_when_decided = node->kind != NodeKind::kAnd;
  co_await branch(node->left, &decided, node->kind == NodeKind::kOr);
  Operand right = co_await operand(node->right);
  uint32_t slot = target.tail() ? temp() : target.slot;
  emit(MUTATED(*options_.dialect, LogicalRightUnchecked) ? Op::kMove : Op::kToBool, node->pos,
       {slot, right});
  finish(target, slot_operand(slot), node->pos);
  if (!target.tail()) {
    emit(Op::kJump, kNoPos, {});
    use_label(&end);
    append(0);
  }
  bind_label(decided);
  finish(target, constant({result_when_decided ? Constant::Kind::kTrue : Constant::Kind::kFalse}),
         node->pos);
  bind_label(end);
}

Task<void> Pass::compare_and_jump(const Node* node, Label* target, bool jump_when) {
  const auto* n = as<BinaryNode>(node);
  bool equality = n->kind == NodeKind::kEqual || n->kind == NodeKind::kNotEqual;
  bool swapped = n->kind == NodeKind::kLessEqual || n->kind == NodeKind::kGreater;
  bool negated = n->kind == NodeKind::kNotEqual || n->kind == NodeKind::kLessEqual ||
                 n->kind == NodeKind::kGreaterEqual;
  const Node* first = swapped ? n->right : n->left;
  const Node* second = swapped ? n->left : n->right;
  bool left_first = MUTATED(*options_.dialect, GreaterLeftFirst) && swapped;
  if (left_first) std::swap(first, second);
  Operand a = co_await operand(first);
  if (Operand known; !simple(second, &known) && !yields_value(first))
    emit(Op::kDemand, n->pos, {a});
  Operand b = co_await operand(second);
  if (left_first) std::swap(a, b);
  uint32_t answer = temp();
  bool when = jump_when != negated;
  Op op = equality ? (when ? Op::kJumpIfEqual : Op::kJumpUnlessEqual)
                   : (when ? Op::kJumpIfLess : Op::kJumpUnlessLess);
  emit(op, n->pos, {a, b, answer});
  use_label(target);
  append(0);
  emit(when ? Op::kJumpIfTrue : Op::kJumpIfFalse, n->pos, {slot_operand(answer)});
  use_label(target);
  append(0);
}

// Goes to `target` when the Boolean `node` is `when`, and on otherwise.
Task<void> Pass::branch(const Node* node, Label* target, bool when) {
  uint32_t mark = chunk_->next_slot;
  switch (node->kind) {
    case NodeKind::kNot:
      co_await branch(as<NotNode>(node)->operand, target, !when);
      break;
    case NodeKind::kAnd:
    case NodeKind::kOr:
    case NodeKind::kImplies: {
      // The left side decides the whole when it is `deciding`, and then the whole is `decided`.
      const auto* n = as<BinaryNode>(node);
      bool deciding = node->kind == NodeKind::kOr;
      bool decided = node->kind != NodeKind::kAnd;
      Label past;
      co_await branch(n->left, decided == when ? target : &past, deciding);
      co_await branch(n->right, target, when);
      bind_label(past);
      break;
    }
    case NodeKind::kEqual:
    case NodeKind::kNotEqual:
      co_await compare_and_jump(node, target, when);
      break;
    case NodeKind::kLess:
    case NodeKind::kLessEqual:
    case NodeKind::kGreater:
    case NodeKind::kGreaterEqual:
      if (!shadowed(symbols_.intern("__lessThan"), node->pos)) {
        co_await compare_and_jump(node, target, when);
        break;
      }
      [[fallthrough]];
    default: {
      Operand condition = co_await operand(node);
      emit(when ? Op::kJumpIfTrue : Op::kJumpIfFalse, node->pos, {condition});
      use_label(target);
      append(0);
    }
  }
  chunk_->next_slot = mark;
}

Task<void> Pass::select(const SelectNode* node, Target target) {
  Operand at = co_await operand(node->subject);
  uint32_t slot = target.tail() ? temp() : target.slot;
  uint32_t result = slot;
  // The chain is built in a slot of its own when the target's slot could still be read by the
  // subject.
  Label missing, end;
  bool first = true;
  for (const AttrName& part : node->path) {
    if (part.name == kNoSymbol) {
      if (first && !yields_value(node->subject)) emit(Op::kDemand, node->pos, {at});
      uint32_t mark = chunk_->next_slot;
      uint32_t name = temp();
      Operand text = co_await operand(part.expr);
      emit(Op::kAttrName, part.pos, {name, text});
      emit(node->fallback ? Op::kSelectOrDynamic : Op::kSelectDynamic, part.pos,
           {result, at, slot_operand(name)});
      chunk_->next_slot = mark;
    } else {
      emit(node->fallback ? Op::kSelectOr : Op::kSelect, part.pos, {result, at, part.name});
    }
    if (node->fallback) {
      use_label(&missing);
      append(0);
    }
    at = slot_operand(result);
    first = false;
  }
  finish(target, at, node->pos);
  if (!node->fallback) co_return;
  if (!target.tail()) {
    emit(Op::kJump, kNoPos, {});
    use_label(&end);
    append(0);
  }
  bind_label(missing);
  co_await value(node->fallback, target);
  bind_label(end);
}

Task<void> Pass::has_attr(const HasAttrNode* node, Target target) {
  Operand at = co_await operand(node->subject);
  uint32_t slot = target.tail() ? temp() : target.slot;
  Label missing, end;
  for (const AttrName& part : node->path) {
    if (part.name == kNoSymbol) {
      emit(Op::kDemand, node->pos, {at});  // the name is evaluated even if there is no set
      uint32_t mark = chunk_->next_slot;
      uint32_t name = temp();
      Operand text = co_await operand(part.expr);
      emit(Op::kAttrName, part.pos, {name, text});
      emit(Op::kSelectOrDynamic, part.pos, {slot, at, slot_operand(name)});
      chunk_->next_slot = mark;
    } else {
      emit(Op::kSelectOr, node->pos, {slot, at, part.name});
    }
    use_label(&missing);
    append(0);
    at = slot_operand(slot);
  }
  if (MUTATED(*options_.dialect, HasAttrForcesValue)) emit(Op::kDemand, node->pos, {at});
  finish(target, constant({Constant::Kind::kTrue}), node->pos);
  if (!target.tail()) {
    emit(Op::kJump, kNoPos, {});
    use_label(&end);
    append(0);
  }
  bind_label(missing);
  finish(target, constant({Constant::Kind::kFalse}), node->pos);
  bind_label(end);
}

Task<void> Pass::concat(const ConcatNode* node, Target target) {
  uint32_t base = chunk_->next_slot;
  for (uint32_t i = 0; i < node->parts.size; ++i) temp();
  for (uint32_t i = 0; i < node->parts.size; ++i) {
    const Node* part = node->parts[i];
    uint32_t slot = base + i;
    if (part->kind == NodeKind::kString || (node->is_path && i == 0)) {
      co_await value(part, {slot});
      continue;
    }
    uint32_t mark = chunk_->next_slot;
    Operand op = co_await operand(part);
    emit(node->is_path ? Op::kInterpolatePath : Op::kInterpolate, part->pos, {slot, op});
    chunk_->next_slot = mark;
  }
  uint32_t slot = target.tail() ? temp() : target.slot;
  emit(node->is_path ? Op::kConcatPath : Op::kConcatStrings, node->pos, {slot, base},
       node->parts.size);
  finish(target, slot_operand(slot), node->pos);
}

Task<void> Pass::call(const CallNode* node, Target target) {
  Operand f = co_await operand(node->function);
  // An argument that is looked up here and now can fail: the function is evaluated before it.
  if (std::any_of(node->args.begin(), node->args.end(),
                  [this](const Node* argument) { return looked_up_early(argument); }))
    emit(Op::kDemand, node->function->pos, {f});
  uint32_t next = 0;
  while (next < node->args.size) {
    size_t n = std::min<size_t>(kMaxArguments, node->args.size - next);
    bool last = next + n == node->args.size;
    uint32_t mark = chunk_->next_slot;
    uint32_t slot = !last || target.tail() ? temp() : target.slot;
    std::array<Operand, kMaxArguments> args;
    for (size_t i = 0; i < n; ++i)
      args[i] = co_await lazy(node->args[next + static_cast<uint32_t>(i)], kAnySlot, nullptr);
    if (last && target.tail())
      emit(Op::kTailCall, node->pos, {f}, static_cast<uint32_t>(n));
    else
      emit(Op::kCall, node->pos, {slot, f}, static_cast<uint32_t>(n));
    for (size_t i = 0; i < n; ++i) append(args[i]);
    chunk_->next_slot = last ? mark : slot + 1;
    f = slot_operand(slot);
    next += static_cast<uint32_t>(n);
  }
}

Task<void> Pass::list(const ListNode* node, Target target) {
  if (node->items.empty()) {
    finish(target, constant({Constant::Kind::kEmptyList}), node->pos);
    co_return;
  }
  std::vector<Operand> items;
  items.reserve(node->items.size);
  uint32_t mark = chunk_->next_slot;
  for (const Node* item : node->items) {
    if (MUTATED(*options_.dialect, ListSlotReused) && items.size() == 5) chunk_->next_slot = mark;
    items.push_back(co_await lazy(item, kAnySlot, nullptr));
  }
  uint32_t slot = target.tail() ? temp() : target.slot;
  CHECK(items.size() <= kMaxCount);
  emit(Op::kMakeList, node->pos, {slot}, static_cast<uint32_t>(items.size()));
  for (Operand o : items) append(o);
  finish(target, slot_operand(slot), node->pos);
}

}  // namespace vm
