// Scopes → code: let, rec, sets, with, functions. The order in which bindings are made, and when a
// binding shares the cell of another, is Nix's (README.md): by symbol; a variable that is already
// bound is shared, one that is bound later gets a thunk whose capture is patched when the scope is
// complete.
#include <algorithm>

#include "vm/compiler/pass.h"

namespace vm {

namespace {

constexpr uint32_t kAnySlot = UINT32_MAX;

Operand slot_operand(uint32_t slot) { return make_operand(Place::kSlot, slot); }

std::vector<const AttrDef*> by_symbol(const AttrSetNode* node) {
  std::vector<const AttrDef*> sorted;
  sorted.reserve(node->attrs.size);
  for (const AttrDef& a : node->attrs) sorted.push_back(&a);
  std::sort(sorted.begin(), sorted.end(),
            [](const AttrDef* a, const AttrDef* b) { return a->name < b->name; });
  return sorted;
}

}  // namespace

// A thunk that selects one name: an attribute of `inherit (e) name`.
Operand Pass::select_thunk(Operand source, Symbol name, Pos pos, uint32_t slot, Patches* patches) {
  OpenChunk* around = chunk_;
  uint32_t number = open(Chunk::Kind::kThunk, pos)->number;
  Operand set = import(around, source);
  uint32_t result = temp();
  emit(Op::kSelect, pos, {result, set, name});
  emit(Op::kReturn, pos, {slot_operand(result)});
  std::vector<Operand> captures = close();
  make(Op::kMakeThunk, slot, number, captures, pos, patches);
  return slot_operand(slot);
}

// The sets of `inherit (e)`, each evaluated once for its clause. In a recursive scope (patches
// given) a name of that scope is bound only later, so it gets a thunk as everything else.
Task<void> Pass::inherit_sources(const AttrSetNode* node, std::vector<Operand>* sources,
                                 Patches* patches) {
  if (feature(Feature::kInheritFromOnce) == MUTATED(*options_.dialect, InheritFromCountWrong))
    co_return;
  for (const Node* e : node->inherit_from) {
    bool own_name = false;
    if (patches && e->kind == NodeKind::kVar) {
      const Binding* b = find(static_cast<const VarNode*>(e)->name);
      own_name = b && b->scope == node;
    }
    if (own_name)
      sources->push_back(co_await thunk(e, kAnySlot, patches));
    else
      sources->push_back(co_await lazy(e, kAnySlot, patches));
  }
}

Task<Operand> Pass::inherited(const AttrSetNode* node, const AttrDef& attr, uint32_t slot,
                              const std::vector<Operand>& sources, Patches* patches) {
  if (slot == kAnySlot) slot = temp();
  if (!sources.empty())
    co_return select_thunk(
        sources[MUTATED(*options_.dialect, InheritFromFirstClause) ? 0 : attr.from], attr.name,
        attr.pos, slot, patches);
  AttrName path{attr.name, nullptr, attr.pos};
  SelectNode select{
      {NodeKind::kSelect, attr.pos}, node->inherit_from[attr.from], {&path, 1}, nullptr};
  co_return co_await thunk(&select, slot, patches);
}

// Binds the names of a let or rec: afterwards they are in scope (the caller removes them), and
// cells holds the operand of each, by symbol. With `overrides`, every name has a slot of its own,
// in a row, and every capture of one of them is in `patches`, so that it can be patched again.
Task<void> Pass::bind(const AttrSetNode* node, std::vector<Operand>* cells, Patches* patches,
                      bool overrides) {
  std::vector<const AttrDef*> sorted = by_symbol(node);
  uint32_t n = static_cast<uint32_t>(sorted.size());
  auto index_in_scope = [&](Symbol s) -> uint32_t {
    auto it = std::lower_bound(sorted.begin(), sorted.end(), s,
                               [](const AttrDef* a, Symbol name) { return a->name < name; });
    return it != sorted.end() && (*it)->name == s ? static_cast<uint32_t>(it - sorted.begin())
                                                  : UINT32_MAX;
  };
  cells->assign(n, 0);
  std::vector<bool> to_make(n, false);
  std::vector<uint32_t> slots(n, kAnySlot);
  if (overrides)
    for (uint32_t i = 0; i < n; ++i) slots[i] = temp();
  auto reserve = [&](uint32_t i) {
    if (slots[i] == kAnySlot) slots[i] = temp();
    if (chunk_->unbound.size() <= slots[i]) chunk_->unbound.resize(slots[i] + 1);
    chunk_->unbound[slots[i]] = true;
    (*cells)[i] = slot_operand(slots[i]);
    to_make[i] = true;
  };
  for (uint32_t i = 0; i < n; ++i) {
    const AttrDef& a = *sorted[i];
    if (a.kind == AttrKind::kInheritFrom) {
      reserve(i);
      continue;
    }
    if (a.kind == AttrKind::kInherited) {  // looked up in the scope around this one
      (*cells)[i] = co_await lazy(a.value, slots[i], nullptr);
    } else if (overrides) {
      reserve(i);
      continue;
    } else if (a.value->kind == NodeKind::kVar) {
      uint32_t j = index_in_scope(static_cast<const VarNode*>(a.value)->name);
      bool bound = j < i || (MUTATED(*options_.dialect, DeferDecisionOffByOne) && j == i);
      if (j != UINT32_MAX && bound) {
        (*cells)[i] = (*cells)[j];
      } else if (Operand op; j == UINT32_MAX && simple(a.value, &op)) {
        (*cells)[i] = op;
      } else {
        reserve(i);
      }
    } else if (Operand op; literal(a.value, &op)) {
      (*cells)[i] = op;
    } else if (a.value->kind == NodeKind::kList &&
               static_cast<const ListNode*>(a.value)->items.empty() &&
               feature(Feature::kEmptyListIsValue)) {
      (*cells)[i] = constant({Constant::Kind::kEmptyList});
    } else {
      reserve(i);
    }
    if (overrides && !to_make[i]) {
      finish({slots[i]}, (*cells)[i], a.pos);
      (*cells)[i] = slot_operand(slots[i]);
    }
  }
  if (overrides) {
    // All captures of this scope go through patches, those of inherited names as well.
    for (uint32_t i = 0; i < n; ++i) {
      if (chunk_->unbound.size() <= slots[i]) chunk_->unbound.resize(slots[i] + 1);
      chunk_->unbound[slots[i]] = true;
    }
  }
  for (uint32_t i = 0; i < n; ++i) names_.push(sorted[i]->name, {chunk_, (*cells)[i], i, node});
  std::vector<Operand> sources;
  co_await inherit_sources(node, &sources, patches);
  for (uint32_t i = 0; i < n; ++i) {
    if (!to_make[i]) continue;
    const AttrDef& a = *sorted[i];
    if (a.kind == AttrKind::kInheritFrom)
      co_await inherited(node, a, slots[i], sources, patches);
    else if (!overrides && looked_up_early(a.value))
      co_await lazy(a.value, slots[i], patches, a.name);
    else
      co_await thunk(a.value, slots[i], patches, a.name);
    if (!overrides) chunk_->unbound[slots[i]] = false;
  }
  if (overrides)
    for (uint32_t i = 0; i < n; ++i) chunk_->unbound[slots[i]] = false;
}

Task<void> Pass::let(const LetNode* node, Target target) {
  std::vector<Operand> cells;
  Patches patches;
  co_await bind(node->bindings, &cells, &patches, false);
  emit_patches(patches, node->pos);
  co_await value(node->body, target);
  for (const AttrDef& a : node->bindings->attrs) names_.pop(a.name);
}

Task<void> Pass::attr_set(const AttrSetNode* node, Target target) {
  std::vector<const AttrDef*> sorted = by_symbol(node);
  Symbol overrides_name = kNoSymbol;
  bool overrides = false;
  std::vector<Operand> cells;
  Patches patches;
  if (node->recursive) {
    overrides_name = symbols_.find("__overrides");
    for (const AttrDef* a : sorted) overrides |= a->name == overrides_name;
    co_await bind(node, &cells, &patches, overrides);
    emit_patches(patches, node->pos);
  } else {
    std::vector<Operand> sources;
    co_await inherit_sources(node, &sources, nullptr);
    cells.reserve(sorted.size());
    for (const AttrDef* a : sorted) {
      if (a->kind == AttrKind::kInheritFrom)
        cells.push_back(co_await inherited(node, *a, kAnySlot, sources, nullptr));
      else if (MUTATED(*options_.dialect, InheritThunked) && a->kind == AttrKind::kInherited)
        cells.push_back(co_await thunk(a->value, kAnySlot, nullptr, a->name));
      else
        cells.push_back(co_await lazy(a->value, kAnySlot, nullptr, a->name));
    }
  }
  uint32_t shape = static_cast<uint32_t>(result_.module.shapes.size());
  ShapeInfo info;
  info.names.reserve(sorted.size());
  info.positions.reserve(sorted.size());
  for (const AttrDef* a : sorted) {
    info.names.push_back(a->name);
    info.positions.push_back(a->pos);
  }
  result_.module.shapes.push_back(std::move(info));
  // A set that still changes is built in a slot of its own: its parts may be in the way of the
  // target's.
  bool changes = overrides || !node->dynamic.empty();
  uint32_t slot = target.tail() || changes ? temp() : target.slot;
  CHECK(cells.size() <= kMaxCount);
  uint32_t n = static_cast<uint32_t>(cells.size());
  if (node->dynamic.empty())
    emit(Op::kMakeAttrs, node->pos, {slot, shape}, n);
  else
    emit(Op::kMakeOpenAttrs, node->pos, {slot, shape, node->dynamic.size}, n);
  for (Operand c : cells) append(c);
  if (overrides) {
    // Afterwards other cells may lie in the slots: thunks that are patched again are kept aside.
    uint32_t base = index_of(cells[0]), kept = kAnySlot, in_slot = kAnySlot;
    for (Deferred& d : patches) {
      if (d.thunk_slot - base >= n) continue;
      if (d.thunk_slot != kept) {
        kept = d.thunk_slot;
        in_slot = temp();
        emit(Op::kMove, kNoPos, {in_slot, slot_operand(kept)});
      }
      d.thunk_slot = in_slot;
    }
    emit(Op::kOverrides, node->pos, {slot, overrides_name, base, n});
    if (!MUTATED(*options_.dialect, OverridesNotFinalised)) emit_patches(patches, node->pos);
  }
  if (!node->dynamic.empty() && target.tail() && chunk_->chunk.kind == Chunk::Kind::kThunk &&
      feature(Feature::kHalfBuiltSets))
    emit(Op::kPublish, node->pos, {slot});
  for (const DynamicAttrDef& d : node->dynamic) {
    uint32_t mark = chunk_->next_slot;
    uint32_t name = temp();
    Operand text = co_await operand(d.name);
    emit(Op::kDynamicName, d.pos, {name, text});
    Operand cell = co_await lazy(d.value, kAnySlot, nullptr);
    emit(Op::kAddDynamic, d.pos, {slot, slot_operand(name), cell, d.pos});
    chunk_->next_slot = mark;
  }
  if (node->recursive)
    for (const AttrDef* a : sorted) names_.pop(a->name);
  finish(target, slot_operand(slot), node->pos);
}

Task<void> Pass::with(const WithNode* node, Target target) {
  Operand set;
  // Whether this very `with` was asked before must be known where names are looked up early.
  if (feature(Feature::kWithLookedUpEarly) || !simple(node->scope, &set))
    set = co_await thunk(node->scope, kAnySlot, nullptr, kNoSymbol, true);
  if (MUTATED(*options_.dialect, WithForcedEarly)) emit(Op::kDemand, node->pos, {set});
  withs_.push_back({chunk_, set});
  co_await value(node->body, target);
  if (!MUTATED(*options_.dialect, WithNotPopped)) withs_.pop_back();
}

// `x: y: { a, b }: e` is one function of three arguments: nothing happens between them that could
// be seen.
Task<uint32_t> Pass::function(const LambdaNode* node, std::vector<Operand>* captures, Symbol name) {
  OpenChunk* c = open(Chunk::Kind::kFunction, node->pos);
  if (name != kNoSymbol) c->chunk.name = symbols_.name(name);
  uint32_t number = c->number;
  std::vector<Symbol> bound;
  const LambdaNode* last = node;
  while (true) {
    uint32_t slot = temp();
    c->chunk.parameters.push_back(last->arg);
    c->chunk.parameter_positions.push_back(last->pos);
    ++c->chunk.arity;
    if (last->arg != kNoSymbol) {
      names_.push(last->arg, {c, slot_operand(slot)});
      bound.push_back(last->arg);
    }
    if (last->has_formals || last->body->kind != NodeKind::kLambda ||
        c->chunk.arity == kMaxArguments)
      break;
    last = static_cast<const LambdaNode*>(last->body);
  }
  if (last->has_formals) {
    co_await formals(last, c->chunk.arity - 1);
    for (const Formal& f : last->formals) bound.push_back(f.name);
  }
  co_await value(last->body, {Target::kTail});
  for (auto name = bound.rbegin(); name != bound.rend(); ++name) names_.pop(*name);
  *captures = close();
  co_return number;
}

Task<void> Pass::formals(const LambdaNode* node, uint32_t argument) {
  OpenChunk* c = chunk_;
  c->chunk.has_formals = true;
  c->chunk.ellipsis = node->ellipsis;
  std::vector<const Formal*> sorted;
  for (const Formal& f : node->formals) sorted.push_back(&f);
  std::sort(sorted.begin(), sorted.end(),
            [](const Formal* a, const Formal* b) { return a->name < b->name; });
  uint32_t n = static_cast<uint32_t>(sorted.size());
  uint32_t base = c->next_slot;
  for (uint32_t i = 0; i < n; ++i) temp();
  for (uint32_t i = 0; i < n; ++i) {
    c->chunk.formals.push_back({sorted[i]->name, sorted[i]->fallback != nullptr, sorted[i]->pos});
    names_.push(sorted[i]->name, {c, slot_operand(base + i), i, node});
  }
  // Names were pushed by symbol; function() takes them off in any order, as they are distinct.
  emit(Op::kMatchFormals, node->pos, {argument, base});
  uint32_t flags = c->next_slot;
  for (uint32_t i = 0; i < n; ++i)
    if (sorted[i]->fallback) temp();
  c->unbound.assign(c->next_slot, false);
  for (uint32_t i = 0; i < n; ++i) c->unbound[base + i] = sorted[i]->fallback != nullptr;
  Patches patches;
  std::vector<uint32_t> flag_of(n, kAnySlot);
  uint32_t next_flag = flags;
  for (uint32_t i = 0; i < n; ++i) {
    if (!sorted[i]->fallback) continue;
    uint32_t slot = base + i;
    flag_of[i] = next_flag++;
    Label passed;
    emit(Op::kTakeDefault, sorted[i]->pos, {slot, flag_of[i]});
    use_label(&passed);
    append(0);
    const Node* e = sorted[i]->fallback;
    const Binding* b =
        e->kind == NodeKind::kVar ? find(static_cast<const VarNode*>(e)->name) : nullptr;
    if (b && b->scope == node && b->order >= i && !MUTATED(*options_.dialect, DefaultNotDeferred)) {
      co_await thunk(e, slot, &patches);
    } else {
      Operand cell = MUTATED(*options_.dialect, DefaultThunkedTwice)
                         ? co_await thunk(e, slot, &patches)
                         : co_await lazy(e, slot, &patches);
      finish({slot}, cell, sorted[i]->pos);
    }
    c->unbound[slot] = false;
    bind_label(passed);
  }
  for (const Deferred& d : patches)
    emit(Op::kFinaliseIf, node->pos,
         {flag_of[d.thunk_slot - base], d.thunk_slot, d.capture, d.source_slot});
  c->next_slot = std::max(flags, base + n);
}

}  // namespace vm
