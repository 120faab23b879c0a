// Looks whether the machine keeps its own rules. Between two steps, at a collection or when an
// evaluation has ended:
//
// - every record of a context stack is of a known kind and in its chunk, call depths do not fall
//   towards the top, frames are in their chunks and lie apart, and of a frame nothing is live that
//   was never assigned;
// - every Await ends, each thunk waits under one, and the evaluation that has it is the one at it;
// - every reference points at an object of the type that its tag says: after a collection none
//   points into the nursery; an evaluated thunk holds a value, a failed one an error;
// - no thunk is left under evaluation by nobody, and an evaluation that ended left its stacks
// empty;
// - a collection neither merges nor doubles nor loses what is in use (but for the cells that may
//   give way to their value): there are as many objects of each type as before.
//
// Built with ASSAY_CHECK (a CMake option; on in the presets debug and sanitize), the machine looks
// by itself, often while it is small and young and more seldom later, so that the cost stays a
// factor.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "vm/runtime/evaluation.h"

namespace vm {

#ifdef ASSAY_CHECK
inline constexpr bool kChecksItself = true;
#else
inline constexpr bool kChecksItself = false;
#endif

class Checker {
 public:
  // Objects in use, by type; of thunks those that keep their identity.
  using Census = std::array<uint64_t, static_cast<size_t>(ObjectType::kForwarded)>;

  explicit Checker(Runtime& rt) : rt_(rt) {}
  // The first breach of a rule, in words, or nothing. Changes nothing.
  std::optional<std::string> machine();
  // Of an evaluation that has ended or was given up; cheap.
  std::optional<std::string> ended(const Evaluation& e);
  // Of what machine() has met.
  const Census& census() const { return census_; }
  uint64_t visited() const { return seen_.size() + contexts_; }  // objects and contexts

 private:
  void note(std::string breach) {
    if (!breach_) breach_ = std::move(breach);
  }
  void check_stack(const Evaluation& e);
  void check_frame(const Evaluation& e, const CodeRecord& r);
  void check_await(const Evaluation& e, const AwaitRecord& r);
  void check_area(const Evaluation& e, const Value* begin, uint64_t n);
  bool check_reference(Value v);
  void check_thunk(const Thunk& t);
  void check_set(const Attrs& set);

  Runtime& rt_;
  std::optional<std::string> breach_;
  std::vector<std::pair<const Value*, const Value*>> areas_;   // of the frame stack, one stack's
  std::unordered_map<const Thunk*, const Evaluation*> waits_;  // thunks of Awaits
  std::unordered_map<const Header*, bool> seen_;
  uint64_t contexts_ = 0;
  Census census_{};
};

// Looks when it is time; a breach is printed and ends the program.
class CheckedCollection {
 public:
  explicit CheckedCollection(Runtime& rt);
  ~CheckedCollection();
  CheckedCollection(const CheckedCollection&) = delete;
  CheckedCollection& operator=(const CheckedCollection&) = delete;

 private:
  Runtime& rt_;
  std::optional<Checker::Census> before_;
};
void check_ended(const Evaluation& e);

}  // namespace vm
