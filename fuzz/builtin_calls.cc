// See builtin_calls.h. Arguments are bound to names, so that the same cell can be met twice.
#include "fuzz/builtin_calls.h"

#include <algorithm>
#include <iterator>

#include "vm/builtins/table.h"

namespace fuzz {
namespace {

// Files, the network, the debugger.
constexpr std::string_view kOutside[] = {
    "fetchurl",   "fetchTarball", "fetchGit",     "fetchMercurial", "fetchTree", "fetchClosure",
    "getFlake",   "import",       "scopedImport", "readFile",       "readDir",   "readFileType",
    "pathExists", "findFile",     "getEnv",       "hashFile",       "path",      "filterSource",
    "storePath",  "break",        "toPath"};

struct Row {
  std::string_view name, arguments;
};
constexpr Row kRows[] = {
#define ARGUMENTS(name, letters) {name, letters},
#include "fuzz/builtin_arguments.def"
#undef ARGUMENTS
};

// What an argument may be made of; all of it when the byte is 0.
struct Swarm {
  bool traces, errors, stores, bytes, wrong_types, shared;
  explicit Swarm(uint8_t b)
      : traces(b == 0 || b & 1),
        errors(b == 0 || b & 2),
        stores(b == 0 || b & 4),
        bytes(b == 0 || b & 8),
        wrong_types(b == 0 || b & 16),
        shared(b == 0 || b & 32) {}
};

constexpr std::string_view kWords[] = {
    "",          "a",          "b",
    "ab",        "foo",        "out",
    "name",      "value",      "x y",
    "é",         "A",          "/",
    ".",         "..",         "a/b",
    "/a/b/",     "//",         "${",
    "\"",        "\\",         "\n",
    "\r\n",      "\t",         "-",
    "_",         "0",          "1.0",
    "true",      "null",       "key",
    "drv",       ".drv",       "a.drv",
    "\xff",      "\xc3",       "\xf0\x9f\x98\x80",
    "\x1b[1m",   "\a",         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "outPath",   "__toString", "type",
    "derivation"};
constexpr std::string_view kRegexes[] = {
    "a",     ".",       "(",     ")",    "[",     "]",     "*",           "+",
    "?",     "|",       "^",     "$",    "(a|b)", "[a-z]", "[^a]",        "(a*)*",
    "{2}",   "{1,}",    "{0,3}", "{,2}", "\\",    "\\.",   "[[:alpha:]]", "[[:space:]]*",
    "(.*)",  "([^/]+)", "[]a]",  "[a",   "()",    "x",     "é",           "[z-a]",
    "{256}", "\\1"};
constexpr std::string_view kJson[] = {"{",
                                      "}",
                                      "[",
                                      "]",
                                      ",",
                                      ":",
                                      "\"a\"",
                                      "\"b\"",
                                      "1",
                                      "-1",
                                      "1.5",
                                      "1e5",
                                      "1E-400",
                                      "1e999",
                                      "9223372036854775807",
                                      "9223372036854775808",
                                      "-9223372036854775809",
                                      "18446744073709551616",
                                      "true",
                                      "false",
                                      "null",
                                      " ",
                                      "\n",
                                      "\"\\u0041\"",
                                      "\"\\ud83d\\ude00\"",
                                      "\"\\ud800\"",
                                      "\"\\u0000\"",
                                      "\"\\n\"",
                                      "{\"a\":1}",
                                      "[1,2]",
                                      "{\"a\":{\"b\":[]}}",
                                      "-",
                                      "01",
                                      "1.",
                                      ".5",
                                      "\"",
                                      "tru",
                                      "//",
                                      "\xff",
                                      "{\"a\":1,\"a\":2}",
                                      "-0",
                                      "-0.0",
                                      "[[[[",
                                      "]]]]"};
constexpr std::string_view kToml[] = {"a",
                                      " = ",
                                      "1",
                                      "\n",
                                      "[a]\n",
                                      "[[a]]\n",
                                      "[a.b]\n",
                                      "\"s\"",
                                      "'s'",
                                      "\"\"\"m\n\"\"\"",
                                      "'''m'''",
                                      "true",
                                      "1.5",
                                      "inf",
                                      "-nan",
                                      "0x1f",
                                      "0o7",
                                      "0b1",
                                      "1_000",
                                      "1979-05-27T07:32:00Z",
                                      "1979-05-27",
                                      "07:32:00.5",
                                      "1979-05-27 07:32:00+01:00",
                                      "[ 1, 2 ]",
                                      "{ b = 1 }",
                                      ".",
                                      "b",
                                      "# c\n",
                                      "\"\\u00e9\"",
                                      "\"\\x\"",
                                      ",",
                                      "[",
                                      "]",
                                      "{",
                                      "}",
                                      "=",
                                      "9223372036854775808",
                                      "+1",
                                      "1e3",
                                      "\r\n",
                                      "\t",
                                      "a = 1\n",
                                      "b.c = 2\n",
                                      "\xff",
                                      "01",
                                      "1979-13-41"};
// What documents are made of that are mostly well-formed.
constexpr std::string_view kJsonLeaves[] = {"1",
                                            "-1",
                                            "0",
                                            "1.5",
                                            "-0.0",
                                            "1e5",
                                            "1e999",
                                            "9223372036854775807",
                                            "9223372036854775808",
                                            "18446744073709551616",
                                            "true",
                                            "false",
                                            "null",
                                            "\"a\"",
                                            "\"\"",
                                            "\"\\u0041\\n\"",
                                            "\"\\ud83d\\ude00\"",
                                            "\"\\ud800\"",
                                            "\"\\u0000\"",
                                            "\"é\"",
                                            "\"\xff\"",
                                            "01",
                                            " 1 "};
constexpr std::string_view kTomlLeaves[] = {"1",
                                            "-1",
                                            "+1",
                                            "0x1f",
                                            "0o7",
                                            "0b1",
                                            "1_000",
                                            "1.5",
                                            "1e3",
                                            "inf",
                                            "-nan",
                                            "true",
                                            "false",
                                            "\"s\"",
                                            "'s'",
                                            "\"\"\"m\nn\"\"\"",
                                            "'''m'''",
                                            "\"\\u00e9\"",
                                            "1979-05-27T07:32:00Z",
                                            "1979-05-27",
                                            "07:32:00.5",
                                            "1979-05-27 07:32:00+01:00",
                                            "9223372036854775807",
                                            "9223372036854775808",
                                            "01"};
constexpr std::string_view kTomlKeys[] = {"a", "b", "c", "a.b", "b.c", "\"x y\"", "'q'", "1"};
constexpr std::string_view kAttributes[] = {"a",         "b",       "c",    "name",
                                            "value",     "outPath", "type", "__toString",
                                            "__functor", "\"x y\"", "key",  "_type"};
constexpr std::string_view kFlakeSchemes[] = {"github:",
                                              "gitlab:",
                                              "sourcehut:",
                                              "path:",
                                              "flake:",
                                              "git+https://",
                                              "git+file://",
                                              "hg+ssh://",
                                              "tarball+https://",
                                              "file+https://",
                                              "https://",
                                              "http://",
                                              "",
                                              "x:",
                                              "github:a/b"};
constexpr std::string_view kFlakeParts[] = {"a",
                                            "b",
                                            "nixpkgs",
                                            "/",
                                            ".",
                                            "..",
                                            "./a",
                                            "?",
                                            "&",
                                            "dir=lib",
                                            "ref=main",
                                            "host=h.org",
                                            "submodules=1",
                                            "shallow=x",
                                            "lastModified=5",
                                            "revCount=-1",
                                            "rev=0123456789012345678901234567890123456789",
                                            "0123456789012345678901234567890123456789",
                                            "narHash=sha256-AAAA",
                                            "name=n",
                                            "a=b",
                                            "%20",
                                            "%2",
                                            "#f",
                                            "~s",
                                            "a.tar.gz",
                                            ":8080",
                                            "u@",
                                            "é",
                                            " ",
                                            "[::1]"};
constexpr std::string_view kFlakeTypes[] = {"github", "gitlab", "sourcehut", "path", "indirect",
                                            "git",    "hg",     "tarball",   "file", "x"};
constexpr std::string_view kFlakeAttributes[] = {
    "owner",      "repo",    "ref",     "rev",     "dir",          "host",
    "url",        "path",    "id",      "narHash", "lastModified", "revCount",
    "submodules", "shallow", "allRefs", "name",    "unpack",       "x"};
constexpr std::string_view kVersions[] = {
    "1",       "2", "10", ".", "-", "pre",        "rc",       "a",     "b",  "1.2.3",
    "2.3pre1", "0", "00", "_", "+", "9999999999", "name-1.2", "x-y-3", "-1", "é"};

class Decoder {
 public:
  Decoder(std::span<const uint8_t> bytes, uint8_t swarm) : bytes_(bytes), swarm_(swarm) {}

