// The oracle of the fuzz targets: a program put to VM and interpreter, and what the language leaves
// open set apart. What differs is asked again under other orders of names; if the interpreter
// itself then says something else, the order is unspecified and nobody is wrong.
#pragma once

#include <string>
#include <string_view>

#include "fuzz/compare.h"

namespace fuzz {

class Differential {
 public:
  enum class Result {
    kAgrees,
    kResource,          // one of them reached a limit
    kUnsupported,       // files, the environment
    kUnspecifiedOrder,  // differs, and so does the interpreter from itself
    kDiffers,
  };
  static const char* name(Result result);

  explicit Differential(const vm::Dialect& dialect, Manner manner = {});

  // With limits of its own.
  Result compare(std::string_view program, ReferenceRequest request = {});
  void set_manner(Manner manner) { comparison_.set_manner(std::move(manner)); }
  const Verdict& reference_verdict() const { return comparison_.reference_verdict(); }
  const Verdict& vm_verdict() const { return comparison_.vm_verdict(); }
  // Of the last program that differed: in what manner, and what each says.
  std::string rule() const;
  std::string explanation() const;

 private:
  bool order_matters(std::string_view program, ReferenceRequest request);

  vm::Dialect dialect_;
  Comparison comparison_;
};

}  // namespace fuzz
