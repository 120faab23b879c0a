// What a generated program asks of whoever evaluates it.
#pragma once

#include "fuzz/generator/generator.h"
#include "fuzz/oracle/reference.h"

namespace fuzz {

inline ReferenceRequest request_of(const Program& program) {
  ReferenceRequest request;
  request.files = program.files;
  request.output = program.settings.output;
  return request;
}

}  // namespace fuzz
