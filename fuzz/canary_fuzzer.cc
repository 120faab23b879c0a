// Must fail: a program in which something is traced counts as a finding. If this target is silent,
// then so are the others, whatever they find: ci/fuzz runs it first.
#include "fuzz/feedback.h"
#include "fuzz/finding.h"
#include "fuzz/structured_mutator.h"
#include "fuzz/vm_verdict.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static fuzz::VmSubject subject(*vm::find_dialect("default"), {.on_event = fuzz::feedback()});
  fuzz::Program program = fuzz::decode({data, size});
  fuzz::ReferenceRequest request;
  request.limits.fuel = 20'000;
  if (subject.run(program.text, request).traces.empty()) return 0;
  fuzz::report("canary_fuzzer", "as it should be, a trace is found", program.text);
}
