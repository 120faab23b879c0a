// Tree → bytecode. One pass over the tree resolves names, decides what needs a thunk, and emits
// code; the rules for what is lazy, in which order bindings are made and which cells are shared are
// in README.md. A name that is bound nowhere is an error of the whole file, whether or not that
// code would run.
#pragma once

#include <memory>
#include <optional>
#include <unordered_set>
#include <vector>

#include "vm/base/dialect.h"
#include "vm/base/error.h"
#include "vm/code/chunk.h"
#include "vm/syntax/ast.h"

namespace vm {

struct CompileOptions;
struct CompileResult;
struct PassMemory;

// Memory that a compilation leaves for the next, where many small texts are compiled: a little.
class CompilerMemory {
 public:
  CompilerMemory();
  ~CompilerMemory();

 private:
  friend CompileResult compile(const Node*, SymbolTable&, const CompileOptions&);
  std::unique_ptr<PassMemory> memory_;
};

struct CompileOptions {
  const Dialect* dialect = nullptr;
  // The base environment: what is visible everywhere, and the names in `builtins` whose values are
  // known.
  const std::unordered_set<Symbol>* globals = nullptr;
  const std::unordered_set<Symbol>* builtins = nullptr;
  // Names that scopedImport puts into scope around the file: the file becomes a function of that
  // set.
  std::vector<Symbol> scoped;
  CompilerMemory* memory = nullptr;  // for one compilation at a time; or none
  Module* spent = nullptr;           // one that nobody needs any more, for its memory; or none
};

struct CompileResult {
  Module module;
  std::optional<Diagnostic> error;
};

[[nodiscard]] CompileResult compile(const Node* root, SymbolTable& symbols,
                                    const CompileOptions& options);

}  // namespace vm
