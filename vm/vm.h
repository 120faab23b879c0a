// The door of the reference VM. A Vm owns a heap, the names and code it has seen, and an import
// cache; it evaluates one request after another and keeps what it has loaded between them.
//
//     vm::RealHost host;
//     vm::Vm machine({.host = &host});
//     vm::Outcome outcome = machine.evaluate({.text = "1 + 1", .strict = true});
//     if (outcome.ok()) puts(outcome.value->c_str());
//
// Nothing throws. An Outcome is either a value's text or an error with its class; traces are in the
// order in which they were printed. Limits are always on: see Limits.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "vm/base/dialect.h"
#include "vm/base/error.h"
#include "vm/base/limits.h"
#include "vm/base/parse.h"
#include "vm/host/host.h"

namespace vm {

// A range of source text.
struct SourceSpan {
  uint32_t source = 0;  // which text: Vm::source() has it; 0 for nowhere
  uint32_t begin = 0;   // bytes of it
  uint32_t end = 0;
  Location from = {};    // where it begins
  uint32_t to_line = 0;  // and where it ends: the place behind its last byte
  uint32_t to_column = 0;
};

// One thing that happened on the machine. Thunks have numbers, from 1 in the order in which they
// were made or first met; 0 is none. vm/cli/README.md explains every kind of event.
struct MachineEvent {
  static constexpr uint32_t kNoChunk = UINT32_MAX;

  const char* event = nullptr;    // a name of runtime/observer.h: "make", "push", "pop", …
  const char* context = nullptr;  // of what concerns a context: a name of runtime/context.def
  const char* name = nullptr;     // of a step, builtin or function; of an error: its class; of
                                  // "thunk": what triggered it
  const char* state = nullptr;  // of "thunk": its new state; of "suspend": what it asked for; else
                                // how: "tail", "again", "caught", "set aside", "leaf"
  uint64_t thunk = 0;           // the thunk concerned
  std::vector<uint64_t> captures = {};  // of "make": the thunks it captures; of "finalise": the
                                        // one that was patched in
  const char* waiter = nullptr;         // of "push": the context below, which waits for the new one
  const char* waiter_name = nullptr;
  uint64_t waiting = 0;       // and the thunk whose evaluation that context is part of
  std::string value = {};     // in a few words: the answer, the function called, …
  SourceSpan span = {};       // the expression concerned
  uint32_t chunk = kNoChunk;  // the code concerned: Vm::disassembly() has it
  uint32_t word = 0;          // and which word of it
  uint32_t depth = 0;         // calls under way
  uint32_t contexts = 0;      // on the stack, after the event
  uint32_t index = 0;         // of "finalise": which capture; of "suspend" and "resume": the
                              // state of the step
};

struct VmOptions {
  std::optional<Dialect> dialect = {};  // the norm when absent
  Limits limits = {};
  Host* host = nullptr;  // must outlive the Vm; required
  std::string store_dir = "/nix/store";
  // What is put into the store can be read back, as in Nix with a store that it may write to: it is
  // kept in memory. Without it such paths only have names.
  bool write_store = false;
  std::vector<std::string> search_path = {};  // "path" or "prefix=path", first match wins
  // Called while evaluating, with the text that was traced (without "trace: ") or warned of. A
  // warning of the parser has a position; one of `builtins.warn` has none (its file is empty).
  std::function<void(std::string_view)> on_trace = {};
  std::function<void(std::string_view, const Location&)> on_warning = {};
  std::function<void(const MachineEvent&)> on_event = {};
  // Events only with what costs nothing to tell: no thunks, values and places. For coverage.
  bool plain_events = false;
  Stress stress = {};
  // Reads every text in place of vm::parse(), for who wants the tree as well.
  Parse parse = {};
};

enum class Output : uint8_t {
  kPrint,  // as nix-instantiate --eval prints
  kJson,
  kXml,
  kRaw,          // the value must be coercible to a string
  kParse,        // the tree; names are resolved, nothing is evaluated
  kDisassemble,  // the bytecode
  kHandle,       // no text: the value itself, in Outcome::handle
};

// A value that the Vm keeps until it is released: a cell, evaluated or not.
struct Handle {
  uint32_t index;
};

enum class ValueKind : uint8_t {
  kNull,
  kBool,
  kInt,
  kFloat,
  kString,
  kPath,
  kList,
  kSet,
  kFunction,
  kThunk,  // not evaluated: force() it
};

struct Request {
  std::string text = {};
  std::string name = "«string»";  // for positions; the absolute path of a file
  bool is_file = false;
  std::string base_path = "/";  // relative paths in the text start here
  bool strict = false;
  bool park_at_limits = false;  // rather than fail when fuel, heap or call depth run out
  bool watch = false;           // send every event of the evaluation to VmOptions::on_event
  Output output = Output::kPrint;
  std::string attribute =
      {};  // "a.b.0": selected from the value first, functions on the way are called
  // Arguments for functions on the way and at the end: name and expression, or name and string.
  std::vector<std::pair<std::string, std::string>> arguments = {};
  std::vector<std::pair<std::string, std::string>> string_arguments = {};
};

struct OutcomeError {
  ErrorClass error_class = ErrorClass::kThrow;
  std::string message;
  Location position;
  struct Frame {
    Location position;
    std::string note;
  };
  std::vector<Frame> first,
      last;             // contexts alive when it was raised, innermost first, at most 20 each
  uint64_t frames = 0;  // how many there were
};

// An evaluation that was started and did not end yet.
struct Job {
  uint32_t index;
};

struct Outcome {
  std::optional<std::string> value;  // the printed text, without a newline at its end
  OutcomeError error;                // when there is no value
  std::vector<std::string> trace;
  std::optional<Handle> handle;    // with Output::kHandle, force() and call()
  Waiting waiting = Waiting::kNo;  // not kNo: parked; run it again when what it waits for is there
  Job waits_for = {};              // with Waiting::kJob
  bool suspended() const { return waiting != Waiting::kNo; }
  bool ok() const { return value.has_value() || handle.has_value(); }
};

struct Statistics {
  // Steps: calls, forced thunks, what builtins walk over, 4 KiB of what is larger.
  uint64_t fuel = 0;
  uint64_t heap_bytes = 0;       // charged so far
  uint64_t allocated_bytes = 0;  // by objects since the start
  uint64_t stack_bytes = 0;      // held by the stacks of the evaluation that ended and held most
  uint64_t symbols = 0, symbol_bytes = 0;
  uint64_t minor_collections = 0, major_collections = 0;  // every major one begins with a minor one
  uint64_t moved_bytes = 0;                               // out of the nursery
  uint64_t marked_bytes = 0;                              // by the last major collection
  uint64_t minor_nanoseconds = 0, major_nanoseconds = 0;
};

class Vm {
 public:
  explicit Vm(VmOptions options);
  ~Vm();
  Vm(Vm&&) noexcept;

