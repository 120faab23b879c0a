// See nix_oracle.h.
#include "fuzz/nix_oracle/nix_oracle.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <utility>

#include "fuzz/compare.h"
#include "fuzz/nix_oracle/protocol.h"
#include "vm/base/check.h"

namespace fuzz {

using conformance::EvaluatorDescription;
using conformance::FeatureTable;

namespace {

std::vector<std::string> environment_of(const EvaluatorDescription& description) {
  std::vector<std::string> lines;
  for (const auto& [name, value] : conformance::case_environment(description))
    lines.push_back(name + "=" + value);
  return lines;
}

}  // namespace

std::variant<std::unique_ptr<NixOracle>, NixOracle::Absent> NixOracle::start(
    const std::filesystem::path& corpus_directory, const std::string& preload) {
  auto features = std::make_unique<FeatureTable>();
  if (auto wrong = features->load(corpus_directory / "features.json")) return Absent{*wrong};
  auto description = conformance::load_evaluator_description("nix", corpus_directory, *features);
  if (auto* wrong = std::get_if<std::vector<std::string>>(&description))
    return Absent{wrong->empty() ? "no evaluators/nix.json" : wrong->front()};
  std::unique_ptr<NixOracle> oracle(
      new NixOracle(std::move(std::get<EvaluatorDescription>(description)), std::move(features)));
  if (auto wrong = oracle->evaluator_.start()) return Absent{*wrong};
  bool is_2_8 = oracle->version() == "2.8" || oracle->version().starts_with("2.8.");
  if (is_2_8 && !preload.empty()) {
    oracle->preload_ = preload;
    if (!oracle->launch())
      return Absent{"nix-instantiate does not answer with LD_PRELOAD=" + preload +
                    ": run it by hand to see why"};
    return oracle;
  }
  std::string name = (std::filesystem::temp_directory_path() / "nix-oracle-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) return Absent{"cannot make a directory like " + name};
  oracle->directory_ = name;
  std::optional<std::string> program = conformance::find_program("nix");
  if (!program)
    return Absent{"there is nix-instantiate " + oracle->version() +
                  " but no `nix` on PATH, whose repl would be asked"};
  oracle->repl_ =
      std::make_unique<NixRepl>(*program, environment_of(oracle->evaluator_.description()));
  Verdict verdict = oracle->ask("1 + 1", Output::kStrict);
  if (verdict.kind != Verdict::Kind::kValue ||
      verdict.text.find("<int value=\"2\" />") == std::string::npos)
    return Absent{"`nix repl` does not say what 1 + 1 is, but: " + describe(verdict)};
  return oracle;
}

NixOracle::NixOracle(EvaluatorDescription description, std::unique_ptr<FeatureTable> features)
    : features_(std::move(features)), evaluator_(std::move(description), *features_, "") {}

NixOracle::~NixOracle() {
  end();
  std::error_code ignored;
  if (!directory_.empty()) std::filesystem::remove_all(directory_, ignored);
}

void NixOracle::end() {
  if (requests_ >= 0) close(requests_);
  if (answers_ >= 0) close(answers_);
  requests_ = answers_ = -1;
  lost_ += std::exchange(under_way_, 0);
  if (process_ > 0) {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  process_ = -1;
}

bool NixOracle::launch() {
  std::optional<std::string> program = conformance::find_program("nix-instantiate");
  if (!program) return false;
  std::vector<std::string> environment = environment_of(evaluator_.description());
  environment.push_back("LD_PRELOAD=" + preload_);
  std::vector<char*> envp;
  for (std::string& line : environment) envp.push_back(line.data());
  envp.push_back(nullptr);
  std::string arguments[] = {*program, "--eval", "-"};
  char* argv[] = {arguments[0].data(), arguments[1].data(), arguments[2].data(), nullptr};

  signal(SIGPIPE, SIG_IGN);  // a dead oracle is noticed by read and write
  int to[2], from[2];
  if (pipe2(to, O_CLOEXEC) != 0) return false;
  if (pipe2(from, O_CLOEXEC) != 0) {
    close(to[0]);
    close(to[1]);
    return false;
  }
  process_ = fork();
  if (process_ == 0) {
    int nothing = open("/dev/null", O_RDWR);
    dup2(nothing, STDIN_FILENO);
    dup2(nothing, STDOUT_FILENO);
    dup2(nothing, STDERR_FILENO);
    dup2(to[0], nix_protocol::kRequests);
    dup2(from[1], nix_protocol::kAnswers);
    execve(argv[0], argv, envp.data());
    _exit(127);
  }
  close(to[0]);
  close(from[1]);
  requests_ = to[1];
  answers_ = from[0];
  if (process_ > 0) {
    size_t lost = std::exchange(lost_, 0);
    Verdict verdict = ask("1 + 1", Output::kCanonical);
    lost_ += lost;
    if (verdict.kind == Verdict::Kind::kValue && verdict.text == "2") return true;
  }
  end();
  return false;
}

bool NixOracle::write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t wrote = write(requests_, bytes.data(), bytes.size());
    if (wrote <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(wrote));
  }
  return true;
}

bool NixOracle::read_all(void* to, size_t size) {
  char* at = static_cast<char*>(to);
  while (size > 0) {
    ssize_t got = read(answers_, at, size);
    if (got <= 0) return false;
    at += got;
    size -= static_cast<size_t>(got);
  }
  return true;
}

void NixOracle::renew() {
  if (is_repl())
    repl_->end();
  else
    write_all(std::string(1, nix_protocol::kRenew));
}

void NixOracle::send(std::string_view program, Output output) {
  if (is_repl()) {
    answered_ = ask_repl(program);
    return;
  }
  if (process_ < 0) launch();
  auto length = static_cast<uint32_t>(program.size());
  std::string bytes(1, output == Output::kCanonical ? nix_protocol::kCanonical
                       : output == Output::kStrict  ? nix_protocol::kStrict
                                                    : nix_protocol::kLazy);
  bytes.append(reinterpret_cast<const char*>(&length), sizeof length);
  bytes += program;
  write_all(bytes);  // that it failed is seen in receive()
  ++under_way_;
}

Verdict NixOracle::receive() {
  if (is_repl()) return std::move(answered_);
  Verdict verdict;
  nix_protocol::AnswerHead head = {};
  std::string text, standard_error;
  bool complete = lost_ == 0 && read_all(&head, sizeof head);
  if (complete) {
    text.resize(head.text_length);
    standard_error.resize(head.stderr_length);
    complete = read_all(text.data(), text.size()) &&
               read_all(standard_error.data(), standard_error.size());
  }
  if (!complete) {
    verdict.kind = Verdict::Kind::kLimit;
    verdict.error_class = vm::ErrorClass::kResource;
    verdict.message = "the oracle's process ended";
    if (lost_ == 0) end();  // the next program starts another
    --lost_;
    return verdict;
  }
  --under_way_;
  switch (head.kind) {
    case nix_protocol::kValue:
      verdict.text = std::move(text);
      break;
    case nix_protocol::kError: {
      size_t line_end = text.find('\n');
      verdict = failure(text.substr(0, line_end), without_escapes(text.substr(line_end + 1)));
      break;
    }
    default:
      verdict.kind = Verdict::Kind::kLimit;
      verdict.error_class = vm::ErrorClass::kResource;
      verdict.message = text + " " + without_escapes(standard_error);
      return verdict;
  }
  verdict.traces = conformance::traces_on(standard_error);
  return verdict;
}

Verdict NixOracle::failure(const std::string& exception, std::string message) {
  Verdict verdict;
  verdict.kind = Verdict::Kind::kError;
  verdict.message = conformance::error_message_on(message).value_or(message);
  if (exception == "std::bad_alloc") {
    verdict.kind = Verdict::Kind::kLimit;
    verdict.error_class = vm::ErrorClass::kResource;
    return verdict;
  }
  constexpr size_t kKept = 100'000;
  if (classes_.size() > kKept) classes_.clear();
  auto [entry, is_new] = classes_.try_emplace(verdict.message);
  if (is_new) entry->second = evaluator_.description().error_class_of(verdict.message);
  std::optional<vm::ErrorClass> found = entry->second;
  // What a program throws may read like anything; <nixpkgs> that is not found is a ThrownError,
  // too.
  if (exception == "nix::ThrownError" && found != vm::ErrorClass::kSearchPath)
    found = vm::ErrorClass::kThrow;
  if (!found) {
    verdict.kind = Verdict::Kind::kUnsupported;
    verdict.message = "no pattern of corpus/evaluators/nix.json classes this " + exception + ": " +
                      verdict.message;
    return verdict;
  }
  verdict.error_class = *found;
  if (found == vm::ErrorClass::kResource) verdict.kind = Verdict::Kind::kLimit;
  if (found == vm::ErrorClass::kIo) verdict.kind = Verdict::Kind::kUnsupported;
  return verdict;
}

Verdict NixOracle::ask_repl(std::string_view program) {
  // A file of its own for each: what was imported once is not read again.
  std::string file = directory_ + "/" + std::to_string(++files_) + ".nix";
  // The repl takes an error at the end of any text for a line that goes on, and waits. With a
  // parenthesis there, only strings and comments that are left open still end that way.
  std::ofstream(file, std::ios::binary) << "(" << program << "\n)";
  std::string xml = "builtins.toXML (import " + file + ")";
  std::optional<NixRepl::Said> said = repl_->ask(xml);
  std::optional<std::string> text = said ? NixRepl::string_in(said->out) : std::nullopt;
  std::optional<std::string> message =
      said && !text ? conformance::error_message_on(said->err) : std::nullopt;
  std::optional<NixRepl::Said> probe;
  if (message) probe = repl_->ask("(builtins.tryEval (" + xml + ")).success");
  std::filesystem::remove(file);
  Verdict verdict;
  if (text) {
    verdict.text = std::move(*text);
  } else if (message && probe) {
    // What a program throws may read like anything; tryEval knows.
    bool caught = probe->out.find("false") != std::string::npos;
    std::optional<vm::ErrorClass> found = evaluator_.description().error_class_of(*message);
    bool is_assert = found == vm::ErrorClass::kAssert || found == vm::ErrorClass::kSearchPath;
    verdict = failure(caught && !is_assert ? "nix::ThrownError" : "", said->err);
  } else {
    verdict.kind = Verdict::Kind::kLimit;
    verdict.error_class = vm::ErrorClass::kResource;
    verdict.message = "nix repl ended or took too long";
    return verdict;
  }
  verdict.traces = conformance::traces_on(said->err);
  return verdict;
}

}  // namespace fuzz
