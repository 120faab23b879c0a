// What a Nix program cannot see: limits, cancellation, stacks after errors, chunk links,
// determinism of events.
#include "vm/vm.h"

#include <gtest/gtest.h>

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

TEST(Limits, CallDepthCountsTailCallsAndIsGivenBack) {
  EXPECT_EQ(shown(evaluate("(x: x x) (x: x x)", {.call_depth = 1000})), "error resource");
  EXPECT_EQ(
      shown(evaluate("let f = n: if n == 0 then 0 else f (n - 1); in [ (f 900) (f 900) (f 900) ]",
                     {.call_depth = 1000})),
      "[ 0 0 0 ]");
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
                       std::to_string(e.position.column));
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

}  // namespace
