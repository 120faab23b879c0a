// Flake references, as URLs and as sets of attributes: `github:NixOS/nixpkgs/23.05?dir=lib` and
// { type = "github"; owner = "NixOS"; repo = "nixpkgs"; ref = "23.05"; dir = "lib"; }. Only text is
// looked at: nothing is fetched, no registry and no directory is read.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>

#include "vm/base/result.h"

namespace vm {

using FlakeAttribute = std::variant<std::string, uint64_t, bool>;
using FlakeRef = std::map<std::string, FlakeAttribute, std::less<>>;

Result<FlakeRef> parse_flake_ref(std::string_view text);
Result<std::string> flake_ref_to_string(const FlakeRef& ref);

}  // namespace vm
