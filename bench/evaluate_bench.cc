// assay_bench [--programs DIR] [Google Benchmark flags]: the benchmark programs, evaluated in
// process.
//
// One benchmark is registered for each NAME.nix in DIR (default: bench/programs of the source
// tree). An iteration is a machine of its own that reads, compiles and evaluates the program and
// prints its value; the printed value must be that of NAME.expected, at every iteration. Exit
// codes: 0 every answer was right, 1 one was not, 2 usage or nothing to run.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "vm/vm.h"

namespace bench {
namespace {

struct Program {
  std::string name;
  std::string path;
  std::string source;
  std::string expected;
};

struct Answer {
  bool ok = false;
  std::string text;  // the printed value, or the error
  double fuel = 0;   // steps, as vm/vm.h counts them
  double heap_bytes = 0;
};

// The one place that knows the machine.
Answer evaluate(const Program& program) {
  vm::RealHost host;
  vm::VmOptions options;
  options.host = &host;
  vm::Vm machine(std::move(options));
  vm::Request request;
  request.text = program.source;
  request.name = program.path;
  request.is_file = true;
  request.strict = true;
  vm::Outcome outcome = machine.evaluate(request);
  Answer answer;
  answer.ok = outcome.ok();
  answer.text = outcome.ok() ? *outcome.value : "error: " + outcome.error.message;
  answer.fuel = static_cast<double>(machine.statistics().fuel);
  answer.heap_bytes = static_cast<double>(machine.statistics().heap_bytes);
  return answer;
}

bool read_file(const std::filesystem::path& path, std::string* text) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream all;
  all << in.rdbuf();
  *text = all.str();
  return in.good();
}

void trim_end(std::string* text) {
  while (!text->empty() && (text->back() == '\n' || text->back() == ' ')) text->pop_back();
}

// Empty, after a message, when the directory cannot be read or a program has no answer.
std::vector<Program> find_programs(const std::string& directory) {
  std::vector<Program> programs;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
    if (entry.path().extension() != ".nix") continue;
    Program program;
    program.name = entry.path().stem().string();
    program.path = entry.path().string();
    std::filesystem::path expected = entry.path();
    expected.replace_extension(".expected");
    if (!read_file(entry.path(), &program.source) || !read_file(expected, &program.expected)) {
      fprintf(stderr, "assay_bench: cannot read %s or its answer %s\n", program.path.c_str(),
              expected.c_str());
      return {};
    }
    trim_end(&program.expected);
    programs.push_back(std::move(program));
  }
  if (error) {
    fprintf(stderr, "assay_bench: %s: %s\n", directory.c_str(), error.message().c_str());
  } else if (programs.empty()) {
    fprintf(stderr, "assay_bench: no NAME.nix in %s\n", directory.c_str());
  }
  std::sort(programs.begin(), programs.end(),
            [](const Program& a, const Program& b) { return a.name < b.name; });
  return programs;
}

void run(benchmark::State& state, const Program& program, int* wrong) {
  double fuel = 0;
  double heap_bytes = 0;
  for (auto _ : state) {
    Answer answer = evaluate(program);
    if (!answer.ok || answer.text != program.expected) {
      ++*wrong;
      std::string what = "wrong answer: wanted " + program.expected + ", got " + answer.text;
      state.SkipWithError(what.c_str());
      return;
    }
    fuel += answer.fuel;
    heap_bytes += answer.heap_bytes;
  }
  state.counters["fuel"] = benchmark::Counter(fuel, benchmark::Counter::kAvgIterations);
  state.counters["heap"] = benchmark::Counter(heap_bytes, benchmark::Counter::kAvgIterations,
                                              benchmark::Counter::kIs1024);
  state.counters["fuel/s"] = benchmark::Counter(fuel, benchmark::Counter::kIsRate);
}

// Takes `--programs DIR` or `--programs=DIR` out of the arguments.
std::string take_directory(int* argc, char** argv) {
  constexpr std::string_view kFlag = "--programs";
  std::string directory = ASSAY_BENCH_PROGRAMS;
  int kept = 1;
  for (int i = 1; i < *argc; ++i) {
    std::string_view argument = argv[i];
    if (argument == kFlag && i + 1 < *argc) {
      directory = argv[++i];
    } else if (argument.starts_with(kFlag) && argument.substr(kFlag.size()).starts_with("=")) {
      directory = argument.substr(kFlag.size() + 1);
    } else {
      argv[kept++] = argv[i];
    }
  }
  *argc = kept;
  return directory;
}

int main(int argc, char** argv) {
  std::string directory = take_directory(&argc, argv);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  // Google Benchmark only knows how it was built itself.
  benchmark::AddCustomContext("assay_compiler", ASSAY_BENCH_COMPILER);
  benchmark::AddCustomContext("assay_build", ASSAY_BENCH_BUILD);

  int wrong = 0;
  const std::vector<Program> programs = find_programs(directory);
  for (const Program& program : programs) {
    benchmark::RegisterBenchmark(program.name.c_str(), run, program, &wrong)
        ->Unit(benchmark::kMillisecond);
  }
  size_t matched = programs.empty() ? 0 : benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  if (matched == 0) {
    fprintf(stderr, "assay_bench: no program was run\n");
    return 2;
  }
  if (wrong > 0) {
    fprintf(stderr, "assay_bench: %d wrong answers\n", wrong);
    return 1;
  }
  return 0;
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) { return bench::main(argc, argv); }
