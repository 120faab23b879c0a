// What needs the network, or the flakes that live there: known by name, so that programs can look
// for it, and refused when called.
#include "vm/builtins/table.h"

namespace vm {
namespace {

Next refuse_step(Evaluation& e, StepRecord& r, Value) {
  std::string_view name = r.row->name;
  if (name.starts_with("__")) name.remove_prefix(2);
  return e.fail(ErrorClass::kIo, "builtins." + std::string(name) +
                                     " needs the network, which this evaluator never uses");
}

constexpr BuiltinRow kRows[] = {
    step_row("__fetchurl", 1, refuse_step),         step_row("fetchTarball", 1, refuse_step),
    step_row("fetchGit", 1, refuse_step),           step_row("fetchMercurial", 1, refuse_step),
    step_row("fetchTree", 1, refuse_step),          step_row("__fetchClosure", 1, refuse_step),
    step_row("__getFlake", 1, refuse_step),         step_row("__parseFlakeRef", 1, refuse_step),
    step_row("__flakeRefToString", 1, refuse_step),
};

}  // namespace

std::span<const BuiltinRow> fetch_builtins() { return kRows; }

}  // namespace vm
