// assay_oracle: evaluates one file with the definitional interpreter, with those options of `assay
// eval` that make sense without a machine: --eval --parse --strict --json --xml --dialect NAME
// --option experimental-features "…" --outcome=json --permute N FILE.
//
// Exit codes: 0 a value, 1 an error or a limit, 2 usage.
#include <CLI/CLI.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "fuzz/big_stack.h"
#include "fuzz/oracle/reference.h"
#include "fuzz/startup_names.h"

namespace {

struct Options {
  std::string file;
  std::string dialect = "default";
  std::vector<std::string> settings;
  std::string outcome;
  uint32_t permutation = 0;
  bool eval = false, parse = false, strict = false, json = false, xml = false;
};

std::string read(std::istream& in) { return {std::istreambuf_iterator<char>(in), {}}; }

nlohmann::json as_json(const fuzz::Verdict& verdict) {
  nlohmann::json out;
  switch (verdict.kind) {
    case fuzz::Verdict::Kind::kValue:
      out["value"] = verdict.text;
      break;
    case fuzz::Verdict::Kind::kError:
    case fuzz::Verdict::Kind::kLimit:
      out["error"] = vm::error_class_name(verdict.error_class);
      out["message"] = verdict.message;
      break;
    case fuzz::Verdict::Kind::kUnsupported:
      out["error"] = "unsupported";
      out["message"] = verdict.message;
      break;
  }
  if (!verdict.traces.empty()) out["trace"] = verdict.traces;
  return out;
}

int run(const Options& options) {
  std::optional<vm::Dialect> dialect = vm::find_dialect(options.dialect);
  if (!dialect) {
    std::cerr << "assay_oracle: unknown dialect '" << options.dialect << "'\n";
    return 2;
  }
  // `--option NAME VALUE` comes as two strings; only experimental-features matters here.
  for (size_t i = 0; i + 1 < options.settings.size(); i += 2) {
    std::istringstream flags(options.settings[i + 1]);
    for (std::string flag; options.settings[i] == "experimental-features" && flags >> flag;)
      vm::enable_experimental(*dialect, flag);
  }
  fuzz::ReferenceRequest request;
  std::string program;
  std::string path, directory;
  if (options.file == "-") {
    program = read(std::cin);
    directory = std::filesystem::current_path();
    request.name = "(stdin)";
    request.is_file = false;
  } else {
    std::ifstream in(options.file, std::ios::binary);
    if (!in) {
      std::cerr << "assay_oracle: cannot read '" << options.file << "'\n";
      return 2;
    }
    program = read(in);
    path = std::filesystem::absolute(options.file);
    directory = std::filesystem::path(path).parent_path();
    request.name = path;
  }
  request.base_path = directory;
  const char* home = std::getenv("HOME");
  request.home = home == nullptr ? "" : home;
  request.permutation = options.permutation;
  request.output = options.json     ? fuzz::ReferenceRequest::Output::kJson
                   : options.xml    ? fuzz::ReferenceRequest::Output::kXml
                   : options.strict ? fuzz::ReferenceRequest::Output::kStrict
                                    : fuzz::ReferenceRequest::Output::kLazy;
  request.limits = fuzz::kBigLimits;
  fuzz::Reference reference(*dialect, fuzz::startup_names(*dialect));
  fuzz::Verdict verdict =
      options.parse ? reference.check(program, request) : reference.run(program, request);
  bool ok = verdict.kind == fuzz::Verdict::Kind::kValue;
  if (options.outcome == "json") {
    using Handler = nlohmann::json::error_handler_t;
    std::cout << as_json(verdict).dump(-1, ' ', false, Handler::replace) << '\n';
    return ok ? 0 : 1;
  }
  for (const std::string& trace : verdict.traces) std::cerr << "trace: " << trace << '\n';
  if (ok) {
    std::cout << verdict.text << '\n';
  } else {
    std::cerr << "error: " << vm::error_class_name(verdict.error_class) << ": " << verdict.message
              << '\n';
  }
  return ok ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Evaluates a file with the definitional interpreter of the Nix language"};
  Options options;
  app.add_flag("--eval", options.eval, "evaluate (the default)");
  app.add_flag("--parse", options.parse, "only parse and look for unbound variables");
  app.add_flag("--strict", options.strict, "force the value deeply");
  app.add_flag("--json", options.json, "print JSON");
  app.add_flag("--xml", options.xml, "print XML, of what is evaluated");
  app.add_option("--dialect", options.dialect, "a dialect of corpus/features.json");
  app.add_option("--option", options.settings, "a setting of Nix: NAME VALUE")
      ->expected(2)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_option("--outcome", options.outcome, "`json`: value, error and traces as one object");
  app.add_option("--permute", options.permutation, "force attributes in an order drawn from this");
  app.add_option("file", options.file, "a file, or - for standard input")->required();
  CLI11_PARSE(app, argc, argv);
  int code = 0;
  fuzz::with_big_stack([&] { code = run(options); });
  return code;
}
