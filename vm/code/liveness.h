// Which slots of a frame may still be read from an instruction on. What the collector needs to know
// of a frame that is parked there: those slots hold cells, the others may hold anything. Jumps only
// go forward, so one walk over the code from its end is exact. Answers are kept: programs spend
// their time in few places.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "vm/code/chunk.h"

namespace vm {

using LiveSlots = std::vector<uint32_t>;  // ascending

// Before the instruction at word `at` of a chunk runs.
LiveSlots live_slots(const Chunk& chunk, uint32_t at);

class LivenessCache {
 public:
  const LiveSlots& at(const Chunk& chunk, uint32_t word) {
    const uint32_t* key = chunk.code.data() + word;
    auto it = known_.find(key);
    if (it == known_.end()) {
      // Frames with very many slots would fill the memory.
      if (held_ > kMaxHeld) {
        known_.clear();
        held_ = 0;
      }
      it = known_.emplace(key, live_slots(chunk, word)).first;
      held_ += it->second.size();
    }
    return it->second;
  }

 private:
  static constexpr size_t kMaxHeld = 4 * 1024 * 1024;
  std::unordered_map<const uint32_t*, LiveSlots> known_;
  size_t held_ = 0;
};

}  // namespace vm
