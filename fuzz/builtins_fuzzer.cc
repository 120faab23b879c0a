// One builtin and arguments for it, right and wrong ones: value, class of error and traces of the
// VM against those of the interpreter. Leaf functions on texts (regular expressions, JSON, TOML,
// hashes) are the same in both and cannot differ, but neither must they crash or hang.
#include "fuzz/builtin_calls.h"
#include "fuzz/differential.h"
#include "fuzz/feedback.h"
#include "fuzz/finding.h"
#include "fuzz/statistics.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const vm::Dialect kCurrent = *vm::find_dialect("default");
  static const vm::Dialect kOld = *vm::find_dialect("nix-2.8");
  static const fuzz::BuiltinCalls current_calls(kCurrent), old_calls(kOld);
  static fuzz::Differential current(kCurrent, {.on_event = fuzz::feedback()});
  static fuzz::Differential old(kOld, {.on_event = fuzz::feedback()});
  static fuzz::Statistics statistics("builtins_fuzzer");
  if (size == 0) return 0;
  bool nix_2_8 = (data[0] & 1) != 0;  // the dialect
  std::string call = (nix_2_8 ? old_calls : current_calls).decode({data + 1, size - 1});
  fuzz::Differential& differential = nix_2_8 ? old : current;
  fuzz::Differential::Result result = differential.compare(call);
  statistics.executed(fuzz::Differential::name(result),
                      fuzz::outcome_name(differential.reference_verdict()));
  if (result == fuzz::Differential::Result::kDiffers)
    fuzz::report("builtins_fuzzer", differential.rule(), call + "\n" + differential.explanation());
  return 0;
}
