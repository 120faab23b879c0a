// See tree.h.
#include "fuzz/tree.h"

#include <algorithm>

#include "vm/syntax/children.h"
#include "vm/syntax/parser.h"
#include "vm/syntax/printer.h"

namespace fuzz {

using namespace vm;  // nodes and their kinds

std::unique_ptr<Tree> Tree::parse(std::string_view program, const Dialect& dialect) {
  auto tree = std::make_unique<Tree>();
  ParseOptions options{.base_path = "/", .home = "/", .dialect = &dialect};
  tree->root = vm::parse(program, 1, tree->symbols, tree->arena, options).root;
  return tree->root == nullptr ? nullptr : std::move(tree);
}

std::string Tree::text() const { return print_source(root, symbols); }

bool binds(const Scope* scope, Symbol name) {
  for (; scope != nullptr; scope = scope->outer)
    if (std::find(scope->names.begin(), scope->names.end(), name) != scope->names.end())
      return true;
  return false;
}

bool is_under_with(const Scope* scope) {
  while (scope != nullptr && !scope->is_with) scope = scope->outer;
  return scope != nullptr;
}

bool needs_thunk(const Node* node) {
  switch (node->kind) {
    case NodeKind::kInt:
    case NodeKind::kFloat:
    case NodeKind::kString:
    case NodeKind::kPath:
    case NodeKind::kVar:
    case NodeKind::kCurPos:
      return false;
    case NodeKind::kList:
      return !static_cast<const ListNode*>(node)->items.empty();
    default:
      return true;
  }
}

namespace {

template <typename Visit>
void visit_all(const Node* root, Visit visit) {
  std::vector<const Node*> work{root}, row;
  while (!work.empty()) {
    const Node* node = work.back();
    work.pop_back();
    visit(node);
    row.clear();
    visit_children(node, [&row](const Node* child) { row.push_back(child); });
    work.insert(work.end(), row.rbegin(), row.rend());
  }
}

class SiteFinder {
 public:
  Sites run(Node*& root) {
    work_.push_back({&root, false, nullptr});
    while (!work_.empty()) {
      Site site = work_.back();
      work_.pop_back();
      found_.all.push_back(site);
      look_under(site);
      work_.insert(work_.end(), row_.rbegin(), row_.rend());
      row_.clear();
    }
    return std::move(found_);
  }

 private:
  const Scope* inner(const Scope* outer, std::vector<Symbol> names, bool is_with = false) {
    found_.scopes.push_back(std::make_unique<Scope>(Scope{outer, std::move(names), is_with}));
    return found_.scopes.back().get();
  }
  void add(Node*& slot, bool lazy, const Scope* scope) {
    if (slot != nullptr) row_.push_back({&slot, lazy, scope});
  }
  static std::vector<Symbol> names_of(const AttrSetNode* set) {
    std::vector<Symbol> names;
    for (const AttrDef& def : set->attrs) names.push_back(def.name);
    return names;
  }
  void bindings(AttrSetNode* set, const Scope* scope) {
    for (Node*& source : set->inherit_from) add(source, true, scope);
    for (AttrDef& def : set->attrs)
      if (def.kind == AttrKind::kPlain) add(def.value, true, scope);
    for (DynamicAttrDef& def : set->dynamic) {
      add(def.name, false, scope);
      add(def.value, true, scope);
    }
  }

  void look_under(const Site& site) {
    Node* node = site.node();
    const Scope* scope = site.scope;
    switch (node->kind) {
      case NodeKind::kAttrSet: {
        auto* set = static_cast<AttrSetNode*>(node);
        return bindings(set, set->recursive ? inner(scope, names_of(set)) : scope);
      }
      case NodeKind::kLet: {
        auto* let = static_cast<LetNode*>(node);
        scope = inner(scope, names_of(let->bindings));
        bindings(let->bindings, scope);
        return add(let->body, false, scope);
      }
      case NodeKind::kLambda: {
        auto* lambda = static_cast<LambdaNode*>(node);
        std::vector<Symbol> names;
        if (lambda->arg != kNoSymbol) names.push_back(lambda->arg);
        for (const Formal& formal : lambda->formals) names.push_back(formal.name);
        scope = inner(scope, std::move(names));
        for (Formal& formal : lambda->formals) add(formal.fallback, true, scope);
        return add(lambda->body, false, scope);
      }
      case NodeKind::kList:
        for (Node*& item : static_cast<ListNode*>(node)->items) add(item, true, scope);
        return;
      case NodeKind::kCall:
        add(static_cast<CallNode*>(node)->function, false, scope);
        for (Node*& argument : static_cast<CallNode*>(node)->args) add(argument, true, scope);
        return;
      case NodeKind::kWith:
        add(static_cast<WithNode*>(node)->scope, true, scope);
        return add(static_cast<WithNode*>(node)->body, false, inner(scope, {}, true));
      case NodeKind::kAssert:
        row_.push_back({&static_cast<AssertNode*>(node)->condition, false, scope, true});
        return add(static_cast<AssertNode*>(node)->body, false, scope);
      case NodeKind::kConcat: {
        auto* concat = static_cast<ConcatNode*>(node);
        for (uint32_t i = concat->is_path ? 1 : 0; i < concat->parts.size; ++i)
          add(concat->parts[i], false, scope);
        return;
      }
      default:
        visit_child_slots(node, [&](Node*& slot) { add(slot, false, scope); });
    }
  }

