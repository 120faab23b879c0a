// See loading.h.
#include "vm/loading.h"

#include "vm/compiler/compiler.h"
#include "vm/syntax/parser.h"

namespace vm {

const Node* parse_source(Runtime& rt, const SourceText& source, Arena& arena, Diagnostic* error) {
  ParseOptions options;
  options.base_path = source.base_path;
  options.home = rt.options.host->get_env("HOME");
  options.dialect = &rt.options.dialect;
  options.max_depth = rt.options.limits.source_depth;
  ParseResult parsed = rt.options.parse
                           ? rt.options.parse(source.text, source.start, rt.symbols, arena, options)
                           : parse(source.text, source.start, rt.symbols, arena, options);
  if (rt.options.on_warning)
    for (const Diagnostic& w : parsed.warnings)
      rt.options.on_warning(w.message, rt.sources.locate(w.pos));
  if (parsed.error) *error = *parsed.error;
  return parsed.root;
}

bool compile_tree(Runtime& rt, const Node* root, const SourceText& source, Module* out,
                  Diagnostic* error, CompilerMemory* memory) {
  CompileOptions options;
  options.dialect = &rt.options.dialect;
  options.globals = &rt.global_names;
  options.builtins = &rt.builtin_names;
  options.scoped = source.scoped;
  options.memory = memory;
  options.spent = out;
  CompileResult compiled = compile(root, rt.symbols, options);
  if (compiled.error) *error = *compiled.error;
  *out = std::move(compiled.module);
  return !compiled.error;
}

Compile source_compiler() {
  return [memory = std::make_shared<CompilerMemory>()](Runtime& rt, const SourceText& source,
                                                       Module* out, Diagnostic* error) {
    Arena arena;
    const Node* root = parse_source(rt, source, arena, error);
    return root && compile_tree(rt, root, source, out, error, memory.get());
  };
}

}  // namespace vm
