// The parser's inside: one driver loop over an explicit stack of frames. A frame says in which
// state (parser_state.def) the parser waits, and the handler of that state looks at the current
// token, makes nodes from the operand stack, and pushes the frames that are to run next. No handler
// calls another one: helpers do (`expression`, `operand`, `select`, `attribute_path`), and none of
// them is recursive. On an error the first one is kept and the loop ends.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vm/syntax/attrs_builder.h"
#include "vm/syntax/lexer.h"
#include "vm/syntax/literals.h"
#include "vm/syntax/parser.h"
#include "vm/syntax/stack.h"

namespace vm {

enum class State : uint8_t {
#define STATE(name, nests, opens) k##name,
#include "vm/syntax/parser_state.def"
#undef STATE
};

// Which bindings a Bindings frame is in.
enum class BindingsOf : uint8_t { kSet, kRecursiveSet, kLet, kLegacyLet };

// 12 bytes: a text of nothing but brackets keeps two of them a level.
struct Frame {
  State state;
  uint8_t detail = 0;  // of a BinaryRight its token, of Bindings a BindingsOf, …
  Pos pos = kNoPos;    // where the construct begins
  uint32_t base = 0;   // height of a stack when the construct began
};

class Parser {
 public:
  Parser(std::string_view text, Pos start, SymbolTable& symbols, Arena& arena,
         const ParseOptions& options, const Dialect& dialect);
  ParseResult run();

 private:
#define STATE(name, nests, opens) void on_##name(Frame frame);
#include "vm/syntax/parser_state.def"
#undef STATE
  void dispatch(Frame frame);

  // ---- tokens: the current one, the next one, and on demand the one after that
  void advance();
  const Token& after_next();
  Pos pos_of(const Token& token) const { return start_ + token.begin; }
  Pos here() const { return pos_of(token_); }
  bool at(TokenKind kind) const { return token_.kind == kind; }
  // Consumes a token of this kind, or fails.
  bool expect(TokenKind kind);
  bool starts_operand(TokenKind kind) const;

  // ---- frames and operands
  void push(Frame frame);
  Node* pop_operand() { return operands_.pop(); }
  template <typename T, typename... Fields>
  T* make(NodeKind kind, Pos pos, Fields... fields) {
    return arena_.make<T>(Node{kind, pos}, fields...);
  }
  template <typename T, typename... Fields>
  void push_node(NodeKind kind, Pos pos, Fields... fields) {
    operands_.push(make<T>(kind, pos, fields...));
  }
  // The operands from `base` on, as a slice that append() (attrs_builder.h) can lengthen.
  Slice<Node*> pop_operands(uint32_t base);

  // ---- errors
  void fail(ErrorClass error_class, std::string message, Pos pos);
  void unexpected(const Token& token, std::string_view expecting);
  void unexpected(std::string_view expecting = "") { unexpected(token_, expecting); }
  void fail_duplicate(const AttrsBuilder::Duplicate& duplicate);
  void too_deep();
  // What is accepted with a warning where the dialect has `f`; at most kMaxWarnings a text.
  void warn(Feature f, std::string_view message, Pos pos);
  bool rest_is_unfinished(std::string* what, Pos* opened);
  bool unfinished(bool in_brackets, std::string* what, Pos* opened);
  std::string line_and_column(Pos pos) const;

  // ---- parser.cc
  void expression();
  void operand();
  void select();
  bool leaf();
  void compound();
  void select_tail(Pos pos);
  void or_argument(Pos pos);
  bool glued() const;
  bool binary(Frame waiting, int precedence, bool right, bool none);
  Node* make_call(Node* function, Node* argument, Pos pos);

  // ---- parser_functions.cc
  bool starts_formals();
  void simple_lambda();
  void formals_lambda();
  void formals_end(Frame frame);
  void check_formals(Slice<Formal> formals, Symbol arg, Pos arg_pos);
  void let();
  Symbol identifier_at(Pos pos);

  // ---- parser_sets.cc
  void set(BindingsOf of);
  void finish_set(Frame frame);
  void attribute_path();
  void attribute_path_rest();
  void or_name(Pos pos);
  void check_binding(Pos pos);
  void push_dynamic_name(Node* name, Pos pos);
  void inherit();
  void inherit_name(Frame frame, Symbol name, Pos pos);

  // ---- parser_strings.cc
  bool string_text(const Token& token, std::string_view raw, std::string_view* text);
  bool refuse_carriage_return(std::string_view raw, Pos pos, bool escapes);
  void warn_of_escapes(std::string_view raw, Pos pos);
  bool simple_string();
  bool simple_path();
  void number();
  void search_path();
  Node* path_start();
  void finish_string(Frame frame);
  void finish_indented(Frame frame);

  std::string_view text_;
  Pos start_;
  SymbolTable& symbols_;
  Arena& arena_;
  const ParseOptions& options_;
  const Dialect& dialect_;
  Lexer lexer_;
  AttrsBuilder attrs_;

  Token token_;
  Token next_;
  Token after_next_;
  bool has_after_next_ = false;

  Frame current_{State::kEnd};  // the one whose handler runs: it is no longer on the stack
  bool done_ = false;
  uint32_t depth_ = 0;
  BlockStack<Frame> frames_;
  BlockStack<Node*> operands_;
  BlockStack<AttrName> names_;  // of the attribute paths that are being read
  BlockStack<Formal> formals_;
  BlockStack<IndentedPiece> pieces_;
  std::vector<AttrName> path_;  // scratch
  ParseResult result_;
};

}  // namespace vm
