// One text for a value that has been forced deeply, the same whoever writes it: floats by their
// bits, attributes sorted by name, functions as <lambda>, a string with what it refers to: "a"<"…">
// has the elements of its context as Nix writes them (a store path, !output!derivation,
// =derivation), sorted. A shared value is written out every time; beyond kMaxDepth levels,
// kMaxNodes values or kMaxBytes of text the rest is `…`, so that cycles end, at the same place for
// everyone who walks depth first.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace fuzz {

class CanonicalWriter {
 public:
  static constexpr uint32_t kMaxDepth = 24;
  static constexpr uint32_t kMaxNodes = 4'000;
  static constexpr size_t kMaxBytes = 16u << 20;

  // To be asked before a value is written; false: it was cut off, write nothing of it.
  bool enter() {
    if (depth_ >= kMaxDepth || nodes_ >= kMaxNodes || out_.size() >= kMaxBytes) {
      out_ += "…";
      return false;
    }
    ++depth_;
    ++nodes_;
    return true;
  }
  void leave() { --depth_; }

  void null() { out_ += "null"; }
  void boolean(bool b) { out_ += b ? "true" : "false"; }
  void integer(int64_t n) { out_ += std::to_string(n); }
  void real(double d) {
    char text[32];
    uint64_t bits = d != d ? uint64_t{0x7ff8000000000000} : std::bit_cast<uint64_t>(d);
    std::snprintf(text, sizeof text, "float:%016llx", static_cast<unsigned long long>(bits));
    out_ += text;
  }
  // The elements of the context in any order, each once.
  template <typename Elements>
  void string(std::string_view s, const Elements& context) {
    quoted(s);
    std::vector<std::string_view> sorted(std::begin(context), std::end(context));
    if (sorted.empty()) return;
    std::sort(sorted.begin(), sorted.end());
    const char* before = "<";
    for (std::string_view element : sorted) {
      out_ += before;
      quoted(element);
      before = " ";
    }
    out_ += '>';
  }
  void path(std::string_view s) {
    out_ += "path:";
    quoted(s);
  }
  void function() { out_ += "<lambda>"; }
  void unevaluated() { out_ += "<code>"; }
  void begin_list() { out_ += "[ "; }
  void end_element() { out_ += ' '; }
  void end_list() { out_ += ']'; }
  void begin_set() { out_ += "{ "; }
  void begin_attribute(std::string_view name) {
    quoted(name);
    out_ += " = ";
  }
  void end_attribute() { out_ += "; "; }
  void end_set() { out_ += '}'; }

  std::string take() { return std::move(out_); }

 private:
  void quoted(std::string_view s) {
    out_ += '"';
    size_t plain = 0;  // from here on nothing had to be escaped
    for (size_t i = 0; i < s.size(); ++i) {
      char c = s[i];
      unsigned char byte = static_cast<unsigned char>(c);
      if (byte >= 0x20 && c != '"' && c != '\\') continue;
      out_.append(s, plain, i - plain);
      plain = i + 1;
      constexpr std::string_view kDigits = "0123456789abcdef";
      if (byte < 0x20)
        out_ += {'\\', 'x', kDigits[byte >> 4], kDigits[byte & 15]};
      else
        out_ += {'\\', c};
    }
    out_.append(s, plain);
    out_ += '"';
  }

  std::string out_;
  uint32_t depth_ = 0;
  uint32_t nodes_ = 0;
};

}  // namespace fuzz
