// Attribute sets: attrNames, mapAttrs, listToAttrs, groupBy, zipAttrsWith, …
#include <algorithm>
#include <unordered_map>

#include "vm/builtins/table.h"

namespace vm {
namespace {

Attrs* attrs_of(Value v) { return v.as<Attrs>(); }

// The indices of a set's attributes, by name.
std::vector<uint32_t> by_name(Evaluation& e, const Attrs* set) {
  std::vector<uint32_t> order(set->size());
  for (uint32_t i = 0; i < set->size(); ++i) order[i] = i;
  const SymbolTable& symbols = e.rt.symbols;
  if (MUTATED(e.rt, NamesInOrderOfSymbols)) return order;
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return symbols.name(set->name(a)) < symbols.name(set->name(b));
  });
  return order;
}

Value attr_names_leaf(Evaluation& e, Value* a) {
  Attrs* set = attrs_of(a[0]);
  if (set->size() == 0) return e.rt.empty_list;
  List* list = e.heap.make_list(set->size());
  if (!list) {
    e.out_of_memory();
    return kHole;
  }
  uint64_t n = 0;
  for (uint32_t i : by_name(e, set)) list->items[n++] = e.rt.symbol_string(set->name(i));
  return make_value(list, Tag::kList);
}

Value attr_values_leaf(Evaluation& e, Value* a) {
  Attrs* set = attrs_of(a[0]);
  if (set->size() == 0) return e.rt.empty_list;
  List* list = e.heap.make_list(set->size());
  if (!list) {
    e.out_of_memory();
    return kHole;
  }
  uint64_t n = 0;
  for (uint32_t i : by_name(e, set)) list->items[n++] = set->values[i];
  return make_value(list, Tag::kList);
}

Value missing(Evaluation& e, std::string_view name) {
  return e.leaf_fail(ErrorClass::kMissingAttribute,
                     "attribute '" + std::string(name) + "' missing");
}

Value get_attr_leaf(Evaluation& e, Value* a) {
  Symbol s = e.rt.symbols.find(text_of(a[0]));
  uint32_t at = s == kNoSymbol ? UINT32_MAX : attrs_of(a[1])->find(s);
  return at == UINT32_MAX ? missing(e, text_of(a[0])) : attrs_of(a[1])->values[at];
}

Value has_attr_leaf(Evaluation& e, Value* a) {
  Symbol s = e.rt.symbols.find(text_of(a[0]));
  return make_bool(s != kNoSymbol && attrs_of(a[1])->find(s) != UINT32_MAX);
}

Value attr_pos_leaf(Evaluation& e, Value* a) {
  Symbol s = e.rt.symbols.find(text_of(a[0]));
  uint32_t at = s == kNoSymbol ? UINT32_MAX : attrs_of(a[1])->find(s);
  if (at == UINT32_MAX) return kNull;
  return e.make_position(attrs_of(a[1])->position(at));
}

// A set with the attributes of another whose indices `next` gives, ascending, until UINT32_MAX.
template <typename NextIndex>
Value subset(Evaluation& e, Attrs* from, uint32_t room, NextIndex next) {
  Attrs* set = e.heap.make_growing_attrs(room);
  if (!set) {
    e.out_of_memory();
    return kHole;
  }
  for (uint32_t i = next(); i != UINT32_MAX; i = next())
    set->append(from->name(i), from->position(i), from->values[i]);
  return set->size() == 0 ? make_value(e.rt.empty_attrs, Tag::kAttrs)
                          : make_value(set, Tag::kAttrs);
}

// The smaller set is walked: what a function asks for, of a package collection, is its common use.
Value intersect_leaf(Evaluation& e, Value* a) {
  Attrs *names = attrs_of(a[0]), *from = attrs_of(a[1]);
  if (MUTATED(e.rt, IntersectTakesLeft)) std::swap(names, from);
  uint32_t i = 0;
  if (names->size() < from->size())
    return subset(e, from, names->size(), [&] {
      while (i < names->size()) {
        uint32_t at = from->find(names->name(i++));
        if (at != UINT32_MAX) return at;
      }
      return UINT32_MAX;
    });
  return subset(e, from, from->size(), [&] {
    for (; i < from->size(); ++i)
      if (names->find(from->name(i)) != UINT32_MAX) return i++;
    return UINT32_MAX;
  });
}

