// See reducer.h. For every place, from the root on: candidates in the order in which they are
// likely to help (candidates_for, and fit_to_kind for what a kind of node can lose), then bindings
// put in place of their variables (inline_binding). After each step the program is read anew, so
// that no two places share a node.
#include "fuzz/findings/reducer.h"

#include <algorithm>
#include <set>

#include "vm/syntax/children.h"

namespace fuzz {
namespace {

using namespace vm;  // nodes and their kinds

size_t weight_of_names(const Node* node) {
  switch (node->kind) {
    case NodeKind::kAttrSet: {
      auto* set = static_cast<const AttrSetNode*>(node);
      return set->attrs.size + set->dynamic.size + (set->recursive ? 1 : 0);
    }
    case NodeKind::kLet:
      return static_cast<const LetNode*>(node)->bindings->attrs.size;
    case NodeKind::kLambda: {
      auto* lambda = static_cast<const LambdaNode*>(node);
      return 2 * lambda->formals.size + (lambda->has_formals ? 2 : 0) + (lambda->ellipsis ? 1 : 0) +
             (lambda->has_formals && lambda->arg != kNoSymbol ? 1 : 0);
    }
    case NodeKind::kSelect:
      return static_cast<const SelectNode*>(node)->path.size;
    case NodeKind::kHasAttr:
      return static_cast<const HasAttrNode*>(node)->path.size;
    default:
      return 0;
  }
}

size_t weight_of_leaf(const Node* node) {
  switch (node->kind) {
    case NodeKind::kInt:
      return static_cast<const IntNode*>(node)->value == 0 ? 0 : 5;
    case NodeKind::kString:
      return std::min<size_t>(1 + 5 * static_cast<const StringNode*>(node)->text.size(), 20);
    case NodeKind::kVar:
      return 3;
    case NodeKind::kList:
      return 2;
    case NodeKind::kAttrSet:
      return 2;
    case NodeKind::kFloat:
    case NodeKind::kPath:
      return 10;
    default:
      return 4;
  }
}

size_t weight(const Node* root) {
  size_t total = 0;
  std::vector<const Node*> work{root};
  while (!work.empty()) {
    const Node* node = work.back();
    work.pop_back();
    total += 1'000 + 100 * weight_of_names(node) + weight_of_leaf(node);
    visit_children(node, [&work](const Node* child) { work.push_back(child); });
  }
  return total;
}

template <typename T>
std::vector<T> without(const Slice<T>& items, uint32_t from, uint32_t count) {
  std::vector<T> rest(items.begin(), items.begin() + from);
  rest.insert(rest.end(), items.begin() + from + count, items.end());
  return rest;
}

// Runs of half of the items, of a quarter, and so on to single ones.
template <typename Visit>
void runs(uint32_t size, Visit visit) {
  for (uint32_t length = (size + 1) / 2; length > 0; length /= 2)
    for (uint32_t from = 0; from < size; from += length) visit(from, std::min(length, size - from));
}

class Reducer {
 public:
  Reducer(const Dialect& dialect, const std::function<bool(const std::string&)>& keeps,
          size_t most_attempts)
      : dialect_(dialect), keeps_(keeps), most_(most_attempts) {}

  std::optional<Reduction> run(std::string_view program) {
    if (!read(program)) return {};
    // Printed, it has other positions: what depends on them cannot be reduced by printing.
    if (!keeps_(tree_->text())) return Reduction{std::string(program), count_nodes(tree_->root), 1};
    bool changed = true;
    while (changed && attempts_ < most_) {
      changed = false;
      for (size_t i = 0; i < sites_.all.size() && attempts_ < most_;) {
        if (improve(i))
          changed = true;
        else
          ++i;
      }
    }
    return Reduction{tree_->text(), count_nodes(tree_->root), attempts_};
  }

 private:
  bool read(std::string_view program) {
    std::unique_ptr<Tree> tree = Tree::parse(program, dialect_);
    if (!tree) return false;
    tree_ = std::move(tree);
    sites_ = sites_of(*tree_);
    weight_ = weight(tree_->root);
    return true;
  }

  // Takes what the tree now is, if it is lighter and still fit.
  bool accept() {
    if (weight(tree_->root) >= weight_ || attempts_ >= most_) return false;
    std::string text = tree_->text();
    ++attempts_;
    return keeps_(text) && read(text);
  }

  bool replace(Node** slot, Node* node) {
    Node* before = std::exchange(*slot, node);
    if (accept()) return true;
    *slot = before;
    return false;
  }

