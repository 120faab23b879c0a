// sort: it calls its comparator for the same pairs in the same order as Nix does, whatever the
// comparator answers. Two algorithms, by dialect, each a machine that says which pair it wants to
// have compared (`ask`) and goes on with the answer (`take`). All of their state is plain numbers
// in slots, so that a sort can wait at any comparison; ranges still to be sorted stand on a stack
// in a slot.
//
// Slots: comparator, list, [2] the list being sorted, [3] a second one of its size; from [4] on,
// the algorithm's own.
#include <algorithm>

#include "vm/builtins/building.h"
#include "vm/builtins/table.h"

namespace vm {
namespace {

struct Pair {
  Value a, b;  // is a less than b?
};

struct SortView {
  explicit SortView(StepRecord& record) : r(record) {}
  StepRecord& r;
  Value* items() { return r.slots[2].as<List>()->items; }
  Value* other() { return r.slots[3].as<List>()->items; }
  int64_t size() { return static_cast<int64_t>(r.slots[2].as<List>()->size); }
  int64_t get(int k) { return small_int(r.slots[k]); }
  void set(int k, int64_t n) { r.slots[k] = make_small_int(n); }
  // The two plain numbers of the record: places in the list.
  int64_t i() { return static_cast<int64_t>(r.i); }
  int64_t j() { return static_cast<int64_t>(r.j); }
  void set_i(int64_t n) { r.i = static_cast<uint64_t>(n); }
  void set_j(int64_t n) { r.j = static_cast<uint64_t>(n); }
};

constexpr uint32_t kSortStart = 0;

// libstdc++'s stable_sort with a buffer for half of the list. Each half is sorted by itself: runs
// of up to kRun by insertion, then merges of twice the width. Then the halves are joined: forwards
// if both are as long, else (the first is the longer by one) backwards. A comparator answers the
// same for the same pair, so an insertion that was not less than the first of its run stops there
// again; the machine does not rely on it.
class StableSort : SortView {
 public:
  using SortView::SortView;

  void start() { start_half(0, half()); }

  // False: the list is sorted and in the slot *result.
  bool ask(Pair* pair, int* result) {
    while (true) {
      switch (r.state) {
        case kInsert:
          if (i() == get(kEnd)) {
            start_pass(kRun);
          } else if (int64_t first = run_begin(); first == i()) {
            ++r.i;
          } else {
            *pair = {items()[i()], items()[first]};
            return true;
          }
          break;
        case kInsertDown:
          *pair = {items()[j()], items()[j() - 1]};
          return true;
        case kMerge:
          if (!merged()) {
            *pair = {items()[get(kRight)], items()[get(kLeft)]};
            return true;
          }
          if (get(kEnd) < size()) {
            start_half(half(), size());
          } else if (get(kBegin) == 0) {  // both halves, or a list of one
            *result = 2;
            return false;
          } else if (2 * half() == size()) {
            set(kBegin, 0);
            start_pass(half());
          } else {
            set(kLeft, half() - 1);
            set(kRight, size() - 1);
            set(kTo, size() - 1);
            r.state = kJoin;
          }
          break;
        case kJoin: {
          int64_t left = get(kLeft), right = get(kRight), to = get(kTo);
          if (left >= 0 && right >= half()) {
            *pair = {items()[right], items()[left]};
            return true;
          }
          while (right >= half()) other()[to--] = items()[right--];
          while (left >= 0) other()[to--] = items()[left--];
          *result = 3;
          return false;
        }
        default:
          CHECK(!"a state of stable_sort");
      }
    }
  }

  void take(bool less) {
    switch (r.state) {
      case kInsert:  // the first of its run is looked at before the neighbours
        if (less) {
          std::rotate(items() + run_begin(), items() + i(), items() + i() + 1);
          ++r.i;
        } else {
          r.j = r.i;
          r.state = kInsertDown;
        }
        break;
      case kInsertDown:
        if (less) {
          std::swap(items()[j()], items()[j() - 1]);
          --r.j;
          if (j() > run_begin()) break;
        }
        ++r.i;
        r.state = kInsert;
        break;
      case kMerge:  // the right one only if it is less: stable
        move_to_other(less ? kRight : kLeft, 1);
        break;
      default:
        move_to_other(less ? kLeft : kRight, -1);
    }
  }

