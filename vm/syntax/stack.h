// A stack in blocks: it grows without copying (no moment at which the old and the new half of a
// deep parse are both in memory) and keeps its blocks until it dies. Elements must be trivially
// copyable.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <vector>

namespace vm {

template <typename T>
class BlockStack {
  static_assert(std::is_trivially_copyable_v<T>);
  static constexpr uint32_t kShift = 7;
  static constexpr uint32_t kBlock = 1u << kShift;

 public:
  uint32_t size() const { return base_ + static_cast<uint32_t>(top_ - begin_); }
  bool empty() const { return size() == 0; }

  void push(const T& value) {
    if (top_ == end_) grow();
    *top_++ = value;
  }
  T& top() { return top_ != begin_ ? top_[-1] : block((base_ >> kShift) - 1)[kBlock - 1]; }
  T pop() {
    if (top_ == begin_) shrink();
    return *--top_;
  }
  T& operator[](uint32_t i) { return block(i >> kShift)[i & (kBlock - 1)]; }

  // Copies the elements from `from` to the top, in the order in which they were pushed, and drops
  // them.
  void pop_to(uint32_t from, T* out) {
    for (uint32_t i = from, n = size(); i < n; ++i) *out++ = (*this)[i];
    truncate(from);
  }
  void truncate(uint32_t to) {
    while (base_ > to) shrink();
    top_ = begin_ + (to - base_);
  }

 private:
  T* block(size_t index) { return reinterpret_cast<T*>(blocks_[index].get()); }
  void grow() {
    if (begin_ != nullptr) base_ += kBlock;
    size_t index = base_ >> kShift;
    if (index == blocks_.size())
      blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(kBlock * sizeof(T)));
    begin_ = top_ = block(index);
    end_ = begin_ + kBlock;
  }
  void shrink() {
    base_ -= kBlock;
    begin_ = block(base_ >> kShift);
    top_ = end_ = begin_ + kBlock;
  }

  // Not of T: whose members may have initializers, which would run for the whole block.
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  T* begin_ = nullptr;  // the block in use
  T* top_ = nullptr;
  T* end_ = nullptr;
  uint32_t base_ = 0;  // elements in the blocks before it
};

}  // namespace vm
