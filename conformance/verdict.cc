// See verdict.h.
#include "conformance/verdict.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace conformance {
namespace {

std::string describe_trace(const std::vector<std::string>& trace) {
  return nlohmann::json(trace).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

bool matches(const Outcome& wanted, const Answer& answer, const Answer* same_tree,
             int float_digits) {
  if (wanted.trace && *wanted.trace != answer.trace) return false;
  switch (wanted.kind) {
    case Outcome::Kind::kValue:
      return answer.kind == Answer::Kind::kValue && answer.value &&
             same_value(wanted.value, *answer.value, float_digits);
    case Outcome::Kind::kPrint:
      return answer.kind == Answer::Kind::kValue && answer.text == wanted.text;
    case Outcome::Kind::kError:
      return answer.kind == Answer::Kind::kError && answer.error_class == wanted.error_class;
    case Outcome::Kind::kParseOk:
      return answer.kind == Answer::Kind::kParsed &&
             (same_tree == nullptr ||
              (same_tree->kind == Answer::Kind::kParsed && same_tree->text == answer.text));
    case Outcome::Kind::kParseFail:
      return answer.kind == Answer::Kind::kError &&
             (answer.error_class == vm::ErrorClass::kParse ||
              answer.error_class == vm::ErrorClass::kUndefinedVariable);
  }
  return false;
}

// A message of no known class says nothing about the evaluator as long as an error of some class is
// wanted: it is the description's table of messages that is incomplete.
bool is_unclassified(const Alternative& wanted, const Answer& answer) {
  if (answer.kind != Answer::Kind::kError || answer.error_class) return false;
  return std::any_of(wanted.outcomes.begin(), wanted.outcomes.end(), [&](const Outcome& o) {
    bool error = o.kind == Outcome::Kind::kError || o.kind == Outcome::Kind::kParseFail;
    return error && (!o.trace || *o.trace == answer.trace);
  });
}

}  // namespace

std::string_view verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPass:
      return "pass";
    case Verdict::kDeviation:
      return "deviation";
    case Verdict::kExpectedDeviation:
      return "expected-deviation";
    case Verdict::kUnexpectedPass:
      return "unexpected-pass";
    case Verdict::kCrash:
      return "crash";
    case Verdict::kTimeout:
      return "timeout";
    case Verdict::kAdapterFailure:
      return "adapter-failure";
    case Verdict::kSkipped:
      return "skipped";
  }
  return "";
}

bool is_unexpected(Verdict verdict) {
  return verdict != Verdict::kPass && verdict != Verdict::kExpectedDeviation &&
         verdict != Verdict::kSkipped;
}

std::string describe(const Outcome& outcome) {
  std::string text;
  switch (outcome.kind) {
    case Outcome::Kind::kValue:
      text = "value " + print_value(outcome.value);
      break;
    case Outcome::Kind::kPrint:
      text = "printed text " + outcome.text;
      break;
    case Outcome::Kind::kError:
      text = "error of class " + std::string(vm::error_class_name(outcome.error_class));
      break;
    case Outcome::Kind::kParseOk:
      text = "parses";
      if (!outcome.same_tree.empty()) text += ", to the tree of " + outcome.same_tree;
      break;
    case Outcome::Kind::kParseFail:
      text = "does not parse";
      break;
  }
  if (outcome.trace) text += ", traces " + describe_trace(*outcome.trace);
  return text;
}

std::string describe(const Answer& answer) {
  std::string text;
  switch (answer.kind) {
    case Answer::Kind::kValue:
      text = answer.value ? "value " + print_value(*answer.value) : "printed text " + answer.text;
      break;
    case Answer::Kind::kError:
      text = answer.error_class
                 ? "error of class " + std::string(vm::error_class_name(*answer.error_class))
                 : "error whose message is of no known class (add a pattern to the description)";
      text += ": " + answer.text;
      break;
    case Answer::Kind::kParsed:
      text = "parses" + (answer.text.empty() ? "" : ": " + answer.text);
      break;
    case Answer::Kind::kCrash:
      text = "crash: " + answer.text;
      break;
    case Answer::Kind::kTimeout:
      text = "timeout: " + answer.text;
      break;
    case Answer::Kind::kAdapterFailure:
      text = "no usable answer: " + answer.text;
      break;
    case Answer::Kind::kInterrupted:
      text = "interrupted";
      break;
  }
  if (!answer.trace.empty()) text += ", traces " + describe_trace(answer.trace);
  return text;
}

Judgement judge(const Alternative& wanted, const Answer& answer, const Answer* same_tree,
                int float_digits) {
  Judgement judgement;
  for (const Outcome& outcome : wanted.outcomes)
    judgement.wanted += (judgement.wanted.empty() ? "" : " or ") + describe(outcome);
  judgement.got = describe(answer);
  if (same_tree != nullptr) judgement.got += "; the other " + describe(*same_tree);

  if (answer.kind == Answer::Kind::kCrash) {
    judgement.verdict = Verdict::kCrash;
  } else if (answer.kind == Answer::Kind::kTimeout) {
    judgement.verdict = Verdict::kTimeout;
  } else if (answer.kind == Answer::Kind::kAdapterFailure ||
             answer.kind == Answer::Kind::kInterrupted) {
    judgement.verdict = Verdict::kAdapterFailure;
  } else {
    bool right = std::any_of(
        wanted.outcomes.begin(), wanted.outcomes.end(),
        [&](const Outcome& outcome) { return matches(outcome, answer, same_tree, float_digits); });
    judgement.verdict = right                             ? Verdict::kPass
                        : is_unclassified(wanted, answer) ? Verdict::kAdapterFailure
                                                          : Verdict::kDeviation;
  }
  return judgement;
}

Verdict overlay(Verdict verdict, std::string_view listed) {
  if (verdict == Verdict::kPass) return Verdict::kUnexpectedPass;
  return verdict_name(verdict) == listed ? Verdict::kExpectedDeviation : verdict;
}

}  // namespace conformance
