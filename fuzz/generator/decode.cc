// Bytes → program text: see generator.h for what a byte means. Here: typed holes.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "fuzz/generator/decoder.h"

namespace fuzz {

enum Group : uint8_t {
  kCore,
  kArithmetic,
  kFunctions,
  kLists,
  kSets,
  kWith,
  kSharing,
  kTrace,
  kTry,
  kStrict,
  kStrings,
  kEqual,
  kClosure,
  kTypes,
  kOverrides,
  kThrowing,
  kIdentity,
  kFormals,
  kStore,
  kPaths,
  kFiles,
  kPrinting,
  kCycles,
  kErrors,
  kGroupCount,
};
constexpr unsigned kGroups = 32;  // bits of the header

struct Template {
  char type;
  Group group;
  std::string_view text;
};

namespace {

constexpr Template kTemplates[] = {
#define TEMPLATE(type, group, text) {type, group, text},
#include "fuzz/generator/templates.def"
#undef TEMPLATE
};

constexpr size_t kTypes = 26;
using Rows = std::vector<const Template*>;

// All templates by type and group, made once: a program is short, and has no time to sort them.
struct TemplateTable {
  Rows rows[kTypes][kGroupCount];

  TemplateTable() {
    for (const Template& t : kTemplates) rows[t.type - 'a'][t.group].push_back(&t);
  }
};

const Rows (&groups_of(char type))[kGroupCount] {
  static const TemplateTable table;
  return table.rows[type - 'a'];
}

}  // namespace

// For experiments on what is kept: with ASSAY_WITHOUT_TEMPLATES in the environment, a generator
// that knows the grammar and nothing of the machine.
static bool without_templates() {
  static const bool wanted = std::getenv("ASSAY_WITHOUT_TEMPLATES") != nullptr;
  return wanted;
}

Decoder::Decoder(std::span<const uint8_t> bytes) : bytes_(bytes) {
  uint32_t off = next();
  off |= static_cast<uint32_t>(next()) << 8;
  off |= static_cast<uint32_t>(next()) << 16;
  uint8_t sizes = next(), errors = next(), machine = next(), slice = next(), output = next();
  for (uint8_t& choice : program_.settings.choices) choice = next();
  // Everything is on in a third of the programs, and errors are rare.
  if ((sizes & 3) == 0) off = 0;
  off &= ~(1u << kCore);
  if (errors >= 40 || errors == 0) off |= 1u << kErrors;
  // Three quarters of the programs are about one group: every other branch is of that one.
  focus_ = output == 0 ? kGroups : (output >> 2) % kGroups;
  if (focus_ < kGroupCount) off &= ~(1u << focus_);
  off_ = off;
  cyclic_ = errors >= 250;
  few_names_ = (sizes & 4) != 0;
  max_depth_ = 5 + (sizes >> 3) % 8;
  program_.settings.collect_always = (machine & 1) != 0;
  program_.settings.nix_2_8 = (machine & 2) != 0;
  program_.settings.slice = (machine & 4) ? 1 + slice : 0;
  program_.settings.slow_host = (machine & 8) != 0;
  static constexpr Output kOutputs[] = {Output::kCanonical, Output::kLazy, Output::kStrict,
                                        Output::kLazy};
  program_.settings.output = kOutputs[output % 4];
  if (machine >= 224) program_.settings.output = (machine & 16) ? Output::kJson : Output::kXml;
}

Program Decoder::run() {
  // Room for what most programs need.
  program_.holes.reserve(64);
  scope_.reserve(32);
  at_ = std::min(kHeaderBytes, bytes_.size());
  hole('v');
  return std::move(program_);
}

void Decoder::hole(char type) {
  size_t number = program_.holes.size();
  program_.holes.push_back({static_cast<uint32_t>(at_), 0, type});
  ++depth_;
  bool bare = at_end();
  uint8_t b = next();
  // A program that is but a literal is worth nothing.
  if (number == 0 && !bare && b < kFirstTemplate) b = static_cast<uint8_t>(kFirstTemplate + 2 * b);
  if (b == kRaw || (b >= kFirstTemplate && without_templates())) {
    if (depth_ < kMaxRawDepth && !full())
      raw();
    else
      leaf(type, 0);
  } else if (b < kFirstTemplate || depth_ >= max_depth_ || full()) {
    leaf(type, b % kFirstTemplate);
  } else {
    branch(type, b);
  }
  --depth_;
  program_.holes[number].end = static_cast<uint32_t>(at_);
}

void Decoder::leaf(char type, uint8_t b) {
  constexpr uint8_t kFirstLiteral = 60;
  // What must stay itself, or fail, is hardly ever a literal.
  bool wants_variable = b < kFirstLiteral || type == 'k' || type == 'e';
  if (wants_variable) {
    if (const Binding* found = visible(type, b)) return put(found->name);
  }
  b %= 20;
  switch (type) {
    case 'i':
      if (b == 18) return put("9223372036854775807");
      if (b == 17) return put("(-3)");
      if (b == 16) return put("1000");
      return put(std::to_string(b % 8));
    case 'b':
      return put(b % 2 == 0 ? "true" : "false");
    case 's': {
      static constexpr const char* kTexts[] = {"\"a\"", "\"\"",   "\"b1\"", "\"x-1.2\"",
                                               "\"c\"", "\"é/\"", "\"if\""};
      return put(kTexts[b % 7]);
    }
    case 'f': {
      static constexpr const char* kTexts[] = {"0.5", "1.0", "2.25", "1000.0"};
      return put(kTexts[b % 4]);
    }
    case 'l': {
      static constexpr const char* kTexts[] = {"[ 1 2 ]", "[ ]", "[ 3 1 2 ]", "[ 1 1 0 ]"};
      return put(kTexts[b % 4]);
    }
    case 't':
      return put(b % 2 == 0 ? "[ \"a\" \"b\" ]" : "[ ]");
    case 'a': {
      static constexpr const char* kTexts[] = {"{ a = 1; b = 2; }", "{ b = 3; a = 4; c = 5; }"};
      return put(kTexts[b % 2]);
    }
    case 'n':
      return put(b % 2 == 0 ? "[ { a = 1; b = 2; } ]" : "[ ]");
    case 'g':
      return put("(n: n + 1)");
    case 'h':
      return put("(m: n: m + n)");
    case 'p':
      return put("(n: n > 1)");
    case 'm':
      return put("(s: s.a)");
    case 'k': {
      static constexpr const char* kTexts[] = {"(n: n)", "[ (n: n) ]", "{ f = n: n; }",
                                               "(1.0e200 * 1.0e200 * 0.0)", "(builtins.add 1)"};
      return put(kTexts[b % 5]);
    }
    case 'q':
      put("[ ");
      variable('k');
      return put(" ]");
    case 'e':
      return put(b % 4 == 3 ? "(assert false; 1)" : "(throw \"e\")");
    case 'x':
      return put(b % 2 == 0 ? "/p/a" : "/p.b");
    case 'd':
      return put("(derivation { name = \"d\"; system = \"s\"; builder = \"b\"; })");
    default: {
      static constexpr const char* kTexts[] = {"null", "0", "\"a\"", "[ ]", "{ }", "true", "1.5"};
      return put(kTexts[b % 7]);
    }
  }
}

// Of the bindings that may be used, the innermost first, the one of that number, counted round.
// nullptr: there are none.
const Decoder::Binding* Decoder::visible(char type, size_t which) const {
  // Of these types a variable must not stand for anything: they fail, or cannot be written as JSON.
  constexpr std::string_view kSpecial = "roedx";
  constexpr size_t kMost = 60;
  const Binding* found[kMost];
  size_t n = 0;
  for (size_t i = scope_.size(); i-- > 0 && n < kMost;) {
    const Binding& b = scope_[i];
    bool fits = b.type == type || (type == 'v' && kSpecial.find(b.type) == std::string_view::npos);
    if (!fits || b.hidden) continue;
    bool shadowed = std::any_of(scope_.begin() + static_cast<std::ptrdiff_t>(i) + 1, scope_.end(),
                                [&](const Binding& inner) { return inner.name == b.name; });
    if (!shadowed) found[n++] = &b;
  }
  return n == 0 ? nullptr : found[which % n];
}

// Whether `a` or `b` mean a binding that must not be used here: a `with` would not shadow it.
bool Decoder::hides_attributes() const {
  for (const Binding& b : scope_)
    if (b.hidden && b.name.size() == 1 && b.name[0] <= 'f') return true;
  return false;
}

std::string Decoder::fresh_name() {
  ++names_;
  static constexpr const char* kFew[] = {"x", "y", "z", "u", "w"};
  return few_names_ ? kFew[names_ % 5] : "v" + std::to_string(names_);
}

// Of groups that are on.
size_t Decoder::count(char type) const {
  size_t n = 0;
  for (unsigned group = 0; group < kGroupCount; ++group)
    if (is_on(group)) n += groups_of(type)[group].size();
  return n;
}

const Template& Decoder::choice(char type, size_t which) const {
  unsigned group = 0;
  for (; !is_on(group) || which >= groups_of(type)[group].size(); ++group)
    if (is_on(group)) which -= groups_of(type)[group].size();
  return *groups_of(type)[group][which];
}

void Decoder::branch(char type, uint8_t b) {
  size_t templates = count(type);
  // Scopes come behind the templates, each of them a few times.
  size_t lets = 2 + templates / 6;
  size_t own = type == 'a' ? 4 : type == 'm' ? 6 : 0;
  size_t n = templates + lets + own;
  size_t which = static_cast<size_t>(b - kFirstTemplate) * n / (kRaw - kFirstTemplate);
  if (b % 2 == 0 && focus_on(type, b / 2)) return;
  if (which >= templates + lets) return type == 'a' ? rec_set() : formals();
  if (which >= templates) return let_scope(type);
  const Template& t = choice(type, which);
  if (t.group == kWith && hides_attributes()) return leaf(type, b % kFirstTemplate);
  fill(t.text);
}

// A template of the group that the program is about, if it has one of that type; where anything may
// stand, of any type.
bool Decoder::focus_on(char type, unsigned which) {
  constexpr std::string_view kAnyType = "vibsfltang";
  if (focus_ >= kGroupCount) return false;
  std::string types;
  for (char t : type == 'v' ? kAnyType : std::string_view(&type, 1))
    if (!groups_of(t)[focus_].empty()) types += t;
  if (types.empty()) return false;
  const Rows& choices = groups_of(types[which % types.size()])[focus_];
  const Template& t = *choices[(type == 'v' ? next() : which) % choices.size()];
  if (t.group == kWith && hides_attributes()) return false;
  fill(t.text);
  return true;
}

// Characters of a template that fill() must look at.
constexpr std::array<bool, 256> make_means_something() {
  std::array<bool, 256> table{};
  for (char c : std::string_view("~%&@#$<;()[]{}")) table[static_cast<uint8_t>(c)] = true;
  return table;
}
constexpr std::array<bool, 256> kMeansSomething = make_means_something();

void Decoder::fill(std::string_view text) {
  size_t begin = scope_.size();
  for (size_t i = text.find('~'); i < text.size() - 1; i = text.find('~', i + 1))
    scope_.push_back({std::string(1, text[i + 1]), 'r', true});
  size_t first = scope_.size();
  for (size_t i = text.find('<'); i < text.size(); i = text.find('<', i + 1))
    if (is_binder(text, i)) scope_.push_back({fresh_name(), text[i + 1], true});
  // Two of one name in one template would be refused, or shadow what it refers to.
  for (size_t k = first; k < scope_.size(); ++k)
    for (size_t j = first; j < k; ++j)
      if (scope_[k].name == scope_[j].name) scope_[k].name += "'" + std::to_string(k - first);
  size_t bound = first, pending = first;
  uint32_t arguments = 0;                          // which of them are of functions, not bindings
  std::string brackets;                            // that are open
  std::vector<std::pair<size_t, size_t>> lambdas;  // arguments, and how many brackets were open
  for (size_t i = 0; i < text.size(); ++i) {
    size_t plain = i;
    while (i < text.size() && !kMeansSomething[static_cast<uint8_t>(text[i])]) ++i;
    program_.text.append(text, plain, i - plain);
    if (i == text.size()) break;
    char c = text[i];
    if (c == '~') {
      ++i;
    } else if (c == '%') {
      hole(text[++i]);
    } else if (c == '&' && text[i + 1] == 'k') {
      variable(text[++i]);
    } else if (c == '@' && text[i + 1] != '<') {
      imported_file(text[++i]);
    } else if (c == '#') {
      put("t" + std::to_string(traces_++));
    } else if (c == '$' && i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9') {
      put(scope_[first + static_cast<size_t>(text[++i] - '0')].name);
    } else if (is_binder(text, i)) {
      put(scope_[bound].name);
      i += 2;
      if (text[i + 1] == ':') {
        scope_[bound].hidden = false;
        arguments |= 1u << (bound - first);
        lambdas.emplace_back(bound, brackets.size());
      }
      ++bound;
    } else {
      // The end of a binding: what it binds may be used from here on.
      if (c == ';')
        for (; pending < bound; ++pending)
          if (!(arguments >> (pending - first) & 1)) scope_[pending].hidden = false;
      if (c == '(' || c == '[' || c == '{') brackets += c;
      bool closes = c == ')' || c == ']' || c == '}';
      if (closes && !brackets.empty()) brackets.pop_back();
      bool ends_value = c == ';' && !brackets.empty() && brackets.back() == '{';
      while (!lambdas.empty() && (closes || ends_value) &&
             lambdas.back().second >= brackets.size() + (ends_value ? 0 : 1)) {
        // With the argument goes what was bound in the body.
        for (size_t k = lambdas.back().first; k < bound; ++k) scope_[k].hidden = true;
        lambdas.pop_back();
      }
      program_.text += c;
    }
  }
  scope_.resize(begin);
}

bool Decoder::is_binder(std::string_view text, size_t i) {
  return text[i] == '<' && i + 2 < text.size() && text[i + 2] == '>';
}

// Numbers 0 to n - 1 in an order drawn from one byte.
std::vector<size_t> Decoder::permutation(size_t n) {
  std::vector<size_t> order(n);
  for (size_t i = 0; i < n; ++i) order[i] = i;
  uint32_t state = next();
  for (size_t i = n; i-- > 1;) {
    std::swap(order[i], order[state % (i + 1)]);
    state = state / static_cast<uint32_t>(i + 1) + 7 * static_cast<uint32_t>(i);
  }
  return order;
}

// Only those bindings from `first` on may be used that rank before `rank`.
void Decoder::hide_from(size_t first, const std::vector<size_t>& ranks, size_t rank) {
  for (size_t i = 0; i < ranks.size(); ++i)
    scope_[first + i].hidden = ranks[i] >= rank && !(cyclic_ && ranks[i] != rank);
}

void Decoder::show(size_t first) {
  for (size_t i = first; i < scope_.size(); ++i) scope_[i].hidden = false;
}

// A value, told by a trace when bit 7 says so.
void Decoder::traced(char type, uint8_t how) {
  bool told = (how & 0x80) != 0 && is_on(kTrace);
  if (told) put("builtins.trace \"t" + std::to_string(traces_++) + "\" (");
  hole(type);
  if (told) put(")");
}

// Bindings in any order of text; each may use those that rank before it, wherever they stand.
void Decoder::let_scope(char type) {
  static constexpr std::string_view kTypes = "iiiilasgbhpvntfm";
  uint8_t how = next();
  size_t n = 1 + how % 5;
  bool inherits = (how & 0x40) != 0;  // `inherit (e) a b`, as one binding
  std::vector<size_t> ranks = permutation(n + (inherits ? 2 : 0));
  if (inherits) ranks[n + 1] = ranks[n];
  std::vector<uint8_t> hows;
  size_t first = scope_.size();
  for (size_t i = 0; i < n; ++i) {
    hows.push_back(next());
    std::string name = fresh_name();
    scope_.push_back({name, kTypes[hows[i] % kTypes.size()], true});
  }
  if (inherits)
    for (const char* name : {"a", "b"}) scope_.push_back({name, 'i', true});
  put("(let ");
  for (size_t i = 0; i < n; ++i) {
    hide_from(first, ranks, ranks[i]);
    put(scope_[first + i].name);
    put(" = ");
    traced(scope_[first + i].type, hows[i]);
    put("; ");
  }
  if (inherits) {
    hide_from(first, ranks, ranks[n]);
    put("inherit (");
    traced('a', how);
    put(") a b; ");
  }
  show(first);
  put("in ");
  hole(type);
  put(")");
  scope_.resize(first);
}

void Decoder::rec_set() {
  uint8_t how = next();
  size_t n = 2 + how % 4;
  std::vector<size_t> order = permutation(n), ranks = permutation(n);
  size_t first = scope_.size();
  for (size_t i = 0; i < n; ++i)
    scope_.push_back({std::string(1, static_cast<char>('a' + i)), 'i', true});
  put("rec { ");
  for (size_t i : order) {
    hide_from(first, ranks, ranks[i]);
    bool from = (how & 0x20) != 0 && i == 1;
    put(from ? "inherit (" : scope_[first + i].name + " = ");
    traced(from ? 'a' : 'i', static_cast<uint8_t>(how << (i & 3)));
    put(from ? ") b; " : "; ");
  }
  put("}");
  scope_.resize(first);
}

// A function of a set in which `a` and `b` are always given, so that their defaults are never
// taken, while `c` and `d` are so only sometimes.
void Decoder::formals() {
  uint8_t how = next();
  std::vector<size_t> order = permutation(4), ranks = permutation(4);
  size_t first = scope_.size();
  bool named = (how & 1) != 0;
  std::string argument = fresh_name();
  for (char c = 'a'; c <= 'd'; ++c) scope_.push_back({std::string(1, c), 'i', true});
  if (named) scope_.push_back({argument, 'a', false});
  put("(");
  if (named && (how & 2) != 0) put(argument + "@");
  put("{ ");
  for (size_t i : order) {
    put(scope_[first + i].name);
    bool given = i < 2;
    if (!given || (how >> (2 + i) & 1) != 0) {
      for (size_t k = 0; k < 4; ++k)
        scope_[first + k].hidden = !given && k >= 2 && ranks[k] >= ranks[i];
      put(" ? ");
      traced('i', static_cast<uint8_t>(how << i));
    }
    put(", ");
  }
  put("... }");
  if (named && (how & 2) == 0) put("@" + argument);
  put(": ");
  show(first);
  hole('i');
  put(")");
  scope_.resize(first);
}

// Only a variable keeps its cell.
void Decoder::variable(char type) {
  const Binding* found = visible(type, next());
  put(found ? found->name : "null");
}

// The path of a file with an expression of that type in it, which sees nothing of the program.
void Decoder::imported_file(char type) {
  std::string text = std::exchange(program_.text, {});
  std::vector<Binding> scope = std::exchange(scope_, {});
  uint32_t withs = std::exchange(withs_, 0);
  hole(type);
  std::string path = "/f" + std::to_string(program_.files.size()) + ".nix";
  program_.files.push_back({path, std::exchange(program_.text, std::move(text))});
  scope_ = std::move(scope);
  withs_ = withs;
  put(path);
}

std::string Program::listing() const {
  std::string out = text;
  for (const File& file : files) out += "\n  " + file.path + ": " + file.text;
  return out;
}

Program decode(std::span<const uint8_t> bytes) { return Decoder(bytes).run(); }

}  // namespace fuzz