  std::string call(const BuiltinCalls::Callee& callee) {
    std::string arguments;
    for (char letter : callee.arguments) {
      std::string name = "x" + std::to_string(bound_);
      put(bound_ == 0 ? "let " : "");
      put(name + " = ");
      argument(letter);
      put("; ");
      ++bound_;
      arguments += " " + name;
    }
    put(bound_ == 0 ? "" : "in ");
    put("builtins." + callee.name + arguments);
    return std::move(text_);
  }

 private:
  static constexpr uint32_t kMaxNesting = 5;
  static constexpr size_t kMaxText = 6'000;

  uint8_t next() { return at_ < bytes_.size() ? bytes_[at_++] : 0; }
  void put(std::string_view s) { text_ += s; }
  template <size_t N>
  std::string_view one_of(const std::string_view (&pool)[N]) {
    return pool[next() % N];
  }

  void quoted(std::string_view s) {
    text_ += '"';
    for (char c : s) {
      if (c == '"' || c == '\\' || c == '$') text_ += '\\';
      text_ += c;
    }
    text_ += '"';
  }

  // A few of the pool's, or bytes as they come.
  template <size_t N>
  std::string pieces(const std::string_view (&pool)[N], size_t most) {
    std::string s;
    uint8_t how = next();
    if (swarm_.bytes && how >= 224) {
      for (size_t n = how % 32; n > 0 && at_ < bytes_.size(); --n) s += static_cast<char>(next());
      return s;
    }
    for (size_t n = how % most; n > 0; --n) s += one_of(pool);
    return s;
  }

