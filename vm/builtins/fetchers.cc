// What needs the network, or the flakes that live there: known by name, so that programs can look
// for it, and refused when called. References to flakes are only text, and work.
#include "vm/builtins/building.h"
#include "vm/builtins/table.h"
#include "vm/text/flake_ref.h"

namespace vm {
namespace {

Next refuse_step(Evaluation& e, StepRecord& r, Value) {
  std::string_view name = r.row->name;
  if (name.starts_with("__")) name.remove_prefix(2);
  return e.fail(ErrorClass::kIo, "builtins." + std::string(name) +
                                     " needs the network, which this evaluator never uses");
}

Value parse_flake_ref_leaf(Evaluation& e, Value* a) {
  Result<FlakeRef> ref = parse_flake_ref(text_of(a[0]));
  if (!ref) return e.leaf_fail(ref.failure());
  std::vector<std::pair<Symbol, Value>> rows;
  for (const auto& [name, attribute] : *ref) {
    Value v;
    if (const bool* b = std::get_if<bool>(&attribute))
      v = make_bool(*b);
    else if (const uint64_t* n = std::get_if<uint64_t>(&attribute))
      v = e.heap.make_int(static_cast<int64_t>(*n));
    else
      v = make_text(e, std::get<std::string>(attribute));
    if (v == kHole) return kHole;
    rows.emplace_back(e.rt.symbols.intern(name), v);
  }
  Value set = e.rt.make_attrs(rows.data(), rows.size());
  if (set == kHole) e.out_of_memory();
  return set;
}

// Slots: the set. i: attribute, all of which are forced before any is looked at.
Next flake_ref_to_string_step(Evaluation& e, StepRecord& r, Value) {
  if (!e.whnf(&r.slots[0])) return Next::kForce;
  if (!e.check_type(r.slots[0], 'a')) return Next::kFail;
  Attrs* set = r.slots[0].as<Attrs>();
  for (; r.i < set->size(); ++r.i) {
    Value v = set->values[r.i];
    if (!e.whnf(&v)) return Next::kForce;
  }
  FlakeRef ref;
  for (uint32_t i = 0; i < set->size(); ++i) {
    std::string name(e.rt.symbols.name(set->name(i)));
    Value v = set->values[i];
    CHECK(e.whnf(&v));
    if (v.is_string()) {
      if (!e.check_type(v, 'c')) return Next::kFail;
      ref[name] = std::string(text_of(v));
    } else if (v.is_bool()) {
      ref[name] = v == kTrue;
    } else if (v.is_int() && int_of(v) >= 0) {
      ref[name] = static_cast<uint64_t>(int_of(v));
    } else if (v.is_int()) {
      return e.fail(ErrorClass::kValue, "negative value given for flake ref attr " + name + ": " +
                                            std::to_string(int_of(v)));
    } else {
      return e.fail(ErrorClass::kType,
                    "flake reference attribute sets may only contain integers, Booleans, and "
                    "strings, but attribute '" +
                        name + "' is " + std::string(type_phrase(v)));
    }
  }
  Result<std::string> text = flake_ref_to_string(ref);
  if (!text) return fail_with(e, text.failure());
  Value v = make_text(e, *text);
  return v == kHole ? Next::kFail : e.done(v);
}

constexpr BuiltinRow kRows[] = {
    step_row("__fetchurl", 1, refuse_step),
    step_row("fetchTarball", 1, refuse_step),
    step_row("fetchGit", 1, refuse_step),
    step_row("fetchMercurial", 1, refuse_step),
    step_row("fetchTree", 1, refuse_step),
    step_row("__fetchClosure", 1, refuse_step),
    step_row("__getFlake", 1, refuse_step),
    leaf_row("__parseFlakeRef", 1, "0c", parse_flake_ref_leaf),
    step_row("__flakeRefToString", 1, flake_ref_to_string_step),
};

}  // namespace

std::span<const BuiltinRow> fetch_builtins() { return kRows; }

}  // namespace vm
