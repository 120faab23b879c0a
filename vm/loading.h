// From text to code that the runtime can load: parser and compiler tied together, with the options
// that a runtime's own imply. False or null with *error set.
#pragma once

#include "vm/base/arena.h"
#include "vm/runtime/runtime.h"

namespace vm {

struct Node;

const Node* parse_source(Runtime& rt, const SourceText& source, Arena& arena, Diagnostic* error);
bool compile_tree(Runtime& rt, const Node* root, const SourceText& source, Module* out,
                  Diagnostic* error);
bool compile_source(Runtime& rt, const SourceText& source, Module* out, Diagnostic* error);

}  // namespace vm
