// The description of an evaluator: a JSON file in corpus/evaluators/ (conformance/README.md lists
// the fields).
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "conformance/case.h"

namespace conformance {

// A case in which the evaluator is known not to do what is wanted. Strict: that it does is an
// error, too.
struct KnownDeviation {
  std::string case_id;
  std::string reason;
  std::string verdict = "deviation";  // or "crash", "timeout"
  std::string since, until;           // versions of the evaluator; empty: no bound
};

struct ErrorPattern {
  std::string source;
  std::regex regex;
  vm::ErrorClass error_class;
};

enum class Protocol { kAssayJson, kNixInstantiate };

struct EvaluatorDescription {
  std::filesystem::path file;
  std::string name;
  std::string implementation;  // a column of features.json, or any other name
  std::string version;         // fixed here, or empty: asked for
  std::vector<std::string> version_command;
  std::string version_pattern;                         // its first group is the version
  std::string requires_version;                        // "2.8": only this version, and 2.8.x
  std::vector<std::string> features_on, features_off;  // corrections to features.json
  std::map<std::string, std::string>
      experimental_names;  // feature → the evaluator's name for its flag

  std::vector<std::string> command;  // with {args}, {file}, {assay}
  std::vector<std::string> eval_args, strict_args, xml_args, json_args, parse_args, features_args;
  std::vector<std::string> writable_store_args;  // for cases that require a writable store
  std::vector<std::string> throw_probe_args;     // with {file}, {seq}
  Protocol protocol = Protocol::kNixInstantiate;
  bool prints_trees = false;  // parse_args print the tree as Nix does
  bool prints_nix = true;     // the printed text is meant to be Nix's, character by character
  bool has_traces = true;
  std::vector<ErrorPattern> error_patterns;
  std::map<std::string, std::string> environment;
  double timeout_seconds = 20;
  int float_digits = 6;
  std::set<std::string> provides;
  std::set<Level> levels = {Level::kNormative, Level::kImplementationDefined, Level::kUnspecified};
  std::vector<KnownDeviation> known_deviations;

  // By the first pattern that fits the message; nullopt: none does.
  std::optional<vm::ErrorClass> error_class_of(const std::string& message) const;
};

// The deviation listed for a case and this version, or nullptr.
const KnownDeviation* find_deviation(const EvaluatorDescription& description,
                                     const std::string& version, const std::string& case_id);

// `name`: a file (anything with a slash or ending in .json) or the name of one in evaluators/. On
// failure, what is wrong.
std::variant<EvaluatorDescription, std::vector<std::string>> load_evaluator_description(
    const std::string& name, const std::filesystem::path& corpus_directory,
    const FeatureTable& features);

}  // namespace conformance
