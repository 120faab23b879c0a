// The states of bindings, in sets and in lets, and of attribute paths. The set that is being read
// lies on top of the operand stack; attrs_builder.h knows how bindings enter it.
#include "vm/syntax/parser_core.h"

namespace vm {

void Parser::set(BindingsOf of) {
  Pos pos = here();
  if (of != BindingsOf::kSet) advance();
  if (!expect(TokenKind::kLeftBrace)) return;
  bool recursive = of != BindingsOf::kSet;
  if (of == BindingsOf::kLegacyLet && MUTATED(dialect_, LegacyLetNotRecursive)) recursive = false;
  operands_.push(attrs_.make_set(pos, recursive));
  push({State::kBindings, static_cast<uint8_t>(of), pos});
}

void Parser::on_Bindings(Frame frame) {
  switch (token_.kind) {
    case TokenKind::kId:
    case TokenKind::kOrKeyword:
    case TokenKind::kString:
    case TokenKind::kQuote:
    case TokenKind::kDollarCurly:
      push(frame);
      push({State::kBindingEquals, 0, here(), names_.size()});
      return attribute_path();
    case TokenKind::kInherit:
      push(frame);
      return inherit();
    default:
      return finish_set(frame);
  }
}

void Parser::finish_set(Frame frame) {
  BindingsOf of = static_cast<BindingsOf>(frame.detail);
  if (of == BindingsOf::kLet) {
    if (!at(TokenKind::kIn)) return unexpected("'in' or 'inherit'");
    advance();
    push({State::kLetEnd, 0, frame.pos});
    return push({State::kExpression});
  }
  if (!at(TokenKind::kRightBrace)) return unexpected("'inherit'");
  advance();
  if (of == BindingsOf::kLegacyLet) {
    Slice<AttrName> path{static_cast<AttrName*>(arena_.allocate(sizeof(AttrName))), 1};
    path[0] = {symbols_.intern("body"), nullptr, frame.pos};
    push_node<SelectNode>(NodeKind::kSelect, frame.pos, pop_operand(), path, nullptr);
  }
}

void Parser::on_BindingEquals(Frame frame) {
  if (!at(TokenKind::kAssign)) return unexpected("'.' or '='");
  advance();
  push({State::kBindingEnd, 0, frame.pos, frame.base});
  expression();
}

void Parser::on_BindingEnd(Frame frame) {
  if (!expect(TokenKind::kSemicolon)) return;
  Node* value = pop_operand();
  path_.clear();
  for (uint32_t i = frame.base; i < names_.size(); ++i) path_.push_back(names_[i]);
  names_.truncate(frame.base);
  AttrsBuilder::Duplicate duplicate;
  AttrSetNode* set = static_cast<AttrSetNode*>(operands_.top());
  if (!attrs_.add(set, path_, value, frame.pos, &duplicate)) return fail_duplicate(duplicate);
  check_binding(frame.pos);
}

// What Lix says of bindings in recursive sets. The one just added is still in path_.
void Parser::check_binding(Pos pos) {
  BindingsOf of = static_cast<BindingsOf>(frames_.top().detail);
  if (of == BindingsOf::kSet || of == BindingsOf::kLet) return;
  if (path_[0].expr != nullptr)
    return warn(Feature::kRecSetDynamicAttrsWarned,
                "a dynamic attribute of a recursive set is not in its scope: add it with `//`",
                pos);
  bool refused = dialect_.has(Feature::kRecSetOverridesRefused);
  if (!refused && !dialect_.has(Feature::kRecSetOverridesWarned)) return;
  if (symbols_.name(path_[0].name) != "__overrides") return;
  if (refused)
    return fail(ErrorClass::kParse,
                "`__overrides` is no longer accepted: use a function of the final set", pos);
  warn(Feature::kRecSetOverridesWarned,
       "`__overrides` will no longer be accepted: use a function of the final set", pos);
}

// ---- inherit

void Parser::inherit() {
  Pos before_names = start_ + token_.end;
  advance();
  if (!at(TokenKind::kLeftParen)) return push({State::kInheritNames, 0, before_names, UINT32_MAX});
  push({State::kInheritSource, 0, here()});
  advance();
  push({State::kExpression});
}

void Parser::on_InheritSource(Frame frame) {
  Pos before_names = start_ + token_.end;
  if (!expect(TokenKind::kRightParen)) return;
  Node* source = pop_operand();
  uint32_t from = attrs_.add_inherit_from(static_cast<AttrSetNode*>(operands_.top()), source);
  push({State::kInheritNames, 0, before_names, from});
}

// The base of the frame is the number of the source, UINT32_MAX when there is none.
void Parser::on_InheritNames(Frame frame) {
  for (;;) {
    Pos pos = here();
    switch (token_.kind) {
      case TokenKind::kSemicolon:
        return advance();
      case TokenKind::kOrKeyword:
        or_name(pos);
        [[fallthrough]];
      case TokenKind::kId:
        inherit_name(frame, symbols_.intern(lexer_.text(token_)), pos);
        advance();
        break;
      case TokenKind::kString: {
        if (!simple_string()) return;
        StringNode* name = static_cast<StringNode*>(pop_operand());
        inherit_name(frame, symbols_.intern(name->text), pos);
        break;
      }
      case TokenKind::kQuote:
        push(frame);
        push({State::kInheritDynamic, 0, pos});
        return compound();
      case TokenKind::kDollarCurly:
        advance();
        push(frame);
        push({State::kInheritDynamic, 1, pos});
        return push({State::kExpression});
      default:
        return unexpected("an attribute name or ';'");
    }
    if (done_) return;
  }
}

// The name is an interpolation, or (detail 0) a string with one inside; only a constant will do.
void Parser::on_InheritDynamic(Frame frame) {
  if (frame.detail == 1 && !expect(TokenKind::kRightBrace)) return;
  Node* name = pop_operand();
  if (name->kind != NodeKind::kString)
    return fail(ErrorClass::kParse, "dynamic attributes not allowed in inherit", frame.pos);
  inherit_name(frames_.top(), symbols_.intern(static_cast<StringNode*>(name)->text), frame.pos);
}

void Parser::inherit_name(Frame frame, Symbol name, Pos pos) {
  AttrDef def{name, AttrKind::kInherited, 0, pos, nullptr};
  if (!dialect_.has(Feature::kInheritPositionIsName)) def.pos = frame.pos;
  if (frame.base == UINT32_MAX) {
    def.value = make<VarNode>(NodeKind::kVar, pos, name);
  } else {
    def.kind = AttrKind::kInheritFrom;
    def.from = frame.base;
  }
  AttrsBuilder::Duplicate duplicate;
  AttrSetNode* set = static_cast<AttrSetNode*>(operands_.top());
  if (!attrs_.add_new(set, def, &duplicate)) fail_duplicate(duplicate);
}

// ---- attribute paths
//
// The names are left on names_; the frame below knows where they begin.

void Parser::or_name(Pos pos) {
  warn(Feature::kOrAsIdentifierWarned, "`or` is used as a name: put it in quotes", pos);
}

void Parser::attribute_path() {
  for (;;) {
    Pos pos = here();
    switch (token_.kind) {
      case TokenKind::kOrKeyword:
        or_name(pos);
        [[fallthrough]];
      case TokenKind::kId:
        names_.push({symbols_.intern(lexer_.text(token_)), nullptr, pos});
        advance();
        break;
      case TokenKind::kString:
        if (!simple_string()) return;
        push_dynamic_name(pop_operand(), pos);
        break;
      case TokenKind::kQuote:
        push({State::kPathString, 0, pos});
        return compound();
      case TokenKind::kDollarCurly:
        advance();
        push({State::kPathDynamic, 0, pos});
        return push({State::kExpression});
      default:
        return unexpected("identifier or 'or' or '${' or '\"'");
    }
    if (!at(TokenKind::kDot)) return;
    advance();
  }
}

void Parser::on_PathDynamic(Frame frame) {
  if (!expect(TokenKind::kRightBrace)) return;
  push_dynamic_name(pop_operand(), frame.pos);
  attribute_path_rest();
}

void Parser::on_PathString(Frame frame) {
  push_dynamic_name(pop_operand(), frame.pos);
  attribute_path_rest();
}

void Parser::attribute_path_rest() {
  if (!at(TokenKind::kDot)) return;
  advance();
  attribute_path();
}

// "a" and ${"a"} are names like any other.
void Parser::push_dynamic_name(Node* name, Pos pos) {
  if (name->kind == NodeKind::kString) {
    names_.push({symbols_.intern(static_cast<StringNode*>(name)->text), nullptr, pos});
  } else {
    names_.push({kNoSymbol, name, pos});
  }
}

}  // namespace vm
