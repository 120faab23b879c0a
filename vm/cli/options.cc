// Reads the flags: see options.h.
#include "vm/cli/options.h"

#include <cstdlib>
#include <functional>
#include <limits>
#include <sstream>

namespace vm {

namespace {

// Flags of Nix that are about building: accepted with their values, for tools that always pass
// them.
bool takes_value_without_effect(const std::string& flag) {
  for (const char* known :
       {"-j", "--max-jobs", "--cores", "--timeout", "--max-silent-time", "--log-format", "--store",
        "--add-root", "--eval-store", "--builders", "--substituters"})
    if (flag == known) return true;
  return false;
}

class Reader {
 public:
  Reader(const std::string& command, const std::vector<std::string>& arguments, EvalOptions& out)
      : command_(command), args_(arguments), out_(out) {}

  bool run(std::string* error) {
    while (at_ < args_.size() && error_.empty()) read_one();
    if (error_.empty()) finish();
    *error = error_;
    return error_.empty();
  }

 private:
  void fail(std::string message) {
    if (error_.empty()) error_ = std::move(message);
  }

  std::string value(const std::string& flag) {
    if (at_ < args_.size()) return args_[at_++];
    fail("'" + flag + "' needs a value");
    return "";
  }

  template <typename T>
  void number(const std::string& flag, T* out) {
    std::string text = value(flag);
    char* end = nullptr;
    errno = 0;
    unsigned long long n = std::strtoull(text.c_str(), &end, 10);
    if (!error_.empty()) return;
    if (text.empty() || *end || text[0] == '-' || errno || n > std::numeric_limits<T>::max())
      return fail("'" + flag + "' needs a number from 0 to " +
                  std::to_string(std::numeric_limits<T>::max()) + ", not '" + text + "'");
    *out = static_cast<T>(n);
  }

  static void words(const std::string& text, std::vector<std::string>* out) {
    std::istringstream in(text);
    std::string word;
    while (in >> word) out->push_back(word);
  }

  void setting(const std::string& name, const std::string& text) {
    if (name == "experimental-features" || name == "extra-experimental-features") {
      words(text, &experimental_);
    } else if (name == "deprecated-features" || name == "extra-deprecated-features") {
      words(text, &deprecated_);
    } else if (name == "max-call-depth") {
      at_ -= 1;
      number(name, &out_.vm.limits.call_depth);
    } else {
      out_.warnings.push_back("the setting '" + name + "' is unknown here and has no effect");
    }
  }

  void output(Output o) {
    if (out_.request.output == Output::kPrint) out_.request.output = o;
  }

  void read_one() {
    std::string a = args_[at_++];
    if (a.size() < 2 || a[0] != '-') {
      out_.inputs.push_back(a);
      return;
    }
    std::string attached;
    bool has_attached = false;
    if (size_t eq = a.find('='); a.starts_with("--") && eq != std::string::npos) {
      attached = a.substr(eq + 1);
      has_attached = true;
      a.resize(eq);
    }
    if (has_attached) {
      if (a != "--outcome" && a != "--dialect" && a != "--feature" && a != "--max-call-depth" &&
          a != "--fuel" && a != "--restrict" && a != "--heap-limit" && a != "--store-dir" &&
          a != "--mutant" && a != "--max-source-depth" && a != "--format" && a != "--html" &&
          a != "--snapshot" && a != "--resume")
        return fail("'" + a + "' takes no value with '='");
    }
    auto text = [&] { return has_attached ? attached : value(a); };
    auto limit = [&](auto* out) {
      if (!has_attached) return number(a, out);
      std::vector<std::string> one = {attached};
      Reader nested(command_, one, out_);
      nested.number(a, out);
      fail_if(nested.error_);
    };
    if (takes_value_without_effect(a)) {
      value(a);
      out_.warnings.push_back("'" + a + "' has no effect here: nothing is built");
      return;
    }
    if (a == "--eval" || a == "--readonly-mode" || a == "--no-location" || a == "--impure" ||
        a == "--indirect" || a == "--keep-going" || a == "-k" || a == "--keep-failed" ||
        a == "-K" || a == "--no-build-output" || a == "-Q" || a == "--debug" || a == "--quiet" ||
        a == "--verbose" || a == "-v" || a == "--no-net" || a == "--fallback")
      return;
    if (a == "--read-write-mode")
      out_.vm.write_store = true;
    else if (a == "--strict")
      out_.request.strict = true;
    else if (a == "--json")
      output(Output::kJson);
    else if (a == "--xml")
      output(Output::kXml);
    else if (a == "--raw")
      output(Output::kRaw);
    else if (a == "--parse")
      output(Output::kParse);
    else if (a == "-E" || a == "--expr")
      out_.expressions = true;
    else if (a == "-A" || a == "--attr")
      out_.attributes.push_back(text());
    else if (a == "-I" || a == "--include")
      out_.vm.search_path.push_back(value(a));
    else if (a.starts_with("-I") && a[1] == 'I')
      out_.vm.search_path.push_back(a.substr(2));
    else if (a == "--arg" || a == "--argstr") {
      std::string name = value(a);
      std::string v = value(a);
      (a == "--arg" ? out_.request.arguments : out_.request.string_arguments).emplace_back(name, v);
    } else if (a == "--show-trace")
      out_.show_trace = true;
    else if (a == "--option") {
      std::string name = value(a);
      std::string v = value(a);
      if (error_.empty()) setting(name, v);
    } else if (a == "--experimental-features" || a == "--extra-experimental-features") {
      words(value(a), &experimental_);
    } else if (a == "--deprecated-features" || a == "--extra-deprecated-features") {
      words(value(a), &deprecated_);
    } else if (a == "--outcome") {
      std::string form = text();
      if (form != "json") return fail("--outcome knows one form, 'json', not '" + form + "'");
      out_.outcome_json = true;
    } else if (a == "--dialect") {
      dialect_ = text();
    } else if (a == "--mutant") {
      mutant_ = text();
    } else if (a == "--feature") {
      features_.push_back(text());
    } else if (a == "--max-call-depth") {
      limit(&out_.vm.limits.call_depth);
    } else if (a == "--max-source-depth") {
      limit(&out_.vm.limits.source_depth);
    } else if (a == "--fuel") {
      limit(&out_.vm.limits.fuel);
    } else if (a == "--heap-limit") {
      uint64_t mib = 0;
      limit(&mib);
      out_.vm.limits.heap_bytes = mib << 20;
    } else if (a == "--collect-always") {
      out_.vm.stress.collect_always = true;
    } else if (a == "--fail-allocation") {
      limit(&out_.vm.stress.fail_allocation);
    } else if (a == "--store-dir") {
      out_.vm.store_dir = text();
    } else if (a == "--restrict") {
      std::string root = text();
      if (root.empty()) return fail("'--restrict' needs a file or directory");
      out_.restrict_to.push_back(root);
    } else if (a == "--format" || a == "--html") {
      if (command_ != "trace") return fail("'" + a + "' is a flag of 'assay trace'");
      std::string v = text();
      if (a == "--html") {
        if (v.empty()) return fail("'--html' needs the name of a file to write");
        out_.html_file = v;
      } else if (v == "chrome") {
        out_.trace_form = TraceForm::kChrome;
      } else if (v != "json") {
        return fail("--format knows 'json' and 'chrome', not '" + v + "'");
      }
    } else if (a == "--snapshot" || a == "--resume") {
      if (command_ != "eval") return fail("'" + a + "' is a flag of 'assay eval'");
      std::string& file = a == "--resume" ? out_.resume_file : out_.snapshot_file;
      file = text();
      if (file.empty()) return fail("'" + a + "' needs the name of a file");
    } else if (a == "--stats") {
      out_.statistics = true;
    } else if (a == "--help" || a == "-h") {
      out_.help = true;
    } else {
      fail("unknown flag '" + a + "'");
    }
  }

