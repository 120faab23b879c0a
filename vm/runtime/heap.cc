// The heap: see heap.h.
#include "vm/runtime/heap.h"

#include <sys/mman.h>

#include <algorithm>

namespace vm {

Heap::Heap(uint64_t limit_bytes)
    : limit_(limit_bytes), next_major_(std::min(kFirstMajor, limit_bytes)) {
  nursery_ = static_cast<char*>(mmap(nullptr, kNursery, PROT_READ | PROT_WRITE,
                                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0));
  CHECK(nursery_ != MAP_FAILED && "the machine has no memory left");
  at_ = nursery_;
  end_ = nursery_ + kNursery;
}

Heap::~Heap() { munmap(nursery_, kNursery); }

uint64_t Heap::allocated() const { return allocated_before_ + nursery_used(); }

void Heap::set_stress(const Stress& stress) {
  stress_ = stress;
  allocations_ = 0;
  // Every allocation is to be counted.
  end_ = stress.fail_allocation > 0 ? at_ : nursery_ + kNursery;
}

void Heap::request_collection() {
  wants_collection_ = true;
  if (fuel_) fuel_->interrupt();
}

bool Heap::refuse() {
  return stress_.fail_allocation > 0 && !pretenured_ && allocations_ + 1 >= stress_.fail_allocation;
}

void* Heap::allocate_slow(size_t bytes) {
  if (stress_.fail_allocation > 0 && !pretenured_ && ++allocations_ >= stress_.fail_allocation)
    request_collection();
  if (bytes >= kLarge) return allocate_large(bytes);
  if (stress_.fail_allocation > 0 && !pretenured_ &&
      bytes <= static_cast<size_t>(nursery_ + kNursery - at_)) {
    void* p = at_;
    end_ = at_ += bytes;
    return p;
  }
  void* p = old_.allocate(bytes);
  allocated_before_ += bytes;
  if (pretenured_) return p;
  newborn_.push_back(static_cast<Header*>(p));
  request_collection();
  return p;
}

void* Heap::allocate_large(size_t bytes, bool must) {
  // What is garbage is not known before it is collected: only what cannot fit is refused.
  uint64_t in_use = std::min(old_.live_bytes(), old_.bytes()) + outside_;
  if (!must && (bytes > limit_ || in_use > limit_ - bytes)) return nullptr;
  void* p = old_.allocate_large(bytes, must);
  if (!p) return nullptr;
  allocated_before_ += bytes;
  if (!pretenured_) newborn_.push_back(static_cast<Header*>(p));
  if (wants_major()) request_collection();
  return p;
}

void Heap::end_base() {
  CHECK(nursery_used() == 0);
  old_.end_base();
  base_allocated_ = allocated_before_;
}

bool Heap::back_to_base() {
  bool stressed = stress_.fail_allocation > 0 || stress_.collect_always;
  auto written = [this](const Value* slot) { return old_.in_base(slot); };
  if (collected_ || stressed || std::any_of(remembered_.begin(), remembered_.end(), written))
    return false;
  old_.back_to_base();
  at_ = nursery_;
  allocated_before_ = base_allocated_;
  remembered_.clear();
  newborn_.clear();
  wants_collection_ = false;
  return true;
}

void Heap::reset_nursery() {
  collected_ = true;
  allocated_before_ += nursery_used();
  if (stress_.collect_always) std::memset(nursery_, 0xDB, nursery_used());
  at_ = nursery_;
  end_ = stress_.fail_allocation > 0 ? nursery_ : nursery_ + kNursery;
  remembered_.clear();
  newborn_.clear();
  wants_collection_ = false;
}

Value Heap::make_wide_int(int64_t n) {
  auto* o = static_cast<WideInt*>(allocate(sizeof(WideInt)));
  o->header = {ObjectType::kWideInt};
  o->value = n;
  return make_value(o, Tag::kObject);
}

Value Heap::make_float(double d) {
  auto* o = static_cast<Float*>(allocate(sizeof(Float)));
  o->header = {ObjectType::kFloat};
  o->value = d;
  return make_value(o, Tag::kObject);
}

Value Heap::make_cell(Value v) {
  if (!(v.is_function() || v.is_float() || v.is_list() || v.is_attrs())) return v;
  Thunk* t = make_thunk(0, 0);
  t->set_state(ThunkState::kEvaluated);
  t->result = v;
  return make_value(t, Tag::kThunk);
}

String* Heap::make_string_object(size_t size, ObjectType type, bool must) {
  if (!must && refuse()) return nullptr;
  size_t bytes = (sizeof(String) + size + 7) & ~size_t{7};
  void* p = must && bytes >= kLarge ? allocate_large(bytes, true) : allocate(bytes);
  auto* s = static_cast<String*>(p);
  if (!s) return nullptr;
  pay_for(bytes);
  s->header = {type};
  s->size = size;
  s->context = nullptr;
  return s;
}

List* Heap::make_list(uint64_t size) {
  if (refuse()) return nullptr;
  if (size > UINT64_MAX / 16) return nullptr;
  auto* l = static_cast<List*>(allocate(sizeof(List) + size * sizeof(Value)));
  if (!l) return nullptr;
  pay_for(size * sizeof(Value));
  l->header = {ObjectType::kList};
  l->size = size;
  return l;
}

Attrs* Heap::make_attrs(Shape* shape, uint32_t size) {
  if (refuse()) return nullptr;
  auto* a = static_cast<Attrs*>(allocate(sizeof(Attrs) + size_t{size} * sizeof(Value)));
  if (!a) return nullptr;
  pay_for(size * sizeof(Value));
  a->header = {ObjectType::kAttrs, 0, 0, size};
  a->shape = shape;
  return a;
}

Shape* Heap::make_shape(uint32_t capacity) {
  if (refuse()) return nullptr;
  auto* s = static_cast<Shape*>(
      allocate(sizeof(Shape) + size_t{capacity} * (sizeof(Symbol) + sizeof(Pos))));
  if (!s) return nullptr;
  s->header = {ObjectType::kShape, 0, 0, 0};
  s->capacity = capacity;
  return s;
}

Attrs* Heap::make_growing_attrs(uint32_t room) {
  Shape* shape = make_shape(room);
  Attrs* set = shape ? make_attrs(shape, room) : nullptr;
  if (!set) return nullptr;
  set->header.aux = 0;
  for (uint32_t i = 0; i < room; ++i) set->values[i] = kNull;
  return set;
}

Buffer* Heap::make_buffer(uint64_t capacity) {
  if (refuse()) return nullptr;
  auto* b = static_cast<Buffer*>(allocate((sizeof(Buffer) + capacity + 7) & ~uint64_t{7}));
  if (!b) return nullptr;
  pay_for(capacity);
  b->header = {ObjectType::kBuffer};
  b->size = 0;
  b->capacity = capacity;
  return b;
}

StringContext* Heap::make_string_context(uint32_t size) {
  size_t bytes = sizeof(StringContext) + size_t{size} * sizeof(Value);
  void* p = bytes < kLarge ? allocate(bytes) : allocate_large(bytes, true);
  auto* c = static_cast<StringContext*>(p);
  c->header = {ObjectType::kStringContext, 0, 0, size};
  return c;
}

}  // namespace vm
