// See case.h. HeaderReader takes the fields of one JSON object apart; each is looked at once and by
// name, so that what remains is unknown.
#include "conformance/case.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include "conformance/located_json.h"

namespace conformance {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr std::string_view kRequirements[] = {"filesystem", "environment", "search-path", "store",
                                              "writable-store"};

class HeaderReader {
 public:
  HeaderReader(const LocatedJson& located, const fs::path& file, const FeatureTable& features,
               std::vector<MetadataError>& errors)
      : located_(located), file_(file), features_(features), errors_(errors) {}

  void read(Case& result) {
    const json& root = located_.value;
    if (!root.is_object()) return complain("", "the header must be one JSON object");
    known_fields(root, "",
                 {"description", "features", "phase", "mode", "level", "expect", "provenance",
                  "tentative", "requires", "limits"});
    result.description = text(root, "", "description", true);
    result.phase = one_of<Phase>(root, "phase", {{"eval", Phase::kEval}, {"parse", Phase::kParse}});
    result.mode = one_of<Mode>(root, "mode", {{"strict", Mode::kStrict}, {"lazy", Mode::kLazy}});
    result.level = one_of<Level>(root, "level",
                                 {{"normative", Level::kNormative},
                                  {"implementation-defined", Level::kImplementationDefined},
                                  {"unspecified", Level::kUnspecified}});
    if (const json* tentative = find(root, "tentative")) {
      if (tentative->is_boolean())
        result.tentative = *tentative;
      else
        complain("/tentative", "must be true or false");
    }
    read_features(root, result);
    read_requirements(root, result);
    read_limits(root, result);
    read_provenance(root);
    read_expect(root, result);
  }

 private:
  void complain(const std::string& pointer, std::string message) {
    std::string field = pointer.empty() ? "" : pointer.substr(1);
    std::replace(field.begin(), field.end(), '/', '.');
    errors_.push_back({file_, located_.line_of(pointer), std::move(field), std::move(message)});
  }

  static const json* find(const json& object, const char* name) {
    auto found = object.find(name);
    return found == object.end() ? nullptr : &*found;
  }

  void known_fields(const json& object, const std::string& pointer,
                    std::vector<std::string_view> known) {
    for (const auto& [key, value] : object.items()) {
      if (std::find(known.begin(), known.end(), key) != known.end()) continue;
      std::string list;
      for (std::string_view name : known) list += (list.empty() ? "" : ", ") + std::string(name);
      complain(pointer + "/" + key, "unknown field; known here: " + list);
    }
  }

  std::string text(const json& object, const std::string& pointer, const char* name,
                   bool required) {
    const json* value = find(object, name);
    std::string at = pointer + "/" + name;
    if (value == nullptr) {
      if (required) complain(at, "the field is missing (a string)");
      return "";
    }
    if (!value->is_string()) return complain(at, "must be a string"), "";
    if (required && value->get_ref<const std::string&>().empty()) complain(at, "must not be empty");
    return *value;
  }

  template <typename Enum>
  Enum one_of(const json& root, const char* name,
              std::vector<std::pair<std::string_view, Enum>> words) {
    const json* value = find(root, name);
    if (value == nullptr) return words[0].second;
    std::string list;
    for (const auto& [word, result] : words) {
      if (value->is_string() && value->get_ref<const std::string&>() == word) return result;
      list += (list.empty() ? "\"" : ", \"") + std::string(word) + "\"";
    }
    complain(std::string("/") + name, "must be one of " + list);
    return words[0].second;
  }

  std::optional<std::vector<std::string>> strings(const json& object, const std::string& pointer,
                                                  const char* name) {
    const json* value = find(object, name);
    if (value == nullptr) return std::nullopt;
    std::string at = pointer + "/" + name;
    if (!value->is_array()) return complain(at, "must be a list of strings"), std::nullopt;
    std::vector<std::string> result;
    for (size_t i = 0; i < value->size(); ++i) {
      if ((*value)[i].is_string())
        result.push_back((*value)[i]);
      else
        complain(at + "/" + std::to_string(i), "must be a string");
    }
    return result;
  }

  void check_feature(const std::string& name, const std::string& pointer) {
    const FeatureRow* row = features_.find(name);
    if (row == nullptr)
      complain(pointer, "unknown feature `" + name + "`; features.json lists them");
    else if (row->warning)
      complain(pointer, "`" + name + "` is a warning, which no outcome shows");
  }

