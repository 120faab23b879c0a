// What the verifier knows at one instruction of a chunk about each slot, and how that is carried
// along jumps.
//
// Jumps only go forward, so one walk over the code in order sees every path into an instruction
// before the instruction itself. The state is an array (the fact of each key) and, while a jump is
// on its way to its target, a log of what was written since: entries that point to the one before
// them, so that the states of all jumps under way share what they have in common. Going from one
// state to another undoes and redoes the entries between them. Two states meet at their nearest
// common entry, and what either wrote since is weighed key by key. Costs follow the code between a
// jump and its target, whatever the size of the frame.
//
// Keys 0 … slots - 1 are the slots. The others are holes: captures that MakeThunk left to be
// patched.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace vm {

enum class FactKind : uint8_t {
  kUnassigned,  // on some path to here
  // Cells: what every instruction may read.
  kCell,
  kString,      // a string, which can be joined
  kPath,        // a path, likewise
  kThunk,       // the thunk made at word `of`
  kDefault,     // the same, for the formal whose slot this is, where its default is taken
  kPassed,      // what was passed for the formal of slot `of`
  kDefaulted,   // kDefault(of) or kPassed, as the formal's flag says
  kFreshSet,    // a set of shape `of` that nobody else has seen
  kOpenSet,     // the same, with room of its own for dynamic attributes
  kGrownSet,    // an open set that is no longer of the shape it was made with
  kOverridden,  // what Overrides may have put in the place of an attribute's cell
  // Not cells: only the instructions they are made for may read them.
  kFormal,  // a cell or a hole, until TakeDefault finds out
  kTaken,   // a hole: the default has to be made
  kFlag,    // whether the default of the formal in slot `of` was taken
  kName,    // of an attribute
  kNameOrNull,
  kPrepared,  // a left side that PrepareAdd may have wrapped
  // Of a hole.
  kOpen,     // to be patched, on some path to here
  kPatched,  // with slot `of`
};

struct Fact {
  FactKind kind = FactKind::kUnassigned;
  uint32_t of = 0;
  bool operator==(const Fact&) const = default;
};

inline bool is_cell(FactKind k) { return k >= FactKind::kCell && k <= FactKind::kOverridden; }

class SlotFacts {
 public:
  // Forgets everything: nothing is assigned at the first of so many words.
  void start(uint32_t slots, size_t words) {
    facts_.assign(slots, {});
    touched_at_.assign(slots, 0);
    first_arrival_.assign(words, 0);
    entries_.resize(1);
    arrivals_.clear();
    current_ = under_way_ = open_holes_ = 0;
  }

  const Fact& operator[](uint32_t key) const { return facts_[key]; }
  uint32_t open_holes() const { return open_holes_; }

  uint32_t add_hole() {
    facts_.emplace_back();
    touched_at_.push_back(0);
    uint32_t key = static_cast<uint32_t>(facts_.size() - 1);
    set(key, {FactKind::kOpen});
    return key;
  }

  void set(uint32_t key, Fact fact) {
    if (facts_[key] == fact) return;
    if (under_way_ > 0) {
      entries_.push_back({current_, entries_[current_].depth + 1, key, fact, facts_[key]});
      current_ = static_cast<uint32_t>(entries_.size() - 1);
    }
    write(key, fact);
  }

  // A jump from here to `word`.
  void jump(uint32_t word) {
    ++under_way_;
    arrivals_.push_back({current_, first_arrival_[word]});
    first_arrival_[word] = static_cast<uint32_t>(arrivals_.size());
  }
  // The same, where `key` has another fact when the jump is taken.
  void jump(uint32_t word, uint32_t key, Fact fact) {
    ++under_way_;  // first, so that set() keeps a log
    uint32_t here = current_;
    set(key, fact);
    --under_way_;
    jump(word);
    go_to(here);
  }

  // Whether some jump goes to `word`; to be asked before arrive().
  bool is_target(uint32_t word) const { return first_arrival_[word] != 0; }

  // Joins all jumps to `word`, and what came before it if it `falls` into it. False if no path
  // leads to the word. Sets *torn_hole to a hole that is patched on one path and still open on
  // another.
  bool arrive(uint32_t word, bool falls, uint32_t* torn_hole) {
    uint32_t at = first_arrival_[word];
    if (at == 0) return falls;
    // Newest first: each step back then undoes only what was written between two jumps.
    while (at != 0) {
      Arrival a = arrivals_[at - 1];
      if (falls)
        meet(a.state, torn_hole);
      else
        go_to(a.state);
      falls = true;
      --under_way_;
      at = a.next;
    }
    if (under_way_ == 0) {
      entries_.resize(1);
      arrivals_.clear();
      current_ = 0;
    }
    return true;
  }

