// See toml.h. The reader works byte by byte on one text; keys and values are read where it stands,
// and the tree is an array of nodes that only grows. A function that returns false has set
// failure_.
#include "vm/text/toml.h"

#include <cctype>
#include <cerrno>
#include <cfloat>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>

namespace vm {
namespace {

using Type = TomlNode::Type;
using Origin = TomlNode::Origin;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_bare(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

void append_utf8(std::string& out, uint32_t c) {
  auto put = [&](uint32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xc0 | c >> 6);
    put(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    put(0xe0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3f));
    put(0x80 | (c & 0x3f));
  } else {
    put(0xf0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3f));
    put(0x80 | (c >> 6 & 0x3f));
    put(0x80 | (c & 0x3f));
  }
}

// The length of the UTF-8 character at the front, or 0 if there is none.
size_t utf8_length(std::string_view s) {
  auto byte = [&](size_t i) { return static_cast<unsigned char>(s[i]); };
  unsigned char c = byte(0);
  size_t n = c < 0x80                ? 1
             : c >= 0xc2 && c < 0xe0 ? 2
             : c >= 0xe0 && c < 0xf0 ? 3
             : c >= 0xf0 && c < 0xf5 ? 4
                                     : 0;
  if (n == 0 || s.size() < n) return 0;
  for (size_t i = 1; i < n; ++i)
    if ((byte(i) & 0xc0) != 0x80) return 0;
  if (c == 0xe0 && byte(1) < 0xa0) return 0;
  if (c == 0xed && byte(1) >= 0xa0) return 0;  // a surrogate
  if (c == 0xf0 && byte(1) < 0x90) return 0;
  if (c == 0xf4 && byte(1) >= 0x90) return 0;
  return n;
}

class TomlReader {
 public:
  TomlReader(std::string_view text, bool lenient) : text_(text), lenient_(lenient) {
    document_.emplace_back();
    document_[0].origin = Origin::kHeader;
  }

  Result<TomlDocument> read() {
    if (text_.starts_with("\xef\xbb\xbf")) at_ = 3;
    while (true) {
      skip_blanks();
      if (at_ < text_.size() && peek() != '#' && peek() != '\n' && peek() != '\r') {
        bool ok = peek() == '[' ? header() : key_value(table_);
        if (!ok) return failure();
        skip_blanks();
      }
      if (!comment()) return failure();
      if (at_ == text_.size()) return std::move(document_);
      if (!newline()) {
        fail("newline (LF / CRLF) or EOF is expected");
        return failure();
      }
    }
  }

 private:
  char peek(size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool take(std::string_view s) {
    if (!text_.substr(at_).starts_with(s)) return false;
    at_ += s.size();
    return true;
  }
  bool newline() { return take("\n") || take("\r\n"); }
  void skip_blanks() {
    while (peek() == ' ' || peek() == '\t') ++at_;
  }

  bool fail(std::string what) {
    if (message_.empty()) {
      size_t line = 1;
      for (size_t i = 0; i < at_ && i < text_.size(); ++i) line += text_[i] == '\n';
      message_ = "[error] " + std::move(what) + " (line " + std::to_string(line) + ")";
    }
    return false;
  }
  Failure failure() const { return Failure{ErrorClass::kParse, "while parsing TOML: " + message_}; }

  // One character of a comment or a string, appended to `out` if given. False for what may not
  // stand there.
  bool character(std::string* out) {
    char c = text_[at_];
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f)
      return fail("a control character must be escaped");
    size_t n = utf8_length(text_.substr(at_));
    if (n == 0) return fail("invalid UTF-8");
    if (out) out->append(text_, at_, n);
    at_ += n;
    return true;
  }

  bool comment() {
    if (peek() != '#') return true;
    while (at_ < text_.size() && peek() != '\n' && !text_.substr(at_).starts_with("\r\n"))
      if (!character(nullptr)) return false;
    return true;
  }

  // What may stand between the elements of an array.
  bool skip_lines() {
    while (true) {
      skip_blanks();
      if (!comment()) return false;
      if (!newline()) return true;
    }
  }

  // --- keys and tables ---

