// The program: `assay COMMAND …`.
#include <cstdio>
#include <string>

#include "conformance/mutants_command.h"
#include "conformance/run_command.h"
#include "fuzz/findings/commands.h"
#include "vm/cli/commands.h"

namespace {

struct Command {
  const char* name;
  const char* sentence;
  int (*run)(int argc, char** argv);
  std::string (*help)();
};

const Command kCommands[] = {
    {"eval", "evaluate Nix with the reference VM", vm::eval_command,
     [] { return vm::eval_help("eval"); }},
    {"parse", "print the syntax tree", vm::eval_command, [] { return vm::eval_help("parse"); }},
    {"disassemble", "print the bytecode", vm::eval_command,
     [] { return vm::eval_help("disassemble"); }},
    {"trace", "print what the machine does, step by step", vm::eval_command,
     [] { return vm::eval_help("trace"); }},
    {"dialects", "print the table of language features", vm::dialects_command, vm::dialects_help},
    {"run", "put evaluators to the corpus", conformance::run_command, conformance::run_help},
    {"mutants", "seeded faults of the VM, and which cases notice them",
     conformance::mutants_command, conformance::mutants_help},
    {"compare", "one program to all evaluators, and who is likely wrong", fuzz::compare_command,
     fuzz::compare_help},
    {"shrink", "the smallest program that keeps a disagreement", fuzz::shrink_command,
     fuzz::shrink_help},
    {"promote", "make a program a case of the corpus", fuzz::promote_command, fuzz::promote_help},
};

void overview(FILE* to) {
  std::fputs("assay: tells whether an evaluator of the Nix language is right\n\n", to);
  for (const Command& c : kCommands) std::fprintf(to, "  assay %-12s %s\n", c.name, c.sentence);
  std::fputs("  assay help COMMAND  its flags, outputs and exit codes\n", to);
}

const Command* find(const std::string& name) {
  for (const Command& c : kCommands)
    if (name == c.name) return &c;
  return nullptr;
}

int unknown(const std::string& name) {
  std::fprintf(stderr, "assay: unknown command '%s'\n\n", name.c_str());
  overview(stderr);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    overview(stderr);
    return 2;
  }
  std::string name = argv[1];
  if (name == "--help" || name == "-h" || (name == "help" && argc == 2)) {
    overview(stdout);
    return 0;
  }
  if (name == "--version") {
    std::puts("assay " ASSAY_VERSION);
    return 0;
  }
  if (name == "help") {
    const Command* c = find(argv[2]);
    if (!c) return unknown(argv[2]);
    std::fputs(c->help().c_str(), stdout);
    return 0;
  }
  const Command* c = find(name);
  if (!c) return unknown(name);
  return c->run(argc - 1, argv + 1);
}
