// `--snapshot` and `--resume`: an evaluation that reached a limit goes to a file, and goes on from
// there in another process. Such evaluations see files in memory only, so that both processes see
// the same ones.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "vm/vm.h"

namespace vm {

// Reads all files under the roots (absolute paths) into `host`. What is wrong, if anything.
std::optional<std::string> read_into_memory(const std::vector<std::string>& roots,
                                            MemoryHost& host);
// Makes a file (or the default.nix of a directory) the program of a request, without the host: it
// need not be there any more when the evaluation goes on. What is wrong, if anything.
std::optional<std::string> read_program(std::string path, Request& request);
// The evaluation that evaluate() or run() left parked, written to `path`. What is wrong, if
// anything.
std::optional<std::string> write_snapshot(Vm& machine, Job job, const std::string& path);
// A job of `machine` that goes on from the file.
Result<Job> read_snapshot(Vm& machine, const std::string& path);

}  // namespace vm
