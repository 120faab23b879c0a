// What a Nix program cannot see: limits, cancellation, stacks after errors, chunk links,
// determinism of events.
#include "vm/vm.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>

namespace {

vm::Outcome evaluate(const std::string& text, vm::Limits limits = {},
                     const char* dialect = "default") {
  vm::RefusingHost host;
  vm::Vm machine({.dialect = vm::find_dialect(dialect), .limits = limits, .host = &host});
  return machine.evaluate({.text = text, .strict = true});
}

std::string shown(const vm::Outcome& o) {
  return o.ok() ? *o.value : "error " + std::string(vm::error_class_name(o.error.error_class));
}

TEST(Vm, EvaluatesText) {
  EXPECT_EQ(shown(evaluate("{ a = 1 + 1; b = [ null ]; }")), "{ a = 2; b = [ null ]; }");
}

TEST(Vm, KeepsWhatItHasSeenBetweenRequests) {
  vm::RefusingHost host;
  vm::Vm machine({.host = &host});
  EXPECT_EQ(shown(machine.evaluate({.text = "throw \"x\""})), "error throw");
  EXPECT_EQ(shown(machine.evaluate({.text = "let x = x; in x"})), "error infinite-recursion");
  EXPECT_EQ(shown(machine.evaluate({.text = "1"})), "1");
}

// As a new machine: the order of names, fuel, positions, what was imported.
TEST(Vm, StartsOver) {
  vm::MemoryHost host;
  host.add_file("/a.nix", "{ zz = 1; yy = throw \"no\"; }");
  vm::VmOptions options{.host = &host};
  const std::vector<std::string> texts = {
      "{ inherit (import /a.nix) zz; b = map (x: x + 1) [ 1 2 ]; c = \"${toString 1.5}\"; }",
      "let f = n: if n == 0 then { yy = 1; zz = 2; } else f (n - 1); in f 100",
      "builtins.trace (builtins.attrNames { yy = 1; zz = 2; }) (import /a.nix).yy",
      "(derivation { name = \"d\"; system = \"s\"; builder = \"b\"; }).outPath",
      "builtins.unsafeGetAttrPos \"aa\" { aa = 1; }",
      "let x = x; in x",
      "1 +",
      "builtins.deepSeq { zz = builtins.trace 1 1; yy = builtins.trace 2 2; } null"};
  vm::Vm kept(options);
  const vm::Statistics at_first = kept.statistics();
  for (int round = 0; round < 3; ++round) {
    for (const std::string& text : texts) {
      vm::Vm fresh(options);
      vm::Outcome wanted = fresh.evaluate({.text = text, .strict = true});
      vm::Outcome got = kept.evaluate({.text = text, .strict = true});
      EXPECT_EQ(shown(got), shown(wanted)) << text;
      EXPECT_EQ(got.trace, wanted.trace) << text;
      EXPECT_EQ(got.error.message, wanted.error.message) << text;
      EXPECT_EQ(kept.statistics().fuel, fresh.statistics().fuel) << text;
      EXPECT_EQ(kept.statistics().symbols, fresh.statistics().symbols) << text;
      EXPECT_EQ(kept.statistics().heap_bytes, fresh.statistics().heap_bytes) << text;
      ASSERT_TRUE(kept.start_over()) << text;
      EXPECT_EQ(kept.statistics().symbols, at_first.symbols);
      EXPECT_EQ(kept.statistics().heap_bytes, at_first.heap_bytes);
      EXPECT_EQ(kept.statistics().allocated_bytes, at_first.allocated_bytes);
    }
  }
  // What files say is asked anew.
  EXPECT_EQ(shown(kept.evaluate({.text = "(import /a.nix).zz"})), "1");
  host.add_file("/a.nix", "{ zz = 3; }");
  EXPECT_TRUE(kept.start_over());
  EXPECT_EQ(shown(kept.evaluate({.text = "(import /a.nix).zz"})), "3");
}

TEST(Vm, StartsOverWithAnEmptyStore) {
  vm::MemoryHost host;
  vm::Vm machine({.host = &host, .write_store = true});
  vm::Outcome made = machine.evaluate({.text = "builtins.toFile \"f\" \"text\""});
  ASSERT_TRUE(made.ok());
  const std::string path = made.value->substr(1, made.value->size() - 2);
  const std::string there = "builtins.pathExists \"" + path + "\"";
  EXPECT_EQ(shown(machine.evaluate({.text = there})), "true");
  ASSERT_TRUE(machine.start_over());
  EXPECT_EQ(shown(machine.evaluate({.text = there})), "false");
}

TEST(Vm, DoesNotStartOverWhereSomethingIsLeft) {
  vm::RefusingHost host;
  vm::Vm machine({.host = &host});
  vm::Outcome held = machine.evaluate({.text = "{ a = 1 + 1; }", .output = vm::Output::kHandle});
  ASSERT_TRUE(held.handle);
  EXPECT_FALSE(machine.start_over());
  EXPECT_EQ(machine.size(*held.handle), 1u);
  machine.release(*held.handle);
  EXPECT_TRUE(machine.start_over());
  machine.set_limits({.fuel = 100});
  vm::Outcome parked = machine.evaluate({.text = "let f = x: f x; in f 1", .park_at_limits = true});
  ASSERT_TRUE(parked.suspended());
  EXPECT_FALSE(machine.start_over());
  machine.give_up();
  machine.set_limits({});
  EXPECT_TRUE(machine.start_over());
  const uint64_t before = machine.statistics().heap_bytes;
  machine.evaluate({.text = "builtins.length (builtins.genList (x: x) 20000)"});
  EXPECT_GT(machine.statistics().heap_bytes, before + 20'000 * sizeof(void*));
  EXPECT_TRUE(machine.start_over());  // large objects are given up
  EXPECT_EQ(machine.statistics().heap_bytes, before);
  machine.evaluate({.text = "builtins.foldl' (a: x: a + x) 0 (builtins.genList (x: x) 300000)"});
  ASSERT_GT(machine.statistics().minor_collections, 0u);
  EXPECT_FALSE(machine.start_over());
  EXPECT_EQ(shown(machine.evaluate({.text = "1 + 1"})), "2");
}

TEST(Limits, FuelEndsALoopWithAnOutcomeOfItsOwn) {
  vm::Outcome o = evaluate("let f = x: f x; in f 1", {.fuel = 100'000});
  EXPECT_EQ(shown(o), "error resource");
  EXPECT_NE(o.error.message.find("fuel"), std::string::npos);
}

TEST(Limits, FuelIsExactEnoughToBeResumedBy) {
  // The same program takes the same fuel each time, and that much is enough.
  vm::RefusingHost host;
  const char* text = "let f = n: if n == 0 then 0 else 1 + f (n - 1); in f 5000";
  uint64_t used[2];
  for (uint64_t& u : used) {
    vm::Vm machine({.host = &host});
    EXPECT_EQ(shown(machine.evaluate({.text = text})), "5000");
    u = machine.statistics().fuel;
  }
  EXPECT_EQ(used[0], used[1]);
  EXPECT_EQ(shown(evaluate(text, {.fuel = used[0] + 5000})), "5000");
  EXPECT_EQ(shown(evaluate(text, {.fuel = used[0] / 2})), "error resource");
}

// A thousand calls, but most of a gigabyte of lists: fuel is what limits time.
TEST(Limits, LargeObjectsTakeFuelByTheirSize) {
  for (const char* text :
       {"builtins.length (builtins.foldl' (l: x: l ++ [ x ]) (builtins.genList (x: x) 100000) "
        "(builtins.genList (x: x) 1000))",
        "builtins.stringLength (builtins.foldl' (s: x: s + \"x\") (builtins.concatStringsSep "
        "\"xxxxxxx\" (builtins.genList (x: \"y\") 100000)) (builtins.genList (x: x) 1000))"}) {
    vm::RefusingHost host;
    vm::Vm machine({.host = &host});
    EXPECT_TRUE(machine.evaluate({.text = text}).ok()) << text;
    EXPECT_GT(machine.statistics().fuel, 190'000u) << text;
    EXPECT_EQ(shown(evaluate(text, {.fuel = 150'000})), "error resource") << text;
  }
}

// Endless in the depth, members and steps of builtins that call nothing: what they walk over
// counts.
TEST(Limits, BuiltinsTakeFuelByWhatTheyWalkOver) {
  for (const char* text : {"builtins.toJSON (let x = { a = 1; b = x; }; in x)",
                           "builtins.toXML (let x = { a = 1; b = x; }; in x)",
                           "builtins.match \"((a*)*)*b\" (builtins.concatStringsSep \"\" "
                           "(builtins.genList (x: \"a\") 10000))"}) {
    vm::RefusingHost host;
    vm::Vm machine({.limits = {.fuel = 50'000}, .host = &host});
    vm::Outcome o = machine.evaluate({.text = text});
    EXPECT_EQ(shown(o), "error resource") << text;
    EXPECT_NE(o.error.message.find("fuel"), std::string::npos) << text << ": " << o.error.message;
  }
}

TEST(Limits, CallDepthCountsTailCallsAndIsGivenBack) {
  EXPECT_EQ(shown(evaluate("(x: x x) (x: x x)", {.call_depth = 1000})), "error resource");
  EXPECT_EQ(
      shown(evaluate("let f = n: if n == 0 then 0 else f (n - 1); in [ (f 900) (f 900) (f 900) ]",
                     {.call_depth = 1000})),
      "[ 0 0 0 ]");
}

TEST(Limits, CallDepthIsGivenBackBetweenCallsOfAnEmbedder) {
  vm::RefusingHost host;
  vm::Vm machine({.limits = {.call_depth = 10}, .host = &host});
  vm::Outcome f =
      machine.evaluate({.text = "builtins.sort (a: b: a < b)", .output = vm::Output::kHandle});
  ASSERT_TRUE(f.ok());
  for (int i = 0; i < 20; ++i) {
    vm::Handle list = machine.make_list({machine.make_int(2), machine.make_int(1)});
    ASSERT_TRUE(machine.call(*f.handle, {list}).ok()) << "call " << i;
  }
}

TEST(Limits, HeapIsCharged) {
  vm::Outcome o = evaluate("let f = n: [ n ] ++ f (n + 1); in f 0", {.heap_bytes = 32 << 20});
  EXPECT_EQ(shown(o), "error resource");
  o = evaluate("let f = s: f (s + s); in f \"xxxxxxxxxxxxxxxx\"", {.heap_bytes = 32 << 20});
  EXPECT_EQ(shown(o), "error resource");
  o = evaluate("builtins.length (builtins.genList (x: x) 1000000000)", {.heap_bytes = 32 << 20});
  EXPECT_EQ(shown(o), "error resource");
}

TEST(Limits, ALimitIsNeverCaughtNorKept) {
  vm::RefusingHost host;
  EXPECT_EQ(shown(evaluate("builtins.tryEval ((x: x x) (x: x x))", {.call_depth = 1000})),
            "error resource");
  EXPECT_EQ(shown(evaluate("let x = x: x; in builtins.tryEval (builtins.foldl' (a: b: a) 0 "
                           "(builtins.genList x 100000))",
                           {.fuel = 50'000})),
            "error resource");
}

TEST(Limits, CancelFromAnotherThread) {
  vm::RefusingHost host;
  vm::Vm machine({.limits = {.call_depth = 16'000'000}, .host = &host});
  std::thread canceller([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    machine.cancel();
  });
  // Long enough to be cancelled, however fast the machine.
  vm::Outcome o =
      machine.evaluate({.text = "let f = n: if n == 0 then 0 else f (n - 1); g = n: if n == 0 then "
                                "0 else g (n - 1) + f 1000000; in g 1000000"});
  canceller.join();
  EXPECT_EQ(shown(o), "error resource");
  EXPECT_NE(o.error.message.find("cancelled"), std::string::npos);
  EXPECT_EQ(shown(machine.evaluate({.text = "1"})), "1");
}

TEST(Stacks, DeepRecursionTakesNoNativeStack) {
  EXPECT_EQ(shown(evaluate("let f = n: if n == 0 then 0 else 1 + f (n - 1); in f 1000000")),
            "1000000");
  EXPECT_EQ(shown(evaluate("builtins.length [ (builtins.foldl' (a: _: [ a ]) 1 (builtins.genList "
                           "(x: x) 1000000)) ]")),
            "1");
  const char* nested =
      "let n = builtins.foldl' (a: _: [ a ]) 1 (builtins.genList (x: x) 1000000); in ";
  EXPECT_EQ(shown(evaluate(nested + std::string("builtins.deepSeq n 2"))), "2");
  EXPECT_EQ(shown(evaluate(nested + std::string("[ n ] == [ n ]"))), "true");
  EXPECT_EQ(shown(evaluate("let mk = _: builtins.foldl' (a: _: [ a ]) 1 (builtins.genList (x: x) "
                           "1000000); in mk 1 == mk 2")),
            "true");
}

TEST(Stacks, ErrorsAtAnyDepthLeaveThemEmpty) {
  vm::RefusingHost host;
  vm::Vm machine({.host = &host});
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(
        shown(machine.evaluate(
            {.text = "let f = n: if n == 0 then throw \"end\" else 1 + f (n - 1); in f 100000"})),
        "error throw");
    EXPECT_EQ(
        shown(machine.evaluate({.text = "let f = n: if n == 0 then throw \"end\" else 1 + f (n - "
                                        "1); in (builtins.tryEval (f 100000)).success"})),
        "false");
  }
}

TEST(Errors, HaveClassPositionAndContexts) {
  vm::Outcome o = evaluate("let\n  f = x: x + \"a\";\nin f 1");
  EXPECT_EQ(shown(o), "error type");
  EXPECT_EQ(o.error.position.line, 2u);
  EXPECT_EQ(o.error.position.column, 12u);
  o = evaluate("let f = n: if n == 0 then throw \"end\" else 1 + f (n - 1); in f 1000");
  EXPECT_GE(o.error.frames, 1000u);
  EXPECT_EQ(o.error.first.size(), 20u);
  EXPECT_EQ(o.error.last.size(), 20u);
}

TEST(Errors, InfiniteRecursionHasAPosition) {
  vm::Outcome o = evaluate("let a = b; b = c; c = a; in a");
  EXPECT_EQ(shown(o), "error infinite-recursion");
  EXPECT_EQ(o.error.position.line, 1u);
}

TEST(Dialects, DecideWhetherAFailureIsKept) {
  const char* text =
      "let bad = builtins.trace \"ran\" (throw \"no\"); p = _: (builtins.tryEval bad).success; in "
      "[ (p 1) (p 2) ]";
  EXPECT_EQ(evaluate(text).trace.size(), 1u);
  EXPECT_EQ(evaluate(text, {}, "nix-2.8").trace.size(), 2u);
}

TEST(Events, AreTheSameInEveryRunAndBalanced) {
  auto run = [] {
    std::vector<std::string> events;
    int64_t open = 0;
    vm::RefusingHost host;
    vm::VmOptions options{.host = &host};
    options.on_event = [&](const vm::MachineEvent& e) {
      std::string line = e.event;
      line += e.context ? e.context : "";
      line += e.name ? e.name : "";
      line += e.state ? e.state : "";
      events.push_back(line + " " + std::to_string(e.thunk) + " " +
                       std::to_string(e.span.from.column) + "-" + std::to_string(e.span.to_column));
      if (std::string(e.event) == "push") ++open;
      if (std::string(e.event) == "pop" || std::string(e.event) == "unwind") --open;
    };
    vm::Vm machine(std::move(options));
    vm::Outcome o = machine.evaluate(
        {.text = "let a = b + 1; b = 2; l = map (x: x + a) [ 1 2 ]; in [ l (l == [ 4 5 ]) "
                 "(builtins.tryEval (throw \"x\")).success ]",
         .strict = true,
         .watch = true});
    EXPECT_EQ(shown(o), "[ [ 4 5 ] true false ]");
    EXPECT_EQ(open, 0);
    return events;
  };
  std::vector<std::string> first = run();
  EXPECT_GT(first.size(), 20u);
  EXPECT_EQ(first, run());
}

// Answers every question only when it is asked a second time.
class SlowHost final : public vm::Host {
 public:
  vm::MemoryHost files;
  int waits = 0;

  vm::Result<std::string> read_file(const std::string& p) override {
    return late("file " + p) ? vm::Result<std::string>(wait()) : files.read_file(p);
  }
  vm::Result<vm::DirEntries> read_dir(const std::string& p) override {
    return late("dir " + p) ? vm::Result<vm::DirEntries>(wait()) : files.read_dir(p);
  }
  vm::Result<vm::FileStatus> lstat(const std::string& p) override {
    return late("stat " + p) ? vm::Result<vm::FileStatus>(wait()) : files.lstat(p);
  }
  vm::Result<std::string> read_link(const std::string& p) override {
    return late("link " + p) ? vm::Result<std::string>(wait()) : files.read_link(p);
  }
  std::string get_env(const std::string&) override { return ""; }
  int64_t current_time() override { return 0; }

 private:
  bool late(const std::string& question) { return asked_.insert(question).second; }
  vm::Failure wait() {
    ++waits;
    return {vm::ErrorClass::kIo, "not there yet", true};
  }
  std::set<std::string> asked_;
};

constexpr const char* kManyFiles =
    "let t = builtins.trace \"once\" (import ./a.nix); in { inherit t; r = builtins.readFile "
    "./d/x.txt; "
    "s = builtins.attrNames (builtins.readDir ./d); e = map builtins.pathExists [ ./a.nix ./none "
    "]; "
    "c = \"${./d/x.txt}\"; n = (builtins.tryEval (import ./bad.nix)).success; u = t.v; "
    "h = builtins.hashFile \"sha256\" ./d/x.txt; k = builtins.readFileType ./d; p = builtins.path "
    "{ path = ./d; }; }";

void add_files(vm::MemoryHost& host) {
  host.add_file("/w/a.nix", "{ v = (import ./b.nix) + 1; }");
  host.add_file("/w/b.nix", "41");
  host.add_file("/w/bad.nix", "throw \"bad\"");
  host.add_file("/w/d/x.txt", "text");
}

TEST(Suspension, ParksForTheHostAndGoesOnWhereItWas) {
  vm::MemoryHost quick;
  add_files(quick);
  vm::Vm straight({.host = &quick});
  vm::Request request{.text = kManyFiles, .base_path = "/w", .strict = true};
  vm::Outcome wanted = straight.evaluate(request);
  ASSERT_TRUE(wanted.ok()) << wanted.error.message;

  SlowHost slow;
  add_files(slow.files);
  vm::Vm machine({.host = &slow});
  vm::Outcome o = machine.evaluate(request);
  int resumed = 0;
  while (o.suspended()) {
    ++resumed;
    o = machine.resume();
  }
  EXPECT_EQ(shown(o), *wanted.value);
  EXPECT_EQ(o.trace, wanted.trace);
  EXPECT_EQ(resumed, slow.waits);
  EXPECT_GT(resumed, 8);
}

// A derivation that Nix 2.8.0 wrote. What is made with it has the paths that 2.8.0 gives.
TEST(Suspension, WaitsForDerivationsInTheStore) {
  SlowHost slow;
  const std::string dep = "/nix/store/6qsjfwbl2bd4kf1f98jm75k35g75hg77-foo.drv";
  slow.files.add_file(
      dep, R"(Derive([("dev","/nix/store/71fq9cjgiz8b6rqh8m4yqr860syfh7x7-foo-dev","",""),)"
           R"(("out","/nix/store/jnnwh0ijjvmbmgqxwkc5w0b3vb848h1n-foo","","")],[],[],"s","b",[],)"
           R"([("builder","b"),("dev","/nix/store/71fq9cjgiz8b6rqh8m4yqr860syfh7x7-foo-dev"),)"
           R"(("name","foo"),("out","/nix/store/jnnwh0ijjvmbmgqxwkc5w0b3vb848h1n-foo"),)"
           R"(("outputs","dev out"),("system","s")]))");
  for (bool write : {false, true}) {
    vm::Vm machine({.host = &slow, .write_store = write});
    vm::Outcome o = machine.evaluate(
        {.text = "let i = import " + dep +
                 "; d = x: (derivation { name = \"user\"; system = \"s\"; "
                 "builder = \"b\"; inherit x; }).drvPath; in [ i.outputName (d i) (d i.drvPath) "
                 "(builtins.attrNames (builtins.getContext (builtins.readFile " +
                 dep + "))) ]",
         .base_path = "/w",
         .strict = true});
    while (o.suspended()) o = machine.resume();
    EXPECT_EQ(shown(o),
              "[ \"dev\" \"/nix/store/ciqdg26xsbkpv8hzb7jdkvchplh2h5mn-user.drv\" "
              "\"/nix/store/v97y02270zn503p8x3gxm156qfvjyqdh-user.drv\" [ ] ]");
  }
  EXPECT_EQ(slow.waits, 2);  // once whether it is there, once what is in it

  SlowHost sources;
  sources.files.add_file("/w/src/t", "text");
  vm::Vm machine({.host = &sources, .write_store = true});
  vm::Outcome o = machine.evaluate({.text = "builtins.readFile \"${./src}/t\"", .base_path = "/w"});
  while (o.suspended()) o = machine.resume();
  EXPECT_EQ(shown(o), "\"text\"");
}

TEST(Suspension, AnotherThreadMayResume) {
  SlowHost slow;
  add_files(slow.files);
  vm::Vm machine({.host = &slow});
  vm::Outcome o = machine.evaluate({.text = "import ./a.nix", .base_path = "/w", .strict = true});
  while (o.suspended()) std::thread([&] { o = machine.resume(); }).join();
  EXPECT_EQ(shown(o), "{ v = 42; }");
}

TEST(Suspension, GivingUpRestoresEveryThunk) {
  SlowHost slow;
  add_files(slow.files);
  vm::Vm machine({.host = &slow});
  vm::Request request{.text = "(import ./a.nix).v", .base_path = "/w"};
  vm::Outcome o = machine.evaluate(request);
  for (int rounds = 0; o.suspended() && rounds < 100; ++rounds) {
    machine.give_up();
    o = machine.evaluate(request);  // one more of the questions has been answered by now
  }
  EXPECT_EQ(shown(o), "42");
}

TEST(Values, CanBeWalkedForcedCalledAndBuilt) {
  vm::RefusingHost host;
  vm::Vm machine({.host = &host});
  vm::Outcome o = machine.evaluate(
      {.text =
           "{ f = a: b: a + b; l = [ 1 (1 + 1) ]; t = throw \"late\"; x = 1.5; n = null; p = /a; }",
       .output = vm::Output::kHandle});
  ASSERT_TRUE(o.handle);
  vm::Handle set = *o.handle;
  EXPECT_EQ(machine.names(set), (std::vector<std::string>{"f", "l", "n", "p", "t", "x"}));
  EXPECT_FALSE(machine.attribute(set, "none"));
  auto attributes = machine.attributes(set);
  ASSERT_EQ(attributes.size(), 6u);
  EXPECT_EQ(attributes[5].first, "x");
  EXPECT_EQ(machine.as_float(attributes[5].second), 1.5);
  EXPECT_EQ(machine.as_float(*machine.attribute(set, "x")), 1.5);
  EXPECT_EQ(machine.kind(*machine.attribute(set, "n")), vm::ValueKind::kNull);
  EXPECT_EQ(machine.as_text(*machine.attribute(set, "p")), "/a");

  vm::Handle list = *machine.force(*machine.attribute(set, "l")).handle;
  ASSERT_EQ(machine.size(list), 2u);
  EXPECT_EQ(machine.kind(machine.element(list, 1)), vm::ValueKind::kThunk);
  EXPECT_EQ(machine.as_int(*machine.force(machine.element(list, 1)).handle), 2);
  EXPECT_EQ(machine.as_int(machine.element(list, 1)), 2);  // the cell itself is evaluated now

  EXPECT_EQ(shown(machine.force(*machine.attribute(set, "t"))), "error throw");
  vm::Handle f = *machine.force(*machine.attribute(set, "f")).handle;
  EXPECT_EQ(machine.kind(f), vm::ValueKind::kFunction);
  vm::Outcome sum = machine.call(f, {machine.make_string("x"), machine.make_string("y")});
  EXPECT_EQ(machine.as_text(*sum.handle), "xy");
  EXPECT_EQ(shown(machine.call(f, {machine.make_int(1), machine.make_null()})), "error type");

  vm::Handle built = machine.make_set(
      {{"b", machine.make_bool(true)}, {"a", machine.make_list({machine.make_int(INT64_MIN)})}});
  vm::Outcome g =
      machine.evaluate({.text = "s: s.b && builtins.head s.a < 0", .output = vm::Output::kHandle});
  EXPECT_TRUE(machine.as_bool(*machine.call(*g.handle, {built}).handle));
  machine.release(built);
}

}  // namespace
