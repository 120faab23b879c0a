// See written_store.h.
#include "vm/host/written_store.h"

namespace vm {
namespace {

Failure missing(const std::string& path) {
  return {ErrorClass::kIo, "path '" + path + "' does not exist"};
}

}  // namespace

WrittenStore::WrittenStore(Host& inner, std::string store_dir)
    : inner_(inner), dir_(std::move(store_dir)) {}

void WrittenStore::add_text(const std::string& store_path, std::string content,
                            StorePaths references) {
  entries_.try_emplace(store_path, Entry{std::move(content), std::move(references), "", {}});
}

void WrittenStore::add_source(const std::string& store_path, std::string source,
                              std::unordered_set<std::string> excluded) {
  std::string rest;
  if (const Entry* from = find(source, &rest)) {  // a copy of a copy: one step to the inner host
    if (from->source.empty()) return add_text(store_path, from->content, {});
    std::unordered_set<std::string> inner = from->excluded;
    for (const std::string& path : excluded)
      if (find(path, &rest) == from) inner.insert(place(*from, rest));
    CHECK(find(source, &rest) == from);
    source = place(*from, rest);
    excluded = std::move(inner);
  }
  entries_.try_emplace(store_path, Entry{"", {}, std::move(source), std::move(excluded)});
}

const StorePaths* WrittenStore::references(const std::string& store_path) const {
  auto found = entries_.find(store_path);
  return found == entries_.end() ? nullptr : &found->second.references;
}

const WrittenStore::Entry* WrittenStore::find(const std::string& path, std::string* rest) const {
  if (!path.starts_with(dir_ + "/")) return nullptr;
  std::string canonical = canonical_path(path);
  size_t end = canonical.find('/', dir_.size() + 1);
  auto found = entries_.find(canonical.substr(0, end));
  if (found == entries_.end()) return nullptr;
  *rest = end == std::string::npos ? "" : canonical.substr(end);
  return &found->second;
}

std::string WrittenStore::place(const Entry& entry, const std::string& rest) {
  std::string path = (entry.source == "/" && !rest.empty() ? "" : entry.source) + rest;
  for (size_t end = path.size(); end != std::string::npos && end > entry.source.size();
       end = path.rfind('/', end - 1))
    if (entry.excluded.contains(path.substr(0, end))) return "";
  return path;
}

// The directories above what was written exist, whatever the inner host says.
bool WrittenStore::on_the_way(const std::string& path) const {
  return !entries_.empty() && (path == dir_ || path == "/" || dir_.starts_with(path + "/"));
}

Result<std::string> WrittenStore::read_file(const std::string& path) {
  std::string rest;
  if (!find(path, &rest)) return inner_.read_file(path);
  Result<std::string> real = Host::resolve_symlinks(path);
  if (!real) return real;
  const Entry* entry = find(*real, &rest);
  if (!entry) return inner_.read_file(*real);
  if (entry->source.empty()) return rest.empty() ? Result(entry->content) : missing(path);
  std::string from = place(*entry, rest);
  return from.empty() ? missing(path) : inner_.read_file(from);
}

Result<DirEntries> WrittenStore::read_dir(const std::string& path) {
  std::string rest;
  if (!find(path, &rest)) return inner_.read_dir(path);
  Result<std::string> real = Host::resolve_symlinks(path);
  if (!real) return std::move(real).failure();
  const Entry* entry = find(*real, &rest);
  if (!entry) return inner_.read_dir(*real);
  if (entry->source.empty()) return Failure{ErrorClass::kIo, "'" + path + "' is not a directory"};
  std::string from = place(*entry, rest);
  if (from.empty()) return missing(path);
  Result<DirEntries> all = inner_.read_dir(from);
  if (!all || entry->excluded.empty()) return all;
  std::erase_if(*all, [&](const auto& member) {
    return entry->excluded.contains((from == "/" ? "" : from) + "/" + member.first);
  });
  return all;
}

Result<FileStatus> WrittenStore::lstat(const std::string& path) {
  std::string rest;
  const Entry* entry = find(path, &rest);
  if (!entry)
    return on_the_way(path) ? FileStatus{FileType::kDirectory, false, 0} : inner_.lstat(path);
  if (entry->source.empty()) {
    bool must_be_dir = path.ends_with("/") || path.ends_with("/.");
    if (!rest.empty() || must_be_dir) return FileStatus{};
    return FileStatus{FileType::kRegular, false, entry->content.size()};
  }
  std::string from = place(*entry, rest);
  return from.empty() ? FileStatus{} : inner_.lstat(from);
}

Result<std::string> WrittenStore::read_link(const std::string& path) {
  std::string rest;
  const Entry* entry = find(path, &rest);
  if (!entry) return inner_.read_link(path);
  std::string from = place(*entry, rest);
  if (from.empty()) return Failure{ErrorClass::kIo, "'" + path + "' is not a symlink"};
  return inner_.read_link(from);
}

// Links in what was written are relative to where it was written, and so are followed here.
Result<std::string> WrittenStore::resolve_symlinks(const std::string& path, bool last) {
  std::string rest;
  return find(path, &rest) ? Host::resolve_symlinks(path, last)
                           : inner_.resolve_symlinks(path, last);
}

}  // namespace vm
