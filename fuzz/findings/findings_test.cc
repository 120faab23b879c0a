// The reducer: that it finds the core of a disagreement in a larger program, keeps it, is
// deterministic and quick. Two dialects of the VM disagree in known ways, which every build has; a
// build with mutants measures them too.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>

#include "conformance/case.h"
#include "fuzz/findings/reducer.h"
#include "fuzz/findings/witness.h"
#include "vm/base/check.h"

namespace fuzz {
namespace {

// A finding as a fuzzer gives it: the core among things that have nothing to do with it.
std::string grown(const std::string& core) {
  return R"(let helper = { a ? 1, b ? a, ... }@all: [ a b (all.c or "none") ];
      names = rec { first = "x${toString 1}"; second = first + "y"; };
      many = map (n: { inherit n; twice = n * 2; }) [ 1 2 3 4 5 ]; core = ()" +
         core + R"(); in with names; { inherit many; text = "${first}-${second}";
      inner = let deeper = [ (helper { b = 2; }) { value = if many == [ ] then null else core; } ];
      in builtins.elemAt deeper 1; rest = (x: y: [ x y ]) (helper { }) many; })";
}

struct Found {
  std::vector<size_t> nodes;
  std::vector<double> seconds;
  template <typename T>
  static T median(std::vector<T> all) {
    std::sort(all.begin(), all.end());
    return all[all.size() / 2];
  }
  void report(const char* what) const {
    std::printf(
        "%s: %zu disagreements, nodes: median %zu, most %zu; seconds: median %.3f, most %.3f\n",
        what, nodes.size(), median(nodes), *std::max_element(nodes.begin(), nodes.end()),
        median(seconds), *std::max_element(seconds.begin(), seconds.end()));
  }
};

