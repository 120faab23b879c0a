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
#include <vector>

namespace fuzz {
namespace {

constexpr size_t kCounters = 16 * 1024;

__attribute__((used, section("__libfuzzer_extra_counters"))) volatile uint8_t counters[kCounters];
std::bitset<kCounters> seen;

// Inputs with a transition that few others had: parents of more than others are.
class RareInputs {
 public:
  void saw(size_t transition) {
    if (last_input_[transition] == number_) return;
    last_input_[transition] = number_;
    here_.push_back(transition);
  }

  void input_ended(std::span<const uint8_t> input) {
    size_t rarest = kCounters;
    for (size_t transition : here_) {
      ++inputs_[transition];
      if (rarest == kCounters || inputs_[transition] < inputs_[rarest]) rarest = transition;
    }
    here_.clear();
    ++number_;
    if (rarest == kCounters || inputs_[rarest] > kRare) return;
    if (pool_.size() < kMost) pool_.emplace_back();
    // The place of the one that has become least rare.
    auto place = std::max_element(pool_.begin(), pool_.end(), [this](auto& a, auto& b) {
      return inputs_[a.transition] < inputs_[b.transition];
    });
    if (pool_.back().bytes.empty()) place = std::prev(pool_.end());
    place->bytes.assign(input.begin(), input.end());
    place->transition = rarest;
  }

  std::span<const uint8_t> draw(uint64_t seed) const {
    if (pool_.empty()) return {};
    const Entry& a = pool_[seed % pool_.size()];
    const Entry& b = pool_[seed / pool_.size() % pool_.size()];
    return inputs_[a.transition] < inputs_[b.transition] ? a.bytes : b.bytes;
  }

 private:
  static constexpr size_t kMost = 64;
  static constexpr uint32_t kRare = 3;
  struct Entry {
    std::vector<uint8_t> bytes;
    size_t transition = 0;
  };
  std::vector<uint32_t> inputs_ = std::vector<uint32_t>(kCounters);      // that had it
  std::vector<uint64_t> last_input_ = std::vector<uint64_t>(kCounters);  // the number of the last
  uint64_t number_ = 1;                                                  // of the input at hand
  std::vector<size_t> here_;
  std::vector<Entry> pool_;
};

RareInputs& rare_inputs() {
  static RareInputs inputs;
  return inputs;
}

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
  rare_inputs().saw(at);
}

}  // namespace

std::function<void(const vm::MachineEvent&)> feedback() {
  static const bool wanted = std::getenv("ASSAY_WITHOUT_FEEDBACK") == nullptr;
  if (!wanted) return {};
  return note_event;
}

void input_ended(std::span<const uint8_t> input) { rare_inputs().input_ended(input); }

std::span<const uint8_t> rare_input(uint64_t seed) { return rare_inputs().draw(seed); }

size_t transitions_seen() { return seen.count(); }

}  // namespace fuzz
