// See evaluator_description.h. A description may extend another: the fields of the nearer one win,
// but its error patterns come before those of the other and its known deviations are its own.
#include "conformance/evaluator_description.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "conformance/located_json.h"

namespace conformance {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr std::string_view kProvisions[] = {"filesystem", "environment", "search-path", "store",
                                            "writable-store"};

class DescriptionReader {
 public:
  DescriptionReader(EvaluatorDescription& description, const FeatureTable& features,
                    std::vector<std::string>& errors)
      : d_(description), features_(features), errors_(errors) {}

  void read(const fs::path& file, int depth) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return complain_plain(file, "cannot be read");
    std::stringstream text;
    text << in.rdbuf();
    std::string content = text.str();
    std::variant<LocatedJson, JsonError> parsed = parse_located_json(content);
    if (JsonError* error = std::get_if<JsonError>(&parsed)) {
      errors_.push_back(file.string() + ":" + std::to_string(error->line) + ": " + error->message);
      return;
    }
    LocatedJson located = std::get<LocatedJson>(std::move(parsed));
    if (!located.value.is_object()) return complain_plain(file, "must hold one JSON object");
    if (const auto base = located.value.find("extends"); base != located.value.end()) {
      if (!base->is_string() || depth > 4)
        return complain_plain(file, "`extends` must name another description, at most five deep");
      read(file.parent_path() / base->get<std::string>(), depth + 1);
      d_.known_deviations.clear();
    }
    file_ = file;
    located_ = &located;
    read_fields(located.value);
  }

 private:
  void complain_plain(const fs::path& file, const std::string& message) {
    errors_.push_back(file.string() + ": " + message);
  }
  void complain(const std::string& pointer, const std::string& message) {
    std::string field = pointer.substr(1);
    std::replace(field.begin(), field.end(), '/', '.');
    errors_.push_back(file_.string() + ":" + std::to_string(located_->line_of(pointer)) + ": " +
                      field + ": " + message);
  }

  bool string_field(const json& value, const std::string& at, std::string& into) {
    if (!value.is_string()) return complain(at, "must be a string"), false;
    into = value;
    return true;
  }
  void strings_field(const json& value, const std::string& at, std::vector<std::string>& into) {
    if (!value.is_array() ||
        !std::all_of(value.begin(), value.end(), [](const json& e) { return e.is_string(); }))
      return complain(at, "must be a list of strings");
    into = value.get<std::vector<std::string>>();
  }
  void map_field(const json& value, const std::string& at,
                 std::map<std::string, std::string>& into) {
    if (!value.is_object() ||
        !std::all_of(value.begin(), value.end(), [](const json& e) { return e.is_string(); }))
      return complain(at, "must be an object of strings");
    for (const auto& [key, text] : value.items()) into[key] = text;
  }
  void flag_field(const json& value, const std::string& at, bool& into) {
    if (!value.is_boolean()) return complain(at, "must be true or false");
    into = value;
  }

  void read_fields(const json& root) {
    for (const auto& [key, value] : root.items()) {
      std::string at = "/" + key;
      if (key == "extends" || key == "about") continue;
      if (key == "name")
        string_field(value, at, d_.name);
      else if (key == "implementation")
        string_field(value, at, d_.implementation);
      else if (key == "version")
        string_field(value, at, d_.version);
      else if (key == "dialect")
        read_dialect(value, at);
      else if (key == "version_command")
        strings_field(value, at, d_.version_command);
      else if (key == "version_pattern")
        string_field(value, at, d_.version_pattern);
      else if (key == "requires_version")
        string_field(value, at, d_.requires_version);
      else if (key == "features")
        read_features(value, at);
      else if (key == "experimental_names")
        map_field(value, at, d_.experimental_names);
      else if (key == "command")
        strings_field(value, at, d_.command);
      else if (key == "eval_args")
        strings_field(value, at, d_.eval_args);
      else if (key == "strict_args")
        strings_field(value, at, d_.strict_args);
      else if (key == "xml_args")
        strings_field(value, at, d_.xml_args);
      else if (key == "json_args")
        strings_field(value, at, d_.json_args);
      else if (key == "parse_args")
        strings_field(value, at, d_.parse_args);
      else if (key == "features_args")
        strings_field(value, at, d_.features_args);
      else if (key == "writable_store_args")
        strings_field(value, at, d_.writable_store_args);
      else if (key == "throw_probe_args")
        strings_field(value, at, d_.throw_probe_args);
      else if (key == "outcome")
        read_protocol(value, at);
      else if (key == "prints_trees")
        flag_field(value, at, d_.prints_trees);
      else if (key == "prints_nix")
        flag_field(value, at, d_.prints_nix);
      else if (key == "has_traces")
        flag_field(value, at, d_.has_traces);
      else if (key == "error_patterns")
        read_patterns(value, at);
      else if (key == "environment")
        map_field(value, at, d_.environment);
      else if (key == "timeout_seconds")
        read_number(value, at, d_.timeout_seconds);
      else if (key == "float_digits")
        read_number(value, at, d_.float_digits);
      else if (key == "provides")
        read_provisions(value, at);
      else if (key == "levels")
        read_levels(value, at);
      else if (key == "known_deviations")
        read_deviations(value, at);
      else
        complain(at, "unknown field; conformance/README.md lists them");
    }
  }

