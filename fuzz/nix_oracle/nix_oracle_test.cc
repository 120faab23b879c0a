// The oracle's answers, known in advance, and what it survives. Skipped where there is no Nix 2.8.
#include "fuzz/nix_oracle/nix_oracle.h"

#include <gtest/gtest.h>

#include "fuzz/compare.h"
#include "fuzz/nix_oracle/vote.h"

namespace fuzz {
namespace {

using Output = ReferenceRequest::Output;

class NixOracleTest : public testing::Test {
 protected:
  void SetUp() override {
    auto started = NixOracle::start(ASSAY_CORPUS_DIRECTORY, ASSAY_NIX_PRELOAD);
    if (auto* absent = std::get_if<NixOracle::Absent>(&started))
      GTEST_SKIP() << "no Nix: " << absent->reason;
    nix_ = std::move(std::get<std::unique_ptr<NixOracle>>(started));
    if (nix_->is_repl()) GTEST_SKIP() << "Nix is " << nix_->version() << ", not 2.8";
  }

  std::string value(std::string_view program, Output output = Output::kCanonical) {
    return describe(nix_->ask(program, output));
  }
  vm::ErrorClass error(std::string_view program) {
    Verdict verdict = nix_->ask(program, Output::kCanonical);
    EXPECT_EQ(verdict.kind, Verdict::Kind::kError) << program << describe(verdict);
    return verdict.error_class;
  }

  std::unique_ptr<NixOracle> nix_;
};

TEST_F(NixOracleTest, ValuesAreTyped) {
  EXPECT_EQ(
      value(R"([ 1 1.0 "a\"b" true null /a/b (x: x) builtins.add (builtins.add 1) ])"),
      R"([ 1 float:3ff0000000000000 "a\"b" true null path:"/a/b" <lambda> <lambda> <lambda> ])");
  EXPECT_EQ(value("{ b = [ ]; a = [ 1 ]; c = [ 1 2 ]; }"),
            R"({ "a" = [ 1 ]; "b" = [ ]; "c" = [ 1 2 ]; })");
  EXPECT_EQ(value("{ a = 1 + 1; }", Output::kStrict), "{ a = 2; }");
  EXPECT_EQ(value("{ a = 1 + 1; }", Output::kLazy), "{ a = <CODE>; }");
}

TEST_F(NixOracleTest, StringsHaveTheirContext) {
  const std::string_view program =
      R"(let d = derivation { name = "d"; system = "s"; builder = "b"; outputs = [ "out" "dev" ]; };
      in [ "${d}" "${d.dev}${d}${d.drvPath}" (builtins.toFile "t" "x")
           (builtins.unsafeDiscardStringContext d)
           (builtins.unsafeDiscardOutputDependency d.drvPath) ])";
  Verdict verdict = nix_->ask(program, Output::kCanonical);
  EXPECT_NE(verdict.text.find("<\"!dev!/nix/store/"), std::string::npos) << verdict.text;
  EXPECT_NE(verdict.text.find("\"=/nix/store/"), std::string::npos) << verdict.text;
  VmSubject subject(*vm::find_dialect("nix-2.8"));
  EXPECT_TRUE(same(verdict, subject.run(program))) << describe(verdict) << "\n"
                                                   << describe(subject.run(program));
}

TEST_F(NixOracleTest, ErrorsHaveTheirClass) {
  EXPECT_EQ(error("throw \"cannot coerce\""), vm::ErrorClass::kThrow);
  EXPECT_EQ(error("throw \"\""), vm::ErrorClass::kThrow);
  EXPECT_EQ(error("abort \"x\""), vm::ErrorClass::kAbort);
  EXPECT_EQ(error("assert false; 1"), vm::ErrorClass::kAssert);
  EXPECT_EQ(error("1 + \"a\""), vm::ErrorClass::kType);
  EXPECT_EQ(error("{ }.a"), vm::ErrorClass::kMissingAttribute);
  EXPECT_EQ(error("let x = x; in x"), vm::ErrorClass::kInfiniteRecursion);
  EXPECT_EQ(error("({ a }: a) { }"), vm::ErrorClass::kMissingArgument);
  EXPECT_EQ(error("x"), vm::ErrorClass::kUndefinedVariable);
  EXPECT_EQ(error("1 +"), vm::ErrorClass::kParse);
  EXPECT_EQ(error("<nothing>"), vm::ErrorClass::kSearchPath);
}

TEST_F(NixOracleTest, TracesAreTold) {
  Verdict verdict =
      nix_->ask(R"(builtins.trace "a" (builtins.trace 2 (throw "x")))", Output::kCanonical);
  EXPECT_EQ(verdict.traces, (std::vector<std::string>{"a", "2"}));
  EXPECT_EQ(value("1"), "1");  // and not told twice
}