// Slots: set, list. The names are forced one by one.
Next remove_attrs_step(Evaluation& e, StepRecord& r, Value) {
  if (!e.whnf(&r.slots[0])) return Next::kForce;
  if (!e.check_type(r.slots[0], 'a')) return Next::kFail;
  if (!e.whnf(&r.slots[1])) return Next::kForce;
  if (!e.check_type(r.slots[1], 'l')) return Next::kFail;
  List* list = r.slots[1].as<List>();
  for (; r.i < list->size; ++r.i) {
    Value name = list->items[r.i];
    if (!e.whnf(&name)) return Next::kForce;
    if (!e.check_type(name, 'c')) return Next::kFail;
  }
  std::vector<Symbol> names;
  for (uint64_t i = 0; i < list->size; ++i) {
    Value name = list->items[i];
    e.whnf(&name);
    Symbol s = e.rt.symbols.find(text_of(name));
    if (s != kNoSymbol) names.push_back(s);
  }
  std::sort(names.begin(), names.end());
  Attrs* from = attrs_of(r.slots[0]);
  uint32_t i = 0;
  Value v = subset(e, from, from->size(), [&] {
    for (; i < from->size(); ++i)
      if (!std::binary_search(names.begin(), names.end(), from->name(i))) return i++;
    return UINT32_MAX;
  });
  return v == kHole ? Next::kFail : e.done(v);
}

Next map_attrs_step(Evaluation& e, StepRecord& r, Value) {
  if (!e.whnf(&r.slots[1])) return Next::kForce;
  if (!e.check_type(r.slots[1], 'a')) return Next::kFail;
  Attrs* from = attrs_of(r.slots[1]);
  if (from->size() == 0) return e.done(r.slots[1]);
  if (Value f = r.slots[0]; MUTATED(e.rt, MapAttrsForcesFunction) && !e.whnf(&f))
    return Next::kForce;
  Attrs* set = e.heap.make_attrs(from->shape, from->size());
  if (!set) return e.out_of_memory();
  if (!MUTATED(e.rt, MapAttrsKeepsPositions)) set->header.flags |= Attrs::kNoPositions;
  for (uint32_t i = 0; i < from->size(); ++i) {
    Thunk* t = e.heap.make_thunk(e.rt.apply_blocks[2]->number, 3);
    t->captures[0] = r.slots[0];
    t->captures[1] = e.rt.symbol_string(from->name(i));
    t->captures[2] = from->values[i];
    set->values[i] = make_value(t, Tag::kThunk);
  }
  return e.done(make_value(set, Tag::kAttrs));
}

// Slots: name, list, results.
Next cat_attrs_step(Evaluation& e, StepRecord& r, Value) {
  if (!e.whnf(&r.slots[0])) return Next::kForce;
  if (!e.check_type(r.slots[0], 'c')) return Next::kFail;
  if (!e.whnf(&r.slots[1])) return Next::kForce;
  if (!e.check_type(r.slots[1], 'l')) return Next::kFail;
  List* list = r.slots[1].as<List>();
  for (; r.i < list->size; ++r.i) {
    Value set = list->items[r.i];
    if (!e.whnf(&set)) return Next::kForce;
    if (!e.check_type(set, 'a')) return Next::kFail;
  }
  List* found = e.heap.make_list(list->size);
  if (!found) return e.out_of_memory();
  Symbol s = e.rt.symbols.find(text_of(r.slots[0]));
  uint64_t n = 0;
  for (uint64_t i = 0; i < list->size && s != kNoSymbol; ++i) {
    Value set = list->items[i];
    e.whnf(&set);
    uint32_t at = attrs_of(set)->find(s);
    if (at != UINT32_MAX) found->items[n++] = attrs_of(set)->values[at];
  }
  for (uint64_t i = n; i < list->size; ++i) found->items[i] = kNull;
  found->size = n;
  return e.done(n == 0 ? e.rt.empty_list : make_value(found, Tag::kList));
}

struct Row {
  Symbol name;
  Pos pos;
  Value cell;
  uint64_t order;
};

