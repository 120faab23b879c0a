// See vm_verdict.h.
#include "fuzz/vm_verdict.h"

#include <cstdlib>
#include <set>

#include "fuzz/oracle/canonical.h"
#include "vm/base/mutant.h"

namespace fuzz {
namespace {

// The dialect with the seeded fault that the kill table (ci/fuzz-mutants) asks for, if it does. The
// interpreter beside the VM never has it.
vm::Dialect with_chosen_fault(vm::Dialect dialect) {
#ifdef ASSAY_MUTANTS
  if (const char* name = std::getenv("ASSAY_MUTANT"))
    CHECK(vm::choose_mutant(dialect, name) && "no such row in vm/base/mutants.def");
#endif
  return dialect;
}

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
      for (auto [name, member] : machine.attributes(value)) {
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

// The files of the program at hand; without any, all is refused. If it is slow, it says to every
// new question that the answer is on its way.
class VmSubject::FilesHost final : public vm::Host {
 public:
  void begin(std::span<const File> files, bool slow) {
    slow_ = slow;
    asked_.clear();
    files_.reset();
    if (files.empty()) return;
    files_.emplace();
    for (const File& file : files) files_->add_file(file.path, file.text);
  }
  bool has_files() const { return files_.has_value(); }

  vm::Result<std::string> read_file(const std::string& path) override {
    if (is_late('f', path)) return on_its_way();
    return source().read_file(path);
  }
  vm::Result<vm::DirEntries> read_dir(const std::string& path) override {
    if (is_late('d', path)) return on_its_way();
    return source().read_dir(path);
  }
  vm::Result<vm::FileStatus> lstat(const std::string& path) override {
    if (is_late('s', path)) return on_its_way();
    return source().lstat(path);
  }
  vm::Result<std::string> read_link(const std::string& path) override {
    if (is_late('l', path)) return on_its_way();
    return source().read_link(path);
  }
  std::string digest() override { return source().digest(); }
  std::string get_env(const std::string&) override { return ""; }
  int64_t current_time() override { return 0; }

 private:
  vm::Host& source() { return files_ ? static_cast<vm::Host&>(*files_) : nothing_; }
  bool is_late(char kind, const std::string& path) {
    return slow_ && asked_.insert(kind + path).second;
  }
  static vm::Failure on_its_way() {
    vm::Failure failure{vm::ErrorClass::kIo, "the answer is on its way"};
    failure.pending = true;
    return failure;
  }

  vm::RefusingHost nothing_;
  std::optional<vm::MemoryHost> files_;
  bool slow_ = false;
  std::set<std::string> asked_;
};

VmSubject::VmSubject(const vm::Dialect& dialect, Manner manner)
    : dialect_(with_chosen_fault(dialect)),
      manner_(std::move(manner)),
      host_(std::make_unique<FilesHost>()) {}
VmSubject::~VmSubject() = default;

vm::Limits VmSubject::limits(const ReferenceRequest& request) const {
  // Where the interpreter has room, the VM has too: what it has not collected yet counts as well,
  // and a level of the interpreter is a few contexts.
  constexpr uint64_t kRoom = 8, kContextsOfALevel = 20;
  vm::Limits limits;
  limits.call_depth = kContextsOfALevel * request.limits.depth;
  limits.fuel = request.limits.fuel;
  limits.heap_bytes = manner_.heap_bytes ? manner_.heap_bytes : kRoom * request.limits.bytes;
  limits.source_depth = request.limits.depth;
  return limits;
}

void VmSubject::set_manner(Manner manner) {
  manner_ = std::move(manner);
  if (machine_) machine_->set_stress(manner_.stress);
}

bool VmSubject::start_over() {
  if (!machine_ || machine_->start_over()) return true;
  // Under stress it never can, and making machines would take longer than all programs do.
  if (manner_.stress.collect_always || manner_.stress.fail_allocation > 0) return false;
  machine_.reset();
  return true;
}

void VmSubject::make_machine(const vm::Limits& limits) {
  machine_.reset();  // its host is used by the next
  machine_.emplace(vm::VmOptions{.dialect = dialect_,
                                 .limits = limits,
                                 .host = host_.get(),
                                 .on_event = manner_.on_event,
                                 .plain_events = true,
                                 .stress = manner_.stress,
                                 .parse = manner_.parse});
}

vm::Outcome VmSubject::evaluate(const vm::Request& question, const ReferenceRequest& request) {
  constexpr int kParksOneByOne = 300;
  constexpr int kSnapshots = 3;
  int parked = 0;
  uint64_t slice = manner_.slice;
  vm::Limits now = limits(request);
  if (manner_.slice != 0) now.fuel = manner_.slice;
  machine_->set_limits(now);
  vm::Job job = machine_->start(question);
  vm::Outcome outcome = machine_->run(job);
  std::vector<std::string> traces = std::move(outcome.trace);
  while (outcome.suspended()) {
    if (outcome.waiting == vm::Waiting::kLimit) {
      // Any other limit is the request's: it stays, and would be hit again at once.
      bool out_of_fuel = outcome.error.message == "the fuel limit was reached";
      if (!out_of_fuel || now.fuel >= request.limits.fuel) break;
      // Ever longer ones, or a long evaluation takes longer to park than to run.
      if (++parked > kParksOneByOne) slice *= 2;
      now.fuel += slice;
      if (manner_.snapshots && parked <= kSnapshots) job = go_on_elsewhere(job, now);
      machine_->set_limits(now);
    }
    outcome = machine_->run(job);
  }
  if (outcome.suspended()) machine_->give_up(job);
  if (outcome.trace.empty()) outcome.trace = std::move(traces);
  return outcome;
}

vm::Job VmSubject::go_on_elsewhere(vm::Job job, const vm::Limits& limits) {
  vm::Result<std::string> bytes = machine_->snapshot(job);
  CHECK(bytes.ok() && "a parked evaluation over files in memory can be written");
  make_machine(limits);
  vm::Result<vm::Job> restored = machine_->restore(*bytes);
  CHECK(restored.ok() && "what was written is accepted");
  return *restored;
}

Verdict VmSubject::run(std::string_view program, const ReferenceRequest& request) {
  using Output = ReferenceRequest::Output;
  CHECK(request.permutation == 0);
  if (machine_ && host_->has_files()) machine_->forget_imports();
  host_->begin(request.files, manner_.slow_host);
  if (!machine_) make_machine(limits(request));
  vm::Vm& machine = *machine_;
  vm::Request question;
  question.text = program;
  question.name = request.name;
  question.is_file = request.is_file;
  question.base_path = request.base_path;
  question.strict = request.output != Output::kLazy && request.output != Output::kXml;
  question.output = request.output == Output::kCanonical ? vm::Output::kHandle
                    : request.output == Output::kJson    ? vm::Output::kJson
                    : request.output == Output::kXml     ? vm::Output::kXml
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
