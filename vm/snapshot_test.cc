// Snapshots: a job that is written wherever it can be parked, and goes on in another Vm or another
// process with the same answer and the same traces; and files that must be refused.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>

#include "vm/host/hash.h"
#include "vm/host/host.h"
#include "vm/vm.h"

namespace {

// What is pending at some step of these: every kind of context, tables by address, errors set
// aside, half-built sets, contexts of strings, chains of thunks.
constexpr const char* kPrograms[] = {
    "let f = n: if n == 0 then 0 else 1 + f (n - 1); in f 20",
    "builtins.sort (a: b: builtins.trace \"cmp\" (a < b)) [ 3 1 2 5 4 ]",
    "let l = [ { a = l; b = [ 1 2.5 \"x\" ]; } ]; in builtins.deepSeq l (builtins.length l)",
    "builtins.foldl' (a: b: builtins.trace (toString b) (a + b)) 0 [ 1 2 3 ]",
    "let a = b; b = c; c = builtins.trace \"c\" (1 + 1); in [ a b c (a == b) ]",
    "(builtins.tryEval (builtins.addErrorContext (\"no\" + \"te\") (throw \"x\"))).success",
    "rec { x = y + 1; y = z { }; z = { a ? b, b ? 3 }@args: a + b + w; w = 1; inherit (s) q; "
    "s = { q = x; }; z' = z { a = 1; }; }.q or 7",
    "with { f = x: x * 2; }; map f [ 1 2 3 ]",
    "builtins.toJSON { a = [ 1 { b = null; } ]; c.__toString = self: \"t\"; d.outPath = \"o\"; }",
    "builtins.genericClosure { startSet = [ { key = 1; } ]; operator = e: if e.key > 4 then [ ] "
    "else [ { key = e.key + 1; } { key = e.key * 2; } ]; }",
    "let d = derivation { name = \"n\"; system = \"s\"; builder = \"b\"; x = 1; }; in "
    "\"${d} ${d.drvPath}\"",
    "builtins.concatStringsSep \",\" (builtins.attrNames (builtins.listToAttrs (map (n: { name = "
    "\"k${toString n}\"; value = n; }) [ 1 2 3 ])))",
    "let x = { a = 1; ${\"b\" + \"c\"} = x.a; } // { d = 9223372036854775807; }; in x == x // { }",
    "[ (import ./a.nix) (import ./a.nix) (builtins.readFile ./t) ]",
    "builtins.groupBy (x: if x > 2 then \"big\" else \"small\") [ 1 2 3 4 ]",
};

void add_files(vm::MemoryHost& host) {
  host.add_file("/w/a.nix", "builtins.trace \"file\" { v = 1 + 1; f = x: x; }");
  host.add_file("/w/t", "text");
}

vm::Request request(const char* text) {
  return {.text = text, .base_path = "/w", .strict = true, .park_at_limits = true};
}

std::string shown(const vm::Outcome& o) {
  return o.value ? *o.value : std::string(vm::error_class_name(o.error.error_class));
}

TEST(Snapshot, WrittenAtEveryStepItGoesOnInANewVm) {
  for (const char* dialect : {"nix-2.35", "nix-2.8"}) {
    for (const char* text : kPrograms) {
      vm::MemoryHost host;
      add_files(host);
      vm::Vm straight({.dialect = vm::find_dialect(dialect), .host = &host});
      vm::Outcome wanted = straight.evaluate(request(text));
      ASSERT_TRUE(wanted.ok()) << text << ": " << wanted.error.message;
      for (uint64_t fuel = 1;; ++fuel) {
        vm::Vm first(
            {.dialect = vm::find_dialect(dialect), .limits = {.fuel = fuel}, .host = &host});
        vm::Job job = first.start(request(text));
        if (!first.run(job).suspended()) break;
        vm::Result<std::string> bytes = first.snapshot(job);
        ASSERT_TRUE(bytes.ok()) << text << ": " << bytes.failure().message;
        vm::Vm second({.dialect = vm::find_dialect(dialect),
                       .host = &host,
                       .stress = {.collect_always = fuel % 2 == 0}});
        vm::Result<vm::Job> restored = second.restore(*bytes);
        ASSERT_TRUE(restored.ok()) << text << " at " << fuel << ": " << restored.failure().message;
        vm::Outcome o = second.run(*restored);
        ASSERT_EQ(shown(o), shown(wanted)) << text << " at " << fuel << ": " << o.error.message;
        ASSERT_EQ(o.trace, wanted.trace) << text << " at " << fuel;
        // And again from there: what was loaded can be written too.
        first.set_limits({});
        ASSERT_EQ(shown(first.run(job)), shown(wanted));
      }
    }
  }
}

TEST(Snapshot, OfASnapshotAtEachStepOfARelay) {
  vm::MemoryHost host;
  add_files(host);
  const char* text = kPrograms[1];
  vm::Outcome o;
  std::string bytes;
  {
    vm::Vm machine({.limits = {.fuel = 1}, .host = &host});
    vm::Job job = machine.start(request(text));
    ASSERT_TRUE(machine.run(job).suspended());
    bytes = machine.snapshot(job).value();
  }
  int legs = 0;
  for (uint64_t fuel = 2;; ++fuel) {
    vm::Vm machine({.limits = {.fuel = fuel}, .host = &host});
    vm::Job job = machine.restore(bytes).value();
    o = machine.run(job);
    if (!o.suspended()) break;
    ++legs;
    bytes = machine.snapshot(job).value();
  }
  EXPECT_EQ(shown(o), "[ 1 2 3 4 5 ]");
  EXPECT_GT(legs, 20);
  EXPECT_GT(o.trace.size(), 4u);
}

constexpr const char* kChildFile = "ASSAY_SNAPSHOT_FOR_CHILD";

// The other process of the test below.
TEST(Snapshot, ChildGoesOn) {
  const char* path = std::getenv(kChildFile);
  if (!path) GTEST_SKIP() << "only as the child of NewProcessGoesOn";
  std::ifstream in(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), {});
  vm::MemoryHost host;
  add_files(host);
  vm::Vm machine({.host = &host});
  vm::Result<vm::Job> job = machine.restore(bytes);
  ASSERT_TRUE(job.ok()) << job.failure().message;
  EXPECT_EQ(shown(machine.run(*job)), "100");
}

