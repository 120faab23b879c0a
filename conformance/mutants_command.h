// `assay mutants`: lists the seeded faults of the VM, and with --matrix makes the kill matrix. Exit
// codes: 0 every mutant is killed (or has a proof that it cannot be seen), 1 not so, 2 usage, or
// this program was built without mutants.
#pragma once

#include <string>

namespace conformance {

int mutants_command(int argc, char** argv);  // argv[0] is "mutants"
std::string mutants_help();

}  // namespace conformance