  bool key(std::vector<std::string>* parts) {
    do {
      skip_blanks();
      std::string part;
      if (peek() == '"' || peek() == '\'') {
        if (!single_line_string(&part)) return false;
      } else {
        while (is_bare(peek())) part += text_[at_++];
        if (part.empty())
          return fail("invalid key: key must be \"quoted\", 'quoted-literal', or bare key.");
      }
      parts->push_back(std::move(part));
      skip_blanks();
    } while (take("."));
    return true;
  }

  uint32_t add_node() {
    document_.emplace_back();
    return static_cast<uint32_t>(document_.size() - 1);
  }
  uint32_t add_member(uint32_t table, const std::string& name, Origin origin) {
    uint32_t node = add_node();
    document_[node].origin = origin;
    document_[table].members.emplace(name, node);
    return node;
  }
  std::optional<uint32_t> member(uint32_t table, const std::string& name) const {
    auto it = document_[table].members.find(name);
    if (it == document_[table].members.end()) return std::nullopt;
    return it->second;
  }

  bool header() {
    bool array = take("[[");
    if (!array) ++at_;
    std::vector<std::string> parts;
    if (!key(&parts)) return false;
    if (!take(array ? "]]" : "]")) return fail("a table header must end with ]");
    uint32_t table = 0;
    for (size_t i = 0; i + 1 < parts.size(); ++i) {
      std::optional<uint32_t> next = member(table, parts[i]);
      if (!next) {
        // toml11 3: a header cannot open later what [[here.x]] made.
        table =
            add_member(table, parts[i], lenient_ && array ? Origin::kHeader : Origin::kImplicit);
        continue;
      }
      table = *next;
      const TomlNode* node = &document_[table];
      bool in_array = passes_into(node);
      if (in_array) {
        table = node->items.back();
        node = &document_[table];
      }
      if (node->type != Type::kTable)
        return fail("failed to insert a table, value already exists: " + parts[i]);
      if (node->origin == Origin::kInline && !in_array)
        return fail("inline table is immutable: " + parts[i]);
    }
    return array ? array_header(table, parts.back()) : table_header(table, parts.back());
  }

  // Whether a key goes on into the last member of an array: of tables, but toml11 3 does not ask
  // who wrote it.
  bool passes_into(const TomlNode* node) const {
    if (node->type != Type::kArray) return false;
    return node->of_tables ||
           (lenient_ && !node->items.empty() && document_[node->items.back()].type == Type::kTable);
  }

  bool table_header(uint32_t table, const std::string& name) {
    std::optional<uint32_t> known = member(table, name);
    if (!known) {
      table_ = add_member(table, name, Origin::kHeader);
      return true;
    }
    TomlNode& node = document_[*known];
    bool may_open = node.type == Type::kTable && (node.origin == Origin::kImplicit ||
                                                  (lenient_ && node.origin == Origin::kDotted));
    if (!may_open) return fail("failed to insert a table, table already defined: " + name);
    node.origin = Origin::kHeader;
    table_ = *known;
    return true;
  }

  bool array_header(uint32_t table, const std::string& name) {
    std::optional<uint32_t> array = member(table, name);
    if (!array) {
      array = add_member(table, name, Origin::kHeader);
      document_[*array].type = Type::kArray;
      document_[*array].of_tables = true;
    } else if (!document_[*array].of_tables) {
      return fail("failed to insert an array of tables, value already exists: " + name);
    }
    table_ = add_node();
    document_[table_].origin = Origin::kHeader;
    document_[*array].items.push_back(table_);
    return true;
  }

  // Up to and with "=": the node that the value goes to, in a table that may be extended.
  bool key_of_value(uint32_t table, uint32_t* node) {
    std::vector<std::string> parts;
    if (!key(&parts)) return false;
    if (!take("=")) return fail("invalid key value separator `=`");
    for (size_t i = 0; i + 1 < parts.size(); ++i) {
      std::optional<uint32_t> next = member(table, parts[i]);
      if (!next) {
        table = add_member(table, parts[i], Origin::kDotted);
        continue;
      }
      table = *next;
      const TomlNode& known = document_[table];
      if (lenient_ && passes_into(&known)) {
        table = known.items.back();
        continue;
      }
      if (known.type != Type::kTable || known.origin != Origin::kDotted)
        return fail("failed to insert a value: " + parts[i] + " is already defined");
    }
    if (member(table, parts.back()))
      return fail("failed to insert a value, value already exists: " + parts.back());
    *node = add_member(table, parts.back(), Origin::kInline);
    return true;
  }

