// From text to code that the runtime can load: parser and compiler tied together, with the options
// that a runtime's own imply. False or null with *error set.
#pragma once

#include "vm/base/arena.h"
#include "vm/runtime/runtime.h"

namespace vm {

struct Node;
class CompilerMemory;

const Node* parse_source(Runtime& rt, const SourceText& source, Arena& arena, Diagnostic* error);
bool compile_tree(Runtime& rt, const Node* root, const SourceText& source, Module* out,
                  Diagnostic* error, CompilerMemory* memory = nullptr);
// RuntimeOptions::compile, for one runtime: it keeps some memory from text to text.
Compile source_compiler();

}  // namespace vm