TEST(Snapshot, NewProcessGoesOn) {
  vm::MemoryHost host;
  add_files(host);
  vm::Vm machine({.limits = {.fuel = 150}, .host = &host});
  vm::Job job = machine.start(
      request("let f = n: if n == 0 then 0 else 1 + f (n - 1); in builtins.seq (import ./a.nix).v "
              "(f 100)"));
  ASSERT_TRUE(machine.run(job).suspended());
  std::string path = testing::TempDir() + "assay-snapshot-" + std::to_string(getpid());
  std::ofstream(path, std::ios::binary) << machine.snapshot(job).value();
  std::string command = std::string(kChildFile) + "='" + path + "' '" +
                        std::string(testing::internal::GetArgvs()[0]) +
                        "' --gtest_filter=Snapshot.ChildGoesOn > /dev/null";
  EXPECT_EQ(std::system(command.c_str()), 0);
  std::remove(path.c_str());
}

// The digest of what follows the digest; of a whole snapshot.
std::string encode(const std::string& bytes) {
  // Header: magic, format, then texts: build, dialect, host, digest.
  size_t at = bytes.find('\n', bytes.find('\n') + 1) + 1;
  for (int i = 0; i < 4; ++i) {
    size_t n = 0;
    for (int shift = 0;; shift += 7) {
      auto byte = static_cast<uint8_t>(bytes[at++]);
      n |= static_cast<size_t>(byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    at += n;
  }
  return vm::encode_base16(vm::hash_string(vm::HashAlgo::kSha256, bytes.substr(at)).bytes);
}

TEST(Snapshot, RefusesInOneLineWhatDoesNotFit) {
  vm::MemoryHost host;
  add_files(host);
  vm::Vm machine({.limits = {.fuel = 40}, .host = &host});
  vm::Job job = machine.start(request(kPrograms[0]));
  ASSERT_TRUE(machine.run(job).suspended());
  std::string bytes = machine.snapshot(job).value();
  auto refusal = [&](vm::Host& to, const std::string& data, const char* dialect = "nix-2.35") {
    vm::Vm other({.dialect = vm::find_dialect(dialect), .host = &to});
    vm::Result<vm::Job> r = other.restore(data);
    EXPECT_FALSE(r.ok());
    EXPECT_EQ(shown(other.evaluate({.text = "1 + 1"})), "2");
    return r.ok() ? std::string() : r.failure().message;
  };
  vm::RefusingHost none;
  EXPECT_NE(refusal(none, bytes).find("the host holds other files"), std::string::npos);
  EXPECT_NE(refusal(host, bytes, "nix-2.8").find("another dialect"), std::string::npos);
  EXPECT_NE(refusal(host, "hello").find("it is no snapshot"), std::string::npos);
  std::string changed = bytes;
  changed[changed.size() / 2] ^= 1;
  EXPECT_NE(refusal(host, changed).find("damaged"), std::string::npos);
  changed = bytes;
  changed[18] ^= 1;  // of the build id
  EXPECT_NE(refusal(host, changed).find("another build"), std::string::npos);
  EXPECT_NE(refusal(host, bytes.substr(0, bytes.size() / 2)).find("damaged"), std::string::npos);
  // Damage that the digest does not show: nothing crashes, whether it is noticed or not.
  size_t head = bytes.find(encode(bytes)) + 64;
  ASSERT_GT(head, 64u);
  std::mt19937 random(1);
  int noticed = 0;
  for (int i = 0; i < 3000; ++i) {
    changed = bytes;
    for (uint32_t k = 0; k <= random() % 3; ++k)
      changed[head + random() % (changed.size() - head)] = static_cast<char>(random());
    changed.replace(head - 64, 64, encode(changed));
    vm::Vm other({.host = &host});
    noticed += !other.restore(changed).ok();
  }
  EXPECT_GT(noticed, 1000);
  // A real file system cannot say what it holds.
  vm::RealHost real;
  vm::Vm outside({.limits = {.fuel = 10}, .host = &real});
  job = outside.start(request(kPrograms[0]));
  ASSERT_TRUE(outside.run(job).suspended());
  EXPECT_NE(outside.snapshot(job).failure().message.find("cannot say what it holds"),
            std::string::npos);
  // Others under way.
  vm::Vm shared({.limits = {.fuel = 10}, .host = &host});
  job = shared.start(request(kPrograms[0]));
  shared.start(request(kPrograms[1]));
  ASSERT_TRUE(shared.run(job).suspended());
  EXPECT_NE(shared.snapshot(job).failure().message.find("another evaluation"), std::string::npos);
}

}  // namespace
