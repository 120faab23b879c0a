// See witness.h.
#include "fuzz/findings/witness.h"

#include <stdlib.h>
#include <unistd.h>

#include <fstream>

#include "conformance/process_evaluator.h"
#include "fuzz/big_stack.h"
#include "fuzz/startup_names.h"
#include "fuzz/vm_verdict.h"

namespace fuzz {
namespace {

using conformance::Answer;
using Output = ReferenceRequest::Output;

constexpr int kFloatDigits = 6;
constexpr int kRenewAfter = 100;  // programs: what they leave on the heap counts for its limit

ReferenceRequest request_of(Telling telling) {
  ReferenceRequest request;
  request.output = telling == Telling::kExact    ? Output::kCanonical
                   : telling == Telling::kStrict ? Output::kStrict
                                                 : Output::kLazy;
  return request;
}

void read_value(Testimony& told) {
  conformance::ValueResult result = conformance::parse_printed_value(told.text, true);
  if (auto* value = std::get_if<conformance::TypedValue>(&result)) told.value = std::move(*value);
}

std::string error_outcome(vm::ErrorClass error_class) {
  return "error " + std::string(vm::error_class_name(error_class));
}

Testimony testimony_of(Verdict verdict, Telling telling) {
  Testimony told;
  told.traces = std::move(verdict.traces);
  switch (verdict.kind) {
    case Verdict::Kind::kValue:
      told.outcome = "value";
      told.text = std::move(verdict.text);
      if (telling != Telling::kExact) read_value(told);
      return told;
    case Verdict::Kind::kError:
      told.outcome = error_outcome(verdict.error_class);
      break;
    case Verdict::Kind::kLimit:
      told.outcome = "resource";
      told.comparable = false;
      break;
    case Verdict::Kind::kUnsupported:
      told.outcome = "asks for files";
      told.comparable = false;
      break;
  }
  told.text = std::move(verdict.message);
  return told;
}

Testimony testimony_of(Answer answer) {
  Testimony told;
  told.text = std::move(answer.text);
  told.value = std::move(answer.value);
  told.traces = std::move(answer.trace);
  switch (answer.kind) {
    case Answer::Kind::kValue:
    case Answer::Kind::kParsed:
      told.outcome = "value";
      if (told.value) told.text = conformance::print_value(*told.value);
      return told;
    case Answer::Kind::kError:
      told.outcome =
          answer.error_class ? error_outcome(*answer.error_class) : "error of unknown class";
      told.comparable =
          answer.error_class.has_value() && *answer.error_class != vm::ErrorClass::kResource;
      return told;
    case Answer::Kind::kCrash:
      told.outcome = "crash";
      break;
    case Answer::Kind::kTimeout:
      told.outcome = "timeout";
      break;
    case Answer::Kind::kAdapterFailure:
    case Answer::Kind::kInterrupted:
      told.outcome = "not understood";
      break;
  }
  told.comparable = false;
  return told;
}

// A directory with the program in it, for as long as the question lasts.
class CaseDirectory {
 public:
  explicit CaseDirectory(std::string_view program) {
    std::string pattern = std::filesystem::temp_directory_path() / "assay-XXXXXX";
    CHECK(mkdtemp(pattern.data()) != nullptr);
    directory_ = pattern;
    std::ofstream(file(), std::ios::binary) << program;
  }
  CaseDirectory(const CaseDirectory&) = delete;
  CaseDirectory& operator=(const CaseDirectory&) = delete;
  ~CaseDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
  }
  std::filesystem::path file() const { return directory_ / "case.nix"; }

 private:
  std::filesystem::path directory_;
};

}  // namespace

bool agree(const Testimony& a, const Testimony& b) {
  if (a.outcome != b.outcome || a.traces != b.traces) return false;
  if (a.outcome != "value") return true;
  if (!a.value || !b.value) return a.text == b.text;
  return conformance::same_value(*a.value, *b.value, kFloatDigits) ||
         conformance::same_value(*b.value, *a.value, kFloatDigits);
}

