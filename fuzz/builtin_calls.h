// Bytes → a program that calls one builtin: the first byte chooses it, the second what arguments
// may be made of, the rest are arguments. builtin_arguments.def says what each builtin wants; one
// argument in some is of another kind all the same, and any may trace, throw or refer to the store.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vm/base/dialect.h"

namespace fuzz {

class BuiltinCalls {
 public:
  explicit BuiltinCalls(const vm::Dialect& dialect);
  std::string decode(std::span<const uint8_t> bytes) const;

  struct Callee {
    std::string name;       // as in `builtins`
    std::string arguments;  // a letter of builtin_arguments.def each
  };
  // All that the dialect has but those that ask for files or the network.
  const std::vector<Callee>& callees() const { return callees_; }

 private:
  std::vector<Callee> callees_;
};

}  // namespace fuzz
