// Values. A Value is a cell: its address is its identity, which `==` inside lists and sets, deep
// forcing and the printer can see. A cell that is copied becomes another cell with the same
// content.
//
// Cells of the tags behind kBuiltinCall are not evaluated yet; forcing overwrites them in place.
#pragma once

#include <cstdint>
#include <string_view>

#include "fuzz/oracle/failure.h"
#include "vm/base/dialect.h"
#include "vm/syntax/ast.h"

namespace fuzz::oracle {

using vm::Pos;
using vm::Symbol;

class Interpreter;
struct Value;
struct Env;

enum class Tag : uint8_t {
  kNull,
  kBool,
  kInt,
  kFloat,
  kString,
  kPath,
  kList,
  kSet,
  kLambda,       // a function of the program, with its environment
  kBuiltin,      // a builtin without arguments
  kBuiltinCall,  // a builtin, or such a call, with one argument more, but not yet enough

  kThunk,      // an expression and its environment
  kPick,       // `inherit (e) name`: a name, and the cell of e
  kPickAgain,  // the same where e is evaluated for every name: e and its environment
  kCall,       // a call that waits: an element of `map f l`
  kBlackhole,  // being evaluated
  kFailed,     // was evaluated and failed; keeps the error
};

// What a string carries of the store: sorted, without duplicates, written as Nix does:
// "/nix/store/…" (a path), "!out!/nix/store/….drv" (an output), "=/nix/store/….drv" (all outputs).
struct StringContext {
  uint32_t size;
  const std::string_view* items;
};

struct Attr {
  Symbol name;
  Pos pos;
  Value* value;
};
struct Attrs {  // in the order of names (Interpreter::before)
  uint32_t size;
  Attr* items;
};

struct Builtin {
  std::string_view name;
  uint8_t arity;
  void (*run)(Interpreter&, Value** arguments, Value& out);
  bool global = false;                        // visible without `builtins.`
  vm::Feature feature = vm::Feature::kCount;  // there only if it is on; kCount: always
  bool unless = false;                        // there only if it is off
};

struct Value {
  Tag tag = Tag::kNull;
  uint32_t size = 0;  // of a text or list; of kPick and kPickAgain, the name
  union {
    bool boolean;
    int64_t integer = 0;
    double real;
    const char* text;
    Value** items;
    const Attrs* attrs;
    Env* env;  // kLambda, kThunk, kPickAgain
    const Builtin* builtin;
    Value* function;  // kBuiltinCall, kCall
    Value* source;    // kPick
    const NixError* error;
  };
  union {
    const StringContext* context = nullptr;  // kString; null when empty
    const vm::Node* node;                    // kThunk, kPickAgain
    const vm::LambdaNode* lambda;
    Value* argument;  // kBuiltinCall, kCall
  };

  std::string_view string() const { return {text, size}; }
  bool is_function() const {
    return tag == Tag::kLambda || tag == Tag::kBuiltin || tag == Tag::kBuiltinCall;
  }
  bool is_evaluated() const { return tag <= Tag::kBuiltinCall; }

  void set_null() { *this = Value(); }
  void set_bool(bool b) {
    *this = Value();
    tag = Tag::kBool;
    boolean = b;
  }
  void set_int(int64_t n) {
    *this = Value();
    tag = Tag::kInt;
    integer = n;
  }
  void set_float(double d) {
    *this = Value();
    tag = Tag::kFloat;
    real = d;
  }
  // The text lies in the pool or lives as long.
  void set_string(std::string_view s, const StringContext* c = nullptr) {
    *this = Value();
    tag = Tag::kString;
    text = s.data();
    size = static_cast<uint32_t>(s.size());
    context = c;
  }
  void set_path(std::string_view s) {
    set_string(s);
    tag = Tag::kPath;
  }
  void set_list(Value** elements, size_t count) {
    *this = Value();
    tag = Tag::kList;
    items = elements;
    size = static_cast<uint32_t>(count);
  }
  void set_attrs(const Attrs* a) {
    *this = Value();
    tag = Tag::kSet;
    attrs = a;
  }
  void set_call(Value* f, Value* x) {
    *this = Value();
    tag = Tag::kCall;
    function = f;
    argument = x;
  }
};

// Where variables are found. Scopes are searched from the inside out, namespaces of `with` only
// when no scope has the name.
struct Env {
  enum class Kind : uint8_t { kNames, kWith, kGlobal };
  struct Slot {
    Symbol name;
    Value* value;  // null until the binding has been made
  };
  Kind kind;
  uint32_t size;
  Env* up;
  Slot* slots;                 // kNames
  Value* scope;                // kWith: the namespace; null until it is first looked into (2.8)
  const vm::Node* expression;  // kWith
};

}  // namespace fuzz::oracle
