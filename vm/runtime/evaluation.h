// One evaluation: its two stacks, its fuel, and the machine that runs them (loop.cc). Everything
// that is pending is a context (context.def); there is no native recursion.
//
// For authors of steps: a step function reads and writes only its record, its slots and the heap.
// It returns after each request; what it must remember is in `state`, `i`, `j` and the slots.
// whnf() makes "force this first" one line:
//     if (!e.whnf(&r.slots[0])) return Next::kForce;   // run again when it is a value
// Slots hold cells: read the value through whnf's copy where the cell must be kept.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>

#include "vm/runtime/observer.h"
#include "vm/runtime/runtime.h"
#include "vm/runtime/stacks.h"

namespace vm {

struct Error {
  ErrorClass error_class = ErrorClass::kThrow;
  std::string message;
  Pos pos = kNoPos;
  struct Frame {
    Pos pos;
    std::string note;  // of addErrorContext or of a step; empty for code
  };
  std::vector<Frame> first;  // innermost contexts, at most 20
  std::vector<Frame> last;   // outermost, at most 20
  uint64_t frames = 0;       // how many there were
};

enum class CoerceMode : uint8_t {
  kStrict = 0,   // strings, paths as text, sets with __toString or outPath
  kToStore = 1,  // paths are copied to the store
  kMore = 2,     // also numbers, Booleans, null, lists (toString)
  kMoreToStore = 3,
  kInterpolated = 5,  // kToStore, and integers where the dialect has it
};

class Evaluation {
 public:
  static constexpr uint32_t kMaxCallArguments = 24;

  explicit Evaluation(Runtime& runtime);
  ~Evaluation();
  Evaluation(const Evaluation&) = delete;
  Evaluation& operator=(const Evaluation&) = delete;

  // For embedders. The value (never a thunk), or nullopt with error() set.
  [[nodiscard]] std::optional<Value> force(Value cell);
  [[nodiscard]] std::optional<Value> apply(Value function, const std::vector<Value>& arguments);
  [[nodiscard]] std::optional<Value> run_step(const StepRow& row,
                                              std::initializer_list<Value> slots,
                                              uint32_t extra = 0, uint64_t j = 0);
  const Error& error() const { return error_; }
  // Not kNo when one of the above returned nullopt because it has to wait: the stacks are as they
  // were, and resume() asks again. abandon() gives up instead: every thunk is as it was before.
  Waiting waiting() const { return waiting_; }
  const Evaluation* waits_for() const { return waits_for_; }  // with Waiting::kJob
  [[nodiscard]] std::optional<Value> resume();
  void abandon();
  // Whether it waits at a limit, rather than fails.
  void park_at_limits(bool yes) { parks_at_limits_ = yes; }
  // Watches what is evaluated from now on; null for none. Must outlive its use.
  void observe(Observer* observer) { observer_ = observer; }
  uint64_t stack_bytes() const { return contexts_.bytes() + frames_.bytes(); }
  void spend(uint64_t steps) { fuel_.charge(steps); }
  uint64_t fuel_used() const { return fuel_used_ + (fuel_.slice - fuel_.left); }

  // For steps and leaves.
  Runtime& rt;
  Heap& heap;
  Value answer = kNull;
  Thunk* pending = nullptr;

  // True: *cell is (now) a value. False: it waits in `pending`; return Next::kForce.
  bool whnf(Value* cell) {
    if (!cell->is_thunk()) [[likely]]
      return true;
    Thunk* t = cell->as<Thunk>();
    if (t->state() == ThunkState::kEvaluated) [[likely]] {
      *cell = t->result;
      return true;
    }
    pending = t;
    return false;
  }
  // A hole stands for what could not be made.
  Next done(Value v) {
    if (v == kHole) [[unlikely]]
      return out_of_memory();
    answer = v;
    return Next::kDone;
  }
  Next call(StepRecord& r, uint32_t next_state, Value function,
            std::initializer_list<Value> arguments) {
    r.state = next_state;
    set_call(function, arguments);
    return Next::kCall;
  }
  Next tail_call(Value function, std::initializer_list<Value> arguments) {
    set_call(function, arguments);
    return Next::kTailCall;
  }
  Next tail_call_slots(Value function, const Value* slots, uint32_t n);
  Next tail(Value cell) {
    answer = cell;
    return Next::kTail;
  }
  Next fail(ErrorClass c, std::string message) {
    error_ = {};
    error_.error_class = c;
    error_.message = std::move(message);
    return Next::kFail;
  }
  // What a host did not answer: an error, or (pending) a reason to park and ask again.
  Next fail(const Failure& failure) {
    waiting_ = failure.pending ? Waiting::kHost : Waiting::kNo;
    return fail(failure.error_class, failure.message);
  }
  Value leaf_fail(const Failure& failure) {
    fail(failure);
    return kHole;
  }
  Value leaf_fail(ErrorClass c, std::string message) {
    fail(c, std::move(message));
    return kHole;
  }
  // The value; of a hole, which stands for what could not be made, an error.
  Value made(Value v) {
    if (v == kHole) out_of_memory();
    return v;
  }
  Next out_of_memory() { return fail(ErrorClass::kResource, "the heap limit was reached"); }
  // Pushes a step on top; the caller returns the result, having set its own next state.
  Next push(const StepRow& row, std::initializer_list<Value> slots, uint32_t extra = 0,
            uint64_t j = 0);
  Next push_equal(StepRecord& r, uint32_t next_state, Value a,
                  Value b);                                              // cells; answers a Boolean
  Next push_less(StepRecord& r, uint32_t next_state, Value a, Value b);  // likewise
  Next push_coerce(StepRecord& r, uint32_t next_state, Value v,
                   CoerceMode mode);  // answers a string
  Next push_deep_force(StepRecord& r, uint32_t next_state, Value v);
  // True unless the value is of another type than the letter of BuiltinRow::forces says; then
  // fails.
  bool check_type(Value v, char letter);
  Next type_error(std::string_view wanted, Value found);
  void set_call(Value function, std::initializer_list<Value> arguments) {
    call_function_ = function;
    call_count_ = 0;
    for (Value a : arguments) call_arguments_[call_count_++] = a;
  }
  Value make_error_object();
  Value make_position(Pos pos);  // { column, file, line }, or null; kHole: failed
  void note_trace(std::string_view text);
  void add_note(std::string text);  // to the error that is passing or is raised again
  // For a step whose unwind action needs to evaluate: the error is kept until it is raised again.
  // Takes r.i.
  void set_error_aside(StepRecord& r);
  Next raise_again(StepRecord& r);
  void forget_error_set_aside(StepRecord& r) { set_aside_.resize(r.i); }
  Error error_;
  // Position of the call that is being served, for builtins that report it.
  Pos caller_position() const { return code_position(false); }

