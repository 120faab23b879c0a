// Every rewrite at all places of every program of the corpus. A difference is told for the first
// single place that shows it.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "conformance/case.h"
#include "fuzz/rewrites/metamorphic.h"

namespace fuzz {
namespace {

void rewrite_corpus(std::string_view dialect) {
  conformance::Corpus corpus;
  std::optional<std::string> failure = conformance::load_corpus(ASSAY_CORPUS_DIRECTORY, {}, corpus);
  ASSERT_FALSE(failure) << *failure;
  Metamorphosis metamorphosis(*vm::find_dialect(dialect));
  std::vector<size_t> applied(rewrites().size());
  size_t taken = 0;
  for (const conformance::Case& test : corpus.cases) {
    std::ifstream in(test.file, std::ios::binary);
    if (!metamorphosis.take(std::string{std::istreambuf_iterator<char>(in), {}})) continue;
    ++taken;
    for (size_t i = 0; i < rewrites().size(); ++i) {
      const Rewrite& rewrite = rewrites()[i];
      size_t before = metamorphosis.compared();
      std::optional<std::string> difference = metamorphosis.differs(rewrite);
      applied[i] += metamorphosis.compared() > before ? 1 : 0;
      if (!difference) continue;
      for (size_t place = 0; place < 500; ++place) {
        std::optional<std::string> smaller = metamorphosis.differs(rewrite, place);
        if (!smaller) continue;
        difference = smaller;
        break;
      }
      ADD_FAILURE() << test.id << " under " << dialect << ": " << *difference
                    << "\nMend the rewrite's precondition, or the VM.";
    }
  }
  std::printf("%zu of %zu programs, %zu comparisons\n", taken, corpus.cases.size(),
              metamorphosis.compared());
  EXPECT_GT(taken, 600u);
  for (size_t i = 0; i < rewrites().size(); ++i)
    if (rewrites()[i].name != "select-to-inherit-from") {
      EXPECT_GT(applied[i], 0u) << "nothing of the corpus is fit for " << rewrites()[i].name;
    }
}

// What no program of the corpus has.
TEST(Rewrites, SelectsInASet) {
  Metamorphosis metamorphosis(*vm::find_dialect("default"));
  ASSERT_TRUE(
      metamorphosis.take("let s = builtins.trace \"s\" { a = 1; }; in { a = s.a; b = 2; }"));
  for (const Rewrite& rewrite : rewrites()) {
    std::optional<std::string> difference = metamorphosis.differs(rewrite);
    EXPECT_FALSE(difference) << *difference;
  }
}

TEST(Rewrites, Corpus) { rewrite_corpus("default"); }
TEST(Rewrites, CorpusNix28) { rewrite_corpus("nix-2.8"); }

}  // namespace
}  // namespace fuzz
