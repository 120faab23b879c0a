// The kinds of pending work, as the table context.def has them.
#pragma once

#include <cstdint>

namespace vm {

enum class ContextKind : uint8_t {
#define CONTEXT(name, hole, unwind) k##name,
#include "vm/runtime/context.def"
#undef CONTEXT
};
inline constexpr const char* kContextNames[] = {
#define CONTEXT(name, hole, unwind) #name,
#include "vm/runtime/context.def"
#undef CONTEXT
};

}  // namespace vm
