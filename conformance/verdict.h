// From an answer to a verdict: the one place where what was wanted meets what was got.
#pragma once

#include <string>
#include <string_view>

#include "conformance/case.h"
#include "conformance/evaluator.h"

namespace conformance {

enum class Verdict {
  kPass,
  kDeviation,
  kExpectedDeviation,  // listed with a reason
  kUnexpectedPass,     // listed as a deviation, and yet as wanted: the list is out of date
  kCrash,
  kTimeout,
  kAdapterFailure,
  kSkipped,
};
inline constexpr int kVerdictCount = 8;

std::string_view verdict_name(Verdict verdict);

// Neither as wanted, nor a listed deviation, nor skipped.
bool is_unexpected(Verdict verdict);

struct Judgement {
  Verdict verdict = Verdict::kPass;
  std::string wanted, got;  // one line each, for people
};

// Knows nothing of listed deviations (see `overlay`). `same_tree` is the answer to the second
// question of a case that wants equal trees, nullptr otherwise.
Judgement judge(const Alternative& wanted, const Answer& answer, const Answer* same_tree,
                int float_digits);

// Applies a listed deviation: it excuses exactly the verdict it names ("deviation", "crash",
// "timeout").
Verdict overlay(Verdict verdict, std::string_view listed);

std::string describe(const Outcome& outcome);
std::string describe(const Answer& answer);

}  // namespace conformance
