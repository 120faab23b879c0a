// Runs something on a thread with a large stack, for programs that recurse natively as deep as the
// depth tests of the corpus ask. The stack is reserved, not used, until it is needed.
#pragma once

#include <pthread.h>

#include <cstddef>

#include "fuzz/oracle/reference.h"
#include "vm/base/check.h"

namespace fuzz {

// What fits on it.
inline constexpr size_t kBigStackBytes = size_t{1} << 30;
inline constexpr ReferenceLimits kBigLimits = {
    .fuel = 20'000'000, .depth = 300'000, .bytes = size_t{4} << 30};

template <typename Body>
void with_big_stack(Body body) {
  pthread_attr_t attributes;
  CHECK(pthread_attr_init(&attributes) == 0);
  CHECK(pthread_attr_setstacksize(&attributes, kBigStackBytes) == 0);
  pthread_t thread;
  auto start = [](void* argument) -> void* {
    (*static_cast<Body*>(argument))();
    return nullptr;
  };
  CHECK(pthread_create(&thread, &attributes, start, &body) == 0);
  CHECK(pthread_join(thread, nullptr) == 0);
  pthread_attr_destroy(&attributes);
}

}  // namespace fuzz
