// A program put to real Nix and to the VM. Where they differ, both are asked anew without a past,
// then the interpreter gives the third voice and tells, by evaluating under permuted orders of
// names, whether the language leaves the outcome open.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "fuzz/nix_oracle/nix_oracle.h"
#include "fuzz/oracle/reference.h"
#include "fuzz/vm_verdict.h"

namespace fuzz {

class Vote {
 public:
  enum class Result {
    kSame,
    kUnspecifiedOrder,  // each verdict is that of some order of names
    kResource,          // a limit on one side
    kUnsupported,       // files, the network, a message of no known class
    kVmAlone,           // Nix and the interpreter agree
    kNixAlone,          // VM and interpreter agree: a rule unknown to both, or a deviation of Nix
    kInterpreterAlone,  // never asked for as long as Nix and VM agree; see all_three
    kThreeWays,
  };

  // `all_three`: the interpreter is asked every time.
  Vote(const vm::Dialect& dialect, NixOracle& nix, ReferenceRequest::Output output, bool all_three);

  // Nix and the VM forget all programs before. Nothing may be under way.
  void renew();
  // Programs are judged in the order in which they are put. put() asks the VM and sends Nix on its
  // way; several may be under way at once, so that neither waits for the other, as long as
  // may_put() says so.
  void put(std::string_view program);
  bool may_put(std::string_view program) const;
  Result judge();  // the first of those that were put and not judged
  // Of the last program; the interpreter's if it was asked.
  const Verdict& nix_verdict() const { return nix_verdict_; }
  const Verdict& vm_verdict() const { return vm_verdict_; }
  const std::optional<Verdict>& interpreter_verdict() const { return interpreter_verdict_; }

 private:
  struct Question {
    std::string program;
    Verdict vm;
    std::optional<Verdict> nix;  // when it has answered
  };

  Question ask(std::string_view program);  // nix is there when Nix was not asked
  const Verdict& answer_to(Question& question);
  void ask_anew(Question& question);
  bool is_unspecified_order(std::string_view program);
  ReferenceRequest request_for(std::string_view program) const;
  // What the others make of the form in which Nix is asked.
  Verdict ask_vm(std::string_view program);
  Verdict ask_interpreter(std::string_view program, const ReferenceRequest& request);

  NixOracle& nix_;
  VmSubject subject_;
  Reference reference_;
  ReferenceRequest::Output output_;
  bool all_three_;
  int asked_ = 0;  // since the VM was renewed
  std::deque<Question> under_way_;
  size_t bytes_under_way_ = 0;  // of programs
  Verdict nix_verdict_, vm_verdict_;
  std::optional<Verdict> interpreter_verdict_;
};

inline constexpr Vote::Result kAllVoteResults[] = {Vote::Result::kSame,
                                                   Vote::Result::kUnspecifiedOrder,
                                                   Vote::Result::kResource,
                                                   Vote::Result::kUnsupported,
                                                   Vote::Result::kVmAlone,
                                                   Vote::Result::kNixAlone,
                                                   Vote::Result::kInterpreterAlone,
                                                   Vote::Result::kThreeWays};
std::string_view vote_name(Vote::Result result);
// Something to look into.
bool is_difference(Vote::Result result);

}  // namespace fuzz
