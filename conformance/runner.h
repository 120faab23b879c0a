// Puts evaluators to cases: who is asked what, in which directory, and what is skipped and why.
// run_all() is the whole of it; what one case and one evaluator take is offered by itself.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "conformance/case.h"
#include "conformance/evaluator.h"
#include "conformance/verdict.h"

namespace conformance {

struct Result {
  size_t evaluator = 0, test = 0;  // indices
  Verdict verdict = Verdict::kSkipped;
  std::string wanted, got;
  std::string reason;     // why it is skipped, or the reason of a listed deviation
  std::string reproduce;  // a shell command
  std::vector<std::string> trace;
  double seconds = 0;
  uint64_t fuel = 0;  // as in Answer
};

struct Contestant {
  std::unique_ptr<Evaluator> evaluator;
  std::string failure;  // why it could not be started; it is then asked nothing
};

struct RunPlan {
  const Corpus* corpus = nullptr;
  std::vector<const Case*> cases;
  std::vector<Contestant> contestants;
  int jobs = 1;
  int interrupt_fd = -1;  // readable: stop
};

// Asks every startable contestant every case. `on_result` is called in the order evaluators ×
// cases, from one thread at a time, as soon as a result and all before it are there. False:
// interrupted.
bool run_all(const RunPlan& plan, const std::function<void(const Result&)>& on_result);

// A directory for one run, with one below it per question; gone when the run is over.
class Workspace {
 public:
  Workspace();
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;
  ~Workspace();
  bool usable() const { return !root_.empty(); }
  // A copy of the case's files with the case itself as case.nix. Empty: the copy failed.
  std::filesystem::path copy_of(const Case& test, size_t number) const;

 private:
  std::filesystem::path root_;
};

// A case as one evaluator is asked it.
struct Asking {
  const Case& test;
  const Alternative& wanted;
  Question question;  // its file is set when the case's directory is known
};

// Or the reason for which this evaluator cannot be asked this case.
std::variant<Asking, std::string> prepare(const Case& test, const Evaluator& evaluator);

// Asks and judges; `directory` holds the case's files. nullopt: interrupted.
std::optional<Result> put_to(Evaluator& evaluator, Asking asking,
                             const std::filesystem::path& directory);

}  // namespace conformance
