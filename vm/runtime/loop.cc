// The machine: one loop over code frames and contexts.
//
// Rules for whoever edits it:
//  1. An instruction that needs values LOADs all of them before it writes anything: LOAD may leave
//  for a
//     thunk, and the instruction then starts anew.
//  2. Nothing native outlives a dispatch: all state is in ip, fp, block, environment and the two
//  stacks.
//  3. What takes more than a few lines or can call back is a step (StepRow), pushed with PUSH_STEP.
//  4. Errors: fail(…), then `goto raise_here` while a code frame is current, `goto raise`
//  otherwise.
//  5. Every way to run more code goes through a fuel check (SPEND) and, for calls, the depth check.
//     There objects may move: no local may hold one across it.
//  6. No handler asks the dialect: the compiler chose the opcode, cold helpers may ask.
#include "vm/runtime/checker.h"
#include "vm/runtime/evaluation.h"
#include "vm/runtime/loop_words.h"

namespace vm {

namespace {

// An int's word without its tag: what is added to or taken from another int's word.
int64_t int_bits(Value v) {
  return static_cast<int64_t>(v.bits - static_cast<uint64_t>(Tag::kInt));
}

}  // namespace

std::optional<Value> Evaluation::run() {
  heap.attach(&fuel_);
  std::optional<Value> v = kObservable && observer_ ? run_loop<kObservable>() : run_loop<false>();
  heap.attach(nullptr);
  if constexpr (kChecksItself)
    if (waiting_ == Waiting::kNo) check_ended(*this);
  return v;
}

template <bool kObserved>
std::optional<Value> Evaluation::run_loop() {
  static const void* const kLabels[] = {
#define OPCODE(name, operands, sentence) &&op_##name,
#include "vm/code/opcode.def"
#undef OPCODE
  };
  const uint32_t* ip = nullptr;
  Value* fp = nullptr;
  const CodeBlock* block = nullptr;
  Value environment = kNull;
  const Value* bases[3] = {};
  Value* base = resume_base_;  // free frame space, where no code frame is current
  const uint32_t max_depth = rt.options.limits.call_depth;
  switch (resume_) {
    case Resume::kInstruction:
      goto do_return;
    case Resume::kStep:
      goto do_step;
    case Resume::kForce:
      goto force_and_return;
    case Resume::kApply:
      goto do_apply;
  }

  // --- moving and forcing ---
op_Move:
  fp[ip[1]] = SRC(2);
  NEXT(3);
op_Demand: {
  LOAD(v, 1)
  (void)v;
  NEXT(2);
}
op_DemandSet: {
  LOAD(v, 1)
  if (v.is_attrs()) NEXT(2);
  type_error("a set", v);
  goto raise_here;
}
op_Return: {
  Value v = SRC(1);
  if (!v.is_thunk()) {
    answer = v;
    goto do_return;
  }
  pending = v.as<Thunk>();
  if (pending->state() != ThunkState::kEvaluated && pending->state() != ThunkState::kSuspended) {
    fail_on(pending);
    goto raise_here;
  }
  base = fp;
  goto force_and_return;
}

  // --- control ---
op_Jump:
  ip = block->code + ip[1];
  DISPATCH();
op_JumpIfFalse: {
  LOAD(v, 1)
  if (v == kTrue) NEXT(3);
  if (v != kFalse) goto not_bool;
  ip = block->code + ip[2];
  DISPATCH();
not_bool:
  type_error("a Boolean", v);
  goto raise_here;
}
op_JumpIfTrue: {
  LOAD(v, 1)
  if (v == kFalse) NEXT(3);
  if (v != kTrue) {
    type_error("a Boolean", v);
    goto raise_here;
  }
  ip = block->code + ip[2];
  DISPATCH();
}
op_JumpUnlessLess:
  COMPARE_AND_JUMP(static_cast<int64_t>(a.bits) < static_cast<int64_t>(b.bits), less_at_once,
                   kLessStep, false)
op_JumpIfLess:
  COMPARE_AND_JUMP(static_cast<int64_t>(a.bits) < static_cast<int64_t>(b.bits), less_at_once,
                   kLessStep, true)
op_JumpUnlessEqual:
  COMPARE_AND_JUMP(a.bits == b.bits, equal_at_once, kEqualStep, false)
op_JumpIfEqual:
  COMPARE_AND_JUMP(a.bits == b.bits, equal_at_once, kEqualStep, true)
op_JumpIfPending: {
  Value v = SRC(1);
  if (!v.is_thunk() || v.as<Thunk>()->state() == ThunkState::kEvaluated) NEXT(3);
  ip = block->code + ip[2];
  DISPATCH();
}
op_ToBool: {
  LOAD(v, 2)
  if (!v.is_bool()) {
    type_error("a Boolean", v);
    goto raise_here;
  }
  fp[ip[1]] = v;
  NEXT(3);
}
op_Not: {
  LOAD(v, 2)
  if (!v.is_bool()) {
    type_error("a Boolean", v);
    goto raise_here;
  }
  fp[ip[1]] = make_bool(v == kFalse);
  NEXT(3);
}
op_Assert: {
  LOAD(v, 1)
  if (v == kTrue) NEXT(2);
  if (v == kFalse)
    fail(ErrorClass::kAssert, "assertion failed");
  else
    type_error("a Boolean", v);
  goto raise_here;
}

// --- arithmetic and comparison ---
#define ADD(prepared)                                                                            \
  {                                                                                              \
    LOAD(a, 2)                                                                                   \
    if (a.is_small_int()) {                                                                      \
      LOAD(b, 3)                                                                                 \
      int64_t sum;                                                                               \
      if (b.is_small_int() &&                                                                    \
          !__builtin_add_overflow(static_cast<int64_t>(a.bits), int_bits(b), &sum)) [[likely]] { \
        fp[ip[1]] = {static_cast<uint64_t>(sum)};                                                \
        NEXT(4);                                                                                 \
      }                                                                                          \
    }                                                                                            \
    if (a.is_int() || a.is_float()) {                                                            \
      LOAD(b, 3)                                                                                 \
      Value v = add_numbers(*this, a, b);                                                        \
      if (v == kHole) goto raise_here;                                                           \
      fp[ip[1]] = v;                                                                             \
      NEXT(4);                                                                                   \
    }                                                                                            \
    if (a.is_string()) {                                                                         \
      LOAD(b, 3)                                                                                 \
      if (b.is_string()) {                                                                       \
        Value parts[2] = {a, b};                                                                 \
        Value v = concat_strings(*this, parts, 2);                                               \
        if (v == kHole) goto raise_here;                                                         \
        fp[ip[1]] = v;                                                                           \
        NEXT(4);                                                                                 \
      }                                                                                          \
    }                                                                                            \
    Value b = SRC(3);                                                                            \
    PARK(ip + 4, ip[1]);                                                                         \
    PUSH_STEP(kPlusStep, 3);                                                                     \
    step->slots[0] = a;                                                                          \
    step->slots[1] = b;                                                                          \
    step->slots[2] = kNull;                                                                      \
    step->i = (prepared);                                                                        \
    goto do_step;                                                                                \
  }
op_Add:
  ADD(0)
op_AddPrepared:
  ADD(1)
#undef ADD
op_PrepareAdd: {
  LOAD(v, 2)
  if (v.is_int() || v.is_string() || v.is_float() || v.is_path()) [[likely]] {
    fp[ip[1]] = v;
    NEXT(3);
  }
  PARK(ip + 3, ip[1]);
  PUSH_STEP(kPrepareAddStep, 1);
  step->slots[0] = v;
  goto do_step;
}
op_Sub: {
  LOAD(a, 2)
  LOAD(b, 3)
  int64_t difference;
  if (a.is_small_int() && b.is_small_int() &&
      !__builtin_sub_overflow(static_cast<int64_t>(a.bits), int_bits(b), &difference)) [[likely]] {
    fp[ip[1]] = {static_cast<uint64_t>(difference)};
    NEXT(4);
  }
  Value v = arithmetic(*this, Op::kSub, a, b);
  if (v == kHole) goto raise_here;
  fp[ip[1]] = v;
  NEXT(4);
}
op_Mul: {
  LOAD(a, 2)
  LOAD(b, 3)
  Value v = arithmetic(*this, Op::kMul, a, b);
  if (v == kHole) goto raise_here;
  fp[ip[1]] = v;
  NEXT(4);
}
op_Div: {
  LOAD(a, 2)
  LOAD(b, 3)
  Value v = arithmetic(*this, Op::kDiv, a, b);
  if (v == kHole) goto raise_here;
  fp[ip[1]] = v;
  NEXT(4);
}
op_Negate: {
  LOAD(b, 2)
  Value v = arithmetic(*this, Op::kSub, make_small_int(0), b);
  if (v == kHole) goto raise_here;
  fp[ip[1]] = v;
  NEXT(3);
}
#define COMPARE(quick, at_once, row, negated)    \
  {                                              \
    LOAD(a, 2)                                   \
    LOAD(b, 3)                                   \
    bool holds;                                  \
    if (a.is_small_int() && b.is_small_int()) {  \
      holds = (quick);                           \
    } else {                                     \
      std::optional<bool> known = at_once(a, b); \
      if (!known) {                              \
        PARK(ip + 4, ip[1]);                     \
        PUSH_STEP(row, 2);                       \
        step->slots[0] = a;                      \
        step->slots[1] = b;                      \
        step->i = (negated);                     \
        goto do_step;                            \
      }                                          \
      holds = *known;                            \
    }                                            \
    fp[ip[1]] = make_bool(holds != (negated));   \
    NEXT(4);                                     \
  }
op_Less:
  COMPARE(static_cast<int64_t>(a.bits) < static_cast<int64_t>(b.bits), less_at_once, kLessStep,
          false)
op_NotLess:
  COMPARE(static_cast<int64_t>(a.bits) < static_cast<int64_t>(b.bits), less_at_once, kLessStep,
          true)
op_Equal:
  COMPARE(a.bits == b.bits, equal_at_once, kEqualStep, false)
op_NotEqual:
  COMPARE(a.bits == b.bits, equal_at_once, kEqualStep, true)
#undef COMPARE

  // --- strings and paths ---
op_Interpolate:
  INTERPOLATE(CoerceMode::kInterpolated)
op_InterpolatePath:
  INTERPOLATE(CoerceMode::kStrict)
op_ConcatStrings: {
  Value v = concat_strings(*this, fp + ip[2], count_of(*ip));
  if (v == kHole) goto raise_here;
  fp[ip[1]] = v;
  NEXT(3);
}
op_ConcatPath: {
  Value v = concat_path(*this, fp + ip[2], count_of(*ip));
  if (v == kHole) goto raise_here;
  fp[ip[1]] = v;
  NEXT(3);
}

  // --- lists and sets ---
op_MakeList: {
  uint32_t n = count_of(*ip);
  List* list = heap.make_list(n);
  if (!list) goto out_of_memory_here;
  for (uint32_t i = 0; i < n; ++i) list->items[i] = SRC(2 + i);
  fp[ip[1]] = make_value(list, Tag::kList);
  NEXT(2 + n);
}
op_ConcatLists: {
  LOAD(a, 2)
  LOAD(b, 3)
  if (!a.is_list() || !b.is_list()) {
    type_error("a list", a.is_list() ? b : a);
    goto raise_here;
  }
  List *x = a.as<List>(), *y = b.as<List>();
  if (y->size == 0 || x->size == 0) {
    fp[ip[1]] = y->size == 0 ? a : b;
    NEXT(4);
  }
  List* list = heap.make_list(x->size + y->size);
  if (!list) goto out_of_memory_here;
  std::memcpy(list->items, x->items, x->size * sizeof(Value));
  std::memcpy(list->items + x->size, y->items, y->size * sizeof(Value));
  fp[ip[1]] = make_value(list, Tag::kList);
  NEXT(4);
}
op_MakeAttrs: {
  uint32_t n = count_of(*ip);
  if (n == 0) {
    fp[ip[1]] = make_value(rt.empty_attrs, Tag::kAttrs);
    NEXT(3);
  }
  Attrs* set = heap.make_attrs(block->shapes[ip[2]], n);
  if (!set) goto out_of_memory_here;
  for (uint32_t i = 0; i < n; ++i) set->values[i] = SRC(3 + i);
  fp[ip[1]] = make_value(set, Tag::kAttrs);
  NEXT(3 + n);
}
op_MakeOpenAttrs: {
  uint32_t n = count_of(*ip);
  const Shape* known = block->shapes[ip[2]];
  Attrs* set = heap.make_growing_attrs(n + ip[3]);
  if (!set) goto out_of_memory_here;
  set->header.flags |= Attrs::kOpen;
  set->shape->header.flags |= Shape::kOpen;
  for (uint32_t i = 0; i < n; ++i)
    set->append(known->names()[i], known->positions()[i], SRC(4 + i));
  fp[ip[1]] = make_value(set, Tag::kAttrs);
  NEXT(4 + n);
}
op_AddDynamic: {
  Value name = SRC(2);
  if (name != kNull &&
      !add_dynamic(&fp[ip[1]], static_cast<Symbol>(small_int(name)), SRC(3), ip[4]))
    goto raise_here;
  NEXT(5);
}
op_Publish:
  if (!MUTATED(rt, HalfBuiltSetHidden) && top_kind() == ContextKind::kAwait) {
    Thunk* t = top_record<AwaitRecord>()->thunk;
    heap.store(&t->result, fp[ip[1]]);
    t->set_state(ThunkState::kEvaluated);
    TELL(kThunk, kAwait, .name = "publish", .state = "published", .thunk = t, .block = block,
         .word = WORD(ip), .value = t->result);
  }
  NEXT(2);
op_Update:
  UPDATE(1, 2)
op_UpdateRightFirst:
  UPDATE(2, 1)
op_Select: {
  LOAD(v, 2)
  if (!v.is_attrs()) {
    type_error("a set", v);
    goto raise_here;
  }
  Attrs* set = v.as<Attrs>();
  uint32_t i = set->find(ip[3]);
  if (i == UINT32_MAX) {
    fail(ErrorClass::kMissingAttribute,
         "attribute '" + std::string(rt.symbols.name(ip[3])) + "' missing");
    goto raise_here;
  }
  fp[ip[1]] = set->values[i];
  NEXT(4);
}
op_SelectOr: {
  LOAD(v, 2)
  if (MUTATED(rt, OrRefusesNonSets) && !v.is_attrs()) {
    type_error("a set", v);
    goto raise_here;
  }
  if (v.is_attrs()) {
    Attrs* set = v.as<Attrs>();
    uint32_t i = set->find(ip[3]);
    if (i != UINT32_MAX) {
      fp[ip[1]] = set->values[i];
      NEXT(5);
    }
  }
  ip = block->code + ip[4];
  DISPATCH();
}
op_SelectDynamic: {
  LOAD(v, 2)
  Symbol name = static_cast<Symbol>(small_int(SRC(3)));
  if (!v.is_attrs()) {
    type_error("a set", v);
    goto raise_here;
  }
  Attrs* set = v.as<Attrs>();
  uint32_t i = set->find(name);
  if (i == UINT32_MAX) {
    fail(ErrorClass::kMissingAttribute,
         "attribute '" + std::string(rt.symbols.name(name)) + "' missing");
    goto raise_here;
  }
  fp[ip[1]] = set->values[i];
  NEXT(4);
}
op_SelectOrDynamic: {
  LOAD(v, 2)
  if (v.is_attrs()) {
    Attrs* set = v.as<Attrs>();
    uint32_t i = set->find(static_cast<Symbol>(small_int(SRC(3))));
    if (i != UINT32_MAX) {
      fp[ip[1]] = set->values[i];
      NEXT(5);
    }
  }
  ip = block->code + ip[4];
  DISPATCH();
}
op_DynamicName: {
  LOAD(v, 2)
  if (v == kNull && !MUTATED(rt, NullNameRefused)) {
    fp[ip[1]] = kNull;
    NEXT(3);
  }
  goto op_AttrName;
}
op_AttrName: {
  LOAD(v, 2)
  if (!check_type(v, 'c')) goto raise_here;
  fp[ip[1]] = make_small_int(rt.symbols.intern(text_of(v)));
  NEXT(3);
}
op_Overrides: {
  Attrs* set = fp[ip[1]].as<Attrs>();
  Value v = set->values[set->find(ip[2])];
  WHNF_OR_LEAVE(v)
  if (!take_overrides(&fp[ip[1]], v, fp + ip[3], ip[4])) goto raise_here;
  NEXT(5);
}

  // --- thunks, functions, scopes ---
op_MakeThunk: {
  uint32_t n = count_of(*ip);
  Thunk* t = heap.make_thunk(block->first_number + ip[2], n);
  if (MUTATED(rt, ThunkSharedBetweenCalls) && n == 0)
    t = rt.import_cache
            .try_emplace("chunk " + std::to_string(t->header.aux), make_value(t, Tag::kThunk))
            .first->second.as<Thunk>();
  if (!t) goto out_of_memory_here;
  for (uint32_t i = 0; i < n; ++i) t->captures[i] = SRC(3 + i);
  TELL(kMake, kCode, .thunk = t, .block = block, .word = WORD(ip));
  fp[ip[1]] = make_value(t, Tag::kThunk);
  NEXT(3 + n);
}
op_MakeClosure: {
  uint32_t n = count_of(*ip);
  uint32_t number = block->first_number + ip[2];
  auto* c = static_cast<Closure*>(heap.allocate(sizeof(Closure) + n * sizeof(Value)));
  if (!c) goto out_of_memory_here;
  c->header = {ObjectType::kClosure, 0, 0, number};
  c->code = rt.blocks[number];
  for (uint32_t i = 0; i < n; ++i) c->captures[i] = SRC(3 + i);
  if (MUTATED(rt, ClosureBlueprintReused))
    c = rt.import_cache.try_emplace("chunk " + std::to_string(number), make_value(c, Tag::kClosure))
            .first->second.as<Closure>();
  fp[ip[1]] = make_value(c, Tag::kClosure);
  NEXT(3 + n);
}
op_Finalise: {
  // Behind Overrides it may have been evaluated, and even given way to its value.
  Value v = fp[ip[1]];
  if (v.is_thunk()) {
    Thunk* t = v.as<Thunk>();
    if (t->state() == ThunkState::kSuspended) heap.store(&t->captures[ip[2]], fp[ip[3]]);
    TELL(kFinalise, kCode, .thunk = t, .block = block, .word = WORD(ip), .value = fp[ip[3]],
         .index = ip[2]);
  }
  NEXT(4);
}
op_FinaliseIf: {
  bool taken = fp[ip[1]] == kTrue;
  if (MUTATED(rt, FinaliserOnPassedFormal) && fp[ip[2]].is_thunk())
    taken = rt.blocks[fp[ip[2]].as<Thunk>()->header.aux]->captures > ip[3];
  if (taken) {
    Thunk* t = fp[ip[2]].as<Thunk>();
    heap.store(&t->captures[ip[3]], fp[ip[4]]);
    TELL(kFinalise, kCode, .thunk = t, .block = block, .word = WORD(ip), .value = fp[ip[4]],
         .index = ip[3]);
  }
  NEXT(5);
}
op_MatchFormals: {
  Value v = fp[ip[1]];
  WHNF_OR_LEAVE(v)
  bool unchecked = MUTATED(rt, EmptyPatternUnchecked) && block->chunk->formals.empty();
  if (!v.is_attrs() && !unchecked) {
    type_error("a set", v);
    goto raise_here;
  }
  if (!match_formals(*block->chunk, v.as<Attrs>(), fp + ip[2])) goto raise_here;
  NEXT(3);
}
op_TakeDefault: {
  bool take = fp[ip[1]] == kHole;
  fp[ip[2]] = make_bool(take);
  if (take) NEXT(4);
  ip = block->code + ip[3];
  DISPATCH();
}
op_Call: {
  uint32_t n = count_of(*ip);
  LOAD(f, 2)
  if (f.is_closure()) {
    Closure* c = f.as<Closure>();
    const CodeBlock* callee = c->code;
    if (callee->arity == n) [[likely]] {
      SPEND_HERE();
      if (depth_ >= max_depth) goto too_deep_here;
      PARK(ip + 3 + n, ip[1]);
      bool overlaps = MUTATED(rt, FrameOverlapsCaller) && n > 2;
      Value* frame = frame_room(fp + block->slots - (overlaps ? 2 : 0), callee->slots);
      for (uint32_t i = 0; i < n; ++i) frame[i] = SRC(3 + i);
      ++depth_;
      ENTER(callee, f, frame);
      ip = callee->code;
      TELL_CALL(callee);
      DISPATCH();
    }
  } else if (f.is_object(ObjectType::kBuiltin)) {
    const BuiltinRow* row = f.as<Builtin>()->row;
    if (row->leaf && row->arity == n) {
      Value arguments[4];
      for (uint32_t i = 0; i < n; ++i) arguments[i] = SRC(3 + i);
      for (const char* p = row->forces; *p; p += 2) {
        Value& v = arguments[p[0] - '0'];
        WHNF_OR_LEAVE(v)
        if (p[1] != 'v' && !check_type(v, p[1])) goto raise_here;
      }
      SPEND_HERE();
      TELL(kCall, kBuiltin, .name = row->name, .state = "leaf", .block = block, .word = WORD(ip));
      Value v = row->leaf(*this, arguments);
      if (v == kHole) goto raise_here;
      if (v.is_thunk()) {  // a cell, such as an element: its value is the result
        pending = v.as<Thunk>();
        PARK(ip + 3 + n, ip[1]);
        base = fp + block->slots;
        goto force_and_return;
      }
      fp[ip[1]] = v;
      NEXT(3 + n);
    }
  }
  for (uint32_t i = 0; i < n; ++i) call_arguments_[i] = SRC(3 + i);
  call_function_ = f;
  call_count_ = n;
  PARK(ip + 3 + n, ip[1]);
  base = fp + block->slots;
  caller_ = nullptr;
  goto do_apply;
}
op_TailCall: {
  uint32_t n = count_of(*ip);
  LOAD(f, 1)
  for (uint32_t i = 0; i < n; ++i) call_arguments_[i] = SRC(2 + i);
  if (f.is_closure()) {
    Closure* c = f.as<Closure>();
    const CodeBlock* callee = c->code;
    if (callee->arity == n) [[likely]] {
      SPEND_HERE();
      if (depth_ >= max_depth) goto too_deep_here;
      Value* frame = frame_room(fp, callee->slots);
      for (uint32_t i = 0; i < n; ++i)
        frame[i] = MUTATED(rt, TailCallOverwritesArguments) ? SRC(2 + i) : call_arguments_[i];
      ++depth_;
      ENTER(callee, f, frame);
      ip = callee->code;
      TELL_CALL(callee);
      DISPATCH();
    }
  } else if (f.is_object(ObjectType::kBuiltin)) {
    const BuiltinRow* row = f.as<Builtin>()->row;
    if (row->leaf && row->arity == n) {
      for (const char* p = row->forces; *p; p += 2) {
        Value& v = call_arguments_[p[0] - '0'];
        WHNF_OR_LEAVE(v)
        if (p[1] != 'v' && !check_type(v, p[1])) goto raise_here;
      }
      SPEND_HERE();
      TELL(kCall, kBuiltin, .name = row->name, .state = "leaf", .block = block, .word = WORD(ip));
      Value v = row->leaf(*this, call_arguments_);
      if (v == kHole) goto raise_here;
      answer = v;
      if (!v.is_thunk()) goto do_return;
      pending = v.as<Thunk>();
      base = fp;
      goto force_and_return;
    }
  }
  call_function_ = f;
  call_count_ = n;
  base = fp;
  caller_ = block;
  caller_word_ = static_cast<uint64_t>(ip - block->code);
  goto do_apply;
}
op_LookupWith: {
  LOAD(v, 2)
  if (!v.is_attrs()) {
    type_error("a set", v);
    goto raise_here;
  }
  Attrs* set = v.as<Attrs>();
  uint32_t i = set->find(ip[3]);
  if (i == UINT32_MAX && !MUTATED(rt, WithStopsAtInnermost)) NEXT(5);
  if (i == UINT32_MAX) {
    fail(ErrorClass::kUndefinedVariable, "undefined variable");
    goto raise_here;
  }
  fp[ip[1]] = set->values[i];
  ip = block->code + ip[4];
  DISPATCH();
}
op_UndefinedVariable:
  fail(ErrorClass::kUndefinedVariable,
       "undefined variable '" + std::string(rt.symbols.name(ip[1])) + "'");
  goto raise_here;
op_CurPos: {
  Value v = make_position(position_at(*block->chunk, static_cast<uint32_t>(ip - block->code)));
  if (v == kHole) goto raise_here;
  fp[ip[1]] = v;
  NEXT(2);
}

  // --- forcing ---
force_here: {  // `pending` is not evaluated; the current instruction is run again when it is
  Thunk* t = pending;
  if (t->state() == ThunkState::kSuspended) [[likely]] {
    const CodeBlock* code = rt.blocks[t->header.aux];
    if (code->makes_closure != UINT32_MAX) {
      make_closure_of(t, code);
      TELL(kThunk, kAwait, .name = "shortcut", .state = "evaluated", .thunk = t, .block = code,
           .value = t->result);
      DISPATCH();
    }
    SPEND_HERE();
    PARK(ip, kRunAgain);
    base = fp + block->slots;
    goto enter_thunk;
  }
  fail_on(t);
  goto raise_here;
}
force_and_return: {  // `pending` may be evaluated; its value is the answer; base is free
  Thunk* t = pending;
  if (t->state() == ThunkState::kEvaluated) {
    answer = t->result;
    goto do_return;
  }
  if (t->state() == ThunkState::kSuspended) [[likely]] {
    const CodeBlock* code = rt.blocks[t->header.aux];
    if (code->makes_closure != UINT32_MAX) {
      make_closure_of(t, code);
      TELL(kThunk, kAwait, .name = "shortcut", .state = "evaluated", .thunk = t, .block = code,
           .value = t->result);
      answer = t->result;
      goto do_return;
    }
    SPEND(kForce);
    goto enter_thunk;
  }
  fail_on(t);
  resume_ = Resume::kForce;
  resume_base_ = base;
  goto raise;
}
enter_thunk: {  // `pending` is suspended, base is free
  Thunk* t = pending;
  const CodeBlock* code = rt.blocks[t->header.aux];
  if (code->no_blackhole || MUTATED(rt, BlackholeMissing)) [[unlikely]] {
    if (!enter_again(t)) {
      resume_ = Resume::kForce;
      resume_base_ = base;
      goto raise;
    }
    push_record<AwaitRecord>()->set(t, depth_);
    TELL(kPush, kAwait, .thunk = t, .block = code);
    TELL(kThunk, kAwait, .name = "force", .state = "running", .thunk = t, .block = code);
  } else {
    std::memcpy(static_cast<void*>(&t->header), &blackhole_header_, sizeof blackhole_header_);
    if (marked_top_kind() == ContextKind::kAwait && !code->publishes) {
      // It waits for nothing but this thunk: one context waits for both.
      Thunk** newest = &top_record<AwaitRecord>()->thunk;
      heap.store(&t->result, make_value(*newest, Tag::kThunk));
      TELL(kMerge, kAwait, .thunk = t, .block = code);
      *newest = t;
    } else {
      t->result = kNull;
      push_record<AwaitRecord>()->set(t, depth_);
      TELL(kPush, kAwait, .thunk = t, .block = code);
    }
    TELL(kThunk, kAwait, .name = "force", .state = "blackhole", .thunk = t, .block = code);
  }
  Value* frame = frame_room(base, code->slots);
  ENTER(code, make_value(t, Tag::kThunk), frame);
  ip = code->code;
  DISPATCH();
}

  // --- contexts ---
do_return:  // `answer` is a value; the context on top gets it
  switch (marked_top_kind()) {
    case ContextKind::kCode: {
      if constexpr (kObserved) {
        auto* r = top_record<CodeRecord>();
        depth_ = meta_depth(r->meta);
        TELL(kPop, kCode, .state = meta_slot(r->meta) == kRunAgain ? "again" : nullptr,
             .block = r->block, .word = static_cast<uint32_t>(r->ip - r->block->code),
             .value = answer);
      }
    unpark:
      auto* r = top_record<CodeRecord>();
      pop_record<CodeRecord>();
      ENTER(r->block, r->environment, r->frame);
      ip = r->ip;
      depth_ = meta_depth(r->meta);
      uint32_t slot = meta_slot(r->meta);
      if (slot != kRunAgain) fp[slot] = answer;
      DISPATCH();
    }
    case ContextKind::kAwait: {
      Thunk* newest = top_record<AwaitRecord>()->thunk;
      for (Thunk* t = newest; t;) {
        Thunk* waiter = waiter_of(t);
        if (t->is_final()) {  // it was entered once more, and that run ended before: its value
                              // stays
          answer = t->result;
        } else {
          if (MUTATED(rt, BarrierLostInUpdate))
            t->result = answer;
          else
            heap.store(&t->result, answer);
          t->become(MUTATED(rt, NestedThunkCopied) && waiter ? ThunkState::kSuspended
                                                             : ThunkState::kEvaluated);
        }
        TELL(kThunk, kAwait, .name = "answer", .state = "evaluated", .thunk = t,
             .block = rt.blocks[t->header.aux], .value = answer);
        if (MUTATED(rt, LostWaiter)) break;
        t = waiter;
      }
      TELL(kPop, kAwait, .thunk = newest, .value = answer);
      pop_record<AwaitRecord>();
      goto do_return;
    }
    case ContextKind::kForce:
    case ContextKind::kBuiltin:
    case ContextKind::kStep:
      if constexpr (kObserved) {
        auto* r = top_record<StepRecord>();
        depth_ = meta_depth(r->meta);
        TELL_STEP(kResume, r->row, .value = answer, .index = r->state);
      }
      goto do_step;
    case ContextKind::kContextLink:
    case ContextKind::kFrameLink:
      leave_link(EventKind::kPop);
      goto do_return;
    case ContextKind::kEntry:
      depth_ = meta_depth(top_record<EntryRecord>()->meta);
      pop_record<EntryRecord>();
      TELL(kPop, kEntry, .value = answer);
      resume_ = Resume::kInstruction;
      return answer;
  }
  lower_watermark();
  goto do_return;
do_step: {
  SPEND(kStep);
  auto* r = top_record<StepRecord>();
  depth_ = meta_depth(r->meta);
  switch (r->row->step(*this, *r, answer)) {
    case Next::kDone:
      TELL_STEP(kPop, r->row, .value = answer);
      pop_record<StepRecord>();
      goto do_return;
    case Next::kTail:
      TELL_STEP(kPop, r->row, .state = "tail", .value = answer);
      base = r->slots;
      pop_record<StepRecord>();
      if (!answer.is_thunk()) goto do_return;
      pending = answer.as<Thunk>();
      goto force_and_return;
    case Next::kForce:
      TELL_STEP(kSuspend, r->row, .state = "force", .thunk = pending, .index = r->state);
      base = r->slots + r->n_slots;
      goto force_and_return;
    case Next::kCall:
      TELL_STEP(kSuspend, r->row, .state = "call", .value = call_function_, .index = r->state);
      base = r->slots + r->n_slots;
      goto do_apply;
    case Next::kTailCall:
      TELL_STEP(kPop, r->row, .state = "tail", .value = call_function_);
      base = r->slots;
      pop_record<StepRecord>();
      goto do_apply;
    case Next::kPush:
      TELL_STEP(kSuspend, r->row, .state = "push", .index = r->state);
      TELL_STEP(kPush, top_record<StepRecord>()->row);
      answer = kNull;
      goto do_step;
    case Next::kFail:
      resume_ = Resume::kStep;  // with the same answer, if it waits for the host
      goto raise;
  }
}
do_apply: {  // call_function_ to call_arguments_; base is free, no frame is current
  Value f = call_function_;
  if (f.is_thunk()) {
    Thunk* t = f.as<Thunk>();
    if (t->state() == ThunkState::kEvaluated) {
      call_function_ = t->result;
      goto do_apply;
    }
    StepRecord* step = push_step(&kApplyStep, call_count_ + 1, base);
    step->slots[0] = f;
    for (uint32_t i = 0; i < call_count_; ++i) step->slots[1 + i] = call_arguments_[i];
    goto do_step;
  }
  uint32_t arity;
  if (f.is_closure()) {
    arity = f.as<Closure>()->code->arity;
  } else if (f.is_object(ObjectType::kBuiltin)) {
    arity = f.as<Builtin>()->row->arity;
  } else if (f.is_object(ObjectType::kPartial)) {
    auto* p = f.as<Partial>();
    uint32_t held = p->header.aux;
    for (uint32_t i = call_count_; i-- > 0;) call_arguments_[i + held] = call_arguments_[i];
    for (uint32_t i = 0; i < held; ++i)
      call_arguments_[i] = p->args[MUTATED(rt, PartialArgumentsReversed) ? held - 1 - i : i];
    call_count_ += held;
    call_function_ = p->function;
    goto do_apply;
  } else if (f.is_attrs() && f.as<Attrs>()->find(rt.s_functor) != UINT32_MAX) {
    SPEND(kApply);
    f = call_function_;
    if (depth_ >= max_depth) goto too_deep;
    ++depth_;
    if (call_count_ > 1) {
      base = push_rest(1, base);
    }
    call_arguments_[1] = call_arguments_[0];
    call_arguments_[0] = f;
    if (MUTATED(rt, FunctorArgumentsSwapped)) std::swap(call_arguments_[0], call_arguments_[1]);
    call_count_ = 2;
    call_function_ = f.as<Attrs>()->values[f.as<Attrs>()->find(rt.s_functor)];
    goto do_apply;
  } else {
    fail(ErrorClass::kType,
         "attempt to call something which is not a function but " + std::string(type_phrase(f)));
    goto raise;
  }
  if (call_count_ < arity) {
    auto* p = static_cast<Partial*>(heap.allocate(sizeof(Partial) + call_count_ * sizeof(Value)));
    p->header = {ObjectType::kPartial, 0, 0, call_count_};
    p->function = f;
    for (uint32_t i = 0; i < call_count_; ++i) p->args[i] = call_arguments_[i];
    answer = make_value(p, Tag::kObject);
    goto do_return;
  }
  if (call_count_ > arity) base = push_rest(arity, base);
  SPEND(kApply);
  f = call_function_;
  if (depth_ >= max_depth) goto too_deep;
  ++depth_;
  if (f.is_closure()) {
    const CodeBlock* callee = f.as<Closure>()->code;
    Value* frame = frame_room(base, callee->slots);
    for (uint32_t i = 0; i < arity; ++i) frame[i] = call_arguments_[i];
    ENTER(callee, f, frame);
    ip = callee->code;
    TELL_CALL(callee);
    DISPATCH();
  }
  const BuiltinRow* row = f.as<Builtin>()->row;
  TELL(kCall, kBuiltin, .name = row->name);
  StepRecord* step = push_step(&row->step, arity + row->extra_slots, base);
  step->block = caller_;
  step->word = caller_word_;
  caller_ = nullptr;
  for (uint32_t i = 0; i < arity; ++i) step->slots[i] = call_arguments_[i];
  for (uint32_t i = arity; i < step->n_slots; ++i) step->slots[i] = kNull;
  goto do_step;
}

  // --- errors ---
safepoint_here:
  PARK_QUIETLY(ip, kRunAgain);
  if (!safepoint(Resume::kInstruction, nullptr)) {
    TELL(kPush, kCode, .block = block, .word = WORD(ip));  // it is dropped by the error
    goto raise;
  }
  ++fuel_.left;  // the step was taken already
  goto unpark;
too_deep_here:
  PARK(ip, kRunAgain);
  resume_ = Resume::kInstruction;
  goto limit_reached;
too_deep:
  resume_ = Resume::kApply;
  resume_base_ = base;
limit_reached:
  fail(ErrorClass::kResource, "stack overflow; max-call-depth exceeded");
  if (parks_at_limits_) waiting_ = Waiting::kLimit;
  goto raise;
out_of_memory_here:
  out_of_memory();
raise_here:
  if (waiting_ != Waiting::kNo) {
    PARK(ip, kRunAgain);
    TELL(kSuspend, kCode, .state = "host", .block = block, .word = WORD(ip));
    resume_ = Resume::kInstruction;
    return std::nullopt;
  }
  note_position(block, ip);
raise:
  if (waiting_ != Waiting::kNo) {
    if (resume_ == Resume::kStep)
      TELL_STEP(kSuspend, top_record<StepRecord>()->row, .state = "host",
                .index = top_record<StepRecord>()->state);
    return std::nullopt;
  }
  TELL(kError, kEntry, .name = error_class_name(error_.error_class).data(),
       .pos = error_.pos == kNoPos ? code_position(true) : error_.pos);
  switch (unwind()) {
    case Unwound::kCaught:
      goto do_return;
    case Unwound::kResumed:
      answer = kNull;
      goto do_step;
    case Unwound::kPassed:
      resume_ = Resume::kInstruction;
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace vm
