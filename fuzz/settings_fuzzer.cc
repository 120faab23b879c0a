// The VM against itself: collecting at every safepoint, parked after every few steps of fuel, or
// with a heap too small, it must give the verdict that it gives undisturbed. Only a limit may come
// between.
#include "fuzz/compare.h"
#include "fuzz/feedback.h"
#include "fuzz/finding.h"
#include "fuzz/statistics.h"
#include "fuzz/structured_mutator.h"

namespace {

void require_same(const fuzz::Verdict& wanted, const fuzz::Verdict& got, const char* how,
                  const fuzz::Program& program) {
  if (!fuzz::comparable(wanted, got) || fuzz::same(wanted, got)) return;
  fuzz::report("settings_fuzzer",
               std::string(how) + " changes the verdict, " +
                   (program.settings.nix_2_8 ? "nix-2.8: " : "default: ") +
                   fuzz::contrast(wanted, got),
               program.text + "\n  " + fuzz::describe(wanted) + "\n  " + fuzz::describe(got));
}

fuzz::Verdict run(const fuzz::Program& program, fuzz::Manner manner) {
  static const vm::Dialect kCurrent = *vm::find_dialect("default");
  static const vm::Dialect kOld = *vm::find_dialect("nix-2.8");
  fuzz::VmSubject subject(program.settings.nix_2_8 ? kOld : kCurrent, std::move(manner));
  fuzz::ReferenceRequest request;
  request.limits.fuel = 20'000;
  return subject.run(program.text, request);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static fuzz::Statistics statistics("settings_fuzzer");
  fuzz::Program program = fuzz::decode({data, size});
  fuzz::Verdict wanted = run(program, {.on_event = fuzz::note_event});
  uint64_t slice = program.settings.slice ? program.settings.slice : 1;
  require_same(wanted, run(program, {.slice = slice}), "parking", program);
  if (program.settings.collect_always)
    require_same(
        wanted, run(program, {.stress = {.collect_always = true}, .slice = program.settings.slice}),
        "collecting always", program);
  else
    require_same(wanted, run(program, {.heap_bytes = 400'000 + 1'000 * slice}), "a small heap",
                 program);
  statistics.executed("same", fuzz::outcome_name(wanted));
  return 0;
}
