// Bodies of instructions that are too long to stand in the loop. They finish at once, and say with
// false that they failed.
#include "vm/runtime/evaluation.h"

namespace vm {

// Adds to a set under construction, which has room for what its expression names.
bool Evaluation::add_dynamic(Value* slot, Symbol symbol, Value cell, Pos pos) {
  Attrs* set = slot->as<Attrs>();
  if (uint32_t at = set->find(symbol); MUTATED(rt, DynamicDuplicateReplaces) && at != UINT32_MAX) {
    heap.store(&set->values[at], cell);
    return true;
  }
  if (set->find(symbol) != UINT32_MAX) {
    fail(ErrorClass::kValue,
         "dynamic attribute '" + std::string(rt.symbols.name(symbol)) + "' already defined");
    return false;
  }
  if (set->shape->capacity == set->size()) {  // __overrides took the room that was made for it
    Attrs* wider = heap.make_growing_attrs(set->size() + 4);
    if (!wider) {
      out_of_memory();
      return false;
    }
    wider->header.flags |= Attrs::kOpen;
    wider->shape->header.flags |= Shape::kOpen;
    for (uint32_t i = 0; i < set->size(); ++i)
      wider->append(set->name(i), set->position(i), set->values[i]);
    set = wider;
    *slot = make_value(set, Tag::kAttrs);
  }
  uint32_t at = set->size();
  Shape* shape = set->shape;
  while (at > 0 && shape->names()[at - 1] > symbol) {
    shape->names()[at] = shape->names()[at - 1];
    shape->positions()[at] = shape->positions()[at - 1];
    heap.store(&set->values[at], set->values[at - 1]);
    --at;
  }
  shape->names()[at] = symbol;
  shape->positions()[at] = pos;
  heap.store(&set->values[at], cell);
  shape->header.aux = ++set->header.aux;
  return true;
}

// A set with the cells of its __overrides, which also go to the slots of the attributes they
// replace.
bool Evaluation::take_overrides(Value* slot, Value overrides, Value* cells, uint32_t n) {
  if (!overrides.is_attrs()) {
    type_error("a set", overrides);
    return false;
  }
  Attrs* set = slot->as<Attrs>();
  Attrs* over = overrides.as<Attrs>();
  for (uint32_t i = 0; i < n; ++i) {
    uint32_t at = over->find(set->name(i));
    if (at != UINT32_MAX) cells[i] = over->values[at];
  }
  Value merged = update_attrs(*this, set, over);
  if (merged == kHole) return false;
  if (merged.as<Attrs>() != over) {  // a set of its own: dynamic attributes may still come
    merged.as<Attrs>()->header.flags |= set->header.flags & Attrs::kOpen;
    merged.as<Attrs>()->shape->header.flags |= set->header.flags & Attrs::kOpen;
  }
  *slot = merged;
  return true;
}

// Fills the formals' slots, with holes where defaults are to be taken. A required argument that is
// missing is reported before one that is not wanted.
bool Evaluation::match_formals(const Chunk& chunk, Attrs* set, Value* out) {
  const std::vector<FormalInfo>& formals = chunk.formals;
  uint32_t matched = 0;
  const FormalInfo* missing = nullptr;
  for (size_t i = 0; i < formals.size(); ++i) {
    uint32_t at = set->find(formals[i].name);
    if (at != UINT32_MAX) {
      out[i] = set->values[at];
      ++matched;
    } else {
      out[i] = kHole;
      if (!formals[i].has_default && !missing) missing = &formals[i];
    }
  }
  auto function = [&] {
    return "function '" + (chunk.name.empty() ? "anonymous lambda" : chunk.name) + "' called ";
  };
  if (missing) {
    fail(ErrorClass::kMissingArgument, function() + "without required argument '" +
                                           std::string(rt.symbols.name(missing->name)) + "'");
    return false;
  }
  if (chunk.ellipsis || matched == set->size() || MUTATED(rt, UnexpectedArgumentTaken)) return true;
  Symbol unexpected = kNoSymbol;
  for (uint32_t i = 0; i < set->size() && unexpected == kNoSymbol; ++i) {
    bool known = false;
    for (const FormalInfo& f : formals) known |= f.name == set->name(i);
    if (!known) unexpected = set->name(i);
  }
  fail(ErrorClass::kUnexpectedArgument,
       function() + "with unexpected argument '" + std::string(rt.symbols.name(unexpected)) + "'");
  return false;
}

}  // namespace vm
