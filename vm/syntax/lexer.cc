// The scanner: see lexer.h. One function for each kind of place (code, string, indented string,
// path), which skims over the longest match by tables of character classes.
#include "vm/syntax/lexer.h"

#include <array>
#include <initializer_list>

#include "vm/base/check.h"

namespace vm {
namespace {

enum CharClass : uint8_t {
  kIdStart = 1,       // [a-zA-Z_]
  kIdRest = 2,        // [a-zA-Z0-9_'-]
  kPathChar = 4,      // [a-zA-Z0-9._+-]
  kSchemeChar = 8,    // [a-zA-Z0-9.+-]
  kUriChar = 16,      // [a-zA-Z0-9%/?:@&=+$,_.!~*'-]
  kDigit = 32,        // [0-9]
  kBlank = 64,        // space, tab, CR, LF
  kStringStop = 128,  // what a scan of a string must look at: " $ \ CR NUL
};

constexpr std::array<uint8_t, 256> make_classes() {
  std::array<uint8_t, 256> classes{};
  auto add = [&classes](std::string_view chars, int bits) {
    for (char c : chars) classes[static_cast<uint8_t>(c)] |= static_cast<uint8_t>(bits);
  };
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  constexpr std::string_view kDigits = "0123456789";
  add(kLetters, kIdStart | kIdRest | kPathChar | kSchemeChar | kUriChar);
  add(kDigits, kIdRest | kPathChar | kSchemeChar | kUriChar | kDigit);
  add("_", kIdStart);
  add("_'-", kIdRest);
  add("._+-", kPathChar);
  add(".+-", kSchemeChar);
  add("%/?:@&=+$,_.!~*'-", kUriChar);
  add(" \t\r\n", kBlank);
  add(std::string_view("\"$\\\r\0", 5), kStringStop);
  return classes;
}
constexpr std::array<uint8_t, 256> kClasses = make_classes();

constexpr bool is(uint8_t c, int char_class) { return (kClasses[c] & char_class) != 0; }

// Characters that are a token whatever follows, as their kinds; for the others kEndOfFile.
constexpr std::array<TokenKind, 256> make_single() {
  std::array<TokenKind, 256> kinds{};
  kinds['('] = TokenKind::kLeftParen;
  kinds[')'] = TokenKind::kRightParen;
  kinds['['] = TokenKind::kLeftBracket;
  kinds[']'] = TokenKind::kRightBracket;
  kinds[':'] = TokenKind::kColon;
  kinds[';'] = TokenKind::kSemicolon;
  kinds[','] = TokenKind::kComma;
  kinds['@'] = TokenKind::kAt;
  kinds['?'] = TokenKind::kQuestion;
  kinds['*'] = TokenKind::kStar;
  return kinds;
}
constexpr std::array<TokenKind, 256> kSingle = make_single();

TokenKind word_kind(std::string_view word) {
  switch (word.size()) {
    case 2:
      if (word == "if") return TokenKind::kIf;
      if (word == "in") return TokenKind::kIn;
      if (word == "or") return TokenKind::kOrKeyword;
      return TokenKind::kId;
    case 3:
      if (word == "let") return TokenKind::kLet;
      if (word == "rec") return TokenKind::kRec;
      return TokenKind::kId;
    case 4:
      if (word == "then") return TokenKind::kThen;
      if (word == "else") return TokenKind::kElse;
      if (word == "with") return TokenKind::kWith;
      return TokenKind::kId;
    case 6:
      return word == "assert" ? TokenKind::kAssert : TokenKind::kId;
    case 7:
      return word == "inherit" ? TokenKind::kInherit : TokenKind::kId;
    default:
      return TokenKind::kId;
  }
}

}  // namespace

std::string_view token_kind_name(TokenKind kind) {
  static constexpr std::string_view kNames[] = {
#define TOKEN(name, text) text,
#define KEYWORD(name, text) "'" text "'",
#include "vm/syntax/token.def"
#undef TOKEN
#undef KEYWORD
  };
  return kNames[static_cast<int>(kind)];
}

bool is_identifier(std::string_view word) {
  if (word.empty() || !is(static_cast<uint8_t>(word[0]), kIdStart)) return false;
  for (char c : word)
    if (!is(static_cast<uint8_t>(c), kIdRest)) return false;
  return !is_keyword(word);
}

bool is_keyword(std::string_view word) {
  TokenKind kind = word_kind(word);
  return kind != TokenKind::kId && kind != TokenKind::kOrKeyword;
}

bool is_path_piece(std::string_view text) {
  if (text.empty()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '/' ? i > 0 && text[i - 1] == '/'
                       : !is(static_cast<uint8_t>(text[i]), kPathChar))
      return false;
  }
  return true;
}

