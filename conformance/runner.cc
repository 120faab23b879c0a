// See runner.h.
#include "conformance/runner.h"

#include <poll.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <optional>
#include <thread>

namespace conformance {
namespace {

namespace fs = std::filesystem;

// The reason for which this evaluator cannot be asked this case, or nullopt.
std::optional<std::string> reason_to_skip(const Case& test, const Evaluator& evaluator) {
  const EvaluatorDescription& d = evaluator.description();
  if (d.levels.count(test.level) == 0)
    return "level " + std::string(level_name(test.level)) + " is not asked of it";
  for (const std::string& feature : test.features)
    if (evaluator.features().count(feature) == 0 && evaluator.experimental().count(feature) == 0)
      return "it has no feature " + feature;
  for (const std::string& requirement : test.requirements)
    if (d.provides.count(requirement) == 0) return "it provides no " + requirement;
  if (test.phase == Phase::kParse && d.parse_args.empty())
    return "it cannot be asked to parse only";
  return std::nullopt;
}

// Likewise, for the outcome that is wanted of it.
std::optional<std::string> reason_to_skip(const Outcome& outcome, const EvaluatorDescription& d) {
  if (outcome.trace && !d.has_traces) return "its traces cannot be read";
  if (!outcome.same_tree.empty() && !d.prints_trees) return "it does not print trees";
  if (outcome.kind == Outcome::Kind::kPrint && !d.prints_nix)
    return "its printed text is not Nix's";
  return std::nullopt;
}

bool needs_printed_form(const Outcome& outcome) {
  for (ValueKind kind : {ValueKind::kPrimop, ValueKind::kPrimopApp, ValueKind::kThunk,
                         ValueKind::kRepeated, ValueKind::kOther})
    if (outcome.kind == Outcome::Kind::kValue && outcome.value.contains(kind)) return true;
  return false;
}

std::optional<Answer> ask_for_same_tree(const Alternative& wanted, const Answer& answer,
                                        Question question, Evaluator& evaluator) {
  if (answer.kind != Answer::Kind::kParsed) return std::nullopt;
  for (const Outcome& outcome : wanted.outcomes) {
    if (outcome.same_tree.empty()) continue;
    question.file = question.file.parent_path() / "same_tree.nix";
    std::ofstream(question.file, std::ios::binary) << outcome.same_tree;
    return evaluator.ask(question);
  }
  return std::nullopt;
}

class Run {
 public:
  Run(const RunPlan& plan, const std::function<void(const Result&)>& on_result)
      : plan_(plan), on_result_(on_result) {
    for (size_t e = 0; e < plan.contestants.size(); ++e)
      if (plan.contestants[e].failure.empty()) askable_.push_back(e);
    results_.resize(askable_.size() * plan.cases.size());
  }

  bool go() {
    std::vector<std::thread> threads;
    for (int i = 1; i < plan_.jobs; ++i) threads.emplace_back([this] { work(); });
    work();
    for (std::thread& thread : threads) thread.join();
    return !interrupted_;
  }

 private:
  void work() {
    while (!interrupted_) {
      size_t number = next_.fetch_add(1);
      if (number >= results_.size()) return;
      pollfd stop{plan_.interrupt_fd, POLLIN, 0};
      if (plan_.interrupt_fd >= 0 && poll(&stop, 1, 0) > 0) interrupted_ = true;
      if (interrupted_) return;
      std::optional<Result> result = ask(number);
      if (!result) {
        interrupted_ = true;
        return;
      }
      hand_over(number, std::move(*result));
    }
  }

  // Results leave in order, each as soon as those before it have left.
  void hand_over(size_t number, Result result) {
    std::lock_guard<std::mutex> lock(mutex_);
    results_[number] = std::move(result);
    for (; emitted_ < results_.size() && results_[emitted_]; ++emitted_) {
      on_result_(*results_[emitted_]);
      results_[emitted_].emplace();  // its texts may be large
    }
  }

