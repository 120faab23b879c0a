// Bytes → program text: see generator.h for what a byte means. Everything recurses no deeper than
// kMaxRawDepth. A name that must not be used where it stands (a binding that would need itself)
// stays in scope, hidden: it still shadows others of its name.
#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>

#include "fuzz/generator/generator.h"
#include "fuzz/generator/raw.h"
#include "fuzz/generator/raw_names.h"
#include "vm/syntax/printer.h"

namespace fuzz {
namespace {

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
  kErrors,
};

struct Template {
  char type;
  Group group;
  std::string_view text;
};
constexpr Template kTemplates[] = {
#define TEMPLATE(type, group, text) {type, group, text},
#include "fuzz/generator/templates.def"
#undef TEMPLATE
};

constexpr size_t kMaxText = 20'000;

class Decoder {
 public:
  explicit Decoder(std::span<const uint8_t> bytes) : bytes_(bytes) {
    uint32_t off = next();
    off |= static_cast<uint32_t>(next()) << 8;
    uint8_t sizes = next(), errors = next(), machine = next(), slice = next();
    // Everything is on in a third of the programs, and errors are rare.
    if ((sizes & 3) == 0) off = 0;
    off &= ~(1u << kCore);
    if (errors >= 32 || errors == 0) off |= 1u << kErrors;
    off_ = off;
    cyclic_ = errors >= 250;
    few_names_ = (sizes & 4) != 0;
    max_depth_ = 5 + (sizes >> 3) % 8;
    program_.settings.collect_always = (machine & 1) != 0;
    program_.settings.nix_2_8 = (machine & 2) != 0;
    program_.settings.slice = (machine & 4) ? 1 + slice : 0;
    for (const Template& t : kTemplates)
      if (!(off_ >> t.group & 1)) by_type_[t.type - 'a'].push_back(&t);
  }

  Program run() {
    at_ = std::min(kHeaderBytes, bytes_.size());
    hole('v');
    return std::move(program_);
  }

 private:
  struct Binding {
    std::string name;
    char type;
    bool hidden;
  };

  uint8_t next() { return at_ < bytes_.size() ? bytes_[at_++] : 0; }
  bool at_end() const { return at_ >= bytes_.size(); }
  void put(std::string_view s) { program_.text += s; }
  bool full() const { return program_.text.size() > kMaxText; }

