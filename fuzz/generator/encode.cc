// Syntax tree → bytes: the inverse of what decode.cc does with untyped nodes. Recurses no deeper
// than kMaxRawDepth, and refuses what lies deeper.
#include <algorithm>
#include <bit>

#include "fuzz/generator/generator.h"
#include "fuzz/generator/raw.h"
#include "fuzz/generator/raw_names.h"
#include "vm/syntax/parser.h"

namespace fuzz {
namespace {

using vm::Node;
using vm::NodeKind;

template <typename T>
const T& as(const Node* node) {
  return *static_cast<const T*>(node);
}

class Encoder {
 public:
  explicit Encoder(const vm::SymbolTable& symbols) : symbols_(symbols) {
    out_.assign(kHeaderBytes, 0);
  }

  Encoded run(const Node* root) {
    node(root);
    if (!why_not_.empty()) return {std::nullopt, why_not_};
    return {std::move(out_), ""};
  }

 private:
  void refuse(std::string_view why) {
    if (why_not_.empty()) why_not_ = why;
  }
  void byte(size_t b) { out_.push_back(static_cast<uint8_t>(b)); }
  void count(size_t n) {
    if (n > 255) refuse("more than 255 of something");
    byte(n);
  }
  void text(std::string_view s) {
    count(s.size());
    out_.insert(out_.end(), s.begin(), s.end());
  }
  void begin(Raw kind) {
    byte(kRaw);
    byte(static_cast<size_t>(kind));
  }
  std::string_view name(vm::Symbol s) const { return symbols_.name(s); }
  void bind(std::string_view s) {
    if (is_identifier(s)) scope_.push_back(s);
  }
  bool is_bound(std::string_view s) const {
    return std::find(scope_.begin(), scope_.end(), s) != scope_.end();
  }

  void node(const Node* n) {
    if (!why_not_.empty()) return;
    if (++depth_ >= kMaxRawDepth)
      refuse("nests too deep");
    else
      node_of_kind(n);
    --depth_;
  }

  void variable(std::string_view s) {
    for (size_t out = 0; out < scope_.size(); ++out) {
      if (scope_[scope_.size() - 1 - out] != s) continue;
      begin(Raw::kVariable);
      byte(out & 255);
      return count(out >> 8);
    }
    const auto* global = std::find(std::begin(kGlobals), std::end(kGlobals), s);
    if (global != std::end(kGlobals)) {
      begin(Raw::kGlobal);
      return byte(static_cast<size_t>(global - kGlobals));
    }
    if (withs_ == 0) return refuse("the variable " + std::string(s));
    begin(Raw::kFreeName);
    text(s);
  }

  void path(const vm::Slice<vm::AttrName>& names) {
    count(names.size - 1);
    for (const vm::AttrName& n : names) {
      byte(n.expr ? 1 : 0);
      if (n.expr)
        node(n.expr);
      else
        text(name(n.name));
    }
  }

  void bindings(const vm::AttrSetNode& set, bool scoped, bool dynamic_allowed) {
    if (set.inherit_from.size > 15) refuse("more than 15 `inherit (…)`");
    byte(set.inherit_from.size);
    count(set.attrs.size);
    for (const vm::AttrDef& a : set.attrs) {
      uint8_t kind = a.kind == vm::AttrKind::kPlain       ? 0
                     : a.kind == vm::AttrKind::kInherited ? 1
                                                          : 2;
      byte(kind);
      text(name(a.name));
      if (kind == 2) byte(a.from);
      const auto* global = std::find(std::begin(kGlobals), std::end(kGlobals), name(a.name));
      if (kind == 1 && !is_bound(name(a.name)) && withs_ == 0 && global == std::end(kGlobals))
        refuse("the variable " + std::string(name(a.name)));
    }
    if (dynamic_allowed) count(set.dynamic.size);
    if (scoped)
      for (const vm::AttrDef& a : set.attrs) bind(name(a.name));
    for (const Node* e : set.inherit_from) node(e);
    for (const vm::AttrDef& a : set.attrs)
      if (a.kind == vm::AttrKind::kPlain) node(a.value);
    for (const vm::DynamicAttrDef& d : set.dynamic) {
      node(d.name);
      node(d.value);
    }
  }

  void binary(const Node* n) {
    for (size_t i = 0; i < std::size(kBinaries); ++i) {
      if (kBinaries[i].kind != n->kind) continue;
      begin(Raw::kBinary);
      byte(i);
      node(as<vm::BinaryNode>(n).left);
      return node(as<vm::BinaryNode>(n).right);
    }
    refuse(vm::node_kind_name(n->kind));
  }

