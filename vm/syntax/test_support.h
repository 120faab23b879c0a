// For the unit tests of this room: a text that has been parsed, and what can be asked about it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "vm/base/dialect.h"
#include "vm/base/source.h"
#include "vm/syntax/children.h"
#include "vm/syntax/parser.h"
#include "vm/syntax/printer.h"

namespace vm {

class Parsed {
 public:
  explicit Parsed(std::string text, std::string_view dialect_name = "default",
                  std::string_view experimental = "", uint32_t max_depth = 10'000'000)
      : dialect_(*find_dialect(dialect_name)) {
    if (!experimental.empty()) enable_experimental(dialect_, experimental);
    start = sources.add("before", "something to make offsets and positions differ", false);
    start = sources.add("(string)", std::move(text), false);
    ParseOptions options;
    options.base_path = "/base/dir";
    options.home = "/home/me";
    options.dialect = &dialect_;
    options.max_depth = max_depth;
    result = parse(sources.text(start), start, symbols, arena, options);
  }

  bool ok() const { return result.root != nullptr; }
  // The tree as text, or "error: …".
  std::string text() const {
    return ok() ? print(result.root, symbols) : "error: " + result.error->message;
  }
  // "line:column" of a position.
  std::string place(Pos pos) const {
    if (pos == kNoPos) return "nowhere";
    Location at = sources.locate(pos);
    return std::to_string(at.line) + ":" + std::to_string(at.column);
  }
  std::string error_place() const { return place(result.error->pos); }

  SourceManager sources;
  SymbolTable symbols;
  Arena arena;
  Pos start = kNoPos;
  ParseResult result;

 private:
  Dialect dialect_;
};

// The nodes directly inside a node, in the order of the text.
inline std::vector<const Node*> children(const Node* of) {
  std::vector<const Node*> out;
  visit_children(of, [&out](const Node* node) { out.push_back(node); });
  return out;
}

inline std::string parsed(std::string text, std::string_view dialect = "default",
                          std::string_view experimental = "") {
  return Parsed(std::move(text), dialect, experimental).text();
}

}  // namespace vm
