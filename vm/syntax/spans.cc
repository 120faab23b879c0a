// Ranges of expressions: see spans.h. Nodes are collected parents first and settled children first,
// without recursion.
#include "vm/syntax/spans.h"

#include <algorithm>

#include "vm/syntax/children.h"

namespace vm {

namespace {

bool opens(TokenKind k) {
  return k == TokenKind::kLeftBrace || k == TokenKind::kLeftParen || k == TokenKind::kLeftBracket ||
         k == TokenKind::kDollarCurly || k == TokenKind::kIndOpen || k == TokenKind::kPath ||
         k == TokenKind::kHomePath;
}
bool closes(TokenKind k) {
  return k == TokenKind::kRightBrace || k == TokenKind::kRightParen ||
         k == TokenKind::kRightBracket || k == TokenKind::kIndClose || k == TokenKind::kPathEnd;
}

}  // namespace

SpanTable::SpanTable(std::string_view text, Pos start, const Node* root)
    : start_(start), size_(static_cast<uint32_t>(text.size())) {
  Lexer lexer(text);
  for (Token t = lexer.next(); t.kind != TokenKind::kEndOfFile && t.kind != TokenKind::kError;
       t = lexer.next())
    tokens_.push_back(t);
  match_brackets();
  if (root) add(root);
}

void SpanTable::match_brackets() {
  closers_.resize(tokens_.size());
  std::vector<uint32_t> open;
  for (uint32_t i = 0; i < tokens_.size(); ++i) {
    closers_[i] = i;
    TokenKind kind = tokens_[i].kind;
    bool ends_quote = kind == TokenKind::kQuote && !open.empty() &&
                      tokens_[open.back()].kind == TokenKind::kQuote;
    if ((closes(kind) || ends_quote) && !open.empty()) {
      closers_[open.back()] = i;
      open.pop_back();
    } else if (opens(kind) || kind == TokenKind::kQuote) {
      open.push_back(i);
    }
  }
}

uint32_t SpanTable::first_from(uint32_t offset) const {
  auto at = std::lower_bound(tokens_.begin(), tokens_.end(), offset,
                             [](const Token& t, uint32_t o) { return t.begin < o; });
  return static_cast<uint32_t>(at - tokens_.begin());
}

// What begins there: a token, or all up to the bracket that closes it.
Span SpanTable::token_at(Pos pos) const {
  if (pos < start_ || pos - start_ >= size_) return {size_, 0};
  uint32_t offset = pos - start_;
  uint32_t i = first_from(offset);
  if (i == tokens_.size() || tokens_[i].begin != offset) return {offset, offset};
  uint32_t opener = i;
  bool prefixed = tokens_[i].kind == TokenKind::kRec || tokens_[i].kind == TokenKind::kLet;
  if (prefixed && i + 1 < tokens_.size() && tokens_[i + 1].kind == TokenKind::kLeftBrace) ++opener;
  return {offset, tokens_[closers_[opener]].end};
}

// What the node covers without its children. Empty for a node that stands nowhere, as the inner
// sets of `a.b = 1`.
Span SpanTable::own(const Node* node) const {
  Span s = token_at(node->pos);
  auto reach = [&](Slice<AttrName> path) {
    for (const AttrName& name : path) s.end = std::max(s.end, token_at(name.pos).end);
  };
  if (node->kind == NodeKind::kSelect) reach(static_cast<const SelectNode*>(node)->path);
  if (node->kind == NodeKind::kHasAttr) reach(static_cast<const HasAttrNode*>(node)->path);
  return s;
}

Span SpanTable::with_parentheses(Span s) const {
  uint32_t first = first_from(s.begin);
  uint32_t behind = first_from(s.end);
  while (first > 0 && tokens_[first - 1].kind == TokenKind::kLeftParen &&
         closers_[first - 1] == behind && behind < tokens_.size()) {
    --first;
    s = {tokens_[first].begin, tokens_[behind].end};
    ++behind;
  }
  return s;
}

// A string with interpolations has the position of its first part, behind the quote.
Span SpanTable::with_quotes(Span s) const {
  uint32_t first = first_from(s.begin);
  if (first == 0) return s;
  const Token& before = tokens_[first - 1];
  bool is_quote = before.kind == TokenKind::kQuote || before.kind == TokenKind::kIndOpen;
  if (!is_quote || closers_[first - 1] < first) return s;
  return {before.begin, tokens_[closers_[first - 1]].end};
}

void SpanTable::add(const Node* root) {
  struct Visited {
    const Node* node;
    uint32_t parent;
    Span span;
  };
  std::vector<Visited> all;
  all.push_back({root, 0, own(root)});
  for (uint32_t i = 0; i < all.size(); ++i)
    visit_children(all[i].node, [&](const Node* child) { all.push_back({child, i, own(child)}); });
  for (uint32_t i = static_cast<uint32_t>(all.size()); i-- > 0;) {
    Visited& v = all[i];
    if (v.node->kind == NodeKind::kConcat) v.span = with_quotes(v.span);
    if (v.span.begin >= v.span.end) continue;
    if (v.node->pos >= start_ && v.node->pos - start_ < size_) {
      Span& known = spans_[v.node->pos - start_];
      if (v.span.end - v.span.begin > known.end - known.begin) known = v.span;
    }
    if (i == 0) break;
    Span outer = with_parentheses(v.span);
    Span& parent = all[v.parent].span;
    parent = {std::min(parent.begin, outer.begin), std::max(parent.end, outer.end)};
  }
}

Span SpanTable::at(Pos pos) const {
  if (pos < start_ || pos - start_ >= size_) return {};
  uint32_t offset = pos - start_;
  auto known = spans_.find(offset);
  if (known != spans_.end()) return known->second;
  uint32_t i = first_from(offset);
  if (i < tokens_.size() && tokens_[i].begin == offset) return {offset, tokens_[i].end};
  return {offset, offset + 1};
}

}  // namespace vm
