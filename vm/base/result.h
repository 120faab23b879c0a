// What a fallible operation outside the machine returns: a value, or a Failure that the caller must
// look at. A Failure is data (class and message); where it happened and how it is shown is the
// caller's business.
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "vm/base/check.h"
#include "vm/base/error.h"

namespace vm {

struct Failure {
  ErrorClass error_class = ErrorClass::kValue;
  std::string message;
  // Not an error: the answer is not there yet. Park, and ask the same question again when it is.
  bool pending = false;
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Failure failure) : state_(std::in_place_index<1>, std::move(failure)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  const T& value() const& { return checked<0>(state_); }
  T& value() & { return checked<0>(state_); }
  T&& value() && { return std::move(checked<0>(state_)); }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

  const Failure& failure() const& { return checked<1>(state_); }
  Failure&& failure() && { return std::move(checked<1>(state_)); }

 private:
  template <size_t kIndex, typename State>
  static auto& checked(State& state) {
    CHECK(state.index() == kIndex);
    return *std::get_if<kIndex>(&state);
  }

  std::variant<T, Failure> state_;
};

}  // namespace vm
