// A main for fuzz targets without libFuzzer: runs the target once over every file named, and over
// every file in the directories named. For ctest, for compilers without libFuzzer, and to debug a
// finding.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

int main(int argc, char** argv) {
  namespace fs = std::filesystem;
  std::vector<fs::path> inputs;
  for (int i = 1; i < argc; ++i) {
    std::error_code error;
    if (fs::is_regular_file(argv[i], error)) inputs.emplace_back(argv[i]);
    if (!fs::is_directory(argv[i], error)) continue;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(argv[i]))
      if (entry.is_regular_file()) inputs.push_back(entry.path());
  }
  std::sort(inputs.begin(), inputs.end());
  for (const fs::path& path : inputs) {
    std::ifstream file(path, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    if (!file) {
      std::fprintf(stderr, "replay: %s cannot be read: check that it exists and is readable\n",
                   path.c_str());
      return 2;
    }
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(text.data()), text.size());
  }
  std::printf("%zu inputs replayed\n", inputs.size());
  if (inputs.empty())
    std::fprintf(stderr, "usage: %s FILE-OR-DIRECTORY... (nothing was found there)\n", argv[0]);
  return inputs.empty() ? 2 : 0;
}