  bool key_value(uint32_t table) {
    uint32_t node;
    return key_of_value(table, &node) && value(node);
  }

  // --- values ---

  bool value(uint32_t node) {
    std::vector<uint32_t> open;  // arrays and inline tables
    while (true) {
      skip_blanks();
      bool opened = false;
      if (take("[")) {
        document_[node].type = Type::kArray;
        opened = true;
      } else if (take("{")) {
        document_[node].type = Type::kTable;
        document_[node].origin = Origin::kInline;
        opened = true;
      } else if (!scalar(node)) {
        return false;
      }
      if (opened) open.push_back(node);
      // To the next value of the innermost container that has one.
      for (bool first = opened;; first = false) {
        if (open.empty()) return true;
        bool more;
        bool ok = document_[open.back()].type == Type::kArray
                      ? next_item(open.back(), first, &more, &node)
                      : next_member(open.back(), first, &more, &node);
        if (!ok) return false;
        if (more) break;
        open.pop_back();
      }
    }
  }

  bool next_item(uint32_t array, bool first, bool* more, uint32_t* node) {
    if (!skip_lines()) return false;
    *more = false;
    if (!first && peek() != ']' && !take(","))
      return fail("expected value-separator `,` or closing `]`");
    if (!skip_lines()) return false;
    if (take("]")) return true;
    *node = add_node();
    document_[array].items.push_back(*node);
    return *more = true;
  }

  bool next_member(uint32_t table, bool first, bool* more, uint32_t* node) {
    skip_blanks();
    *more = false;
    if (take("}")) return true;
    if (!first && !take(",")) return fail("expected value-separator `,` or closing `}`");
    skip_blanks();
    if (peek() == '}') return fail("trailing comma is not allowed in TOML-v1.0.0");
    *more = true;
    return key_of_value(table, node);
  }

  bool scalar(uint32_t node) {
    TomlNode& n = document_[node];
    if (peek() == '"' || peek() == '\'') {
      n.type = Type::kString;
      if (take("\"\"\"")) return multi_line_string(&n.text, '"');
      if (take("'''")) return multi_line_string(&n.text, '\'');
      return single_line_string(&n.text);
    }
    size_t end = at_;
    while (end < text_.size() &&
           (is_bare(text_[end]) || text_[end] == '+' || text_[end] == '.' || text_[end] == ':'))
      ++end;
    // A date may be separated from its time by a blank.
    if (end - at_ == 10 && text_[at_ + 4] == '-' && end + 1 < text_.size() && text_[end] == ' ' &&
        is_digit(text_[end + 1])) {
      ++end;
      while (end < text_.size() &&
             (is_digit(text_[end]) ||
              std::string_view("+-.:Zz").find(text_[end]) != std::string_view::npos))
        ++end;
    }
    std::string_view word = text_.substr(at_, end - at_);
    if (word.empty()) return fail("a value is expected");
    bool ok = true;
    if (word == "true" || word == "false") {
      n.type = Type::kBool;
      n.boolean = word == "true";
    } else if (word.size() > 2 && is_digit(word[0]) && is_digit(word[1]) &&
               (word[2] == ':' || (word.size() > 4 && word[4] == '-'))) {
      ok = timestamp(word, n);
    } else {
      ok = number(word, n);
    }
    if (ok) at_ = end;
    return ok;
  }

  // --- strings ---

  bool single_line_string(std::string* out) {
    char quote = text_[at_++];
    while (true) {
      if (at_ >= text_.size() || peek() == '\n') return fail("a string must end on its line");
      if (peek() == quote) {
        ++at_;
        return true;
      }
      if (quote == '"' && peek() == '\\') {
        if (!escape(out)) return false;
      } else if (!character(out)) {
        return false;
      }
    }
  }

