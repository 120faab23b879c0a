// Values of tokens: escapes, the limits of numbers, paths, indentation.
#include "vm/syntax/literals.h"

#include <gtest/gtest.h>

#include "vm/syntax/test_support.h"

namespace vm {
namespace {

TEST(Literals, Unescape) {
  Arena arena;
  EXPECT_EQ(unescape(R"(\n\r\t\\\"\$\q)", arena), "\n\r\t\\\"$q");
  EXPECT_EQ(unescape("a\r\nb\rc\n\r", arena), "a\nb\nc\n\n");
  EXPECT_EQ(unescape("\\\r\n", arena), "\r\n") << "an escaped CR stays";
}

TEST(Literals, Ints) {
  EXPECT_EQ(parse_int("007"), 7);
  EXPECT_EQ(parse_int("9223372036854775807"), INT64_MAX);
  EXPECT_EQ(parse_int("9223372036854775808"), std::nullopt);
  EXPECT_EQ(parse_int("99999999999999999999999999"), std::nullopt);
}

TEST(Literals, Floats) {
  EXPECT_EQ(parse_float("1."), 1.0);
  EXPECT_EQ(parse_float(".5e1"), 5.0);
  EXPECT_EQ(parse_float("1.7976931348623157e308"), 1.7976931348623157e308);
  EXPECT_EQ(parse_float("2.2250738585072014e-308"), 2.2250738585072014e-308);
  EXPECT_EQ(parse_float("1.0e400"), std::nullopt);
  EXPECT_EQ(parse_float("1.0e-400"), std::nullopt);
  EXPECT_EQ(parse_float("4.9e-324"), std::nullopt) << "denormal";
  EXPECT_EQ(parse_float("0.0e-999"), 0.0);
}

TEST(Literals, Paths) {
  EXPECT_EQ(resolve_path("./a", "/b/c"), "/b/c/a");
  EXPECT_EQ(resolve_path("../a/./b/..", "/b/c"), "/b/a");
  EXPECT_EQ(resolve_path("../../../../x", "/b/c"), "/x");
  EXPECT_EQ(resolve_path("./.", "/"), "/");
  EXPECT_EQ(resolve_path("/.", "/b"), "/");
  EXPECT_EQ(resolve_path("/a/../..", "/b"), "/");
  EXPECT_EQ(resolve_path("./a/", "/b"), "/b/a/");
  EXPECT_EQ(resolve_path("./", "/b"), "/b/");
  EXPECT_EQ(resolve_path("/", "/b"), "/");
  EXPECT_EQ(resolve_path("/./", "/b"), "//") << "Nix adds the slash to the root as well";
}

TEST(Literals, Indentation) {
  struct Row {
    std::string_view text, printed;
  };
  constexpr Row kRows[] = {
      {"''''", R"("")"},
      {"''\n  a\n    b\n  c\n''", R"("a\n  b\nc\n")"},
      {"''\n  a\n b''", R"(" a\nb")"},
      {"''  a\n    b\n  ''", R"("a\n  b\n")"},
      {"''a\n  b''", R"("a\n  b")"},
      {"''   \n  a''", R"("a")"},
      {"''   \t\n  a''", R"(" \t\na")"},
      {"''\n\n  a\n\n  b\n''", R"("\na\n\nb\n")"},
      {"''\n    \n  a\n''", R"("  \na\n")"},
      {"''\n\ta\n\t b''", R"("\ta\n\t b")"},
      {"''\r\n  a\r\n''", R"("\r\n  a\r\n")"},
      {"''\n  a  ''", R"("a  ")"},
      {"''\n  a\n ''", R"("a\n")"},
      {"''   ''", R"("")"},
      {"''\n  ''\\n\n    a''", R"("\n${"\n  a"}")"},
      {"''\n  ''\\  a\n   b''", R"(" ${" a\n b"}")"},
      {"x: ''\n  ${x}\n    a\n  ''", R"((x: "${x}\n  a\n"))"},
      {"x: ''\n ${x}\n   ${x}  \n   ''", R"((x: "${x}\n  ${x}  \n"))"},
      {"''${\"a\"}''", R"("a")"},
      {"''a''$b''", R"("a${"\$"}b")"},
      {"''a'''b'c''", R"("a${"''"}b'c")"},
  };
  for (const Row& row : kRows) {
    std::string printed = parsed(std::string(row.text));
    // Pieces that are literal stay apart, as in Nix: see Concat in the printer.
    EXPECT_EQ(printed, row.printed) << row.text;
  }
}

}  // namespace
}  // namespace vm
