// The door: see vm.h. Ties loader, compiler, machine and builtins together.
#include "vm/vm.h"

#include <algorithm>

#include "vm/builtins/table.h"
#include "vm/event_writer.h"
#include "vm/host/written_store.h"
#include "vm/loading.h"
#include "vm/session.h"
#include "vm/snapshot.h"

namespace vm {

namespace {

std::string directory_of(const std::string& path) {
  size_t slash = path.rfind('/');
  return slash == 0 || slash == std::string::npos ? "/" : path.substr(0, slash);
}

}  // namespace

struct Vm::State {
  State(RuntimeOptions options, std::unique_ptr<WrittenStore> store)
      : written(std::move(store)), runtime(std::move(options)) {
    runtime.root_sources.push_back([this](const VisitRoot& visit) {
      roots.visit(visit);
      for (const Entry& job : jobs)
        if (job.session) job.session->visit(visit);
    });
  }
  Session& at(Job job) {
    CHECK(job.index < jobs.size() && jobs[job.index].session && "there is no such job");
    return *jobs[job.index].session;
  }
  Job add(std::unique_ptr<Session> session) {
    size_t i = 0;
    while (i < jobs.size() && jobs[i].session) ++i;
    if (i == jobs.size()) jobs.emplace_back();
    if (session->request().watch && on_event) {
      jobs[i].writer = std::make_unique<EventWriter>(runtime, on_event, plain_events);
      session->evaluation().observe(jobs[i].writer.get());
    }
    jobs[i].session = std::move(session);
    return {static_cast<uint32_t>(i)};
  }
  Job job_of(const Evaluation* e) const {
    for (size_t i = 0; i < jobs.size(); ++i)
      if (jobs[i].session && &jobs[i].session->evaluation() == e) return {static_cast<uint32_t>(i)};
    CHECK(!"an evaluation belongs to no job");
    return {};
  }
  void end(Job job) {
    const Evaluation& e = jobs[job.index].session->evaluation();
    fuel_before += e.fuel_used();
    stack_bytes = std::max(stack_bytes, e.stack_bytes());
    jobs[job.index] = {};
  }

  struct Entry {
    std::unique_ptr<EventWriter> writer;
    std::unique_ptr<Session> session;  // null: the number is free
  };

