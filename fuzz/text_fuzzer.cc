// Any bytes as the text of a program, in both dialects: it is parsed, compiled, verified, run with
// limits and printed. VM and interpreter must agree on the value, and on what is printed of it
// before all is evaluated; where the text is refused, on the class of the error.
#include "fuzz/differential.h"
#include "fuzz/feedback.h"
#include "fuzz/finding.h"
#include "fuzz/statistics.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using Output = fuzz::ReferenceRequest::Output;
  constexpr size_t kMaxText = 4'000;
  static const vm::Dialect kCurrent = *vm::find_dialect("default");
  static const vm::Dialect kOld = *vm::find_dialect("nix-2.8");
  static fuzz::Differential current(kCurrent, {.on_event = fuzz::feedback()});
  static fuzz::Differential old(kOld, {.on_event = fuzz::feedback()});
  static fuzz::Statistics statistics("text_fuzzer");
  if (size > kMaxText) return 0;
  std::string text(reinterpret_cast<const char*>(data), size);
  for (fuzz::Differential* differential : {&current, &old}) {
    for (Output output : {Output::kCanonical, Output::kLazy}) {
      fuzz::Differential::Result result = differential->compare(text, {.output = output});
      if (result == fuzz::Differential::Result::kDiffers)
        fuzz::report("text_fuzzer",
                     differential->rule() + (output == Output::kLazy ? ", as printed" : ""),
                     text + "\n" + differential->explanation());
      statistics.executed(fuzz::Differential::name(result),
                          fuzz::outcome_name(differential->reference_verdict()));
      if (differential->reference_verdict().error_class == vm::ErrorClass::kParse) break;
    }
  }
  return 0;
}
