// Reading typed values from Nix's printed form and from the XML of nix-instantiate: see
// typed_value.h.
//
// Both readers keep the open lists and sets on a stack of their own. In the printed form a path
// ends at white space, `;` or `]`, for Nix does not quote it; a path with a blank is therefore only
// read as the whole value.
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <map>

#include "conformance/typed_value.h"

namespace conformance {
namespace {

// Adds nodes below the innermost open container.
class Builder {
 public:
  bool empty() const { return value_.nodes.empty(); }
  bool nested() const { return !open_.empty(); }
  bool in_set() const { return nested() && value_.nodes[open_.back()].kind == ValueKind::kSet; }
  void name_next(std::string name) { next_name_ = std::move(name); }

  ValueNode& add(ValueKind kind) {
    uint32_t index = static_cast<uint32_t>(value_.nodes.size());
    value_.nodes.emplace_back();
    value_.nodes.back().kind = kind;
    value_.nodes.back().name = std::move(next_name_);
    next_name_.clear();
    if (nested()) value_.nodes[open_.back()].children.push_back(index);
    return value_.nodes.back();
  }
  void open(ValueKind kind) {
    add(kind);
    open_.push_back(static_cast<uint32_t>(value_.nodes.size() - 1));
  }
  // False when a name occurs twice in a set.
  bool close() {
    ValueNode& node = value_.nodes[open_.back()];
    open_.pop_back();
    if (node.kind != ValueKind::kSet) return true;
    auto name = [this](uint32_t i) -> const std::string& { return value_.nodes[i].name; };
    std::sort(node.children.begin(), node.children.end(),
              [&](uint32_t a, uint32_t b) { return name(a) < name(b); });
    return std::adjacent_find(node.children.begin(), node.children.end(),
                              [&](uint32_t a, uint32_t b) { return name(a) == name(b); }) ==
           node.children.end();
  }
  // The innermost container was only a mention of an earlier one.
  void close_as_repeated() {
    ValueNode& node = value_.nodes[open_.back()];
    node.kind = ValueKind::kRepeated;
    node.children.clear();
    open_.pop_back();
  }
  TypedValue take() { return std::move(value_); }

 private:
  TypedValue value_;
  std::vector<uint32_t> open_;
  std::string next_name_;
};

bool read_number(std::string_view token, bool ambiguous, Builder& out) {
  if (token.find_first_not_of("-0123456789") == std::string_view::npos) {
    int64_t integer = 0;
    auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), integer);
    if (error != std::errc() || end != token.data() + token.size()) return false;
    ValueNode& node = out.add(ValueKind::kInt);
    node.integer = integer;
    node.ambiguous = ambiguous;
    return true;
  }
  std::string text(token);
  char* end = nullptr;
  double real = std::strtod(text.c_str(), &end);
  if (end != text.c_str() + text.size()) return false;
  out.add(ValueKind::kFloat).real = real;
  return true;
}

class PrintedReader {
 public:
  PrintedReader(std::string_view text, bool ambiguous) : text_(text), ambiguous_(ambiguous) {}

  ValueResult run() {
    while (true) {
      skip_space();
      if (out_.nested()) {
        bool set = out_.in_set();
        if (peek(set ? '}' : ']')) {
          ++at_;
          if (!out_.close()) return fail("an attribute occurs twice in a set");
          if (!finish_value()) return fail("expected `;` after the attribute");
          if (!out_.nested()) break;
          continue;
        }
        if (set && !read_name()) return fail("expected an attribute name and `=`");
        skip_space();
      }
      size_t before = at_;
      if (peek('[') || peek('{')) {
        out_.open(text_[at_] == '[' ? ValueKind::kList : ValueKind::kSet);
        ++at_;
        continue;
      }
      if (!read_scalar()) {
        at_ = before;
        return fail("this is not a value as Nix prints it");
      }
      if (!out_.nested()) break;
      if (!finish_value()) return fail("expected `;` after the attribute");
    }
    skip_space();
    if (at_ != text_.size()) return fail("something follows the value");
    return out_.take();
  }

 private:
  bool peek(char c) const { return at_ < text_.size() && text_[at_] == c; }
  void skip_space() {
    while (at_ < text_.size() &&
           std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos)
      ++at_;
  }
  bool skip(std::string_view s) {
    if (text_.substr(at_, s.size()) != s) return false;
    at_ += s.size();
    return true;
  }
  ValueError fail(std::string message) const { return {at_, std::move(message)}; }

  // After a value in a set comes `;`.
  bool finish_value() {
    if (!out_.in_set()) return true;
    skip_space();
    return skip(";");
  }

