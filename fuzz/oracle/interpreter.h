// The definitional interpreter: it walks the syntax tree and does what each node means, recursing
// natively within limits. Read in this order: evaluate.cc (a function a node), attrs.cc (sets),
// force.cc (delayed values, calls), equality.cc, coerce.cc, print.cc; builtins_*.cc. Everything
// that a step allocates lies in one pool until the next evaluation.
//
// A value is computed *into* a cell that the caller names, as `force` computes into the delayed
// cell.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "fuzz/oracle/failure.h"
#include "fuzz/oracle/file.h"
#include "fuzz/oracle/pool.h"
#include "fuzz/oracle/value.h"
#include "vm/base/arena.h"
#include "vm/base/dialect.h"
#include "vm/base/symbols.h"
#include "vm/host/derivation.h"
#include "vm/host/store.h"
#include "vm/syntax/ast.h"
#include "vm/text/regex.h"

namespace fuzz::oracle {

class PointerSet;

// Names that the language itself knows.
struct KnownNames {
  // clang-format off: it would make a staircase of them
#define KNOWN_NAMES(NAME) \
  NAME(outPath, "outPath") \
  NAME(drvPath, "drvPath") \
  NAME(type, "type") \
  NAME(name, "name") \
  NAME(value, "value") \
  NAME(overrides, "__overrides") \
  NAME(functor, "__functor") \
  NAME(to_string, "__toString") \
  NAME(file, "file") \
  NAME(line, "line") \
  NAME(column, "column") \
  NAME(right, "right") \
  NAME(wrong, "wrong") \
  NAME(key, "key") \
  NAME(start_set, "startSet") \
  NAME(operation, "operator") \
  NAME(success, "success") \
  NAME(version, "version") \
  NAME(path, "path") \
  NAME(all_outputs, "allOutputs") \
  NAME(outputs, "outputs") \
  NAME(prefix, "prefix") \
  NAME(sub, "__sub") \
  NAME(mul, "__mul") \
  NAME(div, "__div") \
  NAME(less_than, "__lessThan") \
  NAME(hash, "hash") \
  NAME(hash_algo, "hashAlgo") \
  NAME(to_hash_format, "toHashFormat") \
  NAME(ignore_nulls, "__ignoreNulls") \
  NAME(structured_attrs, "__structuredAttrs") \
  NAME(content_addressed, "__contentAddressed") \
  NAME(impure, "__impure") \
  NAME(builder, "builder") \
  NAME(system, "system") \
  NAME(args, "args") \
  NAME(output_hash, "outputHash") \
  NAME(output_hash_algo, "outputHashAlgo") \
  NAME(output_hash_mode, "outputHashMode")
// clang-format on
#define NAME(id, text) Symbol id;
  KNOWN_NAMES(NAME)
#undef NAME
};

struct SourceText {
  std::string_view text;  // of a program or an imported file, for positions
  Pos start = 1;
  std::string_view name;  // an absolute path if it is a file
};

class Interpreter {
 public:
  Interpreter(const vm::Dialect& dialect, vm::SymbolTable& symbols);

  // ---- one evaluation after another
  // Forgets the last one. Attributes are forced in the order of their names' numbers, or, if
  // `permutation` is not 0, in an order drawn from it.
  void begin(uint64_t fuel, uint32_t depth, size_t bytes, uint32_t permutation);
  // Where the positions of a program must begin.
  static Pos program_start();
  void set_source(const SourceText& program);
  void set_files(std::span<const File> files) { files_ = files; }  // all that there are
  // The value of a file, which is evaluated once.
  void import(const std::string& path, Value& out);
  Env* global_scope() { return global_; }
  uint64_t fuel_left() const { return fuel_; }
  std::vector<std::string> take_traces() { return std::move(traces_); }
  // Is a name used that nothing binds? Raises undefined-variable.
  void check_names(const vm::Node* root);

  // ---- evaluate.cc: the meaning of an expression
  void eval(const vm::Node* node, Env* env, Value& out);
  void eval_node(const vm::Node* node, Env* env, Value& out);  // at the level that eval entered
  // A cell for an expression in a lazy position: a new thunk, except for constants and variables.
  Value* delay(const vm::Node* node, Env* env);
  bool eval_bool(const vm::Node* node, Env* env);
  Symbol eval_name(const vm::AttrName& name, Env* env);
  Value* lookup(Symbol name, Env* env, bool without_evaluating);

  // ---- force.cc: delayed values and calls
  void force(Value& v);
  void force_deep(Value& v);
  void call(Value& function, Value** arguments, size_t count, Value& out);
  void call(Value& function, std::initializer_list<Value*> arguments, Value& out);
  bool force_bool(Value& v);
  int64_t force_int(Value& v);
  double force_float(Value& v);  // of an integer too
  void force_list(Value& v);
  void force_attrs(Value& v);
  void force_function(Value& v);  // a functor too
  std::string_view force_string(Value& v);
  std::string_view force_string_no_context(Value& v);

