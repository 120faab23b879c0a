// JSON text: a pull reader that yields one event at a time and never recurses, and the writers of
// strings. The reader accepts what nlohmann's parser accepts (the language's fromJSON): one value
// and white space around it, no comments, no trailing commas, no NaN, valid UTF-8, an optional byte
// order mark.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vm/base/result.h"

namespace vm {

enum class JsonEvent : uint8_t {
  kNull,
  kTrue,
  kFalse,
  kInt,       // integer()
  kUnsigned,  // unsigned_integer(): above 2^63 - 1; an error, a wrap or a float, as the dialect
              // says
  kFloat,     // number(): has "." or "e", or is an integer outside 64 bits
  kString,    // string(), has_nul()
  kKey,       // string(), has_nul(); a value follows
  kBeginArray,
  kEndArray,
  kBeginObject,
  kEndObject,
  kEnd,    // the text is over, and was one whole value
  kError,  // message() and offset(); the reader stays in this state
};

// Usage: `for (JsonEvent e = reader.next(); e != kEnd; e = reader.next())`. The reader keeps no
// pointer but `text`, which may be moved between two events with rebind().
class JsonReader {
 public:
  explicit JsonReader(std::string_view text);

  JsonEvent next();

  int64_t integer() const { return static_cast<int64_t>(integer_); }
  uint64_t unsigned_integer() const { return integer_; }
  double number() const { return number_; }
  const std::string& string() const { return string_; }  // unescaped; valid until next()
  bool has_nul() const { return has_nul_; }              // a \u0000 is in it
  const std::string& message() const { return string_; }
  size_t offset() const { return offset_; }  // of the error, or of what comes next
  size_t depth() const { return nesting_.size(); }

  void rebind(std::string_view text) { text_ = text; }

 private:
  enum class Expect : uint8_t {
    kValue,
    kFirstElement,
    kFirstKey,
    kKey,
    kAfterValue,
    kEnd,
    kFailed
  };

  JsonEvent fail(std::string message, size_t offset);
  JsonEvent value();
  JsonEvent read_number();
  JsonEvent read_literal(std::string_view word, JsonEvent event);
  bool read_string();  // at the opening quote; false after fail()
  bool read_escape();
  bool read_utf8();
  void skip_space();
  JsonEvent finish(JsonEvent event);

  std::string_view text_;
  size_t offset_ = 0;
  Expect expect_ = Expect::kValue;
  std::vector<bool> nesting_;  // true: object
  uint64_t integer_ = 0;
  double number_ = 0;
  bool has_nul_ = false;
  std::string string_;
};

// How strings are written: until Nix 2.11 \b and \f were \u0008 and \u000c, and any bytes were
// passed on.
enum class JsonStyle : uint8_t { kCurrent, kOld };

// Appends "…". In the current style invalid UTF-8 is a failure (of Nix: "… incomplete UTF-8 string"
// and the like).
[[nodiscard]] std::optional<Failure> append_json_string(std::string& out, std::string_view text,
                                                        JsonStyle style = JsonStyle::kCurrent);
// Current: the fewest digits that read back, with ".0" where needed, null for inf and nan. Old: six
// digits.
void append_json_float(std::string& out, double value, JsonStyle style = JsonStyle::kCurrent);

}  // namespace vm
