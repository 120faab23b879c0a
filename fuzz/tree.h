// Programs as trees that can be edited: parsing, building nodes, and every place of a program with
// what a rewrite must know of it. A place is a slot, the pointer to a node; an edit stores another
// node there. Nodes are never freed before their tree. Nothing recurses natively.
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "vm/base/dialect.h"
#include "vm/syntax/ast.h"

namespace fuzz {

struct Tree {
  vm::SymbolTable symbols;
  vm::Arena arena;
  vm::Node* root = nullptr;

  // Relative paths start at /. nullptr if the text is refused.
  static std::unique_ptr<Tree> parse(std::string_view program, const vm::Dialect& dialect);
  std::string text() const;  // as print_source
};

// The names that a construct binds, or a `with` (no names), around a place.
struct Scope {
  const Scope* outer = nullptr;
  std::vector<vm::Symbol> names;
  bool is_with = false;
};
bool binds(const Scope* scope, vm::Symbol name);
bool is_under_with(const Scope* scope);

struct Site {
  vm::Node** slot;
  // Nix delays what stands here: an argument, an element, a binding. A literal or a variable is not
  // delayed, and lazy printing tells it from anything else.
  bool lazy;
  const Scope* scope;
  bool asserted = false;  // the condition of an assert

  vm::Node* node() const { return *slot; }
};

struct Sites {
  std::vector<Site> all;  // a node before what is under it
  std::vector<std::unique_ptr<Scope>> scopes;
};
// Not among them: `inherit x`, and what a path with interpolation begins with.
Sites sites_of(Tree& tree);

// Whether Nix makes a thunk for such a node where it delays.
bool needs_thunk(const vm::Node* node);
size_t count_nodes(const vm::Node* root);
// The variables in a tree, in the order in which they occur, each once.
std::vector<vm::Symbol> variables(const vm::Node* root);
bool mentions(const vm::Node* root, vm::Symbol variable);

// Makes nodes in a tree's arena.
class Builder {
 public:
  explicit Builder(Tree& tree) : tree_(tree) {}

  using Bindings = std::vector<std::pair<vm::Symbol, vm::Node*>>;

  vm::Symbol name(std::string_view text) { return tree_.symbols.intern(text); }
  std::string_view text(vm::Symbol name) const { return tree_.symbols.name(name); }
  vm::Node* integer(int64_t value);
  vm::Node* string(std::string_view text);
  vm::Node* variable(vm::Symbol name);
  vm::Node* variable(std::string_view text) { return variable(name(text)); }
  vm::Node* list(const std::vector<vm::Node*>& items);
  vm::AttrSetNode* set(const Bindings& bindings, bool recursive = false);
  vm::Node* let(const Bindings& bindings, vm::Node* body);
  vm::Node* lambda(vm::Symbol argument, vm::Node* body);
  vm::Node* call(vm::Node* function, const std::vector<vm::Node*>& arguments);
  vm::Node* select(vm::Node* subject, vm::Symbol attribute, vm::Node* fallback = nullptr);
  vm::Node* with(vm::Node* scope, vm::Node* body);
  vm::Node* choose(vm::Node* condition, vm::Node* then, vm::Node* otherwise);
  vm::Node* assertion(vm::Node* condition, vm::Node* body);
  vm::Node* negation(vm::Node* operand);
  vm::Node* binary(vm::NodeKind kind, vm::Node* left, vm::Node* right);
  vm::Node* interpolation(vm::Node* part);

  template <typename T>
  T* copy(const T* node) {
    return tree_.arena.make<T>(*node);
  }
  template <typename T>
  vm::Slice<T> slice(const std::vector<T>& items) {
    return tree_.arena.copy(items);
  }

 private:
  template <typename T>
  T* make(vm::NodeKind kind) {
    T* node = tree_.arena.make<T>();
    node->kind = kind;
    node->pos = vm::kNoPos;
    return node;
  }

  Tree& tree_;
};

}  // namespace fuzz
