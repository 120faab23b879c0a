// See run_command.h: reads the command line, loads corpus and evaluators, runs, writes the reports.
#include "conformance/run_command.h"

#include <fnmatch.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <functional>
#include <iostream>
#include <set>
#include <thread>

#include "conformance/process_evaluator.h"
#include "conformance/report.h"
#include "conformance/vm_evaluator.h"

namespace conformance {
namespace {

namespace fs = std::filesystem;

enum ExitCode { kAsExpected = 0, kDeviated = 1, kUsage = 2, kNotRunnable = 3, kInternal = 4 };

struct Options {
  std::vector<std::string> evaluators, filters, cases;
  std::string corpus, junit, jsonl, tap, markdown, assay, in_process, mutant;
  int jobs = 0;
  bool list = false, lint = false, quiet = false;
};

std::string setting_names() {
  std::string names;
  for (const Setting& setting : vm_settings())
    names += (names.empty() ? "" : ", ") + std::string(setting.name);
  return names;
}

void describe_options(CLI::App& app, Options& o) {
  app.add_option("case", o.cases,
                 "Ids (topic/name) or files of cases; without any, the whole corpus");
  app.add_option("--evaluator", o.evaluators,
                 "A description: the name of one in CORPUS/evaluators, or a file; may be given "
                 "several times "
                 "(default: assay, the reference VM)")
      ->allow_extra_args(false);
  app.add_option("--corpus", o.corpus,
                 "The directory of the corpus (default: ./corpus, else that of the build)");
  app.add_option("--filter", o.filters,
                 "Only cases whose id matches this glob; several: any of them")
      ->allow_extra_args(false);
  app.add_option("-j,--jobs", o.jobs, "How many cases run at once (default: one a processor)")
      ->check(CLI::Range(1, 1024));
  app.add_option("--junit", o.junit, "Write JUnit XML to this file");
  app.add_option("--jsonl", o.jsonl,
                 "Write JSON lines (header, results as they come, trailer) to this file");
  app.add_option("--tap", o.tap, "Write TAP 14 to this file");
  app.add_option("--markdown", o.markdown, "Write a summary for people to this file");
  app.add_option("--assay", o.assay, "The program that stands for {assay} (default: this one)");
  CLI::Option* in_process =
      app.add_option("--in-process", o.in_process,
                     "Ask the reference VM in this process, under this setting (" +
                         setting_names() + "); a crash ends the run");
  app.add_option("--mutant", o.mutant, "With this fault in it (assay mutants)")->needs(in_process);
  app.add_flag("--list", o.list, "List the cases and run nothing");
  app.add_flag("--lint", o.lint,
               "Check every header and every description of an evaluator, and run nothing");
  app.add_flag("-q,--quiet", o.quiet, "Say nothing when all is as expected");
  app.footer(
      "Exit codes: 0 as expected, 1 a deviation (or a known one that is none any more), 2 usage or "
      "metadata,\n"
      "3 an evaluator could not be run, 4 internal error or interrupted.");
}

// "corpus/thunks/once.nix", "thunks/once/case.nix" and "thunks/once" are the same case.
std::string id_of(const std::string& argument, const fs::path& corpus) {
  std::error_code error;
  if (!fs::is_regular_file(argument, error) && !fs::is_directory(argument, error)) return argument;
  fs::path relative =
      fs::canonical(argument, error).lexically_relative(fs::canonical(corpus, error));
  if (relative.empty() || *relative.begin() == "..") return argument;
  if (relative.filename() == "case.nix") relative = relative.parent_path();
  if (relative.extension() == ".nix") relative.replace_extension();
  return relative.string();
}

bool report_to_file(const std::string& file, const std::function<void(std::ostream&)>& write) {
  if (file.empty()) return true;
  std::ofstream out(file, std::ios::binary);
  write(out);
  out.flush();
  if (!out) std::cerr << "assay run: " << file << " cannot be written\n";
  return static_cast<bool>(out);
}

// A listed deviation of a case that does not exist is a mistake in the list (only known when all
// cases are loaded).
size_t check_listed_cases(const EvaluatorDescription& d, const Corpus& corpus) {
  size_t wrong = 0;
  for (const KnownDeviation& deviation : d.known_deviations) {
    bool found = std::any_of(corpus.cases.begin(), corpus.cases.end(),
                             [&](const Case& test) { return test.id == deviation.case_id; });
    bool broken =
        std::any_of(corpus.errors.begin(), corpus.errors.end(), [&](const MetadataError& error) {
          return error.file.string().find(deviation.case_id) != std::string::npos;
        });
    if (found || broken) continue;
    ++wrong;
    std::cerr << d.file.string() << ": known_deviations: there is no case " << deviation.case_id
              << "\n";
  }
  return wrong;
}

// A row that no case names is a claim that nothing tests.
std::vector<std::string> unobserved_features(const Corpus& corpus) {
  std::set<std::string_view> named;
  for (const Case& test : corpus.cases) {
    named.insert(test.features.begin(), test.features.end());
    for (const Alternative& alternative : test.alternatives)
      for (const FeatureCondition& condition : alternative.when) named.insert(condition.feature);
  }
  std::vector<std::string> problems;
  for (const FeatureRow& row : corpus.features.rows())
    if (!row.warning && named.count(row.name) == 0)
      problems.push_back((corpus.directory / "features.json").string() + ":" +
                         std::to_string(row.line) + ": no case observes `" + row.name +
                         "`; write one whose `features` or `when` names it");
  return problems;
}

int lint(const Corpus& corpus) {
  size_t problems = corpus.errors.size();
  for (const MetadataError& error : corpus.errors) std::cerr << error.to_string() << "\n";
  std::vector<std::string> of_features = corpus.features.mistakes();
  if (corpus.errors.empty())
    for (std::string& problem : unobserved_features(corpus)) of_features.push_back(problem);
  problems += of_features.size();
  for (const std::string& problem : of_features) std::cerr << problem << "\n";
  std::error_code ignored;
  size_t descriptions = 0;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(corpus.directory / "evaluators", ignored)) {
    if (entry.path().extension() != ".json") continue;
    ++descriptions;
    auto loaded = load_evaluator_description(entry.path(), corpus.directory, corpus.features);
    if (auto* errors = std::get_if<std::vector<std::string>>(&loaded)) {
      problems += errors->size();
      for (const std::string& error : *errors) std::cerr << error << "\n";
    } else {
      problems += check_listed_cases(std::get<EvaluatorDescription>(loaded), corpus);
    }
  }
  std::cout << corpus.cases.size() << " cases and " << descriptions << " evaluators read, "
            << problems << " problem" << (problems == 1 ? "" : "s") << "\n";
  return problems == 0 ? kAsExpected : kUsage;
}

// Interrupts become readable here instead of ending the program, so that children are killed and
// reports written.
int open_interrupt_fd() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

struct Loaded {
  Corpus corpus;
  RunPlan plan;
  bool metadata_wrong = false;
};

// nullopt: go on; otherwise the exit code.
std::optional<int> load(const Options& o, Loaded& loaded) {
  std::string directory = o.corpus.empty() ? default_corpus() : o.corpus;
  std::vector<std::string> ids;
  for (const std::string& argument : o.cases) ids.push_back(id_of(argument, directory));
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  Corpus& corpus = loaded.corpus;
  if (std::optional<std::string> problem = load_corpus(directory, ids, corpus)) {
    std::cerr << "assay run: " << *problem << "\n";
    return kUsage;
  }
  for (const Case& test : corpus.cases) {
    bool selected = o.filters.empty() ||
                    std::any_of(o.filters.begin(), o.filters.end(), [&](const std::string& glob) {
                      return fnmatch(glob.c_str(), test.id.c_str(), 0) == 0;
                    });
    if (selected) loaded.plan.cases.push_back(&test);
  }
  loaded.plan.corpus = &corpus;
  if (o.lint) return lint(corpus);
  if (o.list) {
    for (const Case* test : loaded.plan.cases) std::cout << test->id << "\n";
    return corpus.errors.empty() ? kAsExpected : kUsage;
  }
  if (loaded.plan.cases.empty() && corpus.errors.empty()) {
    std::cerr << "assay run: no case matches; `assay run --list` lists them\n";
    return kUsage;
  }
  for (const MetadataError& error : corpus.errors) std::cerr << error.to_string() << "\n";
  loaded.metadata_wrong = !corpus.errors.empty();
  return std::nullopt;
}

void load_evaluators(const Options& o, Loaded& loaded) {
  std::string assay = o.assay.empty() ? fs::read_symlink("/proc/self/exe").string() : o.assay;
  std::error_code ignored;
  // Cases run in directories of their own.
  if (assay.find('/') != std::string::npos) assay = fs::absolute(assay, ignored).string();
  std::vector<std::string> names =
      o.evaluators.empty() ? std::vector<std::string>{"assay"} : o.evaluators;
  for (const std::string& name : names) {
    auto description =
        load_evaluator_description(name, loaded.corpus.directory, loaded.corpus.features);
    if (auto* errors = std::get_if<std::vector<std::string>>(&description)) {
      for (const std::string& error : *errors) std::cerr << error << "\n";
      loaded.metadata_wrong = true;
      continue;
    }
    EvaluatorDescription& d = std::get<EvaluatorDescription>(description);
    if (o.cases.empty() && check_listed_cases(d, loaded.corpus) > 0) loaded.metadata_wrong = true;
    Contestant contestant;
    if (const Setting* setting = find_setting(o.in_process))
      contestant.evaluator =
          std::make_unique<VmEvaluator>(std::move(d), loaded.corpus.features, *setting, o.mutant);
    else
      contestant.evaluator =
          std::make_unique<ProcessEvaluator>(std::move(d), loaded.corpus.features, assay);
    if (std::optional<std::string> failure = contestant.evaluator->start()) {
      contestant.failure = *failure;
      std::cerr << "assay run: evaluator `" << contestant.evaluator->description().name
                << "` could not be run: " << *failure << "\n";
    }
    loaded.plan.contestants.push_back(std::move(contestant));
  }
}

int exit_code_of(const Report& report, bool metadata_wrong) {
  if (!report.complete) return kInternal;
  if (metadata_wrong) return kUsage;
  for (const Contestant& contestant : report.plan->contestants)
    if (!contestant.failure.empty()) return kNotRunnable;
  for (const Result& result : report.results)
    if (is_unexpected(result.verdict)) return kDeviated;
  return kAsExpected;
}

int run(const Options& o) {
  if (!o.in_process.empty() && find_setting(o.in_process) == nullptr) {
    std::cerr << "assay run: there is no setting `" << o.in_process << "`; there are "
              << setting_names() << "\n";
    return kUsage;
  }
  Loaded loaded;
  if (std::optional<int> done = load(o, loaded)) return *done;
  rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);  // evaluators may crash by the hundred
  RunPlan& plan = loaded.plan;
  plan.jobs =
      o.jobs > 0 ? o.jobs : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  plan.interrupt_fd = open_interrupt_fd();
  load_evaluators(o, loaded);