 private:
  static constexpr int64_t kRun = 7;
  enum State : uint32_t { kInsert = kSortStart + 1, kInsertDown, kMerge, kJoin };
  // kBegin and kEnd bound what is being sorted: a half, at last the whole. kPair is the beginning
  // of two runs of kWidth that are being merged.
  enum Slot : int { kWidth = 4, kPair, kLeft, kRight, kTo, kBegin, kEnd };

  int64_t half() { return (size() + 1) / 2; }
  int64_t run_begin() { return i() - (i() - get(kBegin)) % kRun; }

  void start_half(int64_t begin, int64_t end) {
    set(kBegin, begin);
    set(kEnd, end);
    set_i(begin);
    r.state = kInsert;
  }
  void start_pass(int64_t width) {
    set(kWidth, width);
    start_pair(get(kBegin));
    r.state = kMerge;
  }
  void start_pair(int64_t begin) {
    set(kPair, begin);
    set(kLeft, begin);
    set(kRight, std::min(begin + get(kWidth), get(kEnd)));
    set(kTo, begin);
  }

  // Goes on until a comparison is needed (false) or all from kBegin to kEnd is one run (true).
  bool merged() {
    while (true) {
      int64_t width = get(kWidth), pair = get(kPair), begin = get(kBegin), end = get(kEnd);
      if (width >= end - begin) return true;
      if (pair >= end) {  // one pass is over
        std::copy(other() + begin, other() + end, items() + begin);
        start_pass(2 * width);
        continue;
      }
      int64_t middle = std::min(pair + width, end), pair_end = std::min(pair + 2 * width, end);
      int64_t left = get(kLeft), right = get(kRight), to = get(kTo);
      if (left < middle && right < pair_end) return false;
      while (left < middle) other()[to++] = items()[left++];
      while (right < pair_end) other()[to++] = items()[right++];
      start_pair(pair_end);
    }
  }

  void move_to_other(Slot from, int64_t step) {
    other()[get(kTo)] = items()[get(from)];
    set(from, get(from) + step);
    set(kTo, get(kTo) + step);
  }
};

// PeekSort (Munro and Wild, 2018): a merge sort that cuts where a run already stands. A range is
// sorted knowing the runs at its two ends. If one of them covers the middle, the rest is sorted and
// merged with it. Else the run at the middle is looked for (a decreasing one is reversed) and the
// range is cut at its end that is nearer to the middle. Short ranges are sorted by insertion.
class PeekSort : SortView {
 public:
  using SortView::SortView;

  [[nodiscard]] bool start(Evaluation& e) {
    r.state = kNextRange;
    return push_range(e, 0, size(), 0, size());
  }

  // False: the list is sorted and in the slot *result, or (0) memory ran out.
  bool ask(Evaluation& e, Pair* pair, int* result) {
    while (true) {
      switch (r.state) {
        case kNextRange:
          if (cell_count(r.slots[kStack]) == 0) {
            *result = 2;
            return false;
          }
          pop();
          if (get(kLeftRun) == kMergeMark)
            start_merge();
          else if (!start_range(e))
            return out_of_memory(result);
          break;
        case kInsert:
          if (i() == get(kEnd)) {
            r.state = kNextRange;
          } else if (j() == get(kBegin)) {
            next_insertion();
          } else {
            *pair = {items()[j()], items()[j() - 1]};
            return true;
          }
          break;
        case kMiddle:
          *pair = {items()[middle()], items()[middle() - 1]};
          return true;
        case kUpToLeft:
        case kDownToLeft:
          if (i() > get(kLeftRun)) {
            *pair = {items()[i()], items()[i() - 1]};
            return true;
          }
          left_end_found();
          break;
        case kUpToRight:
        case kDownToRight:
          if (j() < get(kRightRun)) {
            *pair = {items()[j()], items()[j() - 1]};
            return true;
          }
          if (!right_end_found(e)) return out_of_memory(result);
          break;
        case kMerge:
          if (i() < get(kMiddleOf) && j() < get(kEnd)) {
            *pair = {other()[j()], other()[i()]};
            return true;
          }
          finish_merge();
          break;
        default:
          CHECK(!"a state of PeekSort");
      }
    }
  }