std::string disagreement(const Testimony& a, const Testimony& b) {
  if (!a.comparable || !b.comparable || agree(a, b)) return "";
  std::string what = a.outcome + "/" + b.outcome;
  if (a.outcome == b.outcome && a.traces != b.traces) what += ", traces";
  return what;
}

std::string describe(const Testimony& told) {
  std::string text = told.outcome == "value" ? told.text : told.outcome + ": " + told.text;
  for (char& c : text)
    if (c == '\n') c = ' ';
  for (const std::string& trace : told.traces) text += ", trace '" + trace + "'";
  return text;
}

Witness vm_witness(const vm::Dialect& dialect, Telling telling) {
  auto subject = std::make_shared<VmSubject>(dialect);
  auto asked = std::make_shared<int>(0);
  auto renew = [subject, asked] {
    subject->renew();
    *asked = 0;
  };
  auto ask = [subject, asked, renew, telling](std::string_view program) {
    if (++*asked > kRenewAfter) renew();
    return testimony_of(subject->run(program, request_of(telling)), telling);
  };
  return {"VM, " + dialect.name, "", ask, renew};
}

Witness interpreter_witness(const vm::Dialect& dialect, Telling telling) {
  auto reference = std::make_shared<Reference>(dialect, startup_names(dialect));
  auto asked = std::make_shared<int>(0);
  auto renew = [reference, asked] {
    reference->forget_names();
    *asked = 0;
  };
  auto ask = [reference, asked, renew, telling](std::string_view program) {
    if (++*asked > kRenewAfter) renew();
    return testimony_of(reference->run(program, request_of(telling)), telling);
  };
  return {"interpreter, " + dialect.name, "", ask, renew};
}

Witness evaluator_witness(std::shared_ptr<conformance::Evaluator> evaluator, Telling telling) {
  auto ask = [evaluator, telling](std::string_view program) {
    CaseDirectory directory(program);
    conformance::Question question;
    question.file = directory.file();
    question.mode =
        telling == Telling::kLazy ? conformance::Mode::kLazy : conformance::Mode::kStrict;
    return testimony_of(evaluator->ask(question));
  };
  return {evaluator->description().name, evaluator->version(), ask, [] {}};
}

std::string fresh_disagreement(const Witness& a, const Witness& b, const std::string& program) {
  a.renew();
  b.renew();
  return disagreement(a.ask(program), b.ask(program));
}

std::function<bool(const std::string&)> same_disagreement(const Witness& a, const Witness& b,
                                                          const std::string& wanted) {
  return [a, b, wanted](const std::string& program) {
    return disagreement(a.ask(program), b.ask(program)) == wanted &&
           fresh_disagreement(a, b, program) == wanted;
  };
}

bool depends_on_order(std::string_view program, const vm::Dialect& dialect, Telling telling) {
  constexpr uint32_t kOrders = 12;
  ReferenceRequest request = request_of(telling);
  Reference reference(dialect, startup_names(dialect));
  Testimony first = testimony_of(reference.run(program, request), telling);
  for (request.permutation = 1; request.permutation <= kOrders; ++request.permutation) {
    reference.forget_names();
    if (!disagreement(first, testimony_of(reference.run(program, request), telling)).empty())
      return true;
  }
  return false;
}

std::variant<std::shared_ptr<conformance::Evaluator>, std::string> start_evaluator(
    const std::string& name, const std::string& corpus_directory,
    const conformance::FeatureTable& features) {
  auto loaded = conformance::load_evaluator_description(name, corpus_directory, features);
  if (auto* errors = std::get_if<std::vector<std::string>>(&loaded)) {
    std::string all;
    for (const std::string& error : *errors) all += (all.empty() ? "" : "\n") + error;
    return all;
  }
  std::string self = std::filesystem::read_symlink("/proc/self/exe");
  std::shared_ptr<conformance::Evaluator> evaluator =
      std::make_shared<conformance::ProcessEvaluator>(
          std::move(std::get<conformance::EvaluatorDescription>(loaded)), features, self);
  if (std::optional<std::string> failure = evaluator->start()) return *failure;
  return evaluator;
}

}  // namespace fuzz
