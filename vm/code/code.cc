// Facts about opcodes, drawn from the table.
#include <algorithm>

#include "vm/code/chunk.h"

namespace vm {
namespace {

constexpr uint32_t word_count(const char* operands) {
  uint32_t n = 1;
  for (const char* p = operands; *p; ++p) n += *p != '*';
  return n;
}
constexpr bool is_variadic(const char* operands) {
  for (const char* p = operands; *p; ++p)
    if (*p == '*') return true;
  return false;
}
constexpr OpInfo kOps[] = {
#define OPCODE(name, operands, sentence) \
  {#name, operands, word_count(operands), is_variadic(operands)},
#include "vm/code/opcode.def"
#undef OPCODE
};

}  // namespace

const OpInfo& op_info(Op op) { return kOps[static_cast<size_t>(op)]; }

Pos position_at(const Chunk& chunk, uint32_t word) {
  auto after = std::upper_bound(chunk.positions.begin(), chunk.positions.end(), word,
                                [](uint32_t w, const auto& entry) { return w < entry.first; });
  return after == chunk.positions.begin() ? chunk.pos : std::prev(after)->second;
}

}  // namespace vm
