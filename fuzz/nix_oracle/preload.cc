// Makes of `nix-instantiate --eval -` (2.8.0) a server of evaluations: loaded with LD_PRELOAD, it
// stands in for EvalState::parseStdin() and never returns from it. Nix has no headers in Debian;
// what is used of its libraries is declared here.
//
// The process becomes a zygote. A child evaluates one program after another, catching every Nix
// exception; when it dies (stack overflow, time, memory) the zygote answers for it and forks anew,
// which costs 3 ms. Children end by themselves after kProgramsPerChild: evaluated programs leak.
#include <cxxabi.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <new>
#include <ostream>
#include <sstream>
#include <string>
#include <typeinfo>
#include <utility>
#include <vector>

#include "fuzz/nix_oracle/protocol.h"
#include "fuzz/oracle/canonical.h"

namespace nix {

// The layout of 2.8.0's values.
enum InternalType : uint32_t {
  tInt = 1,
  tBool,
  tString,
  tPath,
  tNull,
  tAttrs,
  tList1,
  tList2,
  tListN,
  tThunk,
  tApp,
  tLambda,
  tBlackhole,
  tPrimOp,
  tPrimOpApp,
  tExternal,
  tFloat,
};
struct Bindings;
struct Value {
  InternalType type = InternalType{};
  union {
    int64_t integer;
    bool boolean;
    double real;
    const char* text;
    struct {
      const char* text;
      const char** context;  // its elements and then null; null for none
    } string;
    Bindings* attrs;
    Value* small_list[2];
    struct {
      size_t size;
      Value** elements;
    } list = {0, nullptr};
  };
};
static_assert(sizeof(Value) == 24);
struct Attr {
  const std::string* name;
  Value* value;
  void* pos;
};
struct Bindings {
  void* pos;
  uint32_t size, capacity;
  Attr attrs[1];  // `size` of them
};

struct Expr;
std::ostream& operator<<(std::ostream&, const Value&);
class EvalState {
 public:
  Expr* parseStdin();
  Expr* parseExprFromString(std::string, const std::string&);
  void eval(Expr*, Value&);
  void forceValueDeep(Value&);
};

// nix-instantiate asks for 64 MiB; with the 8 of the system a stack overflow is found sooner.
void setStackSize(size_t) {}

}  // namespace nix

extern "C" size_t GC_get_heap_size();  // of the collector that Nix brings along

// 2.8.0 orders attributes by the address of the name, which lies in the node of a std::list. Here
// what is as large as such a node is never used again: names get ascending addresses in the order
// in which they are first seen, as in newer versions.
namespace {

constexpr size_t kNameNode = 2 * sizeof(void*) + sizeof(std::string);
constexpr size_t kNodesBytes = size_t{256} << 20;
char* nodes = nullptr;
char* next_node = nullptr;

bool is_node(void* p) { return p >= nodes && p < nodes + kNodesBytes; }

void* make_node() {
  if (nodes == nullptr) {
    void* memory = mmap(nullptr, kNodesBytes, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) _exit(1);
    nodes = next_node = static_cast<char*>(memory);
  }
  if (next_node + kNameNode > nodes + kNodesBytes) throw std::bad_alloc();
  return std::exchange(next_node, next_node + kNameNode);
}

}  // namespace

void* operator new(size_t size) {
  if (size == kNameNode) return make_node();
  void* p = std::malloc(size);
  if (p == nullptr) throw std::bad_alloc();
  return p;
}
void operator delete(void* p) noexcept {
  if (!is_node(p)) std::free(p);
}
void operator delete(void* p, size_t) noexcept { operator delete(p); }

