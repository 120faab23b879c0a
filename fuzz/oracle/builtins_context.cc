// What strings refer to in the store: seen, dropped, added. The written forms are those of value.h.
#include <map>
#include <vector>

#include "fuzz/oracle/interpreter.h"

namespace fuzz::oracle {

using vm::ErrorClass;
using vm::Feature;

namespace {

using Context = Interpreter::Context;

// One reference, taken apart.
struct Reference {
  enum class Kind { kPath, kOutput, kAllOutputs } kind;
  std::string_view path;
  std::string_view output;  // kOutput
};

Reference parse(std::string_view text) {
  if (text.starts_with('=')) return {Reference::Kind::kAllOutputs, text.substr(1), {}};
  if (!text.starts_with('!')) return {Reference::Kind::kPath, text, {}};
  size_t end = text.find('!', 1);
  return {Reference::Kind::kOutput, text.substr(end + 1), text.substr(1, end - 1)};
}

void run_has_context(Interpreter& in, Value** args, Value& out) {
  in.force_string(*args[0]);
  out.set_bool(args[0]->context != nullptr);
}

void run_discard_context(Interpreter& in, Value** args, Value& out) {
  Context context;
  in.make_string(out, in.coerce_to_string(*args[0], context, {}));
}

void run_discard_output_dependency(Interpreter& in, Value** args, Value& out) {
  Context context;
  std::string text = in.coerce_to_string(*args[0], context, {});
  for (std::string_view& item : context)
    if (parse(item).kind == Reference::Kind::kAllOutputs) item = parse(item).path;
  in.make_string(out, text, context);
}

void run_add_drv_output_dependencies(Interpreter& in, Value** args, Value& out) {
  Context context;
  std::string text = in.coerce_to_string(*args[0], context, {});
  in.make_context(context);
  if (context.size() != 1)
    in.raise(ErrorClass::kValue, "context of string '" + text + "' must have exactly one element");
  Reference reference = parse(context[0]);
  if (reference.kind == Reference::Kind::kOutput)
    in.raise(ErrorClass::kValue, "`addDrvOutputDependencies` can only act on derivations");
  if (!reference.path.ends_with(".drv"))
    in.raise(ErrorClass::kValue, "path '" + std::string(reference.path) + "' is not a derivation");
  context[0] = in.pool().copy("=" + std::string(reference.path));
  in.make_string(out, text, context);
}

void run_get_context(Interpreter& in, Value** args, Value& out) {
  in.force_string(*args[0]);
  struct Entry {
    bool path = false;
    bool all_outputs = false;
    std::vector<std::string_view> outputs;
  };
  std::map<std::string_view, Entry> entries;
  const StringContext* context = args[0]->context;
  for (uint32_t i = 0; context != nullptr && i < context->size; ++i) {
    Reference reference = parse(context->items[i]);
    Entry& entry = entries[reference.path];
    switch (reference.kind) {
      case Reference::Kind::kPath:
        entry.path = true;
        break;
      case Reference::Kind::kAllOutputs:
        entry.all_outputs = true;
        break;
      case Reference::Kind::kOutput:
        entry.outputs.push_back(reference.output);
        break;
    }
  }
  Attrs* attrs = in.make_attrs(entries.size());
  for (const auto& [path, entry] : entries) {
    Attrs* info = in.make_attrs(3);
    if (entry.path) Interpreter::push(info, in.names().path, in.new_bool(true));
    if (entry.all_outputs) Interpreter::push(info, in.names().all_outputs, in.new_bool(true));
    if (!entry.outputs.empty()) {
      Value** items = in.new_items(entry.outputs.size());
      for (size_t i = 0; i < entry.outputs.size(); ++i) items[i] = in.new_string(entry.outputs[i]);
      Interpreter::push(info, in.names().outputs, in.new_cell());
      info->items[info->size - 1].value->set_list(items, entry.outputs.size());
    }
    in.sort(info);
    Interpreter::push(attrs, in.symbols().intern(path), in.new_cell());
    attrs->items[attrs->size - 1].value->set_attrs(info);
  }
  in.sort(attrs);
  out.set_attrs(attrs);
}

void run_append_context(Interpreter& in, Value** args, Value& out) {
  std::string_view text = in.force_string(*args[0]);
  Context context;
  in.add_context(context, *args[0]);
  in.force_attrs(*args[1]);
  const Attrs* added = args[1]->attrs;
  for (uint32_t i = 0; i < added->size; ++i) {
    std::string path(in.name(added->items[i].name));
    if (!vm::is_store_path(in.store(), path))
      in.raise(ErrorClass::kValue, "context key '" + path + "' is not a store path");
    Value& info = *added->items[i].value;
    in.force_attrs(info);
    auto require_derivation = [&in, &path] {
      if (!path.ends_with(".drv"))
        in.raise(ErrorClass::kValue,
                 "tried to add derivation output context of " + path + ", which is not one");
    };
    if (Value* given = in.get(info.attrs, in.names().path))
      if (in.force_bool(*given)) context.push_back(in.pool().copy(path));
    if (Value* given = in.get(info.attrs, in.names().all_outputs)) {
      if (in.force_bool(*given)) {
        require_derivation();
        context.push_back(in.pool().copy("=" + path));
      }
    }
    if (Value* given = in.get(info.attrs, in.names().outputs)) {
      in.force_list(*given);
      if (given->size != 0) require_derivation();
      for (uint32_t j = 0; j < given->size; ++j) {
        std::string output(in.force_string_no_context(*given->items[j]));
        context.push_back(in.pool().copy("!" + output + "!" + path));
      }
    }
  }
  in.make_string(out, text, context);
}

constexpr Builtin kContext[] = {
    {"hasContext", 1, run_has_context},
    {"getContext", 1, run_get_context},
    {"appendContext", 2, run_append_context},
    {"unsafeDiscardStringContext", 1, run_discard_context},
    {"unsafeDiscardOutputDependency", 1, run_discard_output_dependency},
    {"addDrvOutputDependencies", 1, run_add_drv_output_dependencies, false,
     Feature::kBuiltinAddDrvOutputDependencies},
};

}  // namespace

std::span<const Builtin> context_builtins() { return kContext; }

}  // namespace fuzz::oracle
