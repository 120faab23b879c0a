// See vm_verdict.h.
#include "fuzz/vm_verdict.h"

#include "fuzz/oracle/canonical.h"

namespace fuzz {
namespace {

void write(vm::Vm& machine, vm::Handle value, CanonicalWriter& out) {
  if (!out.enter()) return;
  switch (machine.kind(value)) {
    case vm::ValueKind::kNull:
      out.null();
      break;
    case vm::ValueKind::kBool:
      out.boolean(machine.as_bool(value));
      break;
    case vm::ValueKind::kInt:
      out.integer(machine.as_int(value));
      break;
    case vm::ValueKind::kFloat:
      out.real(machine.as_float(value));
      break;
    case vm::ValueKind::kString:
      out.string(machine.as_text(value), machine.string_context(value));
      break;
    case vm::ValueKind::kPath:
      out.path(machine.as_text(value));
      break;
    case vm::ValueKind::kList:
      out.begin_list();
      for (size_t i = 0; i < machine.size(value); ++i) {
        vm::Handle element = machine.element(value, i);
        write(machine, element, out);
        machine.release(element);
        out.end_element();
      }
      out.end_list();
      break;
    case vm::ValueKind::kSet:
      out.begin_set();
      for (const std::string& name : machine.names(value)) {
        vm::Handle member = *machine.attribute(value, name);
        out.begin_attribute(name);
        write(machine, member, out);
        machine.release(member);
        out.end_attribute();
      }
      out.end_set();
      break;
    case vm::ValueKind::kFunction:
      out.function();
      break;
    case vm::ValueKind::kThunk:
      out.unevaluated();
      break;
  }
  out.leave();
}

}  // namespace

VmSubject::VmSubject(const vm::Dialect& dialect, Manner manner)
    : dialect_(dialect), manner_(std::move(manner)) {}

vm::Limits VmSubject::limits(const ReferenceRequest& request) const {
  vm::Limits limits;
  limits.fuel = request.limits.fuel;
  limits.heap_bytes = manner_.heap_bytes ? manner_.heap_bytes : request.limits.bytes;
  limits.source_depth = request.limits.depth;
  return limits;
}

vm::Outcome VmSubject::evaluate(const vm::Request& question, const ReferenceRequest& request) {
  vm::Limits now = limits(request);
  if (manner_.slice == 0) return machine_->evaluate(question);
  now.fuel = manner_.slice;
  machine_->set_limits(now);
  vm::Outcome outcome = machine_->evaluate(question);
  std::vector<std::string> traces = std::move(outcome.trace);
  while (outcome.waiting == vm::Waiting::kLimit && now.fuel < request.limits.fuel) {
    now.fuel += manner_.slice;
    machine_->set_limits(now);
    outcome = machine_->resume();
  }
  if (outcome.suspended()) machine_->give_up();
  if (outcome.trace.empty()) outcome.trace = std::move(traces);
  return outcome;
}

Verdict VmSubject::run(std::string_view program, const ReferenceRequest& request) {
  using Output = ReferenceRequest::Output;
  CHECK(request.permutation == 0);
  if (!machine_) {
    machine_.emplace(vm::VmOptions{.dialect = dialect_,
                                   .limits = limits(request),
                                   .host = &host_,
                                   .on_event = manner_.on_event,
                                   .stress = manner_.stress});
  }
  vm::Vm& machine = *machine_;
  vm::Request question;
  question.text = program;
  question.name = request.name;
  question.is_file = request.is_file;
  question.base_path = request.base_path;
  question.strict = request.output != Output::kLazy;
  question.output = request.output == Output::kCanonical ? vm::Output::kHandle
                    : request.output == Output::kJson    ? vm::Output::kJson
                                                         : vm::Output::kPrint;
  question.park_at_limits = manner_.slice != 0;
  question.watch = manner_.on_event != nullptr;
  vm::Outcome outcome = evaluate(question, request);
  Verdict verdict;
  verdict.traces = std::move(outcome.trace);
  verdict.fuel_used = machine.statistics().fuel;
  if (outcome.handle) {
    CanonicalWriter out;
    write(machine, *outcome.handle, out);
    machine.release(*outcome.handle);
    verdict.text = out.take();
  } else if (outcome.value) {
    verdict.text = std::move(*outcome.value);
  } else {
    verdict.error_class = outcome.error.error_class;
    verdict.message = std::move(outcome.error.message);
    verdict.kind = verdict.error_class == vm::ErrorClass::kResource ? Verdict::Kind::kLimit
                   : verdict.error_class == vm::ErrorClass::kIo     ? Verdict::Kind::kUnsupported
                                                                    : Verdict::Kind::kError;
  }
  return verdict;
}

}  // namespace fuzz
