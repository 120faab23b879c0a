// The context of strings: what of the store they refer to. See StringContext and ContextElement for
// how it is written down.
#include "vm/builtins/paths.h"
#include "vm/builtins/table.h"

namespace vm {
namespace {

Value has_context_leaf(Evaluation&, Value* a) {
  return make_bool(a[0].as<String>()->context != nullptr);
}

// { "<path>" = { path = true; allOutputs = true; outputs = [ … ]; }; … }, each where it holds.
Value get_context_leaf(Evaluation& e, Value* a) {
  struct Uses {
    bool path = false, all_outputs = false;
    std::vector<Value> outputs;
  };
  std::map<std::string_view, Uses> paths;
  for (const ContextElement& element : context_elements(a[0].as<String>()->context)) {
    if (element.kind == ContextElement::Kind::kDynamic)
      return e.leaf_fail(ErrorClass::kIo,
                         "the context of '" + std::string(text_of(a[0])) +
                             "' has an output of a derivation that another one makes; which one "
                             "that is would have to be built, and nothing is ever built here");
    Uses& uses = paths[element.path];
    switch (element.kind) {
      case ContextElement::Kind::kPath:
        uses.path = true;
        break;
      case ContextElement::Kind::kDerivation:
        uses.all_outputs = true;
        break;
      case ContextElement::Kind::kOutput:
        uses.outputs.push_back(make_text(e, element.output));
        if (uses.outputs.back() == kHole) return kHole;
        break;
      case ContextElement::Kind::kDynamic:
        break;
    }
  }
  std::vector<std::pair<Symbol, Value>> rows;
  for (const auto& [path, uses] : paths) {
    std::vector<std::pair<Symbol, Value>> row;
    if (uses.path) row.emplace_back(e.rt.s_path, kTrue);
    if (uses.all_outputs) row.emplace_back(e.rt.symbols.intern("allOutputs"), kTrue);
    if (!uses.outputs.empty()) {
      Value list = make_list(e, uses.outputs);
      if (list == kHole) return kHole;
      row.emplace_back(e.rt.symbols.intern("outputs"), list);
    }
    Value set = e.rt.make_attrs(row.data(), row.size());
    rows.emplace_back(e.rt.symbols.intern(path), set);
  }
  Value set = e.rt.make_attrs(rows.data(), rows.size());
  if (set == kHole) e.out_of_memory();
  return set;
}

// --- the builtins that change the context of a string: slots the string ---

using ContextChange = bool (*)(Evaluation&, Value, std::vector<std::string>*);

template <ContextChange change>
Next context_step(Evaluation& e, StepRecord& r, Value answer) {
  if (r.state == 0) {
    if (!e.whnf(&r.slots[0])) return Next::kForce;
    return e.push_coerce(r, 1, r.slots[0], CoerceMode::kToStore);
  }
  std::vector<std::string> elements;
  if (!change(e, answer, &elements)) return Next::kFail;
  Value v = make_text(e, text_of(answer), make_context(e.rt, std::move(elements)));
  return v == kHole ? Next::kFail : e.done(v);
}

bool discard_all(Evaluation&, Value, std::vector<std::string>*) { return true; }

bool discard_derivations(Evaluation& e, Value s, std::vector<std::string>* out) {
  for (const ContextElement& element : context_elements(s.as<String>()->context)) {
    std::string path(element.path);
    bool is_output = element.kind == ContextElement::Kind::kOutput ||
                     element.kind == ContextElement::Kind::kDynamic;
    if (MUTATED(e.rt, DerivationDependencyKept) && path.ends_with(".drv") && !is_output)
      path = "=" + path;
    out->push_back(is_output ? "!" + std::string(element.output) + "!" + path : path);
  }
  return true;
}

bool add_derivation(Evaluation& e, Value s, std::vector<std::string>* out) {
  std::vector<ContextElement> elements = context_elements(s.as<String>()->context);
  if (elements.size() != 1) {
    e.fail(ErrorClass::kValue, "context of string '" + std::string(text_of(s)) +
                                   "' must have exactly one element, but has " +
                                   std::to_string(elements.size()));
    return false;
  }
  const ContextElement& element = elements[0];
  if (element.kind == ContextElement::Kind::kOutput ||
      element.kind == ContextElement::Kind::kDynamic) {
    e.fail(ErrorClass::kValue,
           "`addDrvOutputDependencies` can only act on derivations, not on a derivation output "
           "such as '" +
               std::string(element.output) + "'");
    return false;
  }
  if (!element.path.ends_with(".drv")) {
    e.fail(ErrorClass::kValue, "path '" + std::string(element.path) + "' is not a derivation");
    return false;
  }
  out->push_back("=" + std::string(element.path));
  return true;
}

// --- appendContext: slots string, set. i: attribute, j: element of its `outputs` ---

// Forces and checks the members of one attribute's set, in Nix's order. kDone when all is there.
Next check_uses(Evaluation& e, StepRecord& r, std::string_view path, Attrs* uses) {
  bool is_derivation = path.ends_with(".drv");
  auto not_a_derivation = [&](const char* what) {
    return e.fail(ErrorClass::kValue, "tried to add " + std::string(what) + " context of \"" +
                                          std::string(path) +
                                          "\", which is not a derivation, to a string");
  };
  for (const char* name : {"path", "allOutputs"}) {
    Value* cell = find_attribute(e.rt, uses, name);
    if (!cell) continue;
    Value v = *cell;
    if (!e.whnf(&v)) return Next::kForce;
    if (!e.check_type(v, 'b')) return Next::kFail;
    if (name[0] == 'a' && v == kTrue && !is_derivation) return not_a_derivation("all-outputs");
  }
  Value* cell = find_attribute(e.rt, uses, "outputs");
  if (!cell) return Next::kDone;
  Value outputs = *cell;
  if (!e.whnf(&outputs)) return Next::kForce;
  if (!e.check_type(outputs, 'l')) return Next::kFail;
  List* list = outputs.as<List>();
  if (list->size > 0 && !is_derivation) return not_a_derivation("derivation output");
  for (; r.j < list->size; ++r.j) {
    Value v = list->items[r.j];
    if (!e.whnf(&v)) return Next::kForce;
    if (!e.check_type(v, 'c')) return Next::kFail;
  }
  return Next::kDone;
}

Value forced(Evaluation& e, Value cell) {
  CHECK(e.whnf(&cell));
  return cell;
}

Next append_context_step(Evaluation& e, StepRecord& r, Value) {
  if (r.state == 0) {
    if (!e.whnf(&r.slots[0])) return Next::kForce;
    if (!e.check_type(r.slots[0], 's')) return Next::kFail;
    if (!e.whnf(&r.slots[1])) return Next::kForce;
    if (!e.check_type(r.slots[1], 'a')) return Next::kFail;
    r.state = 1;
  }
  Attrs* set = r.slots[1].as<Attrs>();
  Store store = store_of(e.rt);
  for (; r.i < set->size(); ++r.i, r.j = 0) {
    std::string_view path = e.rt.symbols.name(set->name(static_cast<uint32_t>(r.i)));
    if (!is_store_path(store, path))
      return e.fail(ErrorClass::kValue,
                    "context key '\"" + std::string(path) + "\"' is not a store path");
    Value uses = set->values[r.i];
    if (!e.whnf(&uses)) return Next::kForce;
    if (!e.check_type(uses, 'a')) return Next::kFail;
    if (Next next = check_uses(e, r, path, uses.as<Attrs>()); next != Next::kDone) return next;
  }
  std::vector<std::string> elements;
  for (uint32_t i = 0; i < set->size(); ++i) {
    std::string path(e.rt.symbols.name(set->name(i)));
    Attrs* uses = forced(e, set->values[i]).as<Attrs>();
    if (Value* v = find_attribute(e.rt, uses, "path"); v && forced(e, *v) == kTrue)
      elements.push_back(path);
    if (Value* v = find_attribute(e.rt, uses, "allOutputs"); v && forced(e, *v) == kTrue)
      elements.push_back("=" + path);
    if (Value* v = find_attribute(e.rt, uses, "outputs")) {
      List* list = forced(e, *v).as<List>();
      for (uint64_t k = 0; k < list->size; ++k)
        elements.push_back("!" + std::string(text_of(forced(e, list->items[k]))) + "!" + path);
    }
  }
  StringContext* context = merge_contexts(e.rt, r.slots[0].as<String>()->context,
                                          make_context(e.rt, std::move(elements)));
  Value v = make_text(e, text_of(r.slots[0]), context);
  return v == kHole ? Next::kFail : e.done(v);
}

// --- outputOf: slots what makes the output (a string), its name ---

// An output, as the steps that lead to it: of the derivation `drv_path`, outputs[0]; that is a
// derivation of which outputs[1] is meant, and so on. Without any, the derivation itself.
struct Chain {
  std::string drv_path;
  std::vector<std::string> outputs;

