// assay_measure OUT COMMAND...: runs a command once and prints what it cost.
//
// Its standard output goes to the file OUT, its standard input is empty, and one line is printed:
// user seconds, system seconds, peak resident KiB, exit status (128 + signal if it was killed,
// which the kernel does after kCpuLimit seconds).
// Why not Python's os.wait4: a child's peak starts at the peak of the process that forked it, so
// that a measured program would never show less than an interpreter. This program is tiny.

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>

namespace {

constexpr int kCannotRun = 127;
constexpr rlim_t kCpuLimit = 120;  // a hundred times what any benchmark program takes

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

[[noreturn]] void become(char** command, const char* out_path) {
  int in = open("/dev/null", O_RDONLY);
  int out = open(out_path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (in < 0 || out < 0 || dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0) {
    perror("assay_measure: cannot redirect");
    _exit(kCannotRun);
  }
  rlimit limit{kCpuLimit, kCpuLimit};
  setrlimit(RLIMIT_CPU, &limit);
  execvp(command[0], command);
  perror(command[0]);
  _exit(kCannotRun);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: assay_measure OUT COMMAND...\n");
    return 2;
  }
  pid_t child = fork();
  if (child == 0) become(argv + 2, argv[1]);
  int status = 0;
  rusage usage{};
  if (child < 0 || wait4(child, &status, 0, &usage) != child) {
    perror("assay_measure");
    return 1;
  }
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  printf("%.6f %.6f %ld %d\n", seconds(usage.ru_utime), seconds(usage.ru_stime), usage.ru_maxrss,
         code);
  return 0;
}
