// The names of derivations and their outputs. Every expected path was measured on Nix 2.8.0:
//   NIX_REMOTE=dummy:// nix-instantiate --eval --strict -E 'let d = <expression>; in [ d.drvPath
//   d.out.outPath ]'
// with the expression that stands above the case (--extra-experimental-features "ca-derivations
// impure-derivations" for the last ones).
#include "vm/host/derivation.h"

#include <gtest/gtest.h>

namespace vm {
namespace {

using Strings = std::map<std::string, std::string>;

constexpr const char* kSri = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
constexpr const char* kNix32 = "sha256:0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73";
constexpr const char* kSha1 = "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709";
constexpr const char* kMd5 = "md5:d41d8cd98f00b204e9800998ecf8427e";

std::string sha512_of_nothing() {
  return format_hash(hash_string(HashAlgo::kSha512, ""), HashFormat::kBase16, true);
}

// A derivation in the making, with what is known of those that it depends on.
struct Recipe {
  Derivation drv;
  DerivationTable table;
};

Recipe recipe(const std::string& name, const std::string& builder, const std::string& system,
              std::vector<std::string> args = {}, const Strings& env = {}) {
  Recipe r;
  r.drv.name = name;
  r.drv.builder = builder;
  r.drv.platform = system;
  r.drv.args = std::move(args);
  r.drv.env = {{"name", name}, {"builder", builder}, {"system", system}};
  for (const auto& [key, value] : env) r.drv.env[key] = value;
  r.drv.outputs["out"];
  return r;
}

Recipe simple(const Strings& env = {}) { return recipe("n", "b", "s", {}, env); }

Recipe with_outputs(Recipe r, const std::vector<std::string>& names) {
  r.drv.outputs.clear();
  for (const std::string& name : names) r.drv.outputs[name];
  return r;
}

Recipe fixed(Recipe r, bool recursive, std::string_view hash,
             std::optional<HashAlgo> algo = std::nullopt) {
  r.drv.outputs["out"] = {OutputKind::kFixed, "", recursive,
                          parse_hash_or_empty(hash, algo).value()};
  return r;
}

Recipe floating(Recipe r, bool recursive, HashAlgo algo = HashAlgo::kSha256) {
  r.drv.outputs["out"] = {OutputKind::kFloating, "", recursive, Hash{algo, ""}};
  return r;
}

Recipe impure(Recipe r) {
  r.drv.outputs["out"] = {OutputKind::kImpure, "", true, Hash{HashAlgo::kSha256, ""}};
  return r;
}

// `variable` becomes the paths of the wanted outputs of `dep`; with "" they become an argument.
Recipe depending(Recipe r, const std::string& variable, Recipe dep,
                 const std::vector<std::string>& wanted = {"out"}) {
  std::string drv_path = finish_derivation(Store{}, dep.drv, dep.table).value();
  r.table.merge(dep.table);
  std::string paths;
  for (const std::string& output : wanted) {
    const DerivationOutput& made = dep.drv.outputs.at(output);
    if (!paths.empty()) paths += ' ';
    paths += made.path.empty() ? downstream_placeholder(Store{}, drv_path, output) : made.path;
    r.drv.input_drvs[drv_path].insert(output);
  }
  if (variable.empty()) {
    r.drv.args.push_back(paths);
  } else {
    r.drv.env[variable] = paths;
  }
  return r;
}

Recipe with_text_source(Recipe r, const std::string& variable, std::string_view name,
                        std::string_view content) {
  std::string path = make_text_path(Store{}, name, content, {}).value();
  r.drv.input_srcs.insert(path);
  r.drv.env[variable] = path;
  return r;
}

Recipe with_drv_as_source(Recipe r, const std::string& variable, Recipe dep) {
  std::string path = finish_derivation(Store{}, dep.drv, dep.table).value();
  r.drv.input_srcs.insert(path);
  r.drv.env[variable] = path;
  return r;
}

Recipe structured(const std::string& json) {
  Recipe r = simple();
  r.drv.env = {{"__json", json}};
  return r;
}

struct Case {
  const char* label;
  Recipe recipe;
  std::string drv;  // without the store directory
  Strings outputs;  // as above; a placeholder begins with "/"
};

std::string in_store(const std::string& path) {
  return path.starts_with("/") ? path : "/nix/store/" + path;
}

TEST(Derivation, NamesAreThoseOfNix) {
  const Case cases[] = {
      // derivation { name = "n"; builder = "b"; system = "s";  }
      {"Plain",
       simple(),
       "wr1i7p014rsirg48bgmkclzgi393aj0p-n.drv",
       {{"out", "8qwygm88qsiwpdycf5hhk51zjbh3kgaa-n"}}},
      // derivation { name = "hello-1.0"; builder = "/bin/sh"; system = "x86_64-linux"; args = [
      // "-c" "echo hi > $out" ]; }
      {"Hello",
       recipe("hello-1.0", "/bin/sh", "x86_64-linux", {"-c", "echo hi > $out"}),
       "b6wzvjp55iapvbbnd0fx9w1ag6bznr1q-hello-1.0.drv",
       {{"out", "r66mxzhcias4zcf5mfrdlgc05a5d3hrp-hello-1.0"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; args = [ ]; }
      {"EmptyArgs",
       simple(),
       "wr1i7p014rsirg48bgmkclzgi393aj0p-n.drv",
       {{"out", "8qwygm88qsiwpdycf5hhk51zjbh3kgaa-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; args = [ "" ]; }
      {"EmptyStringArg",
       recipe("n", "b", "s", {""}),
       "h5y4ywx2mbqplk4l3b4hjqyd0zf7f8sa-n.drv",
       {{"out", "b156vs68xmdmlcnsqz4a3l27vkv3a6yn-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; a = "1"; }
      {"EnvVariable",
       simple({{"a", "1"}}),
       "jvd4igh28hkj68dwpk38kar2zl2szpjj-n.drv",
       {{"out", "20zidmwhb0rwfbx9j36rwg1cw4jlwk9q-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; a = null; b = true; c = false; d = [
      // 1 [ 2 ] ]; e = 1.5; }
      {"EnvCoercions",
       simple({{"a", ""}, {"b", "1"}, {"c", ""}, {"d", "1 2"}, {"e", "1.500000"}}),
       "s09khhjv2x9s9h7cc4d8gvxavx6gn3lv-n.drv",
       {{"out", "vxl67lwa8wglf36sfnp8rfy2ggzcarvq-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; B = "1"; a = "2"; "A.b" = "3"; }
      {"EnvOrderIsBytewise",
       simple({{"B", "1"}, {"a", "2"}, {"A.b", "3"}}),
       "l66bdpbvf812l5w5lm5q68ih6xy9nrlv-n.drv",
       {{"out", "1yh9yszd1cwby82dk3iig8imhv06zxfa-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; a = "q\"b\\n\nr\rt\t$x\${y}"; }
      {"Escapes",
       simple({{"a", "q\"b\\n\nr\rt\t$x${y}"}}),
       "199g8xhfbrf0498gvdhh5i0jjc3qryb9-n.drv",
       {{"out", "k1917ssml7fm3c9nadljhfd4xfjv13kn-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; args = [ "\"\\\n\r\t" ]; }
      {"EscapesInArgs",
       recipe("n", "b", "s", {"\"\\\n\r\t"}),
       "jl710f6f4xm8wihdzcmn64cs7y6hri4v-n.drv",
       {{"out", "aihlppjjl16pgdzn5sl15fzislnhplgk-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; a = "é"; }
      {"BytesAreKept",
       simple({{"a", "é"}}),
       "qbrqgjr04jij6lwkh79y9zd0dpx6h6g4-n.drv",
       {{"out", "w0kppqkl1ns1npcihb2v42jxihnw20bf-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; outputs = [ "out" ]; }
      {"OutputsNamedOut",
       simple({{"outputs", "out"}}),
       "4ay2j3c9wfk06ck764fjnry9mk2spfbq-n.drv",
       {{"out", "kf9js822pr6r67zr17h54ir857d35m3l-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; outputs = [ "out" "dev" ]; }
      {"TwoOutputs",
       with_outputs(simple({{"outputs", "out dev"}}), {"out", "dev"}),
       "x0xhypsfhyq10ai0g58x2hnakd1h1573-n.drv",
       {{"out", "rmspcyp17w9ak01adpq85jqdprm38wvz-n"},
        {"dev", "nz900vd3mvm7bj9grhfnhnlhpdq928mf-n-dev"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; outputs = [ "dev" "out" ]; }
      {"OutputOrderInEnv",
       with_outputs(simple({{"outputs", "dev out"}}), {"out", "dev"}),
       "j1nxp1dx1fxd4mp8pza5vvmv6pv7d4pv-n.drv",
       {{"out", "bzfgr0a56shqmqx111gl8f8hb5jmkqr2-n"},
        {"dev", "lsb5f9jkywf6mvjfr37nkwmzck0z0z1p-n-dev"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; outputs = [ "bin" "dev" ]; }
      {"NoOutputout",
       with_outputs(simple({{"outputs", "bin dev"}}), {"bin", "dev"}),
       "mj6r6m06k3q3kgnd4sl6piz58ks20klg-n.drv",
       {{"bin", "7drkwn6ixsc4jbkafs1ahj9i4khzy83r-n-bin"},
        {"dev", "nkyviqahf42dni9825lyknbcsk8zzrqr-n-dev"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; outputs = [ "out" "bin" "lib" "doc"
      // "man" ]; }
      {"ManyOutputs",
       with_outputs(simple({{"outputs", "out bin lib doc man"}}),
                    {"out", "bin", "lib", "doc", "man"}),
       "cmhrb1m7h9g4a5vsq3yb71nanmd1x62z-n.drv",
       {{"out", "i2ihm85v3rkzk7yh3vbg5s8111j5qkhy-n"},
        {"bin", "nr72w0q4d4f5msh0dkdnng0r9q79w85q-n-bin"},
        {"lib", "mmi26ag2frazxpkql90sf434jcnqxm5c-n-lib"},
        {"doc", "k6a9yrrdyy6b37qbbfvmykmkvj73b7v4-n-doc"},
        {"man", "7ibp359401rlyzh83696fywbfjwbff66-n-man"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; out = "mine"; }
      {"OutputVariableIsMasked",
       simple({{"out", "mine"}}),
       "wr1i7p014rsirg48bgmkclzgi393aj0p-n.drv",
       {{"out", "8qwygm88qsiwpdycf5hhk51zjbh3kgaa-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; x = builtins.placeholder "out"; }
      {"Placeholder",
       simple({{"x", placeholder("out")}}),
       "w35d29n4sk39j8fnpkpn27fdkrc20vww-n.drv",
       {{"out", "f7m6v3drd4an3yh95z346646bi3za9lq-n"}}},
      // derivation { name = builtins.concatStringsSep "" (builtins.genList (i: "a") 200); builder =
      // "b"; system = "s"; }
      {"LongName",
       recipe(std::string(200, 'a'), "b", "s"),
       "2n9r8hlz4wyyavyxk0rjlikb9sishfxs-"
       "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
       "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
       "aaaaaaaaaaaaaaaaaa.drv",
       {{"out",
         "m3vk35m0z9q80lcvcys0m838i9pdqlj5-"
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
         "aaaaaaaaaaaaaaaaaaaaaa"}}},
      // derivation { name = "aZ0+-._?="; builder = "b"; system = "s"; }
      {"AllNameCharacters",
       recipe("aZ0+-._?=", "b", "s"),
       "8hmlfhyd2j4yjfqp639yjglqp6mql794-aZ0+-._?=.drv",
       {{"out", "4rckqfmr19jd2niw6cz4218x26mmzaas-aZ0+-._?="}}},
      // derivation { name = "n"; builder = "b"; system = "s"; outputHash =
      // "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="; }
      {"FixedFlatSri",
       fixed(simple({{"outputHash", kSri}}), false, kSri),
       "avmx6w7894dhcr72yf1d2sf1qrkhckif-n.drv",
       {{"out", "znps1q33ssycby4w7qb3y0rpvjggn3a9-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; outputHashAlgo = "sha256"; outputHash
      // = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="; }
      {"FixedFlatWithAlgo",
       fixed(simple({{"outputHashAlgo", "sha256"}, {"outputHash", kSri}}), false, kSri),
       "ff4ry06y1ysrzj5k4z0d29b3gim8zd3p-n.drv",
       {{"out", "znps1q33ssycby4w7qb3y0rpvjggn3a9-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; outputHashMode = "recursive";
      // outputHash = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="; }
      {"FixedRecursive",
       fixed(simple({{"outputHashMode", "recursive"}, {"outputHash", kSri}}), true, kSri),
       "1xgb610iz562rg86gyhnz785ml1mgy4x-n.drv",
       {{"out", "vdw2wjlp20gqdlf42r2ld488b8z5962m-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; outputHash =
      // "sha256:0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73"; }
      {"FixedFlatNix32",
       fixed(simple({{"outputHash", kNix32}}), false, kNix32),
       "d3iwj6yb3nadxmr27ba82qczm69b07gb-n.drv",
       {{"out", "znps1q33ssycby4w7qb3y0rpvjggn3a9-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; outputHash =
      // "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709"; }
      {"FixedSha1Flat",
       fixed(simple({{"outputHash", kSha1}}), false, kSha1),
       "mv73zzl4ws490jl3ikr3rrdwif5f4cd4-n.drv",
       {{"out", "agrcq9hgqdvxrp4whnga2vkh430dgz3v-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; outputHashMode = "recursive";
      // outputHash = "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709"; }
      {"FixedSha1Recursive",
       fixed(simple({{"outputHashMode", "recursive"}, {"outputHash", kSha1}}), true, kSha1),
       "fsnyw267q26ms3m595y34y6r8mz4z7rc-n.drv",
       {{"out", "lj2bfc8d908qrbphz310jivji2bs78nh-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; outputHash =
      // "md5:d41d8cd98f00b204e9800998ecf8427e"; }
      {"FixedMd5",
       fixed(simple({{"outputHash", kMd5}}), false, kMd5),
       "yvgngmcgp853kp62bamc44xji36h9qyg-n.drv",
       {{"out", "dlk2kwbqj4yq450y5qwkqzhgc53cjzbd-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; outputHash = "sha512:" +
      // builtins.hashString "sha512" ""; }
      {"FixedSha512",
       fixed(simple({{"outputHash", sha512_of_nothing()}}), false, sha512_of_nothing()),
       "qqf95vsnsdfqa69hjavjdwgl8ifc6f9y-n.drv",
       {{"out", "xnr47hwj385wsa0sma4jlhjrkmrm0mxa-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; outputHashAlgo = "sha256"; outputHash
      // = ""; }
      {"FixedEmptyHash",
       fixed(simple({{"outputHashAlgo", "sha256"}, {"outputHash", ""}}), false, "",
             HashAlgo::kSha256),
       "npif5im56iwgq1gc36zng9k8xa1p8zaw-n.drv",
       {{"out", "sqfqwal2rr559hnjxbns9zz67h9yq8va-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; x = derivation { name = "dep";
      // builder = "b"; system = "s"; }; }
      {"Dependency",
       depending(simple(), "x", recipe("dep", "b", "s")),
       "iy2q6f2yhgansjamyd8n2xjbyj76hh3f-n.drv",
       {{"out", "m1dchb45i8k2h948anfxfrjmz04jh4pi-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; args = [ (derivation { name = "dep";
      // builder = "b"; system = "s"; }) ]; }
      {"DependencyInArgs",
       depending(simple(), "", recipe("dep", "b", "s")),
       "sjj86s8kb15lf5mrd6x1w2vyvz3pw4d4-n.drv",
       {{"out", "db7b7dw262gcj93i94n2v6zy2f8vp1z9-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; x = (derivation { name = "dep";
      // builder = "b"; system = "s"; outputs = [ "out" "dev" ]; }).dev; }
      {"DependencyOnDev",
       depending(
           simple(), "x",
           with_outputs(recipe("dep", "b", "s", {}, {{"outputs", "out dev"}}), {"out", "dev"}),
           {"dev"}),
       "il562y3j1jwrhgygz4zadabsyxgvgj4q-n.drv",
       {{"out", "d2nahsxasbnn66dhs849rpp5gjq170kv-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; x = let d = derivation { name =
      // "dep"; builder = "b"; system = "s"; outputs = [ "out" "dev" ]; }; in [ d.out d.dev ]; }
      {"DependencyOnBoth",
       depending(
           simple(), "x",
           with_outputs(recipe("dep", "b", "s", {}, {{"outputs", "out dev"}}), {"out", "dev"}),
           {"out", "dev"}),
       "vxm0mbck66h5wq67wv8f3mh88szpba1q-n.drv",
       {{"out", "hk7xsqgh8drvcalp4pcplyxq4xskib08-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; x = derivation { name = "dep";
      // builder = "b"; system = "s"; outputHash =
      // "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="; }; }
      {"DependencyOnFixed",
       depending(simple(), "x",
                 fixed(recipe("dep", "b", "s", {}, {{"outputHash", kSri}}), false, kSri)),
       "yag2w9ywz11j4cms3l9gw8j67y1d44lf-n.drv",
       {{"out", "d59rdgka3qpy6c2s22dwhfk8p6rphjj4-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; x = derivation { name = "dep";
      // builder = "OTHER"; system = "s"; outputHash =
      // "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="; }; }
      {"DependencyOnFixedBuiltOtherwise",
       depending(simple(), "x",
                 fixed(recipe("dep", "OTHER", "s", {}, {{"outputHash", kSri}}), false, kSri)),
       "zmnwqig0qic3w20rvfigmxrh4h6d9wrj-n.drv",
       {{"out", "d59rdgka3qpy6c2s22dwhfk8p6rphjj4-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; outputHash =
      // "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="; x = derivation { name = "dep";
      // builder = "b"; system = "s"; }; }
      {"FixedWithDependency",
       depending(fixed(simple({{"outputHash", kSri}}), false, kSri), "x", recipe("dep", "b", "s")),
       "1zh82r2zfj2srkq3x91nphv3jb6z3sn4-n.drv",
       {{"out", "znps1q33ssycby4w7qb3y0rpvjggn3a9-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; src = builtins.toFile "f" "x"; }
      {"SourceFile",
       with_text_source(simple(), "src", "f", "x"),
       "lcpvq1isfb6jai0yncb0zzrqqdm2ghxd-n.drv",
       {{"out", "pbfxhv0wwkgpydfb31ysa8ifjdvlizyl-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; x =
      // builtins.unsafeDiscardOutputDependency (derivation { name = "dep"; builder = "b"; system =
      // "s"; }).drvPath; }
      {"OutputDependencyDiscarded",
       with_drv_as_source(simple(), "x", recipe("dep", "b", "s")),
       "cw7lhinhca25av05dpmw5i0ycna0hjc1-n.drv",
       {{"out", "iil04czmjmizwz5m3cly7i5rg1pchkbq-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; __structuredAttrs = true; a = [ 1 { b
      // = null; } ]; t = true; }
      {"StructuredAttrs",
       structured(R"({"a":[1,{"b":null}],"builder":"b","name":"n","system":"s","t":true})"),
       "js5gfiail2617fza29vhczjkhbb2yy8x-n.drv",
       {{"out", "njprknds0akf2gfyl9apjil6fikkqpp1-n"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; __contentAddressed = true;
      // outputHashMode = "recursive"; outputHashAlgo = "sha256"; }
      {"Floating",
       floating(simple({{"outputHashMode", "recursive"}, {"outputHashAlgo", "sha256"}}), true),
       "plmb221ff8jyfyk9hgjpzl17dkirldjn-n.drv",
       {{"out", "/0wvyi7j5vcfq61qa230z2hhgsar6zrwrfcjww08xfm6vlzl92spm"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; __contentAddressed = true;
      // outputHashMode = "flat"; outputHashAlgo = "sha1"; }
      {"FloatingFlat",
       floating(simple({{"outputHashMode", "flat"}, {"outputHashAlgo", "sha1"}}), false,
                HashAlgo::kSha1),
       "sm3q80f44wrkywlria3q0rcy3y3q0m4r-n.drv",
       {{"out", "/0723i828d8npmg22qn87mrr5dfmi42zigbbbhf8qnf7wasmy42j7"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; __impure = true; }
      {"Impure",
       impure(simple()),
       "8yihiadkl4wm3rnwh2sz2s3lb69nsfry-n.drv",
       {{"out", "/1sx1n8pq8q49j0mqq78xlvga46shbdha9rdnf6kmga15v6vmfmlr"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; x = derivation { name = "dep";
      // builder = "b"; system = "s"; __contentAddressed = true; outputHashMode = "recursive";
      // outputHashAlgo = "sha256"; }; }
      {"DependencyOnFloating",
       depending(simple(), "x",
                 floating(recipe("dep", "b", "s", {},
                                 {{"outputHashMode", "recursive"}, {"outputHashAlgo", "sha256"}}),
                          true)),
       "ywjnn7f3gd1wkn77kspgczxr9hn4fj6z-n.drv",
       {{"out", "/1s09rcaacxvih9gs9h94klhag1hh39qca467yzzi8mr58syjkafz"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; x = derivation { name = "mid";
      // builder = "b"; system = "s"; x = derivation { name = "dep"; builder = "b"; system = "s";
      // __contentAddressed = true; outputHashMode = "recursive"; outputHashAlgo = "sha256"; }; }; }
      {"DependencyOnDeferred",
       depending(simple(), "x",
                 depending(recipe("mid", "b", "s"), "x",
                           floating(recipe("dep", "b", "s", {},
                                           {{"outputHashMode", "recursive"},
                                            {"outputHashAlgo", "sha256"}}),
                                    true))),
       "3yagpq5bp0ymi781s4zwhlapfycklk3n-n.drv",
       {{"out", "/1256n57cr8i80jy6d1a8yr1ixkigl6nyynjylc13ajw2brchlgvs"}}},
      // derivation { name = "n"; builder = "b"; system = "s"; x = derivation { name = "dep";
      // builder = "b"; system = "s"; __impure = true; }; }
      {"DependencyOnImpure",
       depending(simple(), "x", impure(recipe("dep", "b", "s"))),
       "gzfs3s0i8f3gbgq0i3fbmpwmq1p2rakz-n.drv",
       {{"out", "/0hzx05vw7j0nsb9zfc5d8jzi5zic2wrkqz7rd46fj7a0hcwm0v9m"}}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.label);
    Recipe r = c.recipe;
    Result<std::string> drv_path = finish_derivation(Store{}, r.drv, r.table);
    ASSERT_TRUE(drv_path.ok()) << drv_path.failure().message;
    EXPECT_EQ(*drv_path, in_store(c.drv));
    EXPECT_EQ(r.drv.outputs.size(), c.outputs.size());
    for (const auto& [name, path] : c.outputs) {
      const std::string& made = r.drv.outputs.at(name).path;
      EXPECT_EQ(made.empty() ? downstream_placeholder(Store{}, *drv_path, name) : made,
                in_store(path));
    }
  }
}

TEST(Derivation, TextIsTheOneThatNixWrites) {
  Recipe r = with_text_source(simple({{"a", "q\"\\\n"}}), "src", "f", "x");
  ASSERT_TRUE(finish_derivation(Store{}, r.drv, r.table).ok());
  EXPECT_EQ(unparse_derivation(r.drv, true),
            "Derive([(\"out\",\"\",\"\",\"\")],[],"
            "[\"/nix/store/x93g3gvygaiq7h4b6zls3w7l5az1y526-f\"],\"s\",\"b\",[],"
            "[(\"a\",\"q\\\"\\\\\\n\"),(\"builder\",\"b\"),(\"name\",\"n\"),(\"out\",\"\"),"
            "(\"src\",\"/nix/store/x93g3gvygaiq7h4b6zls3w7l5az1y526-f\"),(\"system\",\"s\")])");
}

TEST(Derivation, UnknownInputIsAFailure) {
  Recipe r = simple();
  r.drv.input_drvs["/nix/store/wr1i7p014rsirg48bgmkclzgi393aj0p-n.drv"] = {"out"};
  Result<std::string> drv_path = finish_derivation(Store{}, r.drv, r.table);
  ASSERT_FALSE(drv_path.ok());
  EXPECT_NE(drv_path.failure().message.find("is not valid"), std::string::npos);
  EXPECT_TRUE(r.table.empty());
}

TEST(Derivation, UnknownOutputOfAKnownInputIsAFailure) {
  Recipe dep = recipe("dep", "b", "s");
  std::string path = finish_derivation(Store{}, dep.drv, dep.table).value();
  Recipe r = simple();
  r.drv.input_drvs[path] = {"dev"};
  EXPECT_FALSE(finish_derivation(Store{}, r.drv, dep.table).ok());
}

TEST(Derivation, BadNameIsAFailure) {
  for (const char* name : {"", "a/b", "a b", "é", ".."}) {
    Recipe r = recipe(name, "b", "s");
    EXPECT_FALSE(finish_derivation(Store{}, r.drv, r.table).ok()) << name;
    EXPECT_TRUE(r.table.empty());
  }
}

}  // namespace
}  // namespace vm
