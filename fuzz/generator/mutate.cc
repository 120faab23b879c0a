// Mutation by structure: bytes of a hole are one slice, so cutting and pasting slices of one type
// keeps everything around them as it was.
#include <algorithm>
#include <random>

#include "fuzz/generator/generator.h"

namespace fuzz {

Bytes fresh(uint64_t seed) {
  std::mt19937_64 random(seed);
  constexpr size_t kShortest = 16, kSpread = 120;
  Bytes bytes(kHeaderBytes + kShortest + random() % kSpread);
  for (uint8_t& b : bytes) b = static_cast<uint8_t>(random() >> 32);
  return bytes;
}

Bytes mutate(std::span<const uint8_t> bytes, std::span<const uint8_t> other, uint64_t seed,
             size_t max_size) {
  std::minstd_rand random(static_cast<uint32_t>(seed ^ seed >> 32) | 1u);
  auto below = [&](size_t n) { return n == 0 ? 0 : random() % n; };
  Bytes out(bytes.begin(), bytes.end());
  if (out.size() < kHeaderBytes) out.resize(kHeaderBytes);
  if (below(16) == 0) out[below(kHeaderBytes)] = static_cast<uint8_t>(random());
  std::vector<Program::Hole> holes = decode(out).holes;
  // Holes behind the end have no bytes of their own.
  std::erase_if(holes, [](const Program::Hole& h) { return h.end <= h.begin; });
  if (holes.empty()) {
    out.push_back(static_cast<uint8_t>(random()));
    holes.push_back({kHeaderBytes, kHeaderBytes + 1, 'v'});
  }
  const Program::Hole target = holes[below(holes.size())];
  Bytes filling;
  auto take = [&](std::span<const uint8_t> from, const std::vector<Program::Hole>& candidates) {
    std::vector<Program::Hole> fits;
    for (const Program::Hole& h : candidates)
      if (h.type == target.type && h.end > h.begin) fits.push_back(h);
    if (fits.empty()) return;
    const Program::Hole& h = fits[below(fits.size())];
    filling.assign(from.begin() + h.begin, from.begin() + h.end);
  };
  switch (below(5)) {
    case 0:  // fresh
      for (size_t i = 0, n = 1 + below(24); i < n; ++i)
        filling.push_back(static_cast<uint8_t>(random()));
      break;
    case 1:  // a leaf
      filling.push_back(static_cast<uint8_t>(below(kFirstTemplate)));
      break;
    case 2:  // from the other program
      take(other, decode(other).holes);
      break;
    case 3:  // from elsewhere in this one
      take(out, holes);
      break;
    default: {  // something within it takes its place
      std::vector<Program::Hole> inner;
      for (const Program::Hole& h : holes)
        if (h.begin > target.begin && h.end <= target.end) inner.push_back(h);
      take(out, inner);
      break;
    }
  }
  if (filling.empty()) filling.push_back(static_cast<uint8_t>(below(256)));
  size_t end = std::min<size_t>(target.end, out.size());
  Bytes result(out.begin(), out.begin() + target.begin);
  result.insert(result.end(), filling.begin(), filling.end());
  result.insert(result.end(), out.begin() + static_cast<std::ptrdiff_t>(end), out.end());
  if (result.size() > max_size) result.resize(max_size);
  return result;
}

}  // namespace fuzz
