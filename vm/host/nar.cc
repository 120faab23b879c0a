// The Nix archive (NAR) of a file system tree, fed into a hash as it is made. The format is a
// sequence of strings, each its length in 8 bytes (little endian), its bytes, and zeros up to a
// multiple of 8:
//   archive = "nix-archive-1" node
//   node    = "(" "type" ( "regular" ["executable" ""] "contents" BYTES
//                        | "symlink" "target" TARGET
//                        | "directory" ("entry" "(" "name" NAME "node" node ")")* ) ")"
// Entries are sorted by name. Open directories stand on an explicit stack: trees may be any depth.
#include <deque>

#include "vm/host/store.h"

namespace vm {
namespace {

struct OpenDir {
  std::string path;
  DirEntries entries;
  DirEntries::const_iterator next;
};

class NarHasher {
 public:
  explicit NarHasher(HashAlgo algo) : hasher_(algo) {}

  void put(std::string_view text) {
    char size[8];
    for (size_t i = 0; i < 8; ++i) size[i] = static_cast<char>(uint64_t{text.size()} >> (8 * i));
    hasher_.update({size, 8});
    hasher_.update(text);
    static constexpr char kZeros[8] = {};
    hasher_.update({kZeros, (8 - text.size() % 8) % 8});
  }

  Hash finish() { return hasher_.finish(); }

 private:
  Hasher hasher_;
};

}  // namespace

Result<Hash> hash_nar(Host& host, const std::string& path, HashAlgo algo,
                      const std::unordered_set<std::string>* excluded) {
  NarHasher nar(algo);
  std::deque<OpenDir> open;  // not a vector: `next` must survive growth
  nar.put("nix-archive-1");
  std::string at = path;
  for (;;) {
    // The node `at`, up to but without what follows it.
    nar.put("(");
    nar.put("type");
    Result<FileStatus> status = host.lstat(at);
    if (!status) return std::move(status).failure();
    switch (status->type) {
      case FileType::kMissing:
        return Failure{ErrorClass::kIo, "path '" + at + "' does not exist"};
      case FileType::kUnknown:
        return Failure{ErrorClass::kIo, "file '" + at + "' has an unsupported type"};
      case FileType::kRegular: {
        Result<std::string> content = host.read_file(at);
        if (!content) return std::move(content).failure();
        nar.put("regular");
        if (status->executable) {
          nar.put("executable");
          nar.put("");
        }
        nar.put("contents");
        nar.put(*content);
        nar.put(")");
        break;
      }
      case FileType::kSymlink: {
        Result<std::string> target = host.read_link(at);
        if (!target) return std::move(target).failure();
        nar.put("symlink");
        nar.put("target");
        nar.put(*target);
        nar.put(")");
        break;
      }
      case FileType::kDirectory: {
        Result<DirEntries> entries = host.read_dir(at);
        if (!entries) return std::move(entries).failure();
        nar.put("directory");
        open.push_back({at, std::move(entries).value(), {}});
        open.back().next = open.back().entries.begin();
        break;
      }
    }
    // To the next entry of the innermost directory that has one, closing what is complete. An entry
    // is closed when control comes back to its directory, so all but the first are closed here.
    bool first = status->type == FileType::kDirectory;
    for (;;) {
      if (open.empty()) return nar.finish();
      if (!first) nar.put(")");
      OpenDir& dir = open.back();
      const std::string prefix = dir.path == "/" ? "/" : dir.path + "/";
      while (dir.next != dir.entries.end() && excluded != nullptr &&
             excluded->contains(prefix + dir.next->first)) {
        ++dir.next;
      }
      if (dir.next != dir.entries.end()) {
        const std::string& name = (dir.next++)->first;
        nar.put("entry");
        nar.put("(");
        nar.put("name");
        nar.put(name);
        nar.put("node");
        at = prefix + name;
        break;
      }
      nar.put(")");
      open.pop_back();
      first = false;
    }
  }
}

}  // namespace vm
