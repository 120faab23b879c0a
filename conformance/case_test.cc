// Headers of cases: what is read, and that every mistake is named with file, line and field.
#include "conformance/case.h"

#include <gtest/gtest.h>

#include <fstream>

#include "conformance/located_json.h"

namespace conformance {
namespace {

namespace fs = std::filesystem;

class CaseTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "case-test-XXXXXX";
    directory_ = mkdtemp(pattern.data());
    write("features.json", R"({
      "features": [
        { "name": "wide", "description": "d", "nix": { "since": "2.10", "until": "2.20" } },
        { "name": "piped", "description": "d", "experimental": "pipes", "nix": { "since": "2.5" } }
      ],
      "dialects": [ { "name": "nix-2.8", "implementation": "nix", "version": "2.8" } ],
      "default_dialect": "nix-2.8"
    })");
    ASSERT_EQ(features_.load(directory_ / "features.json"), std::nullopt);
  }
  void TearDown() override { fs::remove_all(directory_); }

  void write(const fs::path& file, std::string_view text) {
    fs::create_directories((directory_ / file).parent_path());
    std::ofstream(directory_ / file, std::ios::binary) << text;
  }

  std::optional<Case> read(std::string_view text) {
    errors_.clear();
    Case found;
    found.id = "t/c";
    found.file = "t/c.nix";
    return read_case(found, text, features_, errors_);
  }
  // The only complaint about a text, as people see it.
  std::string complaint(std::string_view text) {
    EXPECT_EQ(read(text), std::nullopt);
    EXPECT_EQ(errors_.size(), 1U);
    return errors_.empty() ? "" : errors_[0].to_string();
  }

  fs::path directory_;
  FeatureTable features_;
  std::vector<MetadataError> errors_;
};

#define PROVENANCE R"("provenance": [ { "evaluator": "nix", "version": "2.8.0" } ])"

TEST_F(CaseTest, ReadsEveryField) {
  std::optional<Case> test = read(R"(/* {
    "description": "d", "features": ["piped"], "mode": "lazy",
    "level": "unspecified", "tentative": true,
    "requires": ["filesystem"], "limits": { "timeout_seconds": 1.5 },
    "expect": [ { "when": ["!wide"],
                  "any_of": [ { "error": "throw", "trace": ["x"] }, { "value": "1" } ] },
                { "any_of": [ { "print": "[ ]" }, { "error": "type" } ] } ],
    "provenance": [ { "manual": "so it says" },
                    { "evaluator": "nix", "version": "2.8.0", "outcome": "same" } ]
  } */ 1)");
  ASSERT_TRUE(test) << errors_[0].to_string();
  EXPECT_EQ(test->features, std::vector<std::string>{"piped"});
  EXPECT_EQ(test->mode, Mode::kLazy);
  EXPECT_EQ(test->level, Level::kUnspecified);
  EXPECT_TRUE(test->tentative);
  EXPECT_EQ(test->timeout_seconds, 1.5);
  EXPECT_EQ(test->requirements, std::vector<std::string>{"filesystem"});
  const Alternative& without = test->expectation({});
  ASSERT_EQ(without.outcomes.size(), 2U);
  EXPECT_EQ(without.outcomes[0].error_class, vm::ErrorClass::kThrow);
  EXPECT_EQ(without.outcomes[0].trace, std::vector<std::string>{"x"});
  EXPECT_EQ(without.outcomes[1].trace, std::nullopt);
  const Alternative& with = test->expectation({"wide"});
  EXPECT_EQ(with.outcomes[0].kind, Outcome::Kind::kPrint);
}

TEST_F(CaseTest, DefaultsAreStrictNormativeEvaluation) {
  std::optional<Case> test =
      read("/*{\"description\":\"d\",\"expect\":{\"value\":\"1\"}," PROVENANCE "}*/ 1");
  ASSERT_TRUE(test);
  EXPECT_EQ(test->phase, Phase::kEval);
  EXPECT_EQ(test->mode, Mode::kStrict);
  EXPECT_EQ(test->level, Level::kNormative);
}

