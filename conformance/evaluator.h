// The one interface through which evaluators are asked, whoever they are and however they are
// reached.
//
// A question names a file in a directory of its own; the answer is what came of it, never a
// judgement: what was wanted is not the evaluator's business. `crash`, `timeout` and `adapter
// failure` are answers of their own, so that none of them can be mistaken for a Nix error.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "conformance/case.h"
#include "conformance/evaluator_description.h"
#include "conformance/typed_value.h"
#include "vm/base/limits.h"

namespace conformance {

// What the answer must be able to tell.
enum class Channel {
  kTyped,    // a typed value, by the best way the evaluator has
  kPrinted,  // Nix's printed text, exactly
};

struct Question {
  std::filesystem::path file;  // DIRECTORY/case.nix; the directory is the working directory
  Phase phase = Phase::kEval;
  Mode mode = Mode::kStrict;
  Channel channel = Channel::kTyped;
  bool writable_store = false;     // what is put into the store can be read back
  bool wants_unevaluated = false;  // kTyped: builtins, thunks and «repeated» must be told apart
  std::vector<std::string> experimental;  // features (rows of features.json) to switch on
  std::optional<double> timeout_seconds;  // more than the evaluator's own
  std::optional<vm::Limits> limits;       // only the reference VM in process
  int interrupt_fd = -1;

  // XML writes thunks and builtins alike and follows cycles for ever; printed text has neither
  // fault, but does not tell 1.0 from 1.
  bool wants_printed_text() const {
    return channel == Channel::kPrinted || mode == Mode::kLazy || wants_unevaluated;
  }
};

struct Answer {
  enum class Kind {
    kValue,    // text, and value when it could be read
    kError,    // error_class (nullopt: the message is of no known class), text is the message
    kParsed,   // phase parse: accepted; text is the tree, if the evaluator prints one
    kCrash,    // text says how
    kTimeout,  //
    kAdapterFailure,  // what came back cannot be understood; text says why
    kInterrupted,     // the runner is being stopped
  };
  Kind kind = Kind::kAdapterFailure;
  std::string text;
  std::optional<TypedValue> value;
  std::optional<vm::ErrorClass> error_class;
  std::vector<std::string> trace;
  double seconds = 0;
  uint64_t fuel = 0;  // only the reference VM in process: steps it took
};

class Evaluator {
 public:
  explicit Evaluator(EvaluatorDescription description) : description_(std::move(description)) {}
  virtual ~Evaluator() = default;

  // Finds out whether it can be run, and its version. Returns what is wrong and what to do about
  // it.
  virtual std::optional<std::string> start() = 0;
  virtual Answer ask(const Question& question) = 0;  // called from several threads at once

  // A line for a POSIX shell that asks the same of the case's own file.
  virtual std::string reproduce(const Question& question,
                                const std::filesystem::path& case_file) const = 0;

  const EvaluatorDescription& description() const { return description_; }
  // Known once it has started.
  const std::string& version() const { return version_; }
  const FeatureSet& features() const { return features_; }          // always on
  const FeatureSet& experimental() const { return experimental_; }  // can be switched on

 protected:
  void adopt_version(std::string version, const FeatureTable& table);

  EvaluatorDescription description_;
  std::string version_;
  FeatureSet features_, experimental_;
};

// The directory of a case prints as /pwd.
void rename_directory(std::string& text, const std::string& directory);

// The environment of every case (corpus/README.md) with what the description adds.
std::map<std::string, std::string> case_environment(const EvaluatorDescription& description);

}  // namespace conformance
