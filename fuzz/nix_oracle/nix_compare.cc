// nix_compare [--dialect NAME] [--lazy | --printed] [--interpreter] [--jobs N] [--json FILE]
// [--markdown FILE] (FILE | --runs N [--seed S]): holds the VM against real Nix, on the programs of
// FILE, one a line, or separated by NUL bytes if there are any; or on N programs of the generator.
//
// Each difference is printed with the third voice, the interpreter's. Exit codes: 0 no difference,
// 1 some, 2 usage, 77 there is no Nix here (ctest shows that as skipped).
#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <mutex>
#include <nlohmann/json.hpp>
#include <random>
#include <span>
#include <string>
#include <thread>
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
  size_t runs = 0, jobs = 2;
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

using Counts = std::array<size_t, std::size(fuzz::kAllVoteResults)>;

// What was found in some programs.
struct Found {
  Counts counts{};
  size_t differing = 0, errors = 0;
  std::string differences;  // for people
  std::string json_lines;   // what is not the same
};

// A Nix and a VM that live on from program to program, and forget all before each lot: so what is
// found does not depend on how many such pairs share the work.
class Pair {
 public:
  Pair(const Options& options, const vm::Dialect& dialect, std::unique_ptr<fuzz::NixOracle> nix)
      : nix_(std::move(nix)),
        vote_(dialect, *nix_,
              options.lazy      ? fuzz::ReferenceRequest::Output::kLazy
              : options.printed ? fuzz::ReferenceRequest::Output::kStrict
                                : fuzz::ReferenceRequest::Output::kCanonical,
              options.interpreter) {}

  Found judge(std::span<const std::string> programs, size_t first_number) {
    Found found;
    vote_.renew();
    size_t put = 0;
    for (size_t i = 0; i < programs.size(); ++i) {
      for (; put < programs.size() && vote_.may_put(programs[put]); ++put) vote_.put(programs[put]);
      fuzz::Vote::Result result = vote_.judge();
      ++found.counts[static_cast<size_t>(result)];
      found.errors += vote_.nix_verdict().kind == fuzz::Verdict::Kind::kError;
      if (result != fuzz::Vote::Result::kSame) note(found, result, programs[i], first_number + i);
    }
    return found;
  }

 private:
  void note(Found& found, fuzz::Vote::Result result, const std::string& program, size_t number) {
    std::string name(fuzz::vote_name(result)), nix = fuzz::describe(vote_.nix_verdict()),
                                               vm = fuzz::describe(vote_.vm_verdict()),
                                               third = text_of(vote_.interpreter_verdict());
    json line = {{"number", number}, {"program", program}, {"result", name},
                 {"nix", nix},       {"vm", vm},           {"interpreter", third}};
    found.json_lines += line.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
    if (!fuzz::is_difference(result)) return;
    ++found.differing;
    found.differences += program + "\n  " + name + "\n  Nix:         " + nix +
                         "\n  VM:          " + vm + "\n  interpreter: " + third + "\n";
  }

  std::unique_ptr<fuzz::NixOracle> nix_;
  fuzz::Vote vote_;
};

// Gives lots of programs to the pairs, and puts together what they find, in the order of programs.
class Hunt {
 public:
  explicit Hunt(std::vector<std::string> programs)
      : programs_(std::move(programs)), lots_((programs_.size() + kLot - 1) / kLot) {}

  void work(Pair& pair) {
    for (size_t lot; (lot = next_++) < lots_.size();) {
      size_t begin = lot * kLot, end = std::min(begin + kLot, programs_.size());
      Found found = pair.judge(std::span(programs_).subspan(begin, end - begin), begin);
      std::lock_guard lock(mutex_);
      lots_[lot] = std::move(found);
      for (; told_ < lots_.size() && lots_[told_]; ++told_) {
        std::fputs(lots_[told_]->differences.c_str(), stdout);
        std::fflush(stdout);
      }
    }
  }

