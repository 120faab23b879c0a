// What each name means where the compiler stands: for every name the scopes that bind it, the
// innermost of them at hand. It grows with the names that a file binds, never with all that the
// symbol table knows: most files are small, and the table is large.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "vm/base/symbols.h"
#include "vm/code/chunk.h"

namespace vm {

struct OpenChunk;

// What a name means: an operand of the chunk that binds it.
struct Binding {
  OpenChunk* owner;
  Operand operand;
  uint32_t order = 0;  // position among the bindings of its scope
  const void* scope = nullptr;
};

class ScopeTable {
 public:
  // Of the innermost scope; nullptr: none binds it. Valid until the next push().
  const Binding* find(Symbol name) const {
    if (rows_.empty()) return nullptr;
    const Row& row = rows_[place(name)];
    return row.innermost == 0 ? nullptr : &scopes_[row.innermost - 1].binding;
  }

  void push(Symbol name, const Binding& binding) {
    if (2 * (used_ + 1) > rows_.size()) grow();
    Row& row = rows_[place(name)];
    used_ += row.name == kNoSymbol;
    row.name = name;
    if (free_ == 0) {
      scopes_.push_back({binding, row.innermost});
      row.innermost = static_cast<uint32_t>(scopes_.size());
    } else {
      uint32_t number = std::exchange(free_, scopes_[free_ - 1].outer);
      scopes_[number - 1] = {binding, row.innermost};
      row.innermost = number;
    }
  }

  // No scope binds anything. Small memory is kept.
  void clear() {
    constexpr size_t kSmall = 256;
    if (rows_.size() > kSmall) rows_ = {};
    std::fill(rows_.begin(), rows_.end(), Row{});
    if (scopes_.capacity() > kSmall) scopes_ = {};
    scopes_.clear();
    used_ = 0;
    free_ = 0;
  }

  // Ends the innermost scope that binds it.
  void pop(Symbol name) {
    Row& row = rows_[place(name)];
    uint32_t number = row.innermost;
    row.innermost = std::exchange(scopes_[number - 1].outer, free_);
    free_ = number;
  }

 private:
  struct Row {
    Symbol name = kNoSymbol;
    uint32_t innermost = 0;  // a number of scopes_, counted from 1; 0: no scope binds it now
  };
  struct Scope {
    Binding binding;
    uint32_t outer;  // likewise: the scope around it; of a scope that is over, the next such
  };

  // Of its row, or of the free one where it belongs.
  size_t place(Symbol name) const {
    size_t mask = rows_.size() - 1;
    size_t at = (name * uint64_t{0x9E3779B97F4A7C15} >> 32) & mask;
    while (rows_[at].name != name && rows_[at].name != kNoSymbol) at = (at + 1) & mask;
    return at;
  }

  void grow() {
    std::vector<Row> before(rows_.empty() ? 64 : 2 * rows_.size());
    before.swap(rows_);
    for (const Row& row : before)
      if (row.name != kNoSymbol) rows_[place(row.name)] = row;
  }

  std::vector<Row> rows_;  // by name; a power of two, at most half of them in use
  size_t used_ = 0;
  std::vector<Scope> scopes_;
  uint32_t free_ = 0;
};

}  // namespace vm
