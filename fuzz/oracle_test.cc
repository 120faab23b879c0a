// What neither a Nix program nor the corpus can see of the interpreter: limits, permutations, what
// is kept from one program to the next, and the comparison with the VM.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "conformance/case.h"
#include "fuzz/compare.h"
#include "fuzz/startup_names.h"

namespace fuzz {
namespace {

using Kind = Verdict::Kind;
using Output = ReferenceRequest::Output;

class Oracle : public testing::Test {
 protected:
  Verdict run(std::string_view program, const ReferenceRequest& request = {}) {
    reference_.forget_names();
    return reference_.run(program, request);
  }

  vm::Dialect norm_ = *vm::find_dialect("default");
  Reference reference_{norm_};
};

TEST_F(Oracle, LimitsAreVerdictsOfTheirOwnAndCannotBeCaught) {
  const std::string_view endless = "let f = n: f (n + 1); in (builtins.tryEval (f 0)).success";
  ReferenceRequest request;
  EXPECT_EQ(run(endless, request).kind, Kind::kLimit);
  request.limits.fuel = 50;
  Verdict fuel = run(endless, request);
  EXPECT_EQ(fuel.kind, Kind::kLimit);
  EXPECT_EQ(fuel.message, "fuel");
  EXPECT_LE(fuel.fuel_used, 50u);
  request.limits = {};
  request.limits.bytes = 300'000;
  EXPECT_EQ(run("builtins.length (builtins.genList (x: x) 50000)", request).message, "memory");
  EXPECT_EQ(run(std::string(5000, '[') + std::string(5000, ']')).kind, Kind::kLimit);
}

// As deep as before, however deep the errors were that were caught on the way.
TEST_F(Oracle, CaughtErrorsGiveTheirLevelsBack) {
  Verdict verdict = run(
      "let f = n: if n == 0 then throw \"deep\" else 1 + f (n - 1); in builtins.foldl' "
      "(n: _: if (builtins.tryEval (f 50)).success then n else n + 1) 0 (builtins.genList (x: x) "
      "200)");
  EXPECT_EQ(verdict.text, "200") << describe(verdict);
}

// Gigabytes each, if only what is made in the end were counted.
TEST_F(Oracle, MemoryIsLimitedWhileSomethingGrows) {
  for (const char* program :
       {"let l = builtins.genList (x: x) 20000; in builtins.length (builtins.concatMap (_: l) l)",
        "let s = n: if n == 0 then \"x\" else let t = s (n - 1); in t + t; in "
        "builtins.stringLength (builtins.concatStringsSep \"\" (builtins.genList (_: s 20) 5000))",
        "let s = n: if n == 0 then \"x\" else let t = s (n - 1); in t + t; in "
        "builtins.stringLength (builtins.replaceStrings [ \"x\" ] [ (s 15) ] (s 16))",
        "let s = n: if n == 0 then \"x\" else let t = s (n - 1); in t + t; l = s 20; in "
        "builtins.stringLength (builtins.toJSON (builtins.genList (_: l) 5000))",
        "let s = n: if n == 0 then \"x\" else let t = s (n - 1); in t + t; l = s 20; in "
        "builtins.stringLength (builtins.toXML (builtins.genList (_: l) 5000))"}) {
    Verdict verdict = run(program);
    EXPECT_EQ(verdict.message, "memory") << program << ": " << describe(verdict);
  }
}

TEST_F(Oracle, FilesAreUnsupportedAndCannotBeCaught) {
  EXPECT_EQ(run("(builtins.tryEval (builtins.readFile /x)).success").kind, Kind::kUnsupported);
  EXPECT_EQ(run("if false then builtins.readFile /x else 1").kind, Kind::kValue);
}

TEST_F(Oracle, PermutationsDecideWhichAttributeIsForcedFirst) {
  const std::string_view program = "builtins.deepSeq { a = throw \"a\"; b = abort \"b\"; } 1";
  EXPECT_EQ(run(program).error_class, vm::ErrorClass::kThrow);
  int aborts = 0;
  for (uint32_t permutation = 1; permutation <= 20; ++permutation) {
    ReferenceRequest request;
    request.permutation = permutation;
    aborts += run(program, request).error_class == vm::ErrorClass::kAbort ? 1 : 0;
    // What does not depend on the order does not change.
    EXPECT_EQ(run("rec { b = a; a = [ c ]; c = builtins ? map; } // { d = 1; }", request).text,
              R"({ "a" = [ true ]; "b" = [ true ]; "c" = true; "d" = 1; })");
  }
  EXPECT_GT(aborts, 0);
  EXPECT_LT(aborts, 20);
}

TEST_F(Oracle, NamesAreRememberedUntilTheyAreForgotten) {
  const std::string_view program = "{ n2 = abort \"n2\"; n1 = throw \"n1\"; }";
  EXPECT_EQ(run(program).error_class, vm::ErrorClass::kAbort);
  run("{ n1 = 1; }");
  EXPECT_EQ(reference_.run(program).error_class, vm::ErrorClass::kThrow);
  EXPECT_EQ(run(program).error_class, vm::ErrorClass::kAbort);
}

TEST_F(Oracle, CanonicalTextTellsFloatsApartAndEndsCycles) {
  EXPECT_EQ(run("[ 1 1.0 (0.0 * (-1)) \"a\\n\" ./b (x: x) ]").text,
            "[ 1 float:3ff0000000000000 float:8000000000000000 \"a\\x0a\" path:\"/b\" <lambda> ]");
  Verdict cycle = run("let x = { y = x; }; in x");
  EXPECT_EQ(cycle.kind, Kind::kValue);
  EXPECT_NE(cycle.text.find("…"), std::string::npos);
  Verdict wide =
      run("let twice = x: [ x x ]; in builtins.foldl' (x: f: f x) 1 "
          "(builtins.genList (_: twice) 16)");
  EXPECT_EQ(wide.kind, Kind::kValue);
  EXPECT_LT(wide.text.size(), 100'000u);
}

// Two derivations, so that a context can have several elements.
constexpr std::string_view kContexts = R"(
let d = derivation { name = "d"; system = "s"; builder = "b"; outputs = [ "out" "dev" ]; };
    e = derivation { name = "e"; system = "s"; builder = "b"; };
    strip = builtins.unsafeDiscardStringContext;
in )";
TEST_F(Oracle, CanonicalTextHasTheContextOfStrings) {
  auto text = [&](std::string_view program) {
    return run(std::string(kContexts) + std::string(program)).text;
  };
  EXPECT_EQ(text("strip \"${d}${e}\" == \"${d}${e}\""), "true");
  std::string without = text("strip \"${e}${d.dev}${d.drvPath}\"");
  std::string with = text("\"${e}${d.dev}${d.drvPath}\"");
  ASSERT_EQ(with.substr(0, without.size()), without);
  std::string context = with.substr(without.size());
  EXPECT_EQ(context.substr(0, 2), "<\"");
  EXPECT_LT(context.find("!dev!/nix/store/"), context.find("!out!/nix/store/"));
  EXPECT_LT(context.find("!out!/nix/store/"), context.find("=/nix/store/"));
  EXPECT_EQ(text("\"${builtins.toFile \"t\" \"x\"}\" == strip \"\""), "false");
}

TEST_F(Oracle, AnEvaluationLeavesNothingBehind) {
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(run("builtins.trace \"t\" (throw \"x\")").traces, std::vector<std::string>{"t"});
    EXPECT_EQ(run("[ 1 (1 + 1) ]").text, "[ 1 2 ]");
    EXPECT_TRUE(run("1").traces.empty());
  }
}

// ---- against the VM

TEST(OracleComparison, NoticesALostContext) {
  VmSubject subject(*vm::find_dialect("default"));
  auto vm = [&](std::string_view program) {
    return subject.run(std::string(kContexts) + std::string(program));
  };
  Reference reference(*vm::find_dialect("default"));
  Verdict whole = reference.run(std::string(kContexts) + "[ \"${d}${e}\" ]");
  EXPECT_TRUE(same(whole, vm("[ \"${d}${e}\" ]"))) << describe(whole);
  EXPECT_FALSE(same(whole, vm("[ (\"${d}\" + strip \"${e}\") ]")));
  EXPECT_FALSE(same(whole, vm("[ (strip \"${d}${e}\") ]")));
  EXPECT_FALSE(same(whole, vm("[ (\"${d}${e}\" + builtins.substring 0 0 e.drvPath) ]")));
}

TEST(OracleComparison, NoticesADifference) {
  Reference old_reference(*vm::find_dialect("nix-2.8"));
  VmSubject subject(*vm::find_dialect("nix-2.35"));
  for (std::string_view program : {"9223372036854775807 + 1",
                                   "let x = builtins.trace \"x\" (throw \"x\"); in "
                                   "[ (builtins.tryEval x) (builtins.tryEval x) ]",
                                   "builtins.tryEval ((throw \"a\") // (abort \"b\"))"}) {
    Verdict wanted = old_reference.run(program);
    Verdict got = subject.run(program);
    ASSERT_TRUE(comparable(wanted, got)) << program;
    EXPECT_FALSE(same(wanted, got)) << program;
  }
}

// `derivation` is a function of the language, with a source of its own.
TEST(OracleComparison, KnowsWhereFunctionsOfTheirOwnLie) {
  Comparison comparison(*vm::find_dialect("default"));
  for (std::string_view program : {"builtins.trace derivation 1",
                                   "builtins.trace [ (x: x) derivation ] "
                                   "(builtins.unsafeGetAttrPos \"a\" { a = 1; })"})
    EXPECT_EQ(comparison.compare(program, {}), Comparison::Result::kSame)
        << describe(comparison.reference_verdict()) << "\n"
        << describe(comparison.vm_verdict());
  // What is no file is named by its text, up to a NUL byte.
  Comparison old(*vm::find_dialect("nix-2.8"));
  static constexpr char kText[] = "builtins.unsafeGetAttrPos \"a\" { a = \"\0\"; }";
  constexpr std::string_view program(kText, sizeof kText - 1);
  ReferenceRequest request{.name = program, .is_file = false};
  EXPECT_EQ(old.compare(program, request), Comparison::Result::kSame)
      << describe(old.reference_verdict()) << "\n"
      << describe(old.vm_verdict());
  EXPECT_NE(old.vm_verdict().text.find("{ a = \\\""), std::string::npos) << old.vm_verdict().text;
}

// The tree that the VM has read means the same to the interpreter as the text: where both start
// over for every program, and where they live on.
TEST(OracleComparison, TreeOfTheVmMeansWhatTheTextMeans) {
  const vm::Dialect norm = *vm::find_dialect("default");
  for (bool live_on : {false, true}) {
    Comparison comparison(norm, {.stress = {.collect_always = live_on}});
    Reference reference(norm, startup_names(norm));
    // Names that are new, known to the VM alone, and first seen while the program before ran;
    // places.
    for (std::string_view program :
         {"let z9 = { b9 = 1; a9 = 2; }; in builtins.trace z9 (z9.a9 + z9.b9 or 3)",
          "builtins.listToAttrs [ { name = \"m9\"; value = 1; } { name = \"k9\"; value = 2; } ]",
          "builtins.deepSeq { k9 = builtins.trace 1 1; m9 = builtins.trace 2 2; } null",
          "({ q9, p9 ? 2, ... }@all9: { inherit p9 all9; inherit ({ r9 = q9; }) r9; }) { q9 = 1; }",
          "with { w9 = 7; }; { \"x${toString w9}\" = w9 ? y9; \"y9\".z = __curPos.column; }",
          "(builtins.unsafeGetAttrPos \"p9\" {\n  p9 = 1; }).line",
          // Of the VM's own text of `derivation`.
          "o", "let made = 1; m9 = made; in { inherit made m9; }", "assert false; 1", "1 +"}) {
      EXPECT_NE(comparison.compare(program), Comparison::Result::kDiffer) << program;
      if (!live_on) reference.forget_names();
      Verdict from_text = reference.run(program);
      EXPECT_TRUE(same(comparison.reference_verdict(), from_text))
          << program << "\n"
          << describe(comparison.reference_verdict()) << "\n"
          << describe(from_text);
    }
    // In which order names were seen decides this one.
    EXPECT_EQ(comparison.reference_verdict().kind, Verdict::Kind::kError);
    comparison.compare(
        "builtins.deepSeq { k9 = builtins.trace 1 1; m9 = builtins.trace 2 2; } null");
    EXPECT_EQ(comparison.vm_verdict().traces, live_on ? (std::vector<std::string>{"2", "1"})
                                                      : (std::vector<std::string>{"1", "2"}));
  }
}

// What nix-instantiate 2.8.0 prints, its --xml with --no-location.
TEST(OracleComparison, WholeDocuments) {
  Comparison comparison(*vm::find_dialect("nix-2.8"));
  ReferenceRequest request{.output = Output::kXml};
  EXPECT_EQ(comparison.compare("{ b = 1; a = 1 + 1; c = { x ? 1, ... }: x; }", request),
            Comparison::Result::kSame);
  EXPECT_EQ(comparison.reference_verdict().text, R"(<?xml version='1.0' encoding='utf-8'?>
<expr>
  <attrs>
    <attr name="a">
      <unevaluated />
    </attr>
    <attr name="b">
      <int value="1" />
    </attr>
    <attr name="c">
      <unevaluated />
    </attr>
  </attrs>
</expr>
)");
  request.output = Output::kJson;
  EXPECT_EQ(comparison.compare("{ b = 1; a = [ (1 + 1) 0.5 ]; }", request),
            Comparison::Result::kSame);
  EXPECT_EQ(comparison.reference_verdict().text, R"({"a":[2,0.5],"b":1})");
}

TEST(OracleComparison, LimitsAreNotComparable) {
  Comparison comparison(*vm::find_dialect("default"));
  EXPECT_EQ(comparison.compare("let f = x: f x; in f 1"), Comparison::Result::kNotComparable);
}

// Every program of the corpus, whatever is wanted of it, comes out the same from both.
void compare_corpus(std::string_view dialect, Output output) {
  conformance::Corpus corpus;
  std::optional<std::string> failure = conformance::load_corpus(ASSAY_CORPUS_DIRECTORY, {}, corpus);
  ASSERT_FALSE(failure) << *failure;
  Comparison comparison(*vm::find_dialect(dialect));
  ReferenceRequest request;
  request.output = output;
  size_t compared = 0;
  for (const conformance::Case& test : corpus.cases) {
    std::ifstream in(test.file, std::ios::binary);
    std::string program{std::istreambuf_iterator<char>(in), {}};
    Comparison::Result result = comparison.compare(program, request);
    if (result == Comparison::Result::kNotComparable) continue;
    ++compared;
    EXPECT_EQ(result, Comparison::Result::kSame)
        << test.file.string() << " under " << dialect
        << "\n  interpreter: " << describe(comparison.reference_verdict())
        << "\n  VM:          " << describe(comparison.vm_verdict())
        << "\nAsk a real evaluator who is right.";
  }
  std::printf("%zu of %zu programs compared\n", compared, corpus.cases.size());
  EXPECT_GT(compared, 600u);
}

TEST(OracleComparison, CorpusCanonical) { compare_corpus("default", Output::kCanonical); }
TEST(OracleComparison, CorpusStrict) { compare_corpus("default", Output::kStrict); }
TEST(OracleComparison, CorpusLazy) { compare_corpus("default", Output::kLazy); }
TEST(OracleComparison, CorpusJson) { compare_corpus("default", Output::kJson); }
TEST(OracleComparison, CorpusXml) { compare_corpus("default", Output::kXml); }
TEST(OracleComparison, CorpusNix28) { compare_corpus("nix-2.8", Output::kCanonical); }
TEST(OracleComparison, CorpusNix28Lazy) { compare_corpus("nix-2.8", Output::kLazy); }

}  // namespace
}  // namespace fuzz
