// Tracing: see collector.h. An object that is found is pushed on a work list and looked at later:
// no native recursion, however deep the data.
#include "vm/runtime/collector.h"

#include <algorithm>
#include <chrono>

#include "vm/runtime/checker.h"
#include "vm/runtime/evaluation.h"

namespace vm {

class Collector {
 public:
  explicit Collector(Runtime& rt) : rt_(rt), heap_(rt.heap) {}

  void minor() {
    // Frames read the captures of their thunk even where it was published before it was finished:
    // it is moved whole before anything else finds it.
    for (Evaluation* e : rt_.evaluations)
      if (e) keep_environments(*e);
    auto visit = [this](Value& v) { move(v); };
    for (Evaluation* e : rt_.evaluations)
      if (e) visit_evaluation(*e, false, visit);
    visit_tables(visit);
    for (Value* slot : heap_.remembered_) move(*slot);
    for (Header* h : heap_.newborn_) trace(h, visit);
    drain(visit);
    for (Evaluation* e : rt_.evaluations) {
      if (!e) continue;
      if (e->observer_) tell_observer(*e->observer_);
      raise_watermark(*e);
    }
    ++rt_.collections.minor;
    heap_.reset_nursery();
  }

  void major() {
    heap_.old_.start_marking();
    auto visit = [this](Value& v) { mark(v); };
    for (Evaluation* e : rt_.evaluations)
      if (e) visit_evaluation(*e, true, visit);
    visit_tables(visit);
    rt_.visit_constants([&](Value& v) { visit(v); });
    drain(visit);
    for (Evaluation* e : rt_.evaluations)
      if (e && e->observer_)
        e->observer_->forget([&](const Thunk* t) { return !heap_.old_.is_marked(t); });
    heap_.old_.sweep();
    uint64_t live = heap_.old_.live_bytes();
    rt_.collections.marked_bytes = live;
    ++rt_.collections.major;
    // Doubling keeps the cost of marking in proportion to what is allocated. Near the limit the
    // steps become smaller, so that no program fails while it has garbage.
    uint64_t limit = heap_.limit_;
    uint64_t next = std::max(heap_.kFirstMajor, 2 * live);
    if (next > limit) next = live < limit ? live + (limit - live) / 2 : live;
    heap_.next_major_ = std::max(next, heap_.old_.bytes() + heap_.kNursery);
  }

  void visit_in_use(const std::function<bool(Value)>& seen) {
    auto visit = [&](Value& v) {
      if (is_reference(v) && v.header() && seen(v)) work_.push_back(v.header());
    };
    for (Evaluation* e : rt_.evaluations)
      if (e) visit_evaluation(*e, true, visit);
    visit_tables(visit);
    rt_.visit_constants([&](Value& v) { visit(v); });
    drain(visit);
  }

  static bool is_plain(Value v) {
    return !is_reference(v) || v.is_string() || v.is_path() || v.is_wide_int();
  }

 private:
  static bool is_reference(Value v) { return v.tag() != Tag::kInt && v.tag() != Tag::kConstant; }

  // A thunk that may give way to its value.
  bool may_vanish(Value v) const {
    return v.is_thunk() && v.as<Thunk>()->state() == ThunkState::kEvaluated &&
           (is_plain(v.as<Thunk>()->result) ||
            (MUTATED(rt_, FunctionCellsMerged) && v.as<Thunk>()->result.is_function()));
  }
  // --- minor ---

  static Header* forwarded(const Header* h) {
    uint64_t word;
    std::memcpy(&word, h, sizeof word);
    return reinterpret_cast<Header*>(word >> 8);
  }

