// A store that can be written to, in front of a host in memory.
#include "vm/host/written_store.h"

#include <gtest/gtest.h>

namespace vm {
namespace {

const std::string kText = "/nix/store/00000000000000000000000000000000-text";
const std::string kTree = "/nix/store/11111111111111111111111111111111-tree";
const std::string kCopy = "/nix/store/22222222222222222222222222222222-copy";

struct WrittenStoreTest : testing::Test {
  WrittenStoreTest() {
    host.add_file("/src/a", "A");
    host.add_file("/src/sub/b", "B");
    host.add_file("/src/secret/key", "K");
    host.add_symlink("/src/link", "sub/b");
    host.add_symlink("/src/out", "../elsewhere");
    host.add_file("/elsewhere", "outside");
  }
  MemoryHost host;
  WrittenStore store{host, "/nix/store"};
};

TEST_F(WrittenStoreTest, TextsAreThereOnceAdded) {
  EXPECT_FALSE(store.read_file(kText).ok());
  EXPECT_EQ(store.lstat("/nix/store")->type, FileType::kMissing);
  store.add_text(kText, "hello", {kTree});
  EXPECT_EQ(*store.read_file(kText), "hello");
  EXPECT_EQ(store.lstat(kText)->type, FileType::kRegular);
  EXPECT_EQ(store.lstat(kText)->size, 5u);
  EXPECT_EQ(store.lstat(kText + "/")->type, FileType::kMissing);
  EXPECT_EQ(store.lstat(kText + "/x")->type, FileType::kMissing);
  EXPECT_EQ(store.lstat("/nix/store")->type, FileType::kDirectory);
  EXPECT_FALSE(store.read_dir(kText).ok());
  EXPECT_FALSE(store.read_file(kText + "/x").ok());
  EXPECT_EQ(*store.references(kText), StorePaths{kTree});
  EXPECT_EQ(store.references(kTree), nullptr);
  EXPECT_EQ(*store.read_file("/src/a"), "A");
}

TEST_F(WrittenStoreTest, SourcesAreReadWhereTheyCameFrom) {
  store.add_source(kTree, "/src", {});
  EXPECT_EQ(*store.read_file(kTree + "/sub/b"), "B");
  EXPECT_EQ(*store.read_file(kTree + "/link"), "B");
  EXPECT_EQ(*store.read_link(kTree + "/link"), "sub/b");
  EXPECT_EQ(store.read_dir(kTree)->size(), 5u);
  EXPECT_EQ(*store.resolve_symlinks(kTree + "/link"), kTree + "/sub/b");
  EXPECT_TRUE(*store.path_exists(kTree + "/secret/key"));
}

// A link out of the tree means what it means in the store: nothing.
TEST_F(WrittenStoreTest, LinksAreFollowedFromTheStore) {
  store.add_source(kTree, "/src", {});
  EXPECT_FALSE(store.read_file(kTree + "/out").ok());
}

TEST_F(WrittenStoreTest, WhatWasFilteredOutIsNotThere) {
  store.add_source(kTree, "/src", {"/src/secret", "/src/sub/b"});
  EXPECT_FALSE(store.read_dir(kTree)->contains("secret"));
  EXPECT_TRUE(store.read_dir(kTree + "/sub")->empty());
  EXPECT_FALSE(*store.path_exists(kTree + "/secret"));
  EXPECT_FALSE(*store.path_exists(kTree + "/secret/key"));
  EXPECT_FALSE(store.read_file(kTree + "/secret/key").ok());
  EXPECT_FALSE(store.read_file(kTree + "/link").ok());  // it leads to sub/b
  EXPECT_EQ(*store.read_file(kTree + "/a"), "A");
}

TEST_F(WrittenStoreTest, CopiesOfCopies) {
  store.add_source(kTree, "/src", {"/src/secret"});
  store.add_source(kCopy, kTree, {kTree + "/sub"});
  EXPECT_EQ(*store.read_file(kCopy + "/a"), "A");
  EXPECT_FALSE(store.read_file(kCopy + "/secret/key").ok());
  EXPECT_FALSE(store.read_file(kCopy + "/sub/b").ok());
  EXPECT_TRUE(store.read_file(kTree + "/sub/b").ok());
  store.add_text(kText, "hello", {kTree});
  const std::string again = "/nix/store/33333333333333333333333333333333-again";
  store.add_source(again, kText, {});
  EXPECT_EQ(*store.read_file(again), "hello");
  EXPECT_TRUE(store.references(again)->empty());
}

}  // namespace
}  // namespace vm
