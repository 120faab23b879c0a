// Is a trace of the real machine a run of the protocol that the model checker has tried? Reads the
// events of one evaluation in their order, keeps the contexts that they push and pop and the state
// of every thunk, and accepts of a thunk nothing but the rows of transitions.def, each under the
// Await that must go along with it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vm {

// As `assay trace` writes it and vm.h's MachineEvent says it; empty where there is none.
struct TraceEvent {
  std::string event, context, name, state;
  uint64_t thunk = 0;
};

class TraceChecker {
 public:
  // What is wrong with the event, the first time that one is; after that it looks no further.
  std::optional<std::string> next(const TraceEvent& event);
  // The embedder gave up an evaluation that was parked: what comes now is unwinding.
  void given_up() { raising_ = true; }
  // The outcome is known: what was left behind.
  std::optional<std::string> end(bool has_value);
  uint64_t events() const { return events_; }

 private:
  enum class State : uint8_t { kSuspended, kBlackhole, kOpen, kEvaluated, kFailed, kPublished };
  enum class Along : uint8_t { kNone, kPush, kPop, kUnwind };
  struct Context {
    std::string kind, name;
    uint64_t thunk;                // of an Await: the newest of those it updates
    std::vector<uint64_t> merged;  // the others, oldest first
    size_t changed = 0;            // how many of them got the value, or were restored
    // Whose turn it is: newest first; 0 when all had theirs.
    uint64_t next_to_change() const {
      if (changed == 0) return thunk;
      return changed <= merged.size() ? merged[merged.size() - changed] : 0;
    }
  };
  struct Row {
    const char* name;
    State from, to;
    Along along;
  };
  static const Row kRows[];
  static const char* const kStateNames[];

  std::optional<std::string> check(const TraceEvent& event);
  std::optional<std::string> check_thunk(const TraceEvent& event);
  std::optional<std::string> check_goes_on() const;
  std::optional<std::string> leave(const TraceEvent& event, Along along);

  std::vector<Context> stack_;
  std::unordered_map<uint64_t, State> states_;  // of thunks that were met
  std::unordered_map<uint64_t, int> awaits_;    // how many wait for a thunk
  bool raising_ = false;                        // an error is unwinding the stack
  std::optional<Along> owed_;  // the last event was a part of a step: of an Await, or of its thunks
  uint64_t owed_thunk_ = 0;    // of that step, the thunk whose event comes next; 0: the Await's
  uint64_t events_ = 0;
  bool broken_ = false;
};

}  // namespace vm
