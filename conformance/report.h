// What a run leaves behind: JSON lines, JUnit XML, TAP, Markdown, and the table on the terminal.
//
// All writers read one Report. Only JSON lines are written while the run goes on: their first line
// is a header, their last a trailer, so a file without one is known to be cut off.
#pragma once

#include <array>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "conformance/runner.h"

namespace conformance {

struct Tally {
  std::array<size_t, kVerdictCount> counts{};
  size_t of(Verdict verdict) const { return counts[static_cast<size_t>(verdict)]; }
  size_t unexpected() const;
};

struct Report {
  const RunPlan* plan = nullptr;
  std::vector<Result> results;
  double seconds = 0;
  bool complete = true;
  int exit_code = 0;

  const Case& test(const Result& result) const { return *plan->cases[result.test]; }
  const Evaluator& evaluator(const Result& result) const {
    return *plan->contestants[result.evaluator].evaluator;
  }
  Tally tally(size_t evaluator, const std::string& topic) const;  // topic "": all of them
};

void write_jsonl_header(const RunPlan& plan, std::ostream& out);
void write_jsonl_result(const RunPlan& plan, const Result& result, std::ostream& out);
void write_jsonl_trailer(const Report& report, std::ostream& out);

void write_junit(const Report& report, std::ostream& out);
void write_tap(const Report& report, std::ostream& out);
void write_markdown(const Report& report, std::ostream& out);
void write_terminal(const Report& report, std::ostream& out);

}  // namespace conformance