  template <typename Number>
  void read_number(const json& value, const std::string& at, Number& into) {
    if (!value.is_number() || value.get<double>() <= 0)
      return complain(at, "must be a number above 0");
    into = value.get<Number>();
  }

  void read_dialect(const json& value, const std::string& at) {
    std::string name;
    if (!string_field(value, at, name)) return;
    std::optional<DialectName> dialect = features_.dialect(name);
    if (!dialect) return complain(at, "unknown dialect `" + name + "`; features.json lists them");
    d_.implementation = dialect->implementation;
    d_.version = dialect->version;
  }

  void read_protocol(const json& value, const std::string& at) {
    if (value == "assay-json")
      d_.protocol = Protocol::kAssayJson;
    else if (value == "nix-instantiate")
      d_.protocol = Protocol::kNixInstantiate;
    else
      complain(at, "must be \"assay-json\" or \"nix-instantiate\"");
  }

  void read_features(const json& value, const std::string& at) {
    if (!value.is_object()) return complain(at, "must be an object with the lists `on` and `off`");
    for (const auto& [key, list] : value.items()) {
      if (key != "on" && key != "off") {
        complain(at + "/" + key, "unknown field; known here: on, off");
        continue;
      }
      std::vector<std::string>& into = key == "on" ? d_.features_on : d_.features_off;
      strings_field(list, at + "/" + key, into);
      for (size_t i = 0; i < into.size(); ++i)
        if (features_.find(into[i]) == nullptr)
          complain(at + "/" + key + "/" + std::to_string(i),
                   "unknown feature `" + into[i] + "`; features.json lists them");
    }
  }

  void read_patterns(const json& value, const std::string& at) {
    if (!value.is_array()) return complain(at, "must be a list of {\"regex\": …, \"class\": …}");
    std::vector<ErrorPattern> patterns;
    for (size_t i = 0; i < value.size(); ++i) {
      std::string entry = at + "/" + std::to_string(i);
      const json& row = value[i];
      if (!row.is_object() || row.size() != 2 || !row.contains("regex") ||
          !row["regex"].is_string() || !row.contains("class") || !row["class"].is_string()) {
        complain(entry, "must be {\"regex\": string, \"class\": string}");
        continue;
      }
      std::optional<vm::ErrorClass> error_class = find_error_class(row["class"].get<std::string>());
      if (!error_class) {
        complain(entry + "/class", "unknown error class; corpus/README.md lists them");
        continue;
      }
      try {
        std::string source = row["regex"];
        patterns.push_back({source,
                            std::regex(source, std::regex::ECMAScript | std::regex::optimize),
                            *error_class});
      } catch (const std::regex_error& e) {
        complain(entry + "/regex", std::string("not a regular expression: ") + e.what());
      }
    }
    d_.error_patterns.insert(d_.error_patterns.begin(), patterns.begin(), patterns.end());
  }

  void read_provisions(const json& value, const std::string& at) {
    std::vector<std::string> names;
    strings_field(value, at, names);
    d_.provides = {names.begin(), names.end()};
    for (const std::string& name : names)
      if (std::find(std::begin(kProvisions), std::end(kProvisions), name) == std::end(kProvisions))
        complain(at, "unknown `" + name + "`; known: filesystem, environment, search-path, store");
  }

