// One program through the interpreter: parsed, checked for unbound variables, evaluated, printed.
// Names that a program brought along are forgotten behind it, so that no program changes the order
// of another's.
#include "fuzz/oracle/reference.h"

#include <algorithm>

#include "fuzz/oracle/interpreter.h"
#include "vm/syntax/children.h"

namespace fuzz {

using oracle::Interpreter;
using oracle::Value;

struct Reference::State {
  State(const vm::Dialect& d, const std::vector<std::string_view>& first_names) : dialect(d) {
    for (std::string_view name : first_names) symbols.intern(name);
    interpreter.emplace(dialect, symbols);
    known_names = symbols.size();
  }

  vm::Dialect dialect;
  vm::SymbolTable symbols;
  std::optional<Interpreter> interpreter;
  size_t known_names = 0;
  std::vector<vm::Symbol> learned;  // the number here of each name of the other table
  std::vector<vm::Node*> work;      // scratch

  void adopt(vm::Node* root);
};

// The tree's names become those of this table.
void Reference::State::adopt(vm::Node* root) {
  for (work.push_back(root); !work.empty();) {
    vm::Node* node = work.back();
    work.pop_back();
    vm::visit_slots(
        node, [this](vm::Node* child) { work.push_back(child); },
        [this](vm::Symbol& name) { name = learned[name]; });
  }
}

Reference::Reference(const vm::Dialect& dialect, const std::vector<std::string_view>& first_names)
    : state_(std::make_unique<State>(dialect, first_names)) {}
Reference::~Reference() = default;

namespace {

std::string evaluate(Interpreter& in, const vm::Node* root, ReferenceRequest::Output output) {
  Value* cell = in.delay(root, in.global_scope());
  in.force(*cell);
  // nix-instantiate prints a copy: another cell.
  Value* value = in.new_cell();
  *value = *cell;
  switch (output) {
    case ReferenceRequest::Output::kLazy:
      return in.print(*value);
    case ReferenceRequest::Output::kStrict:
      in.force_deep(*value);
      return in.print(*value);
    case ReferenceRequest::Output::kCanonical:
      in.force_deep(*value);
      return in.canonical(*value);
    case ReferenceRequest::Output::kJson: {
      Interpreter::Context context;
      std::string text;
      in.to_json(*value, context, text);
      return text;
    }
    case ReferenceRequest::Output::kXml: {
      Interpreter::Context context;
      return in.to_xml(*value, context, false);
    }
  }
  return {};
}

template <typename Body>
Verdict run_parsed(Interpreter& in, const ParsedProgram& program, const ReferenceRequest& request,
                   Body body) {
  Verdict verdict;
  const vm::ParseResult& parsed = program.parsed;
  if (parsed.root == nullptr) {
    bool limit = parsed.error->error_class == vm::ErrorClass::kResource;
    verdict.kind = limit ? Verdict::Kind::kLimit : Verdict::Kind::kError;
    verdict.error_class = parsed.error->error_class;
    verdict.message = parsed.error->message;
    return verdict;
  }
  in.begin(request.limits.fuel, request.limits.depth, request.limits.bytes, request.permutation);
  in.set_files(request.files);
  in.set_source({program.text, program.start, request.name});
  try {
    in.check_names(parsed.root);
    verdict.text = body(parsed.root);
  } catch (const oracle::Raised& raised) {
    verdict.kind = Verdict::Kind::kError;
    verdict.error_class = raised.error->error_class;
    verdict.message = raised.error->message;
  } catch (const oracle::LimitReached& limit) {
    verdict.kind = Verdict::Kind::kLimit;
    verdict.error_class = vm::ErrorClass::kResource;
    verdict.message = limit.what;
  } catch (const oracle::Unsupported& unsupported) {
    verdict.kind = Verdict::Kind::kUnsupported;
    verdict.message = unsupported.what;
  }
  verdict.traces = in.take_traces();
  verdict.fuel_used = request.limits.fuel - in.fuel_left();
  return verdict;
}

ParsedProgram parse(vm::SymbolTable& symbols, vm::Arena& arena, const vm::Dialect& dialect,
                    std::string_view text, const ReferenceRequest& request) {
  const vm::Pos start = Interpreter::program_start();
  vm::ParseOptions options;
  options.base_path = std::string(request.base_path);
  options.home = std::string(request.home);
  options.dialect = &dialect;
  options.max_depth = request.limits.depth;
  return {text, start, vm::parse(text, start, symbols, arena, options)};
}

}  // namespace

Verdict Reference::run(const ParsedProgram& program, const ReferenceRequest& request) {
  if (program.parsed.root) state_->adopt(program.parsed.root);
  Interpreter& in = *state_->interpreter;
  return run_parsed(in, program, request,
                    [&](const vm::Node* root) { return evaluate(in, root, request.output); });
}

Verdict Reference::run(std::string_view text, const ReferenceRequest& request) {
  vm::Arena arena;
  Interpreter& in = *state_->interpreter;
  return run_parsed(in, parse(state_->symbols, arena, state_->dialect, text, request), request,
                    [&](const vm::Node* root) { return evaluate(in, root, request.output); });
}

Verdict Reference::check(std::string_view text, const ReferenceRequest& request) {
  vm::Arena arena;
  return run_parsed(*state_->interpreter,
                    parse(state_->symbols, arena, state_->dialect, text, request), request,
                    [](const vm::Node*) { return std::string(); });
}

void Reference::learn_names(const vm::SymbolTable& theirs) {
  std::vector<vm::Symbol>& learned = state_->learned;
  while (learned.size() < theirs.size())
    learned.push_back(state_->symbols.intern(theirs.name(static_cast<vm::Symbol>(learned.size()))));
}

void Reference::forget_names(size_t theirs) {
  std::vector<vm::Symbol>& learned = state_->learned;
  if (theirs < learned.size()) learned.resize(theirs);
  size_t known = state_->known_names;
  for (vm::Symbol name : learned) known = std::max<size_t>(known, name + 1);
  state_->symbols.truncate(known);
}

}  // namespace fuzz
