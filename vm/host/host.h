// The outside world as the evaluator sees it: one interface for files, environment and clock.
// Evaluation is deterministic given the answers of a Host. Paths are absolute; no answer throws.
//
// A Host may answer Failure with `pending` set: the answer is on its way. The evaluator then parks
// and asks the same question again when it is resumed; every question may therefore be asked twice.
//
// Invariant: what a Host has answered it does not take back during an evaluation.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "vm/base/result.h"

namespace vm {

enum class FileType : uint8_t { kMissing, kRegular, kDirectory, kSymlink, kUnknown };

// "regular", "directory", "symlink", "unknown", as readDir and readFileType say; "missing" for
// kMissing.
std::string_view file_type_name(FileType type);

struct FileStatus {
  FileType type = FileType::kMissing;
  bool executable = false;  // of a regular file, for its owner; part of a store path's hash
  uint64_t size = 0;        // of a regular file, in bytes
};

using DirEntries = std::map<std::string, FileType>;  // sorted by bytes; without "." and ".."

class Host {
 public:
  virtual ~Host() = default;

  // The whole file. Fails on directories and whatever else is not readable.
  virtual Result<std::string> read_file(const std::string& path) = 0;
  virtual Result<DirEntries> read_dir(const std::string& path) = 0;
  // Does not follow a symlink in the last component. A missing file is an answer (kMissing), not a
  // failure; so is a path through something that is not a directory.
  virtual Result<FileStatus> lstat(const std::string& path) = 0;
  virtual Result<std::string> read_link(const std::string& path) = 0;

  virtual std::string get_env(const std::string& name) = 0;  // "" if unset
  virtual int64_t current_time() = 0;                        // seconds since 1970
  // What the answers depend on, in short: two hosts with the same digest answer the same. Empty
  // where nobody can say.
  virtual std::string digest() { return ""; }

  // The path without symlinks, ".", "..", doubled or trailing "/". Components that do not exist are
  // kept. With `last` false a symlink in the last component stays. Fails on a cycle of links.
  virtual Result<std::string> resolve_symlinks(const std::string& path, bool last = true);
  // Is there anything? A symlink in the last component counts, wherever it leads; with a trailing
  // "/" or "/." the path must be, or lead to, a directory.
  Result<bool> path_exists(const std::string& path);
};

// The machine's own files, read only.
class RealHost final : public Host {
 public:
  Result<std::string> read_file(const std::string& path) override;
  Result<DirEntries> read_dir(const std::string& path) override;
  Result<FileStatus> lstat(const std::string& path) override;
  Result<std::string> read_link(const std::string& path) override;
  std::string get_env(const std::string& name) override;
  int64_t current_time() override;
};

// A file system in memory: what tests, fuzzers and embedders bring. Directories come into being
// with the files in them. Paths given to add_* are absolute and normal (no "..", no doubled or
// trailing "/").
class MemoryHost final : public Host {
 public:
  void add_file(const std::string& path, std::string content, bool executable = false);
  void add_symlink(const std::string& path, std::string target);
  void add_dir(const std::string& path);
  void set_env(const std::string& name, std::string value);
  void set_current_time(int64_t seconds) { now_ = seconds; }

  Result<std::string> read_file(const std::string& path) override;
  Result<DirEntries> read_dir(const std::string& path) override;
  Result<FileStatus> lstat(const std::string& path) override;
  Result<std::string> read_link(const std::string& path) override;
  std::string get_env(const std::string& name) override;
  int64_t current_time() override { return now_; }
  std::string digest() override;

 private:
  struct Node {
    FileType type = FileType::kDirectory;
    std::string content;  // of a file; the target of a symlink
    bool executable = false;
    DirEntries entries;
  };

  void add_node(const std::string& path, Node node);
  // The node a path leads to; symlinks in the last component are followed if `follow`. Null if
  // there is none.
  Result<const Node*> find(const std::string& path, bool follow);

  std::map<std::string, Node> nodes_{{"/", Node{}}};
  std::map<std::string, std::string> env_;
  int64_t now_ = 0;
};

// Pure evaluation: no files, an empty environment, the clock at 0. Says so in every failure.
class RefusingHost final : public Host {
 public:
  Result<std::string> read_file(const std::string& path) override;
  Result<DirEntries> read_dir(const std::string& path) override;
  Result<FileStatus> lstat(const std::string& path) override;
  Result<std::string> read_link(const std::string& path) override;
  std::string get_env(const std::string& name) override;
  int64_t current_time() override;
  std::string digest() override { return "nothing"; }
};

// Another host's files, but only those in the given roots (absolute paths of files or directories),
// and no environment. Links and ".." are followed before it is decided: what leads out of the roots
// is refused, whether it exists or not, even if it would come back. Of the directories and links on
// the way to a root it can be seen what they are, not what is in them. A link in a root may be read
// as a link, wherever it leads.
//
// It confines what is asked, not what changes: whoever can write in a root while an evaluation runs
// can replace a directory by a link between two questions.
class RestrictedHost final : public Host {
 public:
  RestrictedHost(Host& inner, std::vector<std::string> roots);  // `inner` must outlive it

  Result<std::string> read_file(const std::string& path) override;
  Result<DirEntries> read_dir(const std::string& path) override;
  Result<FileStatus> lstat(const std::string& path) override;
  Result<std::string> read_link(const std::string& path) override;
  Result<std::string> resolve_symlinks(const std::string& path, bool last = true) override;
  std::string get_env(const std::string& name) override;
  int64_t current_time() override;

 private:
  // Before the first question is answered, since the other host's answers may be pending.
  std::optional<Failure> find_roots();
  bool in_roots(const std::string& path) const;
  Failure refused(const std::string& path, const std::string& real) const;
  // The path without links, or a refusal. `last`: is a link at its end followed? `ways_too`: may it
  // be on the way to a root?
  Result<std::string> walk(const std::string& path, bool last, bool ways_too);

  Host& inner_;
  std::vector<std::string> given_roots_;
  bool roots_found_ = false;
  std::vector<std::string> roots_;  // without links
  std::set<std::string> ways_;      // what is passed on the way to the roots
};

// Path text, without looking at files: removes ".", "..", doubled and trailing "/". The path is
// absolute.
std::string canonical_path(std::string_view path);

}  // namespace vm
