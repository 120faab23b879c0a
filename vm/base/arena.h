// A bump allocator for trees that live and die together. Objects placed in it are never destroyed,
// so they must be trivially destructible: a tree of any depth is freed without recursion.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace vm {

// A run of T owned by an arena.
template <typename T>
struct Slice {
  T* data = nullptr;
  uint32_t size = 0;
  T* begin() const { return data; }
  T* end() const { return data + size; }
  T& operator[](uint32_t i) const { return data[i]; }
  bool empty() const { return size == 0; }
};

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  void* allocate(size_t bytes) {
    bytes = (bytes + 7) & ~size_t{7};
    if (bytes > static_cast<size_t>(end_ - at_)) grow(bytes);
    void* p = at_;
    at_ += bytes;
    return p;
  }

  template <typename T, typename... Args>
  T* make(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (allocate(sizeof(T))) T(std::forward<Args>(args)...);
  }

  std::string_view copy(std::string_view text) {
    char* p = static_cast<char*>(allocate(text.size() + 1));
    std::memcpy(p, text.data(), text.size());
    p[text.size()] = 0;
    return {p, text.size()};
  }

  template <typename T>
  Slice<T> copy(const std::vector<T>& items) {
    static_assert(std::is_trivially_copyable_v<T>);
    Slice<T> s{static_cast<T*>(allocate(items.size() * sizeof(T) + 1)),
               static_cast<uint32_t>(items.size())};
    if (!items.empty())
      std::memcpy(static_cast<void*>(s.data), items.data(), items.size() * sizeof(T));
    return s;
  }

  size_t bytes() const { return bytes_; }

 private:
  void grow(size_t bytes) {
    size_t size = next_block_;
    if (next_block_ < kLargestBlock) next_block_ *= 2;
    if (size < bytes) size = bytes;
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(size));
    at_ = blocks_.back().get();
    end_ = at_ + size;
    bytes_ += size;
  }

  static constexpr size_t kLargestBlock = 256 * 1024;
  std::vector<std::unique_ptr<char[]>> blocks_;
  size_t next_block_ = 16 * 1024;
  char* at_ = nullptr;
  char* end_ = nullptr;
  size_t bytes_ = 0;
};

}  // namespace vm
