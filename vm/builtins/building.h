// What builtins build results with: text and lists of cells that grow in a slot of a step (so that
// they survive when it waits), strings and lists made at once, and the parts of a string's context.
//
// Every maker that can run out of memory has called Evaluation::out_of_memory() when it says so,
// with kHole or false; the caller returns Next::kFail, or kHole from a leaf.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "vm/runtime/evaluation.h"

namespace vm {

// Of a finished text or list.
Value make_text(Evaluation& e, std::string_view text, StringContext* context = nullptr);
Value make_list(Evaluation& e, const std::vector<Value>& cells);

// A run of bytes in a slot that was null at the start.
[[nodiscard]] bool append_bytes(Evaluation& e, Value* slot, std::string_view bytes);
std::string_view bytes_of(Value slot);

// A run of cells in a slot that was null at the start; used as a list or as a stack.
[[nodiscard]] bool push_cell(Evaluation& e, Value* slot, Value cell);
uint64_t cell_count(Value slot);
Value* cells_of(Value slot);              // until the next push_cell
void drop_cells(Value slot, uint64_t n);  // from the end

// The contexts of many strings, gathered in a slot that was null at the start. They are joined when
// they have doubled, so that the work grows with their number, and not with its square.
[[nodiscard]] bool add_context(Evaluation& e, Value* slot, StringContext* context);
StringContext* context_in(Runtime& rt, Value slot);

// An element of a string's context (see StringContext).
struct ContextElement {
  enum class Kind : uint8_t {
    kPath,        // "<path>"
    kOutput,      // "!<output>!<path>": an output of a derivation
    kDerivation,  // "=<path>": a derivation with everything it needs
    kDynamic,     // "!<output>!…!<path>": an output of what is itself an output, in `path`
  };
  Kind kind;
  std::string_view path;
  std::string_view output;
};
ContextElement parse_context_element(std::string_view text);
std::vector<ContextElement> context_elements(const StringContext* context);
// Sorted, without duplicates; null for none.
StringContext* make_context(Runtime& rt, std::vector<std::string> elements);

// The indices of a set's attributes, sorted by name.
std::vector<uint32_t> sorted_by_name(const Runtime& rt, const Attrs* set);

// The attribute of a set, or null when it has none of that name. The name need not be known as a
// symbol.
Value* find_attribute(Runtime& rt, Attrs* set, std::string_view name);

// Calls fail() with what a leaf operation says went wrong.
Next fail_with(Evaluation& e, const Failure& failure);

// For long work that suspends for nothing: the same state runs again, after so many steps of fuel
// were spent and limits were looked at. Once every kSliceMembers members is often enough, each of
// which is a step.
inline constexpr uint64_t kSliceMembers = 1024;
Next next_slice(Evaluation& e, uint64_t steps = kSliceMembers);

}  // namespace vm
