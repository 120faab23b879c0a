// Rewrites that must change nothing that a program can show: value, class of error, traces, and
// what lazy printing tells. Each is a row: a name, what it does, and when it may be done. To add
// one: a function and its row in rewrites.cc; the test puts it to every place of the corpus.
//
// What holds for all:
// - a place where Nix delays is only wrapped if a thunk stands there anyway (`wraps`);
// - names of builtins are only used in programs that bind none of them (`needs_builtins`);
// - where names are looked up early in evaluated namespaces (with-looked-up-early), no `with` is
// put
//   under another (`adds_with`): it is not evaluated, and would end that;
// - where half-built sets can be read, a set with dynamic names stays where it is built;
// - an equality that is asserted stays: if it fails, it is evaluated again to explain it;
// - positions may change: is_rewritable refuses programs that ask for them;
// - whether an undefined variable is found before the evaluation depends on a `with` around it, so
//   programs that end so are not compared.
#pragma once

#include <span>
#include <string_view>

#include "fuzz/tree.h"

namespace fuzz {

// What the rewrites of one program share.
struct RewriteContext {
  Tree& tree;
  Builder build;
  const vm::Dialect& dialect;
  vm::Symbol fresh;       // a name that occurs nowhere in the program
  bool builtins_unbound;  // no construct of the program binds a name that a rewrite needs

  RewriteContext(Tree& tree, const vm::Dialect& dialect);
};

struct Rewrite {
  std::string_view name;
  std::string_view sentence;  // `before` → `after`, and the precondition
  // It puts something around the node, whatever that is, so `lazy` places need a thunk.
  bool wraps;
  bool needs_builtins;
  bool adds_with;
  // What is to stand there, or nullptr if it does not apply. The old node may be used and changed.
  vm::Node* (*apply)(RewriteContext& context, const Site& site);
};

std::span<const Rewrite> rewrites();

// False for programs that ask where they are written.
bool is_rewritable(const Tree& tree);
// Rewrites at one place; false if that is not possible there.
bool rewrite_at(RewriteContext& context, const Rewrite& rewrite, const Site& site);
// At every place; how many there were.
size_t rewrite_everywhere(Tree& tree, const vm::Dialect& dialect, const Rewrite& rewrite);

}  // namespace fuzz