TEST_F(CaseTest, NamesFileLineAndFieldOfAMistake) {
  EXPECT_EQ(complaint("/* {\n  \"description\": \"d\",\n  \"expects\": 1,\n\"expect\": {\"value\": "
                      "\"1\"},\n" PROVENANCE "} */ 1"),
            "t/c.nix:3: expects: unknown field; known here: description, features, phase, mode, "
            "level, expect, "
            "provenance, tentative, requires, limits");
  EXPECT_EQ(
      complaint("/*\n{ \"description\": 1,\n\"expect\": {\"value\": \"1\"}," PROVENANCE "} */ 1"),
      "t/c.nix:2: description: must be a string");
  EXPECT_EQ(complaint("/* { \"description\": \"d\",\n\"expect\": [\n{\"when\": [\n\"wid\"], "
                      "\"value\": \"1\"},\n"
                      "{\"value\": \"2\"}]," PROVENANCE "} */ 1"),
            "t/c.nix:4: expect.0.when.0: unknown feature `wid`; features.json lists them");
  EXPECT_EQ(
      complaint("/* { \"description\": \"d\",\n\n\"expect\": {\n\"error\": \"thrown\"}," PROVENANCE
                "} */ 1"),
      "t/c.nix:4: expect.error: unknown error class `thrown`; corpus/README.md lists them");
  EXPECT_EQ(complaint("/* { \"description\": \"d\",\n\"expect\": {\"value\": \"[ 1\"}," PROVENANCE
                      "} */ 1"),
            "t/c.nix:2: expect.value: this is not a value as Nix prints it (at byte 3)");
}

TEST_F(CaseTest, NamesWhatIsMissing) {
  EXPECT_EQ(complaint("/* {\"expect\": {\"value\": \"1\"}," PROVENANCE "} */ 1"),
            "t/c.nix:1: description: the field is missing (a string)");
  EXPECT_EQ(complaint("/* {\"description\": \"d\"," PROVENANCE "} */ 1"),
            "t/c.nix:1: expect: the field is missing (the wanted outcome)");
  EXPECT_EQ(complaint("/* {\"description\": \"d\", \"expect\": {\"value\": \"1\"}} */ 1"),
            "t/c.nix:1: provenance: the field is missing (how is the expectation known?)");
  EXPECT_EQ(complaint("1"),
            "t/c.nix:1: a case begins, at its first byte, with a comment /* {…} */ that holds its "
            "metadata");
}

TEST_F(CaseTest, BrokenJsonHasALine) {
  EXPECT_EQ(read("/* {\n\"description\": \"d\",\n\"expect\" 1 } */ 1"), std::nullopt);
  ASSERT_EQ(errors_.size(), 1U);
  EXPECT_EQ(errors_[0].line, 3);
  EXPECT_EQ(complaint("/* {\n\"description\": \"d\",\n\"description\": \"e\"} */ 1"),
            "t/c.nix:3: description: the field is given twice");
}

TEST_F(CaseTest, ContradictionsAreMistakes) {
  auto expecting = [&](const std::string& expect, const std::string& more = "") {
    return complaint("/* {\"description\": \"d\", " + more + "\"expect\": " + expect +
                     "," PROVENANCE "} */ 1");
  };
  EXPECT_NE(expecting("{}").find("exactly one of"), std::string::npos);
  EXPECT_NE(expecting("{\"value\": \"1\", \"error\": \"throw\"}").find("exactly one of"),
            std::string::npos);
  EXPECT_NE(expecting("{\"parse\": \"ok\"}").find("needs `\"phase\": \"parse\"`"),
            std::string::npos);
  EXPECT_NE(expecting("{\"value\": \"1\"}", "\"phase\": \"parse\",").find("nothing is evaluated"),
            std::string::npos);
  EXPECT_NE(expecting("{\"error\": \"type\"}", "\"phase\": \"parse\",").find("finds only"),
            std::string::npos);
  EXPECT_NE(expecting("{\"any_of\": [{\"value\": \"1\"}, {\"value\": \"2\"}]}").find("go together"),
            std::string::npos);
  EXPECT_NE(expecting("{\"value\": \"1\"}", "\"level\": \"unspecified\",").find("go together"),
            std::string::npos);
  EXPECT_NE(expecting("[{\"value\": \"1\"}, {\"value\": \"2\"}]").find("only the last"),
            std::string::npos);
  EXPECT_NE(expecting("[{\"when\": [\"wide\"], \"value\": \"1\"}]").find("is the default"),
            std::string::npos);
  EXPECT_NE(expecting("{\"value\": \"1\", \"same_tree\": \"1\"}").find("needs `\"parse\": \"ok\"`"),
            std::string::npos);
}

