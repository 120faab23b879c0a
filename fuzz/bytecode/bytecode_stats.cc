// bytecode_stats [--changes N] [--seed S] [--dialect NAME] [--last FILE]: what the changes of
// bytecode_fuzzer are worth, and a hunt without libFuzzer. The target would say nothing if hardly
// any changed code were accepted, so programs and changes from random bytes are counted. With
// --last, every module is listed in FILE before it runs: after a crash it holds the culprit.
//
// Exit codes: 0 all is well, 1 too little is accepted (or so much that the verifier cannot be
// looking), or what is accepted does nothing new, or the compiler's own code is refused; 2 usage.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <map>
#include <random>

#include "fuzz/bytecode/module_runner.h"
#include "fuzz/generator/generator.h"

namespace {

constexpr double kLeastAccepted = 5.0, kMostAccepted = 30.0, kLeastOther = 10.0;  // percent

fuzz::Bytes random_bytes(std::mt19937_64& random, size_t n) {
  fuzz::Bytes bytes(n);
  for (uint8_t& b : bytes) b = static_cast<uint8_t>(random());
  return bytes;
}

struct Count {
  uint64_t changed = 0, accepted = 0, other = 0;
  double accepted_percent() const { return percent(accepted, changed); }
  double other_percent() const { return percent(other, accepted); }
  static double percent(uint64_t n, uint64_t of) {
    return of == 0 ? 0 : 100.0 * static_cast<double>(n) / static_cast<double>(of);
  }
};

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Counts how much changed bytecode the verifier accepts, and runs it"};
  uint64_t changes = 20'000, seed = 1;
  std::string dialect_name = "default", last;
  app.add_option("--changes", changes, "modules that are changed")->check(CLI::PositiveNumber);
  app.add_option("--seed", seed, "of the random bytes");
  app.add_option("--dialect", dialect_name, "a dialect of corpus/features.json");
  app.add_option("--last", last, "where to list each module before it runs");
  CLI11_PARSE(app, argc, argv);
  std::optional<vm::Dialect> dialect = vm::find_dialect(dialect_name);
  if (!dialect) {
    std::fprintf(stderr, "bytecode_stats: no dialect '%s': corpus/features.json has them\n",
                 dialect_name.c_str());
    return 2;
  }
  fuzz::ModuleMaker maker(*dialect);
  std::mt19937_64 random(seed);
  Count all;
  std::map<std::string, Count> kinds;  // by the first change of a module
  constexpr int kChangesOfProgram = 20;
  while (all.changed < changes) {
    size_t bytes = fuzz::kHeaderBytes + 4 + random() % 60;
    fuzz::Program program = fuzz::decode(random_bytes(random, bytes));
    std::optional<vm::Module> module = maker.compile(program.text);
    if (!module) continue;
    if (std::string wrong = maker.refusal(*module); !wrong.empty()) {
      std::printf("the compiler's code is refused: %s\n%s\n", wrong.c_str(), program.text.c_str());
      return 1;
    }
    fuzz::ModuleMaker::Manner manner = {.collect_always = random() % 4 == 0};
    if (random() % 4 == 0) manner.slice = 1 + random() % 50;
    std::optional<fuzz::ModuleMaker::Outcome> before;
    for (int i = 0; i < kChangesOfProgram; ++i) {
      vm::Module other = *module;
      fuzz::Bytes recipe = random_bytes(random, fuzz::kChangeBytes * (1 + random() % 3));
      if (fuzz::mutate_module(other, recipe, maker.names()) == 0) continue;
      Count& kind = kinds[fuzz::change_name(recipe[0] % fuzz::kChangeKinds)];
      for (Count* count : {&all, &kind}) ++count->changed;
      if (!maker.refusal(other).empty()) continue;
      for (Count* count : {&all, &kind}) ++count->accepted;
      if (!before) before = maker.run(*module, {});
      if (!last.empty())
        std::ofstream(last) << maker.listing(other) << "\nwas\n" << maker.listing(*module);
      bool differs = maker.run(std::move(other), manner) != *before;
      for (Count* count : {&all, &kind}) count->other += differs;
    }
  }
  std::printf(
      "| kind of change | changed | accepted | with another outcome |\n|---|---|---|---|\n");
  auto row = [](const char* name, const Count& n) {
    std::printf("| %s | %llu | %.1f %% | %.1f %% |\n", name,
                static_cast<unsigned long long>(n.changed), n.accepted_percent(),
                n.other_percent());
  };
  for (const auto& [kind, n] : kinds) row(kind.c_str(), n);
  row("all", all);
  bool worthy = all.accepted_percent() >= kLeastAccepted &&
                all.accepted_percent() <= kMostAccepted && all.other_percent() >= kLeastOther;
  if (!worthy)
    std::fprintf(stderr,
                 "bytecode_stats: accepted should be %.0f to %.0f %%, other outcomes %.0f\n",
                 kLeastAccepted, kMostAccepted, kLeastOther);
  return worthy ? 0 : 1;
}
