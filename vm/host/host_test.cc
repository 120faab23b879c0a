// The hosts: the same questions to the real file system and to one in memory give the same answers.
#include "vm/host/host.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace vm {
namespace {

// One little tree, on disk and in memory.
class Hosts : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "host_test.XXXXXX";
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    root_ = std::filesystem::canonical(pattern).string();
    std::filesystem::create_directories(root_ + "/d/empty");
    write("/f", "hello\n", false);
    write("/d/x.sh", std::string("a\0b", 3), true);
    link("/to-f", "f");
    link("/to-d", root_ + "/d");
    link("/d/up", "../f");
    link("/dangling", "nowhere");
    link("/loop", "loop2");
    link("/loop2", "loop");
    memory_.add_dir(root_ + "/d/empty");
  }
  void TearDown() override { std::filesystem::remove_all(root_); }

  void write(const std::string& name, const std::string& content, bool executable) {
    std::ofstream(root_ + name) << content;
    if (executable) chmod((root_ + name).c_str(), 0755);
    memory_.add_file(root_ + name, content, executable);
  }
  void link(const std::string& name, const std::string& target) {
    std::filesystem::create_symlink(target, root_ + name);
    memory_.add_symlink(root_ + name, target);
  }

  // Asks both.
  template <typename Ask>
  void both(Ask ask) {
    SCOPED_TRACE("real");
    ask(static_cast<Host&>(real_));
    SCOPED_TRACE("memory");
    ask(static_cast<Host&>(memory_));
  }

  std::string root_;
  RealHost real_;
  MemoryHost memory_;
};

TEST_F(Hosts, ReadFile) {
  both([this](Host& host) {
    EXPECT_EQ(host.read_file(root_ + "/f").value(), "hello\n");
    EXPECT_EQ(host.read_file(root_ + "/d/x.sh").value(), std::string("a\0b", 3));
    EXPECT_EQ(host.read_file(root_ + "/to-d/up").value(), "hello\n");
    EXPECT_EQ(host.read_file(root_ + "/none").failure().message,
              "path '" + root_ + "/none' does not exist");
    EXPECT_EQ(host.read_file(root_ + "/d").failure().message,
              "cannot read '" + root_ + "/d': it is a directory");
    EXPECT_FALSE(host.read_file(root_ + "/loop").ok());
    EXPECT_FALSE(host.read_file(root_ + "/f/").ok());
  });
}

TEST_F(Hosts, ReadDir) {
  both([this](Host& host) {
    DirEntries expected = {
        {"empty", FileType::kDirectory}, {"up", FileType::kSymlink}, {"x.sh", FileType::kRegular}};
    EXPECT_EQ(host.read_dir(root_ + "/d").value(), expected);
    EXPECT_EQ(host.read_dir(root_ + "/to-d").value(), expected);
    EXPECT_TRUE(host.read_dir(root_ + "/d/empty").value().empty());
    EXPECT_EQ(host.read_dir(root_ + "/f").failure().message,
              "'" + root_ + "/f' is not a directory");
    EXPECT_FALSE(host.read_dir(root_ + "/none").ok());
  });
}

TEST_F(Hosts, Lstat) {
  both([this](Host& host) {
    EXPECT_EQ(host.lstat(root_ + "/f").value().type, FileType::kRegular);
    EXPECT_EQ(host.lstat(root_ + "/f").value().size, 6u);
    EXPECT_FALSE(host.lstat(root_ + "/f").value().executable);
    EXPECT_TRUE(host.lstat(root_ + "/d/x.sh").value().executable);
    EXPECT_EQ(host.lstat(root_ + "/to-d").value().type, FileType::kSymlink);
    EXPECT_EQ(host.lstat(root_ + "/to-d/x.sh").value().type, FileType::kRegular);
    EXPECT_EQ(host.lstat(root_ + "/d").value().type, FileType::kDirectory);
    EXPECT_EQ(host.lstat(root_ + "/none").value().type, FileType::kMissing);
    EXPECT_EQ(host.lstat(root_ + "/f/below").value().type, FileType::kMissing);
  });
}

TEST_F(Hosts, Links) {
  both([this](Host& host) {
    EXPECT_EQ(host.read_link(root_ + "/to-f").value(), "f");
    EXPECT_FALSE(host.read_link(root_ + "/f").ok());
    EXPECT_EQ(host.resolve_symlinks(root_ + "/to-d/up").value(), root_ + "/f");
    EXPECT_EQ(host.resolve_symlinks(root_ + "/to-d/up", false).value(), root_ + "/d/up");
    EXPECT_EQ(host.resolve_symlinks(root_ + "/to-d/..//./f").value(), root_ + "/f");
    EXPECT_EQ(host.resolve_symlinks(root_ + "/none/x").value(), root_ + "/none/x");
    EXPECT_EQ(host.resolve_symlinks("/..").value(), "/");
    EXPECT_EQ(host.resolve_symlinks(root_ + "/loop").failure().message,
              "infinite symlink recursion in path '" + root_ + "/loop'");
  });
}

// Measured on Nix 2.8.0 and 2.35: a dangling link exists, "file/" and "file/." do not.
TEST_F(Hosts, PathExists) {
  both([this](Host& host) {
    for (const char* there : {"/f", "/d", "/d/", "/d/.", "/to-d/", "/dangling", "/loop"}) {
      EXPECT_TRUE(host.path_exists(root_ + there).value()) << there;
    }
    for (const char* absent : {"/none", "/f/", "/f/.", "/to-f/", "/dangling/", "/f/x"}) {
      EXPECT_FALSE(host.path_exists(root_ + absent).value()) << absent;
    }
  });
}

TEST(RealHost, SpecialFiles) {
  RealHost host;
  EXPECT_EQ(host.lstat("/dev/null").value().type, FileType::kUnknown);
  EXPECT_EQ(host.read_dir("/dev").value().at("null"), FileType::kUnknown);
  EXPECT_EQ(host.read_file("/dev/null").value(), "");
  EXPECT_FALSE(host.read_file("/proc/self/status").value().empty());  // its size claims to be 0
}

TEST(RealHost, Environment) {
  RealHost host;
  setenv("ASSAY_HOST_TEST", "foo", 1);
  EXPECT_EQ(host.get_env("ASSAY_HOST_TEST"), "foo");
  unsetenv("ASSAY_HOST_TEST");
  EXPECT_EQ(host.get_env("ASSAY_HOST_TEST"), "");
  EXPECT_GT(host.current_time(), 1'700'000'000);
}

TEST(MemoryHost, EnvironmentAndClockAreGiven) {
  MemoryHost host;
  host.set_env("A", "1");
  host.set_current_time(42);
  EXPECT_EQ(host.get_env("A"), "1");
  EXPECT_EQ(host.get_env("B"), "");
  EXPECT_EQ(host.current_time(), 42);
}

TEST(RefusingHost, SaysSo) {
  RefusingHost host;
  EXPECT_NE(host.read_file("/f").failure().message.find("'/f' is forbidden"), std::string::npos);
  EXPECT_FALSE(host.path_exists("/f").ok());
  EXPECT_EQ(host.get_env("HOME"), "");
  EXPECT_EQ(host.current_time(), 0);
}

TEST(CanonicalPath, IsLexical) {
  EXPECT_EQ(canonical_path("/"), "/");
  EXPECT_EQ(canonical_path("//a/./b//"), "/a/b");
  EXPECT_EQ(canonical_path("/a/../.."), "/");
  EXPECT_EQ(canonical_path("/a/b/../c/."), "/a/c");
}

}  // namespace
}  // namespace vm
