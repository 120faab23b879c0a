// The VM's side of a comparison: the same program, the same limits, the same form of verdict as
// Reference gives. Through the VM's door only.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "fuzz/oracle/reference.h"
#include "vm/host/host.h"
#include "vm/vm.h"

namespace fuzz {

// How the machine is run, which no verdict may show.
struct Manner {
  vm::Stress stress = {};
  uint64_t slice = 0;       // park whenever so much fuel is spent, and go on; 0: never
  uint64_t heap_bytes = 0;  // instead of the request's; 0: that one
  bool slow_host = false;   // the host answers each question only when it is asked again
  // When a slice ends, write the evaluation down and let it go on from there in a new machine, the
  // first few times.
  bool snapshots = false;
  std::function<void(const vm::MachineEvent&)> on_event = {};
  vm::Parse parse = {};  // of new machines: VmOptions::parse
};

class VmSubject {
 public:
  explicit VmSubject(const vm::Dialect& dialect, Manner manner = {});
  ~VmSubject();

  // `request.permutation` must be 0. The environment, and a file that is not the request's, are
  // kUnsupported.
  Verdict run(std::string_view program, const ReferenceRequest& request = {});
  // A new machine: no names, no code, no heap of programs before.
  void renew() { machine_.reset(); }
  // The same where it takes no time, or the old one would not be worth keeping. Whether it was
  // done.
  bool start_over();
  void set_manner(Manner manner);

 private:
  class FilesHost;

  vm::Limits limits(const ReferenceRequest& request) const;
  void make_machine(const vm::Limits& limits);
  vm::Outcome evaluate(const vm::Request& question, const ReferenceRequest& request);
  vm::Job go_on_elsewhere(vm::Job job, const vm::Limits& limits);

  vm::Dialect dialect_;
  Manner manner_;
  std::unique_ptr<FilesHost> host_;
  std::optional<vm::Vm> machine_;
};

}  // namespace fuzz
