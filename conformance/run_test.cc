// The whole of `assay run`, put to evaluators that misbehave: shell scripts that hang, crash,
// babble or do not exist. Each test writes a corpus and descriptions of its own and looks at exit
// codes and at what the reports say.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "conformance/process.h"
#include "conformance/process_evaluator.h"
#include "conformance/run_command.h"
#include "conformance/verdict.h"

namespace conformance {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* kOne = R"(/* {
  "description": "one",
  "expect": { "value": "1", "trace": [] },
  "provenance": [ { "manual": "so it is" } ]
} */
1)";
constexpr const char* kThrow = R"(/* {
  "description": "throws",
  "expect": { "error": "throw" },
  "provenance": [ { "manual": "so it is" } ]
} */
throw "x")";

class RunTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "run-test-XXXXXX";
    root_ = mkdtemp(pattern.data());
    write("corpus/features.json",
          R"({"features": [ {"name": "new", "description": "d", "nix": {"since": "3"}},
                            {"name": "flagged", "description": "d", "experimental": "flag",
                             "nix": {"since": "2"}} ],
              "dialects": [], "default_dialect": "none"})");
    write("corpus/t/one.nix", kOne);
  }
  void TearDown() override { fs::remove_all(root_); }

  void write(const fs::path& file, std::string_view text) {
    fs::create_directories((root_ / file).parent_path());
    std::ofstream(root_ / file, std::ios::binary) << text;
  }

  // An evaluator NAME that is a shell script; $1… are the arguments, the last is the file.
  void describe(const std::string& name, const std::string& script, json more = json::object()) {
    write(name + ".sh", "#!/bin/sh\n" + script + "\n");
    chmod((root_ / (name + ".sh")).c_str(), 0755);
    json description = {{"name", name},
                        {"implementation", "nix"},
                        {"version", "2.8"},
                        {"command", {(root_ / (name + ".sh")).string(), "{args}", "{file}"}},
                        {"outcome", "nix-instantiate"},
                        {"timeout_seconds", 5}};
    description.update(more);
    write("corpus/evaluators/" + name + ".json", description.dump());
  }

  int run(std::vector<std::string> arguments) {
    std::vector<std::string> all = {"run", "--corpus", (root_ / "corpus").string(), "--jsonl",
                                    (root_ / "r.jsonl").string()};
    all.insert(all.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& argument : all) argv.push_back(argument.data());
    argv.push_back(nullptr);
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    int code = run_command(static_cast<int>(all.size()), argv.data());
    out_ = testing::internal::GetCapturedStdout();
    err_ = testing::internal::GetCapturedStderr();
    return code;
  }
  std::string read(const std::string& file) {
    std::ifstream in(root_ / file);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
  }
  std::vector<json> records() {
    std::vector<json> rows;
    std::stringstream lines(read("r.jsonl"));
    for (std::string line; std::getline(lines, line);) rows.push_back(json::parse(line));
    return rows;
  }
  // The verdict on the one case that was run.
  std::string verdict() {
    std::vector<json> rows = records();
    if (rows.size() != 3) return "records: " + std::to_string(rows.size()) + " " + err_;
    return rows[1].at("verdict");
  }

  fs::path root_;
  std::string out_, err_;
};

TEST_F(RunTest, AsWantedIsZero) {
  describe("good", "echo 1");
  EXPECT_EQ(run({"--evaluator", "good"}), 0) << out_ << err_;
  EXPECT_EQ(verdict(), "pass");
  EXPECT_NE(out_.find("1 of 1 normative cases as wanted (100.0 %)"), std::string::npos) << out_;
}

TEST_F(RunTest, ADeviationIsOneAndCanBeReproduced) {
  describe("wrong", "echo 2");
  EXPECT_EQ(run({"--evaluator", "wrong"}), 1);
  EXPECT_EQ(verdict(), "deviation");
  json row = records()[1];
  EXPECT_EQ(row["wanted"], "value 1, traces []");
  EXPECT_EQ(row["got"], "value 2");
  // The command is one for a shell, and does what the runner did.
  std::string command = row["reproduce"];
  ProcessSpec spec;
  spec.argv = {"/bin/sh", "-c", command};
  EXPECT_EQ(run_process(spec).out, "2\n") << command;
  EXPECT_NE(out_.find(command), std::string::npos);
}

TEST_F(RunTest, AnUnwantedTraceIsADeviation) {
  describe("chatty", "echo 'trace: hello' >&2; echo 1");
  EXPECT_EQ(run({"--evaluator", "chatty"}), 1);
  EXPECT_EQ(records()[1]["got"], "value 1, traces [\"hello\"]");
}

