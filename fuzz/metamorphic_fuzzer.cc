// The first byte chooses a rewrite, the second a place (0: everywhere), the rest is a program: what
// the VM says of it must not change.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "fuzz/rewrites/metamorphic.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static fuzz::Metamorphosis metamorphosis(*vm::find_dialect("default"));
  if (size < 3 || size > 4'000) return 0;
  std::string_view program(reinterpret_cast<const char*>(data) + 2, size - 2);
  const fuzz::Rewrite& rewrite = fuzz::rewrites()[data[0] % fuzz::rewrites().size()];
  std::optional<size_t> place;
  if (data[1] != 0) place = data[1] - 1;
  if (!metamorphosis.take(program)) return 0;
  if (std::optional<std::string> difference = metamorphosis.differs(rewrite, place)) {
    std::fprintf(stderr, "metamorphic_fuzzer: a rewrite changes what is said: %s\n",
                 difference->c_str());
    std::abort();
  }
  return 0;
}
