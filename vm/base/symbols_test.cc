// Names as numbers: however many there are, and after some have been forgotten.
#include "vm/base/symbols.h"

#include <gtest/gtest.h>

namespace vm {
namespace {

std::string nth(size_t i) { return "name" + std::to_string(i * 7919) + std::string(i % 23, 'x'); }

TEST(Symbols, AreNumberedInTheOrderInWhichTheyWereFirstSeen) {
  SymbolTable table;
  EXPECT_EQ(table.find("a"), kNoSymbol);
  constexpr size_t kNames = 20'000;
  for (size_t i = 0; i < kNames; ++i) ASSERT_EQ(table.intern(nth(i)), i);
  for (size_t i = 0; i < kNames; ++i) {
    ASSERT_EQ(table.intern(nth(i)), i);
    ASSERT_EQ(table.find(nth(i)), i);
    ASSERT_EQ(table.name(static_cast<Symbol>(i)), nth(i));
  }
  EXPECT_EQ(table.size(), kNames);
  EXPECT_EQ(table.find("name"), kNoSymbol);
}

TEST(Symbols, AnyBytesAreANameAndNoTwoAreMixedUp) {
  SymbolTable table;
  std::vector<std::string> names = {"",
                                    std::string(1, '\0'),
                                    std::string(2, '\0'),
                                    std::string(8, '\0'),
                                    std::string(9, '\0'),
                                    "\xff",
                                    "a",
                                    "aaaaaaaa",
                                    "aaaaaaaaa"};
  for (size_t i = 0; i < names.size(); ++i) EXPECT_EQ(table.intern(names[i]), i);
  for (size_t i = 0; i < names.size(); ++i) EXPECT_EQ(table.intern(names[i]), i);
}

TEST(Symbols, ForgottenOnesAreNumberedAnew) {
  SymbolTable table;
  for (size_t i = 0; i < 100; ++i) table.intern(nth(i));
  uint64_t bytes = table.bytes();
  for (int round = 0; round < 3; ++round) {
    // Beyond what grows the table.
    for (size_t i = 100; i < 3000; ++i) table.intern(nth(i));
    table.truncate(100);
    EXPECT_EQ(table.size(), 100u);
    EXPECT_EQ(table.bytes(), bytes);
    for (size_t i = 0; i < 100; ++i) ASSERT_EQ(table.find(nth(i)), i);
    for (size_t i = 100; i < 3000; ++i) ASSERT_EQ(table.find(nth(i)), kNoSymbol);
    EXPECT_EQ(table.intern(nth(2999)), 100u);
    table.truncate(100);
  }
}

}  // namespace
}  // namespace vm
