// An evaluation's stacks, what embedders call, and unwinding. The loop itself is loop.cc.
#include "vm/runtime/evaluation.h"

#include <algorithm>
#include <cstddef>

#include "vm/runtime/checker.h"

namespace vm {

namespace {

constexpr uint64_t kSlice = 4096;  // steps between two looks at the limits
constexpr size_t kShownFrames = 20;

void add_frame(Error& error, Error::Frame frame) {
  ++error.frames;
  if (error.first.size() < kShownFrames) {
    error.first.push_back(std::move(frame));
    return;
  }
  if (error.last.size() == 2 * kShownFrames)
    error.last.erase(error.last.begin(), error.last.begin() + kShownFrames);
  error.last.push_back(std::move(frame));
}

// A throw that an instruction waited for, and that is a type error behind it. Code that called
// stands before the instruction that wants the answer; code that forced stands at it.
bool converts(const Runtime& rt, Op waiting) {
  return (MUTATED(rt, ThrowLostInAssert) && waiting == Op::kAssert) ||
         (MUTATED(rt, ThrowLostInNot) && waiting == Op::kNot) ||
         (MUTATED(rt, ThrowLostAsFunction) && (waiting == Op::kCall || waiting == Op::kTailCall)) ||
         (MUTATED(rt, ThrowLostInFormals) && waiting == Op::kMatchFormals) ||
         (MUTATED(rt, ThrowLostInCondition) && waiting == Op::kJumpIfFalse) ||
         (MUTATED(rt, ThrowLostInInterpolation) && waiting == Op::kInterpolate) ||
         (MUTATED(rt, ThrowLostInHasAttr) && waiting == Op::kSelectOr) ||
         (MUTATED(rt, ThrowLostInUpdate) && waiting == Op::kUpdateRightFirst);
}

// Likewise of a builtin.
bool converts(const Runtime& rt, std::string_view builtin) {
  return (MUTATED(rt, ThrowLostInSort) && builtin == "__sort") ||
         (MUTATED(rt, ThrowLostInFoldl) && builtin == "__foldl'") ||
         (MUTATED(rt, ThrowLostInClosure) && builtin == "__genericClosure") ||
         (MUTATED(rt, ThrowLostInImport) && builtin == "import") ||
         (MUTATED(rt, ThrowLostInToString) && builtin == "toString");
}

Next apply_step(Evaluation& e, StepRecord& r, Value) {
  Value f = r.slots[0];
  if (!e.whnf(&f)) return Next::kForce;
  return e.tail_call_slots(f, r.slots + 1, r.n_slots - 1);
}

Next apply_rest_step(Evaluation& e, StepRecord& r, Value answer) {
  uint32_t n = MUTATED(e.rt, RestOfArgumentsLost) ? 1 : r.n_slots;
  return e.tail_call_slots(answer, r.slots, n);
}

Next force_step(Evaluation& e, StepRecord& r, Value) { return e.tail(r.slots[0]); }

}  // namespace

const StepRow kApplyStep = {"apply", apply_step};
const StepRow kApplyRestStep = {"apply rest", apply_rest_step};
const StepRow kForceStep = {"force", force_step, ContextKind::kForce};

Next leaf_step(Evaluation& e, StepRecord& r, Value) {
  const BuiltinRow& row = *reinterpret_cast<const BuiltinRow*>(
      reinterpret_cast<const char*>(r.row) - offsetof(BuiltinRow, step));
  for (const char* p = row.forces + 2 * r.i; *p; p += 2, ++r.i) {
    Value* v = &r.slots[p[0] - '0'];
    if (!e.whnf(v)) return Next::kForce;
    if (p[1] != 'v' && !e.check_type(*v, p[1])) return Next::kFail;
  }
  Value v = row.leaf(e, r.slots);
  return v == kHole ? Next::kFail : e.tail(v);
}

Evaluation::Evaluation(Runtime& runtime) : rt(runtime), heap(runtime.heap) {
  char* begin;
  contexts_.enter(0, &begin, &context_limit_);
  context_top_ = begin;
  context_bottom_ = begin;
  frames_.enter(0, &begin, &frame_limit_);
  heap.charge(static_cast<int64_t>(contexts_.bytes() + frames_.bytes()));
  next_frame_ = reinterpret_cast<Value*>(begin);
  auto free = std::find(rt.evaluations.begin(), rt.evaluations.end(), nullptr);
  if (free == rt.evaluations.end()) free = rt.evaluations.insert(free, nullptr);
  *free = this;
  number_ = static_cast<uint32_t>(free - rt.evaluations.begin()) + 1;
  CHECK(number_ <= UINT16_MAX && "more than 65,535 evaluations at once");
  Header blackhole = {ObjectType::kThunk, static_cast<uint8_t>(ThunkState::kBlackhole),
                      static_cast<uint16_t>(number_)};
  std::memcpy(&blackhole_header_, &blackhole, sizeof blackhole_header_);
}

Evaluation::~Evaluation() {
  rt.evaluations[number_ - 1] = nullptr;
  heap.charge(-static_cast<int64_t>(contexts_.bytes() + frames_.bytes()));
}

Next Evaluation::tail_call_slots(Value function, const Value* slots, uint32_t n) {
  call_function_ = function;
  call_count_ = n;
  for (uint32_t i = 0; i < n; ++i) call_arguments_[i] = slots[i];
  return Next::kTailCall;
}

void Evaluation::enter_context_chunk(size_t bytes) {
  char* top = context_top_;
  char* limit = context_limit_;
  size_t before = contexts_.bytes();
  char* begin;
  contexts_.enter(bytes + sizeof(LinkRecord), &begin, &context_limit_);
  heap.charge(static_cast<int64_t>(contexts_.bytes() - before));
  auto* link = reinterpret_cast<LinkRecord*>(begin);
  *link = {top, limit, make_meta(ContextKind::kContextLink, depth_)};
  context_top_ = begin + sizeof(LinkRecord);
  tell_if_watched({.kind = EventKind::kPush, .context = ContextKind::kContextLink});
}

Value* Evaluation::enter_frame_chunk(uint32_t n) {
  size_t before = frames_.bytes();
  char* begin;
  char* limit = frame_limit_;
  frames_.enter(n * sizeof(Value), &begin, &frame_limit_);
  heap.charge(static_cast<int64_t>(frames_.bytes() - before));
  auto* link = push_record<LinkRecord>();
  *link = {nullptr, limit, make_meta(ContextKind::kFrameLink, depth_)};
  tell_if_watched({.kind = EventKind::kPush, .context = ContextKind::kFrameLink});
  return reinterpret_cast<Value*>(begin);
}

void Evaluation::leave_link(EventKind how) {
  tell_if_watched({.kind = how, .context = top_kind()});
  auto* link = top_record<LinkRecord>();
  if (top_kind() == ContextKind::kContextLink) {
    context_top_ = link->top;
    context_limit_ = link->limit;
    contexts_.leave();
  } else {
    frame_limit_ = link->limit;
    pop_record<LinkRecord>();
    frames_.leave();
  }
}

void Evaluation::lower_watermark() {
  int n = 0;
  for (StackWalk at(context_top_, context_bottom_); !at.at_bottom(); at.next()) {
    if (++n <= 2 * kAboveWatermark || at.is_link()) continue;
    set_watermark(&at.meta());
    return;
  }
  set_watermark(nullptr);
}

StepRecord* Evaluation::add_step(const StepRow* row, uint32_t n_slots, Value* at) {
  Value* slots = frame_room(at, n_slots);
  auto* r = push_record<StepRecord>();
  answer = kNull;  // a step that begins gets none
  *r = {row, slots, n_slots, 0, 0, 0, nullptr, 0, make_meta(row->kind, depth_)};
  return r;
}

StepRecord* Evaluation::push_step(const StepRow* row, uint32_t n_slots, Value* at) {
  StepRecord* r = add_step(row, n_slots, at);
  tell_if_watched({.kind = EventKind::kPush, .context = row->kind, .name = row->name});
  return r;
}

Next Evaluation::push(const StepRow& row, std::initializer_list<Value> slots, uint32_t extra,
                      uint64_t j) {
  auto* below = top_record<StepRecord>();
  uint32_t n = static_cast<uint32_t>(slots.size()) + extra;
  // The loop tells of it, behind the suspension of the step below.
  StepRecord* r = add_step(&row, n, below->slots + below->n_slots);
  uint32_t i = 0;
  for (Value v : slots) r->slots[i++] = v;
  while (i < n) r->slots[i++] = kNull;
  r->j = j;
  return Next::kPush;
}

Next Evaluation::push_equal(StepRecord& r, uint32_t next_state, Value a, Value b) {
  r.state = next_state;
  return push(kEqualStep, {a, b}, 0, 1);
}
Next Evaluation::push_less(StepRecord& r, uint32_t next_state, Value a, Value b) {
  r.state = next_state;
  return push(kLessStep, {a, b});
}
Next Evaluation::push_coerce(StepRecord& r, uint32_t next_state, Value v, CoerceMode mode) {
  r.state = next_state;
  return push(kCoerceStep, {v}, 2, static_cast<uint64_t>(mode));
}
Next Evaluation::push_deep_force(StepRecord& r, uint32_t next_state, Value v) {
  r.state = next_state;
  return push(kDeepForceStep, {v}, kDeepForceSlots);
}

Value* Evaluation::push_rest(uint32_t from, Value* at) {
  uint32_t n = call_count_ - from;
  StepRecord* r = push_step(&kApplyRestStep, n, at);
  for (uint32_t i = 0; i < n; ++i) r->slots[i] = call_arguments_[from + i];
  call_count_ = from;
  return r->slots + n;
}

void Evaluation::push_entry() {
  auto* entry = push_record<EntryRecord>();
  entry->meta = make_meta(ContextKind::kEntry, depth_);
  tell_if_watched({.kind = EventKind::kPush, .context = ContextKind::kEntry});
}

std::optional<Value> Evaluation::run_step(const StepRow& row, std::initializer_list<Value> slots,
                                          uint32_t extra, uint64_t j) {
  push_entry();
  uint32_t n = static_cast<uint32_t>(slots.size()) + extra;
  StepRecord* r = push_step(&row, n, next_frame_);
  uint32_t i = 0;
  for (Value v : slots) r->slots[i++] = v;
  while (i < n) r->slots[i++] = kNull;
  r->j = j;
  resume_ = Resume::kStep;
  return run();
}

std::optional<Value> Evaluation::resume() {
  CHECK(waiting_ != Waiting::kNo);
  waiting_ = Waiting::kNo;
  if (MUTATED(rt, AnswerLostOnResume)) answer = kNull;
  if (MUTATED(rt, ArgumentsLostAtCut) && resume_ == Resume::kApply) call_count_ = 1;
  if (resume_ == Resume::kStep) {
    auto* r = top_record<StepRecord>();
    if (MUTATED(rt, PositionLostAtCut) && r->row->kind == ContextKind::kBuiltin) r->i = 0;
    tell_if_watched({.kind = EventKind::kResume,
                     .context = r->row->kind,
                     .name = r->row->name,
                     .index = r->state});
  }
  return run();
}

void Evaluation::abandon() {
  if (waiting_ == Waiting::kNo) return;  // it has not begun
  waiting_ = Waiting::kNo;
  resume_ = Resume::kInstruction;
  fail(ErrorClass::kResource, "the evaluation was given up while it waited for the host");
  Unwound how = unwind();
  CHECK(how == Unwound::kPassed);
  if constexpr (kChecksItself) check_ended(*this);
}

std::optional<Value> Evaluation::force(Value cell) { return run_step(kForceStep, {cell}); }

std::optional<Value> Evaluation::apply(Value function, const std::vector<Value>& arguments) {
  CHECK(arguments.size() < kMaxCallArguments);
  push_entry();
  StepRecord* r = push_step(&kApplyStep, static_cast<uint32_t>(arguments.size()) + 1, next_frame_);
  r->slots[0] = function;
  std::copy(arguments.begin(), arguments.end(), r->slots + 1);
  resume_ = Resume::kStep;
  return run();
}

bool Evaluation::safepoint(Resume resume, Value* base) {
  resume_ = resume;
  resume_base_ = base;
  fuel_used_ += fuel_.slice;
  fuel_ = {0, 0};
  if (heap.wants_collection() || heap.wants_major() || heap.stress().collect_always) {
    // Under stress the whole heap too, now and then; where that is much, only when it is time.
    constexpr uint64_t kMajorOf = 4, kSmall = 256 << 10;
    bool small = stack_bytes() + rt.collections.marked_bytes < kSmall;
    collect(rt, heap.stress().collect_always && small && rt.collections.minor % kMajorOf == 0);
  }
  const Limits& limits = rt.options.limits;
  if (rt.cancelled.load(std::memory_order_relaxed)) {
    fail(ErrorClass::kResource, "the evaluation was cancelled");
  } else if (heap.exhausted()) {
    out_of_memory();
    if (parks_at_limits_) waiting_ = Waiting::kLimit;
  } else if (fuel_used_ >= limits.fuel) {
    fail(ErrorClass::kResource, "the fuel limit was reached");
    if (parks_at_limits_) waiting_ = Waiting::kLimit;
  } else {
    uint64_t slice = heap.stress().collect_always ? 1 : kSlice;
    fuel_.left = fuel_.slice = std::min(slice, limits.fuel - fuel_used_);
    return true;
  }
  fuel_ = {1, 1};
  // The step that was not taken is paid for when it is.
  if (waiting_ != Waiting::kNo) --fuel_used_;
  return false;
}

void Evaluation::note_position(const CodeBlock* block, const uint32_t* ip) {
  Pos pos = position_at(*block->chunk, static_cast<uint32_t>(ip - block->code));
  if (error_.pos == kNoPos && !MUTATED(rt, ErrorWithoutPosition)) error_.pos = pos;
  add_frame(error_, {pos, ""});
}

Pos Evaluation::position_of(const CodeRecord& r) {
  uint32_t word = static_cast<uint32_t>(r.ip - r.block->code);
  return position_at(*r.block->chunk, meta_slot(r.meta) == kRunAgain ? word : word - 1);
}

Pos Evaluation::code_position(bool that_has_left) const {
  for (StackWalk at(context_top_, context_bottom_); !at.at_bottom(); at.next()) {
    if (at.kind() == ContextKind::kEntry) return kNoPos;
    if (that_has_left && at.kind() == ContextKind::kBuiltin) {
      auto* r = at.record<StepRecord>();
      if (r->block) return position_at(*r->block->chunk, static_cast<uint32_t>(r->word));
    }
    if (at.kind() == ContextKind::kCode) return position_of(*at.record<CodeRecord>());
  }
  return kNoPos;
}

Value Evaluation::make_error_object() {
  auto* o = static_cast<ErrorObject*>(heap.allocate(sizeof(ErrorObject)));
  o->header = {ObjectType::kError, 0, 0, static_cast<uint32_t>(error_.error_class)};
  if (MUTATED(rt, KeptFailureIsThrow)) o->header.aux = static_cast<uint32_t>(ErrorClass::kThrow);
  o->message = rt.make_certain_string(error_.message);
  o->pos = error_.pos;
  return make_value(o, Tag::kObject);
}

void Evaluation::fail_thunk(Thunk* t) {
  if (MUTATED(rt, BlackholeLeft)) return;
  // An open one may have come to its end in another run.
  if (t->state() == ThunkState::kFailed || t->is_final()) return;
  const CodeBlock* code = rt.blocks[t->header.aux];
  // Only the language's own errors may be kept: a limit or a cancellation must leave the thunk as
  // it was.
  bool keeps = rt.has(Feature::kFailedThunksKept) != MUTATED(rt, FailureMemoWrong);
  if (keeps && error_.error_class != ErrorClass::kResource && !code->forgets_failure) {
    heap.store(&t->result, make_error_object());
    t->set_state(ThunkState::kFailed);
  } else {
    t->become(ThunkState::kSuspended);
  }
}

void Evaluation::fail_on(Thunk* t) {
  if (t->state() == ThunkState::kFailed) {
    auto* o = t->result.as<ErrorObject>();
    fail(static_cast<ErrorClass>(o->header.aux), std::string(text_of(o->message)));
    error_.pos = static_cast<Pos>(o->pos);
    return;
  }
  CHECK(t->state() == ThunkState::kBlackhole);
  if (t->header.flags != number_) return wait_for_owner(t);
  fail(ErrorClass::kInfiniteRecursion, "infinite recursion encountered");
}

// Another evaluation is at it. Waits until that one has ended, unless it waits in turn, directly or
// through others, for what this one is evaluating.
void Evaluation::wait_for_owner(Thunk* t) {
  auto owner_of = [this](const Thunk* thunk) {
    Evaluation* owner = rt.evaluations[thunk->header.flags - 1];
    CHECK(owner && "a thunk is being evaluated, and nobody is at it");
    return owner;
  };
  waits_for_ = owner_of(t);
  needed_ = t;
  for (Evaluation* e = waits_for_; e != this; e = owner_of(e->needed_)) {
    if (e->waiting_ == Waiting::kJob && e->is_taken(e->needed_)) continue;
    waiting_ = Waiting::kJob;
    return;
  }
  fail(ErrorClass::kInfiniteRecursion, "infinite recursion encountered");
}

// Whether another evaluation is evaluating the thunk.
bool Evaluation::is_taken(const Thunk* t) const {
  if (t->state() == ThunkState::kEvaluated || t->state() == ThunkState::kFailed) return false;
  return t->header.flags != 0 && t->header.flags != number_;
}

// A pending call, or the set of a `with`, may be entered once more by the evaluation that is in it:
// those are no blackholes in Nix either. Not by another.
bool Evaluation::enter_again(Thunk* t) {
  if (is_taken(t)) {
    wait_for_owner(t);
    return false;
  }
  t->header.flags = static_cast<uint16_t>(number_);
  return true;
}

void Evaluation::fail_thunks(Thunk* newest) {
  for (Thunk* t = newest; t;) {
    Thunk* next = waiter_of(t);
    fail_thunk(t);
    const char* state = t->state() == ThunkState::kFailed ? "failed"
                        : t->is_final()                   ? "evaluated"
                                                          : "suspended";
    tell_if_watched({.kind = EventKind::kThunk,
                     .context = ContextKind::kAwait,
                     .name = "error",
                     .state = state,
                     .thunk = t,
                     .block = rt.blocks[t->header.aux]});
    t = next;
  }
}

void Evaluation::make_closure_of(Thunk* t, const CodeBlock* code) {
  auto* c = static_cast<Closure*>(heap.allocate(sizeof(Closure) + code->captures * sizeof(Value)));
  c->header = {ObjectType::kClosure, 0, 0, code->makes_closure};
  c->code = rt.blocks[code->makes_closure];
  for (uint32_t i = 0; i < code->captures; ++i) c->captures[i] = t->captures[i];
  heap.store(&t->result, make_value(c, Tag::kClosure));
  t->set_state(ThunkState::kEvaluated);
}

void Evaluation::tell(Event e) {
  e.depth = depth_;
  observer_->event(e);
}

Unwound Evaluation::unwind() {
  while (true) {
    if (marked_top_kind() != top_kind()) lower_watermark();
    switch (top_kind()) {
      case ContextKind::kCode: {
        auto* r = top_record<CodeRecord>();
        Pos pos = position_of(*r);
        if (error_.pos == kNoPos) error_.pos = pos;
        add_frame(error_, {pos, ""});
        if (error_.error_class == ErrorClass::kThrow && converts(rt, op_of(*r->ip)))
          error_.error_class = ErrorClass::kType;
        // The word before the next instruction is the last one of the call.
        tell_if_watched({.kind = EventKind::kUnwind,
                         .context = ContextKind::kCode,
                         .block = r->block,
                         .word = static_cast<uint32_t>(r->ip - r->block->code) -
                                 (meta_slot(r->meta) == kRunAgain ? 0 : 1)});
        pop_record<CodeRecord>();
        break;
      }
      case ContextKind::kAwait:
        fail_thunks(top_record<AwaitRecord>()->thunk);
        tell_if_watched({.kind = EventKind::kUnwind,
                         .context = ContextKind::kAwait,
                         .thunk = top_record<AwaitRecord>()->thunk});
        pop_record<AwaitRecord>();
        break;
      case ContextKind::kForce:
      case ContextKind::kBuiltin:
      case ContextKind::kStep: {
        auto* r = top_record<StepRecord>();
        depth_ = meta_depth(r->meta);
        if (r->block) {
          Pos pos = position_at(*r->block->chunk, r->word);
          if (error_.pos == kNoPos) error_.pos = pos;
          add_frame(error_, {pos, ""});
        }
        if (error_.error_class == ErrorClass::kThrow && converts(rt, r->row->name))
          error_.error_class = ErrorClass::kType;
        Unwound how = r->row->unwind ? r->row->unwind(*this, *r) : Unwound::kPassed;
        tell_if_watched({.kind = EventKind::kUnwind,
                         .context = r->row->kind,
                         .name = r->row->name,
                         .state = how == Unwound::kCaught    ? "caught"
                                  : how == Unwound::kResumed ? "set aside"
                                                             : nullptr,
                         .index = r->state});
        if (how == Unwound::kResumed) return how;
        if (MUTATED(rt, TryEvalNotPopped) && how == Unwound::kCaught) return how;
        pop_record<StepRecord>();
        if (how == Unwound::kCaught) return how;
        break;
      }
      case ContextKind::kContextLink:
      case ContextKind::kFrameLink:
        leave_link(EventKind::kUnwind);
        break;
      case ContextKind::kEntry:
        depth_ = meta_depth(top_record<EntryRecord>()->meta);
        pop_record<EntryRecord>();
        tell_if_watched({.kind = EventKind::kUnwind, .context = ContextKind::kEntry});
        return Unwound::kPassed;
    }
  }
}

// As Nix's logger shows it where there is no terminal: tabs become blanks, counted with the "trace:
// " in front, carriage returns and terminal escapes vanish.
void Evaluation::note_trace(std::string_view text) {
  if (!rt.options.on_trace) return;
  std::string shown;
  size_t column = std::string_view("trace: ").size();
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '\x1b') {
      // ESC [ with parameters, intermediate and final bytes, or ESC and one more byte.
      auto skip = [&](char from, char to) {
        bool found = i + 1 < text.size() && text[i + 1] >= from && text[i + 1] <= to;
        i += found;
        return found;
      };
      if (skip('[', '[')) {
        while (skip(0x30, 0x3f)) continue;
        while (skip(0x20, 0x2f)) continue;
        skip(0x40, 0x7e);
      } else {
        skip(0x40, 0x5f);
      }
    } else if (c == '\t') {
      do shown += ' ';
      while (++column % 8 != 0);
    } else if (c != '\r' && c != '\a') {
      shown += c;
      if ((c & 0xc0) != 0x80) ++column;
    }
  }
  rt.options.on_trace(shown);
}

