// See located_json.h. The event parser calls back right after the token in question, so the line is
// that of the last byte it has read.
#include "conformance/located_json.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <vector>

namespace conformance {
namespace {

using nlohmann::json;

// An iterator over text that counts the lines it has passed.
struct CountingIterator {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  const char* at = nullptr;
  int* line = nullptr;

  reference operator*() const { return *at; }
  CountingIterator& operator++() {
    if (*at == '\n') ++*line;
    ++at;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountingIterator& other) const { return at == other.at; }
  bool operator!=(const CountingIterator& other) const { return at != other.at; }
};

std::string pointer_step(const std::string& name) {
  std::string escaped;
  for (char c : name) {
    if (c == '~')
      escaped += "~0";
    else if (c == '/')
      escaped += "~1";
    else
      escaped += c;
  }
  return escaped;
}

class Handler final : public nlohmann::json_sax<json> {
 public:
  explicit Handler(const int* line) : line_(line) {}

  bool null() override { return add(nullptr); }
  bool boolean(bool v) override { return add(v); }
  bool number_integer(number_integer_t v) override { return add(v); }
  bool number_unsigned(number_unsigned_t v) override { return add(v); }
  bool number_float(number_float_t v, const string_t&) override { return add(v); }
  bool string(string_t& v) override { return add(std::move(v)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(json::object()); }
  bool start_array(std::size_t) override { return open(json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& v) override {
    Level& top = levels_.back();
    top.key = v;
    if (top.node->contains(v)) {
      error_ = JsonError{*line_, top.pointer + "/" + pointer_step(v), "the field is given twice"};
      return false;
    }
    result_.lines[top.pointer + "/" + pointer_step(v)] = *line_;
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& e) override {
    std::string message = e.what();
    // "[json.exception.parse_error.101] parse error at line 2, column 3: syntax error …"
    size_t colon = message.find("column");
    if (colon != std::string::npos) colon = message.find(": ", colon);
    if (colon != std::string::npos) message.erase(0, colon + 2);
    error_ = JsonError{*line_, "", message};
    return false;
  }

  LocatedJson& result() { return result_; }
  JsonError& error() { return error_; }

 private:
  struct Level {
    json* node;
    std::string pointer;
    std::string key;
  };

  // Where the next value goes; notes its line when it is an element of a list.
  std::pair<json*, std::string> place(json value) {
    if (levels_.empty()) {
      result_.lines[""] = *line_;
      result_.value = std::move(value);
      return {&result_.value, ""};
    }
    Level& top = levels_.back();
    if (top.node->is_array()) {
      std::string pointer = top.pointer + "/" + std::to_string(top.node->size());
      result_.lines[pointer] = *line_;
      top.node->push_back(std::move(value));
      return {&top.node->back(), pointer};
    }
    json& slot = (*top.node)[top.key];
    slot = std::move(value);
    return {&slot, top.pointer + "/" + pointer_step(top.key)};
  }
  bool add(json value) {
    place(std::move(value));
    return true;
  }
  bool open(json value) {
    auto [node, pointer] = place(std::move(value));
    levels_.push_back({node, pointer, ""});
    return true;
  }
  bool close() {
    levels_.pop_back();
    return true;
  }

  const int* line_;
  LocatedJson result_;
  JsonError error_;
  std::vector<Level>
      levels_;  // growing a list moves its elements, never an open one: it is the last
};

}  // namespace

int LocatedJson::line_of(std::string_view pointer) const {
  while (true) {
    auto found = lines.find(pointer);
    if (found != lines.end()) return found->second;
    size_t slash = pointer.rfind('/');
    if (slash == std::string_view::npos) return 1;
    pointer = pointer.substr(0, slash);
  }
}

std::variant<LocatedJson, JsonError> parse_located_json(std::string_view text) {
  int line = 1;
  Handler handler(&line);
  CountingIterator first{text.data(), &line};
  CountingIterator last{text.data() + text.size(), &line};
  if (!json::sax_parse(first, last, &handler)) return handler.error();
  return std::move(handler.result());
}

}  // namespace conformance
