// `assay shrink`: the smallest program in which two witnesses still disagree in the same way.
#include <chrono>
#include <cstdio>

#include "conformance/run_command.h"
#include "fuzz/findings/command_line.h"
#include "fuzz/findings/commands.h"
#include "fuzz/findings/reducer.h"
#include "fuzz/findings/witness.h"

namespace fuzz {
namespace {

constexpr const char* kSentence =
    "Makes a program in which two evaluators disagree as small as it can be.";

struct Options {
  ProgramSource source;
  std::string dialect = "default", against = "interpreter", corpus, mutant;
  bool lazy = false;

  void describe(CLI::App& app) {
    source.add_to(app);
    app.add_option("--dialect", dialect, "The dialect of the reference VM");
    app.add_option("--against", against,
                   "With whom it disagrees: `interpreter` (the default), `vm:DIALECT`, or an "
                   "evaluator of CORPUS/evaluators (a process for each attempt)");
    app.add_option("--mutant", mutant, "The VM has this fault in it (assay mutants)");
    app.add_option("--corpus", corpus, "The directory of the corpus");
    app.add_flag("--lazy", lazy, "Evaluate as nix-instantiate does without --strict");
    app.footer(
        "The program goes to standard output; nodes, attempts, time and the signature to standard "
        "error.\nExit codes: 0 reduced, 1 they do not disagree (or the outcomes are not "
        "comparable), 2 usage,\n3 the evaluator could not be run, 4 internal error.");
  }
};

// nullopt: the exit code is in `code`, and what is wrong has been said.
std::optional<Witness> other_witness(const Options& o, const vm::Dialect& dialect, Telling telling,
                                     int& code) {
  code = kUsage;
  if (o.against == "interpreter") return interpreter_witness(dialect, telling);
  if (o.against.starts_with("vm:")) {
    std::optional<vm::Dialect> other = dialect_named("shrink", o.against.substr(3));
    if (!other) return {};
    return vm_witness(*other, telling);
  }
  std::string corpus = o.corpus.empty() ? conformance::default_corpus() : o.corpus;
  conformance::FeatureTable features;
  std::optional<std::string> problem =
      features.load(std::filesystem::path(corpus) / "features.json");
  if (!problem) {
    auto started = start_evaluator(o.against, corpus, features);
    if (auto* evaluator = std::get_if<std::shared_ptr<conformance::Evaluator>>(&started))
      return evaluator_witness(*evaluator, telling);
    problem = std::get<std::string>(started);
    code = kNotRunnable;
  }
  std::cerr << "assay shrink: " << *problem << "\n";
  return {};
}

int run(const Options& o) {
  std::optional<std::string> program = o.source.read("shrink");
  std::optional<vm::Dialect> dialect = dialect_named("shrink", o.dialect);
  if (!program || !dialect) return kUsage;
  bool here = o.against == "interpreter" || o.against.starts_with("vm:");
  Telling telling = o.lazy ? Telling::kLazy : here ? Telling::kExact : Telling::kStrict;
  int code = kUsage;
  std::optional<Witness> other = other_witness(o, *dialect, telling, code);
  if (!other) return code;
  vm::Dialect faulty = *dialect;
  if (!o.mutant.empty() && !vm::choose_mutant(faulty, o.mutant)) {
    std::cerr << "assay shrink: no mutant '" << o.mutant
              << "' in this program; `assay mutants` lists them\n";
    return kUsage;
  }
  Witness machine = vm_witness(faulty, telling);
  std::string wanted = disagreement(machine.ask(*program), other->ask(*program));
  if (wanted.empty()) {
    std::cerr << "assay shrink: " << machine.name << " and " << other->name
              << " do not disagree\n  " << describe(machine.ask(*program)) << "\n  "
              << describe(other->ask(*program)) << "\n";
    return kDisagreement;
  }
  auto start = std::chrono::steady_clock::now();
  auto result = reduce(*program, *dialect, same_disagreement(machine, *other, wanted));
  if (!result) {
    std::cerr << "assay shrink: the program is refused by the parser; nothing to reduce\n";
    return kDisagreement;
  }
  double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf("%s\n", result->text.c_str());
  std::fprintf(stderr, "%zu nodes, %zu attempts, %.3f s\n%s: %s\n%s: %s\nsignature: %s\n",
               result->nodes, result->attempts, seconds, machine.name.c_str(),
               describe(machine.ask(result->text)).c_str(), other->name.c_str(),
               describe(other->ask(result->text)).c_str(),
               signature(result->text, *dialect, wanted).c_str());
  return kDone;
}

}  // namespace

int shrink_command(int argc, char** argv) {
  return run_command_line<Options>(kSentence, "assay shrink", argc, argv, run);
}

std::string shrink_help() { return help_of<Options>(kSentence, "assay shrink"); }

}  // namespace fuzz
