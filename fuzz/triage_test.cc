// Triage of made-up targets: what fails stays failing in the same way and becomes small; crashes,
// broken CHECKs and hangs of the child are told apart.
#include "fuzz/triage.h"

#include <gtest/gtest.h>

#include <csignal>

#include "fuzz/finding.h"
#include "vm/base/check.h"

namespace fuzz {
namespace {

constexpr InputForm kText{InputForm::Kind::kText, 2};

Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

bool contains(std::span<const uint8_t> bytes, std::string_view part) {
  std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  return text.find(part) != std::string_view::npos;
}

TEST(Triage, ReducesTheProgramBehindItsPrefix) {
  Triage t = triage(bytes_of("xyrec { a = 1 + b; b = builtins.map (x: x) [ 1 2 (throw \"x\") ]; }"),
                    kText, [](std::span<const uint8_t> input) {
                      if (contains(input, "throw") && input.size() > 2 && input[0] == 'x')
                        report("made_up", "it throws", "whatever");
                    });
  EXPECT_EQ(t.failure, "made_up: it throws");
  EXPECT_EQ(t.program, "throw");
  EXPECT_EQ(t.nodes, 1u);
  EXPECT_EQ(t.input[0], 'x');
  EXPECT_EQ(t.signature, "made_up: it throws Var throw");
}

TEST(Triage, ReducesGeneratedProgramsAsTrees) {
  constexpr InputForm form{InputForm::Kind::kGenerated};
  Encoded seed = encode("let f = x: [ x (builtins.trace \"t\" x) ]; in { a = f 1; b = f 2; }");
  ASSERT_TRUE(seed.bytes);
  Triage t = triage(*seed.bytes, form, [](std::span<const uint8_t> input) {
    CHECK(decode(input).text.find("trace") == std::string::npos);
  });
  EXPECT_NE(t.failure.find("CHECK"), std::string::npos) << t.failure;
  EXPECT_NE(t.program.find("trace"), std::string::npos);
  EXPECT_LE(t.nodes, 2u) << t.program;
}

TEST(Triage, TellsFailuresApart) {
  constexpr InputForm form{InputForm::Kind::kOpaque};
  auto target = [](std::span<const uint8_t> input) {
    if (contains(input, "term")) raise(SIGTERM);  // no sanitizer reports it in its own words
    if (contains(input, "exit")) _exit(3);
    if (contains(input, "a")) report("made_up", "a", "");
  };
  EXPECT_EQ(triage(bytes_of("nothing to see"), form, target).failure, "");
  Triage a = triage(bytes_of("- a - term - exit"), form, target);
  EXPECT_NE(a.failure.find("signal 15"), std::string::npos) << a.failure;
  EXPECT_EQ(a.input, bytes_of("term"));
  EXPECT_EQ(triage(bytes_of("exit a"), form, target).failure, "an exit in the middle");
  EXPECT_EQ(triage(bytes_of("bab"), form, target).input, bytes_of("a"));
}

TEST(Triage, ReportsAreReadFromWhatSaysMost) {
  EXPECT_EQ(failure_in("x\nfinding: t: rule\nCHECK(a) failed at b:1\n"), "t: rule");
  EXPECT_EQ(failure_in("==1==ERROR: AddressSanitizer: heap-use-after-free\n#0 f\nSUMMARY: "
                       "AddressSanitizer: heap-use-after-free a.cc:3 in f\n"),
            "SUMMARY: AddressSanitizer: heap-use-after-free a.cc:3 in f");
  EXPECT_EQ(failure_in("a.cc:1:2: runtime error: shift\n"), "a.cc:1:2: runtime error: shift");
}

}  // namespace
}  // namespace fuzz
