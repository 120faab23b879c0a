// Real Nix as a third opinion, out of process and optional: a program in, a Verdict out, in the
// form in which Reference and VmSubject give theirs.
//
// 2.8.0 serves at thousands of programs a second (preload.cc); any other version at hundreds
// through `nix repl` (repl.h), where a value is told as XML.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>

#include "conformance/process_evaluator.h"
#include "fuzz/nix_oracle/repl.h"
#include "fuzz/oracle/reference.h"

namespace fuzz {

class NixOracle {
 public:
  using Output = ReferenceRequest::Output;

  // Why there is no oracle: a reason to skip, for people.
  struct Absent {
    std::string reason;
  };
  // `corpus_directory` has the table of messages; `preload` is the library made of preload.cc.
  // An empty `preload`: through `nix repl`, whatever the version.
  static std::variant<std::unique_ptr<NixOracle>, Absent> start(
      const std::filesystem::path& corpus_directory, const std::string& preload);
  ~NixOracle();
  NixOracle(const NixOracle&) = delete;
  NixOracle& operator=(const NixOracle&) = delete;

  const std::string& version() const { return evaluator_.version(); }
  // Programs are files that it reads, and values are told as builtins.toXML does, whatever output
  // is asked for.
  bool is_repl() const { return repl_ != nullptr; }
  // Where such a program lies: a text that no other program has in it.
  const std::string& directory() const { return directory_; }

  // The same in two halves: between them Nix works on another processor. Answers come in the order
  // in which programs were sent; who sends several before it receives may fill no pipe (64 KiB).
  void send(std::string_view program, Output output);
  Verdict receive();
  Verdict ask(std::string_view program, Output output) {
    send(program, output);
    return receive();
  }
  // Forgets the names that programs before brought along.
  void renew();

 private:
  NixOracle(conformance::EvaluatorDescription description,
            std::unique_ptr<conformance::FeatureTable> features);

  bool launch();  // false: it could not be started
  void end();
  bool write_all(std::string_view bytes);
  bool read_all(void* to, size_t size);
  Verdict ask_repl(std::string_view program);
  Verdict failure(const std::string& exception, std::string message);

  std::unique_ptr<conformance::FeatureTable> features_;
  conformance::ProcessEvaluator evaluator_;
  std::string preload_;
  std::unique_ptr<NixRepl> repl_;
  std::string directory_;  // of the programs that the repl reads
  uint64_t files_ = 0;
  std::unordered_map<std::string, std::optional<vm::ErrorClass>> classes_;
  Verdict answered_;  // the repl's, from send() to receive()
  pid_t process_ = -1;
  int requests_ = -1, answers_ = -1;
  size_t under_way_ = 0;  // sent to this process and not answered
  size_t lost_ = 0;       // sent to one that ended, and never to be answered
};

}  // namespace fuzz
