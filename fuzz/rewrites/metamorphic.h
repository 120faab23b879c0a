// A program and its rewritten form put to the VM: value, class of error, traces and lazy printing
// must be the same.
#pragma once

#include <optional>
#include <string>

#include "fuzz/rewrites/rewrites.h"
#include "fuzz/vm_verdict.h"

namespace fuzz {

class Metamorphosis {
 public:
  explicit Metamorphosis(const vm::Dialect& dialect) : dialect_(dialect), subject_(dialect) {}

  // False if the program is refused, too large, or asks for what is not comparable.
  bool take(std::string_view program);
  // What differs after the rewrite, for people. `only`: at the place with this number (modulo their
  // number) instead of everywhere. Nothing if it cannot be done, or a limit was reached.
  std::optional<std::string> differs(const Rewrite& rewrite, std::optional<size_t> only = {});

  // What the VM said of the program that was taken, strictly.
  const Verdict& verdict() const { return strict_; }
  size_t compared() const { return compared_; }

 private:
  Verdict ask(std::string_view text, ReferenceRequest::Output output);

  vm::Dialect dialect_;
  VmSubject subject_;
  std::string program_;
  Verdict lazy_, strict_;
  size_t asked_ = 0, compared_ = 0;
};

}  // namespace fuzz
