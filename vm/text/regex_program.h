// What a regular expression is compiled to, and the rules it obeys. Three steps, a file each:
//   regex_parse.cc   text → states: the nondeterministic automaton that std::regex would build
//   regex_expand.cc  states → nodes: the automaton with std::regex's guard against empty loops made
//   explicit regex.cc         nodes and a subject → a match
//
// How std::regex (libstdc++, extended grammar) finds a match. It walks the automaton depth first:
//   repeat       tries one more round, and goes on behind the loop only if that finds nothing;
//   alternative  tries BOTH sides, left first, and keeps the longer match, at a tie the left one;
//   accept       is a match if the end is reached (match) or anywhere (search).
// So a repetition is greedy even where that makes the whole shorter, an alternative is not, and
// submatches are those of the path taken. In a full match all matches end at the same place: there
// the first path wins. Endless empty loops are cut off by counting: at one position of the subject
// a repeat may be entered twice, not a third time (twice, so that a group inside can take the empty
// match).
//
// Since nothing else that happened on the way matters (no back-references), the outcome at (state,
// counts, position) is a value: where the match ends, or that there is none. Counts start anew at
// every character, so (state, counts) is a finite set of nodes, and the values of one position
// follow from those of the next.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace vm {

using RegexClass = std::bitset<256>;  // the bytes that match

enum class RegexOp : uint8_t {
  kCharacter,    // a byte of class `arg`, then next
  kRepeat,       // once more: alt; enough: next
  kAlternative,  // left: alt; right: next
  kGroupBegin,   // group `arg`
  kGroupEnd,
  kTextBegin,  // ^
  kTextEnd,    // $
  kAccept,
  kDummy,  // an empty place, skipped
};

struct RegexState {
  static constexpr int32_t kNone = -1;
  RegexOp op;
  int32_t next = kNone;
  int32_t alt = kNone;
  uint32_t arg = 0;
};

// As many states as libstdc++ allows (_GLIBCXX_REGEX_STATE_LIMIT); a pattern that needs more is
// refused.
inline constexpr size_t kMaxRegexStates = 100'000;

struct RegexAutomaton {
  std::vector<RegexState> states;  // [0] is the start
  std::vector<RegexClass> classes;
  uint32_t group_count = 0;  // with the whole
};

enum class RegexError : uint8_t { kNone, kInvalid, kTooLarge };

RegexError parse_regex(std::string_view pattern, RegexAutomaton& automaton);

// A state with the counts of the loops around it. Nodes stand in an order in which all that a node
// refers to at the same position comes before it.
struct RegexNode {
  RegexOp op;      // never kDummy
  uint32_t a = 0;  // kRepeat, kAlternative: the branch tried first; else what follows
  uint32_t b = 0;  // kRepeat, kAlternative: the other branch
  uint32_t arg = 0;

  bool operator==(const RegexNode&) const = default;
};

// Nested loops over nothing multiply: more states with counts than this is too large.
inline constexpr size_t kMaxRegexNodes = 1'000'000;

struct RegexProgram {
  std::vector<RegexNode> nodes;
  uint32_t start = 0;
  std::vector<RegexClass> classes;
  uint32_t group_count = 0;  // with the whole

  // For programs of up to 64 nodes, whose sets are one word, empty otherwise: by node, all that is
  // reached from it without a character, with itself; and by byte, the kCharacter nodes that take
  // it.
  std::vector<uint64_t> closures;
  std::vector<uint64_t> takers;

  bool is_small() const { return nodes.size() <= 64; }
};

// nullopt: too large.
std::optional<RegexProgram> expand_regex(RegexAutomaton automaton);

}  // namespace vm
