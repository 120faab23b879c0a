// VM against interpreter: when two verdicts say the same, and a program that is put to both.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fuzz/oracle/reference.h"
#include "fuzz/vm_verdict.h"

namespace fuzz {

// A limit, or something outside the language, says nothing about the other's verdict.
bool comparable(const Verdict& a, const Verdict& b);
// The VM reached a limit, or for a file, where the interpreter came to an end far from any: that is
// a difference too.
bool went_astray(const Verdict& reference, const Verdict& vm, const ReferenceLimits& limits);
// Value or class of error, and the traces in order. Messages are free.
bool same(const Verdict& a, const Verdict& b);
std::string describe(const Verdict& verdict);  // one line

// Puts programs to both. They start over for each, unless the machine is under stress: then they
// live on from program to program and are renewed now and then, and what seems to differ is asked
// once more of new ones, and only then differs: the order of names that earlier programs brought
// along is nothing to be compared.
class Comparison {
 public:
  enum class Result { kSame, kDiffer, kNotComparable };

  explicit Comparison(const vm::Dialect& dialect, Manner manner = {});
  Comparison(const Comparison&) = delete;  // the machine calls back
  Comparison& operator=(const Comparison&) = delete;

  Result compare(std::string_view program, const ReferenceRequest& request = {});
  void set_manner(Manner manner);
  // Of the last program.
  const Verdict& reference_verdict() const { return wanted_; }
  const Verdict& vm_verdict() const { return got_; }

 private:
  Manner with_parse(Manner manner);
  Result ask(std::string_view program, const ReferenceRequest& request);
  void forget();

  Reference reference_;
  VmSubject subject_;
  Verdict wanted_, got_;
  // The program at hand, and its tree once the VM has read it.
  std::string_view program_;
  std::optional<vm::Arena> arena_;
  std::optional<ParsedProgram> tree_;
  int asked_ = 0;           // since they were renewed
  size_t first_names_ = 0;  // that every machine knows before it has read a program
};

}  // namespace fuzz
