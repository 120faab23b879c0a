// What nix_oracle.cc and preload.cc, which lives inside nix-instantiate, say to each other over two
// pipes. All lengths are native uint32_t: both ends are the same machine.
//
// Request: kind, length, program. Answer: kind, two lengths, text, standard error; answers come in
// the order of requests, several of which may be under way. kRenew has no answer.
#pragma once

#include <cstdint>

namespace fuzz::nix_protocol {

inline constexpr int kRequests = 198;  // descriptors inside nix-instantiate
inline constexpr int kAnswers = 199;

enum Request : char {
  kCanonical = 'C',  // force deeply, text of CanonicalWriter
  kStrict = 'S',     // force deeply, print
  kLazy = 'L',       // print
  kRenew = 'R',      // forget the names of programs before
};

enum Answer : char {
  kValue = 'V',
  kError = 'E',  // text: C++ class of the exception, a line feed, its message
  kDied = 'X',   // text: how; the standard error may say why
};

struct AnswerHead {
  char kind;
  uint32_t text_length, stderr_length;
};

}  // namespace fuzz::nix_protocol
