// See statistics.h.
#include "fuzz/statistics.h"

#include <cstdlib>

#include "fuzz/feedback.h"

namespace fuzz {
namespace {

void count(std::map<std::string, uint64_t, std::less<>>& table, std::string_view name) {
  auto at = table.find(name);
  if (at == table.end())
    table.emplace(name, 1);
  else
    ++at->second;
}

// Names of verdicts and classes: none needs escaping.
std::string json(const std::map<std::string, uint64_t, std::less<>>& table) {
  std::string text = "{";
  for (const auto& [name, n] : table)
    text += (text.size() > 1 ? ",\"" : "\"") + name + "\":" + std::to_string(n);
  return text + "}";
}

}  // namespace

Statistics::Statistics(const char* target)
    : target_(target), start_(std::chrono::steady_clock::now()), told_(start_) {
  if (const char* path = std::getenv("ASSAY_FUZZ_STATISTICS")) to_ = std::fopen(path, "a");
}

Statistics::~Statistics() {
  if (!to_) return;
  tell();
  std::fclose(to_);
}

void Statistics::executed(std::string_view verdict, std::string_view outcome) {
  constexpr uint64_t kLookAtTheClock = 256;
  constexpr std::chrono::seconds kInterval{5};
  ++executions_;
  if (!to_) return;
  count(verdicts_, verdict);
  count(outcomes_, outcome);
  if (executions_ % kLookAtTheClock != 0) return;
  auto now = std::chrono::steady_clock::now();
  if (now - told_ < kInterval) return;
  told_ = now;
  tell();
}

void Statistics::tell() {
  double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  std::fprintf(to_,
               "{\"target\":\"%s\",\"seconds\":%.1f,\"executions\":%llu,\"per_second\":%.0f,"
               "\"verdicts\":%s,\"outcomes\":%s,\"transitions\":%zu}\n",
               target_, seconds, static_cast<unsigned long long>(executions_),
               seconds > 0 ? static_cast<double>(executions_) / seconds : 0.0,
               json(verdicts_).c_str(), json(outcomes_).c_str(), transitions_seen());
  std::fflush(to_);
}

}  // namespace fuzz