  Outcome evaluate(const Request& request);
  // The same, of a file: `path` is absolute; a directory means its default.nix.
  Outcome evaluate_file(const std::string& path, Request request);
  // When an outcome is suspended(), the evaluation is parked: the host answered that its answer is
  // not there yet (Failure::pending), or a limit was reached and may be raised (set_limits).
  // resume() goes on and asks again; give_up() forgets it. Another evaluate() gives it up too.
  Outcome resume();
  void give_up();
  // Many at once. A job that is started has done nothing yet; run() lets it go on until it ends or
  // is parked, from any thread, one at a time. What one job is evaluating is not evaluated by
  // another: that one is parked (Waiting::kJob) until the first has ended, failed or been given up;
  // jobs that would wait for each other in a circle are an infinite recursion. A job that has ended
  // is gone. At most 65,535 at once.
  Job start(const Request& request);
  Outcome run(Job job);
  void give_up(Job job);
  void set_limits(const Limits& limits);
  // Files may have changed: they are read anew when they are imported next.
  void forget_imports();
  // Forgets all that was evaluated (names, code, files, values), as if the machine had just been
  // made, in less time than making it takes: for many small evaluations that are not to know of
  // each other. False, and nothing has been forgotten, while an evaluation is parked or a handle is
  // held, and once garbage was collected: then only a new Vm starts over.
  bool start_over();
  // For tests: from now on; allocations are counted anew. With none, what had failed no longer
  // does.
  void set_stress(const Stress& stress);
  // A parked job as bytes, and the same job in another process (or Vm) of the same build, dialect
  // and host (Host::digest: files in memory, or none). It must be the only job of its Vm; handles
  // are not written. It stays parked here. restore() wants a Vm that has evaluated nothing, and
  // says in one line why it refuses what it does not trust.
  Result<std::string> snapshot(Job job);
  Result<Job> restore(std::string_view bytes);
  // The job that evaluate() and its like left parked.
  std::optional<Job> parked() const;
  // Walking values. Asking a value for what it is not is a bug of the caller (CHECK), so look at
  // kind() first.
  ValueKind kind(Handle value) const;
  bool as_bool(Handle value) const;
  int64_t as_int(Handle value) const;
  double as_float(Handle value) const;
  std::string as_text(Handle value) const;  // of a string or a path
  // What a string refers to, sorted, as Nix writes it: a store path, "!output!derivation" or
  // "=derivation".
  std::vector<std::string> string_context(Handle value) const;
  size_t size(Handle value) const;  // members of a list or a set
  Handle element(Handle list, size_t index);
  std::vector<std::string> names(Handle set) const;  // sorted
  std::optional<Handle> attribute(Handle set, std::string_view name);
  // All of a set, sorted by name, with a handle each. The names are valid as long as the Vm.
  std::vector<std::pair<std::string_view, Handle>> attributes(Handle set);
  // Evaluating them: outcomes as of evaluate(), with a handle; they can be suspended too.
  Outcome force(Handle value);
  Outcome call(Handle function, const std::vector<Handle>& arguments);  // 1 to 8 arguments
  // Building them.
  Handle make_null();
  Handle make_bool(bool b);
  Handle make_int(int64_t n);
  Handle make_float(double d);
  Handle make_string(std::string_view text);
  Handle make_list(const std::vector<Handle>& items);
  Handle make_set(
      const std::vector<std::pair<std::string, Handle>>& attributes);  // names are distinct
  void release(Handle value);

  // What events refer to: a source text and its name, and the bytecode of a chunk as text.
  struct NamedText {
    std::string name, text;
  };
  NamedText source(uint32_t number) const;
  std::string disassembly(uint32_t chunk) const;

  // Ends the evaluation under way, from any thread, with class `resource`. The next evaluate()
  // starts afresh.
  void cancel();
  Statistics statistics() const;

 private:
  struct State;
  Outcome run_current(Job job);
  std::unique_ptr<State> state_;
};

}  // namespace vm
