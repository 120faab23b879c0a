// Tree → text, as `nix-instantiate --parse` prints it: everything in parentheses, sugar gone. What is
// printed reads back as an equal tree: print(parse(print(t))) == print(t).
#pragma once

#include <string>

#include "vm/base/symbols.h"
#include "vm/syntax/ast.h"

namespace vm {

std::string print(const Node* root, const SymbolTable& symbols);

}  // namespace vm
