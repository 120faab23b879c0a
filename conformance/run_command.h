// `assay run`: puts evaluators to the corpus and reports. Exit codes: 0 as expected, 1 deviation, 2
// usage or metadata, 3 an evaluator could not be run, 4 internal (also: interrupted). Of several,
// the gravest of 2, 3, 1.
#pragma once

#include <string>

namespace conformance {

int run_command(int argc, char** argv);  // argv[0] is "run"
std::string run_help();

std::string default_corpus();  // ./corpus, else that of the build

}  // namespace conformance
