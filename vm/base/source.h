// Where text came from. A Pos is one number: the offset of a byte in the concatenation of all
// sources a SourceManager has seen, so it fits in 32 bits and costs nothing until it is printed. 0
// is "nowhere".
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vm {

using Pos = uint32_t;
inline constexpr Pos kNoPos = 0;

struct Location {
  std::string file;  // as Nix prints it: an absolute path, "(string)", "(stdin)"; empty for nowhere
  uint32_t line = 0;        // 1-based
  uint32_t column = 0;      // 1-based, in bytes
  std::string source_line;  // the text of that line without its end, at most 1024 bytes
  bool is_file =
      false;  // the source is a file (positions of expressions given on the command line are not)
};

class SourceManager {
 public:
  SourceManager();

  // Takes the text; the returned Pos is that of its first byte, byte i is at that Pos + i, and the
  // end of the text has a Pos of its own. Fails (returns kNoPos) when more than 4 GiB have been
  // added in all.
  [[nodiscard]] Pos add(std::string name, std::string text, bool is_file);

  // For snapshots: all texts from a number on, in the order in which they were added.
  struct Text {
    std::string name;
    std::string text;
    bool is_file = false;
  };
  size_t count() const { return sources_.size(); }
  std::vector<Text> texts(size_t from) const;

  // Forgets the texts beyond the first `count`; positions in them are given to others.
  void truncate(size_t count);

  // The text that add() was given, valid as long as the manager, or until it is forgotten.
  std::string_view text(Pos pos) const;

  // What add() returned for the text with that position; kNoPos for none.
  Pos start_of(Pos pos) const;

  // Line and column are counted the way Nix counts: LF, CR LF and lone CR each end a line.
  Location locate(Pos pos) const;

 private:
  struct Source {
    std::string name;
    std::string text;
    Pos start;
    bool is_file;
    mutable std::vector<uint32_t> line_starts;  // filled when first asked
  };
  const Source* find(Pos pos) const;
  std::vector<std::unique_ptr<Source>> sources_;
  uint64_t next_ = 1;
};

}  // namespace vm
