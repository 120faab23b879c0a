// Makes a program smaller as long as something stays true of it. Deterministic: the same program
// and the same answers give the same result. Every step makes the tree lighter (fewer nodes, then
// fewer names, then simpler leaves), so it ends.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "fuzz/tree.h"

namespace fuzz {

struct Reduction {
  std::string text;
  size_t nodes = 0;     // of the tree
  size_t attempts = 0;  // programs that were tried
};

// `keeps` is asked of candidates; it must hold for the program itself. nullopt if that cannot be
// parsed; the program as it is, if what is to stay depends on its layout. Stops after
// `most_attempts` with the smallest one so far.
std::optional<Reduction> reduce(std::string_view program, const vm::Dialect& dialect,
                                const std::function<bool(const std::string&)>& keeps,
                                size_t most_attempts = 20'000);

// What findings that are the same have in common: the kinds of operations and the builtins in the
// reduced program, and the disagreement.
std::string signature(std::string_view reduced, const vm::Dialect& dialect,
                      std::string_view disagreement);

}  // namespace fuzz