  // ---- equality.cc
  bool equal(Value& a, Value& b);
  bool less(Value& a, Value& b);  // both are evaluated
  bool is_derivation(Value& v);
  void explain_inequality(Value& a, Value& b);  // compares like equal(), and raises `assert`

  // ---- coerce.cc: values as text. `context` collects what the text refers to.
  struct Coercion {
    bool more = false;       // numbers, null, lists, … as toString does
    bool copy_paths = true;  // a path means the store path of its copy
    bool canonical_paths = true;
  };
  using Context = std::vector<std::string_view>;
  std::string coerce_to_string(Value& v, Context& context, Coercion how);
  bool attrs_to_string(Value& set, Context& context, Coercion how, std::string& out);  // __toString
  std::string coerce_to_path(Value& v, Context& context);
  std::string copy_path(std::string_view path, Context& context);
  void add_context(Context& context, const Value& string);
  const StringContext* make_context(Context& context);
  void make_string(Value& out, std::string_view text, Context& context);
  void make_string(Value& out, std::string_view text);

  std::optional<vm::Failure> json_string(std::string_view text, std::string& out) const;
  void to_json(Value& v, Context& context, std::string& out);
  void to_json(Value& v, Context& context, std::string& out, std::optional<vm::Failure>& not_utf8);

  // ---- builtins_xml.cc: a document; unless strict, only of what is evaluated.
  std::string to_xml(Value& v, Context& context, bool strict);

  // ---- print.cc
  std::string print(Value& v, bool for_trace = false);
  void print_name(std::string& out, std::string_view name);
  std::string canonical(Value& v);  // see canonical.h

  // ---- sets
  bool before(Symbol a, Symbol b) const { return rank(a) < rank(b); }
  Attr* find(const Attrs* attrs, Symbol name) const;
  Value* get(const Attrs* attrs, Symbol name) const;  // null if it is not there
  Value* require(const Attrs* attrs, Symbol name);    // raises missing-attribute
  Attrs* make_attrs(size_t capacity);                 // empty, with room
  static void push(Attrs* attrs, Symbol name, Value* value, Pos pos = vm::kNoPos);
  void sort(Attrs* attrs);
  std::vector<const Attr*> by_name(const Attrs* attrs) const;  // in the order of their texts

  // ---- small things
  Value* new_cell() { return pool_.make<Value>(); }
  Value* new_string(std::string_view text);
  Value* new_bool(bool b);
  Value* new_int(int64_t n);
  Value** new_items(size_t count) {
    use_fuel(count / kItemsOfAStep);
    return pool_.make_array<Value*>(count);
  }
  Pool& pool() { return pool_; }
  vm::SymbolTable& symbols() { return symbols_; }
  std::string_view name(Symbol s) const { return symbols_.name(s); }
  const KnownNames& names() const { return names_; }
  bool has(vm::Feature f) const { return dialect_.has(f); }
  const vm::Dialect& dialect() const { return dialect_; }
  void position(Pos pos, Value& out);  // { file, line, column }, or null
  std::string location(Pos pos) const;
  void trace(std::string text) { traces_.push_back(std::move(text)); }
  void use_fuel(uint64_t steps);
  // Of a list that is made at once; as many bytes of a text. What the VM asks for, or one of them
  // would reach a limit where the other is far from it.
  static constexpr size_t kItemsOfAStep = 512;
  // Of a text or a list in the making, which grows outside of the pool: it is limited as that is.
  void check_size(size_t bytes) const {
    if (bytes > pool_.limit()) throw LimitReached{"memory"};
  }
  const vm::Regex* find_regex(std::string_view pattern) const;
  const vm::Regex* keep_regex(std::string_view pattern, vm::Regex regex);
  vm::DerivationTable& derivations() { return derivations_; }
  const vm::Store& store() const { return store_; }

  [[noreturn]] void raise(vm::ErrorClass error_class, std::string_view message);
  [[noreturn]] void raise_not_a_function(const Value& got);
  [[noreturn]] void raise_type(std::string_view wanted, const Value& got);
  static std::string describe(const Value& v);  // "an integer"

  // Every function that recurses over what the program controls is a level. Those that errors pass
  // most often (eval, call, force_delayed) enter and leave it by hand, and note what they force
  // instead of catching: destructors and handlers would have to run in each of their frames, which
  // takes longer than what they do. So whoever catches an error and goes on takes back what was
  // under way since its checkpoint.
  void enter_level() {
    if (++depth_ > max_depth_) throw LimitReached{"depth"};
  }
  void leave_level() { --depth_; }
  struct Checkpoint {
    uint32_t level;
    size_t forcing;
  };
  Checkpoint checkpoint() const { return {depth_, forcing_.size()}; }
  void go_back(Checkpoint to, const Raised& raised);  // force.cc
  // For the others.
  class Level {
   public:
    explicit Level(Interpreter& in) : in_(in) { in.enter_level(); }
    ~Level() { in_.leave_level(); }
    Level(const Level&) = delete;

