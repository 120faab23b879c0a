// What an evaluation may use. Reaching a limit is an outcome of its own (`resource`), not an error
// of the program: another evaluator with other limits may go on.
#pragma once

#include <cstdint>

namespace vm {

struct Limits {
  // Steps: calls, forced thunks, what builtins walk over, and each 4 KiB of a larger object.
  uint64_t fuel = UINT64_MAX;
  uint32_t call_depth = 10'000'000;         // tail calls count, though they reuse their frame
  uint64_t heap_bytes = uint64_t{8} << 30;  // objects and stacks
  uint32_t source_depth = 10'000'000;       // nesting of source text
};

// Why an evaluation is parked.
enum class Waiting : uint8_t {
  kNo,
  kHost,   // for an answer that is not there yet
  kJob,    // for another job, which is evaluating what this one needs
  kLimit,  // for more fuel, heap or call depth
};

// For tests: what happens rarely is made to happen always.
struct Stress {
  // At every safepoint, the whole heap now and then, and what was moved from is overwritten.
  bool collect_always = false;
  uint64_t fail_allocation = 0;  // the allocation of that number fails, and all behind it; 0: none
};

}  // namespace vm
