// Every builtin, by family: one file a family, each function beside its row. The order of the
// families and of the rows in them is the order in which the names become known at start-up.
#pragma once

#include <span>
#include <vector>

#include "vm/runtime/evaluation.h"

namespace vm {

constexpr BuiltinRow leaf_row(const char* name, uint8_t arity, const char* forces,
                              Value (*f)(Evaluation&, Value*)) {
  return {name, arity, forces, f, {name, leaf_step, ContextKind::kBuiltin}, 0};
}
constexpr BuiltinRow step_row(const char* name, uint8_t arity, StepFunction f,
                              uint8_t extra_slots = 0,
                              Unwound (*unwind)(Evaluation&, StepRecord&) = nullptr) {
  return {name, arity, "", nullptr, {name, f, ContextKind::kBuiltin, unwind}, extra_slots};
}

std::span<const BuiltinRow>
control_builtins();  // control.cc: throw, tryEval, trace, seq, types, arithmetic
std::span<const BuiltinRow> list_builtins();     // lists.cc
std::span<const BuiltinRow> attr_builtins();     // attrs.cc
std::span<const BuiltinRow> string_builtins();   // strings.cc: text, versions, regular expressions
std::span<const BuiltinRow> context_builtins();  // contexts.cc: what strings refer to
std::span<const BuiltinRow> data_builtins();     // data.cc: toJSON, fromJSON
std::span<const BuiltinRow> xml_builtins();      // xml.cc: toXML
std::span<const BuiltinRow> toml_builtins();     // toml.cc: fromTOML
std::span<const BuiltinRow> file_builtins();     // files.cc: import, readFile, findFile, …
std::span<const BuiltinRow> store_builtins();    // store.cc: derivations, texts, store paths
std::span<const BuiltinRow> source_builtins();   // sources.cc: path, filterSource
std::span<const BuiltinRow> hash_builtins();     // hashes.cc
std::span<const BuiltinRow> fetch_builtins();    // fetchers.cc: what needs the network

// Those that the dialect has: all but the ones with a feature `builtin-<name>` that is off, unless
// `builtin-<name>-with-flag`, for names that went behind an experimental flag, is on.
std::vector<const BuiltinRow*> all_builtins(const Dialect& dialect);

// sort, a list builtin with a file of its own: sort.cc.
Next sort_step(Evaluation& e, StepRecord& r, Value answer);
inline constexpr uint8_t kSortSlots = 9;

// The steps of toJSON and toXML, for the command line's --json and --xml. Slots: a cell. Answer: a
// string.
extern const StepRow kToJsonStep;  // kToJsonSlots extra slots
inline constexpr uint8_t kToJsonSlots = 4;
extern const StepRow
    kToXmlStep;  // 3 extra slots; j: 1 when the value is forced as it goes (strict)
extern const StepRow kSourceStep;  // see sources.cc

}  // namespace vm
