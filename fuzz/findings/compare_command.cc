// `assay compare`: one program, everybody who can evaluate it, and who is likely wrong. Witnesses
// are compared within a dialect: the VM, the interpreter, and the evaluators that speak it.
#include <algorithm>
#include <cstdio>
#include <map>

#include "conformance/run_command.h"
#include "fuzz/findings/command_line.h"
#include "fuzz/findings/commands.h"
#include "fuzz/findings/witness.h"

namespace fuzz {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSentence =
    "Puts one program to the reference VM, the interpreter and every evaluator on this machine.";

struct Options {
  ProgramSource source;
  std::vector<std::string> evaluators;
  std::string corpus;
  bool lazy = false;

  void describe(CLI::App& app) {
    source.add_to(app);
    app.add_option("--evaluator", evaluators,
                   "Only these of CORPUS/evaluators (default: all that can be run here)")
        ->allow_extra_args(false);
    app.add_option("--corpus", corpus, "The directory of the corpus");
    app.add_flag("--lazy", lazy, "Evaluate as nix-instantiate does without --strict");
    app.footer(
        "Exit codes: 0 those who speak the same dialect agree (or what they say is not "
        "comparable),\n1 they disagree, 2 usage, 3 an evaluator that was named could not be run, 4 "
        "internal error.");
  }
};

enum class Role : uint8_t { kMachine, kInterpreter, kEvaluator };

struct Row {
  Witness witness;
  std::string dialect;
  Role role;
  Testimony told;
};

// The dialect of the VM that is nearest to a version of an implementation: the newest one that is
// not newer, among those that are compared.
std::string nearest_dialect(const conformance::Evaluator& evaluator) {
  bool old = evaluator.description().implementation == "nix" &&
             conformance::compare_versions(evaluator.version(), "2.18") < 0;
  return old ? "nix-2.8" : "default";
}

int add_evaluators(const Options& o, Telling telling, std::vector<Row>& rows) {
  fs::path corpus = o.corpus.empty() ? conformance::default_corpus() : o.corpus;
  conformance::FeatureTable features;
  if (std::optional<std::string> problem = features.load(corpus / "features.json")) {
    std::cerr << "assay compare: " << *problem << "\n";
    return kUsage;
  }
  std::vector<std::string> names = o.evaluators;
  if (names.empty()) {
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::directory_iterator(corpus / "evaluators", ignored))
      // The VM is here already, in both dialects.
      if (!entry.path().stem().string().starts_with("assay"))
        names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
  }
  std::vector<std::string> seen, absent;
  for (const std::string& name : names) {
    auto started = start_evaluator(name, corpus, features);
    if (auto* problem = std::get_if<std::string>(&started)) {
      absent.push_back(name);
      if (o.evaluators.empty()) continue;
      std::cerr << "assay compare: evaluator `" << name << "` could not be run: " << *problem
                << "\n";
      return kNotRunnable;
    }
    auto& evaluator = std::get<std::shared_ptr<conformance::Evaluator>>(started);
    // Several descriptions may fit one program.
    std::string identity = evaluator->description().implementation + " " + evaluator->version();
    if (std::find(seen.begin(), seen.end(), identity) != seen.end()) continue;
    seen.push_back(identity);
    rows.push_back(
        {evaluator_witness(evaluator, telling), nearest_dialect(*evaluator), Role::kEvaluator, {}});
  }
  for (const std::string& name : absent)
    std::printf("%s%s", &name == &absent[0] ? "not on this machine: " : ", ", name.c_str());
  if (!absent.empty()) std::printf("\n");
  return kDone;
}

