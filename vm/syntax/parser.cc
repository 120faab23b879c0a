// The parser's driver and the states of expressions: operators, calls, selections, parentheses,
// lists. See parser_core.h for how it works and parser_state.def for the states. Errors are in
// parser_errors.cc.
#include "vm/syntax/parser.h"

#include <array>

#include "vm/base/check.h"
#include "vm/syntax/parser_core.h"

namespace vm {
namespace {

constexpr bool kNests[] = {
#define STATE(name, nests, opens) nests,
#include "vm/syntax/parser_state.def"
#undef STATE
};

enum class Associativity : uint8_t { kLeft, kRight, kNone };
struct Operator {
  int precedence;  // 0 for what is no binary operator
  Associativity associativity;
  NodeKind node;
};
constexpr int kNotPrecedence = 8;
constexpr int kNegatePrecedence = 13;

constexpr std::array<Operator, 256> make_operators() {
  std::array<Operator, 256> table{};
#define OPERATOR(token, node, precedence, associativity)                                          \
  table[static_cast<size_t>(TokenKind::k##token)] = {precedence, Associativity::k##associativity, \
                                                     NodeKind::k##node};
#include "vm/syntax/operator.def"
#undef OPERATOR
  return table;
}
constexpr std::array<Operator, 256> kOperators = make_operators();

const Operator& operator_of(TokenKind kind) { return kOperators[static_cast<size_t>(kind)]; }

const Dialect& default_dialect() {
  static const Dialect kDefault = *find_dialect("default");
  return kDefault;
}

}  // namespace

ParseResult parse(std::string_view text, Pos start, SymbolTable& symbols, Arena& arena,
                  const ParseOptions& options) {
  const Dialect& dialect = options.dialect ? *options.dialect : default_dialect();
  return Parser(text, start, symbols, arena, options, dialect).run();
}

Parser::Parser(std::string_view text, Pos start, SymbolTable& symbols, Arena& arena,
               const ParseOptions& options, const Dialect& dialect)
    : text_(text),
      start_(start),
      symbols_(symbols),
      arena_(arena),
      options_(options),
      dialect_(dialect),
      lexer_(text),
      attrs_(arena, {.keep_dynamic = dialect.has(Feature::kDynamicAttrsMerge),
                     .merge_nested = dialect.has(Feature::kNestedAttrsMerge),
                     .refuse_mixed = dialect.has(Feature::kRecSetMergesRefused)}) {}

ParseResult Parser::run() {
  token_ = lexer_.next();
  next_ = lexer_.next();
  push({State::kEnd});
  push({State::kExpression});
  while (!done_) {
    current_ = frames_.pop();
    depth_ -= kNests[static_cast<size_t>(current_.state)];
    dispatch(current_);
  }
  return std::move(result_);
}

void Parser::dispatch(Frame frame) {
  switch (frame.state) {
#define STATE(name, nests, opens) \
  case State::k##name:            \
    return on_##name(frame);
#include "vm/syntax/parser_state.def"
#undef STATE
  }
}

void Parser::push(Frame frame) {
  frames_.push(frame);
  depth_ += kNests[static_cast<size_t>(frame.state)];
  if (depth_ > options_.max_depth) [[unlikely]]
    too_deep();
}

void Parser::advance() {
  token_ = next_;
  if (has_after_next_) {
    next_ = after_next_;
    has_after_next_ = false;
  } else {
    next_ = lexer_.next();
  }
}

const Token& Parser::after_next() {
  if (!has_after_next_) after_next_ = lexer_.next();
  has_after_next_ = true;
  return after_next_;
}

bool Parser::expect(TokenKind kind) {
  if (!at(kind)) {
    unexpected(token_kind_name(kind));
    return false;
  }
  advance();
  return true;
}

Slice<Node*> Parser::pop_operands(uint32_t base) {
  Slice<Node*> items{nullptr, operands_.size() - base};
  if (items.size != 0) {
    uint32_t room = 1;
    while (room < items.size) room *= 2;
    items.data = static_cast<Node**>(arena_.allocate(room * sizeof(Node*)));
    operands_.pop_to(base, items.data);
  }
  return items;
}

void Parser::on_End(Frame frame) {
  if (!at(TokenKind::kEndOfFile)) return unexpected("end of file");
  result_.root = pop_operand();
  done_ = true;
  // One for the whole text: those in strings have been refused already.
  if (dialect_.has(Feature::kCrLineEndingsWarned)) {
    size_t at = text_.find('\r');
    if (at != std::string_view::npos)
      warn(Feature::kCrLineEndingsWarned,
           "carriage returns (CR or CR LF) end lines here: convert the file to LF",
           start_ + static_cast<Pos>(at));
  }
}

// ---- expressions

void Parser::on_Expression(Frame frame) { expression(); }

void Parser::expression() {
  Pos pos = here();
  switch (token_.kind) {
    case TokenKind::kId:
      if (next_.kind == TokenKind::kColon) return simple_lambda();
      if (next_.kind == TokenKind::kAt) return formals_lambda();
      break;
    case TokenKind::kLeftBrace:
      if (starts_formals()) return formals_lambda();
      break;
    case TokenKind::kLet:
      if (next_.kind != TokenKind::kLeftBrace) return let();
      break;
    case TokenKind::kIf:
      advance();
      push({State::kIfThen, 0, pos});
      return push({State::kExpression});
    case TokenKind::kAssert:
      advance();
      push({State::kAssertBody, 0, pos});
      return push({State::kExpression});
    case TokenKind::kWith:
      advance();
      push({State::kWithBody, 0, pos});
      return push({State::kExpression});
    case TokenKind::kInt:
    case TokenKind::kString:
      break;
    default:
      push({State::kOperators});
      return operand();
  }
  // The commonest expressions, `name` and "literal", are done here when nothing follows that would
  // make more of them.
  switch (next_.kind) {
    case TokenKind::kSemicolon:
    case TokenKind::kRightParen:
    case TokenKind::kRightBrace:
    case TokenKind::kComma:
      if (leaf()) return;
      break;
    default:
      break;
  }
  push({State::kOperators});
  operand();
}

// Prefix operators, then a call.
void Parser::operand() {
  while (at(TokenKind::kNot) || at(TokenKind::kMinus)) {
    push({at(TokenKind::kNot) ? State::kNotOperand : State::kNegateOperand, 0, here()});
    advance();
  }
  push({State::kApply, 0, here(), operands_.size()});
  select();
}

// The token may be a binary operator that binds tighter than the one (of the given precedence and
// associativity) for which `waiting` waits. Then it is read, `waiting` waits on, and the answer is
// true.
bool Parser::binary(Frame waiting, int precedence, bool right, bool none) {
  const Operator& op = operator_of(token_.kind);
  if (op.precedence == 0 || op.precedence < precedence) return false;
  if (op.precedence == precedence) {
    if (none) {
      unexpected();
      return true;
    }
    if (!right) return false;
  }
  Pos pos = here();
  push(waiting);
  if (at(TokenKind::kQuestion)) {
    advance();
    push({State::kHasAttribute, 0, pos, names_.size()});
    attribute_path();
    return true;
  }
  if (op.node == NodeKind::kCall && !dialect_.has(Feature::kPipeOperators)) {
    fail(ErrorClass::kParse,
         "the pipe operators |> and <| need the experimental feature pipe-operators; enable it or "
         "write a call",
         pos);
    return true;
  }
  push({State::kBinaryRight, static_cast<uint8_t>(token_.kind), pos});
  advance();
  operand();
  return true;
}

void Parser::on_Operators(Frame frame) { binary(frame, 0, false, false); }

void Parser::on_BinaryRight(Frame frame) {
  TokenKind token = static_cast<TokenKind>(frame.detail);
  const Operator& op = operator_of(token);
  // The two pipes have one precedence but do not mix.
  if (op.node == NodeKind::kCall && operator_of(token_.kind).node == NodeKind::kCall &&
      operator_of(token_.kind).precedence != 0 && !at(token))
    return unexpected("end of file");
  if (binary(frame, op.precedence, op.associativity == Associativity::kRight,
             op.associativity == Associativity::kNone))
    return;
  Node* right = pop_operand();
  Node* left = pop_operand();
  if (token == TokenKind::kPipeInto) return operands_.push(make_call(right, left, frame.pos));
  if (token == TokenKind::kPipeFrom) return operands_.push(make_call(left, right, frame.pos));
  push_node<BinaryNode>(op.node, frame.pos, left, right);
}

void Parser::on_NotOperand(Frame frame) {
  if (binary(frame, kNotPrecedence, false, false)) return;
  push_node<NotNode>(NodeKind::kNot, frame.pos, pop_operand());
}

void Parser::on_NegateOperand(Frame frame) {
  if (binary(frame, kNegatePrecedence, false, false)) return;
  push_node<NegateNode>(NodeKind::kNegate, frame.pos, pop_operand());
}

void Parser::on_HasAttribute(Frame frame) {
  Slice<AttrName> path{nullptr, names_.size() - frame.base};
  path.data = static_cast<AttrName*>(arena_.allocate(path.size * sizeof(AttrName)));
  names_.pop_to(frame.base, path.data);
  push_node<HasAttrNode>(NodeKind::kHasAttr, frame.pos, pop_operand(), path);
}

// ---- calls and selections

bool Parser::starts_operand(TokenKind kind) const {
  switch (kind) {
    case TokenKind::kId:
    case TokenKind::kInt:
    case TokenKind::kFloat:
    case TokenKind::kUri:
    case TokenKind::kString:
    case TokenKind::kQuote:
    case TokenKind::kIndOpen:
    case TokenKind::kPath:
    case TokenKind::kHomePath:
    case TokenKind::kSearchPath:
    case TokenKind::kLet:
    case TokenKind::kRec:
    case TokenKind::kLeftBrace:
    case TokenKind::kLeftParen:
    case TokenKind::kLeftBracket:
      return true;
    default:
      return false;
  }
}

// Nothing stands between the token and the argument or list item before it, of which one can see
// where it ends only by the rules of tokens: `0x10`, `f"a"`, `[ "a"b ]`.
bool Parser::glued() const {
  if (!dialect_.has(Feature::kTokensNoWhitespaceRefused) || token_.begin == 0) return false;
  switch (token_.kind) {
    case TokenKind::kId:
    case TokenKind::kInt:
    case TokenKind::kFloat:
    case TokenKind::kString:
    case TokenKind::kQuote:
    case TokenKind::kIndOpen: {
      char before = text_[token_.begin - 1];
      return before == '"' || before == '\'' ||
             (before != '/' && is_path_piece(std::string_view(&before, 1)));
    }
    default:
      return false;
  }
}

void Parser::on_Apply(Frame frame) {
  if (starts_operand(token_.kind)) {
    if (glued())
      return fail(ErrorClass::kParse,
                  "whitespace is required between a function and its argument: insert it", here());
    push(frame);
    return select();
  }
  uint32_t arguments = operands_.size() - frame.base - 1;
  if (arguments == 0) return;
  // `(f a) b` is one call with two arguments, as `f a b` is.
  Node* function = operands_[frame.base];
  if (function->kind == NodeKind::kCall) {
    CallNode* call = static_cast<CallNode*>(function);
    for (uint32_t i = frame.base + 1; i < operands_.size(); ++i)
      append<Node*, 1>(arena_, call->args, operands_[i]);
    return operands_.truncate(frame.base + 1);
  }
  Slice<Node*> args = pop_operands(frame.base + 1);
  pop_operand();
  push_node<CallNode>(NodeKind::kCall, frame.pos, function, args);
}

Node* Parser::make_call(Node* function, Node* argument, Pos pos) {
  CallNode* call = function->kind == NodeKind::kCall
                       ? static_cast<CallNode*>(function)
                       : make<CallNode>(NodeKind::kCall, pos, function, Slice<Node*>{});
  append<Node*, 1>(arena_, call->args, argument);
  return call;
}

// One argument: a simple expression with what can be selected from it.
void Parser::select() {
  Pos pos = here();
  if (leaf()) {
    if (at(TokenKind::kDot) || at(TokenKind::kOrKeyword)) select_tail(pos);
    return;
  }
  if (done_) return;
  push({State::kSelectTail, 0, pos});
  compound();
}

// Simple expressions of one or two tokens.
bool Parser::leaf() {
  Pos pos = here();
  switch (token_.kind) {
    case TokenKind::kId: {
      std::string_view name = lexer_.text(token_);
      if (name == "__curPos") {
        push_node<CurPosNode>(NodeKind::kCurPos, pos);
      } else {
        push_node<VarNode>(NodeKind::kVar, pos, symbols_.intern(name));
      }
      advance();
      return true;
    }
    case TokenKind::kInt:
    case TokenKind::kFloat:
      number();
      return !done_;
    case TokenKind::kUri:
      if (dialect_.has(Feature::kUrlLiteralsRefused)) {
        fail(ErrorClass::kParse, "a URL must be written as a string: put it in quotes", pos);
        return false;
      }
      push_node<StringNode>(NodeKind::kString, pos, arena_.copy(lexer_.text(token_)));
      advance();
      return true;
    case TokenKind::kString:
      return simple_string();
    case TokenKind::kPath:
    case TokenKind::kHomePath:
      return next_.kind == TokenKind::kPathEnd && simple_path();
    case TokenKind::kSearchPath:
      search_path();
      return true;
    default:
      return false;
  }
}

// Simple expressions that have others inside.
void Parser::compound() {
  Pos pos = here();
  TokenKind kind = token_.kind;
  switch (kind) {
    case TokenKind::kLeftParen:
      advance();
      push({State::kParen, 0, pos});
      return push({State::kExpression});
    case TokenKind::kLeftBracket:
      advance();
      return push({State::kListItem, 0, pos, operands_.size()});
    case TokenKind::kLeftBrace:
      return set(BindingsOf::kSet);
    case TokenKind::kRec:
      return set(BindingsOf::kRecursiveSet);
    case TokenKind::kLet:
      if (dialect_.has(Feature::kAncientLetRefused))
        return fail(ErrorClass::kParse,
                    "`let { body = …; }` is no longer accepted: write `let … in …`", pos);
      warn(Feature::kAncientLetWarned,
           "`let { body = …; }` will no longer be accepted: write `let … in …`", pos);
      return set(BindingsOf::kLegacyLet);
    case TokenKind::kQuote:
      advance();
      return push({State::kStringPart, 0, here(), operands_.size()});
    case TokenKind::kIndOpen:
      advance();
      return push({State::kIndentedPart, 0, pos, pieces_.size()});
    case TokenKind::kPath:
    case TokenKind::kHomePath:
      push({State::kPathPart, 0, pos, operands_.size()});
      operands_.push(path_start());
      return advance();
    default:
      return unexpected();
  }
}

void Parser::on_SelectTail(Frame frame) { select_tail(frame.pos); }

void Parser::select_tail(Pos pos) {
  if (at(TokenKind::kDot)) {
    if (operands_.top()->kind == NodeKind::kInt && token_.begin > 0 &&
        text_[token_.begin - 1] == '0' && dialect_.has(Feature::kTokensNoWhitespaceRefused))
      return fail(ErrorClass::kParse,
                  "whitespace is required between 0 and '.': insert it, or a digit", pos);
    advance();
    push({State::kSelectPath, 0, pos, names_.size()});
    return attribute_path();
  }
  if (!at(TokenKind::kOrKeyword)) return;
  // `f or` calls f with a variable named `or`, and is an argument itself.
  Node* function = pop_operand();
  or_argument(pos);
  Node* variable = make<VarNode>(NodeKind::kVar, here(), symbols_.intern("or"));
  Slice<Node*> args;
  append<Node*, 1>(arena_, args, variable);
  push_node<CallNode>(NodeKind::kCall, pos, function, args);
  advance();
}

// `f or` stands where it would mean something else if `or` were a name like any other: `g f or`,
// `[ f or ]`, `a.b or f or`. The frame on top waits for it.
void Parser::or_argument(Pos pos) {
  const Frame& waiting = frames_.top();
  if (waiting.state == State::kListItem || waiting.state == State::kSelectDefault ||
      (waiting.state == State::kApply && operands_.size() > waiting.base))
    warn(Feature::kOrCallWarned,
         "`or` is used as a variable here and binds tighter than other arguments, which will "
         "change: put the call that it is the argument of in parentheses",
         pos);
  warn(Feature::kOrAsIdentifierWarned,
       "`or` as an argument binds tighter than other arguments: rename the variable", here());
}

void Parser::on_SelectPath(Frame frame) {
  Slice<AttrName> path{nullptr, names_.size() - frame.base};
  path.data = static_cast<AttrName*>(arena_.allocate(path.size * sizeof(AttrName)));
  names_.pop_to(frame.base, path.data);
  push_node<SelectNode>(NodeKind::kSelect, frame.pos, pop_operand(), path, nullptr);
  if (!at(TokenKind::kOrKeyword)) return;
  advance();
  push({State::kSelectDefault});
  select();
}

void Parser::on_SelectDefault(Frame frame) {
  Node* fallback = pop_operand();
  static_cast<SelectNode*>(operands_.top())->fallback = fallback;
}

// ---- parentheses and lists

void Parser::on_Paren(Frame frame) { expect(TokenKind::kRightParen); }

void Parser::on_ListItem(Frame frame) {
  if (starts_operand(token_.kind)) {
    if (operands_.size() > frame.base && glued())
      return fail(ErrorClass::kParse, "whitespace is required between list items: insert it",
                  here());
    push(frame);
    return select();
  }
  if (!at(TokenKind::kRightBracket)) return unexpected();
  push_node<ListNode>(NodeKind::kList, frame.pos, pop_operands(frame.base));
  advance();
}

}  // namespace vm
