// libFuzzer's hooks for targets whose input is the generator's bytes. Half of what they make
// is a new program altogether: most faults show in one of the first thousand, and a corpus that
// begins empty grows from them. One in twelve is libFuzzer's own mutation, the rest are of
// structure. Included by such a target and by nothing else. (Without libFuzzer nobody calls them.)
//
// With ASSAY_WITHOUT_FRESH in the environment there are no new programs, only descendants: for
// experiments on what is kept.
#pragma once

#include <algorithm>
#include <cstdlib>

#include "fuzz/generator/generator.h"

extern "C" __attribute__((weak)) size_t LLVMFuzzerMutate(uint8_t* data, size_t size,
                                                         size_t max_size);

namespace fuzz {
inline bool makes_fresh() {
  static const bool wanted = std::getenv("ASSAY_WITHOUT_FRESH") == nullptr;
  return wanted;
}
inline size_t give(const Bytes& bytes, uint8_t* data, size_t max_size) {
  size_t n = std::min(bytes.size(), max_size);
  std::copy_n(bytes.begin(), n, data);
  return n;
}
}  // namespace fuzz

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size,
                                          unsigned seed) {
  if (LLVMFuzzerMutate && seed % 6 == 0) return LLVMFuzzerMutate(data, size, max_size);
  if (seed % 6 <= 3 && fuzz::makes_fresh()) return fuzz::give(fuzz::fresh(seed), data, max_size);
  fuzz::Bytes bytes(data, data + size);
  for (unsigned i = 0; i < 1 + seed % 4; ++i)
    bytes = fuzz::mutate(bytes, bytes, uint64_t{seed} * 31 + i, max_size);
  return fuzz::give(bytes, data, max_size);
}

extern "C" size_t LLVMFuzzerCustomCrossOver(const uint8_t* data, size_t size, const uint8_t* other,
                                            size_t other_size, uint8_t* out, size_t max_out,
                                            unsigned seed) {
  if (seed % 2 == 0 && fuzz::makes_fresh()) return fuzz::give(fuzz::fresh(seed), out, max_out);
  return fuzz::give(fuzz::mutate({data, size}, {other, other_size}, seed, max_out), out, max_out);
}
