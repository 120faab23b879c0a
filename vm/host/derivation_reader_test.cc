// Reading .drv files back. The texts are what Nix 2.8.0 wrote for
//   derivation { name = "foo"; system = "x86_64-linux"; builder = "/bin/sh"; args = ["-c" "x"];
//                outputs = ["out" "dev"]; zed = 1; }
// and what the tests of derivations in the making cover; the rest is what must be refused.
#include <gtest/gtest.h>

#include <random>

#include "vm/host/derivation.h"

namespace vm {
namespace {

const Store kStore;
constexpr const char* kPath = "/nix/store/csh18ca91z13nm7hhfi7w88f5g61m981-foo.drv";
constexpr std::string_view kText =
    R"(Derive([("dev","/nix/store/hn4jf0kz3m5d5y476628ysn06jhadhnd-foo-dev","",""),)"
    R"(("out","/nix/store/64wiscrwvp6agrf2j65y78jph4l0w5xm-foo","","")],[],[],"x86_64-linux",)"
    R"("/bin/sh",["-c","x"],[("builder","/bin/sh"),)"
    R"(("dev","/nix/store/hn4jf0kz3m5d5y476628ysn06jhadhnd-foo-dev"),("name","foo"),)"
    R"(("out","/nix/store/64wiscrwvp6agrf2j65y78jph4l0w5xm-foo"),("outputs","out dev"),)"
    R"(("system","x86_64-linux"),("zed","1")]))";

std::string drv(std::string_view outputs, std::string_view inputs = "", std::string_view env = "") {
  return "Derive([" + std::string(outputs) + "],[" + std::string(inputs) + "],[],\"s\",\"b\",[],[" +
         std::string(env) + "])";
}

std::string complaint(std::string_view text) {
  Result<Derivation> read = parse_derivation(kStore, kPath, text);
  return read ? "" : read.failure().message;
}

TEST(DerivationReader, ReadsWhatNixWrote) {
  Result<Derivation> read = parse_derivation(kStore, kPath, kText);
  ASSERT_TRUE(read.ok()) << read.failure().message;
  EXPECT_EQ(read->name, "foo");
  EXPECT_EQ(read->outputs.size(), 2u);
  EXPECT_EQ(read->outputs["dev"].path, "/nix/store/hn4jf0kz3m5d5y476628ysn06jhadhnd-foo-dev");
  EXPECT_EQ(read->args, (std::vector<std::string>{"-c", "x"}));
  EXPECT_EQ(read->env["zed"], "1");
  EXPECT_EQ(unparse_derivation(*read), kText);
}

TEST(DerivationReader, KindsOfOutputsAndEscapesSurvive) {
  const std::string path = R"("/nix/store/64wiscrwvp6agrf2j65y78jph4l0w5xm-foo")";
  for (const std::string& output :
       {"(\"out\"," + path + ",\"\",\"\")", std::string(R"(("out","","",""))"),
        "(\"out\"," + path + ",\"sha1\",\"da39a3ee5e6b4b0d3255bfef95601890afd80709\")",
        "(\"out\"," + path + ",\"r:md5\",\"d41d8cd98f00b204e9800998ecf8427e\")",
        std::string(R"(("out","","r:sha256",""))"),
        std::string(R"(("out","","r:sha256","impure"))")}) {
    std::string text =
        drv(output, R"(("/nix/store/csh18ca91z13nm7hhfi7w88f5g61m981-foo.drv",["dev","out"]))",
            R"(("a","tab\tline\nreturn\rquote\"back\\slash ä"))");
    Result<Derivation> read = parse_derivation(kStore, kPath, text);
    ASSERT_TRUE(read.ok()) << read.failure().message;
    EXPECT_EQ(unparse_derivation(*read), text);
    EXPECT_EQ(read->env["a"], "tab\tline\nreturn\rquote\"back\\slash ä");
  }
}

TEST(DerivationReader, SaysWhatIsWrongAndWhere) {
  constexpr const char* kOut = R"(("out","","",""))";
  EXPECT_EQ(complaint("{ a = 1; }"),
            std::string("error parsing derivation '") + kPath + "' at byte 0: expected 'Derive('");
  struct {
    std::string text, said;
  } const kCases[] = {
      {drv(""), "at least one output"},
      {drv(kOut) + " ", "at byte 46: there is something behind its end"},
      {drv(std::string(kOut) + "," + kOut), "the output 'out' occurs twice"},
      {drv(R"(("o/t","","",""))"), "illegal character"},
      {drv(R"(("out","/tmp/x","",""))"), "is not a store path"},
      {drv(R"(("out","","","00"))"), "a hash without an algorithm"},
      {drv(R"(("out","","sha257",""))"), "not known"},
      {drv(R"(("out","","sha1","da39a3ee5e6b4b0d3255bfef95601890afd80709"))"),
       "do not go together"},
      {drv(kOut, R"(("/nix/store/64wiscrwvp6agrf2j65y78jph4l0w5xm-foo",["out"]))"),
       "is not a derivation"},
      {drv(kOut, "", R"(("a","1"),("a","2"))"), "the variable 'a' occurs twice"},
      {R"(Derive([("out)", "a string has no end"},
      {R"(Derive([("out\)", "a string has no end"},
      {R"(DrvWithVersion("xp-dyn-drv",[])", "dynamic-derivations"},
  };
  for (const auto& c : kCases)
    EXPECT_NE(complaint(c.text).find(c.said), std::string::npos)
        << c.text << "\n  said: " << complaint(c.text);
}

// Cut anywhere it is refused; with bytes changed it is refused or read, and what was read can be
// written and read again.
TEST(DerivationReader, SurvivesDamage) {
  for (size_t n = 0; n < kText.size(); ++n) EXPECT_NE(complaint(kText.substr(0, n)), "") << n;
  std::mt19937 random(1);
  constexpr std::string_view kBytes = "\"\\()[],nDr:/x\0\xff";
  int accepted = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string text(kText);
    for (uint32_t change = random() % 3; change < 3; ++change) {
      size_t at = random() % text.size();
      switch (random() % 3) {
        case 0:
          text[at] = kBytes[random() % kBytes.size()];
          break;
        case 1:
          text.erase(at, 1 + random() % 4);
          break;
        default:
          text.insert(at, text.substr(random() % text.size(), random() % 20));
      }
    }
    Result<Derivation> read = parse_derivation(kStore, kPath, text);
    if (!read) continue;
    ++accepted;
    std::string written = unparse_derivation(*read);
    Result<Derivation> again = parse_derivation(kStore, kPath, written);
    ASSERT_TRUE(again.ok()) << again.failure().message << "\n" << written;
    EXPECT_EQ(unparse_derivation(*again), written);
  }
  EXPECT_GT(accepted, 100);  // else the damage is too great to test anything
}

