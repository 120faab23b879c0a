// The ways in which an evaluation ends without a value. They travel as C++ exceptions: the
// interpreter recurses natively, and an error leaves through every pending step at once.
#pragma once

#include <cstdint>
#include <string_view>

#include "vm/base/error.h"

namespace fuzz::oracle {

// An error of the language. The record lies in the pool, since a thunk may keep it.
struct NixError {
  vm::ErrorClass error_class;
  std::string_view message;
};
struct Raised {
  const NixError* error;
};

// Fuel, depth or memory is used up: nothing can be said about the program.
struct LimitReached {
  const char* what;
};

// The program asked for something outside the language (a file, the network).
struct Unsupported {
  const char* what;
};

}  // namespace fuzz::oracle
