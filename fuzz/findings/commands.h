// `assay compare`, `assay shrink` and `assay promote`: from a disagreement to a case. Exit codes
// are in their help.
#pragma once

#include <string>

namespace fuzz {

int compare_command(int argc, char** argv);  // argv[0] is "compare"
std::string compare_help();
int shrink_command(int argc, char** argv);
std::string shrink_help();
int promote_command(int argc, char** argv);
std::string promote_help();

}  // namespace fuzz
