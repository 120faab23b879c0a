// There is no path on which the VM calls itself: evaluation takes no more native stack however deep
// the program is. Everything runs on a thread whose stack was painted before, so that what it took
// can be measured afterwards: the whole corpus, and programs a million deep, from reading the text
// to freeing the heap. Each is run ten thousand deep first, where recursion shows as a figure;
// a million deep it would end the test with a crash.
#include <gtest/gtest.h>
#include <pthread.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <string>

#include "vm/vm.h"

namespace {

// What any evaluation may take, twice what was measured (4 KiB of it are the thread's own): 12 KiB
// optimized, 14 with the sanitizers (which keep part of each frame elsewhere), 21 without either.
#ifdef __OPTIMIZE__
constexpr size_t kAllowed = 28 * 1024;
#else
constexpr size_t kAllowed = 48 * 1024;
#endif

constexpr uint64_t kPaint = 0xa5a5a5a5a5a5a5a5;

// The stack of a thread, painted.
class PaintedStack {
 public:
  explicit PaintedStack(size_t bytes = 4 * 1024 * 1024) : bytes_(bytes) {
    void* at = mmap(nullptr, bytes_, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK | MAP_NORESERVE, -1, 0);
    if (at == MAP_FAILED) std::abort();
    words_ = static_cast<uint64_t*>(at);
    mprotect(at, kGuard, PROT_NONE);
    paint(kGuard / sizeof(uint64_t));
  }
  PaintedStack(const PaintedStack&) = delete;
  PaintedStack& operator=(const PaintedStack&) = delete;
  ~PaintedStack() { munmap(words_, bytes_); }

  // Runs it on a new thread; how many bytes of its stack were written.
  size_t run(const std::function<void()>& work) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstack(&attributes, words_, bytes_);
    pthread_t thread;
    auto start = [](void* f) -> void* {
      (*static_cast<const std::function<void()>*>(f))();
      return nullptr;
    };
    int failed = pthread_create(&thread, &attributes, start,
                                const_cast<void*>(static_cast<const void*>(&work)));
    if (failed != 0) std::abort();
    pthread_join(thread, nullptr);
    pthread_attr_destroy(&attributes);
    size_t lowest = first_written();
    paint(lowest);
    return bytes_ - lowest * sizeof(uint64_t);
  }

 private:
  static constexpr size_t kGuard = 64 * 1024;
  // The sanitizers know what a thread may touch, not that it is gone.
  __attribute__((no_sanitize("address", "undefined"))) void paint(size_t from) {
    volatile uint64_t* words = words_;
    for (size_t i = from; i < bytes_ / sizeof(uint64_t); ++i) words[i] = kPaint;
  }
  __attribute__((no_sanitize("address", "undefined"))) size_t first_written() const {
    const volatile uint64_t* words = words_;
    size_t i = kGuard / sizeof(uint64_t);
    while (i < bytes_ / sizeof(uint64_t) && words[i] == kPaint) ++i;
    return i;
  }
  size_t bytes_;
  uint64_t* words_;
};

// A directory of files that import each other: /chain/7.nix imports /chain/6.nix.
class ChainHost final : public vm::Host {
 public:
  vm::Result<std::string> read_file(const std::string& path) override {
    uint64_t n = std::stoull(path.substr(path.rfind('/') + 1));
    if (n == 0) return std::string("0");
    return "1 + import ./" + std::to_string(n - 1) + ".nix";
  }
  vm::Result<vm::DirEntries> read_dir(const std::string&) override { return vm::DirEntries{}; }
  vm::Result<vm::FileStatus> lstat(const std::string& path) override {
    bool file = path.ends_with(".nix");
    return vm::FileStatus{.type = file ? vm::FileType::kRegular : vm::FileType::kDirectory};
  }
  vm::Result<std::string> read_link(const std::string& path) override { return path; }
  std::string get_env(const std::string&) override { return ""; }
  int64_t current_time() override { return 0; }
  vm::Result<std::string> resolve_symlinks(const std::string& path, bool) override { return path; }
};

