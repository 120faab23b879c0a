// The VM against itself: parked after every few steps of fuel, going on from snapshots of itself,
// collecting at every safepoint, with a heap too small, or with files that are late, it must give
// the verdict that it gives undisturbed. Only a limit may come between.
#include "fuzz/compare.h"
#include "fuzz/feedback.h"
#include "fuzz/finding.h"
#include "fuzz/generator/request.h"
#include "fuzz/statistics.h"
#include "fuzz/structured_mutator.h"

namespace {

// Undisturbed and disturbed machines of one dialect; they go on from program to program, and what
// differs is asked once more of new ones.
class Pair {
 public:
  explicit Pair(std::string_view dialect)
      : name_(dialect),
        plain_(*vm::find_dialect(dialect)),
        disturbed_(*vm::find_dialect(dialect)) {}

  void require_same(const fuzz::Program& program, const char* how, const fuzz::Manner& manner) {
    constexpr int kRenewAfter = 200;
    bool fresh = ++asked_ > kRenewAfter || manner.heap_bytes != 0 || manner.snapshots;
    if (fresh) renew();
    if (agree(program, manner)) return;
    renew();
    if (agree(program, manner)) return;
    fuzz::report(
        "settings_fuzzer",
        std::string(how) + " changes the verdict, " + std::string(name_) + ": " +
            fuzz::contrast(wanted_, got_),
        program.listing() + "\n  " + fuzz::describe(wanted_) + "\n  " + fuzz::describe(got_));
  }

  const fuzz::Verdict& undisturbed() const { return wanted_; }

 private:
  void renew() {
    plain_.renew();
    disturbed_.renew();
    asked_ = 0;
  }
  bool agree(const fuzz::Program& program, const fuzz::Manner& manner) {
    fuzz::ReferenceRequest request = fuzz::request_of(program);
    request.limits.fuel = 20'000;
    plain_.set_manner({.on_event = fuzz::feedback()});
    wanted_ = plain_.run(program.text, request);
    disturbed_.set_manner(manner);
    got_ = disturbed_.run(program.text, request);
    return !fuzz::comparable(wanted_, got_) || fuzz::same(wanted_, got_);
  }

  std::string_view name_;
  fuzz::VmSubject plain_, disturbed_;
  fuzz::Verdict wanted_, got_;
  int asked_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static Pair current("default"), old("nix-2.8");
  static fuzz::Statistics statistics("settings_fuzzer");
  fuzz::Program program = fuzz::decode({data, size});
  const fuzz::MachineSettings& settings = program.settings;
  Pair& pair = settings.nix_2_8 ? old : current;
  if (settings.collect_always)
    pair.require_same(program, "collecting always",
                      {.stress = {.collect_always = true},
                       .slice = settings.slice,
                       .slow_host = settings.slow_host});
  else if (settings.choices[0] % 8 == 7)
    pair.require_same(program, "going on from a snapshot",
                      {.slice = settings.slice ? settings.slice : 1,
                       .slow_host = settings.slow_host,
                       .snapshots = true});
  else if (settings.slice % 8 == 7)
    pair.require_same(program, "a small heap", {.heap_bytes = 400'000 + 1'000 * settings.slice});
  else
    pair.require_same(
        program, "parking",
        {.slice = settings.slice ? settings.slice : 1, .slow_host = settings.slow_host});
  statistics.executed("same", fuzz::outcome_name(pair.undisturbed()));
  return 0;
}
