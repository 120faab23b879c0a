// Arguments that name files: what they were coerced to, as an absolute path, once everything that
// the string refers to is known to be there. Shared by the families that read files and those that
// name store paths.
#pragma once

#include <string>

#include "vm/builtins/building.h"
#include "vm/host/derivation.h"
#include "vm/host/host.h"
#include "vm/host/store.h"

namespace vm {

// Of an evaluation whose embedder brought none: a host that refuses everything.
Host& host_of(Runtime& rt);
Store store_of(const Runtime& rt);

// For a step whose slot `at` names a file. kDone: the slot holds a path or a string, and *answer is
// it. Otherwise return it; the step runs again in the same state, or in `coerced` with the string
// as its answer.
Next path_or_coerce(Evaluation& e, StepRecord& r, uint32_t at, uint32_t coerced, Value* answer);

// The file that a path or a string names. False after fail(): the string is not absolute, or refers
// to something that is not in the store.
[[nodiscard]] bool file_argument(Evaluation& e, Value v, std::string* path);
// Absolute and canonical, whatever the context.
[[nodiscard]] bool absolute_path(Evaluation& e, Value v, std::string* path);
// Nothing is ever built: what a context refers to must be in the store already.
[[nodiscard]] bool check_context(Evaluation& e, const StringContext* context);

std::string_view base_name_of(std::string_view canonical);
std::string_view dir_name_of(std::string_view canonical);

// Files that Nix brings along: <nix/…>. Null if there is none of that name.
inline constexpr std::string_view kInternalFiles = "/__corepkgs__/";
const char* internal_file(std::string_view path);

}  // namespace vm
