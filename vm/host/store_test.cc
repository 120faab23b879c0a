// Names in the store, measured on Nix 2.8.0 with NIX_REMOTE=dummy:// nix-instantiate --eval, the
// tree below standing in the current directory: "${./f}", builtins.toFile, builtins.path,
// placeholder.
#include "vm/host/store.h"

#include <gtest/gtest.h>

namespace vm {
namespace {

MemoryHost tree() {
  MemoryHost host;
  host.add_file("/w/f", "x");
  host.add_file("/w/d/a", "1");
  host.add_file("/w/d/b/c", "2");
  host.add_file("/w/d/.h", "3");
  host.add_dir("/w/d/deep/er");
  host.add_file("/w/d/x.sh", "hi\n", true);
  host.add_symlink("/w/d/link", "nowhere");
  host.add_file("/w/d/empty", "");
  host.add_file("/w/x.sh", "hi\n", true);
  host.add_symlink("/w/lf", "f");
  host.add_file("/w/eight", "12345678");
  host.add_dir("/w/nothing");
  return host;
}

TEST(Store, SourcePaths) {
  const std::pair<const char*, const char*> cases[] = {
      {"f", "pg2p85sxajsp1p6x7drg1hf10is1qfjf-f"},
      {"d", "iz0vwcp6r8h3kzjz60gj0j6xa81732i1-d"},
      {"x.sh", "6am1cwrmgbsrzqx3g8i1a26gm8xgc205-x.sh"},
      {"lf", "1ja1z14q97bgarpyk6299ijvv1jzh29b-lf"},
      {"eight", "5w06lirh2i8fcjci8vy1ip2bw1yrflx1-eight"},
      {"nothing", "1s8gss9zj6a3419lvfcm6rcrx85rfcb7-nothing"},
      {"d/b", "l3wfsdfkifq7mhm8k2aw0pj56ag8yj5c-b"},
      {"d/empty", "lx5i78a4izwk2qj1nq8rdc07y8zrwy90-empty"},
  };
  MemoryHost host = tree();
  for (const auto& [path, expected] : cases) {
    std::string name = path;
    name = name.substr(name.rfind('/') + 1);
    EXPECT_EQ(make_source_path(Store{}, host, std::string("/w/") + path, name).value(),
              std::string("/nix/store/") + expected);
  }
  EXPECT_EQ(make_source_path(Store{"/gnu"}, host, "/w/f", "f").value(),
            "/gnu/1k3p16g52idk1442l7b2zl3w0hx65hvz-f");
  EXPECT_EQ(make_source_path(Store{}, host, "/w/none", "none").failure().message,
            "path '/w/none' does not exist");
}

TEST(Store, FlatSourcePath) {
  Hash hash = hash_string(HashAlgo::kSha256, "x");
  EXPECT_EQ(make_fixed_output_path(Store{}, false, hash, "f").value(),
            "/nix/store/01h6b15ys4wgsaivd4z7g3n220csz5d4-f");
  EXPECT_EQ(make_fixed_output_path(Store{}, false, hash, "other").value(),
            "/nix/store/ndnp88danqm3lwlfi999myxhdqgqw68m-other");
}

// builtins.path { path = ./d; filter = p: t: baseNameOf p != "b" && baseNameOf p != "x.sh"; }
TEST(Store, ExcludedEntriesAreLeftOut) {
  MemoryHost host = tree();
  std::unordered_set<std::string> excluded = {"/w/d/b", "/w/d/x.sh"};
  Hash hash = hash_nar(host, "/w/d", HashAlgo::kSha256, &excluded).value();
  EXPECT_EQ(make_fixed_output_path(Store{}, true, hash, "d").value(),
            "/nix/store/jir0d9hrdj187bz1pj2hfdbvd97x0scj-d");
}

TEST(Store, DeepTreesDoNotRecurse) {
  MemoryHost host;
  std::string path = "/w";
  for (int i = 0; i < 300; ++i) path += "/d";
  host.add_file(path + "/f", "x");
  EXPECT_TRUE(hash_nar(host, "/w").ok());
}

TEST(Store, ArchiveNeedsARealKindOfFile) {
  RealHost host;
  EXPECT_EQ(hash_nar(host, "/dev/null").failure().message,
            "file '/dev/null' has an unsupported type");
}

TEST(Store, TextPaths) {
  EXPECT_EQ(make_text_path(Store{}, "foo", "", {}).value(),
            "/nix/store/3z5jmrizpdn0k9mi2qfpbn7g4bn542y0-foo");
  EXPECT_EQ(make_text_path(Store{}, "foo", "bar", {}).value(),
            "/nix/store/vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo");
  EXPECT_EQ(make_text_path(Store{"/gnu"}, "foo", "bar", {}).value(),
            "/gnu/n9rkfs3dqv01say30af8civryl2ddcav-foo");
  std::string a = make_text_path(Store{}, "a", "1", {}).value();
  std::string b = make_text_path(Store{}, "b", "2", {}).value();
  EXPECT_EQ(make_text_path(Store{}, "foo", a + b, {a, b}).value(),
            "/nix/store/56n86asbjf8rm12wkn0zcq4szxwmfs4j-foo");
}

TEST(Store, Placeholders) {
  EXPECT_EQ(placeholder("out"), "/1rz4g4znpzjwh1xymhjpm42vipw92pr73vdgl6xs1hycac8kf2n9");
  EXPECT_EQ(placeholder("dev"), "/02qcpld1y6xhs5gz9bchpxaw0xdhmsp5dv88lh25r2ss44kh8dxz");
  EXPECT_EQ(placeholder(""), "/171rf4jhx57xqz3p7swniwkig249cif71pa08p80mgaf0mqz5bmr");
  EXPECT_EQ(placeholder("é"), "/0421qbfzgrzvracnbd0fraq55j1xnmhailynkyvbs6fb9wi3mxf3");
}

// Messages of 2.35.2; 2.8.0 words them differently, and takes names of dots.
TEST(Store, Names) {
  Store current;
  Store old;
  old.refuse_dot_names = false;
  EXPECT_EQ(make_text_path(current, "a/b", "x", {}).failure().message,
            "path '9d0sm13c3pj0msx6gd27izjkbmdnpbf2-a/b' is not a valid store path: name 'a/b' "
            "contains illegal character '/'");
  for (const char* name : {".x", "a.b", "...", "aZ09+-._?=", "-"}) {
    EXPECT_EQ(check_store_name(current, name), std::nullopt) << name;
  }
  for (const char* name : {".", "..", ".-a", "..-a"}) {
    EXPECT_NE(check_store_name(current, name), std::nullopt) << name;
    EXPECT_EQ(check_store_name(old, name), std::nullopt) << name;
  }
  EXPECT_EQ(check_store_name(current, std::string(211, 'a')), std::nullopt);
  for (const std::string& name : {std::string(212, 'a'), std::string(), std::string("a b"),
                                  std::string("é"), std::string("a\0", 2)}) {
    EXPECT_NE(check_store_name(current, name), std::nullopt) << name;
    EXPECT_NE(check_store_name(old, name), std::nullopt) << name;
  }
}

TEST(Store, TakingPathsApart) {
  Store store;
  std::string path = "/nix/store/pg2p85sxajsp1p6x7drg1hf10is1qfjf-f.drv";
  EXPECT_TRUE(is_store_path(store, path));
  EXPECT_FALSE(is_store_path(store, path + "/x"));
  EXPECT_EQ(store_path_name(store, path), "f.drv");
  EXPECT_EQ(to_store_path(store, path).value(), path);
  EXPECT_EQ(to_store_path(store, path + "/a/b").value(), path);
  for (const char* other :
       {"/nix/store", "/nix/store/", "/nix/store/x", "/tmp/pg2p85sxajsp1p6x7drg1hf10is1qfjf-f",
        "/nix/store/eg2p85sxajsp1p6x7drg1hf10is1qfjf-f",
        "/nix/store/pg2p85sxajsp1p6x7drg1hf10is1qfjf-"}) {
    EXPECT_FALSE(to_store_path(store, other).ok()) << other;
  }
}

}  // namespace
}  // namespace vm
