// Lists: map, filter, foldl', genericClosure, … (sort: sort.cc). Elements are cells and are shared,
// not copied.
#include <algorithm>
#include <cmath>

#include "vm/builtins/table.h"

namespace vm {
namespace {

List* list_of(Value v) { return v.as<List>(); }

// Forces a slot to a list or function; false means the caller returns *next.
bool want(Evaluation& e, Value* slot, char letter, Next* next) {
  Value v = *slot;
  if (!e.whnf(&v)) {
    *next = Next::kForce;
    return false;
  }
  if (!e.check_type(v, letter)) {
    *next = Next::kFail;
    return false;
  }
  if (letter != 'f') *slot = v;
  return true;
}

// A pending call: a thunk that applies f to x.
Value pending_call(Evaluation& e, Value f, Value x) {
  Thunk* t = e.heap.make_thunk(e.rt.apply_blocks[1]->number, 2);
  t->captures[0] = f;
  t->captures[1] = x;
  return make_value(t, Tag::kThunk);
}

Value finish_list(Evaluation& e, List* list, uint64_t n) {
  if (n == 0) return e.rt.empty_list;
  list->size = n;  // what was reserved behind it stays unused
  return make_value(list, Tag::kList);
}

Next map_step(Evaluation& e, StepRecord& r, Value) {
  Next next;
  if (!want(e, &r.slots[1], 'l', &next)) return next;
  List* from = list_of(r.slots[1]);
  if (from->size == 0) return e.done(r.slots[1]);
  if (e.rt.has(Feature::kMapForcesFunction) && !want(e, &r.slots[0], 'f', &next)) return next;
  for (; MUTATED(e.rt, MapForcesElements) && r.i < from->size; ++r.i)
    if (Value v = from->items[r.i]; !e.whnf(&v)) return Next::kForce;
  List* to = e.heap.make_list(from->size);
  if (!to) return e.out_of_memory();
  for (uint64_t i = 0; i < from->size; ++i)
    to->items[i] = MUTATED(e.rt, MapSharesEqualCalls) && i > 0 && from->items[i] == from->items[0]
                       ? to->items[0]
                       : pending_call(e, r.slots[0], from->items[i]);
  return e.done(make_value(to, Tag::kList));
}

Next gen_list_step(Evaluation& e, StepRecord& r, Value) {
  Next next;
  if (!want(e, &r.slots[1], 'i', &next)) return next;
  int64_t n = int_of(r.slots[1]);
  if (n < 0) return e.fail(ErrorClass::kValue, "cannot create list of size " + std::to_string(n));
  if (e.rt.has(Feature::kMapForcesFunction) && !want(e, &r.slots[0], 'f', &next)) return next;
  if (n == 0) return e.done(e.rt.empty_list);
  List* to = e.heap.make_list(static_cast<uint64_t>(n));
  if (!to) return e.out_of_memory();
  for (int64_t i = 0; i < n; ++i) to->items[i] = pending_call(e, r.slots[0], e.heap.make_int(i));
  return e.done(make_value(to, Tag::kList));
}

// Slots: f, list, result. i: index; j: length of the result.
Next filter_step(Evaluation& e, StepRecord& r, Value answer) {
  Next next;
  if (r.state == 0) {
    if (e.rt.has(Feature::kSortFilterListFirst)) {
      if (!want(e, &r.slots[1], 'l', &next)) return next;
      if (list_of(r.slots[1])->size == 0) return e.done(r.slots[1]);
      if (!want(e, &r.slots[0], 'f', &next)) return next;
    } else {
      if (!want(e, &r.slots[0], 'f', &next) || !want(e, &r.slots[1], 'l', &next)) return next;
      if (list_of(r.slots[1])->size == 0) return e.done(r.slots[1]);
    }
    List* to = e.heap.make_list(list_of(r.slots[1])->size);
    if (!to) return e.out_of_memory();
    for (uint64_t i = 0; i < to->size; ++i) to->items[i] = kNull;
    r.slots[2] = make_value(to, Tag::kList);
    return e.call(r, 1, r.slots[0], {list_of(r.slots[1])->items[0]});
  }
  if (!e.check_type(answer, 'b')) return Next::kFail;
  List* from = list_of(r.slots[1]);
  if (answer == kTrue) e.heap.store(&list_of(r.slots[2])->items[r.j++], from->items[r.i]);
  if (++r.i < from->size) return e.call(r, 1, r.slots[0], {from->items[r.i]});
  if (r.j == from->size) return e.done(r.slots[1]);
  return e.done(finish_list(e, list_of(r.slots[2]), r.j));
}

// Slots: f, list, right, wrong. i: index; j: length of right.
Next partition_step(Evaluation& e, StepRecord& r, Value answer) {
  Next next;
  if (r.state == 0) {
    if (!want(e, &r.slots[0], 'f', &next) || !want(e, &r.slots[1], 'l', &next)) return next;
    for (int k : {2, 3}) {
      List* to = e.heap.make_list(list_of(r.slots[1])->size);
      if (!to) return e.out_of_memory();
      for (uint64_t i = 0; i < to->size; ++i) to->items[i] = kNull;
      r.slots[k] = make_value(to, Tag::kList);
    }
    r.state = 1;
  }
  List* from = list_of(r.slots[1]);
  if (r.state == 2) {
    if (!e.check_type(answer, 'b')) return Next::kFail;
    bool right = answer == kTrue;
    e.heap.store(&list_of(r.slots[right ? 2 : 3])->items[right ? r.j : r.i - r.j],
                 from->items[r.i]);
    r.j += right;
    ++r.i;
    r.state = 1;
  }
  if (r.i < from->size) {
    Value element = from->items[r.i];
    if (!e.whnf(&element)) return Next::kForce;
    return e.call(r, 2, r.slots[0], {from->items[r.i]});
  }
  Value right = finish_list(e, list_of(r.slots[2]), r.j);
  Value wrong = finish_list(e, list_of(r.slots[3]), from->size - r.j);
  std::pair<Symbol, Value> rows[] = {{e.rt.s_right, right}, {e.rt.s_wrong, wrong}};
  return e.done(e.rt.make_attrs(rows, 2));
}

template <bool stop_at>
Next any_all_step(Evaluation& e, StepRecord& r, Value answer) {
  Next next;
  if (r.state == 0) {
    if (!want(e, &r.slots[0], 'f', &next) || !want(e, &r.slots[1], 'l', &next)) return next;
  } else {
    if (!e.check_type(answer, 'b')) return Next::kFail;
    bool goes_on = MUTATED(e.rt, AllAsksOn) && !stop_at;
    if (goes_on && answer == kFalse) r.j = 1;
    if ((answer == kTrue) == stop_at && !goes_on) return e.done(answer);
    ++r.i;
  }
  List* list = list_of(r.slots[1]);
  if (r.i == list->size) return e.done(make_bool(!stop_at && !(MUTATED(e.rt, AllAsksOn) && r.j)));
  return e.call(r, 1, r.slots[0], {list->items[r.i]});
}

// Slots: op, accumulator, list.
Next foldl_step(Evaluation& e, StepRecord& r, Value answer) {
  Next next;
  if (r.state == 0) {
    if (!want(e, &r.slots[0], 'f', &next) || !want(e, &r.slots[2], 'l', &next)) return next;
    if (list_of(r.slots[2])->size == 0) return e.tail(r.slots[1]);
    if (Value start = r.slots[1]; MUTATED(e.rt, FoldlForcesStart) && !e.whnf(&start))
      return Next::kForce;
    Value op = r.slots[0];
    if (e.whnf(&op)) r.slots[0] = op.is_attrs() ? r.slots[0] : op;
  } else {
    if (++r.i == list_of(r.slots[2])->size) return e.done(answer);
    r.slots[1] = MUTATED(e.rt, FoldlCellLost) ? answer : e.heap.make_cell(answer);
  }
  return e.call(r, 1, r.slots[0], {r.slots[1], list_of(r.slots[2])->items[r.i]});
}

// Slots: x, list.
Next elem_step(Evaluation& e, StepRecord& r, Value answer) {
  Next next;
  if (r.state == 0) {
    if (!want(e, &r.slots[1], 'l', &next)) return next;
  } else {
    if (answer == kTrue) return e.done(kTrue);
    ++r.i;
  }
  List* list = list_of(r.slots[1]);
  if (r.i == list->size) return e.done(kFalse);
  if (MUTATED(e.rt, ElemOperandsSwapped)) return e.push_equal(r, 1, list->items[r.i], r.slots[0]);
  return e.push_equal(r, 1, r.slots[0], list->items[r.i]);
}

// Slots: list of lists. First every list is forced, then they are joined.
Value join_lists(Evaluation& e, List* lists) {
  uint64_t total = 0;
  const List* only = nullptr;
  uint64_t non_empty = 0;
  for (uint64_t i = 0; i < lists->size; ++i) {
    Value v = lists->items[i];
    bool forced = e.whnf(&v);
    CHECK(forced);
    total += list_of(v)->size;
    if (list_of(v)->size) {
      only = list_of(v);
      ++non_empty;
    }
  }
  if (total == 0) return e.rt.empty_list;
  if (non_empty == 1) return make_value(only, Tag::kList);
  List* to = e.heap.make_list(total);
  if (!to) {
    e.out_of_memory();
    return kHole;
  }
  uint64_t at = 0;
  for (uint64_t i = 0; i < lists->size; ++i) {
    Value v = lists->items[i];
    e.whnf(&v);
    std::memcpy(to->items + at, list_of(v)->items, list_of(v)->size * sizeof(Value));
    at += list_of(v)->size;
  }
  return make_value(to, Tag::kList);
}

Next concat_lists_step(Evaluation& e, StepRecord& r, Value) {
  Next next;
  if (!want(e, &r.slots[0], 'l', &next)) return next;
  List* lists = list_of(r.slots[0]);
  for (; r.i < lists->size; ++r.i) {
    Value v = lists->items[r.i];
    if (!want(e, &v, 'l', &next)) return next;
  }
  Value joined = join_lists(e, lists);
  return joined == kHole ? Next::kFail : e.done(joined);
}

// Slots: f, list, results.
Next concat_map_step(Evaluation& e, StepRecord& r, Value answer) {
  Next next;
  if (r.state == 0) {
    if (!want(e, &r.slots[0], 'f', &next) || !want(e, &r.slots[1], 'l', &next)) return next;
    List* results = e.heap.make_list(list_of(r.slots[1])->size);
    if (!results) return e.out_of_memory();
    for (uint64_t i = 0; i < results->size; ++i) results->items[i] = e.rt.empty_list;
    r.slots[2] = make_value(results, Tag::kList);
  } else {
    if (!e.check_type(answer, 'l')) return Next::kFail;
    e.heap.store(&list_of(r.slots[2])->items[r.i++], answer);
  }
  if (r.i < list_of(r.slots[1])->size)
    return e.call(r, 1, r.slots[0], {list_of(r.slots[1])->items[r.i]});
  Value joined = join_lists(e, list_of(r.slots[2]));
  return joined == kHole ? Next::kFail : e.done(joined);
}

Value length_leaf(Evaluation& e, Value* a) {
  return e.heap.make_int(static_cast<int64_t>(list_of(a[0])->size));
}

Value element(Evaluation& e, List* list, int64_t n) {
  if (n < 0 || static_cast<uint64_t>(n) >= list->size)
    return e.leaf_fail(ErrorClass::kValue, "list index " + std::to_string(n) + " is out of bounds");
  return list->items[n];
}
Value elem_at_leaf(Evaluation& e, Value* a) {
  int64_t n = int_of(a[1]);
  if (!e.rt.has(Feature::kWideIndices)) n = static_cast<int32_t>(n);
  return element(e, list_of(a[0]), n);
}
Value head_leaf(Evaluation& e, Value* a) {
  if (list_of(a[0])->size == 0)
    return e.leaf_fail(ErrorClass::kValue, "'builtins.head' called on an empty list");
  return list_of(a[0])->items[0];
}
Value tail_leaf(Evaluation& e, Value* a) {
  List* from = list_of(a[0]);
  if (from->size == 0)
    return e.leaf_fail(ErrorClass::kValue, "'builtins.tail' called on an empty list");
  if (from->size == 1) return e.rt.empty_list;
  List* to = e.heap.make_list(from->size - 1);
  if (!to) {
    e.out_of_memory();
    return kHole;
  }
  std::memcpy(to->items, from->items + 1, to->size * sizeof(Value));
  return make_value(to, Tag::kList);
}

// genericClosure. Slots: argument, operator, work list (a buffer of cells; i: next), keys seen (a
// hash table in a buffer), results (a buffer), the element at hand. Keys are compared with `<` in
// Nix, so all must be of one comparable kind; numbers are the same key when neither is less. Keys
// that are lists are compared one by one.
enum ClosureState : uint32_t {
  kClosureStart,
  kClosureNext,
  kClosureKey,
  kClosureLess,
  kClosureGreater,
  kClosureCalled,
  kClosureMore,  // slot 5: the list that the operator gave; j: next
};

Value* cells_of(Value buffer) { return reinterpret_cast<Value*>(buffer.as<Buffer>()->bytes); }

bool push_cell(Evaluation& e, Value* slot, Value cell) {
  Buffer* b = slot->as<Buffer>();
  if ((b->size + 1) * sizeof(Value) > b->capacity) {
    Buffer* bigger = e.heap.make_buffer(b->capacity * 2);
    if (!bigger) return false;
    bigger->header.flags = b->header.flags;
    std::memcpy(bigger->bytes, b->bytes, b->size * sizeof(Value));
    std::fill(bigger->cells() + b->size, bigger->cells() + bigger->capacity / sizeof(Value), kHole);
    bigger->size = b->size;
    b = bigger;
    *slot = make_value(b, Tag::kObject);
  }
  e.heap.store(&cells_of(*slot)[b->size++], cell);
  return true;
}

uint64_t key_hash(Value v) {
  if (v.is_string() || v.is_path()) return std::hash<std::string_view>()(text_of(v));
  double d = v.is_float() ? float_of(v) : static_cast<double>(int_of(v));
  if (d == 0) d = 0;  // -0.0 is 0.0
  return std::hash<double>()(d);
}
bool is_nan(Value v) { return v.is_float() && std::isnan(float_of(v)); }
bool hashable(Value v) { return v.is_string() || v.is_path() || v.is_int() || v.is_float(); }

// Enters a key of a hashable kind: 1 new, 0 known, -1 memory is out.
int add_key(Evaluation& e, Value* slot, Value key) {
  Buffer* table = slot->as<Buffer>();
  uint64_t n = table->capacity / sizeof(Value);
  auto insert = [&e](Buffer* t, uint64_t room, Value k) {
    Value* cells = reinterpret_cast<Value*>(t->bytes);
    uint64_t i = key_hash(k) * 0x9E3779B97F4A7C15ull >> 20 & (room - 1);
    while (cells[i] != kHole) {
      bool alike = !MUTATED(e.rt, ClosureKeysByType) || cells[i].tag() == k.tag();
      if (alike && equal_at_once(cells[i], k).value_or(false)) return false;
      i = (i + 1) & (room - 1);
    }
    e.heap.store(&cells[i], k);
    ++t->size;
    return true;
  };
  if (2 * table->size >= n) {
    Buffer* bigger = e.heap.make_buffer(table->capacity * 4);
    if (!bigger) return -1;
    bigger->header.flags = Buffer::kCells;
    std::fill_n(reinterpret_cast<Value*>(bigger->bytes), n * 4, kHole);
    for (uint64_t i = 0; i < n; ++i)
      if (cells_of(*slot)[i] != kHole) insert(bigger, n * 4, cells_of(*slot)[i]);
    table = bigger;
    n *= 4;
    *slot = make_value(table, Tag::kObject);
  }
  return insert(table, n, key);
}

Next generic_closure_step(Evaluation& e, StepRecord& r, Value answer) {
  Next next;
  switch (r.state) {
    case kClosureStart: {
      if (!want(e, &r.slots[0], 'a', &next)) return next;
      Attrs* set = r.slots[0].as<Attrs>();
      uint32_t at = set->find(e.rt.s_start_set);
      if (at == UINT32_MAX)
        return e.fail(ErrorClass::kMissingAttribute, "attribute 'startSet' missing");
      Value start = set->values[at];
      if (!want(e, &start, 'l', &next)) return next;
      List* list = list_of(start);
      if (list->size == 0 && e.rt.has(Feature::kSortFilterListFirst))
        return e.done(e.rt.empty_list);
      at = set->find(e.rt.s_operator);
      if (at == UINT32_MAX)
        return e.fail(ErrorClass::kMissingAttribute, "attribute 'operator' missing");
      r.slots[1] = set->values[at];
      Value op = r.slots[1];
      if (!e.whnf(&op)) return Next::kForce;
      if (e.rt.has(Feature::kSortFilterListFirst) && !e.check_type(op, 'f')) return Next::kFail;
      for (int k : {2, 3, 4}) {
        Buffer* b = e.heap.make_buffer(32 * sizeof(Value));
        if (!b) return e.out_of_memory();
        b->header.flags = Buffer::kCells;
        std::fill_n(reinterpret_cast<Value*>(b->bytes), 32, kHole);
        r.slots[k] = make_value(b, Tag::kObject);
      }
      for (uint64_t i = 0; i < list->size; ++i)
        if (!push_cell(e, &r.slots[2], list->items[i])) return e.out_of_memory();
      r.i = 0;
      r.state = kClosureNext;
      break;
    }
    case kClosureNext:
    case kClosureKey:
      break;
    case kClosureLess:  // a list key: is it less than key j?
      if (answer == kTrue) {
        ++r.j;
        r.state = kClosureKey;
        break;
      } else {
        Value key = r.slots[5].as<Attrs>()->values[r.slots[5].as<Attrs>()->find(e.rt.s_key)];
        return e.push_less(r, kClosureGreater, cells_of(r.slots[3])[r.j], key);
      }
    case kClosureGreater:
      if (answer == kTrue) {
        ++r.j;
        r.state = kClosureKey;
      } else {  // neither is less: a known key
        ++r.i;
        r.state = kClosureNext;
      }
      break;
    case kClosureCalled:
      if (!e.check_type(answer, 'l')) return Next::kFail;
      r.slots[5] = answer;
      r.j = 0;
      r.state = kClosureMore;
      [[fallthrough]];
    case kClosureMore: {
      // Each is forced when it is handed over, not when its turn comes.
      List* more = list_of(r.slots[5]);
      for (; r.j < more->size; ++r.j) {
        Value element = more->items[r.j];
        if (!e.whnf(&element)) return Next::kForce;
        if (!push_cell(e, &r.slots[2], more->items[r.j])) return e.out_of_memory();
      }
      ++r.i;
      r.state = kClosureNext;
      break;
    }
  }
  while (r.i < r.slots[2].as<Buffer>()->size) {
    Value cell = cells_of(r.slots[2])[r.i];
    Value element = cell;
    if (!want(e, &element, 'a', &next)) return next;
    r.slots[5] = element;
    uint32_t at = element.as<Attrs>()->find(e.rt.s_key);
    if (at == UINT32_MAX) return e.fail(ErrorClass::kMissingAttribute, "attribute 'key' missing");
    Value key = element.as<Attrs>()->values[at];
    if (!e.whnf(&key)) return Next::kForce;
    uint64_t known = r.slots[3].as<Buffer>()->size;
    bool fresh;
    if (hashable(key)) {
      // Some key that is there, to find out that the kinds differ.
      Value other = kHole;
      for (uint64_t k = 0; known > 0 && other == kHole; ++k) other = cells_of(r.slots[3])[k];
      if (known > 0 && !less_at_once(key, other)) return e.push_less(r, kClosureLess, key, other);
      // NaN is neither less nor greater than any number: it is the same key as all of them.
      bool same = known > 0 && (is_nan(key) || is_nan(other));
      int added = same ? 0 : add_key(e, &r.slots[3], key);
      if (added < 0) return e.out_of_memory();
      fresh = added == 1;
    } else {
      if (r.state == kClosureNext) r.j = 0;
      if (r.j < known) return e.push_less(r, kClosureLess, key, cells_of(r.slots[3])[r.j]);
      if (!push_cell(e, &r.slots[3], key)) return e.out_of_memory();
      fresh = true;
    }
    r.state = kClosureNext;
    if (!fresh) {
      ++r.i;
      continue;
    }
    if (!push_cell(e, &r.slots[4], cell)) return e.out_of_memory();
    return e.call(r, kClosureCalled, r.slots[1],
                  {MUTATED(e.rt, ClosureElementCellLost) ? element : cell});
  }
  Buffer* results = r.slots[4].as<Buffer>();
  if (results->size == 0) return e.done(e.rt.empty_list);
  List* list = e.heap.make_list(results->size);
  if (!list) return e.out_of_memory();
  std::memcpy(list->items, results->bytes, results->size * sizeof(Value));
  return e.done(make_value(list, Tag::kList));
}

const BuiltinRow kRows[] = {
    step_row("__all", 2, any_all_step<false>),
    step_row("__any", 2, any_all_step<true>),
    step_row("__concatLists", 1, concat_lists_step),
    step_row("__concatMap", 2, concat_map_step, 1),
    step_row("__elem", 2, elem_step),
    leaf_row("__elemAt", 2, "1i0l", elem_at_leaf),
    step_row("__filter", 2, filter_step, 1),
    step_row("__foldl'", 3, foldl_step),
    step_row("__genList", 2, gen_list_step),
    step_row("__genericClosure", 1, generic_closure_step, 5),
    leaf_row("__head", 1, "0l", head_leaf),
    leaf_row("__length", 1, "0l", length_leaf),
    step_row("map", 2, map_step),
    step_row("__partition", 2, partition_step, 2),
    step_row("__sort", 2, sort_step, kSortSlots),
    leaf_row("__tail", 1, "0l", tail_leaf),
};

}  // namespace

std::span<const BuiltinRow> list_builtins() { return kRows; }

}  // namespace vm