  bool read_name() {
    std::string name;
    if (peek('"')) {
      if (!read_string(name)) return false;
    } else {
      size_t end = text_.find_first_of(" =;\"{}[]", at_);
      if (end == std::string_view::npos || end == at_) return false;
      name = text_.substr(at_, end - at_);
      at_ = end;
    }
    skip_space();
    if (!skip("=")) return false;
    out_.name_next(std::move(name));
    return true;
  }

  bool read_string(std::string& into) {
    ++at_;
    while (at_ < text_.size() && text_[at_] != '"') {
      char c = text_[at_++];
      if (c == '\\' && at_ < text_.size()) {
        c = text_[at_++];
        if (c == 'n')
          c = '\n';
        else if (c == 'r')
          c = '\r';
        else if (c == 't')
          c = '\t';
      }
      into += c;
    }
    return skip("\"");
  }

  // «…», in which others may nest.
  bool read_guillemets() {
    static constexpr std::string_view kOpen = "«", kClose = "»";
    size_t begin = at_;
    int depth = 0;
    do {
      if (skip(kOpen))
        ++depth;
      else if (skip(kClose))
        --depth;
      else
        ++at_;
    } while (depth > 0 && at_ < text_.size());
    if (depth > 0) return false;
    std::string_view token = text_.substr(begin, at_ - begin);
    auto is = [&](std::string_view prefix) {
      return token.substr(kOpen.size(), prefix.size()) == prefix;
    };
    if (is("lambda"))
      out_.add(ValueKind::kLambda);
    else if (is("primop"))
      out_.add(ValueKind::kPrimop);
    else if (is("partially applied primop"))
      out_.add(ValueKind::kPrimopApp);
    else if (is("repeated"))
      out_.add(ValueKind::kRepeated);
    else if (is("thunk"))
      out_.add(ValueKind::kThunk);
    else
      out_.add(ValueKind::kOther).text = token;
    return true;
  }

  bool read_scalar() {
    if (at_ >= text_.size()) return false;
    if (peek('"')) {
      std::string text;
      if (!read_string(text)) return false;
      out_.add(ValueKind::kString).text = std::move(text);
      return true;
    }
    if (text_.substr(at_, 2) == "«") return read_guillemets();
    static constexpr std::pair<std::string_view, ValueKind> kWords[] = {
        {"<LAMBDA>", ValueKind::kLambda},
        {"<PRIMOP>", ValueKind::kPrimop},
        {"<PRIMOP-APP>", ValueKind::kPrimopApp},
        {"<CODE>", ValueKind::kThunk},
        {"null", ValueKind::kNull},
    };
    if (peek('/')) {
      size_t end = out_.nested() ? text_.find_first_of(" \t\r\n;]}", at_) : text_.size();
      if (end == std::string_view::npos) return false;
      out_.add(ValueKind::kPath).text = text_.substr(at_, end - at_);
      at_ = end;
      return true;
    }
    size_t end = std::min(text_.find_first_of(" \t\r\n;]}", at_), text_.size());
    std::string_view token = text_.substr(at_, end - at_);
    at_ = end;
    for (const auto& [word, kind] : kWords) {
      if (token != word) continue;
      out_.add(kind);
      return true;
    }
    if (token == "true" || token == "false") {
      out_.add(ValueKind::kBool).boolean = token == "true";
      return true;
    }
    return !token.empty() && read_number(token, ambiguous_, out_);
  }

  std::string_view text_;
  bool ambiguous_;
  size_t at_ = 0;
  Builder out_;
};

class XmlReader {
 public:
  explicit XmlReader(std::string_view text) : text_(text) {}

  ValueResult run() {
    while (true) {
      size_t begin = text_.find('<', at_);
      if (begin == std::string_view::npos) break;
      at_ = begin + 1;
      if (at_ < text_.size() && text_[at_] == '?') {
        at_ = text_.find('>', at_);
        if (at_ == std::string_view::npos) return fail("an unfinished declaration");
        continue;
      }
      Tag tag;
      if (!read_tag(tag)) return fail("an unfinished tag");
      if (skipping_ > 0) {
        if (tag.close)
          --skipping_;
        else if (!tag.empty)
          ++skipping_;
        continue;
      }
      if (!(tag.close ? close(tag) : open(tag))) return fail("unexpected <" + tag.name + ">");
    }
    if (out_.empty() || out_.nested() || !done_) return fail("the document is incomplete");
    return out_.take();
  }

 private:
  struct Tag {
    std::string name;
    bool close = false;  // </x>
    bool empty = false;  // <x />
    std::map<std::string, std::string, std::less<>> attributes;
  };

