// Loading code, the base environment, and the makers that need more than the heap. See runtime.h.
#include "vm/runtime/runtime.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "vm/runtime/evaluation.h"

namespace vm {

struct Runtime::LoadedModule {
  Module module;
  std::vector<CodeBlock> blocks;
  std::vector<Value> constants;  // of all chunks, one after another
  std::vector<Shape*> shapes;
};

namespace {

// Text that is evaluated as part of the base environment. `derivation` wraps derivationStrict: a
// set for every output, each with the others in it.
constexpr std::string_view kDerivation = R"(
drvAttrs@{ outputs ? [ "out" ], ... }:
let
  made = derivationStrict drvAttrs;
  shared = drvAttrs // builtins.listToAttrs each // {
    all = map (o: o.value) each;
    inherit drvAttrs;
  };
  each = map (outputName: {
    name = outputName;
    value = shared // {
      outPath = made.${outputName};
      drvPath = made.drvPath;
      type = "derivation";
      inherit outputName;
    };
  }) outputs;
in (builtins.head each).value
)";

constexpr std::string_view kBuiltinsPrefix = "builtins.";

bool publishes(const Chunk& chunk) {
  for (uint32_t at = 0; at < chunk.code.size(); at += instruction_words(&chunk.code[at]))
    if (op_of(chunk.code[at]) == Op::kPublish) return true;
  return false;
}

// Chunk 1 applies the first capture to the others: what a pending call of map and the like runs.
Module apply_module(uint32_t arguments) {
  Module m;
  Chunk entry;  // makes a thunk of chunk 1, as the verifier wants of every chunk, and leaves it
  Operand null = make_operand(Place::kConstant, 0);
  entry.slots = 1;
  entry.constants = {{Constant::Kind::kNull}};
  entry.code = {make_word0(Op::kMakeThunk, arguments + 1), 0, 1};
  entry.code.insert(entry.code.end(), arguments + 1, null);
  entry.code.insert(entry.code.end(), {make_word0(Op::kReturn, 0), null});
  m.chunks.push_back(std::move(entry));
  Chunk c;
  c.no_blackhole = true;  // pending calls are not black holes in Nix either
  c.captures = arguments + 1;
  c.code = {make_word0(Op::kTailCall, arguments), make_operand(Place::kCapture, 0)};
  for (uint32_t i = 0; i < arguments; ++i) c.code.push_back(make_operand(Place::kCapture, i + 1));
  m.chunks.push_back(std::move(c));
  return m;
}

}  // namespace

Runtime::Runtime(RuntimeOptions o) : options(std::move(o)), heap(options.limits.heap_bytes) {
#define STARTUP_SYMBOL(text) symbols.intern(text);
#include "vm/runtime/startup_symbols.def"
#undef STARTUP_SYMBOL
  s_functor = symbols.intern("__functor");
  s_to_string = symbols.intern("__toString");
  s_out_path = symbols.intern("outPath");
  s_type = symbols.intern("type");
  s_name = symbols.intern("name");
  s_value = symbols.intern("value");
  s_key = symbols.intern("key");
  s_operator = symbols.intern("operator");
  s_start_set = symbols.intern("startSet");
  s_right = symbols.intern("right");
  s_wrong = symbols.intern("wrong");
  s_file = symbols.intern("file");
  s_line = symbols.intern("line");
  s_column = symbols.intern("column");
  s_drv_path = symbols.intern("drvPath");
  s_prefix = symbols.intern("prefix");
  s_path = symbols.intern("path");
  Pretenured scope(heap);
  List* list = heap.make_list(0);
  empty_list = make_value(list, Tag::kList);
  empty_attrs = heap.make_attrs(heap.make_shape(0), 0);
  empty_string = make_string("");
  // Block 0 is for cells that never run.
  for (uint32_t n = 1; n < 4; ++n) apply_blocks[n] = block(load(apply_module(n))->number + 1);
  make_base_environment();
  s_success = symbols.intern("success");
  base_ = {symbols.size(), sources.count(), modules_.size(), blocks.size()};
  heap.end_base();
  heap.set_stress(options.stress);
}

