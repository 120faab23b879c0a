// See process_evaluator.h.
#include "conformance/process_evaluator.h"

#include <csignal>
#include <cstring>
#include <nlohmann/json.hpp>

namespace conformance {
namespace {

using nlohmann::json;

// What std::regex is given: it recurses once per character.
constexpr size_t kLongestMessage = 4000;

std::string first_lines(std::string_view text, size_t limit) {
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  return std::string(text.substr(0, limit));
}

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

}  // namespace

void Evaluator::adopt_version(std::string version, const FeatureTable& table) {
  version_ = std::move(version);
  std::tie(features_, experimental_) = table.features_of(description_.implementation, version_);
  for (const std::string& feature : description_.features_on) {
    const FeatureRow* row = table.find(feature);
    (row == nullptr || row->experimental.empty() ? features_ : experimental_).insert(feature);
  }
  for (const std::string& feature : description_.features_off) {
    features_.erase(feature);
    experimental_.erase(feature);
  }
}

void rename_directory(std::string& text, const std::string& directory) {
  for (size_t at = 0; (at = text.find(directory, at)) != std::string::npos;)
    text.replace(at, directory.size(), "/pwd");
}

std::map<std::string, std::string> case_environment(const EvaluatorDescription& description) {
  std::map<std::string, std::string> environment = {{"PATH", "/usr/bin:/bin"},
                                                    {"HOME", "/fake-home"},
                                                    {"TEST_VAR", "foo"},
                                                    {"NIX_PATH", ""},
                                                    {"LANG", "C.UTF-8"},
                                                    {"NIX_REMOTE", "dummy://"},
                                                    {"NIX_STORE_DIR", "/nix/store"}};
  for (const auto& [name, value] : description.environment) environment[name] = value;
  return environment;
}

ProcessEvaluator::ProcessEvaluator(EvaluatorDescription description, const FeatureTable& features,
                                   std::string assay_program)
    : Evaluator(std::move(description)),
      table_(features),
      assay_program_(std::move(assay_program)) {}

std::optional<std::string> ProcessEvaluator::start() {
  const EvaluatorDescription& d = description_;
  auto resolve = [&](const std::string& name) {
    return find_program(name == "{assay}" ? assay_program_ : name);
  };
  std::optional<std::string> program = resolve(d.command[0]);
  if (!program) {
    std::string name = d.command[0] == "{assay}" ? assay_program_ : d.command[0];
    return "there is no program `" + name + "`: install it, or correct `command` in " +
           d.file.string();
  }
  program_ = *program;
  std::string version = d.version;
  if (version.empty()) {
    ProcessSpec spec;
    spec.argv = d.version_command;
    std::optional<std::string> versioner = resolve(spec.argv[0]);
    if (!versioner)
      return "there is no program `" + spec.argv[0] +
             "`: install it, or correct `version_command` in " + d.file.string();
    spec.argv[0] = *versioner;
    spec.environment = {{"PATH", "/usr/bin:/bin"}, {"HOME", "/fake-home"}};
    ProcessResult result = run_process(spec);
    std::smatch match;
    std::string output = first_lines(result.out + result.err, kLongestMessage);
    std::string pattern = d.version_pattern.empty() ? "([0-9]+(\\.[0-9]+)+)" : d.version_pattern;
    if (result.end != ProcessResult::End::kExited || result.code != 0 ||
        !std::regex_search(output, match, std::regex(pattern)) || match.size() < 2)
      return "`" + d.version_command[0] +
             "` does not tell its version (it said: " + output.substr(0, 200) +
             "): try the `version_command` of " + d.file.string() + " by hand";
    version = match[1];
  }
  if (!d.requires_version.empty() && version != d.requires_version &&
      !starts_with(version, d.requires_version + "."))
    return program_ + " is version " + version + ", and " + d.file.string() + " describes " +
           d.requires_version + ": use another description";
  adopt_version(version, table_);
  return std::nullopt;
}

ProcessEvaluator::Encoding ProcessEvaluator::encoding_for(const Question& question) const {
  if (question.phase == Phase::kParse) return Encoding::kTree;
  if (question.wants_printed_text()) return Encoding::kPrinted;
  if (!description_.xml_args.empty()) return Encoding::kXml;
  if (!description_.json_args.empty()) return Encoding::kJson;
  return Encoding::kPrinted;
}

std::vector<std::string> ProcessEvaluator::argv_for(const Question& question,
                                                    const std::string& file) const {
  const EvaluatorDescription& d = description_;
  std::vector<std::string> args;
  auto append = [&args](const std::vector<std::string>& more) {
    args.insert(args.end(), more.begin(), more.end());
  };
  if (!question.experimental.empty()) {
    std::string flags;
    for (const std::string& feature : question.experimental) {
      const FeatureRow* row = table_.find(feature);
      auto renamed = d.experimental_names.find(feature);
      std::string flag = renamed != d.experimental_names.end() ? renamed->second
                         : row != nullptr                      ? row->experimental
                                                               : feature;
      flags += (flags.empty() ? "" : " ") + flag;
    }
    for (std::string arg : d.features_args) {
      size_t hole = arg.find("{features}");
      if (hole != std::string::npos) arg.replace(hole, std::strlen("{features}"), flags);
      args.push_back(std::move(arg));
    }
  }
  if (question.writable_store) append(d.writable_store_args);
  switch (encoding_for(question)) {
    case Encoding::kTree:
      append(d.parse_args);
      break;
    case Encoding::kXml:
      append(d.eval_args);
      append(d.strict_args);
      append(d.xml_args);
      break;
    case Encoding::kJson:
      append(d.eval_args);
      append(d.strict_args);
      append(d.json_args);
      break;
    case Encoding::kPrinted:
      append(d.eval_args);
      if (question.mode == Mode::kStrict) append(d.strict_args);
      break;
  }
  std::vector<std::string> argv;
  for (const std::string& word : d.command) {
    if (word == "{args}")
      argv.insert(argv.end(), args.begin(), args.end());
    else if (word == "{file}")
      argv.push_back(file);
    else if (word == "{assay}")
      argv.push_back(assay_program_);
    else
      argv.push_back(word);
  }
  argv[0] = program_;
  return argv;
}

ProcessSpec ProcessEvaluator::spec_for(const Question& question,
                                       std::vector<std::string> argv) const {
  ProcessSpec spec;
  spec.argv = std::move(argv);
  spec.directory = question.file.parent_path();
  spec.environment = case_environment(description_);
  spec.timeout_seconds =
      std::max(description_.timeout_seconds, question.timeout_seconds.value_or(0));
  spec.interrupt_fd = question.interrupt_fd;
  return spec;
}

Answer ProcessEvaluator::ask(const Question& question) {
  ProcessSpec spec = spec_for(question, argv_for(question, question.file.string()));
  ProcessResult result = run_process(spec);
  std::string directory = question.file.parent_path().string();
  rename_directory(result.out, directory);
  rename_directory(result.err, directory);
  Answer answer;
  switch (result.end) {
    case ProcessResult::End::kExited:
      answer = description_.protocol == Protocol::kAssayJson ? read_assay_json(question, result)
                                                             : read_nix(question, result);
      break;
    case ProcessResult::End::kSignaled: {
      const char* name = sigdescr_np(result.code);
      answer.kind = Answer::Kind::kCrash;
      answer.text = std::string("killed by signal ") + std::to_string(result.code) + " (" +
                    (name ? name : "?") + "): " + first_lines(result.err, 500);
      break;
    }
    case ProcessResult::End::kTimedOut:
      answer.kind = Answer::Kind::kTimeout;
      answer.text =
          "no answer within " + std::to_string(static_cast<int>(spec.timeout_seconds)) + " s";
      break;
    case ProcessResult::End::kTooMuchOutput:
      answer.text = "it printed more than " + std::to_string(spec.output_limit >> 20) + " MiB";
      break;
    case ProcessResult::End::kInterrupted:
      answer.kind = Answer::Kind::kInterrupted;
      break;
    case ProcessResult::End::kNotStarted:
      answer.text = program_ + " could not be started: " + std::strerror(result.code);
      break;
  }
  answer.seconds = result.seconds;
  return answer;
}

void ProcessEvaluator::read_value_text(const Question& question, Answer& answer) const {
  answer.kind = Answer::Kind::kValue;
  if (question.channel == Channel::kPrinted) return;
  std::optional<ValueResult> value;
  switch (encoding_for(question)) {
    case Encoding::kXml:
      value = parse_xml_value(answer.text);
      break;
    case Encoding::kJson:
      value = parse_json_value(answer.text);
      break;
    case Encoding::kPrinted:
      value = parse_printed_value(answer.text, true);
      break;
    case Encoding::kTree:
      return;
  }
  if (ValueError* error = std::get_if<ValueError>(&*value)) {
    answer.kind = Answer::Kind::kAdapterFailure;
    answer.text = "its value cannot be read (" + error->message + " at byte " +
                  std::to_string(error->offset) + "): " + first_lines(answer.text, 500);
    return;
  }
  answer.value = std::get<TypedValue>(std::move(*value));
}

Answer ProcessEvaluator::read_assay_json(const Question& question,
                                         const ProcessResult& result) const {
  Answer answer;
  json outcome = json::parse(result.out, nullptr, false);
  bool is_error = outcome.is_object() && outcome.contains("error") && outcome["error"].is_string();
  bool is_value = outcome.is_object() && outcome.contains("value") && outcome["value"].is_string();
  // A parse that went well may print the tree alone.
  if (question.phase == Phase::kParse && !is_error && !is_value && result.code == 0) {
    answer.kind = Answer::Kind::kParsed;
    answer.text = first_lines(result.out, result.out.size());
    return answer;
  }
  if (is_error == is_value) {
    answer.text = "exit code " + std::to_string(result.code) + " and no outcome: " +
                  first_lines(result.out.empty() ? result.err : result.out, 500);
    return answer;
  }
  if (const auto trace = outcome.find("trace"); trace != outcome.end() && trace->is_array())
    for (const json& line : *trace)
      if (line.is_string()) answer.trace.push_back(line);
  if (is_value) {
    answer.text = outcome["value"];
    if (question.phase == Phase::kParse)
      answer.kind = Answer::Kind::kParsed;
    else
      read_value_text(question, answer);
    return answer;
  }
  answer.kind = Answer::Kind::kError;
  std::string class_name = outcome["error"];
  answer.error_class = find_error_class(class_name);
  answer.text = outcome.value("message", "");
  if (!answer.error_class) {
    answer.kind = Answer::Kind::kAdapterFailure;
    answer.text = "unknown error class `" + class_name + "`: " + answer.text;
  }
  return answer;
}

Answer ProcessEvaluator::read_nix(const Question& question, const ProcessResult& result) const {
  Answer answer;
  answer.trace = traces_on(result.err);
  if (result.code == 0) {
    answer.text = first_lines(result.out, result.out.size());
    if (question.phase == Phase::kParse)
      answer.kind = Answer::Kind::kParsed;
    else
      read_value_text(question, answer);
    return answer;
  }
  std::optional<std::string> message = error_message_on(result.err);
  if (result.code == 1 && !message && question.phase == Phase::kEval &&
      is_caught_by_try_eval(question)) {
    message = "";  // Nix 2.8 prints nothing at all for `throw ""`
  }
  if (result.code != 1 || !message) {
    // Nix reports every other error with exit code 1 and a line `error: …`; anything else is not an
    // answer.
    bool crash = result.code > 100;
    answer.kind = crash ? Answer::Kind::kCrash : Answer::Kind::kAdapterFailure;
    answer.text = "exit code " + std::to_string(result.code) + ": " + first_lines(result.err, 500);
    return answer;
  }
  answer.kind = Answer::Kind::kError;
  answer.text = std::move(*message);
  classify(question, answer);
  return answer;
}

void ProcessEvaluator::classify(const Question& question, Answer& answer) const {
  answer.error_class = description_.error_class_of(answer.text.substr(0, kLongestMessage));
  if (answer.error_class) return;
  // The message of a `throw` may be anything; what `tryEval` catches, and is no failed assertion,
  // is one.
  if (question.phase == Phase::kEval && is_caught_by_try_eval(question))
    answer.error_class = vm::ErrorClass::kThrow;
}

bool ProcessEvaluator::is_caught_by_try_eval(const Question& question) const {
  if (description_.throw_probe_args.empty()) return false;
  Question probe = question;
  std::vector<std::string> argv = {program_};
  for (std::string arg : description_.throw_probe_args) {
    for (const auto& [hole, value] :
         {std::pair<std::string, std::string>{"{file}", question.file.string()},
          {"{seq}", question.mode == Mode::kStrict ? "deepSeq" : "seq"}}) {
      size_t at = arg.find(hole);
      if (at != std::string::npos) arg.replace(at, hole.size(), value);
    }
    argv.push_back(std::move(arg));
  }
  ProcessResult result = run_process(spec_for(probe, std::move(argv)));
  return result.end == ProcessResult::End::kExited && result.code == 0 &&
         starts_with(result.out, "false");
}

std::string ProcessEvaluator::reproduce(const Question& question,
                                        const std::filesystem::path& case_file) const {
  ProcessSpec spec = spec_for(question, argv_for(question, "./" + case_file.filename().string()));
  std::string line = "cd " + shell_quote(case_file.parent_path().string()) + " && env -i";
  for (const auto& [name, value] : spec.environment) line += " " + name + "=" + shell_quote(value);
  for (const std::string& word : spec.argv) line += " " + shell_quote(word);
  return line;
}

std::vector<std::string> traces_on(std::string_view standard_error) {
  std::vector<std::string> traces;
  bool continued = false;
  while (!standard_error.empty()) {
    size_t end = standard_error.find('\n');
    std::string_view line = standard_error.substr(0, end);
    standard_error.remove_prefix(end == std::string_view::npos ? standard_error.size() : end + 1);
    if (starts_with(line, "trace: ")) {
      traces.emplace_back(line.substr(7));
      continued = true;
    } else if (starts_with(line, "error:") || starts_with(line, "warning:") ||
               starts_with(line, "evaluation warning:")) {
      continued = false;
    } else if (continued) {
      traces.back() += "\n" + std::string(line);
    }
  }
  return traces;
}

std::optional<std::string> error_message_on(std::string_view standard_error) {
  // Newer versions print the notes first and indent the error itself; the last one is it. Its
  // message goes on until the blank line before the position.
  size_t begin = std::string_view::npos;
  for (size_t at = 0; at < standard_error.size();) {
    size_t text = standard_error.find_first_not_of(' ', at);
    if (text != std::string_view::npos && starts_with(standard_error.substr(text), "error:"))
      begin = text + 6;
    size_t newline = standard_error.find('\n', at);
    if (newline == std::string_view::npos) break;
    at = newline + 1;
  }
  if (begin == std::string_view::npos) return std::nullopt;
  std::string_view message = standard_error.substr(begin);
  for (std::string_view end : {"\n\n", "\n(use '--show-trace'", "\nTry '"})
    message = message.substr(0, message.find(end));
  while (!message.empty() && (message.back() == '\n' || message.back() == ' '))
    message.remove_suffix(1);
  if (!message.empty() && message[0] == ' ') message.remove_prefix(1);
  return std::string(message);
}

}  // namespace conformance