Lexer::Lexer(std::string_view text) : text_(text), size_(static_cast<uint32_t>(text.size())) {
  CHECK(text.size() < UINT32_MAX);
}

Token Lexer::next() {
  switch (mode_) {
    case Mode::kInitial:
    case Mode::kCode:
      return lex_code();
    case Mode::kString:
      return lex_string();
    case Mode::kIndented:
      return lex_indented();
    case Mode::kInPath:
    case Mode::kInPathSlash:
      return lex_in_path();
  }
  CHECK(false);
}

Token Lexer::take(TokenKind kind, uint32_t length) {
  Token token{kind, false, false, at_, at_ + length};
  at_ += length;
  return token;
}

// A path literal up to `end`: what follows it belongs to the path as long as it can.
Token Lexer::take_path(TokenKind kind, uint32_t end) {
  push_mode(text_[end - 1] == '/' ? Mode::kInPathSlash : Mode::kInPath);
  return take(kind, end - at_);
}

Token Lexer::fail(std::string_view error) {
  error_ = error;
  return Token{TokenKind::kError, false, false, at_, at_};
}

// Goes behind a comment that begins here; false if none does, or one that never ends: that is a '/'
// and a '*'.
bool Lexer::skip_comment() {
  if (at(at_) == '#') {
    while (at_ < size_ && text_[at_] != '\n' && text_[at_] != '\r') ++at_;
    return true;
  }
  if (at(at_ + 1) != '*') return false;
  size_t end = text_.find("*/", at_ + 2);
  if (end == std::string_view::npos) return false;
  at_ = static_cast<uint32_t>(end) + 2;
  return true;
}

Token Lexer::lex_code() {
  const char* text = text_.data();
  uint32_t i = at_;
  uint8_t c;
  for (;;) {
    c = i < size_ ? static_cast<uint8_t>(text[i]) : 0;
    if (is(c, kBlank)) {
      ++i;
      continue;
    }
    at_ = i;
    if ((c != '#' && c != '/') || !skip_comment()) break;
    i = at_;
  }
  if (is(c, kIdStart)) return lex_word();
  if (TokenKind kind = kSingle[c]; kind != TokenKind::kEndOfFile) return take(kind, 1);
  if (is(c, kDigit)) return lex_number();
  switch (c) {
    case 0:
      return take(TokenKind::kEndOfFile, 0);  // the end, or a NUL byte: Nix stops there as well
    case '{':
      push_mode(Mode::kCode);
      return take(TokenKind::kLeftBrace, 1);
    case '}':
      if (mode_ != Mode::kInitial) pop_mode();
      return take(TokenKind::kRightBrace, 1);
    case '$':
      if (at(at_ + 1) != '{') return take(TokenKind::kInvalid, 1);
      push_mode(Mode::kCode);
      return take(TokenKind::kDollarCurly, 2);
    case '"':
      return lex_quote();
    case '\'': {
      if (at(at_ + 1) != '\'') return take(TokenKind::kInvalid, 1);
      uint32_t end = at_ + 2;
      while (at(end) == ' ') ++end;
      end = at(end) == '\n' ? end + 1 : at_ + 2;
      push_mode(Mode::kIndented);
      return take(TokenKind::kIndOpen, end - at_);
    }
    default:
      return lex_symbol();
  }
}

// Identifiers, keywords, and what begins like one but goes on as a path or a URI.
Token Lexer::lex_word() {
  const char* text = text_.data();
  uint32_t end = at_ + 1;
  while (end < size_ && is(static_cast<uint8_t>(text[end]), kIdRest)) ++end;
  uint8_t next = at(end);
  if (next == '.' || next == '+' || next == '/' || next == ':') {
    Token token;
    if (lex_path_or_uri(&token)) return token;
  }
  return take(word_kind(std::string_view(text + at_, end - at_)), end - at_);
}

uint32_t Lexer::path_run_end(uint32_t from) {
  if (from >= path_run_end_) {
    path_run_end_ = from;
    while (is(at(path_run_end_), kPathChar)) ++path_run_end_;
  }
  return path_run_end_;
}

uint32_t Lexer::scheme_run_end(uint32_t from) {
  if (from >= scheme_run_end_) {
    scheme_run_end_ = from;
    while (is(at(scheme_run_end_), kSchemeChar)) ++scheme_run_end_;
  }
  return scheme_run_end_;
}

// The end of (/c+)+/? where `slash` is the first slash, or 0 if that does not match.
uint32_t Lexer::path_end(uint32_t slash) const {
  uint32_t end = 0;
  while (at(slash) == '/' && is(at(slash + 1), kPathChar)) {
    end = slash + 2;
    while (is(at(end), kPathChar)) ++end;
    slash = end;
  }
  return end != 0 && at(end) == '/' ? end + 1 : end;
}

