// See kill_matrix.h.
#include "conformance/kill_matrix.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <deque>

#include "conformance/runner.h"
#include "vm/base/check.h"

namespace conformance {
namespace {

using Clock = std::chrono::steady_clock;

// A mutant that runs away shall end in a moment, as a deviation: many times what the case needs.
// Recursion a million deep must work, endless recursion need not be ten times as deep.
vm::Limits limits_for(std::optional<uint64_t> fuel) {
  return {.fuel = fuel ? 100'000 + 20 * *fuel : UINT64_MAX,
          .call_depth = 1'200'000,
          .heap_bytes = uint64_t{1} << 30};
}
// What fuel does not end is ended by the clock. The machine may be busy.
constexpr double kSecondsPerCase = 10;

struct Record {
  uint32_t position;  // in the task's list of cases
  Killed how;
  uint64_t fuel;
};

// A case that a column asks, and the steps that the VM without a fault takes for it.
struct Test {
  size_t index;  // in Corpus::cases
  std::optional<uint64_t> fuel;
};

// One mutant (or none) in one column.
struct Task {
  size_t mutant = SIZE_MAX, column = 0;
  const std::vector<Test>* tests = nullptr;
  size_t next = 0;  // position of the first case without a record
};

Killed killed_by(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPass:
    case Verdict::kExpectedDeviation:
    case Verdict::kSkipped:
      return Killed::kNo;
    case Verdict::kCrash:
      return Killed::kCrash;
    case Verdict::kTimeout:
      return Killed::kTimeout;
    case Verdict::kDeviation:
    case Verdict::kUnexpectedPass:
    case Verdict::kAdapterFailure:
      break;
  }
  return Killed::kDeviation;
}

// Runs the tasks in `jobs` processes at once, each with its own copy of the files of all cases.
class Scheduler {
 public:
  using OnRecord = std::function<void(const Task&, const Record&)>;

  Scheduler(const Corpus& corpus, const std::vector<MatrixColumn>& columns,
            const std::vector<const vm::MutantRow*>& mutants, int jobs)
      : corpus_(corpus), columns_(columns), mutants_(mutants), workers_(jobs) {
    for (Worker& worker : workers_)
      for (size_t t = 0; t < corpus.cases.size(); ++t)
        worker.directories.push_back(worker.workspace.copy_of(corpus.cases[t], t));
  }

  void run(std::deque<Task> tasks, const OnRecord& on_record,
           const std::function<void(const Task&)>& on_done) {
    while (true) {
      std::vector<pollfd> waiting;
      std::vector<Worker*> busy;
      for (Worker& worker : workers_) {
        if (worker.pid == 0 && !tasks.empty()) {
          worker.task = tasks.front();
          tasks.pop_front();
          start(worker);
        }
        if (worker.pid == 0) continue;
        waiting.push_back({worker.fd, POLLIN, 0});
        busy.push_back(&worker);
      }
      if (busy.empty()) return;
      poll(waiting.data(), waiting.size(), 100);
      for (size_t i = 0; i < busy.size(); ++i) {
        Worker& worker = *busy[i];
        bool closed = waiting[i].revents != 0 && !read_records(worker, on_record);
        bool late =
            std::chrono::duration<double>(Clock::now() - worker.heard).count() > kSecondsPerCase;
        if (!closed && !late) continue;
        if (!closed) kill(worker.pid, SIGKILL);
        stop(worker);
        if (worker.task.next < worker.task.tests->size()) {
          auto position = static_cast<uint32_t>(worker.task.next++);
          on_record(worker.task, {position, closed ? Killed::kCrash : Killed::kTimeout, 0});
        }
        if (worker.task.next < worker.task.tests->size())
          start(worker);
        else
          on_done(worker.task);
      }
    }
  }

 private:
  struct Worker {
    Workspace workspace;
    std::vector<std::filesystem::path> directories;  // by case
    Task task;
    pid_t pid = 0;
    int fd = -1;
    Clock::time_point heard;
  };

  void start(Worker& worker) {
    int ends[2];
    CHECK(pipe2(ends, O_CLOEXEC) == 0);
    pid_t pid = fork();
    CHECK(pid >= 0);
    if (pid == 0) {
      close(ends[0]);
      serve(worker, ends[1]);
    }
    close(ends[1]);
    worker.pid = pid;
    worker.fd = ends[0];
    worker.heard = Clock::now();
  }

  void stop(Worker& worker) {
    int status;
    close(worker.fd);
    waitpid(worker.pid, &status, 0);
    worker.pid = 0;
  }

  // In the child: asks one case after the other, and says of each how it went. An exception is a
  // crash of this child: it must not unwind into the parent's frames, whose destructors would
  // remove the directories that all workers use.
  [[noreturn]] void serve(const Worker& worker, int to) const noexcept {
    int null = open("/dev/null", O_WRONLY);
    dup2(null, STDERR_FILENO);  // where a failed CHECK speaks
    const Task& task = worker.task;
    const MatrixColumn& column = columns_[task.column];
    std::string mutant(task.mutant == SIZE_MAX ? "" : mutants_[task.mutant]->name);
    VmEvaluator evaluator(column.description, corpus_.features, *column.setting, mutant);
    CHECK(!evaluator.start());
    for (size_t i = task.next; i < task.tests->size(); ++i) {
      const Test& test = (*task.tests)[i];
      Record record{static_cast<uint32_t>(i), Killed::kNo, 0};
      std::variant<Asking, std::string> asking = prepare(corpus_.cases[test.index], evaluator);
      if (Asking* a = std::get_if<Asking>(&asking)) {
        a->question.limits = limits_for(test.fuel);
        std::optional<Result> result =
            put_to(evaluator, std::move(*a), worker.directories[test.index]);
        record.how = killed_by(result->verdict);
        record.fuel = result->fuel;
      }
      if (write(to, &record, sizeof record) != sizeof record) break;
    }
    _exit(0);
  }

