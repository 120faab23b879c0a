// The VM against the definitional interpreter, in both dialects: value, class of error, traces.
// What the language leaves open and what reached a limit is no finding (differential.h).
#include <cstdio>
#include <cstdlib>

#include "fuzz/differential.h"
#include "fuzz/feedback.h"
#include "fuzz/structured_mutator.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const vm::Dialect kCurrent = *vm::find_dialect("default");
  static const vm::Dialect kOld = *vm::find_dialect("nix-2.8");
  static fuzz::Differential current(kCurrent, {.on_event = fuzz::note_event});
  static fuzz::Differential old(kOld, {.on_event = fuzz::note_event});
  fuzz::Program program = fuzz::decode({data, size});
  fuzz::Differential& differential = program.settings.nix_2_8 ? old : current;
  if (differential.compare(program.text) != fuzz::Differential::Result::kDiffers) return 0;
  std::fprintf(stderr, "interpreter_fuzzer: VM and interpreter differ (dialect %s):\n%s\n%s\n",
               program.settings.nix_2_8 ? "nix-2.8" : "default", program.text.c_str(),
               differential.explanation().c_str());
  std::abort();
}
