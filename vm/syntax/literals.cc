// Values of tokens: see literals.h.
#include "vm/syntax/literals.h"

#include <cerrno>
#include <charconv>
#include <cstdlib>

namespace vm {

std::string_view unescape(std::string_view raw, Arena& arena) {
  char* begin = static_cast<char*>(arena.allocate(raw.size() + 1));
  char* out = begin;
  for (size_t i = 0; i < raw.size(); ++i) {
    char c = raw[i];
    if (c == '\\' && i + 1 < raw.size()) {
      c = raw[++i];
      *out++ = c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
    } else if (c == '\r') {
      *out++ = '\n';
      if (i + 1 < raw.size() && raw[i + 1] == '\n') ++i;
    } else {
      *out++ = c;
    }
  }
  *out = 0;
  return {begin, static_cast<size_t>(out - begin)};
}

std::optional<int64_t> parse_int(std::string_view digits) {
  int64_t value = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::optional<double> parse_float(std::string_view text) {
  std::string terminated(text);
  errno = 0;
  double value = std::strtod(terminated.c_str(), nullptr);
  if (errno != 0) return std::nullopt;
  return value;
}

std::string resolve_path(std::string_view literal, std::string_view base) {
  std::string path;
  auto append = [&path](std::string_view text) {
    while (!text.empty()) {
      size_t slash = text.find('/');
      std::string_view name = text.substr(0, slash);
      if (name == "..") {
        size_t parent = path.rfind('/');
        path.resize(parent == std::string::npos ? 0 : parent);
      } else if (!name.empty() && name != ".") {
        path += '/';
        path += name;
      }
      if (slash == std::string_view::npos) break;
      text.remove_prefix(slash + 1);
    }
  };
  if (!literal.starts_with('/')) append(base);
  append(literal);
  if (path.empty()) path += '/';
  if (literal.size() > 1 && literal.ends_with('/')) path += '/';
  return path;
}

namespace {

// The number of spaces to take from every line: the least that a line with more than spaces begins
// with.
size_t shared_indentation(const std::vector<IndentedPiece>& pieces) {
  size_t least = 1'000'000;  // what Nix begins with
  size_t current = 0;
  bool at_line_start = true;
  auto end_indentation = [&] {
    if (at_line_start && current < least) least = current;
    at_line_start = false;
  };
  for (const IndentedPiece& piece : pieces) {
    if (piece.expr != nullptr || !piece.indents) {
      end_indentation();
      continue;
    }
    for (char c : piece.text) {
      if (c == '\n') {
        at_line_start = true;
        current = 0;
      } else if (at_line_start && c == ' ') {
        ++current;
      } else {
        end_indentation();
      }
    }
  }
  return least;
}

}  // namespace

IndentationFlaw indentation_flaw(const std::vector<IndentedPiece>& pieces) {
  size_t line = 0;
  bool text_on_first = false, spaces_first = false, text_later = false;
  for (const IndentedPiece& piece : pieces) {
    if (piece.expr != nullptr || !piece.indents) {
      (line == 0 ? text_on_first : text_later) = true;
      continue;
    }
    for (char c : piece.text) {
      if (c == '\n') {
        ++line;
      } else if (c != ' ') {
        (line == 0 ? text_on_first : text_later) = true;
      } else if (line == 0 && !text_on_first) {
        spaces_first = true;
      }
    }
  }
  if (line == 0)
    return text_on_first && spaces_first ? IndentationFlaw::kSingleLine : IndentationFlaw::kNone;
  return text_on_first && text_later ? IndentationFlaw::kFirstLine : IndentationFlaw::kNone;
}

std::vector<Node*> strip_indentation(const std::vector<IndentedPiece>& pieces, Arena& arena) {
  size_t indentation = shared_indentation(pieces);
  std::vector<Node*> parts;
  std::string line;
  bool at_line_start = true;
  size_t dropped = 0;
  for (const IndentedPiece& piece : pieces) {
    if (piece.expr != nullptr) {
      at_line_start = false;
      dropped = 0;
      parts.push_back(piece.expr);
      continue;
    }
    line.clear();
    for (char c : piece.text) {
      if (c == '\n') {
        at_line_start = true;
        dropped = 0;
      } else if (at_line_start && c == ' ') {
        if (dropped++ < indentation) continue;
      } else {
        at_line_start = false;
        dropped = 0;
      }
      line += c;
    }
    if (&piece == &pieces.back()) {
      size_t newline = line.rfind('\n');
      if (newline != std::string::npos &&
          line.find_first_not_of(' ', newline + 1) == std::string::npos)
        line.resize(newline + 1);
    }
    if (!line.empty())
      parts.push_back(arena.make<StringNode>(Node{NodeKind::kString, piece.pos}, arena.copy(line)));
  }
  return parts;
}

}  // namespace vm
