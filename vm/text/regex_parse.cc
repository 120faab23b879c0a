// Patterns to automata. The grammar is POSIX extended as libstdc++ reads it, and states are made in
// the same number as there, because their number is limited:
//   disjunction  alternative ("|" alternative)*
//   alternative  term*
//   term         "^" | "$" | atom quantifier*
//   atom         character | "." | "\" special | "(" disjunction ")" | "[" … "]"
//   quantifier   "*" | "+" | "?" | "{" n ["," [m]] "}"
// Open groups stand on an explicit stack.
#include <charconv>
#include <string>
#include <unordered_map>

#include "vm/base/check.h"
#include "vm/text/regex_program.h"

namespace vm {
namespace {

// What a backslash may stand before. In brackets it is an ordinary character.
constexpr std::string_view kSpecial = ".[\\()*+?{|^$";

// The names that [. .] and [= =] know: those of POSIX, by code. Digits and punctuation have no
// other.
constexpr std::string_view kCollatingNames[128] = {"NUL",
                                                   "SOH",
                                                   "STX",
                                                   "ETX",
                                                   "EOT",
                                                   "ENQ",
                                                   "ACK",
                                                   "alert",
                                                   "backspace",
                                                   "tab",
                                                   "newline",
                                                   "vertical-tab",
                                                   "form-feed",
                                                   "carriage-return",
                                                   "SO",
                                                   "SI",
                                                   "DLE",
                                                   "DC1",
                                                   "DC2",
                                                   "DC3",
                                                   "DC4",
                                                   "NAK",
                                                   "SYN",
                                                   "ETB",
                                                   "CAN",
                                                   "EM",
                                                   "SUB",
                                                   "ESC",
                                                   "IS4",
                                                   "IS3",
                                                   "IS2",
                                                   "IS1",
                                                   "space",
                                                   "exclamation-mark",
                                                   "quotation-mark",
                                                   "number-sign",
                                                   "dollar-sign",
                                                   "percent-sign",
                                                   "ampersand",
                                                   "apostrophe",
                                                   "left-parenthesis",
                                                   "right-parenthesis",
                                                   "asterisk",
                                                   "plus-sign",
                                                   "comma",
                                                   "hyphen",
                                                   "period",
                                                   "slash",
                                                   "zero",
                                                   "one",
                                                   "two",
                                                   "three",
                                                   "four",
                                                   "five",
                                                   "six",
                                                   "seven",
                                                   "eight",
                                                   "nine",
                                                   "colon",
                                                   "semicolon",
                                                   "less-than-sign",
                                                   "equals-sign",
                                                   "greater-than-sign",
                                                   "question-mark",
                                                   "commercial-at",
                                                   "A",
                                                   "B",
                                                   "C",
                                                   "D",
                                                   "E",
                                                   "F",
                                                   "G",
                                                   "H",
                                                   "I",
                                                   "J",
                                                   "K",
                                                   "L",
                                                   "M",
                                                   "N",
                                                   "O",
                                                   "P",
                                                   "Q",
                                                   "R",
                                                   "S",
                                                   "T",
                                                   "U",
                                                   "V",
                                                   "W",
                                                   "X",
                                                   "Y",
                                                   "Z",
                                                   "left-square-bracket",
                                                   "backslash",
                                                   "right-square-bracket",
                                                   "circumflex",
                                                   "underscore",
                                                   "grave-accent",
                                                   "a",
                                                   "b",
                                                   "c",
                                                   "d",
                                                   "e",
                                                   "f",
                                                   "g",
                                                   "h",
                                                   "i",
                                                   "j",
                                                   "k",
                                                   "l",
                                                   "m",
                                                   "n",
                                                   "o",
                                                   "p",
                                                   "q",
                                                   "r",
                                                   "s",
                                                   "t",
                                                   "u",
                                                   "v",
                                                   "w",
                                                   "x",
                                                   "y",
                                                   "z",
                                                   "left-curly-bracket",
                                                   "vertical-line",
                                                   "right-curly-bracket",
                                                   "tilde",
                                                   "DEL"};

bool is_digit(int c) { return c >= '0' && c <= '9'; }
bool is_upper(int c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(int c) { return c >= 'a' && c <= 'z'; }
bool is_alpha(int c) { return is_upper(c) || is_lower(c); }
bool is_alnum(int c) { return is_alpha(c) || is_digit(c); }
bool is_graph(int c) { return c > ' ' && c < 0x7f; }
bool is_space(int c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
int to_lower(int c) { return is_upper(c) ? c - 'A' + 'a' : c; }

struct ClassName {
  std::string_view name;
  bool (*has)(int c);
};

// The classes of the C locale. "d", "w" and "s" are libstdc++'s additions.
constexpr ClassName kClassNames[] = {
    {"d", is_digit},
    {"w", [](int c) { return is_alnum(c) || c == '_'; }},
    {"s", is_space},
    {"alnum", is_alnum},
    {"alpha", is_alpha},
    {"blank", [](int c) { return c == ' ' || c == '\t'; }},
    {"cntrl", [](int c) { return c < ' ' || c == 0x7f; }},
    {"digit", is_digit},
    {"graph", is_graph},
    {"lower", is_lower},
    {"print", [](int c) { return is_graph(c) || c == ' '; }},
    {"punct", [](int c) { return is_graph(c) && !is_alnum(c); }},
    {"space", is_space},
    {"upper", is_upper},
    {"xdigit", [](int c) { return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f'); }},
};

// A piece of the automaton: from the state `first` to the state `last`, whose `next` is still open.
struct Piece {
  int32_t first;
  int32_t last;
};

class Parser {
 public:
  Parser(std::string_view pattern, RegexAutomaton& automaton)
      : pattern_(pattern), automaton_(automaton), states_(automaton.states) {}

  RegexError run();

 private:
  // An open group, or the pattern as a whole.
  struct Group {
    int32_t begin;              // its kGroupBegin
    size_t first_term;          // of the alternative being read, in terms_
    std::optional<Piece> left;  // the alternatives before
  };

  bool at(char c) const { return at_ < pattern_.size() && pattern_[at_] == c; }
  bool accept(char c) {
    if (!at(c)) return false;
    ++at_;
    return true;
  }
  bool fail(RegexError error = RegexError::kInvalid) {
    if (error_ == RegexError::kNone) error_ = error;
    return false;
  }

  // Always gives a state; too many of them are noticed by run().
  int32_t add(RegexOp op, uint32_t arg = 0) {
    if (states_.size() >= kMaxRegexStates) {
      fail(RegexError::kTooLarge);
      return 0;
    }
    states_.push_back({op, RegexState::kNone, RegexState::kNone, arg});
    return static_cast<int32_t>(states_.size() - 1);
  }
  int32_t add_branch(RegexOp op, int32_t next, int32_t alt) {
    int32_t id = add(op);
    states_[id].next = next;
    states_[id].alt = alt;
    return id;
  }
  void append(Piece& piece, Piece more) {
    states_[piece.last].next = more.first;
    piece.last = more.last;
  }
  Piece add_piece(RegexOp op, uint32_t arg = 0) {
    int32_t id = add(op, arg);
    return {id, id};
  }
  Piece add_class(const RegexClass& bytes);

  void open_group();
  void end_alternative();
  bool close_group();
  bool read_term(bool* found);
  bool read_character(RegexClass& bytes);
  bool read_quantifiers(Piece& piece);
  bool read_interval(Piece& piece);
  bool read_count(int32_t* count);
  Piece clone(Piece piece);
  bool read_bracket(RegexClass& bytes);
  bool read_bracket_name(char kind, RegexClass& bytes, std::optional<char>* character);

  std::string_view pattern_;
  size_t at_ = 0;
  RegexAutomaton& automaton_;
  std::vector<RegexState>& states_;
  std::vector<Group> groups_;
  std::vector<Piece> terms_;
  std::unordered_map<RegexClass, uint32_t> known_classes_;
  RegexError error_ = RegexError::kNone;
};

RegexError Parser::run() {
  open_group();
  while (error_ == RegexError::kNone) {
    bool found = false;
    if (!read_term(&found)) break;
    if (found) continue;
    end_alternative();
    if (accept('|')) {
      groups_.back().first_term = terms_.size();
    } else if (groups_.size() > 1) {
      if (!accept(')') || !close_group()) fail();
    } else if (at_ == pattern_.size()) {
      Piece whole = {groups_[0].begin, groups_[0].begin};
      append(whole, *groups_[0].left);
      append(whole, add_piece(RegexOp::kGroupEnd, 0));
      append(whole, add_piece(RegexOp::kAccept));
      return error_;
    } else {
      fail();  // a quantifier with nothing before it, or a ")" too many
    }
  }
  return error_;
}

void Parser::open_group() {
  int32_t begin = add(RegexOp::kGroupBegin, automaton_.group_count++);
  groups_.push_back({begin, terms_.size(), std::nullopt});
}

// Joins the terms of the alternative just read, and that to the alternatives before.
void Parser::end_alternative() {
  Group& group = groups_.back();
  Piece all = add_piece(RegexOp::kDummy);
  for (size_t i = terms_.size(); i-- > group.first_term;) {
    append(terms_[i], all);
    all = terms_[i];
  }
  terms_.resize(group.first_term);
  if (!group.left) {
    group.left = all;
    return;
  }
  Piece end = add_piece(RegexOp::kDummy);
  append(*group.left, end);
  append(all, end);
  group.left = {add_branch(RegexOp::kAlternative, all.first, group.left->first), end.last};
}

bool Parser::close_group() {
  Group group = groups_.back();
  groups_.pop_back();
  Piece piece = {group.begin, group.begin};
  append(piece, *group.left);
  append(piece, add_piece(RegexOp::kGroupEnd, states_[group.begin].arg));
  if (!read_quantifiers(piece)) return false;
  terms_.push_back(piece);
  return true;
}

// *found: there was a term, or a group has been opened.
bool Parser::read_term(bool* found) {
  if (at_ == pattern_.size()) return true;
  *found = true;
  char c = pattern_[at_];
  switch (c) {
    case '^':
    case '$':
      ++at_;
      terms_.push_back(add_piece(c == '^' ? RegexOp::kTextBegin : RegexOp::kTextEnd));
      return true;
    case '(':
      ++at_;
      open_group();
      return true;
    case ')':
    case '|':
    case '*':
    case '+':
    case '?':
    case '{':
      *found = false;
      return true;
    default: {
      RegexClass bytes;
      if (!read_character(bytes)) return false;
      Piece piece = add_class(bytes);
      if (!read_quantifiers(piece)) return false;
      terms_.push_back(piece);
      return true;
    }
  }
}

bool Parser::read_character(RegexClass& bytes) {
  char c = pattern_[at_++];
  switch (c) {
    case '\0':
      return fail();
    case '.':
      bytes.set();
      bytes.reset(0);
      return true;
    case '[':
      return read_bracket(bytes);
    case '\\':
      if (at_ == pattern_.size()) return fail();
      c = pattern_[at_++];
      if (kSpecial.find(c) == std::string_view::npos) return fail();
      break;
    default:
      break;
  }
  bytes.set(static_cast<unsigned char>(c));
  return true;
}

Piece Parser::add_class(const RegexClass& bytes) {
  auto [known, fresh] =
      known_classes_.try_emplace(bytes, static_cast<uint32_t>(automaton_.classes.size()));
  if (fresh) automaton_.classes.push_back(bytes);
  return add_piece(RegexOp::kCharacter, known->second);
}

bool Parser::read_quantifiers(Piece& piece) {
  while (error_ == RegexError::kNone) {
    if (accept('*')) {
      int32_t repeat = add_branch(RegexOp::kRepeat, RegexState::kNone, piece.first);
      append(piece, {repeat, repeat});
      piece.first = repeat;
    } else if (accept('+')) {
      int32_t repeat = add_branch(RegexOp::kRepeat, RegexState::kNone, piece.first);
      append(piece, {repeat, repeat});
    } else if (accept('?')) {
      Piece end = add_piece(RegexOp::kDummy);
      append(piece, end);
      piece.first = add_branch(RegexOp::kRepeat, end.first, piece.first);
    } else if (accept('{')) {
      if (!read_interval(piece)) return false;
    } else {
      return true;
    }
  }
  return false;
}

bool Parser::read_count(int32_t* count) {
  const char* begin = pattern_.data() + at_;
  const char* end = pattern_.data() + pattern_.size();
  auto [stop, error] = std::from_chars(begin, end, *count);
  if (stop == begin || *begin == '-' || error != std::errc()) return fail();
  at_ += static_cast<size_t>(stop - begin);
  return true;
}

// {n}: n copies. {n,}: n copies and a loop. {n,m}: n copies and m - n optional ones, each behind
// the last. The original is left over: its states count, too.
bool Parser::read_interval(Piece& piece) {
  int32_t least = 0;
  int32_t most = 0;
  bool endless = false;
  Piece all = add_piece(RegexOp::kDummy);
  if (!read_count(&least)) return false;
  most = least;
  if (accept(',')) {
    endless = at('}');
    if (!endless && !read_count(&most)) return false;
  }
  if (!accept('}')) return fail();
  for (int32_t i = 0; i < least && error_ == RegexError::kNone; ++i) append(all, clone(piece));
  if (endless) {
    Piece copy = clone(piece);
    int32_t repeat = add_branch(RegexOp::kRepeat, RegexState::kNone, copy.first);
    append(copy, {repeat, repeat});
    append(all, {repeat, repeat});
  } else if (most < least) {
    return fail();
  } else {
    Piece end = add_piece(RegexOp::kDummy);
    for (int32_t i = least; i < most && error_ == RegexError::kNone; ++i) {
      Piece copy = clone(piece);
      int32_t repeat = add_branch(RegexOp::kRepeat, end.first, copy.first);
      append(all, {repeat, copy.last});
    }
    append(all, end);
  }
  piece = all;
  return error_ == RegexError::kNone;
}

// A copy of all states from piece.first on, not going beyond piece.last.
Piece Parser::clone(Piece piece) {
  std::unordered_map<int32_t, int32_t> copies;
  std::vector<int32_t> todo = {piece.first};
  while (!todo.empty() && error_ == RegexError::kNone) {
    int32_t id = todo.back();
    todo.pop_back();
    RegexState state = states_[id];
    int32_t copy = add(state.op, state.arg);
    states_[copy] = state;
    copies[id] = copy;
    if (state.alt != RegexState::kNone && !copies.contains(state.alt)) todo.push_back(state.alt);
    if (id != piece.last && !copies.contains(state.next)) todo.push_back(state.next);
  }
  if (error_ != RegexError::kNone) return piece;
  for (const auto& [id, copy] : copies) {
    RegexState& state = states_[copy];
    if (state.alt != RegexState::kNone) state.alt = copies.at(state.alt);
    state.next = id == piece.last ? RegexState::kNone : copies.at(state.next);
  }
  return {copies.at(piece.first), copies.at(piece.last)};
}

// Behind "[". A "]" that comes first is a character; so is a "-" that comes first or last.
bool Parser::read_bracket(RegexClass& bytes) {
  bool negated = accept('^');
  std::optional<char> last;  // the last thing read, if it was a character: it may begin a range
  auto push = [&](char c) {
    bytes.set(static_cast<unsigned char>(c));
    last = c;
  };
  auto push_range = [&](char from, char to) {
    // As (signed) char: bytes above 0x7f come before the others.
    auto low = static_cast<signed char>(from);
    auto high = static_cast<signed char>(to);
    if (low > high) return fail();
    for (int c = low; c <= high; ++c) bytes.set(static_cast<unsigned char>(c));
    last.reset();
    return true;
  };
  bool first = true;
  for (;;) {
    if (at_ == pattern_.size()) return fail();
    char c = pattern_[at_++];
    if (c == ']' && !first) break;
    bool name = c == '[' && (at('.') || at(':') || at('='));
    if (c == '[' && at_ == pattern_.size()) return fail();
    if (name) {
      char kind = pattern_[at_++];
      std::optional<char> character;
      if (!read_bracket_name(kind, bytes, &character)) return false;
      if (character) {
        push(*character);
      } else {
        last.reset();
      }
    } else if (c != '-' || first) {
      push(c);
    } else if (accept(']')) {
      push('-');
      break;
    } else if (!last) {
      return fail();  // behind a class or a range
    } else {
      if (at_ == pattern_.size()) return fail();
      char end = pattern_[at_++];
      if (end == '[' && (at_ == pattern_.size() || at('.') || at(':') || at('='))) return fail();
      if (!push_range(*last, end)) return false;
    }
    first = false;
  }
  if (negated) bytes.flip();
  return true;
}

// Behind "[.", "[:" or "[=": up to the same character and "]". *character is set if it is one that
// may begin a range.
bool Parser::read_bracket_name(char kind, RegexClass& bytes, std::optional<char>* character) {
  size_t end = pattern_.find(kind, at_);
  if (end == std::string_view::npos || !pattern_.substr(end + 1).starts_with(']')) return fail();
  std::string_view name = pattern_.substr(at_, end - at_);
  at_ = end + 2;
  if (kind == ':') {
    std::string lower;
    for (char c : name) lower += static_cast<char>(to_lower(c));
    for (const ClassName& known : kClassNames) {
      if (known.name != lower) continue;
      for (int c = 0; c < 128; ++c) {
        if (known.has(c)) bytes.set(static_cast<size_t>(c));
      }
      return true;
    }
    return fail();
  }
  for (int code = 0; code < 128; ++code) {
    if (kCollatingNames[code] != name) continue;
    if (kind == '.') {
      *character = static_cast<char>(code);
      return true;
    }
    // The bytes that are the same but for case.
    for (int c = 0; c < 128; ++c) {
      if (to_lower(c) == to_lower(code)) bytes.set(static_cast<size_t>(c));
    }
    return true;
  }
  return fail();
}

}  // namespace

RegexError parse_regex(std::string_view pattern, RegexAutomaton& automaton) {
  return Parser(pattern, automaton).run();
}

}  // namespace vm