 private:
  struct Entry {
    uint32_t parent, depth, key;
    Fact fact, before;
  };
  struct Arrival {
    uint32_t state;
    uint32_t next;  // the one before it at the same word, counted from 1
  };
  struct Touched {
    uint32_t key;
    bool here, there;  // written on that side since the common entry
    Fact fact_here, fact_there;
  };

  void write(uint32_t key, Fact fact) {
    open_holes_ += (fact.kind == FactKind::kOpen) - (facts_[key].kind == FactKind::kOpen);
    facts_[key] = fact;
  }
  void undo(const Entry& e) { write(e.key, e.before); }

  uint32_t common(uint32_t a, uint32_t b) const {
    while (a != b) {
      uint32_t depth_a = entries_[a].depth, depth_b = entries_[b].depth;
      if (depth_a >= depth_b) a = entries_[a].parent;
      if (depth_b >= depth_a) b = entries_[b].parent;
    }
    return a;
  }

  void go_to(uint32_t state) {
    uint32_t root = common(current_, state);
    for (; current_ != root; current_ = entries_[current_].parent) undo(entries_[current_]);
    path_.clear();
    for (uint32_t e = state; e != root; e = entries_[e].parent) path_.push_back(e);
    for (auto e = path_.rbegin(); e != path_.rend(); ++e)
      write(entries_[*e].key, entries_[*e].fact);
    current_ = state;
  }

  Touched& touch(uint32_t key) {
    if (touched_at_[key] == 0) {
      touched_.push_back({key, false, false, {}, {}});
      touched_at_[key] = static_cast<uint32_t>(touched_.size());
    }
    return touched_[touched_at_[key] - 1];
  }

  void meet(uint32_t state, uint32_t* torn_hole) {
    uint32_t root = common(current_, state);
    touched_.clear();
    for (; current_ != root; current_ = entries_[current_].parent) {
      const Entry& e = entries_[current_];
      Touched& t = touch(e.key);
      if (!t.here) t.fact_here = e.fact;
      t.here = true;
      undo(e);
    }
    for (; state != root; state = entries_[state].parent) {
      const Entry& e = entries_[state];
      Touched& t = touch(e.key);
      if (!t.there) t.fact_there = e.fact;
      t.there = true;
    }
    for (const Touched& t : touched_) {
      touched_at_[t.key] = 0;
      Fact a = t.here ? t.fact_here : facts_[t.key];
      Fact b = t.there ? t.fact_there : facts_[t.key];
      if (a == b) {
        set(t.key, a);
        continue;
      }
      if (a.kind > b.kind) std::swap(a, b);
      if (a.kind == FactKind::kOpen && b.kind == FactKind::kPatched) *torn_hole = t.key;
      set(t.key, weaker(a, b));
    }
  }

  // What holds on both paths; a and b differ, a.kind <= b.kind.
  static Fact weaker(Fact a, Fact b) {
    using enum FactKind;
    if (b.kind == kOpen) return b;
    if (b.kind == kPatched) return a.kind == kPatched ? Fact{kPatched, UINT32_MAX} : Fact{};
    if (a.kind == kDefault && (b.kind == kPassed || b == Fact{kDefaulted, a.of}))
      return {kDefaulted, a.of};
    if (a.kind == kPassed && b.kind == kDefaulted) return b;
    if (is_cell(a.kind) && is_cell(b.kind)) return {kCell};
    return {};
  }

  std::vector<Fact> facts_;
  std::vector<Entry> entries_{Entry{}};
  uint32_t current_ = 0;    // the newest entry of the state in facts_
  uint32_t under_way_ = 0;  // jumps whose target has not been reached
  uint32_t open_holes_ = 0;
  std::vector<uint32_t> touched_at_;     // by key: its place in touched_, from 1
  std::vector<uint32_t> first_arrival_;  // by word: its newest jump, from 1
  std::vector<Arrival> arrivals_;
  std::vector<Touched> touched_;
  std::vector<uint32_t> path_;
};

}  // namespace vm
