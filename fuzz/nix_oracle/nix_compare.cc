// nix_compare [--dialect NAME] [--lazy | --printed] [--interpreter] [--json FILE]
// [--markdown FILE] (FILE | --runs N [--seed S]): holds the VM against real Nix, on the programs of
// FILE, one a line, or separated by NUL bytes if there are any; or on N programs of the generator.
//
// Each difference is printed with the third voice, the interpreter's. Exit codes: 0 no difference,
// 1 some, 2 usage, 77 there is no Nix here (ctest shows that as skipped).
#include <CLI/CLI.hpp>
#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "fuzz/big_stack.h"
#include "fuzz/compare.h"
#include "fuzz/generator/generator.h"
#include "fuzz/nix_oracle/nix_oracle.h"
#include "fuzz/nix_oracle/vote.h"

namespace {

using nlohmann::json;

struct Options {
  std::string file;
  std::string dialect = "nix-2.8";
  std::string json_file, markdown_file;
  std::string corpus = ASSAY_CORPUS_DIRECTORY;
  std::string preload = ASSAY_NIX_PRELOAD;
  size_t runs = 0;
  uint64_t seed = 1;
  bool lazy = false, printed = false, interpreter = false, repl = false;
};

std::vector<std::string> read_programs(std::istream& in) {
  std::string all{std::istreambuf_iterator<char>(in), {}};
  char separator = all.find('\0') == std::string::npos ? '\n' : '\0';
  std::vector<std::string> programs;
  for (size_t at = 0; at < all.size();) {
    size_t end = std::min(all.find(separator, at), all.size());
    if (end > at) programs.push_back(all.substr(at, end - at));
    at = end + 1;
  }
  return programs;
}

// A seed is a program, whatever other seeds are asked for. The files that some import are not there
// for Nix.
std::vector<std::string> generate(uint64_t first_seed, size_t count) {
  constexpr size_t kMaxBytes = 256;
  std::vector<std::string> programs;
  for (size_t i = 0; i < count; ++i) {
    std::mt19937_64 random(first_seed + i);
    fuzz::Bytes bytes(fuzz::kHeaderBytes + random() % kMaxBytes);
    for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(random());
    fuzz::Program program = fuzz::decode(bytes);
    if (program.files.empty()) programs.push_back(std::move(program.text));
  }
  return programs;
}

std::string text_of(const std::optional<fuzz::Verdict>& verdict) {
  return verdict ? fuzz::describe(*verdict) : "not asked";
}

int run(const Options& options) {
  std::optional<vm::Dialect> dialect = vm::find_dialect(options.dialect);
  std::ifstream in(options.file, std::ios::binary);
  if (!dialect || (options.runs == 0 && !in)) {
    std::fprintf(stderr, "nix_compare: cannot read '%s', or no dialect '%s'\n",
                 options.file.c_str(), options.dialect.c_str());
    return 2;
  }
  auto started = fuzz::NixOracle::start(options.corpus, options.repl ? "" : options.preload);
  if (auto* absent = std::get_if<fuzz::NixOracle::Absent>(&started)) {
    std::printf("nix_compare: SKIPPED, no Nix to compare with: %s\n", absent->reason.c_str());
    return 77;
  }
  fuzz::NixOracle& nix = *std::get<std::unique_ptr<fuzz::NixOracle>>(started);
  using Output = fuzz::ReferenceRequest::Output;
  Output output = options.lazy      ? Output::kLazy
                  : options.printed ? Output::kStrict
                                    : Output::kCanonical;
  fuzz::Vote vote(*dialect, nix, output, options.interpreter);
  std::ofstream json_lines;
  if (!options.json_file.empty()) json_lines.open(options.json_file);

  std::vector<std::string> programs =
      options.runs > 0 ? generate(options.seed, options.runs) : read_programs(in);
  std::array<size_t, std::size(fuzz::kAllVoteResults)> counts{};
  size_t differing = 0, errors = 0;
  auto start = std::chrono::steady_clock::now();
  size_t put = 0;
  for (size_t i = 0; i < programs.size(); ++i) {
    for (; put < programs.size() && vote.may_put(programs[put]); ++put) vote.put(programs[put]);
    fuzz::Vote::Result result = vote.judge();
    ++counts[static_cast<size_t>(result)];
    errors += vote.nix_verdict().kind == fuzz::Verdict::Kind::kError;
    bool differs = fuzz::is_difference(result);
    differing += differs;
    std::string nix_text, vm_text, interpreter_text;
    if (differs || (json_lines.is_open() && result != fuzz::Vote::Result::kSame)) {
      nix_text = fuzz::describe(vote.nix_verdict());
      vm_text = fuzz::describe(vote.vm_verdict());
      interpreter_text = text_of(vote.interpreter_verdict());
    }
    if (differs)
      std::printf("%s\n  %s\n  Nix:         %s\n  VM:          %s\n  interpreter: %s\n",
                  programs[i].c_str(), std::string(fuzz::vote_name(result)).c_str(),
                  nix_text.c_str(), vm_text.c_str(), interpreter_text.c_str());
    if (json_lines.is_open() && result != fuzz::Vote::Result::kSame) {
      json line = {{"number", i},     {"program", programs[i]}, {"result", fuzz::vote_name(result)},
                   {"nix", nix_text}, {"vm", vm_text},          {"interpreter", interpreter_text}};
      json_lines << line.dump(-1, ' ', false, json::error_handler_t::replace) << '\n';
    }
  }
  std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  double rate = static_cast<double>(programs.size()) / seconds.count();

  std::string table = "| result | programs |\n|---|---|\n";
  for (fuzz::Vote::Result result : fuzz::kAllVoteResults)
    table += "| " + std::string(fuzz::vote_name(result)) + " | " +
             std::to_string(counts[static_cast<size_t>(result)]) + " |\n";
  if (!options.markdown_file.empty())
    std::ofstream(options.markdown_file)
        << "# VM against Nix " << nix.version() << ", dialect " << options.dialect << "\n\n"
        << programs.size() << " programs, " << static_cast<size_t>(rate) << " a second\n\n"
        << table;
  std::printf("%sNix %s%s: %zu programs (%zu fail in Nix), %zu differ, %.1f s, %.0f a second\n",
              table.c_str(), nix.version().c_str(), nix.is_repl() ? " (repl)" : "", programs.size(),
              errors, differing, seconds.count(), rate);
  return differing == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Holds the VM against real Nix"};
  Options options;
  app.add_option("--dialect", options.dialect, "a dialect of corpus/features.json");
  app.add_flag("--lazy", options.lazy, "compare what prints without forcing");
  app.add_flag("--printed", options.printed, "compare printed text instead of typed values");
  app.add_flag("--repl", options.repl, "ask `nix repl`, as versions other than 2.8 are asked");
  app.add_flag("--interpreter", options.interpreter, "ask the interpreter every time");
  app.add_option("--runs", options.runs, "generate so many programs");
  app.add_option("--seed", options.seed, "of the first of them");
  app.add_option("--json", options.json_file, "what is not the same, a JSON object a line");
  app.add_option("--markdown", options.markdown_file, "the table");
  app.add_option("--corpus", options.corpus, "where the evaluators are described");
  app.add_option("--preload", options.preload, "the library made of preload.cc");
  app.add_option("file", options.file, "programs, if none are generated");
  CLI11_PARSE(app, argc, argv);
  int code = 4;
  fuzz::with_big_stack([&] { code = run(options); });
  return code;
}