  // A value of JSON or of TOML.
  void document(std::string& out, bool json, uint32_t level) {
    uint8_t how = next();
    if (how % 4 < 2 || level > 4) {
      out += json ? one_of(kJsonLeaves) : one_of(kTomlLeaves);
      return;
    }
    bool list = how % 4 == 2;
    out += list ? '[' : '{';
    for (uint32_t n = how / 4 % 4, i = 0; i < n; ++i) {
      if (i > 0 && how < 240) out += ", ";
      if (!list) {
        std::string key(1, static_cast<char>('a' + next() % 4));
        out += json ? "\"" + key + "\": " : key + " = ";
      }
      document(out, json, level + 1);
    }
    out += list ? ']' : '}';
  }
  void toml_line(std::string& out) {
    uint8_t how = next();
    if (how % 4 == 0) {
      out += how >= 128 ? "[[" : "[";
      out += one_of(kTomlKeys);
      out += how >= 128 ? "]]" : "]";
    } else {
      out += one_of(kTomlKeys);
      out += " = ";
      document(out, false, 2);
    }
    out += how >= 250 ? "\r\n" : "\n";
  }

  // What the letter wants, seldom something else; perhaps traced, thrown, or one from before.
  void argument(char letter) {
    uint8_t how = next();
    if (swarm_.shared && how == 255 && bound_ > 0)
      return put("x" + std::to_string(next() % bound_));
    if (swarm_.errors && how >= 248) {
      switch (how % 3) {
        case 0:
          return put("(throw \"e" + std::to_string(told_++) + "\")");
        case 1:
          return put("(abort \"e" + std::to_string(told_++) + "\")");
        default:
          return put("(1 + { })");
      }
    }
    bool traced = swarm_.traces && how % 4 == 3;
    if (traced) put("(builtins.trace \"t" + std::to_string(told_++) + "\" ");
    ++nesting_;
    value(swarm_.wrong_types && how >= 232 ? 'v' : letter);
    --nesting_;
    if (traced) put(")");
  }