  void node_of_kind(const Node* n) {
    size_t scope = scope_.size();
    switch (n->kind) {
      case NodeKind::kInt: {
        begin(Raw::kInt);
        uint64_t value = static_cast<uint64_t>(as<vm::IntNode>(n).value);
        size_t bytes = (static_cast<size_t>(std::bit_width(value)) + 7) / 8;
        byte(bytes);
        for (size_t i = 0; i < bytes; ++i) byte(value >> 8 * i & 255);
        break;
      }
      case NodeKind::kFloat: {
        begin(Raw::kFloat);
        uint64_t bits = std::bit_cast<uint64_t>(as<vm::FloatNode>(n).value);
        for (size_t i = 0; i < 8; ++i) byte(bits >> 8 * i & 255);
        break;
      }
      case NodeKind::kString:
        begin(Raw::kString);
        text(as<vm::StringNode>(n).text);
        break;
      case NodeKind::kVar:
        variable(name(as<vm::VarNode>(n).name));
        break;
      case NodeKind::kSelect: {
        const vm::SelectNode& s = as<vm::SelectNode>(n);
        begin(Raw::kSelect);
        node(s.subject);
        path(s.path);
        byte(s.fallback ? 1 : 0);
        if (s.fallback) node(s.fallback);
        break;
      }
      case NodeKind::kHasAttr:
        begin(Raw::kHasAttr);
        node(as<vm::HasAttrNode>(n).subject);
        path(as<vm::HasAttrNode>(n).path);
        break;
      case NodeKind::kAttrSet:
        begin(Raw::kSet);
        byte(as<vm::AttrSetNode>(n).recursive ? 1 : 0);
        bindings(as<vm::AttrSetNode>(n), as<vm::AttrSetNode>(n).recursive, true);
        break;
      case NodeKind::kLet:
        begin(Raw::kLet);
        bindings(*as<vm::LetNode>(n).bindings, true, false);
        node(as<vm::LetNode>(n).body);
        break;
      case NodeKind::kList:
        begin(Raw::kList);
        count(as<vm::ListNode>(n).items.size);
        for (const Node* item : as<vm::ListNode>(n).items) node(item);
        break;
      case NodeKind::kLambda:
        lambda(as<vm::LambdaNode>(n));
        break;
      case NodeKind::kCall:
        begin(Raw::kCall);
        count(as<vm::CallNode>(n).args.size - 1);
        node(as<vm::CallNode>(n).function);
        for (const Node* a : as<vm::CallNode>(n).args) node(a);
        break;
      case NodeKind::kWith:
        begin(Raw::kWith);
        node(as<vm::WithNode>(n).scope);
        ++withs_;
        node(as<vm::WithNode>(n).body);
        --withs_;
        break;
      case NodeKind::kIf:
        begin(Raw::kIf);
        node(as<vm::IfNode>(n).condition);
        node(as<vm::IfNode>(n).then);
        node(as<vm::IfNode>(n).otherwise);
        break;
      case NodeKind::kAssert:
        begin(Raw::kAssert);
        node(as<vm::AssertNode>(n).condition);
        node(as<vm::AssertNode>(n).body);
        break;
      case NodeKind::kNot:
        begin(Raw::kNot);
        node(as<vm::NotNode>(n).operand);
        break;
      case NodeKind::kNegate:
        begin(Raw::kNegate);
        node(as<vm::NegateNode>(n).operand);
        break;
      case NodeKind::kConcat:
        if (as<vm::ConcatNode>(n).is_path) return refuse("a path");
        begin(Raw::kConcat);
        count(as<vm::ConcatNode>(n).parts.size);
        for (const Node* part : as<vm::ConcatNode>(n).parts) node(part);
        break;
      default:
        binary(n);
        break;
    }
    scope_.resize(scope);
  }

  void lambda(const vm::LambdaNode& l) {
    std::string_view argument = l.arg == vm::kNoSymbol ? "" : name(l.arg);
    if (!l.has_formals) {
      begin(Raw::kLambda);
      text(argument);
      bind(argument);
      return node(l.body);
    }
    begin(Raw::kFormals);
    byte((l.ellipsis ? 1u : 0u) | (argument.empty() ? 0u : 2u));
    text(argument);
    count(l.formals.size);
    for (const vm::Formal& f : l.formals) {
      text(name(f.name));
      byte(f.fallback ? 1 : 0);
    }
    for (const vm::Formal& f : l.formals) bind(name(f.name));
    bind(argument);
    for (const vm::Formal& f : l.formals)
      if (f.fallback) node(f.fallback);
    node(l.body);
  }

  const vm::SymbolTable& symbols_;
  Bytes out_;
  std::string why_not_;
  std::vector<std::string_view> scope_;
  uint32_t depth_ = 0, withs_ = 0;
};

}  // namespace

Encoded encode(std::string_view text) {
  vm::SymbolTable symbols;
  vm::Arena arena;
  vm::Dialect dialect = *vm::find_dialect("default");
  vm::ParseResult parsed =
      vm::parse(text, 1, symbols, arena, {.base_path = "/", .home = "/", .dialect = &dialect});
  if (!parsed.root) return {std::nullopt, "does not parse"};
  return Encoder(symbols).run(parsed.root);
}

}  // namespace fuzz
