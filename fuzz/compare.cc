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

namespace {

#ifdef ASSAY_MUTANTS
constexpr bool kSharesTree = false;  // a seeded fault of the parser would be in both
#else
constexpr bool kSharesTree = true;
#endif

}  // namespace

Comparison::Comparison(const vm::Dialect& dialect, Manner manner)
    : reference_(dialect, startup_names(dialect)),
      subject_(dialect, with_parse(std::move(manner))) {}

// The interpreter works on the tree that the VM has read and compiled: the parser is the same, and
// parsing takes as long as anything else. Of a program only: each reads the files of it by itself.
Manner Comparison::with_parse(Manner manner) {
  if (!kSharesTree) return manner;
  manner.parse = [this](std::string_view text, vm::Pos start, vm::SymbolTable& symbols,
                        vm::Arena& arena, const vm::ParseOptions& options) {
    if (tree_ || text != program_) return vm::parse(text, start, symbols, arena, options);
    arena_.emplace();
    if (asked_ == 1) first_names_ = symbols.size();
    vm::ParseResult parsed = vm::parse(text, start, symbols, *arena_, options);
    tree_ = ParsedProgram{program_, start, parsed};
    reference_.learn_names(symbols);
    return parsed;
  };
  return manner;
}

void Comparison::set_manner(Manner manner) { subject_.set_manner(with_parse(std::move(manner))); }

void Comparison::forget() {
  reference_.forget_names(first_names_);
  asked_ = 0;
}

Comparison::Result Comparison::ask(std::string_view program, const ReferenceRequest& request) {
  ++asked_;
  program_ = program;
  tree_.reset();
  got_ = subject_.run(program, request);
  // Without the VM's tree, as when it has not come that far or its home is another, from the text.
  wanted_ = tree_ && request.home.empty() ? reference_.run(*tree_, request)
                                          : reference_.run(program, request);
  if (went_astray(wanted_, got_, request.limits)) return Result::kDiffer;
  if (!comparable(wanted_, got_)) return Result::kNotComparable;
  return same(wanted_, got_) ? Result::kSame : Result::kDiffer;
}

Comparison::Result Comparison::compare(std::string_view program, const ReferenceRequest& request) {
  constexpr int kRenewAfter = 1000;
  if (asked_ >= kRenewAfter) subject_.renew();
  if (subject_.start_over()) forget();
  bool fresh = asked_ == 0;
  Result result = ask(program, request);
  // What programs before left on the heap counts for the VM's limit.
  bool limited = got_.kind == Verdict::Kind::kLimit && wanted_.kind != Verdict::Kind::kLimit;
  if (fresh || (result != Result::kDiffer && !limited)) return result;
  subject_.renew();
  forget();
  return ask(program, request);
}

}  // namespace fuzz
