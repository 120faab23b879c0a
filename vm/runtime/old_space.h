// Where objects live that have outlived a collection: they never move again. Small ones lie in
// blocks, each of one size, with a bit per object that says whether the last marking reached it;
// free places are found by walking those bits, so there are no free lists to build. Large ones are
// allocated one by one. The collector marks, then calls sweep().
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "vm/base/check.h"

namespace vm {

class OldSpace {
 public:
  static constexpr size_t kBlock = 64 * 1024;
  static constexpr size_t kLargestSmall = 8 * 1024;

  OldSpace() = default;
  ~OldSpace();
  OldSpace(const OldSpace&) = delete;
  OldSpace& operator=(const OldSpace&) = delete;

  // Never fails unless the machine has no memory. `bytes` is a multiple of 8.
  void* allocate(size_t bytes) {
    if (bytes > kLargestSmall) [[unlikely]]
      return allocate_large(bytes, true);
    Run& run = runs_[class_of(bytes)];
    if (run.at == run.end) [[unlikely]]
      next_run(class_of(bytes));
    void* p = run.at;
    run.at += run.stride;
    return p;
  }
  // Null when the machine has no memory, unless it must.
  void* allocate_large(size_t bytes, bool must = false);

  // Marking. mark(): true if the object was not marked yet.
  void start_marking();
  bool mark(const void* object) {
    auto offset = static_cast<uint64_t>(static_cast<const char*>(object) - reserve_);
    if (offset >= reserved_) [[unlikely]]
      return mark_large(object);
    Block* b = block_at(offset);
    uint64_t bit = (offset % kBlock) / 8;
    uint64_t& word = b->marks[bit / 64];
    uint64_t mask = uint64_t{1} << (bit % 64);
    if (word & mask) return false;
    word |= mask;
    return true;
  }
  bool is_marked(const void* object) const;
  // Whether an object may begin there.
  bool holds(const void* object) const {
    auto offset = static_cast<uint64_t>(static_cast<const char*>(object) - reserve_);
    if (offset >= reserved_) return large_.contains(object);
    uint64_t in_block = offset % kBlock;
    if (offset >= used_ || in_block < kHeaderBytes) return false;
    uint32_t stride = block_at(offset)->stride;
    return stride != 0 && (in_block - kHeaderBytes) % stride == 0;
  }
  // Gives up what is not marked.
  void sweep();

  // Everything so far is the base; nothing may have been swept or be large.
  void end_base();
  bool in_base(const void* p) const;
  // Gives up what was allocated since, at once. Nothing may have been marked or swept since.
  void back_to_base();

  uint64_t bytes() const { return block_bytes_ + large_bytes_; }  // held from the machine
  uint64_t live_bytes() const { return live_bytes_; }             // marked by the last marking
  uint64_t large_objects() const { return large_.size(); }
  uint64_t blocks() const { return used_blocks_; }

 private:
  struct Block {
    uint32_t stride;  // of its objects, in bytes; 0 while it is free
    uint32_t next_word;
    uint64_t marks[kBlock / 64 / 8];
  };
  static constexpr size_t kHeaderBytes = (sizeof(Block) + 63) / 64 * 64;
  struct Places {  // that are free, one after another
    char* at = nullptr;
    char* end = nullptr;
    size_t stride = 0;
    Block* block = nullptr;    // where the search goes on
    char* searched = nullptr;  // up to here
  };
  struct Run : Places {
    std::vector<Block*> later;  // swept blocks that may have room
  };
  struct Large {
    size_t bytes;
    bool marked;
    bool mapped;
  };
  static constexpr uint32_t kClasses = 32 + 8 * 5;

  // Sizes up to 256 in steps of 8, beyond in eight steps to each doubling.
  static uint32_t class_of(size_t bytes) {
    if (bytes <= 256) return static_cast<uint32_t>((bytes - 1) / 8);
    uint32_t top = 63 - static_cast<uint32_t>(__builtin_clzll(bytes - 1));
    return 32 + (top - 8) * 8 + static_cast<uint32_t>((bytes - 1) >> (top - 3) & 7);
  }
  static size_t size_of(uint32_t size_class) {
    if (size_class < 32) return (size_class + 1) * 8;
    uint32_t top = 8 + (size_class - 32) / 8;
    return (size_t{1} << top) + (((size_class - 32) % 8 + 1) << (top - 3));
  }
  Block* block_at(uint64_t offset) const {
    return reinterpret_cast<Block*>(reserve_ + offset / kBlock * kBlock);
  }
  static char* first_place(Block* b) { return reinterpret_cast<char*>(b) + kHeaderBytes; }
  static char* end_of(Block* b) {
    return first_place(b) + (kBlock - kHeaderBytes) / b->stride * b->stride;
  }
  static bool is_marked_in(const Block* b, const char* p) {
    uint64_t bit = static_cast<uint64_t>(p - reinterpret_cast<const char*>(b)) / 8;
    return b->marks[bit / 64] >> (bit % 64) & 1;
  }

  void next_run(uint32_t size_class);
  bool search(Run& run);
  Block* new_block();
  void reserve();
  bool mark_large(const void* object);
  void free_large(const void* object, const Large& large);

  Run runs_[kClasses];
  Places base_runs_[kClasses];
  uint64_t base_used_ = 0;
  char* reserve_ = nullptr;  // address space for blocks
  uint64_t reserved_ = 0;
  uint64_t used_ = 0;  // of the reserve, blocks given back included
  std::vector<Block*> free_;
  std::unordered_map<const void*, Large> large_;
  uint64_t used_blocks_ = 0;
  uint64_t block_bytes_ = 0;
  uint64_t large_bytes_ = 0;
  uint64_t live_bytes_ = 0;
};

// Fresh zeroed memory, aligned to huge pages when it is large enough to have any; null when the
// machine has none.
void* map_memory(size_t bytes);

}  // namespace vm
