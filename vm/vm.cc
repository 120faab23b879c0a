// The door: see vm.h. Ties loader, compiler, machine and builtins together.
#include "vm/vm.h"

#include <algorithm>

#include "vm/builtins/table.h"
#include "vm/compiler/compiler.h"
#include "vm/compiler/task.h"
#include "vm/event_writer.h"
#include "vm/host/written_store.h"
#include "vm/runtime/evaluation.h"
#include "vm/syntax/parser.h"
#include "vm/syntax/printer.h"

namespace vm {

namespace {

OutcomeError describe(const Runtime& rt, const Error& e) {
  OutcomeError out;
  out.error_class = e.error_class;
  out.message = e.message;
  out.position = rt.sources.locate(e.pos);
  out.frames = e.frames;
  for (const Error::Frame& f : e.first) out.first.push_back({rt.sources.locate(f.pos), f.note});
  size_t skip = e.last.size() > 20 ? e.last.size() - 20 : 0;
  for (size_t i = skip; i < e.last.size(); ++i)
    out.last.push_back({rt.sources.locate(e.last[i].pos), e.last[i].note});
  return out;
}

OutcomeError describe(const Runtime& rt, const Diagnostic& d) {
  OutcomeError out;
  out.error_class = d.error_class;
  out.message = d.message;
  out.position = rt.sources.locate(d.pos);
  return out;
}

const Node* parse_source(Runtime& rt, const SourceText& source, Arena& arena, Diagnostic* error) {
  ParseOptions options;
  options.base_path = source.base_path;
  options.home = rt.options.host->get_env("HOME");
  options.dialect = &rt.options.dialect;
  options.max_depth = rt.options.limits.source_depth;
  ParseResult parsed = parse(source.text, source.start, rt.symbols, arena, options);
  if (rt.options.on_warning)
    for (const Diagnostic& w : parsed.warnings)
      rt.options.on_warning(w.message, rt.sources.locate(w.pos));
  if (parsed.error) *error = *parsed.error;
  return parsed.root;
}

bool compile_tree(Runtime& rt, const Node* root, const SourceText& source, Module* out,
                  Diagnostic* error) {
  CompileOptions options;
  options.dialect = &rt.options.dialect;
  options.globals = &rt.global_names;
  options.builtins = &rt.builtin_names;
  options.scoped = source.scoped;
  CompileResult compiled = compile(root, rt.symbols, options);
  if (compiled.error) *error = *compiled.error;
  *out = std::move(compiled.module);
  return !compiled.error;
}

bool compile_source(Runtime& rt, const SourceText& source, Module* out, Diagnostic* error) {
  Arena arena;
  const Node* root = parse_source(rt, source, arena, error);
  return root && compile_tree(rt, root, source, out, error);
}

std::string directory_of(const std::string& path) {
  size_t slash = path.rfind('/');
  return slash == 0 || slash == std::string::npos ? "/" : path.substr(0, slash);
}

// Values that embedders hold.
class Roots {
 public:
  Handle keep(Value v) {
    if (free_.empty()) {
      values_.push_back(v);
      return {static_cast<uint32_t>(values_.size() - 1)};
    }
    uint32_t i = free_.back();
    free_.pop_back();
    values_[i] = v;
    return {i};
  }
  Value at(Handle h) const {
    CHECK(h.index < values_.size() && values_[h.index] != kHole);
    return values_[h.index];
  }
  void release(Handle h) {
    CHECK(h.index < values_.size() && values_[h.index] != kHole);
    values_[h.index] = kHole;
    free_.push_back(h.index);
  }
  void visit(const VisitRoot& visit) {
    for (Value& v : values_) visit(v);
  }