  void move(Value& v) {
    if (!is_reference(v) || !heap_.is_young(v.as<void>())) return;
    Header* h = v.header();
    if (h->type == ObjectType::kForwarded) {
      v = make_value(forwarded(h), v.tag());
      return;
    }
    if (may_vanish(v)) {
      v = v.as<Thunk>()->result;
      return move(v);  // a value is no thunk: once at most
    }
    v = make_value(copy(h, true), v.tag());
  }
  Header* copy(Header* h, bool may_shrink) {
    size_t bytes = size_of(h, may_shrink);
    auto* to = static_cast<Header*>(heap_.old_.allocate(bytes));
    switch (h->type) {
      case ObjectType::kAttrs: {
        size_t used = sizeof(Attrs) + size_t{h->aux} * sizeof(Value);
        std::memcpy(to, h, used);
        auto* set = reinterpret_cast<Attrs*>(to);
        for (uint32_t i = h->aux; sizeof(Attrs) + i * sizeof(Value) < bytes; ++i)
          set->values[i] = kNull;
        break;
      }
      case ObjectType::kShape:
        copy_shape(reinterpret_cast<Shape*>(h), reinterpret_cast<Shape*>(to), bytes);
        break;
      default:
        std::memcpy(to, h, bytes);
    }
    if (h->type == ObjectType::kThunk && may_shrink && is_done(h)) to->aux = 0;
    if (has_references(to)) work_.push_back(to);
    rt_.collections.moved_bytes += bytes;
    uint64_t word = static_cast<uint64_t>(ObjectType::kForwarded) |
                    static_cast<uint64_t>(reinterpret_cast<uintptr_t>(to)) << 8;
    std::memcpy(static_cast<void*>(h), &word, sizeof word);
    return to;
  }

  static void copy_shape(Shape* from, Shape* to, size_t bytes) {
    to->header = from->header;
    to->capacity = (bytes - sizeof(Shape)) / (sizeof(Symbol) + sizeof(Pos));
    std::memcpy(to->names(), from->names(), from->size() * sizeof(Symbol));
    std::memcpy(to->positions(), from->positions(), from->size() * sizeof(Pos));
  }

  static bool is_done(const Header* h) {
    auto state = static_cast<ThunkState>(h->state);
    return state == ThunkState::kEvaluated || state == ThunkState::kFailed;
  }

  // What an object takes when it is moved: sets that are finished lose the room they have left.
  size_t size_of(const Header* h, bool may_shrink) const {
    switch (h->type) {
      case ObjectType::kThunk:
        if (may_shrink && is_done(h)) return sizeof(Thunk);
        return sizeof(Thunk) + rt_.blocks[h->aux]->captures * sizeof(Value);
      case ObjectType::kClosure:
        return sizeof(Closure) +
               reinterpret_cast<const Closure*>(h)->code->captures * sizeof(Value);
      case ObjectType::kPartial:
        return sizeof(Partial) + h->aux * sizeof(Value);
      case ObjectType::kBuiltin:
        return sizeof(Builtin);
      case ObjectType::kAttrs: {
        auto* set = reinterpret_cast<const Attrs*>(h);
        // (The shape may have moved; its capacity stays where it was.)
        uint64_t n = h->flags & Attrs::kOpen ? capacity_of(set->shape) : h->aux;
        return sizeof(Attrs) + n * sizeof(Value);
      }
      case ObjectType::kShape: {
        auto* shape = reinterpret_cast<const Shape*>(h);
        uint64_t n = h->flags & Shape::kOpen ? shape->capacity : shape->size();
        return (sizeof(Shape) + n * (sizeof(Symbol) + sizeof(Pos)) + 7) & ~size_t{7};
      }
      case ObjectType::kList:
        return sizeof(List) + reinterpret_cast<const List*>(h)->size * sizeof(Value);
      case ObjectType::kString:
      case ObjectType::kPath:
        return (sizeof(String) + reinterpret_cast<const String*>(h)->size + 7) & ~size_t{7};
      case ObjectType::kFloat:
      case ObjectType::kWideInt:
        return sizeof(Float);
      case ObjectType::kStringContext:
        return sizeof(StringContext) + h->aux * sizeof(Value);
      case ObjectType::kBuffer:
        return (sizeof(Buffer) + reinterpret_cast<const Buffer*>(h)->capacity + 7) & ~size_t{7};
      case ObjectType::kError:
        return sizeof(ErrorObject);
      case ObjectType::kForwarded:
        break;
    }
    CHECK(!"an object of no known type");
    return 0;
  }
  uint64_t capacity_of(const Shape* shape) const {
    if (heap_.is_young(shape) && shape->header.type == ObjectType::kForwarded)
      shape = reinterpret_cast<const Shape*>(forwarded(&shape->header));
    return shape->capacity;
  }

  static bool has_references(const Header* h) {
    return h->type != ObjectType::kShape && h->type != ObjectType::kFloat &&
           h->type != ObjectType::kWideInt && h->type != ObjectType::kBuiltin &&
           !((h->type == ObjectType::kString || h->type == ObjectType::kPath) &&
             !reinterpret_cast<const String*>(h)->context);
  }

