// The commands of the program that ask the reference VM. argv[0] is the command's name. Exit codes:
// 0 a value, 1 an error of the program under evaluation (or a limit), 2 wrong usage, 4 internal.
#pragma once

#include <string>

namespace vm {

int eval_command(int argc, char** argv);  // eval, parse, disassemble, trace: by argv[0]
int dialects_command(int argc, char** argv);
std::string eval_help(const std::string& command);
std::string dialects_help();

}  // namespace vm
