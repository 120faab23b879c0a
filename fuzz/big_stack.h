// Runs something on a thread with a large stack, for programs that recurse natively as deep as the
// depth tests of the corpus ask. The stack is reserved, not used, until it is needed.
#pragma once

#include <pthread.h>

#include <cstddef>

#include "fuzz/oracle/reference.h"
#include "vm/base/check.h"

namespace fuzz {

// What fits on it. The address sanitizer takes an error that crosses more than 64 MB of stack for a
// fault, and needs up to 5 KB for a level.
#if defined(__SANITIZE_ADDRESS__)
#define ASSAY_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ASSAY_ADDRESS_SANITIZER 1
#endif
#endif
#ifdef ASSAY_ADDRESS_SANITIZER
inline constexpr size_t kBigStackBytes = size_t{60} << 20;
inline constexpr uint32_t kBigDepth = 10'000;
#else
inline constexpr size_t kBigStackBytes = size_t{1} << 30;
inline constexpr uint32_t kBigDepth = 300'000;
#endif
inline constexpr ReferenceLimits kBigLimits = {
    .fuel = 20'000'000, .depth = kBigDepth, .bytes = size_t{4} << 30};

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