// A path or a URI that begins here; either is longer than any other token that does.
bool Lexer::lex_path_or_uri(Token* token) {
  uint32_t slash = path_run_end(at_);
  if (at(slash) == '/') {
    if (uint32_t end = path_end(slash)) {
      *token = take_path(TokenKind::kPath, end);
      return true;
    }
    if (at(slash + 1) == '$' && at(slash + 2) == '{') {
      *token = take_path(TokenKind::kPath, slash + 1);
      return true;
    }
  }
  uint8_t first = at(at_);
  if (!is(first, kIdStart) || first == '_') return false;
  uint32_t colon = scheme_run_end(at_);
  if (at(colon) != ':' || !is(at(colon + 1), kUriChar)) return false;
  uint32_t end = colon + 2;
  while (is(at(end), kUriChar)) ++end;
  *token = take(TokenKind::kUri, end - at_);
  return true;
}

// (([1-9][0-9]*\.[0-9]*)|(0?\.[0-9]+))([Ee][+-]?[0-9]+)?, or 0.
uint32_t Lexer::float_end() const {
  uint32_t dot = at_;
  if (at(dot) == '0') {
    ++dot;
  } else {
    while (is(at(dot), kDigit)) ++dot;
  }
  if (at(dot) != '.') return 0;
  uint32_t end = dot + 1;
  while (is(at(end), kDigit)) ++end;
  bool leading = dot > at_ && at(at_) != '0';
  if (!leading && end == dot + 1) return 0;
  if (at(end) == 'e' || at(end) == 'E') {
    uint32_t exponent = end + 1;
    if (at(exponent) == '+' || at(exponent) == '-') ++exponent;
    if (is(at(exponent), kDigit)) {
      end = exponent + 1;
      while (is(at(end), kDigit)) ++end;
    }
  }
  return end;
}

Token Lexer::lex_number() {
  Token token;
  if (lex_path_or_uri(&token)) return token;
  if (uint32_t end = float_end()) return take(TokenKind::kFloat, end - at_);
  uint32_t end = at_ + 1;
  while (is(at(end), kDigit)) ++end;
  return take(TokenKind::kInt, end - at_);
}

bool Lexer::lex_home_path(Token* token) {
  if (at(at_ + 1) != '/') return false;
  uint32_t end = path_end(at_ + 1);
  if (end == 0 && at(at_ + 2) == '$' && at(at_ + 3) == '{') end = at_ + 2;
  if (end == 0) return false;
  *token = take_path(TokenKind::kHomePath, end);
  return true;
}

// <c+(/c+)*>
bool Lexer::lex_search_path(Token* token) {
  uint32_t end = at_ + 1;
  while (is(at(end), kPathChar)) {
    while (is(at(end), kPathChar)) ++end;
    if (at(end) == '>') {
      *token = take(TokenKind::kSearchPath, end + 1 - at_);
      return true;
    }
    if (at(end) != '/') return false;
    ++end;
  }
  return false;
}

Token Lexer::lex_slash() {
  if (at(at_ + 1) == '/') return take(TokenKind::kUpdate, 2);
  Token token;
  if (lex_path_or_uri(&token)) return token;
  return take(TokenKind::kSlash, 1);
}

Token Lexer::lex_symbol() {
  uint8_t next = at(at_ + 1);
  Token token;
  switch (at(at_)) {
    case '/':
      return lex_slash();
    case '=':
      return next == '=' ? take(TokenKind::kEqual, 2) : take(TokenKind::kAssign, 1);
    case '!':
      return next == '=' ? take(TokenKind::kNotEqual, 2) : take(TokenKind::kNot, 1);
    case '>':
      return next == '=' ? take(TokenKind::kGreaterEqual, 2) : take(TokenKind::kGreater, 1);
    case '&':
      return next == '&' ? take(TokenKind::kAnd, 2) : take(TokenKind::kInvalid, 1);
    case '|':
      if (next == '|') return take(TokenKind::kOr, 2);
      return next == '>' ? take(TokenKind::kPipeInto, 2) : take(TokenKind::kInvalid, 1);
    case '<':
      if (lex_search_path(&token)) return token;
      if (next == '=') return take(TokenKind::kLessEqual, 2);
      return next == '|' ? take(TokenKind::kPipeFrom, 2) : take(TokenKind::kLess, 1);
    case '~':
      if (lex_home_path(&token)) return token;
      return take(TokenKind::kInvalid, 1);
    case '.':
      if (lex_path_or_uri(&token)) return token;
      if (uint32_t end = float_end()) return take(TokenKind::kFloat, end - at_);
      if (next == '.' && at(at_ + 2) == '.') return take(TokenKind::kEllipsis, 3);
      return take(TokenKind::kDot, 1);
    case '+':
      if (lex_path_or_uri(&token)) return token;
      return next == '+' ? take(TokenKind::kConcat, 2) : take(TokenKind::kPlus, 1);
    case '-':
      if (lex_path_or_uri(&token)) return token;
      return next == '>' ? take(TokenKind::kImplies, 2) : take(TokenKind::kMinus, 1);
    default:
      return take(TokenKind::kInvalid, 1);
  }
}

