// The reference VM asked in this process: no program is started, so a whole corpus takes a second
// or two, and the VM can be put under conditions that a command line does not offer. What crashes
// takes the runner with it; who must survive that forks (kill_matrix.cc).
//
// A setting is a condition under which the language must not change: when the heap is collected,
// where an evaluation is cut and resumed, how its host answers. To add one: a row in kSettings, and
// in ask() what it does.
#pragma once

#include <span>

#include "conformance/evaluator.h"

namespace conformance {

struct Setting {
  std::string_view name;
  std::string_view sentence;
  bool asynchronous_host = false;  // every question to the host is answered only when asked again
  bool collect_always = false;
  bool cut_every_step = false;
};

std::span<const Setting> vm_settings();  // the first is the default
const Setting* find_setting(std::string_view name);

class VmEvaluator final : public Evaluator {
 public:
  // `description` is that of a VM run as a program; its features decide the dialect, its command is
  // not used. `mutant`: a seeded fault (vm/base/mutants.def), or none.
  VmEvaluator(EvaluatorDescription description, const FeatureTable& features,
              const Setting& setting, std::string mutant = {});

  std::optional<std::string> start() override;
  Answer ask(const Question& question) override;
  std::string reproduce(const Question& question,
                        const std::filesystem::path& case_file) const override;

 private:
  const FeatureTable& table_;
  const Setting& setting_;
  std::string mutant_;
};

}  // namespace conformance
