// Regular expressions as `match` and `split` know them: what libstdc++'s std::regex (extended
// grammar) accepts and finds, byte by byte and submatch by submatch, but without its recursion and
// its exponential time. The rules that this implies (neither leftmost-longest as POSIX nor
// leftmost-first as Perl) stand at the top of regex.cc.
//
// A Regex is immutable, has no pointers into the pattern, and may be used for any number of
// subjects.
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

// Where an iteration over matches (split) stands. Plain data: keep it, copy it, write it down.
struct RegexCursor {
  size_t next = 0;  // where the search continues
  bool started = false;
  bool last_empty = false;  // the last match was empty: the next may not be that one again
  bool done = false;
};

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
  bool match_full(std::string_view subject, RegexGroups& groups) const;

  // The next match of std::sregex_iterator over the subject; false when there is none any more.
  // Matches never overlap and come from left to right.
  bool search_next(std::string_view subject, RegexCursor& cursor, RegexGroups& groups) const;

 private:
  struct Program;
  explicit Regex(std::unique_ptr<const Program> program);
  std::unique_ptr<const Program> program_;
};

}  // namespace vm
