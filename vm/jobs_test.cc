// Many evaluations in one Vm: parked for the host, for each other, at limits; resumed in any order,
// given up, from other threads. The answers are those of a Vm that does one after the other.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <thread>

#include "vm/host/host.h"
#include "vm/vm.h"

namespace {

// Lets whoever reads a file wait until that file is released.
class GatedHost final : public vm::Host {
 public:
  vm::MemoryHost files;
  std::set<std::string> released;
  std::set<std::string> asked;
  bool all = false;

  vm::Result<std::string> read_file(const std::string& path) override {
    if (all || released.contains(path)) return files.read_file(path);
    asked.insert(path);
    return vm::Failure{vm::ErrorClass::kIo, "'" + path + "' is not there yet", true};
  }
  vm::Result<vm::DirEntries> read_dir(const std::string& path) override {
    return files.read_dir(path);
  }
  vm::Result<vm::FileStatus> lstat(const std::string& path) override { return files.lstat(path); }
  vm::Result<std::string> read_link(const std::string& path) override {
    return files.read_link(path);
  }
  std::string get_env(const std::string& name) override { return files.get_env(name); }
  int64_t current_time() override { return 0; }
};

std::string shown(const vm::Outcome& o) {
  return o.value ? *o.value : "error " + std::string(vm::error_class_name(o.error.error_class));
}

vm::Request request(std::string text) {
  return {.text = std::move(text), .base_path = "/w", .strict = true};
}

// A job of its own kind for each number: shared files, own files, traces, failures, recursion.
std::string program(int i) {
  std::string n = std::to_string(i);
  return "let own = import ./own" + std::to_string(i % 97) + ".nix; shared = import ./shared" +
         std::to_string(i % 7) +
         ".nix; f = k: if k == 0 then shared.v else f (k - 1); in "
         "builtins.trace \"job " +
         n + "\" { a = f " + n + "; b = own + " + n +
         "; c = builtins.sort (x: y: x < y) (map (x: x + shared.v) [ 3 1 2 ]); "
         "d = (builtins.tryEval shared.bad).success; e = \"${toString own}\"; }";
}

void add_files(vm::MemoryHost& host) {
  for (int i = 0; i < 97; ++i)
    host.add_file("/w/own" + std::to_string(i) + ".nix", "builtins.seq (import ./shared" +
                                                             std::to_string(i % 7) + ".nix).v " +
                                                             std::to_string(i * 1000));
  for (int i = 0; i < 7; ++i)
    host.add_file("/w/shared" + std::to_string(i) + ".nix",
                  "{ v = " + std::to_string(i) + " + import ./base.nix; bad = throw \"bad\"; }");
  host.add_file("/w/base.nix", "builtins.length [ 1 2 3 ]");
}

TEST(Jobs, AThousandInterleavedInRandomOrderAnswerAsOneByOne) {
  constexpr int kJobs = 1000;
  std::vector<std::string> wanted;
  {
    vm::MemoryHost files;
    add_files(files);
    vm::Vm machine({.host = &files});
    for (int i = 0; i < kJobs; ++i) wanted.push_back(shown(machine.evaluate(request(program(i)))));
  }
  for (uint32_t seed : {1u, 2u, 3u}) {
    std::mt19937 random(seed);
    GatedHost host;
    add_files(host.files);
    for (int i = 0; i < 97; ++i) host.released.insert("/w/own" + std::to_string(i) + ".nix");
    for (int i = 0; i < 5; ++i) host.released.insert("/w/shared" + std::to_string(i) + ".nix");
    vm::Vm machine({.host = &host});
    std::vector<std::pair<vm::Job, int>> jobs;
    for (int i = 0; i < kJobs; ++i) jobs.emplace_back(machine.start(request(program(i))), i);
    // All of them stand before a file that is not there, or before each other.
    int for_host = 0, for_job = 0;
    for (auto& [job, i] : jobs) {
      vm::Outcome o = machine.run(job);
      ASSERT_TRUE(o.suspended());
      ++(o.waiting == vm::Waiting::kJob ? for_job : for_host);
    }
    EXPECT_EQ(for_host + for_job, kJobs);
    EXPECT_GT(for_job, 500);
    uint64_t runs = 0;
    while (!jobs.empty()) {
      ASSERT_LT(++runs, 2'000'000u) << "nobody gets on";
      if (!host.asked.empty() && random() % 4 == 0) {
        auto gate = std::next(host.asked.begin(), static_cast<long>(random() % host.asked.size()));
        host.released.insert(*gate);
        host.asked.erase(gate);
      }
      size_t k = random() % jobs.size();
      auto [job, i] = jobs[k];
      if (random() % 500 == 0) {  // given up, and begun again
        machine.give_up(job);
        jobs[k].first = machine.start(request(program(i)));
        continue;
      }
      vm::Outcome o = machine.run(job);
      if (o.suspended()) continue;
      EXPECT_EQ(shown(o), wanted[static_cast<size_t>(i)]);
      EXPECT_FALSE(o.trace.empty());
      jobs.erase(jobs.begin() + static_cast<long>(k));
    }
  }
}

TEST(Jobs, AParkedOneHoldsAFewKilobytes) {
  GatedHost host;
  add_files(host.files);
  vm::Vm machine({.host = &host});
  machine.run(machine.start(request("import ./own0.nix")));
  uint64_t before = machine.statistics().heap_bytes;
  constexpr int kJobs = 1000;
  for (int i = 0; i < kJobs; ++i)
    ASSERT_TRUE(machine.run(machine.start(request("import ./own1.nix"))).suspended());
  uint64_t each = (machine.statistics().heap_bytes - before) / kJobs;
  EXPECT_LT(each, 8192u);
}

TEST(Jobs, WaitForTheThunkThatAnotherEvaluates) {
  GatedHost host;
  add_files(host.files);
  host.released.insert("/w/shared1.nix");
  vm::Vm machine({.host = &host});
  vm::Job a = machine.start(request("(import ./shared1.nix).v"));
  vm::Job b = machine.start(request("1 + (import ./shared1.nix).v"));
  EXPECT_EQ(machine.run(a).waiting, vm::Waiting::kHost);
  vm::Outcome o = machine.run(b);
  EXPECT_EQ(o.waiting, vm::Waiting::kJob);
  EXPECT_EQ(o.waits_for.index, a.index);
  EXPECT_EQ(machine.run(b).waiting, vm::Waiting::kJob);
  host.all = true;
  EXPECT_EQ(machine.run(b).waiting, vm::Waiting::kJob);  // until the other one goes on
  EXPECT_EQ(shown(machine.run(a)), "4");
  EXPECT_EQ(shown(machine.run(b)), "5");
}

TEST(Jobs, WhatIsGivenUpIsEvaluatedByTheOther) {
  GatedHost host;
  add_files(host.files);
  host.released.insert("/w/shared1.nix");
  vm::Vm machine({.host = &host});
  vm::Job a = machine.start(request("(import ./shared1.nix).v"));
  vm::Job b = machine.start(request("1 + (import ./shared1.nix).v"));
  machine.run(a);
  EXPECT_EQ(machine.run(b).waiting, vm::Waiting::kJob);
  host.all = true;
  machine.give_up(a);
  EXPECT_EQ(shown(machine.run(b)), "5");
}

// x needs y, and y needs x; each is begun by another job, before the file that both read is there.
TEST(Jobs, ThatWaitInACircleAreAnInfiniteRecursion) {
  for (const char* dialect : {"nix-2.35", "nix-2.8"}) {
    GatedHost host;
    host.files.add_file("/w/s.nix",
                        "rec { x = builtins.seq (import ./g1.nix) y; "
                        "y = builtins.seq (import ./g2.nix) x; z = 1; }");
    host.files.add_file("/w/g1.nix", "1");
    host.files.add_file("/w/g2.nix", "2");
    host.released.insert("/w/s.nix");
    vm::Vm machine({.dialect = vm::find_dialect(dialect), .host = &host});
    vm::Job a = machine.start(request("(import ./s.nix).x"));
    vm::Job b = machine.start(request("(import ./s.nix).y"));
    EXPECT_EQ(machine.run(a).waiting, vm::Waiting::kHost);
    EXPECT_EQ(machine.run(b).waiting, vm::Waiting::kHost);
    host.all = true;
    EXPECT_EQ(machine.run(a).waiting, vm::Waiting::kJob) << dialect;
    EXPECT_EQ(shown(machine.run(b)), "error infinite-recursion");
    EXPECT_EQ(shown(machine.run(a)), "error infinite-recursion");
    EXPECT_EQ(shown(machine.evaluate(request("(import ./s.nix).z"))), "1");
  }
}

TEST(Jobs, GoOnFromOtherThreads) {
  GatedHost host;
  add_files(host.files);
  vm::Vm machine({.host = &host});
  std::vector<vm::Job> jobs;
  for (int i = 0; i < 20; ++i) jobs.push_back(machine.start(request(program(i))));
  for (vm::Job job : jobs) std::thread([&] { machine.run(job); }).join();
  host.all = true;
  std::map<uint32_t, std::string> values;
  while (values.size() < jobs.size())
    for (vm::Job job : jobs)
      if (!values.contains(job.index))
        std::thread([&] {
          vm::Outcome o = machine.run(job);
          if (!o.suspended()) values[job.index] = shown(o);
        }).join();
  for (auto& [job, value] : values) EXPECT_NE(value.find("c = ["), std::string::npos) << value;
}

TEST(Jobs, AreParkedAtALimitAndGoOnWithMore) {
  vm::RefusingHost host;
  vm::Vm machine({.limits = {.fuel = 100}, .host = &host});
  vm::Request r = request("let f = n: if n == 0 then 0 else 1 + f (n - 1); in f 1000");
  r.park_at_limits = true;
  vm::Job job = machine.start(r);
  vm::Limits limits = {.fuel = 100};
  vm::Outcome o = machine.run(job);
  int parked = 0;
  while (o.waiting == vm::Waiting::kLimit) {
    EXPECT_EQ(o.error.error_class, vm::ErrorClass::kResource);
    ++parked;
    limits.fuel += 100;
    machine.set_limits(limits);
    o = machine.run(job);
  }
  EXPECT_EQ(shown(o), "1000");
  EXPECT_GE(parked, 20);

  // Call depth.
  vm::Vm shallow({.limits = {.call_depth = 100}, .host = &host});
  job = shallow.start(r);
  EXPECT_EQ(shallow.run(job).waiting, vm::Waiting::kLimit);
  shallow.set_limits({});
  EXPECT_EQ(shown(shallow.run(job)), "1000");

  // Heap: 40 MB that are all in use.
  vm::Vm small({.limits = {.heap_bytes = 16 << 20}, .host = &host});
  vm::Request big = request(
      "builtins.length (builtins.filter (x: x >= 0) (builtins.genList (x: x) "
      "1000000))");
  big.park_at_limits = true;
  job = small.start(big);
  EXPECT_EQ(small.run(job).waiting, vm::Waiting::kLimit);
  small.set_limits({});
  EXPECT_EQ(shown(small.run(job)), "1000000");
}

TEST(Heap, StaysFlatOverManyEvaluationsAndMuchGarbage) {
  vm::RefusingHost host;
  vm::Vm machine({.limits = {.heap_bytes = 64 << 20}, .host = &host});
  vm::Request r = request(
      "let f = n: acc: if n == 0 then acc else f (n - 1) { a = n; b = [ n ]; }; "
      "in (f 200 { }).a");
  uint64_t early = 0;
  for (int i = 0; i < 10'000; ++i) {
    ASSERT_EQ(shown(machine.evaluate(r)), "1");
    if (i == 1000) early = machine.statistics().heap_bytes;
  }
  EXPECT_LT(machine.statistics().heap_bytes, early + (24 << 20));
  // 400 MB of strings, and as much of small objects, in 64 MB.
  EXPECT_EQ(shown(machine.evaluate(
                request("builtins.stringLength (builtins.foldl' (a: i: a + \"x\") \"\" "
                        "(builtins.genList (x: x) 28000))"))),
            "28000");
  EXPECT_EQ(shown(machine.evaluate(request(
                "let f = n: acc: if n == 0 then acc else f (n - 1) { a = n; b = [ n ]; }; in "
                "(f 3000000 { }).a"))),
            "1");
}

}  // namespace