 private:
  std::vector<Value> values_;
  std::vector<uint32_t> free_;
};

}  // namespace

// One request: text to value, with errors put into the outcome as they come. A pass that pauses
// when the host lets the evaluation wait.
class Session {
 public:
  Session(Runtime& rt, Evaluation& e, Roots& roots, Request request)
      : rt_(rt), e_(e), roots_(roots), request_(std::move(request)), task_(run()) {
    task_.begin();
  }
  // A value to be forced, or with arguments to be called.
  Session(Runtime& rt, Evaluation& e, Roots& roots, Value subject, std::vector<Value> arguments)
      : rt_(rt),
        e_(e),
        roots_(roots),
        request_(handle_request()),
        subject_(subject),
        call_arguments_(std::move(arguments)),
        task_(run()) {
    task_.begin();
  }

  // What it holds while the machine runs. (Its locals are read before that, or replaced by it.)
  void visit(const VisitRoot& visit) {
    for (auto& [name, v] : arguments_) visit(v);
    if (subject_) visit(*subject_);
    for (Value& v : call_arguments_) visit(v);
  }

  // False: the host's answer is missing. True: outcome() is ready.
  bool advance() { return frames.advance(); }
  Outcome& outcome() { return out_; }

  FramePool frames;

 private:
  Task<void> run() {
    if (request_.output == Output::kParse || request_.output == Output::kDisassemble) {
      parse_only();
      co_return;
    }
    std::optional<Value> v;
    if (!subject_)
      v = co_await compile_and_force();
    else if (call_arguments_.empty())
      v = co_await answer(e_.force(*subject_));
    else
      v = co_await answer(e_.apply(*subject_, call_arguments_));
    if (!v || !make_arguments()) co_return;
    v = co_await select(*v);
    if (v && !arguments_.empty()) v = co_await auto_call(*v);
    if (v) co_await print(*v);
  }

  static Request handle_request() {
    Request r;
    r.output = Output::kHandle;
    return r;
  }

  // What the machine said, or will say once the host has answered. (Ask the machine in a statement
  // before: GCC 12 cannot keep an initializer list alive across a co_await.)
  Task<std::optional<Value>> answer(std::optional<Value> v) {
    while (e_.suspended()) {
      co_await Pause{frames};
      v = e_.resume();
    }
    if (!v) fail();
    co_return v;
  }

  void parse_only() {
    Arena arena;
    Pos start = rt_.sources.add(request_.name, request_.text, request_.is_file);
    SourceText source{rt_.sources.text(start), start, request_.base_path, {}};
    Diagnostic error;
    const Node* root = parse_source(rt_, source, arena, &error);
    if (!root) return fail(error);
    Module module;
    if (!compile_tree(rt_, root, source, &module, &error)) return fail(error);
    out_.value = request_.output == Output::kParse ? vm::print(root, rt_.symbols)
                                                   : disassemble(module, rt_.symbols, rt_.sources);
  }

  void fail(const Diagnostic& d) { out_.error = describe(rt_, d); }
  void fail() { out_.error = describe(rt_, e_.error()); }
  void fail(ErrorClass c, std::string message) {
    out_.error = describe(rt_, Diagnostic{c, std::move(message), kNoPos});
  }

  Task<std::optional<Value>> compile_and_force() {
    Diagnostic error;
    const CodeBlock* block = rt_.compile_text(request_.text, request_.name, request_.is_file,
                                              request_.base_path, {}, &error);
    if (!block) {
      fail(error);
      co_return std::nullopt;
    }
    Thunk* t = rt_.heap.make_thunk(block->number, 0);
    co_return co_await answer(e_.force(make_value(t, Tag::kThunk)));
  }

  bool make_arguments() {
    for (const auto& [name, text] : request_.arguments) {
      Diagnostic error;
      const CodeBlock* block =
          rt_.compile_text(text, "«string»", false, request_.base_path, {}, &error);
      if (!block) {
        fail(error);
        return false;
      }
      arguments_.emplace_back(rt_.symbols.intern(name),
                              make_value(rt_.heap.make_thunk(block->number, 0), Tag::kThunk));
    }
    for (const auto& [name, text] : request_.string_arguments)
      arguments_.emplace_back(rt_.symbols.intern(name), rt_.make_string(text));
    return true;
  }

