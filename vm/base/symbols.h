// Interned names. A Symbol is the number of a name in the order in which names were first seen;
// attribute sets are sorted by it, and attributes are forced in that order (the names known at
// start-up come first).
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace vm {

using Symbol = uint32_t;
inline constexpr Symbol kNoSymbol = UINT32_MAX;

class SymbolTable {
 public:
  Symbol intern(std::string_view name) {
    auto it = ids_.find(name);
    if (it != ids_.end()) return it->second;
    names_.emplace_back(name);
    bytes_ += name.size();
    Symbol id = static_cast<Symbol>(names_.size() - 1);
    ids_.emplace(names_.back(), id);
    return id;
  }
  // kNoSymbol when the name was never seen.
  Symbol find(std::string_view name) const {
    auto it = ids_.find(name);
    return it == ids_.end() ? kNoSymbol : it->second;
  }
  std::string_view name(Symbol s) const { return names_[s]; }
  size_t size() const { return names_.size(); }
  uint64_t bytes() const { return bytes_; }  // of all names together
  // Forgets the names beyond the first `size`, as if they had never been seen.
  void truncate(size_t size) {
    for (; names_.size() > size; names_.pop_back()) {
      ids_.erase(names_.back());
      bytes_ -= names_.back().size();
    }
  }

 private:
  std::deque<std::string> names_;  // deque: the views in ids_ stay valid
  std::unordered_map<std::string_view, Symbol> ids_;
  uint64_t bytes_ = 0;
};

}  // namespace vm