  bool improve(size_t index) {
    Site site = sites_.all[index];
    for (Node* candidate : candidates_for(site.node()))
      if (replace(site.slot, candidate)) return true;
    return inline_binding(site);
  }

  std::vector<Node*> candidates_for(Node* node) {
    Builder build(*tree_);
    std::vector<Node*> all{build.integer(0),       build.variable("null"), build.string(""),
                           build.set({}),          build.list({}),         build.variable("true"),
                           build.variable("false")};
    std::vector<Node*> children;
    visit_child_slots(node, [&children](Node* child) { children.push_back(child); });
    all.insert(all.end(), children.begin(), children.end());
    for (Node* child : children)
      visit_child_slots(child, [&all](Node* grandchild) { all.push_back(grandchild); });
    fit_to_kind(build, node, all);
    return all;
  }

  void fit_to_kind(Builder& build, Node* node, std::vector<Node*>& all) {
    switch (node->kind) {
      case NodeKind::kList:
        return lose_items(build, static_cast<ListNode*>(node), &ListNode::items, 0, all);
      case NodeKind::kCall:
        return lose_items(build, static_cast<CallNode*>(node), &CallNode::args, 1, all);
      case NodeKind::kConcat:
        return lose_items(build, static_cast<ConcatNode*>(node), &ConcatNode::parts, 1, all);
      case NodeKind::kHasAttr:
        return lose_items(build, static_cast<HasAttrNode*>(node), &HasAttrNode::path, 1, all);
      case NodeKind::kSelect: {
        auto* select = static_cast<SelectNode*>(node);
        lose_items(build, select, &SelectNode::path, 1, all);
        if (select->fallback == nullptr) return;
        SelectNode* other = build.copy(select);
        other->fallback = nullptr;
        return all.push_back(other);
      }
      case NodeKind::kAttrSet:
        return lose_bindings(build, static_cast<AttrSetNode*>(node), all);
      case NodeKind::kLet: {
        std::vector<Node*> sets;
        auto* let = static_cast<LetNode*>(node);
        lose_bindings(build, let->bindings, sets);
        for (Node* set : sets) {
          LetNode* other = build.copy(let);
          other->bindings = static_cast<AttrSetNode*>(set);
          all.push_back(other);
        }
        return;
      }
      case NodeKind::kLambda:
        return lose_formals(build, static_cast<LambdaNode*>(node), all);
      case NodeKind::kInt:
        return all.push_back(build.integer(1));
      case NodeKind::kString:
        return all.push_back(build.string("a"));
      default:
        return;
    }
  }

  template <typename T, typename Item>
  void lose_items(Builder& build, T* node, Slice<Item> T::* items, uint32_t least,
                  std::vector<Node*>& all) {
    runs((node->*items).size, [&](uint32_t from, uint32_t count) {
      if ((node->*items).size - count < least) return;
      T* other = build.copy(node);
      other->*items = build.slice(without(node->*items, from, count));
      all.push_back(other);
    });
  }

  void lose_bindings(Builder& build, AttrSetNode* set, std::vector<Node*>& all) {
    lose_items(build, set, &AttrSetNode::attrs, 0, all);
    lose_items(build, set, &AttrSetNode::dynamic, 0, all);
    for (uint32_t i = 0; i < set->inherit_from.size; ++i) {
      AttrSetNode* other = build.copy(set);
      other->inherit_from = build.slice(without(set->inherit_from, i, 1));
      std::vector<AttrDef> attrs;
      for (AttrDef def : set->attrs) {
        bool from = def.kind == AttrKind::kInheritFrom;
        if (from && def.from == i) continue;
        if (from && def.from > i) --def.from;
        attrs.push_back(def);
      }
      other->attrs = build.slice(attrs);
      all.push_back(other);
    }
    if (!set->recursive) return;
    AttrSetNode* other = build.copy(set);
    other->recursive = false;
    all.push_back(other);
  }

  void lose_formals(Builder& build, LambdaNode* lambda, std::vector<Node*>& all) {
    if (!lambda->has_formals) return;
    lose_items(build, lambda, &LambdaNode::formals, 0, all);
    for (uint32_t i = 0; i < lambda->formals.size; ++i) {
      if (lambda->formals[i].fallback == nullptr) continue;
      LambdaNode* other = build.copy(lambda);
      other->formals =
          build.slice(std::vector<Formal>(lambda->formals.begin(), lambda->formals.end()));
      other->formals[i].fallback = nullptr;
      all.push_back(other);
    }
    LambdaNode* other = build.copy(lambda);
    other->ellipsis = false;
    all.push_back(other);
    if (lambda->arg != kNoSymbol) {
      other = build.copy(lambda);
      other->arg = kNoSymbol;
      all.push_back(other);
    }
    all.push_back(
        build.lambda(lambda->arg == kNoSymbol ? build.name("x") : lambda->arg, lambda->body));
  }

