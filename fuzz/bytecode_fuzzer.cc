// What the verifier accepts is safe to run: a generated program is compiled, its code is changed as
// the bytes behind the program say, and what still verifies runs with small limits. Nothing may
// crash, hang, or break a CHECK; what comes out is free. Unchanged code must always verify.
#include "fuzz/bytecode/module_runner.h"
#include "fuzz/finding.h"
#include "fuzz/statistics.h"
#include "fuzz/structured_mutator.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static fuzz::ModuleMaker current(*vm::find_dialect("default"));
  static fuzz::ModuleMaker old(*vm::find_dialect("nix-2.8"));
  static fuzz::Statistics statistics("bytecode_fuzzer");
  std::span<const uint8_t> bytes(data, size);
  fuzz::Program program = fuzz::decode(bytes);
  fuzz::ModuleMaker& maker = program.settings.nix_2_8 ? old : current;
  std::optional<vm::Module> module = maker.compile(program.text);
  if (!module) return statistics.executed("not compiled", "refused"), 0;
  std::string wrong = maker.refusal(*module);
  if (!wrong.empty())
    fuzz::report("bytecode_fuzzer", "the compiler made wrong code", wrong + "\n" + program.text);
  std::span<const uint8_t> recipe = bytes.subspan(program.holes.front().end);
  bool changed = fuzz::mutate_module(*module, recipe, maker.names()) > 0;
  bool accepted = changed && maker.refusal(*module).empty();
  std::string_view outcome = "not run";
  if (accepted)
    outcome = maker
                  .run(std::move(*module), {.collect_always = program.settings.collect_always,
                                            .slice = program.settings.slice})
                  .kind;
  statistics.executed(!changed   ? "unchanged"
                      : accepted ? "accepted"
                                 : "refused by the verifier",
                      outcome);
  return 0;
}
