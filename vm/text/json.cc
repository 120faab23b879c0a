// The reader is one state (what may come next) and a stack of bits (inside an array or an object).
// Where nlohmann's parser surprises, it is followed: a NUL byte outside strings ends the text, and
// integers outside 64 bits become floats.
#include "vm/text/json.h"

#include <charconv>
#include <cmath>
#include <cstdlib>

#include "vm/text/number.h"

namespace vm {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The length of the well-formed UTF-8 sequence at the front of `text`, 0 if it is none. *bad is
// then the index of the byte that spoils it, text.size() if the text ends inside.
size_t utf8_length(std::string_view text, size_t* bad) {
  auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  unsigned char first = byte(0);
  if (first < 0x80) return 1;
  *bad = 0;
  if (first < 0xc2 || first > 0xf4) return 0;
  size_t length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  // The second byte's range excludes overlong forms, surrogates, and what is above U+10FFFF.
  unsigned char low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  unsigned char high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
  for (size_t i = 1; i < length; ++i) {
    *bad = i;
    if (i == text.size() || byte(i) < low || byte(i) > high) return 0;
    low = 0x80;
    high = 0xbf;
  }
  return length;
}

void append_code_point(std::string& out, uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xc0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xe0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else {
    out += static_cast<char>(0xf0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3f));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  }
}

std::string hex_byte(unsigned char byte) {
  std::string out = "0x";
  out += "0123456789ABCDEF"[byte >> 4];
  out += "0123456789ABCDEF"[byte & 15];
  return out;
}

}  // namespace

JsonReader::JsonReader(std::string_view text) : text_(text) {
  if (text.starts_with("\xef\xbb\xbf")) offset_ = 3;
}

JsonEvent JsonReader::fail(std::string message, size_t offset) {
  expect_ = Expect::kFailed;
  string_ = std::move(message);
  offset_ = offset;
  return JsonEvent::kError;
}

// A value is complete: what may follow it?
JsonEvent JsonReader::finish(JsonEvent event) {
  expect_ = nesting_.empty() ? Expect::kEnd : Expect::kAfterValue;
  return event;
}

void JsonReader::skip_space() {
  while (offset_ < text_.size()) {
    char c = text_[offset_];
    if (c != ' ' && c != '\n' && c != '\t' && c != '\r') return;
    ++offset_;
  }
}

JsonEvent JsonReader::next() {
  if (expect_ == Expect::kFailed) return JsonEvent::kError;
  skip_space();
  // A NUL byte ends the text.
  char c = offset_ < text_.size() ? text_[offset_] : '\0';
  if (expect_ == Expect::kAfterValue) {
    if (c == ',') {
      ++offset_;
      expect_ = nesting_.back() ? Expect::kKey : Expect::kValue;
      skip_space();
      c = offset_ < text_.size() ? text_[offset_] : '\0';
    } else if (c != (nesting_.back() ? '}' : ']')) {
      return fail(nesting_.back() ? "expected ',' or '}'" : "expected ',' or ']'", offset_);
    }
  }
  switch (expect_) {
    case Expect::kEnd:
      if (c == '\0') return JsonEvent::kEnd;
      return fail("expected the end of the text", offset_);
    case Expect::kValue:
      return value();
    case Expect::kFirstElement:
      if (c != ']') return value();
      break;
    case Expect::kFirstKey:
    case Expect::kKey:
      if (c == '"') {
        if (!read_string()) return JsonEvent::kError;
        skip_space();
        if (offset_ >= text_.size() || text_[offset_] != ':') return fail("expected ':'", offset_);
        ++offset_;
        expect_ = Expect::kValue;
        return JsonEvent::kKey;
      }
      if (c != '}' || expect_ == Expect::kKey) {
        return fail("expected a string as the name of a member", offset_);
      }
      break;
    case Expect::kAfterValue:
      break;
    case Expect::kFailed:
      CHECK(false);
  }
  // What is left: the bracket that closes the innermost array or object.
  ++offset_;
  JsonEvent event = nesting_.back() ? JsonEvent::kEndObject : JsonEvent::kEndArray;
  nesting_.pop_back();
  return finish(event);
}

