// One request on its way to an outcome: which value is asked for, what is selected from it, how it
// is to be written. All its state is plain data (a phase, the value at hand), so that it can be
// left whenever the machine parks, and written to a file.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "vm/runtime/evaluation.h"
#include "vm/vm.h"

namespace vm {

// Values that embedders hold.
class Roots {
 public:
  Handle keep(Value v) {
    if (free_.empty()) {
      values_.push_back(v);
      return {static_cast<uint32_t>(values_.size() - 1)};
    }
    uint32_t i = free_.back();
    free_.pop_back();
    values_[i] = v;
    return {i};
  }
  Value at(Handle h) const {
    CHECK(h.index < values_.size() && values_[h.index] != kHole);
    return values_[h.index];
  }
  void release(Handle h) {
    CHECK(h.index < values_.size() && values_[h.index] != kHole);
    values_[h.index] = kHole;
    free_.push_back(h.index);
  }
  size_t held() const { return values_.size() - free_.size(); }
  void visit(const VisitRoot& visit) {
    for (Value& v : values_) visit(v);
  }

 private:
  std::vector<Value> values_;
  std::vector<uint32_t> free_;
};

class Session {
 public:
  // The text of a request; or a value to be forced, or with arguments to be called.
  Session(Runtime& rt, Roots& roots, Request request);
  Session(Runtime& rt, Roots& roots, Value subject, std::vector<Value> arguments);

  // False: the evaluation is parked. True: outcome() is ready.
  bool advance();
  Outcome& outcome() { return out_; }
  const Request& request() const { return request_; }
  Evaluation& evaluation() { return e_; }
  void visit(const VisitRoot& visit);

 private:
  friend class Snapshot;
  // What the machine was asked for last.
  enum class Phase : uint8_t {
    kBegin,
    kSubject,   // the value of the text
    kFunctor,   // a set on the way, called with itself
    kFunction,  // a function on the way, called with what it asks for
    kMember,    // what the next part of the path names
    kAll,       // the value and all in it
    kText,      // its text
    kDone,
  };

  std::optional<Value> begin();
  std::optional<Value> go_on();
  std::optional<Value> proceed();
  std::optional<Value> call_if_function();
  std::optional<Value> select_next();
  std::optional<Value> print();
  std::optional<Value> end(std::optional<std::string> text);
  void parse_only();
  bool make_arguments();
  void fail(const Diagnostic& d);
  void fail();
  std::optional<Value> fail(ErrorClass c, std::string message);

  Runtime& rt_;
  Roots& roots_;
  Request request_;
  Evaluation e_;
  Outcome out_;
  Phase phase_ = Phase::kBegin;
  bool parked_ = false;
  bool called_ = false;  // the function at hand took its arguments
  size_t path_at_ = 0;   // of request_.attribute: what was selected already
  Value value_ = kNull;  // at hand; before kSubject what is asked for, or null for the text
  std::vector<Value> call_arguments_;
  std::vector<std::pair<Symbol, Value>> arguments_;
};

}  // namespace vm
