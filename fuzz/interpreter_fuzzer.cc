// The VM against the definitional interpreter, in both dialects: value, class of error, traces;
// the VM parked at every so many steps, and its files late, if the program says so.
// What the language leaves open and what reached a limit is no finding (differential.h).
#include <cstdio>
#include <cstdlib>

#include "fuzz/differential.h"
#include "fuzz/feedback.h"
#include "fuzz/generator/request.h"
#include "fuzz/structured_mutator.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static fuzz::Differential current(*vm::find_dialect("default"));
  static fuzz::Differential old(*vm::find_dialect("nix-2.8"));
  fuzz::Program program = fuzz::decode({data, size});
  fuzz::Differential& differential = program.settings.nix_2_8 ? old : current;
  differential.set_manner({.slice = program.settings.slice,
                           .slow_host = program.settings.slow_host,
                           .on_event = fuzz::feedback()});
  if (differential.compare(program.text, fuzz::request_of(program)) !=
      fuzz::Differential::Result::kDiffers)
    return 0;
  std::fprintf(stderr, "interpreter_fuzzer: VM and interpreter differ (dialect %s):\n%s\n%s\n",
               program.settings.nix_2_8 ? "nix-2.8" : "default", program.listing().c_str(),
               differential.explanation().c_str());
  std::abort();
}