  // A function with a set pattern is called with the arguments it asks for; anything else stays as
  // it is.
  Task<std::optional<Value>> auto_call(Value v) {
    while (v.is_attrs() && v.as<Attrs>()->find(rt_.s_functor) != UINT32_MAX) {
      Attrs* set = v.as<Attrs>();
      std::optional<Value> f = e_.apply(set->values[set->find(rt_.s_functor)], {v});
      f = co_await answer(f);
      if (!f) co_return std::nullopt;
      v = *f;
    }
    Value function = v;
    uint32_t held = 0;  // arguments that it has already
    if (v.is_object(ObjectType::kPartial)) {
      held = v.as<Partial>()->header.aux;
      function = v.as<Partial>()->function;
    }
    if (!function.is_closure()) co_return v;
    const Chunk& chunk = *function.as<Closure>()->code->chunk;
    if (!chunk.has_formals || chunk.arity != held + 1) co_return v;
    std::vector<std::pair<Symbol, Value>> given;
    for (const auto& a : arguments_) {
      bool wanted = chunk.ellipsis;
      for (const FormalInfo& f : chunk.formals) wanted |= f.name == a.first;
      if (wanted) given.push_back(a);
    }
    for (const FormalInfo& f : chunk.formals) {
      bool has = f.has_default;
      for (const auto& a : given) has |= a.first == f.name;
      if (!has) {
        fail(ErrorClass::kMissingArgument,
             "cannot evaluate a function that has an argument without a value ('" +
                 std::string(rt_.symbols.name(f.name)) + "'); give it with --arg or --argstr");
        co_return std::nullopt;
      }
    }
    Value set = rt_.make_attrs(given.data(), given.size());
    std::optional<Value> result = e_.apply(v, {set});
    co_return co_await answer(result);
  }

  Task<std::optional<Value>> select(Value v) {
    std::string_view rest = request_.attribute;
    while (!rest.empty()) {
      size_t dot = rest.find('.');
      std::string part(rest.substr(0, dot));
      rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
      std::optional<Value> called = co_await auto_call(v);
      if (!called) co_return std::nullopt;
      v = *called;
      bool is_index = !part.empty() && part.find_first_not_of("0123456789") == std::string::npos &&
                      part.size() < 10;
      if (is_index) {
        if (!v.is_list()) {
          fail(ErrorClass::kType, "the expression selected by '" + request_.attribute +
                                      "' should be a list but is " + std::string(type_phrase(v)));
          co_return std::nullopt;
        }
        size_t i = std::stoul(part);
        if (i >= v.as<List>()->size) {
          fail(ErrorClass::kMissingAttribute, "list index " + part + " in selection path '" +
                                                  request_.attribute + "' is out of range");
          co_return std::nullopt;
        }
        called = co_await answer(e_.force(v.as<List>()->items[i]));
      } else {
        if (!v.is_attrs()) {
          fail(ErrorClass::kType, "the expression selected by '" + request_.attribute +
                                      "' should be a set but is " + std::string(type_phrase(v)));
          co_return std::nullopt;
        }
        uint32_t at = v.as<Attrs>()->find(rt_.symbols.intern(part));
        if (at == UINT32_MAX) {
          fail(ErrorClass::kMissingAttribute,
               "attribute '" + part + "' in selection path '" + request_.attribute + "' not found");
          co_return std::nullopt;
        }
        called = co_await answer(e_.force(v.as<Attrs>()->values[at]));
      }
      if (!called) co_return std::nullopt;
      v = *called;
    }
    co_return v;
  }

