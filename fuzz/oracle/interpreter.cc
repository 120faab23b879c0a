// The parts of the interpreter that are not meaning: beginning an evaluation, the global scope,
// errors, positions.
#include "fuzz/oracle/interpreter.h"

#include "vm/syntax/parser.h"

namespace fuzz::oracle {

using vm::ErrorClass;
using vm::Feature;

namespace {

// `derivation`, which is a function of the language.
constexpr std::string_view kDerivation = R"(
drvAttrs @ { outputs ? [ "out" ], ... }:
let
  strict = derivationStrict drvAttrs;
  commonAttrs = drvAttrs // (builtins.listToAttrs outputsList) //
    { all = map (x: x.value) outputsList;
      inherit drvAttrs;
    };
  outputToAttrListElement = outputName:
    { name = outputName;
      value = commonAttrs // {
        outPath = builtins.getAttr outputName strict;
        drvPath = strict.drvPath;
        type = "derivation";
        inherit outputName;
      };
    };
  outputsList = map outputToAttrListElement outputs;
in (builtins.head outputsList).value
)";
// The first of all sources: the program begins behind it.
constexpr SourceText kDerivationSource{kDerivation, 1, "/derivation-internal.nix"};

}  // namespace

Interpreter::Interpreter(const vm::Dialect& dialect, vm::SymbolTable& symbols)
    : dialect_(dialect), symbols_(symbols) {
#define NAME(id, text) names_.id = symbols_.intern(text);
  KNOWN_NAMES(NAME)
#undef NAME
  store_.refuse_dot_names = has(Feature::kStoreNamesOfDotsRefused);
  make_globals();
}

void Interpreter::begin(uint64_t fuel, uint32_t depth, size_t bytes, uint32_t permutation) {
  pool_.reset();
  pool_.set_limit(bytes);
  traces_.clear();
  lambda_names_.clear();
  derivations_.clear();
  imports_.clear();
  import_trees_.clear();
  fuel_ = fuel;
  depth_ = 0;
  max_depth_ = depth;
  forcing_.clear();
  if (permutation != permutation_) {
    permutation_ = permutation;
    std::sort(builtins_->items, builtins_->items + builtins_->size,
              [this](const Attr& a, const Attr& b) { return before(a.name, b.name); });
  }
}

// ---- the global scope

void Interpreter::define_global(std::string_view name, Value* value) {
  Symbol symbol = symbols_.intern(name);
  if (symbol >= global_values_.size()) global_values_.resize(symbol + 1, nullptr);
  global_values_[symbol] = value;
}

void Interpreter::make_globals() {
  global_ = permanent_.make<Env>();
  global_->kind = Env::Kind::kGlobal;
  builtins_ = permanent_.make<Attrs>();
  constexpr size_t kMost = 200;
  builtins_->items = permanent_.make_array<Attr>(kMost);
  auto add = [this](std::string_view name, bool global) {
    Value* cell = permanent_.make<Value>();
    push(builtins_, symbols_.intern(name), cell);
    define_global(global ? std::string(name) : "__" + std::string(name), cell);
    return cell;
  };
  std::string version = dialect_.implementation == "lix" ? "2.18.3-lix" : dialect_.version + ".0";
  add("true", true)->set_bool(true);
  add("false", true)->set_bool(false);
  add("null", true)->set_null();
  add("currentSystem", false)->set_string("x86_64-linux");
  add("currentTime", false)->set_int(0);
  add("nixVersion", false)->set_string(permanent_.copy(version));
  add("langVersion", false)->set_int(6);
  add("storeDir", false)->set_string("/nix/store");
  add("nixPath", false)->set_list(nullptr, 0);
  for (std::span<const Builtin> family :
       {control_builtins(), type_builtins(), number_builtins(), string_builtins(), list_builtins(),
        attrs_builtins(), context_builtins(), data_builtins(), xml_builtins(), path_builtins(),
        store_builtins(), flake_builtins()}) {
    for (const Builtin& builtin : family) {
      if (builtin.feature != Feature::kCount && !has(builtin.feature)) continue;
      Value* cell = add(builtin.name, builtin.global);
      cell->tag = Tag::kBuiltin;
      cell->builtin = &builtin;
    }
  }
  vm::ParseOptions options;
  options.dialect = &dialect_;
  vm::ParseResult derivation =
      vm::parse(kDerivation, kDerivationSource.start, symbols_, permanent_tree_, options);
  CHECK(derivation.root != nullptr && derivation.root->kind == vm::NodeKind::kLambda);
  Value* cell = add("derivation", true);
  cell->tag = Tag::kLambda;
  cell->env = global_;
  cell->lambda = static_cast<vm::LambdaNode*>(derivation.root);
  Value* builtins = add("builtins", true);
  CHECK(builtins_->size <= kMost);
  sort(builtins_);
  builtins->set_attrs(builtins_);
}

// ---- errors

void Interpreter::raise(ErrorClass error_class, std::string_view message) {
  NixError* error = static_cast<NixError*>(pool_.allocate(sizeof(NixError)));
  *error = {error_class, pool_.copy(message)};
  throw Raised{error};
}

