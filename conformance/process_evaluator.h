// An evaluator that is asked by running a program for every question, as its description says.
//
// Two protocols. `nix-instantiate`: the value on standard output (XML where that can carry it, else
// the printed text), errors and traces on standard error, classed by the description's patterns.
// `assay-json`: one JSON object on standard output, {"value": printed} or {"error": class,
// "message": …}, and "trace": […].
#pragma once

#include "conformance/evaluator.h"
#include "conformance/process.h"

namespace conformance {

class ProcessEvaluator final : public Evaluator {
 public:
  ProcessEvaluator(EvaluatorDescription description, const FeatureTable& features,
                   std::string assay_program);

  std::optional<std::string> start() override;
  Answer ask(const Question& question) override;
  std::string reproduce(const Question& question,
                        const std::filesystem::path& case_file) const override;

 private:
  enum class Encoding { kXml, kJson, kPrinted, kTree };

  Encoding encoding_for(const Question& question) const;
  std::vector<std::string> argv_for(const Question& question, const std::string& file) const;
  ProcessSpec spec_for(const Question& question, std::vector<std::string> argv) const;
  Answer read_assay_json(const Question& question, const ProcessResult& result) const;
  Answer read_nix(const Question& question, const ProcessResult& result) const;
  void classify(const Question& question, Answer& answer) const;
  bool is_caught_by_try_eval(const Question& question) const;
  void read_value_text(const Question& question, Answer& answer) const;

  const FeatureTable& table_;
  std::string assay_program_;  // stands in for {assay}
  std::string program_;        // command[0] as it was found
};

// The messages of builtins.trace on a standard error like Nix's, and the last error on it.
std::vector<std::string> traces_on(std::string_view standard_error);
std::optional<std::string> error_message_on(
    std::string_view standard_error);  // may be empty: throw ""

}  // namespace conformance
