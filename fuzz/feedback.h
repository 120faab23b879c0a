// What libFuzzer is told beyond edges: which context was pushed above which, which change of a
// thunk was triggered by what, through which contexts errors passed, in which state a step asked
// for what, and in which order captures were patched. An edge cannot tell these apart, since one
// loop runs them all.
#pragma once

#include <functional>

#include "vm/vm.h"

namespace fuzz {

// For Manner::on_event: to be called with every event of an evaluation. Nothing if the environment
// has ASSAY_WITHOUT_FEEDBACK, which is how ci/fuzz-mutants measures what it is worth.
std::function<void(const vm::MachineEvent&)> feedback();

// How many of these there were in all inputs of this process.
size_t transitions_seen();

}  // namespace fuzz
