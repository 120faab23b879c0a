// In which form a value is told.
#pragma once

#include <cstdint>

namespace fuzz {

// kLazy and kStrict print as nix-instantiate does without and with --strict. kCanonical forces
// deeply, in the order of names, and writes the value as CanonicalWriter (canonical.h) does. kJson
// is that of --json --strict, kXml that of --xml --no-location without --strict.
enum class Output : uint8_t { kLazy, kStrict, kCanonical, kJson, kXml };

}  // namespace fuzz
