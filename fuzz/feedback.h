// What libFuzzer is told beyond edges: which context was pushed above which, which change of a
// thunk was triggered by what, through which contexts errors passed, in which state a step asked
// for what, and in which order captures were patched. An edge cannot tell these apart, since one
// loop runs them all.
#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "vm/vm.h"

namespace fuzz {

// For Manner::on_event: to be called with every event of an evaluation. Nothing if the environment
// has ASSAY_WITHOUT_FEEDBACK, which is how ci/fuzz-mutants measures what it is worth.
std::function<void(const vm::MachineEvent&)> feedback();

// Behind each input: it is remembered if it had a transition that few had.
void input_ended(std::span<const uint8_t> input);
// One of those that are remembered, the rarer of two; empty if there is none. Valid until the next
// input ends.
std::span<const uint8_t> rare_input(uint64_t seed);

// How many of these there were in all inputs of this process.
size_t transitions_seen();

}  // namespace fuzz
