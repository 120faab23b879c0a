// See snapshots.h.
#include "vm/cli/snapshots.h"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace vm {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> contents_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in || !fs::is_regular_file(path)) return {};
  return text;
}

// What is neither file, directory nor link (a socket, a device) is left out: nothing can read it.
std::optional<std::string> read_one(const fs::path& path, MemoryHost& host) {
  std::error_code error;
  fs::file_status status = fs::symlink_status(path, error);
  if (fs::is_symlink(status)) {
    host.add_symlink(path, fs::read_symlink(path, error));
  } else if (fs::is_directory(status)) {
    host.add_dir(path);
  } else if (fs::is_regular_file(status)) {
    std::optional<std::string> text = contents_of(path);
    if (!text) return "'" + path.string() + "' cannot be read";
    bool executable = (status.permissions() & fs::perms::owner_exec) != fs::perms::none;
    host.add_file(path, std::move(*text), executable);
  } else if (error || status.type() == fs::file_type::not_found) {
    return "'" + path.string() + "' does not exist or cannot be read";
  }
  return {};
}

}  // namespace

std::optional<std::string> read_into_memory(const std::vector<std::string>& roots,
                                            MemoryHost& host) {
  for (const std::string& root : roots) {
    if (auto wrong = read_one(root, host)) return wrong;
    std::error_code error;
    if (!fs::is_directory(fs::symlink_status(root, error))) continue;
    auto at = fs::recursive_directory_iterator(root, error);
    for (; !error && at != fs::recursive_directory_iterator(); at.increment(error))
      if (auto wrong = read_one(at->path(), host)) return wrong;
    if (error) return "'" + root + "' cannot be read: " + error.message();
  }
  return {};
}

std::optional<std::string> read_program(std::string path, Request& request) {
  std::error_code error;
  if (fs::is_directory(path, error)) path += "/default.nix";
  std::optional<std::string> text = contents_of(path);
  if (!text) return "'" + path + "' does not exist or cannot be read";
  request.text = std::move(*text);
  request.name = path;
  request.is_file = true;
  request.base_path = fs::path(path).parent_path();
  return {};
}

std::optional<std::string> write_snapshot(Vm& machine, Job job, const std::string& path) {
  Result<std::string> bytes = machine.snapshot(job);
  if (!bytes.ok()) return bytes.failure().message;
  std::ofstream out(path, std::ios::binary);
  out.write(bytes->data(), static_cast<std::streamsize>(bytes->size()));
  out.close();
  if (!out) return "cannot write '" + path + "'";
  return {};
}

Result<Job> read_snapshot(Vm& machine, const std::string& path) {
  std::optional<std::string> bytes = contents_of(path);
  if (!bytes) return Failure{ErrorClass::kIo, "'" + path + "' cannot be read"};
  return machine.restore(*bytes);
}

}  // namespace vm