  void read_levels(const json& value, const std::string& at) {
    std::vector<std::string> names;
    strings_field(value, at, names);
    d_.levels.clear();
    for (const std::string& name : names) {
      bool known = false;
      for (Level level : {Level::kNormative, Level::kImplementationDefined, Level::kUnspecified})
        if (level_name(level) == name) d_.levels.insert(level), known = true;
      if (!known) complain(at, "unknown level `" + name + "`");
    }
  }

  void read_deviations(const json& value, const std::string& at) {
    if (!value.is_array()) return complain(at, "must be a list of {\"case\": …, \"reason\": …}");
    for (size_t i = 0; i < value.size(); ++i) {
      std::string entry = at + "/" + std::to_string(i);
      if (!value[i].is_object()) {
        complain(entry, "must be an object");
        continue;
      }
      KnownDeviation deviation;
      for (const auto& [key, text] : value[i].items()) {
        std::string field = entry + "/" + key;
        if (key == "case")
          string_field(text, field, deviation.case_id);
        else if (key == "reason")
          string_field(text, field, deviation.reason);
        else if (key == "verdict")
          string_field(text, field, deviation.verdict);
        else if (key == "since")
          string_field(text, field, deviation.since);
        else if (key == "until")
          string_field(text, field, deviation.until);
        else
          complain(field, "unknown field; known here: case, reason, verdict, since, until");
      }
      if (deviation.case_id.empty() || deviation.reason.empty())
        complain(entry, "needs `case` and `reason`");
      if (deviation.verdict != "deviation" && deviation.verdict != "crash" &&
          deviation.verdict != "timeout")
        complain(entry + "/verdict", "must be \"deviation\", \"crash\" or \"timeout\"");
      d_.known_deviations.push_back(std::move(deviation));
    }
  }

  EvaluatorDescription& d_;
  const FeatureTable& features_;
  std::vector<std::string>& errors_;
  fs::path file_;
  const LocatedJson* located_ = nullptr;
};

std::string described_evaluators(const fs::path& directory) {
  std::vector<std::string> names;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory, error))
    if (entry.path().extension() == ".json") names.push_back(entry.path().stem());
  std::sort(names.begin(), names.end());
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  return list;
}

}  // namespace

std::optional<vm::ErrorClass> EvaluatorDescription::error_class_of(
    const std::string& message) const {
  for (const ErrorPattern& pattern : error_patterns)
    if (std::regex_search(message, pattern.regex)) return pattern.error_class;
  return std::nullopt;
}

const KnownDeviation* find_deviation(const EvaluatorDescription& description,
                                     const std::string& version, const std::string& case_id) {
  for (const KnownDeviation& deviation : description.known_deviations)
    if (deviation.case_id == case_id &&
        (deviation.since.empty() || compare_versions(version, deviation.since) >= 0) &&
        (deviation.until.empty() || compare_versions(version, deviation.until) < 0))
      return &deviation;
  return nullptr;
}

std::variant<EvaluatorDescription, std::vector<std::string>> load_evaluator_description(
    const std::string& name, const fs::path& corpus_directory, const FeatureTable& features) {
  fs::path file = name;
  bool is_file = name.find('/') != std::string::npos || file.extension() == ".json";
  if (!is_file) file = corpus_directory / "evaluators" / (name + ".json");
  if (!fs::exists(file)) {
    std::string hint =
        is_file ? "" : "; described are: " + described_evaluators(corpus_directory / "evaluators");
    return std::vector<std::string>{"evaluator `" + name + "`: there is no " + file.string() +
                                    hint};
  }
  EvaluatorDescription description;
  description.file = file;
  std::vector<std::string> errors;
  DescriptionReader(description, features, errors).read(file, 0);
  if (errors.empty()) {
    if (description.name.empty()) errors.push_back(file.string() + ": the field `name` is missing");
    if (description.command.empty())
      errors.push_back(file.string() + ": the field `command` is missing");
    if (description.implementation.empty())
      errors.push_back(file.string() +
                       ": one of the fields `implementation` and `dialect` is needed");
    if (description.version.empty() && description.version_command.empty())
      errors.push_back(file.string() +
                       ": one of the fields `version`, `dialect` and `version_command` is needed");
  }
  if (!errors.empty()) return errors;
  return description;
}

}  // namespace conformance