  std::ofstream jsonl;
  bool written = true;
  if (!o.jsonl.empty()) {
    jsonl.open(o.jsonl, std::ios::binary);
    write_jsonl_header(plan, jsonl);
  }
  Report report;
  report.plan = &plan;
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
  report.complete = run_all(plan, [&](const Result& result) {
    report.results.push_back(result);
    if (jsonl.is_open()) write_jsonl_result(plan, result, jsonl);
  });
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  report.exit_code = exit_code_of(report, loaded.metadata_wrong);

  if (!o.jsonl.empty()) {
    write_jsonl_trailer(report, jsonl);
    if (!jsonl) {
      std::cerr << "assay run: " << o.jsonl << " cannot be written\n";
      written = false;
    }
  }
  written &= report_to_file(o.junit, [&](std::ostream& out) { write_junit(report, out); });
  written &= report_to_file(o.tap, [&](std::ostream& out) { write_tap(report, out); });
  written &= report_to_file(o.markdown, [&](std::ostream& out) { write_markdown(report, out); });
  if (!o.quiet || report.exit_code != kAsExpected) write_terminal(report, std::cout);
  std::cout << std::flush;
  return written ? report.exit_code : kUsage;
}

}  // namespace

std::string default_corpus() {
  if (fs::exists("corpus/features.json")) return "corpus";
  return ASSAY_CORPUS_DIRECTORY;
}

int run_command(int argc, char** argv) {
  CLI::App app("Puts evaluators of the Nix language to the corpus.", "assay run");
  Options options;
  describe_options(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? kAsExpected : kUsage;
  }
  try {
    return run(options);
  } catch (const std::exception& e) {
    std::cerr << "assay run: internal error: " << e.what() << "\n";
    return kInternal;
  }
}

std::string run_help() {
  CLI::App app("Puts evaluators of the Nix language to the corpus.", "assay run");
  Options options;
  describe_options(app, options);
  return app.help();
}

}  // namespace conformance
