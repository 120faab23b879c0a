// PeekSort as current Nix has it: a stable merge sort that looks for runs from the middle. What it
// compares, and in which order, is visible to a program whose comparator traces, fails, or is no
// order.
#pragma once

#include <algorithm>
#include <functional>
#include <vector>

#include "fuzz/oracle/value.h"

namespace fuzz::oracle {

template <typename Less>
class PeekSort {
 public:
  PeekSort(Value** begin, Value** end, Less less)
      : less_(less), buffer_(static_cast<size_t>(end - begin)) {}

  // [begin, left_end) and [right_begin, end) are runs already.
  void sort(Value** begin, Value** end, Value** left_end, Value** right_begin) {
    if (left_end == end || right_begin == begin) return;
    if (end - begin <= kInsertionLimit) return insertion_sort(begin, end);
    Value** middle = begin + (end - begin) / 2;
    if (middle <= left_end) {
      sort(left_end, end, left_end + 1, right_begin);
      return merge(begin, left_end, end);
    }
    if (middle >= right_begin) {
      sort(begin, right_begin, left_end, right_begin - 1);
      return merge(begin, right_begin, end);
    }
    Value** run_begin;
    Value** run_end;
    if (less_(*middle, *(middle - 1))) {
      run_begin = run_suffix(left_end, middle, true);
      run_end = run_prefix(middle - 1, right_begin, true);
      std::reverse(run_begin, run_end);
    } else {
      run_begin = run_suffix(left_end, middle, false);
      run_end = run_prefix(middle - 1, right_begin, false);
    }
    if (run_begin == begin && run_end == end) return;
    if (middle - run_begin < run_end - middle) {
      sort(begin, run_begin, left_end, run_begin - 1);
      sort(run_begin, end, run_end, right_begin);
      merge(begin, run_begin, end);
    } else {
      sort(begin, run_end, left_end, run_begin);
      sort(run_end, end, run_end + 1, right_begin);
      merge(begin, run_end, end);
    }
  }

 private:
  static constexpr ptrdiff_t kInsertionLimit = 16;

  void insertion_sort(Value** begin, Value** end) {
    for (Value** at = begin + 1; at < end; ++at)
      for (Value** hole = at; hole != begin && less_(*hole, *(hole - 1)); --hole)
        std::swap(*hole, *(hole - 1));
  }

  // Strictly decreasing, or weakly increasing.
  bool in_run(Value* left, Value* right, bool decreasing) {
    return less_(right, left) == decreasing;
  }

  Value** run_prefix(Value** begin, Value** end, bool decreasing) {
    if (begin == end) return begin;
    while (begin + 1 != end && in_run(*begin, *(begin + 1), decreasing)) ++begin;
    return begin + 1;
  }

  Value** run_suffix(Value** begin, Value** end, bool decreasing) {
    if (begin == end) return end;
    while (end - 1 > begin && in_run(*(end - 2), *(end - 1), decreasing)) --end;
    return end - 1;
  }

  void merge(Value** begin, Value** middle, Value** end) {
    std::copy(begin, end, buffer_.begin());
    Value** left = buffer_.data();
    Value** left_end = left + (middle - begin);
    Value** right = left_end;
    Value** right_end = left + (end - begin);
    Value** out = begin;
    while (left != left_end && right != right_end)
      *out++ = less_(*right, *left) ? *right++ : *left++;
    out = std::copy(left, left_end, out);
    std::copy(right, right_end, out);
  }

  Less less_;
  std::vector<Value*> buffer_;
};

template <typename Less>
void peeksort(Value** begin, Value** end, Less less) {
  if (end - begin < 2) return;
  if (end - begin == 2) {
    if (less(begin[1], begin[0])) std::swap(begin[0], begin[1]);
    return;
  }
  PeekSort<Less>(begin, end, less).sort(begin, end, begin, end);
}

}  // namespace fuzz::oracle
