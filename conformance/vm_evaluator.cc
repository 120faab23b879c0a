// See vm_evaluator.h.
#include "conformance/vm_evaluator.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <set>

#include "vm/vm.h"

namespace conformance {
namespace {

constexpr std::array kSettings = {
    Setting{.name = "default", .sentence = "as the program evaluates"},
    Setting{.name = "async-host",
            .sentence = "the host answers every question only when it is asked again",
            .asynchronous_host = true},
    Setting{.name = "collect-always",
            .sentence = "the heap is collected at every safepoint",
            .collect_always = true},
    Setting{.name = "cut-every-step",
            .sentence = "every step is cut off by the fuel limit and taken when that is raised",
            .cut_every_step = true},
};

// The first so many steps of an evaluation are cut one by one; after that ever longer ones, so that
// a long case ends.
constexpr uint64_t kCutsOneByOne = 2000;

// Calls under way where every safepoint collects: enough for each case that has a value (they go a
// million calls deep). One whose outcome is the limit gets there in a tenth of the time, which is
// minutes under sanitizers.
constexpr uint32_t kDeepestCollectingAlways = 1'100'000;

// The real files and the environment of a case. An asynchronous one says to every new question that
// its answer is on the way.
class CaseHost final : public vm::Host {
 public:
  CaseHost(std::map<std::string, std::string> environment, bool asynchronous)
      : environment_(std::move(environment)), asynchronous_(asynchronous) {}

  vm::Result<std::string> read_file(const std::string& path) override {
    if (is_new('f', path)) return on_its_way();
    return files_.read_file(path);
  }
  vm::Result<vm::DirEntries> read_dir(const std::string& path) override {
    if (is_new('d', path)) return on_its_way();
    return files_.read_dir(path);
  }
  vm::Result<vm::FileStatus> lstat(const std::string& path) override {
    if (is_new('s', path)) return on_its_way();
    return files_.lstat(path);
  }
  vm::Result<std::string> read_link(const std::string& path) override {
    if (is_new('l', path)) return on_its_way();
    return files_.read_link(path);
  }
  std::string get_env(const std::string& name) override {
    auto found = environment_.find(name);
    return found == environment_.end() ? "" : found->second;
  }
  int64_t current_time() override { return files_.current_time(); }

 private:
  bool is_new(char kind, const std::string& path) {
    return asynchronous_ && asked_.insert(kind + path).second;
  }
  static vm::Failure on_its_way() {
    vm::Failure failure{vm::ErrorClass::kIo, "the answer is on its way"};
    failure.pending = true;
    return failure;
  }

