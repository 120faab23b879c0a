// The ranges that expressions cover, which only those who show source can see.
#include "vm/syntax/spans.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "vm/syntax/test_support.h"

namespace vm {
namespace {

// The texts that the positions of all nodes cover, outer nodes first, without repetition.
std::vector<std::string> covered(const std::string& text) {
  Parsed p(text);
  EXPECT_TRUE(p.ok()) << text;
  SpanTable table(text, p.start, p.result.root);
  std::vector<std::string> out;
  std::vector<const Node*> stack{p.result.root};
  while (!stack.empty()) {
    const Node* node = stack.back();
    stack.pop_back();
    if (node->pos != kNoPos) {
      Span s = table.at(node->pos);
      std::string part = text.substr(s.begin, s.end - s.begin);
      if (std::find(out.begin(), out.end(), part) == out.end()) out.push_back(part);
    }
    std::vector<const Node*> inner = children(node);
    stack.insert(stack.end(), inner.rbegin(), inner.rend());
  }
  return out;
}
using Texts = std::vector<std::string>;

TEST(Spans, Operators) {
  EXPECT_EQ(covered("a: a + f 1 2"), (Texts{"a: a + f 1 2", "a + f 1 2", "a", "f 1 2", "1", "2"}));
  EXPECT_EQ(covered("((1) + 2) * 3"), (Texts{"((1) + 2) * 3", "(1) + 2", "1", "2", "3"}));
  EXPECT_EQ(covered("!(true)"), (Texts{"!(true)", "true"}));
}

TEST(Spans, Brackets) {
  EXPECT_EQ(covered("[ rec { a = 1; } ]"), (Texts{"[ rec { a = 1; } ]", "rec { a = 1; }", "1"}));
  EXPECT_EQ(covered("{ a ? 1, ... }: \"${a}x\""),
            (Texts{"{ a ? 1, ... }: \"${a}x\"", "1", "\"${a}x\"", "a", "x"}));
  EXPECT_EQ(covered("''\n  a ${b: b} c\n''"),
            (Texts{"''\n  a ${b: b} c\n''", "  a ", "b: b", "b", " c\n"}));
  EXPECT_EQ(covered("let { body = 1; }"), (Texts{"let { body = 1; }", "1"}));
}

TEST(Spans, SelectsAndScopes) {
  EXPECT_EQ(covered("let s = { a.b = 1; }; in (s).a.b or 2"),
            (Texts{"let s = { a.b = 1; }; in (s).a.b or 2", "{ a.b = 1; }", "1", "(s).a.b or 2",
                   "s", "2"}));
  EXPECT_EQ(covered("[ a.b (c.\"d\".${e} ? f) ]"),
            (Texts{"[ a.b (c.\"d\".${e} ? f) ]", "a.b", "c.\"d\".${e} ? f", "c.\"d\".${e}", "e"}));
  EXPECT_EQ(covered("if 1 == 2 then -1 else with {}; x"),
            (Texts{"if 1 == 2 then -1 else with {}; x", "1 == 2", "1", "2", "-1", "with {}; x",
                   "{}", "x"}));
}

TEST(Spans, OutsideOfTheText) {
  SpanTable table("a", 5, nullptr);
  EXPECT_EQ(table.at(5).end, 1u);
  EXPECT_EQ(table.at(4).end, 0u);
  EXPECT_EQ(table.at(6).end, 0u);
}

}  // namespace
}  // namespace vm
