// The rules of the machine, looked at from outside: see checker.h.
#include "vm/runtime/checker.h"

#include <algorithm>

#include "vm/runtime/collector.h"

namespace vm {

namespace {

constexpr const char* kTypeNames[] = {"thunk",   "closure",      "partial application",
                                      "builtin", "set",          "shape",
                                      "list",    "string",       "path",
                                      "float",   "wide integer", "string context",
                                      "buffer",  "error"};
// A check of n objects and contexts is followed by so many collections that are not checked: the
// larger the machine and the more often it has collected, the more rarely, or an evaluation that
// goes deep or on and on and collects at every step takes hours.
uint64_t unchecked_after(uint64_t n, const Runtime& rt) {
  constexpr uint64_t kSmall = 20'000;
  constexpr uint64_t kEarly = 20'000;
  return n < kSmall && rt.collections.minor < kEarly ? n / 64 : n;
}

std::string at(const void* p) {
  char text[32];
  std::snprintf(text, sizeof text, " at %p", p);
  return text;
}

[[noreturn]] void report(const std::string& breach) {
  std::fprintf(
      stderr,
      "assay: the machine broke a rule of its own (vm/runtime/checker.h): %s\nThis is a bug "
      "of the VM, not of the program that it evaluates.\n",
      breach.c_str());
  std::abort();
}

bool fits(Tag tag, ObjectType type) {
  switch (tag) {
    case Tag::kThunk:
      return type == ObjectType::kThunk;
    case Tag::kAttrs:
      return type == ObjectType::kAttrs;
    case Tag::kClosure:
      return type == ObjectType::kClosure;
    case Tag::kString:
      return type == ObjectType::kString;
    case Tag::kList:
      return type == ObjectType::kList;
    case Tag::kObject:  // also references without a tag, to objects of any type
      return type < ObjectType::kForwarded;
    case Tag::kInt:
    case Tag::kConstant:
      break;
  }
  return false;
}

}  // namespace

std::optional<std::string> Checker::machine() {
  for (const Evaluation* e : rt_.evaluations)
    if (e) check_stack(*e);
  // What is broken so far might be followed into nowhere.
  if (!breach_) visit_in_use(rt_, [this](Value v) { return check_reference(v); });
  return breach_;
}

std::optional<std::string> Checker::ended(const Evaluation& e) {
  if (e.context_top_ != e.context_bottom_)
    note("contexts are left on the stack of an evaluation that has ended");
  else if (e.contexts_.used() != 1 || e.frames_.used() != 1)
    note("chunks of the stacks are left over from an evaluation that has ended");
  else if (e.depth_ != 0)
    note("an evaluation has ended " + std::to_string(e.depth_) + " calls deep");
  else if (e.watermark_)
    note("a stack that is empty has a watermark");
  return breach_;
}

void Checker::check_stack(const Evaluation& e) {
  areas_.clear();
  uint32_t depth = kMaxDepth;
  bool marked = false;
  for (StackWalk w(e.context_top_, e.context_bottom_); !w.at_bottom() && !breach_; w.next()) {
    ++contexts_;
    if (!e.contexts_.holds(&w.meta(), sizeof(uint64_t)))
      return note("a context stack leads out of its chunks");
    if (w.kind() > ContextKind::kFrameLink)
      return note("a context is of no known kind (" + std::to_string(static_cast<int>(w.kind())) +
                  ")");
    if (w.meta() & kWatermark) {
      if (marked || &w.meta() != e.watermark_)
        return note("a context has a watermark that its evaluation does not know of");
      marked = true;
    }
    uint32_t its_depth = meta_depth(w.meta());
    if (its_depth > depth)
      return note("a context was pushed " + std::to_string(its_depth) +
                  " calls deep, and one above it only " + std::to_string(depth));
    depth = its_depth;
    switch (w.kind()) {
      case ContextKind::kCode:
        check_frame(e, *w.record<CodeRecord>());
        break;
      case ContextKind::kAwait:
        check_await(e, *w.record<AwaitRecord>());
        break;
      case ContextKind::kForce:
      case ContextKind::kBuiltin:
      case ContextKind::kStep: {
        auto* r = w.record<StepRecord>();
        if (!r->row || r->row->kind != w.kind())
          return note("the record of a step and its row are of different kinds");
        check_area(e, r->slots, r->n_slots);
        break;
      }
      case ContextKind::kEntry:
      case ContextKind::kContextLink:
      case ContextKind::kFrameLink:
        break;
    }
  }
  if (!breach_ && e.watermark_ && !marked)
    note("the watermark of a stack is on none of its contexts");
  std::sort(areas_.begin(), areas_.end());
  for (size_t i = 1; i < areas_.size() && !breach_; ++i)
    if (areas_[i].first < areas_[i - 1].second)
      note("two frames of a stack overlap" + at(areas_[i].first));
}

void Checker::check_area(const Evaluation& e, const Value* begin, uint64_t n) {
  if (n == 0) return;
  if (!e.frames_.holds(begin, n * sizeof(Value))) return note("a frame is in no chunk" + at(begin));
  areas_.emplace_back(begin, begin + n);
}

void Checker::check_frame(const Evaluation& e, const CodeRecord& r) {
  if (r.block->number >= rt_.blocks.size() || rt_.blocks[r.block->number] != r.block)
    return note("a frame is of code that was never loaded");
  auto word = static_cast<uint64_t>(r.ip - r.block->code);
  if (word >= r.block->chunk->code.size()) return note("a frame goes on outside of its code");
  uint32_t slot = meta_slot(r.meta);
  if (slot != kRunAgain && slot >= r.block->slots)
    return note("a frame waits for a value in a slot that it does not have");
  // Jumps go forward: what is live where the code begins is what it may read without writing it.
  const LiveSlots& live = rt_.liveness.at(*r.block->chunk, 0);
  if (!live.empty() && live.back() >= r.block->arity)
    return note("code may read slot " + std::to_string(live.back()) + " before it is assigned");
  check_area(e, r.frame, r.block->slots);
}

void Checker::check_await(const Evaluation& e, const AwaitRecord& r) {
  const Thunk* first = r.thunk;
  for (const Thunk* t = first; t && !breach_; t = Evaluation::waiter_of(t)) {
    if (!rt_.heap.holds(t) || t->header.type != ObjectType::kThunk)
      return note("an Await waits for what is no thunk" + at(t));
    if (t->header.aux >= rt_.blocks.size())
      return note("an Await is of code that was never loaded");
    // May be entered again and again, and be changed by an inner run.
    bool open = rt_.blocks[t->header.aux]->no_blackhole;
    auto [was, fresh] = waits_.emplace(t, &e);
    if (!fresh && !open) return note("two Awaits, or one twice, wait for the thunk" + at(t));
    if (was->second != &e) return note("two evaluations are at the thunk" + at(t));
    if (open) continue;
    if (t->state() == ThunkState::kSuspended || t->state() == ThunkState::kFailed)
      return note("an Await is left without its waiter: nobody evaluates the thunk" + at(t));
    if (t->header.flags != e.number_)
      return note("a thunk under an Await belongs to another evaluation" + at(t));
    if (t->state() == ThunkState::kEvaluated && !rt_.blocks[t->header.aux]->publishes)
      return note("an Await waits for a thunk that has its value already" + at(t));
  }
}

bool Checker::check_reference(Value v) {
  const Header* h = v.header();
  if (breach_ || !seen_.emplace(h, true).second) return false;
  if (!rt_.heap.holds(h)) {
    note("a reference points at no object" + at(h));
  } else if (!fits(v.tag(), h->type)) {
    note("a reference with tag " + std::to_string(static_cast<int>(v.tag())) +
         " points at an object of another type, " + std::to_string(static_cast<int>(h->type)) +
         "," + at(h));
  } else {
    if (h->type == ObjectType::kThunk) check_thunk(*reinterpret_cast<const Thunk*>(h));
    if (h->type == ObjectType::kAttrs) check_set(*reinterpret_cast<const Attrs*>(h));
    census_[static_cast<size_t>(h->type)] += !may_give_way(h);
  }
  return !breach_;
}

void Checker::check_thunk(const Thunk& t) {
  if (t.header.aux >= rt_.blocks.size()) return note("a thunk is of code that was never loaded");
  bool open = rt_.blocks[t.header.aux]->no_blackhole;
  switch (t.state()) {
    case ThunkState::kSuspended:
      if (t.header.flags != 0 && !(open && waits_.contains(&t)))
        note("a thunk that nobody evaluates belongs to an evaluation" + at(&t));
      return;
    case ThunkState::kBlackhole:
      if (!waits_.contains(&t))
        note("a thunk is under evaluation, and no Await waits for it" + at(&t));
      return;
    case ThunkState::kEvaluated:
      if (t.result.is_thunk() || t.result == kHole)
        note("an evaluated thunk holds no value" + at(&t));
      return;
    case ThunkState::kFailed:
      if (!t.result.is_object(ObjectType::kError))
        note("a thunk that failed holds no error" + at(&t));
      return;
  }
  note("a thunk is in no known state" + at(&t));
}

void Checker::check_set(const Attrs& set) {
  const Shape* shape = set.shape;
  if (!rt_.heap.holds(shape) || shape->header.type != ObjectType::kShape)
    return note("a set has no shape" + at(&set));
  if (set.size() > shape->capacity) return note("a set is larger than its shape" + at(&set));
  for (uint32_t i = 1; i < set.size() && !(set.header.flags & Attrs::kOpen); ++i)
    if (set.name(i - 1) >= set.name(i)) return note("the names of a set do not ascend" + at(&set));
}

CheckedCollection::CheckedCollection(Runtime& rt) : rt_(rt) {
  if (rt_.collections_unchecked > 0) {
    --rt_.collections_unchecked;
    return;
  }
  Checker checker(rt_);
  if (std::optional<std::string> breach = checker.machine())
    report("before a collection, " + *breach);
  before_ = checker.census();
  rt_.collections_unchecked = unchecked_after(checker.visited(), rt_);
}

CheckedCollection::~CheckedCollection() {
  if (!before_) return;
  Checker checker(rt_);
  if (std::optional<std::string> breach = checker.machine())
    report("after a collection, " + *breach);
  for (size_t type = 0; type < before_->size(); ++type)
    if ((*before_)[type] != checker.census()[type])
      report("a collection made " + std::to_string(checker.census()[type]) + " objects of type '" +
             kTypeNames[type] + "' out of " + std::to_string((*before_)[type]));
}

void check_ended(const Evaluation& e) {
  if (std::optional<std::string> breach = Checker(e.rt).ended(e)) report(*breach);
  if (e.rt.collections_unchecked > 0) {
    --e.rt.collections_unchecked;
    return;
  }
  Checker checker(e.rt);
  if (std::optional<std::string> breach = checker.machine())
    report("after an evaluation, " + *breach);
  e.rt.collections_unchecked = unchecked_after(checker.visited(), e.rt);
}

}  // namespace vm
