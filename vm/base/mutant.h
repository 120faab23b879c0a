// Seeded faults: places where the VM can be told to be wrong, so that the corpus can prove that it
// notices. The table is mutants.def; a fault is one row there and the places it bends:
//
//     if (MUTATED(e.rt, LostContext)) return text;
//
// A mutant travels with the dialect, which everything that parses, compiles or runs has at hand: a
// machine with a fault speaks a faulty dialect. Only a build with -DASSAY_MUTANTS=ON has any of
// this; in every other one MUTATED is the constant false, the table is empty, and no name of a row
// is in the program.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace vm {

struct Dialect;

struct MutantRow {
  std::string_view name;
  std::string_view fault;    // what is wrong, in one sentence
  std::string_view history;  // where such a fault was seen
  std::string_view proof;    // why no program can notice; empty: the corpus must
};

// All rows, in the order of the table. Empty in a build without mutants.
std::span<const MutantRow> mutants();

// The dialect with that fault in it; false if there is no such row.
bool choose_mutant(Dialect& dialect, std::string_view name);

#ifdef ASSAY_MUTANTS

enum class Mutant : uint16_t {
  kNone,
#define MUTANT(id, ...) k##id,
#include "vm/base/mutants.def"
#undef MUTANT
};

// Of a dialect, or of whatever has one in its options.
template <typename T>
Mutant chosen_mutant(const T& of) {
  if constexpr (requires { of.options.dialect; })
    return of.options.dialect.mutant;
  else
    return of.mutant;
}

#define MUTATED(of, id) (::vm::chosen_mutant(of) == ::vm::Mutant::k##id)
#else
#define MUTATED(of, id) false
#endif

}  // namespace vm
