// A corpus case and how its header is read: corpus/README.md is the format, this its only reader.
//
// Reading never stops at the first mistake: every mistake is a MetadataError that names file, line
// and field, and a file with one is not run while the others are.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/feature_table.h"
#include "conformance/typed_value.h"
#include "vm/base/error.h"

namespace conformance {

enum class Phase { kParse, kEval };
enum class Mode { kStrict, kLazy };
enum class Level { kNormative, kImplementationDefined, kUnspecified };

std::string_view level_name(Level level);
std::optional<vm::ErrorClass> find_error_class(std::string_view name);

struct Outcome {
  enum class Kind { kValue, kError, kParseOk, kParseFail, kPrint };
  Kind kind = Kind::kValue;
  std::string text;  // kValue, kPrint: as written
  TypedValue value;  // kValue
  vm::ErrorClass error_class = vm::ErrorClass::kThrow;
  std::optional<std::vector<std::string>> trace;
  std::string same_tree;  // kParseOk: another expression with the same tree; empty: none
};

struct FeatureCondition {
  std::string feature;
  bool on = true;
};

struct Alternative {
  std::vector<FeatureCondition> when;
  std::vector<Outcome> outcomes;  // several only at level unspecified: any of them
};

struct Case {
  std::string id, topic, name;
  std::filesystem::path file;
  bool folder = false;  // file is DIRECTORY/case.nix, and what lies beside it belongs to the case
  std::string description;
  std::vector<std::string> features;
  Phase phase = Phase::kEval;
  Mode mode = Mode::kStrict;
  Level level = Level::kNormative;
  bool tentative = false;
  std::vector<Alternative> alternatives;
  std::vector<std::string> requirements;
  std::optional<double> timeout_seconds;

  // The first alternative that applies; the last one always does.
  const Alternative& expectation(const FeatureSet& features_on) const;
};

struct MetadataError {
  std::filesystem::path file;
  int line = 1;
  std::string field;  // "expect.value"; empty when the whole header is meant
  std::string message;
  std::string to_string() const;
};

// Reads the header of one case from the text of its file. `found` has id, topic, name and file
// filled in.
std::optional<Case> read_case(Case found, std::string_view text, const FeatureTable& features,
                              std::vector<MetadataError>& errors);

struct Corpus {
  std::filesystem::path directory;
  FeatureTable features;
  std::vector<Case> cases;  // sorted by id
  std::vector<MetadataError> errors;
};

// Reads the cases of a corpus: all of them, or the ones with the given ids (an unknown id is an
// error, and what else lies in the corpus is then not looked at). Returns what is wrong when there
// is no corpus at all.
std::optional<std::string> load_corpus(const std::filesystem::path& directory,
                                       const std::vector<std::string>& ids, Corpus& corpus);

}  // namespace conformance
