// builtin_stats [--runs N] [--seed S] [--dialect NAME] [--show]: what the calls of builtins_fuzzer
// are worth, and a hunt without libFuzzer. Random bytes are put to VM and interpreter; whatever
// differs, though the language leaves no choice, is printed. Ends with a table: how often each
// builtin was called, and how often that had a value. With --show, the calls are only printed:
// `builtin_stats --show --dialect nix-2.8 > calls; nix_compare calls` asks real Nix.
//
// Exit codes: 0 all is well, 1 a difference, or a builtin that never has a value, 2 usage.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <map>
#include <random>

#include "fuzz/builtin_calls.h"
#include "fuzz/differential.h"

int main(int argc, char** argv) {
  CLI::App app{"Measures the calls of builtins and hunts for differences"};
  uint64_t runs = 20'000, seed = 1;
  std::string dialect_name = "default";
  bool show = false;
  app.add_option("--runs", runs, "calls")->check(CLI::PositiveNumber);
  app.add_option("--seed", seed, "of the random bytes");
  app.add_option("--dialect", dialect_name, "a dialect of corpus/features.json");
  app.add_flag(
      "--show", show,
      "print the calls, each with a NUL byte behind it, and nothing else: for nix_compare");
  CLI11_PARSE(app, argc, argv);
  std::optional<vm::Dialect> dialect = vm::find_dialect(dialect_name);
  if (!dialect) {
    std::fprintf(stderr, "builtin_stats: no dialect '%s': corpus/features.json has them\n",
                 dialect_name.c_str());
    return 2;
  }
  fuzz::BuiltinCalls calls(*dialect);
  fuzz::Differential differential(*dialect);
  std::mt19937_64 random(seed);
  struct Count {
    uint64_t calls = 0, values = 0, errors = 0, unsupported = 0;
  };
  std::map<std::string, Count> counts;
  uint64_t differing = 0;
  for (uint64_t run = 0; run < runs; ++run) {
    std::vector<uint8_t> bytes(2 + random() % 60);
    for (uint8_t& b : bytes) b = static_cast<uint8_t>(random());
    if (bytes[1] % 2 == 0) bytes[1] = 0;  // everything is on in half of them
    std::string call = calls.decode(bytes);
    if (show) {
      std::fwrite(call.data(), 1, call.size() + 1, stdout);
      continue;
    }
    fuzz::Differential::Result result = differential.compare(call);
    Count& count = counts[calls.callees()[bytes[0] % calls.callees().size()].name];
    ++count.calls;
    fuzz::Verdict::Kind kind = differential.reference_verdict().kind;
    count.values += kind == fuzz::Verdict::Kind::kValue;
    count.errors += kind == fuzz::Verdict::Kind::kError;
    count.unsupported += kind == fuzz::Verdict::Kind::kUnsupported;
    if (result != fuzz::Differential::Result::kDiffers) continue;
    ++differing;
    std::printf("%s\n%s\n", call.c_str(), differential.explanation().c_str());
  }
  if (show) return 0;
  std::printf("\n| builtin | calls | values | errors |\n|---|---|---|---|\n");
  bool all_tell = true;
  for (const auto& [name, count] : counts) {
    std::printf("| %s | %llu | %llu | %llu |\n", name.c_str(),
                static_cast<unsigned long long>(count.calls),
                static_cast<unsigned long long>(count.values),
                static_cast<unsigned long long>(count.errors));
    // These two have none; and what the interpreter does not know must only not crash the VM.
    all_tell &= count.values > 0 || count.unsupported > 0 || name == "throw" || name == "abort";
  }
  if (!all_tell || counts.size() < calls.callees().size())
    std::fprintf(stderr, "builtin_stats: a builtin never has a value, or is never called\n");
  return differing == 0 && all_tell && counts.size() == calls.callees().size() ? 0 : 1;
}