  void keep_environments(Evaluation& e) {
    for (StackWalk at(e.context_top_, e.context_bottom_); !at.at_bottom(); at.next()) {
      if (at.meta() & kWatermark) return;
      if (at.kind() != ContextKind::kCode) continue;
      Value environment = at.record<CodeRecord>()->environment;
      if (!environment.is_thunk() || !heap_.is_young(environment.as<void>())) continue;
      Header* h = environment.header();
      if (h->type == ObjectType::kThunk && is_done(h)) copy_whole(h);
    }
  }
  void copy_whole(Header* h) {
    uint32_t captures = rt_.blocks[h->aux]->captures;
    Header* to = copy(h, false);
    for (uint32_t i = 0; i < captures; ++i) move(reinterpret_cast<Thunk*>(to)->captures[i]);
  }

  void tell_observer(Observer& observer) {
    observer.rekey([this](const Thunk* t) -> const Thunk* {
      if (!heap_.is_young(t)) return t;
      if (t->header.type != ObjectType::kForwarded) return nullptr;
      return reinterpret_cast<const Thunk*>(forwarded(&t->header));
    });
  }

  // What lies below the few contexts on top is left alone until the stack comes down to it.
  void raise_watermark(Evaluation& e) const {
    int n = MUTATED(rt_, WatermarkOnTop) ? Evaluation::kAboveWatermark : 0;
    for (StackWalk at(e.context_top_, e.context_bottom_); !at.at_bottom(); at.next()) {
      if (&at.meta() == e.watermark_) return;
      if (++n <= Evaluation::kAboveWatermark || at.is_link()) continue;
      e.set_watermark(&at.meta());
      return;
    }
  }

  // --- major ---

  void mark(Value& v) {
    if (!is_reference(v)) return;
    if (may_vanish(v)) {
      v = v.as<Thunk>()->result;
      if (!is_reference(v)) return;
    }
    Header* h = v.header();
    if (h && heap_.old_.mark(h) && has_references(h)) work_.push_back(h);
  }
  // --- both ---

  template <typename Visit>
  void trace(Header* h, Visit visit) {
    switch (h->type) {
      case ObjectType::kThunk: {
        auto* t = reinterpret_cast<Thunk*>(h);
        if (t->state() != ThunkState::kSuspended) visit(t->result);
        if (!is_done(h)) visit_all(t->captures, rt_.blocks[h->aux]->captures, visit);
        return;
      }
      case ObjectType::kClosure: {
        auto* c = reinterpret_cast<Closure*>(h);
        return visit_all(c->captures, c->code->captures, visit);
      }
      case ObjectType::kPartial: {
        auto* p = reinterpret_cast<Partial*>(h);
        visit(p->function);
        return visit_all(p->args, h->aux, visit);
      }
      case ObjectType::kAttrs: {
        auto* set = reinterpret_cast<Attrs*>(h);
        visit_pointer(set->shape, visit);
        return visit_all(set->values, h->aux, visit);
      }
      case ObjectType::kList: {
        auto* list = reinterpret_cast<List*>(h);
        return visit_all(list->items, list->size, visit);
      }
      case ObjectType::kString:
      case ObjectType::kPath:
        return visit_pointer(reinterpret_cast<String*>(h)->context, visit);
      case ObjectType::kStringContext:
        return visit_all(reinterpret_cast<StringContext*>(h)->elements, h->aux, visit);
      case ObjectType::kBuffer: {
        auto* b = reinterpret_cast<Buffer*>(h);
        if (h->flags & Buffer::kCells) visit_all(b->cells(), b->capacity / sizeof(Value), visit);
        return;
      }
      case ObjectType::kError:
        return visit(reinterpret_cast<ErrorObject*>(h)->message);
      case ObjectType::kShape:
      case ObjectType::kFloat:
      case ObjectType::kWideInt:
      case ObjectType::kBuiltin:
        return;
      case ObjectType::kForwarded:
        break;
    }
    CHECK(!"an object of no known type");
  }
  template <typename Visit>
  static void visit_all(Value* values, uint64_t n, Visit visit) {
    for (uint64_t i = 0; i < n; ++i) visit(values[i]);
  }
  // A reference without a tag.
  template <typename T, typename Visit>
  static void visit_pointer(T*& p, Visit visit) {
    if (!p) return;
    Value v = make_value(p, Tag::kObject);
    visit(v);
    p = v.as<T>();
  }