  Task<void> print(Value v) {
    if (request_.strict &&
        (request_.output == Output::kPrint || request_.output == Output::kHandle)) {
      std::optional<Value> all = e_.run_step(kDeepForceStep, {v}, kDeepForceSlots);
      all = co_await answer(all);
      if (!all) co_return;
      v = *all;
    }
    std::optional<Value> text;
    switch (request_.output) {
      case Output::kPrint:
        out_.value = print_value(rt_, v);
        co_return;
      case Output::kJson:
        text = e_.run_step(kToJsonStep, {v}, kToJsonSlots);
        break;
      case Output::kXml:
        text = e_.run_step(kToXmlStep, {v}, 3, request_.strict);
        break;
      case Output::kRaw:
        text = e_.run_step(kCoerceStep, {v}, 2, static_cast<uint64_t>(CoerceMode::kStrict));
        break;
      case Output::kHandle:
        out_.handle = roots_.keep(v);
        co_return;
      case Output::kParse:
      case Output::kDisassemble:
        CHECK(!"these do not evaluate");
    }
    text = co_await answer(text);
    if (text) out_.value = std::string(text_of(*text));
  }

  Runtime& rt_;
  Evaluation& e_;
  Roots& roots_;
  const Request request_;
  Outcome out_;
  std::vector<std::pair<Symbol, Value>> arguments_;
  std::optional<Value> subject_;
  std::vector<Value> call_arguments_;
  Task<void> task_;
};

struct Vm::State {
  State(RuntimeOptions options, std::unique_ptr<WrittenStore> store)
      : written(std::move(store)), runtime(std::move(options)), evaluation(runtime) {
    runtime.root_sources.push_back([this](const VisitRoot& visit) {
      roots.visit(visit);
      if (session) session->visit(visit);
    });
  }
  std::unique_ptr<WrittenStore> written;  // the runtime's host, or null
  Runtime runtime;
  Evaluation evaluation;
  Roots roots;
  std::unique_ptr<Session> session;  // under way, perhaps parked
  std::function<void(const MachineEvent&)> on_event;
  std::unique_ptr<EventWriter> writer;
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
  o.compile = compile_source;
  o.on_warning = std::move(options.on_warning);
  state_ = std::make_unique<State>(std::move(o), std::move(written));
  state_->on_event = std::move(options.on_event);
  state_->runtime.options.on_trace = [state = state_.get(),
                                      more = std::move(options.on_trace)](std::string_view text) {
    if (state->session) state->session->outcome().trace.emplace_back(text);
    if (more) more(text);
  };
}

Vm::~Vm() = default;
Vm::Vm(Vm&&) noexcept = default;

Outcome Vm::evaluate(const Request& request) {
  State& s = *state_;
  give_up();
  s.writer = std::make_unique<EventWriter>(s.runtime, s.on_event);
  if (request.watch && s.on_event) s.evaluation.observe(s.writer.get());
  return start(std::make_unique<Session>(s.runtime, s.evaluation, s.roots, request));
}

Outcome Vm::start(std::unique_ptr<Session> session) {
  state_->runtime.cancelled = false;
  state_->session = std::move(session);
  return resume();
}

Outcome Vm::resume() {
  State& s = *state_;
  CHECK(s.session && "there is no evaluation to resume");
  if (!s.session->advance()) {
    Outcome parked;
    parked.suspended = true;
    return parked;
  }
  Outcome out = std::move(s.session->outcome());
  s.session = nullptr;
  s.evaluation.observe(nullptr);
  return out;
}

void Vm::give_up() {
  if (!state_->session) return;
  state_->evaluation.abandon();
  state_->session = nullptr;
  state_->evaluation.observe(nullptr);
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

void Vm::cancel() { state_->runtime.cancelled = true; }

Statistics Vm::statistics() const {
  return {state_->evaluation.fuel_used(), state_->runtime.heap.charged()};
}

Outcome Vm::force(Handle value) { return call(value, {}); }

Outcome Vm::call(Handle function, const std::vector<Handle>& arguments) {
  State& s = *state_;
  give_up();
  CHECK(arguments.size() <= kMaxArguments);
  std::vector<Value> values;
  for (Handle h : arguments) values.push_back(s.roots.at(h));
  return start(std::make_unique<Session>(s.runtime, s.evaluation, s.roots, s.roots.at(function),
                                         std::move(values)));
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