Runtime::~Runtime() = default;

void Runtime::make_base_environment() {
  std::vector<std::pair<Symbol, Value>> rows;
  auto add = [&](std::string_view name, Value v) {
    std::string_view bare = name.substr(0, 2) == "__" ? name.substr(2) : name;
    Symbol global = symbols.intern(name), attribute = symbols.intern(bare);
    globals[global] = v;
    global_names.insert(global);
    builtin_names.insert(attribute);
    rows.emplace_back(attribute, v);
  };
  Thunk* all = heap.make_thunk(0, 0);
  add("builtins", make_value(all, Tag::kThunk));
  add("true", kTrue);
  add("false", kFalse);
  add("null", kNull);
  add("__currentTime", heap.make_int(options.host ? options.host->current_time() : 0));
  add("__currentSystem", make_string("x86_64-linux"));
  std::string version =
      options.dialect.implementation == "lix" ? "2.18.3-lix" : options.dialect.version + ".0";
  add("__nixVersion", make_string(version));
  add("__storeDir", make_string(options.store_dir));
  add("__langVersion", make_small_int(6));
  std::vector<Value> entries;
  for (const std::string& entry : options.search_path) {
    size_t eq = entry.find('=');
    std::pair<Symbol, Value> pair[] = {
        {s_path, make_string(eq == std::string::npos ? entry : entry.substr(eq + 1))},
        {s_prefix, make_string(eq == std::string::npos ? "" : entry.substr(0, eq))}};
    entries.push_back(make_attrs(pair, 2));
  }
  List* path = heap.make_list(entries.size());
  std::copy(entries.begin(), entries.end(), path->items);
  add("__nixPath", entries.empty() ? empty_list : make_value(path, Tag::kList));
  for (const BuiltinRow* row : options.builtins) {
    auto* b = static_cast<Builtin*>(heap.allocate(sizeof(Builtin)));
    b->header = {ObjectType::kBuiltin};
    b->row = row;
    add(row->name, make_value(b, Tag::kObject));
  }
  Thunk* derivation = heap.make_thunk(0, 0);
  add("derivation", make_value(derivation, Tag::kThunk));
  builtins = make_attrs(rows.data(), rows.size());
  builtins.as<Attrs>()->header.flags |= Attrs::kNoPositions;
  all->result = builtins;
  all->set_state(ThunkState::kEvaluated);
  Diagnostic error;
  const CodeBlock* block =
      compile_text(std::string(kDerivation), "/derivation-internal.nix", true, "/", {}, &error);
  CHECK(block);
  // A function without captures, which is there from the start: chunk 1 of its text.
  auto* function = static_cast<Closure*>(heap.allocate(sizeof(Closure)));
  function->header = {ObjectType::kClosure, 0, 0, block->number + 1};
  function->code = blocks[block->number + 1];
  derivation->result = make_value(function, Tag::kClosure);
  derivation->set_state(ThunkState::kEvaluated);
}

std::string Runtime::refuse(const Module& module) const {
  std::string wrong = verify(module);
  if (!wrong.empty()) return wrong;
  return verify_names(module, static_cast<uint32_t>(symbols.size()), [&](const std::string& name) {
    if (!name.starts_with(kBuiltinsPrefix)) return globals.contains(symbols.find(name));
    Symbol s = symbols.find(std::string_view(name).substr(kBuiltinsPrefix.size()));
    return s != kNoSymbol && builtins.as<Attrs>()->find(s) != UINT32_MAX;
  });
}