  // nullopt: interrupted.
  std::optional<Result> ask(size_t number) const {
    size_t e = askable_[number / plan_.cases.size()], t = number % plan_.cases.size();
    const Case& test = *plan_.cases[t];
    Evaluator& evaluator = *plan_.contestants[e].evaluator;
    std::optional<Result> result = Result{};
    std::variant<Asking, std::string> prepared = prepare(test, evaluator);
    if (std::string* reason = std::get_if<std::string>(&prepared)) {
      result->reason = std::move(*reason);
    } else if (fs::path directory =
                   workspace_.usable() ? workspace_.copy_of(test, number) : fs::path();
               directory.empty()) {
      result->verdict = Verdict::kAdapterFailure;
      result->got = "the case's files could not be copied to a temporary directory (TMPDIR full?)";
    } else {
      Asking& asking = std::get<Asking>(prepared);
      asking.question.interrupt_fd = plan_.interrupt_fd;
      result = put_to(evaluator, std::move(asking), directory);
      std::error_code ignored;
      fs::remove_all(directory, ignored);
    }
    if (!result) return std::nullopt;
    result->evaluator = e;
    result->test = t;
    return result;
  }

  const RunPlan& plan_;
  const std::function<void(const Result&)>& on_result_;
  Workspace workspace_;
  std::vector<size_t> askable_;
  std::vector<std::optional<Result>> results_;
  std::atomic<size_t> next_{0};
  std::atomic<bool> interrupted_{false};
  std::mutex mutex_;  // results_, emitted_ and the callback
  size_t emitted_ = 0;
};

}  // namespace

Workspace::Workspace() {
  std::string pattern = (fs::canonical(fs::temp_directory_path()) / "assay-run-XXXXXX").string();
  if (mkdtemp(pattern.data()) != nullptr) root_ = pattern;
}

Workspace::~Workspace() {
  std::error_code ignored;
  if (!root_.empty()) fs::remove_all(root_, ignored);
}

fs::path Workspace::copy_of(const Case& test, size_t number) const {
  // No name is the prefix of another, as names of directories are replaced by /pwd in what
  // evaluators print.
  fs::path directory = root_ / ("case-" + std::to_string(number) + "-pwd");
  std::error_code error;
  if (test.folder) {
    fs::copy(test.file.parent_path(), directory,
             fs::copy_options::recursive | fs::copy_options::copy_symlinks, error);
  } else if (fs::create_directory(directory, error)) {
    fs::copy_file(test.file, directory / "case.nix", error);
  }
  return error ? fs::path() : directory;
}

std::variant<Asking, std::string> prepare(const Case& test, const Evaluator& evaluator) {
  std::optional<std::string> skip = reason_to_skip(test, evaluator);
  FeatureSet on = evaluator.features();
  std::vector<std::string> experimental;
  for (const std::string& feature : test.features)
    if (evaluator.experimental().count(feature) > 0 && on.insert(feature).second)
      experimental.push_back(feature);
  const Alternative& wanted = test.expectation(on);
  for (const Outcome& outcome : wanted.outcomes)
    if (!skip) skip = reason_to_skip(outcome, evaluator.description());
  if (skip) return *skip;

  Question question;
  question.phase = test.phase;
  question.mode = test.mode;
  question.experimental = std::move(experimental);
  question.timeout_seconds = test.timeout_seconds;
  question.writable_store =
      std::count(test.requirements.begin(), test.requirements.end(), "writable-store") > 0;
  for (const Outcome& outcome : wanted.outcomes) {
    if (outcome.kind == Outcome::Kind::kPrint) question.channel = Channel::kPrinted;
    if (needs_printed_form(outcome)) question.wants_unevaluated = true;
  }
  return Asking{test, wanted, std::move(question)};
}

std::optional<Result> put_to(Evaluator& evaluator, Asking asking, const fs::path& directory) {
  Question& question = asking.question;
  question.file = directory / "case.nix";
  Answer answer = evaluator.ask(question);
  std::optional<Answer> other = ask_for_same_tree(asking.wanted, answer, question, evaluator);
  if (answer.kind == Answer::Kind::kInterrupted) return std::nullopt;

  const EvaluatorDescription& d = evaluator.description();
  Judgement judgement = judge(asking.wanted, answer, other ? &*other : nullptr, d.float_digits);
  Result result;
  result.verdict = judgement.verdict;
  result.wanted = std::move(judgement.wanted);
  result.got = std::move(judgement.got);
  result.trace = std::move(answer.trace);
  result.seconds = answer.seconds;
  result.fuel = answer.fuel;
  result.reproduce = evaluator.reproduce(question, asking.test.file);
  if (const KnownDeviation* listed = find_deviation(d, evaluator.version(), asking.test.id)) {
    result.verdict = overlay(result.verdict, listed->verdict);
    result.reason = listed->reason;
  }
  return result;
}

bool run_all(const RunPlan& plan, const std::function<void(const Result&)>& on_result) {
  return Run(plan, on_result).go();
}

}  // namespace conformance
