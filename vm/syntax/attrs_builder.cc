// Bindings into sets: see attrs_builder.h.
#include "vm/syntax/attrs_builder.h"

#include <algorithm>

namespace vm {
namespace {

// Sets up to this size are searched; the names of larger ones are in the index.
constexpr uint32_t kSearched = 16;

AttrSetNode* as_set(const AttrDef& def) {
  if (def.kind != AttrKind::kPlain || def.value->kind != NodeKind::kAttrSet) return nullptr;
  return static_cast<AttrSetNode*>(def.value);
}

}  // namespace

AttrSetNode* AttrsBuilder::make_set(Pos pos, bool recursive) {
  return arena_.make<AttrSetNode>(Node{NodeKind::kAttrSet, pos}, recursive, Slice<AttrDef>{},
                                  Slice<DynamicAttrDef>{}, Slice<Node*>{});
}

AttrsBuilder::IndexEntry& AttrsBuilder::slot(AttrSetNode* set, Symbol name) {
  uint64_t hash = (reinterpret_cast<uintptr_t>(set) >> 3) * 0x9E3779B97F4A7C15u + name;
  hash *= 0xBF58476D1CE4E5B9u;
  hash ^= hash >> 32;
  size_t mask = index_.size() - 1;
  for (size_t i = hash & mask;; i = (i + 1) & mask) {
    IndexEntry& entry = index_[i];
    if (entry.set == nullptr || (entry.set == set && entry.name == name)) return entry;
  }
}

AttrDef* AttrsBuilder::find(AttrSetNode* set, Symbol name) {
  if (set->attrs.size <= kSearched) {
    for (AttrDef& def : set->attrs)
      if (def.name == name) return &def;
    return nullptr;
  }
  IndexEntry& entry = slot(set, name);
  return entry.set == nullptr ? nullptr : &set->attrs[entry.position];
}

void AttrsBuilder::index(AttrSetNode* set, uint32_t position) {
  if (indexed_ * 2 >= index_.size()) {
    std::vector<IndexEntry> old(std::max<size_t>(64, index_.size() * 2));
    old.swap(index_);
    for (const IndexEntry& entry : old)
      if (entry.set != nullptr) slot(entry.set, entry.name) = entry;
  }
  ++indexed_;
  Symbol name = set->attrs[position].name;
  slot(set, name) = {set, name, position};
}

void AttrsBuilder::append_def(AttrSetNode* set, const AttrDef& def) {
  append<AttrDef, 4>(arena_, set->attrs, def);
  if (set->attrs.size == kSearched + 1) {
    for (uint32_t i = 0; i < set->attrs.size; ++i) index(set, i);
  } else if (set->attrs.size > kSearched) {
    index(set, set->attrs.size - 1);
  }
}

bool AttrsBuilder::add_new(AttrSetNode* set, const AttrDef& def, Duplicate* duplicate) {
  if (const AttrDef* previous = find(set, def.name)) {
    *duplicate = {{{def.name, nullptr, def.pos}}, def.pos, previous->pos};
    return false;
  }
  append_def(set, def);
  return true;
}

uint32_t AttrsBuilder::add_inherit_from(AttrSetNode* set, Node* source) {
  append<Node*, 1>(arena_, set->inherit_from, source);
  return set->inherit_from.size - 1;
}

bool AttrsBuilder::add(AttrSetNode* set, const std::vector<AttrName>& path, Node* value, Pos pos,
                       Duplicate* duplicate) {
  for (size_t i = 0; i + 1 < path.size(); ++i) {
    AttrSetNode* inner = nullptr;
    if (path[i].expr != nullptr) {
      inner = make_set(kNoPos, false);
      append<DynamicAttrDef, 1>(arena_, set->dynamic, {path[i].expr, inner, pos});
    } else if (const AttrDef* previous = find(set, path[i].name)) {
      inner = as_set(*previous);
      if (inner == nullptr) {
        *duplicate = {
            {path.begin(), path.begin() + static_cast<ptrdiff_t>(i) + 1}, pos, previous->pos};
        return false;
      }
    } else {
      inner = make_set(kNoPos, false);
      append_def(set, {path[i].name, AttrKind::kPlain, 0, pos, inner});
    }
    set = inner;
  }

  const AttrName& last = path.back();
  if (last.expr != nullptr) {
    append<DynamicAttrDef, 1>(arena_, set->dynamic, {last.expr, value, pos});
    return true;
  }
  AttrDef def{last.name, AttrKind::kPlain, 0, pos, value};
  const AttrDef* previous = find(set, last.name);
  if (previous == nullptr) {
    if (rules_.refuse_mixed && path.size() > 1 && set->recursive) {
      *duplicate = {{path.begin(), path.end() - 1}, pos, pos, true};
      return false;
    }
    append_def(set, def);
    return true;
  }
  AttrSetNode* into = as_set(*previous);
  AttrSetNode* from = as_set(def);
  if (into == nullptr || from == nullptr) {
    *duplicate = {path, pos, previous->pos};
    return false;
  }
  return merge(into, from, path, duplicate);
}

// Sets nest as deep as the text: the merges still to be done wait in a queue, not on the native
// stack.
bool AttrsBuilder::merge(AttrSetNode* into, AttrSetNode* from, const std::vector<AttrName>& path,
                         Duplicate* duplicate) {
  merges_.assign(1, Merge{into, from, {}, -1});
  for (size_t i = 0; i < merges_.size(); ++i)
    if (!merge_attrs(static_cast<int64_t>(i), path, duplicate)) return false;
  return true;
}

bool AttrsBuilder::merge_attrs(int64_t number, const std::vector<AttrName>& path,
                               Duplicate* duplicate) {
  AttrSetNode* into = merges_[static_cast<size_t>(number)].into;
  AttrSetNode* from = merges_[static_cast<size_t>(number)].from;
  // Names from where the merging began to `number`, behind the path that led there.
  auto whole_path = [&](Duplicate* to) {
    for (int64_t i = number; merges_[static_cast<size_t>(i)].parent >= 0;
         i = merges_[static_cast<size_t>(i)].parent)
      to->path.push_back(merges_[static_cast<size_t>(i)].via);
    std::reverse(to->path.begin(), to->path.end());
    to->path.insert(to->path.begin(), path.begin(), path.end());
  };
  if (rules_.refuse_mixed && into->recursive != from->recursive) {
    *duplicate = {{}, from->pos, into->pos, true};
    whole_path(duplicate);
    return false;
  }
  for (AttrDef def : from->attrs) {
    if (def.kind == AttrKind::kInheritFrom) def.from += into->inherit_from.size;
    const AttrDef* previous = find(into, def.name);
    if (previous == nullptr) {
      append_def(into, def);
      continue;
    }
    AttrSetNode* inner_into = as_set(*previous);
    AttrSetNode* inner_from = as_set(def);
    AttrName name{def.name, nullptr, def.pos};
    if (inner_into != nullptr && inner_from != nullptr && rules_.merge_nested) {
      merges_.push_back({inner_into, inner_from, name, number});
      continue;
    }
    *duplicate = {{name}, def.pos, previous->pos};
    whole_path(duplicate);
    return false;
  }
  if (rules_.keep_dynamic)
    for (const DynamicAttrDef& def : from->dynamic)
      append<DynamicAttrDef, 1>(arena_, into->dynamic, def);
  for (Node* source : from->inherit_from) append<Node*, 1>(arena_, into->inherit_from, source);
  return true;
}

}  // namespace vm
