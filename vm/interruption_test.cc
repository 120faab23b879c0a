// Programs that are cut at every step they take, and programs for which every allocation they make
// fails. What a cut must not change: value, class, traces, steps. What a failure must leave behind:
// a machine that evaluates the same program rightly.
#include <gtest/gtest.h>

#include "vm/vm.h"

namespace vm {
namespace {

// Small, and together they meet most kinds of context, of builtins and of errors.
constexpr const char* kPrograms[] = {
    "1 + 2 * 3",
    "let a = b; b = c; c = 1 + 1; in [ a b c ]",
    "let f = n: if n == 0 then 0 else 1 + f (n - 1); in f 12",
    "let f = n: a: if n == 0 then a else f (n - 1) (a + n); in f 12 0",
    "{ a = 1; b.c = 2; ${\"d\" + \"e\"} = 3; }",
    "rec { a = 1; b = a + c; c = 2; }.b",
    "with { a = 1; b = 2; }; a + b",
    "let x = x; in x",
    "let a = b; b = c; c = a; in a",
    "throw \"gone\"",
    "builtins.tryEval (throw \"x\")",
    "builtins.tryEval (assert false; 1)",
    "builtins.trace \"one\" (builtins.trace \"two\" 3)",
    "map (x: builtins.trace \"seen\" (x * x)) [ 1 2 3 4 ]",
    "builtins.filter (x: x > 1) [ 1 2 3 ]",
    "builtins.foldl' (a: b: a + b) 0 [ 1 2 3 4 5 ]",
    "builtins.sort (a: b: a < b) [ 5 3 9 1 4 ]",
    "builtins.sort builtins.lessThan [ \"b\" \"a\" \"c\" ]",
    "builtins.genList (x: x * 2) 6",
    "builtins.concatMap (x: [ x x ]) [ 1 2 3 ]",
    "builtins.concatStringsSep \", \" (map toString [ 1 2.5 true null ])",
    "builtins.mapAttrs (n: v: n + toString v) { a = 1; b = 2; }",
    "builtins.listToAttrs (map (n: { name = n; value = n + n; }) [ \"a\" \"b\" ])",
    "builtins.groupBy (x: if x > 2 then \"big\" else \"small\") [ 1 2 3 4 ]",
    "builtins.zipAttrsWith (n: vs: vs) [ { a = 1; } { a = 2; b = 3; } ]",
    R"(builtins.genericClosure {
         startSet = [ { key = 1; } ];
         operator = i: if i.key < 5 then [ { key = i.key + 1; } ] else [ ];
       })",
    "builtins.toJSON { a = [ 1 2.5 \"x\" null true ]; b = { outPath = \"o\"; }; }",
    "builtins.fromJSON ''{ \"a\": [ 1, 2.5, \"x\", null, true ], \"b\": { \"c\": \"d\" } }''",
    "builtins.toXML { a = [ 1 \"x\" ]; f = x: x; }",
    "builtins.match \"(a+)(b*)\" \"aaabb\"",
    "builtins.split \"([,;])\" \"a,b;c\"",
    "builtins.replaceStrings [ \"a\" \"b\" ] [ \"b\" \"a\" ] \"abba\"",
    "builtins.substring 1 3 \"abcdef\" + builtins.hashString \"sha256\" \"x\"",
    "{ a = [ 1 { b = 2; } ]; } == { a = [ 1 { b = 1 + 1; } ]; }",
    "[ 1 [ 2 3 ] ] < [ 1 [ 2 4 ] ]",
    "({ a, b ? a + 1, ... }@args: a + b + args.c) { a = 1; c = 3; }",
    "({ a }: a) { b = 1; }",
    "let s = { __functor = self: x: self.n + x; n = 2; }; in s 3",
    "\"${{ outPath = \"x\"; }} ${toString [ 1 2 ]} ${{ __toString = s: \"y\"; }}\"",
    "builtins.attrValues (builtins.intersectAttrs { a = 1; b = 2; } { b = 3; c = 4; })",
    "let l = [ 1 2 ] ++ [ (1 + 2) ]; in builtins.elemAt l 2 + builtins.length l",
    "({ a = 1; } // { b = 2; }).c or (throw \"no c\")",
    "builtins.deepSeq [ 1 (let x = { y = 1 + 1; }; in x) ] (builtins.seq 1 2)",
    "builtins.addErrorContext \"note\" (1 + \"x\")",
    "(derivation { name = \"d\"; system = \"s\"; builder = \"b\"; }).drvPath",
    "builtins.attrNames (builtins.removeAttrs { a = 1; b = 2; } [ \"a\" ])",
    "(builtins.fromTOML \"a = 1\\n[b]\\nc = [ 1, 2 ]\").b.c",
    "builtins.partition (x: x < 3) [ 1 2 3 4 ]",
    // What is patched again behind the overrides has given way to its value by then.
    "rec { __overrides = if y > 0 then f (f (f { })) else 0; f = a: a; y = x; x = z; z = 2; }",
    "builtins.any (x: x == 2) [ 1 2 3 ] && builtins.all (x: x > 0) [ 1 2 3 ]",
};

std::string text_of(const Outcome& outcome) {
  std::string text = outcome.ok() ? *outcome.value
                                  : std::string(error_class_name(outcome.error.error_class)) +
                                        ": " + outcome.error.message;
  for (const std::string& line : outcome.trace) text += "\ntrace: " + line;
  return text;
}

