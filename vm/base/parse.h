// How a text becomes a tree, for those who pass that on without looking inside: the signature of
// vm::parse() (vm/syntax/parser.h).
#pragma once

#include <functional>
#include <string_view>

#include "vm/base/source.h"

namespace vm {

class Arena;
class SymbolTable;
struct ParseOptions;
struct ParseResult;

using Parse = std::function<ParseResult(std::string_view text, Pos start, SymbolTable& symbols,
                                        Arena& arena, const ParseOptions& options)>;

}  // namespace vm
