// See rewrites.h. The table is at the end; the functions stand in its order.
#include "fuzz/rewrites/rewrites.h"

#include <algorithm>
#include <array>

namespace fuzz {
namespace {

using namespace vm;  // nodes and their kinds

template <typename T>
T* as(const Site& site, NodeKind kind) {
  return site.node()->kind == kind ? static_cast<T*>(site.node()) : nullptr;
}

bool is_plain(const AttrSetNode* set) {
  return set->dynamic.empty() && set->inherit_from.empty() &&
         std::all_of(set->attrs.begin(), set->attrs.end(),
                     [](const AttrDef& def) { return def.kind == AttrKind::kPlain; });
}

// `throw "…"`: what must never be evaluated.
Node* never(RewriteContext& c) {
  return c.build.call(c.build.variable("throw"), {c.build.string("never evaluated")});
}

Node* let_wrap(RewriteContext& c, const Site& site) {
  return c.build.let({{c.fresh, site.node()}}, c.build.variable(c.fresh));
}

Node* identity_call(RewriteContext& c, const Site& site) {
  return c.build.call(c.build.lambda(c.fresh, c.build.variable(c.fresh)), {site.node()});
}

Node* head_of_list(RewriteContext& c, const Site& site) {
  return c.build.call(c.build.variable("__head"), {c.build.list({site.node()})});
}

Node* select_of_set(RewriteContext& c, const Site& site) {
  return c.build.select(c.build.set({{c.fresh, site.node()}}), c.fresh);
}

Node* select_of_rec(RewriteContext& c, const Site& site) {
  return c.build.select(c.build.set({{c.fresh, site.node()}}, true), c.fresh);
}

Node* select_or_default(RewriteContext& c, const Site& site) {
  return c.build.select(c.build.set({{c.fresh, site.node()}}), c.fresh, never(c));
}

Node* formal_default(RewriteContext& c, const Site& site) {
  auto* lambda = static_cast<LambdaNode*>(c.build.lambda(kNoSymbol, c.build.variable(c.fresh)));
  lambda->has_formals = true;
  lambda->formals = c.build.slice(std::vector<Formal>{{c.fresh, kNoPos, site.node()}});
  return c.build.call(lambda, {c.build.set({})});
}

Node* if_true(RewriteContext& c, const Site& site) {
  return c.build.choose(c.build.variable("true"), site.node(), never(c));
}

Node* assert_true(RewriteContext& c, const Site& site) {
  return c.build.assertion(c.build.variable("true"), site.node());
}

Node* dead_binding(RewriteContext& c, const Site& site) {
  return c.build.let({{c.fresh, never(c)}}, site.node());
}

Node* forced_twice(RewriteContext& c, const Site& site) {
  Node* use = c.build.variable(c.fresh);
  Node* both = c.build.call(c.build.variable("__seq"), {use, c.build.variable(c.fresh)});
  return c.build.let({{c.fresh, site.node()}}, both);
}

Node* with_shadow(RewriteContext& c, const Site& site) {
  Builder::Bindings shadows;
  for (Symbol name : variables(site.node()))
    if (binds(site.scope, name)) shadows.emplace_back(name, never(c));
  return shadows.empty() ? nullptr : c.build.with(c.build.set(shadows), site.node());
}

Node* with_empty(RewriteContext& c, const Site& site) {
  return c.build.with(c.build.set({}), site.node());
}

Node* rec_ify(RewriteContext& c, const Site& site) {
  auto* set = as<AttrSetNode>(site, NodeKind::kAttrSet);
  if (set == nullptr || set->recursive) return nullptr;
  for (const AttrDef& def : set->attrs)
    if (c.build.text(def.name).starts_with("__") || mentions(set, def.name)) return nullptr;
  AttrSetNode* recursive = c.build.copy(set);
  recursive->recursive = true;
  return recursive;
}

Node* inherit_from_to_select(RewriteContext& c, const Site& site) {
  auto* set = as<AttrSetNode>(site, NodeKind::kAttrSet);
  if (set == nullptr || set->inherit_from.empty()) return nullptr;
  for (const Node* source : set->inherit_from)
    if (source->kind != NodeKind::kVar) return nullptr;
  AttrSetNode* plain = c.build.copy(set);
  plain->attrs = c.build.slice(std::vector<AttrDef>(set->attrs.begin(), set->attrs.end()));
  for (AttrDef& def : plain->attrs) {
    if (def.kind != AttrKind::kInheritFrom) continue;
    Node* source = set->inherit_from[def.from];
    def = {def.name, AttrKind::kPlain, 0, kNoPos, c.build.select(source, def.name)};
  }
  plain->inherit_from = {};
  return plain;
}

Node* select_to_inherit_from(RewriteContext& c, const Site& site) {
  auto* set = as<AttrSetNode>(site, NodeKind::kAttrSet);
  if (set == nullptr || !set->inherit_from.empty()) return nullptr;
  AttrSetNode* other = c.build.copy(set);
  other->attrs = c.build.slice(std::vector<AttrDef>(set->attrs.begin(), set->attrs.end()));
  std::vector<Node*> sources;
  for (AttrDef& def : other->attrs) {
    if (def.kind != AttrKind::kPlain || def.value->kind != NodeKind::kSelect) continue;
    auto* select = static_cast<SelectNode*>(def.value);
    if (select->fallback != nullptr || select->path.size != 1 || select->path[0].name != def.name ||
        select->subject->kind != NodeKind::kVar)
      continue;
    def = {def.name, AttrKind::kInheritFrom, static_cast<uint32_t>(sources.size()), kNoPos,
           nullptr};
    sources.push_back(select->subject);
  }
  other->inherit_from = c.build.slice(sources);
  return sources.empty() ? nullptr : other;
}

Node* inherit_to_variable(RewriteContext& c, const Site& site) {
  auto* set = as<AttrSetNode>(site, NodeKind::kAttrSet);
  if (set == nullptr || set->recursive) return nullptr;
  AttrSetNode* other = c.build.copy(set);
  other->attrs = c.build.slice(std::vector<AttrDef>(set->attrs.begin(), set->attrs.end()));
  bool any = false;
  for (AttrDef& def : other->attrs) {
    any |= def.kind == AttrKind::kInherited;
    if (def.kind == AttrKind::kInherited) def.kind = AttrKind::kPlain;
  }
  return any ? other : nullptr;
}

Node* variable_to_inherit(RewriteContext& c, const Site& site) {
  auto* set = as<AttrSetNode>(site, NodeKind::kAttrSet);
  if (set == nullptr || set->recursive) return nullptr;
  AttrSetNode* other = c.build.copy(set);
  other->attrs = c.build.slice(std::vector<AttrDef>(set->attrs.begin(), set->attrs.end()));
  bool any = false;
  for (AttrDef& def : other->attrs) {
    if (def.kind != AttrKind::kPlain || def.value->kind != NodeKind::kVar ||
        static_cast<VarNode*>(def.value)->name != def.name)
      continue;
    def.kind = AttrKind::kInherited;
    any = true;
  }
  return any ? other : nullptr;
}

AttrSetNode* reversed(RewriteContext& c, const AttrSetNode* set) {
  if (set->attrs.size < 2 || !set->inherit_from.empty()) return nullptr;
  AttrSetNode* other = c.build.copy(set);
  std::vector<AttrDef> attrs(set->attrs.begin(), set->attrs.end());
  std::reverse(attrs.begin(), attrs.end());
  other->attrs = c.build.slice(attrs);
  return other;
}

Node* permute_attributes(RewriteContext& c, const Site& site) {
  auto* set = as<AttrSetNode>(site, NodeKind::kAttrSet);
  return set == nullptr ? nullptr : reversed(c, set);
}

Node* permute_let(RewriteContext& c, const Site& site) {
  auto* let = as<LetNode>(site, NodeKind::kLet);
  AttrSetNode* bindings = let == nullptr ? nullptr : reversed(c, let->bindings);
  if (bindings == nullptr) return nullptr;
  LetNode* other = c.build.copy(let);
  other->bindings = bindings;
  return other;
}

Node* permute_formals(RewriteContext& c, const Site& site) {
  auto* lambda = as<LambdaNode>(site, NodeKind::kLambda);
  if (lambda == nullptr || lambda->formals.size < 2) return nullptr;
  LambdaNode* other = c.build.copy(lambda);
  std::vector<Formal> formals(lambda->formals.begin(), lambda->formals.end());
  std::reverse(formals.begin(), formals.end());
  other->formals = c.build.slice(formals);
  return other;
}

Node* let_to_call(RewriteContext& c, const Site& site) {
  auto* let = as<LetNode>(site, NodeKind::kLet);
  if (let == nullptr || let->bindings->attrs.size != 1 || !is_plain(let->bindings)) return nullptr;
  const AttrDef& def = let->bindings->attrs[0];
  if (mentions(def.value, def.name)) return nullptr;
  return c.build.call(c.build.lambda(def.name, let->body), {def.value});
}

Node* call_to_let(RewriteContext& c, const Site& site) {
  auto* call = as<CallNode>(site, NodeKind::kCall);
  if (call == nullptr || call->args.size != 1 || call->function->kind != NodeKind::kLambda)
    return nullptr;
  auto* lambda = static_cast<LambdaNode*>(call->function);
  if (lambda->has_formals || mentions(call->args[0], lambda->arg)) return nullptr;
  return c.build.let({{lambda->arg, call->args[0]}}, lambda->body);
}

Node* split_call(RewriteContext& c, const Site& site) {
  auto* call = as<CallNode>(site, NodeKind::kCall);
  if (call == nullptr || call->args.size < 2) return nullptr;
  Node* function = c.build.call(call->function, {call->args[0]});
  return c.build.call(function, std::vector<Node*>(call->args.begin() + 1, call->args.end()));
}

Node* eta_expand(RewriteContext& c, const Site& site) {
  auto* call = as<CallNode>(site, NodeKind::kCall);
  if (call == nullptr) return nullptr;
  CallNode* other = c.build.copy(call);
  other->function =
      c.build.lambda(c.fresh, c.build.call(call->function, {c.build.variable(c.fresh)}));
  return other;
}

Node* split_select(RewriteContext& c, const Site& site) {
  auto* select = as<SelectNode>(site, NodeKind::kSelect);
  if (select == nullptr || select->path.size < 2 || select->fallback != nullptr) return nullptr;
  uint32_t last = select->path.size - 1;
  SelectNode* first = c.build.copy(select);
  first->path.size = last;
  SelectNode* second = c.build.copy(select);
  second->subject = first;
  second->path = c.build.slice(std::vector<AttrName>{select->path[last]});
  return second;
}

bool is_set(const Node* node) {
  return node->kind == NodeKind::kAttrSet || node->kind == NodeKind::kUpdate;
}

bool is_list(const Node* node) {
  return (node->kind == NodeKind::kList && needs_thunk(node)) ||
         node->kind == NodeKind::kConcatLists;
}

Node* update_with_nothing(RewriteContext& c, const Site& site) {
  if (!is_set(site.node())) return nullptr;
  return c.build.binary(NodeKind::kUpdate, site.node(), c.build.set({}));
}

Node* update_of_nothing(RewriteContext& c, const Site& site) {
  if (!is_set(site.node())) return nullptr;
  return c.build.binary(NodeKind::kUpdate, c.build.set({}), site.node());
}

Node* split_set(RewriteContext& c, const Site& site) {
  auto* set = as<AttrSetNode>(site, NodeKind::kAttrSet);
  if (set == nullptr || set->recursive || !is_plain(set) || set->attrs.size < 2) return nullptr;
  AttrSetNode* left = c.build.copy(set);
  left->attrs.size = 1;
  AttrSetNode* right = c.build.copy(set);
  right->attrs = c.build.slice(std::vector<AttrDef>(set->attrs.begin() + 1, set->attrs.end()));
  return c.build.binary(NodeKind::kUpdate, left, right);
}

Node* concat_with_nothing(RewriteContext& c, const Site& site) {
  if (!is_list(site.node())) return nullptr;
  return c.build.binary(NodeKind::kConcatLists, site.node(), c.build.list({}));
}

Node* split_list(RewriteContext& c, const Site& site) {
  auto* list = as<ListNode>(site, NodeKind::kList);
  if (list == nullptr || list->items.size < 2) return nullptr;
  Node* rest = c.build.list(std::vector<Node*>(list->items.begin() + 1, list->items.end()));
  return c.build.binary(NodeKind::kConcatLists, c.build.list({list->items[0]}), rest);
}

Node* interpolate_string(RewriteContext& c, const Site& site) {
  auto* concat = as<ConcatNode>(site, NodeKind::kConcat);
  if (concat == nullptr || concat->is_path) return nullptr;
  return c.build.interpolation(concat);
}

bool is_boolean(const Node* node) {
  switch (node->kind) {
    case NodeKind::kHasAttr:
    case NodeKind::kEqual:
    case NodeKind::kNotEqual:
    case NodeKind::kAnd:
    case NodeKind::kOr:
    case NodeKind::kImplies:
    case NodeKind::kNot:
      return true;
    default:
      return false;
  }
}

Node* double_negation(RewriteContext& c, const Site& site) {
  return is_boolean(site.node()) ? c.build.negation(c.build.negation(site.node())) : nullptr;
}

Node* swap_branches(RewriteContext& c, const Site& site) {
  auto* choice = as<IfNode>(site, NodeKind::kIf);
  if (choice == nullptr) return nullptr;
  return c.build.choose(c.build.negation(choice->condition), choice->otherwise, choice->then);
}

Node* implication_to_or(RewriteContext& c, const Site& site) {
  auto* implies = as<BinaryNode>(site, NodeKind::kImplies);
  if (implies == nullptr) return nullptr;
  return c.build.binary(NodeKind::kOr, c.build.negation(implies->left), implies->right);
}

Node* not_equal_to_not(RewriteContext& c, const Site& site) {
  auto* unequal = as<BinaryNode>(site, NodeKind::kNotEqual);
  if (unequal == nullptr) return nullptr;
  return c.build.negation(c.build.binary(NodeKind::kEqual, unequal->left, unequal->right));
}

Node* de_morgan(RewriteContext& c, const Site& site) {
  auto* both = as<BinaryNode>(site, NodeKind::kAnd);
  if (both == nullptr) return nullptr;
  Node* either =
      c.build.binary(NodeKind::kOr, c.build.negation(both->left), c.build.negation(both->right));
  return c.build.negation(either);
}

constexpr std::array kRewrites = {
    Rewrite{"let-wrap", "e → let x = e; in x", true, false, false, let_wrap},
    Rewrite{"identity-call", "e → (x: x) e", true, false, false, identity_call},
    Rewrite{"head-of-list", "e → __head [ e ]", true, true, false, head_of_list},
    Rewrite{"select-of-set", "e → { x = e; }.x", true, false, false, select_of_set},
    Rewrite{"select-of-rec", "e → rec { x = e; }.x", true, false, false, select_of_rec},
    Rewrite{"select-or-default", "e → { x = e; }.x or (throw …)", true, true, false,
            select_or_default},
    Rewrite{"formal-default", "e → ({ x ? e }: x) { }", true, false, false, formal_default},
    Rewrite{"if-true", "e → if true then e else throw …", true, true, false, if_true},
    Rewrite{"assert-true", "e → assert true; e", true, true, false, assert_true},
    Rewrite{"dead-binding", "e → let x = throw …; in e", true, true, false, dead_binding},
    Rewrite{"forced-twice", "e → let x = e; in __seq x x: it was to be evaluated anyway", true,
            true, false, forced_twice},
    Rewrite{"with-shadow", "e → with { y = throw …; }; e, for the y of e that are lexically bound",
            true, true, true, with_shadow},
    Rewrite{"with-empty", "e → with { }; e", true, false, true, with_empty},
    Rewrite{"rec-ify",
            "{ … } → rec { … }, if no variable in it has the name of an attribute, and "
            "none is special (__…)",
            false, false, false, rec_ify},
    Rewrite{"inherit-from-to-select",
            "inherit (s) a → a = s.a, where s is a variable, so that it "
            "matters to nobody how often it is looked up",
            false, false, false, inherit_from_to_select},
    Rewrite{"select-to-inherit-from", "a = s.a → inherit (s) a, where s is a variable", false,
            false, false, select_to_inherit_from},
    Rewrite{"inherit-to-variable", "inherit a → a = a, in a set that is not recursive", false,
            false, false, inherit_to_variable},
    Rewrite{"variable-to-inherit", "a = a → inherit a, in a set that is not recursive", false,
            false, false, variable_to_inherit},
    Rewrite{"permute-attributes",
            "{ a…; b…; } → { b…; a…; }; dynamic ones stay; the evaluator "
            "must have seen the names in their first order",
            false, false, false, permute_attributes},
    Rewrite{"permute-let", "the same for let", false, false, false, permute_let},
    Rewrite{"permute-formals", "the same for { a, b }: e", false, false, false, permute_formals},
    Rewrite{"let-to-call", "let x = e; in b → (x: b) e, if x is not in e", false, false, false,
            let_to_call},
    Rewrite{"call-to-let", "(x: b) e → let x = e; in b, if x is not in e", false, false, false,
            call_to_let},
    Rewrite{"split-call", "f a b → (f a) b", false, false, false, split_call},
    Rewrite{"eta-expand", "f a → (x: f x) a: only where f is called", false, false, false,
            eta_expand},
    Rewrite{"split-select", "e.a.b → (e.a).b, without `or`", false, false, false, split_select},
    Rewrite{"update-with-nothing", "e → e // { }, where e must be a set", false, false, false,
            update_with_nothing},
    Rewrite{"update-of-nothing", "e → { } // e, where e must be a set", false, false, false,
            update_of_nothing},
    Rewrite{"split-set", "{ a…; b…; } → { a…; } // { b…; }, if it is not recursive", false, false,
            false, split_set},
    Rewrite{"concat-with-nothing", "e → e ++ [ ], where e must be a list", false, false, false,
            concat_with_nothing},
    Rewrite{"split-list", "[ a b ] → [ a ] ++ [ b ]", false, false, false, split_list},
    Rewrite{"interpolate-string", "\"…${e}…\" → \"${\"…${e}…\"}\"", false, false, false,
            interpolate_string},
    Rewrite{"double-negation", "e → !(!e), where e must be a boolean", false, false, false,
            double_negation},
    Rewrite{"swap-branches", "if c then a else b → if !c then b else a", false, false, false,
            swap_branches},
    Rewrite{"implication-to-or", "a -> b → !a || b", false, false, false, implication_to_or},
    Rewrite{"not-equal-to-not", "a != b → !(a == b)", false, false, false, not_equal_to_not},
    Rewrite{"de-morgan", "a && b → !(!a || !b)", false, false, false, de_morgan},
};

}  // namespace

std::span<const Rewrite> rewrites() { return kRewrites; }

RewriteContext::RewriteContext(Tree& of, const Dialect& in)
    : tree(of), build(of), dialect(in), builtins_unbound(true) {
  std::string name = "fresh";
  while (tree.symbols.find(name) != kNoSymbol) name += "'";
  fresh = tree.symbols.intern(name);
  for (std::string_view needed : {"true", "throw", "__head", "__seq"}) {
    Symbol symbol = tree.symbols.intern(needed);
    for (const std::unique_ptr<Scope>& scope : sites_of(tree).scopes)
      builtins_unbound &= !binds(scope.get(), symbol);
  }
}

bool is_rewritable(const Tree& tree) {
  for (std::string_view name : {"__curPos", "unsafeGetAttrPos", "__unsafeGetAttrPos"})
    if (tree.symbols.find(name) != kNoSymbol) return false;
  return tree.text().find("__curPos") == std::string::npos;
}

static bool is_named_while_built(const Node* node) {
  return node->kind == NodeKind::kAttrSet &&
         !static_cast<const AttrSetNode*>(node)->dynamic.empty();
}

bool rewrite_at(RewriteContext& context, const Rewrite& rewrite, const Site& site) {
  if (rewrite.needs_builtins && !context.builtins_unbound) return false;
  if (rewrite.wraps && site.lazy && !needs_thunk(site.node())) return false;
  if (rewrite.adds_with && context.dialect.has(Feature::kWithLookedUpEarly) &&
      is_under_with(site.scope))
    return false;
  if (context.dialect.has(Feature::kHalfBuiltSets) && is_named_while_built(site.node()))
    return false;
  if (site.asserted && site.node()->kind == NodeKind::kEqual) return false;
  Node* node = rewrite.apply(context, site);
  if (node != nullptr) *site.slot = node;
  return node != nullptr;
}

size_t rewrite_everywhere(Tree& tree, const Dialect& dialect, const Rewrite& rewrite) {
  RewriteContext context(tree, dialect);
  Sites sites = sites_of(tree);
  size_t count = 0;
  // What is under a node first: a rewrite may copy the node, and with it the slots in it.
  for (auto site = sites.all.rbegin(); site != sites.all.rend(); ++site)
    count += rewrite_at(context, rewrite, *site) ? 1 : 0;
  return count;
}

}  // namespace fuzz
