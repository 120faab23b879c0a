// corpus/features.json as the runner needs it: which features an implementation of a given version
// has.
//
// vm/base/dialect.h knows the same table for the dialects the VM speaks; the runner meets any
// version of any evaluator, and the corpus it is given may be newer than the program, so it reads
// the file itself.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace conformance {

using FeatureSet = std::set<std::string, std::less<>>;

struct FeatureRow {
  struct Range {
    std::string since, until;  // empty: no bound
  };
  std::string name;
  std::string description;
  std::string experimental;  // the flag that switches it on; empty: always on in its range
  bool warning = false;      // what it describes is accepted with a warning: no case can tell
  int line = 1;              // in the file
  std::map<std::string, Range> ranges;  // by implementation
};

struct DialectName {
  std::string name, implementation, version;
};

// Component-wise comparison of versions: "2.8" < "2.18"; anything from the first character that is
// neither digit nor point on is ignored ("2.36.0pre2026"). Returns <0, 0, >0.
int compare_versions(std::string_view a, std::string_view b);

class FeatureTable {
 public:
  // Returns what is wrong, with the file, or nullopt.
  std::optional<std::string> load(const std::filesystem::path& file);

  // What is wrong with the table though it could be read: unknown fields, estimates that are none.
  const std::vector<std::string>& mistakes() const { return mistakes_; }

  const FeatureRow* find(std::string_view name) const;
  const std::vector<FeatureRow>& rows() const { return rows_; }
  std::optional<DialectName> dialect(std::string_view name) const;  // "default" is the norm

  // The features that are in range; experimental ones are in the second set.
  std::pair<FeatureSet, FeatureSet> features_of(std::string_view implementation,
                                                std::string_view version) const;

 private:
  void check(const struct LocatedJson& located, const std::filesystem::path& file);

  std::vector<FeatureRow> rows_;
  std::vector<std::string> mistakes_;
  std::vector<DialectName> dialects_;
  std::string default_dialect_;
};

}  // namespace conformance
