// What a fuzz target has done so far, told while it runs: with ASSAY_FUZZ_STATISTICS=FILE in the
// environment a line of JSON is appended to that file every few seconds and when the process ends;
// ci/fuzz makes the summary of them. Without it, counting costs next to nothing.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <map>
#include <string>
#include <string_view>

namespace fuzz {

class Statistics {
 public:
  // `target`: its name. Of a process, one.
  explicit Statistics(const char* target);
  ~Statistics();
  Statistics(const Statistics&) = delete;
  Statistics& operator=(const Statistics&) = delete;

  // One input was dealt with: what the oracle said ("agrees", "resource", …), and what the program
  // came to ("value", a class of error; "refused" when there was nothing to run).
  void executed(std::string_view verdict, std::string_view outcome);

 private:
  void tell();

  const char* target_;
  FILE* to_ = nullptr;
  uint64_t executions_ = 0;
  std::map<std::string, uint64_t, std::less<>> verdicts_, outcomes_;
  std::chrono::steady_clock::time_point start_, told_;
};

}  // namespace fuzz
