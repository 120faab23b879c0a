// The disassembler, word for word.
#include <gtest/gtest.h>

#include "vm/code/chunk.h"
#include "vm/code/test_modules.h"
#include "vm/compiler/compiled_text.h"

namespace vm {
namespace {

TEST(Disassembler, CallsAndClosures) {
  EXPECT_EQ(CompiledText("let f = x: y: x + y;\nin f 1 \"a\\n\\\"\"").disassembly(),
            R"(chunk 0: thunk, 2 slots, 0 captures, at (string):1:1
  0000  MakeThunk         s0 = chunk 1 ()                       1:9
  0003  TailCall          s0 (k0:1, k1:"a\n\"")                 2:4

chunk 1: thunk, 1 slot, 0 captures, makes a closure of chunk 2, at (string):1:9
  0000  MakeClosure       s0 = chunk 2 ()                       1:9
  0003  Return            s0                                    1:9

chunk 2: function f, 2 arguments, 3 slots, 0 captures, at (string):1:9
  0000  Add               s2 = s0, s1                           1:17
  0004  Return            s2                                    1:17
)");
}

TEST(Disassembler, Formals) {
  EXPECT_EQ(CompiledText("{ a ? b + 1, b, ... }: a").disassembly(),
            R"(chunk 0: thunk, 1 slot, 0 captures, at (string):1:1
  0000  MakeClosure       s0 = chunk 1 ()                       1:1
  0003  Return            s0                                    1:1

chunk 1: function, 1 argument, 4 slots, 0 captures, at (string):1:1
  formals a?, b, ...
  0000  MatchFormals      s1 = s0                               1:1
  0003  TakeDefault       s3 = s1, -> 0011                      1:3
  0007  MakeThunk         s1 = chunk 2 (s2)                     1:9
  0011  Return            s1                                    1:24

chunk 2: thunk, 1 slot, 1 capture, at (string):1:9
  0000  Add               s0 = c0, k0:1                         1:9
  0004  Return            s0                                    1:9
)");
}

TEST(Disassembler, SetsStringsAndJumps) {
  EXPECT_EQ(
      CompiledText(R"(a: if a < 1 then "x${a}" else a.b or { c = 1.0; ${a} = builtins.add; })")
          .disassembly(),
      R"(chunk 0: thunk, 1 slot, 0 captures, at (string):1:1
  0000  MakeClosure       s0 = chunk 1 ()                       1:1
  0003  Return            s0                                    1:1

chunk 1: function, 1 argument, 5 slots, 0 captures, at (string):1:1
  0000  JumpUnlessLess    s1 = s0, k0:1, -> 0019                1:9
  0005  JumpIfFalse       s1, -> 0019                           1:9
  0008  Move              s1 = k1:"x"
  0011  Interpolate       s2 = s0                               1:22
  0014  ConcatStrings     s3 = 1, N = 2                         1:19
  0017  Return            s3                                    1:19
  0019  SelectOr          s1 = s0, .b, -> 0026                  1:33
  0024  Return            s1                                    1:31
  0026  MakeOpenAttrs     s2 = {c}, 1 (k2:1.0)                  1:38
  0031  DynamicName       s3 = s0                               1:49
  0034  MakeThunk         s4 = chunk 2 ()                       1:56
  0037  AddDynamic        s2, s3, s4, 49                        1:49
  0042  Return            s2                                    1:38

chunk 2: thunk, 1 slot, 0 captures, at (string):1:56
  0000  Select            s0 = k0:builtins, .add                1:65
  0004  Return            s0                                    1:56
)");
}

TEST(Disassembler, WithAndFinalisers) {
  EXPECT_EQ(CompiledText("with { }; rec { a = b; b = q; c = ./p; d = []; }").disassembly(),
            R"(chunk 0: thunk, 4 slots, 0 captures, at (string):1:1
  0000  MakeThunk         s0 = chunk 1 ()                       1:6
  0003  MakeThunk         s1 = chunk 2 (k2:hole)                1:21
  0007  MakeThunk         s2 = chunk 3 (s0)                     1:28
  0011  Finalise          s1, 0, s2                             1:11
  0015  MakeAttrs         s3 = {a b c d} (s1, s2, k0:path "/base/p", k1:[])  1:11
  0022  Return            s3                                    1:11

chunk 1: thunk, 1 slot, 0 captures, no blackhole, forgets failure, at (string):1:6
  0000  MakeAttrs         s0 = {} ()                            1:6
  0003  Return            s0                                    1:6

chunk 2: thunk, 0 slots, 1 capture, at (string):1:21
  0000  Return            c0                                    1:21

chunk 3: thunk, 1 slot, 1 capture, at (string):1:28
  0000  LookupWith        s0 = c0, .q, -> 0007                  1:28
  0005  UndefinedVariable .q                                    1:28
  0007  Return            s0                                    1:28
)");
}

TEST(Disassembler, LongTextIsCutBetweenCharacters) {
  Module m = entry(0, {{Op::kReturn, {k(kText)}}});
  m.chunks[0].constants[kText].text = std::string(63, 'a') + "é" + std::string(100, 'b');
  EXPECT_EQ(disassemble(m, SymbolTable(), SourceManager()),
            "chunk 0: thunk, 0 slots, 0 captures\n  0000  Return            k1:\"" +
                std::string(63, 'a') + "\"… (165 bytes)\n");
}

TEST(Disassembler, ShowsWhatIsNoInstruction) {
  Module m = entry(1, {{Op::kMakeAttrs, {0, 9}}, {Op::kSelect, {0, 3u << 30 | 5, 77}}});
  m.chunks[0].code.push_back(255);
  m.chunks[0].code.push_back(make_word0(Op::kMakeList, 1000));
  EXPECT_EQ(disassemble(m, SymbolTable(), SourceManager()), R"(chunk 0: thunk, 1 slot, 0 captures
  0000  MakeAttrs         s0 = no shape 9 ()
  0003  Select            s0 = no place 5, .symbol 77
  0007  word 255
  0008  word )" + std::to_string(make_word0(Op::kMakeList, 1000)) +
                                                                "\n");
}

}  // namespace
}  // namespace vm
