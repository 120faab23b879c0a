// Bytecode as text, one line an instruction: its word index, its name, its operands, and its
// position where the chunk's table has one for it. How an operand is written follows from its
// letter in opcode.def:
//   s4 a slot, c1 a capture, k2:"x" a constant with its value, .name a symbol, -> 0012 a jump,
//   chunk 3, {a b} a shape, 7 a number, (s1, c0) the values of `*`. The slot that is written comes
//   first.
// Any words can be shown, also those that verify() refuses: what is not an instruction appears as a
// number.
#include <charconv>

#include "vm/code/chunk.h"

namespace vm {
namespace {

constexpr size_t kShownText = 64;  // bytes of a string constant
constexpr size_t kPositionColumn = 64;

std::string padded(uint32_t n) {
  std::string digits = std::to_string(n);
  return digits.size() < 4 ? std::string(4 - digits.size(), '0') + digits : digits;
}

std::string plural(size_t n, std::string_view noun) {
  return std::to_string(n) + " " + std::string(noun) + (n == 1 ? "" : "s");
}

// Printable text between quotes, cut when it is long (not inside a UTF-8 sequence).
std::string quoted(std::string_view text) {
  size_t shown = text.size();
  if (shown > kShownText) {
    shown = kShownText;
    while (shown > kShownText - 3 && (static_cast<unsigned char>(text[shown]) & 0xc0) == 0x80)
      --shown;
  }
  std::string out = "\"";
  for (char c : text.substr(0, shown)) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      constexpr char kDigits[] = "0123456789abcdef";
      out += {'\\', 'x', kDigits[c >> 4], kDigits[c & 15]};
    } else {
      out += c;
    }
  }
  out += '"';
  if (shown < text.size()) out += "… (" + plural(text.size(), "byte") + ")";
  return out;
}

std::string constant_text(const Constant& c) {
  switch (c.kind) {
    case Constant::Kind::kInt:
      return std::to_string(c.integer);
    case Constant::Kind::kFloat: {
      char digits[32];
      auto end = std::to_chars(digits, digits + sizeof digits, c.floating).ptr;
      std::string text(digits, end);
      return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
    }
    case Constant::Kind::kString:
      return quoted(c.text);
    case Constant::Kind::kPath:
      return "path " + quoted(c.text);
    case Constant::Kind::kNull:
      return "null";
    case Constant::Kind::kFalse:
      return "false";
    case Constant::Kind::kTrue:
      return "true";
    case Constant::Kind::kHole:
      return "hole";
    case Constant::Kind::kEmptyList:
      return "[]";
    case Constant::Kind::kGlobal:
      return c.text;
  }
  return "no constant";
}

class Disassembler {
 public:
  Disassembler(const Module& module, const SymbolTable& symbols, const SourceManager& sources)
      : module_(module), symbols_(symbols), sources_(sources) {}

  std::string run() {
    for (size_t i = 0; i < module_.chunks.size(); ++i) {
      if (i > 0) out_ += '\n';
      chunk(i);
    }
    return std::move(out_);
  }
  std::string run(uint32_t number) {
    chunk(number);
    return std::move(out_);
  }

 private:
  std::string name(Symbol s) const {
    if (s == kNoSymbol) return "_";
    return s < symbols_.size() ? std::string(symbols_.name(s)) : "symbol " + std::to_string(s);
  }

  void chunk(size_t number) {
    header(number, module_.chunks[number]);
    code(module_.chunks[number]);
  }

  void header(size_t number, const Chunk& c) {
    out_ += "chunk " + std::to_string(number) + ": ";
    out_ += c.kind == Chunk::Kind::kFunction ? "function" : "thunk";
    if (!c.name.empty()) out_ += " " + c.name;
    if (c.kind == Chunk::Kind::kFunction) out_ += ", " + plural(c.arity, "argument");
    out_ += ", " + plural(c.slots, "slot") + ", " + plural(c.captures, "capture");
    if (c.makes_closure != UINT32_MAX)
      out_ += ", makes a closure of chunk " + std::to_string(c.makes_closure);
    if (c.no_blackhole) out_ += ", no blackhole";
    if (c.forgets_failure) out_ += ", forgets failure";
    Location at = sources_.locate(c.pos);
    if (at.line != 0)
      out_ += ", at " + at.file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
    out_ += '\n';
    if (!c.has_formals) return;
    out_ += "  formals";
    const char* between = " ";
    for (const FormalInfo& f : c.formals) {
      out_ += between + name(f.name) + (f.has_default ? "?" : "");
      between = ", ";
    }
    if (c.ellipsis) out_ += std::string(between) + "...";
    out_ += '\n';
  }

