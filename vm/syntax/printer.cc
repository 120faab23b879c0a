// The printer: see printer.h. A node is turned into a row of pieces (texts, names, child nodes),
// which go on a work stack in reverse; the top of the stack is what is printed next. Nothing
// recurses.
#include "vm/syntax/printer.h"

#include <algorithm>
#include <cfloat>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "vm/syntax/lexer.h"

namespace vm {
namespace {

void append_escaped(std::string& out, std::string_view text) {
  for (char c : text) {
    switch (c) {
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      case '"':
      case '\\':
      case '$':
        out += '\\';
        out += c;
        break;
      default:
        out += c;
    }
  }
}

void append_name(std::string& out, std::string_view name) {
  if (is_identifier(name)) {
    out += name;
  } else {
    out += '"';
    append_escaped(out, name);
    out += '"';
  }
}

class Printer {
 public:
  Printer(const SymbolTable& symbols, bool as_source) : symbols_(symbols), source_(as_source) {}

  std::string run(const Node* root) {
    stack_.push_back({Piece::kNode, {}, root});
    while (!stack_.empty()) {
      Piece piece = stack_.back();
      stack_.pop_back();
      switch (piece.kind) {
        case Piece::kText:
          out_ += piece.text;
          break;
        case Piece::kName:
          append_name(out_, piece.text);
          break;
        case Piece::kEscaped:
          append_escaped(out_, piece.text);
          break;
        case Piece::kNode:
          visit(piece.node);
          stack_.insert(stack_.end(), row_.rbegin(), row_.rend());
          row_.clear();
          break;
      }
    }
    return std::move(out_);
  }

 private:
  struct Piece {
    enum Kind : uint8_t { kText, kName, kEscaped, kNode } kind;
    std::string_view text;
    const Node* node;
  };

  void text(std::string_view text) { row_.push_back({Piece::kText, text, nullptr}); }
  void name(Symbol symbol) { row_.push_back({Piece::kName, symbols_.name(symbol), nullptr}); }
  void escaped(std::string_view text) { row_.push_back({Piece::kEscaped, text, nullptr}); }
  void node(const Node* node) { row_.push_back({Piece::kNode, {}, node}); }

  void visit(const Node* node);
  void visit_binary(const BinaryNode* binary);
  void visit_call(const CallNode* call);
  bool visit_desugared(const Node* node);
  void visit_lambda(const LambdaNode* lambda);
  void visit_concat(const ConcatNode* concat);
  void path(const Slice<AttrName>& path);
  void bindings(const AttrSetNode* set);
  void bindings_as_written(const AttrSetNode* set);
  void dynamic_bindings(const AttrSetNode* set);
  bool operator_as_written(const Node* node);
  void literal(const Node* node);

