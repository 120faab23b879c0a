// A store that an evaluation can write to and read back, without touching the real one: in front of
// another host, it shows texts (toFile, derivations) out of memory, and copied sources where they
// came from. Nothing is copied, so a source that changes after it was named would show; a Host does
// not take back what it has answered.
//
// A path is there once it was added, under exactly the name that the store computes for it.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>

#include "vm/host/host.h"
#include "vm/host/store.h"

namespace vm {

class WrittenStore final : public Host {
 public:
  WrittenStore(Host& inner, std::string store_dir);  // `inner` must outlive it

  void add_text(const std::string& store_path, std::string content, StorePaths references);
  // `source` is a path without links on the way, in the inner host or of what was written before;
  // `excluded` as in hash_nar.
  void add_source(const std::string& store_path, std::string source,
                  std::unordered_set<std::string> excluded);
  void clear() { entries_.clear(); }  // nothing was written
  // What a store path that was added here refers to. Null if it was not.
  const StorePaths* references(const std::string& store_path) const;

  Result<std::string> read_file(const std::string& path) override;
  Result<DirEntries> read_dir(const std::string& path) override;
  Result<FileStatus> lstat(const std::string& path) override;
  Result<std::string> read_link(const std::string& path) override;
  Result<std::string> resolve_symlinks(const std::string& path, bool last = true) override;
  std::string get_env(const std::string& name) override { return inner_.get_env(name); }
  int64_t current_time() override { return inner_.current_time(); }

 private:
  struct Entry {
    std::string content;  // of a text
    StorePaths references;
    std::string source;  // of a source; empty for texts
    std::unordered_set<std::string> excluded;
  };
  // The entry that a path is or lies in, and what follows ("" or "/…"). Null: not written here.
  const Entry* find(const std::string& path, std::string* rest) const;
  // Where a path lies in the inner host; a text has no such place. Empty: there is nothing.
  static std::string place(const Entry& entry, const std::string& rest);
  bool on_the_way(const std::string& path) const;

  Host& inner_;
  std::string dir_;
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace vm
