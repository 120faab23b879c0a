// eval, parse, disassemble, dialects: see commands.h.
#include "vm/cli/commands.h"

#include <unistd.h>

#include <cstdio>
#include <ctime>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "vm/cli/options.h"
#include "vm/cli/snapshots.h"
#include "vm/cli/trace.h"

namespace vm {

namespace {

using Json = nlohmann::ordered_json;

void write(FILE* to, const std::string& text) { std::fwrite(text.data(), 1, text.size(), to); }

std::string dump(const Json& j) { return j.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json position_json(const Location& at) {
  if (at.file.empty()) return nullptr;
  return {{"file", at.file}, {"line", at.line}, {"column", at.column}};
}

std::string outcome_json(const Outcome& outcome) {
  Json j;
  if (outcome.ok()) {
    j["value"] = *outcome.value;
  } else {
    j["error"] = std::string(error_class_name(outcome.error.error_class));
    j["message"] = outcome.error.message;
    j["position"] = position_json(outcome.error.position);
  }
  j["trace"] = outcome.trace;
  return dump(j);
}

// In the keys of Nix's NIX_SHOW_STATS where it has them. What would have to be counted step by step
// (thunks, lookups, calls) is not there: fuel stands for all of it.
std::string statistics_json(const Statistics& s) {
  constexpr double kNano = 1e-9;
  return dump({{"cpuTime", static_cast<double>(std::clock()) / CLOCKS_PER_SEC},
               {"symbols", {{"number", s.symbols}, {"bytes", s.symbol_bytes}}},
               {"gc",
                {{"heapSize", s.heap_bytes},
                 {"totalBytes", s.allocated_bytes},
                 {"cycles", s.minor_collections}}},
               {"fuel", s.fuel},
               {"heapBytes", s.heap_bytes},
               {"stackBytes", s.stack_bytes},
               {"collections",
                {{"minor", s.minor_collections},
                 {"major", s.major_collections},
                 {"movedBytes", s.moved_bytes},
                 {"markedBytes", s.marked_bytes},
                 {"minorTime", static_cast<double>(s.minor_nanoseconds) * kNano},
                 {"majorTime", static_cast<double>(s.major_nanoseconds) * kNano}}}});
}

std::string place(const Location& at) {
  if (at.file.empty()) return "(nowhere)";
  return at.file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

std::string excerpt(const Location& at) {
  if (at.file.empty()) return "";
  std::string number = std::to_string(at.line);
  std::string text = "\n       at " + place(at) + ":\n\n";
  std::string line =
      at.source_line.size() > 200 ? at.source_line.substr(0, 200) + "…" : at.source_line;
  size_t pad = number.size() < 6 ? 6 - number.size() : 0;
  text += "       " + std::string(pad, ' ') + number + "| " + line + "\n";
  if (at.column <= 200)
    text += "       " + std::string(6, ' ') + "| " + std::string(at.column - 1, ' ') + "^\n";
  return text;
}

std::string error_text(const OutcomeError& e, bool show_trace) {
  std::string text = "error: " + e.message + "\n" + excerpt(e.position);
  if (!show_trace) return text;
  auto frame = [&](const OutcomeError::Frame& f) {
    text += f.note.empty() ? "\n       … while evaluating this code" : "\n       … " + f.note;
    text += excerpt(f.position);
    if (f.position.file.empty()) text += "\n";
  };
  for (const auto& f : e.first) frame(f);
  uint64_t shown = e.first.size() + e.last.size();
  if (e.frames > shown) text += "\n       … " + std::to_string(e.frames - shown) + " more frames\n";
  for (const auto& f : e.last) frame(f);
  return text;
}

bool write_page(const std::string& path, const std::string& text) {
  FILE* f = std::fopen(path.c_str(), "wb");
  if (!f) return false;
  write(f, text);
  return std::fclose(f) == 0;
}

// "nix 2.16 to 2.20, estimated; lix from 2.92, unless --extra-deprecated-features url-literals"
std::string ranges_text(Feature f) {
  std::string text;
  for (const FeatureRange& r : feature_ranges(f)) {
    if (!text.empty()) text += "; ";
    text += r.implementation;
    if (!r.since.empty()) text += (r.until.empty() ? " from " : " ") + std::string(r.since);
    if (!r.until.empty()) text += (r.since.empty() ? " until " : " to ") + std::string(r.until);
    if (r.estimated) text += ", estimated";
    if (!r.experimental.empty())
      text += ", with --extra-experimental-features " + std::string(r.experimental);
    if (!r.deprecated.empty())
      text += ", unless --extra-deprecated-features " + std::string(r.deprecated);
  }
  return text;
}

std::string working_directory() {
  std::string buffer(4096, 0);
  return getcwd(buffer.data(), buffer.size()) ? std::string(buffer.c_str()) : "/";
}

std::string absolute(const std::string& path, const std::string& directory) {
  std::string full = path.starts_with("/") ? path : directory + "/" + path;
  // Lexically, as Nix does before it resolves links.
  std::string out;
  size_t i = 0;
  while (i < full.size()) {
    while (i < full.size() && full[i] == '/') ++i;
    size_t end = std::min(full.find('/', i), full.size());
    std::string part = full.substr(i, end - i);
    i = end;
    if (part.empty() || part == ".") continue;
    if (part == "..")
      out.resize(out.empty() ? 0 : out.rfind('/'));
    else
      out += "/" + part;
  }
  return out.empty() ? "/" : out;
}

// At a limit: what was done so far goes to the file, and the user is told how to go on.
int write_parked(Vm& machine, Job job, const Outcome& outcome, const EvalOptions& options) {
  if (options.snapshot_file.empty()) {
    write(stderr, error_text(outcome.error, false) +
                      "It would go on with a higher limit; --snapshot FILE would keep it.\n");
    return 1;
  }
  if (auto wrong = write_snapshot(machine, job, options.snapshot_file)) {
    write(stderr, "assay eval: no snapshot: " + *wrong + "\n");
    return 2;
  }
  write(stderr, error_text(outcome.error, false) + "Kept in '" + options.snapshot_file +
                    "'. Go on with a higher limit: assay eval --resume " + options.snapshot_file +
                    " and the flags of before.\n");
  return 1;
}

}  // namespace

int eval_command(int argc, char** argv) {
  std::string command = argv[0];
  std::vector<std::string> arguments(argv + 1, argv + argc);
  std::string error;
  std::optional<EvalOptions> options = read_eval_options(command, arguments, &error);
  auto usage = [&](const std::string& message) {
    write(stderr, "assay " + command + ": " + message + "\nTry 'assay help " + command + "'.\n");
    return 2;
  };
  if (!options) return usage(error);
  if (options->help) {
    write(stdout, eval_help(command));
    return 0;
  }
  for (const std::string& w : options->warnings) write(stderr, "warning: " + w + "\n");
  if (!options->resume_file.empty()) {
    options->inputs.push_back(options->resume_file);
  } else if (options->inputs.empty()) {
    if (options->expressions) return usage("-E needs an expression");
    options->inputs.push_back("default.nix");
  }
  RealHost host;
  options->vm.host = &host;
  std::optional<RestrictedHost> restricted;
  std::optional<MemoryHost> in_memory;
  for (std::string& root : options->restrict_to) root = absolute(root, working_directory());
  if (options->in_memory()) {
    options->vm.host = &in_memory.emplace();
    if (auto wrong = read_into_memory(options->restrict_to, *in_memory)) return usage(*wrong);
  } else if (!options->restrict_to.empty()) {
    options->vm.host = &restricted.emplace(host, options->restrict_to);
  }
  bool quiet = options->outcome_json;
  bool watch = command == "trace";
  TracePage page;
  std::optional<ChromeTrace> chrome;
  if (watch) {
    options->outcome_json = options->request.watch = true;
    bool one = options->inputs.size() == 1 && options->attributes.size() <= 1;
    if (!one && (options->trace_form != TraceForm::kLines || !options->html_file.empty()))
      return usage("this form holds one evaluation: give one input and at most one -A");
    if (!options->html_file.empty())
      options->vm.on_event = [&page](const MachineEvent& e) { page.event(e); };
    else if (options->trace_form == TraceForm::kChrome)
      options->vm.on_event = [trace = &chrome.emplace(stdout)](const MachineEvent& e) {
        trace->event(e);
      };
    else
      options->vm.on_event = [](const MachineEvent& e) { write(stdout, trace_line(e) + "\n"); };
  }
  options->vm.on_trace = [quiet](std::string_view text) {
    if (!quiet) write(stderr, "trace: " + std::string(text) + "\n");
  };
  options->vm.on_warning = [](std::string_view text, const Location& at) {
    write(stderr, "warning: " + std::string(text) + "\n" + excerpt(at));
  };
  std::string directory = working_directory();
  for (std::string& entry : options->vm.search_path) {
    size_t eq = entry.find('=');
    std::string path = eq == std::string::npos ? entry : entry.substr(eq + 1);
    entry = (eq == std::string::npos ? "" : entry.substr(0, eq + 1)) + absolute(path, directory);
  }
  Vm machine(std::move(options->vm));
  std::optional<Job> parked;  // with --resume: what goes on
  if (options->attributes.empty()) options->attributes.push_back("");
  int status = 0;
  for (const std::string& input : options->inputs) {
    for (const std::string& attribute : options->attributes) {
      Request request = options->request;
      request.attribute = attribute;
      request.base_path = directory;
      request.park_at_limits = !options->snapshot_file.empty();
      Outcome outcome;
      if (!options->resume_file.empty()) {
        Result<Job> job = read_snapshot(machine, input);
        if (!job.ok()) return usage("cannot go on from '" + input + "': " + job.failure().message);
        parked = *job;
        outcome = machine.run(*job);
      } else if (options->expressions) {
        request.text = input;
        request.name = "(string)";
        outcome = machine.evaluate(request);
      } else if (input == "-") {
        request.text.assign(std::istreambuf_iterator<char>(std::cin), {});
        request.name = "(stdin)";
        outcome = machine.evaluate(request);
      } else {
        std::string file = absolute(input, directory);
        if (!in_memory)
          outcome = machine.evaluate_file(file, request);
        else if (auto wrong = read_program(file, request))
          return usage(*wrong);
        else
          outcome = machine.evaluate(request);
      }
      std::fflush(stderr);
      if (outcome.suspended()) {
        if (!parked) parked = machine.parked();
        return write_parked(machine, *parked, outcome, *options);
      }
      if (chrome) {
        chrome->finish(outcome_json(outcome));
      } else if (options->outcome_json) {
        write(stdout, outcome_json(outcome) + "\n");
      } else if (outcome.ok()) {
        bool bare = request.output == Output::kJson || request.output == Output::kRaw;
        bool ends = request.output == Output::kXml || request.output == Output::kDisassemble;
        write(stdout, *outcome.value + (ends && outcome.value->ends_with('\n') ? ""
                                        : bare                                 ? ""
                                                                               : "\n"));
      } else {
        write(stderr, error_text(outcome.error, options->show_trace));
      }
      if (!options->html_file.empty() &&
          !write_page(
              options->html_file,
              page.finish(machine, options->expressions ? input : absolute(input, directory),
                          outcome_json(outcome))))
        return usage("cannot write '" + options->html_file + "'");
      if (options->statistics) write(stderr, statistics_json(machine.statistics()) + "\n");
      if (!outcome.ok()) return std::fflush(stdout), 1;
    }
  }
  std::fflush(stdout);
  return status;
}

int dialects_command(int argc, char** argv) {
  if (argc > 1 && std::string(argv[1]) == "--help") {
    write(stdout, dialects_help());
    return 0;
  }
  if (argc > 1) {
    write(stderr, std::string("assay dialects: unknown argument '") + argv[1] +
                      "'\nTry 'assay help dialects'.\n");
    return 2;
  }
  std::vector<std::string_view> names = dialect_names();
  size_t width = 0;
  for (size_t i = 0; i < kFeatureCount; ++i)
    width = std::max(width, feature_name(static_cast<Feature>(i)).size() + 2);
  std::string out = "feature";
  out.resize(width, ' ');
  for (std::string_view n : names) {
    std::string cell(n);
    cell.resize(10, ' ');
    out += cell;
  }
  out += '\n';
  for (size_t i = 0; i < kFeatureCount; ++i) {
    Feature f = static_cast<Feature>(i);
    std::string row(feature_name(f));
    row.resize(width, ' ');
    for (std::string_view n : names) {
      std::string cell = find_dialect(n)->has(f) ? "on" : "-";
      cell.resize(10, ' ');
      row += cell;
    }
    out += row + "\n    " + (is_warning(f) ? "A warning: " : "") +
           std::string(feature_description(f)) + "\n    (" + ranges_text(f) + ")\n";
  }
  write(stdout, out);
  return 0;
}

std::string eval_help(const std::string& command) {
  std::string what = command == "parse"         ? "prints the tree of each input, names resolved"
                     : command == "disassemble" ? "prints the bytecode of each input"
                     : command == "trace" ? "shows every step of the machine, then the outcome"
                                          : "evaluates each input and prints its value";
  std::string own = command != "trace" ? "" : R"(
  --format json               JSON lines, one an event (the default)
  --format chrome             the Chrome trace-event format, for Perfetto or chrome://tracing;
                              a microsecond is an event
  --html FILE                 write a page in which to step through the evaluation, forwards and
                              backwards; it keeps the first 100000 events. The outcome is printed
)";
  return "assay " + command + " [FLAG]... [FILE|-]...    " + what + "\n" + own + R"(
Without inputs: default.nix. '-' is standard input; with -E the inputs are expressions.

  --eval                      accepted, for tools that drive nix-instantiate
  --strict                    force the value and all its members first
  --json  --xml  --raw        print in that form (--no-location is accepted)
  --parse                     print the tree instead
  -E, --expr                  the inputs are expressions
  -A, --attr PATH             select an attribute first; functions on the way are called
  --arg NAME EXPR             an argument for functions that are called so
  --argstr NAME TEXT          the same, as a string
  -I PATH, -I PREFIX=PATH     search path for <…>, before NIX_PATH
  --show-trace                print the contexts alive when an error was raised
  --option NAME VALUE         a Nix setting; unknown ones are accepted with a warning
  --extra-experimental-features NAMES
  --extra-deprecated-features NAMES   what Lix refuses or warns of is accepted again
  --outcome=json              print one JSON object: value or error, message, position; trace
  --dialect NAME              speak like that evaluator ('assay dialects')
  --feature NAME, no-NAME     one feature of the language on or off
  --mutant NAME               with that fault ('assay mutants'; only in a build with mutants)
  --max-call-depth N          calls under way at once, tail calls included (10000000)
  --max-source-depth N        nesting of source text (10000000)
  --fuel N                    steps: calls, forced thunks, what builtins walk over, 4 KiB of what is
                              larger (no limit)
  --heap-limit MIB            memory for values and stacks (8192)
  --store-dir DIR             prefix of store paths (/nix/store)
  --read-write-mode           what is put into the store can be read back (from memory)
  --restrict ROOT             read files in ROOT only (repeatable); the environment is empty
  --snapshot FILE             (eval) at a limit, write the evaluation to FILE; it sees no files but
                              its own and those of --restrict, as they were when it began
  --resume FILE               (eval) go on with such an evaluation: same build, dialect and files
  --stats                     print what was used as JSON to standard error

Values go to standard output; traces, warnings and errors to standard error.
Exit codes: 0 a value; 1 an error of the program, or a limit was reached; 2 wrong usage.
)";
}

std::string dialects_help() {
  return "assay dialects    prints the table of features, which dialect has them, and from which "
         "version on;\n"
         "                  'estimated' versions are neither measured nor documented\n";
}

}  // namespace vm
