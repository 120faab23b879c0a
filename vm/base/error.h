// What an error is, before and outside the machine: a class, a message, a position.
#pragma once

#include <string>
#include <string_view>

#include "vm/base/source.h"

namespace vm {

enum class ErrorClass : uint8_t {
#define ERROR_CLASS(name, text) k##name,
#include "vm/base/error_class.def"
#undef ERROR_CLASS
};

inline std::string_view error_class_name(ErrorClass c) {
  static constexpr std::string_view kNames[] = {
#define ERROR_CLASS(name, text) text,
#include "vm/base/error_class.def"
#undef ERROR_CLASS
  };
  return kNames[static_cast<int>(c)];
}

// An error found before evaluation (lexing, parsing, resolving names), or a finished run-time
// error.
struct Diagnostic {
  ErrorClass error_class = ErrorClass::kParse;
  std::string message;
  Pos pos = kNoPos;
};

}  // namespace vm
