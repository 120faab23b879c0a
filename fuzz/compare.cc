// See compare.h.
#include "fuzz/compare.h"

#include "fuzz/startup_names.h"

namespace fuzz {

bool comparable(const Verdict& a, const Verdict& b) {
  auto judged = [](const Verdict& v) {
    return v.kind == Verdict::Kind::kValue || v.kind == Verdict::Kind::kError;
  };
  return judged(a) && judged(b);
}

bool went_astray(const Verdict& reference, const Verdict& vm, const ReferenceLimits& limits) {
  constexpr uint64_t kFarFrom = 10;  // times
  return comparable(reference, reference) && !comparable(vm, vm) &&
         reference.fuel_used < limits.fuel / kFarFrom;
}

bool same(const Verdict& a, const Verdict& b) {
  if (a.kind != b.kind || a.traces != b.traces) return false;
  return a.kind == Verdict::Kind::kError ? a.error_class == b.error_class : a.text == b.text;
}

std::string describe(const Verdict& verdict) {
  std::string text;
  switch (verdict.kind) {
    case Verdict::Kind::kValue:
      text = verdict.text;
      break;
    case Verdict::Kind::kError:
    case Verdict::Kind::kLimit:
      text = "error " + std::string(vm::error_class_name(verdict.error_class)) + ": " +
             verdict.message;
      break;
    case Verdict::Kind::kUnsupported:
      text = "unsupported: " + verdict.message;
      break;
  }
  for (const std::string& trace : verdict.traces) text += ", trace '" + trace + "'";
  return text;
}

Comparison::Comparison(const vm::Dialect& dialect, Manner manner)
    : reference_(dialect, startup_names(dialect)), subject_(dialect, std::move(manner)) {}

void Comparison::renew() {
  reference_.forget_names();
  subject_.renew();
  asked_ = 0;
}

Comparison::Result Comparison::ask(std::string_view program, const ReferenceRequest& request) {
  ++asked_;
  wanted_ = reference_.run(program, request);
  got_ = subject_.run(program, request);
  if (went_astray(wanted_, got_, request.limits)) return Result::kDiffer;
  if (!comparable(wanted_, got_)) return Result::kNotComparable;
  return same(wanted_, got_) ? Result::kSame : Result::kDiffer;
}

Comparison::Result Comparison::compare(std::string_view program, const ReferenceRequest& request) {
  constexpr int kRenewAfter = 1000;
  if (asked_ >= kRenewAfter) renew();
  bool fresh = asked_ == 0;
  Result result = ask(program, request);
  // What programs before left on the heap counts for the VM's limit.
  bool limited = got_.kind == Verdict::Kind::kLimit && wanted_.kind != Verdict::Kind::kLimit;
  if (fresh || (result != Result::kDiffer && !limited)) return result;
  renew();
  return ask(program, request);
}

}  // namespace fuzz
