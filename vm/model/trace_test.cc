// The real machine's traces are runs of the protocol: the whole corpus, in both dialects, also with
// a host that lets every question wait. And the checker notices: a trace with one event taken out,
// doubled or changed is refused.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "vm/model/trace_checker.h"
#include "vm/vm.h"

namespace {

namespace fs = std::filesystem;

// Long programs end with the outcome `resource`, whose unwinding is checked likewise.
constexpr uint64_t kFuel = 30'000;

vm::TraceEvent as_event(const vm::MachineEvent& e) {
  auto text = [](const char* s) { return std::string(s ? s : ""); };
  return {text(e.event), text(e.context), text(e.name), text(e.state), e.thunk};
}

// Lets each question about what is in a file or directory wait once before it is answered; but not
// about the program itself, which is read before there is anything to park.
class WaitingHost final : public vm::Host {
 public:
  explicit WaitingHost(const std::string& program) { waits("read " + program); }
  vm::Result<std::string> read_file(const std::string& path) override {
    if (waits("read " + path)) return pending();
    return real_.read_file(path);
  }
  vm::Result<vm::DirEntries> read_dir(const std::string& path) override {
    if (waits("dir " + path)) return pending();
    return real_.read_dir(path);
  }
  vm::Result<vm::FileStatus> lstat(const std::string& path) override { return real_.lstat(path); }
  vm::Result<std::string> read_link(const std::string& path) override {
    return real_.read_link(path);
  }
  std::string get_env(const std::string& name) override { return real_.get_env(name); }
  int64_t current_time() override { return real_.current_time(); }

 private:
  bool waits(const std::string& question) { return asked_.insert(question).second; }
  static vm::Failure pending() {
    return {.error_class = vm::ErrorClass::kIo, .message = "wait", .pending = true};
  }
  vm::RealHost real_;
  std::set<std::string> asked_;
};

struct Recording {
  std::vector<vm::TraceEvent> events;  // kept when asked for
  std::optional<std::string> wrong;
  bool has_value = false;
  bool was_parked = false;
};

Recording record(vm::Host& host, const char* dialect,
                 const std::function<vm::Outcome(vm::Vm&)>& evaluate, bool keep,
                 bool give_up = false) {
  Recording r;
  vm::TraceChecker checker;
  auto watch = [&](const vm::MachineEvent& e) {
    vm::TraceEvent event = as_event(e);
    if (!r.wrong) r.wrong = checker.next(event);
    if (keep) r.events.push_back(std::move(event));
  };
  vm::Vm machine({.dialect = vm::find_dialect(dialect),
                  .limits = {.fuel = kFuel},
                  .host = &host,
                  .on_event = watch});
  vm::Outcome outcome = evaluate(machine);
  while (outcome.suspended()) {
    r.was_parked = true;
    if (give_up) {
      checker.given_up();
      machine.give_up();
      break;
    }
    outcome = machine.resume();
  }
  r.has_value = outcome.ok();
  if (!r.wrong) r.wrong = checker.end(r.has_value);
  return r;
}

std::vector<fs::path> corpus_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(ASSAY_CORPUS_DIRECTORY))
    if (entry.path().extension() == ".nix") files.push_back(entry.path());
  return files;
}

void expect_corpus_conforms(const char* dialect, bool waiting, bool give_up) {
  std::vector<fs::path> files = corpus_files();
  ASSERT_GT(files.size(), 500u) << "the corpus is at " << ASSAY_CORPUS_DIRECTORY;
  int parked = 0;
  for (const fs::path& file : files) {
    vm::RealHost real;
    WaitingHost wait(file);
    Recording r = record(
        waiting ? static_cast<vm::Host&>(wait) : real, dialect,
        [&](vm::Vm& machine) {
          return machine.evaluate_file(file, {.strict = true, .watch = true});
        },
        false, give_up);
    parked += r.was_parked;
    EXPECT_FALSE(r.wrong) << file << " (" << dialect << "): " << *r.wrong
                          << "\nsee: assay trace --strict " << file;
  }
  if (waiting) {
    EXPECT_GT(parked, 5);
  }
}