TEST_F(CaseTest, LoadsACorpusAndForgetsNoFile) {
  std::string good =
      "/* {\"description\": \"d\", \"expect\": {\"value\": \"1\"}," PROVENANCE "} */ 1";
  write("topic/b.nix", good);
  write("topic/a/case.nix", good);
  write("topic/a/other.nix", "1");
  write("topic/broken.nix", "1");
  write("topic/notes.txt", "");
  write("topic/empty/other.nix", "");
  write("evaluators/x.json", "{}");
  Corpus corpus;
  ASSERT_EQ(load_corpus(directory_, {}, corpus), std::nullopt);
  ASSERT_EQ(corpus.cases.size(), 2U);
  EXPECT_EQ(corpus.cases[0].id, "topic/a");
  EXPECT_TRUE(corpus.cases[0].folder);
  EXPECT_EQ(corpus.cases[1].id, "topic/b");
  ASSERT_EQ(corpus.errors.size(), 3U);
  EXPECT_EQ(corpus.errors[0].file.filename(), "broken.nix");
  EXPECT_EQ(corpus.errors[1].file, fs::canonical(directory_) / "topic/empty/case.nix");
  EXPECT_EQ(corpus.errors[2].file.filename(), "notes.txt");

  Corpus one;
  ASSERT_EQ(load_corpus(directory_, {"topic/b"}, one), std::nullopt);
  EXPECT_EQ(one.cases.size(), 1U);
  EXPECT_TRUE(one.errors.empty());
  Corpus none;
  ASSERT_EQ(load_corpus(directory_, {"topic/zzz"}, none), std::nullopt);
  EXPECT_EQ(none.errors.size(), 1U);
  EXPECT_NE(load_corpus(directory_ / "nowhere", {}, none), std::nullopt);
}

TEST_F(CaseTest, FeaturesFollowVersions) {
  auto on = [&](std::string_view version) {
    return features_.features_of("nix", version).first.count("wide") > 0;
  };
  EXPECT_FALSE(on("2.9"));
  EXPECT_TRUE(on("2.10"));
  EXPECT_TRUE(on("2.19.9"));
  EXPECT_FALSE(on("2.20pre1"));
  EXPECT_EQ(features_.features_of("nix", "2.8").second, FeatureSet{"piped"});
  EXPECT_TRUE(features_.features_of("lix", "2.95").first.empty());
  EXPECT_LT(compare_versions("2.8", "2.18"), 0);
  EXPECT_EQ(compare_versions("2.8.0", "2.8"), 0);
}

TEST(LocatedJsonTest, KnowsTheLineOfEveryElement) {
  auto parsed = parse_located_json("{\n\"a\": [\n1,\n2\n],\n\"b/c\": {\"d\":\nnull}}");
  ASSERT_TRUE(std::holds_alternative<LocatedJson>(parsed));
  const LocatedJson& json = std::get<LocatedJson>(parsed);
  EXPECT_EQ(json.line_of("/a"), 2);
  EXPECT_EQ(json.line_of("/a/0"), 3);
  EXPECT_EQ(json.line_of("/b~1c"), 6);
  EXPECT_EQ(json.line_of("/b~1c/d"), 6);
  EXPECT_EQ(json.line_of("/b~1c/missing"), 6);
  EXPECT_EQ(json.value["a"][1], 2);
}

}  // namespace
}  // namespace conformance
