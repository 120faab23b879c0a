// The names that the VM knows before it reads a program, in their order. The interpreter is given
// the same ones, so that both force attributes in the same order.
#pragma once

#include <string_view>
#include <vector>

#include "vm/base/dialect.h"

namespace fuzz {

std::vector<std::string_view> startup_names(const vm::Dialect& dialect);

}  // namespace fuzz
