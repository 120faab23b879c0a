// What evaluations share: the heap, names, sources, loaded code, the base environment, the import
// cache and the way to the outside. One evaluation of a Runtime runs at a time; any number may be
// parked.
#pragma once

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "vm/base/dialect.h"
#include "vm/base/error.h"
#include "vm/base/limits.h"
#include "vm/base/parse.h"
#include "vm/code/chunk.h"
#include "vm/code/liveness.h"
#include "vm/host/derivation.h"
#include "vm/host/host.h"
#include "vm/runtime/collector.h"
#include "vm/runtime/context.h"
#include "vm/runtime/heap.h"

namespace vm {

class Evaluation;
class Regex;
class WrittenStore;
struct StepRecord;

// A chunk, loaded.
struct CodeBlock {
  const uint32_t* code;
  Value* constants;
  uint32_t slots;
  uint32_t arity;
  uint32_t captures;
  uint32_t number;         // in Runtime::blocks
  uint32_t first_number;   // of chunk 0 of its module
  uint32_t makes_closure;  // number of the function's block, or UINT32_MAX
  bool no_blackhole;
  bool publishes;  // its thunk may be read before it ends: it has a Publish
  bool forgets_failure;
  Shape* const* shapes;
  const Chunk* chunk;
};

// How a step ends.
enum class Next : uint8_t {
  kDone,      // the answer is in Evaluation::answer
  kTail,      // the answer is the value of the cell in Evaluation::answer
  kForce,     // force Evaluation::pending and run the same state again
  kCall,      // apply what set_call() was given; the value is the answer of the next state
  kTailCall,  // the answer is the value of what set_call() was given
  kPush,      // a step was pushed; its value is the answer of the next state
  kFail,      // Evaluation::fail() was called
};
// What a step does about an error that passes it.
enum class Unwound : uint8_t {
  kPassed,   // nothing: the step is dropped
  kCaught,   // the answer is in Evaluation::answer
  kResumed,  // the error was set aside (set_error_aside): the step runs on, in the state it set
};
using StepFunction = Next (*)(Evaluation&, StepRecord&, Value answer);

// A machine: a builtin or an operation of the language that forces, calls, or waits for others. It
// keeps all its state in its record and its slots, so it can be left and resumed at any time.
struct StepRow {
  const char* name;
  StepFunction step;
  ContextKind kind = ContextKind::kStep;  // or kBuiltin, kForce: what its context is called
  Unwound (*unwind)(Evaluation&, StepRecord&) = nullptr;  // on an error that passes
};

// A builtin: either a leaf, whose arguments are forced as `forces` says and which then cannot
// suspend, or a step. `forces`: pairs of argument digit and type letter in the order in which they
// are forced: v any, i int, n number, b Boolean, s string, c string without context, l list, a set,
// f function.
struct BuiltinRow {
  const char* name;  // with "__" in front when it is visible without `builtins.` only in that form
  uint8_t arity;
  const char* forces;
  Value (*leaf)(Evaluation&,
                Value* arguments);  // a value, or a cell whose value is meant; kHole: failed
  StepRow step;
  uint8_t extra_slots;  // of a step, behind its arguments; null at the start
};

class Runtime;

// Visits values that must be kept; see Runtime::root_sources.
using VisitRoot = std::function<void(Value&)>;
using RootSource = std::function<void(const VisitRoot&)>;

// A source text on its way to bytecode.
struct SourceText {
  std::string_view text;
  Pos start = kNoPos;          // as SourceManager::add returned it
  std::string base_path;       // relative paths start here
  std::vector<Symbol> scoped;  // as in CompileOptions
};

// *out may bring the memory of a module that nobody needs any more.
using Compile = std::function<bool(Runtime&, const SourceText&, Module* out, Diagnostic* error)>;

struct RuntimeOptions {
  Dialect dialect;
  Limits limits;
  Stress stress;
  Host* host = nullptr;  // must outlive the runtime
  // The host itself, when what is put into the store can be read back; null: nothing is written.
  WrittenStore* written = nullptr;
  std::vector<const BuiltinRow*> builtins;
  // Parser and compiler, brought by whoever ties the layers together. False with *error set.
  Compile compile;
  Parse parse;  // what the compiler calls to read a text; empty: vm::parse()
  std::string store_dir = "/nix/store";
  std::vector<std::string> search_path;  // -I and NIX_PATH entries, in order
  // Receives the text of every builtins.trace and warning, without the "trace: " in front.
  std::function<void(std::string_view)> on_trace;
  std::function<void(std::string_view, const Location&)> on_warning;
};

class Runtime {
 public:
  explicit Runtime(RuntimeOptions options);
  ~Runtime();