TEST_F(RunTest, ACrashIsNeverAWantedError) {
  write("corpus/t/one.nix", kThrow);
  describe("crash", "echo 'error: x' >&2; kill -SEGV $$");
  EXPECT_EQ(run({"--evaluator", "crash"}), 1);
  EXPECT_EQ(verdict(), "crash");
}

TEST_F(RunTest, AHangIsNeverAWantedErrorAndIsKilledWithItsChildren) {
  write("corpus/t/one.nix", kThrow);
  std::string survivor = (root_ / "survivor").string();
  describe("hang", "echo 'error: x' >&2; (sleep 1; touch " + survivor + ") & sleep 100",
           {{"timeout_seconds", 0.3}});
  auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(run({"--evaluator", "hang"}), 1);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
  EXPECT_EQ(verdict(), "timeout");
  std::this_thread::sleep_for(std::chrono::milliseconds(1000));
  EXPECT_FALSE(fs::exists(survivor));
}

TEST_F(RunTest, GarbageIsAnAdapterFailure) {
  describe("garbage", "echo '<<<'");
  EXPECT_EQ(run({"--evaluator", "garbage"}), 1);
  EXPECT_EQ(verdict(), "adapter-failure");
  describe("silent", "exit 1");
  EXPECT_EQ(run({"--evaluator", "silent"}), 1);
  EXPECT_EQ(verdict(), "adapter-failure");
  describe("nojson", "echo no", {{"outcome", "assay-json"}});
  EXPECT_EQ(run({"--evaluator", "nojson"}), 1);
  EXPECT_EQ(verdict(), "adapter-failure");
}

TEST_F(RunTest, AFloodOfOutputIsCutOff) {
  ProcessSpec spec;
  spec.argv = {"/bin/sh", "-c", "while :; do echo 0123456789012345678901234567890123456789; done"};
  spec.output_limit = 100'000;
  ProcessResult result = run_process(spec);
  EXPECT_EQ(result.end, ProcessResult::End::kTooMuchOutput);
  EXPECT_LT(result.out.size(), 300'000U);
}

TEST_F(RunTest, WhatDoesNotExistIsThreeAndTheOthersStillRun) {
  describe("good", "echo 1");
  describe("absent", "", {{"command", {"/nowhere/nix-instantiate", "{file}"}}});
  std::string junit = (root_ / "j.xml").string();
  EXPECT_EQ(run({"--evaluator", "absent", "--evaluator", "good", "--junit", junit}), 3);
  EXPECT_EQ(verdict(), "pass");
  EXPECT_NE(
      err_.find(
          "there is no program `/nowhere/nix-instantiate`: install it, or correct `command` in"),
      std::string::npos)
      << err_;
  EXPECT_NE(err_.find("absent.json"), std::string::npos);
  EXPECT_NE(read("j.xml").find("could-not-be-run"), std::string::npos);
  EXPECT_EQ(records()[0]["evaluators"][0].count("failure"), 1U);
}

TEST_F(RunTest, AVersionThatCannotBeToldOrDoesNotFitIsThree) {
  json unversioned = {{"version", ""}, {"version_command", {"/bin/false"}}};
  describe("mute", "echo 1", unversioned);
  EXPECT_EQ(run({"--evaluator", "mute"}), 3);
  EXPECT_NE(err_.find("does not tell its version"), std::string::npos) << err_;
  describe("newer", "echo 1",
           {{"version", ""},
            {"version_command", {"/bin/echo", "nix 2.18.1"}},
            {"requires_version", "2.8"}});
  EXPECT_EQ(run({"--evaluator", "newer"}), 3);
  EXPECT_NE(err_.find("is version 2.18.1"), std::string::npos) << err_;
}

TEST_F(RunTest, AListedDeviationIsExpectedAndStrict) {
  json listed = {{"known_deviations", {{{"case", "t/one"}, {"reason", "not yet"}}}}};
  describe("wrong", "echo 2", listed);
  EXPECT_EQ(run({"--evaluator", "wrong"}), 0) << out_;
  EXPECT_EQ(verdict(), "expected-deviation");
  describe("right", "echo 1", listed);
  EXPECT_EQ(run({"--evaluator", "right"}), 1);
  EXPECT_EQ(verdict(), "unexpected-pass");
  EXPECT_NE(out_.find("remove it from the list"), std::string::npos) << out_;
  // A crash is not what was listed.
  describe("crash", "kill -SEGV $$", listed);
  EXPECT_EQ(run({"--evaluator", "crash"}), 1);
  EXPECT_EQ(verdict(), "crash");
  // Listed for other versions only.
  listed["known_deviations"][0]["since"] = "3";
  describe("wrong", "echo 2", listed);
  EXPECT_EQ(run({"--evaluator", "wrong"}), 1);
  listed["known_deviations"][0]["case"] = "t/gone";
  describe("wrong", "echo 1", listed);
  EXPECT_EQ(run({"--evaluator", "wrong"}), 2);
  EXPECT_NE(err_.find("there is no case t/gone"), std::string::npos) << err_;
}

TEST_F(RunTest, AMistakeInOneCaseIsTwoAndTheOthersStillRun) {
  describe("good", "echo 1");
  write("corpus/t/bad.nix", "/* {\n\"description\": 1 } */ 1");
  EXPECT_EQ(run({"--evaluator", "good"}), 2);
  EXPECT_EQ(verdict(), "pass");
  EXPECT_NE(err_.find("bad.nix:2: description: must be a string"), std::string::npos) << err_;
  EXPECT_FALSE(records().back()["metadata_errors"].empty());
  EXPECT_EQ(run({"--lint"}), 2);
  fs::remove(root_ / "corpus/t/bad.nix");
  EXPECT_EQ(run({"--lint"}), 2);
  EXPECT_NE(err_.find("features.json:1: no case observes `new`"), std::string::npos) << err_;
  EXPECT_NE(err_.find("features.json:2: no case observes `flagged`"), std::string::npos) << err_;
  write("corpus/t/new.nix",
        R"(/* {"description": "d", "features": ["flagged"], "provenance": [{"manual": "m"}],
                "expect": [{"when": ["!new"], "value": "1"}, {"value": "2"}]} */ 1)");
  EXPECT_EQ(run({"--lint"}), 0) << err_;
}

