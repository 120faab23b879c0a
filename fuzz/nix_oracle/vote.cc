// See vote.h.
#include "fuzz/nix_oracle/vote.h"

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
  request.limits.bytes = size_t{256} << 20;
  return request;
}

void Vote::renew() {
  subject_.renew();
  reference_.forget_names();
  asked_ = 0;
}

void Vote::ask(std::string_view program) {
  ++asked_;
  nix_.send(program, output_);
  vm_verdict_ = ask_vm(program);
  nix_verdict_ = nix_.receive();
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

Vote::Result Vote::judge(std::string_view program) {
  constexpr int kRenewAfter = 200;
  if (nix_.is_repl() && asks_for_positions(program)) return Result::kUnsupported;
  if (asked_ >= kRenewAfter) renew();
  interpreter_verdict_.reset();
  ask(program);
  bool agree = comparable(nix_verdict_, vm_verdict_) && same(nix_verdict_, vm_verdict_);
  // Names of programs before give another order; their heaps count for limits.
  bool both_limited =
      nix_verdict_.kind == Verdict::Kind::kLimit && vm_verdict_.kind == Verdict::Kind::kLimit;
  if (!agree && !both_limited) {
    renew();
    nix_.renew();
    ask(program);
    agree = comparable(nix_verdict_, vm_verdict_) && same(nix_verdict_, vm_verdict_);
  }
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
