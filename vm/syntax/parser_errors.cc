// What the parser says when it cannot go on: the messages are Nix's, and when the text ends too
// early they also say what is not finished and where it began.
#include <algorithm>

#include "vm/syntax/parser_core.h"
#include "vm/syntax/printer.h"

namespace vm {
namespace {

constexpr std::string_view kOpens[] = {
#define STATE(name, nests, opens) opens,
#include "vm/syntax/parser_state.def"
#undef STATE
};

// Does the construct end with ] } or )?
bool is_bracketed(const Frame& frame) {
  switch (frame.state) {
    case State::kBindings:
      return static_cast<BindingsOf>(frame.detail) != BindingsOf::kLet;
    case State::kStringPart:
    case State::kIndentedPart:
    case State::kPathPart:
      return false;
    default:
      return true;
  }
}

}  // namespace

void Parser::fail(ErrorClass error_class, std::string message, Pos pos) {
  if (!result_.error) result_.error = Diagnostic{error_class, std::move(message), pos};
  result_.root = nullptr;
  done_ = true;
}

void Parser::unexpected(const Token& token, std::string_view expecting) {
  if (token.kind == TokenKind::kError)
    return fail(ErrorClass::kParse, std::string(lexer_.error()), pos_of(token));
  std::string message = "syntax error, unexpected ";
  message += token_kind_name(token.kind);
  if (!expecting.empty()) {
    message += ", expecting ";
    message += expecting;
  }
  std::string what;
  Pos opened;
  if (token.kind == TokenKind::kEndOfFile && unfinished(false, &what, &opened))
    message += "; the " + what + " opened at " + line_and_column(opened) + " is not finished";
  fail(ErrorClass::kParse, std::move(message), pos_of(token));
}

void Parser::fail_duplicate(const AttrsBuilder::Duplicate& duplicate) {
  constexpr size_t kShown = 20;  // names of the path: they are as many as the text likes
  std::string message = "attribute '";
  for (size_t i = 0; i < duplicate.path.size() && i < kShown; ++i) {
    if (i > 0) message += '.';
    const AttrName& name = duplicate.path[i];
    message += name.expr != nullptr ? "${…}" : print_name(symbols_.name(name.name));
  }
  if (duplicate.path.size() > kShown) message += "…";
  if (duplicate.mixes_recursive)
    message += "' is a recursive set in one place and not in the other: write it once";
  else
    message += "' already defined at " + line_and_column(duplicate.previous);
  fail(ErrorClass::kParse, std::move(message), duplicate.pos);
}

// The innermost construct that only its own end would finish, or of those the innermost in
// brackets.
bool Parser::unfinished(bool in_brackets, std::string* what, Pos* opened) {
  auto look_at = [&](const Frame& frame) {
    std::string_view opens = kOpens[static_cast<size_t>(frame.state)];
    if (opens.empty() || (in_brackets && !is_bracketed(frame))) return false;
    *what = opens;
    *opened = frame.pos;
    if (frame.state == State::kBindings)
      *what = static_cast<BindingsOf>(frame.detail) == BindingsOf::kLet ? "let" : "attribute set";
    return true;
  };
  if (look_at(current_)) return true;
  for (uint32_t i = frames_.size(); i-- > 0;)
    if (look_at(frames_[i])) return true;
  return false;
}

// Beyond the limit only brackets are counted. A text that ends before it has closed those that were
// open at the limit is unfinished whatever it holds, and that is said rather than that it is deep.
bool Parser::rest_is_unfinished(std::string* what, Pos* opened) {
  if (!unfinished(true, what, opened)) return false;
  std::vector<Token> open;
  for (;; advance()) {
    switch (token_.kind) {
      case TokenKind::kLeftBracket:
      case TokenKind::kLeftParen:
      case TokenKind::kLeftBrace:
      case TokenKind::kDollarCurly:
        open.push_back(token_);
        break;
      case TokenKind::kRightBracket:
      case TokenKind::kRightParen:
      case TokenKind::kRightBrace:
        if (open.empty()) return false;
        open.pop_back();
        break;
      case TokenKind::kError:
        return false;
      case TokenKind::kEndOfFile: {
        if (open.empty()) return true;
        TokenKind kind = open.back().kind;
        *what = kind == TokenKind::kLeftBracket ? "list"
                : kind == TokenKind::kLeftParen ? "parenthesis"
                : kind == TokenKind::kLeftBrace ? "attribute set"
                                                : "interpolation";
        *opened = pos_of(open.back());
        return true;
      }
      default:
        break;
    }
  }
}

void Parser::warn(Feature f, std::string_view message, Pos pos) {
  std::vector<Diagnostic>& warnings = result_.warnings;
  if (!dialect_.has(f) || warnings.size() == kMaxWarnings) return;
  if (warnings.size() + 1 == kMaxWarnings) message = "further warnings of this file are not shown";
  warnings.push_back({ErrorClass::kParse, std::string(message), pos});
}

void Parser::too_deep() {
  if (done_) return;
  Pos pos = here();
  current_ = frames_.top();
  std::string what;
  Pos opened;
  if (rest_is_unfinished(&what, &opened)) {
    return fail(ErrorClass::kParse,
                "syntax error, unexpected end of file; the " + what + " opened at " +
                    line_and_column(opened) + " is not finished",
                here());
  }
  fail(ErrorClass::kResource,
       "the text nests deeper than " + std::to_string(options_.max_depth) +
           " levels: raise the limit on source depth or make the text flatter",
       pos);
}

// Counted as SourceManager::locate does.
std::string Parser::line_and_column(Pos pos) const {
  size_t line = 1;
  size_t begin = 0;
  size_t offset = std::min<size_t>(pos - start_, text_.size());
  for (size_t i = 0; i < offset; ++i) {
    char c = text_[i];
    if (c != '\n' && !(c == '\r' && (i + 1 == text_.size() || text_[i + 1] != '\n'))) continue;
    ++line;
    begin = i + 1;
  }
  return "line " + std::to_string(line) + ", column " + std::to_string(offset - begin + 1);
}

}  // namespace vm
