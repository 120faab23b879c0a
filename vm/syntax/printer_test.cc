// The printed form: what Nix prints where that reads back, and that it always reads back to itself.
#include "vm/syntax/printer.h"

#include <gtest/gtest.h>

#include <cfloat>
#include <cmath>

#include "vm/syntax/literals.h"
#include "vm/syntax/test_support.h"

namespace vm {
namespace {

// Parsed, printed, parsed and printed again.
std::string reprinted(const std::string& text, std::string_view experimental = "") {
  std::string once = parsed(text, "default", experimental);
  EXPECT_EQ(parsed(once), once) << text;
  return once;
}

std::string source_of(std::string_view text) {
  SymbolTable symbols;
  Arena arena;
  Dialect dialect = *find_dialect("default");
  ParseResult result =
      parse(text, 1, symbols, arena, {.base_path = "/", .home = "/", .dialect = &dialect});
  return result.root == nullptr ? result.error->message : print_source(result.root, symbols);
}

TEST(Printer, AsNixPrints) {
  struct Row {
    std::string_view text, printed;
  };
  // Printed by nix-instantiate --parse.
  constexpr Row kRows[] = {
      {"x: y: x y", "(x: (y: (x y)))"},
      {"{ b = 2; a = 1; }", "{ a = 1; b = 2; }"},
      {"rec { }", "rec { }"},
      {"[ 1 (2) ]", "[ (1) (2) ]"},
      {"[ ]", "[ ]"},
      {"a: a.b or 1", "(a: (a).b or (1))"},
      {"a: a ? b.\"c d\"", "(a: ((a) ? b.\"c d\"))"},
      {"if 1 then 2 else 3", "(if 1 then 2 else 3)"},
      {"with 1; 2", "(with 1; 2)"},
      {"let a = 1; in a", "(let a = 1; in a)"},
      {"let in 1", "(let in 1)"},
      {"-1", "(__sub 0 1)"},
      {"!true", "(! true)"},
      {"1 + 2 ++ 3 // 4", "((1 + (2 ++ 3)) // 4)"},
      {"{ }: 1", "({  }: 1)"},
      {"{ ... }@x: 1", "({ ... } @ x: 1)"},
      {"<a/b>", "(__findFile __nixPath \"a/b\")"},
      {"http://a.b", "\"http://a.b\""},
      {"\"a\\n\\r\\t\\\\\\\"$\"", "\"a\\n\\r\\t\\\\\\\"\\$\""},
      {"{ \"\" = 1; \"if\" = 2; or = 3; }", "{ \"\" = 1; \"if\" = 2; or = 3; }"},
      {"a: (a - 1) 2", "(a: (__sub a 1 2))"},
      {"a: (a <= 1) 2", "(a: ((! (__lessThan 1 a)) 2))"},
      {"x: { inherit x; inherit (x) b a; c = 1; }", "(x: { inherit x; inherit (x) a b; c = 1; })"},
      {"__curPos", "__curPos"},
  };
  for (const Row& row : kRows) EXPECT_EQ(reprinted(std::string(row.text)), row.printed) << row.text;
}

TEST(Printer, WhereNixWouldNotReadBack) {
  struct Row {
    std::string_view text, printed;
  };
  constexpr Row kRows[] = {
      {"\"${x}\"", "\"${x}\""},
      {"\"${\"a\"}\"", "\"${\"a\"}\""},
      {"\"a${\"b\"}c${\"d\"}\"", "\"a${\"b\"}c${\"d\"}\""},
      {"\"${\"\"}${x}\"", "\"${\"\"}${x}\""},
      {"\"\\$${x}\\${y}\"", "\"\\$${x}\\${y}\""},
      {"{ ${x} = 1; }.${y}", "({ ${x} = 1; }).${y}"},
      {"{ inherit (x); }", "{ inherit (x); }"},
      {"{ \"then\" = 1; }", "{ \"then\" = 1; }"},
      {"(a.b or c) or", "(((a).b or (c)) or)"},
      {"(a - b) or c", "((__sub a b) or c)"},
      {"/.", "/."},
      {"/${x}", "/${x}"},
      {"/./${x}", "/./${x}"},
      {"/a${x}${\"b\"}", "/a${x}b"},
      {"/a${\"b\"}${\"c\"}${\"d/\"}", "/a${\"b\"}c${\"d/\"}"},
      {"assert 1; 2", "(assert 1; 2)"},
  };
  for (const Row& row : kRows) EXPECT_EQ(reprinted(std::string(row.text)), row.printed) << row.text;
  EXPECT_EQ(reprinted("a |> (b - c)", "pipe-operators"), "(__sub b c a)");
}

TEST(Printer, Floats) {
  struct Row {
    double value;
    std::string_view printed;
  };
  constexpr Row kRows[] = {
      {1.5, "1.5"},
      {0.0, "0.0"},
      {1.0, "1.0"},
      {100000.0, "1.0e+05"},
      {1e10, "1.0e+10"},
      {1.5e10, "1.5e+10"},
      {1e-5, "1.0e-05"},
      {0.1 + 0.2, "0.30000000000000004"},
      {1234567.0, "1234567.0"},
      {DBL_MAX, "1.7976931348623157e+308"},
      {DBL_MIN, "2.2250738585072014e-308"},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(print_float(row.value), row.printed);
    EXPECT_EQ(parse_float(print_float(row.value)), row.value) << row.printed;
  }
  for (double value = DBL_TRUE_MIN; value < 1e308; value *= 1234.5)
    EXPECT_EQ(parse_float(print_float(value)), value) << value;
}

TEST(Printer, NamesAndStrings) {
  EXPECT_EQ(print_name("a'-b"), "a'-b");
  EXPECT_EQ(print_name("a b"), "\"a b\"");
  EXPECT_EQ(print_name("1a"), "\"1a\"");
  EXPECT_EQ(print_name("or"), "or");
  EXPECT_EQ(print_name("in"), "\"in\"");
  EXPECT_EQ(print_string("${\"\n"), "\"\\${\\\"\\n\"");
}

TEST(Printer, AsSource) {
  for (std::string_view text :
       {"(1 - (2 * (- x)))", "((1 <= 2) == ((3 / 4) >= (5 > (6 < 7))))", "((x - y) z)",
        "{ b = 1; inherit c; a = 2; ${x} = 3; }", "(let inherit (x) b a; c = 1; inherit (y); in c)",
        "({ b ? 1, a } @ c: b)"})
    EXPECT_EQ(source_of(text), text);
}

}  // namespace
}  // namespace vm
