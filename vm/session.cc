// See session.h. Each phase asks the machine for one value; what comes back decides about the next.
#include "vm/session.h"

#include "vm/builtins/table.h"
#include "vm/loading.h"
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

Request handle_request() {
  Request r;
  r.output = Output::kHandle;
  return r;
}

}  // namespace

Session::Session(Runtime& rt, Roots& roots, Request request)
    : rt_(rt), roots_(roots), request_(std::move(request)), e_(rt) {
  value_ = kHole;
}

Session::Session(Runtime& rt, Roots& roots, Value subject, std::vector<Value> arguments)
    : rt_(rt),
      roots_(roots),
      request_(handle_request()),
      e_(rt),
      value_(subject),
      call_arguments_(std::move(arguments)) {}

void Session::visit(const VisitRoot& visit) {
  visit(value_);
  for (auto& [name, v] : arguments_) visit(v);
  for (Value& v : call_arguments_) visit(v);
}

bool Session::advance() {
  std::optional<Value> v;
  if (phase_ == Phase::kBegin)
    v = begin();
  else if (parked_)
    v = e_.resume();
  while (true) {
    parked_ = e_.waiting() != Waiting::kNo;
    if (parked_) return false;
    if (phase_ == Phase::kDone) return true;
    if (!v) {
      fail();
      return true;
    }
    value_ = *v;
    v = go_on();
  }
}

void Session::fail(const Diagnostic& d) {
  out_.error = describe(rt_, d);
  phase_ = Phase::kDone;
}
void Session::fail() {
  out_.error = describe(rt_, e_.error());
  phase_ = Phase::kDone;
}
std::optional<Value> Session::fail(ErrorClass c, std::string message) {
  fail(Diagnostic{c, std::move(message), kNoPos});
  return std::nullopt;
}
std::optional<Value> Session::end(std::optional<std::string> text) {
  out_.value = std::move(text);
  phase_ = Phase::kDone;
  return std::nullopt;
}

