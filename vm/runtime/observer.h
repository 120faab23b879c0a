// What can be watched while an evaluation runs: contexts that come and go, thunks that are made and
// change state, calls, suspended steps, finalisers, errors. The loop is compiled twice, with and
// without events, so watching costs nothing when off. An Event points at objects of the machine,
// which may move or die after event() has returned: an observer keeps their numbers.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "vm/base/source.h"
#include "vm/runtime/stacks.h"

namespace vm {

// False in a build that leaves events out, which tells what they cost where nobody watches
// (ci/cost).
#ifdef ASSAY_UNOBSERVED
inline constexpr bool kObservable = false;
#else
inline constexpr bool kObservable = true;
#endif

enum class EventKind : uint8_t {
  kMake,      // an instruction made a thunk
  kPush,      // a context was pushed; a Code context is a frame that is left for a while
  kPop,       // a context got its value and is gone, or runs on
  kUnwind,    // a context was dropped by an error, caught it, or set it aside
  kMerge,     // a thunk joins the Await on top, which waits for nothing but its value
  kThunk,     // a thunk changed state
  kCall,      // a function or builtin starts with all its arguments
  kSuspend,   // a step or builtin asked for something and waits, or a frame waits for the host
  kResume,    // it runs on with the answer
  kFinalise,  // a capture was patched when its scope was complete
  kError,     // an error was raised
};
inline constexpr const char* kEventNames[] = {"make",   "push",     "pop",  "unwind",
                                              "merge",  "thunk",    "call", "suspend",
                                              "resume", "finalise", "error"};

struct Event {
  EventKind kind;
  ContextKind context = ContextKind::kEntry;  // of kPush, kPop, kUnwind, kSuspend, kResume; of
                                              // kCall: Code, or Builtin
  const char* name = nullptr;    // of a step, builtin or function; the error's class; of kThunk:
                                 // what triggered it
  const char* state = nullptr;   // of kThunk: its new state; of kSuspend: what it asked for; else
                                 // how: "tail", "again", "caught", "set aside", "leaf"
  const Thunk* thunk = nullptr;  // the thunk concerned
  const CodeBlock* block = nullptr;  // the code concerned, and which instruction of it
  uint32_t word = 0;
  Value value = kHole;  // the answer, where there is one; of kFinalise: what was patched in
  uint32_t index = 0;   // of kFinalise: which capture; of kSuspend and kResume: the step's state
  uint32_t depth = 0;   // calls under way
  Pos pos = kNoPos;     // of kError
};

class Observer {
 public:
  virtual ~Observer() = default;
  virtual void event(const Event& e) = 0;

  // Thunks are numbered in the order in which they are first met, from 1: the same in every run.
  uint64_t number_of(const Thunk* t) {
    auto [at, fresh] = numbers_.emplace(t, next_);
    next_ += fresh;
    return at->second;
  }
  // Of a thunk that has just been made, perhaps where another one was.
  uint64_t number_made(const Thunk* t) { return numbers_[t] = next_++; }

  // For the collector: where thunks are now (null: nowhere), and which are gone. The numbers are
  // all that an observer keeps by address.
  template <typename NewAddress>
  void rekey(NewAddress new_address) {
    std::unordered_map<const Thunk*, uint64_t> moved;
    for (auto [t, n] : numbers_)
      if (const Thunk* to = new_address(t)) moved.emplace(to, n);
    numbers_ = std::move(moved);
  }
  template <typename IsGone>
  void forget(IsGone is_gone) {
    std::erase_if(numbers_, [&](const auto& row) { return is_gone(row.first); });
  }

 private:
  std::unordered_map<const Thunk*, uint64_t> numbers_;
  uint64_t next_ = 1;
};

}  // namespace vm
