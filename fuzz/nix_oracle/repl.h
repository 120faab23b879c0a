// `nix repl` on pipes, as an evaluator of one program after another: for versions of Nix that
// preload.cc cannot serve. What a program says is read from the text that people get to see.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fuzz {

// Nix colours its messages whatever they are written to.
std::string without_escapes(std::string_view text);

class NixRepl {
 public:
  // `environment`: lines NAME=VALUE. Nothing is started yet.
  NixRepl(std::string program, std::vector<std::string> environment);
  ~NixRepl() { end(); }
  NixRepl(const NixRepl&) = delete;
  NixRepl& operator=(const NixRepl&) = delete;

  // What it wrote to the two streams for one line of input, without colours and prompts. Nothing
  // if it ended or took longer than kSeconds; the next line is put to a new process.
  struct Said {
    std::string out, err;
  };
  std::optional<Said> ask(const std::string& line);
  void end();

  // The string that was printed, without quotes and escapes. Nothing: none was.
  static std::optional<std::string> string_in(std::string_view said);

 private:
  static constexpr int kSeconds = 5;

  bool launch();
  bool read_until(int from, const std::string& mark, int64_t deadline, std::string* text);

  std::string program_;
  std::vector<std::string> environment_;
  pid_t process_ = -1;
  int in_ = -1, out_ = -1, err_ = -1;
  uint64_t asked_ = 0;
};

}  // namespace fuzz
