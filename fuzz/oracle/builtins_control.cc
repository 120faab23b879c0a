// Builtins that steer evaluation: seq, trace, tryEval, throw and their like; and those that tell
// types.
#include "fuzz/oracle/interpreter.h"

namespace fuzz::oracle {

using vm::ErrorClass;
using vm::Feature;

namespace {

void result(Interpreter& in, Value& v, Value& out) {
  in.force(v);
  out = v;
}

std::string message(Interpreter& in, Value& v) {
  Interpreter::Context context;
  return in.coerce_to_string(v, context, {});
}

void run_abort(Interpreter& in, Value** args, Value&) {
  in.raise(ErrorClass::kAbort, message(in, *args[0]));
}

void run_throw(Interpreter& in, Value** args, Value&) {
  in.raise(ErrorClass::kThrow, message(in, *args[0]));
}

void run_seq(Interpreter& in, Value** args, Value& out) {
  in.force(*args[0]);
  result(in, *args[1], out);
}

void run_deep_seq(Interpreter& in, Value** args, Value& out) {
  in.force_deep(*args[0]);
  result(in, *args[1], out);
}

// Of the escape that `text` begins with: ESC, then one of @ to _, or a control sequence.
size_t escape_length(std::string_view text) {
  auto is = [&](size_t at, char from, char to) {
    return at < text.size() && text[at] >= from && text[at] <= to;
  };
  if (!is(1, '@', '_')) return 1;
  if (text[1] != '[') return 2;
  size_t end = 2;
  while (is(end, '0', '?')) ++end;
  while (is(end, ' ', '/')) ++end;
  return is(end, '@', '~') ? end + 1 : end;
}

// As Nix's log writes it: tabs become spaces (the line begins with "trace: "), carriage returns,
// bells and terminal escapes are dropped.
std::string as_logged(std::string_view text) {
  constexpr size_t kPrefix = 7;
  std::string logged;
  size_t column = kPrefix;
  while (!text.empty()) {
    char c = text.front();
    if (c == '\x1b') {
      text.remove_prefix(escape_length(text));
      continue;
    }
    text.remove_prefix(1);
    if (c == '\t') {
      do {
        logged += ' ';
      } while (++column % 8 != 0);
    } else if (c != '\r' && c != '\a') {
      logged += c;
      bool continues = (static_cast<unsigned char>(c) & 0xc0) == 0x80;
      if (!continues) ++column;
    }
  }
  return logged;
}

void run_trace(Interpreter& in, Value** args, Value& out) {
  in.force(*args[0]);
  in.trace(as_logged(args[0]->tag == Tag::kString ? std::string(args[0]->string())
                                                  : in.print(*args[0], true)));
  result(in, *args[1], out);
}

// Nothing is printed unless a setting asks for it.
void run_trace_verbose(Interpreter& in, Value** args, Value& out) { result(in, *args[1], out); }

void run_warn(Interpreter& in, Value** args, Value& out) {
  in.force_string(*args[0]);
  result(in, *args[1], out);
}

void run_break(Interpreter& in, Value** args, Value& out) { result(in, *args[0], out); }

// The note is computed only when there is an error to add it to.
void run_add_error_context(Interpreter& in, Value** args, Value& out) {
  const Interpreter::Checkpoint before = in.checkpoint();
  try {
    result(in, *args[1], out);
  } catch (const Raised& raised) {
    in.go_back(before, raised);
    message(in, *args[0]);
    throw;
  }
}

bool is_catchable(ErrorClass c) {
  return c == ErrorClass::kThrow || c == ErrorClass::kAssert || c == ErrorClass::kSearchPath;
}

void run_try_eval(Interpreter& in, Value** args, Value& out) {
  Value* value = args[0];
  bool success = true;
  const Interpreter::Checkpoint before = in.checkpoint();
  try {
    in.force(*args[0]);
  } catch (const Raised& raised) {
    if (!is_catchable(raised.error->error_class)) throw;
    in.go_back(before, raised);
    success = false;
    value = in.new_bool(false);
  }
  Attrs* attrs = in.make_attrs(2);
  Interpreter::push(attrs, in.names().value, value);
  Interpreter::push(attrs, in.names().success, in.new_bool(success));
  in.sort(attrs);
  out.set_attrs(attrs);
}

constexpr Builtin kControl[] = {
    {"abort", 1, run_abort, true},
    {"throw", 1, run_throw, true},
    {"seq", 2, run_seq},
    {"deepSeq", 2, run_deep_seq},
    {"trace", 2, run_trace},
    {"traceVerbose", 2, run_trace_verbose, false, Feature::kBuiltinTraceVerbose},
    {"warn", 2, run_warn, false, Feature::kBuiltinWarn},
    {"break", 1, run_break, true, Feature::kBuiltinBreak},
    {"addErrorContext", 2, run_add_error_context},
    {"tryEval", 1, run_try_eval},
};

// ---- types

template <Tag kTag>
void run_is(Interpreter& in, Value** args, Value& out) {
  in.force(*args[0]);
  out.set_bool(args[0]->tag == kTag);
}

void run_is_function(Interpreter& in, Value** args, Value& out) {
  in.force(*args[0]);
  out.set_bool(args[0]->is_function());
}

void run_type_of(Interpreter& in, Value** args, Value& out) {
  in.force(*args[0]);
  switch (args[0]->tag) {
    case Tag::kNull:
      return out.set_string("null");
    case Tag::kBool:
      return out.set_string("bool");
    case Tag::kInt:
      return out.set_string("int");
    case Tag::kFloat:
      return out.set_string("float");
    case Tag::kString:
      return out.set_string("string");
    case Tag::kPath:
      return out.set_string("path");
    case Tag::kList:
      return out.set_string("list");
    case Tag::kSet:
      return out.set_string("set");
    default:
      return out.set_string("lambda");
  }
}

void run_function_args(Interpreter& in, Value** args, Value& out) {
  in.force(*args[0]);
  const Value& function = *args[0];
  if (!function.is_function()) in.raise(ErrorClass::kType, "'functionArgs' requires a function");
  Attrs* attrs = in.make_attrs(0);
  if (function.tag == Tag::kLambda) {
    const vm::LambdaNode* lambda = function.lambda;
    attrs = in.make_attrs(lambda->formals.size);
    for (const vm::Formal& formal : lambda->formals)
      Interpreter::push(attrs, formal.name, in.new_bool(formal.fallback != nullptr), formal.pos);
    in.sort(attrs);
  }
  out.set_attrs(attrs);
}

constexpr Builtin kTypes[] = {
    {"isNull", 1, run_is<Tag::kNull>, true}, {"isBool", 1, run_is<Tag::kBool>},
    {"isInt", 1, run_is<Tag::kInt>},         {"isFloat", 1, run_is<Tag::kFloat>},
    {"isString", 1, run_is<Tag::kString>},   {"isPath", 1, run_is<Tag::kPath>},
    {"isList", 1, run_is<Tag::kList>},       {"isAttrs", 1, run_is<Tag::kSet>},
    {"isFunction", 1, run_is_function},      {"typeOf", 1, run_type_of},
    {"functionArgs", 1, run_function_args},
};

}  // namespace

std::span<const Builtin> control_builtins() { return kControl; }
std::span<const Builtin> type_builtins() { return kTypes; }

}  // namespace fuzz::oracle
