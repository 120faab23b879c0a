// Memory of one evaluation: allocated by moving a pointer, given back all at once. Nothing in it is
// destroyed, so everything in it is trivially destructible. Beyond the given number of bytes the
// evaluation ends with LimitReached.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <vector>

#include "fuzz/oracle/failure.h"

namespace fuzz::oracle {

class Pool {
 public:
  Pool() = default;
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  void* allocate(size_t bytes) {
    bytes = (bytes + 7) & ~size_t{7};
    if (bytes > static_cast<size_t>(end_ - at_)) grow(bytes);
    void* place = at_;
    at_ += bytes;
    return place;
  }

  template <typename T>
  T* make() {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (allocate(sizeof(T))) T();
  }

  template <typename T>
  T* make_array(size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    T* items = static_cast<T*>(allocate(count * sizeof(T)));
    for (size_t i = 0; i < count; ++i) new (items + i) T();
    return items;
  }

  std::string_view copy(std::string_view text) {
    char* place = static_cast<char*>(allocate(text.size() + 1));
    if (!text.empty()) std::memcpy(place, text.data(), text.size());  // it may lie nowhere
    place[text.size()] = 0;
    return {place, text.size()};
  }

  void set_limit(size_t bytes) { limit_ = bytes; }
  size_t limit() const { return limit_; }

  // Forgets everything, and keeps the first blocks for the next evaluation.
  void reset() {
    while (blocks_.size() > kKeptBlocks) blocks_.pop_back();
    used_ = 0;
    bytes_ = 0;
    at_ = end_ = nullptr;
  }

 private:
  struct Block {
    std::unique_ptr<char[]> data;
    size_t size;
  };
  static constexpr size_t kBlockSize = 256 * 1024;
  static constexpr size_t kKeptBlocks = 8;

  void grow(size_t bytes) {
    if (bytes_ + bytes > limit_) throw LimitReached{"memory"};
    if (used_ == blocks_.size() || blocks_[used_].size < bytes) {
      size_t size = bytes > kBlockSize ? bytes : kBlockSize;
      Block block{std::unique_ptr<char[]>(new char[size]), size};
      blocks_.insert(blocks_.begin() + static_cast<std::ptrdiff_t>(used_), std::move(block));
    }
    at_ = blocks_[used_].data.get();
    end_ = at_ + blocks_[used_].size;
    bytes_ += blocks_[used_].size;
    ++used_;
  }

  std::vector<Block> blocks_;
  size_t used_ = 0;  // blocks that hold something
  size_t bytes_ = 0;
  size_t limit_ = SIZE_MAX;
  char* at_ = nullptr;
  char* end_ = nullptr;
};

}  // namespace fuzz::oracle
