// Automata to nodes. A node is a state together with how often each loop around it has been entered
// at the current position of the subject: 0, 1 or 2 times, as three-valued digits of one number.
// Only repeats whose body can be passed without a character need a digit, and only while inside the
// same knot of empty loops (a strongly connected component of the steps that take no character):
// once it is left it cannot be entered again at this position.
#include <algorithm>
#include <unordered_map>

#include "vm/base/check.h"
#include "vm/text/regex_program.h"

namespace vm {
namespace {

constexpr uint64_t kMaxEntries = 2;  // of a repeat at one position
constexpr size_t kMaxDigits = 40;    // 3^40 is below 2^64

class Expander {
 public:
  explicit Expander(RegexAutomaton automaton)
      : automaton_(std::move(automaton)), states_(automaton_.states) {}

  std::optional<RegexProgram> run();

 private:
  struct Key {
    int32_t state;
    uint64_t counts;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    size_t operator()(const Key& key) const {
      return (key.counts * 0x9e3779b97f4a7c15u) ^ (static_cast<uint64_t>(key.state) * 0xff51afd7u);
    }
  };
  struct NodeHash {
    size_t operator()(const RegexNode& node) const {
      uint64_t hash = (uint64_t{node.a} << 32 | node.b) * 0x9e3779b97f4a7c15u;
      return hash ^ (hash >> 29) ^ (uint64_t{node.arg} << 4) ^ static_cast<uint64_t>(node.op);
    }
  };
  // What follows a state without taking a character, in the order in which it is tried.
  struct Steps {
    int count = 0;
    int32_t to[2];
  };

  void skip_dummies();
  Steps steps(int32_t id) const;
  void find_knots();
  bool number_repeats();
  bool is_counted(int32_t id) const { return power_[id] != 0; }
  // The counts behind a step from one state to another.
  uint64_t carry(int32_t from, int32_t to, uint64_t counts) const {
    return knot_[from] == knot_[to] ? counts : 0;
  }
  // The keys of the nodes that a node refers to; for a repeat that may not be entered again, one.
  int successors(Key key, Key* out) const;
  uint32_t add_node(const RegexNode& node, int successors);
  bool expand(int32_t state);
  void tabulate();