  const SymbolTable& symbols_;
  const bool source_;  // print_source
  std::string out_;
  std::vector<Piece> stack_;
  std::vector<Piece> row_;
};

void Printer::path(const Slice<AttrName>& path) {
  for (uint32_t i = 0; i < path.size; ++i) {
    if (i > 0) text(".");
    if (path[i].expr == nullptr) {
      name(path[i].name);
    } else {
      text("${");
      node(path[i].expr);
      text("}");
    }
  }
}

// Sorted by name, as Nix prints them: first what is inherited, then what is defined, then dynamic
// names.
void Printer::bindings(const AttrSetNode* set) {
  if (source_) return bindings_as_written(set);
  std::vector<const AttrDef*> sorted;
  for (const AttrDef& def : set->attrs) sorted.push_back(&def);
  std::sort(sorted.begin(), sorted.end(), [this](const AttrDef* a, const AttrDef* b) {
    return symbols_.name(a->name) < symbols_.name(b->name);
  });
  // Names by where they come from: 0 for the scope, i + 1 for inherit_from[i].
  std::vector<std::vector<Symbol>> inherited(set->inherit_from.size + 1);
  for (const AttrDef* def : sorted) {
    if (def->kind == AttrKind::kInherited) inherited[0].push_back(def->name);
    if (def->kind == AttrKind::kInheritFrom) inherited[def->from + 1].push_back(def->name);
  }
  for (size_t i = 0; i < inherited.size(); ++i) {
    if (i == 0 && inherited[i].empty()) continue;
    text("inherit");
    if (i > 0) {
      text(" (");
      node(set->inherit_from[static_cast<uint32_t>(i) - 1]);
      text(")");
    }
    for (Symbol symbol : inherited[i]) {
      text(" ");
      name(symbol);
    }
    text("; ");
  }
  for (const AttrDef* def : sorted) {
    if (def->kind != AttrKind::kPlain) continue;
    name(def->name);
    text(" = ");
    node(def->value);
    text("; ");
  }
  dynamic_bindings(set);
}

void Printer::dynamic_bindings(const AttrSetNode* set) {
  for (const DynamicAttrDef& def : set->dynamic) {
    text("${");
    node(def.name);
    text("} = ");
    node(def.value);
    text("; ");
  }
}

// Names of one `inherit (e)` are neighbours; a clause may also be without names.
void Printer::bindings_as_written(const AttrSetNode* set) {
  uint32_t sources = 0;  // that were opened
  bool open = false;
  auto open_source = [&] {
    if (open) text("; ");
    text("inherit (");
    node(set->inherit_from[sources++]);
    text(")");
    open = true;
  };
  for (const AttrDef& def : set->attrs) {
    if (def.kind == AttrKind::kInheritFrom) {
      while (sources <= def.from) open_source();
      text(" ");
      name(def.name);
      continue;
    }
    if (open) text("; ");
    open = false;
    if (def.kind == AttrKind::kInherited) text("inherit ");
    name(def.name);
    if (def.kind == AttrKind::kPlain) {
      text(" = ");
      node(def.value);
    }
    text("; ");
  }
  while (sources < set->inherit_from.size) open_source();
  if (open) text("; ");
  dynamic_bindings(set);
}

void Printer::visit_lambda(const LambdaNode* lambda) {
  text("(");
  if (lambda->has_formals) {
    std::vector<const Formal*> sorted;
    for (const Formal& formal : lambda->formals) sorted.push_back(&formal);
    auto by_name = [this](const Formal* a, const Formal* b) {
      return symbols_.name(a->name) < symbols_.name(b->name);
    };
    if (!source_) std::sort(sorted.begin(), sorted.end(), by_name);
    text("{ ");
    for (size_t i = 0; i < sorted.size(); ++i) {
      if (i > 0) text(", ");
      name(sorted[i]->name);
      if (sorted[i]->fallback != nullptr) {
        text(" ? ");
        node(sorted[i]->fallback);
      }
    }
    if (lambda->ellipsis) text(sorted.empty() ? "..." : ", ...");
    text(" }");
    if (lambda->arg != kNoSymbol) text(" @ ");
  }
  if (lambda->arg != kNoSymbol) name(lambda->arg);
  text(": ");
  node(lambda->body);
  text(")");
}

// Operators that call a function: its name and arguments, without parentheses.
bool Printer::visit_desugared(const Node* of) {
  auto call = [this](std::string_view function, const Node* left, const Node* right) {
    text(function);
    node(left);
    text(" ");
    node(right);
    return true;
  };
  const BinaryNode* binary = static_cast<const BinaryNode*>(of);
  switch (of->kind) {
    case NodeKind::kNegate:
      text("__sub 0 ");
      node(static_cast<const NegateNode*>(of)->operand);
      return true;
    case NodeKind::kSub:
      return call("__sub ", binary->left, binary->right);
    case NodeKind::kMul:
      return call("__mul ", binary->left, binary->right);
    case NodeKind::kDiv:
      return call("__div ", binary->left, binary->right);
    case NodeKind::kLess:
    case NodeKind::kGreaterEqual:
      return call("__lessThan ", binary->left, binary->right);
    case NodeKind::kGreater:
    case NodeKind::kLessEqual:
      return call("__lessThan ", binary->right, binary->left);
    default:
      return false;
  }
}

void Printer::visit_call(const CallNode* call) {
  const Node* function = call->function;
  const Node* first = call->args[0];
  // Only directly behind a simple expression may `or` be an argument.
  bool passes_or = first->kind == NodeKind::kVar &&
                   symbols_.name(static_cast<const VarNode*>(first)->name) == "or";
  // `(a - b) c` is `__sub a b c`: but `! (a < b)` is no call.
  bool is_negated =
      function->kind == NodeKind::kLessEqual || function->kind == NodeKind::kGreaterEqual;
  text("(");
  if (passes_or && function->kind == NodeKind::kSelect) {
    text("(");
    node(function);
    text(")");
  } else if (source_ || passes_or || is_negated || !visit_desugared(function)) {
    node(function);
  }
  for (const Node* argument : call->args) {
    text(" ");
    node(argument);
  }
  text(")");
}

// The operators that the other form writes as calls.
bool Printer::operator_as_written(const Node* of) {
  std::string_view sign;
  switch (of->kind) {
    case NodeKind::kNegate:
      text("(- ");
      node(static_cast<const NegateNode*>(of)->operand);
      text(")");
      return true;
    case NodeKind::kSub:
      sign = " - ";
      break;
    case NodeKind::kMul:
      sign = " * ";
      break;
    case NodeKind::kDiv:
      sign = " / ";
      break;
    case NodeKind::kLess:
      sign = " < ";
      break;
    case NodeKind::kLessEqual:
      sign = " <= ";
      break;
    case NodeKind::kGreater:
      sign = " > ";
      break;
    case NodeKind::kGreaterEqual:
      sign = " >= ";
      break;
    default:
      return false;
  }
  text("(");
  node(static_cast<const BinaryNode*>(of)->left);
  text(sign);
  node(static_cast<const BinaryNode*>(of)->right);
  text(")");
  return true;
}

void Printer::visit_binary(const BinaryNode* binary) {
  if (source_ && operator_as_written(binary)) return;
  if (binary->kind == NodeKind::kLessEqual || binary->kind == NodeKind::kGreaterEqual) {
    text("(! (");
    visit_desugared(binary);
    return text("))");
  }
  text("(");
  if (!visit_desugared(binary)) {
    node(binary->left);
    switch (binary->kind) {
      case NodeKind::kAdd:
        text(" + ");
        break;
      case NodeKind::kEqual:
        text(" == ");
        break;
      case NodeKind::kNotEqual:
        text(" != ");
        break;
      case NodeKind::kAnd:
        text(" && ");
        break;
      case NodeKind::kOr:
        text(" || ");
        break;
      case NodeKind::kImplies:
        text(" -> ");
        break;
      case NodeKind::kUpdate:
        text(" // ");
        break;
      default:
        text(" ++ ");
        break;
    }
    node(binary->right);
  }
  text(")");
}

// Literal parts are printed bare where they would be read back as one part, and else as ${"…"}.
void Printer::visit_concat(const ConcatNode* concat) {
  uint32_t n = concat->parts.size;
  if (!concat->is_path) text("\"");
  bool bare_before = false;
  for (uint32_t i = 0; i < n; ++i) {
    const Node* part = concat->parts[i];
    if (concat->is_path && i == 0) {
      literal(part);
      continue;
    }
    bool bare = false;
    if (part->kind == NodeKind::kString && !bare_before) {
      std::string_view string = static_cast<const StringNode*>(part)->text;
      if (concat->is_path) {
        bare = i > 1 && is_path_piece(string) && (i + 1 < n || !string.ends_with('/'));
      } else {
        bare = n > 1 && !string.empty();
      }
      if (bare) escaped(string);
    }
    if (!bare) {
      text("${");
      node(part);
      text("}");
    }
    bare_before = bare;
  }
  if (!concat->is_path) text("\"");
}

// The beginning of an interpolated path: `//` is what `/./` stands for there.
void Printer::literal(const Node* node) {
  std::string_view path = static_cast<const PathNode*>(node)->text;
  text(path == "//" ? "/./" : path);
}

void Printer::visit(const Node* of) {
  switch (of->kind) {
    case NodeKind::kInt:
      out_ += std::to_string(static_cast<const IntNode*>(of)->value);
      break;
    case NodeKind::kFloat:
      out_ += print_float(static_cast<const FloatNode*>(of)->value);
      break;
    case NodeKind::kString:
      text("\"");
      escaped(static_cast<const StringNode*>(of)->text);
      text("\"");
      break;
    case NodeKind::kPath: {
      std::string_view path = static_cast<const PathNode*>(of)->text;
      text(path == "/" ? "/." : path);
      break;
    }
    case NodeKind::kVar:
      text(symbols_.name(static_cast<const VarNode*>(of)->name));
      break;
    case NodeKind::kCurPos:
      text("__curPos");
      break;
    case NodeKind::kSelect: {
      const SelectNode* select = static_cast<const SelectNode*>(of);
      text("(");
      node(select->subject);
      text(").");
      path(select->path);
      if (select->fallback != nullptr) {
        text(" or (");
        node(select->fallback);
        text(")");
      }
      break;
    }
    case NodeKind::kHasAttr: {
      const HasAttrNode* has = static_cast<const HasAttrNode*>(of);
      text("((");
      node(has->subject);
      text(") ? ");
      path(has->path);
      text(")");
      break;
    }
    case NodeKind::kAttrSet: {
      const AttrSetNode* set = static_cast<const AttrSetNode*>(of);
      text(set->recursive ? "rec { " : "{ ");
      bindings(set);
      text("}");
      break;
    }
    case NodeKind::kLet: {
      const LetNode* let = static_cast<const LetNode*>(of);
      text("(let ");
      bindings(let->bindings);
      text("in ");
      node(let->body);
      text(")");
      break;
    }
    case NodeKind::kList:
      text("[ ");
      for (const Node* item : static_cast<const ListNode*>(of)->items) {
        text("(");
        node(item);
        text(") ");
      }
      text("]");
      break;
    case NodeKind::kLambda:
      visit_lambda(static_cast<const LambdaNode*>(of));
      break;
    case NodeKind::kCall:
      visit_call(static_cast<const CallNode*>(of));
      break;
    case NodeKind::kWith: {
      const WithNode* with = static_cast<const WithNode*>(of);
      text("(with ");
      node(with->scope);
      text("; ");
      node(with->body);
      text(")");
      break;
    }
    case NodeKind::kIf: {
      const IfNode* node_if = static_cast<const IfNode*>(of);
      text("(if ");
      node(node_if->condition);
      text(" then ");
      node(node_if->then);
      text(" else ");
      node(node_if->otherwise);
      text(")");
      break;
    }
    case NodeKind::kAssert: {
      const AssertNode* assertion = static_cast<const AssertNode*>(of);
      text("(assert ");
      node(assertion->condition);
      text("; ");
      node(assertion->body);
      text(")");
      break;
    }
    case NodeKind::kNot:
      text("(! ");
      node(static_cast<const NotNode*>(of)->operand);
      text(")");
      break;
    case NodeKind::kNegate:
      if (source_ && operator_as_written(of)) break;
      text("(");
      visit_desugared(of);
      text(")");
      break;
    case NodeKind::kAdd:
    case NodeKind::kSub:
    case NodeKind::kMul:
    case NodeKind::kDiv:
    case NodeKind::kLess:
    case NodeKind::kLessEqual:
    case NodeKind::kGreater:
    case NodeKind::kGreaterEqual:
    case NodeKind::kEqual:
    case NodeKind::kNotEqual:
    case NodeKind::kAnd:
    case NodeKind::kOr:
    case NodeKind::kImplies:
    case NodeKind::kUpdate:
    case NodeKind::kConcatLists:
      visit_binary(static_cast<const BinaryNode*>(of));
      break;
    case NodeKind::kConcat:
      visit_concat(static_cast<const ConcatNode*>(of));
      break;
  }
}

}  // namespace

std::string print(const Node* root, const SymbolTable& symbols) {
  return Printer(symbols, false).run(root);
}

std::string print_source(const Node* root, const SymbolTable& symbols) {
  return Printer(symbols, true).run(root);
}

std::string print_name(std::string_view name) {
  std::string out;
  append_name(out, name);
  return out;
}

std::string print_string(std::string_view text) {
  std::string out = "\"";
  append_escaped(out, text);
  return out + '"';
}

std::string print_float(double value) {
  char buffer[1200];
  if (value != 0 && value < DBL_MIN) {
    // A literal in this range is accepted only if it is exact.
    std::snprintf(buffer, sizeof buffer, "%.1074f", value);
    std::string text = buffer;
    return text.substr(0, text.find_last_not_of('0') + 1);
  }
  // Nix prints six digits, which is right if it reads back: that needs a point and enough digits.
  std::snprintf(buffer, sizeof buffer, "%g", value);
  std::string text = buffer;
  if (text.find('.') != std::string::npos && std::strtod(buffer, nullptr) == value) return text;
  char* end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  text.assign(buffer, end);
  if (text.find('.') == std::string::npos) {
    size_t exponent = text.find('e');
    text.insert(exponent == std::string::npos ? text.size() : exponent, ".0");
  }
  return text;
}

}  // namespace vm
