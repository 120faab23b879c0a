// What the text of a token stands for: escapes, numbers, paths, and the indentation of ''…''.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vm/base/arena.h"
#include "vm/syntax/ast.h"

namespace vm {

// The inside of "…": \n \r \t, other escaped characters stand for themselves, CR and CR LF become
// LF.
std::string_view unescape(std::string_view raw, Arena& arena);

// nullopt when it does not fit: integers have 63 bits; floats must be normal or zero (or exact), as
// strtod reports.
std::optional<int64_t> parse_int(std::string_view digits);
std::optional<double> parse_float(std::string_view text);

// `literal` begins with a slash, or is meant relative to `base`. The result is absolute, without .
// and .. and repeated slashes, and keeps a slash at the end only if the literal has one (and more
// than that): such a path must be followed by an interpolation.
std::string resolve_path(std::string_view literal, std::string_view base);

// One piece of an indented string: text, an escape (text that is no indentation), or an
// interpolation.
struct IndentedPiece {
  Node* expr;  // null for text
  std::string_view text;
  Pos pos;
  bool indents;  // spaces at the beginning of its lines are indentation
};

// What makes strip_indentation() do what was hardly meant, in a string with its first line.
enum class IndentationFlaw : uint8_t {
  kNone,
  kSingleLine,  // its only line begins with spaces, which go
  kFirstLine,   // there is text on the first of several lines, so that none is stripped
};
IndentationFlaw indentation_flaw(const std::vector<IndentedPiece>& pieces);

// Removes the indentation that all lines share (spaces only; lines of nothing but spaces do not
// count) and the spaces of a last line of nothing else. What is left: literal pieces (never empty)
// and expressions.
std::vector<Node*> strip_indentation(const std::vector<IndentedPiece>& pieces, Arena& arena);

}  // namespace vm
