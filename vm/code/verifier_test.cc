// The verifier from both sides: it accepts what the compiler makes of every construct, and refuses
// modules that are wrong in one thing, for that reason. Wrong modules are compiled text with a word
// changed, or code written by hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <random>

#include "vm/code/chunk.h"
#include "vm/code/test_modules.h"
#include "vm/compiler/compiled_text.h"

namespace vm {
namespace {

Module compiled(std::string_view text, std::string_view dialect = "default") {
  CompiledText t(text, dialect);
  EXPECT_FALSE(t.error) << text << ": " << t.error->message;
  EXPECT_EQ(verify(t.module), "") << text << "\n" << t.disassembly();
  return t.module;
}

uint32_t find(const Module& m, uint32_t chunk, Op op, uint32_t nth = 0) {
  const std::vector<uint32_t>& code = m.chunks.at(chunk).code;
  for (uint32_t at = 0; at < code.size(); at += instruction_words(&code[at]))
    if (op_of(code[at]) == op && nth-- == 0) return at;
  ADD_FAILURE() << "chunk " << chunk << " has no such " << op_info(op).name;
  return 0;
}

// Text with words changed: operand `operand` of the nth `op` in a chunk becomes `value`.
struct Change {
  uint32_t chunk;
  Op op;
  uint32_t operand, value;
  uint32_t nth = 0;
};
Module changed(std::string_view text, const Change& change) {
  Module m = compiled(text);
  m.chunks[change.chunk].code[find(m, change.chunk, change.op, change.nth) + change.operand] =
      change.value;
  return m;
}
// Text without the nth `op` of a chunk; only for what no jump passes over.
Module without(std::string_view text, uint32_t chunk, Op op, uint32_t nth = 0) {
  Module m = compiled(text);
  Chunk& from = m.chunks[chunk];
  auto at = from.code.begin() + find(m, chunk, op, nth);
  from.code.erase(at, at + instruction_words(&*at));
  from.positions.clear();
  return m;
}

void rejects(const Module& m, std::string_view reason) {
  std::string error = verify(m);
  EXPECT_NE(error.find(reason), std::string::npos)
      << "wanted: " << reason << "\ngot: " << (error.empty() ? "accepted" : error) << "\n"
      << disassemble(m, SymbolTable(), SourceManager());
}
void accepts(const Module& m) {
  EXPECT_EQ(verify(m), "") << disassemble(m, SymbolTable(), SourceManager());
}

// Every construct, and every way in which scopes, laziness and tails meet.
constexpr std::string_view kExpressions[] = {
    "1",
    "1.5",
    "\"text\"",
    "./path",
    "[ ]",
    "{ }",
    "null",
    "true",
    "map",
    "__curPos",
    "-1",
    "!true",
    "1 + 2",
    "a: b: a + b",
    "a: b: a + b * -a",
    "a: (a.b + 1) + (a.c + 2)",
    "1 - 2 * 3 / 4",
    "a: a < 1",
    "a: [ (a <= 1) (a > 1) (a >= 1) (a == 1) (a != 1) ]",
    "a: b: a && b || !a -> b",
    "a: b: if a && b || !(a -> b) then 1 else 2",
    "a: a ? b.c",
    "a: a ? b.${a}.\"c d\"",
    "a: a.b.c",
    "a: a.b.c or 1",
    "a: a.${a.b}.c or (a.d or 2)",
    "a: a.${a}",
    "a: (a.b or a).${a.c} or a",
    "\"x${toString 1}y${\"z\"}\"",
    "./a/${\"b\"}/c",
    "''\n  indented ${\"x\"}\n''",
    "[ 1 (1 + 1) \"a\" [ ] { } (x: x) ]",
    "{ a = 1; b = 1 + 1; }",
    "{ a.b.c = 1; a.b.d = 2; }",
    "let a = 1; in a",
    "let a = b; b = a; in a",
    "let a = 1 + b; b = 2 + a; c = [ a b ]; in c",
    "let inherit (x) a b; x = { a = 1; b = a; }; in a",
    "x: { inherit x; inherit (x) a b; inherit (x.c or { }) d; }",
    "rec { a = b; b = a + 1; c = rec { d = a; e = f; f = d; }; }",
    "rec { inherit (a) b; a = { b = 1; }; c = b; }",
    "a: rec { inherit a; b = a; c = b; }",
    "let f = n: if n == 0 then 0 else f (n - 1); in f 10",
    "let even = n: n == 0 || odd (n - 1); odd = n: n != 0 && even (n - 1); in even 10",
    "{ a }: a",
    "{ a, b ? a }: b",
    "{ a ? b, b ? a }: [ a b ]",
    "{ a ? b, b ? c, c ? d, d ? 1 }: a",
    "{ a ? b + 1, b ? a + 1 }@c: a + c.b",
    "c@{ a ? c, ... }: a",
    "{ }: 1",
    "{ ... }: 1",
    "{ a ? let x = b; y = x; in y, b ? { inherit a; } }: a",
    "x: y: { a ? x, b ? y, ... }: z: [ a b z ]",
    "a: b: c: d: e: f: g: h: i: j: a j",
    "f: f 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17",
    "f: [ (f 1 2 3 4 5 6 7 8 9) ]",
    "x: with x; a",
    "x: y: with x; with y; [ a b x ]",
    "with { a = 1; }; let b = a; in with { c = b; }; c + a",
    "x: with x; { inherit a; b = c; }",
    "x: with (x.a or x); if a then b else c",
    "assert true; 1",
    "x: assert x.a or false; assert x ? b; x.c",
    "x: { ${x} = 1; }",
    "x: { a = x; ${x.a} = a: a; \"b${x}\" = 2; }",
    "rec { a = \"n\"; ${a} = a; }",
    "x: [ { ${x} = { ${x} = 1; }; } ]",
    "rec { __overrides = { a = 2; }; a = b; b = 1; }",
    "x: rec { inherit x; inherit (y) z; y = { z = a; }; a = x + b; b = z; __overrides = { b = 3; "
    "}; ${a} = b; }",
    "let { a = b; b = 1; body = a; __overrides = { b = 2; }; }",
    "x: x // { a = 1; } // { b = 2; }",
    "x: (x.a or x) // (if x.b then x.c else x.d)",
    "x: x ++ [ 1 ] ++ (if x == [ ] then [ ] else x)",
    "let __sub = a: b: a; in 1 - 2",
    "let __lessThan = a: b: true; in if 1 < 2 then 2 >= 1 else -1",
    "let __mul = 1; __div = 2; in a: a * 1 / 2",
    "builtins.add 1 2",
    "builtins.add",
    "<nixpkgs>",
    "x: if x then (if x then 1 else 2) else if x then 3 else 4",
    "x: [ (if x then 1 else 2) ] ++ [ (x || x) ]",
    "x: \"${if x then \"a\" else \"${x.a or \"b\"}\"}${x.c}\"",
    "let a = x: y: a y x; b = a b; in b",
    "import ./file.nix { inherit (import ./other.nix) a; }",
    "throw \"x\"",
    "let a = { b = c: d: { inherit a c; e = d; }; }; in a.b 1 2",
    "with { a = 1; }; let b = c; c = d; d = a; e = [ b c ]; in { inherit (f) e; f = e; }.e",
    "x: with x; { a ? b, c ? d, e ? c }: [ a b c d e ]",
    "x: with x; with a; rec { b = c + d; d = e; inherit (f) g; }",
};

TEST(Verifier, AcceptsWhatTheCompilerMakes) {
  for (std::string_view dialect : dialect_names()) {
    for (std::string_view text : kExpressions) {
      CompiledText t(text, dialect);
      // A dialect may refuse a text, but not the norm.
      if (dialect != "nix-2.35" && t.error) continue;
      ASSERT_FALSE(t.error) << text << ": " << t.error->message;
      EXPECT_EQ(verify(t.module), "") << text << " in " << dialect << "\n" << t.disassembly();
    }
  }
}

TEST(Verifier, AcceptsScopedFiles) {
  CompiledText t("a + b", "default", {"a", "b"});
  ASSERT_FALSE(t.error);
  EXPECT_EQ(verify(t.module), "") << t.disassembly();
}

TEST(Verifier, AcceptsFramesOfAnySize) {
  constexpr uint32_t kSlots = 100'000;
  std::string list = "x: [", strings = "x: \"";
  for (uint32_t i = 0; i < kSlots; ++i) {
    list += "(x 1)";
    strings += "${if x then \"a\" else \"b\"}";
  }
  EXPECT_GE(compiled(list + "]").chunks[1].slots, kSlots);
  EXPECT_GE(compiled(strings + "\"").chunks[1].slots, kSlots);
}

// --- what is refused: form ---

TEST(Verifier, ChecksTheHeader) {
  rejects(Module(), "the module has no chunk");
  Module m = entry(0, {});
  rejects(m, "chunk 0: has no code");
  m = entry(0, {kReturnOne});
  accepts(m);
  m.chunks[0].kind = static_cast<Chunk::Kind>(2);
  rejects(m, "is neither thunk nor function");
  m = entry(1, {kReturnOne});
  m.chunks[0].arity = 1;
  rejects(m, "takes 1 arguments; a function takes 1 to 8, a thunk none");
  rejects(around(function(9, 9, {kReturnOne})), "takes 9 arguments");
  m = around(function(2, 2, {kReturnOne}));
  m.chunks[1].parameters.pop_back();
  rejects(m, "names 1 of its 2 parameters");
  m = around(function(1, 1, {kReturnOne}));
  m.chunks[1].no_blackhole = true;
  rejects(m, "is a function with the marks of a thunk");
  rejects(around(function(2, 1, {kReturnOne})), "has fewer slots than arguments");
  m = entry(3, {kReturnOne});
  rejects(m, "has 3 slots, more than its code could fill");
  m.chunks[0].slots = UINT32_MAX;
  rejects(m, "more than its code could fill");
  m = entry(0, {kReturnOne});
  m.chunks[0].captures = 1;
  rejects(m, "is the module's entry, but has captures");
  m.chunks[0].captures = UINT32_MAX;
  rejects(m, "has more captures than an instruction can give it");
  m = entry(0, {kReturnOne});
  m.chunks[0].constants[0].kind = static_cast<Constant::Kind>(99);
  rejects(m, "has a constant of no known kind");
}

TEST(Verifier, ChecksFormals) {
  Module m = compiled("{ a ? 1, b, ... }: a");
  m.chunks[1].formals[1].name = m.chunks[1].formals[0].name;
  rejects(m, "its formals are not distinct and ascending by symbol");
  m = compiled("{ a ? 1, b, ... }: a");
  m.chunks[1].has_formals = false;
  rejects(m, "lists formals, but has_formals is not set");
  m = entry(1, {kReturnOne});
  m.chunks[0].has_formals = true;
  rejects(m, "is a thunk with formals");
  rejects(around(formals({false}, 2, {{Op::kReturn, {s(0)}}})), "does not begin with MatchFormals");
  rejects(around(function(1, 2, {{Op::kMatchFormals, {0, 1}}, kReturnOne})),
          "stands in a chunk without formals");
  rejects(around(formals({false}, 2,
                         {{Op::kMatchFormals, {0, 1}}, {Op::kMatchFormals, {0, 1}}, kReturnOne})),
          "must be the first instruction of its chunk");
  rejects(changed("x: { a }: a", {1, Op::kMatchFormals, 1, 0}), "must match the last argument");
  rejects(changed("{ a, b }: a", {1, Op::kMatchFormals, 2, 2}), "uses slot 3 of a frame of 3");
}

TEST(Verifier, ChecksThatInstructionsAreWhole) {
  Module m = entry(0, {kReturnOne});
  m.chunks[0].code.insert(m.chunks[0].code.begin(), kOpCount);
  rejects(m, "word 0: no instruction has opcode " + std::to_string(kOpCount));
  m = entry(0, {kReturnOne});
  m.chunks[0].code.pop_back();
  rejects(m, "word 0 (Return): is cut off");
  m = entry(1, {{Op::kMakeList, {0, k(kOne)}}, {Op::kReturn, {s(0)}}});
  accepts(m);
  m.chunks[0].code[0] = make_word0(Op::kMakeList, kMaxCount);
  rejects(m, "word 0 (MakeList): is cut off");
  rejects(entry(1, {{Op::kMove, {0, k(kOne)}}}), "word 0 (Move): runs off the end of the chunk");
  rejects(entry(1, {{Op::kMove, {0, k(kOne)}, 7}, kReturnOne}),
          "has a count, but nothing to count");
}

TEST(Verifier, ChecksOperandRanges) {
  rejects(changed("x: x + 1", {1, Op::kAdd, 1, 2}), "word 0 (Add): uses slot 2 of a frame of 2");
  rejects(changed("x: x + 1", {1, Op::kAdd, 2, s(9)}), "uses slot 9");
  rejects(changed("x: x + 1", {1, Op::kAdd, 2, s(kOperandMask)}), "uses slot 1073741823");
  rejects(changed("x: x + 1", {1, Op::kAdd, 2, c(0)}), "reads capture 0 of 0");
  rejects(changed("x: x + 1", {1, Op::kAdd, 3, k(1)}), "reads constant 1 of 1");
  rejects(changed("x: x + 1", {1, Op::kAdd, 3, 3u << kOperandBits}),
          "in a place that does not exist");
  rejects(changed("x: x.a", {1, Op::kSelect, 3, kNoSymbol}), "names no symbol");
  rejects(changed("x: [ x x ]", {1, Op::kMakeList, 3, s(2)}), "uses slot 2 of a frame of 2");
  rejects(changed("x: \"a${x}b\"", {1, Op::kConcatStrings, 2, 3}), "uses slot 5 of a frame of 5");
  rejects(entry(2, {{Op::kConcatStrings, {0, 1}}, kReturnOne}), "joins nothing");
  rejects(changed("rec { a = 1; __overrides = { }; }", {0, Op::kOverrides, 3, 2}),
          "uses slot 3 of a frame of 3");
  rejects(changed("rec { a = 1; __overrides = { }; }", {0, Op::kOverrides, 4, UINT32_MAX}),
          "of a frame of 3");
}

TEST(Verifier, ChecksJumps) {
  std::string_view text = "x: [ (if x then 1 else 2) ]";
  rejects(changed(text, {2, Op::kJumpIfFalse, 2, 5000}), "jumps to word 5000, behind the end");
  rejects(changed(text, {2, Op::kJumpIfFalse, 2, 0}), "jumps back to word 0");
  rejects(changed(text, {2, Op::kJumpIfFalse, 2, 4}),
          "jumps to word 4, into the middle of an instruction");
  rejects(entry(0, {{Op::kJump, {4}}, kReturnOne, kReturnOne}),
          "word 2 (Return): can never be reached");
  rejects(entry(0, {{Op::kJump, {0}}}), "jumps back to word 0");
  std::string_view compares = "x: if x < 1 then 1 else 2";
  rejects(changed(compares, {1, Op::kJumpIfFalse, 1, s(0)}),
          "must be followed by JumpIfFalse on its answer slot");
  rejects(changed(compares, {1, Op::kJumpIfFalse, 2, 8}), "with the same target");
  rejects(changed(compares, {1, Op::kJumpIfFalse, 0, make_word0(Op::kJumpIfTrue, 0)}),
          "must be followed by JumpIfFalse");
  rejects(entry(1, {{Op::kJumpIfEqual, {k(kOne), k(kOne), 0, 5}}, kReturnOne}),
          "must be followed by JumpIfTrue");
}

TEST(Verifier, ChecksChunksThatAreMade) {
  std::string_view text = "x: [ (x 1) (x 2) ]";
  rejects(changed(text, {1, Op::kMakeThunk, 2, 9}), "makes chunk 9, which does not exist");
  rejects(changed(text, {1, Op::kMakeThunk, 2, 1}),
          "makes chunk 1; a chunk makes only chunks behind it");
  rejects(changed(text, {1, Op::kMakeThunk, 2, 3}), "makes chunk 3, which is made already");
  rejects(entry_and(thunk(0, {kReturnOne}), 0, {kReturnOne}),
          "chunk 1: no instruction of a chunk before it makes it");
  rejects(entry_and(thunk(0, {kReturnOne}), 1, {{Op::kMakeClosure, {0, 1}}, kReturnOne}),
          "chunk 1 is a thunk");
  rejects(entry_and(function(1, 1, {kReturnOne}), 1, {{Op::kMakeThunk, {0, 1}}, kReturnOne}),
          "chunk 1 is a function");
  rejects(entry_and(returns_capture(), 1, {{Op::kMakeThunk, {0, 1}}, kReturnOne}),
          "gives 0 captures to chunk 1, which has 1");
  std::string_view closure = "x: y: [ (z: x y) ]";
  Module m = compiled(closure);
  ASSERT_EQ(m.chunks[2].makes_closure, 3u);
  m.chunks[2].makes_closure = 1;
  rejects(m, "says that it only makes a closure of chunk 1, but does something else");
  m = compiled(closure);
  std::swap(m.chunks[2].code[3], m.chunks[2].code[4]);
  rejects(m, "says that it only makes a closure of chunk 3, but does something else");
}

TEST(Verifier, ChecksShapesAndCounts) {
  rejects(changed("x: { a = x; }", {1, Op::kMakeAttrs, 2, 1}), "has shape 1, which does not exist");
  Module m = compiled("x: { a = x; b = x; }");
  m.shapes[0].names.pop_back();
  rejects(m, "shape 0: has 1 names, but 2 positions");
  m.shapes[0].positions.pop_back();
  rejects(m, "gives 2 cells to a shape of 1 names");
  m = compiled("x: { a = x; b = x; }");
  std::swap(m.shapes[0].names[0], m.shapes[0].names[1]);
  rejects(m, "shape 0: its names are not distinct and ascending by symbol");
  rejects(changed("x: { a = x; ${x} = 1; }", {1, Op::kMakeOpenAttrs, 3, kMaxCount}),
          "room for more attributes");
  rejects(around(function(1, 2, {{Op::kCall, {1, s(0)}}, kReturnOne})),
          "passes 0 arguments; 1 to 8 can be passed");
  rejects(around(function(1, 1, {{Op::kTailCall, std::vector<uint32_t>(10, s(0))}})),
          "passes 9 arguments");
  m = compiled("x: x.a");
  m.chunks[1].positions[0].first = 1;
  rejects(m, "gives a position to word 1, no instruction");
  m = compiled("x: x.a");
  std::swap(m.chunks[1].positions[0], m.chunks[1].positions[1]);
  rejects(m, "its positions are not ascending");
}

// --- what is refused: flow ---

TEST(Verifier, SlotsAreAssignedBeforeTheyAreRead) {
  rejects(entry(1, {{Op::kReturn, {s(0)}}}),
          "word 0 (Return): slot 0 is not assigned on every path to here");
  rejects(changed("x: [ (x 1) x ]", {1, Op::kMakeList, 2, s(2)}), "slot 2 is not assigned");
  std::string_view branches = "x: [ x ] ++ (if x then [ 1 ] else [ 2 ])";
  rejects(changed(branches, {1, Op::kMakeList, 1, 3, 1}), "slot 2 is not assigned on every path");
  rejects(changed(branches, {1, Op::kMakeList, 1, 3, 2}), "slot 2 is not assigned on every path");
  // Not assigned where the jump is taken.
  Line select = {Op::kSelectOr, {1, s(0), 5, 5}};
  rejects(around(function(1, 2, {select, {Op::kReturn, {s(1)}}})),
          "word 5 (Return): slot 1 is not assigned");
  // Assigned only where it is.
  Line lookup = {Op::kLookupWith, {1, s(0), 5, 7}};
  rejects(around(function(1, 2, {lookup, {Op::kReturn, {s(1)}}, {Op::kReturn, {s(1)}}})),
          "word 5 (Return): slot 1 is not assigned");
  accepts(around(function(1, 2, {lookup, {Op::kReturn, {s(0)}}, {Op::kReturn, {s(1)}}})));
  // The answer of a comparison is there only for the test behind it.
  rejects(around(function(1, 2,
                          {{Op::kJumpUnlessLess, {s(0), s(0), 1, 10}},
                           {Op::kJumpIfFalse, {s(1), 10}},
                           {Op::kReturn, {s(1)}},
                           kReturnOne})),
          "word 8 (Return): slot 1 is not assigned");
}

TEST(Verifier, PathsOfDifferentLengthMeet) {
  // Slot 1 on all of three paths, slot 2 on two of them.
  auto code = [](uint32_t read) {
    return around(function(1, 3,
                           {{Op::kJumpIfTrue, {s(0), 19}},  // 0
                            {Op::kJumpIfTrue, {s(0), 11}},  // 3
                            {Op::kMove, {1, k(kOne)}},      // 6
                            {Op::kJump, {25}},              // 9
                            {Op::kMove, {1, k(kOne)}},      // 11
                            {Op::kMove, {2, k(kOne)}},      // 14
                            {Op::kJump, {25}},              // 17
                            {Op::kMove, {2, k(kOne)}},      // 19
                            {Op::kMove, {1, s(2)}},         // 22
                            {Op::kReturn, {s(read)}}}));    // 25
  };
  accepts(code(1));
  rejects(code(2), "word 25 (Return): slot 2 is not assigned on every path");
}

TEST(Verifier, TheLastWriteOfAPathCounts) {
  auto code = [](const Line& first, const Line& second) {
    return around(function(1, 2,
                           {{Op::kJumpIfTrue, {s(0), 11}},  // 0
                            first,                          // 3
                            second,                         // 6
                            {Op::kJump, {17}},              // 9
                            first,                          // 11
                            second,                         // 14
                            {Op::kReturn, {s(1)}}}));       // 17
  };
  Line value = {Op::kMove, {1, k(kOne)}}, name = {Op::kAttrName, {1, k(kText)}};
  accepts(code(name, value));
  rejects(code(value, name), "slot 1 holds the name of an attribute");
}

TEST(Verifier, OnlyMakeThunkTakesHoles) {
  rejects(entry(0, {{Op::kReturn, {k(kHole)}}}), "reads a hole; only MakeThunk may take one");
  rejects(entry(1, {{Op::kMove, {0, k(kHole)}}, kReturnOne}), "reads a hole");
  rejects(entry(1, {{Op::kMakeList, {0, k(kHole)}}, kReturnOne}), "reads a hole");
  Chunk f = function(1, 1, {kReturnOne});
  f.captures = 1;
  rejects(entry_and(f, 1, {{Op::kMakeClosure, {0, 1, k(kHole)}}, kReturnOne}), "reads a hole");
}

TEST(Verifier, HolesArePatchedOnce) {
  std::string_view text = "let a = b + 1; b = a + 1; in [ a b ]";
  rejects(without(text, 0, Op::kFinalise),
          "(MakeList): capture 0 of the thunk made at word 0, a hole, has not been patched");
  rejects(changed(text, {0, Op::kFinalise, 1, 1}), "capture 0 was no hole when the thunk was made");
  rejects(changed(text, {0, Op::kFinalise, 2, 1}), "capture 1 was no hole when the thunk was made");
  Line make = {Op::kMakeThunk, {0, 1, k(kHole)}}, finalise = {Op::kFinalise, {0, 0, 0}};
  accepts(entry_and(returns_capture(), 1, {make, finalise, {Op::kReturn, {s(0)}}}));
  rejects(entry_and(returns_capture(), 1, {make, finalise, finalise, {Op::kReturn, {s(0)}}}),
          "word 8 (Finalise): capture 0 of the thunk made at word 0, a hole, was patched before");
  rejects(entry_and(returns_capture(), 1, {make, {Op::kReturn, {s(0)}}}), "has not been patched");
  rejects(
      entry_and(returns_capture(), 2, {make, {Op::kFinalise, {0, 0, 1}}, {Op::kReturn, {s(0)}}}),
      "slot 1 is not assigned");
  // The thunk is gone before it is patched.
  rejects(entry_and(returns_capture(), 1, {make, {Op::kMove, {0, k(kOne)}}, finalise, kReturnOne}),
          "slot 0 holds an ordinary value, not a thunk that was made here");
  // Nothing may run in between, not even something that looks at another slot.
  rejects(entry_and(returns_capture(), 1, {make, {Op::kDemand, {k(kOne)}}, finalise, kReturnOne}),
          "word 4 (Demand): capture 0 of the thunk made at word 0, a hole, has not been patched: "
          "nothing may run");
  // A namespace that is evaluated may be asked, but not forced.
  auto lookup = [&](const Line& second, const Line& guard) {
    Module m = entry_and(returns_capture(), 3,
                         {{Op::kMove, {0, k(kOne)}},           // 0
                          {Op::kMove, {2, k(kOne)}},           // 3
                          {Op::kMakeThunk, {1, 1, k(kHole)}},  // 6
                          guard,                               // 10
                          second,                              // 13
                          {Op::kUndefinedVariable, {3}},       // 18
                          {Op::kFinalise, {1, 0, 0}},          // 20
                          {Op::kReturn, {s(1)}}});
    return m;
  };
  Line ask = {Op::kLookupWith, {2, s(0), 3, 20}}, guard = {Op::kJumpIfPending, {s(0), 20}};
  accepts(lookup(ask, guard));
  rejects(lookup({Op::kLookupWith, {2, s(2), 3, 20}}, guard),
          "word 13 (LookupWith): capture 0 of the thunk made at word 6, a hole, has not");
  rejects(lookup(ask, {Op::kJumpIfPending, {s(0), 13}}),
          "word 13 (LookupWith): capture 0 of the thunk made at word 6, a hole, has not");
  rejects(lookup(ask, {Op::kMove, {2, s(0)}}),
          "word 13 (LookupWith): capture 0 of the thunk made at word 6, a hole, has not");
  // A copy of the cell is as good as the slot.
  accepts(
      entry_and(returns_capture(), 2,
                {make, {Op::kMove, {1, s(0)}}, {Op::kFinalise, {1, 0, 0}}, {Op::kReturn, {s(0)}}}));
}

TEST(Verifier, OnlyThunksMadeHereArePatched) {
  Line finalise = {Op::kFinalise, {0, 0, 0}};
  rejects(around(function(1, 1, {finalise, kReturnOne})),
          "slot 0 holds an ordinary value, not a thunk that was made here");
  rejects(around(function(1, 1, {{Op::kSelect, {0, s(0), 3}}, finalise, kReturnOne})),
          "slot 0 holds an ordinary value");
  rejects(entry_and(function(1, 1, {kReturnOne}), 1,
                    {{Op::kMakeClosure, {0, 1}}, finalise, kReturnOne}),
          "slot 0 holds an ordinary value");
  rejects(entry(1, {finalise, kReturnOne}), "slot 0 is not assigned on every path");
}

// A thunk with a hole on one path only, or patched on one path only.
TEST(Verifier, HolesAreWeighedPathByPath) {
  auto code = [](bool make_both, uint32_t patch_from) {
    Chunk f = function(1, 2,
                       {{Op::kJumpIfTrue, {s(0), 9}},        // 0
                        {Op::kMakeThunk, {1, 2, k(kHole)}},  // 3
                        {Op::kJump, {patch_from}},           // 7
                        {Op::kMove, {1, k(kOne)}},           // 9
                        {Op::kFinalise, {1, 0, 0}},          // 12
                        {Op::kReturn, {s(1)}}});             // 16
    if (make_both) f.code[1] = 3;
    Module m = around(f);
    m.chunks.push_back(returns_capture());
    return m;
  };
  rejects(code(false, 12), "word 12 (Finalise): slot 1 holds an ordinary value");
  rejects(code(false, 16), "word 12 (Finalise): slot 1 holds an ordinary value");
  Chunk f = function(1, 2,
                     {{Op::kMakeThunk, {1, 2, k(kHole)}},  // 0
                      {Op::kTakeDefault, {0, 0, 8}},       // 4
                      {Op::kFinalise, {1, 0, 0}},          // 8
                      {Op::kReturn, {s(1)}}});
  Module m = around(f);
  m.chunks.push_back(returns_capture());
  rejects(m, "word 4 (TakeDefault): slot 0 holds an ordinary value, not a formal with a default");
  m.chunks[1] = formals({true}, 4,
                        {{Op::kMatchFormals, {0, 1}},         // 0
                         {Op::kMakeThunk, {2, 2, k(kHole)}},  // 3
                         {Op::kTakeDefault, {1, 3, 18}},      // 7
                         {Op::kMove, {1, k(kOne)}},           // 11
                         {Op::kFinalise, {2, 0, 1}},          // 14
                         {Op::kReturn, {s(2)}}});             // 18
  rejects(m,
          "word 18 (Return): capture 0 of the thunk made at word 3, a hole, is patched on one path "
          "to here, not on another");
}

TEST(Verifier, OverriddenScopesArePatchedAgain) {
  std::string_view text = "rec { a = b + 1; b = 1 + 1; __overrides = { }; }";
  uint32_t second = find(compiled(text), 0, Op::kFinalise, 1);
  ASSERT_GT(second, find(compiled(text), 0, Op::kOverrides));
  rejects(changed(text, {0, Op::kFinalise, 1, 0, 1}),
          "slot 0 holds an ordinary value, not a thunk that was made here");
  rejects(changed(text, {0, Op::kFinalise, 3, 0, 1}), "was patched before");
  rejects(without(text, 0, Op::kOverrides), "was patched before");
  rejects(changed(text, {0, Op::kOverrides, 2, 2}), "the set has no attribute of that name");
  rejects(changed(text, {0, Op::kOverrides, 4, 2}), "has 2 slots for the 3 attributes of the set");
  rejects(changed(text, {0, Op::kOverrides, 1, 4}),
          "slot 4 holds an ordinary value, not a set that was just made");
  rejects(changed(text, {0, Op::kOverrides, 3, 1}),
          "the set lies in a slot of one of its attributes");
}

TEST(Verifier, FormalsAreDecidedPerCall) {
  std::string_view text = "{ a ? b + 1, b ? a + 1, c }: [ a b c ]";
  uint32_t a = 1, c_slot = 3, flag_a = 4, flag_b = 5;
  Module m = compiled(text);
  uint32_t at = find(m, 1, Op::kFinaliseIf);
  ASSERT_EQ(m.chunks[1].code[at + 1], flag_a);
  ASSERT_EQ(m.chunks[1].code[at + 2], a);
  rejects(changed(text, {1, Op::kFinaliseIf, 1, flag_b}),
          "slot 5 holds the flag of a formal, not the flag that TakeDefault set for slot 1");
  rejects(changed(text, {1, Op::kFinaliseIf, 1, c_slot}),
          "slot 3 holds an ordinary value, not the flag");
  rejects(changed(text, {1, Op::kFinaliseIf, 2, c_slot}),
          "slot 3 holds an ordinary value, not a formal whose default is one thunk");
  rejects(changed(text, {1, Op::kFinaliseIf, 3, 1}), "capture 1 was no hole");
  rejects(without(text, 1, Op::kFinaliseIf),
          "capture 0 of the thunk made at word 7, a hole, has not been patched");
  rejects(changed(text, {1, Op::kTakeDefault, 1, c_slot}),
          "not a formal with a default that is still to be decided");
  rejects(changed(text, {1, Op::kTakeDefault, 2, a}), "puts its flag over the formal");
  // A formal is not read, not even captured, before it is decided.
  rejects(changed("{ a ? b, b ? [ a ] }: b", {1, Op::kMakeThunk, 3, s(2)}),
          "slot 2 holds a formal of which it is not decided whether it was passed");
  // Finalise does not ask the flag.
  Line match = {Op::kMatchFormals, {0, 1}}, take = {Op::kTakeDefault, {1, 2, 11}},
       make = {Op::kMakeThunk, {1, 2, k(kHole)}}, finalise_if = {Op::kFinaliseIf, {2, 1, 0, 1}},
       ret = {Op::kReturn, {s(1)}};
  auto with = [&](const std::vector<Line>& lines) {
    Module module = around(formals({true}, 4, lines));
    auto is_make = [](const Line& line) { return line.op == Op::kMakeThunk; };
    if (std::any_of(lines.begin(), lines.end(), is_make))
      module.chunks.push_back(returns_capture());
    return module;
  };
  accepts(with({match, take, make, finalise_if, ret}));
  rejects(with({match, take, make, {Op::kFinalise, {1, 0, 1}}, ret}),
          "slot 1 holds an ordinary value, not a thunk that was made here and nothing else");
  rejects(with({match, take, make, finalise_if, finalise_if, ret}), "was patched before");
  // Paths may meet in any order.
  accepts(with({match,
                {Op::kTakeDefault, {1, 2, 13}},  // 3
                make,                            // 7
                {Op::kJump, {16}},               // 11
                {Op::kJumpIfTrue, {s(0), 18}},   // 13: passed
                {Op::kJump, {18}},               // 16: passed or made
                finalise_if,
                ret}));  // 18
  Module two = with({match,
                     {Op::kTakeDefault, {1, 3, 20}},   // 3
                     make,                             // 7
                     {Op::kTakeDefault, {2, 4, 20}},   // 11
                     {Op::kMove, {2, k(kOne)}},        // 15
                     {Op::kJump, {22}},                // 18: made
                     {Op::kJump, {22}},                // 20: passed or made
                     {Op::kFinaliseIf, {3, 1, 0, 1}},  // 22
                     ret});
  two.chunks[1].slots = 5;
  two.chunks[1].formals.push_back({1, true, kNoPos});
  accepts(two);
  // A default that was not made is a hole.
  rejects(with({match, {Op::kTakeDefault, {1, 2, 7}}, ret}),
          "slot 1 is not assigned on every path");
  rejects(with({match, ret}), "slot 1 holds a formal of which it is not decided");
  rejects(with({match, {Op::kTakeDefault, {1, 2, 9}}, ret, ret}),
          "slot 1 holds no cell: the default of its formal has to be made");
  // Flags are for finalisers.
  rejects(with({match,
                {Op::kTakeDefault, {1, 2, 10}},
                {Op::kMove, {1, k(kOne)}},
                {Op::kReturn, {s(2)}}}),
          "slot 2 holds the flag of a formal, and cannot be read as a value");
  // The thunk is made whichever way the flag says: then the flag says nothing about it.
  rejects(with({match, {Op::kTakeDefault, {1, 2, 7}}, make, finalise_if, ret}),
          "slot 1 holds an ordinary value, not a formal whose default is one thunk");
}

TEST(Verifier, ValuesOfTheirOwnKind) {
  rejects(changed("x: x.${x}", {1, Op::kSelectDynamic, 3, s(0)}),
          "slot 0 holds an ordinary value, not what AttrName leaves");
  rejects(changed("x: x.${x}", {1, Op::kSelectDynamic, 3, k(0)}), "reads constant 0 of 0");
  rejects(changed("x: x.${x}", {1, Op::kSelectDynamic, 2, s(2)}),
          "slot 2 holds the name of an attribute, and cannot be read");
  rejects(changed("x: x.${\"a\" + x} or 1", {1, Op::kSelectOrDynamic, 3, k(0)}),
          "takes the name of an attribute from no slot");
  rejects(changed("x: { ${x} = 1; }", {1, Op::kAddDynamic, 2, s(0)}),
          "not what DynamicName leaves");
  rejects(changed("x: \"a${x}\"", {1, Op::kConcatStrings, 2, 0}),
          "slot 0 holds an ordinary value, not a string that can be joined");
  rejects(changed("x: \"a${x}\"", {1, Op::kInterpolate, 0, make_word0(Op::kToBool, 0)}),
          "not a string that can be joined");
  rejects(changed("x: \"a${x}\"", {1, Op::kMove, 2, s(0)}), "not a string that can be joined");
  rejects(changed("x: ./a/${x}", {1, Op::kConcatPath, 0, make_word0(Op::kConcatStrings, 2)}),
          "not a string that can be joined");
  std::string_view add = "x: x.a + x.b";
  rejects(changed(add, {1, Op::kAddPrepared, 2, s(0)}),
          "slot 0 holds an ordinary value, not what PrepareAdd leaves");
  rejects(
      entry(2,
            {{Op::kPrepareAdd, {0, k(kOne)}}, {Op::kAddPrepared, {1, k(kOne), s(0)}}, kReturnOne}),
      "takes what was prepared from no slot");
  rejects(changed(add, {1, Op::kAddPrepared, 0, make_word0(Op::kAdd, 0)}),
          "holds the prepared left side of an addition, and cannot be read");
}

TEST(Verifier, SetsUnderConstruction) {
  std::string_view text = "x: { a = x; ${x} = 1; }";
  rejects(changed(text, {1, Op::kAddDynamic, 1, 0}),
          "slot 0 holds an ordinary value, not a set to which attributes can be added");
  rejects(changed(text, {1, Op::kAddDynamic, 3, s(1)}),
          "slot 1 holds an ordinary value, not a set to which");
  Line name = {Op::kDynamicName, {1, k(kText)}}, add = {Op::kAddDynamic, {2, s(1), k(kOne), 0}},
       open = {Op::kMakeOpenAttrs, {2, 0, 1, k(kOne), k(kOne)}}, ret = {Op::kReturn, {s(2)}};
  accepts(entry(3, {name, open, add, {Op::kPublish, {2}}, add, ret}));
  rejects(entry(3, {name, {Op::kMakeAttrs, {2, 0, k(kOne), k(kOne)}}, add, ret}),
          "not a set to which attributes can be added");
  rejects(entry(3, {name, open, {Op::kMove, {0, s(2)}}, add, ret}),
          "not a set to which attributes can be added");
  rejects(entry(3, {name, open, {Op::kDemand, {s(2)}}, {Op::kPublish, {2}}, ret}),
          "not a set to which attributes can be added");
  // The cells are those of the shape only until attributes are added or overridden.
  Line first = {Op::kMove, {0, k(kOne)}}, second = {Op::kMove, {1, k(kOne)}},
       both = {Op::kMakeOpenAttrs, {2, 0, 1, s(0), s(1)}},
       override = {Op::kOverrides, {2, 3, 0, 2}};
  accepts(entry(3, {first, second, both, override, name, add, ret}));
  rejects(entry(3, {first, second, both, override, override, ret}), "not a set that was just made");
  Module m = compiled("x: rec { __overrides = x; ${x} = 1; }");
  std::vector<uint32_t>& code = m.chunks[1].code;
  uint32_t overrides = find(m, 1, Op::kOverrides);
  std::vector<uint32_t> words(code.begin() + overrides, code.begin() + overrides + 5);
  code.erase(code.begin() + overrides, code.begin() + overrides + 5);
  code.insert(code.begin() + find(m, 1, Op::kReturn), words.begin(), words.end());
  m.chunks[1].positions.clear();
  rejects(m, "not a set that was just made");
  m = compiled("let a = \"n\"; in { ${a} = 1; }", "nix-2.8");
  find(m, 0, Op::kPublish);
  m.chunks.insert(m.chunks.begin(),
                  entry(1, {{Op::kMakeClosure, {0, 1}}, {Op::kReturn, {s(0)}}}).chunks[0]);
  m.chunks[1].kind = Chunk::Kind::kFunction;
  m.chunks[1].arity = 1;
  m.chunks[1].parameters = {kNoSymbol};
  rejects(m, "(Publish): stands in a function; only a thunk can publish");
}

// --- names ---

TEST(Verifier, NamesMustExist) {
  auto names = [](const Module& m) {
    EXPECT_EQ(verify(m), "");
    return verify_names(m, 9, [](const std::string& name) { return name == "map"; });
  };
  Module m = entry_and(formals({false}, 2, {{Op::kMatchFormals, {0, 1}}, {Op::kReturn, {s(1)}}}), 2,
                       {{Op::kMakeClosure, {0, 1}},
                        {Op::kMakeAttrs, {1, 0, s(0), k(kOne)}},
                        {Op::kSelect, {1, s(1), 8}},
                        {Op::kReturn, {s(1)}}});
  EXPECT_EQ(names(m), "");
  Module other = m;
  other.chunks[0].code[find(m, 0, Op::kSelect) + 3] = 9;
  EXPECT_EQ(names(other), "chunk 0: word 8 (Select): names a symbol that does not exist");
  other = m;
  other.shapes[0].names[1] = 9;
  EXPECT_EQ(names(other), "shape 0: has a name that does not exist");
  other = m;
  other.chunks[1].formals[0].name = 9;
  EXPECT_EQ(names(other), "chunk 1: has a formal of a name that does not exist");
  other = m;
  other.chunks[1].parameters[0] = 9;
  EXPECT_EQ(names(other), "chunk 1: has a parameter of a name that does not exist");
  other = m;
  other.chunks[1].constants.push_back({Constant::Kind::kGlobal, 0, 0, "map"});
  EXPECT_EQ(names(other), "");
  other.chunks[1].constants.push_back({Constant::Kind::kGlobal, 0, 0, "nothing"});
  EXPECT_EQ(names(other), "chunk 1: has the constant 'nothing', and there is no such global");
}

// --- any words at all ---

uint32_t any_word(std::mt19937& random) {
  switch (random() % 6) {
    case 0:
      return static_cast<uint32_t>(random());
    case 1:
      return make_word0(static_cast<Op>(random() % kOpCount), random() % 4);
    case 2:
      return s(random() % 6);
    case 3:
      return c(random() % 3);
    case 4:
      return k(random() % 5);
    default:
      return random() % 64;
  }
}

TEST(Verifier, BelievesNothing) {
  std::mt19937 random(20240607);
  std::deque<CompiledText> texts;
  for (std::string_view text : kExpressions) texts.emplace_back(text);
  uint32_t accepted = 0;
  constexpr uint32_t kRounds = 20'000;
  for (uint32_t i = 0; i < kRounds; ++i) {
    const CompiledText& t = texts[random() % texts.size()];
    Module m = t.module;
    for (uint32_t n = random() % 3 + 1; n > 0; --n) {
      Chunk& chunk = m.chunks[random() % m.chunks.size()];
      uint32_t at = random() % chunk.code.size();
      switch (random() % 8) {
        case 0:
          chunk.code.resize(at + 1);
          break;
        case 1:
          chunk.code.insert(chunk.code.begin() + at, any_word(random));
          break;
        case 2:
          chunk.slots = any_word(random);
          break;
        case 3:
          chunk.arity = random() % 10;
          break;
        case 4:
          chunk.makes_closure = any_word(random);
          break;
        default:
          chunk.code[at] = any_word(random);
          break;
      }
    }
    accepted += verify(m).empty();
    EXPECT_FALSE(disassemble(m, t.symbols, t.sources).empty());
  }
  // Some changes are harmless; a verifier that takes much more than those, or nothing, is broken.
  EXPECT_GT(accepted, kRounds / 50);
  EXPECT_LT(accepted, kRounds / 4);
}

}  // namespace
}  // namespace vm
