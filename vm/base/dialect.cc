// The dialect table, as generated from corpus/features.json: see dialect.h.
#include "vm/base/dialect.h"

#include <array>

namespace vm {
namespace {

struct FeatureRow {
  std::string_view name, description;
  bool warning;
};
constexpr FeatureRow kFeatures[] = {
#define FEATURE(id, name, description, warning) {name, description, warning},
#include "features.inc"
#undef FEATURE
};

struct DialectRow {
  std::string_view name, implementation, version;
};
constexpr DialectRow kDialects[] = {
#define DIALECT(name, implementation, version) {name, implementation, version},
#include "features.inc"
#undef DIALECT
};
constexpr std::string_view kDefaultDialect =
#define DEFAULT_DIALECT(name) name
#include "features.inc"
#undef DEFAULT_DIALECT
    ;

constexpr FeatureRange kRanges[] = {
#define RANGE(id, implementation, since, until, experimental, deprecated, estimated) \
  {Feature::k##id, implementation, since, until, experimental, deprecated, estimated},
#include "features.inc"
#undef RANGE
};

// "2.8" < "2.18": components as numbers.
int compare_versions(std::string_view a, std::string_view b) {
  while (!a.empty() || !b.empty()) {
    int x = 0, y = 0;
    while (!a.empty() && a[0] != '.') x = x * 10 + (a[0] - '0'), a.remove_prefix(1);
    while (!b.empty() && b[0] != '.') y = y * 10 + (b[0] - '0'), b.remove_prefix(1);
    if (x != y) return x < y ? -1 : 1;
    if (!a.empty()) a.remove_prefix(1);
    if (!b.empty()) b.remove_prefix(1);
  }
  return 0;
}

bool in_range(const FeatureRange& r, const Dialect& d) {
  return r.implementation == d.implementation &&
         (r.since.empty() || compare_versions(d.version, r.since) >= 0) &&
         (r.until.empty() || compare_versions(d.version, r.until) < 0);
}

}  // namespace

std::string_view feature_name(Feature f) { return kFeatures[static_cast<size_t>(f)].name; }
std::string_view feature_description(Feature f) {
  return kFeatures[static_cast<size_t>(f)].description;
}

bool is_warning(Feature f) { return kFeatures[static_cast<size_t>(f)].warning; }

std::vector<FeatureRange> feature_ranges(Feature f) {
  std::vector<FeatureRange> ranges;
  for (const FeatureRange& r : kRanges)
    if (r.feature == f) ranges.push_back(r);
  return ranges;
}

std::optional<Feature> find_feature(std::string_view name) {
  for (size_t i = 0; i < kFeatureCount; ++i)
    if (kFeatures[i].name == name) return static_cast<Feature>(i);
  return std::nullopt;
}

std::optional<Dialect> find_dialect(std::string_view name) {
  if (name == "default") name = kDefaultDialect;
  for (const DialectRow& row : kDialects) {
    if (row.name != name) continue;
    Dialect d{std::string(row.name), std::string(row.implementation), std::string(row.version), {}};
    for (const FeatureRange& r : kRanges)
      if (r.experimental.empty() && in_range(r, d)) d.set(r.feature);
    return d;
  }
  return std::nullopt;
}

std::vector<std::string_view> dialect_names() {
  std::vector<std::string_view> names;
  for (const DialectRow& row : kDialects) names.push_back(row.name);
  return names;
}

bool enable_experimental(Dialect& dialect, std::string_view flag) {
  bool known = false;
  for (const FeatureRange& r : kRanges) {
    if (r.experimental != flag || r.implementation != dialect.implementation) continue;
    known = true;
    if (in_range(r, dialect)) dialect.set(r.feature);
  }
  return known;
}

bool enable_deprecated(Dialect& dialect, std::string_view flag) {
  bool known = false;
  for (const FeatureRange& r : kRanges) {
    if (r.deprecated != flag || r.implementation != dialect.implementation) continue;
    known = true;
    dialect.set(r.feature, false);
  }
  return known;
}

}  // namespace vm
