// See triage.h.
#include "fuzz/triage.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstring>

#include "fuzz/finding.h"
#include "fuzz/findings/reducer.h"

namespace fuzz {
namespace {

using Target = std::function<void(std::span<const uint8_t>)>;

// Long enough for what is slow under sanitizers, short enough for thousands of attempts.
constexpr unsigned kSecondsAnInput = 10;
constexpr size_t kMostAttempts = 4'000;
constexpr std::chrono::seconds kMostTime{60};

const vm::Dialect& dialect_of(std::span<const uint8_t> input, const InputForm& form) {
  static const vm::Dialect kCurrent = *vm::find_dialect("default");
  static const vm::Dialect kOld = *vm::find_dialect("nix-2.8");
  bool old = form.kind == InputForm::Kind::kGenerated && decode(input).settings.nix_2_8;
  return old ? kOld : kCurrent;
}

// What the target says of an input; nothing if it is content.
std::optional<std::string> report_on(std::span<const uint8_t> input, const Target& target) {
  int to = memfd_create("report", MFD_CLOEXEC);
  if (to < 0) return {};
  pid_t child = fork();
  if (child == 0) {
    dup2(to, STDERR_FILENO);
    alarm(kSecondsAnInput);
    target(input);
    _exit(0);
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child) {
    close(to);
    return {};
  }
  std::string text(static_cast<size_t>(lseek(to, 0, SEEK_END)), '\0');
  ssize_t got = pread(to, text.data(), text.size(), 0);
  text.resize(got > 0 ? static_cast<size_t>(got) : 0);
  close(to);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  if (WIFSIGNALED(status))
    text += "\nended by signal " + std::to_string(WTERMSIG(status)) + " (" +
            strsignal(WTERMSIG(status)) + ")\n";
  return text;
}

// Asks whether candidates fail as the first input did, within the limits.
class Attempts {
 public:
  Attempts(std::string failure, const Target& target)
      : failure_(std::move(failure)),
        target_(target),
        end_(std::chrono::steady_clock::now() + kMostTime) {}

  bool left() const { return made_ < kMostAttempts && std::chrono::steady_clock::now() < end_; }
  bool fails(std::span<const uint8_t> input) {
    if (!left()) return false;
    ++made_;
    std::optional<std::string> report = report_on(input, target_);
    return report && failure_in(*report) == failure_;
  }

 private:
  std::string failure_;
  const Target& target_;
  size_t made_ = 0;
  std::chrono::steady_clock::time_point end_;
};

// Fewer bytes, then smaller ones: pieces behind the prefix are left out, from halves down to single
// bytes.
Bytes reduce_bytes(Bytes input, size_t prefix, Attempts& attempts) {
  for (size_t piece = input.size() / 2; piece > 0; piece /= 2) {
    for (size_t at = prefix; at + piece <= input.size() && attempts.left();) {
      Bytes shorter = input;
      auto from = shorter.begin() + static_cast<std::ptrdiff_t>(at);
      shorter.erase(from, from + static_cast<std::ptrdiff_t>(piece));
      if (attempts.fails(shorter))
        input = std::move(shorter);
      else
        at += piece;
    }
  }
  for (size_t at = 0; at < input.size() && attempts.left(); ++at) {
    if (input[at] == 0) continue;
    Bytes simpler = input;
    simpler[at] = 0;
    if (attempts.fails(simpler)) input = std::move(simpler);
  }
  return input;
}

std::string line_with(std::string_view text, std::string_view part) {
  size_t at = text.find(part);
  if (at == std::string_view::npos) return "";
  size_t begin = text.rfind('\n', at) + 1, end = std::min(text.find('\n', at), text.size());
  return std::string(text.substr(begin, end - begin));
}

}  // namespace

std::string program_in(std::span<const uint8_t> input, const InputForm& form) {
  switch (form.kind) {
    case InputForm::Kind::kGenerated:
      return decode(input).text;
    case InputForm::Kind::kText:
      input = input.subspan(std::min(form.prefix, input.size()));
      return {input.begin(), input.end()};
    case InputForm::Kind::kOpaque:
      break;
  }
  return "";
}

std::optional<Bytes> with_program(std::span<const uint8_t> input, const InputForm& form,
                                  std::string_view program) {
  Bytes bytes;
  switch (form.kind) {
    case InputForm::Kind::kGenerated: {
      Encoded encoded = encode(program);
      if (!encoded.bytes) return {};
      // The configuration stays, and so does what stands behind the program.
      bytes.assign(input.begin(), input.begin() + static_cast<std::ptrdiff_t>(
                                                      std::min(kHeaderBytes, input.size())));
      bytes.resize(kHeaderBytes);
      bytes.insert(bytes.end(), encoded.bytes->begin() + kHeaderBytes, encoded.bytes->end());
      size_t end = std::min<size_t>(decode(input).holes.front().end, input.size());
      bytes.insert(bytes.end(), input.begin() + static_cast<std::ptrdiff_t>(end), input.end());
      return bytes;
    }
    case InputForm::Kind::kText:
      if (input.size() < form.prefix) return {};
      bytes.assign(input.begin(), input.begin() + static_cast<std::ptrdiff_t>(form.prefix));
      bytes.insert(bytes.end(), program.begin(), program.end());
      return bytes;
    case InputForm::Kind::kOpaque:
      break;
  }
  return {};
}

std::string failure_in(std::string_view report) {
  // In the order in which they say more.
  std::string line = line_with(report, kFindingLine);
  if (!line.empty()) return line.substr(line.find(kFindingLine) + kFindingLine.size());
  for (std::string_view part : {"CHECK", "runtime error:", "SUMMARY: "}) {
    line = line_with(report, part);
    if (!line.empty()) return line;
  }
  line = line_with(report, "ended by signal");
  if (!line.empty()) return line;
  return "an exit in the middle";
}

Triage triage(std::span<const uint8_t> input, const InputForm& form, const Target& target) {
  Triage result;
  result.input.assign(input.begin(), input.end());
  std::optional<std::string> report = report_on(input, target);
  if (!report) return result;
  result.failure = failure_in(*report);
  Attempts attempts(result.failure, target);
  result.input = reduce_bytes(std::move(result.input), form.prefix, attempts);

  const vm::Dialect& dialect = dialect_of(result.input, form);
  auto still = [&](const std::string& program) {
    std::optional<Bytes> bytes = with_program(result.input, form, program);
    return bytes && attempts.fails(*bytes);
  };
  std::string program = program_in(result.input, form);
  if (!program.empty() && still(program)) {
    std::optional<Reduction> reduced = reduce(program, dialect, still, kMostAttempts);
    if (reduced) result.input = *with_program(result.input, form, reduced->text);
  }
  result.program = program_in(result.input, form);
  result.report = report_on(result.input, target).value_or("");
  if (auto tree = result.program.empty() ? nullptr : Tree::parse(result.program, dialect)) {
    result.nodes = count_nodes(tree->root);
    result.signature = signature(result.program, dialect, result.failure);
  } else {
    result.signature = result.failure;
  }
  return result;
}

}  // namespace fuzz