struct Program {
  const char* name;
  std::string (*text)(size_t depth);
  std::string (*answer)(size_t depth);  // null: any value, but a value
  vm::Output output = vm::Output::kPrint;
};

std::string number(size_t n) { return std::to_string(n); }

std::string repeat(std::string_view text, size_t n) {
  std::string out;
  out.reserve(text.size() * n);
  for (size_t i = 0; i < n; ++i) out += text;
  return out;
}

// `step` is applied n times: (step (step … start)).
std::string folded(const std::string& step, const std::string& start, size_t n) {
  return "(builtins.foldl' (a: i: " + step + ") " + start + " (builtins.genList (x: x) " +
         number(n) + "))";
}

std::string lists(size_t n) { return folded("[ a ]", "1", n); }
std::string sets(size_t n) { return folded("{ a = a; }", "1", n); }
std::string yes(size_t) { return "true"; }
std::string done(size_t) { return "\"done\""; }

using Text = std::string;
const Program kPrograms[] = {
    {"thunk chain",
     [](size_t n) -> Text { return folded("{ v = a.v + 1; }", "{ v = 0; }", n) + ".v"; }, number},
    {"chain of cells",
     [](size_t n) -> Text {
       return "let f = n: if n == 0 then 0 else let t = f (n - 1); in t; in f " + number(n);
     },
     [](size_t) -> Text { return "0"; }},
    {"recursion",
     [](size_t n) -> Text {
       return "let f = n: if n == 0 then 0 else 1 + f (n - 1); in f " + number(n);
     },
     number},
    {"foldl' accumulator", [](size_t n) -> Text { return folded("a + 1", "0", n); }, number},
    {"lazy accumulator",
     [](size_t n) -> Text {
       return "let f = a: n: if n == 0 then a else f (a + 1) (n - 1); in f 0 " + number(n);
     },
     number},
    {"map of map",
     [](size_t n) -> Text { return "builtins.head " + folded("map (x: x + 1) a", "[ 0 ]", n); },
     number},
    {"printing of lists", lists, nullptr},
    {"printing of sets", sets, nullptr},
    {"deepSeq of lists",
     [](size_t n) -> Text { return "builtins.deepSeq " + lists(n) + " \"done\""; }, done},
    {"deepSeq of sets",
     [](size_t n) -> Text { return "builtins.deepSeq " + sets(n) + " \"done\""; }, done},
    {"equality of lists", [](size_t n) -> Text { return lists(n) + " == " + lists(n); }, yes},
    {"equality of sets", [](size_t n) -> Text { return sets(n) + " == " + sets(n); }, yes},
    {"comparison of lists",
     // Of different length, so that `<` need not ask `==` at each level: that is quadratic in Nix
     // too.
     [](size_t n) -> Text { return lists(n) + " < " + folded("[ a 0 ]", "2", n); }, yes},
    {"toJSON",
     [](size_t n) -> Text { return "builtins.stringLength (builtins.toJSON " + lists(n) + ")"; },
     [](size_t n) { return number(2 * n + 1); }},
    {"JSON output", lists, nullptr, vm::Output::kJson},
    // Less deep: each line is indented, so the text grows with the square of the depth.
    {"toXML",
     [](size_t n) -> Text {
       return "builtins.isString (builtins.toXML " + folded("[ a ]", "1", n / 500) + ")";
     },
     yes},
    {"XML output", [](size_t n) { return lists(n / 500); }, nullptr, vm::Output::kXml},
    {"fromJSON",
     [](size_t n) -> Text {
       return "builtins.deepSeq (builtins.fromJSON \"" + repeat("[", n) + repeat("]", n) +
              "\") \"done\"";
     },
     done},
    {"fromTOML",
     [](size_t n) -> Text {
       return "builtins.deepSeq (builtins.fromTOML \"a = " + repeat("[", n / 5000) +
              repeat("]", n / 5000) + "\") \"done\"";
     },
     done},
    {"toString of lists", [](size_t n) -> Text { return "toString " + lists(n); },
     [](size_t) -> Text { return "\"1\""; }},
    {"toString chain",
     [](size_t n) -> Text {
       return folded("{ s = toString a.s; }", "{ s = \"done\"; }", n) + ".s";
     },
     done},
    {"__toString chain",
     [](size_t n) -> Text {
       return "toString " + folded("{ __toString = _: toString a; }", "\"done\"", n);
     },
     done},
    {"outPath chain",
     [](size_t n) -> Text { return "toString " + folded("{ outPath = a; }", "\"done\"", n); },
     done},
    {"functor chain",
     [](size_t n) -> Text {
       return folded("{ __functor = _: x: a x; }", "(x: x)", n) + " \"done\"";
     },
     done},
    {"interpolation chain",
     [](size_t n) -> Text { return folded("{ s = \"${a.s}\"; }", "{ s = \"done\"; }", n) + ".s"; },
     done},
    {"caught at depth",
     [](size_t n) -> Text {
       return "let f = n: if n == 0 then throw \"end\" else 1 + f (n - 1); in "
              "(builtins.tryEval (f " +
              number(n) + ")).success == false";
     },
     yes},
    {"tryEval chain",
     [](size_t n) -> Text {
       return "let f = n: if n == 0 then true else (builtins.tryEval (f (n - 1))).value; in f " +
              number(n);
     },
     yes},
    {"addErrorContext chain",
     [](size_t n) -> Text {
       return "let f = n: if n == 0 then true else builtins.addErrorContext \"x\" (f (n - 1)); "
              "in f " +
              number(n);
     },
     yes},
    {"seq chain",
     [](size_t n) -> Text {
       return "let f = n: if n == 0 then true else builtins.seq (f (n - 1)) true; in f " +
              number(n);
     },
     yes},
    {"with chain",
     [](size_t n) -> Text { return folded("{ v = with a; v; }", "{ v = true; }", n) + ".v"; }, yes},
    {"source: lists", [](size_t n) { return repeat("[", n) + repeat("]", n); }, nullptr},
    {"source: parentheses", [](size_t n) { return repeat("(", n) + "true" + repeat(")", n); }, yes},
    {"source: sets", [](size_t n) { return repeat("{a=", n) + "1" + repeat(";}", n); }, nullptr},
    {"source: operators", [](size_t n) { return repeat("1+(", n) + "0" + repeat(")", n); }, number},
    {"source: a sum", [](size_t n) { return repeat("1+", n) + "0"; }, number},
    {"source: not", [](size_t n) { return repeat("!!", n / 2) + "true"; }, yes},
    {"source: functions", [](size_t n) { return repeat("a:", n) + "1"; }, nullptr},
    {"source: if",
     [](size_t n) { return repeat("if true then ", n) + "true" + repeat(" else 1", n); }, yes},
    {"source: let", [](size_t n) { return repeat("let in ", n) + "true"; }, yes},
    {"source: strings", [](size_t n) { return repeat("\"${", n) + "\"done\"" + repeat("}\"", n); },
     done},
    {"parse: lists", [](size_t n) { return repeat("[", n) + repeat("]", n); }, nullptr,
     vm::Output::kParse},
    {"parse: functions", [](size_t n) { return repeat("a:", n) + "1"; }, nullptr,
     vm::Output::kParse},
    {"disassemble: functions", [](size_t n) { return repeat("a:", n) + "1"; }, nullptr,
     vm::Output::kDisassemble},
};

