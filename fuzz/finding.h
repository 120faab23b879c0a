// How a target reports what it found: a line that says which rule is broken, the same for findings
// of the same kind, then what this input did, then abort() for the fuzzer. What reads reports
// (fuzz/triage.h) finds that line by its first word.
#pragma once

#include <string>
#include <string_view>

#include "fuzz/oracle/reference.h"

namespace fuzz {

inline constexpr std::string_view kFindingLine = "finding: ";

[[noreturn]] void report(std::string_view target, std::string_view rule, std::string_view details);

// "value", "resource", "unsupported" or a class of error.
std::string outcome_name(const Verdict& verdict);
// "value against error throw", or which of two equal classes' parts differs: for the rule's line.
std::string contrast(const Verdict& wanted, const Verdict& got);

}  // namespace fuzz
