// See differential.h.
#include "fuzz/differential.h"

#include "fuzz/finding.h"
#include "fuzz/startup_names.h"

namespace fuzz {

const char* Differential::name(Result result) {
  switch (result) {
    case Result::kAgrees:
      return "agrees";
    case Result::kResource:
      return "resource";
    case Result::kUnsupported:
      return "unsupported";
    case Result::kUnspecifiedOrder:
      return "unspecified order";
    case Result::kDiffers:
      return "differs";
  }
  return "";
}

Differential::Differential(const vm::Dialect& dialect, Manner manner)
    : dialect_(dialect), comparison_(dialect, std::move(manner)) {}

Differential::Result Differential::compare(std::string_view program, ReferenceRequest request) {
  // As JSON or XML what holds itself has no end, and many programs make such a value.
  bool endless = request.output == ReferenceRequest::Output::kJson ||
                 request.output == ReferenceRequest::Output::kXml;
  request.limits.fuel = endless ? 2'000 : 50'000;
  request.limits.bytes = endless ? 1u << 20 : 4u << 20;
  Comparison::Result result = comparison_.compare(program, request);
  if (result == Comparison::Result::kSame) return Result::kAgrees;
  if (result == Comparison::Result::kNotComparable) {
    bool limit = comparison_.reference_verdict().kind == Verdict::Kind::kLimit ||
                 comparison_.vm_verdict().kind == Verdict::Kind::kLimit;
    return limit ? Result::kResource : Result::kUnsupported;
  }
  return order_matters(program, request) ? Result::kUnspecifiedOrder : Result::kDiffers;
}

bool Differential::order_matters(std::string_view program, ReferenceRequest request) {
  constexpr uint32_t kOrders = 12;
  Reference reference(dialect_, startup_names(dialect_));
  for (uint32_t order = 1; order <= kOrders; ++order) {
    reference.forget_names();
    request.permutation = order;
    if (!same(reference.run(program, request), comparison_.reference_verdict())) return true;
  }
  return false;
}

std::string Differential::rule() const {
  return "VM and interpreter differ, " + std::string(dialect_.name) + ": " +
         contrast(comparison_.reference_verdict(), comparison_.vm_verdict());
}

std::string Differential::explanation() const {
  return "  interpreter: " + describe(comparison_.reference_verdict()) +
         "\n  VM:          " + describe(comparison_.vm_verdict());
}

}  // namespace fuzz
