// Control and types: throw, abort, tryEval, trace, seq, addErrorContext, the is… predicates,
// arithmetic.
#include <cmath>

#include "vm/builtins/table.h"

namespace vm {
namespace {

Next throw_step(Evaluation& e, StepRecord& r, Value answer) {
  if (r.state == 0) {
    Value v = r.slots[0];
    if (!e.whnf(&v)) return Next::kForce;
    return e.push_coerce(r, 1, v, CoerceMode::kToStore);
  }
  return e.fail(ErrorClass::kThrow, std::string(text_of(answer)));
}

Next abort_step(Evaluation& e, StepRecord& r, Value answer) {
  if (r.state == 0) {
    Value v = r.slots[0];
    if (!e.whnf(&v)) return Next::kForce;
    return e.push_coerce(r, 1, v, CoerceMode::kToStore);
  }
  return e.fail(ErrorClass::kAbort, "evaluation aborted with the following error message: '" +
                                        std::string(text_of(answer)) + "'");
}

Value try_result(Evaluation& e, bool success, Value v) {
  std::pair<Symbol, Value> rows[] = {{e.rt.s_success, make_bool(success)}, {e.rt.s_value, v}};
  return e.made(e.rt.make_attrs(rows, 2));
}

Next try_eval_step(Evaluation& e, StepRecord& r, Value) {
  Value v = r.slots[0];
  if (!e.whnf(&v)) return Next::kForce;
  if (MUTATED(e.rt, TryEvalIsDeep) && r.state == 0) return e.push_deep_force(r, 1, v);
  return e.done(try_result(e, true, MUTATED(e.rt, TryEvalCellLost) ? v : r.slots[0]));
}

Unwound caught(Evaluation& e) {
  e.answer = try_result(e, false, kFalse);
  return e.answer == kHole ? Unwound::kPassed : Unwound::kCaught;
}

// Only what a program does on purpose is caught: throw, assert, and a name that is not in the
// search path.
Unwound try_eval_unwind(Evaluation& e, StepRecord&) {
  switch (e.error().error_class) {
    case ErrorClass::kAssert:
      if (MUTATED(e.rt, TryEvalPassesAssert)) return Unwound::kPassed;
      [[fallthrough]];
    case ErrorClass::kThrow:
    case ErrorClass::kSearchPath:
      return caught(e);
    case ErrorClass::kAbort:
      if (!MUTATED(e.rt, TryEvalCatchesAbort)) return Unwound::kPassed;
      return caught(e);
    case ErrorClass::kType:
      if (!MUTATED(e.rt, TryEvalCatchesTypeErrors)) return Unwound::kPassed;
      return caught(e);
    default:
      return Unwound::kPassed;
  }
}

Next trace_step(Evaluation& e, StepRecord& r, Value) {
  Value v = r.slots[0];
  if (!e.whnf(&v)) return Next::kForce;
  if (v.is_string()) {
    e.note_trace(text_of(v));
  } else {
    PrintOptions options;
    options.is_cell = true;
    if (e.rt.has(Feature::kTracePrintsThunk)) {
      options.thunk = "«thunk»";
      options.failed = "«failed»";
      options.describe_functions = true;
    }
    e.note_trace(print_value(e.rt, r.slots[0], options));
  }
  return e.tail(r.slots[1]);
}

Next trace_verbose_step(Evaluation& e, StepRecord& r, Value) { return e.tail(r.slots[1]); }

Next warn_step(Evaluation& e, StepRecord& r, Value) {
  Value v = r.slots[0];
  if (!e.whnf(&v)) return Next::kForce;
  if (!e.check_type(v, 's')) return Next::kFail;
  if (e.rt.options.on_warning) e.rt.options.on_warning(text_of(v), {});
  return e.tail(r.slots[1]);
}

Next seq_step(Evaluation& e, StepRecord& r, Value) {
  Value v = r.slots[0];
  if (!e.whnf(&v)) return Next::kForce;
  if (MUTATED(e.rt, SeqIsDeep) && r.state == 0) return e.push_deep_force(r, 1, v);
  return e.tail(r.slots[1]);
}

Next deep_seq_step(Evaluation& e, StepRecord& r, Value) {
  if (MUTATED(e.rt, DeepSeqIsShallow)) return seq_step(e, r, kNull);
  if (r.state == 0) return e.push_deep_force(r, 1, r.slots[0]);
  return e.tail(r.slots[1]);
}

Next break_step(Evaluation& e, StepRecord& r, Value) { return e.tail(r.slots[0]); }

// Slots: the note, the value. An error that passes is set aside while the note is coerced to a
// string.
enum ContextState : uint32_t { kForceValue, kCoerceNote, kNoteCoerced };

Next add_error_context_step(Evaluation& e, StepRecord& r, Value answer) {
  switch (r.state) {
    case kForceValue: {
      Value v = r.slots[1];
      if (Value note = r.slots[0]; MUTATED(e.rt, ErrorNoteForced) && !e.whnf(&note))
        return Next::kForce;
      if (!e.whnf(&v)) return Next::kForce;
      return e.done(v);
    }
    case kCoerceNote:
      return e.push_coerce(r, kNoteCoerced, r.slots[0], CoerceMode::kToStore);
    default: {
      std::string note(text_of(answer));
      Next next = e.raise_again(r);
      e.add_note(std::move(note));
      return next;
    }
  }
}

Unwound add_error_context_unwind(Evaluation& e, StepRecord& r) {
  // An error of the note itself passes; so does a limit, which nothing may hold up.
  if (r.state != kForceValue) e.forget_error_set_aside(r);
  if (r.state != kForceValue || e.error().error_class == ErrorClass::kResource)
    return Unwound::kPassed;
  e.set_error_aside(r);
  r.state = kCoerceNote;
  return Unwound::kResumed;
}

template <bool (*test)(Value)>
Value is_leaf(Evaluation&, Value* a) {
  return make_bool(test(a[0]));
}
bool test_attrs(Value v) { return v.is_attrs(); }
bool test_bool(Value v) { return v.is_bool(); }
bool test_float(Value v) { return v.is_float(); }
bool test_function(Value v) { return v.is_function(); }
bool test_int(Value v) { return v.is_int(); }
bool test_list(Value v) { return v.is_list(); }
bool test_null(Value v) { return v == kNull; }
bool test_path(Value v) { return v.is_path(); }
bool test_string(Value v) { return v.is_string(); }

Value type_of_leaf(Evaluation& e, Value* a) {
  Value v = a[0];
  std::string_view s = v.is_int()      ? "int"
                       : v.is_bool()   ? "bool"
                       : v.is_string() ? "string"
                       : v.is_path()   ? "path"
                       : v == kNull    ? "null"
                       : v.is_attrs()  ? "set"
                       : v.is_list()   ? "list"
                       : v.is_float()  ? "float"
                                       : "lambda";
  return e.made(e.rt.make_string(s));
}

Value add_leaf(Evaluation& e, Value* a) { return arithmetic(e, Op::kAdd, a[0], a[1]); }
Value sub_leaf(Evaluation& e, Value* a) { return arithmetic(e, Op::kSub, a[0], a[1]); }
Value mul_leaf(Evaluation& e, Value* a) { return arithmetic(e, Op::kMul, a[0], a[1]); }
Value div_leaf(Evaluation& e, Value* a) { return arithmetic(e, Op::kDiv, a[0], a[1]); }
Value bit_and_leaf(Evaluation& e, Value* a) { return e.heap.make_int(int_of(a[0]) & int_of(a[1])); }
Value bit_or_leaf(Evaluation& e, Value* a) { return e.heap.make_int(int_of(a[0]) | int_of(a[1])); }
Value bit_xor_leaf(Evaluation& e, Value* a) { return e.heap.make_int(int_of(a[0]) ^ int_of(a[1])); }

Next less_than_step(Evaluation& e, StepRecord& r, Value answer) {
  if (r.state == 0) return e.push_less(r, 1, r.slots[0], r.slots[1]);
  return e.done(answer);
}

Value round_to_int(Evaluation& e, Value v, double (*round)(double), const char* name) {
  constexpr double kTwo63 = 9223372036854775808.0;
  if (MUTATED(e.rt, CeilTruncates)) round = std::trunc;
  double x = v.is_float() ? float_of(v) : static_cast<double>(int_of(v));
  double d = round(x);
  bool fits = d >= -kTwo63 && d < kTwo63;
  if (e.rt.has(Feature::kFloorRangeError)) {
    if (v.is_int() && (!fits || static_cast<int64_t>(d) != int_of(v)))
      return e.leaf_fail(
          ErrorClass::kValue,
          std::string("due to a bug the result of builtins.") + name +
              " would not be the integer that it was given: " + std::to_string(int_of(v)));
    if (!fits)
      return e.leaf_fail(
          ErrorClass::kValue,
          std::string(name) + ": the number is outside of what a 64-bit integer can hold");
  }
  return e.heap.make_int(fits ? static_cast<int64_t>(d) : INT64_MIN);
}
Value ceil_leaf(Evaluation& e, Value* a) { return round_to_int(e, a[0], std::ceil, "ceil"); }
Value floor_leaf(Evaluation& e, Value* a) { return round_to_int(e, a[0], std::floor, "floor"); }

Value function_args_leaf(Evaluation& e, Value* a) {
  Value v = a[0];
  if (!v.is_function()) {
    e.type_error("a function", v);
    return kHole;
  }
  uint32_t held = 0;
  if (v.is_object(ObjectType::kPartial)) {
    held = MUTATED(e.rt, ArgumentsOfPartialLost) ? 0 : v.as<Partial>()->header.aux;
    v = v.as<Partial>()->function;
  }
  if (!v.is_closure()) return make_value(e.rt.empty_attrs, Tag::kAttrs);
  const CodeBlock* code = v.as<Closure>()->code;
  const Chunk& chunk = *code->chunk;
  if (!chunk.has_formals || held + 1 != code->arity)
    return make_value(e.rt.empty_attrs, Tag::kAttrs);
  uint32_t n = static_cast<uint32_t>(chunk.formals.size());
  if (n == 0) return make_value(e.rt.empty_attrs, Tag::kAttrs);
  Attrs* set = e.heap.make_growing_attrs(n);
  if (!set) {
    e.out_of_memory();
    return kHole;
  }
  for (const FormalInfo& f : chunk.formals) set->append(f.name, f.pos, make_bool(f.has_default));
  return make_value(set, Tag::kAttrs);
}

const BuiltinRow kRows[] = {
    step_row("abort", 1, abort_step),
    leaf_row("__add", 2, "0v1v", add_leaf),
    step_row("__addErrorContext", 2, add_error_context_step, 0, add_error_context_unwind),
    leaf_row("__bitAnd", 2, "0i1i", bit_and_leaf),
    leaf_row("__bitOr", 2, "0i1i", bit_or_leaf),
    leaf_row("__bitXor", 2, "0i1i", bit_xor_leaf),
    step_row("break", 1, break_step),
    leaf_row("__ceil", 1, "0n", ceil_leaf),
    step_row("__deepSeq", 2, deep_seq_step),
    leaf_row("__div", 2, "0v1v", div_leaf),
    leaf_row("__floor", 1, "0n", floor_leaf),
    leaf_row("__functionArgs", 1, "0v", function_args_leaf),
    leaf_row("__isAttrs", 1, "0v", is_leaf<test_attrs>),
    leaf_row("__isBool", 1, "0v", is_leaf<test_bool>),
    leaf_row("__isFloat", 1, "0v", is_leaf<test_float>),
    leaf_row("__isFunction", 1, "0v", is_leaf<test_function>),
    leaf_row("__isInt", 1, "0v", is_leaf<test_int>),
    leaf_row("__isList", 1, "0v", is_leaf<test_list>),
    leaf_row("isNull", 1, "0v", is_leaf<test_null>),
    leaf_row("__isPath", 1, "0v", is_leaf<test_path>),
    leaf_row("__isString", 1, "0v", is_leaf<test_string>),
    step_row("__lessThan", 2, less_than_step),
    leaf_row("__mul", 2, "0v1v", mul_leaf),
    step_row("__seq", 2, seq_step),
    leaf_row("__sub", 2, "0v1v", sub_leaf),
    step_row("throw", 1, throw_step),
    step_row("__trace", 2, trace_step),
    step_row("__traceVerbose", 2, trace_verbose_step),
    step_row("__tryEval", 1, try_eval_step, 0, try_eval_unwind),
    leaf_row("__typeOf", 1, "0v", type_of_leaf),
    step_row("__warn", 2, warn_step),
};

}  // namespace

std::span<const BuiltinRow> control_builtins() { return kRows; }

}  // namespace vm
