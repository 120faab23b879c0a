// Bytes → changes of compiled code. Most keep the form of the code (another slot, another opcode
// with the same operands, an instruction more or less with all jumps mended), so that the verifier
// has to look at what the code does and a fair share of it is accepted; some are any word at all.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "vm/code/chunk.h"

namespace fuzz {

// What changed code may name: the verifier cannot know what exists.
struct KnownNames {
  uint32_t symbols = 0;              // 0 … symbols - 1
  std::vector<std::string> globals;  // as in Constant::Kind::kGlobal
};

inline constexpr size_t kChangeBytes = 5;  // kind, chunk, place in it, two to choose a value
inline constexpr uint32_t kChangeKinds = 16;
const char* change_name(uint32_t kind);
inline constexpr size_t kMaxChanges = 6;

// Applies one change for every kChangeBytes of the recipe, at most kMaxChanges. Returns how many of
// them changed anything.
uint32_t mutate_module(vm::Module& module, std::span<const uint8_t> recipe,
                       const KnownNames& names);

}  // namespace fuzz
