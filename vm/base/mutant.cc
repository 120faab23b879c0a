// The table of seeded faults as data: see mutant.h.
#include "vm/base/mutant.h"

#include "vm/base/dialect.h"

namespace vm {

#ifdef ASSAY_MUTANTS

namespace {

constexpr MutantRow kRows[] = {
#define MUTANT(id, name, fault, history, ...) {name, fault, history, "" __VA_ARGS__},
#include "vm/base/mutants.def"
#undef MUTANT
};

}  // namespace

std::span<const MutantRow> mutants() { return kRows; }

bool choose_mutant(Dialect& dialect, std::string_view name) {
  for (size_t i = 0; i < std::size(kRows); ++i) {
    if (kRows[i].name != name) continue;
    dialect.mutant = static_cast<Mutant>(i + 1);
    return true;
  }
  return false;
}

#else

std::span<const MutantRow> mutants() { return {}; }

bool choose_mutant(Dialect&, std::string_view) { return false; }

#endif

}  // namespace vm