void Evaluation::set_error_aside(StepRecord& r) {
  r.i = set_aside_.size();
  set_aside_.push_back(std::move(error_));
}

Next Evaluation::raise_again(StepRecord& r) {
  error_ = std::move(set_aside_[r.i]);
  set_aside_.resize(r.i);
  return Next::kFail;
}

void Evaluation::add_note(std::string text) { add_frame(error_, {kNoPos, std::move(text)}); }

Next Evaluation::type_error(std::string_view wanted, Value found) {
  return fail(ErrorClass::kType,
              "expected " + std::string(wanted) + " but found " + std::string(type_phrase(found)));
}

bool Evaluation::check_type(Value v, char letter) {
  switch (letter) {
    case 'v':
      return true;
    case 'i':
      if (v.is_int()) return true;
      type_error("an integer", v);
      return false;
    case 'n':
      if (v.is_int() || v.is_float()) return true;
      type_error("a float", v);
      return false;
    case 'b':
      if (v.is_bool()) return true;
      type_error("a Boolean", v);
      return false;
    case 's':
    case 'c':
      if (!v.is_string()) {
        type_error("a string", v);
        return false;
      }
      if (letter == 'c' && v.as<String>()->context) {
        fail(ErrorClass::kValue, "the string '" + std::string(text_of(v)) +
                                     "' is not allowed to refer to a store path");
        return false;
      }
      return true;
    case 'l':
      if (v.is_list()) return true;
      type_error("a list", v);
      return false;
    case 'a':
      if (v.is_attrs()) return true;
      type_error("a set", v);
      return false;
    case 'f':
      if (v.is_function() || (v.is_attrs() && v.as<Attrs>()->find(rt.s_functor) != UINT32_MAX))
        return true;
      type_error("a function", v);
      return false;
  }
  CHECK(!"unknown type letter in a builtin's row");
  return false;
}

}  // namespace vm
