// Adds bindings to attribute sets as Nix's parser does: `a.b = 1;` makes the set `a` or enters the
// one that was written before, two sets written for one name are merged, and a name that cannot be
// merged is an error. When sets merge, the one written first decides whether the result is
// recursive.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "vm/base/arena.h"
#include "vm/syntax/ast.h"

namespace vm {

// Lengthens a slice whose room is always a power of two, at least `kLeast`: all slices of attribute
// sets and the arguments of calls are such.
template <typename T, uint32_t kLeast>
void append(Arena& arena, Slice<T>& slice, const T& item) {
  uint32_t n = slice.size;
  if (n == 0 || (n >= kLeast && (n & (n - 1)) == 0)) {
    uint32_t room = n == 0 ? kLeast : n * 2;
    T* data = static_cast<T*>(arena.allocate(room * sizeof(T)));
    if (n != 0) std::memcpy(static_cast<void*>(data), slice.data, n * sizeof(T));
    slice.data = data;
  }
  slice.data[slice.size++] = item;
}

class AttrsBuilder {
 public:
  // A name defined twice. `path` leads from the set that was being added to; names of the language
  // only.
  struct Duplicate {
    std::vector<AttrName> path;
    Pos pos;
    Pos previous;
    bool mixes_recursive = false;  // it could be merged, but only one of the two sets is recursive
  };

  // What happens when sets are merged.
  struct Rules {
    bool keep_dynamic;  // the dynamic attributes of the later one are kept, else they are lost
    bool merge_nested;  // sets within them are merged too, else they are duplicates
    bool refuse_mixed;  // both must be recursive or neither
  };
  AttrsBuilder(Arena& arena, Rules rules) : arena_(arena), rules_(rules) {}

  // path = value; the attributes that it makes get the position `pos`. The path is not empty.
  [[nodiscard]] bool add(AttrSetNode* set, const std::vector<AttrName>& path, Node* value, Pos pos,
                         Duplicate* duplicate);
  // An attribute under a name that must be new.
  [[nodiscard]] bool add_new(AttrSetNode* set, const AttrDef& def, Duplicate* duplicate);
  // The source of `inherit (e) …`; returns what AttrDef::from of its names must be.
  uint32_t add_inherit_from(AttrSetNode* set, Node* source);

  AttrSetNode* make_set(Pos pos, bool recursive);

 private:
  // Two sets to be merged; `parent` is the merge that found them, -1 for the first.
  struct Merge {
    AttrSetNode* into;
    AttrSetNode* from;
    AttrName via;
    int64_t parent;
  };
  // Where a name lies in a set that is too large to be searched.
  struct IndexEntry {
    AttrSetNode* set = nullptr;
    Symbol name = 0;
    uint32_t position = 0;
  };

  AttrDef* find(AttrSetNode* set, Symbol name);
  void append_def(AttrSetNode* set, const AttrDef& def);
  void index(AttrSetNode* set, uint32_t position);
  IndexEntry& slot(AttrSetNode* set, Symbol name);
  bool merge(AttrSetNode* into, AttrSetNode* from, const std::vector<AttrName>& path,
             Duplicate* duplicate);
  bool merge_attrs(int64_t merge, const std::vector<AttrName>& path, Duplicate* duplicate);

  Arena& arena_;
  Rules rules_;
  std::vector<Merge> merges_;
  std::vector<IndexEntry> index_;  // open addressing, a power of two
  size_t indexed_ = 0;
};

}  // namespace vm