  void fail_if(const std::string& message) {
    if (!message.empty()) fail(message);
  }

  void finish() {
    std::optional<Dialect> d = find_dialect(dialect_);
    if (!d) {
      std::string known;
      for (std::string_view n : dialect_names()) known += " " + std::string(n);
      return fail("unknown dialect '" + dialect_ + "'; there are:" + known);
    }
    for (const std::string& flag : experimental_)
      if (!enable_experimental(*d, flag))
        out_.warnings.push_back("the experimental feature '" + flag +
                                "' is unknown here and has no effect");
    for (const std::string& flag : deprecated_)
      if (!enable_deprecated(*d, flag))
        out_.warnings.push_back("the deprecated feature '" + flag +
                                "' is unknown to this dialect and has no effect");
    for (std::string name : features_) {
      bool on = !name.starts_with("no-");
      if (!on) name = name.substr(3);
      std::optional<Feature> f = find_feature(name);
      if (!f) return fail("unknown feature '" + name + "'; 'assay dialects' lists them");
      d->set(*f, on);
    }
    if (!mutant_.empty() && !choose_mutant(*d, mutant_))
      return fail(mutants().empty()
                      ? "this program was built without seeded faults: 'assay mutants' says how to "
                        "build one that has them"
                      : "unknown mutant '" + mutant_ + "'; 'assay mutants' lists them");
    out_.vm.dialect = std::move(d);
    if (!out_.resume_file.empty() && (!out_.inputs.empty() || !out_.attributes.empty()))
      return fail("'--resume' goes on with what is in the file: give no input and no -A");
    if (out_.inputs.size() > 1 && !out_.snapshot_file.empty())
      return fail("'--snapshot' holds one evaluation: give one input");
    if (out_.vm.limits.call_depth > 16'000'000) out_.vm.limits.call_depth = 16'000'000;
  }

  const std::string& command_;
  const std::vector<std::string>& args_;
  EvalOptions& out_;
  size_t at_ = 0;
  std::string error_;
  std::string dialect_ = "default";
  std::string mutant_;
  std::vector<std::string> features_, experimental_, deprecated_;
};

}  // namespace

std::optional<EvalOptions> read_eval_options(const std::string& command,
                                             const std::vector<std::string>& arguments,
                                             std::string* error) {
  EvalOptions out;
  if (command == "parse") out.request.output = Output::kParse;
  if (command == "disassemble") out.request.output = Output::kDisassemble;
  if (!Reader(command, arguments, out).run(error)) return std::nullopt;
  // In restricted mode the environment is empty, also for the search path.
  if (const char* path = std::getenv("NIX_PATH");
      path && out.restrict_to.empty() && !out.in_memory()) {
    // Entries are separated by colons, but for the one of a URL's "://".
    std::string entry;
    for (const char* p = path;; ++p) {
      if (*p == 0 || (*p == ':' && !(p[1] == '/' && p[2] == '/'))) {
        if (!entry.empty()) out.vm.search_path.push_back(entry);
        entry.clear();
        if (*p == 0) break;
      } else {
        entry += *p;
      }
    }
  }
  if (out.vm.dialect->has(Feature::kNixPathShadowWarned))
    for (const std::string& entry : out.vm.search_path)
      if (entry.starts_with("nix="))
        out.warnings.push_back("the search path entry '" + entry +
                               "' hides <nix/fetchurl.nix>: give it another name");
  return out;
}

}  // namespace vm
