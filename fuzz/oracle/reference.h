// The door of the definitional interpreter: what a program means, according to it. A Reference
// serves one program after another and costs nothing to prepare; the same text, limits and
// permutation give the same verdict every time.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/oracle/file.h"
#include "fuzz/oracle/output.h"
#include "vm/base/dialect.h"
#include "vm/base/error.h"
#include "vm/syntax/parser.h"

namespace fuzz {

struct ReferenceLimits {
  // Evaluated nodes, forced cells, what builtins walk over, and each 4 KiB of a larger list or
  // text.
  uint64_t fuel = 200'000;
  uint32_t depth = 1'200;  // levels of native recursion: up to 5 KB of stack each with sanitizers
  size_t bytes = 64u << 20;
};

struct Verdict {
  enum class Kind : uint8_t {
    kValue,
    kError,
    kLimit,        // fuel, depth or memory: not comparable
    kUnsupported,  // files, the network: not comparable
  };
  Kind kind = Kind::kValue;
  vm::ErrorClass error_class = vm::ErrorClass::kThrow;  // kError
  std::string message;                                  // kError, kLimit, kUnsupported: for people
  std::string text;                                     // kValue: in the form that was asked for
  std::vector<std::string> traces;                      // messages of builtins.trace, in order
  uint64_t fuel_used = 0;
};

struct ReferenceRequest {
  using Output = fuzz::Output;
  Output output = Output::kCanonical;
  // Where the program is said to lie: for positions, and for paths that are relative.
  std::string_view name = "/case.nix";
  bool is_file = true;
  std::string_view base_path = "/";
  std::string_view home = "";
  ReferenceLimits limits = {};
  std::span<const File> files = {};  // that can be imported; there are no others
  // 0: attributes are forced in the order in which their names were first seen. Anything else draws
  // another order from it: what changes with it, the language does not specify.
  uint32_t permutation = 0;
};

// A program that somebody else has parsed, under the dialect and the limits of the request.
struct ParsedProgram {
  std::string_view text;
  vm::Pos start = vm::kNoPos;  // where the text begins in the positions of the tree
  vm::ParseResult parsed;
};

class Reference {
 public:
  // `first_names` are known before any program is read; they come first in the order of names.
  explicit Reference(const vm::Dialect& dialect,
                     const std::vector<std::string_view>& first_names = {});
  ~Reference();

  Verdict run(std::string_view program, const ReferenceRequest& request = {});
  // The same, of a tree whose names are those of a table that learn_names() has seen. It is
  // changed: its names become this reference's.
  Verdict run(const ParsedProgram& program, const ReferenceRequest& request = {});
  // What `theirs` has come to know since the last call is known here too, in its order. It is to be
  // the same table every time, or one that begins with what forget_names() was told of.
  void learn_names(const vm::SymbolTable& theirs);
  // Only parses and looks for unbound variables.
  Verdict check(std::string_view program, const ReferenceRequest& request = {});
  // As if no program had been seen before. Until then names keep the number they got when they were
  // first seen, in whichever program that was, as in a VM that goes on. The first `theirs` of the
  // other table, all of them known before any program, stay learned.
  void forget_names(size_t theirs = 0);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace fuzz
