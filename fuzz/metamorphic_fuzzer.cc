// A rewrite, a place (0: everywhere) and a program, all from the generator's bytes: what the VM
// says of it must not change.
#include "fuzz/finding.h"
#include "fuzz/rewrites/metamorphic.h"
#include "fuzz/statistics.h"
#include "fuzz/structured_mutator.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static fuzz::Metamorphosis metamorphosis(*vm::find_dialect("default"));
  fuzz::Program program = fuzz::decode({data, size});
  const uint8_t* choices = program.settings.choices;
  const fuzz::Rewrite& rewrite = fuzz::rewrites()[choices[0] % fuzz::rewrites().size()];
  std::optional<size_t> place;
  if (choices[1] != 0) place = choices[1] - 1;
  static fuzz::Statistics statistics("metamorphic_fuzzer");
  if (!metamorphosis.take(program.text)) {
    statistics.executed("not comparable", "refused");
    return 0;
  }
  if (std::optional<std::string> difference = metamorphosis.differs(rewrite, place))
    fuzz::report("metamorphic_fuzzer", "rewrite " + std::string(rewrite.name), *difference);
  statistics.executed("same", fuzz::outcome_name(metamorphosis.verdict()));
  return 0;
}