  // False: the other end is closed.
  bool read_records(Worker& worker, const OnRecord& on_record) {
    Record records[256];
    // A record is smaller than what a pipe writes at once: none is ever cut.
    ssize_t n = read(worker.fd, records, sizeof records);
    if (n <= 0) return false;
    worker.heard = Clock::now();
    for (size_t i = 0; i < static_cast<size_t>(n) / sizeof(Record); ++i) {
      worker.task.next = records[i].position + 1;
      on_record(worker.task, records[i]);
    }
    return true;
  }

  const Corpus& corpus_;
  const std::vector<MatrixColumn>& columns_;
  const std::vector<const vm::MutantRow*>& mutants_;
  std::vector<Worker> workers_;
};

// The cases that a column asks.
std::vector<Test> tests_of(const Corpus& corpus, const MatrixColumn& column) {
  VmEvaluator evaluator(column.description, corpus.features, *column.setting);
  CHECK(!evaluator.start());
  std::vector<Test> tests;
  for (size_t t = 0; t < corpus.cases.size(); ++t) {
    if (column.asks == MatrixColumn::Asks::kDialects && corpus.cases[t].alternatives.size() < 2)
      continue;
    const std::vector<std::string>& needs = corpus.cases[t].requirements;
    bool files = std::any_of(needs.begin(), needs.end(), [](const std::string& need) {
      return need == "filesystem" || need == "store" || need == "writable-store";
    });
    if (column.asks == MatrixColumn::Asks::kFiles && !files) continue;
    if (std::holds_alternative<Asking>(prepare(corpus.cases[t], evaluator)))
      tests.push_back({t, std::nullopt});
  }
  return tests;
}

}  // namespace

std::string_view killed_name(Killed how) {
  switch (how) {
    case Killed::kNo:
      return "no";
    case Killed::kDeviation:
      return "deviation";
    case Killed::kCrash:
      return "crash";
    case Killed::kTimeout:
      return "timeout";
  }
  return "";
}

KillMatrix make_kill_matrix(const Corpus& corpus, std::vector<MatrixColumn> columns,
                            const std::vector<const vm::MutantRow*>& mutants, int jobs,
                            const std::function<void(const MutantResult&)>& on_mutant) {
  Clock::time_point start = Clock::now();
  KillMatrix matrix;
  matrix.corpus = &corpus;
  matrix.columns = std::move(columns);
  Scheduler scheduler(corpus, matrix.columns, mutants, jobs);

  std::vector<std::vector<Test>> tests(matrix.columns.size());
  std::deque<Task> tasks;
  for (size_t c = 0; c < matrix.columns.size(); ++c) {
    tests[c] = tests_of(corpus, matrix.columns[c]);
    tasks.push_back({SIZE_MAX, c, &tests[c], 0});
  }
  scheduler.run(
      tasks,
      [&](const Task& task, const Record& record) {
        Test& test = tests[task.column][record.position];
        if (record.how == Killed::kNo)
          test.fuel = record.fuel;
        else
          matrix.not_passed.push_back({test.index, task.column, record.how});
      },
      [](const Task&) {});
  std::vector<bool> asked(corpus.cases.size());
  for (std::vector<Test>& column : tests) {
    std::erase_if(column, [](const Test& test) { return !test.fuel; });
    for (const Test& test : column) asked[test.index] = true;
  }
  matrix.asked = static_cast<size_t>(std::count(asked.begin(), asked.end(), true));

  matrix.mutants.resize(mutants.size());
  for (size_t m = 0; m < mutants.size(); ++m) matrix.mutants[m].row = mutants[m];
  auto on_kill = [&](const Task& task, const Record& record) {
    if (record.how == Killed::kNo) return;
    size_t test = tests[task.column][record.position].index;
    matrix.mutants[task.mutant].kills.push_back({test, task.column, record.how});
  };
  auto finish = [&](MutantResult& m) {
    std::sort(m.kills.begin(), m.kills.end(), [](const Kill& a, const Kill& b) {
      return a.test != b.test ? a.test < b.test : a.column < b.column;
    });
    for (const Kill& k : m.kills)
      if (m.cases.empty() || m.cases.back() != k.test) m.cases.push_back(k.test);
    on_mutant(m);
  };
  bool any_slow = std::any_of(matrix.columns.begin(), matrix.columns.end(),
                              [](const MatrixColumn& c) { return c.is_slow; });
  std::vector<size_t> open(mutants.size());  // columns that are still asked
  for (bool slow : {false, true}) {
    tasks.clear();
    for (size_t m = 0; m < mutants.size(); ++m) {
      if (slow && !matrix.mutants[m].kills.empty()) continue;
      for (size_t c = 0; c < matrix.columns.size(); ++c) {
        if (matrix.columns[c].is_slow != slow) continue;
        tasks.push_back({m, c, &tests[c], 0});
        ++open[m];
      }
    }
    scheduler.run(tasks, on_kill, [&](const Task& task) {
      if (--open[task.mutant] > 0) return;
      MutantResult& m = matrix.mutants[task.mutant];
      if (slow || !any_slow || !m.kills.empty()) finish(m);
    });
  }
  matrix.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return matrix;
}

}  // namespace conformance
