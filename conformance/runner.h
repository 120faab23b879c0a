// Puts evaluators to cases: who is asked what, in which directory, and what is skipped and why.
#pragma once

#include <functional>
#include <memory>
#include <string>
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

}  // namespace conformance