  Sites found_;
  std::vector<Site> work_, row_;
};

}  // namespace

Sites sites_of(Tree& tree) { return SiteFinder().run(tree.root); }

size_t count_nodes(const Node* root) {
  size_t count = 0;
  visit_all(root, [&count](const Node*) { ++count; });
  return count;
}

std::vector<Symbol> variables(const Node* root) {
  std::vector<Symbol> found;
  visit_all(root, [&found](const Node* node) {
    if (node->kind != NodeKind::kVar) return;
    Symbol name = static_cast<const VarNode*>(node)->name;
    if (std::find(found.begin(), found.end(), name) == found.end()) found.push_back(name);
  });
  return found;
}

bool mentions(const Node* root, Symbol variable) {
  bool found = false;
  visit_all(root, [&](const Node* node) {
    found |= node->kind == NodeKind::kVar && static_cast<const VarNode*>(node)->name == variable;
  });
  return found;
}

Node* Builder::integer(int64_t value) {
  auto* node = make<IntNode>(NodeKind::kInt);
  node->value = value;
  return node;
}

Node* Builder::string(std::string_view text) {
  auto* node = make<StringNode>(NodeKind::kString);
  node->text = tree_.arena.copy(text);
  return node;
}

Node* Builder::variable(Symbol name) {
  auto* node = make<VarNode>(NodeKind::kVar);
  node->name = name;
  return node;
}

Node* Builder::list(const std::vector<Node*>& items) {
  auto* node = make<ListNode>(NodeKind::kList);
  node->items = slice(items);
  return node;
}

AttrSetNode* Builder::set(const Bindings& bindings, bool recursive) {
  auto* node = make<AttrSetNode>(NodeKind::kAttrSet);
  node->recursive = recursive;
  std::vector<AttrDef> attrs;
  for (const auto& [name, value] : bindings)
    attrs.push_back({name, AttrKind::kPlain, 0, kNoPos, value});
  node->attrs = slice(attrs);
  return node;
}

Node* Builder::let(const Bindings& bindings, Node* body) {
  auto* node = make<LetNode>(NodeKind::kLet);
  node->bindings = set(bindings);
  node->body = body;
  return node;
}

Node* Builder::lambda(Symbol argument, Node* body) {
  auto* node = make<LambdaNode>(NodeKind::kLambda);
  node->arg = argument;
  node->body = body;
  return node;
}

Node* Builder::call(Node* function, const std::vector<Node*>& arguments) {
  auto* node = make<CallNode>(NodeKind::kCall);
  node->function = function;
  node->args = slice(arguments);
  return node;
}

Node* Builder::select(Node* subject, Symbol attribute, Node* fallback) {
  auto* node = make<SelectNode>(NodeKind::kSelect);
  node->subject = subject;
  node->path = slice(std::vector<AttrName>{{attribute, nullptr, kNoPos}});
  node->fallback = fallback;
  return node;
}

Node* Builder::with(Node* scope, Node* body) {
  auto* node = make<WithNode>(NodeKind::kWith);
  node->scope = scope;
  node->body = body;
  return node;
}

Node* Builder::choose(Node* condition, Node* then, Node* otherwise) {
  auto* node = make<IfNode>(NodeKind::kIf);
  node->condition = condition;
  node->then = then;
  node->otherwise = otherwise;
  return node;
}

Node* Builder::assertion(Node* condition, Node* body) {
  auto* node = make<AssertNode>(NodeKind::kAssert);
  node->condition = condition;
  node->body = body;
  return node;
}

Node* Builder::negation(Node* operand) {
  auto* node = make<NotNode>(NodeKind::kNot);
  node->operand = operand;
  return node;
}

Node* Builder::binary(NodeKind kind, Node* left, Node* right) {
  auto* node = make<BinaryNode>(kind);
  node->left = left;
  node->right = right;
  return node;
}

Node* Builder::interpolation(Node* part) {
  auto* node = make<ConcatNode>(NodeKind::kConcat);
  node->is_path = false;
  node->parts = slice(std::vector<Node*>{part});
  return node;
}

}  // namespace fuzz
