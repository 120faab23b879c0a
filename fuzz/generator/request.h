// What a generated program asks of whoever evaluates it.
#pragma once

#include "fuzz/generator/generator.h"
#include "fuzz/oracle/reference.h"

namespace fuzz {

inline ReferenceRequest request_of(const Program& program) {
  ReferenceRequest request;
  request.files = program.files;
  switch (program.settings.output) {
    case MachineSettings::Output::kCanonical:
      request.output = ReferenceRequest::Output::kCanonical;
      break;
    case MachineSettings::Output::kLazy:
      request.output = ReferenceRequest::Output::kLazy;
      break;
    case MachineSettings::Output::kStrict:
      request.output = ReferenceRequest::Output::kStrict;
      break;
    case MachineSettings::Output::kJson:
      request.output = ReferenceRequest::Output::kJson;
      break;
    case MachineSettings::Output::kXml:
      request.output = ReferenceRequest::Output::kXml;
      break;
  }
  return request;
}

}  // namespace fuzz
