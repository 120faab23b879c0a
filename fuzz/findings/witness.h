// Whoever can be asked what a program means, and the answer in the form in which answers of
// different origin can be compared.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "conformance/evaluator.h"
#include "fuzz/oracle/reference.h"

namespace fuzz {

struct Testimony {
  // "value", "error CLASS" (a class may be called `value`, too), or why there is nothing to
  // compare.
  std::string outcome;
  std::string text;                              // the value, or the message
  std::optional<conformance::TypedValue> value;  // unless witnesses print alike (canonical)
  std::vector<std::string> traces;
  bool comparable = true;  // false: a limit, files, a crash, …
};

bool agree(const Testimony& a, const Testimony& b);
// "value/error throw": the classes of outcomes, or which part of a value differs. Empty: none, or
// nothing to compare.
std::string disagreement(const Testimony& a, const Testimony& b);
std::string describe(const Testimony& testimony);  // one line

struct Witness {
  std::string name;
  std::string version;
  std::function<Testimony(std::string_view program)> ask;
  std::function<void()> renew;  // forget all programs before
};

// `exact`: floats to the last bit; the value in the form of the two witnesses in this process, who
// force deeply in the order of names. Else as nix-instantiate prints, with or without --strict.
enum class Telling : uint8_t { kExact, kStrict, kLazy };

Witness vm_witness(const vm::Dialect& dialect, Telling telling);
Witness interpreter_witness(const vm::Dialect& dialect, Telling telling);
// The evaluator has been started.
Witness evaluator_witness(std::shared_ptr<conformance::Evaluator> evaluator, Telling telling);

// disagreement() of new machines. What is left of earlier programs, names above all, may seem to be
// one.
std::string fresh_disagreement(const Witness& a, const Witness& b, const std::string& program);
// For reduce(): whether the two still disagree like that, on fresh machines too.
std::function<bool(const std::string&)> same_disagreement(const Witness& a, const Witness& b,
                                                          const std::string& wanted);

// Whether the interpreter says something else when attributes are forced in other orders.
bool depends_on_order(std::string_view program, const vm::Dialect& dialect, Telling telling);

// An evaluator of the corpus by its name, started; or what is wrong.
std::variant<std::shared_ptr<conformance::Evaluator>, std::string> start_evaluator(
    const std::string& name, const std::string& corpus_directory,
    const conformance::FeatureTable& features);

}  // namespace fuzz
