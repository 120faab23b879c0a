// Text → tokens, by the rules of Nix's flex scanner: at every place the longest match wins, so
// `a:b` is a URI, `6/3` a path, `a-b` an identifier and `true->false` the identifier `true-` and a
// `>`. What a character means depends on where it stands (code, string, indented string, path): a
// stack of modes, one byte a level, which `{`, `}`, `${` and quotes push and pop. A token is a
// range of the text; literals.h turns the range into a value.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace vm {

enum class TokenKind : uint8_t {
#define TOKEN(name, text) k##name,
#define KEYWORD(name, text) k##name,
#include "vm/syntax/token.def"
#undef TOKEN
#undef KEYWORD
};

// How messages call it: "identifier", "'in'".
std::string_view token_kind_name(TokenKind kind);

// True for the nine words that cannot be identifiers (`or` can be an attribute name and is not
// one).
bool is_keyword(std::string_view word);
// True for what lexes as one identifier (or as `or`).
bool is_identifier(std::string_view word);
// True for what lexes as one piece of a path after an interpolation: b, b/, b/c, /c/.
bool is_path_piece(std::string_view text);

struct Token {
  TokenKind kind = TokenKind::kEndOfFile;
  bool escaped = false;  // the text of a String or Str holds a backslash or a CR
  bool nul = false;      // it holds a NUL byte
  uint32_t begin = 0;    // offsets of the first byte and behind the last one
  uint32_t end = 0;
};

class Lexer {
 public:
  // The text must be shorter than 4 GiB and outlive the lexer.
  explicit Lexer(std::string_view text);

  // Once it has returned EndOfFile or Error it will return that for ever.
  Token next();

  std::string_view text(const Token& token) const {
    return text_.substr(token.begin, token.end - token.begin);
  }
  // What is wrong, after next() has returned an Error.
  std::string_view error() const { return error_; }

 private:
  enum class Mode : uint8_t { kInitial, kCode, kString, kIndented, kInPath, kInPathSlash };

  Token lex_code();
  Token lex_word();
  Token lex_number();
  Token lex_slash();
  Token lex_symbol();
  Token lex_quote();
  Token lex_string();
  Token lex_indented();
  Token lex_in_path();
  bool lex_path_or_uri(Token* token);
  bool lex_home_path(Token* token);
  bool lex_search_path(Token* token);
  uint32_t float_end() const;
  uint32_t path_end(uint32_t slash) const;
  uint32_t path_run_end(uint32_t from);
  uint32_t scheme_run_end(uint32_t from);
  bool skip_comment();

  uint8_t at(uint32_t offset) const {
    return offset < size_ ? static_cast<uint8_t>(text_[offset]) : 0;
  }
  Token take(TokenKind kind, uint32_t length);
  Token take_path(TokenKind kind, uint32_t end);
  Token fail(std::string_view error);
  void push_mode(Mode mode) {
    modes_.push_back(mode_);
    mode_ = mode;
  }
  void pop_mode() {
    mode_ = modes_.back();
    modes_.pop_back();
  }

  std::string_view text_;
  uint32_t size_;
  uint32_t at_ = 0;
  Mode mode_ = Mode::kInitial;
  std::vector<Mode> modes_;
  std::string_view error_;
  // Ends of the last runs of path and of URI-scheme characters in which a token began. Every token
  // inside a run asks for the same end: without this `a.a.a.a…` would take quadratic time.
  uint32_t path_run_end_ = 0;
  uint32_t scheme_run_end_ = 0;
};

}  // namespace vm
