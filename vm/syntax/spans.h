// Where expressions end. A node knows one position, the one that Nix reports for it (of `a + b` the
// operator); from the tree and the tokens of its text this finds the range it covers. For those who
// show source to people: nothing in the machine asks for it.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "vm/syntax/ast.h"
#include "vm/syntax/lexer.h"

namespace vm {

// Offsets into the text: of the first byte, and behind the last one.
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;
};

class SpanTable {
 public:
  // `root` may be null: then spans are single tokens.
  SpanTable(std::string_view text, Pos start, const Node* root);

  // The largest expression whose position this is, else the token that begins there. A position
  // outside of the text has an empty span.
  Span at(Pos pos) const;

 private:
  uint32_t first_from(
      uint32_t offset) const;  // index of the first token that begins there or later
  void match_brackets();
  void add(const Node* root);
  Span token_at(Pos pos) const;
  Span own(const Node* node) const;
  Span with_quotes(Span s) const;
  Span with_parentheses(Span s) const;

  Pos start_;
  uint32_t size_;
  std::vector<Token> tokens_;
  std::vector<uint32_t> closers_;  // of each token: index of the one that closes it, or itself
  std::unordered_map<uint32_t, Span> spans_;
};

}  // namespace vm