JsonEvent JsonReader::value() {
  char c = offset_ < text_.size() ? text_[offset_] : '\0';
  switch (c) {
    case '[':
    case '{':
      ++offset_;
      nesting_.push_back(c == '{');
      expect_ = c == '{' ? Expect::kFirstKey : Expect::kFirstElement;
      return c == '{' ? JsonEvent::kBeginObject : JsonEvent::kBeginArray;
    case '"':
      if (!read_string()) return JsonEvent::kError;
      return finish(JsonEvent::kString);
    case 'n':
      return read_literal("null", JsonEvent::kNull);
    case 't':
      return read_literal("true", JsonEvent::kTrue);
    case 'f':
      return read_literal("false", JsonEvent::kFalse);
    case '\0':
      return fail("unexpected end of the text, expected a value", offset_);
    default:
      if (c == '-' || is_digit(c)) return read_number();
      return fail("expected a value", offset_);
  }
}

JsonEvent JsonReader::read_literal(std::string_view word, JsonEvent event) {
  if (!text_.substr(offset_).starts_with(word)) {
    return fail("invalid literal, expected '" + std::string(word) + "'", offset_);
  }
  offset_ += word.size();
  return finish(event);
}

JsonEvent JsonReader::read_number() {
  size_t begin = offset_;
  size_t at = begin;
  auto digits = [&] {
    size_t first = at;
    while (at < text_.size() && is_digit(text_[at])) ++at;
    return at > first;
  };
  bool negative = text_[at] == '-';
  if (negative) ++at;
  if (at < text_.size() && text_[at] == '0') {
    ++at;
  } else if (!digits()) {
    return fail("invalid number, expected a digit after '-'", at);
  }
  bool integral = true;
  if (at < text_.size() && text_[at] == '.') {
    integral = false;
    ++at;
    if (!digits()) return fail("invalid number, expected a digit after '.'", at);
  }
  if (at < text_.size() && (text_[at] == 'e' || text_[at] == 'E')) {
    integral = false;
    ++at;
    if (at < text_.size() && (text_[at] == '+' || text_[at] == '-')) ++at;
    if (!digits()) return fail("invalid number, expected a digit in the exponent", at);
  }
  std::string_view text = text_.substr(begin, at - begin);
  const char* end = text.data() + text.size();
  if (integral && negative) {
    int64_t value = 0;
    if (std::from_chars(text.data(), end, value).ec == std::errc()) {
      integer_ = static_cast<uint64_t>(value);
      offset_ = at;
      return finish(JsonEvent::kInt);
    }
  } else if (integral && std::from_chars(text.data(), end, integer_).ec == std::errc()) {
    offset_ = at;
    return finish(integer_ <= uint64_t{INT64_MAX} ? JsonEvent::kInt : JsonEvent::kUnsigned);
  }
  // Too small is 0, without complaint; too large is an error.
  number_ = std::strtod(std::string(text).c_str(), nullptr);
  if (!std::isfinite(number_)) {
    return fail("number overflow parsing '" + std::string(text) + "'", begin);
  }
  offset_ = at;
  return finish(JsonEvent::kFloat);
}

bool JsonReader::read_string() {
  string_.clear();
  has_nul_ = false;
  ++offset_;
  for (;;) {
    // Ordinary bytes in one go.
    size_t run = offset_;
    while (run < text_.size()) {
      unsigned char c = static_cast<unsigned char>(text_[run]);
      if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\') break;
      ++run;
    }
    string_.append(text_, offset_, run - offset_);
    offset_ = run;
    if (run == text_.size()) {
      fail("invalid string: missing closing quote", run);
      return false;
    }
    unsigned char c = static_cast<unsigned char>(text_[run]);
    if (c == '"') {
      ++offset_;
      return true;
    }
    if (c == '\\') {
      if (!read_escape()) return false;
    } else if (c < 0x20) {
      fail("invalid string: control character " + hex_byte(c) + " must be escaped", run);
      return false;
    } else if (!read_utf8()) {
      return false;
    }
  }
}

