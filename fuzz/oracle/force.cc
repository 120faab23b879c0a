// Delayed values and calls. A thunk is a blackhole while it runs; when it fails, and somebody goes
// on, it is put back, or keeps its failure, as the dialect says. Calls that wait are never
// blackholes.
#include <algorithm>

#include "fuzz/oracle/interpreter.h"
#include "fuzz/oracle/pointer_set.h"

namespace fuzz::oracle {

using vm::ErrorClass;
using vm::Feature;

void Interpreter::force(Value& v) {
  switch (v.tag) {
    case Tag::kThunk:
    case Tag::kPick:
    case Tag::kPickAgain:
    case Tag::kCall:
      return force_delayed(v);
    case Tag::kBlackhole:
      raise(ErrorClass::kInfiniteRecursion, "infinite recursion encountered");
    case Tag::kFailed:
      throw Raised{v.error};
    default:
      return;
  }
}

void Interpreter::force_delayed(Value& v) {
  enter_level();
  tick();
  const Value delayed = v;
  forcing_.push_back({&v, delayed});
  if (delayed.tag == Tag::kCall) {
    call(*delayed.function, {delayed.argument}, v);
  } else {
    v = Value();
    v.tag = Tag::kBlackhole;
    if (delayed.tag == Tag::kThunk) {
      eval(delayed.node, delayed.env, v);
    } else if (delayed.tag == Tag::kPick) {
      force(*delayed.source);
      pick(*delayed.source, delayed.size, v);
    } else {
      Value source;
      eval(delayed.node, delayed.env, source);
      pick(source, delayed.size, v);
    }
  }
  forcing_.pop_back();
  leave_level();
}

void Interpreter::go_back(Checkpoint to, const Raised& raised) {
  depth_ = to.level;
  for (; forcing_.size() > to.forcing; forcing_.pop_back()) {
    Value& cell = *forcing_.back().cell;
    if (has(Feature::kFailedThunksKept)) {
      cell = Value();
      cell.tag = Tag::kFailed;
      cell.error = raised.error;
    } else {
      cell = forcing_.back().delayed;
    }
  }
}

// What `inherit (source) name` stands for; the source is evaluated.
void Interpreter::pick(const Value& source, Symbol name, Value& out) {
  if (source.tag != Tag::kSet) raise_type("a set", source);
  Value* member = require(source.attrs, name);
  force(*member);
  out = *member;
}

void Interpreter::force_deep(Value& v) {
  PointerSet seen;
  force_deep(v, seen);
}

void Interpreter::force_deep(Value& v, PointerSet& seen) {
  if (!seen.insert(&v)) return;
  Level level(*this);
  force(v);
  if (v.tag == Tag::kSet) {
    for (uint32_t i = 0; i < v.attrs->size; ++i) force_deep(*v.attrs->items[i].value, seen);
  } else if (v.tag == Tag::kList) {
    for (uint32_t i = 0; i < v.size; ++i) force_deep(*v.items[i], seen);
  }
}

// ---- forcing to a type

bool Interpreter::force_bool(Value& v) {
  force(v);
  if (v.tag != Tag::kBool) raise_type("a Boolean", v);
  return v.boolean;
}

int64_t Interpreter::force_int(Value& v) {
  force(v);
  if (v.tag != Tag::kInt) raise_type("an integer", v);
  return v.integer;
}

double Interpreter::force_float(Value& v) {
  force(v);
  if (v.tag == Tag::kInt) return static_cast<double>(v.integer);
  if (v.tag != Tag::kFloat) raise_type("a float", v);
  return v.real;
}

void Interpreter::force_list(Value& v) {
  force(v);
  if (v.tag != Tag::kList) raise_type("a list", v);
}

void Interpreter::force_attrs(Value& v) {
  force(v);
  if (v.tag != Tag::kSet) raise_type("a set", v);
}

void Interpreter::force_function(Value& v) {
  force(v);
  if (v.is_function()) return;
  if (v.tag == Tag::kSet && get(v.attrs, names_.functor) != nullptr) return;
  raise_type("a function", v);
}

std::string_view Interpreter::force_string(Value& v) {
  force(v);
  if (v.tag != Tag::kString) raise_type("a string", v);
  return v.string();
}

std::string_view Interpreter::force_string_no_context(Value& v) {
  std::string_view text = force_string(v);
  if (v.context != nullptr)
    raise(ErrorClass::kValue,
          "the string '" + std::string(text) + "' is not allowed to refer to a store path");
  return text;
}

// ---- calls

void Interpreter::call(Value& function, std::initializer_list<Value*> arguments, Value& out) {
  Value* copied[3];
  std::copy(arguments.begin(), arguments.end(), copied);
  call(function, copied, arguments.size(), out);
}

// Arguments are consumed from the left. The result is computed apart from `out`, which may be the
// waiting call itself.
void Interpreter::call(Value& function, Value** arguments, size_t count, Value& out) {
  enter_level();
  force(function);
  Value current = function;
  while (count > 0) {
    size_t used = 1;
    Value result;
    if (current.tag == Tag::kLambda) {
      enter(current.lambda, current.env, arguments[0], result);
    } else if (current.tag == Tag::kBuiltin || current.tag == Tag::kBuiltinCall) {
      used = call_builtin(current, arguments, count, result);
    } else {
      Value* functor = current.tag == Tag::kSet ? get(current.attrs, names_.functor) : nullptr;
      if (functor == nullptr) raise_not_a_function(current);
      Value* self = new_cell();
      *self = current;
      call(*functor, {self, arguments[0]}, result);
    }
    current = result;
    arguments += used;
    count -= used;
  }
  out = current;
  leave_level();
}

void Interpreter::raise_not_a_function(const Value& v) {
  raise(ErrorClass::kType, "attempt to call something which is not a function but " + describe(v));
}

// Runs a builtin that has all its arguments, else notes those that are there. Returns how many were
// used.
size_t Interpreter::call_builtin(const Value& callee, Value** arguments, size_t count, Value& out) {
  size_t held = 0;
  const Value* at = &callee;
  for (; at->tag == Tag::kBuiltinCall; at = at->function) ++held;
  const Builtin* builtin = at->builtin;
  size_t missing = builtin->arity - held;
  if (count < missing) {
    out = callee;
    for (size_t i = 0; i < count; ++i) {
      Value* function = new_cell();
      *function = out;
      out.set_call(function, arguments[i]);
      out.tag = Tag::kBuiltinCall;
    }
    return count;
  }
  Value* all[3];
  size_t i = held;
  for (at = &callee; at->tag == Tag::kBuiltinCall; at = at->function) all[--i] = at->argument;
  std::copy(arguments, arguments + missing, all + held);
  tick();
  builtin->run(*this, all, out);
  return missing;
}

void Interpreter::enter(const vm::LambdaNode* lambda, Env* env, Value* argument, Value& out) {
  Env* scope = pool_.make<Env>();
  scope->kind = Env::Kind::kNames;
  scope->up = env;
  scope->slots = pool_.make_array<Env::Slot>(lambda->formals.size + 1);
  if (lambda->has_formals) force_attrs(*argument);
  if (lambda->arg != vm::kNoSymbol) scope->slots[scope->size++] = {lambda->arg, argument};
  if (lambda->has_formals) bind_formals(lambda, scope, *argument);
  eval(lambda->body, scope, out);
}

// In the order of their names, as bindings are made: a default that is the name of a later formal
// is a thunk, that of an earlier one the same cell.
void Interpreter::bind_formals(const vm::LambdaNode* lambda, Env* scope, Value& argument) {
  uint32_t first = scope->size;
  scope->size += lambda->formals.size;
  const vm::Formal** formals = pool_.make_array<const vm::Formal*>(lambda->formals.size);
  for (uint32_t i = 0; i < lambda->formals.size; ++i) formals[i] = &lambda->formals[i];
  std::sort(formals, formals + lambda->formals.size,
            [this](auto* a, auto* b) { return before(a->name, b->name); });
  for (uint32_t i = 0; i < lambda->formals.size; ++i)
    scope->slots[first + i] = {formals[i]->name, nullptr};
  uint32_t used = 0;
  for (uint32_t i = 0; i < lambda->formals.size; ++i) {
    const vm::Formal& formal = *formals[i];
    Value* given = get(argument.attrs, formal.name);
    if (given != nullptr) {
      ++used;
    } else if (formal.fallback != nullptr) {
      given = delay(formal.fallback, scope);
    } else {
      raise(ErrorClass::kMissingArgument, "function called without required argument '" +
                                              std::string(symbols_.name(formal.name)) + "'");
    }
    scope->slots[first + i].value = given;
  }
  if (!lambda->ellipsis && used != argument.attrs->size)
    raise(ErrorClass::kUnexpectedArgument, "function called with unexpected argument");
}

}  // namespace fuzz::oracle
