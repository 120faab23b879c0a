// The old space: see old_space.h.
#include "vm/runtime/old_space.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <utility>

namespace vm {
namespace {

constexpr size_t kHugePage = 2 * 1024 * 1024;
constexpr uint64_t kReserve = uint64_t{64} << 30;
// What a small program uses stays in ordinary pages; the first touch of a huge page costs too much.
constexpr uint64_t kOrdinaryPages = 2 * kHugePage;
// Free blocks beyond so many give their memory back to the machine.
constexpr size_t kKeptBlocks = 256;

}  // namespace

void* map_memory(size_t wanted) {
  size_t padded = wanted >= kHugePage ? wanted + kHugePage : wanted;
  void* p = mmap(nullptr, padded, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (p == MAP_FAILED || padded == wanted) return p == MAP_FAILED ? nullptr : p;
  uintptr_t begin = reinterpret_cast<uintptr_t>(p);
  uintptr_t aligned = (begin + kHugePage - 1) & ~(kHugePage - 1);
  if (aligned > begin) munmap(p, aligned - begin);
  if (begin + padded > aligned + wanted)
    munmap(reinterpret_cast<void*>(aligned + wanted), begin + padded - aligned - wanted);
  p = reinterpret_cast<void*>(aligned);
  madvise(p, wanted, MADV_HUGEPAGE);
  return p;
}

OldSpace::~OldSpace() {
  if (reserve_) munmap(reserve_, reserved_);
  for (auto& [p, large] : large_) free_large(p, large);
}

void OldSpace::free_large(const void* object, const Large& large) {
  if (large.mapped)
    munmap(const_cast<void*>(object), large.bytes);
  else
    std::free(const_cast<void*>(object));
}

// Address space only: pages come as they are touched. Halved until the machine grants it.
void OldSpace::reserve() {
  for (uint64_t size = kReserve; size >= kHugePage; size /= 2) {
    void* p = mmap(nullptr, size, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED) continue;
    uintptr_t begin = (reinterpret_cast<uintptr_t>(p) + kHugePage - 1) & ~(kHugePage - 1);
    uint64_t lost = begin - reinterpret_cast<uintptr_t>(p);
    if (lost > 0) munmap(p, lost);
    reserve_ = reinterpret_cast<char*>(begin);
    reserved_ = size - lost;
    if (reserved_ > kOrdinaryPages)
      madvise(reserve_ + kOrdinaryPages, reserved_ - kOrdinaryPages, MADV_HUGEPAGE);
    return;
  }
  CHECK(!"the machine grants no address space for the heap");
}

OldSpace::Block* OldSpace::new_block() {
  ++used_blocks_;
  block_bytes_ += kBlock;
  if (!free_.empty()) {
    Block* b = free_.back();
    free_.pop_back();
    std::memset(b->marks, 0, sizeof b->marks);
    return b;
  }
  if (!reserve_) reserve();
  CHECK(used_ + kBlock <= reserved_ && "the machine has no memory left");
  Block* b = block_at(used_);
  used_ += kBlock;
  return b;
}

// The next free places in the block at hand.
bool OldSpace::search(Run& run) {
  Block* b = run.block;
  char* end = end_of(b);
  char* at = run.searched;
  while (at != end && is_marked_in(b, at)) at += run.stride;
  if (at == end) return false;
  char* stop = at;
  while (stop != end && !is_marked_in(b, stop)) stop += run.stride;
  run.at = at;
  run.end = run.searched = stop;
  return true;
}

void OldSpace::next_run(uint32_t size_class) {
  Run& run = runs_[size_class];
  while (true) {
    if (run.block && search(run)) return;
    if (!run.later.empty()) {
      run.block = run.later.back();
      run.later.pop_back();
      run.searched = first_place(run.block);
      continue;
    }
    run.stride = size_of(size_class);
    run.block = new_block();
    run.block->stride = static_cast<uint32_t>(run.stride);
    run.at = first_place(run.block);
    run.end = run.searched = end_of(run.block);
    return;
  }
}

void* OldSpace::allocate_large(size_t bytes, bool must) {
  bool mapped = bytes >= kHugePage;
  size_t held = mapped ? (bytes + 4095) & ~size_t{4095} : bytes;
  void* p = mapped ? map_memory(held) : std::malloc(held);
  CHECK((p || !must) && "the machine has no memory left");
  if (!p) return nullptr;
  large_.emplace(p, Large{held, false, mapped});
  large_bytes_ += held;
  return p;
}

void OldSpace::start_marking() {
  for (uint64_t at = 0; at < used_; at += kBlock) {
    Block* b = block_at(at);
    if (b->stride > 0) std::memset(b->marks, 0, sizeof b->marks);
  }
  for (auto& [p, large] : large_) large.marked = false;
}

bool OldSpace::mark_large(const void* object) {
  auto it = large_.find(object);
  CHECK(it != large_.end() && "a reference to no object of the heap");
  return !std::exchange(it->second.marked, true);
}

bool OldSpace::is_marked(const void* object) const {
  auto offset = static_cast<uint64_t>(static_cast<const char*>(object) - reserve_);
  if (offset >= reserved_) return large_.at(object).marked;
  return is_marked_in(block_at(offset), static_cast<const char*>(object));
}

void OldSpace::sweep() {
  for (Run& run : runs_) {
    run.at = run.end = run.searched = nullptr;
    run.block = nullptr;
    run.later.clear();
  }
  live_bytes_ = 0;
  for (uint64_t at = 0; at < used_; at += kBlock) {
    Block* b = block_at(at);
    if (b->stride == 0) continue;
    uint64_t n = 0;
    for (uint64_t word : b->marks) n += static_cast<uint64_t>(__builtin_popcountll(word));
    live_bytes_ += n * b->stride;
    if (n == 0) {
      b->stride = 0;
      free_.push_back(b);
      --used_blocks_;
      block_bytes_ -= kBlock;
      // Its pages are zero again when they are touched, and so is its header.
      if (free_.size() > kKeptBlocks) madvise(b, kBlock, MADV_DONTNEED);
    } else if (n < (kBlock - kHeaderBytes) / b->stride) {
      runs_[class_of(b->stride)].later.push_back(b);
    }
  }
  for (auto it = large_.begin(); it != large_.end();) {
    if (it->second.marked) {
      live_bytes_ += it->second.bytes;
      ++it;
      continue;
    }
    large_bytes_ -= it->second.bytes;
    free_large(it->first, it->second);
    it = large_.erase(it);
  }
}

void OldSpace::end_base() {
  CHECK(large_.empty() && free_.empty());
  std::copy(std::begin(runs_), std::end(runs_), base_runs_);
  base_used_ = used_;
}

bool OldSpace::in_base(const void* p) const {
  auto offset = static_cast<uint64_t>(static_cast<const char*>(p) - reserve_);
  if (offset >= base_used_) return false;
  // All of its block but the places that were free.
  const Places& free = base_runs_[class_of(block_at(offset)->stride)];
  return free.block != block_at(offset) || p < free.at || p >= free.end;
}

void OldSpace::back_to_base() {
  CHECK(free_.empty());
  for (uint32_t i = 0; i < kClasses; ++i) static_cast<Places&>(runs_[i]) = base_runs_[i];
  used_ = base_used_;
  used_blocks_ = used_ / kBlock;
  block_bytes_ = used_;
  for (auto& [p, large] : large_) free_large(p, large);
  large_.clear();
  large_bytes_ = 0;
}

}  // namespace vm
