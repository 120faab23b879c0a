// What leads out of the roots is refused, by whatever way; what stays inside is answered as the
// other host answers it.
#include <gtest/gtest.h>

#include "vm/host/host.h"

namespace vm {
namespace {

class Restricted : public testing::Test {
 protected:
  void SetUp() override {
    memory_.add_file("/r/f", "inside");
    memory_.add_file("/r/d/g", "deep");
    memory_.add_file("/rest/f", "beside the root");
    memory_.add_file("/out/secret", "outside");
    memory_.add_symlink("/r/to-f", "f");
    memory_.add_symlink("/r/d/up", "../f");
    memory_.add_symlink("/r/absolute", "/r/d");
    memory_.add_symlink("/r/leak", "/out/secret");
    memory_.add_symlink("/r/leak-dir", "../out");
    memory_.add_symlink("/r/leak-nowhere", "/out/nothing");
    memory_.add_symlink("/r/leak-twice", "d/hop");
    memory_.add_symlink("/r/d/hop", "../../out/secret");
    memory_.add_symlink("/r/around", "/out/back/f");
    memory_.add_symlink("/out/back", "/r");
    memory_.add_symlink("/r/loop", "loop");
    memory_.add_symlink("/r/root", "/");
    memory_.add_symlink("/alias", "/r/d");
    memory_.set_env("HOME", "/out");
    memory_.set_current_time(7);
  }

  static void expect_refused(const Failure& failure, const std::string& path) {
    EXPECT_EQ(failure.error_class, ErrorClass::kIo) << path;
    EXPECT_FALSE(failure.pending) << path;
    std::string begin = "access to path '" + path + "' is forbidden in restricted mode";
    EXPECT_EQ(failure.message.substr(0, begin.size()), begin);
  }
  // By every question that follows the last link.
  void expect_refused(const std::string& path) {
    Result<std::string> text = host_.read_file(path);
    ASSERT_FALSE(text.ok()) << path;
    expect_refused(text.failure(), path);
    Result<DirEntries> entries = host_.read_dir(path);
    ASSERT_FALSE(entries.ok()) << path;
    expect_refused(entries.failure(), path);
    Result<std::string> real = host_.resolve_symlinks(path);
    ASSERT_FALSE(real.ok()) << path;
    expect_refused(real.failure(), path);
    EXPECT_FALSE(host_.path_exists(path + "/").ok()) << path;
    EXPECT_FALSE(host_.lstat(path + "/").ok()) << path;
  }