  void value(char letter) {
    bool leaf = nesting_ > kMaxNesting || text_.size() > kMaxText;
    switch (letter) {
      case 'i':
        return integer();
      case 'f':
        return next() % 3 == 0 ? number() : integer();
      case 'b':
        return put(next() % 2 == 0 ? "true" : "false");
      case 's':
        return next() % 6 == 5 && swarm_.stores ? stored() : quoted(pieces(kWords, 6));
      case 'n': {
        std::string_view name = one_of(kAttributes);
        return quoted(name[0] != '"' && next() % 4 != 3 ? name : one_of(kWords));
      }
      case 'r':
        return quoted(pieces(kRegexes, 8));
      case 'j': {
        if (next() % 4 == 3) return quoted(pieces(kJson, 16));
        std::string json;
        document(json, true, 0);
        return quoted(json);
      }
      case 't': {
        if (next() % 4 == 3) return quoted(pieces(kToml, 20));
        std::string toml;
        for (size_t n = next() % 6; n > 0; --n) toml_line(toml);
        return quoted(toml);
      }
      case 'V':
        return quoted(pieces(kVersions, 7));
      case 'u': {
        std::string scheme(one_of(kFlakeSchemes));
        return quoted(scheme + pieces(kFlakeParts, 8));
      }
      case 'd':
        return swarm_.stores ? stored() : quoted(pieces(kWords, 4));
      case 'p':
        return next() % 3 == 0 ? put("(/. + " + path_text() + ")") : quoted(pieces(kWords, 5));
      case 'h': {
        constexpr std::string_view kAlgorithms[] = {"md5", "sha1", "sha256", "sha512", "sha3", ""};
        return quoted(one_of(kAlgorithms));
      }
      default:
        break;
    }
    if (leaf) return put("null");
    switch (letter) {
      case 'l':
        return list('v');
      case 'L':
        return list('f');
      case 'S':
        return list('s');
      case 'N':
        return list('l');
      case 'A':
        return list('a');
      case 'a':
        return set();
      case 'g':
        return function();
      case 'P': {
        constexpr std::string_view kPredicates[] = {
            "(x: true)",      "(x: false)", "(x: builtins.trace x (x == 1))",
            "builtins.isInt", "(x: x < 2)", "(x: throw \"p\")",
            "(x: 1)"};
        return put(one_of(kPredicates));
      }
      case 'G': {
        constexpr std::string_view kFunctions[] = {"(a: b: a + b)",
                                                   "(a: b: [ a b ])",
                                                   "(a: b: builtins.trace [ a b ] a)",
                                                   "(a: b: b)",
                                                   "(a: b: throw \"g\")",
                                                   "(a: throw \"g1\")",
                                                   "builtins.add",
                                                   "(a: a)",
                                                   "{ __functor = s: a: b: b; }"};
        return put(one_of(kFunctions));
      }
      case 'K': {
        constexpr std::string_view kComparators[] = {
            "builtins.lessThan", "(a: b: a < b)",
            "(a: b: b < a)",     "(a: b: true)",
            "(a: b: false)",     "(a: b: builtins.trace [ a b ] (a < b))",
            "(a: b: a <= b)",    "(a: b: throw \"k\")",
            "(a: b: null)",      "(a: builtins.trace a (b: a < b))"};
        return put(one_of(kComparators));
      }
      case 'e':
        put("[ ");
        for (size_t n = next() % 5; n > 0; --n) {
          put("{ name = ");
          argument('n');
          put("; ");
          if (next() % 8 != 7) {
            put("value = ");
            argument('v');
            put("; ");
          }
          put("} ");
        }
        return put("]");
      case 'c':
        return context_set();
      case 'C':
        put("{ startSet = map (key: { inherit key; }) ");
        argument('L');
        put("; operator = ");
        put(next() % 2 == 0 ? "x: if x.key < 5 then [ { key = x.key + 1; } { key = 3; } ] else [ ]"
                            : "x: builtins.trace x.key [ ]");
        return put("; }");
      case 'D':
        return derivation();
      case 'H':
        return hash_set();
      case 'U':
        return flake_set();
      default:
        return anything();
    }
  }

  void anything() {
    constexpr std::string_view kKinds = "ifbsnVdplLSNAagPGKeD";
    uint8_t b = next();
    if (b % 24 >= kKinds.size()) return put(b % 2 == 0 ? "null" : "{ }");
    value(kKinds[b % 24]);
  }

