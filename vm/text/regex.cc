// A compiled pattern against a subject. For every position, from the last to the first, the value
// of every node that matters there is computed from the values at the next position; then the match
// is read off from its beginning. A value is where the match ends, plus one; 0 is no match.
//
// What matters at a position is found by a pass forward (the live nodes). The tables of all
// positions would be too large for long subjects, so positions are grouped into segments of about
// √n: live nodes and values are kept at the first position of each, and everything inside is made
// again for one segment at a time.
#include "vm/text/regex.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "vm/text/regex_program.h"

namespace vm {
namespace {

using Word = uint64_t;
using Value = uint32_t;

constexpr size_t kMinSegment = 64;
constexpr size_t kMaxTableBytes = size_t{1} << 30;

size_t words_for(size_t bits) { return (bits + 63) / 64; }
void mark(Word* set, size_t bit) { set[bit / 64] |= Word{1} << (bit % 64); }

}  // namespace

class RegexRun {
 public:
  // `full`: only matches of the whole subject. Otherwise a match may begin and end anywhere.
  RegexRun(const RegexProgram& program, std::string_view subject, bool full)
      : program_(program),
        subject_(subject),
        full_(full),
        words_(words_for(program.nodes.size())),
        rows_(subject.size() + 1),
        segment_(std::min(rows_, std::max(kMinSegment, static_cast<size_t>(std::sqrt(rows_))))),
        segments_((rows_ + segment_ - 1) / segment_) {}

  RegexOutcome match_full(RegexGroups& groups, uint64_t* steps);
  RegexOutcome next(RegexCursor& cursor, RegexGroups& groups, uint64_t* steps);

 private:
  bool fits() const;
  // Makes the tables, once. kMatch if there may be one; kNoMatch only for a full match.
  RegexOutcome prepare(uint64_t* steps);
  bool spend(uint64_t* steps, size_t amount) const;
  size_t segment_begin(size_t segment) const { return segment * segment_; }
  size_t segment_end(size_t segment) const { return std::min(rows_, (segment + 1) * segment_); }

  void seed(Word* live, size_t position) const;
  bool advance(size_t position, Word* live, Word* next) const;
  bool advance_segments();
  void load(size_t segment);
  void evaluate(size_t position, const Word* live, const Value* next, Value* values) const;
  const Value* values_at(size_t position);

  void read_match(size_t position, const Value* values, RegexGroups& groups);

  const RegexProgram& program_;
  std::string_view subject_;
  bool full_;
  size_t words_;    // of a set of nodes
  size_t rows_;     // positions, with the one behind the last byte
  size_t segment_;  // positions in a segment
  size_t segments_;