const CodeBlock* Runtime::load(Module module) {
  Pretenured scope(heap);
  auto loaded = spent_ ? std::move(spent_) : std::make_unique<LoadedModule>();
  loaded->blocks.clear();
  loaded->constants.clear();
  loaded->shapes.clear();
#ifdef ASSAY_VERIFY_CODE
  if (std::string wrong = verify(module); !wrong.empty()) {
    std::fprintf(stderr, "assay: the compiler made wrong code: %s\n", wrong.c_str());
    std::abort();
  }
#endif
  loaded->module = std::move(module);
  Module& m = loaded->module;
  for (const ShapeInfo& info : m.shapes) {
    Shape* s = heap.make_shape(static_cast<uint32_t>(info.names.size()));
    s->header.aux = static_cast<uint32_t>(info.names.size());
    std::copy(info.names.begin(), info.names.end(), s->names());
    std::copy(info.positions.begin(), info.positions.end(), s->positions());
    loaded->shapes.push_back(s);
  }
  uint32_t first = static_cast<uint32_t>(blocks.size());
  loaded->blocks.reserve(m.chunks.size());
  std::vector<Value>& constants = loaded->constants;
  size_t room = 0;
  for (const Chunk& c : m.chunks) room += c.constants.size();
  constants.reserve(room);  // or what blocks point to would move
  for (uint32_t i = 0; i < m.chunks.size(); ++i) {
    const Chunk& c = m.chunks[i];
    Value* of_chunk = constants.data() + constants.size();
    for (const Constant& k : c.constants) {
      Value v = kNull;
      switch (k.kind) {
        case Constant::Kind::kInt:
          v = heap.make_int(k.integer);
          break;
        case Constant::Kind::kFloat:
          v = heap.make_float(k.floating);
          break;
        case Constant::Kind::kString:
          v = make_string(k.text);
          break;
        case Constant::Kind::kPath:
          v = make_path(k.text);
          break;
        case Constant::Kind::kNull:
          v = kNull;
          break;
        case Constant::Kind::kFalse:
          v = kFalse;
          break;
        case Constant::Kind::kTrue:
          v = kTrue;
          break;
        case Constant::Kind::kHole:
          v = kHole;
          break;
        case Constant::Kind::kEmptyList:
          v = empty_list;
          break;
        case Constant::Kind::kGlobal: {
          if (k.text.starts_with(kBuiltinsPrefix)) {
            Attrs* set = builtins.as<Attrs>();
            v = set->values[set->find(
                symbols.find(std::string_view(k.text).substr(kBuiltinsPrefix.size())))];
          } else {
            v = globals.at(symbols.find(k.text));
          }
          break;
        }
      }
      constants.push_back(v);
    }
    loaded->blocks.push_back(
        {c.code.data(), of_chunk, c.slots, c.arity, c.captures, first + i, first,
         c.makes_closure == UINT32_MAX ? UINT32_MAX : first + c.makes_closure, c.no_blackhole,
         publishes(c), c.forgets_failure, loaded->shapes.data(), &c});
    blocks.push_back(&loaded->blocks.back());
  }
  modules_.push_back(std::move(loaded));
  return blocks[first];
}

std::string Runtime::disassembly(uint32_t number) const {
  auto behind = std::upper_bound(
      modules_.begin(), modules_.end(), number,
      [](uint32_t n, const auto& loaded) { return n < loaded->blocks.front().number; });
  CHECK(behind != modules_.begin());
  const LoadedModule& loaded = **std::prev(behind);
  uint32_t chunk = number - loaded.blocks.front().number;
  CHECK(chunk < loaded.blocks.size());
  return disassemble_chunk(loaded.module, chunk, symbols, sources);
}

const CodeBlock* Runtime::compile_text(std::string text, std::string name, bool is_file,
                                       const std::string& base_path,
                                       const std::vector<Symbol>& scoped, Diagnostic* error) {
  Pos start = sources.add(std::move(name), std::move(text), is_file);
  if (start == kNoPos) {
    *error = {ErrorClass::kResource, "more than 4 GiB of source text in one evaluation", kNoPos};
    return nullptr;
  }
  Module module;
  if (spent_) module = std::move(spent_->module);
  if (!options.compile(*this, {sources.text(start), start, base_path, scoped}, &module, error))
    return nullptr;
  return load(std::move(module));
}

Value Runtime::make_string(std::string_view text, StringContext* context) {
  String* s = heap.make_string_object(text.size());
  if (!s) return kHole;
  if (!text.empty()) std::memcpy(s->bytes, text.data(), text.size());
  s->context = context;
  return make_value(s, Tag::kString);
}

