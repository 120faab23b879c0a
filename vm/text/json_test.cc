// JSON text. The reader is held against nlohmann's parser, which is what Nix uses: the same texts
// are accepted, with the same events. The writers' values were measured on Nix 2.8.0 and 2.35.2.
#include "vm/text/json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

namespace vm {
namespace {

// Everything the reader says, as one line; "error" for a text it refuses.
std::string read_all(std::string_view text) {
  JsonReader reader(text);
  std::string out;
  for (;;) {
    switch (reader.next()) {
      case JsonEvent::kNull:
        out += "null ";
        break;
      case JsonEvent::kTrue:
        out += "true ";
        break;
      case JsonEvent::kFalse:
        out += "false ";
        break;
      case JsonEvent::kInt:
        out += "int " + std::to_string(reader.integer()) + " ";
        break;
      case JsonEvent::kUnsigned:
        out += "unsigned " + std::to_string(reader.unsigned_integer()) + " ";
        break;
      case JsonEvent::kFloat:
        out += "float " + std::to_string(reader.number()) + " ";
        break;
      case JsonEvent::kString:
        out += "string " + reader.string() + " ";
        break;
      case JsonEvent::kKey:
        out += "key " + reader.string() + " ";
        break;
      case JsonEvent::kBeginArray:
        out += "[ ";
        break;
      case JsonEvent::kEndArray:
        out += "] ";
        break;
      case JsonEvent::kBeginObject:
        out += "{ ";
        break;
      case JsonEvent::kEndObject:
        out += "} ";
        break;
      case JsonEvent::kEnd:
        return out;
      case JsonEvent::kError:
        return "error";
    }
  }
}

// The same line from nlohmann's parser.
struct Sax : nlohmann::json_sax<nlohmann::json> {
  std::string out;
  bool add(const std::string& text) {
    out += text + " ";
    return true;
  }
  bool null() override { return add("null"); }
  bool boolean(bool value) override { return add(value ? "true" : "false"); }
  bool number_integer(int64_t value) override { return add("int " + std::to_string(value)); }
  bool number_unsigned(uint64_t value) override {
    return add((value > INT64_MAX ? "unsigned " : "int ") + std::to_string(value));
  }
  bool number_float(double value, const std::string&) override {
    return add("float " + std::to_string(value));
  }
  bool string(std::string& value) override { return add("string " + value); }
  bool binary(nlohmann::json::binary_t&) override { return false; }
  bool start_object(size_t) override { return add("{"); }
  bool end_object() override { return add("}"); }
  bool start_array(size_t) override { return add("["); }
  bool end_array() override { return add("]"); }
  bool key(std::string& value) override { return add("key " + value); }
  bool parse_error(size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;
  }
};

std::string nlohmann_reads(const std::string& text) {
  Sax sax;
  return nlohmann::json::sax_parse(text, &sax) ? sax.out : "error";
}

TEST(JsonReader, AgreesWithNlohmannOnRandomTexts) {
  const std::vector<std::string> pieces = {"[",
                                           "]",
                                           "{",
                                           "}",
                                           ",",
                                           ":",
                                           "\"",
                                           "\"\"",
                                           "\"a\"",
                                           "\"a\":",
                                           "\\",
                                           "\\n",
                                           "\\u0041",
                                           "\\ud83d",
                                           "\\ude00",
                                           "\\u0000",
                                           "\\x",
                                           "0",
                                           "1",
                                           "-",
                                           "12",
                                           ".",
                                           "e",
                                           "E+",
                                           "9",
                                           "null",
                                           "true",
                                           "false",
                                           "nul",
                                           " ",
                                           "\n",
                                           "\t",
                                           "\v",
                                           "\x01",
                                           "\x7f",
                                           "é",
                                           "\xc3",
                                           "\xa9",
                                           "\xed\xa0",
                                           "\xf0\x9f\x98\x80",
                                           "\xf4\x90",
                                           "\xef\xbb\xbf",
                                           "/",
                                           "//",
                                           "/**/",
                                           "NaN",
                                           "'",
                                           "18446744073709551615",
                                           "18446744073709551616",
                                           "-9223372036854775808",
                                           "9223372036854775808",
                                           "-9223372036854775809",
                                           "1e400",
                                           "1e-400",
                                           std::string("\0", 1)};
  std::mt19937 random(1);
  int accepted = 0;
  for (int i = 0; i < 40000; ++i) {
    std::string text;
    // Half of them begin as a valid text, so that more than a few are accepted.
    if (i % 2 == 0) text = "[{\"a\":1},\"x\\t\",-1.5e2,[]]";
    for (size_t n = random() % 6; n > 0; --n) {
      size_t at = random() % (text.size() + 1);
      size_t cut = random() % 3 == 0 ? random() % 4 : 0;
      text.replace(at, cut, pieces[random() % pieces.size()]);
    }
    std::string expected = nlohmann_reads(text);
    ASSERT_EQ(read_all(text), expected) << text;
    accepted += expected != "error";
  }
  EXPECT_GT(accepted, 4000);
}

TEST(JsonReader, Numbers) {
  EXPECT_EQ(read_all("9223372036854775807"), "int 9223372036854775807 ");
  EXPECT_EQ(read_all("-9223372036854775808"), "int -9223372036854775808 ");
  EXPECT_EQ(read_all("9223372036854775808"), "unsigned 9223372036854775808 ");
  EXPECT_EQ(read_all("18446744073709551616"), "float 18446744073709551616.000000 ");
  EXPECT_EQ(read_all("-0"), "int 0 ");
  EXPECT_EQ(read_all("1e-400"), "float 0.000000 ");
  EXPECT_EQ(read_all("1e400"), "error");
  EXPECT_EQ(read_all(std::string(400, '9')), "error");
  EXPECT_EQ(read_all("01"), "error");
}

TEST(JsonReader, NulIsReportedNotRefused) {
  JsonReader reader(R"(["a\u0000b","c"])");
  EXPECT_EQ(reader.next(), JsonEvent::kBeginArray);
  EXPECT_EQ(reader.next(), JsonEvent::kString);
  EXPECT_TRUE(reader.has_nul());
  EXPECT_EQ(reader.string(), std::string("a\0b", 3));
  EXPECT_EQ(reader.next(), JsonEvent::kString);
  EXPECT_FALSE(reader.has_nul());
}

TEST(JsonReader, ErrorsSayWhereAndStay) {
  JsonReader reader("[1, 2,]");
  while (reader.next() != JsonEvent::kError) {
  }
  EXPECT_EQ(reader.offset(), 6u);
  EXPECT_EQ(reader.message(), "expected a value");
  EXPECT_EQ(reader.next(), JsonEvent::kError);
}

TEST(JsonReader, DepthIsNoConcern) {
  const size_t depth = 1'000'000;
  std::string text = std::string(depth, '[') + std::string(depth, ']');
  JsonReader reader(text);
  size_t deepest = 0;
  while (reader.next() != JsonEvent::kEnd) deepest = std::max(deepest, reader.depth());
  EXPECT_EQ(deepest, depth);
}

TEST(JsonReader, TextMayMoveBetweenEvents) {
  std::string text = "[1,2]";
  JsonReader reader(text);
  reader.next();
  std::string copy = text;
  text.assign(text.size(), 'x');
  reader.rebind(copy);
  EXPECT_EQ(reader.next(), JsonEvent::kInt);
  EXPECT_EQ(reader.next(), JsonEvent::kInt);
  EXPECT_EQ(reader.integer(), 2);
}

std::string written(std::string_view text, JsonStyle style = JsonStyle::kCurrent) {
  std::string out;
  std::optional<Failure> failure = append_json_string(out, text, style);
  return failure ? failure->message : out;
}

TEST(JsonWriter, Strings) {
  EXPECT_EQ(written("plain"), "\"plain\"");
  EXPECT_EQ(written("\"\\/\n\r\t"), R"("\"\\/\n\r\t")");
  EXPECT_EQ(written("\x01\b\v\f\x1f\x7f"), "\"\\u0001\\b\\u000b\\f\\u001f\x7f\"");
  EXPECT_EQ(written("\x01\b\v\f\x1f\x7f", JsonStyle::kOld),
            "\"\\u0001\\u0008\\u000b\\u000c\\u001f\x7f\"");
  EXPECT_EQ(written("é日😀</script>"), "\"é日😀</script>\"");
  EXPECT_EQ(written("\xc3", JsonStyle::kOld), "\"\xc3\"");
  EXPECT_EQ(written("\xc3"), "JSON serialization error: incomplete UTF-8 string; last byte: 0xC3");
  EXPECT_EQ(written("ab\xc3\x28"), "JSON serialization error: invalid UTF-8 byte at index 3: 0x28");
}

TEST(JsonWriter, AgreesWithNlohmannOnRandomBytes) {
  std::mt19937 random(2);
  const char alphabet[] = "a\"\\\n\b\x1f\x7f\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xed\xa0\xff";
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (size_t n = random() % 6; n > 0; --n) text += alphabet[random() % (sizeof alphabet - 1)];
    std::string expected;
    try {
      expected = nlohmann::json(text).dump();
    } catch (const nlohmann::json::exception& error) {
      expected = error.what();
      expected = "JSON serialization error: " + expected.substr(expected.find(']') + 2);
    }
    EXPECT_EQ(written(text), expected);
  }
}

TEST(JsonWriter, Floats) {
  auto both = [](double value) {
    std::string out;
    append_json_float(out, value, JsonStyle::kCurrent);
    out += ' ';
    append_json_float(out, value, JsonStyle::kOld);
    return out;
  };
  EXPECT_EQ(both(1.0), "1.0 1");
  EXPECT_EQ(both(0.1 + 0.2), "0.30000000000000004 0.3");
  EXPECT_EQ(both(1e10), "10000000000.0 1e+10");
  EXPECT_EQ(both(123456789.123), "123456789.123 1.23457e+08");
  EXPECT_EQ(both(1e308 * 10), "null inf");
}

}  // namespace
}  // namespace vm
