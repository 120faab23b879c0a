// From an input that makes a target fail to what a person wants to read: what it broke, the
// smallest input and program that still break the same, and the signature by which findings are
// told apart. Every attempt runs in a child process, so that crashes, sanitizer reports and hangs
// can be reduced like any other finding.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "fuzz/generator/generator.h"

namespace fuzz {

// What the bytes of a target mean.
struct InputForm {
  enum class Kind : uint8_t {
    kGenerated,  // the generator's bytes (fuzz/generator)
    kText,       // the text of a program, behind `prefix` bytes of choices
    kOpaque,     // no program can be put into it
  };
  Kind kind;
  size_t prefix = 0;
};

struct Triage {
  std::string failure;    // "" when the input does not fail
  std::string signature;  // of the reduced program, or the failure itself
  Bytes input;            // reduced
  std::string program;    // what is in it, "" for opaque ones
  size_t nodes = 0;       // of its tree, 0 if it has none
  std::string report;     // what the target said of the reduced input
};

// The program in an input, and the input with another one in its place (nothing: it cannot be
// written in that form).
std::string program_in(std::span<const uint8_t> input, const InputForm& form);
std::optional<Bytes> with_program(std::span<const uint8_t> input, const InputForm& form,
                                  std::string_view program);

// What a report says in one line, the same for findings of the same kind: the line of finding.h,
// the broken CHECK, the sanitizer's summary.
std::string failure_in(std::string_view report);

Triage triage(std::span<const uint8_t> input, const InputForm& form,
              const std::function<void(std::span<const uint8_t>)>& target);

}  // namespace fuzz
