// `assay promote`: a program becomes a case of the corpus. What is expected is what a real
// evaluator says now; the VM only helps to guess which feature decides where its dialects differ.
#include <cstdio>
#include <nlohmann/json.hpp>

#include "conformance/run_command.h"
#include "fuzz/findings/command_line.h"
#include "fuzz/findings/commands.h"
#include "fuzz/findings/witness.h"

namespace fuzz {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* kSentence = "Writes a program into the corpus, with what an evaluator says.";

struct Options {
  ProgramSource source;
  std::string topic, name, evaluator = "nix", corpus, description;
  bool lazy = false;

  void describe(CLI::App& app) {
    source.add_to(app);
    app.add_option("--topic", topic, "The directory of the corpus for it")->required();
    app.add_option("--name", name, "Name of the case (default: that of the file)");
    app.add_option("--description", description, "The rule, in one sentence (default: a stub)");
    app.add_option("--evaluator", evaluator,
                   "Who is asked, of CORPUS/evaluators (default: nix, whichever version is here)");
    app.add_option("--corpus", corpus, "The directory of the corpus");
    app.add_flag("--lazy", lazy, "Evaluate as nix-instantiate does without --strict");
    app.footer(
        "Exit codes: 0 written, 1 the program is no case (a limit, files, unspecified order),\n2 "
        "usage, or the case exists, 3 the evaluator could not be run, 4 internal error.");
  }
};

Json outcome_of(const Testimony& told, Json outcome = Json::object()) {
  if (told.outcome == "value")
    outcome["value"] = told.value ? conformance::print_value(*told.value) : told.text;
  else
    outcome["error"] = told.outcome.substr(std::string_view("error ").size());
  if (!told.traces.empty()) outcome["trace"] = told.traces;
  return outcome;
}

// The features whose change alone turns what `from` says into what `to` says.
std::vector<vm::Feature> deciding_features(const std::string& program, const vm::Dialect& from,
                                           const vm::Dialect& to, Telling telling) {
  std::vector<vm::Feature> found;
  Testimony wanted = vm_witness(to, telling).ask(program);
  for (size_t i = 0; i < vm::kFeatureCount; ++i) {
    auto feature = static_cast<vm::Feature>(i);
    if (from.has(feature) == to.has(feature) || vm::is_warning(feature)) continue;
    vm::Dialect toggled = from;
    toggled.set(feature, to.has(feature));
    if (agree(vm_witness(toggled, telling).ask(program), wanted)) found.push_back(feature);
  }
  return found;
}

struct Measured {
  Testimony norm;       // the VM, in the default dialect
  Testimony old;        // the VM, in that of the measured evaluator
  Testimony evaluator;  // the one that was asked
};

// The `expect` of the case. `tentative` when the norm rests on the VM's word.
Json expectation(const Measured& m, const std::vector<vm::Feature>& features, bool old_evaluator,
                 bool& tentative) {
  tentative = false;
  if (!old_evaluator || agree(m.norm, m.old)) return outcome_of(m.evaluator);
  tentative = true;
  if (features.empty()) return Json::array({outcome_of(m.norm)});
  bool on = vm::find_dialect("default")->has(features[0]);
  Json when = {{"when", Json::array({std::string(vm::feature_name(features[0]))})}};
  return Json::array(
      {outcome_of(on ? m.norm : m.evaluator, when), outcome_of(on ? m.evaluator : m.norm)});
}

// JSON that may stand in a comment.
std::string header_of(const Json& header) {
  std::string text = header.dump(2);
  for (size_t at = 0; (at = text.find("*/", at)) != std::string::npos; at += 3)
    text.replace(at, 2, "*\\/");
  return "/* " + text + " */\n";
}

int refuse(int code, const std::string& why) {
  std::cerr << "assay promote: " << why << "\n";
  return code;
}

int write_case(const fs::path& corpus, const std::string& id, const std::string& text) {
  fs::path file = corpus / (id + ".nix");
  std::ofstream(file, std::ios::binary) << text;
  conformance::Corpus read;
  std::optional<std::string> problem = conformance::load_corpus(corpus, {id}, read);
  for (const conformance::MetadataError& error : read.errors)
    problem = problem.value_or("") + error.to_string() + "\n";
  if (problem) {
    fs::remove(file);
    return refuse(kInternal, "the case would not be accepted: " + *problem);
  }
  std::printf("%s\n", file.c_str());
  return kDone;
}

int run(const Options& o) {
  std::optional<std::string> program = o.source.read("promote");
  if (!program) return kUsage;
  fs::path corpus = o.corpus.empty() ? conformance::default_corpus() : o.corpus;
  std::string name = o.name.empty() ? fs::path(o.source.file).stem().string() : o.name;
  if (name.empty() || name == "-") return refuse(kUsage, "the case needs a --name");
  std::string id = o.topic + "/" + name;
  if (!fs::is_directory(corpus / o.topic))
    return refuse(kUsage, "there is no topic " + (corpus / o.topic).string() +
                              "; make the directory, or choose one that exists");
  if (fs::exists(corpus / (id + ".nix")) || fs::exists(corpus / id))
    return refuse(kUsage, "the case " + id + " exists; choose another --name");
  conformance::FeatureTable features;
  if (std::optional<std::string> problem = features.load(corpus / "features.json"))
    return refuse(kUsage, *problem);
  auto started = start_evaluator(o.evaluator, corpus, features);
  if (auto* problem = std::get_if<std::string>(&started))
    return refuse(kNotRunnable, "evaluator `" + o.evaluator +
                                    "` could not be run, and without a "
                                    "measurement there is no expectation: " +
                                    *problem);
  auto& evaluator = std::get<std::shared_ptr<conformance::Evaluator>>(started);
  std::string implementation = evaluator->description().implementation;
  bool is_old =
      implementation == "nix" && conformance::compare_versions(evaluator->version(), "2.18") < 0;

  Telling telling = o.lazy ? Telling::kLazy : Telling::kStrict;
  vm::Dialect norm = *vm::find_dialect("default"), old = *vm::find_dialect("nix-2.8");
  Measured m{vm_witness(norm, telling).ask(*program), vm_witness(old, telling).ask(*program),
             evaluator_witness(evaluator, telling).ask(*program)};
  if (!m.evaluator.comparable || !m.norm.comparable)
    return refuse(kDisagreement, "this is no case: " + describe(m.evaluator) + "; the VM says " +
                                     describe(m.norm));
  if (depends_on_order(*program, norm, telling))
    return refuse(kDisagreement,
                  "the outcome depends on which attribute is forced first, which is unspecified: "
                  "write the case by hand, with any_of");
  std::vector<vm::Feature> deciding;
  if (!agree(m.norm, m.old)) deciding = deciding_features(*program, norm, old, telling);
  bool tentative = false;
  Json expect = expectation(m, deciding, is_old, tentative);
  Json header = {{"description", o.description.empty()
                                     ? "Found by comparison; the rule is still to be named."
                                     : o.description}};
  if (o.lazy) header["mode"] = "lazy";
  header["level"] = "implementation-defined";
  if (tentative) header["tentative"] = true;
  header["expect"] = expect;
  header["provenance"] =
      Json::array({{{"evaluator", implementation}, {"version", evaluator->version()}}});
  std::string text = *program;
  if (text.empty() || text.back() != '\n') text += '\n';
  std::string guesses;
  for (vm::Feature feature : deciding) guesses += " " + std::string(vm::feature_name(feature));
  std::fprintf(stderr, "%s %s: %s\nVM, %s: %s\nVM, %s: %s\n", implementation.c_str(),
               evaluator->version().c_str(), describe(m.evaluator).c_str(), norm.name.c_str(),
               describe(m.norm).c_str(), old.name.c_str(), describe(m.old).c_str());
  if (!agree(m.norm, m.old))
    std::fprintf(stderr, "decided by:%s\n",
                 deciding.empty() ? " no single feature" : guesses.c_str());
  return write_case(corpus, id, header_of(header) + text);
}

}  // namespace

int promote_command(int argc, char** argv) {
  return run_command_line<Options>(kSentence, "assay promote", argc, argv, run);
}

std::string promote_help() { return help_of<Options>(kSentence, "assay promote"); }

}  // namespace fuzz
