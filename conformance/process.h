// Runs one program without a shell and never waits for it longer than told.
//
// The program gets a process group of its own, an empty standard input and exactly the given
// environment. When its time or its allowance of output is used up, or the runner is interrupted,
// the whole group is killed.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace conformance {

struct ProcessSpec {
  std::vector<std::string> argv;  // argv[0] is a path (see find_program)
  std::filesystem::path directory;
  std::map<std::string, std::string> environment;
  double timeout_seconds = 20;
  size_t output_limit = size_t{64} << 20;  // bytes, of standard output and standard error each
  int interrupt_fd = -1;                   // readable: kill and return kInterrupted; -1: none
};

struct ProcessResult {
  enum class End { kExited, kSignaled, kTimedOut, kTooMuchOutput, kInterrupted, kNotStarted };
  End end = End::kNotStarted;
  int code = 0;  // exit code, signal number, or errno when it was not started
  std::string out, err;
  double seconds = 0;
};

ProcessResult run_process(const ProcessSpec& spec);

// A name without a slash is looked up in this process's PATH. nullopt: no such executable file.
std::optional<std::string> find_program(const std::string& name);

// For people: 'words' as a POSIX shell reads them back.
std::string shell_quote(const std::string& word);

}  // namespace conformance
