// Builtins that compute names in the store without writing to it.
#include "fuzz/oracle/interpreter.h"

namespace fuzz::oracle {

namespace {

void run_unsupported(Interpreter&, Value**, Value&) { throw Unsupported{"the store"}; }

constexpr Builtin kStore[] = {
    {"derivationStrict", 1, run_unsupported, true},
    {"toFile", 2, run_unsupported},
    {"toXML", 1, run_unsupported},
    {"outputOf", 2, run_unsupported, false, vm::Feature::kBuiltinOutputOf},
};

}  // namespace

std::span<const Builtin> store_builtins() { return kStore; }

}  // namespace fuzz::oracle
