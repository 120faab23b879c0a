// Arithmetic: on two integers, or on floats if one of the operands is one.
#include <cmath>

#include "fuzz/oracle/interpreter.h"

namespace fuzz::oracle {

using vm::ErrorClass;
using vm::Feature;

namespace {

bool has_float(Interpreter& in, Value** args) {
  in.force(*args[0]);
  in.force(*args[1]);
  return args[0]->tag == Tag::kFloat || args[1]->tag == Tag::kFloat;
}

// `exact` computes and says whether it overflowed; the result is then the one that wraps.
template <typename Exact, typename Inexact>
void arithmetic(Interpreter& in, Value** args, Value& out, Exact exact, Inexact inexact) {
  if (has_float(in, args)) {
    double a = in.force_float(*args[0]);
    return out.set_float(inexact(a, in.force_float(*args[1])));
  }
  int64_t a = in.force_int(*args[0]);
  int64_t b = in.force_int(*args[1]);
  int64_t wrapped = 0;
  if (exact(a, b, &wrapped) && in.has(Feature::kIntegerOverflowError))
    in.raise(ErrorClass::kOverflow, "integer overflow");
  out.set_int(wrapped);
}

void run_add(Interpreter& in, Value** args, Value& out) {
  arithmetic(
      in, args, out,
      [](int64_t a, int64_t b, int64_t* c) { return __builtin_add_overflow(a, b, c); },
      [](double a, double b) { return a + b; });
}

void run_sub(Interpreter& in, Value** args, Value& out) {
  arithmetic(
      in, args, out,
      [](int64_t a, int64_t b, int64_t* c) { return __builtin_sub_overflow(a, b, c); },
      [](double a, double b) { return a - b; });
}

void run_mul(Interpreter& in, Value** args, Value& out) {
  arithmetic(
      in, args, out,
      [](int64_t a, int64_t b, int64_t* c) { return __builtin_mul_overflow(a, b, c); },
      [](double a, double b) { return a * b; });
}

void run_div(Interpreter& in, Value** args, Value& out) {
  bool floats = has_float(in, args);
  double divisor = in.force_float(*args[1]);
  if (divisor == 0) in.raise(ErrorClass::kDivisionByZero, "division by zero");
  if (floats) return out.set_float(in.force_float(*args[0]) / divisor);
  int64_t a = in.force_int(*args[0]);
  int64_t b = in.force_int(*args[1]);
  if (a == INT64_MIN && b == -1) in.raise(ErrorClass::kOverflow, "integer overflow in dividing");
  out.set_int(a / b);
}

void run_less_than(Interpreter& in, Value** args, Value& out) {
  in.force(*args[0]);
  in.force(*args[1]);
  out.set_bool(in.less(*args[0], *args[1]));
}

template <typename Operation>
void bitwise(Interpreter& in, Value** args, Value& out, Operation operation) {
  int64_t a = in.force_int(*args[0]);
  out.set_int(operation(a, in.force_int(*args[1])));
}

void run_bit_and(Interpreter& in, Value** args, Value& out) {
  bitwise(in, args, out, [](int64_t a, int64_t b) { return a & b; });
}

void run_bit_or(Interpreter& in, Value** args, Value& out) {
  bitwise(in, args, out, [](int64_t a, int64_t b) { return a | b; });
}

void run_bit_xor(Interpreter& in, Value** args, Value& out) {
  bitwise(in, args, out, [](int64_t a, int64_t b) { return a ^ b; });
}

// An integer is rounded too, by way of a float; where that changes it, newer dialects refuse.
void round(Interpreter& in, Value& v, double rounded, Value& out) {
  constexpr double kLeast = -9223372036854775808.0;
  bool fits = rounded >= kLeast && rounded < -kLeast;
  int64_t integer = fits ? static_cast<int64_t>(rounded) : INT64_MIN;
  bool changed = v.tag == Tag::kInt && integer != v.integer;
  if ((!fits || changed) && in.has(Feature::kFloorRangeError))
    in.raise(ErrorClass::kValue, "argument is not in the range of integers");
  out.set_int(integer);
}

void run_floor(Interpreter& in, Value** args, Value& out) {
  double value = in.force_float(*args[0]);
  round(in, *args[0], std::floor(value), out);
}

void run_ceil(Interpreter& in, Value** args, Value& out) {
  double value = in.force_float(*args[0]);
  round(in, *args[0], std::ceil(value), out);
}

constexpr Builtin kNumbers[] = {
    {"add", 2, run_add},
    {"sub", 2, run_sub},
    {"mul", 2, run_mul},
    {"div", 2, run_div},
    {"lessThan", 2, run_less_than},
    {"bitAnd", 2, run_bit_and},
    {"bitOr", 2, run_bit_or},
    {"bitXor", 2, run_bit_xor},
    {"floor", 1, run_floor, false, Feature::kBuiltinFloor},
    {"ceil", 1, run_ceil, false, Feature::kBuiltinCeil},
};

}  // namespace

std::span<const Builtin> number_builtins() { return kNumbers; }

}  // namespace fuzz::oracle
