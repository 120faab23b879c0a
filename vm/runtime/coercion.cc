// Coercion to a string, and `+` where it is not plain arithmetic.
#include <algorithm>
#include <vector>

#include "vm/runtime/evaluation.h"

namespace vm {

namespace {

// The texts of a list's members as one. As Nix has it: a blank follows unless the member is an
// empty list or the last one.
Value join_items(Evaluation& e, const List* list, const List* texts) {
  Value blank = e.rt.make_certain_string(" ");
  std::vector<Value> parts;
  for (uint64_t i = 0; i < list->size; ++i) {
    Value item = list->items[i];
    bool forced = e.whnf(&item);
    CHECK(forced);
    parts.push_back(texts->items[i]);
    bool empty = item.is_list() && item.as<List>()->size == 0;
    if (i + 1 < list->size && (!empty || MUTATED(e.rt, BlankAfterEmptyList)))
      parts.push_back(blank);
  }
  return concat_strings(e, parts.data(), static_cast<uint32_t>(parts.size()));
}

// Slots: the cell; for lists: the list under way in [1], the texts of its members in [2] (a list).
// i: the index in a list. j: CoerceMode.
enum CoerceState : uint32_t { kCoerceStart, kCoerceAgain, kCoerceItem };

Next coerce_step(Evaluation& e, StepRecord& r, Value answer) {
  bool more = r.j & static_cast<uint64_t>(CoerceMode::kMore);
  bool to_store = r.j & static_cast<uint64_t>(CoerceMode::kToStore);
  if (r.state == kCoerceAgain) {  // what __toString returned
    if (++r.i > e.rt.options.limits.call_depth)
      return e.fail(ErrorClass::kResource, "stack overflow; max-call-depth exceeded");
    if (MUTATED(e.rt, ToStringMustReturnString) && !e.check_type(answer, 's')) return Next::kFail;
    r.slots[0] = answer;
    r.state = kCoerceStart;
  }
  if (r.state == kCoerceItem) {
    List* list = r.slots[1].as<List>();
    e.heap.store(&r.slots[2].as<List>()->items[r.i++], answer);
    if (r.i < list->size)
      return e.push_coerce(r, kCoerceItem, list->items[r.i], static_cast<CoerceMode>(r.j));
    Value joined = join_items(e, list, r.slots[2].as<List>());
    return joined == kHole ? Next::kFail : e.done(joined);
  }
  while (true) {
    if (!e.whnf(&r.slots[0])) return Next::kForce;
    Value v = r.slots[0];
    if (v.is_string()) return e.done(v);
    if (v.is_path()) {
      if (!to_store) return e.done(e.rt.make_string(text_of(v)));
      Value copied = copy_path_to_store(e, text_of(v));
      return copied == kHole ? Next::kFail : e.done(copied);
    }
    if (v.is_attrs()) {
      Attrs* set = v.as<Attrs>();
      uint32_t at = set->find(e.rt.s_to_string);
      if (MUTATED(e.rt, OutPathBeforeToString) && set->find(e.rt.s_out_path) != UINT32_MAX)
        at = UINT32_MAX;
      if (at != UINT32_MAX) return e.call(r, kCoerceAgain, set->values[at], {v});
      at = set->find(e.rt.s_out_path);
      if (at == UINT32_MAX) break;
      r.slots[0] = set->values[at];
      // A set whose outPath is itself never ends: rounds count as calls do.
      if (++r.i > e.rt.options.limits.call_depth)
        return e.fail(ErrorClass::kResource, "stack overflow; max-call-depth exceeded");
      continue;
    }
    bool integer = v.is_int() && static_cast<CoerceMode>(r.j) == CoerceMode::kInterpolated &&
                   e.rt.has(Feature::kCoerceIntegers);
    if (!more && !integer) break;
    std::string text;
    if (scalar_to_string(v, &text)) return e.done(e.rt.make_string(text));
    if (v.is_list()) {
      List* list = v.as<List>();
      if (list->size == 0) return e.done(e.rt.empty_string);
      r.slots[1] = v;
      List* texts = e.heap.make_list(list->size);
      if (!texts) return e.out_of_memory();
      std::fill_n(texts->items, list->size, e.rt.empty_string);
      r.slots[2] = make_value(texts, Tag::kList);
      r.i = 0;
      return e.push_coerce(r, kCoerceItem, list->items[0], static_cast<CoerceMode>(r.j));
    }
    break;
  }
  return e.fail(ErrorClass::kType,
                "cannot coerce " + std::string(type_phrase(r.slots[0])) + " to a string");
}

// a + b where a is no number: slots [0] the value of a, [1] the cell of b, [2] what a was coerced
// to.
enum PlusState : uint32_t { kPlusLeft, kPlusCoercedLeft, kPlusRight, kPlusCoercedRight };

Next plus_step(Evaluation& e, StepRecord& r, Value answer) {
  Value a = r.slots[0];
  bool copies = a.is_string() || MUTATED(e.rt, PathCopiedWhenAppended);
  CoerceMode mode = copies ? CoerceMode::kToStore : CoerceMode::kStrict;
  switch (r.state) {
    case kPlusLeft:
      if (r.i == 1 && a.is_list()) {
        r.slots[2] = a.as<List>()->items[0];
        r.state = kPlusRight;
        return plus_step(e, r, kNull);
      }
      if (a.is_string() || a.is_path()) {
        r.slots[2] = a;
        r.state = kPlusRight;
        return plus_step(e, r, kNull);
      }
      return e.push_coerce(r, kPlusCoercedLeft, a, mode);
    case kPlusCoercedLeft:
      r.slots[2] = answer;
      r.state = kPlusRight;
      [[fallthrough]];
    case kPlusRight:
      if (!e.whnf(&r.slots[1])) return Next::kForce;
      return e.push_coerce(r, kPlusCoercedRight, r.slots[1], mode);
    case kPlusCoercedRight: {
      Value parts[2] = {r.slots[2], answer};
      Value v = a.is_path() ? concat_path(e, parts, 2) : concat_strings(e, parts, 2);
      return v == kHole ? Next::kFail : e.done(v);
    }
  }
  return Next::kFail;
}

Next prepare_add_step(Evaluation& e, StepRecord& r, Value answer) {
  if (MUTATED(e.rt, LeftOperandCoercedLate)) return e.done(r.slots[0]);
  if (r.state == 0) return e.push_coerce(r, 1, r.slots[0], CoerceMode::kStrict);
  List* list = e.heap.make_list(1);
  if (!list) return e.out_of_memory();
  list->items[0] = answer;
  return e.done(make_value(list, Tag::kList));
}

}  // namespace

const StepRow kPrepareAddStep = {"addition", prepare_add_step};
const StepRow kCoerceStep = {"coercion to a string", coerce_step};
const StepRow kPlusStep = {"addition", plus_step};

}  // namespace vm
