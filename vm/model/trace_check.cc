// protocol_trace: reads what `assay trace` writes from standard input, and says whether it is a run
// of the protocol of vm/model. Exit codes: 0 it is, 1 it is not, 2 the input is no trace.
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "vm/model/trace_checker.h"

int main() {
  vm::TraceChecker checker;
  std::string line;
  for (int number = 1; std::getline(std::cin, line); ++number) {
    auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object()) {
      std::fprintf(stderr, "protocol_trace: line %d is not a JSON object: %s\n", number,
                   line.c_str());
      return 2;
    }
    std::optional<std::string> wrong;
    if (json.contains("event"))
      wrong = checker.next({.event = json.value("event", ""),
                            .context = json.value("context", ""),
                            .name = json.value("name", ""),
                            .state = json.value("state", json.value("how", "")),
                            .thunk = json.value("thunk", uint64_t{0})});
    else
      wrong = checker.end(json.contains("value"));
    if (wrong) {
      std::fprintf(stderr, "protocol_trace: line %d: %s\n", number, wrong->c_str());
      return 1;
    }
    if (!json.contains("event")) {
      std::printf("%llu events, as the protocol wants\n",
                  static_cast<unsigned long long>(checker.events()));
      return 0;
    }
  }
  std::fprintf(stderr, "protocol_trace: the trace is cut off: it has no outcome\n");
  return 2;
}