  RegexAutomaton automaton_;
  std::vector<RegexState>& states_;
  std::vector<int32_t> knot_;    // by state: its component
  std::vector<uint64_t> power_;  // by state: 3^digit of a counted repeat, else 0
  std::unordered_map<Key, uint32_t, KeyHash> ids_;
  std::unordered_map<RegexNode, uint32_t, NodeHash> known_;
  RegexProgram program_;
};

void Expander::skip_dummies() {
  // By state: the first state from here on that is no dummy. Chains are walked once.
  std::vector<int32_t> real(states_.size(), RegexState::kNone);
  std::vector<int32_t> chain;
  auto resolve = [&](int32_t id) {
    while (id != RegexState::kNone && states_[id].op == RegexOp::kDummy &&
           real[id] == RegexState::kNone) {
      chain.push_back(id);
      id = states_[id].next;
    }
    if (id != RegexState::kNone && states_[id].op == RegexOp::kDummy) id = real[id];
    for (int32_t dummy : chain) real[dummy] = id;
    chain.clear();
    return id;
  };
  for (RegexState& state : states_) {
    if (state.op == RegexOp::kDummy) continue;
    state.next = resolve(state.next);
    state.alt = resolve(state.alt);
  }
}

Expander::Steps Expander::steps(int32_t id) const {
  const RegexState& state = states_[id];
  switch (state.op) {
    case RegexOp::kCharacter:
    case RegexOp::kAccept:
    case RegexOp::kDummy:
      return {};
    case RegexOp::kRepeat:
    case RegexOp::kAlternative:
      return {2, {state.alt, state.next}};
    case RegexOp::kGroupBegin:
    case RegexOp::kGroupEnd:
    case RegexOp::kTextBegin:
    case RegexOp::kTextEnd:
      return {1, {state.next}};
  }
  CHECK(false);
}

// Tarjan's components, with an explicit stack. Left-over pieces of the automaton that nothing leads
// to have open ends and are not visited: only what the start leads to is.
void Expander::find_knots() {
  struct Visit {
    int32_t id;
    int step;
  };
  knot_.assign(states_.size(), -1);
  std::vector<int32_t> index(states_.size(), -1);
  std::vector<int32_t> low(states_.size(), 0);
  std::vector<int32_t> open;
  std::vector<Visit> visits;
  std::vector<int32_t> roots = {0};
  int32_t next_index = 0;
  int32_t next_knot = 0;
  while (!roots.empty()) {
    int32_t root = roots.back();
    roots.pop_back();
    if (index[root] < 0) visits.push_back({root, 0});
    while (!visits.empty()) {
      Visit& visit = visits.back();
      int32_t id = visit.id;
      if (visit.step == 0 && index[id] < 0) {
        index[id] = low[id] = next_index++;
        open.push_back(id);
        if (states_[id].op == RegexOp::kCharacter) roots.push_back(states_[id].next);
      }
      Steps to = steps(id);
      if (visit.step < to.count) {
        int32_t next = to.to[visit.step++];
        if (index[next] < 0) {
          visits.push_back({next, 0});
        } else if (knot_[next] < 0) {
          low[id] = std::min(low[id], index[next]);
        }
        continue;
      }
      visits.pop_back();
      if (low[id] == index[id]) {
        for (bool last = false; !last; open.pop_back()) {
          knot_[open.back()] = next_knot;
          last = open.back() == id;
        }
        ++next_knot;
      }
      if (!visits.empty()) low[visits.back().id] = std::min(low[visits.back().id], low[id]);
    }
  }
}

// Gives every repeat that can be met again without a character a digit of its knot's number.
bool Expander::number_repeats() {
  power_.assign(states_.size(), 0);
  std::unordered_map<int32_t, size_t> digits;
  for (size_t id = 0; id < states_.size(); ++id) {
    const RegexState& state = states_[id];
    if (state.op != RegexOp::kRepeat || knot_[id] < 0 || knot_[id] != knot_[state.alt]) continue;
    size_t digit = digits[knot_[id]]++;
    if (digit == kMaxDigits) return false;
    power_[id] = 1;
    for (size_t i = 0; i < digit; ++i) power_[id] *= kMaxEntries + 1;
  }
  return true;
}

int Expander::successors(Key key, Key* out) const {
  Steps to = steps(key.state);
  int count = 0;
  for (int i = 0; i < to.count; ++i) {
    uint64_t counts = key.counts;
    if (i == 0 && is_counted(key.state)) {
      if (counts / power_[key.state] % (kMaxEntries + 1) == kMaxEntries) continue;
      counts += power_[key.state];
    }
    out[count++] = {to.to[i], carry(key.state, to.to[i], counts)};
  }
  return count;
}

// Nodes that refer to the same nodes in the same way are one: counts that make no difference
// vanish.
uint32_t Expander::add_node(const RegexNode& node, int successors) {
  if (successors == 2 && node.a == node.b) return node.a;
  auto [known, fresh] = known_.try_emplace(node, static_cast<uint32_t>(program_.nodes.size()));
  if (fresh) program_.nodes.push_back(node);
  return known->second;
}

// Makes the nodes of `state` with all counts 0 and of what follows, children first.
bool Expander::expand(int32_t state) {
  std::vector<Key> todo = {{state, 0}};
  while (!todo.empty()) {
    Key key = todo.back();
    if (ids_.contains(key)) {
      todo.pop_back();
      continue;
    }
    Key next[2];
    int count = successors(key, next);
    bool ready = true;
    // The branch tried first is expanded first; the order among them does not matter.
    for (int i = count; i-- > 0;) {
      if (!ids_.contains(next[i])) {
        todo.push_back(next[i]);
        ready = false;
      }
    }
    if (!ready) continue;
    todo.pop_back();
    const RegexState& from = states_[key.state];
    if (from.op == RegexOp::kRepeat && count == 1) {
      ids_[key] = ids_.at(next[0]);  // may not be entered again: the same as what is behind it
      continue;
    }
    if (ids_.size() >= kMaxRegexNodes) return false;
    RegexNode node{from.op, 0, 0, from.arg};
    if (count > 0) node.a = ids_.at(next[0]);
    if (count > 1) node.b = ids_.at(next[1]);
    // Until all nodes are there, a character's successor is named by its state.
    if (from.op == RegexOp::kCharacter) node.a = static_cast<uint32_t>(from.next);
    ids_[key] = add_node(node, count);
  }
  return true;
}

void Expander::tabulate() {
  if (!program_.is_small()) return;
  program_.takers.assign(256, 0);
  for (size_t id = 0; id < program_.nodes.size(); ++id) {
    const RegexNode& node = program_.nodes[id];
    uint64_t closure = uint64_t{1} << id;
    switch (node.op) {
      case RegexOp::kCharacter:
        for (size_t byte = 0; byte < 256; ++byte) {
          if (program_.classes[node.arg].test(byte)) program_.takers[byte] |= closure;
        }
        break;
      case RegexOp::kRepeat:
      case RegexOp::kAlternative:
        closure |= program_.closures[node.a] | program_.closures[node.b];
        break;
      case RegexOp::kGroupBegin:
      case RegexOp::kGroupEnd:
      case RegexOp::kTextBegin:
      case RegexOp::kTextEnd:
        closure |= program_.closures[node.a];
        break;
      case RegexOp::kAccept:
      case RegexOp::kDummy:
        break;
    }
    program_.closures.push_back(closure);
  }
}

std::optional<RegexProgram> Expander::run() {
  skip_dummies();
  find_knots();
  if (!number_repeats() || !expand(0)) return std::nullopt;
  program_.start = ids_.at({0, 0});
  for (size_t i = 0; i < program_.nodes.size(); ++i) {
    if (program_.nodes[i].op != RegexOp::kCharacter) continue;
    auto next = static_cast<int32_t>(program_.nodes[i].a);
    if (!expand(next)) return std::nullopt;
    program_.nodes[i].a = ids_.at({next, 0});
  }
  program_.classes = std::move(automaton_.classes);
  program_.group_count = automaton_.group_count;
  tabulate();
  return std::move(program_);
}

}  // namespace

std::optional<RegexProgram> expand_regex(RegexAutomaton automaton) {
  return Expander(std::move(automaton)).run();
}

}  // namespace vm
