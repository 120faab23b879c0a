// What libFuzzer is told beyond edges: which context was pushed above which, which change of a
// thunk was triggered by what, and through which contexts errors passed. An edge cannot tell these
// apart, since one loop runs them all.
#pragma once

#include <functional>

#include "vm/vm.h"

namespace fuzz {

// To be called with every event of an evaluation.
void note_event(const vm::MachineEvent& event);

// How many of these there were in all inputs of this process.
size_t transitions_seen();

}  // namespace fuzz