 private:
  // What goes on when the loop does, while it is not in it; at a safepoint, what is in use besides
  // the stacks.
  enum class Resume : uint8_t {
    kInstruction,  // the frame on top runs its instruction again
    kStep,         // the step on top runs, with `answer`
    kForce,        // `pending` is forced, for the context on top
    kApply,        // call_function_ is called with call_arguments_, likewise
  };
  std::optional<Value> run();
  template <bool kObserved>
  std::optional<Value> run_loop();
  // Of the newest code on the stack; perhaps of code that has left for a builtin as its last act.
  Pos code_position(bool that_has_left) const;
  void tell(Event e);
  // For what is told outside of the loop.
  void tell_if_watched(const Event& e) {
    if constexpr (kObservable)
      if (observer_) [[unlikely]]
        tell(e);
  }

  void push_entry();
  StepRecord* add_step(const StepRow* row, uint32_t n_slots, Value* at);
  StepRecord* push_step(const StepRow* row, uint32_t n_slots, Value* at);
  template <typename Record>
  Record* push_record() {
    if (sizeof(Record) > static_cast<size_t>(context_limit_ - context_top_)) [[unlikely]]
      enter_context_chunk(sizeof(Record));
    auto* r = reinterpret_cast<Record*>(context_top_);
    context_top_ += sizeof(Record);
    return r;
  }
  template <typename Record>
  Record* top_record() const {
    return reinterpret_cast<Record*>(context_top_ - sizeof(Record));
  }
  template <typename Record>
  void pop_record() {
    context_top_ -= sizeof(Record);
  }
  ContextKind top_kind() const { return meta_kind(*reinterpret_cast<uint64_t*>(context_top_ - 8)); }
  // The kind itself, or with kWatermark, which is none.
  ContextKind marked_top_kind() const {
    return static_cast<ContextKind>(*reinterpret_cast<uint64_t*>(context_top_ - 8) & 0xff);
  }
  // The watermark is on the record whose meta word this is; null: on none.
  void set_watermark(uint64_t* meta) {
    if (watermark_) *watermark_ &= ~kWatermark;
    if (meta) *meta |= kWatermark;
    watermark_ = meta;
  }
  // The context on top has it, and is about to change.
  void lower_watermark();
  void enter_context_chunk(size_t bytes);
  // Where the next frame of n cells goes, given that `at` is free.
  Value* frame_room(Value* at, uint32_t n) {
    if (reinterpret_cast<char*>(at + n) > frame_limit_) [[unlikely]]
      return enter_frame_chunk(n);
    return at;
  }
  Value* enter_frame_chunk(uint32_t n);
  void leave_link(EventKind how);
  Unwound unwind();
  void note_position(const CodeBlock* block, const uint32_t* ip);
  static Pos position_of(const CodeRecord& r);  // of what the frame waits for
  bool add_dynamic(Value* set, Symbol symbol, Value cell, Pos pos);
  bool take_overrides(Value* set, Value overrides, Value* cells, uint32_t n);
  bool match_formals(const Chunk& chunk, Attrs* set, Value* out);
  void fail_on(Thunk* t);  // that is a blackhole or has failed
  void make_closure_of(Thunk* t, const CodeBlock* code);
  Value* push_rest(
      uint32_t from,
      Value* at);  // parks the call's arguments behind `from`; returns free frame space
  void fail_thunk(Thunk* t);
  void fail_thunks(Thunk* newest);           // all that an Await updates
  [[nodiscard]] bool enter_again(Thunk* t);  // false: it waits or fails
  void wait_for_owner(Thunk* t);
  bool is_taken(const Thunk* t) const;
  // The thunk that waits for the same value under the same Await, or null.
  static Thunk* waiter_of(const Thunk* t) {
    bool holds = t->state() == ThunkState::kBlackhole && t->result.is_thunk();
    return holds ? t->result.as<Thunk>() : nullptr;
  }
  bool safepoint(Resume resume, Value* base);
  friend class Collector;
  friend class Checker;
  friend class Snapshot;

