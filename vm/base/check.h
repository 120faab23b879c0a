// CHECK: a bug in Assay itself, never a property of the program under evaluation. On in every
// build. A failed check prints what broke and aborts; evaluators that crash are a verdict of the
// runner.
#pragma once

#include <cstdio>
#include <cstdlib>

#define CHECK(cond)                                                                               \
  do {                                                                                            \
    if (!(cond)) [[unlikely]] {                                                                   \
      std::fprintf(stderr, "assay: internal error: CHECK(%s) failed at %s:%d\n", #cond, __FILE__, \
                   __LINE__);                                                                     \
      std::abort();                                                                               \
    }                                                                                             \
  } while (0)