  vm::RealHost files_;
  std::map<std::string, std::string> environment_;
  bool asynchronous_;
  std::set<std::string> asked_;
};

vm::Dialect dialect_of(const EvaluatorDescription& description, const std::string& version,
                       const FeatureSet& on) {
  vm::Dialect dialect = *vm::find_dialect("default");
  for (std::string_view name : vm::dialect_names()) {
    vm::Dialect known = *vm::find_dialect(name);
    if (known.implementation == description.implementation && known.version == version)
      dialect = known;
  }
  for (size_t i = 0; i < vm::kFeatureCount; ++i) {
    auto feature = static_cast<vm::Feature>(i);
    dialect.set(feature, on.count(vm::feature_name(feature)) > 0);
  }
  return dialect;
}

bool is_out_of_fuel(const vm::Outcome& outcome) {
  return outcome.error.message == "the fuel limit was reached";
}

// What came of it, as text; the value is read from it as from any other evaluator.
Answer answer_of(const Question& question, vm::Outcome outcome) {
  std::string directory = question.file.parent_path().string();
  Answer answer;
  for (std::string& line : outcome.trace) rename_directory(line, directory);
  answer.trace = std::move(outcome.trace);
  if (!outcome.ok()) {
    answer.kind = Answer::Kind::kError;
    answer.error_class = outcome.error.error_class;
    answer.text = std::move(outcome.error.message);
    rename_directory(answer.text, directory);
    return answer;
  }
  answer.text = std::move(*outcome.value);
  rename_directory(answer.text, directory);
  answer.kind = question.phase == Phase::kParse ? Answer::Kind::kParsed : Answer::Kind::kValue;
  if (question.phase == Phase::kParse || question.channel == Channel::kPrinted) return answer;
  ValueResult value = question.wants_printed_text() ? parse_printed_value(answer.text, true)
                                                    : parse_xml_value(answer.text);
  if (ValueError* error = std::get_if<ValueError>(&value)) {
    answer.kind = Answer::Kind::kAdapterFailure;
    answer.text = "its value cannot be read (" + error->message + " at byte " +
                  std::to_string(error->offset) + "): " + answer.text.substr(0, 500);
    return answer;
  }
  answer.value = std::get<TypedValue>(std::move(value));
  return answer;
}

}  // namespace

std::span<const Setting> vm_settings() { return kSettings; }

const Setting* find_setting(std::string_view name) {
  for (const Setting& setting : kSettings)
    if (setting.name == name) return &setting;
  return nullptr;
}

VmEvaluator::VmEvaluator(EvaluatorDescription description, const FeatureTable& features,
                         const Setting& setting, std::string mutant)
    : Evaluator(std::move(description)),
      table_(features),
      setting_(setting),
      mutant_(std::move(mutant)) {}

std::optional<std::string> VmEvaluator::start() {
  if (description_.command.empty() || description_.command[0] != "{assay}")
    return description_.file.string() +
           " describes no reference VM (its command does not begin with {assay}): only that can be "
           "asked in process";
  vm::Dialect any;
  if (!mutant_.empty() && !vm::choose_mutant(any, mutant_))
    return "this program has no mutant `" + mutant_ + "`: see assay mutants";
  adopt_version(description_.version, table_);
  return std::nullopt;
}

Answer VmEvaluator::ask(const Question& question) {
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
  FeatureSet on = features_;
  on.insert(question.experimental.begin(), question.experimental.end());
  CaseHost host(case_environment(description_), setting_.asynchronous_host);
  vm::VmOptions options;
  options.dialect = dialect_of(description_, version_, on);
  if (!mutant_.empty()) vm::choose_mutant(*options.dialect, mutant_);
  if (question.limits) options.limits = *question.limits;
  options.host = &host;
  options.stress.collect_always = setting_.collect_always;
  if (setting_.collect_always)
    options.limits.call_depth = std::min(options.limits.call_depth, kDeepestCollectingAlways);
  options.write_store = question.writable_store;
  vm::Request request;
  vm::RealHost files;
  vm::Result<std::string> text = files.read_file(question.file.string());
  if (!text.ok()) {
    Answer answer;
    answer.text = text.failure().message;
    return answer;
  }
  request.text = std::move(text.value());
  request.name = question.file.string();
  request.is_file = true;
  request.base_path = question.file.parent_path().string();
  request.strict = question.mode == Mode::kStrict;
  if (question.phase == Phase::kParse)
    request.output = vm::Output::kParse;
  else if (!question.wants_printed_text())
    request.output = vm::Output::kXml;
  vm::Limits limits = options.limits;
  uint64_t fuel_at_most = limits.fuel;
  if (setting_.cut_every_step) {
    options.limits.fuel = limits.fuel = 1;
    request.park_at_limits = true;
  }
  vm::Vm machine(std::move(options));
  vm::Outcome outcome = machine.evaluate(request);
  for (uint64_t cuts = 1; outcome.suspended(); ++cuts) {
    if (outcome.waiting == vm::Waiting::kLimit) {
      // Another limit than ours, or the question's own: it is the outcome.
      if (!is_out_of_fuel(outcome) || limits.fuel >= fuel_at_most) break;
      uint64_t more = cuts < kCutsOneByOne ? 1 : limits.fuel / 64;
      limits.fuel += std::min(more, fuel_at_most - limits.fuel);
      machine.set_limits(limits);
    }
    outcome = machine.resume();
  }
  Answer answer = answer_of(question, std::move(outcome));
  answer.fuel = machine.statistics().fuel;
  answer.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return answer;
}

std::string VmEvaluator::reproduce(const Question&, const std::filesystem::path& case_file) const {
  std::string line =
      "assay run --evaluator " + description_.name + " --in-process " + std::string(setting_.name);
  if (!mutant_.empty()) line += " --mutant " + mutant_;
  return line + " " + case_file.string();
}

}  // namespace conformance
