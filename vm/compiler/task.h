// Recursive passes without native recursion. A pass is written as member functions that return Task
// and `co_await` each other; run() drives them from one loop, so the native stack stays flat
// however deep the tree is. Frames come from the FramePool that is the pass's member `frames`.
#pragma once

#include <algorithm>
#include <coroutine>
#include <cstddef>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

#include "vm/base/check.h"

namespace vm {

// Coroutine frames by size, reused as soon as they are free.
class FramePool {
 public:
  void* allocate(size_t bytes) {
    size_t cls = (bytes + sizeof(Head) + 63) / 64;
    if (cls < kClasses && free_[cls]) {
      Head* h = free_[cls];
      free_[cls] = h->next;
      h->pool = this;
      return h + 1;
    }
    if (cls >= kClasses) {
      auto* big = static_cast<Head*>(::operator new(bytes + sizeof(Head)));
      *big = {this, 0, nullptr};
      return big + 1;
    }
    size_t size = cls * 64;
    if (size > left_) {
      size_t block = blocks_.empty() ? kFirstBlock : kBlock;
      blocks_.push_back(std::make_unique_for_overwrite<char[]>(block));
      at_ = blocks_.back().get();
      left_ = block;
    }
    auto* h = reinterpret_cast<Head*>(at_);
    at_ += size;
    left_ -= size;
    *h = {this, cls, nullptr};
    return h + 1;
  }
  static void release(void* p) {
    Head* h = static_cast<Head*>(p) - 1;
    if (h->cls == 0) {
      ::operator delete(h);
      return;
    }
    h->next = h->pool->free_[h->cls];
    h->pool->free_[h->cls] = h;
  }

  // No task is left. Keeps what small files need.
  void clear() {
    CHECK(stack.empty());
    if (blocks_.size() <= 2) return;
    blocks_.clear();
    std::fill(std::begin(free_), std::end(free_), nullptr);
    at_ = nullptr;
    left_ = 0;
    stack = {};
  }

  std::vector<std::coroutine_handle<>> stack;  // the tasks that are under way, outermost first
  bool paused = false;

  // Runs what is under way until it ends (true) or pauses.
  bool advance() {
    paused = false;
    while (!stack.empty()) {
      std::coroutine_handle<> top = stack.back();
      top.resume();
      if (paused) return false;
      if (top.done()) stack.pop_back();
    }
    return true;
  }

 private:
  struct alignas(16) Head {
    FramePool* pool;
    size_t cls;
    Head* next;
  };
  static constexpr size_t kClasses = 64;
  static constexpr size_t kFirstBlock = 8 * 1024;  // most files are small
  static constexpr size_t kBlock = 64 * 1024;
  Head* free_[kClasses] = {};
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* at_ = nullptr;
  size_t left_ = 0;
};

namespace task_internal {

struct PromiseBase {
  FramePool* pool;
  template <typename Pass, typename... Args>
  explicit PromiseBase(Pass& pass, Args&&...) : pool(&pass.frames) {}
  template <typename Pass, typename... Args>
  static void* operator new(size_t bytes, Pass& pass, Args&&...) {
    return pass.frames.allocate(bytes);
  }
  static void operator delete(void* p) { FramePool::release(p); }
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() { CHECK(!"a pass must not throw"); }
};

template <typename T>
struct Promise : PromiseBase {
  using PromiseBase::PromiseBase;
  T result{};
  auto get_return_object() { return std::coroutine_handle<Promise>::from_promise(*this); }
  void return_value(T value) { result = std::move(value); }
};
template <>
struct Promise<void> : PromiseBase {
  using PromiseBase::PromiseBase;
  auto get_return_object() { return std::coroutine_handle<Promise>::from_promise(*this); }
  void return_void() {}
};

}  // namespace task_internal

template <typename T>
class [[nodiscard]] Task {
 public:
  using promise_type = task_internal::Promise<T>;
  Task(std::coroutine_handle<promise_type> h) : handle_(h) {}
  Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  ~Task() {
    if (handle_) handle_.destroy();
  }

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) { handle_.promise().pool->stack.push_back(handle_); }
  T await_resume() {
    if constexpr (!std::is_void_v<T>) return std::move(handle_.promise().result);
  }

  // Runs the task to its end; not from inside another task.
  T run() {
    begin();
    bool ended = handle_.promise().pool->advance();
    CHECK(ended);
    return await_resume();
  }

  // For passes that pause (`co_await Pause{frames}`): FramePool::advance() drives them.
  void begin() { handle_.promise().pool->stack.push_back(handle_); }

 private:
  std::coroutine_handle<promise_type> handle_;
};

// Hands control back to whoever called FramePool::advance(), until the next advance().
struct Pause {
  FramePool& frames;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) { frames.paused = true; }
  void await_resume() const noexcept {}
};

}  // namespace vm