// Reduces the program if the witnesses disagree about it.
std::optional<Reduction> shrink(const std::string& program, const vm::Dialect& dialect,
                                const Witness& a, const Witness& b, Found& found) {
  if (disagreement(a.ask(program), b.ask(program)).empty()) return {};
  std::string wanted = fresh_disagreement(a, b, program);
  if (wanted.empty()) return {};
  auto start = std::chrono::steady_clock::now();
  std::optional<Reduction> result = reduce(program, dialect, same_disagreement(a, b, wanted));
  if (!result) return {};
  found.seconds.push_back(
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  found.nodes.push_back(result->nodes);
  EXPECT_EQ(fresh_disagreement(a, b, result->text), wanted) << result->text;
  return result;
}

TEST(Findings, DisagreementsOfDialectsAreReducedToTheirCore) {
  vm::Dialect norm = *vm::find_dialect("default"), old = *vm::find_dialect("nix-2.8");
  Witness a = vm_witness(norm, Telling::kExact), b = vm_witness(old, Telling::kExact);
  Found found;
  for (const char* core :
       {"9223372036854775807 + 1", "builtins.tryEval ((throw \"a\") // (abort \"b\"))",
        "let x = builtins.trace \"x\" (throw \"x\"); in "
        "[ (builtins.tryEval x).success (builtins.tryEval x).success ]",
        "let x = { key = \"b\"; a = 20; ${with x; key} = 22; }; in x.a + x.b"}) {
    std::optional<Reduction> result = shrink(grown(core), norm, a, b, found);
    ASSERT_TRUE(result) << core;
    std::unique_ptr<Tree> alone = Tree::parse(core, norm);
    EXPECT_LE(result->nodes, count_nodes(alone->root)) << result->text;
    EXPECT_EQ(
        reduce(grown(core), norm, same_disagreement(a, b, disagreement(a.ask(core), b.ask(core))))
            ->text,
        result->text);
  }
  found.report("dialects");
}

TEST(Findings, SignaturesTellFindingsApart) {
  vm::Dialect norm = *vm::find_dialect("default");
  EXPECT_EQ(signature("let a = 1; in builtins.length a", norm, "value/type"),
            signature("let other = 5; in builtins.length other", norm, "value/type"));
  EXPECT_NE(signature("builtins.length 1", norm, "value/type"),
            signature("builtins.head 1", norm, "value/type"));
  EXPECT_NE(signature("[ ]", norm, "value/type"), signature("[ ]", norm, "type/value"));
}

TEST(Findings, NothingToCompareIsNoDisagreement) {
  vm::Dialect norm = *vm::find_dialect("default");
  Witness machine = vm_witness(norm, Telling::kExact);
  EXPECT_EQ(disagreement(machine.ask("let f = x: f x; in f 1"), machine.ask("1")), "");
  EXPECT_EQ(disagreement(machine.ask("1"), machine.ask("1.0")), "value/value");
  // Two messages of an error whose class is called `value`.
  EXPECT_EQ(
      disagreement(machine.ask("builtins.elemAt [ ] 0"), machine.ask("builtins.elemAt [ ] 1")), "");
  EXPECT_TRUE(depends_on_order("{ a = throw \"a\"; b = abort \"b\"; }", norm, Telling::kStrict));
  EXPECT_FALSE(depends_on_order("{ a = throw \"a\"; b = 1; }", norm, Telling::kStrict));
}

struct Measure {
  size_t nodes;
  double seconds;
};

// The first program of the corpus, grown, in which the VM with that fault and the interpreter
// disagree, reduced. Another fault begins at another program.
std::optional<Measure> reduce_fault(const conformance::Corpus& corpus, size_t fault) {
  vm::Dialect norm = *vm::find_dialect("default"), faulty = norm;
  const vm::MutantRow& row = vm::mutants()[fault];
  CHECK(vm::choose_mutant(faulty, row.name));
  Witness machine = vm_witness(faulty, Telling::kExact);
  Witness interpreter = interpreter_witness(norm, Telling::kExact);
  Found found;
  for (size_t k = 0; k < corpus.cases.size(); ++k) {
    const conformance::Case& test = corpus.cases[(fault * 37 + k) % corpus.cases.size()];
    if (test.topic == "depth" || test.folder) continue;  // depth costs time, a folder needs files
    std::ifstream in(test.file, std::ios::binary);
    std::string program{std::istreambuf_iterator<char>(in), {}};
    std::optional<Reduction> result = shrink(grown(program), norm, machine, interpreter, found);
    if (!result) continue;
    std::printf("%-28s %2zu nodes %5zu attempts %.3f s  %s\n", std::string(row.name).c_str(),
                result->nodes, result->attempts, found.seconds[0], result->text.c_str());
    std::fflush(stdout);
    return Measure{result->nodes, found.seconds[0]};
  }
  return {};
}

TEST(Findings, SeededFaultsAreReducedQuickly) {
  if (vm::mutants().empty()) GTEST_SKIP() << "only in a build with mutants (--preset mutants)";
  conformance::Corpus corpus;
  std::optional<std::string> failure = conformance::load_corpus(ASSAY_CORPUS_DIRECTORY, {}, corpus);
  ASSERT_FALSE(failure) << *failure;
  Found found;
  for (size_t i = 0; i < vm::mutants().size(); ++i) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    // A fault may crash the VM: in a process of its own, where that is no disagreement to reduce.
    pid_t child = fork();
    if (child == 0) {
      alarm(20);
      std::optional<Measure> measure = reduce_fault(corpus, i);
      bool told = measure && write(ends[1], &*measure, sizeof *measure) == sizeof *measure;
      _exit(HasFailure() ? 3 : told ? 0 : 1);
    }
    close(ends[1]);
    Measure measure;
    if (read(ends[0], &measure, sizeof measure) == sizeof measure) {
      found.nodes.push_back(measure.nodes);
      found.seconds.push_back(measure.seconds);
    }
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_FALSE(WIFEXITED(status) && WEXITSTATUS(status) == 3) << vm::mutants()[i].name;
  }
  ASSERT_GE(found.nodes.size(), 30u);
  found.report("mutants");
  EXPECT_LE(Found::median(found.nodes), 10u);
  EXPECT_LT(Found::median(found.seconds), 1.0);
}

}  // namespace
}  // namespace fuzz