  ValueError fail(std::string message) const { return {at_, std::move(message)}; }

  static void append_unescaped(std::string_view raw, std::string& out) {
    static constexpr std::pair<std::string_view, char> kEntities[] = {
        {"&quot;", '"'},  {"&lt;", '<'},   {"&gt;", '>'},   {"&amp;", '&'},
        {"&apos;", '\''}, {"&#xA;", '\n'}, {"&#xD;", '\r'}, {"&#x9;", '\t'},
    };
    while (!raw.empty()) {
      size_t used = 0;
      if (raw[0] == '&')
        for (const auto& [entity, c] : kEntities)
          if (raw.substr(0, entity.size()) == entity) out += c, used = entity.size();
      if (used == 0) out += raw[0], used = 1;
      raw.remove_prefix(used);
    }
  }

  bool read_tag(Tag& tag) {
    if (at_ < text_.size() && text_[at_] == '/') tag.close = true, ++at_;
    size_t end = text_.find_first_of(" />\n", at_);
    if (end == std::string_view::npos) return false;
    tag.name = text_.substr(at_, end - at_);
    at_ = end;
    while (at_ < text_.size()) {
      char c = text_[at_];
      if (c == '>') return ++at_, true;
      if (c == '/')
        tag.empty = true, ++at_;
      else if (c == ' ' || c == '\n')
        ++at_;
      else {
        size_t equals = text_.find("=\"", at_);
        if (equals == std::string_view::npos) return false;
        size_t quote = text_.find('"', equals + 2);
        if (quote == std::string_view::npos) return false;
        std::string& value = tag.attributes[std::string(text_.substr(at_, equals - at_))];
        append_unescaped(text_.substr(equals + 2, quote - equals - 2), value);
        at_ = quote + 1;
      }
    }
    return false;
  }

  bool open(const Tag& tag) {
    auto attribute = [&](std::string_view name) -> std::string {
      auto found = tag.attributes.find(name);
      return found == tag.attributes.end() ? "" : found->second;
    };
    if (tag.name == "expr") return !tag.empty;
    if (tag.name == "attr") {
      if (!out_.in_set()) return false;
      out_.name_next(attribute("name"));
      return !tag.empty;
    }
    if (done_) return false;
    if (tag.name == "attrs" || tag.name == "derivation" || tag.name == "list") {
      out_.open(tag.name == "list" ? ValueKind::kList : ValueKind::kSet);
      return tag.empty ? close(tag) : true;
    }
    if (tag.name == "string")
      out_.add(ValueKind::kString).text = attribute("value");
    else if (tag.name == "path")
      out_.add(ValueKind::kPath).text = attribute("value");
    else if (tag.name == "null")
      out_.add(ValueKind::kNull);
    else if (tag.name == "bool")
      out_.add(ValueKind::kBool).boolean = attribute("value") == "true";
    else if (tag.name == "unevaluated")
      out_.add(ValueKind::kUnevaluated);
    else if (tag.name == "repeated")
      return repeated_ = out_.nested();
    else if (tag.name == "function") {
      out_.add(ValueKind::kLambda);
      skipping_ = tag.empty ? 0 : 1;
    } else if (tag.name == "int") {
      if (!read_number(attribute("value"), false, out_)) return false;
    } else if (tag.name == "float") {
      std::string text = attribute("value");
      char* end = nullptr;
      double real = std::strtod(text.c_str(), &end);
      if (text.empty() || end != text.c_str() + text.size()) return false;
      out_.add(ValueKind::kFloat).real = real;
    } else {
      return false;
    }
    if (!out_.nested()) done_ = true;
    return true;
  }

  bool close(const Tag& tag) {
    if (tag.name == "attrs" || tag.name == "derivation" || tag.name == "list") {
      if (!out_.nested() || out_.in_set() != (tag.name != "list")) return false;
      if (repeated_)
        out_.close_as_repeated();
      else if (!out_.close())
        return false;
      repeated_ = false;
      if (!out_.nested()) done_ = true;
      return true;
    }
    return tag.name == "attr" || tag.name == "expr";
  }

  std::string_view text_;
  size_t at_ = 0;
  int64_t skipping_ = 0;  // open tags inside <function>: its pattern is not part of the value
  bool done_ = false;
  bool repeated_ = false;  // <derivation …><repeated /></derivation>
  Builder out_;
};

}  // namespace

ValueResult parse_printed_value(std::string_view text, bool ambiguous_integers) {
  return PrintedReader(text, ambiguous_integers).run();
}

ValueResult parse_xml_value(std::string_view text) { return XmlReader(text).run(); }

}  // namespace conformance
