// oracle_compare [--dialect NAME] [--lazy] [--only vm|reference] [--repeat N] FILE: every line of
// FILE is a program; VM and interpreter must give the same verdict. Prints what differs, what could
// not be compared, and how many programs a second were judged.
//
// Exit codes: 0 they agree, 1 they do not, 2 usage.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

#include "fuzz/compare.h"
#include "fuzz/startup_names.h"
#include "fuzz/vm_verdict.h"

namespace {

struct Options {
  std::string file;
  std::string dialect = "default";
  std::string only;
  bool lazy = false;
  int repeat = 1;
};

int run(const Options& options) {
  std::optional<vm::Dialect> dialect = vm::find_dialect(options.dialect);
  std::ifstream in(options.file);
  if (!dialect || !in) {
    std::fprintf(stderr, "oracle_compare: cannot read '%s', or no dialect '%s'\n",
                 options.file.c_str(), options.dialect.c_str());
    return 2;
  }
  std::vector<std::string> programs;
  for (std::string line; std::getline(in, line);) programs.push_back(line);
  fuzz::Reference reference(*dialect, fuzz::startup_names(*dialect));
  fuzz::VmSubject subject(*dialect);
  fuzz::Comparison comparison(*dialect);
  fuzz::ReferenceRequest request;
  if (options.lazy) request.output = fuzz::ReferenceRequest::Output::kLazy;

  size_t compared = 0, differing = 0, judged = 0;
  std::clock_t start = std::clock();
  for (int round = 0; round < options.repeat; ++round) {
    for (const std::string& program : programs) {
      ++judged;
      if (options.only == "reference") {
        reference.run(program, request);
        continue;
      }
      if (options.only == "vm") {
        subject.run(program, request);
        continue;
      }
      fuzz::Comparison::Result result = comparison.compare(program, request);
      if (result == fuzz::Comparison::Result::kNotComparable) continue;
      ++compared;
      if (result == fuzz::Comparison::Result::kSame) continue;
      ++differing;
      std::printf("%s\n  interpreter: %s\n  VM:          %s\n", program.c_str(),
                  fuzz::describe(comparison.reference_verdict()).c_str(),
                  fuzz::describe(comparison.vm_verdict()).c_str());
    }
  }
  double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  std::printf("%zu programs, %zu compared, %zu differ, %.0f programs a second of CPU\n", judged,
              compared, differing, static_cast<double>(judged) / seconds);
  return differing == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Holds the VM against the definitional interpreter, a program a line"};
  Options options;
  app.add_option("--dialect", options.dialect, "a dialect of corpus/features.json");
  app.add_flag("--lazy", options.lazy, "print without forcing");
  app.add_option("--only", options.only, "run only `vm` or `reference`, to time it");
  app.add_option("--repeat", options.repeat, "rounds over the file");
  app.add_option("file", options.file, "programs, one a line")->required();
  CLI11_PARSE(app, argc, argv);
  return run(options);
}