  size_t programs() const { return programs_.size(); }
  size_t mean_bytes() const {
    size_t all = 0;
    for (const std::string& program : programs_) all += program.size();
    return all / std::max<size_t>(programs_.size(), 1);
  }
  Found all() const {
    Found sum;
    for (const std::optional<Found>& lot : lots_) {
      for (size_t i = 0; i < sum.counts.size(); ++i) sum.counts[i] += lot->counts[i];
      sum.differing += lot->differing;
      sum.errors += lot->errors;
      sum.json_lines += lot->json_lines;
    }
    return sum;
  }

 private:
  static constexpr size_t kLot = 1'000;

  std::vector<std::string> programs_;
  std::vector<std::optional<Found>> lots_;
  std::atomic<size_t> next_ = 0;
  std::mutex mutex_;
  size_t told_ = 0;
};

int run(const Options& options) {
  std::optional<vm::Dialect> dialect = vm::find_dialect(options.dialect);
  std::ifstream in(options.file, std::ios::binary);
  if (!dialect || (options.runs == 0 && !in)) {
    std::fprintf(stderr, "nix_compare: cannot read '%s', or no dialect '%s'\n",
                 options.file.c_str(), options.dialect.c_str());
    return 2;
  }
  std::vector<std::unique_ptr<Pair>> pairs;
  std::string version;
  bool is_repl = false;
  for (size_t i = 0; i < options.jobs; ++i) {
    auto started = fuzz::NixOracle::start(options.corpus, options.repl ? "" : options.preload);
    if (auto* absent = std::get_if<fuzz::NixOracle::Absent>(&started)) {
      std::printf("nix_compare: SKIPPED, no Nix to compare with: %s\n", absent->reason.c_str());
      return 77;
    }
    auto& nix = std::get<std::unique_ptr<fuzz::NixOracle>>(started);
    version = nix->version();
    is_repl = nix->is_repl();
    pairs.push_back(std::make_unique<Pair>(options, *dialect, std::move(nix)));
  }
  Hunt hunt(options.runs > 0 ? generate(options.seed, options.runs) : read_programs(in));
  auto start = std::chrono::steady_clock::now();
  std::vector<std::thread> threads;
  for (const std::unique_ptr<Pair>& pair : pairs)
    threads.emplace_back([&] { fuzz::with_big_stack([&] { hunt.work(*pair); }); });
  for (std::thread& thread : threads) thread.join();
  std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  double rate = static_cast<double>(hunt.programs()) / seconds.count();

  Found found = hunt.all();
  if (!options.json_file.empty()) std::ofstream(options.json_file) << found.json_lines;
  std::string table = "| result | programs |\n|---|---|\n";
  for (fuzz::Vote::Result result : fuzz::kAllVoteResults)
    table += "| " + std::string(fuzz::vote_name(result)) + " | " +
             std::to_string(found.counts[static_cast<size_t>(result)]) + " |\n";
  if (!options.markdown_file.empty())
    std::ofstream(options.markdown_file)
        << "# VM against Nix " << version << ", dialect " << options.dialect << "\n\n"
        << hunt.programs() << " programs, " << static_cast<size_t>(rate) << " a second\n\n"
        << table;
  std::printf(
      "%sNix %s%s: %zu programs of %zu bytes each (%zu fail in Nix), %zu differ, %.1f s, %.0f a "
      "second\n",
      table.c_str(), version.c_str(), is_repl ? " (repl)" : "", hunt.programs(), hunt.mean_bytes(),
      found.errors, found.differing, seconds.count(), rate);
  return found.differing == 0 ? 0 : 1;
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
  app.add_option("--jobs", options.jobs, "processes of Nix, each with a VM")
      ->check(CLI::PositiveNumber);
  app.add_option("--json", options.json_file, "what is not the same, a JSON object a line");
  app.add_option("--markdown", options.markdown_file, "the table");
  app.add_option("--corpus", options.corpus, "where the evaluators are described");
  app.add_option("--preload", options.preload, "the library made of preload.cc");
  app.add_option("file", options.file, "programs, if none are generated");
  CLI11_PARSE(app, argc, argv);
  return run(options);
}
