// Text → module, for tests that look at code: parser and compiler with a small base environment of
// their own.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "vm/code/chunk.h"
#include "vm/compiler/compiler.h"
#include "vm/syntax/parser.h"

namespace vm {

struct CompiledText {
  SymbolTable symbols;
  SourceManager sources;
  Arena arena;
  Module module;
  std::optional<Diagnostic> error;  // of the parser or the compiler

  explicit CompiledText(std::string_view text, std::string_view dialect_name = "default",
                        const std::vector<std::string_view>& scoped = {}) {
    // Names that a program can tell apart by their order: letters first, as they are used in the
    // tests.
    for (char c = 'a'; c <= 'z'; ++c) symbols.intern(std::string(1, c));
    std::unordered_set<Symbol> globals, builtins;
    for (std::string_view name : {"true", "false", "null", "builtins", "map", "throw", "import",
                                  "toString", "__findFile", "__nixPath", "derivation"}) {
      globals.insert(symbols.intern(name));
      if (name.substr(0, 2) == "__") name.remove_prefix(2);
      builtins.insert(symbols.intern(name));
    }
    builtins.insert(symbols.intern("add"));
    Dialect dialect = *find_dialect(dialect_name);
    Pos start = sources.add("(string)", std::string(text), false);
    ParseOptions parse_options;
    parse_options.base_path = "/base";
    parse_options.home = "/home";
    parse_options.dialect = &dialect;
    ParseResult parsed = parse(sources.text(start), start, symbols, arena, parse_options);
    error = parsed.error;
    if (error) return;
    CompileOptions options;
    options.dialect = &dialect;
    options.globals = &globals;
    options.builtins = &builtins;
    for (std::string_view name : scoped) options.scoped.push_back(symbols.intern(name));
    CompileResult compiled = compile(parsed.root, symbols, options);
    error = compiled.error;
    module = std::move(compiled.module);
  }

  std::string disassembly() const { return disassemble(module, symbols, sources); }
};

}  // namespace vm
