// RestrictedHost: every path is walked before anything else is asked about it, and each step of the
// walk must stay in a root or on the way to one. What the other host is asked in the end has no
// links and no ".." in it.
#include "vm/host/host.h"

namespace vm {
namespace {

bool names_directory(const std::string& path) {
  return path.ends_with("/") || path.ends_with("/.");
}

bool is_within(const std::string& path, const std::string& root) {
  return root == "/" || path == root || path.starts_with(root + "/");
}

// What a walk asks: no more than what lies in its way.
class Walker : public Host {
 public:
  explicit Walker(Host& inner) : inner_(inner) {}

  Result<std::string> read_file(const std::string& path) final { return none(path); }
  Result<std::string> read_link(const std::string& path) final { return inner_.read_link(path); }
  Result<DirEntries> read_dir(const std::string& path) final { return none(path); }
  std::string get_env(const std::string&) final { return ""; }
  int64_t current_time() final { return 0; }

 protected:
  Host& inner_;

 private:
  static Failure none(const std::string& path) {
    return Failure{ErrorClass::kIo, "'" + path + "' is not read while its way is looked for"};
  }
};

// Notes every path that it passes.
class Recorder final : public Walker {
 public:
  Recorder(Host& inner, std::set<std::string>* passed) : Walker(inner), passed_(passed) {}
  Result<FileStatus> lstat(const std::string& path) override {
    passed_->insert(path);
    return inner_.lstat(path);
  }

 private:
  std::set<std::string>* passed_;
};

// Stops where it may not go on.
template <typename Allowed>
class Guard final : public Walker {
 public:
  Guard(Host& inner, Allowed allowed) : Walker(inner), allowed_(allowed) {}
  Result<FileStatus> lstat(const std::string& path) override {
    if (allowed_(path)) return inner_.lstat(path);
    stopped_at = path;
    return Failure{ErrorClass::kIo, "'" + path + "' is outside"};
  }

  std::string stopped_at;

 private:
  Allowed allowed_;
};

}  // namespace

RestrictedHost::RestrictedHost(Host& inner, std::vector<std::string> roots)
    : inner_(inner), given_roots_(std::move(roots)) {}

std::optional<Failure> RestrictedHost::find_roots() {
  if (roots_found_) return std::nullopt;
  std::vector<std::string> roots;
  std::set<std::string> ways{"/"};
  for (const std::string& given : given_roots_) {
    Result<std::string> real = Recorder(inner_, &ways).resolve_symlinks(given);
    if (!real) {
      Failure failure = std::move(real).failure();
      failure.message = "cannot restrict access to '" + given + "': " + failure.message;
      return failure;
    }
    roots.push_back(*real);
  }
  roots_ = std::move(roots);
  ways_ = std::move(ways);
  roots_found_ = true;
  return std::nullopt;
}

bool RestrictedHost::in_roots(const std::string& path) const {
  for (const std::string& root : roots_)
    if (is_within(path, root)) return true;
  return false;
}

Failure RestrictedHost::refused(const std::string& path, const std::string& real) const {
  std::string message = "access to path '" + path + "' is forbidden in restricted mode";
  if (!is_within(canonical_path(path), real)) message += " (it leads to '" + real + "')";
  message += given_roots_.empty() ? ": no file may be read" : ": only files in ";
  for (size_t i = 0; i < given_roots_.size(); ++i)
    message += (i == 0 ? "'" : ", '") + given_roots_[i] + "'";
  if (!given_roots_.empty()) message += " may be read";
  return Failure{ErrorClass::kIo, std::move(message)};
}

Result<std::string> RestrictedHost::walk(const std::string& path, bool last, bool ways_too) {
  if (std::optional<Failure> failure = find_roots()) return *std::move(failure);
  auto allowed = [this](const std::string& at) { return in_roots(at) || ways_.contains(at); };
  Guard guard(inner_, allowed);
  Result<std::string> real = guard.resolve_symlinks(path, last);
  if (!guard.stopped_at.empty()) return refused(path, guard.stopped_at);
  // The last component of all was not looked at if it is not to be followed.
  if (real && !in_roots(*real) && !(ways_too && ways_.contains(*real))) return refused(path, *real);
  return real;
}

Result<std::string> RestrictedHost::resolve_symlinks(const std::string& path, bool last) {
  return walk(path, last, true);
}

Result<std::string> RestrictedHost::read_file(const std::string& path) {
  Result<std::string> real = walk(path, true, false);
  if (!real) return real;
  return inner_.read_file(names_directory(path) ? *real + "/" : *real);
}

Result<DirEntries> RestrictedHost::read_dir(const std::string& path) {
  Result<std::string> real = walk(path, true, false);
  if (!real) return std::move(real).failure();
  return inner_.read_dir(*real);
}

Result<FileStatus> RestrictedHost::lstat(const std::string& path) {
  bool directory = names_directory(path);
  Result<std::string> real = walk(path, directory, true);
  if (!real) return std::move(real).failure();
  return inner_.lstat(directory ? *real + "/" : *real);
}

Result<std::string> RestrictedHost::read_link(const std::string& path) {
  Result<std::string> real = walk(path, names_directory(path), true);
  if (!real) return real;
  return inner_.read_link(*real);
}

std::string RestrictedHost::get_env(const std::string&) { return ""; }

int64_t RestrictedHost::current_time() { return inner_.current_time(); }

}  // namespace vm