  // The same as an element of a context.
  std::string element() const {
    std::string text = drv_path;
    for (const std::string& output : outputs) text = output + "!" + text;
    return outputs.empty() ? text : "!" + text;
  }
};

Chain chain_of(const ContextElement& element) {
  Chain chain{std::string(element.path), {}};
  if (element.kind == ContextElement::Kind::kPath) return chain;
  chain.outputs.emplace_back(element.output);
  for (size_t end; (end = chain.drv_path.find('!')) != std::string::npos;) {
    chain.outputs.insert(chain.outputs.begin(), chain.drv_path.substr(0, end));
    chain.drv_path.erase(0, end + 1);
  }
  return chain;
}

// The text of an output: its path where the derivation says it, else a placeholder.
Result<std::string> chain_text(Evaluation& e, const Chain& chain) {
  Store store = store_of(e.rt);
  if (chain.outputs.empty()) return chain.drv_path;
  if (chain.outputs.size() > 1) return dynamic_placeholder(store, chain.drv_path, chain.outputs);
  if (!chain.drv_path.ends_with(".drv"))
    return Failure{ErrorClass::kValue, "path '" + chain.drv_path + "' is not a derivation"};
  Result<FileStatus> status = host_of(e.rt).lstat(chain.drv_path);
  if (!status) return status.failure();
  if (status->type == FileType::kMissing)
    return Failure{ErrorClass::kIo, "path '" + chain.drv_path + "' is not valid"};
  Result<Derivation> drv = read_derivation(store, host_of(e.rt), chain.drv_path);
  if (!drv) return drv.failure();
  auto output = drv->outputs.find(chain.outputs[0]);
  if (output == drv->outputs.end())
    return Failure{ErrorClass::kValue, "derivation '" + chain.drv_path +
                                           "' does not have output '" + chain.outputs[0] + "'"};
  return output->second.path.empty()
             ? downstream_placeholder(store, chain.drv_path, chain.outputs[0])
             : output->second.path;
}

Next output_of_step(Evaluation& e, StepRecord& r, Value) {
  if (!e.whnf(&r.slots[0])) return Next::kForce;
  if (!e.check_type(r.slots[0], 's')) return Next::kFail;
  std::string text(text_of(r.slots[0]));
  std::vector<ContextElement> elements = context_elements(r.slots[0].as<String>()->context);
  if (elements.size() != 1)
    return e.fail(ErrorClass::kValue, "string '" + text + "' has " +
                                          std::to_string(elements.size()) +
                                          " entries in its context. It should only have exactly "
                                          "one entry");
  if (elements[0].kind == ContextElement::Kind::kDerivation)
    return e.fail(ErrorClass::kValue,
                  "string '" + text +
                      "' has a context which refers to a complete source and binary closure; use "
                      "builtins.unsafeDiscardOutputDependency to refer to the derivation alone");
  Chain chain = chain_of(elements[0]);
  Result<std::string> expected = chain_text(e, chain);
  if (!expected) return fail_with(e, expected.failure());
  if (*expected != text)
    return e.fail(
        ErrorClass::kValue,
        "string '" + text + "' is not what its context refers to, which is '" + *expected + "'");
  if (!e.whnf(&r.slots[1])) return Next::kForce;
  if (!e.check_type(r.slots[1], 'c')) return Next::kFail;
  chain.outputs.emplace_back(text_of(r.slots[1]));
  Result<std::string> output = chain_text(e, chain);
  if (!output) return fail_with(e, output.failure());
  Value v = make_text(e, *output, make_context(e.rt, {chain.element()}));
  return v == kHole ? Next::kFail : e.done(v);
}

constexpr BuiltinRow kRows[] = {
    leaf_row("__hasContext", 1, "0s", has_context_leaf),
    leaf_row("__getContext", 1, "0s", get_context_leaf),
    step_row("__appendContext", 2, append_context_step),
    step_row("__unsafeDiscardStringContext", 1, context_step<discard_all>),
    step_row("__unsafeDiscardOutputDependency", 1, context_step<discard_derivations>),
    step_row("__addDrvOutputDependencies", 1, context_step<add_derivation>),
    step_row("__outputOf", 2, output_of_step),
};

}  // namespace

std::span<const BuiltinRow> context_builtins() { return kRows; }

}  // namespace vm
