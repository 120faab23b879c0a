// What the commands of this room share: how their command line is read, and where the program comes
// from.
#pragma once

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>

#include "vm/base/dialect.h"

namespace fuzz {

enum ExitCode { kDone = 0, kDisagreement = 1, kUsage = 2, kNotRunnable = 3, kInternal = 4 };

struct ProgramSource {
  std::string expression, file;

  void add_to(CLI::App& app) {
    CLI::Option* text = app.add_option("-E,--expr", expression, "The program itself");
    app.add_option("file", file, "A file with the program, or - for standard input")
        ->excludes(text);
  }
  // Nothing: what is wrong has been said.
  std::optional<std::string> read(const char* command) const {
    if (!expression.empty()) return expression;
    if (file == "-") return std::string{std::istreambuf_iterator<char>(std::cin), {}};
    std::ifstream in(file, std::ios::binary);
    if (in) return std::string{std::istreambuf_iterator<char>(in), {}};
    std::cerr << "assay " << command << ": "
              << (file.empty() ? "no program: give -E EXPR or a file"
                               : "'" + file + "' cannot be read")
              << "\n";
    return {};
  }
};

inline std::optional<vm::Dialect> dialect_named(const char* command, const std::string& name) {
  std::optional<vm::Dialect> dialect = vm::find_dialect(name);
  if (!dialect)
    std::cerr << "assay " << command << ": unknown dialect '" << name
              << "'; `assay dialects` lists them\n";
  return dialect;
}

// `Options` has describe(CLI::App&), `run(options)` gives the exit code.
template <typename Options, typename Run>
int run_command_line(const char* sentence, const char* name, int argc, char** argv, Run run) {
  CLI::App app(sentence, name);
  Options options;
  options.describe(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? kDone : kUsage;
  }
  try {
    return run(options);
  } catch (const std::exception& e) {
    std::cerr << name << ": internal error: " << e.what() << "\n";
    return kInternal;
  }
}

template <typename Options>
std::string help_of(const char* sentence, const char* name) {
  CLI::App app(sentence, name);
  Options options;
  options.describe(app);
  return app.help();
}

}  // namespace fuzz
