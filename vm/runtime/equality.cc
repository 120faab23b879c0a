// Equality and ordering as machines: they force members as they go, so they can be left and resumed
// anywhere. Nested pairs are contexts of their own; pairs that can be decided at once are not.
#include <algorithm>

#include "vm/runtime/evaluation.h"

namespace vm {

namespace {

// Sets with type = "derivation" are equal when their outPaths are. Slots: a, b.
enum EqualState : uint32_t { kStart, kTypeOfA, kTypeOfB, kMembers, kMember };

Next finish_equal(Evaluation& e, StepRecord& r, bool equal) {
  return e.done(make_bool(equal != (r.i == 1)));
}

// Looks at the type attribute of one side. True: known, and *is says whether it is "derivation".
bool is_derivation(Evaluation& e, Value set, bool* is) {
  uint32_t at = set.as<Attrs>()->find(e.rt.s_type);
  *is = false;
  if (at == UINT32_MAX) return true;
  Value type = set.as<Attrs>()->values[at];
  if (!e.whnf(&type)) return false;
  *is = type.is_string() && text_of(type) == "derivation";
  return true;
}

// i: 1 when the answer is to be negated. j: 1 when identical cells are equal. State kMembers + k
// compares member k of the two; `answer` is the result of a nested comparison when the low bit of
// r.j >> 1 says so.
Next equal_step(Evaluation& e, StepRecord& r, Value answer) {
  if (r.state == kStart) {
    Value a = r.slots[0], b = r.slots[1];
    if (!e.whnf(&a) || !e.whnf(&b)) return Next::kForce;
    bool by_identity =
        (r.j == 1 && !MUTATED(e.rt, NestedIdentityLost)) || MUTATED(e.rt, OperatorSeesIdentity);
    if (by_identity && r.slots[0] == r.slots[1]) return finish_equal(e, r, true);
    if (MUTATED(e.rt, InteriorIdentity) && a == b) return finish_equal(e, r, true);
    if (std::optional<bool> known = equal_at_once(a, b)) return finish_equal(e, r, *known);
    if (a.is_closure()) return finish_equal(e, r, e.rt.has(Feature::kFunctionsEqualByClosure));
    r.slots[0] = a;
    r.slots[1] = b;
    r.j = 0;
    r.state = a.is_attrs() ? kTypeOfA : kMembers;
  }
  Value a = r.slots[0], b = r.slots[1];
  if (r.state == kTypeOfA) {
    bool is;
    if (!is_derivation(e, a, &is)) return Next::kForce;
    r.state = is ? kTypeOfB : kMembers;
  }
  if (r.state == kTypeOfB) {
    bool is;
    if (!is_derivation(e, b, &is)) return Next::kForce;
    r.state = kMembers;
    if (is && !MUTATED(e.rt, DerivationsComparedWhole)) {
      uint32_t i = a.as<Attrs>()->find(e.rt.s_out_path), j = b.as<Attrs>()->find(e.rt.s_out_path);
      if (i != UINT32_MAX && j != UINT32_MAX) {
        r.slots[0] = a.as<Attrs>()->values[i];
        r.slots[1] = b.as<Attrs>()->values[j];
        r.state = kStart;
        r.j = 1;
        return equal_step(e, r, kNull);  // once: outPath's value is compared as any other
      }
    }
  }
  if (r.state == kMember) {
    if (answer == kFalse) return finish_equal(e, r, false);
    ++r.j;
    r.state = kMembers;
  }
  uint64_t n;
  const Value *x, *y;
  if (a.is_attrs()) {
    Attrs *s = a.as<Attrs>(), *t = b.as<Attrs>();
    if (s->size() != t->size()) return finish_equal(e, r, false);
    n = s->size();
    x = s->values;
    y = t->values;
  } else {
    n = a.as<List>()->size;
    x = a.as<List>()->items;
    y = b.as<List>()->items;
  }
  for (; r.j < n; ++r.j) {
    if (a.is_attrs() && a.as<Attrs>()->name(static_cast<uint32_t>(r.j)) !=
                            b.as<Attrs>()->name(static_cast<uint32_t>(r.j)))
      return finish_equal(e, r, false);
    Value p = x[r.j], q = y[r.j];
    if (MUTATED(e.rt, IdentityBeforeForcing) && p == q) continue;
    if (!e.whnf(&p) || !e.whnf(&q)) return Next::kForce;
    if (x[r.j] == y[r.j] && !MUTATED(e.rt, CellIdentityLost)) continue;
    std::optional<bool> known = equal_at_once(p, q);
    if (!known) return e.push_equal(r, kMember, x[r.j], y[r.j]);
    if (!*known) return finish_equal(e, r, false);
  }
  return finish_equal(e, r, true);
}

// Slots: a, b. i: 1 when the answer is to be negated; j: index in lists.
enum LessState : uint32_t { kLessStart, kLessItems, kLessItem };

Next finish_less(Evaluation& e, StepRecord& r, bool less) {
  return e.done(make_bool(less != (r.i == 1)));
}

Next less_step(Evaluation& e, StepRecord& r, Value answer) {
  if (r.state == kLessStart) {
    if (!e.whnf(&r.slots[0]) || !e.whnf(&r.slots[1])) return Next::kForce;
    Value a = r.slots[0], b = r.slots[1];
    if (std::optional<bool> known = less_at_once(a, b)) return finish_less(e, r, *known);
    if (!a.is_list() || !b.is_list() || !e.rt.has(Feature::kListsOrdered)) {
      std::string x(type_phrase(a)), y(type_phrase(b));
      return e.fail(ErrorClass::kType,
                    "cannot compare " + x + " with " + y +
                        (x == y ? "; values of that type are incomparable" : ""));
    }
    r.state = kLessItems;
    r.j = 0;
  }
  List *a = r.slots[0].as<List>(), *b = r.slots[1].as<List>();
  if (r.state == kLessItem) {
    if (answer == kTrue) {
      ++r.j;
    } else {  // the first pair that differs decides
      r.slots[0] = a->items[r.j];
      r.slots[1] = b->items[r.j];
      r.state = kLessStart;
      return less_step(e, r, kNull);
    }
  }
  if (MUTATED(e.rt, EqualListsLess) && r.j == a->size) return finish_less(e, r, true);
  if (r.j == b->size) return finish_less(e, r, false);
  if (r.j == a->size) return finish_less(e, r, true);
  return e.push_equal(r, kLessItem, a->items[r.j], b->items[r.j]);
}

// Slots: the cell; the containers under way, a buffer of (container, index) pairs; and the cells of
// containers that were seen, two hash tables by address: of those that were old when they were met,
// and of those that were young. i: the number of collections when the second was last looked at:
// after the next one all of them are old, and go over to the first.

Buffer* new_cells(Evaluation& e, uint64_t n) {
  Buffer* b = e.heap.make_buffer(n * sizeof(Value));
  if (!b) return nullptr;
  b->header.flags = Buffer::kCells;
  std::fill_n(b->cells(), n, kHole);
  return b;
}

// False if it is there. There is room.
bool insert_seen(Evaluation& e, Buffer* table, Value v) {
  uint64_t n = table->capacity / sizeof(Value);
  uint64_t i = (v.bits >> 3) * 0x9E3779B97F4A7C15ull >> 20 & (n - 1);
  for (; table->cells()[i] != kHole; i = (i + 1) & (n - 1))
    if (table->cells()[i] == v) return false;
  e.heap.store(&table->cells()[i], v);
  ++table->size;
  return true;
}

// Room for one more in the table in a slot; false when memory is out.
bool grow_seen(Evaluation& e, Value* slot) {
  auto* table = slot->as<Buffer>();
  uint64_t n = table->capacity / sizeof(Value);
  if (2 * table->size < n) return true;
  Buffer* bigger = new_cells(e, 4 * n);
  if (!bigger) return false;
  for (uint64_t i = 0; i < n; ++i)
    if (table->cells()[i] != kHole) insert_seen(e, bigger, table->cells()[i]);
  *slot = make_value(bigger, Tag::kObject);
  return true;
}

constexpr int kSeenOld = 2, kSeenYoung = 3;

// After a collection nothing that was seen is young. False when memory is out.
bool age_seen(Evaluation& e, StepRecord& r) {
  if (r.i == e.rt.collections.minor) return true;
  auto* young = r.slots[kSeenYoung].as<Buffer>();
  for (uint64_t i = 0; young->size > 0 && i < young->capacity / sizeof(Value); ++i) {
    if (young->cells()[i] == kHole) continue;
    if (!grow_seen(e, &r.slots[kSeenOld])) return false;
    insert_seen(e, r.slots[kSeenOld].as<Buffer>(), young->cells()[i]);
    young->cells()[i] = kHole;
  }
  young->size = 0;
  r.i = e.rt.collections.minor;
  return true;
}

// Whether the cell of a container is met for the first time (a list that is reached through another
// cell is walked again); false with *ok false when memory is out.
bool add_seen(Evaluation& e, StepRecord& r, Value cell, bool* ok) {
  Value* slot = &r.slots[e.heap.is_young(cell) ? kSeenYoung : kSeenOld];
  *ok = grow_seen(e, slot);
  return *ok && insert_seen(e, slot->as<Buffer>(), cell);
}

uint64_t members(Value container) {
  return container.is_list() ? container.as<List>()->size : container.as<Attrs>()->size();
}
Value* member(Value container, uint64_t i) {
  return container.is_list() ? &container.as<List>()->items[i] : &container.as<Attrs>()->values[i];
}

Next deep_force_step(Evaluation& e, StepRecord& r, Value) {
  Value root = r.slots[0];  // its cell, until the step has begun
  if (!e.whnf(&r.slots[0])) return Next::kForce;
  if (r.state == 0) {
    Value v = r.slots[0];
    if (!v.is_list() && !v.is_attrs()) return e.done(v);
    Buffer* tables[3];
    for (int k = 0; k < 3; ++k) {
      tables[k] = new_cells(e, 32);
      if (!tables[k]) return e.out_of_memory();
      r.slots[1 + k] = make_value(tables[k], Tag::kObject);
    }
    tables[0]->cells()[0] = v;
    tables[0]->cells()[1] = make_small_int(0);
    tables[0]->size = 2;
    r.i = e.rt.collections.minor;
    bool ok;
    add_seen(e, r, root, &ok);
    r.state = 1;
  }
  if (!age_seen(e, r)) return e.out_of_memory();
  Buffer* path = r.slots[1].as<Buffer>();
  while (path->size > 0) {
    if (MUTATED(e.rt, DeepForceRecurses) && path->size > 6'000) return e.out_of_memory();
    Value container = path->cells()[path->size - 2];
    uint64_t i = static_cast<uint64_t>(small_int(path->cells()[path->size - 1]));
    uint64_t n = members(container);
    bool descended = false;
    for (; i < n; ++i) {
      Value cell = *member(container, MUTATED(e.rt, DeepForceBackwards) ? n - 1 - i : i);
      Value v = cell;
      if (!e.whnf(&v)) {
        path->cells()[path->size - 1] = make_small_int(static_cast<int64_t>(i));
        return Next::kForce;
      }
      if (!v.is_list() && !v.is_attrs()) continue;
      bool ok;
      bool fresh = add_seen(e, r, cell, &ok);
      if (!ok) return e.out_of_memory();
      if (!fresh && !MUTATED(e.rt, DeepForceFollowsCycles)) continue;
      path->cells()[path->size - 1] = make_small_int(static_cast<int64_t>(i + 1));
      if ((path->size + 2) * sizeof(Value) > path->capacity) {
        Buffer* bigger = new_cells(e, 2 * path->capacity / sizeof(Value));
        if (!bigger) return e.out_of_memory();
        std::memcpy(bigger->bytes, path->bytes, path->size * sizeof(Value));
        bigger->size = path->size;
        path = bigger;
        r.slots[1] = make_value(path, Tag::kObject);
      }
      e.heap.store(&path->cells()[path->size], v);
      path->cells()[path->size + 1] = make_small_int(0);
      path->size += 2;
      descended = true;
      break;
    }
    if (!descended) path->size -= 2;
  }
  return e.done(r.slots[0]);
}

}  // namespace

bool rehash_deep_force(Evaluation& e, StepRecord& r) {
  Value before[] = {r.slots[kSeenOld], r.slots[kSeenYoung]};
  for (int k : {kSeenOld, kSeenYoung}) {
    Buffer* empty = new_cells(e, 32);
    if (!empty) return false;
    r.slots[k] = make_value(empty, Tag::kObject);
  }
  r.i = e.rt.collections.minor;
  for (Value table : before) {
    auto* b = table.as<Buffer>();
    for (uint64_t i = 0; i < b->capacity / sizeof(Value); ++i) {
      bool ok = true;
      if (b->cells()[i] != kHole) add_seen(e, r, b->cells()[i], &ok);
      if (!ok) return false;
    }
  }
  return true;
}

const StepRow kEqualStep = {"equality", equal_step};
const StepRow kLessStep = {"ordering", less_step};
const StepRow kDeepForceStep = {"deep force", deep_force_step};

}  // namespace vm
