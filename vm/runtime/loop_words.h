// The words that the handlers of loop.cc are written in; they name its locals (ip, fp, bases,
// block, environment, base) and its labels. For loop.cc alone.
#pragma once

#define SRC(n) (bases[ip[n] >> kOperandBits][ip[n] & kOperandMask])
#define DISPATCH() goto* kLabels[*ip & 0xff]
#define NEXT(words) \
  do {              \
    ip += (words);  \
    DISPATCH();     \
  } while (0)
#define WHNF_OR_LEAVE(var)                       \
  if (var.is_thunk()) {                          \
    Thunk* t_ = var.as<Thunk>();                 \
    if (t_->state() != ThunkState::kEvaluated) { \
      pending = t_;                              \
      goto force_here;                           \
    }                                            \
    var = t_->result;                            \
  }
#define LOAD(var, n)  \
  Value var = SRC(n); \
  WHNF_OR_LEAVE(var)
// Safepoints. Everything that is in use must be where the collector finds it: of an instruction,
// the frame is parked and the instruction runs again (for the step of fuel that it spent already).
#define SPEND_HERE()                  \
  if (--fuel_.left == 0) [[unlikely]] \
  goto safepoint_here
// Between contexts: locals that hold values are read again behind it.
#define SPEND(resume)                 \
  if (--fuel_.left == 0) [[unlikely]] \
    if (!safepoint(Resume::resume, base)) goto raise
#define ENTER(new_block, new_environment, new_frame) \
  do {                                               \
    block = (new_block);                             \
    environment = (new_environment);                 \
    fp = (new_frame);                                \
    bases[0] = fp;                                   \
    bases[1] = environment.as<Thunk>()->captures;    \
    bases[2] = block->constants;                     \
  } while (0)
// An event for whoever watches; nothing in the loop that is not watched.
#define TELL(kind_, context_, ...) \
  if constexpr (kObserved)         \
  tell({.kind = EventKind::kind_, .context = ContextKind::context_ __VA_OPT__(, ) __VA_ARGS__})
#define TELL_STEP(kind_, row_, ...) \
  if constexpr (kObserved)          \
  tell({.kind = EventKind::kind_,   \
        .context = (row_)->kind,    \
        .name = (row_)->name __VA_OPT__(, ) __VA_ARGS__})
#define TELL_CALL(callee) \
  TELL(kCall, kCode, .name = (callee)->chunk->name.c_str(), .block = (callee))
#define WORD(at) static_cast<uint32_t>((at) - block->code)
// Parks the frame: the answer goes to `slot`, and it continues at `at`.
#define PARK_QUIETLY(at, slot)                                                                \
  do {                                                                                        \
    auto* record_ = push_record<CodeRecord>();                                                \
    *record_ = {block, environment, fp, (at), make_meta(ContextKind::kCode, depth_, (slot))}; \
  } while (0)
#define PARK(at, slot)                                    \
  do {                                                    \
    PARK_QUIETLY(at, slot);                               \
    TELL(kPush, kCode, .block = block, .word = WORD(ip)); \
  } while (0)
#define PUSH_STEP(row, n) StepRecord* step = push_step(&(row), (n), fp + block->slots)
// A comparison whose answer is seldom needed but for a jump.
#define COMPARE_AND_JUMP(quick, at_once, row, jump_when) \
  {                                                      \
    LOAD(a, 1)                                           \
    LOAD(b, 2)                                           \
    bool holds;                                          \
    if (a.is_small_int() && b.is_small_int()) {          \
      holds = (quick);                                   \
    } else {                                             \
      std::optional<bool> known = at_once(a, b);         \
      if (!known) {                                      \
        PARK(ip + 5, ip[3]);                             \
        PUSH_STEP(row, 2);                               \
        step->slots[0] = a;                              \
        step->slots[1] = b;                              \
        goto do_step;                                    \
      }                                                  \
      holds = *known;                                    \
    }                                                    \
    if (holds != (jump_when)) NEXT(8);                   \
    ip = block->code + ip[4];                            \
    DISPATCH();                                          \
  }
// Coercion of a part of a string or path.
#define INTERPOLATE(mode)                                     \
  {                                                           \
    LOAD(v, 2)                                                \
    if (v.is_string()) {                                      \
      fp[ip[1]] = v;                                          \
      NEXT(3);                                                \
    }                                                         \
    PARK(ip + 3, ip[1]);                                      \
    PUSH_STEP(kCoerceStep, 3);                                \
    step->slots[0] = v;                                       \
    step->slots[1] = step->slots[2] = kNull;                  \
    step->j = static_cast<uint64_t>(mode);                    \
    if (MUTATED(rt, InterpolationTakesNumbers)) step->j |= 2; \
    goto do_step;                                             \
  }
// The `//` operator; which side is forced first depends on the dialect.
#define UPDATE(first, second)                                      \
  {                                                                \
    LOAD(v##first, 1 + first)                                      \
    if (!v##first.is_attrs()) {                                    \
      type_error("a set", v##first);                               \
      goto raise_here;                                             \
    }                                                              \
    LOAD(v##second, 1 + second)                                    \
    if (!v##second.is_attrs()) {                                   \
      type_error("a set", v##second);                              \
      goto raise_here;                                             \
    }                                                              \
    Value v = update_attrs(*this, v1.as<Attrs>(), v2.as<Attrs>()); \
    if (v == kHole) goto raise_here;                               \
    fp[ip[1]] = v;                                                 \
    NEXT(4);                                                       \
  }