  bool multi_line_string(std::string* out, char quote) {
    std::string end(3, quote);
    (void)newline();  // the first one does not count
    while (true) {
      if (at_ >= text_.size()) return fail("a multi-line string does not end");
      if (take(end)) {  // up to two quotes may stand in front of the end
        for (int i = 0; i < 2 && peek() == quote; ++i) *out += text_[at_++];
        return true;
      }
      size_t before = at_;
      if (newline()) {
        out->append(text_, before, at_ - before);
      } else if (quote == '"' && peek() == '\\') {
        if (!line_continuation() && !escape(out)) return false;
      } else if (!character(out)) {
        return false;
      }
    }
  }

  // A backslash at the end of a line takes all white space behind it away.
  bool line_continuation() {
    size_t before = at_++;
    skip_blanks();
    if (!newline()) {
      at_ = before;
      return false;
    }
    do skip_blanks();
    while (newline());
    return true;
  }

  bool escape(std::string* out) {
    constexpr std::string_view kNames = "btnfr\"\\", kBytes = "\b\t\n\f\r\"\\";
    ++at_;
    char c = peek();
    size_t known = kNames.find(c);
    if (at_ < text_.size() && known != std::string_view::npos) {
      *out += kBytes[known];
      ++at_;
      return true;
    }
    size_t digits = c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (digits == 0) return fail("invalid string format: unknown escape");
    ++at_;
    uint32_t code = 0;
    for (size_t i = 0; i < digits; ++i, ++at_) {
      if (!std::isxdigit(static_cast<unsigned char>(peek())))
        return fail("invalid string format: unknown escape");
      char d = peek();
      code = code * 16 + static_cast<uint32_t>(is_digit(d) ? d - '0' : (d | 0x20) - 'a' + 10);
    }
    if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
      return fail("an escape is not a Unicode character");
    append_utf8(*out, code);
    return true;
  }

  // --- numbers ---

  // Digits without their underscores, each of which must stand between two digits.
  static bool plain_digits(std::string_view s, int base, std::string* out) {
    auto is_base_digit = [&](char c) {
      return base == 16 ? std::isxdigit(static_cast<unsigned char>(c)) != 0
                        : c >= '0' && c < '0' + base;
    };
    for (size_t i = 0; i < s.size(); ++i) {
      if (s[i] == '_') {
        if (i == 0 || i + 1 == s.size() || s[i - 1] == '_') return false;
      } else if (is_base_digit(s[i])) {
        *out += s[i];
      } else {
        return false;
      }
    }
    return !out->empty();
  }