// A whole string if it has no interpolation, else its opening quote.
Token Lexer::lex_quote() {
  Token whole{TokenKind::kString, false, false, at_, 0};
  uint32_t end = at_ + 1;
  while (end < size_) {
    uint8_t c = at(end);
    if (!is(c, kStringStop)) {
      ++end;
    } else if (c == '"') {
      whole.end = at_ = end + 1;
      return whole;
    } else if (c == '$') {
      if (at(end + 1) == '{') break;
      end += at(end + 1) == '$' ? 2 : 1;  // the second `$` of `$${` begins no interpolation
    } else {
      whole.escaped |= c == '\\' || c == '\r';
      whole.nul |= c == 0 || (c == '\\' && at(end + 1) == 0);
      end += c == '\\' ? 2 : 1;
    }
  }
  push_mode(Mode::kString);
  return take(TokenKind::kQuote, 1);
}

Token Lexer::lex_string() {
  if (at(at_) == '"' && at_ < size_) {
    pop_mode();
    return take(TokenKind::kQuote, 1);
  }
  if (at(at_) == '$' && at(at_ + 1) == '{') {
    push_mode(Mode::kCode);
    return take(TokenKind::kDollarCurly, 2);
  }
  Token part{TokenKind::kStr, false, false, at_, 0};
  while (at_ < size_) {
    uint8_t c = at(at_);
    if (!is(c, kStringStop)) {
      ++at_;
    } else if (c == '"') {
      break;
    } else if (c == '$') {
      if (at(at_ + 1) == '{' || at_ + 1 == size_) break;
      at_ += at(at_ + 1) == '$' ? 2 : 1;
    } else {
      if (c == '\\' && at_ + 1 == size_) break;
      part.escaped |= c == '\\' || c == '\r';
      part.nul |= c == 0 || (c == '\\' && at(at_ + 1) == 0);
      at_ += c == '\\' ? 2 : 1;
    }
  }
  part.end = at_;
  if (part.begin == part.end) return take(TokenKind::kEndOfFile, 0);
  return part;
}

Token Lexer::lex_indented() {
  uint8_t c = at(at_);
  uint8_t next = at(at_ + 1);
  if (c == '$' && next == '{') {
    push_mode(Mode::kCode);
    return take(TokenKind::kDollarCurly, 2);
  }
  Token part{TokenKind::kIndText, false, false, at_, 0};
  while (at_ < size_) {
    c = at(at_);
    next = at(at_ + 1);
    if (c == '$' || c == '\'') {
      // A pair, unless the second character means something after the first one.
      if (at_ + 1 == size_ || next == '\'' || next == (c == '$' ? '{' : '$')) break;
      part.nul |= next == 0;
      at_ += 2;
    } else {
      part.nul |= c == 0;
      ++at_;
    }
  }
  part.end = at_;
  if (part.begin != part.end) return part;
  if (at_ == size_) return take(TokenKind::kEndOfFile, 0);
  if (c == '$') return take(TokenKind::kIndEscape, 1);
  if (next != '\'') return take(TokenKind::kIndEscape, 1);
  uint8_t third = at(at_ + 2);
  if (third == '$' || third == '\'') return take(TokenKind::kIndEscape, 3);
  if (third == '\\' && at_ + 3 < size_) {
    Token escape = take(TokenKind::kIndEscape, 4);
    escape.nul = at(escape.begin + 3) == 0;
    return escape;
  }
  pop_mode();
  return take(TokenKind::kIndClose, 2);
}

Token Lexer::lex_in_path() {
  if (at(at_) == '$' && at(at_ + 1) == '{') {
    mode_ = Mode::kInPath;
    push_mode(Mode::kCode);
    return take(TokenKind::kDollarCurly, 2);
  }
  uint32_t run = at_;
  while (is(at(run), kPathChar)) ++run;
  uint32_t end = run;
  if (at(run) == '/') {
    end = path_end(run);
    if (end == 0) end = run + 1;
  }
  if (end > at_) {
    mode_ = text_[end - 1] == '/' ? Mode::kInPathSlash : Mode::kInPath;
    return take(TokenKind::kStr, end - at_);
  }
  if (mode_ == Mode::kInPathSlash) return fail("path has a trailing slash");
  pop_mode();
  return take(TokenKind::kPathEnd, 0);
}

}  // namespace vm
