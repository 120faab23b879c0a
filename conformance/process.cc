// See process.h. One poll loop watches both pipes, the child (through a pidfd, where the kernel has
// them) and the interrupt descriptor; without a pidfd the child is asked every few milliseconds.
#include "conformance/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <sstream>

namespace conformance {
namespace {

using Clock = std::chrono::steady_clock;

class Fd {
 public:
  explicit Fd(int fd = -1) : fd_(fd) {}
  Fd(const Fd&) = delete;
  Fd& operator=(const Fd&) = delete;
  ~Fd() { reset(); }
  int get() const { return fd_; }
  void reset(int fd = -1) {
    if (fd_ >= 0) close(fd_);
    fd_ = fd;
  }

 private:
  int fd_;
};

bool make_pipe(Fd& read_end, Fd& write_end) {
  int fds[2];
  if (pipe2(fds, O_CLOEXEC) != 0) return false;
  read_end.reset(fds[0]);
  write_end.reset(fds[1]);
  fcntl(fds[0], F_SETFL, O_NONBLOCK);
  return true;
}

// The C arrays that exec wants, pointing into strings that outlive them.
std::vector<char*> c_array(std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  for (std::string& s : strings) pointers.push_back(s.data());
  pointers.push_back(nullptr);
  return pointers;
}

// 0, or errno.
int spawn(const ProcessSpec& spec, int out, int err, pid_t& pid) {
  std::vector<std::string> argv = spec.argv;
  std::vector<std::string> environment;
  for (const auto& [name, value] : spec.environment) environment.push_back(name + "=" + value);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out, 1);
  posix_spawn_file_actions_adddup2(&actions, err, 2);
  if (!spec.directory.empty())
    posix_spawn_file_actions_addchdir_np(&actions, spec.directory.c_str());

  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes,
                           POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

  int error = posix_spawn(&pid, spec.argv[0].c_str(), &actions, &attributes, c_array(argv).data(),
                          c_array(environment).data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

enum class ReadState { kOpen, kEnd, kTooMuch };

ReadState drain(Fd& fd, std::string& into, size_t limit) {
  char buffer[65536];
  while (fd.get() >= 0) {
    ssize_t n = read(fd.get(), buffer, sizeof buffer);
    if (n > 0) {
      into.append(buffer, static_cast<size_t>(n));
      if (into.size() > limit) return ReadState::kTooMuch;
    } else if (n == 0) {
      fd.reset();
    } else if (errno != EINTR) {
      return ReadState::kOpen;  // EAGAIN: nothing more for now
    }
  }
  return ReadState::kEnd;
}

}  // namespace

ProcessResult run_process(const ProcessSpec& spec) {
  ProcessResult result;
  Clock::time_point start = Clock::now();
  Fd out_read, out_write, err_read, err_write;
  if (!make_pipe(out_read, out_write) || !make_pipe(err_read, err_write)) {
    result.code = errno;
    return result;
  }
  pid_t pid = -1;
  result.code = spawn(spec, out_write.get(), err_write.get(), pid);
  out_write.reset();
  err_write.reset();
  if (result.code != 0) return result;

#ifdef SYS_pidfd_open
  Fd child(static_cast<int>(syscall(SYS_pidfd_open, pid, 0)));
#else
  Fd child;
#endif
  Clock::time_point deadline = start + std::chrono::duration_cast<Clock::duration>(
                                           std::chrono::duration<double>(spec.timeout_seconds));
  int status = 0;
  bool reaped = false;
  ProcessResult::End end = ProcessResult::End::kExited;
  while (true) {
    // Asked first: whatever an ended child has written is then in the pipes.
    reaped = waitpid(pid, &status, WNOHANG) == pid;
    if (drain(out_read, result.out, spec.output_limit) == ReadState::kTooMuch ||
        drain(err_read, result.err, spec.output_limit) == ReadState::kTooMuch) {
      end = ProcessResult::End::kTooMuchOutput;
      break;
    }
    if (reaped) break;
    auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) {
      end = ProcessResult::End::kTimedOut;
      break;
    }
    pollfd fds[] = {{out_read.get(), POLLIN, 0},
                    {err_read.get(), POLLIN, 0},
                    {child.get(), POLLIN, 0},
                    {spec.interrupt_fd, POLLIN, 0}};
    int wait = static_cast<int>(std::min<long long>(left + 1, child.get() >= 0 ? 1000 : 5));
    poll(fds, 4, wait);
    if (spec.interrupt_fd >= 0 && (fds[3].revents & POLLIN) != 0) {
      end = ProcessResult::End::kInterrupted;
      break;
    }
  }
  kill(-pid, SIGKILL);  // what it left running, too
  if (!reaped) waitpid(pid, &status, 0);
  result.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  result.end = end;
  result.code = 0;
  if (end == ProcessResult::End::kExited && WIFSIGNALED(status)) {
    result.end = ProcessResult::End::kSignaled;
    result.code = WTERMSIG(status);
  } else if (end == ProcessResult::End::kExited) {
    result.code = WEXITSTATUS(status);
  }
  return result;
}

std::optional<std::string> find_program(const std::string& name) {
  auto executable = [](const std::string& path) {
    std::error_code ignored;
    return access(path.c_str(), X_OK) == 0 && std::filesystem::is_regular_file(path, ignored);
  };
  if (name.find('/') != std::string::npos) {
    if (executable(name)) return name;
    return std::nullopt;
  }
  const char* path = std::getenv("PATH");
  std::stringstream directories(path != nullptr ? path : "/usr/bin:/bin");
  for (std::string directory; std::getline(directories, directory, ':');) {
    std::string candidate = (directory.empty() ? "." : directory) + "/" + name;
    if (executable(candidate)) return candidate;
  }
  return std::nullopt;
}

std::string shell_quote(const std::string& word) {
  bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || std::strchr("_-+=./:@%,", c) != nullptr;
  });
  if (plain) return word;
  std::string quoted = "'";
  for (char c : word) {
    if (c == '\'')
      quoted += "'\\''";
    else
      quoted += c;
  }
  return quoted + "'";
}

}  // namespace conformance
