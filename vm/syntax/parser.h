// Text → tree. The parser accepts what Nix's grammar accepts and makes the tree that Nix's parser
// makes (see ast.h for the rewrites that are part of it). It never recurses natively: see
// parser_state.def. Errors are the first one found, as Nix reports it: `syntax error, unexpected X,
// expecting Y`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vm/base/arena.h"
#include "vm/base/dialect.h"
#include "vm/base/error.h"
#include "vm/base/source.h"
#include "vm/base/symbols.h"
#include "vm/syntax/ast.h"

namespace vm {

struct ParseOptions {
  std::string base_path;             // absolute directory against which ./x paths are resolved
  std::string home;                  // for ~/x
  const Dialect* dialect = nullptr;  // null means the default dialect
  uint32_t max_depth = 10'000'000;   // nesting of the text beyond which parsing ends with kResource
};

inline constexpr size_t kMaxWarnings = 100;  // of one text; the last one says that there are more

struct ParseResult {
  Node* root = nullptr;  // null exactly when there is an error
  std::optional<Diagnostic> error;
  std::vector<Diagnostic> warnings;
};

// `start` is what SourceManager::add returned for the text. Everything the tree refers to is in the
// arena and the symbol table: the text may go away.
[[nodiscard]] ParseResult parse(std::string_view text, Pos start, SymbolTable& symbols,
                                Arena& arena, const ParseOptions& options);

}  // namespace vm