TEST_F(RunTest, AMistakeInTheFeaturesNamesItsLine) {
  write("corpus/features.json",
        R"({"features": [
              {"name": "a", "description": "d", "warning": true, "nix": {"since": "3"}},
              {"name": "a", "description": "d", "warning": true, "nix": {"since": "new"}},
              {"name": "b", "description": "", "warning": true, "nix": {"estimated": true}},
              {"name": "c", "description": "d", "warning": true, "note": "n",
               "nix": {"since": "3", "estimated": false, "untill": "4"}} ],
              "dialects": [], "default_dialect": "none"})");
  EXPECT_EQ(run({"--lint"}), 2);
  for (const char* problem :
       {"features.json:3: the feature `a` is there twice", "json:3: a.nix.since: must be a version",
        "json:4: b: needs a description", "json:4: b.nix: needs `since` or `until`",
        "c.note: unknown field", "c.nix.estimated: is true, or not there",
        "c.nix.untill: unknown field"})
    EXPECT_NE(err_.find(problem), std::string::npos) << problem << "\n" << err_;
  write("corpus/t/one.nix",
        R"(/* {"description": "d", "features": ["a"], "provenance": [{"manual": "m"}],
                "expect": {"value": "1"}} */ 1)");
  EXPECT_EQ(run({"--lint"}), 2);
  EXPECT_NE(err_.find("`a` is a warning, which no outcome shows"), std::string::npos) << err_;
}

TEST_F(RunTest, AMistakeInADescriptionNamesItsLine) {
  write("corpus/evaluators/odd.json", "{\n  \"name\": \"odd\",\n  \"comand\": [\"x\"]\n}");
  EXPECT_EQ(run({"--evaluator", "odd"}), 2);
  EXPECT_NE(err_.find("odd.json:3: comand: unknown field"), std::string::npos) << err_;
  EXPECT_EQ(run({"--evaluator", "missing"}), 2);
  EXPECT_NE(err_.find("described are: odd"), std::string::npos) << err_;
}

TEST_F(RunTest, UsageIsTwo) {
  describe("good", "echo 1");
  EXPECT_EQ(run({"--no-such-flag"}), 2);
  EXPECT_EQ(run({"--evaluator", "good", "--filter", "nothing/*"}), 2);
  EXPECT_EQ(run({"--evaluator", "good", "t/none"}), 2);
  EXPECT_EQ(run({"--evaluator", "good", "--corpus", "/nowhere"}), 2);
}