  [[nodiscard]] bool take(Evaluation& e, bool less) {
    switch (r.state) {
      case kInsert:
        if (!less) {
          next_insertion();
        } else {
          std::swap(items()[j()], items()[j() - 1]);
          --r.j;
        }
        return true;
      case kMiddle:
        set_i(middle() - 1);
        r.state = less ? kDownToLeft : kUpToLeft;
        return true;
      case kUpToLeft:
      case kDownToLeft:
        if (less == (r.state == kDownToLeft))
          --r.i;
        else
          left_end_found();
        return true;
      case kUpToRight:
      case kDownToRight:
        if (less == (r.state == kDownToRight)) {
          ++r.j;
          return true;
        }
        return right_end_found(e);
      default:  // kMerge: the right one only if it is less
        items()[get(kTo)] = other()[less ? j() : i()];
        ++(less ? r.j : r.i);
        set(kTo, get(kTo) + 1);
        return true;
    }
  }

 private:
  static constexpr int64_t kInsertionLimit = 16;
  static constexpr int64_t kMergeMark = -1;
  enum State : uint32_t {
    kNextRange = kSortStart + 1,
    kInsert,      // i: the one to insert; j: where it is
    kMiddle,      // up or down?
    kUpToLeft,    // i: the first known member of the run at the middle
    kDownToLeft,  // likewise
    kUpToRight,   // j: behind its last known member
    kDownToRight,
    kMerge,  // i, j: next of the left and of the right, in other()
  };
  // The range: from kBegin to kEnd; a run ends at kLeftRun, another begins at kRightRun. On the
  // stack, four cells; of a merge: begin, end, kMergeMark, middle.
  enum Slot : int { kStack = 4, kBegin, kEnd, kLeftRun, kRightRun, kTo, kMiddleOf = kRightRun };

  int64_t middle() { return get(kBegin) + (get(kEnd) - get(kBegin)) / 2; }

  bool out_of_memory(int* result) {
    *result = 0;
    return false;
  }

  bool push_range(Evaluation& e, int64_t begin, int64_t end, int64_t left_run, int64_t right_run) {
    for (int64_t n : {begin, end, left_run, right_run})
      if (!push_cell(e, &r.slots[kStack], make_small_int(n))) return false;
    return true;
  }
  bool push_merge(Evaluation& e, int64_t middle) {
    return push_range(e, get(kBegin), get(kEnd), kMergeMark, middle);
  }
  void pop() {
    const Value* top = cells_of(r.slots[kStack]) + cell_count(r.slots[kStack]) - 4;
    std::copy(top, top + 4, &r.slots[kBegin]);
    drop_cells(r.slots[kStack], 4);
  }

  bool start_range(Evaluation& e) {
    int64_t begin = get(kBegin), end = get(kEnd), left = get(kLeftRun), right = get(kRightRun);
    if (left == end || right == begin) return true;  // one run
    if (end - begin <= (MUTATED(e.rt, SortInsertsShorterRuns) ? 15 : kInsertionLimit)) {
      set_i(begin);
      set_j(begin);
      r.state = kInsert;
      return true;
    }
    if (middle() <= left) return push_merge(e, left) && push_range(e, left, end, left + 1, right);
    if (middle() >= right)
      return push_merge(e, right) && push_range(e, begin, right, left, right - 1);
    r.state = kMiddle;
    return true;
  }

  void next_insertion() {
    ++r.i;
    r.j = r.i;
  }

  void left_end_found() {
    // The pair at the middle is compared once more, as the first step to the right.
    set_j(middle());
    r.state = r.state == kUpToLeft ? kUpToRight : kDownToRight;
  }