  bool number(std::string_view word, TomlNode& n) {
    std::string_view digits = word;
    bool sign = digits[0] == '+' || digits[0] == '-';
    bool negative = digits[0] == '-';
    if (sign) digits.remove_prefix(1);
    if (digits == "inf" || digits == "nan") {
      n.type = Type::kFloat;
      n.floating = digits == "inf" ? HUGE_VAL : std::nan("");
      if (negative) n.floating = -n.floating;
      return true;
    }
    int base = 10;
    if (!sign && digits.size() > 2 && digits[0] == '0')
      base = digits[1] == 'x' ? 16 : digits[1] == 'o' ? 8 : digits[1] == 'b' ? 2 : 10;
    if (base != 10) digits.remove_prefix(2);
    if (base == 10 && digits.find_first_of(".eE") != std::string_view::npos)
      return floating(digits, negative, n);
    std::string plain;
    if (!plain_digits(digits, base, &plain))
      return fail("bad integer or unknown value: " + std::string(word));
    if (base == 10 && plain.size() > 1 && plain[0] == '0')
      return fail("bad integer: leading zero is not allowed");
    n.type = Type::kInt;
    if (negative) plain.insert(0, "-");
    auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), n.integer, base);
    if (error == std::errc::result_out_of_range) {
      if (!lenient_) return fail("bad integer: out of range of 64 bits");
      n.integer = negative ? INT64_MIN : INT64_MAX;
    }
    return true;
  }

  bool floating(std::string_view word, bool negative, TomlNode& n) {
    size_t e = word.find_first_of("eE");
    std::string_view mantissa = word.substr(0, e);
    size_t point = mantissa.find('.');
    std::string plain, part;
    bool ok = plain_digits(mantissa.substr(0, point), 10, &plain);
    ok = ok && !(plain.size() > 1 && plain[0] == '0');
    if (point != std::string_view::npos) {
      ok = ok && plain_digits(mantissa.substr(point + 1), 10, &part);
      plain += "." + part;
    }
    if (e != std::string_view::npos) {
      std::string_view exponent = word.substr(e + 1);
      plain += 'e';
      if (!exponent.empty() && (exponent[0] == '+' || exponent[0] == '-')) {
        plain += exponent[0];
        exponent.remove_prefix(1);
      }
      part.clear();
      ok = ok && plain_digits(exponent, 10, &part);
      plain += part;
    }
    if (!ok) return fail("bad float: " + std::string(word));
    n.type = Type::kFloat;
    // Not from_chars, which libc++ has for double only since version 20.
    n.floating = std::strtod(plain.c_str(), nullptr);
    bool too_small = n.floating == 0 && plain.find_first_of("123456789") < plain.find('e');
    if (std::isinf(n.floating) || too_small) {
      if (!lenient_) return fail("bad float: out of range");
      if (!too_small) n.floating = DBL_MAX;
    }
    if (negative) n.floating = -n.floating;
    return true;
  }

  // --- dates and times ---

  // The number in s[at, at + n), or -1.
  static int field(std::string_view s, size_t at, size_t n) {
    if (s.size() < at + n) return -1;
    int v = 0;
    for (size_t i = at; i < at + n; ++i) {
      if (!is_digit(s[i])) return -1;
      v = v * 10 + (s[i] - '0');
    }
    return v;
  }

  bool timestamp(std::string_view word, TomlNode& n) {
    n.type = Type::kTimestamp;
    std::string_view rest = word;
    bool has_date = word.size() > 4 && word[4] == '-';
    if (has_date) {
      int year = field(rest, 0, 4), month = field(rest, 5, 2), day = field(rest, 8, 2);
      bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
      if (year < 0 || month < 1 || month > 12 || day < 1 || rest[7] != '-' ||
          day > kDays[month - 1] + (leap && month == 2))
        return fail("invalid date: " + std::string(word));
      n.text = rest.substr(0, 10);
      rest.remove_prefix(10);
      if (rest.empty()) return true;
      if (rest[0] != 'T' && rest[0] != 't' && rest[0] != ' ')
        return fail("invalid date: " + std::string(word));
      n.text += 'T';
      rest.remove_prefix(1);
    }
    int hour = field(rest, 0, 2), minute = field(rest, 3, 2), second = field(rest, 6, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60 ||
        rest[2] != ':' || rest[5] != ':')
      return fail("invalid time: " + std::string(word));
    n.text += rest.substr(0, 8);
    rest.remove_prefix(8);
    if (!rest.empty() && rest[0] == '.') {
      size_t end = 1;
      while (end < rest.size() && is_digit(rest[end])) ++end;
      if (end == 1) return fail("invalid time: " + std::string(word));
      std::string fraction(rest.substr(1, std::min<size_t>(end - 1, 9)));
      fraction.resize(9, '0');
      while (fraction.ends_with("000")) fraction.resize(fraction.size() - 3);
      if (!fraction.empty()) n.text += "." + fraction;
      rest.remove_prefix(end);
    }
    if (rest.empty()) return true;
    if (!has_date) return fail("invalid time: " + std::string(word));
    if (rest == "Z" || rest == "z" || rest == "+00:00" || rest == "-00:00") {
      n.text += 'Z';
      return true;
    }
    bool offset = rest.size() == 6 && (rest[0] == '+' || rest[0] == '-') && rest[3] == ':' &&
                  field(rest, 1, 2) >= 0 && field(rest, 1, 2) < 24 && field(rest, 4, 2) >= 0 &&
                  field(rest, 4, 2) < 60;
    if (!offset) return fail("invalid time offset: " + std::string(word));
    n.text += rest;
    return true;
  }

  std::string_view text_;
  bool lenient_;
  size_t at_ = 0;
  uint32_t table_ = 0;  // that the last header named
  TomlDocument document_;
  std::string message_;
};

}  // namespace

Result<TomlDocument> parse_toml(std::string_view text, bool lenient) {
  return TomlReader(text, lenient).read();
}

}  // namespace vm
