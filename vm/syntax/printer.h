// Tree → text, as `nix-instantiate --parse` prints it: everything in parentheses, sugar gone. What
// is printed reads back as an equal tree: print(parse(print(t))) == print(t). Where Nix's own form
// does not (interpolation printed as `+`, floats cut to six digits, keywords as names), the text
// differs from Nix's: README.md lists these places.
#pragma once

#include <string>
#include <string_view>

#include "vm/base/symbols.h"
#include "vm/syntax/ast.h"

namespace vm {

std::string print(const Node* root, const SymbolTable& symbols);
// The same tree as a program that means the same to the last step: operators stay operators, and
// bindings and formals stay in the order in which they were written.
std::string print_source(const Node* root, const SymbolTable& symbols);

// An attribute name as it must be written: plain if it is an identifier, else as a string.
std::string print_name(std::string_view name);
// A string literal.
std::string print_string(std::string_view text);
// A floating-point literal that reads back as this value: finite and not negative.
std::string print_float(double value);

}  // namespace vm