// A chain of derivations in a store, the last of which is asked for: as deep as one likes.
TEST(LoadDerivation, ReadsWhatIsNeededFirst) {
  MemoryHost host;
  DerivationTable made;
  std::string last;
  for (int i = 0; i < 2000; ++i) {
    Derivation d;
    d.name = "d" + std::to_string(i);
    d.platform = "s";
    d.builder = "b";
    d.outputs["out"];
    if (!last.empty()) d.input_drvs[last] = {"out"};
    Result<std::string> path = finish_derivation(kStore, d, made);
    ASSERT_TRUE(path.ok());
    host.add_file(last = *path, unparse_derivation(d));
  }
  DerivationTable loaded;
  EXPECT_FALSE(load_derivation(kStore, host, last, loaded));
  EXPECT_EQ(loaded.size(), made.size());
  EXPECT_EQ(loaded[last].output_hashes["out"], made[last].output_hashes["out"]);
}

TEST(LoadDerivation, DerivationsThatNeedEachOtherAreRefused) {
  MemoryHost host;
  const std::string a = "/nix/store/00000000000000000000000000000000-a.drv";
  const std::string b = "/nix/store/11111111111111111111111111111111-b.drv";
  host.add_file(a, drv(R"(("out","","",""))", "(\"" + b + "\",[\"out\"])"));
  host.add_file(b, drv(R"(("out","","",""))", "(\"" + a + "\",[\"out\"])"));
  DerivationTable table;
  std::optional<Failure> failure = load_derivation(kStore, host, a, table);
  ASSERT_TRUE(failure);
  EXPECT_NE(failure->message.find("no derivation of that name was made here"), std::string::npos);
}

}  // namespace
}  // namespace vm