  void read_features(const json& root, Case& result) {
    result.features = strings(root, "", "features").value_or(std::vector<std::string>{});
    for (size_t i = 0; i < result.features.size(); ++i)
      check_feature(result.features[i], "/features/" + std::to_string(i));
  }

  void read_requirements(const json& root, Case& result) {
    result.requirements = strings(root, "", "requires").value_or(std::vector<std::string>{});
    for (size_t i = 0; i < result.requirements.size(); ++i) {
      const std::string& name = result.requirements[i];
      if (std::find(std::begin(kRequirements), std::end(kRequirements), name) ==
          std::end(kRequirements))
        complain("/requires/" + std::to_string(i),
                 "unknown requirement `" + name +
                     "`; known: filesystem, environment, search-path, store");
    }
  }

  void read_limits(const json& root, Case& result) {
    const json* limits = find(root, "limits");
    if (limits == nullptr) return;
    if (!limits->is_object()) return complain("/limits", "must be an object");
    known_fields(*limits, "/limits", {"timeout_seconds"});
    const json* seconds = find(*limits, "timeout_seconds");
    if (seconds == nullptr) return;
    if (!seconds->is_number() || seconds->get<double>() <= 0)
      return complain("/limits/timeout_seconds", "must be a number above 0");
    result.timeout_seconds = seconds->get<double>();
  }

  void read_provenance(const json& root) {
    const json* list = find(root, "provenance");
    if (list == nullptr)
      return complain("/provenance", "the field is missing (how is the expectation known?)");
    if (!list->is_array() || list->empty())
      return complain("/provenance", "must be a list with at least one entry");
    for (size_t i = 0; i < list->size(); ++i) {
      const json& entry = (*list)[i];
      std::string at = "/provenance/" + std::to_string(i);
      if (!entry.is_object()) {
        complain(at,
                 "must be an object: an evaluator and its version, or a sentence of the manual");
      } else if (entry.contains("manual")) {
        known_fields(entry, at, {"manual", "url"});
        text(entry, at, "manual", true);
        text(entry, at, "url", false);
      } else {
        known_fields(entry, at, {"evaluator", "version", "outcome"});
        text(entry, at, "evaluator", true);
        text(entry, at, "version", true);
        text(entry, at, "outcome", false);
      }
    }
  }

  void read_expect(const json& root, Case& result) {
    const json* expect = find(root, "expect");
    if (expect == nullptr) return complain("/expect", "the field is missing (the wanted outcome)");
    if (expect->is_object()) {
      if (expect->contains("when"))
        complain("/expect/when",
                 "a single outcome has no condition: use `features`, or a list of alternatives");
      result.alternatives.push_back(read_alternative(*expect, "/expect", result));
    } else if (expect->is_array() && !expect->empty()) {
      for (size_t i = 0; i < expect->size(); ++i) {
        const json& alternative = (*expect)[i];
        std::string at = "/expect/" + std::to_string(i);
        if (!alternative.is_object()) {
          complain(at, "must be an object");
          continue;
        }
        bool last = i + 1 == expect->size();
        if (last && alternative.contains("when"))
          complain(at + "/when", "the last alternative is the default and has no condition");
        if (!last && !alternative.contains("when"))
          complain(at,
                   "only the last alternative may be without `when`: those after it never apply");
        result.alternatives.push_back(read_alternative(alternative, at, result));
      }
    } else {
      complain("/expect", "must be an outcome or a list of alternatives");
    }
  }

  Alternative read_alternative(const json& object, const std::string& at, const Case& result) {
    Alternative alternative;
    if (auto when = strings(object, at, "when")) {
      for (size_t i = 0; i < when->size(); ++i) {
        bool on = (*when)[i].empty() || (*when)[i][0] != '!';
        std::string name = on ? (*when)[i] : (*when)[i].substr(1);
        check_feature(name, at + "/when/" + std::to_string(i));
        alternative.when.push_back({name, on});
      }
      if (when->empty()) complain(at + "/when", "must name at least one feature");
    }
    const json* any_of = find(object, "any_of");
    if ((any_of != nullptr) != (result.level == Level::kUnspecified))
      complain(any_of != nullptr ? at + "/any_of" : at,
               "level `unspecified` and `any_of` go together");
    if (any_of == nullptr) {
      alternative.outcomes.push_back(read_outcome(object, at, result, true));
      return alternative;
    }
    known_fields(object, at, {"when", "any_of"});
    if (!any_of->is_array() || any_of->empty()) {
      complain(at + "/any_of", "must be a list of outcomes");
      return alternative;
    }
    for (size_t i = 0; i < any_of->size(); ++i) {
      std::string pointer = at + "/any_of/" + std::to_string(i);
      if ((*any_of)[i].is_object())
        alternative.outcomes.push_back(read_outcome((*any_of)[i], pointer, result, false));
      else
        complain(pointer, "must be an object");
    }
    return alternative;
  }

