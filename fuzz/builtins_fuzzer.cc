// One builtin and arguments for it, right and wrong ones: value, class of error and traces of the
// VM against those of the interpreter. Leaf functions on texts (regular expressions, JSON, TOML,
// hashes) are the same in both and cannot differ, but neither must they crash or hang.
#include <cstdio>
#include <cstdlib>

#include "fuzz/builtin_calls.h"
#include "fuzz/differential.h"
#include "fuzz/feedback.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const vm::Dialect kCurrent = *vm::find_dialect("default");
  static const vm::Dialect kOld = *vm::find_dialect("nix-2.8");
  static const fuzz::BuiltinCalls current_calls(kCurrent), old_calls(kOld);
  static fuzz::Differential current(kCurrent, {.on_event = fuzz::note_event});
  static fuzz::Differential old(kOld, {.on_event = fuzz::note_event});
  if (size == 0) return 0;
  bool nix_2_8 = (data[0] & 1) != 0;
  std::string call = (nix_2_8 ? old_calls : current_calls).decode({data + 1, size - 1});
  fuzz::Differential& differential = nix_2_8 ? old : current;
  if (differential.compare(call) != fuzz::Differential::Result::kDiffers) return 0;
  std::fprintf(stderr, "builtins_fuzzer: VM and interpreter differ (dialect %s):\n%s\n%s\n",
               nix_2_8 ? "nix-2.8" : "default", call.c_str(), differential.explanation().c_str());
  std::abort();
}
