// What all hosts share (resolution of symlinks), and the two that need no operating system.
#include "vm/host/host.h"

#include <vector>

#include "vm/host/hash.h"

namespace vm {
namespace {

// As many as Nix follows before it calls a path cyclic.
constexpr int kMaxLinks = 1024;

Failure io_failure(std::string message) { return Failure{ErrorClass::kIo, std::move(message)}; }

// The components of a path still to be walked, the next one last.
void push_components(std::vector<std::string>& todo, std::string_view path) {
  size_t end = path.size();
  while (end > 0) {
    size_t slash = path.rfind('/', end - 1);
    size_t begin = slash == std::string_view::npos ? 0 : slash + 1;
    if (begin < end) todo.emplace_back(path.substr(begin, end - begin));
    if (begin == 0) return;
    end = begin - 1;
  }
}

// Walks `path` from the root. `read_link(prefix)` gives the target of a symlink, "" for anything
// else.
template <typename ReadLink>
Result<std::string> resolve(const std::string& path, bool last, ReadLink read_link) {
  std::vector<std::string> todo;
  push_components(todo, path);
  std::string at;  // "" is the root
  int links = 0;
  while (!todo.empty()) {
    std::string component = std::move(todo.back());
    todo.pop_back();
    if (component == ".") continue;
    if (component == "..") {
      if (!at.empty()) at.resize(at.rfind('/'));
      continue;
    }
    std::string next = at + "/" + component;
    if (!last && todo.empty()) {
      at = std::move(next);
      continue;
    }
    Result<std::string> target = read_link(next);
    if (!target) return std::move(target).failure();
    if (target->empty()) {
      at = std::move(next);
      continue;
    }
    if (++links > kMaxLinks) {
      return io_failure("infinite symlink recursion in path '" + path + "'");
    }
    if ((*target)[0] == '/') at.clear();
    push_components(todo, *target);
  }
  return at.empty() ? std::string("/") : at;
}

}  // namespace

std::string_view file_type_name(FileType type) {
  switch (type) {
    case FileType::kMissing:
      return "missing";
    case FileType::kRegular:
      return "regular";
    case FileType::kDirectory:
      return "directory";
    case FileType::kSymlink:
      return "symlink";
    case FileType::kUnknown:
      return "unknown";
  }
  CHECK(false);
}

std::string canonical_path(std::string_view path) {
  std::vector<std::string> todo;
  push_components(todo, path);
  std::string out;
  for (; !todo.empty(); todo.pop_back()) {
    if (todo.back() == ".") continue;
    if (todo.back() == "..") {
      if (!out.empty()) out.resize(out.rfind('/'));
      continue;
    }
    out += '/';
    out += todo.back();
  }
  return out.empty() ? "/" : out;
}

Result<std::string> Host::resolve_symlinks(const std::string& path, bool last) {
  return resolve(path, last, [this](const std::string& prefix) -> Result<std::string> {
    Result<FileStatus> status = lstat(prefix);
    if (!status) return std::move(status).failure();
    if (status->type != FileType::kSymlink) return std::string();
    return read_link(prefix);
  });
}

Result<bool> Host::path_exists(const std::string& path) {
  bool must_be_dir = path.ends_with("/") || path.ends_with("/.");
  Result<std::string> real = resolve_symlinks(path, must_be_dir);
  if (!real) return std::move(real).failure();
  Result<FileStatus> status = lstat(*real);
  if (!status) return std::move(status).failure();
  return must_be_dir ? status->type == FileType::kDirectory : status->type != FileType::kMissing;
}

void MemoryHost::add_node(const std::string& path, Node node) {
  CHECK(path == canonical_path(path));
  FileType type = node.type;
  nodes_[path] = std::move(node);
  // Enter it into its directory, and that into its own, until one is there already.
  std::string child = path;
  while (child != "/") {
    size_t slash = child.rfind('/');
    std::string parent = slash == 0 ? "/" : child.substr(0, slash);
    auto [it, fresh] = nodes_.try_emplace(parent);
    CHECK(it->second.type == FileType::kDirectory);
    it->second.entries[child.substr(slash + 1)] = type;
    if (!fresh) return;
    type = FileType::kDirectory;
    child = std::move(parent);
  }
}

void MemoryHost::add_file(const std::string& path, std::string content, bool executable) {
  add_node(path, Node{FileType::kRegular, std::move(content), executable, {}});
}

void MemoryHost::add_symlink(const std::string& path, std::string target) {
  CHECK(!target.empty());
  add_node(path, Node{FileType::kSymlink, std::move(target), false, {}});
}

void MemoryHost::add_dir(const std::string& path) {
  if (!nodes_.contains(path)) add_node(path, Node{});
}

void MemoryHost::set_env(const std::string& name, std::string value) {
  env_[name] = std::move(value);
}

Result<const MemoryHost::Node*> MemoryHost::find(const std::string& path, bool follow) {
  bool must_be_dir = path.ends_with("/") || path.ends_with("/.");
  Result<std::string> real = resolve(
      path, follow || must_be_dir, [this](const std::string& prefix) -> Result<std::string> {
        auto it = nodes_.find(prefix);
        bool link = it != nodes_.end() && it->second.type == FileType::kSymlink;
        return link ? it->second.content : std::string();
      });
  if (!real) return std::move(real).failure();
  auto it = nodes_.find(*real);
  if (it == nodes_.end()) return static_cast<const Node*>(nullptr);
  if (must_be_dir && it->second.type != FileType::kDirectory) {
    return static_cast<const Node*>(nullptr);
  }
  return &it->second;
}

Result<std::string> MemoryHost::read_file(const std::string& path) {
  Result<const Node*> node = find(path, true);
  if (!node) return std::move(node).failure();
  if (*node == nullptr) return io_failure("path '" + path + "' does not exist");
  if ((*node)->type == FileType::kDirectory) {
    return io_failure("cannot read '" + path + "': it is a directory");
  }
  return (*node)->content;
}

Result<DirEntries> MemoryHost::read_dir(const std::string& path) {
  Result<const Node*> node = find(path, true);
  if (!node) return std::move(node).failure();
  if (*node == nullptr) return io_failure("path '" + path + "' does not exist");
  if ((*node)->type != FileType::kDirectory) {
    return io_failure("'" + path + "' is not a directory");
  }
  return (*node)->entries;
}

Result<FileStatus> MemoryHost::lstat(const std::string& path) {
  Result<const Node*> node = find(path, false);
  if (!node) return std::move(node).failure();
  if (*node == nullptr) return FileStatus{};
  const Node& found = **node;
  uint64_t size = found.type == FileType::kRegular ? found.content.size() : 0;
  return FileStatus{found.type, found.executable, size};
}

Result<std::string> MemoryHost::read_link(const std::string& path) {
  Result<const Node*> node = find(path, false);
  if (!node) return std::move(node).failure();
  if (*node == nullptr || (*node)->type != FileType::kSymlink) {
    return io_failure("'" + path + "' is not a symlink");
  }
  return (*node)->content;
}

std::string MemoryHost::digest() {
  Hasher hash(HashAlgo::kSha256);
  auto add = [&](std::string_view text) {
    hash.update(std::to_string(text.size()) + ":");
    hash.update(text);
  };
  for (const auto& [path, node] : nodes_) {
    add(path);
    add(node.content);
    add(std::to_string(static_cast<int>(node.type)) + (node.executable ? "x" : "-"));
  }
  for (const auto& [name, value] : env_) {
    add(name);
    add(value);
  }
  add(std::to_string(now_));
  return encode_base16(hash.finish().bytes);
}

std::string MemoryHost::get_env(const std::string& name) {
  auto it = env_.find(name);
  return it == env_.end() ? "" : it->second;
}

namespace {
Failure refused(const std::string& path) {
  return io_failure("access to '" + path + "' is forbidden: this evaluation has no file system");
}
}  // namespace

Result<std::string> RefusingHost::read_file(const std::string& path) { return refused(path); }
Result<DirEntries> RefusingHost::read_dir(const std::string& path) { return refused(path); }
Result<FileStatus> RefusingHost::lstat(const std::string& path) { return refused(path); }
Result<std::string> RefusingHost::read_link(const std::string& path) { return refused(path); }
std::string RefusingHost::get_env(const std::string&) { return ""; }
int64_t RefusingHost::current_time() { return 0; }

}  // namespace vm
