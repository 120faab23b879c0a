// The collector. A minor collection moves what is used of the nursery to the old space; a major one
// marks the old space after that and gives up the rest. Both run between two steps of an
// evaluation, when everything that is in use can be reached from the roots:
//
// - the stacks of all evaluations of the runtime, running or parked: the slots of steps, the thunks
//   of Awaits, and of frames the slots that their code may still read (code/liveness.h);
// - what an evaluation was about to do (Evaluation::Resume);
// - the runtime's own tables, loaded constants, and what embedders hold (Runtime::root_sources).
//
// A minor collection passes over the part of a stack that has not changed since the last one: what
// it refers to is old by then. A mark on a context (stacks.h, kWatermark) says where it begins.
//
// Cells: a reference to a thunk that has been evaluated to an integer, a Boolean, null, a string or
// a path becomes that value; other thunks keep their identity, and those that have been evaluated
// lose their captures.
#pragma once

#include <cstdint>
#include <functional>

#include "vm/runtime/value.h"

namespace vm {

class Runtime;

struct CollectorStatistics {
  uint64_t minor = 0;         // collections
  uint64_t major = 0;         // of them with a marking
  uint64_t moved_bytes = 0;   // from the nursery to the old space
  uint64_t marked_bytes = 0;  // by the last marking
  uint64_t minor_nanoseconds = 0;
  uint64_t major_nanoseconds = 0;
};

// A minor collection, and a major one when the heap wants it or `major` says so.
void collect(Runtime& runtime, bool major);

// For the checker: `seen` is called with every reference that is in use; what it refers to is
// looked at if it says so. Nothing moves.
void visit_in_use(Runtime& runtime, const std::function<bool(Value)>& seen);
// Whether a reference to the object may be replaced by what the object holds.
bool may_give_way(const Header* object);

}  // namespace vm
