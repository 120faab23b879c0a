// What an Observer hears, as an embedder reads it: MachineEvents, with numbers instead of objects
// and source ranges instead of positions. It keeps a mirror of the context stack, so that it can
// say who waits for whom.
#pragma once

#include <functional>
#include <unordered_map>
#include <vector>

#include "vm/runtime/evaluation.h"
#include "vm/syntax/spans.h"
#include "vm/vm.h"

namespace vm {

class EventWriter final : public Observer {
 public:
  EventWriter(Runtime& rt, std::function<void(const MachineEvent&)> to, bool plain)
      : rt_(rt), to_(std::move(to)), plain_(plain) {}
  void event(const Event& e) override;

 private:
  struct Waiting {
    ContextKind kind;
    const char* name;
    uint64_t thunk;  // the one that is being evaluated there: of the nearest Await, 0 for none
  };
  void tell_details(const Event& e, MachineEvent* out);
  void follow_stack(const Event& e, MachineEvent* out);
  SourceSpan span_at(Pos pos);

  Runtime& rt_;
  const std::function<void(const MachineEvent&)> to_;
  const bool plain_;  // VmOptions::plain_events
  std::vector<Waiting> stack_;
  std::unordered_map<Pos, SpanTable> spans_;  // by the first position of a source
};

}  // namespace vm
