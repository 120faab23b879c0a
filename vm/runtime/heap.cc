// The heap: see heap.h.
#include "vm/runtime/heap.h"

#include <sys/mman.h>

namespace vm {
namespace {

// First regions are small so that a tiny program stays tiny; later ones suit huge pages, whose
// first touch costs a quarter per byte.
constexpr size_t kSmallRegion = 256 * 1024;
constexpr size_t kRegion = 16 * 1024 * 1024;
constexpr size_t kHugePage = 2 * 1024 * 1024;

// Fresh zeroed memory, aligned to huge pages when it is large enough to have any.
void* map_region(size_t wanted) {
  size_t padded = wanted >= kHugePage ? wanted + kHugePage : wanted;
  void* p = mmap(nullptr, padded, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (p == MAP_FAILED || padded == wanted) return p == MAP_FAILED ? nullptr : p;
  uintptr_t begin = reinterpret_cast<uintptr_t>(p);
  uintptr_t aligned = (begin + kHugePage - 1) & ~(kHugePage - 1);
  if (aligned > begin) munmap(p, aligned - begin);
  if (begin + padded > aligned + wanted)
    munmap(reinterpret_cast<void*>(aligned + wanted), begin + padded - aligned - wanted);
  p = reinterpret_cast<void*>(aligned);
  madvise(p, wanted, MADV_HUGEPAGE);
  return p;
}

}  // namespace

Heap::Heap(uint64_t limit_bytes) : limit_(limit_bytes) {}

Heap::~Heap() {
  for (const Region& r : regions_) munmap(r.begin, r.size);
}

void* Heap::allocate_slow(size_t bytes) {
  bool large = bytes >= kLarge;
  if (large && charged() + bytes > limit_) return nullptr;
  size_t size = regions_.size() < 4 ? kSmallRegion : kRegion;
  if (large) size = (bytes + 4095) & ~size_t{4095};
  void* p = map_region(size);
  if (!p) {
    CHECK(large && "the machine has no memory left");
    return nullptr;
  }
  regions_.push_back({static_cast<char*>(p), size});
  charged_ += size;
  if (large) return p;
  charged_ -= static_cast<uint64_t>(end_ - at_);  // the rest of the old region is given up
  at_ = static_cast<char*>(p);
  end_ = at_ + size;
  void* result = at_;
  at_ += bytes;
  return result;
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

String* Heap::make_string_object(size_t size, ObjectType type) {
  auto* s = static_cast<String*>(allocate((sizeof(String) + size + 7) & ~size_t{7}));
  if (!s) return nullptr;
  s->header = {type};
  s->size = size;
  s->context = nullptr;
  return s;
}

List* Heap::make_list(uint64_t size) {
  if (size > UINT64_MAX / 16) return nullptr;
  auto* l = static_cast<List*>(allocate(sizeof(List) + size * sizeof(Value)));
  if (!l) return nullptr;
  l->header = {ObjectType::kList};
  l->size = size;
  return l;
}

Attrs* Heap::make_attrs(Shape* shape, uint32_t size) {
  auto* a = static_cast<Attrs*>(allocate(sizeof(Attrs) + size_t{size} * sizeof(Value)));
  if (!a) return nullptr;
  a->header = {ObjectType::kAttrs, 0, 0, size};
  a->shape = shape;
  return a;
}

Shape* Heap::make_shape(uint32_t capacity) {
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
  auto* b = static_cast<Buffer*>(allocate((sizeof(Buffer) + capacity + 7) & ~uint64_t{7}));
  if (!b) return nullptr;
  b->header = {ObjectType::kBuffer};
  b->size = 0;
  b->capacity = capacity;
  return b;
}

StringContext* Heap::make_string_context(uint32_t size) {
  auto* c =
      static_cast<StringContext*>(allocate(sizeof(StringContext) + size_t{size} * sizeof(Value)));
  if (!c) return nullptr;
  c->header = {ObjectType::kStringContext, 0, 0, size};
  return c;
}

}  // namespace vm
