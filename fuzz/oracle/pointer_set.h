// Which cells have been seen: an open-addressing set of addresses that costs nothing while it is
// small.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace fuzz::oracle {

class PointerSet {
 public:
  // False if it was there already.
  bool insert(const void* pointer) {
    if (size_ < kFew) {
      for (size_t i = 0; i < size_; ++i)
        if (few_[i] == pointer) return false;
      few_[size_++] = pointer;
      return true;
    }
    if (size_ * 2 >= table_.size()) grow();
    if (!place(pointer)) return false;
    ++size_;
    return true;
  }

 private:
  static constexpr size_t kFew = 24;

  bool place(const void* pointer) {
    size_t mask = table_.size() - 1;
    uintptr_t hash = reinterpret_cast<uintptr_t>(pointer) * uintptr_t{0x9e3779b97f4a7c15};
    for (size_t i = (hash >> 32) & mask;; i = (i + 1) & mask) {
      if (table_[i] == pointer) return false;
      if (table_[i] == nullptr) {
        table_[i] = pointer;
        return true;
      }
    }
  }

  void grow() {
    std::vector<const void*> old = std::move(table_);
    table_.assign(old.empty() ? kFew * 4 + 32 : old.size() * 2, nullptr);
    if (old.empty()) {
      for (const void* pointer : few_) place(pointer);
    } else {
      for (const void* pointer : old)
        if (pointer != nullptr) place(pointer);
    }
  }

  const void* few_[kFew];
  size_t size_ = 0;
  std::vector<const void*> table_;  // a power of two; empty until few_ is full
};

}  // namespace fuzz::oracle