  template <typename Visit>
  void drain(Visit visit) {
    while (!work_.empty()) {
      Header* h = work_.back();
      work_.pop_back();
      trace(h, visit);
    }
  }

  template <typename Visit>
  void visit_evaluation(Evaluation& e, bool whole, Visit visit) {
    if (e.waiting_ == Waiting::kJob) visit_pointer(e.needed_, visit);
    switch (e.resume_) {
      case Evaluation::Resume::kInstruction:
        break;
      case Evaluation::Resume::kStep:
        if (!MUTATED(rt_, AnswerNotScanned)) visit(e.answer);
        break;
      case Evaluation::Resume::kForce:
        if (!MUTATED(rt_, PendingNotScanned)) visit_pointer(e.pending, visit);
        break;
      case Evaluation::Resume::kApply:
        visit(e.call_function_);
        visit_all(e.call_arguments_, e.call_count_, visit);
        break;
    }
    for (StackWalk at(e.context_top_, e.context_bottom_); !at.at_bottom(); at.next()) {
      if (!whole && (at.meta() & kWatermark)) return;
      switch (at.kind()) {
        case ContextKind::kCode:
          visit_frame(at.record<CodeRecord>(), visit);
          break;
        case ContextKind::kAwait:
          visit_pointer(at.record<AwaitRecord>()->thunk, visit);
          break;
        case ContextKind::kForce:
        case ContextKind::kBuiltin:
        case ContextKind::kStep: {
          auto* r = at.record<StepRecord>();
          visit_all(r->slots, MUTATED(rt_, FirstSlotScannedOnly) ? 1 : r->n_slots, visit);
          break;
        }
        case ContextKind::kEntry:
        case ContextKind::kContextLink:
        case ContextKind::kFrameLink:
          break;
      }
    }
  }

  template <typename Visit>
  void visit_frame(CodeRecord* r, Visit visit) {
    // The captures of a thunk that was published early are still read.
    Value environment = r->environment;
    visit_pointer_of(r->environment, visit);
    if (environment.is_thunk() && is_done(r->environment.header()))
      visit_all(r->environment.as<Thunk>()->captures, r->block->captures, visit);
    uint32_t answer_slot = meta_slot(r->meta);
    const LiveSlots& live =
        rt_.liveness.at(*r->block->chunk, static_cast<uint32_t>(r->ip - r->block->code));
    for (uint32_t slot : live) {
      if (MUTATED(rt_, LastLiveSlotMissed) && slot == live.back()) continue;
      if (slot != answer_slot) visit(r->frame[slot]);
    }
  }
  // The object itself: a frame needs its thunk, not what it came to.
  template <typename Visit>
  static void visit_pointer_of(Value& v, Visit visit) {
    Tag tag = v.tag();
    Value object = make_value(v.as<void>(), Tag::kObject);
    visit(object);
    v = make_value(object.as<void>(), tag);
  }

  template <typename Visit>
  void visit_tables(Visit visit) {
    for (const RootSource& source : rt_.root_sources) source([&](Value& v) { visit(v); });
  }

  Runtime& rt_;
  Heap& heap_;
  std::vector<Header*> work_;
};

void visit_in_use(Runtime& rt, const std::function<bool(Value)>& seen) {
  Collector(rt).visit_in_use(seen);
}

bool may_give_way(const Header* object) {
  if (object->type != ObjectType::kThunk) return false;
  auto* t = reinterpret_cast<const Thunk*>(object);
  return t->state() == ThunkState::kEvaluated && Collector::is_plain(t->result);
}

void collect(Runtime& rt, bool major) {
  std::optional<CheckedCollection> checked;
  if constexpr (kChecksItself) checked.emplace(rt);
  using Clock = std::chrono::steady_clock;
  auto nanoseconds = [](Clock::duration d) {
    return static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(d).count());
  };
  Collector collector(rt);
  Clock::time_point begin = Clock::now();
  collector.minor();
  Clock::time_point between = Clock::now();
  rt.collections.minor_nanoseconds += nanoseconds(between - begin);
  if (!major && !rt.heap.wants_major()) return;
  collector.major();
  rt.collections.major_nanoseconds += nanoseconds(Clock::now() - between);
}

}  // namespace vm