  void integer() {
    constexpr std::string_view kInts[] = {"0",
                                          "1",
                                          "2",
                                          "3",
                                          "(-1)",
                                          "4",
                                          "7",
                                          "(-2)",
                                          "100",
                                          "9223372036854775807",
                                          "(-9223372036854775807 - 1)",
                                          "9223372036854775806",
                                          "4294967296",
                                          "2147483648",
                                          "1152921504606846975",
                                          "1152921504606846976",
                                          "(-1152921504606846977)"};
    put(one_of(kInts));
  }
  void number() {
    constexpr std::string_view kNumbers[] = {"0.0",
                                             "(-0.0)",
                                             "0.5",
                                             "1.5",
                                             "(-2.5)",
                                             "1e300",
                                             "9223372036854775807.0",
                                             "(-9223372036854775808.0)",
                                             "9223372036854775808.0",
                                             "1e-320",
                                             "(1e300 * 1e300)",
                                             "(1e300 * 1e300 - 1e300 * 1e300)",
                                             "3.0",
                                             "0.1"};
    put(one_of(kNumbers));
  }

  std::string path_text() {
    std::string before = std::move(text_);
    text_.clear();
    quoted("/" + pieces(kWords, 4));
    std::swap(text_, before);
    return before;
  }

  // Of derivations that are never built.
  void stored() {
    constexpr std::string_view kDerivation =
        "(derivation { name = \"d\"; system = \"s\"; builder = \"b\"; outputs = [ \"out\" \"dev\" "
        "]; })";
    std::string d(kDerivation);
    switch (next() % 8) {
      case 0:
        return put("\"${" + d + "}\"");
      case 1:
        return put(d + ".drvPath");
      case 2:
        return put("\"a${" + d + ".dev}b${" + d + "}\"");
      case 3:
        return put("(builtins.toFile \"t\" \"text\")");
      case 4:
        return put("(builtins.unsafeDiscardOutputDependency " + d + ".drvPath)");
      case 5:
        return put("(builtins.substring 0 0 " + d + ".drvPath)");
      case 6:
        return put(d);
      default:
        return put("\"${builtins.toFile \"u\" \"\"}${" + d + ".drvPath}\"");
    }
  }

  void list(char letter) {
    put("[ ");
    for (size_t n = next() % 6; n > 0; --n) {
      argument(letter);
      put(" ");
    }
    put("]");
  }

  void set() {
    std::string_view names[4];
    size_t n = next() % 5;
    bool recursive = next() % 8 == 7;
    put(recursive ? "rec { " : "{ ");
    for (size_t i = 0; i < n; ++i) {
      names[i] = one_of(kAttributes);
      if (std::find(names, names + i, names[i]) != names + i) continue;
      put(std::string(names[i]) + " = ");
      bool called = names[i] == "__toString" || names[i] == "__functor";
      argument(called ? 'g' : names[i] == "outPath" ? 's' : 'v');
      put("; ");
    }
    put("}");
  }

  // What the type needs, most of the time, and a few more.
  void flake_set() {
    std::string_view type = one_of(kFlakeTypes);
    std::vector<std::string_view> names;
    bool archive = type == "github" || type == "gitlab" || type == "sourcehut";
    if (archive) names = {"owner", "repo"};
    if (type == "path") names = {"path"};
    if (type == "indirect") names = {"id"};
    if (names.empty()) names = {"url"};
    if (next() % 8 == 7) names.pop_back();
    for (size_t n = next() % 4; n > 0; --n) names.push_back(one_of(kFlakeAttributes));
    put("{ ");
    if (next() % 8 != 7) {
      put("type = ");
      quoted(type);
      put("; ");
    }
    for (size_t i = 0; i < names.size(); ++i) {
      if (std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i]) !=
          names.begin() + static_cast<std::ptrdiff_t>(i))
        continue;
      put(names[i]);
      put(" = ");
      bool is_number = names[i] == "lastModified" || names[i] == "revCount";
      bool is_flag = names[i] == "submodules" || names[i] == "shallow" || names[i] == "unpack";
      if (names[i] == "url")
        argument('u');
      else
        argument(is_number ? 'i' : is_flag ? 'b' : 's');
      put("; ");
    }
    put("}");
  }

