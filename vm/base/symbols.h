// Interned names. A Symbol is the number of a name in the order in which names were first seen;
// attribute sets are sorted by it, and attributes are forced in that order (the names known at
// start-up come first).
#pragma once

#include <cstdint>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace vm {

using Symbol = uint32_t;
inline constexpr Symbol kNoSymbol = UINT32_MAX;

class SymbolTable {
 public:
  Symbol intern(std::string_view name) {
    if ((names_.size() + 1) * 2 > slots_.size()) grow();
    uint32_t hash = hash_of(name);
    size_t i = place_of(name, hash);
    if (slots_[i].symbol != kNoSymbol) return slots_[i].symbol;
    Symbol id = static_cast<Symbol>(names_.size());
    names_.emplace_back(name);
    bytes_ += name.size();
    slots_[i] = {hash, id};
    return id;
  }
  // kNoSymbol when the name was never seen.
  Symbol find(std::string_view name) const {
    return slots_.empty() ? kNoSymbol : slots_[place_of(name, hash_of(name))].symbol;
  }
  std::string_view name(Symbol s) const { return names_[s]; }
  size_t size() const { return names_.size(); }
  uint64_t bytes() const { return bytes_; }  // of all names together
  // Forgets the names beyond the first `size`, as if they had never been seen.
  void truncate(size_t size) {
    // The last name first: no probe for one that stays leads over a slot that becomes free.
    for (; names_.size() > size; names_.pop_back()) {
      slots_[place_of(names_.back(), hash_of(names_.back()))].symbol = kNoSymbol;
      bytes_ -= names_.back().size();
    }
  }

 private:
  struct Slot {
    uint32_t hash = 0;
    Symbol symbol = kNoSymbol;
  };

  template <typename Word>
  static Word load(const char* at) {
    Word word;
    std::memcpy(&word, at, sizeof word);
    return word;
  }
  // Names are short: eight bytes a step, each folded in by a multiplication of 128 bits.
  static uint32_t hash_of(std::string_view name) {
    constexpr uint64_t kFactor = 0x9E3779B97F4A7C15;
    const char* at = name.data();
    size_t left = name.size();
    uint64_t hash = left * kFactor;
    auto fold = [&hash](uint64_t word) {
      auto product = static_cast<unsigned __int128>(hash ^ word) * kFactor;
      hash = static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
    };
    for (; left >= 8; at += 8, left -= 8) fold(load<uint64_t>(at));
    // Of the rest every byte at least once: two overlapping halves, or first, middle and last.
    if (left >= 4)
      fold(uint64_t{load<uint32_t>(at)} << 32 | load<uint32_t>(at + left - 4));
    else if (left > 0)
      fold(uint64_t{load<uint8_t>(at)} << 16 | load<uint8_t>(at + left / 2) << 8 |
           load<uint8_t>(at + left - 1));
    return static_cast<uint32_t>(hash ^ hash >> 32);
  }
  // Where the name is, or the free slot where it belongs.
  size_t place_of(std::string_view name, uint32_t hash) const {
    size_t mask = slots_.size() - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
      const Slot& slot = slots_[i];
      if (slot.symbol == kNoSymbol || (slot.hash == hash && names_[slot.symbol] == name)) return i;
    }
  }
  void grow() {
    constexpr size_t kFirst = 512;
    std::vector<Slot> old(slots_.empty() ? kFirst : slots_.size() * 2);
    old.swap(slots_);
    // In the order of names, as truncate() wants it.
    std::vector<uint32_t> hashes(names_.size());
    for (const Slot& slot : old)
      if (slot.symbol != kNoSymbol) hashes[slot.symbol] = slot.hash;
    size_t mask = slots_.size() - 1;
    for (Symbol s = 0; s < hashes.size(); ++s) {
      size_t i = hashes[s] & mask;
      while (slots_[i].symbol != kNoSymbol) i = (i + 1) & mask;
      slots_[i] = {hashes[s], s};
    }
  }

  std::deque<std::string> names_;  // deque: views of them stay valid
  std::vector<Slot> slots_;        // at most half of them taken; a power of two
  uint64_t bytes_ = 0;
};

}  // namespace vm
