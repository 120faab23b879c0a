// Flake references in both forms. The forms of the first tests are those of the manual's page on
// flakes and of its examples for the two builtins.
#include "vm/text/flake_ref.h"

#include <gtest/gtest.h>

#include <random>

namespace vm {
namespace {

using namespace std::string_literals;

const std::string kRev = "a3a3dda3bacf61e8a39258a0ed9c924eeca8e293";

std::string message(std::string_view text) {
  Result<FlakeRef> ref = parse_flake_ref(text);
  return ref ? "" : ref.failure().message;
}

struct Pair {
  std::string url;
  FlakeRef ref;
  std::string back;  // the URL that is made of it; "" for the same
};

TEST(FlakeRef, BothForms) {
  const Pair kPairs[] = {
      {"github:NixOS/nixpkgs/23.05?dir=lib",
       {{"type", "github"s},
        {"owner", "NixOS"s},
        {"repo", "nixpkgs"s},
        {"ref", "23.05"s},
        {"dir", "lib"s}},
       ""},
      {"nixpkgs", {{"type", "indirect"s}, {"id", "nixpkgs"s}}, "flake:nixpkgs"},
      {"nixpkgs/" + kRev,
       {{"type", "indirect"s}, {"id", "nixpkgs"s}, {"rev", kRev}},
       "flake:nixpkgs/" + kRev},
      {"flake:nixpkgs/unstable/" + kRev,
       {{"type", "indirect"s}, {"id", "nixpkgs"s}, {"ref", "unstable"s}, {"rev", kRev}},
       ""},
      {"github:NixOS/nixpkgs/" + kRev,
       {{"type", "github"s}, {"owner", "NixOS"s}, {"repo", "nixpkgs"s}, {"rev", kRev}},
       ""},
      {"github:internal/project?host=company-github.example.org",
       {{"type", "github"s},
        {"owner", "internal"s},
        {"repo", "project"s},
        {"host", "company-github.example.org"s}},
       ""},
      {"gitlab:veloren/veloren/master",
       {{"type", "gitlab"s}, {"owner", "veloren"s}, {"repo", "veloren"s}, {"ref", "master"s}},
       ""},
      {"gitlab:veloren%2Fdev/rfcs",
       {{"type", "gitlab"s}, {"owner", "veloren/dev"s}, {"repo", "rfcs"s}},
       ""},
      {"github:a/b/some/branch",
       {{"type", "github"s}, {"owner", "a"s}, {"repo", "b"s}, {"ref", "some/branch"s}},
       ""},
      {"sourcehut:~misterio/nix-colors",
       {{"type", "sourcehut"s}, {"owner", "~misterio"s}, {"repo", "nix-colors"s}},
       ""},
      {"git+https://github.com/NixOS/patchelf?ref=master&submodules=1",
       {{"type", "git"s},
        {"url", "https://github.com/NixOS/patchelf"s},
        {"ref", "master"s},
        {"submodules", true}},
       ""},
      {"git+file:///home/my-user/some-repo/some-repo?x=y",
       {{"type", "git"s}, {"url", "file:///home/my-user/some-repo/some-repo?x=y"s}},
       ""},
      {"git://example.org/repo", {{"type", "git"s}, {"url", "git://example.org/repo"s}}, ""},
      {"hg+https://example.org/repo", {{"type", "hg"s}, {"url", "https://example.org/repo"s}}, ""},
      {"https://example.org/x.tar.gz?narHash=sha256-47DE%3D",
       {{"type", "tarball"s},
        {"url", "https://example.org/x.tar.gz"s},
        {"narHash", "sha256-47DE="s}},
       ""},
      {"tarball+https://example.org/x",
       {{"type", "tarball"s}, {"url", "https://example.org/x"s}},
       "https://example.org/x"},
      {"path:/home/a?lastModified=12",
       {{"type", "path"s}, {"path", "/home/a"s}, {"lastModified", uint64_t{12}}},
       ""},
      {"/home/with space?dir=sub",
       {{"type", "path"s}, {"path", "/home/with space"s}, {"dir", "sub"s}},
       "path:/home/with%20space?dir=sub"},
  };
  for (const Pair& pair : kPairs) {
    Result<FlakeRef> ref = parse_flake_ref(pair.url);
    ASSERT_TRUE(ref.ok()) << pair.url << ": " << ref.failure().message;
    EXPECT_EQ(*ref, pair.ref) << pair.url;
    Result<std::string> back = flake_ref_to_string(pair.ref);
    ASSERT_TRUE(back.ok()) << pair.url << ": " << back.failure().message;
    EXPECT_EQ(*back, pair.back.empty() ? pair.url : pair.back);
  }
}

TEST(FlakeRef, RefusesWithAReason) {
  struct {
    const char *url, *said;
  } const kCases[] = {
      {"", "not an absolute path"},
      {"./x", "not an absolute path"},
      {"nixpkgs#hello", "unexpected fragment 'hello'"},
      {"github:NixOS", "must name an owner and a repository"},
      {"github:NixOS/nixpkgs/a?ref=b", "contains 'ref' twice"},
      {"github:a/b?ref=x&rev=a3a3dda3bacf61e8a39258a0ed9c924eeca8e293", "both a commit hash"},
      {"github:a/b/..", "invalid branch/tag name"},
      {"github:a/b?rev=12", "is not a commit hash"},
      {"gopher://x/y", "no fetcher has this scheme"},
      {"path://host/x", "should not have an authority"},
      {"path:/x?what=1", "unsupported parameter 'what'"},
      {"path:/x?revCount=many", "is not a number"},
      {"flake:1", "not a valid flake ID"},
      {"/x%2", "'%'"},
  };
  for (const auto& c : kCases)
    EXPECT_NE(message(c.url).find(c.said), std::string::npos)
        << c.url << " said: " << message(c.url);
}

TEST(FlakeRef, AttributesAreChecked) {
  struct {
    FlakeRef ref;
    const char* said;
  } const kCases[] = {
      {{}, "needs an attribute 'type'"},
      {{{"type", "ftp"s}}, "no fetcher has this name"},
      {{{"type", "github"s}, {"owner", "a"s}}, "'repo' is missing"},
      {{{"type", "path"s}, {"path", "/x"s}, {"branch", "m"s}},
       "'branch' not supported by scheme 'path'"},
      {{{"type", "path"s}, {"path", true}}, "'path' is not a string"},
      {{{"type", "git"s}, {"url", "x y"s}}, "not a valid URL"},
  };
  for (const auto& c : kCases) {
    Result<std::string> made = flake_ref_to_string(c.ref);
    ASSERT_FALSE(made.ok()) << *made;
    EXPECT_NE(made.failure().message.find(c.said), std::string::npos) << made.failure().message;
  }
}

// Whatever is read can be written, and means the same when it is read again.
TEST(FlakeRef, SurvivesDamage) {
  std::mt19937 random(1);
  constexpr std::string_view kBytes = "%?#&=/:+@.a1 \xff";
  int accepted = 0;
  for (int round = 0; round < 30000; ++round) {
    constexpr const char* kSeeds[] = {"github:NixOS/nixpkgs/23.05?dir=lib",
                                      "git+https://a.b/c?ref=d&shallow=1", "path:/a/b?revCount=3",
                                      "flake:nixpkgs/x", "https://a.b/c.tar.gz?narHash=x"};
    std::string text = kSeeds[random() % 5];
    for (uint32_t change = random() % 4; change < 4; ++change) {
      size_t at = random() % text.size();
      if (random() % 2)
        text[at] = kBytes[random() % kBytes.size()];
      else
        text.insert(at, 1, kBytes[random() % kBytes.size()]);
    }
    Result<FlakeRef> ref = parse_flake_ref(text);
    if (!ref) continue;
    ++accepted;
    Result<std::string> url = flake_ref_to_string(*ref);
    ASSERT_TRUE(url.ok()) << text << ": " << url.failure().message;
    Result<FlakeRef> again = parse_flake_ref(*url);
    ASSERT_TRUE(again.ok()) << text << " -> " << *url << ": " << again.failure().message;
    std::erase_if(*ref, [](const auto& row) {  // what is false is not written
      const bool* b = std::get_if<bool>(&row.second);
      return b && !*b;
    });
    ASSERT_EQ(*again, *ref) << text << " -> " << *url;
  }
  EXPECT_GT(accepted, 1000);
}

}  // namespace
}  // namespace vm
