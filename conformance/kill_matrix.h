// The kill matrix: which seeded fault of the VM (vm/base/mutants.def) is noticed by which case.
//
// Every mutant is asked every case, in processes that are forked from this one, so that a mutant
// that crashes or hangs costs one case and not the matrix: the next process goes on behind it. Each
// column is one way to ask: a description of the VM and a setting. A case that the VM without a
// fault does not pass in a column is not asked there; it is a deviation of the VM, and reported.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "conformance/case.h"
#include "conformance/evaluator_description.h"
#include "conformance/vm_evaluator.h"
#include "vm/base/mutant.h"

namespace conformance {

struct MatrixColumn {
  std::string name;
  EvaluatorDescription description;
  const Setting* setting = nullptr;
  // Cases that are the same in the column before it need not be asked again.
  enum class Asks : uint8_t { kAll, kDialects, kFiles } asks = Asks::kAll;
  // It takes long, and is asked only of mutants that no other column notices.
  bool is_slow = false;
};

enum class Killed : uint8_t { kNo, kDeviation, kCrash, kTimeout };
std::string_view killed_name(Killed how);

struct Kill {
  size_t test, column;
  Killed how;
};

struct MutantResult {
  const vm::MutantRow* row = nullptr;
  std::vector<Kill> kills;    // by case, then by column
  std::vector<size_t> cases;  // that kill it, in any column
};

struct KillMatrix {
  const Corpus* corpus = nullptr;
  std::vector<MatrixColumn> columns;
  size_t asked = 0;              // cases that were asked in some column
  std::vector<Kill> not_passed;  // by the VM without a fault
  std::vector<MutantResult> mutants;
  double seconds = 0;

  // Noticed by less than one case in a hundred.
  bool is_subtle(const MutantResult& m) const { return m.cases.size() * 100 < asked; }
};

// `on_mutant` is called for each mutant as it is done.
KillMatrix make_kill_matrix(const Corpus& corpus, std::vector<MatrixColumn> columns,
                            const std::vector<const vm::MutantRow*>& mutants, int jobs,
                            const std::function<void(const MutantResult&)>& on_mutant);

}  // namespace conformance
