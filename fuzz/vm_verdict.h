// The VM's side of a comparison: the same program, the same limits, the same form of verdict as
// Reference gives. Through the VM's door only.
#pragma once

#include <optional>
#include <string_view>

#include "fuzz/oracle/reference.h"
#include "vm/host/host.h"
#include "vm/vm.h"

namespace fuzz {

class VmSubject {
 public:
  explicit VmSubject(const vm::Dialect& dialect);

  // `request.permutation` must be 0. A file or the environment is kUnsupported. The limits are
  // those of the first request after renew().
  Verdict run(std::string_view program, const ReferenceRequest& request = {});
  // A new machine: no names, no code, no heap of programs before.
  void renew() { machine_.reset(); }

 private:
  vm::Dialect dialect_;
  vm::RefusingHost host_;
  std::optional<vm::Vm> machine_;
};

}  // namespace fuzz
