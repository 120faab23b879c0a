// What a Nix program cannot see of the compiler: what needs no thunk, which cells are shared, what
// is captured, what ends in a tail call, and that nothing depends on how deep the tree is. All code
// is verified as well.
#include <gtest/gtest.h>

#include "vm/code/chunk.h"
#include "vm/compiler/compiled_text.h"

namespace vm {
namespace {

struct Code : CompiledText {
  explicit Code(std::string_view text, std::string_view dialect = "default",
                const std::vector<std::string_view>& scoped = {})
      : CompiledText(text, dialect, scoped) {
    EXPECT_FALSE(error) << text.substr(0, 100) << ": " << error->message;
    EXPECT_EQ(error ? "" : verify(module), "") << disassembly().substr(0, 10000);
  }

  std::vector<const uint32_t*> all(uint32_t chunk, Op op) const {
    std::vector<const uint32_t*> found;
    const std::vector<uint32_t>& code = module.chunks.at(chunk).code;
    for (uint32_t at = 0; at < code.size(); at += instruction_words(&code[at]))
      if (op_of(code[at]) == op) found.push_back(&code[at]);
    return found;
  }
  size_t count(uint32_t chunk, Op op) const { return all(chunk, op).size(); }
  size_t count(Op op) const {
    size_t n = 0;
    for (uint32_t i = 0; i < module.chunks.size(); ++i) n += count(i, op);
    return n;
  }
  // Of the only `op` of a chunk.
  uint32_t operand(uint32_t chunk, Op op, uint32_t i) const {
    std::vector<const uint32_t*> found = all(chunk, op);
    EXPECT_EQ(found.size(), 1u) << op_info(op).name << " in\n" << disassembly();
    return found.empty() ? UINT32_MAX : found[0][i];
  }
  std::vector<std::string> names(uint32_t chunk) const {  // of all instructions, in order
    std::vector<std::string> list;
    const std::vector<uint32_t>& code = module.chunks.at(chunk).code;
    for (uint32_t at = 0; at < code.size(); at += instruction_words(&code[at]))
      list.push_back(op_info(op_of(code[at])).name);
    return list;
  }
};
using Names = std::vector<std::string>;

Operand slot(uint32_t i) { return make_operand(Place::kSlot, i); }
Operand capture(uint32_t i) { return make_operand(Place::kCapture, i); }

// --- what is lazy ---

TEST(Compiler, VariablesAndLiteralsNeedNoThunk) {
  EXPECT_EQ(Code("x: f: f x 1 1.5 \"a\" ./p null [ ] map").count(Op::kMakeThunk), 0u);
  EXPECT_EQ(Code("x: { inherit x; a = x; b = 1; }").count(Op::kMakeThunk), 0u);
  EXPECT_EQ(Code("let a = 1; b = a; in [ a b ]").count(Op::kMakeThunk), 0u);
  EXPECT_EQ(Code("x: [ (x.a) (x 1) (-x) { } (y: y) ]").count(1, Op::kMakeThunk), 5u);
}

TEST(Compiler, TheEmptyListIsAValueWhereTheDialectSaysSo) {
  EXPECT_EQ(Code("[ [ ] ]").count(Op::kMakeThunk), 0u);
  EXPECT_EQ(Code("[ [ ] ]", "nix-2.8").count(Op::kMakeThunk), 1u);
  EXPECT_EQ(Code("let a = [ ]; in a", "nix-2.8").count(Op::kMakeThunk), 1u);
}

TEST(Compiler, BindingsShareTheCellOfWhatIsBoundAlready) {
  Code earlier("x: let a = x + 1; b = a; in [ a b ]");
  std::vector<const uint32_t*> list = earlier.all(1, Op::kMakeList);
  EXPECT_EQ(list.at(0)[2], list.at(0)[3]);
  EXPECT_EQ(earlier.count(1, Op::kMakeThunk), 1u);
  Code later("x: let a = b; b = x + 1; in [ a b ]");
  list = later.all(1, Op::kMakeList);
  EXPECT_NE(list.at(0)[2], list.at(0)[3]);
  EXPECT_EQ(later.count(1, Op::kFinalise), 1u);
  EXPECT_EQ(later.operand(1, Op::kFinalise, 1), index_of(list.at(0)[2]));
  EXPECT_EQ(later.operand(1, Op::kFinalise, 3), index_of(list.at(0)[3]));
}

TEST(Compiler, InheritFromIsEvaluatedOncePerClause) {
  std::string_view text = "x: { inherit (x.a) b c; }";
  // The set, and a select for each name; or a select from a set of its own for each.
  EXPECT_EQ(Code(text).count(1, Op::kMakeThunk), 3u);
  EXPECT_EQ(Code(text, "nix-2.8").count(1, Op::kMakeThunk), 2u);
}

TEST(Compiler, FunctionsInThunksAreMadeWithoutRunningThem) {
  Code code("x: [ (y: x y) ]");
  EXPECT_EQ(code.module.chunks[2].makes_closure, 3u);
  EXPECT_EQ(Code("x: [ (x 1) ]").module.chunks[2].makes_closure, UINT32_MAX);
}

// --- functions and calls ---

TEST(Compiler, CurriedFunctionsAreOne) {
  EXPECT_EQ(Code("a: b: c: a").module.chunks[1].arity, 3u);
  Code many("a: b: c: d: e: f: g: h: i: a");
  EXPECT_EQ(many.module.chunks[1].arity, 8u);
  EXPECT_EQ(many.module.chunks[2].arity, 1u);
  Code pattern("a: { b }: c: a");
  EXPECT_EQ(pattern.module.chunks[1].arity, 2u);
  EXPECT_TRUE(pattern.module.chunks[1].has_formals);
  EXPECT_EQ(pattern.module.chunks[2].arity, 1u);
  EXPECT_EQ(Code("a: let b = a; in c: b").module.chunks[1].arity, 1u);
}

TEST(Compiler, FunctionsAreNamedByWhatTheyAreBoundTo) {
  Code code("let f = x: y: x; in { g = z: f z; inherit (z: z) h; i = [ (z: z) ]; }");
  Names found;
  for (const Chunk& chunk : code.module.chunks)
    if (chunk.kind == Chunk::Kind::kFunction) found.push_back(chunk.name);
  EXPECT_EQ(found, (Names{"f", "", "g", ""}));
}

TEST(Compiler, LongCallsAreChained) {
  Code code("f: f 1 2 3 4 5 6 7 8 9 10");
  EXPECT_EQ(count_of(code.all(1, Op::kCall).at(0)[0]), 8u);
  EXPECT_EQ(count_of(code.all(1, Op::kTailCall).at(0)[0]), 2u);
  EXPECT_EQ(code.operand(1, Op::kTailCall, 1), slot(code.operand(1, Op::kCall, 1)));
}

TEST(Compiler, TailPositionsEndInTailCalls) {
  for (std::string_view text : {"f: f 1", "f: if f then f 1 else f 2", "f: let a = 1; in f a",
                                "f: with f; f 1", "f: assert f; f 1", "f: f.a or (f 1)",
                                "f: let __sub = f; in 1 - 2", "f: if f && f then f 1 else 2"}) {
    EXPECT_GT(Code(text).count(1, Op::kTailCall), 0u) << text;
    EXPECT_EQ(Code(text).count(1, Op::kCall), 0u) << text;
  }
  for (std::string_view text :
       {"f: f 1 + 1", "f: !(f 1)", "f: f 1 && f 2", "f: (f 1).a", "f: \"${f 1}\""}) {
    EXPECT_EQ(Code(text).count(1, Op::kTailCall), 0u) << text;
    EXPECT_GT(Code(text).count(1, Op::kCall), 0u) << text;
  }
}

TEST(Compiler, CapturesPassThroughEveryChunkOnce) {
  Code code("x: [ (y: z: [ (x y) (x z x) ]) ]");
  // x is captured by the thunk of the function, by the function, and by both thunks in it.
  EXPECT_EQ(code.module.chunks[2].captures, 1u);
  EXPECT_EQ(code.module.chunks[3].captures, 1u);
  EXPECT_EQ(code.module.chunks[4].captures, 2u);
  EXPECT_EQ(code.module.chunks[5].captures, 2u);
  std::vector<const uint32_t*> thunks = code.all(3, Op::kMakeThunk);
  EXPECT_EQ(thunks.at(0)[3], capture(0));
  EXPECT_EQ(thunks.at(0)[4], slot(0));
  EXPECT_EQ(thunks.at(1)[4], slot(1));
}

TEST(Compiler, ConstantsAreNotCaptured) {
  Code code("let a = 1; b = \"x\"; in c: [ (c a b map) ]");
  EXPECT_EQ(code.module.chunks[1].captures, 0u);
  EXPECT_EQ(code.module.chunks[2].captures, 1u);
}

TEST(Compiler, BuiltinsAreConstantsUnlessShadowed) {
  EXPECT_EQ(Code("builtins.add 1 2").count(Op::kSelect), 0u);
  EXPECT_EQ(Code("builtins.noSuch 1 2").count(Op::kSelect), 1u);
  EXPECT_EQ(Code("let builtins = { add = 1; }; in builtins.add 1 2").count(Op::kSelect), 1u);
  EXPECT_EQ(Code("builtins.add.a or builtins.add").count(Op::kSelectOr), 2u);
}

// --- order ---

TEST(Compiler, OperandsAreForcedInOrder) {
  // x.a is a cell that the instruction would force only after y.b was selected.
  EXPECT_EQ(Code("x: y: x.a - y.b").names(1),
            (Names{"Select", "Demand", "Select", "Sub", "Return"}));
  EXPECT_EQ(Code("x: y: x.a - y").names(1), (Names{"Select", "Sub", "Return"}));
  EXPECT_EQ(Code("x: y: x.a + y.b").names(1),
            (Names{"Select", "PrepareAdd", "Select", "AddPrepared", "Return"}));
  EXPECT_EQ(Code("x: y: 1 + y.b").names(1), (Names{"Select", "Add", "Return"}));
  EXPECT_EQ(Code("x: y: x.a > y.b").names(1),
            (Names{"Select", "Demand", "Select", "Less", "Return"}));
}

TEST(Compiler, UpdateStartsOnTheSideOfTheDialect) {
  std::string_view text = "x: x.a // x.b";
  EXPECT_EQ(Code(text).names(1),
            (Names{"Select", "DemandSet", "Select", "UpdateRightFirst", "Return"}));
  EXPECT_EQ(Code(text, "nix-2.8").names(1),
            (Names{"Select", "DemandSet", "Select", "Update", "Return"}));
  EXPECT_NE(Code(text).all(1, Op::kSelect).at(0)[3],
            Code(text, "nix-2.8").all(1, Op::kSelect).at(0)[3]);
}

TEST(Compiler, ConditionsMakeNoBooleans) {
  EXPECT_EQ(Code("x: y: if x < 1 && !(y == 2) || x -> y then 1 else 2").names(1),
            (Names{"JumpUnlessLess", "JumpIfFalse", "JumpUnlessEqual", "JumpIfFalse", "JumpIfFalse",
                   "JumpIfFalse", "Return", "Return"}));
  EXPECT_EQ(Code("x: x && x").names(1), (Names{"JumpIfFalse", "ToBool", "Return", "Return"}));
}

TEST(Compiler, OperatorsAskTheScopeForTheirFunctions) {
  EXPECT_EQ(Code("x: -x").names(1), (Names{"Negate", "Return"}));
  EXPECT_EQ(Code("__sub: -__sub").names(1), Names{"TailCall"});
  EXPECT_EQ(Code("__lessThan: 1 < 2").names(1), Names{"TailCall"});
  EXPECT_EQ(Code("__lessThan: 1 <= 2").names(1), (Names{"Call", "Not", "Return"}));
  EXPECT_EQ(Code("__lessThan: if 1 < 2 then 1 else 2").names(1),
            (Names{"Call", "JumpIfFalse", "Return", "Return"}));
  EXPECT_EQ(Code("__mul: [ (1 * 2) ]").names(2), Names{"TailCall"});
  EXPECT_EQ(Code("with { __sub = 1; }; 1 - 2").count(0, Op::kSub), 1u);
}

// --- scopes ---

TEST(Compiler, NamesAreFoundInnermostFirst) {
  EXPECT_EQ(Code("x: y: x: [ x y ]").all(1, Op::kMakeList).at(0)[2], slot(2));
  EXPECT_EQ(Code("x: with { x = 1; }; x").operand(1, Op::kReturn, 1), slot(0));
  Code code("x: y: with x; with y; a");
  std::vector<const uint32_t*> lookups = code.all(1, Op::kLookupWith);
  EXPECT_EQ(lookups.at(0)[2], slot(1));
  EXPECT_EQ(lookups.at(1)[2], slot(0));
  EXPECT_EQ(code.count(1, Op::kUndefinedVariable), 1u);
}

TEST(Compiler, TheSetOfAWithIsNoBlackHole) {
  Code code("with { a = 1; }; [ (a 1) ]");
  EXPECT_TRUE(code.module.chunks[1].no_blackhole);
  EXPECT_TRUE(code.module.chunks[1].forgets_failure);
  EXPECT_FALSE(code.module.chunks[2].no_blackhole);
  EXPECT_FALSE(code.module.chunks[0].no_blackhole);
}

TEST(Compiler, NamespacesAreAskedEarlyWhereTheDialectSaysSo) {
  std::string_view text = "x: y: with x; with y; [ a ]";
  EXPECT_EQ(Code(text).names(1), (Names{"MakeThunk", "MakeList", "Return"}));
  EXPECT_EQ(Code(text, "nix-2.8").names(1),
            (Names{"MakeThunk", "MakeThunk", "JumpIfPending", "LookupWith", "JumpIfPending",
                   "LookupWith", "UndefinedVariable", "MakeThunk", "MakeList", "Return"}));
}

TEST(Compiler, UndefinedVariablesAreErrorsOfTheFile) {
  for (std::string_view text :
       {"\n  z", "\n  zz: z", "if false then\n  z else 1", "{ a =\n  z; }", "let a = 1; in\n  z",
        "{ inherit\n  z; }", "rec { a = 1; }.b or\n  z"}) {
    CompiledText t(text);
    ASSERT_TRUE(t.error) << text;
    EXPECT_EQ(t.error->error_class, ErrorClass::kUndefinedVariable);
    EXPECT_EQ(t.error->message, "undefined variable 'z'");
    EXPECT_EQ(t.sources.locate(t.error->pos).line, 2u) << text;
  }
  EXPECT_FALSE(CompiledText("x: with x; z").error);
  EXPECT_FALSE(CompiledText("z: { inherit z; }").error);
  EXPECT_TRUE(CompiledText("(with { }; 1) + z").error);
}

TEST(Compiler, OnlyDefaultsThatLookAheadAreFinalised) {
  EXPECT_EQ(Code("{ a ? b + 1, b ? 2 }: a").count(Op::kFinaliseIf), 1u);
  EXPECT_EQ(Code("{ a ? 2, b ? a + 1 }: b").count(Op::kFinaliseIf), 0u);
  EXPECT_EQ(Code("{ a ? b + 1, b }: a").count(Op::kFinaliseIf), 0u);
  EXPECT_EQ(Code("{ a ? a + 1 }: a").count(Op::kFinaliseIf), 1u);
  EXPECT_EQ(Code("{ a, b }: a").count(Op::kTakeDefault), 0u);
  // By symbol, whatever the order in the text.
  Code code("{ b ? 1, a ? 2 }: a");
  EXPECT_LT(code.module.chunks[1].formals.at(0).name, code.module.chunks[1].formals.at(1).name);
  EXPECT_NE(code.module.chunks[1].formals[0].pos, kNoPos);
}

TEST(Compiler, OverridesPatchTheThunksNotTheSlots) {
  Code code("rec { a = b + 1; b = 1 + 1; __overrides = { a = 5; }; }");
  std::vector<const uint32_t*> patches = code.all(0, Op::kFinalise);
  ASSERT_EQ(patches.size(), 2u);
  uint32_t first = patches[0][1], second = patches[1][1];
  EXPECT_NE(first, second);
  EXPECT_EQ(code.operand(0, Op::kMove, 1), second);
  EXPECT_EQ(code.operand(0, Op::kMove, 2), slot(first));
  EXPECT_EQ(Code("{ a = 1; __overrides = { }; }").count(Op::kOverrides), 0u);
}

TEST(Compiler, HalfBuiltSetsArePublishedWhereTheDialectSaysSo) {
  std::string_view text = "x: [ { ${x} = 1; } ]";
  EXPECT_EQ(Code(text).count(Op::kPublish), 0u);
  EXPECT_EQ(Code(text, "nix-2.8").count(2, Op::kPublish), 1u);
  EXPECT_EQ(Code("x: { ${x} = 1; }", "nix-2.8").count(Op::kPublish), 0u);
}

TEST(Compiler, ScopedFilesAreFunctionsOfTheirSet) {
  Code code("b + a", "default", {"a", "b"});
  EXPECT_EQ(code.module.chunks[0].kind, Chunk::Kind::kFunction);
  EXPECT_EQ(code.module.chunks[0].arity, 1u);
  EXPECT_EQ(code.names(0), (Names{"Select", "Select", "Add", "Return"}));
}

TEST(Compiler, InstructionsHaveThePositionOfTheirError) {
  Code code("x:\n  x.a\n   .b");
  std::vector<const uint32_t*> selects = code.all(1, Op::kSelect);
  const Chunk& chunk = code.module.chunks[1];
  auto line = [&](const uint32_t* ip) {
    return code.sources.locate(position_at(chunk, static_cast<uint32_t>(ip - chunk.code.data())))
        .line;
  };
  EXPECT_EQ(line(selects.at(0)), 2u);
  EXPECT_EQ(line(selects.at(1)), 3u);
}

// --- depth ---

std::string nested(size_t depth, std::string_view open, std::string_view middle,
                   std::string_view close) {
  std::string text;
  for (size_t i = 0; i < depth; ++i) text += open;
  text += middle;
  for (size_t i = 0; i < depth; ++i) text += close;
  return text;
}

TEST(Compiler, DepthIsNotBoundedByTheNativeStack) {
  constexpr size_t kDepth = 40'000;  // at 210 bytes a level, beyond a stack of 8 MiB
  for (const std::string& text :
       {nested(kDepth, "[ ", "1", " ]"), nested(kDepth, "{ a = ", "1", "; }"),
        nested(kDepth, "x: [ (", "x", ") ]"), nested(kDepth, "(1 + ", "1", ")"),
        nested(kDepth, "!", "true", ""), nested(kDepth, "f: \"${", "f", "}\""),
        nested(kDepth, "if true then ", "1", " else 2"), nested(kDepth, "let a = 1; in ", "a", ""),
        nested(kDepth, "with { }; ", "1", ""), "f: " + nested(kDepth, "(f ", "1", ")"),
        "f: " + nested(kDepth, "(f.a or ", "1", ")"),
        "f: if " + nested(kDepth, "(f && ", "f", ")") + " then 1 else 2",
        "f: f" + nested(kDepth, "", "", " // f"),
        "{ a ? 1 }: " + nested(kDepth, "rec { a = ", "a", "; }")}) {
    EXPECT_FALSE(Code(text).module.chunks.empty()) << text.substr(0, 40);
  }
}

}  // namespace
}  // namespace vm
