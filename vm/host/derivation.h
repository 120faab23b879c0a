// Derivations: the build recipes that `derivationStrict` makes, how they are written (ATerm) and
// what they and their outputs are called in the store. Pure computation: nothing is built and
// nothing written.
//
// The name of an output depends on the *hash modulo* of its derivation: the text with its own
// output paths blanked and every input derivation replaced by its hash modulo. A fixed-output
// derivation's is that of its content, so how it is fetched does not matter. DerivationTable
// remembers the hashes of all derivations made so far; others are read from the store
// (load_derivation), or are not known.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "vm/base/result.h"
#include "vm/host/hash.h"
#include "vm/host/store.h"

namespace vm {

enum class OutputKind : uint8_t {
  kInputAddressed,  // `path` follows from the recipe
  kFixed,           // `path` follows from the declared `hash`
  kFloating,        // named by its content once built (__contentAddressed): no path
  kImpure,          // built anew every time (__impure): no path
  kDeferred,        // input-addressed, but some input's path is not known yet: no path
};

struct DerivationOutput {
  OutputKind kind = OutputKind::kInputAddressed;
  std::string path;
  bool recursive = false;  // kFixed, kFloating, kImpure: the hash is of a NAR, not of a file
  Hash hash;               // kFixed: bytes; kFloating, kImpure: only the algorithm
};

struct Derivation {
  std::string name;  // without ".drv"
  std::map<std::string, DerivationOutput> outputs;
  std::map<std::string, std::set<std::string>> input_drvs;  // path of the .drv → wanted outputs
  std::set<std::string> input_srcs;
  std::string platform;
  std::string builder;
  std::vector<std::string> args;
  std::map<std::string, std::string> env;
};

// What an evaluator must remember of a derivation that it made.
struct KnownDerivation {
  bool deferred = false;                      // the path of some output is not known yet
  std::map<std::string, Hash> output_hashes;  // the hash modulo, per output
};
using DerivationTable = std::unordered_map<std::string, KnownDerivation>;  // by path of the .drv

using DerivationInputs = std::map<std::string, std::set<std::string>>;  // → wanted outputs

// The text of a .drv file. `masked` blanks output paths (and the env entries of outputs); `inputs`,
// if given, takes the place of input_drvs: hashes modulo instead of paths.
std::string unparse_derivation(const Derivation& drv, bool masked = false,
                               const DerivationInputs* inputs = nullptr);

// What the .drv file refers to: its inputs.
StorePaths derivation_references(const Derivation& drv);

// The hash modulo of every output. Fails if an input derivation is not in `table`.
Result<KnownDerivation> hash_derivation_modulo(const Derivation& drv, const DerivationTable& table,
                                               bool masked);

// Fills in what a derivation's outputs are called: `drv.outputs[…].path` and the env entry of every
// output (a placeholder where it is named by its content, "" where it is deferred). The kinds, and
// the hashes of fixed ones, are given; input-addressed outputs become deferred if an input is.
// Returns the path of the .drv and enters it into `table`. On failure (bad name, unknown input)
// nothing is entered.
Result<std::string> finish_derivation(const Store& store, Derivation& drv, DerivationTable& table);

// The text of the .drv file `path`. What Nix did not write is refused: anything out of place, said
// twice, or behind the end.
Result<Derivation> parse_derivation(const Store& store, std::string_view path,
                                    std::string_view text);
Result<Derivation> read_derivation(const Store& store, Host& host, const std::string& path);

// Enters a derivation that lies in the store into `table`, after those that it needs.
std::optional<Failure> load_derivation(const Store& store, Host& host, const std::string& path,
                                       DerivationTable& table);

// The stand-in for an output of another derivation that has no path yet.
std::string downstream_placeholder(const Store& store, std::string_view drv_path,
                                   std::string_view output);
// The same where derivations make derivations: `outputs[0]` of the derivation is one itself, of
// which `outputs[1]` is meant, and so on.
std::string dynamic_placeholder(const Store& store, std::string_view drv_path,
                                std::span<const std::string> outputs);

}  // namespace vm
