// See feedback.h. libFuzzer clears the table before each input and reads it behind it. A counter is
// set, never counted up: each of eight ranges of a count would be a feature of its own and the
// corpus would explode. `volatile` and `used`, or the optimiser drops what nobody here reads.
#include "fuzz/feedback.h"

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <utility>

namespace fuzz {
namespace {

constexpr size_t kCounters = 16 * 1024;

__attribute__((used, section("__libfuzzer_extra_counters"))) volatile uint8_t counters[kCounters];
std::bitset<kCounters> seen;

constexpr uint32_t kMostStates = 20, kMostCaptures = 15, kNone = kMostCaptures + 1;
uint32_t last_finalised = kNone;  // by the event before, if it was one

uint32_t mix(uint32_t hash, const char* text) {
  for (; text && *text; ++text) hash = (hash ^ static_cast<uint8_t>(*text)) * 16777619u;
  return (hash ^ 0xff) * 16777619u;
}

// A frame of code is known by its kind: its name is the program's.
const char* named(const char* context, const char* name) {
  return name && context && std::strcmp(context, "Code") != 0 ? name : "";
}

void note_event(const vm::MachineEvent& e) {
  std::string_view kind = e.event;
  uint32_t finalised_before = std::exchange(last_finalised, kNone);
  if (kind != "push" && kind != "thunk" && kind != "unwind" && kind != "finalise" &&
      kind != "suspend")
    return;
  uint32_t hash = mix(2166136261u, e.event);
  if (kind == "finalise") {
    // In which order captures are patched, one scope at a time.
    uint32_t capture = std::min(e.index, kMostCaptures);
    hash = (hash ^ (finalised_before * (kNone + 1) + capture)) * 16777619u;
    last_finalised = capture;
  } else if (kind == "suspend") {
    hash = mix(mix(hash, named(e.context, e.name)), e.state);
    hash = (hash ^ std::min(e.index, kMostStates)) * 16777619u;
  } else if (kind == "thunk") {
    hash = mix(mix(hash, e.state), e.name);
  } else {
    hash = mix(mix(hash, e.context), named(e.context, e.name));
    if (kind == "push")
      hash = mix(mix(hash, e.waiter), named(e.waiter, e.waiter_name));
    else
      hash = mix(hash, e.state);
  }
  size_t at = (hash ^ hash >> 14) % kCounters;
  counters[at] = 1;
  seen.set(at);
}

}  // namespace

std::function<void(const vm::MachineEvent&)> feedback() {
  static const bool wanted = std::getenv("ASSAY_WITHOUT_FEEDBACK") == nullptr;
  if (!wanted) return {};
  return note_event;
}

size_t transitions_seen() { return seen.count(); }

}  // namespace fuzz