void print_table(const std::vector<Row>& rows) {
  size_t name_width = 0, outcome_width = 0;
  auto name_of = [](const Row& row) {
    return row.witness.name + (row.witness.version.empty() ? "" : " (" + row.witness.version + ")");
  };
  for (const Row& row : rows) {
    name_width = std::max(name_width, name_of(row).size());
    outcome_width = std::max(outcome_width, row.told.outcome.size());
  }
  for (const Row& row : rows) {
    std::string text = row.told.text;
    std::replace(text.begin(), text.end(), '\n', ' ');
    std::printf("%-*s  %-*s  %s\n", static_cast<int>(name_width), name_of(row).c_str(),
                static_cast<int>(outcome_width), row.told.outcome.c_str(), text.c_str());
    for (const std::string& trace : row.told.traces)
      std::printf("%-*s  trace: %s\n", static_cast<int>(name_width), "", trace.c_str());
  }
}

// What three opinions say of a disagreement.
const char* vote(const Testimony* machine, const Testimony* interpreter,
                 const Testimony* evaluator) {
  if (!evaluator) return "no evaluator speaks this dialect here: ask one who is right";
  if (!interpreter || !machine) return "two opinions: undecided";
  if (agree(*machine, *interpreter))
    return "the VM and the interpreter agree: the rule was misread, or this is a deviation of the "
           "evaluator";
  if (agree(*interpreter, *evaluator)) return "the VM is likely wrong";
  if (agree(*machine, *evaluator)) return "the interpreter is likely wrong";
  return "three opinions: undecided";
}

// Says what is to be said of one dialect; whether there is a disagreement.
bool judge_dialect(const std::vector<Row>& rows, const std::string& dialect,
                   const std::string& program, Telling telling) {
  std::vector<const Row*> compared;
  bool limited = false;
  for (const Row& row : rows) {
    if (row.dialect != dialect) continue;
    if (row.told.comparable)
      compared.push_back(&row);
    else
      limited = true;
  }
  bool differ = std::any_of(compared.begin(), compared.end(),
                            [&](const Row* row) { return !agree(row->told, compared[0]->told); });
  std::string verdict;
  if (depends_on_order(program, *vm::find_dialect(dialect), telling))
    verdict = "unspecified order: the outcome depends on which attribute is forced first";
  else if (!differ)
    verdict = compared.size() < 2 ? "nothing to compare" : "agree";
  if (verdict.empty()) {
    const Testimony *machine = nullptr, *interpreter = nullptr, *evaluator = nullptr;
    for (const Row* row : compared)
      (row->role == Role::kMachine       ? machine
       : row->role == Role::kInterpreter ? interpreter
                                         : evaluator) = &row->told;
    verdict = std::string("DISAGREE: ") + vote(machine, interpreter, evaluator);
  }
  bool disagree = verdict.starts_with("DISAGREE");
  if (limited) verdict += "; a limit, a crash or a file is not comparable";
  std::printf("%s: %s\n", dialect.c_str(), verdict.c_str());
  return disagree;
}

int run(const Options& o) {
  std::optional<std::string> program = o.source.read("compare");
  if (!program) return kUsage;
  Telling telling = o.lazy ? Telling::kLazy : Telling::kStrict;
  std::vector<Row> rows;
  for (const char* name : {"default", "nix-2.8"}) {
    vm::Dialect dialect = *vm::find_dialect(name);
    rows.push_back({vm_witness(dialect, telling), name, Role::kMachine, {}});
    rows.push_back({interpreter_witness(dialect, telling), name, Role::kInterpreter, {}});
  }
  if (int code = add_evaluators(o, telling, rows); code != kDone) return code;
  for (Row& row : rows) row.told = row.witness.ask(*program);
  print_table(rows);
  bool disagree = judge_dialect(rows, "default", *program, telling);
  disagree |= judge_dialect(rows, "nix-2.8", *program, telling);
  return disagree ? kDisagreement : kDone;
}

}  // namespace

int compare_command(int argc, char** argv) {
  return run_command_line<Options>(kSentence, "assay compare", argc, argv, run);
}

std::string compare_help() { return help_of<Options>(kSentence, "assay compare"); }

}  // namespace fuzz