  char* context_top_ = nullptr;
  char* context_limit_ = nullptr;
  char* frame_limit_ = nullptr;
  const char* context_bottom_ = nullptr;
  static constexpr int kAboveWatermark = 16;  // records that a collection leaves above it
  uint64_t* watermark_ = nullptr;
  Value* next_frame_ = nullptr;   // free space above the contexts, when no code frame is current
  ChunkList contexts_{2 * 1024};  // a parked evaluation holds little
  ChunkList frames_{2 * 1024};
  uint32_t depth_ = 0;
  Fuel fuel_;
  uint64_t fuel_used_ = 0;  // before the slice at hand
  Resume resume_ = Resume::kInstruction;
  Value* resume_base_ = nullptr;  // of kForce and kApply: free space above the contexts
  Observer* observer_ = nullptr;
  Waiting waiting_ = Waiting::kNo;
  Evaluation* waits_for_ = nullptr;  // with kJob: the owner of the thunk that this one needs
  Thunk* needed_ = nullptr;          // likewise: that thunk
  bool parks_at_limits_ = false;
  uint32_t number_ = 0;            // in Runtime::evaluations, from 1
  uint32_t blackhole_header_ = 0;  // first half of a thunk's header while this one evaluates it
  std::vector<Error> set_aside_;
  Value call_function_ = kNull;
  uint32_t call_count_ = 0;
  Value call_arguments_[kMaxCallArguments];
  // Of a builtin that is called as the last act of its code: that code, and which instruction.
  const CodeBlock* caller_ = nullptr;
  uint64_t caller_word_ = 0;
};

// Steps of the language itself.
extern const StepRow kEqualStep;   // slots: two cells; j: 1 when cells that are the same are equal
extern const StepRow kLessStep;    // slots: two cells
extern const StepRow kCoerceStep;  // slots: a cell; j: CoerceMode
extern const StepRow kDeepForceStep;  // slots: a cell and kDeepForceSlots more; answers its value
inline constexpr uint32_t kDeepForceSlots = 3;
// After its containers came to other addresses, all of them old. False when memory is out.
bool rehash_deep_force(Evaluation& e, StepRecord& r);
extern const StepRow
    kPlusStep;  // slots: a value and a cell; i: 1 when the value is from PrepareAdd
extern const StepRow
    kPrepareAddStep;              // slots: a value; answers a list of the text it was coerced to
extern const StepRow kForceStep;  // slots: a cell, for an embedder
extern const StepRow kApplyStep;  // slots: a function cell and its arguments
extern const StepRow kApplyRestStep;  // slots: further arguments, once the function is the answer
Next leaf_step(Evaluation& e, StepRecord& r, Value answer);  // every builtin that is a leaf

// Operations that never suspend.
std::string_view type_phrase(Value v);  // "a set", as messages say
// Of values; nullopt when a context is needed to find out.
std::optional<bool> equal_at_once(Value a, Value b);
std::optional<bool> less_at_once(Value a, Value b);
Value concat_strings(Evaluation& e, const Value* parts, uint32_t n);  // kHole when memory is out
Value concat_path(Evaluation& e, const Value* parts, uint32_t n);     // kHole when it failed
StringContext* merge_contexts(Runtime& rt, StringContext* a, StringContext* b);
// Of many strings: pair by pair the work would grow with the square of their number.
StringContext* join_contexts(Runtime& rt, const Value* parts, uint64_t n);
Value update_attrs(Evaluation& e, Attrs* left, Attrs* right);
Value arithmetic(Evaluation& e, Op op, Value a, Value b);        // kHole when it failed
Value copy_path_to_store(Evaluation& e, std::string_view path);  // kHole when it failed
Value add_numbers(Evaluation& e, Value a, Value b);  // a is a number; kHole when b is not
bool scalar_to_string(Value v, std::string* out);  // bool, int, float, null as toString writes them

struct PrintOptions {
  const char* thunk = "<CODE>";
  const char* failed = "<CODE>";    // a thunk that keeps its failure
  bool describe_functions = false;  // «lambda NAME @ FILE:LINE:COLUMN», «primop NAME» as traces do
  bool is_cell = false;  // what is printed lies in a cell of the program, where it may occur again
};
std::string print_value(Runtime& rt, Value v, const PrintOptions& options = {});

}  // namespace vm
