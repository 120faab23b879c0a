// What can be watched while an evaluation runs: contexts that come and go, thunks that change
// state, calls, finalisers, errors. The loop is compiled twice, with and without events, so
// watching costs nothing when off. Thunks are numbered in the order in which they are first met:
// the numbers are the same in every run.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "vm/base/source.h"
#include "vm/runtime/stacks.h"

namespace vm {

enum class EventKind : uint8_t {
  kPush,      // a context was pushed; a Code context is a frame that is left for a while
  kPop,       // a context got its value and is gone, or runs on
  kUnwind,    // a context was dropped by an error, or caught it
  kThunk,     // a thunk changed state
  kCall,      // a function or builtin starts with all its arguments
  kFinalise,  // a capture was patched when its scope was complete
  kError,     // an error was raised
};

struct Event {
  EventKind kind;
  ContextKind context = ContextKind::kEntry;  // of kPush, kPop, kUnwind
  const char* name = nullptr;                 // of a step or builtin; the error's class
  uint64_t thunk = 0;                         // number of the thunk concerned, from 1; 0 for none
  const char* state = nullptr;                // of kThunk: its new state; of kUnwind: "caught"
  Pos pos = kNoPos;                           // of the code concerned
  uint32_t depth = 0;                         // calls under way
  uint32_t index = 0;                         // of kFinalise: which capture
};

class Observer {
 public:
  virtual ~Observer() = default;
  virtual void event(const Event& e) = 0;
  uint64_t number_of(const Thunk* t) {
    auto [it, fresh] = numbers_.emplace(t, next_);
    if (fresh) ++next_;
    return it->second;
  }
  // For the collector: where thunks are now (null: nowhere), and which are gone.
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
