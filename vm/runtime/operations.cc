// Operations on values that finish at once: arithmetic, comparison of scalars, `//`, concatenation.
#include <algorithm>
#include <cmath>
#include <vector>

#include "vm/runtime/evaluation.h"
#include "vm/text/number.h"

namespace vm {

std::string_view type_phrase(Value v) {
  switch (v.tag()) {
    case Tag::kInt:
      return "an integer";
    case Tag::kConstant:
      return v == kNull ? "null" : "a Boolean";
    case Tag::kAttrs:
      return "a set";
    case Tag::kClosure:
      return "a function";
    case Tag::kString:
      return v.as<String>()->context ? "a string with context" : "a string";
    case Tag::kList:
      return "a list";
    case Tag::kThunk:
      return "a thunk";
    case Tag::kObject:
      break;
  }
  switch (v.header()->type) {
    case ObjectType::kPath:
      return "a path";
    case ObjectType::kFloat:
      return "a float";
    case ObjectType::kWideInt:
      return "an integer";
    case ObjectType::kBuiltin:
      return "a built-in function";
    case ObjectType::kPartial:
      return "a partially applied function";
    default:
      CHECK(!"not a value");
  }
  return "";
}

namespace {

bool is_number(Value v) { return v.is_int() || v.is_float(); }
double as_double(Value v) { return v.is_float() ? float_of(v) : static_cast<double>(int_of(v)); }

Value integer_result(Evaluation& e, Op op, int64_t a, int64_t b) {
  int64_t n = 0;
  bool overflow = false;
  const char* sign = "";
  const char* verb = "";
  switch (op) {
    case Op::kAdd:
      overflow = __builtin_add_overflow(a, b, &n);
      sign = " + ", verb = "adding ";
      break;
    case Op::kSub:
      overflow = __builtin_sub_overflow(a, b, &n);
      sign = " - ", verb = "subtracting ";
      break;
    case Op::kMul:
      overflow = __builtin_mul_overflow(a, b, &n);
      sign = " * ", verb = "multiplying ";
      break;
    case Op::kDiv:
      if (a == INT64_MIN && b == -1)
        return e.leaf_fail(ErrorClass::kOverflow, "overflow in integer division");
      n = a / b - (MUTATED(e.rt, DivisionFloors) && a % b != 0 && (a < 0) != (b < 0));
      break;
    default:
      CHECK(!"not arithmetic");
  }
  if (overflow && e.rt.has(Feature::kIntegerOverflowError) != MUTATED(e.rt, OverflowRuleWrong))
    return e.leaf_fail(ErrorClass::kOverflow, std::string("integer overflow in ") + verb +
                                                  std::to_string(a) + sign + std::to_string(b));
  return e.heap.make_int(n);
}

}  // namespace

Value arithmetic(Evaluation& e, Op op, Value a, Value b) {
  // The divisor is looked at before the type of the dividend.
  if (op == Op::kDiv && is_number(b) && as_double(b) == 0)
    return e.leaf_fail(ErrorClass::kDivisionByZero, "division by zero");
  for (Value v : {a, b}) {
    if (is_number(v)) continue;
    e.type_error(a.is_float() || b.is_float() ? "a float" : "an integer", v);
    return kHole;
  }
  if (a.is_int() && b.is_int()) return integer_result(e, op, int_of(a), int_of(b));
  double x = as_double(a), y = as_double(b);
  switch (op) {
    case Op::kAdd:
      return e.heap.make_float(x + y);
    case Op::kSub:
      return e.heap.make_float(x - y);
    case Op::kMul:
      return e.heap.make_float(x * y);
    case Op::kDiv:
      return e.heap.make_float(x / y);
    default:
      CHECK(!"not arithmetic");
  }
  return kHole;
}

Value add_numbers(Evaluation& e, Value a, Value b) {
  // Nix adds up from zero, so that -0.0 + -0.0 is 0.
  if (a.is_float() && is_number(b))
    return e.heap.make_float((MUTATED(e.rt, NegativeZeroKept) ? -0.0 : 0.0) + float_of(a) +
                             as_double(b));
  if (is_number(b)) return arithmetic(e, Op::kAdd, a, b);
  return e.leaf_fail(ErrorClass::kType, "cannot add " + std::string(type_phrase(b)) + " to " +
                                            std::string(type_phrase(a)));
}

std::optional<bool> equal_at_once(Value a, Value b) {
  if (is_number(a) && is_number(b)) {
    if (a.is_int() && b.is_int()) return int_of(a) == int_of(b);
    return as_double(a) == as_double(b);
  }
  if (a.tag() != b.tag()) return false;  // kinds that share a tag are looked at below
  switch (a.tag()) {
    case Tag::kInt:
    case Tag::kConstant:
      return a == b;
    case Tag::kString:
      return a == b || text_of(a) == text_of(b);
    case Tag::kClosure:
      if (a == b) return std::nullopt;  // the dialect decides
      return false;
    case Tag::kList:
      if (a.as<List>()->size != b.as<List>()->size) return false;
      if (a.as<List>()->size == 0) return true;
      return std::nullopt;
    case Tag::kAttrs:
      return std::nullopt;
    case Tag::kThunk:
      CHECK(!"thunks are forced before they are compared");
      return false;
    case Tag::kObject:
      return a.is_path() && b.is_path() && text_of(a) == text_of(b);
  }
  return false;
}

std::optional<bool> less_at_once(Value a, Value b) {
  if (is_number(a) && is_number(b)) {
    if (a.is_int() && b.is_int()) return int_of(a) < int_of(b);
    return as_double(a) < as_double(b);
  }
  if ((a.is_string() && b.is_string()) || (a.is_path() && b.is_path()))
    return text_of(a) < text_of(b);
  return std::nullopt;
}

Value update_attrs(Evaluation& e, Attrs* left, Attrs* right) {
  if (left->size() == 0) return make_value(right, Tag::kAttrs);
  if (right->size() == 0) return make_value(left, Tag::kAttrs);
  uint32_t room = left->size() + right->size();
  Shape* shape = e.heap.make_shape(room);
  Attrs* set = shape ? e.heap.make_attrs(shape, room) : nullptr;
  if (!set) {
    e.out_of_memory();
    return kHole;
  }
  uint32_t i = 0, j = 0, n = 0;
  Symbol* names = shape->names();
  Pos* positions = shape->positions();
  while (i < left->size() || j < right->size()) {
    bool from_right = i == left->size() || (j < right->size() && right->name(j) <= left->name(i));
    Attrs* from = from_right ? right : left;
    uint32_t at = from_right ? j : i;
    if (from_right && i < left->size() && left->name(i) == right->name(j)) ++i;
    (from_right ? j : i)++;
    names[n] = from->name(at);
    positions[n] = from->position(at);
    if (uint32_t k = left->find(names[n]); MUTATED(e.rt, UpdateKeepsPosition) && k != UINT32_MAX)
      positions[n] = left->position(k);
    set->values[n++] = from->values[at];
  }
  for (uint32_t k = n; k < room; ++k) set->values[k] = kNull;
  shape->header.aux = set->header.aux = n;
  return make_value(set, Tag::kAttrs);
}

static bool refers_to(const StringContext* context, Value element) {
  return std::binary_search(context->elements, context->elements + context->header.aux, element,
                            [](Value a, Value b) { return text_of(a) < text_of(b); });
}

StringContext* merge_contexts(Runtime& rt, StringContext* a, StringContext* b) {
  if (!a || a == b) return b;
  if (!b || MUTATED(rt, SecondContextLost)) return a;
  if (b->header.aux <= a->header.aux && std::all_of(b->elements, b->elements + b->header.aux,
                                                    [&](Value v) { return refers_to(a, v); }))
    return a;
  StringContext* both = rt.heap.make_string_context(a->header.aux + b->header.aux);
  CHECK(both);
  uint32_t i = 0, j = 0, n = 0;
  while (i < a->header.aux || j < b->header.aux) {
    if (j == b->header.aux ||
        (i < a->header.aux && text_of(a->elements[i]) < text_of(b->elements[j]))) {
      both->elements[n++] = a->elements[i++];
    } else {
      if (i < a->header.aux && text_of(a->elements[i]) == text_of(b->elements[j])) ++i;
      both->elements[n++] = b->elements[j++];
    }
  }
  both->header.aux = n;
  return both;
}

StringContext* join_contexts(Runtime& rt, const Value* parts, uint64_t n) {
  std::vector<Value> elements;
  for (uint64_t i = 0; i < n; ++i) {
    StringContext* c = parts[i].as<String>()->context;
    if (c) elements.insert(elements.end(), c->elements, c->elements + c->header.aux);
  }
  std::sort(elements.begin(), elements.end(),
            [](Value a, Value b) { return text_of(a) < text_of(b); });
  auto end = std::unique(elements.begin(), elements.end(),
                         [](Value a, Value b) { return text_of(a) == text_of(b); });
  auto size = static_cast<uint32_t>(end - elements.begin());
  if (size == 0) return nullptr;
  StringContext* joined = rt.heap.make_string_context(size);
  CHECK(joined);
  std::copy(elements.begin(), end, joined->elements);
  return joined;
}

Value concat_strings(Evaluation& e, const Value* parts, uint32_t n) {
  constexpr uint32_t kFew = 4;
  size_t size = 0;
  for (uint32_t i = 0; i < n; ++i) size += parts[i].as<String>()->size;
  String* s = e.heap.make_string_object(size);
  if (!s) {
    e.out_of_memory();
    return kHole;
  }
  char* at = s->bytes;
  for (uint32_t i = 0; i < n; ++i) {
    auto* part = parts[i].as<String>();
    std::memcpy(at, part->bytes, part->size);
    at += part->size;
    if (n <= kFew) s->context = merge_contexts(e.rt, s->context, part->context);
  }
  if (n > kFew && !MUTATED(e.rt, ContextOfManyPartsLost))
    s->context = join_contexts(e.rt, parts, n);
  return make_value(s, Tag::kString);
}

Value concat_path(Evaluation& e, const Value* parts, uint32_t n) {
  std::string text;
  for (uint32_t i = 0; i < n; ++i) {
    if (i > 0 && parts[i].as<String>()->context)
      return e.leaf_fail(ErrorClass::kValue,
                         "a string that refers to a store path cannot be appended to a path");
    text += text_of(parts[i]);
  }
  return e.made(e.rt.make_path(canonical_path(text)));
}

bool scalar_to_string(Value v, std::string* out) {
  if (v == kTrue)
    *out += "1";
  else if (v == kFalse || v == kNull)
    ;
  else if (v.is_int())
    append_int(*out, int_of(v));
  else if (v.is_float())
    append_float_fixed(*out, float_of(v));
  else
    return false;
  return true;
}

Value Evaluation::make_position(Pos pos) {
  Location at = rt.sources.locate(pos);
  if (at.file.empty()) return kNull;
  // What is evaluated as a string may be named by its text, and has a NUL byte then if it likes.
  std::string file = at.file.substr(0, at.file.find('\0'));
  std::pair<Symbol, Value> rows[] = {{rt.s_column, heap.make_int(at.column)},
                                     {rt.s_file, rt.make_certain_string(file)},
                                     {rt.s_line, heap.make_int(at.line)}};
  return made(rt.make_attrs(rows, 3));
}

}  // namespace vm
