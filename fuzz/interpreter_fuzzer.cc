// The VM against the definitional interpreter, in both dialects: value, class of error, traces.
// What the language leaves open and what reached a limit is no finding (differential.h).
#include "fuzz/differential.h"
#include "fuzz/feedback.h"
#include "fuzz/finding.h"
#include "fuzz/statistics.h"
#include "fuzz/structured_mutator.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const vm::Dialect kCurrent = *vm::find_dialect("default");
  static const vm::Dialect kOld = *vm::find_dialect("nix-2.8");
  static fuzz::Differential current(kCurrent, {.on_event = fuzz::note_event});
  static fuzz::Differential old(kOld, {.on_event = fuzz::note_event});
  static fuzz::Statistics statistics("interpreter_fuzzer");
  fuzz::Program program = fuzz::decode({data, size});
  fuzz::Differential& differential = program.settings.nix_2_8 ? old : current;
  fuzz::Differential::Result result = differential.compare(program.text);
  statistics.executed(fuzz::Differential::name(result),
                      fuzz::outcome_name(differential.reference_verdict()));
  if (result != fuzz::Differential::Result::kDiffers) return 0;
  fuzz::report("interpreter_fuzzer", differential.rule(),
               program.text + "\n" + differential.explanation());
}