  void hole(char type) {
    size_t number = program_.holes.size();
    program_.holes.push_back({static_cast<uint32_t>(at_), 0, type});
    ++depth_;
    uint8_t b = next();
    if (b == kRaw) {
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

  // ---- Typed ----

  void leaf(char type, uint8_t b) {
    constexpr uint8_t kFirstLiteral = 60;
    std::vector<const Binding*> found;
    if (b < kFirstLiteral) found = visible(type);
    if (!found.empty()) {
      put(found[b % found.size()]->name);
      return;
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
        static constexpr const char* kTexts[] = {"\"a\"", "\"\"", "\"b1\"", "\"x-1.2\"", "\"c\""};
        return put(kTexts[b % 5]);
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
      default: {
        static constexpr const char* kTexts[] = {"null", "0", "\"a\"", "[ ]", "{ }", "true", "1.5"};
        return put(kTexts[b % 7]);
      }
    }
  }

  // Bindings that may be used, the innermost first.
  std::vector<const Binding*> visible(char type) const {
    std::vector<const Binding*> found;
    std::vector<std::string_view> seen;
    for (size_t i = scope_.size(); i-- > 0 && found.size() < 60;) {
      const Binding& b = scope_[i];
      if (std::find(seen.begin(), seen.end(), b.name) != seen.end()) continue;
      seen.push_back(b.name);
      bool fits = b.type == type || (type == 'v' && b.type != 'r' && b.type != 'o');
      if (fits && !b.hidden) found.push_back(&b);
    }
    return found;
  }

  // Whether `a` or `b` mean a binding that must not be used here: a `with` would not shadow it.
  bool hides_attributes() const {
    for (const Binding& b : scope_)
      if (b.hidden && b.name.size() == 1 && b.name[0] <= 'f') return true;
    return false;
  }

  std::string fresh_name() {
    ++names_;
    static constexpr const char* kFew[] = {"x", "y", "z", "u", "w"};
    return few_names_ ? kFew[names_ % 5] : "v" + std::to_string(names_);
  }

  void branch(char type, uint8_t b) {
    const std::vector<const Template*>& choices = by_type_[type - 'a'];
    // Scopes come behind the templates, each of them a few times.
    size_t lets = 2 + choices.size() / 6;
    size_t own = type == 'a' ? 4 : type == 'm' ? 6 : 0;
    size_t n = choices.size() + lets + own;
    size_t which = static_cast<size_t>(b - kFirstTemplate) * n / (kRaw - kFirstTemplate);
    if (which >= choices.size() + lets) return type == 'a' ? rec_set() : formals();
    if (which >= choices.size()) return let_scope(type);
    const Template& t = *choices[which];
    if (t.group == kWith && hides_attributes()) return leaf(type, b % kFirstTemplate);
    fill(t.text);
  }

  void fill(std::string_view text) {
    size_t begin = scope_.size();
    for (size_t i = 0; i + 1 < text.size(); ++i)
      if (text[i] == '~') scope_.push_back({std::string(1, text[i + 1]), 'r', true});
    size_t first = scope_.size();
    for (size_t i = 0; i + 2 < text.size(); ++i)
      if (is_binder(text, i)) scope_.push_back({fresh_name(), text[i + 1], true});
    // Two of one name in one template would be refused, or shadow what it refers to.
    for (size_t k = first; k < scope_.size(); ++k)
      for (size_t j = first; j < k; ++j)
        if (scope_[k].name == scope_[j].name) scope_[k].name += "'" + std::to_string(k - first);
    size_t bound = first, pending = first;
    std::string brackets;                            // that are open
    std::vector<std::pair<size_t, size_t>> lambdas;  // arguments, and how many brackets were open
    for (size_t i = 0; i < text.size(); ++i) {
      char c = text[i];
      if (c == '~') {
        ++i;
      } else if (c == '%') {
        hole(text[++i]);
      } else if (c == '#') {
        put("t" + std::to_string(traces_++));
      } else if (c == '$' && i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9') {
        put(scope_[first + static_cast<size_t>(text[++i] - '0')].name);
      } else if (is_binder(text, i)) {
        put(scope_[bound].name);
        i += 2;
        if (text[i + 1] == ':') {
          scope_[bound].hidden = false;
          pending = bound + 1;
          lambdas.emplace_back(bound, brackets.size());
        }
        ++bound;
      } else {
        // The end of a binding: what it binds may be used from here on.
        if (c == ';')
          for (; pending < bound; ++pending) scope_[pending].hidden = false;
        if (c == '(' || c == '[' || c == '{') brackets += c;
        bool closes = c == ')' || c == ']' || c == '}';
        if (closes && !brackets.empty()) brackets.pop_back();
        bool ends_value = c == ';' && !brackets.empty() && brackets.back() == '{';
        while (!lambdas.empty() && (closes || ends_value) &&
               lambdas.back().second >= brackets.size() + (ends_value ? 0 : 1)) {
          scope_[lambdas.back().first].hidden = true;
          lambdas.pop_back();
        }
        program_.text += c;
      }
    }
    scope_.resize(begin);
  }
  static bool is_binder(std::string_view text, size_t i) {
    return text[i] == '<' && i + 2 < text.size() && text[i + 2] == '>';
  }

  // Numbers 0 to n - 1 in an order drawn from one byte.
  std::vector<size_t> permutation(size_t n) {
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
  void hide_from(size_t first, const std::vector<size_t>& ranks, size_t rank) {
    for (size_t i = 0; i < ranks.size(); ++i)
      scope_[first + i].hidden = ranks[i] >= rank && !(cyclic_ && ranks[i] != rank);
  }
  void show(size_t first) {
    for (size_t i = first; i < scope_.size(); ++i) scope_[i].hidden = false;
  }
  // A value, told by a trace when bit 7 says so.
  void traced(char type, uint8_t how) {
    bool told = (how & 0x80) != 0 && !(off_ >> kTrace & 1);
    if (told) put("builtins.trace \"t" + std::to_string(traces_++) + "\" (");
    hole(type);
    if (told) put(")");
  }

  // Bindings in any order of text; each may use those that rank before it, wherever they stand.
  void let_scope(char type) {
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

  void rec_set() {
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
  void formals() {
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

  // ---- Untyped ----

  std::string text() {
    size_t n = next();
    std::string s;
    for (size_t i = 0; i < n && !at_end(); ++i) s += static_cast<char>(next());
    return s;
  }

  void path() {
    size_t n = 1u + next();
    for (size_t i = 0; i < n && (i == 0 || !at_end()); ++i) {
      if (i > 0) put(".");
      if (next() % 2 == 0) {
        put(vm::print_name(text()));
      } else {
        put("${");
        hole('v');
        put("}");
      }
    }
  }

  bool resolves(std::string_view name) const {
    if (withs_ > 0 || name == "true" || name == "false" || name == "null") return true;
    for (const Binding& b : scope_)
      if (b.name == name) return true;
    return std::find(std::begin(kGlobals), std::end(kGlobals), name) != std::end(kGlobals);
  }

  void bindings(bool scoped, bool dynamic_allowed) {
    struct Attribute {
      uint8_t kind;
      std::string name;
      size_t from;
    };
    size_t n_from = next() % 16, n = next();
    std::vector<Attribute> attributes;
    for (size_t i = 0; i < n && !at_end(); ++i) {
      uint8_t kind = next() % 3;
      std::string name = text();
      size_t from = kind == 2 ? next() : 0;
      if (kind == 2 && n_from == 0) kind = 0;
      if (kind == 1 && (!is_identifier(name) || !resolves(name))) kind = 0;
      bool twice = std::any_of(attributes.begin(), attributes.end(),
                               [&](const Attribute& a) { return a.name == name; });
      if (twice) name += "'" + std::to_string(i);
      attributes.push_back({kind, name, n_from == 0 ? 0 : from % n_from});
    }
    size_t n_dynamic = dynamic_allowed ? next() : 0;
    if (scoped)
      for (const Attribute& a : attributes)
        scope_.push_back({a.name, is_identifier(a.name) ? 'o' : 'r', false});
    for (size_t f = 0; f < n_from; ++f) {
      put("inherit (");
      hole('v');
      put(")");
      for (const Attribute& a : attributes)
        if (a.kind == 2 && a.from == f) put(" " + vm::print_name(a.name));
      put("; ");
    }
    for (const Attribute& a : attributes) {
      if (a.kind == 1) put("inherit " + a.name + "; ");
      if (a.kind != 0) continue;
      put(vm::print_name(a.name) + " = ");
      hole('v');
      put("; ");
    }
    for (size_t i = 0; i < n_dynamic && (i == 0 || !at_end()); ++i) {
      put("${");
      hole('v');
      put("} = ");
      hole('v');
      put("; ");
    }
  }

  void raw_formals() {
    uint8_t flags = next();
    std::string argument = text();
    bool named = (flags & 2) != 0 && is_identifier(argument);
    size_t n = next();
    std::vector<std::pair<std::string, bool>> formals;
    for (size_t i = 0; i < n && !at_end(); ++i) {
      std::string name = text();
      bool has_default = next() % 2 == 1;
      bool good = is_identifier(name) && !(named && name == argument);
      for (const auto& [other, unused] : formals) good = good && other != name;
      formals.emplace_back(good ? name : "f'" + std::to_string(i), has_default);
    }
    for (const auto& [name, unused] : formals) scope_.push_back({name, 'o', false});
    if (named) scope_.push_back({argument, 'o', false});
    put("{ ");
    for (size_t i = 0; i < formals.size(); ++i) {
      if (i > 0) put(", ");
      put(formals[i].first);
      if (!formals[i].second) continue;
      put(" ? ");
      hole('v');
    }
    if ((flags & 1) != 0) put(formals.empty() ? "..." : ", ...");
    put(" }");
    if (named) put("@" + argument);
    put(": ");
    hole('v');
  }

  void raw_leaf(Raw kind) {
    switch (kind) {
      case Raw::kInt: {
        uint64_t value = 0;
        size_t n = next() % 9;
        for (size_t i = 0; i < n; ++i) value |= static_cast<uint64_t>(next()) << 8 * i;
        return put(std::to_string(value & INT64_MAX));
      }
      case Raw::kFloat: {
        uint64_t bits = 0;
        for (int i = 0; i < 8; ++i) bits |= static_cast<uint64_t>(next()) << 8 * i;
        double d = std::bit_cast<double>(bits);
        return put(vm::print_float(std::isfinite(d) && !std::signbit(d) ? d : 0.5));
      }
      case Raw::kString:
        return put(vm::print_string(text()));
      case Raw::kVariable: {
        size_t out = next();
        out |= static_cast<size_t>(next()) << 8;
        std::vector<const Binding*> usable;
        for (const Binding& b : scope_)
          if (b.type != 'r') usable.push_back(&b);
        if (usable.empty()) return put("null");
        return put(usable[usable.size() - 1 - out % usable.size()]->name);
      }
      case Raw::kGlobal:
        return put(kGlobals[next() % std::size(kGlobals)]);
      default: {  // kFreeName
        std::string name = text();
        return put(is_identifier(name) && resolves(name) ? name : "null");
      }
    }
  }

  void raw() {
    Raw kind = static_cast<Raw>(next() % static_cast<uint8_t>(Raw::kCount_));
    if (kind <= Raw::kFreeName) return raw_leaf(kind);
    size_t scope = scope_.size();
    put("(");
    switch (kind) {
      case Raw::kSelect:
        put("(");
        hole('v');
        put(").");
        path();
        if (next() % 2 == 1) {
          put(" or (");
          hole('v');
          put(")");
        }
        break;
      case Raw::kHasAttr:
        put("(");
        hole('v');
        put(") ? ");
        path();
        break;
      case Raw::kSet: {
        bool recursive = next() % 2 == 1;
        put(recursive ? "rec { " : "{ ");
        bindings(recursive, true);
        put("}");
        break;
      }
      case Raw::kLet:
        put("let ");
        bindings(true, false);
        put("in ");
        hole('v');
        break;
      case Raw::kList: {
        size_t n = next();
        put("[");
        for (size_t i = 0; i < n && !at_end(); ++i) {
          put(" (");
          hole('v');
          put(")");
        }
        put(" ]");
        break;
      }
      case Raw::kLambda: {
        std::string name = text();
        if (!is_identifier(name)) name = "x";
        scope_.push_back({name, 'o', false});
        put(name + ": ");
        hole('v');
        break;
      }
      case Raw::kFormals:
        raw_formals();
        break;
      case Raw::kCall: {
        size_t n = 1u + next();
        put("(");
        hole('v');
        put(")");
        for (size_t i = 0; i < n && (i == 0 || !at_end()); ++i) {
          put(" (");
          hole('v');
          put(")");
        }
        break;
      }
      case Raw::kWith:
        put("with ");
        hole('v');
        put("; ");
        ++withs_;
        hole('v');
        --withs_;
        break;
      case Raw::kIf:
        put("if ");
        hole('v');
        put(" then ");
        hole('v');
        put(" else ");
        hole('v');
        break;
      case Raw::kAssert:
        put("assert ");
        hole('v');
        put("; ");
        hole('v');
        break;
      case Raw::kNot:
      case Raw::kNegate:
        put(kind == Raw::kNot ? "!(" : "-(");
        hole('v');
        put(")");
        break;
      case Raw::kBinary: {
        const char* op = kBinaries[next() % std::size(kBinaries)].text;
        put("(");
        hole('v');
        put(std::string(") ") + op + " (");
        hole('v');
        put(")");
        break;
      }
      default: {  // kConcat
        size_t n = next();
        put("\"");
        for (size_t i = 0; i < n && (i == 0 || !at_end()); ++i) {
          put("${");
          hole('v');
          put("}");
        }
        put("\"");
        break;
      }
    }
    put(")");
    scope_.resize(scope);
  }

  std::span<const uint8_t> bytes_;
  size_t at_ = 0;
  Program program_;
  uint32_t off_ = 0;
  bool cyclic_ = false, few_names_ = false;
  uint32_t max_depth_ = 0, depth_ = 0;
  uint32_t names_ = 0, traces_ = 0, withs_ = 0;
  std::vector<Binding> scope_;
  std::vector<const Template*> by_type_[26];
};

}  // namespace

Program decode(std::span<const uint8_t> bytes) { return Decoder(bytes).run(); }

}  // namespace fuzz
