// Bytes → a closed Nix program, and back. Every string of bytes is a program, and a small change of
// bytes is a small change of program: a program is a tree in prefix order, a byte or so a node.
//
// Layout: kHeaderBytes of configuration, then the root. A hole has a type; the byte for it says
//   0–79    a variable of that type in scope (0 is the innermost), or a literal
//   80–254  a template of that type (templates.def) or a scope (decode.cc), by its share of the
//   range 255     any node of the syntax at all, untyped, told by the next byte (enum Raw): what
//   encode()
//           writes, so that any text can seed the fuzzer
// Behind the end all bytes are 0, so whatever is left open is filled with variables and literals.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/oracle/file.h"
#include "fuzz/oracle/output.h"

namespace fuzz {

using Bytes = std::vector<uint8_t>;

inline constexpr size_t kHeaderBytes = 10;
inline constexpr uint8_t kFirstTemplate = 80;
inline constexpr uint8_t kRaw = 255;

// How the machine is to be run: the swarm reaches there too.
struct MachineSettings {
  Output output = Output::kCanonical;
  bool slow_host = false;  // each question is answered when it is asked again
  bool collect_always = false;
  bool nix_2_8 = false;     // the dialect
  uint64_t slice = 0;       // of fuel, at whose end the evaluation is parked; 0: never
  uint8_t choices[2] = {};  // for the target to use
};

struct Program {
  MachineSettings settings;
  std::string text;
  std::vector<File> files;      // that it imports
  std::string listing() const;  // for people
  // Where the bytes of each hole lie, for mutation: children behind their parents.
  struct Hole {
    uint32_t begin, end;
    char type;
  };
  std::vector<Hole> holes;
};

Program decode(std::span<const uint8_t> bytes);

// Bytes whose program has the syntax tree of `text`, or why there are none: it does not parse, or
// has what programs never have (paths, names that are not pure).
struct Encoded {
  std::optional<Bytes> bytes;
  std::string why_not;
};
Encoded encode(std::string_view text);

// The bytes of a whole new program.
Bytes fresh(uint64_t seed);
// One step of structure: a hole is replaced by another of its type from `other`, by fresh bytes,
// by nothing or by a hole within it. At most `max_size` bytes come out.
Bytes mutate(std::span<const uint8_t> bytes, std::span<const uint8_t> other, uint64_t seed,
             size_t max_size);

}  // namespace fuzz
