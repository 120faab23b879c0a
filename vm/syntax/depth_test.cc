// Depth is bounded by memory and by max_depth, never by the native stack: every construct that
// nests is parsed and printed a million levels deep (fewer where the build is slow).
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <chrono>

#include "vm/syntax/parser_core.h"
#include "vm/syntax/test_support.h"

#if defined(__SANITIZE_ADDRESS__)
#define ASSAY_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ASSAY_SANITIZED 1
#endif
#endif

namespace vm {
namespace {

#if defined(__OPTIMIZE__) && !defined(ASSAY_SANITIZED)
constexpr size_t kDepth = 1'000'000;
#else
constexpr size_t kDepth = 100'000;
#endif

std::string repeat(std::string_view unit, size_t times) {
  std::string out;
  out.reserve(unit.size() * times);
  for (size_t i = 0; i < times; ++i) out += unit;
  return out;
}

struct Nest {
  const char* name;
  std::string_view open, middle, close;
};

class Depth : public testing::TestWithParam<Nest> {};

TEST_P(Depth, ParsesAndPrints) {
  const Nest& nest = GetParam();
  std::string text = repeat(nest.open, kDepth);
  text += nest.middle;
  text += repeat(nest.close, kDepth);
  Parsed p(text);
  ASSERT_TRUE(p.ok()) << p.text() << " at " << p.error_place();
  std::string once = p.text();
  EXPECT_GE(once.size(), nest.middle.size());
  Parsed again(once);
  ASSERT_TRUE(again.ok()) << again.text().substr(0, 200) << " at " << again.error_place();
  EXPECT_TRUE(again.text() == once);
}

constexpr Nest kNests[] = {
    {"lists", "[ ", "1", " ]"},
    {"sets", "{ a = ", "1", "; }"},
    {"rec_sets", "rec { a = ", "1", "; }"},
    {"parens", "(", "1", ")"},
    {"calls_left", "(", "f", " a)"},
    {"calls_right", "f (", "1", ")"},
    {"calls_of_calls", "(f ", "1", ") (g h)"},
    {"lambdas", "x: ", "x", ""},
    {"formals", "{ a, ... }@x: ", "x", ""},
    {"defaults", "{ a ? ", "1", " }: a"},
    {"lets", "let a = 1; in ", "a", ""},
    {"let_values", "let a = ", "1", "; in a"},
    {"legacy_lets", "let { body = ", "1", "; }"},
    {"add_left", "1 + ", "1", ""},
    {"sub_right", "1 - (", "1", ")"},
    {"concat_right", "a ++ ", "a", ""},
    {"implies", "a -> ", "a", ""},
    {"mixed_operators", "a -> b || c && d == e // f ++ ", "g", ""},
    {"comparisons", "1 < (", "1", ")"},
    {"negations", "!", "a", ""},
    {"minuses", "- ", "a", ""},
    {"has", "", "a", " ? b"},
    {"selects", "(", "a", ").b"},
    {"select_path", "", "a", ".b"},
    {"defaults_of_selects", "a.b or ", "c", ""},
    {"ors", "(", "f", " or)"},
    {"ifs", "if a then b else ", "c", ""},
    {"if_conditions", "if ", "a", " then b else c"},
    {"if_thens", "if a then ", "b", " else c"},
    {"withs", "with a; ", "b", ""},
    {"with_scopes", "with ", "a", "; b"},
    {"asserts", "assert a; ", "b", ""},
    {"strings", "\"a${", "b", "}c\""},
    {"bare_strings", "\"${", "b", "}\""},
    {"indented_strings", "'' a${", "b", "} c''"},
    {"paths", "./a/${", "b", "}c"},
    {"dynamic_names", "{ ${", "a", "} = 1; }"},
    {"string_names", "{ \"a${", "b", "}\" = 1; }"},
    {"dynamic_selects", "a.${", "b", "}"},
    {"inherit_sources", "{ inherit (", "a", ") b; }"},
};

INSTANTIATE_TEST_SUITE_P(All, Depth, testing::ValuesIn(kNests),
                         [](const testing::TestParamInfo<Nest>& info) { return info.param.name; });

TEST(DeepSets, Paths) {
  Parsed p("{ a" + repeat(".b", kDepth) + " = 1; a" + repeat(".b", kDepth - 1) + ".c = 2; }");
  ASSERT_TRUE(p.ok());
  EXPECT_EQ(parsed(p.text()), p.text());
}

TEST(DeepSets, MergeWithoutRecursion) {
  std::string nested = repeat("{ a = ", kDepth);
  std::string close = repeat("; }", kDepth);
  Parsed p("{ s = " + nested + "{ x = 1; }" + close + "; s = " + nested + "{ y = 2; }" + close +
           "; }");
  ASSERT_TRUE(p.ok());
  EXPECT_NE(p.text().find("{ x = 1; y = 2; }"), std::string::npos);
  Parsed twice("{ s = " + nested + "{ x = 1; }" + close + "; s = " + nested + "{ x = 2; }" + close +
               "; }");
  ASSERT_FALSE(twice.ok());
  EXPECT_LT(twice.result.error->message.size(), 500u) << "a long path is not spelled out";
}

// ---- limits

TEST(Limits, MaxDepth) {
  for (const Nest& nest : kNests) {
    if (std::string_view(nest.name) == "has" || std::string_view(nest.name) == "select_path" ||
        std::string_view(nest.name) == "add_left")
      continue;  // these nest in the tree, not in the text
    auto deep = [&nest](size_t n) {
      return repeat(nest.open, n) + std::string(nest.middle) + repeat(nest.close, n);
    };
    Parsed shallow(deep(30), "default", "", 200);
    EXPECT_TRUE(shallow.ok()) << nest.name << shallow.text();
    Parsed p(deep(300), "default", "", 200);
    ASSERT_FALSE(p.ok()) << nest.name;
    EXPECT_EQ(p.result.error->error_class, ErrorClass::kResource) << nest.name << p.text();
  }
  Parsed p("\n [[[1]]]", "default", "", 2);
  EXPECT_EQ(
      p.text(),
      "error: the text nests deeper than 2 levels: raise the limit on source depth or make the "
      "text flatter");
  EXPECT_EQ(p.error_place(), "2:5");
}

TEST(Limits, AnUnfinishedTextIsSaidToBeSoWhateverItsDepth) {
  Parsed lists(repeat("[", 300), "default", "", 200);
  ASSERT_FALSE(lists.ok());
  EXPECT_EQ(lists.result.error->error_class, ErrorClass::kParse);
  EXPECT_EQ(
      lists.text(),
      "error: syntax error, unexpected end of file; the list opened at line 1, column 300 is not "
      "finished");
  EXPECT_EQ(lists.error_place(), "1:301");
  Parsed closed(repeat("[", 300) + repeat("]", 299), "default", "", 200);
  EXPECT_EQ(closed.result.error->error_class, ErrorClass::kResource)
      << "closed down to the limit: that is as far as was looked";
  Parsed half(repeat("[", 300) + repeat("]", 50) + repeat("(", 10), "default", "", 200);
  EXPECT_NE(half.text().find("the parenthesis opened at line 1, column 360"), std::string::npos)
      << half.text();
}

// Ten million brackets: refused, at the end, soon, and with less than 64 bytes of memory a level.
TEST(Limits, TenMegabytesOfBrackets) {
  static_assert(sizeof(Frame) == 12);
  for (size_t size : {10'000'000, 10 * 1024 * 1024}) {
    rusage before;
    getrusage(RUSAGE_SELF, &before);
    auto begin = std::chrono::steady_clock::now();
    Parsed p(repeat("[", size));
    std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    rusage after;
    getrusage(RUSAGE_SELF, &after);
    ASSERT_FALSE(p.ok());
    EXPECT_EQ(p.result.error->error_class, ErrorClass::kParse);
    EXPECT_EQ(p.error_place(), "1:" + std::to_string(size + 1));
    EXPECT_NE(p.text().find("unexpected end of file; the list opened at line 1, column " +
                            std::to_string(size) + " is not finished"),
              std::string::npos)
        << p.text();
    EXPECT_LT(seconds.count(), 30);
#if !defined(ASSAY_SANITIZED)
    EXPECT_LT(after.ru_maxrss - before.ru_maxrss, static_cast<long>(size * 64 / 1024));
#endif
  }
}

}  // namespace
}  // namespace vm
