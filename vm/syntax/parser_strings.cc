// The states of strings, indented strings and paths, and what a literal token becomes.
#include "vm/syntax/parser_core.h"

namespace vm {

// ---- literals of one token

// What the inside of a string token stands for, at `pos`. A NUL byte is an error, part of the
// string, or its end.
bool Parser::string_text(const Token& token, std::string_view raw, std::string_view* text) {
  if (token.nul && dialect_.has(Feature::kNulLiteralsError)) {
    fail(ErrorClass::kParse, "a string literal cannot contain a NUL byte: remove it",
         pos_of(token));
    return false;
  }
  if (token.escaped) {
    Pos pos = start_ + static_cast<Pos>(raw.data() - text_.data());
    if (refuse_carriage_return(raw, pos, true)) return false;
    if (dialect_.has(Feature::kBrokenStringEscapeWarned)) warn_of_escapes(raw, pos);
  }
  *text = token.escaped ? unescape(raw, arena_) : arena_.copy(raw);
  if (token.nul && !dialect_.has(Feature::kNulBytesKept)) *text = text->substr(0, text->find('\0'));
  return true;
}

// `escapes`: a backslash takes the next character out of consideration.
bool Parser::refuse_carriage_return(std::string_view raw, Pos pos, bool escapes) {
  if (!dialect_.has(Feature::kCrInStringsRefused)) return false;
  for (size_t i = 0; i < raw.size(); ++i) {
    if (escapes && raw[i] == '\\') {
      ++i;
    } else if (raw[i] == '\r') {
      fail(
          ErrorClass::kParse,
          "a string literal cannot contain a carriage return: convert the file to LF, or write \\r",
          pos + static_cast<Pos>(i));
      return true;
    }
  }
  return false;
}

void Parser::warn_of_escapes(std::string_view raw, Pos pos) {
  for (size_t i = 0; i + 1 < raw.size(); ++i) {
    if (raw[i] != '\\') continue;
    char escaped = raw[++i];
    if (std::string_view("nrt\\\"$'").find(escaped) != std::string_view::npos) continue;
    warn(Feature::kBrokenStringEscapeWarned,
         "the backslash has no effect here: remove it, or write two if one is meant",
         pos + static_cast<Pos>(i) - 1);
  }
}

bool Parser::simple_string() {
  std::string_view raw = lexer_.text(token_);
  std::string_view text;
  if (!string_text(token_, raw.substr(1, raw.size() - 2), &text)) return false;
  push_node<StringNode>(NodeKind::kString, here(), text);
  advance();
  return true;
}

void Parser::number() {
  std::string_view text = lexer_.text(token_);
  if (at(TokenKind::kInt)) {
    std::optional<int64_t> value = parse_int(text);
    if (!value) {
      return fail(
          ErrorClass::kParse,
          "invalid integer '" + std::string(text.substr(0, 40)) + "': it does not fit in 64 bits",
          here());
    }
    push_node<IntNode>(NodeKind::kInt, here(), *value);
  } else {
    std::optional<double> value = parse_float(text);
    if (!value) {
      return fail(
          ErrorClass::kParse,
          "invalid float '" + std::string(text.substr(0, 40)) + "': it is too large or too small",
          here());
    }
    if (text[0] == '.')
      warn(Feature::kFloatingWithoutZeroWarned,
           "a number begins with its point: write a zero first", here());
    push_node<FloatNode>(NodeKind::kFloat, here(), *value);
  }
  advance();
}

// <a/b> calls __findFile __nixPath "a/b".
void Parser::search_path() {
  Pos pos = here();
  std::string_view text = lexer_.text(token_);
  Slice<Node*> args;
  append<Node*, 1>(arena_, args, make<VarNode>(NodeKind::kVar, pos, symbols_.intern("__nixPath")));
  append<Node*, 1>(
      arena_, args,
      make<StringNode>(NodeKind::kString, pos, arena_.copy(text.substr(1, text.size() - 2))));
  Node* function = make<VarNode>(NodeKind::kVar, pos, symbols_.intern("__findFile"));
  push_node<CallNode>(NodeKind::kCall, pos, function, args);
  advance();
}

Node* Parser::path_start() {
  std::string_view text = lexer_.text(token_);
  std::string path = at(TokenKind::kHomePath) ? resolve_path(text.substr(2), options_.home)
                                              : resolve_path(text, options_.base_path);
  if (at(TokenKind::kHomePath) && text == "~/") path += '/';
  return make<PathNode>(NodeKind::kPath, here(), arena_.copy(path));
}

bool Parser::simple_path() {
  operands_.push(path_start());
  advance();
  advance();
  return true;
}

// ---- interpolation

void Parser::on_Interpolation(Frame frame) { expect(TokenKind::kRightBrace); }

void Parser::on_StringPart(Frame frame) {
  for (;;) {
    Pos pos = here();
    switch (token_.kind) {
      case TokenKind::kStr: {
        std::string_view text;
        if (!string_text(token_, lexer_.text(token_), &text)) return;
        push_node<StringNode>(NodeKind::kString, pos, text);
        advance();
        break;
      }
      case TokenKind::kDollarCurly:
        advance();
        push(frame);
        push({State::kInterpolation, 0, pos});
        return push({State::kExpression});
      case TokenKind::kQuote:
        return finish_string(frame);
      default:
        return unexpected("'\"'");
    }
  }
}

// There is an interpolation: a string without one is a single token.
void Parser::finish_string(Frame frame) {
  advance();
  push_node<ConcatNode>(NodeKind::kConcat, frame.pos, false, pop_operands(frame.base));
}

void Parser::on_PathPart(Frame frame) {
  for (;;) {
    Pos pos = here();
    bool interpolated = operands_.size() - frame.base > 2 ||
                        (operands_.size() - frame.base == 2 && frame.detail == 1);
    switch (token_.kind) {
      case TokenKind::kStr:
        // `./a//b` has two pieces but no interpolation.
        if (!interpolated && next_.kind != TokenKind::kDollarCurly) {
          advance();
          return unexpected("'${'");
        }
        push_node<StringNode>(NodeKind::kString, pos, arena_.copy(lexer_.text(token_)));
        advance();
        break;
      case TokenKind::kDollarCurly:
        if (!dialect_.has(Feature::kPathInterpolation))
          return fail(ErrorClass::kParse,
                      "a path cannot hold an interpolation here: write `path + \"…\"`", pos);
        advance();
        frame.detail = 1;
        push(frame);
        push({State::kInterpolation, 0, pos});
        return push({State::kExpression});
      case TokenKind::kPathEnd:
        advance();
        return push_node<ConcatNode>(NodeKind::kConcat, frame.pos, true, pop_operands(frame.base));
      default:
        return unexpected("end of path");
    }
  }
}

// ---- indented strings

void Parser::on_IndentedPart(Frame frame) {
  for (;;) {
    Pos pos = here();
    std::string_view raw = lexer_.text(token_);
    switch (token_.kind) {
      case TokenKind::kIndText:
      case TokenKind::kIndEscape: {
        bool indents = token_.kind == TokenKind::kIndText;
        // ''$ $ ' stand for their last character, ''' for two quotes, ''\x for the escape.
        bool backslash = !indents && raw.size() == 4;
        if (backslash) {
          token_.escaped = true;
          raw.remove_prefix(2);
        } else if (!indents) {
          raw = raw == "'''" ? raw.substr(1) : raw.substr(raw.size() - 1);
        }
        std::string_view text;
        if (indents && refuse_carriage_return(raw, pos, false)) return;
        if (!string_text(token_, raw, &text)) return;
        pieces_.push({nullptr, text, pos, indents});
        advance();
        break;
      }
      case TokenKind::kDollarCurly:
        advance();
        push(frame);
        push({State::kIndentedInterpolation, 0, pos});
        return push({State::kExpression});
      case TokenKind::kIndClose:
        return finish_indented(frame);
      default:
        return unexpected("indented string or '${' or end of an indented string");
    }
  }
}

void Parser::on_IndentedInterpolation(Frame frame) {
  if (!expect(TokenKind::kRightBrace)) return;
  pieces_.push({pop_operand(), {}, frame.pos, false});
}

void Parser::finish_indented(Frame frame) {
  advance();
  std::vector<IndentedPiece> pieces(pieces_.size() - frame.base);
  pieces_.pop_to(frame.base, pieces.data());
  // A first line of nothing but spaces belongs to the opening quotes.
  if (dialect_.has(Feature::kBrokenStringIndentationWarned)) {
    size_t first = text_.find_first_not_of(' ', frame.pos - start_ + 2);
    IndentationFlaw flaw = text_[first] == '\n' ? IndentationFlaw::kNone : indentation_flaw(pieces);
    if (flaw != IndentationFlaw::kNone)
      warn(Feature::kBrokenStringIndentationWarned,
           flaw == IndentationFlaw::kSingleLine
               ? "the spaces at the beginning of this string are taken for indentation and vanish: "
                 "write it in double quotes"
               : "text on the first line keeps the others from losing their indentation: begin a "
                 "new line after the quotes",
           frame.pos);
  }
  std::vector<Node*> parts = strip_indentation(pieces, arena_);
  if (parts.empty()) return push_node<StringNode>(NodeKind::kString, frame.pos, std::string_view());
  if (parts.size() == 1 && parts[0]->kind == NodeKind::kString) return operands_.push(parts[0]);
  for (Node* part : parts) operands_.push(part);
  Slice<Node*> slice = pop_operands(operands_.size() - static_cast<uint32_t>(parts.size()));
  push_node<ConcatNode>(NodeKind::kConcat, frame.pos, false, slice);
}

}  // namespace vm
