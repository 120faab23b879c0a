// generator_stats [--runs N] [--seed S] [--length L] [--dialect NAME] [--mutate] [--show]
// [--encode DIRECTORY]: what the generator is worth, and a hunt. Programs from random bytes are put
// to the VM and to the interpreter; whatever differs, though the language leaves no choice, is
// printed. Ends with a line of JSON and the same as a table in Markdown.
// With --encode: how much of the .nix files there the encoder covers.
//
// Exit codes: 0 all is well, 1 they do not agree or the generator is worth less than it should be
// (kWantedParse, kWantedValue, kWantedCovered), 2 usage.
#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <random>

#include "fuzz/differential.h"
#include "fuzz/generator/request.h"
#include "vm/syntax/parser.h"
#include "vm/syntax/printer.h"

namespace {

constexpr double kWantedParse = 95.0, kWantedValue = 85.0, kWantedCovered = 85.0;  // percent

struct Options {
  uint64_t runs = 20'000;
  uint64_t seed = 1;
  size_t length = 120;
  std::string dialect = "default";
  std::string encode;
  bool mutated = false, show = false;
};

std::string printed(const std::string& text) {
  vm::SymbolTable symbols;
  vm::Arena arena;
  vm::Dialect dialect = *vm::find_dialect("default");
  vm::ParseResult parsed =
      vm::parse(text, 1, symbols, arena, {.base_path = "/", .home = "/", .dialect = &dialect});
  return parsed.root ? vm::print(parsed.root, symbols) : "";
}

int report_encoder(const Options& options) {
  std::map<std::string, int> why;
  int files = 0, covered = 0, changed = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(options.encode)) {
    if (entry.path().extension() != ".nix") continue;
    std::ifstream in(entry.path());
    std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    ++files;
    fuzz::Encoded encoded = fuzz::encode(text);
    if (!encoded.bytes) {
      ++why[encoded.why_not];
      continue;
    }
    if (printed(fuzz::decode(*encoded.bytes).text) == printed(text)) {
      ++covered;
      continue;
    }
    ++changed;
    std::printf("changed: %s\n", entry.path().c_str());
    if (options.show)
      std::printf("  %s\n  %s\n", printed(text).c_str(),
                  printed(fuzz::decode(*encoded.bytes).text).c_str());
  }
  nlohmann::json line = {
      {"files", files}, {"covered", covered}, {"changed", changed}, {"why", why}};
  std::printf("%s\n", line.dump().c_str());
  bool worthy = files > 0 && 100.0 * covered >= kWantedCovered * files;
  return changed == 0 && worthy ? 0 : 1;
}

int hunt(const Options& options) {
  std::optional<vm::Dialect> dialect = vm::find_dialect(options.dialect);
  if (!dialect) {
    std::fprintf(stderr, "generator_stats: no dialect '%s': corpus/features.json has them\n",
                 options.dialect.c_str());
    return 2;
  }
  fuzz::Differential differential(*dialect);
  std::mt19937_64 random(options.seed);
  std::map<std::string, uint64_t> verdicts, classes;
  uint64_t differing = 0, bytes_of_text = 0, traces = 0;
  fuzz::Bytes before;
  auto start = std::chrono::steady_clock::now();
  for (uint64_t run = 0; run < options.runs; ++run) {
    fuzz::Bytes bytes(fuzz::kHeaderBytes + random() % options.length);
    for (uint8_t& b : bytes) b = static_cast<uint8_t>(random());
    if (options.mutated && run % 8 != 0) bytes = fuzz::mutate(before, bytes, random(), 400);
    before = bytes;
    fuzz::Program program = fuzz::decode(bytes);
    bytes_of_text += program.text.size();
    if (options.show) std::printf("%s\n", program.text.c_str());
    fuzz::Differential::Result result =
        differential.compare(program.text, fuzz::request_of(program));
    ++verdicts[fuzz::Differential::name(result)];
    const fuzz::Verdict& verdict = differential.reference_verdict();
    traces += verdict.traces.size();
    ++classes[verdict.kind == fuzz::Verdict::Kind::kValue         ? "value"
              : verdict.kind == fuzz::Verdict::Kind::kUnsupported ? "unsupported"
              : verdict.kind == fuzz::Verdict::Kind::kLimit
                  ? "resource"
                  : std::string(vm::error_class_name(verdict.error_class))];
    if (result != fuzz::Differential::Result::kDiffers) continue;
    ++differing;
    std::printf("%s\n%s\n", program.listing().c_str(), differential.explanation().c_str());
  }
  double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  auto share = [&](uint64_t n) {
    return 100.0 * static_cast<double>(n) / static_cast<double>(options.runs);
  };
  nlohmann::json line = {
      {"dialect", options.dialect},
      {"seed", options.seed},
      {"runs", options.runs},
      {"per_second", static_cast<double>(options.runs) / seconds},
      {"mean_text_bytes", bytes_of_text / options.runs},
      {"traces", traces},
      {"parse_percent", 100.0 - share(classes["parse"]) - share(classes["undefined-variable"])},
      {"value_percent", share(classes["value"])},
      {"verdicts", verdicts},
      {"classes", classes}};
  std::printf("%s\n\n| what | count | %% |\n|---|---|---|\n", line.dump().c_str());
  for (const auto& [name, n] : verdicts)
    std::printf("| verdict: %s | %llu | %.2f |\n", name.c_str(), static_cast<unsigned long long>(n),
                share(n));
  for (const auto& [name, n] : classes)
    std::printf("| outcome: %s | %llu | %.2f |\n", name.c_str(), static_cast<unsigned long long>(n),
                share(n));
  bool worthy = line["parse_percent"] >= kWantedParse && line["value_percent"] >= kWantedValue;
  if (!worthy)
    std::fprintf(stderr,
                 "generator_stats: fewer than %.0f %% parse or %.0f %% have a value: see the "
                 "classes above, and templates.def\n",
                 kWantedParse, kWantedValue);
  return differing == 0 && worthy ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Measures the generator of programs and hunts for differences"};
  Options options;
  app.add_option("--runs", options.runs, "programs")->check(CLI::PositiveNumber);
  app.add_option("--seed", options.seed, "of the random bytes");
  app.add_option("--length", options.length, "of the bytes, at most")->check(CLI::PositiveNumber);
  app.add_option("--dialect", options.dialect, "a dialect of corpus/features.json");
  app.add_option("--encode", options.encode, "measure the encoder over this directory instead");
  app.add_flag("--mutate", options.mutated, "mutate the program before, seven times of eight");
  app.add_flag("--show", options.show, "print the programs");
  CLI11_PARSE(app, argc, argv);
  return options.encode.empty() ? hunt(options) : report_encoder(options);
}