  bool has(Feature f) const { return options.dialect.has(f); }
  // Whether a module from elsewhere can be loaded: verify(), with the names that exist here. Empty,
  // or what is wrong.
  [[nodiscard]] std::string refuse(const Module& module) const;
  // Loads a module; returns the block of its chunk 0. It must be the compiler's, or not refused.
  const CodeBlock* load(Module module);
  const CodeBlock* block(uint32_t number) const { return blocks[number]; }
  // The bytecode of a block, as text.
  std::string disassembly(uint32_t number) const;
  // Text → block, or an error. `base_path` is for relative paths. `scoped` as in CompileOptions.
  const CodeBlock* compile_text(std::string text, std::string name, bool is_file,
                                const std::string& base_path, const std::vector<Symbol>& scoped,
                                Diagnostic* error);

  // These answer kHole when memory is out.
  Value make_string(std::string_view text, StringContext* context = nullptr);
  Value make_path(std::string_view text);
  // Never kHole: for texts that the host holds anyway, where an error could not be told.
  Value make_certain_string(std::string_view text);
  // A set of rows in any order; names must be distinct. The rows are sorted in place. A row whose
  // value is kHole could not be made, and so neither can the set.
  Value make_attrs(std::pair<Symbol, Value>* rows, size_t n);
  Value symbol_string(Symbol s);  // the same cell each time

  RuntimeOptions options;
  Heap heap;
  SymbolTable symbols;
  SourceManager sources;
  std::vector<const CodeBlock*> blocks;
  // The base environment.
  std::unordered_map<Symbol, Value> globals;
  std::unordered_set<Symbol> global_names, builtin_names;
  Value builtins = kNull;  // the set
  Value empty_list = kNull;
  Value empty_string = kNull;
  Attrs* empty_attrs = nullptr;
  std::unordered_map<std::string, Value> import_cache;  // resolved path → thunk
  // A thunk of the file's code, in the cache.
  Value remember_import(const std::string& path, const CodeBlock* block);
  std::unordered_map<std::string, std::string> store_copies;  // path → store path
  DerivationTable derivations;
  std::unordered_map<std::string, std::shared_ptr<const Regex>> regexes;  // compiled, by pattern
  // Chunks that apply their first capture to the others: pending calls of map, genList, mapAttrs, …
  const CodeBlock* apply_blocks[4] = {};
  std::atomic<bool> cancelled{false};
  // For the collector.
  std::vector<Evaluation*> evaluations;
  std::vector<RootSource> root_sources;  // of those who hold values outside of the heap
  // The tables, which hold nothing that is young. visit_fixed: without what evaluations added, in
  // an order that the loaded code fixes.
  void visit_constants(const VisitRoot& visit);
  void visit_fixed(const VisitRoot& visit);
  // What was there before anything was loaded, and for snapshots what came since.
  struct Base {
    size_t symbols, sources, modules, blocks;
  };
  const Base& base() const { return base_; }
  size_t modules() const { return modules_.size(); }
  Module& module(size_t i);
  std::vector<Symbol> symbols_with_strings() const;
  // Back to the base, at the price of what came since: see Vm::start_over().
  bool start_over();
  LivenessCache liveness;
  CollectorStatistics collections;
  uint64_t collections_unchecked = 0;  // how many more pass before the checker looks again
  Symbol s_functor, s_to_string, s_out_path, s_type, s_name, s_value, s_key, s_operator,
      s_start_set, s_success, s_right, s_wrong, s_file, s_line, s_column, s_drv_path, s_prefix,
      s_path;

 private:
  void make_base_environment();
  struct LoadedModule;
  std::deque<std::unique_ptr<LoadedModule>> modules_;
  std::unique_ptr<LoadedModule> spent_;  // forgotten by start_over(); its memory serves the next
  std::vector<Value> symbol_strings_;
  Base base_ = {};
};

}  // namespace vm