TEST(Trace, CorpusConforms) { expect_corpus_conforms("default", false, false); }
TEST(Trace, CorpusConformsInNix28) { expect_corpus_conforms("nix-2.8", false, false); }
TEST(Trace, CorpusConformsWhenItIsParked) { expect_corpus_conforms("default", true, false); }
TEST(Trace, CorpusConformsWhenItIsGivenUp) { expect_corpus_conforms("default", true, true); }

// A bit of everything: a chain of cells, a failure that is caught, one that is met again, a set of
// `with`, a function, an error that is not caught.
constexpr const char* kProgram =
    "let a = b; b = c; c = 1 + 1; bad = throw \"x\"; f = x: x; s = with { y = f; }; y; "
    "t = builtins.tryEval; in [ a a (t bad).success (t bad).success (s 1) (f f 2) "
    "(builtins.addErrorContext (\"no\" + \"te\") (c + { })) ]";

Recording recorded(const char* dialect) {
  vm::RefusingHost host;
  Recording r = record(
      host, dialect,
      [](vm::Vm& machine) {
        return machine.evaluate({.text = kProgram, .strict = true, .watch = true});
      },
      true);
  EXPECT_FALSE(r.wrong) << *r.wrong;
  EXPECT_GT(r.events.size(), 60u);
  return r;
}

bool refused(const std::vector<vm::TraceEvent>& events, bool has_value) {
  vm::TraceChecker checker;
  for (const vm::TraceEvent& e : events)
    if (checker.next(e)) return true;
  return checker.end(has_value).has_value();
}

bool of_protocol(const vm::TraceEvent& e) {
  return e.event == "push" || e.event == "pop" || e.event == "unwind" || e.event == "thunk";
}

TEST(TraceChecker, RefusesATraceWithoutOneOfItsEvents) {
  for (const char* dialect : {"default", "nix-2.8"}) {
    Recording r = recorded(dialect);
    for (size_t i = 0; i < r.events.size(); ++i) {
      // Without its shortcut a thunk is one that was never forced.
      if (!of_protocol(r.events[i]) ||
          (r.events[i].event == "thunk" && r.events[i + 1].event != "pop" &&
           r.events[i].state == "evaluated"))
        continue;
      auto events = r.events;
      events.erase(events.begin() + static_cast<ptrdiff_t>(i));
      EXPECT_TRUE(refused(events, r.has_value)) << dialect << ", without event " << i + 1;
    }
  }
}

TEST(TraceChecker, RefusesATraceWithAnEventTwice) {
  Recording r = recorded("default");
  for (size_t i = 0; i < r.events.size(); ++i) {
    if (!of_protocol(r.events[i]) || r.events[i].event == "push") continue;
    auto events = r.events;
    events.insert(events.begin() + static_cast<ptrdiff_t>(i), events[i]);
    EXPECT_TRUE(refused(events, r.has_value)) << "event " << i + 1 << " twice";
  }
}

TEST(TraceChecker, RefusesAnotherStateThanTheRightOne) {
  Recording r = recorded("default");
  for (size_t i = 0; i < r.events.size(); ++i) {
    if (r.events[i].event != "thunk") continue;
    for (const char* state : {"suspended", "blackhole", "evaluated", "failed"}) {
      // Whether a thunk is open is not in the trace.
      if (r.events[i].state == "running" && std::string(state) == "blackhole") continue;
      // A failure may be kept or not: the dialects differ.
      bool failure = r.events[i].state == "failed" || r.events[i].state == "suspended";
      if (r.events[i].state == state ||
          (failure && std::string(state) != "evaluated" && std::string(state) != "blackhole"))
        continue;
      auto events = r.events;
      events[i].state = state;
      EXPECT_TRUE(refused(events, r.has_value)) << "event " << i + 1 << " says " << state;
    }
  }
}

TEST(TraceChecker, RefusesAContextThatIsNotOnTop) {
  Recording r = recorded("default");
  for (size_t i = 0; i + 1 < r.events.size(); ++i) {
    if (r.events[i].event != "push" || r.events[i].context == "Await") continue;
    auto events = r.events;
    events[i].context = "Other";
    EXPECT_TRUE(refused(events, r.has_value)) << "event " << i + 1;
  }
}

}  // namespace
