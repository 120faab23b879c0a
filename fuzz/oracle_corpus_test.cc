// The interpreter against the corpus: every case that asks for no files must come out as its header
// says, in every dialect named here. What is skipped is counted by reason, and may not grow unseen.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>

#include "conformance/case.h"
#include "conformance/verdict.h"
#include "fuzz/big_stack.h"
#include "fuzz/oracle/reference.h"
#include "fuzz/startup_names.h"

namespace fuzz {
namespace {

using conformance::Answer;
using conformance::Case;
using Output = ReferenceRequest::Output;

constexpr int kFloatDigits = 6;

std::string read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Answer answer_of(const Verdict& verdict, bool parse) {
  Answer answer;
  answer.trace = verdict.traces;
  answer.text = verdict.text;
  switch (verdict.kind) {
    case Verdict::Kind::kValue: {
      answer.kind = parse ? Answer::Kind::kParsed : Answer::Kind::kValue;
      conformance::ValueResult value = conformance::parse_printed_value(verdict.text, true);
      if (auto* read_value = std::get_if<conformance::TypedValue>(&value))
        answer.value = std::move(*read_value);
      break;
    }
    case Verdict::Kind::kError:
    case Verdict::Kind::kLimit:
    case Verdict::Kind::kUnsupported:
      answer.kind = Answer::Kind::kError;
      answer.error_class = verdict.error_class;
      answer.text = verdict.message;
      break;
  }
  return answer;
}

class CorpusRun {
 public:
  explicit CorpusRun(const conformance::Corpus& corpus, std::string_view dialect)
      : corpus_(corpus), dialect_(*vm::find_dialect(dialect)), reference_(make(dialect_)) {
    std::tie(features_, experimental_) =
        corpus.features.features_of(dialect_.implementation, dialect_.version);
  }

  void run() {
    for (const Case& test : corpus_.cases) {
      std::string skipped = ask(test);
      if (skipped.empty()) {
        ++compared_;
      } else {
        ++skips_[skipped];
      }
    }
    for (const auto& [reason, count] : skips_)
      std::printf("%s: %zu skipped: %s\n", dialect_.name.c_str(), count, reason.c_str());
    std::printf("%s: %zu cases compared\n", dialect_.name.c_str(), compared_);
  }

  size_t compared() const { return compared_; }
  size_t skipped() const { return corpus_.cases.size() - compared_; }

 private:
  static std::unique_ptr<Reference> make(const vm::Dialect& dialect) {
    return std::make_unique<Reference>(dialect, startup_names(dialect));
  }

  // The reason for which the case cannot be asked, or "".
  std::string ask(const Case& test) {
    if (test.folder) return "needs files";
    vm::Dialect dialect = dialect_;
    conformance::FeatureSet on = features_;
    for (const std::string& feature : test.features) {
      if (on.count(feature) != 0) continue;
      if (experimental_.count(feature) == 0) return "the dialect has no feature it needs";
      vm::enable_experimental(dialect, corpus_.features.find(feature)->experimental);
      on.insert(feature);
    }
    const conformance::Alternative& wanted = test.expectation(on);
    std::unique_ptr<Reference> special;
    if (dialect.features != dialect_.features) special = make(dialect);
    Reference& reference = special ? *special : *reference_;

    ReferenceRequest request;
    request.name = "/pwd/case.nix";
    request.base_path = "/pwd";
    request.home = "/fake-home";
    request.limits = kBigLimits;
    request.output = test.mode == conformance::Mode::kStrict ? Output::kStrict : Output::kLazy;
    reference.forget_names();
    std::string program = read(test.file);
    bool parse = test.phase == conformance::Phase::kParse;
    Verdict verdict = parse ? reference.check(program, request) : reference.run(program, request);
    if (verdict.kind == Verdict::Kind::kUnsupported) return "asks for " + verdict.message;
    conformance::Judgement judgement =
        conformance::judge(wanted, answer_of(verdict, parse), nullptr, kFloatDigits);
    if (judgement.verdict == conformance::Verdict::kPass) return "";
    if (verdict.kind == Verdict::Kind::kLimit) return "reaches a limit: " + verdict.message;
    ADD_FAILURE() << test.file.string() << " under " << dialect_.name
                  << "\n  wanted: " << judgement.wanted << "\n  got:    " << judgement.got
                  << "\nAsk a real evaluator who is right, then mend the interpreter or the case.";
    return "";
  }

  const conformance::Corpus& corpus_;
  vm::Dialect dialect_;
  std::unique_ptr<Reference> reference_;
  conformance::FeatureSet features_, experimental_;
  size_t compared_ = 0;
  std::map<std::string, size_t> skips_;
};

void run_corpus(std::string_view dialect, size_t most_skipped) {
  conformance::Corpus corpus;
  std::optional<std::string> failure = conformance::load_corpus(ASSAY_CORPUS_DIRECTORY, {}, corpus);
  ASSERT_FALSE(failure) << *failure;
  with_big_stack([&] {
    CorpusRun run(corpus, dialect);
    run.run();
    EXPECT_LE(run.skipped(), most_skipped) << "more cases are skipped than before; see above why";
    EXPECT_GT(run.compared(), 600u) << "the corpus was not found, or most of it is skipped";
  });
}

TEST(OracleCorpus, Norm) { run_corpus("nix-2.35", 100); }
TEST(OracleCorpus, Nix28) { run_corpus("nix-2.8", 100); }

}  // namespace
}  // namespace fuzz
