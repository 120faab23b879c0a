// Versions and names of derivations, measured on Nix 2.8.0 and 2.35.2 (both agree).
#include "vm/text/version.h"

#include <gtest/gtest.h>

namespace vm {
namespace {

TEST(Version, Compare) {
  struct Case {
    const char* a;
    const char* b;
    int expected;
  };
  const Case cases[] = {
      {"1.0", "2.0", -1},
      {"1.0", "1.0", 0},
      {"1pre", "1a", -1},
      {"pre", "", -1},
      {"a", "", 1},
      {"pre", "pre", 0},
      {"1.0", "1-0", 0},
      {"1..0", "1.0", 0},
      {"1.-.0", "1.0", 0},
      {".1.", "1", 0},
      {"2.3a", "2.3.1", -1},
      {"2.3pre1", "2.3", -1},
      {"2.3pre3", "2.3pre12", -1},
      {"2.3pre1", "2.3q", -1},
      {"1.0rc1", "1.0", 1},
      {"1.0alpha", "1.0beta", -1},
      {"1.5", "1", 1},
      {"é", "z", 1},
      {"1é", "1", 1},
      // Numbers of more than 32 bits are text.
      {"99999999999999999999", "1", -1},
      {"4294967296", "4294967295", 1},
      {"2147483648", "1", -1},
      {"2147483647", "1", 1},
      {"10000000000", "9000000000", -1},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(compare_versions(c.a, c.b), c.expected) << c.a << " " << c.b;
    EXPECT_EQ(compare_versions(c.b, c.a), -c.expected) << c.b << " " << c.a;
  }
}

TEST(Version, Split) {
  using List = std::vector<std::string_view>;
  EXPECT_EQ(split_version("1.2a-b3"), (List{"1", "2", "a", "b", "3"}));
  EXPECT_EQ(split_version("..."), List{});
  EXPECT_EQ(split_version(""), List{});
  EXPECT_EQ(split_version(".1.-2."), (List{"1", "2"}));
  EXPECT_EQ(split_version("1+2 3~4"), (List{"1", "+", "2", " ", "3", "~", "4"}));
  EXPECT_EQ(split_version("1.0pre1234_abc"), (List{"1", "0", "pre", "1234", "_abc"}));
  EXPECT_EQ(split_version("é1日"), (List{"é", "1", "日"}));
}

TEST(Version, DrvNames) {
  struct Case {
    const char* text;
    const char* name;
    const char* version;
  };
  const Case cases[] = {
      {"nix-2.8.0", "nix", "2.8.0"},
      {"a-b-1.0-2", "a-b", "1.0-2"},
      {"foo-_1", "foo", "_1"},
      {"foo-.5", "foo", ".5"},
      {"foo-A1", "foo-A1", ""},
      {"a/b-1", "a/b", "1"},
      {"foo-", "foo-", ""},
      {"foo--1", "foo", "-1"},
      {"foo-é", "foo", "é"},
      {"", "", ""},
      {"-", "-", ""},
      {"-1", "", "1"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(parse_drv_name(c.text).name, c.name) << c.text;
    EXPECT_EQ(parse_drv_name(c.text).version, c.version) << c.text;
  }
}

}  // namespace
}  // namespace vm
