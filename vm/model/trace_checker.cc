// The checker of traces. A step of a thunk is two events, which must be neighbours: of its Await
// and of its state. Where an Await is pushed it comes first, where it goes the state does.
#include "vm/model/trace_checker.h"

namespace vm {

const TraceChecker::Row TraceChecker::kRows[] = {
#define TRANSITION(name, from, to, along, sentence) \
  {#name, State::k##from, State::k##to, Along::k##along},
#include "vm/model/transitions.def"
#undef TRANSITION
};
// As traces name them, in the order of State.
const char* const TraceChecker::kStateNames[] = {"suspended", "blackhole", "running",
                                                 "evaluated", "failed",    "published"};

namespace {

std::string describe(const std::string& kind, const std::string& name, uint64_t thunk) {
  std::string text = kind;
  if (!name.empty()) text += " " + name;
  if (thunk) text += " of thunk " + std::to_string(thunk);
  return text;
}

}  // namespace

std::optional<std::string> TraceChecker::next(const TraceEvent& event) {
  ++events_;
  if (broken_) return std::nullopt;
  std::optional<std::string> wrong = check(event);
  if (!wrong) return std::nullopt;
  broken_ = true;
  return "event " + std::to_string(events_) + ", " + event.event + " " +
         describe(event.context, event.name, event.thunk) +
         (event.state.empty() ? "" : " " + event.state) + ": " + *wrong;
}

std::optional<std::string> TraceChecker::check(const TraceEvent& e) {
  const std::string& kind = e.event;
  bool completes = kind == "thunk" ? e.thunk == owed_thunk_
                   : kind == "pop"
                       ? owed_ == Along::kPop && owed_thunk_ == 0
                       : kind == "unwind" && owed_ == Along::kUnwind && owed_thunk_ == 0;
  if (owed_ && !completes)
    return (owed_thunk_ ? "thunk " + std::to_string(owed_thunk_) + " and its Await"
                        : std::string("thunks and their Await")) +
           " must change together, and only one of them did";
  if (kind == "thunk") return check_thunk(e);
  if (kind == "pop") return leave(e, Along::kPop);
  if (kind == "unwind") return leave(e, Along::kUnwind);
  if (kind == "error") {
    if (raising_) return "an error is raised while another one unwinds the stack";
    raising_ = true;
    return std::nullopt;
  }
  if (kind == "push") {
    if (std::optional<std::string> wrong = check_goes_on()) return wrong;
    stack_.push_back({e.context, e.name, e.thunk, {}});
    if (e.context == "Await") {
      owed_ = Along::kPush;
      owed_thunk_ = e.thunk;
    }
    return std::nullopt;
  }
  if (kind == "merge") {  // the Await on top waits for one more, and for it first
    if (std::optional<std::string> wrong = check_goes_on()) return wrong;
    if (stack_.empty() || stack_.back().kind != "Await") return "no Await is on top";
    stack_.back().merged.push_back(stack_.back().thunk);
    stack_.back().thunk = e.thunk;
    owed_ = Along::kPush;
    owed_thunk_ = e.thunk;
    return std::nullopt;
  }
  if (kind == "call") return check_goes_on();
  return std::nullopt;  // what is told besides is not of the protocol
}

// Code runs: not while an error unwinds.
std::optional<std::string> TraceChecker::check_goes_on() const {
  if (raising_) return "goes on while an error unwinds the stack";
  return std::nullopt;
}

std::optional<std::string> TraceChecker::check_thunk(const TraceEvent& e) {
  Along along = Along::kNone;
  if (owed_)
    along = *owed_;
  else if (e.state != "published" && !stack_.empty() && stack_.back().kind == "Await" &&
           stack_.back().thunk == e.thunk)
    along = raising_ ? Along::kUnwind : Along::kPop;
  State from = states_[e.thunk];
  int& awaits = awaits_[e.thunk];
  for (const Row& row : kRows) {
    std::string_view told = kStateNames[static_cast<int>(row.to)];
    // Of an open thunk the machine says what this run leaves, whoever else still runs it.
    if (row.from == State::kOpen && row.to == State::kOpen && row.along == Along::kUnwind)
      told = "suspended";
    if (row.from != from || row.along != along || told != e.state) continue;
    if (row.from == State::kOpen && along == Along::kUnwind &&
        (row.to == State::kOpen) != (awaits > 1))
      continue;
    if (along == Along::kNone)
      if (std::optional<std::string> wrong = check_goes_on()) return wrong;
    states_[e.thunk] = row.to;
    if (along == Along::kPush) {
      ++awaits;
      owed_ = std::nullopt;
    } else if (along != Along::kNone) {
      --awaits;
      owed_ = along;
      ++stack_.back().changed;
      owed_thunk_ = stack_.back().next_to_change();
    }
    return std::nullopt;
  }
  static const char* const kWords[] = {"without an Await", "under a new Await",
                                       "when its Await gets the value",
                                       "when its Await is dropped"};
  return std::string("no row of transitions.def goes from ") + kStateNames[static_cast<int>(from)] +
         " to " + e.state + " " + kWords[static_cast<int>(along)];
}

std::optional<std::string> TraceChecker::leave(const TraceEvent& e, Along along) {
  if (stack_.empty()) return "no context is there";
  const Context& top = stack_.back();
  if (top.kind != e.context || top.name != e.name || top.thunk != e.thunk)
    return "the context on top is " + describe(top.kind, top.name, top.thunk);
  if (e.context == "Await" && owed_ != along) return "its thunk was not updated or restored";
  if (raising_ != (along == Along::kUnwind))
    return raising_ ? "gets a value while an error unwinds the stack"
                    : "is dropped without an error";
  owed_ = std::nullopt;
  if (e.state == "set aside") {  // the builtin goes on to add its note, and raises it again
    if (e.context != "Builtin") return "only a builtin sets errors aside";
    raising_ = false;
    return std::nullopt;
  }
  stack_.pop_back();
  if (e.state == "caught") {
    if (e.context != "Builtin") return "only a builtin catches errors";
    raising_ = false;
  }
  return std::nullopt;
}

std::optional<std::string> TraceChecker::end(bool has_value) {
  if (broken_) return std::nullopt;
  if (!stack_.empty()) {
    const Context& top = stack_.back();
    return "at the end: " + std::to_string(stack_.size()) + " contexts are left, on top " +
           describe(top.kind, top.name, top.thunk);
  }
  if (raising_ && has_value) return "at the end: there is a value, though an error was not caught";
  for (const auto& [thunk, state] : states_)
    if (state == State::kBlackhole || state == State::kOpen || state == State::kPublished)
      return "at the end: thunk " + std::to_string(thunk) + " is left " +
             kStateNames[static_cast<int>(state)];
  return std::nullopt;
}

}  // namespace vm
