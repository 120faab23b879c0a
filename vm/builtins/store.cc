// Names in the store: derivations, text files, placeholders, sources, and hashes of files.
// Everything is computed, nothing is built or written.
#include <algorithm>

#include "vm/builtins/paths.h"
#include "vm/builtins/table.h"
#include "vm/host/derivation.h"
#include "vm/host/written_store.h"
#include "vm/text/json.h"

namespace vm {
namespace {

// --- derivationStrict ---
// Slots: [0] the attributes, [1] a run of what they came to, one cell for each attribute in the
// order of names: a string, a list of strings (args), a list of JSON and what is wanted besides
// (structured attributes), null when it is left out. i: index in that order, which is in [3]; j:
// bits, below. [2]: a list or JSON under way.
enum DerivationState : uint32_t {
  kDrvName,
  kDrvSettings,
  kDrvAttribute,
  kDrvArgument,  // the answer is an element of args
  kDrvCoerced,   // the answer is the attribute as a string
  kDrvJson,      // the answer is the attribute as JSON
  kDrvPart,      // of structured attributes, that Nix wants outside of the JSON too
};
constexpr uint64_t kStructured = 1;
constexpr uint64_t kIgnoreNulls = 2;

Value* named(Evaluation& e, const StepRecord& r, std::string_view name) {
  return find_attribute(e.rt, r.slots[0].as<Attrs>(), name);
}

// The index in the set of the i-th attribute by name.
uint32_t nth(const StepRecord& r, uint64_t i) {
  return static_cast<uint32_t>(small_int(r.slots[3].as<List>()->items[i]));
}

Next refuse(Evaluation& e, std::string message) {
  return e.fail(ErrorClass::kValue, std::move(message));
}

Next refuse_experimental(Evaluation& e, const std::string& feature) {
  return refuse(e, "experimental Nix feature '" + feature +
                       "' is disabled; add '--extra-experimental-features " + feature +
                       "' to enable it");
}

// "recursive", "flat"; what needs an experimental feature is refused.
Next check_hash_mode(Evaluation& e, std::string_view mode) {
  if (mode == "recursive" || mode == "flat" || mode == "nar") return Next::kDone;
  if (mode == "git") return refuse_experimental(e, "git-hashing");
  if (mode == "text") return refuse_experimental(e, "dynamic-derivations");
  return refuse(e, "invalid value '" + std::string(mode) + "' for 'outputHashMode' attribute");
}

Next check_outputs(Evaluation& e, const std::vector<std::string>& outputs) {
  for (size_t i = 0; i < outputs.size(); ++i) {
    if (std::find(outputs.begin(), outputs.begin() + static_cast<std::ptrdiff_t>(i), outputs[i]) !=
        outputs.begin() + static_cast<std::ptrdiff_t>(i))
      return refuse(e, "duplicate derivation output '" + outputs[i] + "'");
    if (outputs[i] == (e.rt.has(Feature::kOutputNamedDrv) ? "drvPath" : "drv"))
      return refuse(e, "invalid derivation output name '" + outputs[i] + "'");
  }
  if (outputs.empty()) return refuse(e, "derivation cannot have an empty set of outputs");
  return Next::kDone;
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> out;
  while (true) {
    size_t begin = text.find_first_not_of(" \t\n\r");
    if (begin == std::string_view::npos) return out;
    size_t end = std::min(text.find_first_of(" \t\n\r", begin), text.size());
    out.emplace_back(text.substr(begin, end - begin));
    text.remove_prefix(end);
  }
}

std::vector<std::string> string_list(Value list) {
  std::vector<std::string> out;
  for (uint64_t i = 0; i < list.as<List>()->size; ++i)
    out.emplace_back(text_of(list.as<List>()->items[i]));
  return out;
}

Next start_derivation(Evaluation& e, StepRecord& r) {
  if (!e.whnf(&r.slots[0])) return Next::kForce;
  if (!e.check_type(r.slots[0], 'a')) return Next::kFail;
  Value* cell = named(e, r, "name");
  if (!cell) return e.fail(ErrorClass::kMissingAttribute, "attribute 'name' missing");
  Value name = *cell;
  if (!e.whnf(&name)) return Next::kForce;
  if (!e.check_type(name, 'c')) return Next::kFail;
  // Otherwise the store path that it becomes is refused, in the end.
  if (e.rt.has(Feature::kDerivationNamesCheckedFirst))
    if (std::optional<std::string> complaint = check_store_name(store_of(e.rt), text_of(name)))
      return refuse(e,
                    "invalid derivation name: " + *complaint + ". Please pass a different 'name'.");
  r.state = kDrvSettings;
  return Next::kDone;
}

Next read_settings(Evaluation& e, StepRecord& r) {
  uint64_t bits = 0;
  for (auto [name, bit] :
       {std::pair("__structuredAttrs", kStructured), std::pair("__ignoreNulls", kIgnoreNulls)}) {
    Value* cell = named(e, r, name);
    if (!cell) continue;
    Value v = *cell;
    if (!e.whnf(&v)) return Next::kForce;
    if (!e.check_type(v, 'b')) return Next::kFail;
    if (v == kTrue) bits |= bit;
  }
  r.j = bits;
  std::vector<Value> order;
  for (uint32_t at : sorted_by_name(e.rt, r.slots[0].as<Attrs>()))
    order.push_back(make_small_int(at));
  r.slots[3] = make_list(e, order);
  if (r.slots[3] == kHole) return Next::kFail;
  r.state = kDrvAttribute;
  return Next::kDone;
}

// The next attribute is done, with what it came to.
Next attribute_done(Evaluation& e, StepRecord& r, Value v) {
  if (!push_cell(e, &r.slots[1], v)) return Next::kFail;
  ++r.i;
  r.slots[2] = kNull;
  r.state = kDrvAttribute;
  return Next::kDone;
}

Next check_plain(Evaluation& e, std::string_view name, Value text) {
  if (name == "outputHashMode") return check_hash_mode(e, text_of(text));
  if (name == "outputs") return check_outputs(e, words(text_of(text)));
  return Next::kDone;
}

// Elements of args from where slot 2 ends; each is coerced.
Next read_arguments(Evaluation& e, StepRecord& r, Value list) {
  uint64_t done = cell_count(r.slots[2]);
  List* l = list.as<List>();
  if (done < l->size)
    return e.push_coerce(r, kDrvArgument, l->items[done], CoerceMode::kMoreToStore);
  Value* cells = cells_of(r.slots[2]);
  Value all = make_list(e, std::vector<Value>(cells, cells + done));
  return all == kHole ? Next::kFail : attribute_done(e, r, all);
}

bool is_part(std::string_view name) {
  return name == "builder" || name == "system" || name == "outputHash" ||
         name == "outputHashAlgo" || name == "outputHashMode" || name == "outputs";
}

// Structured attributes: the JSON is in slot 2; some must be strings (or a list of them) as well.
// The result is a list of both.
Next read_part(Evaluation& e, StepRecord& r, std::string_view name, Value cell) {
  Value json = r.slots[2];
  Value part = kNull;
  if (is_part(name)) {
    if (!e.whnf(&cell)) return Next::kForce;
    if (name == "outputs") {
      if (!e.check_type(cell, 'l')) return Next::kFail;
      std::vector<Value> items;
      for (uint64_t i = 0; i < cell.as<List>()->size; ++i) {
        Value item = cell.as<List>()->items[i];
        if (!e.whnf(&item)) return Next::kForce;
        if (!e.check_type(item, 'c')) return Next::kFail;
        items.push_back(item);
      }
      part = make_list(e, items);
      if (part == kHole) return Next::kFail;
      if (Next next = check_outputs(e, string_list(part)); next != Next::kDone) return next;
    } else {
      if (!e.check_type(cell, name == "builder" ? 's' : 'c')) return Next::kFail;
      if (Next next = check_plain(e, name, cell); next != Next::kDone) return next;
      part = cell;
    }
  }
  Value both = make_list(e, {json, part});
  return both == kHole ? Next::kFail : attribute_done(e, r, both);
}

// One attribute from its beginning.
Next read_attribute(Evaluation& e, StepRecord& r, std::string_view name, Value cell) {
  if (name == "__ignoreNulls") return attribute_done(e, r, kNull);
  if (r.j & kIgnoreNulls) {
    Value v = cell;
    if (!e.whnf(&v)) return Next::kForce;
    if (v == kNull) return attribute_done(e, r, kNull);
  }
  if (name == "__contentAddressed" || name == "__impure") {
    Value v = cell;
    if (!e.whnf(&v)) return Next::kForce;
    if (!e.check_type(v, 'b')) return Next::kFail;
    bool impure = name == "__impure";
    if (v == kTrue && !e.rt.has(impure ? Feature::kImpureDerivations : Feature::kCaDerivations))
      return refuse_experimental(e, impure ? "impure-derivations" : "ca-derivations");
    return attribute_done(e, r, v);
  }
  if (name == "args") {
    Value v = cell;
    if (!e.whnf(&v)) return Next::kForce;
    if (!e.check_type(v, 'l')) return Next::kFail;
    return read_arguments(e, r, v);
  }
  if (!(r.j & kStructured)) return e.push_coerce(r, kDrvCoerced, cell, CoerceMode::kMoreToStore);
  if (name == "__structuredAttrs") return attribute_done(e, r, kNull);
  r.state = kDrvJson;
  return e.push(kToJsonStep, {cell}, kToJsonSlots);
}

// Everything is read: the recipe.
struct Recipe {
  Derivation drv;
  std::string json;
  std::vector<std::string> outputs{"out"};
  std::optional<std::string> output_hash;
  std::optional<HashAlgo> hash_algo;
  std::optional<bool> recursive;
  bool content_addressed = false;
  bool impure = false;
  std::vector<Value> texts;  // strings whose contexts are the inputs
};

void take_text(Recipe& recipe, std::string_view name, Value v) {
  std::string_view text = text_of(v);
  recipe.texts.push_back(v);
  if (name == "builder")
    recipe.drv.builder = text;
  else if (name == "system")
    recipe.drv.platform = text;
  else if (name == "outputHash")
    recipe.output_hash = std::string(text);
  else if (name == "outputHashAlgo")
    recipe.hash_algo = find_hash_algo(text);
  else if (name == "outputHashMode")
    recipe.recursive = text != "flat";
  else if (name == "outputs")
    recipe.outputs = words(text);
}

void take_attribute(Recipe& recipe, const StepRecord& r, std::string_view name, Value v) {
  if (v == kNull) return;
  if (name == "__contentAddressed") {
    recipe.content_addressed = v == kTrue;
  } else if (name == "__impure") {
    recipe.impure = v == kTrue;
  } else if (name == "args") {
    recipe.drv.args = string_list(v);
    List* list = v.as<List>();
    recipe.texts.insert(recipe.texts.end(), list->items, list->items + list->size);
  } else if (!(r.j & kStructured)) {
    recipe.drv.env.emplace(name, text_of(v));
    take_text(recipe, name, v);
  } else {
    Value json = v.as<List>()->items[0], part = v.as<List>()->items[1];
    recipe.texts.push_back(json);
    std::string key;
    // A name that is not UTF-8 has no JSON; its escape is then cut short, and the store name still
    // differs.
    (void)append_json_string(key, name);
    recipe.json += (recipe.json.empty() ? "{" : ",") + key + ":";
    recipe.json += text_of(json);
    if (part.is_string()) take_text(recipe, name, part);
    if (part.is_list()) recipe.outputs = string_list(part);
  }
}

// A derivation with all that it refers to, directly or not: as a source, and of every derivation
// among them all outputs.
Next take_closure(Evaluation& e, Recipe& recipe, const std::string& root) {
  Store store = store_of(e.rt);
  std::vector<std::string> todo{root};
  StorePaths seen;
  while (!todo.empty()) {
    std::string path = std::move(todo.back());
    todo.pop_back();
    if (!seen.insert(path).second) continue;
    Result<FileStatus> status = host_of(e.rt).lstat(path);
    if (!status && status.failure().pending) return fail_with(e, status.failure());
    if (!status || status->type == FileType::kMissing)
      return e.fail(ErrorClass::kIo, "path '" + path + "' is not valid");
    recipe.drv.input_srcs.insert(path);
    const StorePaths* references =
        e.rt.options.written ? e.rt.options.written->references(path) : nullptr;
    if (references) todo.insert(todo.end(), references->begin(), references->end());
    if (!path.ends_with(".drv")) {
      if (references) continue;
      return e.fail(ErrorClass::kIo,
                    "what '" + path + "' refers to is not known: it was not written here");
    }
    Result<Derivation> drv = read_derivation(store, host_of(e.rt), path);
    if (!drv) return fail_with(e, drv.failure());
    for (const auto& [name, output] : drv->outputs) recipe.drv.input_drvs[path].insert(name);
    if (references) continue;
    todo.insert(todo.end(), drv->input_srcs.begin(), drv->input_srcs.end());
    for (const auto& [input, outputs] : drv->input_drvs) todo.push_back(input);
  }
  return Next::kDone;
}

Next take_inputs(Evaluation& e, Recipe& recipe) {
  StringContext* context = join_contexts(e.rt, recipe.texts.data(), recipe.texts.size());
  for (const ContextElement& element : context_elements(context)) {
    std::string path(element.path);
    switch (element.kind) {
      case ContextElement::Kind::kPath:
        recipe.drv.input_srcs.insert(path);
        break;
      case ContextElement::Kind::kOutput:
        recipe.drv.input_drvs[path].insert(std::string(element.output));
        break;
      case ContextElement::Kind::kDerivation:
        if (Next next = take_closure(e, recipe, path); next != Next::kDone) return next;
        break;
      case ContextElement::Kind::kDynamic:
        return e.fail(ErrorClass::kIo, "output '" + std::string(element.output) + "' of '" + path +
                                           "' cannot be an input here: it is made by a derivation "
                                           "that another one makes");
    }
  }
  for (const auto& [path, outputs] : recipe.drv.input_drvs) {
    if (e.rt.derivations.contains(path)) continue;
    Result<FileStatus> status = host_of(e.rt).lstat(path);
    if (!status && status.failure().pending) return fail_with(e, status.failure());
    if (!status || status->type == FileType::kMissing) continue;  // its hash will be missed
    std::optional<Failure> failure =
        load_derivation(store_of(e.rt), host_of(e.rt), path, e.rt.derivations);
    if (failure) return fail_with(e, *failure);
  }
  return Next::kDone;
}

Next set_outputs(Evaluation& e, Recipe& recipe) {
  DerivationOutput output;
  if (recipe.output_hash) {
    if (recipe.outputs != std::vector<std::string>{"out"})
      return refuse(e, "multiple outputs are not supported in fixed-output derivations");
    Result<Hash> hash = parse_hash_or_empty(*recipe.output_hash, recipe.hash_algo);
    if (!hash) return fail_with(e, hash.failure());
    output.kind = OutputKind::kFixed;
    output.recursive = recipe.recursive.value_or(false);
    output.hash = *hash;
  } else if (recipe.content_addressed || recipe.impure) {
    if (recipe.content_addressed && recipe.impure)
      return refuse(e, "derivation cannot be both content-addressed and impure");
    output.kind = recipe.impure ? OutputKind::kImpure : OutputKind::kFloating;
    output.recursive = recipe.recursive.value_or(true);
    output.hash.algo = recipe.hash_algo.value_or(HashAlgo::kSha256);
  }
  for (const std::string& name : recipe.outputs) recipe.drv.outputs[name] = output;
  return Next::kDone;
}

Value string_with_context(Evaluation& e, std::string_view text, std::string element) {
  return make_text(e, text, make_context(e.rt, {std::move(element)}));
}

Next finish(Evaluation& e, StepRecord& r) {
  Attrs* set = r.slots[0].as<Attrs>();
  Recipe recipe;
  Derivation& drv = recipe.drv;
  Value name = *named(e, r, "name");
  CHECK(e.whnf(&name));
  drv.name = text_of(name);
  for (uint64_t i = 0; i < set->size(); ++i)
    take_attribute(recipe, r, e.rt.symbols.name(set->name(nth(r, i))), cells_of(r.slots[1])[i]);
  if (r.j & kStructured) drv.env["__json"] = recipe.json.empty() ? "{}" : recipe.json + "}";
  if (Next next = take_inputs(e, recipe); next != Next::kDone) return next;
  if (drv.builder.empty())
    return e.fail(ErrorClass::kMissingAttribute, "required attribute 'builder' missing");
  if (drv.platform.empty())
    return e.fail(ErrorClass::kMissingAttribute, "required attribute 'system' missing");
  if (drv.name.ends_with(".drv"))
    return refuse(e,
                  "derivation names are allowed to end in '.drv' only if they produce a single "
                  "derivation file");
  if (Next next = set_outputs(e, recipe); next != Next::kDone) return next;
  Result<std::string> path = finish_derivation(store_of(e.rt), drv, e.rt.derivations);
  if (!path) return fail_with(e, path.failure());
  if (e.rt.options.written)
    e.rt.options.written->add_text(*path, unparse_derivation(drv), derivation_references(drv));
  std::vector<std::pair<Symbol, Value>> rows;
  rows.emplace_back(e.rt.s_drv_path, string_with_context(e, *path, "=" + *path));
  for (const auto& [output_name, output] : drv.outputs) {
    std::string text = output.path.empty()
                           ? downstream_placeholder(store_of(e.rt), *path, output_name)
                           : output.path;
    Symbol symbol = e.rt.symbols.intern(output_name);
    Value v = string_with_context(e, text, "!" + output_name + "!" + *path);
    if (symbol == e.rt.s_drv_path)
      rows[0].second = v;
    else
      rows.emplace_back(symbol, v);
  }
  Value result = e.rt.make_attrs(rows.data(), rows.size());
  return result == kHole ? e.out_of_memory() : e.done(result);
}

Next derivation_strict_step(Evaluation& e, StepRecord& r, Value answer) {
  if (r.state == kDrvName)
    if (Next next = start_derivation(e, r); next != Next::kDone) return next;
  if (r.state == kDrvSettings)
    if (Next next = read_settings(e, r); next != Next::kDone) return next;
  Attrs* set = r.slots[0].as<Attrs>();
  while (r.i < set->size()) {
    std::string_view name = e.rt.symbols.name(set->name(nth(r, r.i)));
    Value cell = set->values[nth(r, r.i)];
    Next next = Next::kDone;
    switch (static_cast<DerivationState>(r.state)) {
      case kDrvAttribute:
        next = read_attribute(e, r, name, cell);
        break;
      case kDrvArgument:
        if (!push_cell(e, &r.slots[2], answer)) return Next::kFail;
        CHECK(e.whnf(&cell));
        next = read_arguments(e, r, cell);
        break;
      case kDrvCoerced:
        next = check_plain(e, name, answer);
        if (next == Next::kDone) next = attribute_done(e, r, answer);
        break;
      case kDrvJson:
        r.slots[2] = answer;
        r.state = kDrvPart;
        [[fallthrough]];
      case kDrvPart:
        next = read_part(e, r, name, cell);
        break;
      case kDrvName:
      case kDrvSettings:
        CHECK(!"not a state of an attribute");
    }
    if (next != Next::kDone) return next;
  }
  return finish(e, r);
}

// --- texts and placeholders ---

Value placeholder_leaf(Evaluation& e, Value* a) { return make_text(e, placeholder(text_of(a[0]))); }

Value to_file_leaf(Evaluation& e, Value* a) {
  StorePaths references;
  for (const ContextElement& element : context_elements(a[1].as<String>()->context)) {
    if (element.kind == ContextElement::Kind::kPath) {
      references.insert(std::string(element.path));
      continue;
    }
    std::string shown = element.kind == ContextElement::Kind::kDerivation
                            ? "="
                            : "!" + std::string(element.output) + "!";
    return e.leaf_fail(ErrorClass::kValue,
                       "files created by builtins.toFile may not reference derivations, but " +
                           std::string(text_of(a[0])) + " references " + shown +
                           std::string(base_name_of(element.path)));
  }
  Result<std::string> path =
      make_text_path(store_of(e.rt), text_of(a[0]), text_of(a[1]), references);
  if (!path) return e.leaf_fail(path.failure());
  if (e.rt.options.written)
    e.rt.options.written->add_text(*path, std::string(text_of(a[1])), std::move(references));
  return string_with_context(e, *path, *path);
}

enum PathState : uint32_t { kPathStart, kPathCoerced };

Next store_path_step(Evaluation& e, StepRecord& r, Value answer) {
  if (r.state == kPathStart)
    if (Next next = path_or_coerce(e, r, 0, kPathCoerced, &answer); next != Next::kDone)
      return next;
  std::string path;
  if (!absolute_path(e, answer, &path)) return Next::kFail;
  Store store = store_of(e.rt);
  if (!is_store_path(store, path)) {
    Result<std::string> real = host_of(e.rt).resolve_symlinks(path);
    if (!real) return fail_with(e, real.failure());
    path = *real;
  }
  Result<std::string> in_store = to_store_path(store, path);
  if (!in_store) return e.fail(ErrorClass::kIo, "path '" + path + "' is not in the Nix store");
  if (e.rt.options.written) {
    Result<FileStatus> status = host_of(e.rt).lstat(*in_store);
    if (!status) return fail_with(e, status.failure());
    if (status->type == FileType::kMissing)
      return e.fail(ErrorClass::kIo, "path '" + *in_store + "' is not valid");
  }
  std::vector<std::string> elements{*in_store};
  StringContext* context =
      merge_contexts(e.rt, answer.as<String>()->context, make_context(e.rt, std::move(elements)));
  Value v = make_text(e, path, context);
  return v == kHole ? Next::kFail : e.done(v);
}

constexpr BuiltinRow kRows[] = {
    step_row("derivationStrict", 1, derivation_strict_step, 3),
    leaf_row("placeholder", 1, "0c", placeholder_leaf),
    leaf_row("__toFile", 2, "0c1s", to_file_leaf),
    step_row("__storePath", 1, store_path_step),
};

}  // namespace

std::span<const BuiltinRow> store_builtins() { return kRows; }

}  // namespace vm
