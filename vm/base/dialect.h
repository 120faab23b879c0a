// Which features of the language are on. The features are the rows of corpus/features.json, from
// which the build makes features.inc; nothing else in the VM knows versions.
#pragma once

#include <bitset>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vm/base/mutant.h"

namespace vm {

enum class Feature : uint8_t {
#define FEATURE(id, name, description, warning) k##id,
#include "features.inc"
#undef FEATURE
  kCount
};
inline constexpr size_t kFeatureCount = static_cast<size_t>(Feature::kCount);

struct Dialect {
  std::string name;            // "nix-2.35"
  std::string implementation;  // "nix", "lix"
  std::string version;         // "2.35"
  std::bitset<kFeatureCount> features;
#ifdef ASSAY_MUTANTS
  Mutant mutant = Mutant::kNone;
#endif

  bool has(Feature f) const { return features[static_cast<size_t>(f)]; }
  void set(Feature f, bool on = true) { features[static_cast<size_t>(f)] = on; }
};

std::string_view feature_name(Feature f);
std::string_view feature_description(Feature f);
// True for a row that is no difference of the language: what it describes is accepted with a
// warning.
bool is_warning(Feature f);

// Where an implementation has a feature, and how its user can change that.
struct FeatureRange {
  Feature feature;
  std::string_view implementation;
  std::string_view since, until;  // versions; empty for no bound
  std::string_view experimental;  // only with this experimental feature switched on
  std::string_view deprecated;    // not with this deprecated feature switched on
  bool estimated;                 // the versions are neither measured nor documented
};
std::vector<FeatureRange> feature_ranges(Feature f);
std::optional<Feature> find_feature(std::string_view name);

// "default" is the norm. nullopt for a name that is not in the table.
std::optional<Dialect> find_dialect(std::string_view name);
std::vector<std::string_view> dialect_names();

// Switches on the features guarded by one experimental flag (`pipe-operators`); false if no row has
// it.
bool enable_experimental(Dialect& dialect, std::string_view flag);
// Switches off the features that a deprecated feature of Lix (`url-literals`) does without; false
// if the dialect's implementation knows none of that name.
bool enable_deprecated(Dialect& dialect, std::string_view flag);

}  // namespace vm
