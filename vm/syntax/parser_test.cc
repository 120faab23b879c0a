// What a Nix program cannot see of the parser: positions, the shape of merged sets, the order in
// which names are interned, messages. What it can see (which texts are accepted, what they mean) is
// the corpus's.
#include "vm/syntax/parser.h"

#include <gtest/gtest.h>

#include "vm/syntax/test_support.h"

namespace vm {
namespace {

// "Call@1:1 Var@1:1 Int@1:3": all nodes, outer ones first.
std::string positions(const std::string& text) {
  Parsed p(text);
  if (!p.ok()) return p.text();
  std::string out;
  std::vector<const Node*> stack{p.result.root};
  while (!stack.empty()) {
    const Node* node = stack.back();
    stack.pop_back();
    if (!out.empty()) out += ' ';
    out += std::string(node_kind_name(node->kind)) + "@" + p.place(node->pos);
    std::vector<const Node*> inner = children(node);
    stack.insert(stack.end(), inner.rbegin(), inner.rend());
  }
  return out;
}

TEST(Positions, Nodes) {
  EXPECT_EQ(positions(" f a b"), "Call@1:2 Var@1:2 Var@1:4 Var@1:6");
  EXPECT_EQ(positions("(f a) b"), "Call@1:2 Var@1:2 Var@1:4 Var@1:7");
  EXPECT_EQ(positions("(f) a"), "Call@1:1 Var@1:2 Var@1:5");
  EXPECT_EQ(positions("f or"), "Call@1:1 Var@1:1 Var@1:3");
  EXPECT_EQ(positions("1 +\n 2 * 3"), "Add@1:3 Int@1:1 Mul@2:4 Int@2:2 Int@2:6");
  EXPECT_EQ(positions("a <= b -> !c"),
            "Implies@1:8 LessEqual@1:3 Var@1:1 Var@1:6 Not@1:11 Var@1:12");
  EXPECT_EQ(positions(" -a"), "Negate@1:2 Var@1:3");
  EXPECT_EQ(positions("x . a . b or c"), "Select@1:1 Var@1:1 Var@1:14");
  EXPECT_EQ(positions("x ? a"), "HasAttr@1:3 Var@1:1");
  EXPECT_EQ(positions(" x: { a ? 1 }@b: c"), "Lambda@1:2 Lambda@1:5 Int@1:11 Var@1:18");
  EXPECT_EQ(positions(" b@{ a }: c"), "Lambda@1:2 Var@1:11");
  EXPECT_EQ(positions(" if a then b else c"), "If@1:2 Var@1:5 Var@1:12 Var@1:19");
  EXPECT_EQ(positions(" with a; assert b; c"), "With@1:2 Var@1:7 Assert@1:10 Var@1:17 Var@1:20");
  EXPECT_EQ(positions(" let a = 1; in a"), "Let@1:2 Int@1:10 Var@1:16");
  EXPECT_EQ(positions(" rec { a = [ 1 ]; }"), "AttrSet@1:2 List@1:12 Int@1:14");
  EXPECT_EQ(positions(" let { body = 1; }"), "Select@1:2 AttrSet@1:2 Int@1:15");
  EXPECT_EQ(positions("\n\n  __curPos"), "CurPos@3:3");
  EXPECT_EQ(positions(" \"a${b}\""), "Concat@1:3 String@1:3 Var@1:6");
  EXPECT_EQ(positions(" ''a${b}''"), "Concat@1:2 String@1:4 Var@1:7");
  EXPECT_EQ(positions(" ./a/${b}c"), "Concat@1:2 Path@1:2 Var@1:8 String@1:10");
  EXPECT_EQ(positions(" <a>"), "Call@1:2 Var@1:2 Var@1:2 String@1:2");
  EXPECT_EQ(positions("{ a.b = 1; }"), "AttrSet@1:1 AttrSet@nowhere Int@1:9")
      << "a set that a path makes is written nowhere";
}

const AttrSetNode* root_set(const Parsed& p) {
  EXPECT_TRUE(p.ok()) << p.text();
  EXPECT_EQ(p.result.root->kind, NodeKind::kAttrSet);
  return static_cast<const AttrSetNode*>(p.result.root);
}

// "a@1:3 b@1:9": in the order in which the set keeps them, nested sets in braces.
std::string attributes(const Parsed& p, const AttrSetNode* set) {
  std::string out = set->recursive ? "rec" : "";
  for (const AttrDef& def : set->attrs) {
    if (!out.empty()) out += ' ';
    out += std::string(p.symbols.name(def.name)) + "@" + p.place(def.pos);
    if (def.kind == AttrKind::kInherited) out += "^";
    if (def.kind == AttrKind::kInheritFrom) out += "^" + std::to_string(def.from);
    if (def.kind == AttrKind::kPlain && def.value->kind == NodeKind::kAttrSet)
      out += "{" + attributes(p, static_cast<const AttrSetNode*>(def.value)) + "}";
  }
  for (const DynamicAttrDef& def : set->dynamic) out += " $@" + p.place(def.pos);
  return out;
}
std::string attributes(const std::string& text, std::string_view dialect = "default") {
  Parsed p(text, dialect);
  return p.ok() ? attributes(p, root_set(p)) : p.text() + " @ " + p.error_place();
}

TEST(Positions, Attributes) {
  EXPECT_EQ(attributes("{ a = 1;\n b = 2; }"), "a@1:3 b@2:2");
  EXPECT_EQ(attributes("{ a.b.c = 1; a.d = 2; }"), "a@1:3{b@1:3{c@1:3} d@1:14}");
  EXPECT_EQ(attributes("{ \"a\" = 1; ${\"b\"} = 2; }"), "a@1:3 b@1:12");
}

TEST(Positions, InheritedAttributes) {
  EXPECT_EQ(attributes("{ inherit a  b; }"), "a@1:11^ b@1:14^");
  EXPECT_EQ(attributes("{ inherit (x)  a b; inherit (y) c; }"), "a@1:16^0 b@1:18^0 c@1:33^1");
  // Before 2.21: the end of `inherit`, or of the source, for all names.
  EXPECT_EQ(attributes("{ inherit a  b; }", "nix-2.8"), "a@1:10^ b@1:10^");
  EXPECT_EQ(attributes("{ inherit (x)  a b; }", "nix-2.8"), "a@1:14^0 b@1:14^0");
}

TEST(Positions, FormalsAndPathNames) {
  Parsed p("{ a,\n b ? 1 }: a.b.${c}");
  ASSERT_TRUE(p.ok());
  auto* lambda = static_cast<const LambdaNode*>(p.result.root);
  EXPECT_EQ(p.place(lambda->formals[0].pos), "1:3");
  EXPECT_EQ(p.place(lambda->formals[1].pos), "2:2");
  auto* select = static_cast<const SelectNode*>(lambda->body);
  EXPECT_EQ(p.place(select->path[0].pos), "2:13");
  EXPECT_EQ(p.place(select->path[1].pos), "2:15");
  EXPECT_EQ(select->path[1].name, kNoSymbol);
}

// ---- sets

TEST(Merge, PathsAndSets) {
  EXPECT_EQ(attributes("{ a = { b = 1; }; a.c = 2; }"), "a@1:3{b@1:9 c@1:19}");
  EXPECT_EQ(attributes("{ a.b = 1; a = { c = 2; }; }"), "a@1:3{b@1:3 c@1:18}");
  EXPECT_EQ(attributes("{ a = ({ b = 1; }); a = (({ c = 2; })); }"), "a@1:3{b@1:10 c@1:29}");
  EXPECT_EQ(attributes("{ a = { b = { c = 1; }; }; a = { b = { d = 2; }; }; }"),
            "a@1:3{b@1:9{c@1:15 d@1:40}}");
}

TEST(Merge, TheFirstSetDecidesRecursion) {
  EXPECT_EQ(attributes("{ a = rec { b = 1; }; a.c = 2; }"), "a@1:3{rec b@1:13 c@1:23}");
  EXPECT_EQ(attributes("{ a.c = 2; a = rec { b = 1; }; }"), "a@1:3{c@1:3 b@1:22}");
}

TEST(Merge, SourcesOfInheritAreRenumbered) {
  EXPECT_EQ(attributes("{ a = { inherit (x) b; }; a = { inherit (y) c; inherit (z) d; }; }"),
            "a@1:3{b@1:21^0 c@1:45^1 d@1:60^2}");
}

TEST(Merge, DynamicAttributes) {
  std::string text = "{ a = { ${x} = 1; }; a = { ${y} = 2; }; }";
  EXPECT_EQ(attributes(text), "a@1:3{ $@1:9 $@1:28}");
  EXPECT_EQ(attributes(text, "nix-2.8"), "a@1:3{ $@1:9}") << "dropped before 2.17";
  EXPECT_EQ(attributes("{ ${x}.a = 1; ${x}.b = 2; }"), " $@1:3 $@1:15");
}

TEST(Merge, Duplicates) {
  EXPECT_EQ(attributes("{ a = 1;\n a = 2; }"),
            "error: attribute 'a' already defined at line 1, column 3 @ 2:2");
  EXPECT_EQ(attributes("{ a.b = 1; a.b = 2; }"),
            "error: attribute 'a.b' already defined at line 1, column 3 @ 1:12");
  EXPECT_EQ(attributes("{ a.b = 1; a.b.c = 2; }"),
            "error: attribute 'a.b' already defined at line 1, column 3 @ 1:12");
  EXPECT_EQ(attributes("{ a = { b.c = 1; }; a = { b.c = 2; }; }"),
            "error: attribute 'a.b.c' already defined at line 1, column 9 @ 1:27");
  EXPECT_EQ(attributes("{ a = x; a = { }; }"),
            "error: attribute 'a' already defined at line 1, column 3 @ 1:10");
  EXPECT_EQ(attributes("{ inherit a; a = 1; }"),
            "error: attribute 'a' already defined at line 1, column 11 @ 1:14");
  EXPECT_EQ(attributes("{ inherit (x) a; a.b = 1; }"),
            "error: attribute 'a' already defined at line 1, column 15 @ 1:18");
  EXPECT_EQ(attributes("{ a = 1; inherit a; }"),
            "error: attribute 'a' already defined at line 1, column 3 @ 1:18");
  EXPECT_EQ(attributes("{ \"a b\" = 1; ${\"a b\"} = 2; }"),
            "error: attribute '\"a b\"' already defined at line 1, column 3 @ 1:14");
  EXPECT_EQ(attributes("{ a = { b = { c = 1; }; }; a = { b = { d = 1; }; }; }", "nix-2.8"),
            "error: attribute 'a.b' already defined at line 1, column 9 @ 1:34")
      << "before 2.17 only one level is merged";
}

// Large sets are searched by an index that the builder keeps beside them.
TEST(Merge, LargeSets) {
  std::string text = "{ s = { ";
  for (int i = 0; i < 3000; ++i) text += "a" + std::to_string(i) + " = 1; ";
  std::string first = text + "}; s = { b.c = 1; }; s.b.d = 2; ";
  for (int i = 0; i < 3000; ++i) first += "s.z" + std::to_string(i) + " = 1; ";
  Parsed p(first + "}");
  const AttrSetNode* set = root_set(p);
  EXPECT_EQ(static_cast<const AttrSetNode*>(set->attrs[0].value)->attrs.size, 6001u);
  for (const char* name : {"a0", "a15", "a16", "a17", "a2999", "z0", "b.d"}) {
    std::string again = first + "s." + name + " = 1; }";
    EXPECT_NE(parsed(again).find("already defined"), std::string::npos) << name;
  }
}

// ---- names

// What was interned, in order.
std::string names(const std::string& text) {
  Parsed p(text);
  EXPECT_TRUE(p.ok()) << p.text();
  std::string out;
  for (Symbol s = 0; s < p.symbols.size(); ++s)
    out += std::string(s > 0 ? " " : "") + std::string(p.symbols.name(s));
  return out;
}

// The order of names decides in which order attributes are forced: it is that of Nix's reductions.
TEST(Names, AreInternedInTheOrderOfNix) {
  EXPECT_EQ(names("{ b = a; c.d = { }; }"), "b a c d");
  EXPECT_EQ(names("x: { b = 1; a = x; }"), "b a x") << "the argument of a lambda comes last";
  EXPECT_EQ(names("y@{ b ? a, c }: d"), "a b c d y") << "a formal comes after its default";
  EXPECT_EQ(names("{ inherit (s) b a; }"), "s b a");
  EXPECT_EQ(names("f.b a.${c}"), "f b a c");
}

// ---- numbers, strings, paths

TEST(Literals, OutOfRange) {
  EXPECT_EQ(parsed("9223372036854775807"), "9223372036854775807");
  EXPECT_EQ(parsed("9223372036854775808"),
            "error: invalid integer '9223372036854775808': it does not fit in 64 bits");
  EXPECT_EQ(parsed("1.0e400"), "error: invalid float '1.0e400': it is too large or too small");
}

TEST(Literals, NulBytes) {
  std::string text("\"a\0b\"", 5);
  Parsed p("[ " + text + " ]");
  EXPECT_EQ(p.text(), "error: a string literal cannot contain a NUL byte: remove it");
  EXPECT_EQ(p.error_place(), "1:3");
  EXPECT_EQ(parsed(text, "nix-2.8"), "\"a\"");
  EXPECT_EQ(parsed(std::string("''a\0b''", 7), "nix-2.8"), "\"a\"");
  EXPECT_EQ(parsed(std::string("''a\0b''", 7)).substr(0, 5), "error");
  EXPECT_EQ(parsed(std::string("{ \"a\0b\" = 1; }", 14), "nix-2.8"), "{ a = 1; }");
  EXPECT_EQ(parsed(std::string("1 \0 + ", 6)), "1");
  EXPECT_EQ(parsed(std::string("[ 1 \0 ]", 7)).substr(0, 40),
            "error: syntax error, unexpected end of f");
}

TEST(Literals, BytesThatAreNotUtf8) {
  EXPECT_EQ(parsed("\"\xff\xfe\" # \xff"), "\"\xff\xfe\"");
  EXPECT_EQ(parsed("a \xff"),
            "error: syntax error, unexpected invalid token, expecting end of file");
}

// ---- grammar where Nix surprises

TEST(Grammar, Or) {
  EXPECT_EQ(parsed("[ f or ]"), "[ ((f or)) ]");
  EXPECT_EQ(parsed("f or a"), "(f or a)");
  EXPECT_EQ(parsed("f a or b"), "(f (a or) b)");
  EXPECT_EQ(parsed("a.b or c or"), "(a).b or ((c or))");
  EXPECT_EQ(parsed("(a.b) or"), "(((a).b) or)");
  EXPECT_EQ(parsed("{ or = 4; }.or or 9"), "({ or = 4; }).or or (9)");
  for (const char* text : {"or", "[ or ]", "or: 1", "f or or", "{ or }: 1", "a.b or", "x = or"})
    EXPECT_EQ(parsed(text).substr(0, 5), "error") << text;
}

TEST(Grammar, CallsAreFlat) {
  EXPECT_EQ(parsed("(f a) b c"), "(f a b c)");
  EXPECT_EQ(parsed("((f a) b) (c d)"), "(f a b (c d))");
  EXPECT_EQ(parsed("<a> b"), "(__findFile __nixPath \"a\" b)");
  Parsed p("(f a b) c");
  EXPECT_EQ(static_cast<const CallNode*>(p.result.root)->args.size, 3u);
}

TEST(Grammar, Precedence) {
  struct Row {
    std::string_view text, printed;
  };
  constexpr Row kRows[] = {
      {"a -> b -> c", "(a -> (b -> c))"},
      {"a || b && c || d", "((a || (b && c)) || d)"},
      {"a == b && c != d", "((a == b) && (c != d))"},
      {"a < b == c", "((__lessThan a b) == c)"},
      {"a // b // c", "(a // (b // c))"},
      {"a // b < c", "(__lessThan (a // b) c)"},
      {"!a // b", "((! a) // b)"},
      {"!a + b", "(! (a + b))"},
      {"!a ? b", "(! ((a) ? b))"},
      {"!a == b", "((! a) == b)"},
      {"a + !b == c", "((a + (! b)) == c)"},
      {"a * !b + c", "(__mul a (! (b + c)))"},
      {"a - b - c", "(__sub (__sub a b) c)"},
      {"a - b * c / d", "(__sub a (__div (__mul b c) d))"},
      {"a * b ++ c", "(__mul a (b ++ c))"},
      {"a ++ b ++ c", "(a ++ (b ++ c))"},
      {"a ++ b ? c", "(a ++ ((b) ? c))"},
      {"a ? b ? c", "((((a) ? b)) ? c)"},
      {"-a ? b", "(((__sub 0 a)) ? b)"},
      {"-a.b c", "(__sub 0 ((a).b c))"},
      {"- -a", "(__sub 0 (__sub 0 a))"},
      {"-!a", "(__sub 0 (! a))"},
      {"a >= b", "(! (__lessThan a b))"},
      {"a <= b", "(! (__lessThan b a))"},
      {"a > b", "(__lessThan b a)"},
  };
  for (const Row& row : kRows) EXPECT_EQ(parsed(std::string(row.text)), row.printed) << row.text;
  for (const char* text :
       {"a == b == c", "a != b == c", "a < b < c", "a <= b > c", "1 -1 - ", "[ 1 -1 ]", "[ 1 + 1 ]",
        "[ !a ]", "f -> !", "a + if b then c else d", "f x: x", "a ? 1"})
    EXPECT_EQ(parsed(text).substr(0, 5), "error") << text;
}

TEST(Grammar, Pipes) {
  auto piped = [](const char* text) { return parsed(text, "default", "pipe-operators"); };
  EXPECT_EQ(piped("a |> f |> g"), "(g (f a))");
  EXPECT_EQ(piped("f <| g <| a"), "(f (g a))");
  EXPECT_EQ(piped("a |> f b"), "(f b a)");
  EXPECT_EQ(piped("a -> b |> !f || c"), "(((! f) || c) (a -> b))");
  EXPECT_EQ(piped("a |> f <| b"), "error: syntax error, unexpected '<|', expecting end of file");
  EXPECT_EQ(piped("f <| a |> f"), "error: syntax error, unexpected '|>', expecting end of file");
  EXPECT_EQ(piped("a |> x: x").substr(0, 5), "error");
  EXPECT_NE(parsed("a |> f").find("experimental feature pipe-operators"), std::string::npos);
}

TEST(Grammar, Lambdas) {
  EXPECT_EQ(parsed("{ }: 1"), "({  }: 1)");
  EXPECT_EQ(parsed("{ b, a ? c, ... }@x: 1"), "({ a ? c, b, ... } @ x: 1)");
  EXPECT_EQ(parsed("x@{ a, }: 1"), "({ a } @ x: 1)");
  EXPECT_EQ(parsed("[ { } ]"), "[ ({ }) ]");
  for (const char* text :
       {"{ , }: 1", "{ a, ..., }: 1", "{ ..., a }: 1", "{ a b }: 1", "{ a ? 1 ... }: 1", "{ a }",
        "{ a, b }", "{ a } b", "x@y: 1", "x@{ }@y: 1", "[ { }: 1 ]"})
    EXPECT_EQ(parsed(text).substr(0, 5), "error") << text;
  EXPECT_EQ(parsed("{ a, b, a }: 1"), "error: duplicate formal function argument 'a'");
  EXPECT_EQ(Parsed("{ a, b, a }: 1").error_place(), "1:9");
  EXPECT_EQ(parsed("{ a }@a: 1"), "error: duplicate formal function argument 'a'");
  EXPECT_EQ(parsed("a@{ a }: 1"), "error: duplicate formal function argument 'a'");
}

TEST(Grammar, Names) {
  EXPECT_EQ(parsed("{ ${\"a\"} = 1; \"b\".${''c''} = 2; }"), "{ a = 1; b = { c = 2; }; }");
  EXPECT_EQ(parsed("{ \"${\"a\"}\" = 1; }"), "{ ${\"${\"a\"}\"} = 1; }");
  EXPECT_EQ(parsed("{ inherit \"a\" ${\"b\"} or; }"), "{ inherit a b or; }");
  EXPECT_EQ(parsed("{ inherit ${a}; }"), "error: dynamic attributes not allowed in inherit");
  EXPECT_EQ(parsed("{ inherit \"${\"a\"}\"; }"),
            "error: dynamic attributes not allowed in inherit");
  EXPECT_EQ(parsed("let ${a} = 1; in 1"), "error: dynamic attributes not allowed in let");
  EXPECT_EQ(parsed("let a.${b} = 1; in 1"), "(let a = { ${b} = 1; }; in 1)");
  EXPECT_EQ(parsed("let { a = 1; }"), "(rec { a = 1; }).body");
}

TEST(Grammar, Paths) {
  EXPECT_EQ(parsed("[ ./a ../b c/d /e/../f ~/g ./. /. ]"),
            "[ (/base/dir/a) (/base/b) (/base/dir/c/d) (/f) (/home/me/g) (/base/dir) (/.) ]");
  EXPECT_EQ(parsed("./a/${x}b/${y}"), "/base/dir/a/${x}b/${y}");
  EXPECT_EQ(parsed("~/${x}"), "/home/me/${x}");
  EXPECT_EQ(parsed("./a//b${x}c//d"), "/base/dir/a/${\"/b\"}${x}c/${\"/d\"}");
  EXPECT_EQ(parsed("./a/"), "error: path has a trailing slash");
  EXPECT_EQ(Parsed("[ ./a/ ]").error_place(), "1:7");
  EXPECT_EQ(parsed("./a//b"), "error: syntax error, unexpected end of path, expecting '${'");
}

// ---- messages

TEST(Errors, SayWhatAndWhere) {
  struct Row {
    std::string_view text, message, place;
  };
  constexpr Row kRows[] = {
      {"1)", "syntax error, unexpected ')', expecting end of file", "1:2"},
      {"let a = 1 in a", "syntax error, unexpected 'in', expecting ';'", "1:11"},
      {"if a b else c", "syntax error, unexpected 'else', expecting 'then'", "1:8"},
      {"rec x", "syntax error, unexpected identifier, expecting '{'", "1:5"},
      {"a: a ? 1", "syntax error, unexpected integer, expecting identifier or 'or' or '${' or '\"'",
       "1:8"},
      {"", "syntax error, unexpected end of file", "1:1"},
      {"\n\n  [ a\n",
       "syntax error, unexpected end of file; the list opened at line 3, column 3 is not "
       "finished",
       "4:1"},
      {"{ a = (1; }", "syntax error, unexpected ';', expecting ')'", "1:9"},
      {"{ a = 1",
       "syntax error, unexpected end of file, expecting ';'; the attribute set opened at line 1, "
       "column 1 is not finished",
       "1:8"},
      {"let a = 1;",
       "syntax error, unexpected end of file, expecting 'in' or 'inherit'; the let opened at "
       "line 1, column 1 is not finished",
       "1:11"},
      {"\"a${b",
       "syntax error, unexpected end of file, expecting '}'; the interpolation opened at line 1, "
       "column 3 is not finished",
       "1:6"},
      {"\"ab",
       "syntax error, unexpected end of file, expecting '\"'; the string opened at line 1, column "
       "2 is "
       "not finished",
       "1:4"},
      {"''ab",
       "syntax error, unexpected end of file, expecting indented string or '${' or end of an "
       "indented "
       "string; the indented string opened at line 1, column 1 is not finished",
       "1:5"},
  };
  for (const Row& row : kRows) {
    Parsed p{std::string(row.text)};
    ASSERT_FALSE(p.ok()) << row.text;
    EXPECT_EQ(p.result.error->message, row.message) << row.text;
    EXPECT_EQ(p.error_place(), row.place) << row.text;
    EXPECT_EQ(p.result.error->error_class, ErrorClass::kParse) << row.text;
  }
}

// Where each warning stands; "" for none.
std::string warnings(std::string_view dialect, std::string text) {
  Parsed p(std::move(text), dialect);
  if (!p.ok()) return p.text();
  std::string out;
  for (const Diagnostic& w : p.result.warnings) out += (out.empty() ? "" : " ") + p.place(w.pos);
  return out;
}

TEST(Warnings, OrThatWillChange) {
  for (std::string_view text : {"f or", "f or a", "(f or)", "[ (f or) ]", "a.b or c", "{ or = a; }",
                                "f (g or)", "f a.b or c"})
    EXPECT_EQ(warnings("default", std::string(text)), "") << text;
  EXPECT_EQ(warnings("default", "[ f or ]"), "1:3");
  EXPECT_EQ(warnings("default", "f g or"), "1:3");
  EXPECT_EQ(warnings("default", "a.b or c or"), "1:8");
  EXPECT_EQ(warnings("default", "[ (f) or {} or ]"), "1:3 1:10");
  EXPECT_EQ(warnings("nix-2.24", "[ f or ]"), "");
}

TEST(Warnings, OfLix) {
  auto lix = [](std::string text) { return warnings("lix-2.95", std::move(text)); };
  EXPECT_EQ(lix("[ { or = a.or; } { inherit or; } { \"or\" = 1; } ]"), "1:5 1:12 1:28");
  EXPECT_EQ(lix("f or"), "1:3");
  EXPECT_EQ(lix("rec { ${a} = 1; b.${a} = 2; }"), "1:7");
  EXPECT_EQ(lix("let c.${a} = 1; in { ${a} = 1; }"), "");
  EXPECT_EQ(lix("[ .5 0.5 1. ]"), "1:3");
  EXPECT_EQ(lix(R"([ "\q\n\\\"\${" "\.${a}\," ''\x''\n''])"), "1:4 1:18 1:24")
      << "nothing is escaped in an indented string but behind two quotes";
  EXPECT_EQ(lix("''a''\\q''"), "1:6");
  EXPECT_EQ(lix("[ ''  a'' '' ${b}'' ''a'' ''   '' '' \n a'' ]"), "1:3 1:11");
  EXPECT_EQ(lix("''a\n  b''"), "1:1");
  EXPECT_EQ(lix("''a\n  ''"), "") << "nothing else to be stripped";
  EXPECT_EQ(lix("1 +\r\n2\r"), "1:4") << "once";
  EXPECT_EQ(warnings("lix-2.91", "let { body = rec { __overrides = { }; }; }"), "");
}

TEST(Warnings, AreLimited) {
  std::string text = "[";
  for (int i = 0; i < 1000; ++i) text += " .5";
  Parsed p(text + " ]", "lix-2.95");
  ASSERT_EQ(p.result.warnings.size(), kMaxWarnings);
  EXPECT_EQ(p.result.warnings.back().message, "further warnings of this file are not shown");
}

}  // namespace
}  // namespace vm