// The set made of rows; the first row of a name wins.
Value attrs_of_rows(Evaluation& e, std::vector<Row> rows) {
  if (MUTATED(e.rt, ListToAttrsLastWins)) std::reverse(rows.begin(), rows.end());
  if (MUTATED(e.rt, ListToAttrsLastWins))
    for (size_t i = 0; i < rows.size(); ++i) rows[i].order = i;
  if (rows.empty()) return make_value(e.rt.empty_attrs, Tag::kAttrs);
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return a.name != b.name ? a.name < b.name : a.order < b.order;
  });
  rows.erase(std::unique(rows.begin(), rows.end(),
                         [](const Row& a, const Row& b) { return a.name == b.name; }),
             rows.end());
  Attrs* set = e.heap.make_growing_attrs(static_cast<uint32_t>(rows.size()));
  if (!set) {
    e.out_of_memory();
    return kHole;
  }
  for (const Row& row : rows) set->append(row.name, row.pos, row.cell);
  return make_value(set, Tag::kAttrs);
}

// Whether an element before `end`, all of them forced, has that name.
bool named_before(Evaluation& e, List* list, uint64_t end, Value name) {
  for (uint64_t i = 0; i < end; ++i) {
    Value element = list->items[i];
    e.whnf(&element);
    Value other = attrs_of(element)->values[attrs_of(element)->find(e.rt.s_name)];
    e.whnf(&other);
    if (text_of(other) == text_of(name)) return true;
  }
  return false;
}

// Slots: list. Each element's name is forced; `value` must be there unless the name was there
// before.
Next list_to_attrs_step(Evaluation& e, StepRecord& r, Value) {
  if (!e.whnf(&r.slots[0])) return Next::kForce;
  if (!e.check_type(r.slots[0], 'l')) return Next::kFail;
  List* list = r.slots[0].as<List>();
  for (; r.i < list->size; ++r.i) {
    Value element = list->items[r.i];
    if (!e.whnf(&element)) return Next::kForce;
    if (!e.check_type(element, 'a')) return Next::kFail;
    uint32_t at = attrs_of(element)->find(e.rt.s_name);
    if (at == UINT32_MAX) return missing(e, "name"), Next::kFail;
    Value name = attrs_of(element)->values[at];
    if (!e.whnf(&name)) return Next::kForce;
    if (!e.check_type(name, 'c')) return Next::kFail;
    if (attrs_of(element)->find(e.rt.s_value) == UINT32_MAX && !named_before(e, list, r.i, name))
      return missing(e, "value"), Next::kFail;
  }
  std::vector<Row> rows;
  rows.reserve(list->size);
  for (uint64_t i = 0; i < list->size; ++i) {
    Value element = list->items[i];
    e.whnf(&element);
    Value name = attrs_of(element)->values[attrs_of(element)->find(e.rt.s_name)];
    e.whnf(&name);
    uint32_t at = attrs_of(element)->find(e.rt.s_value);
    if (at == UINT32_MAX) continue;
    rows.push_back({e.rt.symbols.intern(text_of(name)), attrs_of(element)->position(at),
                    attrs_of(element)->values[at], i});
  }
  Value v = attrs_of_rows(e, std::move(rows));
  return v == kHole ? Next::kFail : e.done(v);
}

// A set of lists, from (name, cell) pairs in order.
Value grouped(Evaluation& e, const std::vector<std::pair<Symbol, Value>>& pairs) {
  std::unordered_map<Symbol, std::vector<Value>> groups;
  for (const auto& [s, v] : pairs)
    groups[s].insert(MUTATED(e.rt, GroupsReversed) ? groups[s].begin() : groups[s].end(), v);
  std::vector<std::pair<Symbol, Value>> rows;
  for (auto& [s, cells] : groups) {
    List* list = e.heap.make_list(cells.size());
    if (!list) {
      e.out_of_memory();
      return kHole;
    }
    std::copy(cells.begin(), cells.end(), list->items);
    rows.emplace_back(s, make_value(list, Tag::kList));
  }
  Value v = e.rt.make_attrs(rows.data(), rows.size());
  if (v == kHole) e.out_of_memory();
  return v;
}

