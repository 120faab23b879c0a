// The command line of `assay eval` and its relatives: nix-instantiate's flags, so that a tool that
// drives one can drive the other, and our own. Read by hand: no argument parser knows flags with
// two values, or that unknown settings are to be accepted with a warning.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "vm/vm.h"

namespace vm {

enum class TraceForm : uint8_t { kLines, kChrome };

struct EvalOptions {
  VmOptions vm;
  Request request;                       // without its text
  std::vector<std::string> inputs;       // files, "-", or expressions with `expressions`
  std::vector<std::string> attributes;   // -A; empty means the value itself
  std::vector<std::string> restrict_to;  // --restrict; empty means every file may be read
  TraceForm trace_form = TraceForm::kLines;
  std::string html_file;      // where `assay trace --html` writes its page
  std::string snapshot_file;  // --snapshot: where an evaluation goes that reached a limit
  std::string resume_file;    // --resume: the one that goes on
  // Either of the two: the world is what --restrict names, in memory.
  bool in_memory() const { return !snapshot_file.empty() || !resume_file.empty(); }
  bool expressions = false;
  bool outcome_json = false;
  bool show_trace = false;
  bool statistics = false;
  bool help = false;
  std::vector<std::string> warnings;
};

// On wrong usage: nullopt, with a message in *error.
std::optional<EvalOptions> read_eval_options(const std::string& command,
                                             const std::vector<std::string>& arguments,
                                             std::string* error);

}  // namespace vm
