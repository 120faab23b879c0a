// The forms in which `assay trace` shows what the machine did: JSON lines, the Chrome trace-event
// format (chrome://tracing, Perfetto), and a page to step through. README.md explains the fields.
#pragma once

#include <cstdio>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "vm/vm.h"

namespace vm {

// One event as a line of JSON, without its newline. Nothing in it depends on the bytecode.
std::string trace_line(const MachineEvent& e);

// Two tracks: the context stack, and the code that runs on it. A microsecond is an event.
class ChromeTrace {
 public:
  explicit ChromeTrace(FILE* to);
  void event(const MachineEvent& e);
  void finish(const std::string& outcome_json);

 private:
  enum class Track { kContexts = 1, kCode = 2 };
  struct Running {
    std::string name;
    uint32_t contexts;    // height of the stack when it began
    bool ends_by_return;  // a function ends when it calls another as its last act
  };
  void end_context(const std::string& more);
  void write(const char* phase, Track track, const std::string& name, const std::string& more);
  void begin(const MachineEvent& e, const std::string& name);
  void end_running(uint32_t contexts, bool tail_call);

  FILE* to_;
  uint64_t time_ = 0;
  // What is open on each track: viewers want the end of a slice to name it.
  std::vector<std::string> open_;
  std::vector<Running> running_;
};

// One self-contained HTML page. It keeps the first kMostEvents events and says how many there were.
class TracePage {
 public:
  static constexpr uint64_t kMostEvents = 100'000;

  void event(const MachineEvent& e);
  // The page. Asks the machine for the sources and the code that events refer to.
  std::string finish(const Vm& machine, const std::string& title, const std::string& outcome_json);
  uint64_t events() const { return total_; }

 private:
  uint32_t string(const std::string& text);
  uint32_t string(const char* text) { return text ? string(std::string(text)) : 0; }
  int64_t span(const SourceSpan& s);
  int64_t chunk(uint32_t number);

  uint64_t total_ = 0;
  std::string rows_;
  std::unordered_map<std::string, uint32_t> string_numbers_ = {{"", 0}};
  std::vector<std::string> strings_ = {""};
  std::map<std::pair<uint32_t, std::pair<uint32_t, uint32_t>>, int64_t> span_numbers_;
  std::vector<SourceSpan> spans_;
  std::unordered_map<uint32_t, int64_t> source_numbers_, chunk_numbers_;
  std::vector<uint32_t> sources_, chunks_;
};

}  // namespace vm