void Interpreter::raise_type(std::string_view wanted, const Value& got) {
  raise(ErrorClass::kType, "expected " + std::string(wanted) + " but found " + describe(got));
}

std::string Interpreter::describe(const Value& v) {
  switch (v.tag) {
    case Tag::kNull:
      return "null";
    case Tag::kBool:
      return "a Boolean";
    case Tag::kInt:
      return "an integer";
    case Tag::kFloat:
      return "a float";
    case Tag::kString:
      return "a string";
    case Tag::kPath:
      return "a path";
    case Tag::kList:
      return "a list";
    case Tag::kSet:
      return "a set";
    case Tag::kLambda:
    case Tag::kBuiltin:
    case Tag::kBuiltinCall:
      return "a function";
    default:
      return "a thunk";
  }
}

// ---- positions

const SourceText& Interpreter::source_of(Pos pos) const {
  size_t i = sources_.size() - 1;
  while (i > 0 && pos < sources_[i].start) --i;
  return sources_[i];
}

std::pair<int64_t, int64_t> Interpreter::line_and_column(Pos pos) const {
  const SourceText& source = source_of(pos);
  std::string_view before = source.text.substr(0, pos - source.start);
  int64_t line = 1;
  size_t line_start = 0;
  for (size_t i = 0; i < before.size(); ++i) {
    bool crlf = before[i] == '\r' && i + 1 < source.text.size() && source.text[i + 1] == '\n';
    if (before[i] != '\n' && (before[i] != '\r' || crlf)) continue;
    ++line;
    line_start = i + 1;
  }
  return {line, static_cast<int64_t>(before.size() - line_start) + 1};
}

Pos Interpreter::behind(const SourceText& source) {
  return source.start + static_cast<Pos>(source.text.size()) + 1;
}

Pos Interpreter::program_start() { return behind(kDerivationSource); }

void Interpreter::set_source(const SourceText& program) { sources_ = {kDerivationSource, program}; }

void Interpreter::position(Pos pos, Value& out) {
  const SourceText& source = source_of(pos);
  if (pos < source.start) return out.set_null();
  auto [line, column] = line_and_column(pos);
  Attrs* attrs = make_attrs(3);
  // What is evaluated as a string may be named by its text, and has a NUL byte then if it likes.
  push(attrs, names_.file, new_string(source.name.substr(0, source.name.find('\0'))));
  push(attrs, names_.line, new_int(line));
  push(attrs, names_.column, new_int(column));
  sort(attrs);
  out.set_attrs(attrs);
}

std::string Interpreter::location(Pos pos) const {
  auto [line, column] = line_and_column(pos);
  return std::string(source_of(pos).name) + ":" + std::to_string(line) + ":" +
         std::to_string(column);
}

// ---- files

void Interpreter::import(const std::string& path, Value& out) {
  auto known = imports_.find(path);
  Value* cell = known == imports_.end() ? load(path) : known->second;
  force(*cell);
  out = *cell;
}

// The cell of a file that is read for the first time; nothing is kept of one that is refused.
Value* Interpreter::load(const std::string& path) {
  auto file =
      std::find_if(files_.begin(), files_.end(), [&](const File& f) { return f.path == path; });
  if (file == files_.end()) throw Unsupported{"a file"};
  Pos start = behind(sources_.back());
  vm::ParseOptions options;
  options.base_path = "/";
  options.dialect = &dialect_;
  options.max_depth = max_depth_;
  vm::ParseResult parsed =
      vm::parse(file->text, start, symbols_, import_trees_.emplace_back(), options);
  if (parsed.root == nullptr) {
    if (parsed.error->error_class == ErrorClass::kResource) throw LimitReached{"source depth"};
    raise(parsed.error->error_class, parsed.error->message);
  }
  sources_.push_back({file->text, start, file->path});
  check_names(parsed.root);
  Value* cell = new_cell();
  cell->tag = Tag::kThunk;
  cell->node = parsed.root;
  cell->env = global_;
  return imports_.emplace(path, cell).first->second;
}

// ---- small things

Value* Interpreter::new_string(std::string_view text) {
  Value* cell = new_cell();
  cell->set_string(pool_.copy(text));
  return cell;
}

Value* Interpreter::new_bool(bool b) {
  Value* cell = new_cell();
  cell->set_bool(b);
  return cell;
}

Value* Interpreter::new_int(int64_t n) {
  Value* cell = new_cell();
  cell->set_int(n);
  return cell;
}

// Compiling costs more than matching, and programs repeat their patterns.
const vm::Regex* Interpreter::find_regex(std::string_view pattern) const {
  auto found = regexes_.find(std::string(pattern));
  return found == regexes_.end() ? nullptr : &found->second;
}

const vm::Regex* Interpreter::keep_regex(std::string_view pattern, vm::Regex regex) {
  constexpr size_t kMost = 1000;
  if (regexes_.size() >= kMost) regexes_.clear();
  return &regexes_.emplace(pattern, std::move(regex)).first->second;
}

void Interpreter::use_fuel(uint64_t steps) {
  if (fuel_ < steps) throw LimitReached{"fuel"};
  fuel_ -= steps;
}

}  // namespace fuzz::oracle
