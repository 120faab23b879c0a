// Sets: how `{ … }`, `rec { … }` and the bindings of `let` come to be, and how sets are searched.
#include <algorithm>

#include "fuzz/oracle/interpreter.h"

namespace fuzz::oracle {

using vm::AttrDef;
using vm::AttrKind;
using vm::AttrSetNode;
using vm::ErrorClass;
using vm::Feature;

// ---- order and search

// A bijection drawn from the permutation, so that no two names share a rank.
uint32_t Interpreter::rank(Symbol name) const {
  if (permutation_ == 0) return name;
  uint32_t x = name ^ permutation_;
  x = (x ^ (x >> 16)) * 0x7feb352du;
  x = (x ^ (x >> 15)) * 0x846ca68bu;
  return x ^ (x >> 16);
}

Attr* Interpreter::find(const Attrs* attrs, Symbol name) const {
  constexpr uint32_t kFew = 8;
  if (attrs->size <= kFew) {
    for (uint32_t i = 0; i < attrs->size; ++i)
      if (attrs->items[i].name == name) return &attrs->items[i];
    return nullptr;
  }
  Attr* end = attrs->items + attrs->size;
  Attr* at = std::lower_bound(attrs->items, end, name, [this](const Attr& attr, Symbol wanted) {
    return before(attr.name, wanted);
  });
  return at != end && at->name == name ? at : nullptr;
}

Value* Interpreter::get(const Attrs* attrs, Symbol name) const {
  Attr* found = find(attrs, name);
  return found == nullptr ? nullptr : found->value;
}

Value* Interpreter::require(const Attrs* attrs, Symbol name) {
  if (Value* found = get(attrs, name)) return found;
  raise(ErrorClass::kMissingAttribute,
        "attribute '" + std::string(symbols_.name(name)) + "' missing");
}

Attrs* Interpreter::make_attrs(size_t capacity) {
  Attrs* attrs = pool_.make<Attrs>();
  attrs->size = 0;
  attrs->items = static_cast<Attr*>(pool_.allocate(capacity * sizeof(Attr)));
  return attrs;
}

void Interpreter::push(Attrs* attrs, Symbol name, Value* value, Pos pos) {
  attrs->items[attrs->size++] = {name, pos, value};
}

void Interpreter::sort(Attrs* attrs) {
  std::sort(attrs->items, attrs->items + attrs->size,
            [this](const Attr& a, const Attr& b) { return before(a.name, b.name); });
}

std::vector<const Attr*> Interpreter::by_name(const Attrs* attrs) const {
  std::vector<const Attr*> sorted(attrs->size);
  for (uint32_t i = 0; i < attrs->size; ++i) sorted[i] = &attrs->items[i];
  std::sort(sorted.begin(), sorted.end(), [this](const Attr* a, const Attr* b) {
    return symbols_.name(a->name) < symbols_.name(b->name);
  });
  return sorted;
}

// ---- bindings

// Bindings are made in the order of their names, not of the text: a variable is the cell of the
// binding it names only if that one has been made already.
std::span<const AttrDef*> Interpreter::in_order(const AttrSetNode* node) {
  const AttrDef** defs = pool_.make_array<const AttrDef*>(node->attrs.size);
  for (uint32_t i = 0; i < node->attrs.size; ++i) defs[i] = &node->attrs[i];
  std::sort(defs, defs + node->attrs.size,
            [this](const AttrDef* a, const AttrDef* b) { return before(a->name, b->name); });
  return {defs, node->attrs.size};
}

// The cells of the e in `inherit (e) …`, or null where e is evaluated for every name.
Value** Interpreter::inherited_sources(const AttrSetNode* node, Env* env) {
  if (node->inherit_from.empty() || !has(Feature::kInheritFromOnce)) return nullptr;
  Value** sources = new_items(node->inherit_from.size);
  for (uint32_t i = 0; i < node->inherit_from.size; ++i)
    sources[i] = delay(node->inherit_from[i], env);
  return sources;
}

// `inherit x` means the x outside; everything else belongs to the scope that is being opened.
Value* Interpreter::bind(const AttrSetNode* node, const AttrDef& def, Value** sources, Env* outer,
                         Env* inner) {
  switch (def.kind) {
    case AttrKind::kPlain:
      return delay(def.value, inner);
    case AttrKind::kInherited:
      return delay(def.value, outer);
    case AttrKind::kInheritFrom:
      break;
  }
  Value* cell = new_cell();
  cell->size = def.name;
  if (sources != nullptr) {
    cell->tag = Tag::kPick;
    cell->source = sources[def.from];
  } else {
    cell->tag = Tag::kPickAgain;
    cell->env = inner;
    cell->node = node->inherit_from[def.from];
  }
  return cell;
}

Env* Interpreter::open_scope(const AttrSetNode* node, Env* env) {
  Env* scope = pool_.make<Env>();
  scope->kind = Env::Kind::kNames;
  scope->size = node->attrs.size;
  scope->up = env;
  scope->slots = pool_.make_array<Env::Slot>(scope->size);
  std::span<const AttrDef*> defs = in_order(node);
  for (uint32_t i = 0; i < scope->size; ++i) scope->slots[i] = {defs[i]->name, nullptr};
  Value** sources = inherited_sources(node, scope);
  // With __overrides every binding is delayed, constants too, since it may be replaced.
  bool overridden = node->recursive && std::any_of(defs.begin(), defs.end(), [this](auto* def) {
                      return def->name == names_.overrides;
                    });
  for (uint32_t i = 0; i < scope->size; ++i) {
    if (overridden && defs[i]->kind == AttrKind::kPlain) {
      Value* thunk = new_cell();
      thunk->tag = Tag::kThunk;
      thunk->env = scope;
      thunk->node = defs[i]->value;
      scope->slots[i].value = thunk;
    } else {
      scope->slots[i].value = bind(node, *defs[i], sources, env, scope);
    }
  }
  return scope;
}

void Interpreter::eval_attrs(const AttrSetNode* node, Env* env, Value& out) {
  size_t room = node->attrs.size + node->dynamic.size;
  Attrs* attrs = make_attrs(room);
  bool half_built = has(Feature::kHalfBuiltSets);
  if (half_built) out.set_attrs(attrs);
  std::span<const AttrDef*> defs = in_order(node);
  if (!node->recursive) {
    Value** sources = inherited_sources(node, env);
    for (const AttrDef* def : defs)
      push(attrs, def->name, bind(node, *def, sources, env, env), def->pos);
    add_dynamic(node, env, attrs);
    return out.set_attrs(attrs);
  }
  Env* scope = open_scope(node, env);
  for (uint32_t i = 0; i < scope->size; ++i)
    push(attrs, defs[i]->name, scope->slots[i].value, defs[i]->pos);
  if (find(attrs, names_.overrides) != nullptr) {
    attrs = apply_overrides(attrs, scope, node->dynamic.size);
    if (half_built) out.set_attrs(attrs);
  }
  add_dynamic(node, scope, attrs);
  out.set_attrs(attrs);
}

// `rec { …; __overrides = o; }`: what o has replaces bindings, also for those who refer to them.
Attrs* Interpreter::apply_overrides(const Attrs* attrs, Env* scope, size_t room) {
  Value* overrides = get(attrs, names_.overrides);
  force_attrs(*overrides);
  Attrs* merged = make_attrs(attrs->size + overrides->attrs->size + room);
  std::copy(attrs->items, attrs->items + attrs->size, merged->items);
  merged->size = attrs->size;
  for (uint32_t i = 0; i < overrides->attrs->size; ++i) {
    const Attr& replacement = overrides->attrs->items[i];
    if (Attr* old = find(attrs, replacement.name)) {
      ptrdiff_t index = old - attrs->items;
      merged->items[index] = replacement;
      scope->slots[index].value = replacement.value;
    } else {
      merged->items[merged->size++] = replacement;
    }
  }
  sort(merged);
  return merged;
}

// `${e} = …` come last, in the order of the text. A null name means no attribute.
void Interpreter::add_dynamic(const AttrSetNode* node, Env* env, Attrs* attrs) {
  for (const vm::DynamicAttrDef& def : node->dynamic) {
    Value computed;
    eval(def.name, env, computed);
    if (computed.tag == Tag::kNull) continue;
    Symbol name = symbols_.intern(force_string_no_context(computed));
    if (find(attrs, name) != nullptr)
      raise(ErrorClass::kValue,
            "dynamic attribute '" + std::string(symbols_.name(name)) + "' already defined");
    name_lambda(def.value, name);
    push(attrs, name, delay(def.value, env), def.pos);
    sort(attrs);
  }
}

}  // namespace fuzz::oracle
