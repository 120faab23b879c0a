// Numbers, measured on Nix 2.8.0 (short, fixed) and 2.35.2 (shortest: builtins.toJSON).
#include "vm/text/number.h"

#include <gtest/gtest.h>

#include <limits>

namespace vm {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();

std::string shorted(double value) {
  std::string out;
  append_float_short(out, value);
  return out;
}
std::string fixed(double value) {
  std::string out;
  append_float_fixed(out, value);
  return out;
}
std::string shortest(double value) {
  std::string out;
  append_float_shortest(out, value);
  return out;
}

TEST(Number, Short) {
  EXPECT_EQ(shorted(1.0), "1");
  EXPECT_EQ(shorted(0.1 + 0.2), "0.3");
  EXPECT_EQ(shorted(1234567.0), "1.23457e+06");
  EXPECT_EQ(shorted(123456.0), "123456");
  EXPECT_EQ(shorted(1e-4), "0.0001");
  EXPECT_EQ(shorted(1e-5), "1e-05");
  EXPECT_EQ(shorted(1e100), "1e+100");
  EXPECT_EQ(shorted(-0.0), "-0");
  EXPECT_EQ(shorted(kInf), "inf");
  EXPECT_EQ(shorted(-kInf), "-inf");
  EXPECT_EQ(shorted(-std::numeric_limits<double>::quiet_NaN()), "-nan");
}

TEST(Number, Fixed) {
  EXPECT_EQ(fixed(1.0), "1.000000");
  EXPECT_EQ(fixed(0.1 + 0.2), "0.300000");
  EXPECT_EQ(fixed(1e-7), "0.000000");
  EXPECT_EQ(fixed(-1.5), "-1.500000");
  EXPECT_EQ(fixed(std::numeric_limits<double>::max()).size(), 316u);
}

TEST(Number, Shortest) {
  EXPECT_EQ(shortest(1.0), "1.0");
  EXPECT_EQ(shortest(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(shortest(1e10), "10000000000.0");
  EXPECT_EQ(shortest(123456789.123), "123456789.123");
  EXPECT_EQ(shortest(-0.0), "-0.0");
  EXPECT_EQ(shortest(1e15), "1e+15");
  EXPECT_EQ(shortest(1e14), "100000000000000.0");
  EXPECT_EQ(shortest(1e-4), "0.0001");
  EXPECT_EQ(shortest(1e-5), "1e-05");
}

TEST(Number, IntLiterals) {
  EXPECT_EQ(parse_int_literal("0"), 0);
  EXPECT_EQ(parse_int_literal("007"), 7);
  EXPECT_EQ(parse_int_literal("9223372036854775807"), INT64_MAX);
  EXPECT_EQ(parse_int_literal("9223372036854775808"), std::nullopt);
  EXPECT_EQ(parse_int_literal(""), std::nullopt);
  EXPECT_EQ(parse_int_literal("-1"), std::nullopt);
}

TEST(Number, FloatLiterals) {
  EXPECT_EQ(parse_float_literal("1."), 1.0);
  EXPECT_EQ(parse_float_literal(".5"), 0.5);
  EXPECT_EQ(parse_float_literal("1.5e3"), 1500.0);
  EXPECT_EQ(parse_float_literal("1.0e400"), std::nullopt);
  EXPECT_EQ(parse_float_literal("5.0e-324"), std::nullopt);  // denormal
  EXPECT_EQ(parse_float_literal("2.3e-308"), 2.3e-308);
  EXPECT_EQ(parse_float_literal(""), std::nullopt);
  EXPECT_EQ(parse_float_literal("1.0x"), std::nullopt);
}

TEST(Number, Ints) {
  std::string out;
  append_int(out, INT64_MIN);
  append_int(out, 0);
  EXPECT_EQ(out, "-92233720368547758080");
}

}  // namespace
}  // namespace vm
