// A main for fuzz targets without libFuzzer. It runs the target once over every file named, and
// over every file in the directories named: for ctest, for compilers without libFuzzer, and to
// debug a finding.
//   --triage FILE   instead: reduces what makes the target fail and prints a line of JSON: failure,
//                   signature, program, nodes, report; the reduced input goes to FILE.reduced
//   --show FILE...  instead: prints the programs in the files
//   --rounds N FILE...  all of them N times, each time in another order, which N fixes: whatever
//                   fails because of what ran before it is a false alarm
//
// Exit codes: 0 done; 1 with --triage, the file does not make the target fail; 2 usage.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "fuzz/triage.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

namespace fs = std::filesystem;

// ASSAY_INPUT_FORM comes from fuzz/CMakeLists.txt, where the target is named.
constexpr fuzz::InputForm kForm = {ASSAY_INPUT_FORM};

std::optional<fuzz::Bytes> read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  fuzz::Bytes bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (file && fs::is_regular_file(path)) return bytes;
  std::fprintf(stderr, "replay: %s cannot be read: check that it exists and is readable\n",
               path.c_str());
  return {};
}

std::vector<fs::path> files_in(int argc, char** argv, int first) {
  std::vector<fs::path> inputs;
  for (int i = first; i < argc; ++i) {
    std::error_code error;
    if (!fs::is_directory(argv[i], error)) {
      inputs.emplace_back(argv[i]);
      continue;
    }
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(argv[i]))
      if (entry.is_regular_file()) inputs.push_back(entry.path());
  }
  std::sort(inputs.begin(), inputs.end());
  return inputs;
}

int triage(const fs::path& path) {
  std::optional<fuzz::Bytes> input = read(path);
  if (!input) return 2;
  fuzz::Triage found = fuzz::triage(*input, kForm, [](std::span<const uint8_t> bytes) {
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
  });
  if (found.failure.empty()) {
    std::fprintf(stderr, "replay: %s does not make the target fail\n", path.c_str());
    return 1;
  }
  std::ofstream(path.string() + ".reduced", std::ios::binary)
      .write(reinterpret_cast<const char*>(found.input.data()),
             static_cast<std::streamsize>(found.input.size()));
  nlohmann::ordered_json line = {{"failure", found.failure},    {"signature", found.signature},
                                 {"program", found.program},    {"nodes", found.nodes},
                                 {"bytes", found.input.size()}, {"report", found.report}};
  std::printf("%s\n", line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::string mode = argc > 1 ? argv[1] : "";
  if (mode == "--triage" && argc == 3) return triage(argv[2]);
  bool show = mode == "--show";
  uint64_t rounds = mode == "--rounds" && argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  std::vector<fs::path> paths = files_in(argc, argv, show ? 2 : mode == "--rounds" ? 3 : 1);
  if (paths.empty() || rounds == 0) {
    std::fprintf(stderr,
                 "usage: %s [--rounds N] FILE-OR-DIRECTORY... | --triage FILE | --show "
                 "FILE-OR-DIRECTORY...\n",
                 argv[0]);
    return 2;
  }
  std::vector<fuzz::Bytes> inputs;
  for (const fs::path& path : paths) {
    std::optional<fuzz::Bytes> input = read(path);
    if (!input) return 2;
    inputs.push_back(std::move(*input));
  }
  if (show) {
    for (const fuzz::Bytes& input : inputs)
      std::printf("%s\n", fuzz::program_in(input, kForm).c_str());
    return 0;
  }
  std::mt19937_64 random(rounds);
  for (uint64_t round = 0; round < rounds; ++round) {
    if (round > 0) std::shuffle(inputs.begin(), inputs.end(), random);
    for (const fuzz::Bytes& input : inputs) LLVMFuzzerTestOneInput(input.data(), input.size());
  }
  std::printf("%zu inputs replayed%s\n", inputs.size(),
              rounds > 1 ? (", " + std::to_string(rounds) + " times").c_str() : "");
  return 0;
}
