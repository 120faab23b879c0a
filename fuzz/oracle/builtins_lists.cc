// Builtins on lists. In which order function and list are forced, and whether an empty list spares
// the function, differs from one to the next and between dialects.
#include <set>
#include <vector>

#include "fuzz/oracle/interpreter.h"
#include "fuzz/oracle/sort.h"

namespace fuzz::oracle {

using vm::ErrorClass;
using vm::Feature;

namespace {

bool call_predicate(Interpreter& in, Value& predicate, Value* element) {
  Value* answer = in.new_cell();
  in.call(predicate, {element}, *answer);
  return in.force_bool(*answer);
}

void set_list(Interpreter& in, Value& out, const std::vector<Value*>& elements) {
  Value** items = in.new_items(elements.size());
  std::copy(elements.begin(), elements.end(), items);
  out.set_list(items, elements.size());
}

void result(Interpreter& in, Value& v, Value& out) {
  in.force(v);
  out = v;
}

void run_length(Interpreter& in, Value** args, Value& out) {
  in.force_list(*args[0]);
  out.set_int(args[0]->size);
}

void run_head(Interpreter& in, Value** args, Value& out) {
  in.force_list(*args[0]);
  if (args[0]->size == 0) in.raise(ErrorClass::kValue, "'builtins.head' called on an empty list");
  result(in, *args[0]->items[0], out);
}

void run_tail(Interpreter& in, Value** args, Value& out) {
  in.force_list(*args[0]);
  if (args[0]->size == 0) in.raise(ErrorClass::kValue, "'builtins.tail' called on an empty list");
  // A list of its own: where the elements lie is an identity.
  set_list(in, out, {args[0]->items + 1, args[0]->items + args[0]->size});
}

void run_elem_at(Interpreter& in, Value** args, Value& out) {
  int64_t index = in.force_int(*args[1]);
  if (!in.has(Feature::kWideIndices)) index = static_cast<int32_t>(index);
  in.force_list(*args[0]);
  if (index < 0 || index >= args[0]->size)
    in.raise(ErrorClass::kValue, "list index " + std::to_string(index) + " is out of bounds");
  result(in, *args[0]->items[index], out);
}

void run_elem(Interpreter& in, Value** args, Value& out) {
  in.force_list(*args[1]);
  for (uint32_t i = 0; i < args[1]->size; ++i)
    if (in.equal(*args[0], *args[1]->items[i])) return out.set_bool(true);
  out.set_bool(false);
}

void run_map(Interpreter& in, Value** args, Value& out) {
  in.force_list(*args[1]);
  if (in.has(Feature::kMapForcesFunction)) {
    if (args[1]->size == 0) {
      out = *args[1];
      return;
    }
    in.force_function(*args[0]);
  }
  Value** items = in.new_items(args[1]->size);
  for (uint32_t i = 0; i < args[1]->size; ++i) {
    items[i] = in.new_cell();
    items[i]->set_call(args[0], args[1]->items[i]);
  }
  out.set_list(items, args[1]->size);
}

void run_filter(Interpreter& in, Value** args, Value& out) {
  if (in.has(Feature::kSortFilterListFirst)) {
    in.force_list(*args[1]);
    if (args[1]->size == 0) {
      out = *args[1];
      return;
    }
    in.force_function(*args[0]);
  } else {
    in.force_function(*args[0]);
    in.force_list(*args[1]);
  }
  std::vector<Value*> kept;
  for (uint32_t i = 0; i < args[1]->size; ++i)
    if (call_predicate(in, *args[0], args[1]->items[i])) kept.push_back(args[1]->items[i]);
  if (kept.size() == args[1]->size) {
    out = *args[1];
  } else {
    set_list(in, out, kept);
  }
}

void any_or_all(Interpreter& in, Value** args, Value& out, bool any) {
  in.force_function(*args[0]);
  in.force_list(*args[1]);
  for (uint32_t i = 0; i < args[1]->size; ++i)
    if (call_predicate(in, *args[0], args[1]->items[i]) == any) return out.set_bool(any);
  out.set_bool(!any);
}

void run_any(Interpreter& in, Value** args, Value& out) { any_or_all(in, args, out, true); }
void run_all(Interpreter& in, Value** args, Value& out) { any_or_all(in, args, out, false); }

void concat(Interpreter& in, std::span<Value* const> lists, Value& out) {
  size_t size = 0;
  const Value* only = nullptr;  // of those with elements
  for (Value* list : lists) {
    in.force_list(*list);
    size += list->size;
    if (list->size != 0) only = list;
  }
  if (only != nullptr && only->size == size) {
    out = *only;
    return;
  }
  in.use_fuel(size);
  Value** items = in.new_items(size);
  size_t at = 0;
  for (Value* list : lists)
    for (uint32_t i = 0; i < list->size; ++i) items[at++] = list->items[i];
  out.set_list(items, size);
}

void run_concat_lists(Interpreter& in, Value** args, Value& out) {
  in.force_list(*args[0]);
  concat(in, {args[0]->items, args[0]->size}, out);
}

void run_concat_map(Interpreter& in, Value** args, Value& out) {
  in.force_function(*args[0]);
  in.force_list(*args[1]);
  std::vector<Value*> joined;
  for (uint32_t i = 0; i < args[1]->size; ++i) {
    Value* list = in.new_cell();
    in.call(*args[0], {args[1]->items[i]}, *list);
    in.force_list(*list);
    in.check_size((joined.size() + list->size) * sizeof(Value*));
    joined.insert(joined.end(), list->items, list->items + list->size);
  }
  set_list(in, out, joined);
}

void run_foldl(Interpreter& in, Value** args, Value& out) {
  in.force_function(*args[0]);
  in.force_list(*args[2]);
  Value* accumulator = args[1];
  for (uint32_t i = 0; i < args[2]->size; ++i) {
    Value* next = in.new_cell();
    in.call(*args[0], {accumulator, args[2]->items[i]}, *next);
    accumulator = next;
  }
  result(in, *accumulator, out);
}

void run_gen_list(Interpreter& in, Value** args, Value& out) {
  int64_t size = in.force_int(*args[1]);
  if (size < 0) in.raise(ErrorClass::kValue, "cannot create list of size " + std::to_string(size));
  if (in.has(Feature::kMapForcesFunction)) in.force_function(*args[0]);
  in.use_fuel(static_cast<uint64_t>(size));
  Value** items = in.new_items(static_cast<size_t>(size));
  for (int64_t i = 0; i < size; ++i) {
    items[i] = in.new_cell();
    items[i]->set_call(args[0], in.new_int(i));
  }
  out.set_list(items, static_cast<size_t>(size));
}

void run_partition(Interpreter& in, Value** args, Value& out) {
  in.force_function(*args[0]);
  in.force_list(*args[1]);
  std::vector<Value*> right, wrong;
  for (uint32_t i = 0; i < args[1]->size; ++i) {
    Value* element = args[1]->items[i];
    in.force(*element);
    (call_predicate(in, *args[0], element) ? right : wrong).push_back(element);
  }
  Attrs* attrs = in.make_attrs(2);
  Interpreter::push(attrs, in.names().right, in.new_cell());
  set_list(in, *attrs->items[0].value, right);
  Interpreter::push(attrs, in.names().wrong, in.new_cell());
  set_list(in, *attrs->items[1].value, wrong);
  in.sort(attrs);
  out.set_attrs(attrs);
}

void run_group_by(Interpreter& in, Value** args, Value& out) {
  in.force_function(*args[0]);
  in.force_list(*args[1]);
  std::vector<std::pair<Symbol, std::vector<Value*>>> groups;
  for (uint32_t i = 0; i < args[1]->size; ++i) {
    Value* name = in.new_cell();
    in.call(*args[0], {args[1]->items[i]}, *name);
    Symbol symbol = in.symbols().intern(in.force_string_no_context(*name));
    auto group = std::find_if(groups.begin(), groups.end(),
                              [symbol](const auto& g) { return g.first == symbol; });
    if (group == groups.end()) group = groups.insert(group, {symbol, {}});
    group->second.push_back(args[1]->items[i]);
  }
  Attrs* attrs = in.make_attrs(groups.size());
  for (const auto& [name, members] : groups) {
    Interpreter::push(attrs, name, in.new_cell());
    set_list(in, *attrs->items[attrs->size - 1].value, members);
  }
  in.sort(attrs);
  out.set_attrs(attrs);
}

void run_sort(Interpreter& in, Value** args, Value& out) {
  if (in.has(Feature::kSortFilterListFirst)) {
    in.force_list(*args[1]);
    if (args[1]->size == 0) {
      out = *args[1];
      return;
    }
    in.force_function(*args[0]);
  } else {
    in.force_function(*args[0]);
    in.force_list(*args[1]);
  }
  Value** items = in.new_items(args[1]->size);
  for (uint32_t i = 0; i < args[1]->size; ++i) {
    items[i] = args[1]->items[i];
    in.force(*items[i]);
  }
  auto precedes = [&in, &args](Value* a, Value* b) {
    Value* answer = in.new_cell();
    in.call(*args[0], {a, b}, *answer);
    return in.force_bool(*answer);
  };
  if (in.has(Feature::kPeeksort)) {
    peeksort(items, items + args[1]->size, precedes);
  } else {
    std::stable_sort(items, items + args[1]->size, precedes);
  }
  out.set_list(items, args[1]->size);
}

// Breadth first; an element whose key is known is dropped. Keys are told apart by `<`.
void run_generic_closure(Interpreter& in, Value** args, Value& out) {
  in.force_attrs(*args[0]);
  Value* start = in.require(args[0]->attrs, in.names().start_set);
  in.force_list(*start);
  bool empty_is_enough = in.has(Feature::kSortFilterListFirst);
  if (empty_is_enough && start->size == 0) {
    out = *start;
    return;
  }
  Value* operation = in.require(args[0]->attrs, in.names().operation);
  if (empty_is_enough) {
    in.force_function(*operation);
  } else {
    in.force(*operation);
  }
  auto precedes = [&in](Value* a, Value* b) { return in.less(*a, *b); };
  std::set<Value*, decltype(precedes)> keys(precedes);
  std::vector<Value*> work(start->items, start->items + start->size);
  std::vector<Value*> done;
  for (size_t next = 0; next < work.size(); ++next) {
    Value* element = work[next];
    in.force_attrs(*element);
    Value* key = in.require(element->attrs, in.names().key);
    in.force(*key);
    if (!keys.insert(key).second) continue;
    done.push_back(element);
    Value* more = in.new_cell();
    in.call(*operation, {element}, *more);
    in.force_list(*more);
    for (uint32_t i = 0; i < more->size; ++i) {
      in.force(*more->items[i]);
      work.push_back(more->items[i]);
    }
  }
  set_list(in, out, done);
}

constexpr Builtin kLists[] = {
    {"length", 1, run_length},
    {"head", 1, run_head},
    {"tail", 1, run_tail},
    {"elemAt", 2, run_elem_at},
    {"elem", 2, run_elem},
    {"map", 2, run_map, true},
    {"filter", 2, run_filter},
    {"any", 2, run_any},
    {"all", 2, run_all},
    {"concatLists", 1, run_concat_lists},
    {"concatMap", 2, run_concat_map},
    {"foldl'", 3, run_foldl},
    {"genList", 2, run_gen_list},
    {"partition", 2, run_partition},
    {"groupBy", 2, run_group_by, false, Feature::kBuiltinGroupBy},
    {"sort", 2, run_sort},
    {"genericClosure", 1, run_generic_closure},
};

}  // namespace

std::span<const Builtin> list_builtins() { return kLists; }

}  // namespace fuzz::oracle
