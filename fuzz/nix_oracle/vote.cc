// See vote.h.
#include "fuzz/nix_oracle/vote.h"

#include <algorithm>

#include "fuzz/compare.h"
#include "fuzz/startup_names.h"

namespace fuzz {

std::string_view vote_name(Vote::Result result) {
  switch (result) {
    case Vote::Result::kSame:
      return "same";
    case Vote::Result::kUnspecifiedOrder:
      return "unspecified-order";
    case Vote::Result::kResource:
      return "resource";
    case Vote::Result::kUnsupported:
      return "unsupported";
    case Vote::Result::kVmAlone:
      return "vm-alone";
    case Vote::Result::kNixAlone:
      return "nix-alone";
    case Vote::Result::kInterpreterAlone:
      return "interpreter-alone";
    case Vote::Result::kThreeWays:
      return "three-ways";
  }
  return "";
}

namespace {

// `builtins` as a whole has the hour and the machine in it; a position, the file for the repl.
bool shows_the_world(const Verdict& verdict, const NixOracle& nix) {
  std::string text = describe(verdict);
  return text.find("currentTime") != std::string::npos ||
         (nix.is_repl() && text.find(nix.directory()) != std::string::npos);
}

// builtins.trace of a value that is being evaluated: 2.8.0 ends the process (abort) there.
bool prints_what_is_evaluated(const Verdict& vm) {
  return std::any_of(vm.traces.begin(), vm.traces.end(), [](const std::string& trace) {
    return trace.find("«potential infinite recursion»") != std::string::npos;
  });
}

// Positions are those of the files that the repl reads.
bool asks_for_positions(std::string_view program) {
  return program.find("Pos") != std::string_view::npos;
}

std::string as_xml(std::string_view program) {
  return "builtins.toXML (" + std::string(program) + ")";
}

Verdict with_plain_text(Verdict verdict) {
  if (verdict.kind == Verdict::Kind::kValue)
    verdict.text = NixRepl::string_in(verdict.text).value_or("no string: " + verdict.text);
  return verdict;
}

}  // namespace

bool is_difference(Vote::Result result) {
  return result == Vote::Result::kVmAlone || result == Vote::Result::kNixAlone ||
         result == Vote::Result::kInterpreterAlone || result == Vote::Result::kThreeWays;
}

Vote::Vote(const vm::Dialect& dialect, NixOracle& nix, ReferenceRequest::Output output,
           bool all_three)
    : nix_(nix),
      subject_(dialect),
      reference_(dialect, startup_names(dialect)),
      output_(output),
      all_three_(all_three) {}

ReferenceRequest Vote::request_for(std::string_view program) const {
  ReferenceRequest request;
  request.output = nix_.is_repl() ? ReferenceRequest::Output::kStrict : output_;
  request.name = program;  // so are positions named in a program that is no file
  request.is_file = false;
  request.home = "/fake-home";  // that of corpus/README.md, which Nix is given
  request.limits.fuel = 3'000'000;
  request.limits.bytes = size_t{32} << 20;  // the VM has eight times that
  return request;
}

void Vote::renew() {
  nix_.renew();
  subject_.renew();
  reference_.forget_names();
  asked_ = 0;
}

Vote::Question Vote::ask(std::string_view program) {
  constexpr int kRenewAfter = 1'500;  // before Nix forgets by itself: they know the same names
  if (asked_ >= kRenewAfter) renew();
  ++asked_;
  Question question{std::string(program), ask_vm(program), std::nullopt};
  // What has no end for both of ours overflows the stack of Nix, which then is started anew, for a
  // verdict that says nothing.
  if (question.vm.kind == Verdict::Kind::kLimit) {
    Verdict third = ask_interpreter(program, request_for(program));
    if (third.kind == Verdict::Kind::kLimit) question.nix = std::move(third);
  }
  if (!nix_.is_repl() && prints_what_is_evaluated(question.vm)) {
    question.nix.emplace();
    question.nix->kind = Verdict::Kind::kLimit;
    question.nix->error_class = vm::ErrorClass::kResource;
    question.nix->message = "not asked: 2.8.0 aborts";
  }
  if (!question.nix) nix_.send(program, output_);
  return question;
}

const Verdict& Vote::answer_to(Question& question) {
  if (!question.nix) question.nix = nix_.receive();
  return *question.nix;
}

// Both without a past. What is under way is answered first: answers come in the order of questions.
void Vote::ask_anew(Question& question) {
  for (Question& other : under_way_) answer_to(other);
  renew();
  question = ask(question.program);
  answer_to(question);
}

bool Vote::may_put(std::string_view program) const {
  // A pipe holds 64 KiB: nobody may wait to write into one that the other has no time to read.
  constexpr size_t kMostBytes = 32 * 1024, kMostPrograms = 32;
  if (under_way_.empty()) return true;
  return !nix_.is_repl() && under_way_.size() < kMostPrograms &&
         bytes_under_way_ + program.size() <= kMostBytes;
}

void Vote::put(std::string_view program) {
  bytes_under_way_ += program.size();
  under_way_.push_back(ask(program));
}

Verdict Vote::ask_vm(std::string_view program) {
  if (!nix_.is_repl()) return subject_.run(program, request_for(program));
  std::string xml = as_xml(program);
  return with_plain_text(subject_.run(xml, request_for(xml)));
}

Verdict Vote::ask_interpreter(std::string_view program, const ReferenceRequest& request) {
  if (!nix_.is_repl()) return reference_.run(program, request);
  return with_plain_text(reference_.run(as_xml(program), request));
}

bool Vote::is_unspecified_order(std::string_view program) {
  constexpr uint32_t kPermutations = 300;
  ReferenceRequest request = request_for(program);
  bool like_nix = false, like_vm = false, varies = false;
  for (uint32_t i = 0; i <= kPermutations && !(like_nix && like_vm); ++i) {
    request.permutation = i;
    Verdict verdict = ask_interpreter(program, request);
    if (!comparable(verdict, nix_verdict_)) continue;
    varies = varies || !same(verdict, *interpreter_verdict_);
    like_nix = like_nix || same(verdict, nix_verdict_);
    like_vm = like_vm || same(verdict, vm_verdict_);
  }
  return varies && like_nix && like_vm;
}

Vote::Result Vote::judge() {
  Question question = std::move(under_way_.front());
  under_way_.pop_front();
  bytes_under_way_ -= question.program.size();
  const std::string program = question.program;
  interpreter_verdict_.reset();
  answer_to(question);
  bool agree = comparable(*question.nix, question.vm) && same(*question.nix, question.vm);
  // Names of programs before give another order; their heaps count for limits.
  bool judged = question.nix->kind != question.vm.kind || comparable(question.vm, question.vm);
  bool unsupported = nix_.is_repl() && asks_for_positions(program);
  if (!agree && judged && !unsupported) {
    ask_anew(question);
    agree = comparable(*question.nix, question.vm) && same(*question.nix, question.vm);
  }
  nix_verdict_ = std::move(*question.nix);
  vm_verdict_ = std::move(question.vm);
  if (unsupported) return Result::kUnsupported;
  if (!comparable(nix_verdict_, vm_verdict_)) {
    bool limit =
        nix_verdict_.kind == Verdict::Kind::kLimit || vm_verdict_.kind == Verdict::Kind::kLimit;
    return limit ? Result::kResource : Result::kUnsupported;
  }
  if (!agree && (shows_the_world(nix_verdict_, nix_) || shows_the_world(vm_verdict_, nix_)))
    return Result::kUnsupported;
  if (agree && !all_three_) return Result::kSame;
  interpreter_verdict_ = ask_interpreter(program, request_for(program));
  const Verdict& third = *interpreter_verdict_;
  bool counts = comparable(third, nix_verdict_);
  if (agree && (!counts || same(third, nix_verdict_))) return Result::kSame;
  if (counts && is_unspecified_order(program)) return Result::kUnspecifiedOrder;
  if (agree) return Result::kInterpreterAlone;
  if (counts && same(third, nix_verdict_)) return Result::kVmAlone;
  if (counts && same(third, vm_verdict_)) return Result::kNixAlone;
  return Result::kThreeWays;
}

}  // namespace fuzz
