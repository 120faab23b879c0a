// The first byte chooses a rewrite, the second a place (0: everywhere), the rest is a program: what
// the VM says of it must not change.
#include "fuzz/finding.h"
#include "fuzz/rewrites/metamorphic.h"
#include "fuzz/statistics.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static fuzz::Metamorphosis metamorphosis(*vm::find_dialect("default"));
  if (size < 3 || size > 4'000) return 0;
  std::string_view program(reinterpret_cast<const char*>(data) + 2, size - 2);
  const fuzz::Rewrite& rewrite = fuzz::rewrites()[data[0] % fuzz::rewrites().size()];
  std::optional<size_t> place;
  if (data[1] != 0) place = data[1] - 1;
  static fuzz::Statistics statistics("metamorphic_fuzzer");
  if (!metamorphosis.take(program)) {
    statistics.executed("not comparable", "refused");
    return 0;
  }
  std::optional<std::string> difference = metamorphosis.differs(rewrite, place);
  if (difference)
    fuzz::report("metamorphic_fuzzer", "rewrite " + std::string(rewrite.name), *difference);
  statistics.executed("same", fuzz::outcome_name(metamorphosis.verdict()));
  return 0;
}
