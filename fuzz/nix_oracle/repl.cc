// See repl.h. Behind each line stand two more, whose answers end what the first one said: a string
// ends standard output, an error with the same text ends standard error.
#include "fuzz/nix_oracle/repl.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <ctime>

namespace fuzz {
namespace {

int64_t milliseconds_now() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1'000'000;
}

void close_and_forget(int& descriptor) {
  if (descriptor >= 0) close(descriptor);
  descriptor = -1;
}

}  // namespace

std::string without_escapes(std::string_view text) {
  std::string plain;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\x1b') {
      plain += text[i];
      continue;
    }
    // ESC [ … letter
    while (i + 1 < text.size() && (text[i + 1] < '@' || text[i + 1] == '[')) ++i;
    ++i;
  }
  return plain;
}

NixRepl::NixRepl(std::string program, std::vector<std::string> environment)
    : program_(std::move(program)), environment_(std::move(environment)) {}

bool NixRepl::launch() {
  std::vector<char*> envp;
  for (std::string& line : environment_) envp.push_back(line.data());
  envp.push_back(nullptr);
  std::string words[] = {program_, "--extra-experimental-features", "nix-command", "repl"};
  char* argv[] = {words[0].data(), words[1].data(), words[2].data(), words[3].data(), nullptr};

  signal(SIGPIPE, SIG_IGN);
  int to[2], out[2], err[2];
  if (pipe2(to, O_CLOEXEC) != 0) return false;
  if (pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0) return false;
  process_ = fork();
  if (process_ == 0) {
    dup2(to[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    dup2(err[1], STDERR_FILENO);
    execve(argv[0], argv, envp.data());
    _exit(127);
  }
  close(to[0]);
  close(out[1]);
  close(err[1]);
  in_ = to[1];
  out_ = out[0];
  err_ = err[0];
  return process_ > 0;
}

void NixRepl::end() {
  close_and_forget(in_);
  close_and_forget(out_);
  close_and_forget(err_);
  if (process_ > 0) {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  process_ = -1;
}

// Reads up to and with the line that holds `mark`; what stands before that line is the text.
bool NixRepl::read_until(int from, const std::string& mark, int64_t deadline, std::string* text) {
  while (true) {
    size_t at = text->find(mark);
    size_t line_end = at == std::string::npos ? at : text->find('\n', at);
    if (line_end != std::string::npos) {
      size_t line = text->rfind('\n', at);
      text->resize(line == std::string::npos ? 0 : line + 1);
      return true;
    }
    pollfd ready{from, POLLIN, 0};
    int64_t left = deadline - milliseconds_now();
    if (left <= 0 || poll(&ready, 1, static_cast<int>(left)) <= 0) return false;
    char buffer[1 << 14];
    ssize_t got = read(from, buffer, sizeof buffer);
    if (got <= 0) return false;
    text->append(buffer, static_cast<size_t>(got));
  }
}

std::optional<NixRepl::Said> NixRepl::ask(const std::string& line) {
  if (process_ < 0 && !launch()) return {};
  // The marks must not be found where input is echoed, so they are put together by Nix.
  std::string number = std::to_string(++asked_);
  std::string mark = "assay-mark-" + number, parts = "\"assay-mark-\" + \"" + number + "\"";
  std::string input = line + "\n" + parts + "\nthrow (" + parts + ")\n";
  for (size_t at = 0; at < input.size();) {
    ssize_t wrote = write(in_, input.data() + at, input.size() - at);
    if (wrote <= 0) return end(), std::nullopt;
    at += static_cast<size_t>(wrote);
  }
  int64_t deadline = milliseconds_now() + kSeconds * 1000;
  Said said;
  if (!read_until(out_, "\"" + mark + "\"", deadline, &said.out) ||
      !read_until(err_, mark, deadline, &said.err))
    return end(), std::nullopt;
  said.out = without_escapes(said.out);
  said.err = without_escapes(said.err);
  return said;
}

std::optional<std::string> NixRepl::string_in(std::string_view said) {
  // It stands alone on its line; what is echoed stands behind a prompt.
  std::string_view printed;
  while (!said.empty() && printed.empty()) {
    std::string_view line = said.substr(0, said.find('\n'));
    if (line.size() > 1 && line.front() == '"' && line.back() == '"') printed = line;
    said.remove_prefix(std::min(line.size() + 1, said.size()));
  }
  if (printed.empty()) return {};
  std::string text;
  for (size_t i = 1; i + 1 < printed.size(); ++i) {
    char c = printed[i];
    if (c == '\\' && i + 2 < printed.size()) {
      c = printed[++i];
      c = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
    }
    text += c;
  }
  return text;
}

}  // namespace fuzz
