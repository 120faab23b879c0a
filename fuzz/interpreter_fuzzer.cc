// The VM against the definitional interpreter, in both dialects: value, class of error, traces;
// the VM parked at every so many steps, and its files late, if the program says so.
// What the language leaves open and what reached a limit is no finding (differential.h).
#include "fuzz/differential.h"
#include "fuzz/feedback.h"
#include "fuzz/finding.h"
#include "fuzz/generator/request.h"
#include "fuzz/statistics.h"
#include "fuzz/structured_mutator.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static fuzz::Differential current(*vm::find_dialect("default"));
  static fuzz::Differential old(*vm::find_dialect("nix-2.8"));
  static fuzz::Statistics statistics("interpreter_fuzzer");
  fuzz::Program program = fuzz::decode({data, size});
  fuzz::Differential& differential = program.settings.nix_2_8 ? old : current;
  differential.set_manner({.slice = program.settings.slice,
                           .slow_host = program.settings.slow_host,
                           .on_event = fuzz::feedback()});
  fuzz::Differential::Result result = differential.compare(program.text, fuzz::request_of(program));
  statistics.executed(fuzz::Differential::name(result),
                      fuzz::outcome_name(differential.reference_verdict()));
  if (result == fuzz::Differential::Result::kDiffers)
    fuzz::report("interpreter_fuzzer", differential.rule(),
                 program.listing() + "\n" + differential.explanation());
  return 0;
}