  void function() {
    constexpr std::string_view kFunctions[] = {"(x: x)",
                                               "(x: [ x ])",
                                               "(x: x + 1)",
                                               "(x: builtins.trace x x)",
                                               "(x: throw \"f\")",
                                               "({ a, b ? 1, ... }: a)",
                                               "({ a ? 2 }@s: s)",
                                               "builtins.typeOf",
                                               "builtins.toString",
                                               "(x: y: [ x y ])",
                                               "(builtins.add 1)",
                                               "{ __functor = s: x: x; }",
                                               "(x: \"s\")",
                                               "(x: { a = x; })",
                                               "builtins.length"};
    put(one_of(kFunctions));
  }

  void context_set() {
    constexpr std::string_view kPaths[] = {"/nix/store/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-a",
                                           "/nix/store/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb-b.drv",
                                           "/nix/store/cccccccccccccccccccccccccccccccc-c.drv",
                                           "/nix/store/x", "a"};
    constexpr std::string_view kUses[] = {"{ path = true; }",
                                          "{ allOutputs = true; }",
                                          "{ outputs = [ \"out\" ]; }",
                                          "{ outputs = [ \"out\" \"dev\" ]; path = true; }",
                                          "{ }",
                                          "{ path = 1; }",
                                          "{ outputs = [ ]; }",
                                          "{ path = false; allOutputs = false; }"};
    size_t n = next() % 3;
    size_t first = next();
    put("{ ");
    for (size_t i = 0; i < n; ++i) {
      quoted(kPaths[(first + i) % std::size(kPaths)]);
      put(" = ");
      put(one_of(kUses));
      put("; ");
    }
    put("}");
  }

  void derivation() {
    constexpr std::string_view kMore[] = {
        "",
        "outputs = [ \"out\" \"dev\" ]; ",
        "args = [ \"a\" 1 ]; ",
        "__ignoreNulls = true; n = null; ",
        "__structuredAttrs = true; x = { a = [ 1 2.5 ]; }; ",
        "outputHash = \"\"; outputHashAlgo = \"sha256\"; ",
        "outputHashMode = \"recursive\"; outputHashAlgo = \"sha256\"; outputHash = "
        "\"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"; ",
        "__contentAddressed = true; ",
        "impure = true; ",
        "outputs = [ ]; ",
        "outputs = [ \"drv\" ]; ",
        "env = { a = 1; }; ",
        "allowedReferences = [ ]; "};
    put("{ name = ");
    argument('n');
    put("; system = \"s\"; builder = ");
    argument('s');
    put("; ");
    put(one_of(kMore));
    put("v = ");
    argument('v');
    put("; }");
  }

  void hash_set() {
    constexpr std::string_view kHashes[] = {
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73",
        "d41d8cd98f00b204e9800998ecf8427e",
        "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "",
        "zz"};
    constexpr std::string_view kAlgorithms[] = {"sha256", "md5", "sha1", "sha512", "x"};
    constexpr std::string_view kFormats[] = {"base16", "nix32", "base32", "base64", "sri", "x"};
    put("{ hash = ");
    quoted(one_of(kHashes));
    if (next() % 2 == 0) {
      put("; hashAlgo = ");
      quoted(one_of(kAlgorithms));
    }
    put("; toHashFormat = ");
    quoted(one_of(kFormats));
    put("; }");
  }

  std::span<const uint8_t> bytes_;
  Swarm swarm_;
  size_t at_ = 0;
  std::string text_;
  uint32_t bound_ = 0, told_ = 0, nesting_ = 0;
};

}  // namespace

BuiltinCalls::BuiltinCalls(const vm::Dialect& dialect) {
  for (const vm::BuiltinRow* row : vm::all_builtins(dialect)) {
    std::string_view name = row->name;
    if (name.starts_with("__")) name.remove_prefix(2);
    if (std::find(std::begin(kOutside), std::end(kOutside), name) != std::end(kOutside)) continue;
    std::string arguments(row->arity, 'v');
    for (const Row& known : kRows)
      if (known.name == name) arguments = known.arguments;
    callees_.push_back({std::string(name), std::move(arguments)});
  }
}

std::string BuiltinCalls::decode(std::span<const uint8_t> bytes) const {
  uint8_t which = bytes.empty() ? 0 : bytes[0], swarm = bytes.size() < 2 ? 0 : bytes[1];
  Decoder decoder(bytes.size() < 2 ? std::span<const uint8_t>() : bytes.subspan(2), swarm);
  return decoder.call(callees_[which % callees_.size()]);
}

}  // namespace fuzz
