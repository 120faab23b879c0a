// See nix_oracle.h.
#include "fuzz/nix_oracle/nix_oracle.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "fuzz/nix_oracle/protocol.h"
#include "vm/base/check.h"

namespace fuzz {

using conformance::EvaluatorDescription;
using conformance::FeatureTable;

namespace {

// Nix colours its messages whatever they are written to.
std::string without_colours(std::string_view text) {
  std::string plain;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\x1b') {
      plain += text[i];
    } else {
      i = text.find('m', i);
      if (i == std::string_view::npos) break;
    }
  }
  return plain;
}

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
  if (oracle->version() == "2.8" || oracle->version().starts_with("2.8.")) {
    oracle->preload_ = preload;
    if (!oracle->launch())
      return Absent{"nix-instantiate does not answer with LD_PRELOAD=" + preload +
                    ": run it by hand to see why"};
    return oracle;
  }
  std::string name = (std::filesystem::temp_directory_path() / "nix-oracle-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) return Absent{"cannot make a directory like " + name};
  oracle->directory_ = name;
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
    Verdict verdict = ask("1 + 1", Output::kCanonical);
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
  if (is_fast()) write_all(std::string(1, nix_protocol::kRenew));
}

void NixOracle::send(std::string_view program, Output output) {
  if (!is_fast()) return send_slowly(program, output);
  if (process_ < 0) launch();
  auto length = static_cast<uint32_t>(program.size());
  std::string bytes(1, output == Output::kCanonical ? nix_protocol::kCanonical
                       : output == Output::kStrict  ? nix_protocol::kStrict
                                                    : nix_protocol::kLazy);
  bytes.append(reinterpret_cast<const char*>(&length), sizeof length);
  bytes += program;
  write_all(bytes);  // that it failed is seen in receive()
}

Verdict NixOracle::receive() {
  if (!is_fast()) return std::move(answered_);
  Verdict verdict;
  nix_protocol::AnswerHead head = {};
  std::string text, standard_error;
  bool complete = read_all(&head, sizeof head);
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
    end();  // the next program starts another
    return verdict;
  }
  switch (head.kind) {
    case nix_protocol::kValue:
      verdict.text = std::move(text);
      break;
    case nix_protocol::kError: {
      size_t line_end = text.find('\n');
      verdict = failure(text.substr(0, line_end), without_colours(text.substr(line_end + 1)));
      break;
    }
    default:
      verdict.kind = Verdict::Kind::kLimit;
      verdict.error_class = vm::ErrorClass::kResource;
      verdict.message = text + " " + without_colours(standard_error);
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

void NixOracle::send_slowly(std::string_view program, Output output) {
  CHECK(output != Output::kCanonical);
  conformance::Question question;
  question.file = std::filesystem::path(directory_) / "case.nix";
  question.mode = output == Output::kStrict ? conformance::Mode::kStrict : conformance::Mode::kLazy;
  question.channel = conformance::Channel::kPrinted;
  std::ofstream(question.file, std::ios::binary) << program;
  conformance::Answer answer = evaluator_.ask(question);
  answered_ = {};
  answered_.traces = std::move(answer.trace);
  answered_.text = answered_.message = std::move(answer.text);
  using Kind = conformance::Answer::Kind;
  if (answer.kind == Kind::kValue) return;
  answered_.error_class = answer.error_class.value_or(vm::ErrorClass::kResource);
  if (answer.kind != Kind::kError || answered_.error_class == vm::ErrorClass::kResource)
    answered_.kind = Verdict::Kind::kLimit;
  else if (answered_.error_class == vm::ErrorClass::kIo)
    answered_.kind = Verdict::Kind::kUnsupported;
  else
    answered_.kind = Verdict::Kind::kError;
}

}  // namespace fuzz