Value Runtime::make_certain_string(std::string_view text) {
  String* s = heap.make_string_object(text.size(), ObjectType::kString, true);
  if (!text.empty()) std::memcpy(s->bytes, text.data(), text.size());
  return make_value(s, Tag::kString);
}

Value Runtime::make_path(std::string_view text) {
  String* s = heap.make_string_object(text.size(), ObjectType::kPath);
  if (!s) return kHole;
  if (!text.empty()) std::memcpy(s->bytes, text.data(), text.size());
  return make_value(s, Tag::kObject);
}

Value Runtime::make_attrs(std::pair<Symbol, Value>* rows, size_t n) {
  if (n == 0) return make_value(empty_attrs, Tag::kAttrs);
  std::sort(rows, rows + n, [](const auto& a, const auto& b) { return a.first < b.first; });
  for (size_t i = 0; i < n; ++i)
    if (rows[i].second == kHole) return kHole;
  Attrs* set = heap.make_growing_attrs(static_cast<uint32_t>(n));
  if (!set) return kHole;
  for (size_t i = 0; i < n; ++i) set->append(rows[i].first, kNoPos, rows[i].second);
  return make_value(set, Tag::kAttrs);
}

Value Runtime::symbol_string(Symbol s) {
  if (symbol_strings_.size() <= s) symbol_strings_.resize(symbols.size(), kNull);
  if (symbol_strings_[s] == kNull) {
    // A name from JSON can hold a NUL byte where strings cannot: then the string ends there.
    std::string_view name = symbols.name(s);
    if (!has(Feature::kNulBytesKept)) name = name.substr(0, name.find('\0'));
    Pretenured scope(heap);
    symbol_strings_[s] = make_string(name);
  }
  return symbol_strings_[s];
}

Value Runtime::remember_import(const std::string& path, const CodeBlock* block) {
  Pretenured scope(heap);
  Value thunk = make_value(heap.make_thunk(block->number, 0), Tag::kThunk);
  return import_cache.emplace(path, thunk).first->second;
}

bool Runtime::start_over() {
  auto under_way = [](const Evaluation* e) { return e != nullptr; };
  if (std::any_of(evaluations.begin(), evaluations.end(), under_way) || !heap.back_to_base())
    return false;
  constexpr size_t kMostSpent = 64;  // chunks
  if (modules_.size() > base_.modules && modules_.back()->module.chunks.size() <= kMostSpent)
    spent_ = std::move(modules_.back());
  modules_.resize(base_.modules);
  blocks.resize(base_.blocks);
  sources.truncate(base_.sources);
  symbols.truncate(base_.symbols);
  symbol_strings_.clear();
  import_cache.clear();
  store_copies.clear();
  derivations.clear();
  liveness = {};
  return true;
}

Module& Runtime::module(size_t i) { return modules_[i]->module; }

std::vector<Symbol> Runtime::symbols_with_strings() const {
  std::vector<Symbol> out;
  for (size_t s = 0; s < symbol_strings_.size(); ++s)
    if (symbol_strings_[s] != kNull) out.push_back(static_cast<Symbol>(s));
  return out;
}

void Runtime::visit_constants(const VisitRoot& visit) {
  visit_fixed(visit);
  for (auto& [path, thunk] : import_cache) visit(thunk);
}

void Runtime::visit_fixed(const VisitRoot& visit) {
  std::vector<Symbol> names;
  for (auto& [name, value] : globals) names.push_back(name);
  std::sort(names.begin(), names.end());
  for (Symbol name : names) visit(globals.at(name));
  visit(builtins);
  visit(empty_list);
  visit(empty_string);
  auto visit_pointer = [&](auto*& object) {
    Value v = make_value(object, Tag::kObject);
    visit(v);
  };
  visit_pointer(empty_attrs);
  for (Value& v : symbol_strings_) visit(v);
  for (auto& module : modules_) {
    for (Value& v : module->constants) visit(v);
    for (Shape*& shape : module->shapes) visit_pointer(shape);
  }
}

}  // namespace vm