TEST_F(NixOracleTest, ADeathIsALimitAndTheNextProgramIsAnswered) {
  Verdict deep = nix_->ask("let f = n: 1 + f (n + 1); in f 0", Output::kCanonical);
  EXPECT_EQ(deep.kind, Verdict::Kind::kLimit);
  EXPECT_NE(deep.message.find("stack overflow"), std::string::npos) << deep.message;
  EXPECT_EQ(value("1"), "1");
  nix_->renew();
  EXPECT_EQ(value("2"), "2");
}

TEST_F(NixOracleTest, AnswersComeInTheOrderOfQuestions) {
  const std::string_view programs[] = {"1", "let f = n: 1 + f (n + 1); in f 0", "throw \"x\"",
                                       "builtins.trace 7 2"};
  for (std::string_view program : programs) nix_->send(program, Output::kCanonical);
  EXPECT_EQ(nix_->receive().text, "1");
  EXPECT_EQ(nix_->receive().kind, Verdict::Kind::kLimit);
  EXPECT_EQ(nix_->receive().error_class, vm::ErrorClass::kThrow);
  Verdict last = nix_->receive();
  EXPECT_EQ(last.text, "2");
  EXPECT_EQ(last.traces, std::vector<std::string>{"7"});
}

TEST_F(NixOracleTest, TheInterpreterDecidesWhatOrderLeavesOpen) {
  auto judged = [](Vote& vote, std::string_view program) {
    vote.put(program);
    return vote.judge();
  };
  Vote vote(*vm::find_dialect("nix-2.8"), *nix_, Output::kCanonical, false);
  EXPECT_EQ(judged(vote, "{ a = 1; b = [ 2.5 ]; }"), Vote::Result::kSame);
  EXPECT_EQ(judged(vote, "let f = n: 1 + f (n + 1); in f 0"), Vote::Result::kResource);
  // Several on their way.
  for (const char* program : {"1", "{ a = 2; }", "x: x"}) vote.put(program);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(vote.judge(), Vote::Result::kSame) << i;
  // A dialect that Nix does not speak differs, and the interpreter with it.
  Vote other(*vm::find_dialect("default"), *nix_, Output::kCanonical, false);
  EXPECT_EQ(judged(other, "9223372036854775807 + 1"), Vote::Result::kNixAlone);
}

// Any version of Nix.
class NixReplTest : public testing::Test {
 protected:
  void SetUp() override {
    auto started = NixOracle::start(ASSAY_CORPUS_DIRECTORY, "");
    if (auto* absent = std::get_if<NixOracle::Absent>(&started))
      GTEST_SKIP() << "no Nix: " << absent->reason;
    nix_ = std::move(std::get<std::unique_ptr<NixOracle>>(started));
    ASSERT_TRUE(nix_->is_repl());
  }
  Verdict ask(std::string_view program) { return nix_->ask(program, Output::kStrict); }

  std::unique_ptr<NixOracle> nix_;
};

TEST_F(NixReplTest, ValuesErrorsAndTraces) {
  Verdict value = ask("builtins.trace \"a\" [ 1 (builtins.trace \"b\" \"x\\n\\\"y\\\\z\") ]");
  EXPECT_NE(value.text.find("<int value=\"1\" />"), std::string::npos) << describe(value);
  EXPECT_NE(value.text.find("<string value=\"x&#xA;&quot;y\\z\" />"), std::string::npos)
      << describe(value);
  EXPECT_EQ(value.traces, (std::vector<std::string>{"a", "b"}));
  auto error = [this](std::string_view program) {
    Verdict v = ask(program);
    EXPECT_EQ(v.kind, Verdict::Kind::kError) << program << ": " << describe(v);
    return v.error_class;
  };
  EXPECT_EQ(error("throw \"cannot coerce a set\""), vm::ErrorClass::kThrow);
  EXPECT_EQ(error("assert false; 1"), vm::ErrorClass::kAssert);
  EXPECT_EQ(error("abort \"x\""), vm::ErrorClass::kAbort);
  EXPECT_EQ(error("1 + \"a\""), vm::ErrorClass::kType);
  EXPECT_EQ(error("1 +"), vm::ErrorClass::kParse);
  EXPECT_EQ(error("let x = x; in x"), vm::ErrorClass::kInfiniteRecursion);
}

TEST_F(NixReplTest, WhatEndsItIsALimitAndTheNextIsAnswered) {
  Verdict deep = ask("let f = n: 1 + f (n + 1); in f 0");
  EXPECT_EQ(deep.kind, Verdict::Kind::kLimit) << describe(deep);
  EXPECT_NE(ask("2").text.find("\"2\""), std::string::npos);
}

TEST(NixRepl, StringsAreReadWithoutPromptsAndEscapes) {
  EXPECT_EQ(NixRepl::string_in("nix-repl> \"echo\" + x\n\"a\\nb\\\"\\\\n\\$\"\n\n"), "a\nb\"\\n$");
  EXPECT_EQ(NixRepl::string_in("nix-repl> 1\n1\n"), std::nullopt);
}

}  // namespace
}  // namespace fuzz