size_t run_program(PaintedStack& stack, const Program& program, size_t depth) {
  vm::Outcome outcome;
  std::string text = program.text(depth);
  size_t used = stack.run([&] {
    vm::RefusingHost host;
    vm::Vm machine({.host = &host});
    outcome = machine.evaluate({.text = text, .strict = true, .output = program.output});
  });
  EXPECT_TRUE(outcome.ok()) << program.name << ": " << outcome.error.message.substr(0, 200);
  if (outcome.ok() && program.answer) {
    EXPECT_EQ(*outcome.value, program.answer(depth));
  }
  return used;
}

void expect_small(size_t used, const std::string& what) {
  EXPECT_LE(used, kAllowed)
      << what << " took " << used << " bytes of native stack, " << kAllowed
      << " are allowed: something recurses, make its state a context (vm/runtime/README.md)";
}

void report(const char* what, size_t used) {
  std::printf("%s: at most %zu bytes of native stack\n", what, used);
}

class Depth : public testing::TestWithParam<Program> {};

TEST_P(Depth, TakesNoNativeStack) {
  PaintedStack stack;
  size_t used = run_program(stack, GetParam(), 10'000);
  expect_small(used, std::string(GetParam().name) + ", 10,000 deep,");
  if (HasFailure()) return;
#ifdef __OPTIMIZE__
  used = std::max(used, run_program(stack, GetParam(), 1'000'000));
  expect_small(used, std::string(GetParam().name) + ", 1,000,000 deep,");
#endif
  report(GetParam().name, used);
}

INSTANTIATE_TEST_SUITE_P(Stack, Depth, testing::ValuesIn(kPrograms), [](const auto& info) {
  std::string name = info.param.name;
  for (char& c : name)
    if (!isalnum(static_cast<unsigned char>(c))) c = '_';
  return name;
});

TEST(Stack, ImportChainTakesNoNativeStack) {
  PaintedStack stack;
  for (size_t depth : {size_t{10'000}, size_t{1'000'000}}) {
    vm::Outcome outcome;
    size_t used = stack.run([&] {
      ChainHost host;
      vm::Vm machine({.host = &host});
      outcome = machine.evaluate({.text = "import /chain/" + number(depth) + ".nix"});
    });
    ASSERT_TRUE(outcome.ok()) << outcome.error.message;
    EXPECT_EQ(*outcome.value, number(depth));
    expect_small(used, "a chain of imports");
    if (HasFailure()) return;
    report("import chain", used);
#ifndef __OPTIMIZE__
    break;
#endif
  }
}

TEST(Stack, CorpusTakesNoNativeStack) {
  PaintedStack stack(1024 * 1024);
  size_t most = 0;
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(ASSAY_CORPUS_DIRECTORY)) {
    if (entry.path().extension() != ".nix") continue;
    ++files;
    for (vm::Output output : {vm::Output::kPrint, vm::Output::kParse, vm::Output::kDisassemble}) {
      size_t used = stack.run([&] {
        vm::RealHost host;
        // Endless ones end as well.
        vm::Vm machine({.limits = {.fuel = 3'000'000, .heap_bytes = 1u << 30}, .host = &host});
        machine.evaluate_file(entry.path(), {.strict = true, .output = output});
      });
      expect_small(used, entry.path());
      most = std::max(most, used);
    }
  }
  EXPECT_GT(files, 500);
  report("corpus", most);
}

// The measure itself can fail.
size_t recurse(size_t n) {
  volatile char frame[64] = {};
  return n == 0 ? 0 : 1 + recurse(n - 1) + static_cast<size_t>(frame[n % 64]);
}

TEST(Stack, RecursionIsNoticed) {
  PaintedStack stack;
  size_t answer = 0;
  size_t used = stack.run([&] { answer = recurse(10'000); });
  EXPECT_EQ(answer, 10'000u);
  EXPECT_GT(used, kAllowed);
  EXPECT_LT(stack.run([] {}), kAllowed) << "the paint of the run before was not renewed";
}

}  // namespace