  // The scope in which a construct's body stands.
  const Scope* scope_at(Node** slot) const {
    for (const Site& site : sites_.all)
      if (site.slot == slot) return site.scope;
    return nullptr;
  }

  // Every use of a name becomes its value; make() is asked for the construct without the binding
  // once that is done.
  template <typename Make>
  bool substitute(const Site& site, const Scope* scope, Symbol name, Node* value, Make make) {
    if (mentions(value, name)) return false;
    std::vector<Node**> uses;
    for (const Site& use : sites_.all) {
      if (use.node()->kind != NodeKind::kVar || static_cast<VarNode*>(use.node())->name != name)
        continue;
      const Scope* owner = use.scope;
      while (owner != nullptr &&
             std::find(owner->names.begin(), owner->names.end(), name) == owner->names.end())
        owner = owner->outer;
      if (owner == scope) uses.push_back(use.slot);
    }
    std::vector<Node*> before;
    for (Node** use : uses) before.push_back(std::exchange(*use, value));
    if (replace(site.slot, make())) return true;
    for (size_t i = 0; i < uses.size(); ++i) *uses[i] = before[i];
    return false;
  }

  bool inline_binding(const Site& site) {
    Builder build(*tree_);
    if (site.node()->kind == NodeKind::kLet) {
      auto* let = static_cast<LetNode*>(site.node());
      const Scope* scope = scope_at(&let->body);
      for (uint32_t i = 0; i < let->bindings->attrs.size; ++i) {
        const AttrDef& def = let->bindings->attrs[i];
        if (def.kind != AttrKind::kPlain) continue;
        auto make = [&]() -> Node* {
          if (let->bindings->attrs.size == 1) return let->body;
          LetNode* other = build.copy(let);
          other->bindings = build.copy(let->bindings);
          other->bindings->attrs = build.slice(without(let->bindings->attrs, i, 1));
          return other;
        };
        if (substitute(site, scope, def.name, def.value, make)) return true;
      }
    }
    if (site.node()->kind != NodeKind::kCall) return false;
    auto* call = static_cast<CallNode*>(site.node());
    if (call->args.size != 1 || call->function->kind != NodeKind::kLambda) return false;
    auto* lambda = static_cast<LambdaNode*>(call->function);
    if (lambda->has_formals) return false;
    return substitute(site, scope_at(&lambda->body), lambda->arg, call->args[0],
                      [lambda] { return lambda->body; });
  }

  const Dialect& dialect_;
  const std::function<bool(const std::string&)>& keeps_;
  const size_t most_;
  size_t attempts_ = 0;
  size_t weight_ = 0;
  std::unique_ptr<Tree> tree_;
  Sites sites_;
};

}  // namespace

std::optional<Reduction> reduce(std::string_view program, const Dialect& dialect,
                                const std::function<bool(const std::string&)>& keeps,
                                size_t most_attempts) {
  return Reducer(dialect, keeps, most_attempts).run(program);
}

std::string signature(std::string_view reduced, const Dialect& dialect,
                      std::string_view disagreement) {
  std::unique_ptr<Tree> tree = Tree::parse(reduced, dialect);
  std::set<std::string> kinds;
  if (tree) {
    Sites sites = sites_of(*tree);
    Builder build(*tree);
    for (const Site& site : sites.all) {
      const Node* node = site.node();
      kinds.emplace(node_kind_name(node->kind));
      if (node->kind == NodeKind::kVar) {
        Symbol name = static_cast<const VarNode*>(node)->name;
        if (!binds(site.scope, name)) kinds.emplace(build.text(name));
      }
      if (node->kind != NodeKind::kSelect) continue;
      auto* select = static_cast<const SelectNode*>(node);
      if (select->subject->kind == NodeKind::kVar && select->path[0].expr == nullptr &&
          build.text(static_cast<const VarNode*>(select->subject)->name) == "builtins")
        kinds.emplace(build.text(select->path[0].name));
    }
  }
  std::string text(disagreement);
  for (const std::string& kind : kinds) text += " " + kind;
  return text;
}

}  // namespace fuzz
