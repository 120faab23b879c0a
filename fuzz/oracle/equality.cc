// `==` and `<`. Two values that lie in one cell are equal without being looked into; so a function
// equals itself inside a list that is compared, though it equals nothing when compared directly.
#include "fuzz/oracle/interpreter.h"

namespace fuzz::oracle {

using vm::ErrorClass;

namespace {

bool is_number(const Value& v) { return v.tag == Tag::kInt || v.tag == Tag::kFloat; }

double as_float(const Value& v) {
  return v.tag == Tag::kInt ? static_cast<double>(v.integer) : v.real;
}

// Functions of the program and builtins are one type.
Tag type_of(const Value& v) { return v.is_function() ? Tag::kLambda : v.tag; }

}  // namespace

bool Interpreter::is_derivation(Value& v) {
  if (v.tag != Tag::kSet) return false;
  Value* type = get(v.attrs, names_.type);
  if (type == nullptr) return false;
  force(*type);
  return type->tag == Tag::kString && type->string() == "derivation";
}

bool Interpreter::equal(Value& a, Value& b) {
  Level level(*this);
  tick();
  force(a);
  force(b);
  if (&a == &b) return true;
  if (is_number(a) && is_number(b) && a.tag != b.tag) return as_float(a) == as_float(b);
  if (type_of(a) != type_of(b)) return false;
  switch (a.tag) {
    case Tag::kNull:
      return true;
    case Tag::kBool:
      return a.boolean == b.boolean;
    case Tag::kInt:
      return a.integer == b.integer;
    case Tag::kFloat:
      return a.real == b.real;
    case Tag::kString:
    case Tag::kPath:
      return a.string() == b.string();
    case Tag::kList:
      if (a.size != b.size) return false;
      for (uint32_t i = 0; i < a.size; ++i)
        if (!equal(*a.items[i], *b.items[i])) return false;
      return true;
    case Tag::kSet: {
      if (is_derivation(a) && is_derivation(b)) {
        Value* left = get(a.attrs, names_.outPath);
        Value* right = get(b.attrs, names_.outPath);
        if (left != nullptr && right != nullptr) return equal(*left, *right);
      }
      if (a.attrs->size != b.attrs->size) return false;
      for (uint32_t i = 0; i < a.attrs->size; ++i) {
        const Attr& left = a.attrs->items[i];
        const Attr& right = b.attrs->items[i];
        if (left.name != right.name || !equal(*left.value, *right.value)) return false;
      }
      return true;
    }
    default:
      return false;  // functions
  }
}

bool Interpreter::less(Value& a, Value& b) {
  Level level(*this);
  if (is_number(a) && is_number(b)) {
    if (a.tag == Tag::kInt && b.tag == Tag::kInt) return a.integer < b.integer;
    return as_float(a) < as_float(b);
  }
  if (a.tag == b.tag) {
    if (a.tag == Tag::kString || a.tag == Tag::kPath) return a.string() < b.string();
    if (a.tag == Tag::kList) {
      // The first elements that are not equal decide.
      for (uint32_t i = 0;; ++i) {
        if (i == b.size) return false;
        if (i == a.size) return true;
        if (!equal(*a.items[i], *b.items[i])) return less(*a.items[i], *b.items[i]);
      }
    }
  }
  raise(ErrorClass::kType, "cannot compare " + describe(a) + " with " + describe(b));
}

// A failed `assert a == b` looks for the difference as equal() does, and fails where it is found.
void Interpreter::explain_inequality(Value& a, Value& b) {
  Level level(*this);
  tick();
  force(a);
  force(b);
  if (&a == &b) return;
  auto differ = [this] { raise(ErrorClass::kAssert, "values are not equal"); };
  if (type_of(a) == type_of(b) && a.tag == Tag::kList) {
    if (a.size != b.size) differ();
    for (uint32_t i = 0; i < a.size; ++i) explain_inequality(*a.items[i], *b.items[i]);
  } else if (type_of(a) == type_of(b) && a.tag == Tag::kSet) {
    if (is_derivation(a) && is_derivation(b)) {
      Value* left = get(a.attrs, names_.outPath);
      Value* right = get(b.attrs, names_.outPath);
      if (left != nullptr && right != nullptr) return explain_inequality(*left, *right);
    }
    if (a.attrs->size != b.attrs->size) differ();
    for (uint32_t i = 0; i < a.attrs->size; ++i) {
      const Attr& left = a.attrs->items[i];
      const Attr& right = b.attrs->items[i];
      if (left.name != right.name) differ();
      explain_inequality(*left.value, *right.value);
    }
  } else if (!equal(a, b)) {
    differ();
  }
}

}  // namespace fuzz::oracle
