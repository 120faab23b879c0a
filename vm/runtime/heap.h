// Where objects live. Allocation bumps a pointer through regions; every byte is charged to the
// limit. An allocation of less than kLarge never fails: it may run into a reserve beyond the limit,
// which the next safepoint notices (exhausted()) and turns into a `resource` outcome. A larger one
// is refused with null.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "vm/runtime/value.h"

namespace vm {

class Heap {
 public:
  static constexpr size_t kLarge = 64 * 1024;

  explicit Heap(uint64_t limit_bytes);
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  void* allocate(size_t bytes) {
    if (bytes <= static_cast<size_t>(end_ - at_)) [[likely]] {
      void* p = at_;
      at_ += bytes;
      return p;
    }
    return allocate_slow(bytes);
  }

  bool exhausted() const { return charged_ > limit_; }
  uint64_t charged() const { return charged_ - static_cast<uint64_t>(end_ - at_); }
  uint64_t limit() const { return limit_; }
  void set_limit(uint64_t bytes) { limit_ = bytes; }
  // Memory that is not objects but counts (stacks).
  void charge(int64_t bytes) { charged_ += static_cast<uint64_t>(bytes); }

  // Makers. Those that can be large return null when the limit would be passed.
  Thunk* make_thunk(uint32_t code, uint32_t captures) {
    auto* t = static_cast<Thunk*>(allocate(sizeof(Thunk) + captures * sizeof(Value)));
    t->header = {ObjectType::kThunk, static_cast<uint8_t>(ThunkState::kSuspended), 0, code};
    return t;
  }
  Value make_int(int64_t n) { return fits_small(n) ? make_small_int(n) : make_wide_int(n); }
  Value make_wide_int(int64_t n);
  Value make_float(double d);
  // A cell of its own for a value that needs an identity: see value.h.
  Value make_cell(Value v);
  String* make_string_object(size_t size, ObjectType type = ObjectType::kString);
  List* make_list(uint64_t size);
  Attrs* make_attrs(Shape* shape, uint32_t size);
  Shape* make_shape(uint32_t capacity);
  // An empty set with a shape of its own and room for so many attributes.
  Attrs* make_growing_attrs(uint32_t room);
  Buffer* make_buffer(uint64_t capacity);
  StringContext* make_string_context(uint32_t size);

 private:
  void* allocate_slow(size_t bytes);

  struct Region {
    char* begin;
    size_t size;
  };
  char* at_ = nullptr;
  char* end_ = nullptr;
  uint64_t charged_ = 0;
  uint64_t limit_;
  std::vector<Region> regions_;
};

}  // namespace vm