  Outcome read_outcome(const json& object, const std::string& at, const Case& result,
                       bool conditional) {
    std::vector<std::string_view> known = {"value", "error", "parse",
                                           "print", "trace", "same_tree"};
    if (conditional) known.insert(known.end(), {"when", "any_of"});
    known_fields(object, at, known);
    Outcome outcome;
    outcome.trace = strings(object, at, "trace");
    outcome.same_tree = text(object, at, "same_tree", false);
    int given = 0;
    for (const char* name : {"value", "error", "parse", "print"})
      given += object.contains(name) ? 1 : 0;
    if (given != 1) {
      complain(at, "must have exactly one of value, error, parse, print, any_of");
      return outcome;
    }
    if (object.contains("value")) read_value(object, at, outcome);
    if (object.contains("error")) read_error(object, at, outcome);
    if (object.contains("print")) {
      outcome.kind = Outcome::Kind::kPrint;
      outcome.text = text(object, at, "print", true);
    }
    if (object.contains("parse")) {
      std::string word = text(object, at, "parse", true);
      outcome.kind = word == "ok" ? Outcome::Kind::kParseOk : Outcome::Kind::kParseFail;
      if (word != "ok" && word != "fail") complain(at + "/parse", "must be \"ok\" or \"fail\"");
      if (result.phase != Phase::kParse) complain(at + "/parse", "needs `\"phase\": \"parse\"`");
    }
    if (result.phase == Phase::kParse) {
      if (object.contains("value") || object.contains("print") || outcome.trace)
        complain(at, "in phase `parse` an outcome is `parse` or `error`: nothing is evaluated");
      bool found_by_parser = outcome.error_class == vm::ErrorClass::kParse ||
                             outcome.error_class == vm::ErrorClass::kUndefinedVariable;
      if (outcome.kind == Outcome::Kind::kError && !found_by_parser)
        complain(at + "/error", "phase `parse` finds only `parse` and `undefined-variable`");
    }
    if (!outcome.same_tree.empty() && outcome.kind != Outcome::Kind::kParseOk)
      complain(at + "/same_tree", "needs `\"parse\": \"ok\"`");
    return outcome;
  }

  void read_value(const json& object, const std::string& at, Outcome& outcome) {
    outcome.kind = Outcome::Kind::kValue;
    outcome.text = text(object, at, "value", true);
    ValueResult value = parse_printed_value(outcome.text, false);
    if (ValueError* error = std::get_if<ValueError>(&value))
      complain(at + "/value", error->message + " (at byte " + std::to_string(error->offset) + ")");
    else
      outcome.value = std::get<TypedValue>(std::move(value));
  }

  void read_error(const json& object, const std::string& at, Outcome& outcome) {
    outcome.kind = Outcome::Kind::kError;
    std::string word = text(object, at, "error", true);
    if (std::optional<vm::ErrorClass> found = find_error_class(word)) {
      outcome.error_class = *found;
    } else {
      complain(at + "/error", "unknown error class `" + word + "`; corpus/README.md lists them");
    }
  }

