// See building.h.
#include "vm/builtins/building.h"

#include <algorithm>
#include <cstring>

namespace vm {
namespace {

constexpr uint64_t kFirstCapacity = 256;
constexpr int64_t kFirstJoin = 256;  // elements

// The buffer in a slot, with room for `more` bytes behind `used`. Null when memory is out.
Buffer* with_room(Evaluation& e, Value* slot, uint64_t used, uint64_t more, uint16_t flags) {
  Buffer* old = *slot == kNull ? nullptr : slot->as<Buffer>();
  if (old && old->capacity - used >= more) return old;
  uint64_t capacity = std::max({used + more, 2 * (old ? old->capacity : 0), kFirstCapacity});
  if (more > UINT64_MAX / 4 || used > UINT64_MAX / 4) return nullptr;
  Buffer* b = e.heap.make_buffer(capacity);
  if (!b) return nullptr;
  b->header.flags = flags;
  if (old) {
    b->size = old->size;
    std::memcpy(b->bytes, old->bytes, used);
  }
  if (flags == Buffer::kCells) {
    auto* cells = reinterpret_cast<Value*>(b->bytes);
    for (uint64_t i = used / sizeof(Value); i < capacity / sizeof(Value); ++i) cells[i] = kHole;
  }
  *slot = make_value(b, Tag::kObject);
  return b;
}

}  // namespace

Value make_text(Evaluation& e, std::string_view text, StringContext* context) {
  if (text.empty()) text = "";  // a view of nothing has no address, and copying wants one
  Value v = e.rt.make_string(text, context);
  if (v == kHole) e.out_of_memory();
  return v;
}

Value make_list(Evaluation& e, const std::vector<Value>& cells) {
  if (cells.empty()) return e.rt.empty_list;
  bool whole = std::find(cells.begin(), cells.end(), kHole) == cells.end();
  List* list = whole ? e.heap.make_list(cells.size()) : nullptr;
  if (!list) {
    e.out_of_memory();
    return kHole;
  }
  std::copy(cells.begin(), cells.end(), list->items);
  return make_value(list, Tag::kList);
}

bool append_bytes(Evaluation& e, Value* slot, std::string_view bytes) {
  uint64_t used = *slot == kNull ? 0 : slot->as<Buffer>()->size;
  Buffer* b = with_room(e, slot, used, bytes.size(), 0);
  if (!b) {
    e.out_of_memory();
    return false;
  }
  if (!bytes.empty()) std::memcpy(b->bytes + used, bytes.data(), bytes.size());
  b->size = used + bytes.size();
  return true;
}

std::string_view bytes_of(Value slot) {
  if (slot == kNull) return {};
  return {slot.as<Buffer>()->bytes, slot.as<Buffer>()->size};
}

bool push_cell(Evaluation& e, Value* slot, Value cell) {
  uint64_t n = cell_count(*slot);
  Buffer* b = with_room(e, slot, n * sizeof(Value), sizeof(Value), Buffer::kCells);
  if (!b) {
    e.out_of_memory();
    return false;
  }
  e.heap.store(&b->cells()[n], cell);
  b->size = n + 1;
  return true;
}

uint64_t cell_count(Value slot) { return slot == kNull ? 0 : slot.as<Buffer>()->size; }

Value* cells_of(Value slot) {
  return slot == kNull ? nullptr : reinterpret_cast<Value*>(slot.as<Buffer>()->bytes);
}

void drop_cells(Value slot, uint64_t n) {
  auto* b = slot.as<Buffer>();
  CHECK(n <= b->size);
  for (uint64_t i = 0; i < n; ++i) cells_of(slot)[--b->size] = kHole;
}

// The run of cells: how many elements there are in all (with repetitions), then strings that carry
// nothing but a context; the first of them is what was joined last.
bool add_context(Evaluation& e, Value* slot, StringContext* context) {
  if (!context) return true;
  if (*slot == kNull && !push_cell(e, slot, make_small_int(0))) return false;
  uint64_t n = cell_count(*slot);
  if (n > 1 && cells_of(*slot)[n - 1].as<String>()->context == context) return true;
  Value carrier = make_text(e, "", context);
  if (carrier == kHole || !push_cell(e, slot, carrier)) return false;
  ++n;
  int64_t total = small_int(cells_of(*slot)[0]) + context->header.aux;
  int64_t joined = cells_of(*slot)[1].as<String>()->context->header.aux;
  if (n > 2 && total > 2 * joined + kFirstJoin) {
    StringContext* all = context_in(e.rt, *slot);
    drop_cells(*slot, n - 1);
    Value one = make_text(e, "", all);
    if (one == kHole || !push_cell(e, slot, one)) return false;
    total = all->header.aux;
  }
  cells_of(*slot)[0] = make_small_int(total);
  return true;
}

StringContext* context_in(Runtime& rt, Value slot) {
  return slot == kNull ? nullptr : join_contexts(rt, cells_of(slot) + 1, cell_count(slot) - 1);
}

ContextElement parse_context_element(std::string_view text) {
  CHECK(!text.empty());
  if (text[0] == '=') return {ContextElement::Kind::kDerivation, text.substr(1), {}};
  if (text[0] == '!') {
    size_t end = text.find('!', 1);
    CHECK(end != std::string_view::npos);
    bool nested = text.find('!', end + 1) != std::string_view::npos;
    return {nested ? ContextElement::Kind::kDynamic : ContextElement::Kind::kOutput,
            text.substr(end + 1), text.substr(1, end - 1)};
  }
  return {ContextElement::Kind::kPath, text, {}};
}

std::vector<ContextElement> context_elements(const StringContext* context) {
  std::vector<ContextElement> elements;
  for (uint32_t i = 0; context && i < context->header.aux; ++i)
    elements.push_back(parse_context_element(text_of(context->elements[i])));
  return elements;
}

StringContext* make_context(Runtime& rt, std::vector<std::string> elements) {
  std::sort(elements.begin(), elements.end());
  elements.erase(std::unique(elements.begin(), elements.end()), elements.end());
  if (elements.empty()) return nullptr;
  StringContext* c = rt.heap.make_string_context(static_cast<uint32_t>(elements.size()));
  CHECK(c);
  for (size_t i = 0; i < elements.size(); ++i) c->elements[i] = rt.make_certain_string(elements[i]);
  return c;
}

std::vector<uint32_t> sorted_by_name(const Runtime& rt, const Attrs* set) {
  std::vector<uint32_t> order(set->size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return rt.symbols.name(set->name(a)) < rt.symbols.name(set->name(b));
  });
  return order;
}

Value* find_attribute(Runtime& rt, Attrs* set, std::string_view name) {
  Symbol symbol = rt.symbols.find(name);
  uint32_t at = symbol == kNoSymbol ? UINT32_MAX : set->find(symbol);
  return at == UINT32_MAX ? nullptr : &set->values[at];
}

Next next_slice(Evaluation& e, uint64_t steps) {
  e.spend(steps);
  e.pending =
      e.heap.make_cell(e.rt.empty_list).as<Thunk>();  // a cell that is evaluated: back at once
  return Next::kForce;
}

Next fail_with(Evaluation& e, const Failure& failure) { return e.fail(failure); }

}  // namespace vm