TEST_F(RunTest, SkipsWithAReason) {
  describe("old", "echo 1");
  write("corpus/t/one.nix",
        R"(/* {"description": "d", "features": ["new"], "expect": {"value": "1"},
               "provenance": [{"manual": "m"}]} */ 1)");
  EXPECT_EQ(run({"--evaluator", "old"}), 0);
  EXPECT_EQ(verdict(), "skipped");
  EXPECT_EQ(records()[1]["reason"], "it has no feature new");
  write("corpus/t/one.nix",
        R"(/* {"description": "d", "requires": ["store"], "expect": {"value": "1"},
               "provenance": [{"manual": "m"}]} */ 1)");
  EXPECT_EQ(run({"--evaluator", "old"}), 0);
  EXPECT_EQ(records()[1]["reason"], "it provides no store");
  write("corpus/t/one.nix",
        R"(/* {"description": "d", "phase": "parse", "expect": {"parse": "ok"},
               "provenance": [{"manual": "m"}]} */ 1)");
  EXPECT_EQ(run({"--evaluator", "old"}), 0);
  EXPECT_EQ(records()[1]["reason"], "it cannot be asked to parse only");
}

TEST_F(RunTest, SwitchesExperimentalFeaturesOn) {
  write("corpus/t/one.nix",
        R"(/* {"description": "d", "features": ["flagged"], "expect": {"value": "\"--xf flag\""},
               "provenance": [{"manual": "m"}]} */ 1)");
  describe("echo", "echo \"\\\"$1 $2\\\"\"", {{"features_args", {"--xf", "{features}"}}});
  EXPECT_EQ(run({"--evaluator", "echo"}), 0) << out_;
}

TEST_F(RunTest, RunsInACopyThatIsCalledPwd) {
  write("corpus/t/one/case.nix",
        R"(/* {"description": "d", "expect": {"value": "[ /pwd \"foo\" \"/fake-home\" ]"},
               "provenance": [{"manual": "m"}]} */ 1)");
  write("corpus/t/one/other", "x");
  fs::remove(root_ / "corpus/t/one.nix");
  describe("where",
           "test -e other && touch written && echo \"[ $PWD \\\"$TEST_VAR\\\" \\\"$HOME\\\" ]\"");
  EXPECT_EQ(run({"--evaluator", "where"}), 0) << out_;
  EXPECT_FALSE(fs::exists(root_ / "corpus/t/one/written"));
}

TEST_F(RunTest, ErrorsAreClassedByPatternsAndThrowsByTryEval) {
  write("corpus/t/one.nix", kThrow);
  json table = {{"error_patterns", {{{"regex", "^division"}, {"class", "division-by-zero"}}}},
                {"throw_probe_args", {"probe-{seq}"}}};
  describe("thrower",
           "case \"$1\" in probe-deepSeq) echo false;; *) echo 'error: x' >&2; exit 1;; esac",
           table);
  EXPECT_EQ(run({"--evaluator", "thrower"}), 0) << out_;
  describe("divider", "echo 'error: division by zero' >&2; exit 1", table);
  EXPECT_EQ(run({"--evaluator", "divider"}), 1);
  EXPECT_EQ(verdict(), "deviation");
  describe("stranger",
           "case \"$1\" in probe-deepSeq) echo true;; *) echo 'error: ?' >&2; exit 1;; esac",
           table);
  EXPECT_EQ(run({"--evaluator", "stranger"}), 1);
  EXPECT_EQ(verdict(), "adapter-failure");
}

TEST_F(RunTest, AsksForTheSameTree) {
  write("corpus/t/one.nix",
        R"(/* {"description": "d", "phase": "parse", "expect": {"parse": "ok", "same_tree": "1 "},
               "provenance": [{"manual": "m"}]
} */ 1)");
  json trees = {{"parse_args", {"--parse"}}, {"prints_trees", true}};
  describe("same", "echo 1", trees);
  EXPECT_EQ(run({"--evaluator", "same"}), 0) << out_;
  describe("other", "tail -c 2 \"$2\"", trees);
  EXPECT_EQ(run({"--evaluator", "other"}), 1);
  EXPECT_EQ(verdict(), "deviation");
}

TEST_F(RunTest, AssayProtocol) {
  write("corpus/t/one.nix",
        R"(/* {"description": "d", "expect": {"error": "throw", "trace": ["a\nb"]},
               "provenance": [{"manual": "m"}]} */ 1)");
  json protocol = {{"outcome", "assay-json"}};
  describe("vm", R"(printf '%s\n' '{"error": "throw", "message": "m", "trace": ["a\nb"]}'; exit 1)",
           protocol);
  EXPECT_EQ(run({"--evaluator", "vm"}), 0) << out_;
  describe("odd", R"(printf '%s\n' '{"error": "unheard-of", "trace": ["a\nb"]}'; exit 1)",
           protocol);
  EXPECT_EQ(run({"--evaluator", "odd"}), 1);
  EXPECT_EQ(verdict(), "adapter-failure");
}

