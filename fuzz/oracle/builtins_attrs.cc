// Builtins on sets. Results are in the order of names; lists made from a set are in the order of
// their texts.
#include <algorithm>
#include <vector>

#include "fuzz/oracle/interpreter.h"

namespace fuzz::oracle {

using vm::Feature;

namespace {

void run_attr_names(Interpreter& in, Value** args, Value& out) {
  in.force_attrs(*args[0]);
  Value** items = in.new_items(args[0]->attrs->size);
  uint32_t i = 0;
  for (const Attr* attr : in.by_name(args[0]->attrs))
    items[i++] = in.new_string(in.name(attr->name));
  out.set_list(items, i);
}

void run_attr_values(Interpreter& in, Value** args, Value& out) {
  in.force_attrs(*args[0]);
  Value** items = in.new_items(args[0]->attrs->size);
  uint32_t i = 0;
  for (const Attr* attr : in.by_name(args[0]->attrs)) items[i++] = attr->value;
  out.set_list(items, i);
}

// The attribute named by the first argument in the second, or null.
Attr* named(Interpreter& in, Value** args) {
  std::string_view name = in.force_string_no_context(*args[0]);
  in.force_attrs(*args[1]);
  return in.find(args[1]->attrs, in.symbols().intern(name));
}

void run_get_attr(Interpreter& in, Value** args, Value& out) {
  Attr* found = named(in, args);
  if (found == nullptr)
    in.raise(vm::ErrorClass::kMissingAttribute,
             "attribute '" + std::string(args[0]->string()) + "' missing");
  in.force(*found->value);
  out = *found->value;
}

void run_has_attr(Interpreter& in, Value** args, Value& out) {
  out.set_bool(named(in, args) != nullptr);
}

void run_unsafe_get_attr_pos(Interpreter& in, Value** args, Value& out) {
  Attr* found = named(in, args);
  if (found == nullptr) return out.set_null();
  in.position(found->pos, out);
}

void run_remove_attrs(Interpreter& in, Value** args, Value& out) {
  in.force_attrs(*args[0]);
  in.force_list(*args[1]);
  std::vector<Symbol> removed;
  for (uint32_t i = 0; i < args[1]->size; ++i)
    removed.push_back(in.symbols().intern(in.force_string_no_context(*args[1]->items[i])));
  std::sort(removed.begin(), removed.end());
  const Attrs* from = args[0]->attrs;
  Attrs* attrs = in.make_attrs(from->size);
  for (uint32_t i = 0; i < from->size; ++i)
    if (!std::binary_search(removed.begin(), removed.end(), from->items[i].name))
      attrs->items[attrs->size++] = from->items[i];
  out.set_attrs(attrs);
}

// The first of equal names counts, and of the others not even the value is looked for.
void run_list_to_attrs(Interpreter& in, Value** args, Value& out) {
  in.force_list(*args[0]);
  Attrs* attrs = in.make_attrs(args[0]->size);
  std::vector<Symbol> seen;
  for (uint32_t i = 0; i < args[0]->size; ++i) {
    Value& element = *args[0]->items[i];
    in.force_attrs(element);
    Value* name = in.require(element.attrs, in.names().name);
    Symbol symbol = in.symbols().intern(in.force_string_no_context(*name));
    auto place = std::lower_bound(seen.begin(), seen.end(), symbol);
    if (place != seen.end() && *place == symbol) continue;
    seen.insert(place, symbol);
    in.require(element.attrs, in.names().value);
    Attr* value = in.find(element.attrs, in.names().value);
    Interpreter::push(attrs, symbol, value->value, value->pos);
  }
  in.sort(attrs);
  out.set_attrs(attrs);
}

void run_intersect_attrs(Interpreter& in, Value** args, Value& out) {
  in.force_attrs(*args[0]);
  in.force_attrs(*args[1]);
  const Attrs* from = args[1]->attrs;
  Attrs* attrs = in.make_attrs(from->size);
  for (uint32_t i = 0; i < from->size; ++i)
    if (in.find(args[0]->attrs, from->items[i].name) != nullptr)
      attrs->items[attrs->size++] = from->items[i];
  out.set_attrs(attrs);
}

void run_cat_attrs(Interpreter& in, Value** args, Value& out) {
  Symbol name = in.symbols().intern(in.force_string_no_context(*args[0]));
  in.force_list(*args[1]);
  Value** items = in.new_items(args[1]->size);
  size_t count = 0;
  for (uint32_t i = 0; i < args[1]->size; ++i) {
    in.force_attrs(*args[1]->items[i]);
    if (Value* value = in.get(args[1]->items[i]->attrs, name)) items[count++] = value;
  }
  out.set_list(items, count);
}

// f name value, as a call that waits.
Value* call_with_name(Interpreter& in, Value* function, Symbol name, Value* value) {
  Value* first = in.new_cell();
  first->set_call(function, in.new_string(in.name(name)));
  Value* both = in.new_cell();
  both->set_call(first, value);
  return both;
}

void run_map_attrs(Interpreter& in, Value** args, Value& out) {
  in.force_attrs(*args[1]);
  const Attrs* from = args[1]->attrs;
  Attrs* attrs = in.make_attrs(from->size);
  for (uint32_t i = 0; i < from->size; ++i) {
    const Attr& attr = from->items[i];
    Interpreter::push(attrs, attr.name, call_with_name(in, args[0], attr.name, attr.value));
  }
  out.set_attrs(attrs);
}

void run_zip_attrs_with(Interpreter& in, Value** args, Value& out) {
  in.force_function(*args[0]);
  in.force_list(*args[1]);
  std::vector<std::pair<Attr, uint32_t>> all;  // and the number of the set
  for (uint32_t i = 0; i < args[1]->size; ++i) {
    Value& set = *args[1]->items[i];
    in.force_attrs(set);
    for (uint32_t j = 0; j < set.attrs->size; ++j) all.push_back({set.attrs->items[j], i});
  }
  std::sort(all.begin(), all.end(), [&in](const auto& a, const auto& b) {
    return a.first.name == b.first.name ? a.second < b.second
                                        : in.before(a.first.name, b.first.name);
  });
  Attrs* attrs = in.make_attrs(all.size());
  for (size_t begin = 0, end = 0; begin < all.size(); begin = end) {
    while (end < all.size() && all[end].first.name == all[begin].first.name) ++end;
    Value** items = in.new_items(end - begin);
    for (size_t i = begin; i < end; ++i) items[i - begin] = all[i].first.value;
    Value* values = in.new_cell();
    values->set_list(items, end - begin);
    Symbol name = all[begin].first.name;
    Interpreter::push(attrs, name, call_with_name(in, args[0], name, values));
  }
  out.set_attrs(attrs);
}

constexpr Builtin kAttrs[] = {
    {"attrNames", 1, run_attr_names},
    {"attrValues", 1, run_attr_values},
    {"getAttr", 2, run_get_attr},
    {"hasAttr", 2, run_has_attr},
    {"unsafeGetAttrPos", 2, run_unsafe_get_attr_pos},
    {"removeAttrs", 2, run_remove_attrs, true},
    {"listToAttrs", 1, run_list_to_attrs},
    {"intersectAttrs", 2, run_intersect_attrs},
    {"catAttrs", 2, run_cat_attrs},
    {"mapAttrs", 2, run_map_attrs},
    {"zipAttrsWith", 2, run_zip_attrs_with, false, Feature::kBuiltinZipAttrsWith},
};

}  // namespace

std::span<const Builtin> attrs_builtins() { return kAttrs; }

}  // namespace fuzz::oracle