  const LocatedJson& located_;
  const fs::path& file_;
  const FeatureTable& features_;
  std::vector<MetadataError>& errors_;
};

std::optional<std::string> read_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

Case case_at(const fs::path& directory, const std::string& topic, const std::string& name) {
  Case found;
  found.id = topic + "/" + name;
  found.topic = topic;
  found.name = name;
  found.folder = fs::is_directory(directory / topic / name);
  found.file =
      found.folder ? directory / topic / name / "case.nix" : directory / topic / (name + ".nix");
  return found;
}

void read_into(Corpus& corpus, Case found) {
  std::optional<std::string> text = read_file(found.file);
  if (!text) {
    corpus.errors.push_back({found.file, 1, "",
                             found.folder
                                 ? "a folder in a topic is a case and needs a case.nix"
                                 : "cannot be read: there is no such case (assay run --list)"});
    return;
  }
  std::optional<Case> result = read_case(std::move(found), *text, corpus.features, corpus.errors);
  if (result) corpus.cases.push_back(std::move(*result));
}

// Every topic, every case; whatever is neither is reported, so that no case is forgotten in
// silence.
void read_all(Corpus& corpus) {
  std::error_code error;
  for (const fs::directory_entry& topic : fs::directory_iterator(corpus.directory, error)) {
    if (!topic.is_directory() || topic.path().filename() == "evaluators") continue;
    for (const fs::directory_entry& entry : fs::directory_iterator(topic.path(), error)) {
      std::string topic_name = topic.path().filename();
      std::string stem = entry.path().stem();
      if (entry.is_directory()) {
        read_into(corpus, case_at(corpus.directory, topic_name, entry.path().filename()));
      } else if (entry.path().extension() != ".nix") {
        corpus.errors.push_back(
            {entry.path(), 1, "",
             "not a case: a topic holds NAME.nix files and NAME/case.nix folders"});
      } else if (fs::is_directory(topic.path() / stem)) {
        corpus.errors.push_back(
            {entry.path(), 1, "", "the folder " + stem + "/ is a case of the same name"});
      } else {
        read_into(corpus, case_at(corpus.directory, topic_name, stem));
      }
    }
  }
}

}  // namespace

std::string_view level_name(Level level) {
  switch (level) {
    case Level::kNormative:
      return "normative";
    case Level::kImplementationDefined:
      return "implementation-defined";
    case Level::kUnspecified:
      return "unspecified";
  }
  return "";
}

std::optional<vm::ErrorClass> find_error_class(std::string_view name) {
  static constexpr vm::ErrorClass kClasses[] = {
#define ERROR_CLASS(name, text) vm::ErrorClass::k##name,
#include "vm/base/error_class.def"
#undef ERROR_CLASS
  };
  for (vm::ErrorClass c : kClasses)
    if (vm::error_class_name(c) == name) return c;
  return std::nullopt;
}

std::string MetadataError::to_string() const {
  return file.string() + ":" + std::to_string(line) + ": " + (field.empty() ? "" : field + ": ") +
         message;
}

const Alternative& Case::expectation(const FeatureSet& features_on) const {
  for (const Alternative& alternative : alternatives) {
    bool applies = std::all_of(
        alternative.when.begin(), alternative.when.end(),
        [&](const FeatureCondition& c) { return (features_on.count(c.feature) > 0) == c.on; });
    if (applies) return alternative;
  }
  return alternatives.back();
}

std::optional<Case> read_case(Case found, std::string_view text, const FeatureTable& features,
                              std::vector<MetadataError>& errors) {
  size_t end = text.find("*/");
  if (text.substr(0, 2) != "/*" || end == std::string_view::npos) {
    errors.push_back(
        {found.file, 1, "",
         "a case begins, at its first byte, with a comment /* {…} */ that holds its metadata"});
    return std::nullopt;
  }
  // The comment opens on line 1, so the lines of the JSON are those of the file.
  std::variant<LocatedJson, JsonError> parsed = parse_located_json(text.substr(2, end - 2));
  if (JsonError* error = std::get_if<JsonError>(&parsed)) {
    std::string field = error->field.empty() ? "" : error->field.substr(1);
    errors.push_back({found.file, error->line, field, error->message});
    return std::nullopt;
  }
  size_t before = errors.size();
  HeaderReader(std::get<LocatedJson>(parsed), found.file, features, errors).read(found);
  if (errors.size() != before) return std::nullopt;
  return found;
}

std::optional<std::string> load_corpus(const fs::path& directory,
                                       const std::vector<std::string>& ids, Corpus& corpus) {
  if (!fs::is_directory(directory))
    return directory.string() + ": no such directory; --corpus DIR names the corpus";
  corpus.directory = fs::canonical(directory);
  if (std::optional<std::string> problem = corpus.features.load(corpus.directory / "features.json"))
    return problem;
  if (ids.empty()) {
    read_all(corpus);
  } else {
    for (const std::string& id : ids) {
      size_t slash = id.find('/');
      read_into(corpus, case_at(corpus.directory, id.substr(0, slash),
                                slash == std::string::npos ? "" : id.substr(slash + 1)));
    }
  }
  std::sort(corpus.cases.begin(), corpus.cases.end(),
            [](const Case& a, const Case& b) { return a.id < b.id; });
  std::sort(corpus.errors.begin(), corpus.errors.end(),
            [](const MetadataError& a, const MetadataError& b) {
              return std::tie(a.file, a.line, a.field) < std::tie(b.file, b.line, b.field);
            });
  return std::nullopt;
}

}  // namespace conformance
