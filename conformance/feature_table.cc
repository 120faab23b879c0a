// See feature_table.h.
#include "conformance/feature_table.h"

#include <fstream>
#include <sstream>

#include "conformance/located_json.h"

namespace conformance {

int compare_versions(std::string_view a, std::string_view b) {
  auto component = [](std::string_view& s) {
    long n = 0;
    while (!s.empty() && s[0] >= '0' && s[0] <= '9') {
      if (n < 100'000'000) n = n * 10 + (s[0] - '0');
      s.remove_prefix(1);
    }
    if (!s.empty() && s[0] == '.')
      s.remove_prefix(1);
    else
      s = {};
    return n;
  };
  while (!a.empty() || !b.empty()) {
    long x = component(a), y = component(b);
    if (x != y) return x < y ? -1 : 1;
  }
  return 0;
}

std::optional<std::string> FeatureTable::load(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in)
    return file.string() +
           ": cannot be read; is this the corpus? (--corpus DIR names its directory)";
  std::stringstream text;
  text << in.rdbuf();
  std::string content = text.str();
  std::variant<LocatedJson, JsonError> parsed = parse_located_json(content);
  if (JsonError* error = std::get_if<JsonError>(&parsed))
    return file.string() + ":" + std::to_string(error->line) + ": " + error->message;
  const LocatedJson& located = std::get<LocatedJson>(parsed);
  const nlohmann::json& root = located.value;
  try {
    for (const nlohmann::json& row : root.at("features")) {
      FeatureRow feature;
      feature.line = located.line_of("/features/" + std::to_string(rows_.size()));
      for (const auto& [key, value] : row.items()) {
        if (key == "name")
          feature.name = value;
        else if (key == "description")
          feature.description = value;
        else if (key == "experimental")
          feature.experimental = value;
        else if (key == "warning")
          feature.warning = value;
        else if (value.is_object() && (value.contains("since") || value.contains("until")))
          feature.ranges[key] = {value.value("since", ""), value.value("until", "")};
      }
      rows_.push_back(std::move(feature));
    }
    for (const nlohmann::json& row : root.at("dialects"))
      dialects_.push_back({row.at("name"), row.at("implementation"), row.at("version")});
    default_dialect_ = root.at("default_dialect");
    check(located, file);
  } catch (const nlohmann::json::exception& e) {
    return file.string() + ": not a table of features: " + e.what();
  }
  return std::nullopt;
}

// The fields that README.md lists, each of its type; a range says something.
void FeatureTable::check(const LocatedJson& located, const std::filesystem::path& file) {
  std::string at;  // JSON pointer of what is looked at
  auto complain = [&](const std::string& what) {
    mistakes_.push_back(file.string() + ":" + std::to_string(located.line_of(at)) + ": " + what);
  };
  std::set<std::string, std::less<>> names;
  size_t number = 0;
  for (const nlohmann::json& row : located.value.at("features")) {
    at = "/features/" + std::to_string(number++);
    std::string name = row.value("name", "");
    if (!names.insert(name).second) complain("the feature `" + name + "` is there twice");
    if (row.value("description", "").empty()) complain(name + ": needs a description");
    for (const auto& [key, value] : row.items()) {
      if (key == "name" || key == "description" || key == "experimental" || key == "warning")
        continue;
      if (!value.is_object()) {
        complain(name + "." + key + ": unknown field; an implementation has a range of versions");
        continue;
      }
      if (!value.contains("since") && !value.contains("until"))
        complain(name + "." + key + ": needs `since` or `until`");
      for (const auto& [field, bound] : value.items()) {
        std::string where = name + "." + key + "." + field;
        if (field == "since" || field == "until") {
          if (!bound.is_string() || bound.get<std::string>().empty() ||
              bound.get<std::string>().find_first_not_of("0123456789.") != std::string::npos)
            complain(where + ": must be a version as \"2.18\"");
        } else if (field == "experimental" || field == "deprecated") {
          if (!bound.is_string()) complain(where + ": must be the name of a flag");
        } else if (field == "estimated") {
          if (bound != true) complain(where + ": is true, or not there");
        } else {
          complain(
              where +
              ": unknown field; known here: since, until, estimated, experimental, deprecated");
        }
      }
    }
  }
}

const FeatureRow* FeatureTable::find(std::string_view name) const {
  for (const FeatureRow& row : rows_)
    if (row.name == name) return &row;
  return nullptr;
}

std::optional<DialectName> FeatureTable::dialect(std::string_view name) const {
  if (name == "default") name = default_dialect_;
  for (const DialectName& row : dialects_)
    if (row.name == name) return row;
  return std::nullopt;
}

std::pair<FeatureSet, FeatureSet> FeatureTable::features_of(std::string_view implementation,
                                                            std::string_view version) const {
  std::pair<FeatureSet, FeatureSet> sets;
  for (const FeatureRow& row : rows_) {
    auto range = row.ranges.find(std::string(implementation));
    if (range == row.ranges.end()) continue;
    const auto& [since, until] = range->second;
    if (!since.empty() && compare_versions(version, since) < 0) continue;
    if (!until.empty() && compare_versions(version, until) >= 0) continue;
    (row.experimental.empty() ? sets.first : sets.second).insert(row.name);
  }
  return sets;
}

}  // namespace conformance
