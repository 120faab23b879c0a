// A parked job as bytes, for another process of the same build: Vm::snapshot and Vm::restore.
//
// A snapshot holds the names, sources and bytecode that the runtime loaded, the objects that the
// job can reach, its two stacks and its request; all of it as numbers in tables, nothing as an
// address. What every runtime of this build and dialect has from its start (the base environment)
// is not in it, but referred to. One description of each thing (snapshot.cc) serves for writing and
// for reading. Reading trusts nothing: the header must fit, the digest must be that of the rest,
// modules pass the verifier, and every number is checked against its table.
#pragma once

#include <string>
#include <string_view>

#include "vm/base/result.h"
#include "vm/session.h"

namespace vm {

// `session` is parked, and no other one is under way in its runtime.
Result<std::string> save_session(Runtime& rt, Session& session);
// The runtime is new: it has loaded nothing but its base environment. The session is new too.
std::optional<Failure> load_session(Runtime& rt, Session& session, std::string_view bytes);

}  // namespace vm