  MemoryHost memory_;
  RestrictedHost host_{memory_, {"/r"}};
};

TEST_F(Restricted, AnswersInsideTheRoot) {
  EXPECT_EQ(host_.read_file("/r/f").value(), "inside");
  EXPECT_EQ(host_.read_file("/r/to-f").value(), "inside");
  EXPECT_EQ(host_.read_file("/r/absolute/up").value(), "inside");
  EXPECT_EQ(host_.read_file("/r/d/../f").value(), "inside");
  EXPECT_EQ(host_.read_file("/r/../r/f").value(), "inside");
  EXPECT_EQ(host_.read_dir("/r/d").value(), memory_.read_dir("/r/d").value());
  EXPECT_EQ(host_.read_dir("/r").value(), memory_.read_dir("/r").value());
  EXPECT_EQ(host_.lstat("/r/f").value().size, 6u);
  EXPECT_EQ(host_.lstat("/r/none/x").value().type, FileType::kMissing);
  EXPECT_EQ(host_.resolve_symlinks("/r/absolute/up").value(), "/r/f");
  EXPECT_TRUE(host_.path_exists("/r/absolute/").value());
  EXPECT_FALSE(host_.path_exists("/r/f/").value());
  EXPECT_FALSE(host_.read_file("/r/f/").ok());
  EXPECT_EQ(host_.read_file("/r/none").failure().message, "path '/r/none' does not exist");
  EXPECT_FALSE(host_.read_file("/r/loop").ok());
}

TEST_F(Restricted, RefusesOutside) {
  for (const char* path : {"/out/secret", "/out", "/none", "/rest/f", "/r/../out/secret",
                           "/r/d/../../out", "/out/../r/f", "/out/back/f"})
    expect_refused(path);
  for (const char* path : {"/out/secret", "/out", "/none", "/rest"}) {
    expect_refused(host_.lstat(path).failure(), path);
    expect_refused(host_.read_link(path).failure(), path);
    expect_refused(host_.path_exists(path).failure(), path);
  }
}

TEST_F(Restricted, RefusesLinksThatLeadOut) {
  for (const char* path :
       {"/r/leak", "/r/leak-dir", "/r/leak-dir/secret", "/r/leak-nowhere", "/r/leak-twice",
        "/r/absolute/hop", "/r/root/out/secret", "/r/around", "/r/leak-dir/back/f"})
    expect_refused(path);
}

TEST_F(Restricted, ALinkItselfIsPartOfItsDirectory) {
  EXPECT_EQ(host_.lstat("/r/leak").value().type, FileType::kSymlink);
  EXPECT_EQ(host_.read_link("/r/leak").value(), "/out/secret");
  EXPECT_TRUE(host_.path_exists("/r/leak").value());
  EXPECT_FALSE(host_.lstat("/r/leak-dir/secret").ok());
  EXPECT_FALSE(host_.read_link("/r/leak-dir/back").ok());
}

TEST_F(Restricted, ShowsTheWayToARootButNotWhatIsInIt) {
  EXPECT_EQ(host_.lstat("/").value().type, FileType::kDirectory);
  EXPECT_EQ(host_.resolve_symlinks("/").value(), "/");
  EXPECT_FALSE(host_.read_dir("/").ok());
  EXPECT_FALSE(host_.read_dir("/r/root").ok());
}

TEST_F(Restricted, ARootMayBeALinkOrAFile) {
  RestrictedHost host(memory_, {"/alias", "/out/secret"});
  EXPECT_EQ(host.read_file("/alias/g").value(), "deep");
  EXPECT_EQ(host.read_file("/r/d/g").value(), "deep");
  EXPECT_EQ(host.read_link("/alias").value(), "/r/d");
  EXPECT_EQ(host.read_file("/out/secret").value(), "outside");
  EXPECT_EQ(host.read_file("/alias/hop").value(), "outside");  // from root to root
  EXPECT_FALSE(host.read_file("/alias/up").ok());
  EXPECT_FALSE(host.read_dir("/out").ok());
  EXPECT_FALSE(host.read_dir("/r").ok());
}

TEST_F(Restricted, SaysWhichPathAndWhichRoots) {
  EXPECT_EQ(host_.read_file("/out/secret").failure().message,
            "access to path '/out/secret' is forbidden in restricted mode: only files in '/r' may "
            "be read");
  RestrictedHost two(memory_, {"/r", "/rest"});
  EXPECT_EQ(two.read_file("/r/leak").failure().message,
            "access to path '/r/leak' is forbidden in restricted mode (it leads to '/out'): only "
            "files in '/r', '/rest' may be read");
  RestrictedHost none(memory_, {});
  EXPECT_EQ(none.read_file("/r/f").failure().message,
            "access to path '/r/f' is forbidden in restricted mode: no file may be read");
  RestrictedHost cyclic(memory_, {"/r/loop"});
  EXPECT_EQ(cyclic.read_file("/r/f").failure().message,
            "cannot restrict access to '/r/loop': infinite symlink recursion in path '/r/loop'");
}

TEST_F(Restricted, TheWholeFileSystemMayBeARoot) {
  RestrictedHost host(memory_, {"/"});
  EXPECT_EQ(host.read_file("/r/around").value(), "inside");
  EXPECT_EQ(host.read_dir("/").value(), memory_.read_dir("/").value());
}

TEST_F(Restricted, HasNoEnvironment) {
  EXPECT_EQ(host_.get_env("HOME"), "");
  EXPECT_EQ(host_.current_time(), 7);
}

// Says "not yet" to every question once.
class SlowHost final : public Host {
 public:
  explicit SlowHost(Host& inner) : inner_(inner) {}
  Result<std::string> read_file(const std::string& path) override {
    if (first("file " + path)) return wait();
    return inner_.read_file(path);
  }
  Result<DirEntries> read_dir(const std::string& path) override { return inner_.read_dir(path); }
  Result<FileStatus> lstat(const std::string& path) override {
    if (first("status " + path)) return wait();
    return inner_.lstat(path);
  }
  Result<std::string> read_link(const std::string& path) override {
    if (first("link " + path)) return wait();
    return inner_.read_link(path);
  }
  std::string get_env(const std::string& name) override { return inner_.get_env(name); }
  int64_t current_time() override { return inner_.current_time(); }

 private:
  bool first(const std::string& question) { return asked_.insert(question).second; }
  static Failure wait() { return {.message = "wait", .pending = true}; }
  Host& inner_;
  std::set<std::string> asked_;
};

TEST_F(Restricted, PassesOnThatAnAnswerIsPending) {
  SlowHost slow(memory_);
  RestrictedHost host(slow, {"/alias"});
  int waits = 0;
  for (;; ++waits) {
    ASSERT_LT(waits, 50);
    Result<std::string> text = host.read_file("/alias/g");
    if (text) {
      EXPECT_EQ(*text, "deep");
      break;
    }
    ASSERT_TRUE(text.failure().pending) << text.failure().message;
  }
  EXPECT_EQ(waits, 6);  // status of /alias, its link, status of /r, /r/d and the file, the text
}

}  // namespace
}  // namespace vm
