// The two walks of verify(), chunk after chunk. Each returns an empty string, or what is wrong
// first and where.
#pragma once

#include <string>

#include "vm/code/chunk.h"

namespace vm {

// Whether instructions are whole, operands in range, what they refer to is as they say, and every
// chunk but the first is made by one before it. The shapes must have been checked.
[[nodiscard]] std::string verify_form(const Module& module);

// Whether what each slot holds on every path is what instructions read it as. The form must have
// been checked.
[[nodiscard]] std::string verify_flow(const Module& module);

std::string in_chunk(uint32_t chunk_number, const std::string& what);
// Of an instruction that begins at word `at`.
std::string in_instruction(const Module& module, uint32_t chunk_number, uint32_t at,
                           const std::string& what);

inline bool is_compare_and_jump(Op op) {
  return op == Op::kJumpUnlessLess || op == Op::kJumpUnlessEqual || op == Op::kJumpIfEqual ||
         op == Op::kJumpIfLess;
}
inline bool leaves_chunk(Op op) {
  return op == Op::kReturn || op == Op::kTailCall || op == Op::kUndefinedVariable;
}

}  // namespace vm