// Slots: f, list, names (a list of small integers, symbols).
Next group_by_step(Evaluation& e, StepRecord& r, Value answer) {
  if (r.state == 0) {
    Value f = r.slots[0];
    if (!e.whnf(&f)) return Next::kForce;
    if (!e.check_type(f, 'f')) return Next::kFail;
    if (!e.whnf(&r.slots[1])) return Next::kForce;
    if (!e.check_type(r.slots[1], 'l')) return Next::kFail;
    List* names = e.heap.make_list(r.slots[1].as<List>()->size);
    if (!names) return e.out_of_memory();
    for (uint64_t i = 0; i < names->size; ++i) names->items[i] = kNull;
    r.slots[2] = make_value(names, Tag::kList);
  } else {
    if (!e.check_type(answer, 'c')) return Next::kFail;
    r.slots[2].as<List>()->items[r.i++] = make_small_int(e.rt.symbols.intern(text_of(answer)));
  }
  List* list = r.slots[1].as<List>();
  if (r.i < list->size) return e.call(r, 1, r.slots[0], {list->items[r.i]});
  std::vector<std::pair<Symbol, Value>> pairs;
  pairs.reserve(list->size);
  for (uint64_t i = 0; i < list->size; ++i)
    pairs.emplace_back(static_cast<Symbol>(small_int(r.slots[2].as<List>()->items[i])),
                       list->items[i]);
  Value v = grouped(e, pairs);
  return v == kHole ? Next::kFail : e.done(v);
}

// Slots: f, list.
Next zip_attrs_with_step(Evaluation& e, StepRecord& r, Value) {
  Value f = r.slots[0];
  if (!e.whnf(&f)) return Next::kForce;
  if (!e.check_type(f, 'f')) return Next::kFail;
  if (!e.whnf(&r.slots[1])) return Next::kForce;
  if (!e.check_type(r.slots[1], 'l')) return Next::kFail;
  List* list = r.slots[1].as<List>();
  for (; r.i < list->size; ++r.i) {
    Value set = list->items[r.i];
    if (!e.whnf(&set)) return Next::kForce;
    if (!e.check_type(set, 'a')) return Next::kFail;
  }
  std::vector<std::pair<Symbol, Value>> pairs;
  for (uint64_t i = 0; i < list->size; ++i) {
    Value v = list->items[i];
    e.whnf(&v);
    Attrs* set = attrs_of(v);
    for (uint32_t k = 0; k < set->size(); ++k) pairs.emplace_back(set->name(k), set->values[k]);
  }
  Value v = grouped(e, pairs);
  if (v == kHole) return Next::kFail;
  if (v.as<Attrs>()->size() > 0) {
    Attrs* set = attrs_of(v);
    for (uint32_t i = 0; i < set->size(); ++i) {
      Thunk* t = e.heap.make_thunk(e.rt.apply_blocks[2]->number, 3);
      t->captures[0] = r.slots[0];
      t->captures[1] = e.rt.symbol_string(set->name(i));
      t->captures[2] = set->values[i];
      set->values[i] = make_value(t, Tag::kThunk);
    }
  }
  return e.done(v);
}

const BuiltinRow kRows[] = {
    leaf_row("__attrNames", 1, "0a", attr_names_leaf),
    leaf_row("__attrValues", 1, "0a", attr_values_leaf),
    step_row("__catAttrs", 2, cat_attrs_step),
    leaf_row("__getAttr", 2, "0c1a", get_attr_leaf),
    step_row("__groupBy", 2, group_by_step, 1),
    leaf_row("__hasAttr", 2, "0c1a", has_attr_leaf),
    leaf_row("__intersectAttrs", 2, "0a1a", intersect_leaf),
    step_row("__listToAttrs", 1, list_to_attrs_step),
    step_row("__mapAttrs", 2, map_attrs_step),
    step_row("removeAttrs", 2, remove_attrs_step),
    leaf_row("__unsafeGetAttrPos", 2, "0c1a", attr_pos_leaf),
    step_row("__zipAttrsWith", 2, zip_attrs_with_step),
};

}  // namespace

std::span<const BuiltinRow> attr_builtins() { return kRows; }

}  // namespace vm