  void code(const Chunk& c) {
    const std::vector<uint32_t>& words = c.code;
    size_t next_position = 0;
    for (size_t at = 0; at < words.size();) {
      uint32_t opcode = words[at] & 0xff;
      size_t left = words.size() - at;
      if (opcode >= kOpCount || instruction_words(&words[at]) > left) {
        out_ +=
            "  " + padded(static_cast<uint32_t>(at)) + "  word " + std::to_string(words[at]) + '\n';
        ++at;
        continue;
      }
      size_t begin = out_.size();
      const OpInfo& info = op_info(static_cast<Op>(opcode));
      out_ += "  " + padded(static_cast<uint32_t>(at)) + "  " + info.name;
      std::string text = operands(c, info, &words[at]);
      if (!text.empty()) out_.append(18 - std::string_view(info.name).size(), ' ') += text;
      while (next_position < c.positions.size() && c.positions[next_position].first < at)
        ++next_position;
      if (next_position < c.positions.size() && c.positions[next_position].first == at)
        position(c.positions[next_position].second, begin);
      out_ += '\n';
      at += instruction_words(&words[at]);
    }
  }

  void position(Pos pos, size_t line_begin) {
    Location at = sources_.locate(pos);
    if (at.line == 0) return;
    size_t width = out_.size() - line_begin;
    out_.append(width + 2 < kPositionColumn ? kPositionColumn - width : 2, ' ');
    out_ += std::to_string(at.line) + ":" + std::to_string(at.column);
  }

  std::string operands(const Chunk& c, const OpInfo& info, const uint32_t* ip) const {
    std::string written, text;
    uint32_t word = 1;
    for (const char* letter = info.operands; *letter; ++letter) {
      if (*letter == '*') {
        std::string list;
        for (uint32_t i = 0; i < count_of(*ip); ++i)
          list += (i == 0 ? "" : ", ") + value(c, ip[word + i]);
        text += (text.empty() ? "(" : " (") + list + ")";
        continue;
      }
      if (*letter == 'd')
        written = "s" + std::to_string(ip[word]) + " =";
      else
        text += (text.empty() ? "" : ", ") + operand(c, *letter, ip[word]);
      ++word;
    }
    if (!info.variadic && count_of(*ip) != 0)
      text += (text.empty() ? "N = " : ", N = ") + std::to_string(count_of(*ip));
    return written.empty() || text.empty() ? written + text : written + " " + text;
  }

  std::string operand(const Chunk& c, char letter, uint32_t word) const {
    switch (letter) {
      case 's':
        return value(c, word);
      case 'r':
        return "s" + std::to_string(word);
      case 'k':
        return "." + name(word);
      case 'j':
        return "-> " + padded(word);
      case 'c':
        return "chunk " + std::to_string(word);
      case 'h':
        return shape(word);
      default:
        return std::to_string(word);
    }
  }

  std::string value(const Chunk& c, Operand o) const {
    std::string index = std::to_string(index_of(o));
    switch (place_of(o)) {
      case Place::kSlot:
        return "s" + index;
      case Place::kCapture:
        return "c" + index;
      case Place::kConstant:
        return "k" + index + ":" +
               (index_of(o) < c.constants.size() ? constant_text(c.constants[index_of(o)])
                                                 : "no constant");
    }
    return "no place " + index;
  }

  std::string shape(uint32_t number) const {
    if (number >= module_.shapes.size()) return "no shape " + std::to_string(number);
    std::string text = "{";
    for (Symbol s : module_.shapes[number].names) text += (text.size() == 1 ? "" : " ") + name(s);
    return text + "}";
  }

  const Module& module_;
  const SymbolTable& symbols_;
  const SourceManager& sources_;
  std::string out_;
};

}  // namespace

std::string disassemble(const Module& module, const SymbolTable& symbols,
                        const SourceManager& sources) {
  return Disassembler(module, symbols, sources).run();
}

std::string disassemble_chunk(const Module& module, uint32_t chunk, const SymbolTable& symbols,
                              const SourceManager& sources) {
  return Disassembler(module, symbols, sources).run(chunk);
}

}  // namespace vm
