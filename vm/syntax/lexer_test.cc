// Which tokens a text is made of. Each row was checked against the scanner of Nix 2.8 by what its
// parser accepts; here the tokens themselves are visible.
#include "vm/syntax/lexer.h"

#include <gtest/gtest.h>

#include <string>

namespace vm {
namespace {

std::string_view kind_name(TokenKind kind) {
  static constexpr std::string_view kNames[] = {
#define TOKEN(name, text) #name,
#define KEYWORD(name, text) #name,
#include "vm/syntax/token.def"
#undef TOKEN
#undef KEYWORD
  };
  return kNames[static_cast<int>(kind)];
}

// "Id(a) Plus(+) Int(1)": up to the end of the text or an error.
std::string tokens(std::string_view text) {
  Lexer lexer(text);
  std::string out;
  for (;;) {
    Token token = lexer.next();
    if (token.kind == TokenKind::kEndOfFile) return out;
    if (!out.empty()) out += ' ';
    if (token.kind == TokenKind::kError) return out + "Error: " + std::string(lexer.error());
    out += kind_name(token.kind);
    out += '(' + std::string(lexer.text(token)) + ')';
  }
}

struct Row {
  std::string_view text;
  std::string_view tokens;
};

TEST(Lexer, LongestMatch) {
  constexpr Row kRows[] = {
      {"a-b", "Id(a-b)"},
      {"a -b", "Id(a) Minus(-) Id(b)"},
      {"a'b_-1'", "Id(a'b_-1')"},
      {"true->false", "Id(true-) Greater(>) Id(false)"},
      {"a ->b", "Id(a) Implies(->) Id(b)"},
      {"1a", "Int(1) Id(a)"},
      {"1_000", "Int(1) Id(_000)"},
      {"0x10", "Int(0) Id(x10)"},
      {"x:x", "Uri(x:x)"},
      {"x: x", "Id(x) Colon(:) Id(x)"},
      {"x:(x)", "Id(x) Colon(:) LeftParen(() Id(x) RightParen())"},
      {"a_b:c", "Id(a_b) Colon(:) Id(c)"},
      {"a'b:c", "Id(a'b) Colon(:) Id(c)"},
      {"a.b:c", "Uri(a.b:c)"},
      {"git+ssh.x://h/%20?a&b=c,d!~*'", "Uri(git+ssh.x://h/%20?a&b=c,d!~*')"},
      {"a:b/c", "Uri(a:b/c)"},
      {"a/b:c", "Path(a/b) PathEnd() Colon(:) Id(c)"},
      {"6/3", "Path(6/3) PathEnd()"},
      {"6 / 3", "Int(6) Slash(/) Int(3)"},
      {"6 /3", "Int(6) Path(/3) PathEnd()"},
      {"6/ 3", "Int(6) Slash(/) Int(3)"},
      {"a//b", "Id(a) Update(//) Id(b)"},
      {"-1/2", "Path(-1/2) PathEnd()"},
      {"++/a", "Path(++/a) PathEnd()"},
      {"->/a", "Implies(->) Path(/a) PathEnd()"},
      {".../a", "Path(.../a) PathEnd()"},
      {"a.b.c", "Id(a) Dot(.) Id(b) Dot(.) Id(c)"},
      {"a.b.c/d", "Path(a.b.c/d) PathEnd()"},
      {"a'b/c", "Id(a'b) Path(/c) PathEnd()"},
      {"a++b", "Id(a) Concat(++) Id(b)"},
      {"{}:x", "LeftBrace({) RightBrace(}) Colon(:) Id(x)"},
      {"...", "Ellipsis(...)"},
      {"....", "Ellipsis(...) Dot(.)"},
      {"..a", "Dot(.) Dot(.) Id(a)"},
  };
  for (const Row& row : kRows) EXPECT_EQ(tokens(row.text), row.tokens) << row.text;
}

TEST(Lexer, Words) {
  EXPECT_EQ(tokens("if then else assert with let in rec inherit or"),
            "If(if) Then(then) Else(else) Assert(assert) With(with) Let(let) In(in) Rec(rec) "
            "Inherit(inherit) OrKeyword(or)");
  EXPECT_EQ(tokens("if' iff orr in_ rec-"), "Id(if') Id(iff) Id(orr) Id(in_) Id(rec-)");
  EXPECT_TRUE(is_keyword("assert"));
  EXPECT_FALSE(is_keyword("or"));
  EXPECT_TRUE(is_identifier("or"));
  EXPECT_TRUE(is_identifier("_a'-"));
  for (std::string_view word : {"", "1a", "a b", "let", "-a", "é"})
    EXPECT_FALSE(is_identifier(word));
}

TEST(Lexer, Numbers) {
  constexpr Row kRows[] = {
      {"007", "Int(007)"},
      {"1.", "Float(1.)"},
      {".5", "Float(.5)"},
      {"0.5", "Float(0.5)"},
      {"0.", "Int(0) Dot(.)"},
      {"00.5", "Int(00) Float(.5)"},
      {"01.5", "Int(01) Float(.5)"},
      {"0.0.0", "Float(0.0) Float(.0)"},
      {"1e3", "Int(1) Id(e3)"},
      {"1.e3", "Float(1.e3)"},
      {"1.5E-3", "Float(1.5E-3)"},
      {"1.5e+", "Float(1.5) Id(e) Plus(+)"},
      {"1.a", "Float(1.) Id(a)"},
      {"1..a", "Float(1.) Dot(.) Id(a)"},
      {"1.5/a", "Path(1.5/a) PathEnd()"},
  };
  for (const Row& row : kRows) EXPECT_EQ(tokens(row.text), row.tokens) << row.text;
}

TEST(Lexer, OperatorsAndStrayCharacters) {
  EXPECT_EQ(tokens("= == ! != < <= > >= && || -> // ++ |> <| ? @ , ;"),
            "Assign(=) Equal(==) Not(!) NotEqual(!=) Less(<) LessEqual(<=) Greater(>) "
            "GreaterEqual(>=) And(&&) Or(||) Implies(->) Update(//) Concat(++) PipeInto(|>) "
            "PipeFrom(<|) Question(?) At(@) Comma(,) Semicolon(;)");
  EXPECT_EQ(tokens("& | $ ^ % ` \\ ' ~"),
            "Invalid(&) Invalid(|) Invalid($) Invalid(^) Invalid(%) Invalid(`) Invalid(\\) "
            "Invalid(') Invalid(~)");
  EXPECT_EQ(tokens("\xc3\xa9"), "Invalid(\xc3) Invalid(\xa9)");
  EXPECT_EQ(tokens("a===b"), "Id(a) Equal(==) Assign(=) Id(b)");
}

TEST(Lexer, BlanksAndComments) {
  EXPECT_EQ(tokens(" \t\r\n1#a\r2#b\n3 /* * / */4/**/5/***/6"),
            "Int(1) Int(2) Int(3) Int(4) Int(5) Int(6)");
  EXPECT_EQ(tokens("1 /*/ 2 /*/ 3"), "Int(1) Int(3)");
  EXPECT_EQ(tokens("1 /* 2"), "Int(1) Slash(/) Star(*) Int(2)");
  EXPECT_EQ(tokens("#\xff\xfe\n1"), "Int(1)");
  EXPECT_EQ(tokens(std::string_view("#\0a\n1", 5)), "Int(1)");
  EXPECT_EQ(tokens(std::string_view("1 \0 2", 5)), "Int(1)") << "a NUL byte ends the text";
}

TEST(Lexer, Strings) {
  constexpr Row kRows[] = {
      {R"("a\"b$c")", R"(String("a\"b$c"))"},
      {R"("")", R"(String(""))"},
      {R"("$")", R"(String("$"))"},
      {R"("$$")", R"(String("$$"))"},
      {R"("$${a}")", R"(String("$${a}"))"},
      {R"("\${a}")", R"(String("\${a}"))"},
      {R"("$\${a}")", R"(String("$\${a}"))"},
      {R"("a${b}c")", R"(Quote(") Str(a) DollarCurly(${) Id(b) RightBrace(}) Str(c) Quote("))"},
      {R"("$$${b}")", R"(Quote(") Str($$) DollarCurly(${) Id(b) RightBrace(}) Quote("))"},
      {R"("${{}}")",
       R"(Quote(") DollarCurly(${) LeftBrace({) RightBrace(}) RightBrace(}) Quote("))"},
      {R"("a)", R"(Quote(") Str(a))"},
      {R"("a\)", R"(Quote(") Str(a))"},
      {R"("a$)", R"(Quote(") Str(a))"},
  };
  for (const Row& row : kRows) EXPECT_EQ(tokens(row.text), row.tokens) << row.text;
}

TEST(Lexer, StringsKnowWhatTheyHold) {
  auto first = [](std::string_view text) { return Lexer(text).next(); };
  EXPECT_FALSE(first("\"a$b\"").escaped);
  EXPECT_TRUE(first("\"a\\b\"").escaped);
  EXPECT_TRUE(first("\"a\rb\"").escaped);
  EXPECT_FALSE(first("\"a\nb\"").nul);
  EXPECT_TRUE(first(std::string_view("\"a\0b\"", 5)).nul);
  EXPECT_TRUE(first(std::string_view("\"a\\\0b\"", 6)).nul);
}

TEST(Lexer, IndentedStrings) {
  constexpr Row kRows[] = {
      {"''''", "IndOpen('') IndClose('')"},
      {"''  \n a''", "IndOpen(''  \n) IndText( a) IndClose('')"},
      {"''  a''", "IndOpen('') IndText(  a) IndClose('')"},
      {"''a'b''", "IndOpen('') IndText(a'b) IndClose('')"},
      {"''a''$b''", "IndOpen('') IndText(a) IndEscape(''$) IndText(b) IndClose('')"},
      {"''a'''b''", "IndOpen('') IndText(a) IndEscape(''') IndText(b) IndClose('')"},
      {"''a''\\nb''", "IndOpen('') IndText(a) IndEscape(''\\n) IndText(b) IndClose('')"},
      {"''$$ $''", "IndOpen('') IndText($$ ) IndEscape($) IndClose('')"},
      {"''$${a}''", "IndOpen('') IndText($${a}) IndClose('')"},
      {"''a'${b}''",
       "IndOpen('') IndText(a) IndEscape(') DollarCurly(${) Id(b) RightBrace(}) "
       "IndClose('')"},
      {"''\\", "IndOpen('') IndText(\\)"},
      {"'' ''\\", "IndOpen('') IndText( ) IndClose('') Invalid(\\)"},
      {"'''", "IndOpen('') IndEscape(')"},
  };
  for (const Row& row : kRows) EXPECT_EQ(tokens(row.text), row.tokens) << row.text;
}

TEST(Lexer, Paths) {
  constexpr Row kRows[] = {
      {"./a", "Path(./a) PathEnd()"},
      {"./.", "Path(./.) PathEnd()"},
      {"../a.b/c+d_e-f", "Path(../a.b/c+d_e-f) PathEnd()"},
      {"/a;", "Path(/a) PathEnd() Semicolon(;)"},
      {"~/a", "HomePath(~/a) PathEnd()"},
      {"./", "Dot(.) Slash(/)"},
      {"./a/${b}c", "Path(./a/) DollarCurly(${) Id(b) RightBrace(}) Str(c) PathEnd()"},
      {"./${b}", "Path(./) DollarCurly(${) Id(b) RightBrace(}) PathEnd()"},
      {"a/${b}", "Path(a/) DollarCurly(${) Id(b) RightBrace(}) PathEnd()"},
      {"/${b}", "Path(/) DollarCurly(${) Id(b) RightBrace(}) PathEnd()"},
      {"~/${b}", "HomePath(~/) DollarCurly(${) Id(b) RightBrace(}) PathEnd()"},
      {"/a${b}c//d", "Path(/a) DollarCurly(${) Id(b) RightBrace(}) Str(c/) Str(/d) PathEnd()"},
      {"/a//b", "Path(/a/) Str(/b) PathEnd()"},
      {"/a/", "Path(/a/) Error: path has a trailing slash"},
      {"/a/ b", "Path(/a/) Error: path has a trailing slash"},
      {"/a${b}/",
       "Path(/a) DollarCurly(${) Id(b) RightBrace(}) Str(/) Error: path has a trailing slash"},
      {"<a/b.c>", "SearchPath(<a/b.c>)"},
      {"<a/>", "Less(<) Id(a) Slash(/) Greater(>)"},
      {"</a>", "Less(<) Path(/a) PathEnd() Greater(>)"},
      {"< a>", "Less(<) Id(a) Greater(>)"},
      {"a<b>c", "Id(a) SearchPath(<b>) Id(c)"},
      {"a<b", "Id(a) Less(<) Id(b)"},
  };
  for (const Row& row : kRows) EXPECT_EQ(tokens(row.text), row.tokens) << row.text;
}

TEST(Lexer, PathPieces) {
  for (std::string_view piece : {"a", "a/", "/a", "/", "a/b", "/a/b/", "..", "+-_"})
    EXPECT_TRUE(is_path_piece(piece)) << piece;
  for (std::string_view piece : {"", "//", "a//b", "/a//", "a b", "a:b", "\xc3\xa9"})
    EXPECT_FALSE(is_path_piece(piece)) << piece;
}

// A run of `a.a.a.…` could be one path or one URI: what follows it is asked for by every token of
// it.
TEST(Lexer, LongRunsTakeLinearTime) {
  for (std::string_view unit : {"a.", "a+", "1.", "a-b.", "-", "a <", "''", "/*"}) {
    std::string text;
    for (int i = 0; i < 1'000'000; ++i) text += unit;
    Lexer lexer(text);
    size_t count = 0;
    while (lexer.next().kind != TokenKind::kEndOfFile && count < 4'000'000) ++count;
    EXPECT_GT(count, 100'000u) << unit;
  }
}

}  // namespace
}  // namespace vm
