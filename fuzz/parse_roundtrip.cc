// Whatever the parser accepts, the printer prints so that it is accepted again and prints the same,
// in both forms.
// What it refuses must be refused with a message and a position inside the text.
#include "fuzz/finding.h"
#include "fuzz/statistics.h"
#include "vm/syntax/parser.h"
#include "vm/syntax/printer.h"

namespace {

void require(bool holds, const char* what, std::string_view text) {
  if (!holds) fuzz::report("parse_roundtrip", what, text);
}

vm::ParseResult parse(std::string_view text, vm::SymbolTable& symbols, vm::Arena& arena) {
  static const vm::Dialect kDialect = [] {
    vm::Dialect dialect = *vm::find_dialect("default");
    vm::enable_experimental(dialect, "pipe-operators");
    return dialect;
  }();
  return vm::parse(text, 1, symbols, arena,
                   {.base_path = "/base", .home = "/home", .dialect = &kDialect});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  vm::SymbolTable symbols;
  vm::Arena arena;
  static fuzz::Statistics statistics("parse_roundtrip");
  vm::ParseResult first = parse(text, symbols, arena);
  require((first.root != nullptr) != first.error.has_value(), "neither tree nor error, or both",
          text);
  if (first.error) {
    require(!first.error->message.empty(), "no message", text);
    require(first.error->pos >= 1 && first.error->pos <= size + 1, "no position", text);
    statistics.executed("refused", "parse");
    return 0;
  }
  std::string once = vm::print(first.root, symbols);
  vm::ParseResult second = parse(once, symbols, arena);
  require(second.root != nullptr, "the printed form is refused", once);
  require(vm::print(second.root, symbols) == once, "the printed form changes", once);
  std::string source = vm::print_source(first.root, symbols);
  vm::ParseResult third = parse(source, symbols, arena);
  require(third.root != nullptr, "the tree as source is refused", source);
  require(vm::print_source(third.root, symbols) == source, "the tree as source changes", source);
  require(vm::print(third.root, symbols) == once, "as source it is another tree", source);
  statistics.executed("same", "value");
  return 0;
}
