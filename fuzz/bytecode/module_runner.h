// Compiles programs, and runs modules as a machine does that trusts its verifier: with small
// limits, on a host that refuses, and without asking what comes out.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fuzz/bytecode/module_mutator.h"
#include "vm/host/host.h"
#include "vm/runtime/runtime.h"

namespace fuzz {

// Lives on from program to program: making the base environment takes longer than all else.
class ModuleMaker {
 public:
  explicit ModuleMaker(const vm::Dialect& dialect);

  // Nothing where parser or compiler refuse. What is told below is of the last program.
  std::optional<vm::Module> compile(std::string_view program);
  const KnownNames& names();
  // Whether the verifier lets the machine load it; empty, or why not.
  std::string refusal(const vm::Module& module) const { return rt_->refuse(module); }
  std::string listing(const vm::Module& module) const {
    return vm::disassemble(module, rt_->symbols, rt_->sources);
  }

  struct Manner {
    bool collect_always = false;
    uint64_t slice = 0;  // of fuel, at whose end it is parked; 0: never
  };
  struct Outcome {
    std::string_view kind;  // "value", "parked", or the class of the error
    std::string text;       // of a value, as nix-instantiate would print it
    bool operator==(const Outcome&) const = default;
  };
  // On a new machine, so that nothing of another module is met in it: forces the module's value and
  // all in it.
  Outcome run(vm::Module module, const Manner& manner) const;

 private:
  void renew();

  vm::Dialect dialect_;
  vm::RefusingHost host_;
  std::optional<vm::Runtime> rt_;
  KnownNames names_;
  size_t base_symbols_ = 0;
  int compiled_ = 0;  // since it was renewed
};

}  // namespace fuzz
