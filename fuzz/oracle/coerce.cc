// Values as text: interpolation, toString, paths; and what a text refers to in the store.
#include <algorithm>

#include "fuzz/oracle/interpreter.h"
#include "vm/host/host.h"
#include "vm/text/number.h"

namespace fuzz::oracle {

using vm::ErrorClass;

void Interpreter::add_context(Context& context, const Value& string) {
  if (string.context == nullptr) return;
  const StringContext& added = *string.context;
  context.insert(context.end(), added.items, added.items + added.size);
}

const StringContext* Interpreter::make_context(Context& context) {
  if (context.empty()) return nullptr;
  std::sort(context.begin(), context.end());
  context.erase(std::unique(context.begin(), context.end()), context.end());
  std::string_view* items = pool_.make_array<std::string_view>(context.size());
  std::copy(context.begin(), context.end(), items);
  StringContext* made = static_cast<StringContext*>(pool_.allocate(sizeof(StringContext)));
  *made = {static_cast<uint32_t>(context.size()), items};
  return made;
}

void Interpreter::make_string(Value& out, std::string_view text, Context& context) {
  out.set_string(pool_.copy(text), make_context(context));
}

void Interpreter::make_string(Value& out, std::string_view text) {
  use_fuel(text.size() / (kItemsOfAStep * sizeof(Value*)));
  out.set_string(pool_.copy(text));
}

bool Interpreter::attrs_to_string(Value& set, Context& context, Coercion how, std::string& out) {
  Value* converter = get(set.attrs, names_.to_string);
  if (converter == nullptr) return false;
  Value* self = new_cell();
  *self = set;
  Value* text = new_cell();
  call(*converter, {self}, *text);
  out = coerce_to_string(*text, context, how);
  return true;
}

std::string Interpreter::coerce_to_string(Value& v, Context& context, Coercion how) {
  Level level(*this);
  tick();
  force(v);
  std::string text;
  switch (v.tag) {
    case Tag::kString:
      add_context(context, v);
      return std::string(v.string());
    case Tag::kPath:
      if (how.copy_paths) return copy_path(v.string(), context);
      return how.canonical_paths ? vm::canonical_path(v.string()) : std::string(v.string());
    case Tag::kSet: {
      if (attrs_to_string(v, context, how, text)) return text;
      Value* out_path = get(v.attrs, names_.outPath);
      if (out_path != nullptr) return coerce_to_string(*out_path, context, how);
      break;
    }
    default:
      break;
  }
  if (!how.more) raise(ErrorClass::kType, "cannot coerce " + describe(v) + " to a string");
  switch (v.tag) {
    case Tag::kNull:
      return "";
    case Tag::kBool:
      return v.boolean ? "1" : "";
    case Tag::kInt:
      vm::append_int(text, v.integer);
      return text;
    case Tag::kFloat:
      vm::append_float_fixed(text, v.real);
      return text;
    case Tag::kList:
      // A space behind every element but the last and empty lists.
      for (uint32_t i = 0; i < v.size; ++i) {
        Value& element = *v.items[i];
        text += coerce_to_string(element, context, how);
        bool empty = element.tag == Tag::kList && element.size == 0;
        if (i + 1 < v.size && !empty) text += ' ';
      }
      return text;
    default:
      raise(ErrorClass::kType, "cannot coerce " + describe(v) + " to a string");
  }
}

std::string Interpreter::coerce_to_path(Value& v, Context& context) {
  std::string text = coerce_to_string(v, context, {.more = false, .copy_paths = false});
  if (text.empty() || text[0] != '/')
    raise(ErrorClass::kValue, "string '" + text + "' doesn't represent an absolute path");
  return text;
}

std::string Interpreter::copy_path(std::string_view path, Context& context) {
  (void)path;
  (void)context;
  throw Unsupported{"a path copied to the store"};
}

}  // namespace fuzz::oracle