namespace {

using namespace fuzz::nix_protocol;

constexpr int kProgramsPerChild = 2'000;            // 14 KiB are left of each
constexpr size_t kHeapOfChild = size_t{512} << 20;  // a heap never shrinks, and slows what follows
constexpr rlim_t kBytes = rlim_t{2} << 30;
constexpr int kMicroseconds = 400'000;  // of CPU, for a program
constexpr int kEndOfChild = 43;

std::vector<std::string_view> context_of(const nix::Value& string) {
  std::vector<std::string_view> elements;
  for (const char** at = string.string.context; at && *at; ++at) elements.emplace_back(*at);
  return elements;
}

// Deeper than CanonicalWriter::kMaxDepth it does not go.
void write_value(const nix::Value& v, fuzz::CanonicalWriter& out) {
  if (!out.enter()) return;
  auto list = [&](nix::Value* const* elements, size_t size) {
    out.begin_list();
    for (size_t i = 0; i < size; ++i) {
      write_value(*elements[i], out);
      out.end_element();
    }
    out.end_list();
  };
  switch (v.type) {
    case nix::tInt:
      out.integer(v.integer);
      break;
    case nix::tBool:
      out.boolean(v.boolean);
      break;
    case nix::tString:
      out.string(v.string.text, context_of(v));
      break;
    case nix::tPath:
      out.path(v.text);
      break;
    case nix::tNull:
      out.null();
      break;
    case nix::tFloat:
      out.real(v.real);
      break;
    case nix::tList1:
      list(v.small_list, 1);
      break;
    case nix::tList2:
      list(v.small_list, 2);
      break;
    case nix::tListN:
      list(v.list.elements, v.list.size);
      break;
    case nix::tAttrs: {
      std::vector<const nix::Attr*> attrs;
      for (uint32_t i = 0; i < v.attrs->size; ++i) attrs.push_back(&v.attrs->attrs[i]);
      std::sort(attrs.begin(), attrs.end(), [](auto* a, auto* b) { return *a->name < *b->name; });
      out.begin_set();
      for (const nix::Attr* attr : attrs) {
        out.begin_attribute(*attr->name);
        write_value(*attr->value, out);
        out.end_attribute();
      }
      out.end_set();
      break;
    }
    case nix::tLambda:
    case nix::tPrimOp:
    case nix::tPrimOpApp:
    case nix::tExternal:
      out.function();
      break;
    case nix::tThunk:
    case nix::tApp:
    case nix::tBlackhole:
      out.unevaluated();
      break;
  }
  out.leave();
}

// The client going away ends everything.
void read_exactly(void* to, size_t size) {
  char* at = static_cast<char*>(to);
  while (size > 0) {
    ssize_t got = read(kRequests, at, size);
    if (got <= 0) _exit(0);
    at += got;
    size -= static_cast<size_t>(got);
  }
}

void answer(Answer kind, const std::string& text, const std::string& standard_error) {
  AnswerHead head = {kind, static_cast<uint32_t>(text.size()),
                     static_cast<uint32_t>(standard_error.size())};
  std::string bytes(reinterpret_cast<char*>(&head), sizeof head);
  bytes += text;
  bytes += standard_error;
  for (size_t at = 0; at < bytes.size();) {
    ssize_t wrote = write(kAnswers, bytes.data() + at, bytes.size() - at);
    if (wrote <= 0) _exit(0);
    at += static_cast<size_t>(wrote);
  }
}

// Standard error as a file in memory, so that each program's can be told apart.
std::string take_standard_error() {
  off_t size = lseek(STDERR_FILENO, 0, SEEK_END);
  if (size <= 0) return {};
  std::string text(static_cast<size_t>(size), '\0');
  ssize_t got = pread(STDERR_FILENO, text.data(), text.size(), 0);
  text.resize(got < 0 ? 0 : static_cast<size_t>(got));
  if (ftruncate(STDERR_FILENO, 0) != 0 || lseek(STDERR_FILENO, 0, SEEK_SET) != 0) _exit(1);
  return text;
}

void limit_time(int microseconds) {
  itimerval time = {{0, 0}, {0, microseconds}};
  setitimer(ITIMER_PROF, &time, nullptr);
}

void evaluate(nix::EvalState& state, char kind, std::string program) {
  Answer answer_kind = kValue;
  std::string text;
  limit_time(kMicroseconds);
  try {
    nix::Value value;
    state.eval(state.parseExprFromString(std::move(program), "/"), value);
    if (kind != kLazy) state.forceValueDeep(value);
    if (kind == kCanonical) {
      fuzz::CanonicalWriter out;
      write_value(value, out);
      text = out.take();
    } else {
      std::ostringstream out;
      out << value;
      text = out.str();
    }
  } catch (const std::exception& e) {
    int status = 0;
    char* name = abi::__cxa_demangle(typeid(e).name(), nullptr, nullptr, &status);
    answer_kind = kError;
    text = std::string(name ? name : typeid(e).name()) + "\n" + e.what();
    std::free(name);
  }
  limit_time(0);
  answer(answer_kind, text, take_standard_error());
}

[[noreturn]] void serve(nix::EvalState& state) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  rlimit memory = {kBytes, kBytes};
  setrlimit(RLIMIT_AS, &memory);
  for (int i = 0; i < kProgramsPerChild && GC_get_heap_size() < kHeapOfChild; ++i) {
    char kind = 0;
    uint32_t length = 0;
    read_exactly(&kind, 1);
    if (kind == kRenew) _exit(kEndOfChild);
    read_exactly(&length, sizeof length);
    std::string program(length, '\0');
    read_exactly(program.data(), length);
    evaluate(state, kind, std::move(program));
  }
  _exit(kEndOfChild);
}

}  // namespace

nix::Expr* nix::EvalState::parseStdin() {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  parseExprFromString("1", "/");
  if (dup2(memfd_create("stderr", 0), STDERR_FILENO) < 0) _exit(1);
  for (;;) {
    pid_t child = fork();
    if (child < 0) _exit(1);
    if (child == 0) serve(*this);
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) _exit(0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == kEndOfChild) continue;
    std::string how = WIFEXITED(status) ? "exit code " + std::to_string(WEXITSTATUS(status))
                                        : "signal " + std::to_string(WTERMSIG(status));
    answer(kDied, how, take_standard_error());
  }
}
