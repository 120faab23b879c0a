// What bytecode is: the treaty between the compiler, which makes a Module of a file, and the
// runtime, which loads it. A chunk is the code of one thunk or one function; it runs in a frame of
// `slots` cells, reads the captures of the thunk or function it belongs to, and refers to its
// constants by number. Arguments arrive in the slots 0 … arity - 1. Which slots hold a value at an
// instruction is what must have been assigned on the way to it; verifier.h computes and checks it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "vm/base/source.h"
#include "vm/base/symbols.h"

namespace vm {

enum class Op : uint8_t {
#define OPCODE(name, operands, sentence) k##name,
#include "vm/code/opcode.def"
#undef OPCODE
};
inline constexpr uint32_t kOpCount = 0
#define OPCODE(name, operands, sentence) +1
#include "vm/code/opcode.def"
#undef OPCODE
    ;

struct OpInfo {
  const char* name;
  const char* operands;
  uint32_t fixed_words;  // word 0 and the operands, without the N values of `*`
  bool variadic;
};
const OpInfo& op_info(Op op);

inline Op op_of(uint32_t word0) { return static_cast<Op>(word0 & 0xff); }
inline uint32_t count_of(uint32_t word0) { return word0 >> 8; }
inline uint32_t make_word0(Op op, uint32_t n) { return static_cast<uint32_t>(op) | n << 8; }
inline constexpr uint32_t kMaxCount = (1u << 24) - 1;
inline uint32_t instruction_words(const uint32_t* ip) {
  const OpInfo& info = op_info(op_of(*ip));
  return info.fixed_words + (info.variadic ? count_of(*ip) : 0);
}

// Where a value that is read lies.
enum class Place : uint32_t { kSlot = 0, kCapture = 1, kConstant = 2 };
using Operand = uint32_t;
inline constexpr uint32_t kOperandBits = 30;
inline constexpr uint32_t kOperandMask = (1u << kOperandBits) - 1;
inline Operand make_operand(Place place, uint32_t index) {
  return static_cast<uint32_t>(place) << kOperandBits | index;
}
inline Place place_of(Operand o) { return static_cast<Place>(o >> kOperandBits); }
inline uint32_t index_of(Operand o) { return o & kOperandMask; }

// A function takes at most so many arguments at once, and a call passes at most so many: longer
// ones are chained, which is the same in a curried language.
inline constexpr uint32_t kMaxArguments = 8;

struct Constant {
  enum class Kind : uint8_t {
    kInt,
    kFloat,
    kString,
    kPath,
    kNull,
    kFalse,
    kTrue,
    kHole,
    kEmptyList,
    kGlobal
  };
  Kind kind;
  int64_t integer = 0;  // kInt
  double floating = 0;  // kFloat
  std::string text =
      {};  // kString, kPath; kGlobal: a name of the base environment, or builtins.NAME
};

struct FormalInfo {
  Symbol name;
  bool has_default;
  Pos pos;
};

// What a chunk is, but for what has to be allocated.
struct ChunkHead {
  enum class Kind : uint8_t { kThunk, kFunction };
  Kind kind = Kind::kThunk;
  bool no_blackhole = false;     // may be entered again while it runs (the set of a `with`)
  bool forgets_failure = false;  // runs again after a failure in every dialect (likewise)
  bool has_formals = false;
  bool ellipsis = false;
  uint32_t arity = 0;  // of a function: arguments it takes at once
  uint32_t slots = 0;  // size of its frame
  uint32_t captures = 0;
  uint32_t makes_closure =
      UINT32_MAX;  // a thunk that only makes a function of that chunk with its own captures
  Pos pos = kNoPos;
};

struct Chunk : ChunkHead {
  std::vector<uint32_t> code;
  std::vector<Constant> constants;
  std::vector<FormalInfo> formals;       // of the last parameter, by symbol
  std::vector<Symbol> parameters;        // names; kNoSymbol for a set pattern without one
  std::vector<Pos> parameter_positions;  // where the function of each parameter begins
  std::vector<std::pair<uint32_t, Pos>>
      positions;     // word index of an instruction → its position, ascending
  std::string name;  // of a function bound to a name, else empty
};

// The names of a set known when it is compiled, ascending by symbol, with their positions.
struct ShapeInfo {
  std::vector<Symbol> names;
  std::vector<Pos> positions;
};

struct Module {
  std::vector<Chunk> chunks;  // chunk 0 is the file's expression, a thunk without captures
  std::vector<ShapeInfo> shapes;
};

Pos position_at(const Chunk& chunk, uint32_t word);

// One line an instruction, chunk after chunk; positions as line:column of `sources`.
std::string disassemble(const Module& module, const SymbolTable& symbols,
                        const SourceManager& sources);
std::string disassemble_chunk(const Module& module, uint32_t chunk, const SymbolTable& symbols,
                              const SourceManager& sources);

// Checks that every instruction is whole and known, every operand in range, every jump goes to an
// instruction, no chunk runs off its end, every slot is assigned before it is read on every path,
// captures that were holes at MakeThunk are finalised before the thunk can be read, and a formal's
// finaliser is guarded by its flag. Returns an empty string, or what is wrong and where.
[[nodiscard]] std::string verify(const Module& module);
// What verify() cannot know, of a module that it accepts: that every symbol is below `symbols`, and
// every global one that `is_global` knows. Answers likewise.
[[nodiscard]] std::string verify_names(const Module& module, uint32_t symbols,
                                       const std::function<bool(const std::string&)>& is_global);

}  // namespace vm