bool JsonReader::read_utf8() {
  size_t bad = 0;
  size_t length = utf8_length(text_.substr(offset_), &bad);
  if (length == 0) {
    fail("invalid string: ill-formed UTF-8 byte", offset_ + bad);
    return false;
  }
  string_.append(text_, offset_, length);
  offset_ += length;
  return true;
}

bool JsonReader::read_escape() {
  size_t begin = offset_;
  // The number behind \u, or -1.
  auto read_hex = [&](size_t at) -> int32_t {
    uint32_t value = 0;
    if (at + 4 > text_.size()) return -1;
    const char* first = text_.data() + at;
    auto [stop, error] = std::from_chars(first, first + 4, value, 16);
    return error == std::errc() && stop == first + 4 ? static_cast<int32_t>(value) : -1;
  };
  char c = begin + 1 < text_.size() ? text_[begin + 1] : '\0';
  offset_ = begin + 2;
  switch (c) {
    case '"':
    case '\\':
    case '/':
      string_ += c;
      return true;
    case 'b':
      string_ += '\b';
      return true;
    case 'f':
      string_ += '\f';
      return true;
    case 'n':
      string_ += '\n';
      return true;
    case 'r':
      string_ += '\r';
      return true;
    case 't':
      string_ += '\t';
      return true;
    case 'u':
      break;
    default:
      fail("invalid string: unknown escape after '\\'", begin);
      return false;
  }
  int32_t code = read_hex(begin + 2);
  if (code < 0) {
    fail("invalid string: '\\u' must be followed by 4 hex digits", begin);
    return false;
  }
  offset_ = begin + 6;
  if (code >= 0xd800 && code <= 0xdbff) {
    int32_t low = text_.substr(offset_).starts_with("\\u") ? read_hex(offset_ + 2) : -1;
    if (low < 0xdc00 || low > 0xdfff) {
      fail("invalid string: surrogate U+D800..U+DBFF must be followed by U+DC00..U+DFFF", begin);
      return false;
    }
    offset_ += 6;
    code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
  } else if (code >= 0xdc00 && code <= 0xdfff) {
    fail("invalid string: surrogate U+DC00..U+DFFF must follow U+D800..U+DBFF", begin);
    return false;
  }
  has_nul_ |= code == 0;
  append_code_point(string_, static_cast<uint32_t>(code));
  return true;
}

std::optional<Failure> append_json_string(std::string& out, std::string_view text,
                                          JsonStyle style) {
  bool current = style == JsonStyle::kCurrent;
  out += '"';
  for (size_t i = 0; i < text.size();) {
    unsigned char c = static_cast<unsigned char>(text[i]);
    if (c >= 0x80) {
      size_t bad = 0;
      size_t length = current ? utf8_length(text.substr(i), &bad) : 1;
      if (length == 0) {
        bool incomplete = i + bad == text.size();
        unsigned char byte = static_cast<unsigned char>(incomplete ? text.back() : text[i + bad]);
        return Failure{
            ErrorClass::kValue,
            incomplete
                ? "JSON serialization error: incomplete UTF-8 string; last byte: " + hex_byte(byte)
                : "JSON serialization error: invalid UTF-8 byte at index " +
                      std::to_string(i + bad) + ": " + hex_byte(byte)};
      }
      out.append(text, i, length);
      i += length;
      continue;
    }
    ++i;
    switch (c) {
      case '"':
        out += "\\\"";
        continue;
      case '\\':
        out += "\\\\";
        continue;
      case '\n':
        out += "\\n";
        continue;
      case '\r':
        out += "\\r";
        continue;
      case '\t':
        out += "\\t";
        continue;
      case '\b':
        if (!current) break;
        out += "\\b";
        continue;
      case '\f':
        if (!current) break;
        out += "\\f";
        continue;
      default:
        if (c < 0x20) break;
        out += static_cast<char>(c);
        continue;
    }
    out += c < 0x10 ? "\\u000" : "\\u001";
    out += "0123456789abcdef"[c & 15];
  }
  out += '"';
  return std::nullopt;
}

void append_json_float(std::string& out, double value, JsonStyle style) {
  if (style == JsonStyle::kOld) {
    append_float_short(out, value);
  } else if (std::isfinite(value)) {
    append_float_shortest(out, value);
  } else {
    out += "null";
  }
}

}  // namespace vm
