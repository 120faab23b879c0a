// The states of lambdas, let, with, if and assert: what extends as far to the right as it can.
#include <algorithm>
#include <tuple>

#include "vm/syntax/parser_core.h"

namespace vm {
namespace {

constexpr uint8_t kBehindFormal = 1;
constexpr uint8_t kEllipsis = 2;

}  // namespace

// ---- lambdas
//
// The node is made when its arguments have been read and waits for its body on the operand stack.
// The name of `x: …` and of `…@x` is interned behind the body and that of a formal behind its
// default, as Nix does: the order in which names are first seen is the order in which attributes
// are forced.

Symbol Parser::identifier_at(Pos pos) {
  Token token = Lexer(text_.substr(pos - start_)).next();
  return symbols_.intern(text_.substr(pos - start_, token.end));
}

void Parser::simple_lambda() {
  Pos pos = here();
  push_node<LambdaNode>(NodeKind::kLambda, pos, kNoSymbol, false, false, Slice<Formal>{}, nullptr);
  advance();
  advance();
  push({State::kLambda, 0, pos, pos});
  push({State::kExpression});
}

// At a `{`: is it that of `{ a, b }: …`? Only then may `...`, or a name with one of `,` `?` `}`,
// follow; after `{ }` it is the next token that tells.
bool Parser::starts_formals() {
  switch (next_.kind) {
    case TokenKind::kEllipsis:
      return true;
    case TokenKind::kRightBrace: {
      TokenKind kind = after_next().kind;
      return kind == TokenKind::kColon || kind == TokenKind::kAt;
    }
    case TokenKind::kId: {
      TokenKind kind = after_next().kind;
      return kind == TokenKind::kComma || kind == TokenKind::kQuestion ||
             kind == TokenKind::kRightBrace;
    }
    default:
      return false;
  }
}

// { a, b ? c, ... }: d, with x@ before it or @x behind it. A Formal frame's base is the height of
// formals_; the place of the name beside @ is kept there below the formals, since a frame has no
// room for it.
void Parser::formals_lambda() {
  Pos pos = here();
  Pos arg_pos = kNoPos;
  if (at(TokenKind::kId)) {
    arg_pos = pos;
    advance();
    advance();
  }
  if (!expect(TokenKind::kLeftBrace)) return;
  formals_.push({kNoSymbol, arg_pos, nullptr});
  push({State::kFormal, 0, pos, formals_.size()});
}

// The frame's detail: kBehindFormal once a formal has been read, kEllipsis when there was a `...`.
void Parser::on_Formal(Frame frame) {
  for (;; frame.detail = 0) {
    if (frame.detail == 0) {
      if (at(TokenKind::kEllipsis)) {
        advance();
        frame.detail = kEllipsis;
        return formals_end(frame);
      }
      if (at(TokenKind::kRightBrace)) return formals_end(frame);
      if (!at(TokenKind::kId)) return unexpected("identifier or '...' or '}'");
      Pos pos = here();
      if (next_.kind == TokenKind::kQuestion) {
        advance();
        advance();
        frame.detail = kBehindFormal;
        push(frame);
        push({State::kFormalDefault, 0, pos});
        return push({State::kExpression});
      }
      formals_.push({symbols_.intern(lexer_.text(token_)), pos, nullptr});
      advance();
    }
    if (at(TokenKind::kRightBrace)) return formals_end(frame);
    if (!at(TokenKind::kComma)) return unexpected("',' or '}'");
    advance();
  }
}

void Parser::on_FormalDefault(Frame frame) {
  Node* fallback = pop_operand();
  formals_.push({identifier_at(frame.pos), frame.pos, fallback});
}

void Parser::formals_end(Frame frame) {
  if (!expect(TokenKind::kRightBrace)) return;
  Pos arg_pos = formals_[frame.base - 1].pos;
  if (arg_pos == kNoPos && at(TokenKind::kAt)) {
    advance();
    arg_pos = here();
    if (!expect(TokenKind::kId)) return;
  } else if (arg_pos == kNoPos && !at(TokenKind::kColon)) {
    return unexpected("':' or '@'");
  }
  if (!expect(TokenKind::kColon)) return;
  Slice<Formal> formals{nullptr, formals_.size() - frame.base};
  formals.data = static_cast<Formal*>(arena_.allocate(formals.size * sizeof(Formal)));
  formals_.pop_to(frame.base, formals.data);
  formals_.pop();
  push_node<LambdaNode>(NodeKind::kLambda, frame.pos, kNoSymbol, true, frame.detail == kEllipsis,
                        formals, nullptr);
  push({State::kLambda, 0, frame.pos, arg_pos});
  push({State::kExpression});
}

// The base of the frame is the position of the argument's name.
void Parser::on_Lambda(Frame frame) {
  Node* body = pop_operand();
  LambdaNode* lambda = static_cast<LambdaNode*>(operands_.top());
  lambda->body = body;
  if (frame.base != kNoPos) lambda->arg = identifier_at(frame.base);
  if (lambda->has_formals) check_formals(lambda->formals, lambda->arg, frame.pos);
}

void Parser::check_formals(Slice<Formal> formals, Symbol arg, Pos arg_pos) {
  auto fail_at = [this](Symbol name, Pos pos) {
    fail(ErrorClass::kParse,
         "duplicate formal function argument '" + std::string(symbols_.name(name)) + "'", pos);
  };
  std::vector<Formal> sorted(formals.begin(), formals.end());
  std::sort(sorted.begin(), sorted.end(), [](const Formal& a, const Formal& b) {
    return std::tie(a.name, a.pos) < std::tie(b.name, b.pos);
  });
  for (size_t i = 1; i < sorted.size(); ++i)
    if (sorted[i].name == sorted[i - 1].name) return fail_at(sorted[i].name, sorted[i].pos);
  for (const Formal& formal : sorted)
    if (formal.name == arg) return fail_at(arg, arg_pos);
}

// ---- if, assert, with, let

void Parser::on_IfThen(Frame frame) {
  if (!expect(TokenKind::kThen)) return;
  push({State::kIfElse, 0, frame.pos});
  push({State::kExpression});
}

void Parser::on_IfElse(Frame frame) {
  if (!expect(TokenKind::kElse)) return;
  push({State::kIfEnd, 0, frame.pos});
  push({State::kExpression});
}

void Parser::on_IfEnd(Frame frame) {
  Node* otherwise = pop_operand();
  Node* then = pop_operand();
  Node* condition = pop_operand();
  push_node<IfNode>(NodeKind::kIf, frame.pos, condition, then, otherwise);
}

void Parser::on_AssertBody(Frame frame) {
  if (!expect(TokenKind::kSemicolon)) return;
  push({State::kAssertEnd, 0, frame.pos});
  push({State::kExpression});
}

void Parser::on_AssertEnd(Frame frame) {
  Node* body = pop_operand();
  Node* condition = pop_operand();
  push_node<AssertNode>(NodeKind::kAssert, frame.pos, condition, body);
}

void Parser::on_WithBody(Frame frame) {
  if (!expect(TokenKind::kSemicolon)) return;
  push({State::kWithEnd, 0, frame.pos});
  push({State::kExpression});
}

void Parser::on_WithEnd(Frame frame) {
  Node* body = pop_operand();
  Node* scope = pop_operand();
  push_node<WithNode>(NodeKind::kWith, frame.pos, scope, body);
}

void Parser::let() {
  Pos pos = here();
  advance();
  operands_.push(attrs_.make_set(pos, false));
  push({State::kBindings, static_cast<uint8_t>(BindingsOf::kLet), pos});
}

void Parser::on_LetEnd(Frame frame) {
  Node* body = pop_operand();
  AttrSetNode* bindings = static_cast<AttrSetNode*>(pop_operand());
  if (!bindings->dynamic.empty())
    return fail(ErrorClass::kParse, "dynamic attributes not allowed in let", frame.pos);
  push_node<LetNode>(NodeKind::kLet, frame.pos, bindings, body);
}

}  // namespace vm