   private:
    Interpreter& in_;
  };

 private:
  uint32_t rank(Symbol name) const;
  void tick() {
    if (fuel_ == 0) throw LimitReached{"fuel"};
    --fuel_;
  }
  void make_globals();
  void define_global(std::string_view name, Value* value);
  Value* load(const std::string& path);
  static Pos behind(const SourceText& source);
  const SourceText& source_of(Pos pos) const;
  std::pair<int64_t, int64_t> line_and_column(Pos pos) const;

  // evaluate.cc
  void eval_var(Symbol name, Env* env, Value& out);
  void eval_select(const vm::SelectNode* node, Env* env, Value& out);
  void eval_has_attr(const vm::HasAttrNode* node, Env* env, Value& out);
  void eval_let(const vm::LetNode* node, Env* env, Value& out);
  void eval_list(const vm::ListNode* node, Env* env, Value& out);
  void eval_call(const vm::CallNode* node, Env* env, Value& out);
  void eval_with(const vm::WithNode* node, Env* env, Value& out);
  void eval_assert(const vm::AssertNode* node, Env* env, Value& out);
  void eval_operator_call(Symbol function, Value* left, Value* right, Env* env, Value& out);
  void eval_comparison(const vm::BinaryNode* node, bool swap, bool negate, Env* env, Value& out);
  void eval_update(const vm::BinaryNode* node, Env* env, Value& out);
  void eval_concat_lists(const vm::BinaryNode* node, Env* env, Value& out);
  void eval_concat(std::span<vm::Node* const> parts, bool force_string, Env* env, Value& out);
  Value* look_in_with(Symbol name, Env* env, bool without_evaluating);

  // attrs.cc
  void eval_attrs(const vm::AttrSetNode* node, Env* env, Value& out);
  Env* open_scope(const vm::AttrSetNode* node, Env* env);
  std::span<const vm::AttrDef*> in_order(const vm::AttrSetNode* node);
  Value** inherited_sources(const vm::AttrSetNode* node, Env* env);
  Value* bind(const vm::AttrSetNode* node, const vm::AttrDef& def, Value** sources, Env* outer,
              Env* inner);
  Attrs* apply_overrides(const Attrs* attrs, Env* scope, size_t room);
  void add_dynamic(const vm::AttrSetNode* node, Env* env, Attrs* attrs);

  // force.cc
  struct Forcing {
    Value* cell;    // in a pool
    Value delayed;  // what it was
  };
  void force_delayed(Value& v);
  void force_deep(Value& v, PointerSet& seen);
  void pick(const Value& source, Symbol name, Value& out);
  size_t call_builtin(const Value& callee, Value** arguments, size_t count, Value& out);
  void enter(const vm::LambdaNode* lambda, Env* env, Value* argument, Value& out);
  void bind_formals(const vm::LambdaNode* lambda, Env* scope, Value& argument);

  // print.cc
  struct Printer;
  struct NameChecker;
  std::string lambda_name(const vm::LambdaNode* lambda) const;
  void name_lambda(const vm::Node* node, Symbol name);

  vm::Dialect dialect_;
  vm::SymbolTable& symbols_;
  KnownNames names_;
  Pool pool_;       // the evaluation's
  Pool permanent_;  // the global scope's
  vm::Arena permanent_tree_;
  Env* global_ = nullptr;
  Attrs* builtins_ = nullptr;
  std::vector<Value*> global_values_;  // by number of the name; null: none
  uint64_t fuel_ = 0;
  uint32_t depth_ = 0;
  uint32_t max_depth_ = 0;
  std::vector<Forcing> forcing_;  // the innermost last
  uint32_t permutation_ = 0;
  std::vector<SourceText> sources_;  // the program, then what it imported
  std::span<const File> files_;
  std::unordered_map<std::string, Value*> imports_;
  std::deque<vm::Arena> import_trees_;
  std::vector<std::string> traces_;
  std::vector<std::pair<const vm::LambdaNode*, Symbol>> lambda_names_;
  std::unordered_map<std::string, vm::Regex> regexes_;
  vm::Store store_;
  vm::DerivationTable derivations_;
};

// Every family of builtins gives its table.
std::span<const Builtin> control_builtins();
std::span<const Builtin> type_builtins();
std::span<const Builtin> number_builtins();
std::span<const Builtin> string_builtins();
std::span<const Builtin> list_builtins();
std::span<const Builtin> attrs_builtins();
std::span<const Builtin> context_builtins();
std::span<const Builtin> data_builtins();
std::span<const Builtin> xml_builtins();
std::span<const Builtin> path_builtins();
std::span<const Builtin> store_builtins();
std::span<const Builtin> flake_builtins();

}  // namespace fuzz::oracle
