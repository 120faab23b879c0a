// For the unit tests of this room: a text that has been parsed, and what can be asked about it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "vm/base/dialect.h"
#include "vm/base/source.h"
#include "vm/syntax/parser.h"
#include "vm/syntax/printer.h"

namespace vm {

class Parsed {
 public:
  explicit Parsed(std::string text, std::string_view dialect_name = "default",
                  std::string_view experimental = "", uint32_t max_depth = 10'000'000)
      : dialect_(*find_dialect(dialect_name)) {
    if (!experimental.empty()) enable_experimental(dialect_, experimental);
    start = sources.add("before", "something to make offsets and positions differ", false);
    start = sources.add("(string)", std::move(text), false);
    ParseOptions options;
    options.base_path = "/base/dir";
    options.home = "/home/me";
    options.dialect = &dialect_;
    options.max_depth = max_depth;
    result = parse(sources.text(start), start, symbols, arena, options);
  }

  bool ok() const { return result.root != nullptr; }
  // The tree as text, or "error: …".
  std::string text() const {
    return ok() ? print(result.root, symbols) : "error: " + result.error->message;
  }
  // "line:column" of a position.
  std::string place(Pos pos) const {
    if (pos == kNoPos) return "nowhere";
    Location at = sources.locate(pos);
    return std::to_string(at.line) + ":" + std::to_string(at.column);
  }
  std::string error_place() const { return place(result.error->pos); }

  SourceManager sources;
  SymbolTable symbols;
  Arena arena;
  Pos start = kNoPos;
  ParseResult result;

 private:
  Dialect dialect_;
};

// The nodes directly inside a node, in the order of the text.
inline std::vector<const Node*> children(const Node* of) {
  std::vector<const Node*> out;
  auto add = [&out](const Node* node) {
    if (node != nullptr) out.push_back(node);
  };
  auto add_path = [&add](const Slice<AttrName>& path) {
    for (const AttrName& name : path) add(name.expr);
  };
  auto add_set = [&add](const AttrSetNode* set) {
    for (const Node* source : set->inherit_from) add(source);
    for (const AttrDef& def : set->attrs) add(def.value);
    for (const DynamicAttrDef& def : set->dynamic) {
      add(def.name);
      add(def.value);
    }
  };
  switch (of->kind) {
    case NodeKind::kInt:
    case NodeKind::kFloat:
    case NodeKind::kString:
    case NodeKind::kPath:
    case NodeKind::kVar:
    case NodeKind::kCurPos:
      break;
    case NodeKind::kSelect: {
      const auto* select = static_cast<const SelectNode*>(of);
      add(select->subject);
      add_path(select->path);
      add(select->fallback);
      break;
    }
    case NodeKind::kHasAttr:
      add(static_cast<const HasAttrNode*>(of)->subject);
      add_path(static_cast<const HasAttrNode*>(of)->path);
      break;
    case NodeKind::kAttrSet:
      add_set(static_cast<const AttrSetNode*>(of));
      break;
    case NodeKind::kLet:
      add_set(static_cast<const LetNode*>(of)->bindings);
      add(static_cast<const LetNode*>(of)->body);
      break;
    case NodeKind::kList:
      for (const Node* item : static_cast<const ListNode*>(of)->items) add(item);
      break;
    case NodeKind::kLambda:
      for (const Formal& formal : static_cast<const LambdaNode*>(of)->formals) add(formal.fallback);
      add(static_cast<const LambdaNode*>(of)->body);
      break;
    case NodeKind::kCall:
      add(static_cast<const CallNode*>(of)->function);
      for (const Node* argument : static_cast<const CallNode*>(of)->args) add(argument);
      break;
    case NodeKind::kWith:
      add(static_cast<const WithNode*>(of)->scope);
      add(static_cast<const WithNode*>(of)->body);
      break;
    case NodeKind::kIf:
      add(static_cast<const IfNode*>(of)->condition);
      add(static_cast<const IfNode*>(of)->then);
      add(static_cast<const IfNode*>(of)->otherwise);
      break;
    case NodeKind::kAssert:
      add(static_cast<const AssertNode*>(of)->condition);
      add(static_cast<const AssertNode*>(of)->body);
      break;
    case NodeKind::kNot:
      add(static_cast<const NotNode*>(of)->operand);
      break;
    case NodeKind::kNegate:
      add(static_cast<const NegateNode*>(of)->operand);
      break;
    case NodeKind::kConcat:
      for (const Node* part : static_cast<const ConcatNode*>(of)->parts) add(part);
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
      add(static_cast<const BinaryNode*>(of)->left);
      add(static_cast<const BinaryNode*>(of)->right);
      break;
  }
  return out;
}

inline std::string parsed(std::string text, std::string_view dialect = "default",
                          std::string_view experimental = "") {
  return Parsed(std::move(text), dialect, experimental).text();
}

}  // namespace vm