  bool right_end_found(Evaluation& e) {
    int64_t begin = get(kBegin), end = get(kEnd), left = get(kLeftRun), right = get(kRightRun);
    if (r.state == kDownToRight) std::reverse(items() + i(), items() + j());
    r.state = kNextRange;
    if (i() == begin && j() == end) return true;
    if (middle() - i() < j() - middle())
      return push_merge(e, i()) && push_range(e, i(), end, j(), right) &&
             push_range(e, begin, i(), left, i() - 1);
    return push_merge(e, j()) && push_range(e, j(), end, j() + 1, right) &&
           push_range(e, begin, j(), left, i());
  }

  void start_merge() {
    int64_t begin = get(kBegin), end = get(kEnd);
    std::copy(items() + begin, items() + end, other() + begin);
    set_i(begin);
    set_j(get(kMiddleOf));
    set(kTo, begin);
    r.state = kMerge;
  }
  void finish_merge() {
    Value* to = items() + get(kTo);
    to = std::copy(other() + i(), other() + get(kMiddleOf), to);
    std::copy(other() + j(), other() + get(kEnd), to);
    r.state = kNextRange;
  }
};

Next compare(Evaluation& e, StepRecord& r, const Pair& pair) {
  Value f = r.slots[0];
  e.whnf(&f);
  // As Nix: the built-in ordering is not called as a function.
  if (f.is_object(ObjectType::kBuiltin) &&
      f.as<Builtin>()->row->name == std::string_view("__lessThan"))
    return e.push_less(r, r.state, pair.a, pair.b);
  if (MUTATED(e.rt, SortUnstable)) return e.call(r, r.state, r.slots[0], {pair.b, pair.a});
  return e.call(r, r.state, r.slots[0], {pair.a, pair.b});
}

// True: the slot holds a list (or a function). False: the caller returns *next.
bool want(Evaluation& e, Value cell, char letter, Next* next) {
  *next = Next::kForce;
  if (!e.whnf(&cell)) return false;
  *next = Next::kFail;
  return e.check_type(cell, letter);
}

}  // namespace

Next sort_step(Evaluation& e, StepRecord& r, Value answer) {
  bool peek = e.rt.has(Feature::kPeeksort);
  StableSort stable(r);
  PeekSort peeksort(r);
  if (r.state == kSortStart) {
    Next next;
    bool list_first = e.rt.has(Feature::kSortFilterListFirst);
    if (!list_first && !want(e, r.slots[0], 'f', &next)) return next;
    if (!want(e, r.slots[1], 'l', &next)) return next;
    e.whnf(&r.slots[1]);
    const List* from = r.slots[1].as<List>();
    if (from->size == 0) return e.done(r.slots[1]);
    if (list_first && !want(e, r.slots[0], 'f', &next)) return next;
    for (; r.i < from->size; ++r.i) {
      Value element = from->items[r.i];
      if (!MUTATED(e.rt, SortForcesLate) && !e.whnf(&element)) return Next::kForce;
    }
    for (int k : {2, 3}) {
      List* copy = e.heap.make_list(from->size);
      if (!copy) return e.out_of_memory();
      std::copy(from->items, from->items + from->size, copy->items);
      r.slots[k] = make_value(copy, Tag::kList);
    }
    if (!peek)
      stable.start();
    else if (!peeksort.start(e))
      return Next::kFail;
  } else {
    if (!e.check_type(answer, 'b')) return Next::kFail;
    if (MUTATED(e.rt, SortUnstable)) answer = make_bool(answer == kFalse);
    if (!peek)
      stable.take(answer == kTrue);
    else if (!peeksort.take(e, answer == kTrue))
      return Next::kFail;
  }
  Pair pair;
  int result = 0;
  if (peek ? peeksort.ask(e, &pair, &result) : stable.ask(&pair, &result))
    return compare(e, r, pair);
  return result == 0 ? Next::kFail : e.done(r.slots[result]);
}

}  // namespace vm
