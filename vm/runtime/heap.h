// Where objects live. New ones are bumped into a nursery; at a safepoint the collector
// (collector.h) moves what is still in use to the old space, where nothing moves again. Between two
// safepoints objects stay where they are, so that builtins may hold plain pointers; when the
// nursery is full before the next one, what follows is born old and remembered as a whole.
//
// An old object must not come to hold a young one unseen: whoever writes a value into an object
// that may have survived a safepoint uses store().
//
// An allocation of less than kLarge never fails: the heap may grow beyond its limit until the next
// safepoint, which collects and, when that does not help, turns it into a `resource` outcome. A
// larger one is refused with null when what is known to be in use leaves no room for it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "vm/base/limits.h"
#include "vm/runtime/old_space.h"
#include "vm/runtime/value.h"

namespace vm {

// Steps that may still be taken before the loop looks up: at a limit, a cancellation, a collection.
struct Fuel {
  uint64_t left = 1;
  uint64_t slice = 1;  // what `left` started at: slice - left are used
  // So many steps at once: for work that depends on the size of what it makes.
  void charge(uint64_t steps) {
    if (steps < left) {
      left -= steps;
    } else {
      slice += steps - (left - 1);
      left = 1;
    }
  }
  // The next step looks up.
  void interrupt() {
    slice -= left - 1;
    left = 1;
  }
};

class Heap {
 public:
  static constexpr size_t kLarge = 64 * 1024;
  static constexpr size_t kBytesOfAStep = 4096;  // what making an object costs, in fuel
  static constexpr size_t kNursery = 4 * 1024 * 1024;
  // The old space is first marked when it has so many bytes; then whenever it has doubled.
  static constexpr uint64_t kFirstMajor = 32 * 1024 * 1024;

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
  bool is_young(const void* object) const {
    return static_cast<uint64_t>(static_cast<const char*>(object) - nursery_) < kNursery;
  }
  bool is_young(Value v) const {
    return v.tag() != Tag::kInt && v.tag() != Tag::kConstant && is_young(v.as<void>());
  }
  // slot = v, where the slot is in an object that may be old.
  void store(Value* slot, Value v) {
    *slot = v;
    if (!is_young(slot) && is_young(v)) [[unlikely]]
      remembered_.push_back(slot);
  }

  // Everything so far is the base. It is not to be written into with what is born old behind it.
  void end_base();
  // Gives up all that came behind the base, at once, if it is certain that the base holds none of
  // it: if not, returns false, and nothing has changed. It is not once something was collected, nor
  // under stress.
  bool back_to_base();

  // For the loop. The fuel of the evaluation that runs, to be interrupted when it is time to
  // collect; null when none runs.
  void attach(Fuel* fuel) { fuel_ = fuel; }
  bool wants_collection() const { return wants_collection_; }
  bool wants_major() const { return old_.bytes() > next_major_ || exhausted(); }
  bool exhausted() const { return charged() > limit_ || failing(); }
  // Bytes in use: objects, garbage that was not collected yet, and what was charged.
  uint64_t charged() const { return outside_ + old_.bytes() + nursery_used(); }
  uint64_t allocated() const;  // by objects since the start, in bytes
  uint64_t limit() const { return limit_; }
  void set_limit(uint64_t bytes) { limit_ = bytes; }
  // For the checker: whether an object may begin there.
  bool holds(const void* object) const {
    return is_young(object) ? object < at_ : old_.holds(object);
  }
  // Memory that is not objects but counts (stacks).
  void charge(int64_t bytes) { outside_ += static_cast<uint64_t>(bytes); }

  // Under a failing allocation, makers that may return null do so, and the others exhaust the heap.
  void set_stress(const Stress& stress);
  const Stress& stress() const { return stress_; }

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
  // Never null if it must.
  String* make_string_object(size_t size, ObjectType type = ObjectType::kString, bool must = false);
  List* make_list(uint64_t size);
  Attrs* make_attrs(Shape* shape, uint32_t size);
  Shape* make_shape(uint32_t capacity);
  // An empty set with a shape of its own and room for so many attributes.
  Attrs* make_growing_attrs(uint32_t room);
  Buffer* make_buffer(uint64_t capacity);
  StringContext* make_string_context(uint32_t size);  // never null

 private:
  friend class Collector;
  friend class Pretenured;

  // What is made of others at once (a joined list, an updated set) takes as long as it is large.
  void pay_for(size_t bytes) {
    if (bytes >= kBytesOfAStep && fuel_) [[unlikely]]
      fuel_->charge(bytes / kBytesOfAStep);
  }
  void* allocate_slow(size_t bytes);
  bool failing() const {
    return stress_.fail_allocation > 0 && allocations_ >= stress_.fail_allocation;
  }
  void* allocate_large(size_t bytes, bool must = false);
  // Of makers that may fail: true when this one is to.
  bool refuse();
  void request_collection();
  uint64_t nursery_used() const { return static_cast<uint64_t>(at_ - nursery_); }
  void reset_nursery();

  char* at_ = nullptr;
  char* end_ = nullptr;
  char* nursery_ = nullptr;
  OldSpace old_;
  std::vector<Value*> remembered_;  // slots of old objects that hold young ones
  std::vector<Header*> newborn_;    // old objects that no collection has seen yet
  uint64_t outside_ = 0;
  uint64_t limit_;
  uint64_t next_major_;
  bool wants_collection_ = false;
  bool pretenured_ = false;
  Fuel* fuel_ = nullptr;
  Stress stress_;
  uint64_t allocations_ = 0;       // counted under stress
  uint64_t allocated_before_ = 0;  // in nurseries that were collected, and born old
  uint64_t base_allocated_ = 0;
  bool collected_ = false;  // since end_base()
};

// While one of these lives, objects are born old: what stays for as long as the machine, such as
// constants. They may only hold each other.
class Pretenured {
 public:
  explicit Pretenured(Heap& heap) : heap_(heap), end_(heap.end_), was_(heap.pretenured_) {
    heap_.pretenured_ = true;
    heap_.end_ = heap_.at_;
  }
  ~Pretenured() {
    heap_.pretenured_ = was_;
    heap_.end_ = end_;
  }
  Pretenured(const Pretenured&) = delete;
  Pretenured& operator=(const Pretenured&) = delete;

 private:
  Heap& heap_;
  char* end_;
  bool was_;
};

}  // namespace vm