void Session::parse_only() {
  phase_ = Phase::kDone;
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

std::optional<Value> Session::begin() {
  if (request_.output == Output::kParse || request_.output == Output::kDisassemble) {
    parse_only();
    return std::nullopt;
  }
  phase_ = Phase::kSubject;
  e_.park_at_limits(request_.park_at_limits);
  if (value_ != kHole)
    return call_arguments_.empty() ? e_.force(value_) : e_.apply(value_, call_arguments_);
  Diagnostic error;
  const CodeBlock* block = rt_.compile_text(request_.text, request_.name, request_.is_file,
                                            request_.base_path, {}, &error);
  if (!block) {
    fail(error);
    return std::nullopt;
  }
  return e_.force(make_value(rt_.heap.make_thunk(block->number, 0), Tag::kThunk));
}

// value_ is what the phase asked for.
std::optional<Value> Session::go_on() {
  switch (phase_) {
    case Phase::kSubject:
      if (!make_arguments()) return std::nullopt;
      return proceed();
    case Phase::kFunction:
      called_ = true;
      return proceed();
    case Phase::kFunctor:
    case Phase::kMember:
      return proceed();
    case Phase::kAll:
      if (request_.output == Output::kPrint) return end(print_value(rt_, value_));
      out_.handle = roots_.keep(value_);
      return end(std::nullopt);
    case Phase::kText:
      return end(std::string(text_of(value_)));
    case Phase::kBegin:
    case Phase::kDone:
      break;
  }
  CHECK(!"a session goes on from a phase that asks for nothing");
  return std::nullopt;
}

bool Session::make_arguments() {
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
    arguments_.emplace_back(rt_.symbols.intern(name), rt_.make_certain_string(text));
  return true;
}

// Towards the end of the path, and then the text.
std::optional<Value> Session::proceed() {
  bool at_end = path_at_ >= request_.attribute.size();
  if (!called_ && (!at_end || !arguments_.empty())) {
    std::optional<Value> v = call_if_function();
    if (phase_ == Phase::kFunctor || phase_ == Phase::kFunction || phase_ == Phase::kDone) return v;
  }
  return at_end ? print() : select_next();
}

// A function with a set pattern is called with the arguments it asks for; anything else stays as it
// is, and the phase is kMember.
std::optional<Value> Session::call_if_function() {
  Value v = value_;
  if (v.is_attrs() && v.as<Attrs>()->find(rt_.s_functor) != UINT32_MAX) {
    phase_ = Phase::kFunctor;
    Attrs* set = v.as<Attrs>();
    return e_.apply(set->values[set->find(rt_.s_functor)], {v});
  }
  phase_ = Phase::kMember;
  Value function = v;
  uint32_t held = 0;  // arguments that it has already
  if (v.is_object(ObjectType::kPartial)) {
    held = v.as<Partial>()->header.aux;
    function = v.as<Partial>()->function;
  }
  if (!function.is_closure()) return std::nullopt;
  const Chunk& chunk = *function.as<Closure>()->code->chunk;
  if (!chunk.has_formals || chunk.arity != held + 1) return std::nullopt;
  std::vector<std::pair<Symbol, Value>> given;
  for (const auto& a : arguments_) {
    bool wanted = chunk.ellipsis;
    for (const FormalInfo& f : chunk.formals) wanted |= f.name == a.first;
    if (wanted) given.push_back(a);
  }
  for (const FormalInfo& f : chunk.formals) {
    bool has = f.has_default;
    for (const auto& a : given) has |= a.first == f.name;
    if (!has)
      return fail(ErrorClass::kMissingArgument,
                  "cannot evaluate a function that has an argument without a value ('" +
                      std::string(rt_.symbols.name(f.name)) + "'); give it with --arg or --argstr");
  }
  phase_ = Phase::kFunction;
  Value set = rt_.make_attrs(given.data(), given.size());
  if (set == kHole) return fail(ErrorClass::kResource, "the heap limit was reached");
  return e_.apply(v, {set});
}

std::optional<Value> Session::select_next() {
  std::string_view rest = std::string_view(request_.attribute).substr(path_at_);
  size_t dot = rest.find('.');
  std::string part(rest.substr(0, dot));
  path_at_ += dot == std::string_view::npos ? rest.size() : dot + 1;
  phase_ = Phase::kMember;
  called_ = false;
  auto wrong_type = [&](const char* wanted) {
    return fail(ErrorClass::kType, "the expression selected by '" + request_.attribute +
                                       "' should be " + wanted + " but is " +
                                       std::string(type_phrase(value_)));
  };
  bool is_index = !part.empty() && part.find_first_not_of("0123456789") == std::string::npos &&
                  part.size() < 10;
  if (is_index) {
    if (!value_.is_list()) return wrong_type("a list");
    size_t i = std::stoul(part);
    if (i >= value_.as<List>()->size)
      return fail(ErrorClass::kMissingAttribute, "list index " + part + " in selection path '" +
                                                     request_.attribute + "' is out of range");
    return e_.force(value_.as<List>()->items[i]);
  }
  if (!value_.is_attrs()) return wrong_type("a set");
  uint32_t at = value_.as<Attrs>()->find(rt_.symbols.intern(part));
  if (at == UINT32_MAX)
    return fail(ErrorClass::kMissingAttribute, "attribute '" + part + "' in selection path '" +
                                                   request_.attribute + "' not found");
  return e_.force(value_.as<Attrs>()->values[at]);
}

std::optional<Value> Session::print() {
  Output output = request_.output;
  if (output == Output::kPrint || output == Output::kHandle) {
    phase_ = Phase::kAll;
    if (request_.strict) return e_.run_step(kDeepForceStep, {value_}, kDeepForceSlots);
    return go_on();
  }
  phase_ = Phase::kText;
  if (output == Output::kJson) return e_.run_step(kToJsonStep, {value_}, kToJsonSlots);
  if (output == Output::kXml) return e_.run_step(kToXmlStep, {value_}, 3, request_.strict);
  CHECK(output == Output::kRaw);
  return e_.run_step(kCoerceStep, {value_}, 2, static_cast<uint64_t>(CoerceMode::kStrict));
}

}  // namespace vm
