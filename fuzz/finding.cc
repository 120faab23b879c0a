// See finding.h.
#include "fuzz/finding.h"

#include <cstdio>
#include <cstdlib>

namespace fuzz {

void report(std::string_view target, std::string_view rule, std::string_view details) {
  std::string text(kFindingLine);
  text.append(target).append(": ").append(rule).append("\n").append(details).append("\n");
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::abort();
}

std::string outcome_name(const Verdict& verdict) {
  switch (verdict.kind) {
    case Verdict::Kind::kValue:
      return "value";
    case Verdict::Kind::kUnsupported:
      return "unsupported";
    case Verdict::Kind::kLimit:
    case Verdict::Kind::kError:
      break;
  }
  return std::string(vm::error_class_name(verdict.error_class));
}

std::string contrast(const Verdict& wanted, const Verdict& got) {
  std::string a = outcome_name(wanted), b = outcome_name(got);
  if (a != b || wanted.kind != got.kind) return a + " against " + b;
  bool same_text = wanted.kind != Verdict::Kind::kValue || wanted.text == got.text;
  return a + (same_text ? ", other traces" : ", another one");
}

}  // namespace fuzz
