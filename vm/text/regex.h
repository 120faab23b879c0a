// Regular expressions as `match` and `split` know them: what libstdc++'s std::regex (extended
// grammar) accepts and finds, byte by byte and submatch by submatch, but without its recursion and
// its exponential time: linear in the subject, with memory for about the square root of it. What is
// found is neither leftmost-longest as POSIX says nor leftmost-first as in Perl; the rules stand at
// the top of regex_program.h.
//
// A Regex is immutable, holds no pointer into the pattern, and serves any number of subjects.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "vm/base/result.h"

namespace vm {

struct RegexSpan {
  static constexpr size_t kUnmatched = static_cast<size_t>(-1);
  size_t begin = kUnmatched;  // offsets in the subject
  size_t end = kUnmatched;

  bool matched() const { return begin != kUnmatched; }
  bool operator==(const RegexSpan&) const = default;
};
using RegexGroups = std::vector<RegexSpan>;  // [0] is the whole match, then one per "("

enum class [[nodiscard]] RegexOutcome : uint8_t {
  kNoMatch,
  kMatch,
  kOutOfSteps,   // the given number of steps did not suffice: ask again with more
  kOutOfMemory,  // pattern and subject are too large together
};

struct RegexProgram;
class RegexRun;

class Regex {
 public:
  // Failure messages are those of Nix: "invalid regular expression '…'", or "memory limit exceeded
  // by regular expression '…'" for one that std::regex would need more than 100,000 states for.
  static Result<Regex> compile(std::string_view pattern);

  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;
  ~Regex();

  size_t group_count() const;  // number of "(", not counting the whole

  // Does the pattern match all of the subject (std::regex_match)? Fills groups (group_count() + 1).
  // `steps`, if given, is a budget that is used up; one step is about a nanosecond's work, and
  // kStepsOfFuel take as long as a step of an evaluator.
  static constexpr uint64_t kStepsOfFuel = 32;
  RegexOutcome match_full(std::string_view subject, RegexGroups& groups,
                          uint64_t* steps = nullptr) const;

 private:
  friend class RegexSearch;
  explicit Regex(std::unique_ptr<const RegexProgram> program);
  std::unique_ptr<const RegexProgram> program_;
};

// Where an iteration over matches stands. Plain data: keep it, copy it, write it down.
struct RegexCursor {
  size_t next = 0;          // where the search continues: the end of the last match
  bool last_empty = false;  // the last match was empty: the next may not be that one again
  bool done = false;
};

// The matches of std::sregex_iterator over one subject, from left to right, never overlapping. The
// first call of next() looks at the whole subject once; so make one RegexSearch per subject, not
// one per match. It refers to regex and subject. To stop and go on later, keep the cursor and drop
// the search.
class RegexSearch {
 public:
  RegexSearch(const Regex& regex, std::string_view subject);
  ~RegexSearch();

  RegexOutcome next(RegexCursor& cursor, RegexGroups& groups, uint64_t* steps = nullptr);

 private:
  std::unique_ptr<RegexRun> run_;
};

}  // namespace vm
