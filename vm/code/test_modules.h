// Modules for tests: code written by hand, with an assembler of a few lines.
#pragma once

#include <vector>

#include "vm/code/chunk.h"

namespace vm {

inline Operand s(uint32_t i) { return make_operand(Place::kSlot, i); }
inline Operand c(uint32_t i) { return make_operand(Place::kCapture, i); }
inline Operand k(uint32_t i) { return make_operand(Place::kConstant, i); }

struct Line {
  Op op;
  std::vector<uint32_t> words;
  uint32_t count = 0;  // of an instruction without `*`
};

inline std::vector<uint32_t> assemble(const std::vector<Line>& lines) {
  std::vector<uint32_t> code;
  for (const Line& line : lines) {
    const OpInfo& info = op_info(line.op);
    uint32_t operands = static_cast<uint32_t>(line.words.size());
    code.push_back(
        make_word0(line.op, info.variadic ? operands + 1 - info.fixed_words : line.count));
    code.insert(code.end(), line.words.begin(), line.words.end());
  }
  return code;
}

// The constants of every chunk written here.
enum : uint32_t { kOne, kText, kHole, kTrue };
inline std::vector<Constant> constants() {
  return {{Constant::Kind::kInt, 1},
          {Constant::Kind::kString, 0, 0, "text"},
          {Constant::Kind::kHole},
          {Constant::Kind::kTrue}};
}

inline Chunk thunk(uint32_t slots, const std::vector<Line>& lines, uint32_t captures = 0) {
  Chunk chunk;
  chunk.slots = slots;
  chunk.captures = captures;
  chunk.constants = constants();
  chunk.code = assemble(lines);
  return chunk;
}
inline Chunk function(uint32_t arity, uint32_t slots, const std::vector<Line>& lines) {
  Chunk chunk = thunk(slots, lines);
  chunk.kind = Chunk::Kind::kFunction;
  chunk.arity = arity;
  chunk.parameters.assign(arity, kNoSymbol);
  return chunk;
}
// Of a set pattern with the names 0, 1, …
inline Chunk formals(const std::vector<bool>& defaults, uint32_t slots,
                     const std::vector<Line>& lines) {
  Chunk chunk = function(1, slots, lines);
  chunk.has_formals = true;
  for (bool d : defaults)
    chunk.formals.push_back({static_cast<Symbol>(chunk.formals.size()), d, kNoPos});
  return chunk;
}

inline const Line kReturnOne = {Op::kReturn, {k(kOne)}};
inline Chunk returns_capture() { return thunk(0, {{Op::kReturn, {c(0)}}}, 1); }

inline Module entry(uint32_t slots, const std::vector<Line>& lines) {
  Module m;
  m.chunks.push_back(thunk(slots, lines));
  m.shapes.push_back({{3, 7}, {kNoPos, kNoPos}});
  return m;
}
// The same with a chunk 1 behind it.
inline Module entry_and(Chunk other, uint32_t slots, const std::vector<Line>& lines) {
  Module m = entry(slots, lines);
  m.chunks.push_back(std::move(other));
  return m;
}
// A function as the second chunk, made by the first.
inline Module around(Chunk f) {
  return entry_and(std::move(f), 1, {{Op::kMakeClosure, {0, 1}}, {Op::kReturn, {s(0)}}});
}

}  // namespace vm