class Interruption : public testing::TestWithParam<bool> {
 protected:
  Vm machine(uint64_t fuel = UINT64_MAX) {
    VmOptions options;
    options.host = &host_;
    options.limits.fuel = fuel;
    options.stress.collect_always = GetParam();
    return Vm(std::move(options));
  }
  static Request request(const char* program, bool park = false) {
    Request r;
    r.text = program;
    r.strict = true;
    r.park_at_limits = park;
    return r;
  }
  RealHost host_;
};

constexpr const char* kOther = "let f = n: if n == 0 then [ ] else [ n ] ++ f (n - 1); in f 3";
constexpr const char* kOtherValue = "[ 3 2 1 ]";

TEST_P(Interruption, CutsAtAnyStepChangeNothing) {
  uint64_t cuts = 0;
  for (const char* program : kPrograms) {
    Vm plain = machine();
    std::string wanted = text_of(plain.evaluate(request(program)));
    uint64_t steps = plain.statistics().fuel;
    Vm vm = machine();
    for (uint64_t k = 1; k <= steps; ++k) {
      SCOPED_TRACE(std::string(program) + ", cut at step " + std::to_string(k));
      uint64_t before = vm.statistics().fuel;
      vm.set_limits({.fuel = k});
      Outcome outcome = vm.evaluate(request(program, true));
      ASSERT_EQ(outcome.waiting, Waiting::kLimit);
      vm.set_limits({});
      ASSERT_EQ(text_of(vm.resume()), wanted);
      ASSERT_EQ(vm.statistics().fuel - before, steps);
      ++cuts;
    }
  }
  EXPECT_GT(cuts, 500u);
}

TEST_P(Interruption, GivingUpAtAnyStepLeavesNothingBehind) {
  for (const char* program : kPrograms) {
    Vm plain = machine();
    std::string wanted = text_of(plain.evaluate(request(program)));
    uint64_t steps = plain.statistics().fuel;
    Vm vm = machine();

    for (uint64_t k = 1; k <= steps; ++k) {
      SCOPED_TRACE(std::string(program) + ", given up at step " + std::to_string(k));
      vm.set_limits({.fuel = k});
      ASSERT_EQ(vm.evaluate(request(program, true)).waiting, Waiting::kLimit);
      vm.give_up();
      vm.set_limits({});
      ASSERT_EQ(text_of(vm.evaluate(request(kOther))), kOtherValue);
      ASSERT_EQ(text_of(vm.evaluate(request(program))), wanted);
    }
  }
}

TEST_P(Interruption, CutsAtEveryStepChangeNothing) {
  for (const char* program : kPrograms) {
    SCOPED_TRACE(program);
    Vm plain = machine();
    std::string wanted = text_of(plain.evaluate(request(program)));
    Vm vm = machine(1);
    Outcome outcome = vm.evaluate(request(program, true));
    uint64_t fuel = 1;
    for (; outcome.suspended(); outcome = vm.resume()) vm.set_limits({.fuel = ++fuel});
    EXPECT_EQ(text_of(outcome), wanted);
    EXPECT_EQ(vm.statistics().fuel, plain.statistics().fuel);
    EXPECT_EQ(fuel, plain.statistics().fuel + 1);
  }
}

// A thunk that outlives the evaluation that was given up: it is as if nobody had begun.
TEST_P(Interruption, SharedThunksSurviveBeingGivenUp) {
  for (const char* program : kPrograms) {
    Vm plain = machine();
    std::string wanted = text_of(plain.evaluate(request(program)));
    Request make;
    make.text = "{ f = x: builtins.deepSeq x x; cell = [ (" + std::string(program) + ") ]; }";
    make.output = Output::kHandle;
    for (uint64_t k = 1;; k += 3) {
      SCOPED_TRACE(std::string(program) + ", given up at step " + std::to_string(k));
      Vm vm = machine();
      Handle set = *vm.evaluate(make).handle;
      Handle cell = *vm.attribute(set, "cell");
      Handle f = *vm.attribute(set, "f");
      vm.set_limits({.fuel = k});
      Outcome first = vm.call(f, {cell});
      bool cut = !first.ok() && first.error.error_class == ErrorClass::kResource;
      vm.set_limits({});
      Outcome again = vm.call(f, {cell});
      if (first.ok() || again.ok()) {
        ASSERT_TRUE(again.ok()) << text_of(again);
      } else {
        ASSERT_EQ(
            std::string(error_class_name(again.error.error_class)) + ": " + again.error.message,
            wanted.substr(0, wanted.find("\ntrace")));
      }
      if (!cut) break;
    }
  }
}

TEST_P(Interruption, EveryAllocationMayFail) {
  uint64_t failures = 0;
  for (const char* program : kPrograms) {
    Vm vm = machine();
    Stress calm{.collect_always = GetParam()};
    std::string wanted = text_of(vm.evaluate(request(program)));
    bool failed = true;
    for (uint64_t n = 1; failed; ++n) {
      SCOPED_TRACE(std::string(program) + ", allocation " + std::to_string(n) + " fails");
      vm.set_stress({.collect_always = GetParam(), .fail_allocation = n});
      Outcome outcome = vm.evaluate(request(program));
      vm.set_stress(calm);
      failed = !outcome.ok() && outcome.error.error_class == ErrorClass::kResource;
      if (!failed) {
        ASSERT_EQ(text_of(outcome), wanted);
      }
      ASSERT_EQ(text_of(vm.evaluate(request(program))), wanted);
      ASSERT_LT(n, 100'000u) << "it never succeeds";
      failures += failed;
    }
  }
  EXPECT_GT(failures, 300u);
}

INSTANTIATE_TEST_SUITE_P(, Interruption, testing::Bool(), [](const auto& info) {
  return info.param ? "CollectingAlways" : "CollectingSeldom";
});

}  // namespace
}  // namespace vm