  bool prepared_ = false;
  std::vector<Word> first_live_;     // by segment: live nodes at its first position
  std::vector<Value> first_values_;  // by segment: values there
  std::vector<Word> begins_;         // search: positions where a match begins
  size_t loaded_ = std::numeric_limits<size_t>::max();
  std::vector<Word> live_;     // of the loaded segment, by position
  std::vector<Value> values_;  // of the loaded segment, by position
};

bool RegexRun::fits() const {
  if (subject_.size() >= std::numeric_limits<Value>::max()) return false;
  size_t row = words_ * sizeof(Word) + program_.nodes.size() * sizeof(Value);
  return (segment_ + segments_) <= kMaxTableBytes / row;
}

bool RegexRun::spend(uint64_t* steps, size_t amount) const {
  if (steps == nullptr) return true;
  if (*steps < amount) {
    *steps = 0;
    return false;
  }
  *steps -= amount;
  return true;
}

// A search may begin anywhere.
void RegexRun::seed(Word* live, size_t position) const {
  if (full_ && position != 0) return;
  if (program_.is_small()) {
    *live |= program_.closures[program_.start];
  } else {
    mark(live, program_.start);
  }
}

// Completes the live nodes of a position and marks those of the next. False if there are none.
// "^" and "$" are taken to match: a node too many does no harm.
bool RegexRun::advance(size_t position, Word* live, Word* next) const {
  bool more = position < subject_.size();
  unsigned char byte = more ? static_cast<unsigned char>(subject_[position]) : 0;
  if (program_.is_small()) {
    // Sets are one word, and complete as soon as they are marked.
    if (!more) return false;
    Word found = 0;
    for (Word left = *live & program_.takers[byte]; left != 0; left &= left - 1) {
      found |= program_.closures[program_.nodes[static_cast<size_t>(std::countr_zero(left))].a];
    }
    *next |= found;
    return found != 0;
  }
  bool any = false;
  // From parents to children, that is, downwards.
  for (size_t word = words_; word-- > 0;) {
    for (Word left = live[word]; left != 0;) {
      size_t bit = static_cast<size_t>(63 - std::countl_zero(left));
      const RegexNode& node = program_.nodes[word * 64 + bit];
      switch (node.op) {
        case RegexOp::kCharacter:
          if (more && program_.classes[node.arg].test(byte)) {
            mark(next, node.a);
            any = true;
          }
          break;
        case RegexOp::kRepeat:
        case RegexOp::kAlternative:
          mark(live, node.a);
          mark(live, node.b);
          break;
        case RegexOp::kGroupBegin:
        case RegexOp::kGroupEnd:
        case RegexOp::kTextBegin:
        case RegexOp::kTextEnd:
          mark(live, node.a);
          break;
        case RegexOp::kAccept:
        case RegexOp::kDummy:
          break;
      }
      left = live[word] & ((Word{1} << bit) - 1);
    }
  }
  return any;
}

// Fills first_live_. False if a full match dies on the way.
bool RegexRun::advance_segments() {
  first_live_.assign(segments_ * words_, 0);
  seed(first_live_.data(), 0);
  std::vector<Word> live(first_live_.begin(), first_live_.begin() + static_cast<long>(words_));
  std::vector<Word> next(words_);
  for (size_t position = 0; position + 1 < rows_; ++position) {
    std::fill(next.begin(), next.end(), 0);
    if (!advance(position, live.data(), next.data()) && full_) return false;
    seed(next.data(), position + 1);
    std::swap(live, next);
    if ((position + 1) % segment_ == 0) {
      std::copy(live.begin(), live.end(), &first_live_[(position + 1) / segment_ * words_]);
    }
  }
  return true;
}

// Makes live_ and values_ of a segment. Needs first_live_ of it and first_values_ of the one after.
void RegexRun::load(size_t segment) {
  if (loaded_ == segment) return;
  loaded_ = segment;
  size_t begin = segment_begin(segment);
  size_t end = segment_end(segment);
  size_t nodes = program_.nodes.size();
  live_.assign((end - begin + 1) * words_, 0);
  values_.resize(segment_ * nodes);
  std::copy_n(&first_live_[segment * words_], words_, live_.data());
  for (size_t position = begin; position < end; ++position) {
    Word* live = &live_[(position - begin) * words_];
    advance(position, live, live + words_);
    if (position + 1 < end) seed(live + words_, position + 1);
  }
  for (size_t position = end; position-- > begin;) {
    const Value* next = nullptr;
    if (position + 1 < end) {
      next = &values_[(position + 1 - begin) * nodes];
    } else if (end < rows_) {
      next = &first_values_[(segment + 1) * nodes];
    }
    evaluate(position, &live_[(position - begin) * words_], next,
             &values_[(position - begin) * nodes]);
  }
}

void RegexRun::evaluate(size_t position, const Word* live, const Value* next, Value* values) const {
  bool at_end = position == subject_.size();
  unsigned char byte = at_end ? 0 : static_cast<unsigned char>(subject_[position]);
  for (size_t word = 0; word < words_; ++word) {
    for (Word left = live[word]; left != 0; left &= left - 1) {
      size_t id = word * 64 + static_cast<size_t>(std::countr_zero(left));
      const RegexNode& node = program_.nodes[id];
      Value value = 0;
      switch (node.op) {
        case RegexOp::kCharacter:
          if (!at_end && program_.classes[node.arg].test(byte)) value = next[node.a];
          break;
        case RegexOp::kRepeat:
          value = values[node.a] != 0 ? values[node.a] : values[node.b];
          break;
        case RegexOp::kAlternative:
          value = std::max(values[node.a], values[node.b]);
          break;
        case RegexOp::kGroupBegin:
        case RegexOp::kGroupEnd:
          value = values[node.a];
          break;
        case RegexOp::kTextBegin:
          if (position == 0) value = values[node.a];
          break;
        case RegexOp::kTextEnd:
          if (at_end) value = values[node.a];
          break;
        case RegexOp::kAccept:
          if (!full_ || at_end) value = static_cast<Value>(position + 1);
          break;
        case RegexOp::kDummy:
          CHECK(false);
      }
      values[id] = value;
    }
  }
}

RegexOutcome RegexRun::prepare(uint64_t* steps) {
  if (prepared_) return RegexOutcome::kMatch;
  if (!fits()) return RegexOutcome::kOutOfMemory;
  // Three visits of every position, of all nodes at worst.
  size_t row = std::min<size_t>(program_.nodes.size(), 64) * 3;
  if (!spend(steps, rows_ * row)) return RegexOutcome::kOutOfSteps;
  if (!advance_segments()) return RegexOutcome::kNoMatch;
  size_t nodes = program_.nodes.size();
  first_values_.resize(segments_ * nodes);
  if (!full_) begins_.assign(words_for(rows_), 0);
  for (size_t segment = segments_; segment-- > 0;) {
    load(segment);
    std::copy_n(values_.data(), nodes, &first_values_[segment * nodes]);
    if (full_) continue;
    for (size_t position = segment_begin(segment); position < segment_end(segment); ++position) {
      if (values_[(position - segment_begin(segment)) * nodes + program_.start] != 0) {
        mark(begins_.data(), position);
      }
    }
  }
  prepared_ = true;
  return RegexOutcome::kMatch;
}

const Value* RegexRun::values_at(size_t position) {
  size_t segment = position / segment_;
  load(segment);
  return &values_[(position - segment_begin(segment)) * program_.nodes.size()];
}

// Follows the winning path from the start node on.
void RegexRun::read_match(size_t position, const Value* values, RegexGroups& groups) {
  groups.assign(program_.group_count, RegexSpan{});
  std::vector<size_t> begins(program_.group_count);
  for (uint32_t id = program_.start;;) {
    const RegexNode& node = program_.nodes[id];
    switch (node.op) {
      case RegexOp::kCharacter:
        values = values_at(++position);
        id = node.a;
        break;
      case RegexOp::kRepeat:
        id = values[node.a] != 0 ? node.a : node.b;
        break;
      case RegexOp::kAlternative:
        id = values[node.a] >= values[node.b] ? node.a : node.b;
        break;
      case RegexOp::kGroupBegin:
        begins[node.arg] = position;
        id = node.a;
        break;
      case RegexOp::kGroupEnd:
        groups[node.arg] = {begins[node.arg], position};
        id = node.a;
        break;
      case RegexOp::kTextBegin:
      case RegexOp::kTextEnd:
        id = node.a;
        break;
      case RegexOp::kAccept:
        return;
      case RegexOp::kDummy:
        CHECK(false);
    }
  }
}

RegexOutcome RegexRun::match_full(RegexGroups& groups, uint64_t* steps) {
  RegexOutcome outcome = prepare(steps);
  if (outcome != RegexOutcome::kMatch) return outcome;
  const Value* values = values_at(0);
  if (values[program_.start] == 0) return RegexOutcome::kNoMatch;
  read_match(0, values, groups);
  return RegexOutcome::kMatch;
}

RegexOutcome RegexRun::next(RegexCursor& cursor, RegexGroups& groups, uint64_t* steps) {
  if (cursor.done) return RegexOutcome::kNoMatch;
  RegexOutcome outcome = prepare(steps);
  if (outcome != RegexOutcome::kMatch) return outcome;
  size_t from = cursor.next;
  // Behind an empty match std::regex first looks for one at the same place that is not empty. There
  // is none: a repeat takes a character if that leads to a match, and an alternative the longer
  // side.
  if (cursor.last_empty) ++from;
  // The next set bit of begins_.
  for (size_t word = from / 64; word < begins_.size(); ++word) {
    Word left = begins_[word];
    if (word == from / 64) left &= ~Word{0} << (from % 64);
    if (left == 0) continue;
    size_t position = word * 64 + static_cast<size_t>(std::countr_zero(left));
    read_match(position, values_at(position), groups);
    cursor.next = groups[0].end;
    cursor.last_empty = groups[0].begin == groups[0].end;
    return RegexOutcome::kMatch;
  }
  cursor.done = true;
  return RegexOutcome::kNoMatch;
}

Regex::Regex(std::unique_ptr<const RegexProgram> program) : program_(std::move(program)) {}
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;
Regex::~Regex() = default;

Result<Regex> Regex::compile(std::string_view pattern) {
  RegexAutomaton automaton;
  RegexError error = parse_regex(pattern, automaton);
  if (error == RegexError::kInvalid) {
    return Failure{ErrorClass::kValue, "invalid regular expression '" + std::string(pattern) + "'"};
  }
  std::optional<RegexProgram> program;
  if (error == RegexError::kNone) program = expand_regex(std::move(automaton));
  if (!program) {
    return Failure{ErrorClass::kValue,
                   "memory limit exceeded by regular expression '" + std::string(pattern) + "'"};
  }
  return Regex(std::make_unique<const RegexProgram>(std::move(*program)));
}

size_t Regex::group_count() const { return program_->group_count - 1; }

RegexOutcome Regex::match_full(std::string_view subject, RegexGroups& groups,
                               uint64_t* steps) const {
  return RegexRun(*program_, subject, true).match_full(groups, steps);
}

RegexSearch::RegexSearch(const Regex& regex, std::string_view subject)
    : run_(std::make_unique<RegexRun>(*regex.program_, subject, false)) {}
RegexSearch::~RegexSearch() = default;

RegexOutcome RegexSearch::next(RegexCursor& cursor, RegexGroups& groups, uint64_t* steps) {
  return run_->next(cursor, groups, steps);
}

}  // namespace vm
