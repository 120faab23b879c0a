// The two stacks of an evaluation. Frames of cells on one, contexts on the other; both are lists of
// chunks that never move, so pointers into them stay good. A push that does not fit takes a new
// chunk and leaves a link context, which gives the chunk back when it is popped: the fast paths
// test nothing but the limit.
#pragma once

#include <memory>
#include <vector>

#include "vm/code/chunk.h"
#include "vm/runtime/context.h"
#include "vm/runtime/value.h"

namespace vm {

class Evaluation;
struct StepRow;

// The last word of every record: kind, call depth at the time it was pushed, and for Code the slot
// that the answer goes to (kRunAgain: none, the instruction is run again).
inline constexpr uint32_t kRunAgain = UINT32_MAX;
inline constexpr uint32_t kMaxDepth = (1u << 24) - 1;
inline uint64_t make_meta(ContextKind kind, uint32_t depth, uint32_t slot = 0) {
  return static_cast<uint64_t>(kind) | static_cast<uint64_t>(depth) << 8 |
         static_cast<uint64_t>(slot) << 32;
}
// Added to the kind of one record of a stack: that one and all below it have not changed since the
// last collection (Evaluation::lower_watermark). No case of a switch over kinds has it, so whoever
// comes down to it notices without a test of its own.
inline constexpr uint64_t kWatermark = 0x80;
inline ContextKind meta_kind(uint64_t meta) {
  return static_cast<ContextKind>(meta & 0xff & ~kWatermark);
}
inline uint32_t meta_depth(uint64_t meta) { return static_cast<uint32_t>(meta >> 8) & kMaxDepth; }
inline uint32_t meta_slot(uint64_t meta) { return static_cast<uint32_t>(meta >> 32); }

struct EntryRecord {
  uint64_t meta;
};
struct CodeRecord {
  const CodeBlock* block;
  Value environment;  // the thunk or function whose captures the frame reads
  Value* frame;
  const uint32_t* ip;  // the next instruction, or with kRunAgain the one to run again
  uint64_t meta;
};
struct AwaitRecord {
  Thunk* thunk;  // and those that wait for the same value, from one `result` to the next
  uint64_t meta;
  void set(Thunk* t, uint32_t depth) {
    thunk = t;
    meta = make_meta(ContextKind::kAwait, depth);
  }
};
struct StepRecord {
  const StepRow* row;
  Value* slots;  // scanned; they outlive every push above
  uint32_t n_slots;
  uint32_t state;          // starts at 0
  uint64_t i, j;           // plain numbers
  const CodeBlock* block;  // the code that called a builtin as its last act, or null
  uint64_t word;           // and which instruction of it that was
  uint64_t meta;
};
struct LinkRecord {
  char* top;    // ContextLink: where the chunk below was left
  char* limit;  // end of the chunk below
  uint64_t meta;
};

// Walks over the records of a context stack, from the top down to its bottom.
class StackWalk {
 public:
  StackWalk(char* top, const char* bottom) : at_(top), bottom_(bottom) {}
  bool at_bottom() const { return at_ == bottom_; }
  uint64_t& meta() const { return *reinterpret_cast<uint64_t*>(at_ - sizeof(uint64_t)); }
  ContextKind kind() const { return meta_kind(meta()); }
  template <typename Record>
  Record* record() const {
    return reinterpret_cast<Record*>(at_ - sizeof(Record));
  }
  bool is_link() const {
    return kind() == ContextKind::kContextLink || kind() == ContextKind::kFrameLink;
  }
  void next() {
    switch (kind()) {
      case ContextKind::kCode:
        at_ -= sizeof(CodeRecord);
        return;
      case ContextKind::kAwait:
        at_ -= sizeof(AwaitRecord);
        return;
      case ContextKind::kForce:
      case ContextKind::kBuiltin:
      case ContextKind::kStep:
        at_ -= sizeof(StepRecord);
        return;
      case ContextKind::kContextLink:
        at_ = record<LinkRecord>()->top;
        return;
      case ContextKind::kFrameLink:
        at_ -= sizeof(LinkRecord);
        return;
      case ContextKind::kEntry:
        at_ -= sizeof(EntryRecord);
        return;
    }
  }

 private:
  char* at_;
  const char* bottom_;
};

// A list of chunks of one stack.
class ChunkList {
 public:
  explicit ChunkList(size_t first) : next_size_(first) {}
  // A chunk with room for `bytes` becomes the current one.
  void enter(size_t bytes, char** begin, char** end) {
    if (used_ == chunks_.size() || chunks_[used_].size < bytes) {
      size_t size = next_size_ < bytes ? bytes : next_size_;
      if (next_size_ < kLargest) next_size_ *= 4;
      chunks_.resize(used_);  // smaller chunks kept for reuse are given up
      chunks_.push_back({std::make_unique_for_overwrite<char[]>(size), size});
    }
    *begin = chunks_[used_].begin.get();
    *end = *begin + chunks_[used_].size;
    ++used_;
  }
  void leave() { --used_; }
  // For the checker.
  size_t used() const { return used_; }
  bool holds(const void* begin, size_t bytes) const {
    auto* p = static_cast<const char*>(begin);
    for (size_t i = 0; i < used_; ++i)
      if (p >= chunks_[i].begin.get() && p + bytes <= chunks_[i].begin.get() + chunks_[i].size)
        return true;
    return false;
  }
  size_t bytes() const {
    size_t n = 0;
    for (const Chunk& c : chunks_) n += c.size;
    return n;
  }

 private:
  static constexpr size_t kLargest = 16 * 1024 * 1024;
  struct Chunk {
    std::unique_ptr<char[]> begin;
    size_t size;
  };
  std::vector<Chunk> chunks_;
  size_t used_ = 0;
  size_t next_size_;
};

}  // namespace vm