TEST_F(RunTest, ReportsHoldEveryResultInOrder) {
  for (const char* name : {"a", "b", "c", "d", "e", "f"})
    write(std::string("corpus/u/") + name + ".nix", kOne);
  write("corpus/u/wrong.nix", kThrow);
  describe("good", "echo 1; echo 'x<&\x01' >&2");
  auto file = [&](const char* name) { return (root_ / name).string(); };
  EXPECT_EQ(run({"--evaluator", "good", "-j", "4", "--junit", file("j.xml"), "--tap", file("t.tap"),
                 "--markdown", file("m.md")}),
            1);
  std::vector<json> rows = records();
  ASSERT_EQ(rows.size(), 10U);
  EXPECT_EQ(rows[0]["record"], "header");
  EXPECT_EQ(rows[0]["cases"], 8);
  EXPECT_EQ(rows[1]["case"], "t/one");
  EXPECT_EQ(rows[2]["case"], "u/a");
  EXPECT_EQ(rows[8]["case"], "u/wrong");
  EXPECT_EQ(rows[9]["record"], "trailer");
  EXPECT_EQ(rows[9]["complete"], true);
  EXPECT_EQ(rows[9]["counts"]["pass"], 7);
  EXPECT_EQ(rows[9]["counts"]["deviation"], 1);
  EXPECT_EQ(rows[9]["exit_code"], 1);
  std::string tap = read("t.tap");
  EXPECT_NE(tap.find("TAP version 14\n1..8\nok 1 - good t/one\n"), std::string::npos) << tap;
  EXPECT_NE(tap.find("not ok 8 - good u/wrong\n  ---\n  verdict: deviation\n"), std::string::npos)
      << tap;
  std::string junit = read("j.xml");
  EXPECT_NE(
      junit.find(
          "<testsuite name=\"good/u\" tests=\"7\" failures=\"1\" errors=\"0\" skipped=\"0\">"),
      std::string::npos)
      << junit;
  EXPECT_NE(junit.find("<testcase classname=\"good.u\" name=\"wrong\""), std::string::npos);
  std::string markdown = read("m.md");
  EXPECT_NE(markdown.find("| **all** | 7 / 1 / 0 / 0 |"), std::string::npos) << markdown;
  EXPECT_NE(markdown.find("7 of 8 normative cases"), std::string::npos) << markdown;
}

TEST(Traces, AreReadInOrderOverSeveralLines) {
  using Strings = std::vector<std::string>;
  EXPECT_EQ(traces_on(""), Strings{});
  EXPECT_EQ(
      traces_on("trace: a\ntrace: b\nc\n\nd\nwarning: w\nnot this\ntrace: \nerror: e\nnor this\n"),
      (Strings{"a", "b\nc\n\nd", ""}));
}

TEST(ErrorMessage, IsTheLastOne) {
  EXPECT_EQ(error_message_on("trace: x\n"), std::nullopt);
  EXPECT_EQ(error_message_on("error: undefined variable 'x'\n\n       at «string»:1:1:\n"),
            "undefined variable 'x'");
  EXPECT_EQ(error_message_on("error:\n       … while calling the 'throw' builtin\n         at "
                             "x:1:1:\n\n       error: two\n  lines\n"),
            "two\n  lines");
  EXPECT_EQ(error_message_on("error: \n"), "");
}

TEST(Overlay, ExcusesOnlyWhatIsListed) {
  EXPECT_EQ(overlay(Verdict::kPass, "deviation"), Verdict::kUnexpectedPass);
  EXPECT_EQ(overlay(Verdict::kDeviation, "deviation"), Verdict::kExpectedDeviation);
  EXPECT_EQ(overlay(Verdict::kCrash, "deviation"), Verdict::kCrash);
  EXPECT_EQ(overlay(Verdict::kCrash, "crash"), Verdict::kExpectedDeviation);
  EXPECT_EQ(overlay(Verdict::kTimeout, "crash"), Verdict::kTimeout);
  EXPECT_EQ(overlay(Verdict::kAdapterFailure, "deviation"), Verdict::kAdapterFailure);
}

}  // namespace
}  // namespace conformance
