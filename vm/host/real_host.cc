// The machine's own files, through POSIX calls. Read only.
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include "vm/host/host.h"

namespace vm {
namespace {

Failure system_failure(const std::string& path, int error) {
  if (error == ENOENT) return Failure{ErrorClass::kIo, "path '" + path + "' does not exist"};
  return Failure{ErrorClass::kIo, "cannot read '" + path + "': " + std::strerror(error)};
}

FileType type_of(mode_t mode) {
  if (S_ISREG(mode)) return FileType::kRegular;
  if (S_ISDIR(mode)) return FileType::kDirectory;
  if (S_ISLNK(mode)) return FileType::kSymlink;
  return FileType::kUnknown;
}

// Devices like /dev/zero never end; nothing this large is a Nix string.
constexpr size_t kMaxFileSize = size_t{1} << 31;

// Closes on every way out.
struct FileDescriptor {
  int fd;
  ~FileDescriptor() {
    if (fd >= 0) close(fd);
  }
};

}  // namespace

Result<std::string> RealHost::read_file(const std::string& path) {
  FileDescriptor file{open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.fd < 0) return system_failure(path, errno);
  struct stat status;
  if (fstat(file.fd, &status) != 0) return system_failure(path, errno);
  if (S_ISDIR(status.st_mode)) {
    return Failure{ErrorClass::kIo, "cannot read '" + path + "': it is a directory"};
  }
  // The size is a hint: files of /proc say 0, devices and pipes nothing.
  std::string content;
  size_t used = 0;
  size_t room = S_ISREG(status.st_mode) ? static_cast<size_t>(status.st_size) + 1 : 0;
  for (;;) {
    if (used >= kMaxFileSize) {
      return Failure{ErrorClass::kIo, "cannot read '" + path + "': it is larger than 2 GiB"};
    }
    if (used == content.size()) content.resize(std::max<size_t>({used * 2, room, 4096}));
    ssize_t n = read(file.fd, content.data() + used, content.size() - used);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return system_failure(path, errno);
    if (n == 0) break;
    used += static_cast<size_t>(n);
  }
  content.resize(used);
  return content;
}

Result<DirEntries> RealHost::read_dir(const std::string& path) {
  DIR* dir = opendir(path.c_str());
  if (dir == nullptr && errno == ENOTDIR) {
    return Failure{ErrorClass::kIo, "'" + path + "' is not a directory"};
  }
  if (dir == nullptr) return system_failure(path, errno);
  DirEntries entries;
  int error = 0;
  for (;;) {
    errno = 0;
    const dirent* entry = readdir(dir);
    if (entry == nullptr) {
      error = errno;
      break;
    }
    std::string name = entry->d_name;
    if (name == "." || name == "..") continue;
    FileType type = FileType::kUnknown;
    if (entry->d_type == DT_UNKNOWN) {
      // Some file systems do not say; ask.
      struct stat status;
      if (fstatat(dirfd(dir), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0) {
        type = type_of(status.st_mode);
      }
    } else {
      type = type_of(DTTOIF(entry->d_type));
    }
    entries.emplace(std::move(name), type);
  }
  closedir(dir);
  if (error != 0) return system_failure(path, error);
  return entries;
}

Result<FileStatus> RealHost::lstat(const std::string& path) {
  struct stat status;
  if (::lstat(path.c_str(), &status) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return FileStatus{};
    return system_failure(path, errno);
  }
  FileStatus result{.type = type_of(status.st_mode)};
  if (result.type == FileType::kRegular) {
    result.executable = (status.st_mode & S_IXUSR) != 0;
    result.size = static_cast<uint64_t>(status.st_size);
  }
  return result;
}

Result<std::string> RealHost::read_link(const std::string& path) {
  std::string target(256, '\0');
  for (;;) {
    ssize_t n = readlink(path.c_str(), target.data(), target.size());
    if (n < 0 && errno == EINVAL) {
      return Failure{ErrorClass::kIo, "'" + path + "' is not a symlink"};
    }
    if (n < 0) return system_failure(path, errno);
    if (static_cast<size_t>(n) < target.size()) {
      target.resize(static_cast<size_t>(n));
      return target;
    }
    target.resize(target.size() * 2);
  }
}

std::string RealHost::get_env(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? "" : value;
}

int64_t RealHost::current_time() { return static_cast<int64_t>(std::time(nullptr)); }

}  // namespace vm
