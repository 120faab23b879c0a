// Embedding the VM: evaluates an expression over files in memory, answers the VM's questions about
// one of them late, as a program that fetches files would, and walks the value it gets.
#include <cstdio>

#include "vm/vm.h"

// A host whose files arrive one at a time.
class ArrivingFiles : public vm::Host {
 public:
  vm::MemoryHost files;
  bool arrived = false;

  vm::Result<std::string> read_file(const std::string& path) override {
    if (!arrived) return vm::Failure{vm::ErrorClass::kIo, "still on its way", true};
    return files.read_file(path);
  }
  vm::Result<vm::DirEntries> read_dir(const std::string& p) override { return files.read_dir(p); }
  vm::Result<vm::FileStatus> lstat(const std::string& p) override { return files.lstat(p); }
  vm::Result<std::string> read_link(const std::string& p) override { return files.read_link(p); }
  std::string get_env(const std::string&) override { return ""; }
  int64_t current_time() override { return 0; }
};

int main() {
  ArrivingFiles host;
  host.files.add_file("/src/answer.nix", "{ question }: { inherit question; answer = 6 * 7; }");

  vm::Vm machine({.limits = {.fuel = 1'000'000, .heap_bytes = 64 << 20}, .host = &host});
  vm::Request request{.text = "import ./answer.nix { inherit question; }", .base_path = "/src"};
  request.text = "{ question }: " + request.text;
  request.strict = true;
  request.string_arguments = {{"question", "what is six times seven?"}};

  vm::Outcome outcome = machine.evaluate(request);
  while (outcome.suspended()) {  // the evaluation is parked; do something else, then:
    host.arrived = true;
    outcome = machine.resume();
  }
  if (!outcome.ok()) return std::fprintf(stderr, "%s\n", outcome.error.message.c_str()), 1;
  std::puts(outcome.value->c_str());
}