  std::unique_ptr<WrittenStore> written;  // the runtime's host, or null
  Runtime runtime;
  Roots roots;
  std::vector<Entry> jobs;
  std::optional<Job> current;  // what evaluate() and its like left parked
  Session* running = nullptr;
  uint64_t fuel_before = 0;  // of jobs that ended
  uint64_t stack_bytes = 0;  // of the one of them that held most
  std::function<void(const MachineEvent&)> on_event;
  bool plain_events = false;
};

Vm::Vm(VmOptions options) {
  CHECK(options.host);
  RuntimeOptions o;
  o.dialect = options.dialect ? std::move(*options.dialect) : *find_dialect("default");
  o.limits = options.limits;
  o.stress = options.stress;
  o.host = options.host;
  std::unique_ptr<WrittenStore> written;
  if (options.write_store) {
    written = std::make_unique<WrittenStore>(*options.host, options.store_dir);
    o.host = o.written = written.get();
  }
  o.store_dir = std::move(options.store_dir);
  o.search_path = std::move(options.search_path);
  o.builtins = all_builtins(o.dialect);
  o.compile = source_compiler();
  o.parse = std::move(options.parse);
  o.on_warning = std::move(options.on_warning);
  state_ = std::make_unique<State>(std::move(o), std::move(written));
  state_->on_event = std::move(options.on_event);
  state_->plain_events = options.plain_events;
  state_->runtime.options.on_trace = [state = state_.get(),
                                      more = std::move(options.on_trace)](std::string_view text) {
    if (state->running) state->running->outcome().trace.emplace_back(text);
    if (more) more(text);
  };
}

Vm::~Vm() = default;
Vm::Vm(Vm&&) noexcept = default;

Job Vm::start(const Request& request) {
  return state_->add(std::make_unique<Session>(state_->runtime, state_->roots, request));
}

Outcome Vm::run(Job job) {
  State& s = *state_;
  Session& session = s.at(job);
  s.runtime.cancelled = false;
  s.running = &session;
  bool ended = session.advance();
  s.running = nullptr;
  if (!ended) {
    Outcome parked;
    const Evaluation& e = session.evaluation();
    parked.waiting = e.waiting();
    if (e.waiting() == Waiting::kJob) parked.waits_for = s.job_of(e.waits_for());
    if (e.waiting() == Waiting::kLimit) {
      parked.error.error_class = e.error().error_class;
      parked.error.message = e.error().message;
    }
    return parked;
  }
  Outcome out = std::move(session.outcome());
  s.end(job);
  return out;
}

void Vm::give_up(Job job) {
  state_->at(job).evaluation().abandon();
  state_->end(job);
}

Outcome Vm::run_current(Job job) {
  state_->current = job;
  Outcome out = run(job);
  if (!out.suspended()) state_->current.reset();
  return out;
}

Outcome Vm::evaluate(const Request& request) {
  give_up();
  return run_current(start(request));
}

Outcome Vm::resume() {
  CHECK(state_->current && "there is no evaluation to resume");
  return run_current(*state_->current);
}

void Vm::give_up() {
  if (state_->current) give_up(*state_->current);
  state_->current.reset();
}

Outcome Vm::evaluate_file(const std::string& path, Request request) {
  Host& host = *state_->runtime.options.host;
  std::string file = path;
  Result<FileStatus> status = host.lstat(file);
  Result<std::string> resolved = host.resolve_symlinks(file);
  if (resolved.ok()) {
    status = host.lstat(resolved.value());
    if (status.ok() && status.value().type == FileType::kDirectory) file += "/default.nix";
  }
  Result<std::string> text = host.read_file(file);
  if (!text.ok()) {
    Outcome out;
    out.error.error_class = ErrorClass::kIo;
    out.error.error_class = text.failure().error_class;
    out.error.message = text.failure().message;
    return out;
  }
  request.text = std::move(text.value());
  request.name = file;
  request.is_file = true;
  request.base_path = directory_of(file);
  return evaluate(request);
}

Vm::NamedText Vm::source(uint32_t number) const {
  const SourceManager& sources = state_->runtime.sources;
  return {sources.locate(number).file, std::string(sources.text(number))};
}

std::string Vm::disassembly(uint32_t chunk) const { return state_->runtime.disassembly(chunk); }

Result<std::string> Vm::snapshot(Job job) {
  State& s = *state_;
  for (const State::Entry& other : s.jobs)
    if (other.session && other.session.get() != &s.at(job))
      return Failure{ErrorClass::kValue, "another evaluation is under way in the same Vm"};
  return save_session(s.runtime, s.at(job));
}

Result<Job> Vm::restore(std::string_view bytes) {
  State& s = *state_;
  auto session = std::make_unique<Session>(s.runtime, s.roots, Request{});
  Session& loaded = *session;
  Job job = s.add(std::move(session));
  if (std::optional<Failure> wrong = load_session(s.runtime, loaded, bytes)) {
    s.jobs[job.index] = {};
    return *wrong;
  }
  return job;
}

std::optional<Job> Vm::parked() const { return state_->current; }

void Vm::set_limits(const Limits& limits) {
  state_->runtime.options.limits = limits;
  state_->runtime.heap.set_limit(limits.heap_bytes);
}

void Vm::forget_imports() { state_->runtime.import_cache.clear(); }

bool Vm::start_over() {
  State& s = *state_;
  for (const State::Entry& job : s.jobs)
    if (job.session) return false;
  if (s.roots.held() > 0 || !s.runtime.start_over()) return false;
  if (s.written) s.written->clear();
  s.fuel_before = 0;
  s.stack_bytes = 0;
  return true;
}

void Vm::set_stress(const Stress& stress) { state_->runtime.heap.set_stress(stress); }

void Vm::cancel() { state_->runtime.cancelled = true; }

Statistics Vm::statistics() const {
  uint64_t fuel = state_->fuel_before;
  for (const State::Entry& job : state_->jobs)
    if (job.session) fuel += job.session->evaluation().fuel_used();
  const Runtime& rt = state_->runtime;
  const CollectorStatistics& c = rt.collections;
  return {.fuel = fuel,
          .heap_bytes = rt.heap.charged(),
          .allocated_bytes = rt.heap.allocated(),
          .stack_bytes = state_->stack_bytes,
          .symbols = rt.symbols.size(),
          .symbol_bytes = rt.symbols.bytes(),
          .minor_collections = c.minor,
          .major_collections = c.major,
          .moved_bytes = c.moved_bytes,
          .marked_bytes = c.marked_bytes,
          .minor_nanoseconds = c.minor_nanoseconds,
          .major_nanoseconds = c.major_nanoseconds};
}

Outcome Vm::force(Handle value) { return call(value, {}); }

Outcome Vm::call(Handle function, const std::vector<Handle>& arguments) {
  State& s = *state_;
  give_up();
  CHECK(arguments.size() <= kMaxArguments);
  std::vector<Value> values;
  for (Handle h : arguments) values.push_back(s.roots.at(h));
  return run_current(s.add(
      std::make_unique<Session>(s.runtime, s.roots, s.roots.at(function), std::move(values))));
}

namespace {

// The value in a cell, or the thunk that is not evaluated yet.
Value seen(Value cell) {
  if (cell.is_thunk() && cell.as<Thunk>()->state() == ThunkState::kEvaluated)
    return cell.as<Thunk>()->result;
  return cell;
}

}  // namespace

ValueKind Vm::kind(Handle value) const {
  Value v = seen(state_->roots.at(value));
  if (v.is_thunk()) return ValueKind::kThunk;
  if (v == kNull) return ValueKind::kNull;
  if (v.is_bool()) return ValueKind::kBool;
  if (v.is_int()) return ValueKind::kInt;
  if (v.is_float()) return ValueKind::kFloat;
  if (v.is_string()) return ValueKind::kString;
  if (v.is_path()) return ValueKind::kPath;
  if (v.is_list()) return ValueKind::kList;
  return v.is_attrs() ? ValueKind::kSet : ValueKind::kFunction;
}

bool Vm::as_bool(Handle value) const {
  CHECK(kind(value) == ValueKind::kBool);
  return seen(state_->roots.at(value)) == kTrue;
}
int64_t Vm::as_int(Handle value) const {
  CHECK(kind(value) == ValueKind::kInt);
  return int_of(seen(state_->roots.at(value)));
}
double Vm::as_float(Handle value) const {
  CHECK(kind(value) == ValueKind::kFloat);
  return float_of(seen(state_->roots.at(value)));
}
std::string Vm::as_text(Handle value) const {
  CHECK(kind(value) == ValueKind::kString || kind(value) == ValueKind::kPath);
  return std::string(text_of(seen(state_->roots.at(value))));
}
std::vector<std::string> Vm::string_context(Handle value) const {
  CHECK(kind(value) == ValueKind::kString);
  std::vector<std::string> out;
  if (const StringContext* context = seen(state_->roots.at(value)).as<String>()->context)
    for (uint32_t i = 0; i < context->header.aux; ++i)
      out.emplace_back(text_of(context->elements[i]));
  return out;
}

size_t Vm::size(Handle value) const {
  Value v = seen(state_->roots.at(value));
  CHECK(v.is_list() || v.is_attrs());
  return v.is_list() ? v.as<List>()->size : v.as<Attrs>()->size();
}
Handle Vm::element(Handle list, size_t index) {
  Value v = seen(state_->roots.at(list));
  CHECK(v.is_list() && index < v.as<List>()->size);
  return state_->roots.keep(v.as<List>()->items[index]);
}
std::vector<std::string> Vm::names(Handle set) const {
  Value v = seen(state_->roots.at(set));
  CHECK(v.is_attrs());
  std::vector<std::string> out;
  for (uint32_t i = 0; i < v.as<Attrs>()->size(); ++i)
    out.emplace_back(state_->runtime.symbols.name(v.as<Attrs>()->name(i)));
  std::sort(out.begin(), out.end());
  return out;
}
std::optional<Handle> Vm::attribute(Handle set, std::string_view name) {
  Value v = seen(state_->roots.at(set));
  CHECK(v.is_attrs());
  Symbol s = state_->runtime.symbols.find(name);
  uint32_t at = s == kNoSymbol ? UINT32_MAX : v.as<Attrs>()->find(s);
  if (at == UINT32_MAX) return std::nullopt;
  return state_->roots.keep(v.as<Attrs>()->values[at]);
}
std::vector<std::pair<std::string_view, Handle>> Vm::attributes(Handle set) {
  Value v = seen(state_->roots.at(set));
  CHECK(v.is_attrs());
  const Attrs& attrs = *v.as<Attrs>();
  std::vector<std::pair<std::string_view, Handle>> out(attrs.size());
  for (uint32_t i = 0; i < attrs.size(); ++i)
    out[i] = {state_->runtime.symbols.name(attrs.name(i)), state_->roots.keep(attrs.values[i])};
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return out;
}

Handle Vm::make_null() { return state_->roots.keep(kNull); }
Handle Vm::make_bool(bool b) { return state_->roots.keep(vm::make_bool(b)); }
Handle Vm::make_int(int64_t n) { return state_->roots.keep(state_->runtime.heap.make_int(n)); }
Handle Vm::make_float(double d) { return state_->roots.keep(state_->runtime.heap.make_float(d)); }
Handle Vm::make_string(std::string_view text) {
  return state_->roots.keep(state_->runtime.make_string(text));
}
Handle Vm::make_list(const std::vector<Handle>& items) {
  if (items.empty()) return state_->roots.keep(state_->runtime.empty_list);
  List* list = state_->runtime.heap.make_list(items.size());
  CHECK(list && "the heap limit was reached while an embedder built a list");
  for (size_t i = 0; i < items.size(); ++i) list->items[i] = state_->roots.at(items[i]);
  return state_->roots.keep(make_value(list, Tag::kList));
}
Handle Vm::make_set(const std::vector<std::pair<std::string, Handle>>& attributes) {
  std::vector<std::pair<Symbol, Value>> rows;
  for (const auto& [name, h] : attributes)
    rows.emplace_back(state_->runtime.symbols.intern(name), state_->roots.at(h));
  Value set = state_->runtime.make_attrs(rows.data(), rows.size());
  CHECK(set != kHole && "the heap limit was reached while an embedder built a set");
  return state_->roots.keep(set);
}
void Vm::release(Handle value) { state_->roots.release(value); }

}  // namespace vm
