// The checker can fail: a builtin of this test's own breaks the machine in the middle of an
// evaluation, asks the checker, and mends it again.
#include "vm/runtime/checker.h"

#include <gtest/gtest.h>

#include "vm/builtins/table.h"
#include "vm/loading.h"

namespace vm {
namespace {

// What the builtin does, and what the checker said. A step is a plain function and has no other way
// to its test.
std::function<void(Evaluation&, StepRecord&)> damage, mend;
std::optional<std::string> breach;

Next damage_step(Evaluation& e, StepRecord& r, Value) {
  damage(e, r);
  breach = Checker(e.rt).machine();
  mend(e, r);
  return e.done(kNull);
}
constexpr BuiltinRow kDamage = {"__damage", 1, nullptr, nullptr, {"damage", damage_step}, 1};

class CheckerTest : public testing::Test {
 protected:
  // What the checker says while `damage x` is evaluated, in a program with an Await and frames
  // below.
  std::string said(const std::string& program =
                       "let f = x: 1 + (if __damage x == null then 1 else "
                       "2); y = f { a = 1; b = [ 2 ]; }; in y + 1") {
    RuntimeOptions o;
    o.dialect = *find_dialect("default");
    o.stress.collect_always = true;  // every step is a safepoint: all that is in use can be found
    o.host = &host_;
    o.builtins = all_builtins(o.dialect);
    o.builtins.push_back(&kDamage);
    o.compile = source_compiler();
    Runtime rt(std::move(o));
    Diagnostic error;
    const CodeBlock* block = rt.compile_text(program, "«string»", false, "/", {}, &error);
    EXPECT_TRUE(block) << error.message;
    breach = "the builtin was not called";
    Evaluation e(rt);
    std::optional<Value> v = e.force(make_value(rt.heap.make_thunk(block->number, 0), Tag::kThunk));
    EXPECT_TRUE(v) << e.error().message;
    EXPECT_EQ(Checker(rt).ended(e), std::nullopt);
    return breach.value_or("");
  }
  // Below the step on top.
  static StackWalk below(StepRecord& r) { return StackWalk(reinterpret_cast<char*>(&r), nullptr); }
  template <typename Record>
  static Record* first(StepRecord& r, ContextKind kind) {
    StackWalk at = below(r);
    while (at.kind() != kind) at.next();
    return at.record<Record>();
  }
  // Replaces a word while the checker looks.
  template <typename T>
  void swap_in(std::function<T*(StepRecord&)> where, std::function<T(T)> other) {
    damage = [this, where, other](Evaluation&, StepRecord& r) {
      T* place = where(r);
      std::memcpy(saved_, place, sizeof(T));
      *place = other(*place);
    };
    mend = [this, where](Evaluation&, StepRecord& r) {
      std::memcpy(static_cast<void*>(where(r)), saved_, sizeof(T));
    };
  }
  static Thunk* awaited(StepRecord& r) { return first<AwaitRecord>(r, ContextKind::kAwait)->thunk; }
  static Attrs* argument(StepRecord& r) {
    Value v = r.slots[0];
    if (v.is_thunk()) v = v.as<Thunk>()->result;
    return v.as<Attrs>();
  }

  RefusingHost host_;
  alignas(16) char saved_[64];
};

#define EXPECT_SAYS(part, said)                              \
  do {                                                       \
    std::string text_ = (said);                              \
    EXPECT_NE(text_.find(part), std::string::npos) << text_; \
  } while (0)

TEST_F(CheckerTest, FindsNothingInAWholeMachine) {
  damage = mend = [](Evaluation&, StepRecord&) {};
  EXPECT_EQ(said(), "");
}

TEST_F(CheckerTest, FindsLostWaiters) {
  swap_in<Header>([](StepRecord& r) { return &awaited(r)->header; },
                  [](Header h) {
                    h.state = static_cast<uint8_t>(ThunkState::kSuspended);
                    return h;
                  });
  EXPECT_SAYS("without its waiter", said());
  swap_in<Header>([](StepRecord& r) { return &awaited(r)->header; },
                  [](Header h) {
                    h.flags = 7;
                    return h;
                  });
  EXPECT_SAYS("belongs to another evaluation", said());
}

TEST_F(CheckerTest, FindsAThunkThatIsAwaitedTwice) {
  swap_in<Value>([](StepRecord& r) { return &awaited(r)->result; }, [](Value) { return kNull; });
  EXPECT_EQ(said(), "");  // nothing waits with it
  static Thunk* thunk;
  damage = [this](Evaluation&, StepRecord& r) {
    thunk = awaited(r);
    std::memcpy(saved_, &thunk->result, sizeof(Value));
    thunk->result = make_value(thunk, Tag::kThunk);
  };
  mend = [this](Evaluation&, StepRecord&) {
    std::memcpy(static_cast<void*>(&thunk->result), saved_, sizeof(Value));
  };
  EXPECT_SAYS("two Awaits, or one twice", said());
}

TEST_F(CheckerTest, FindsABlackholeOfNobody) {
  static Thunk* orphan;
  damage = [](Evaluation& e, StepRecord& r) {
    orphan = e.heap.make_thunk(0, 0);
    orphan->result = kNull;
    orphan->set_state(ThunkState::kBlackhole);
    orphan->header.flags = 1;
    r.slots[1] = make_value(orphan, Tag::kThunk);
  };
  mend = [](Evaluation&, StepRecord& r) { r.slots[1] = kNull; };
  EXPECT_SAYS("no Await waits for it", said());
}

TEST_F(CheckerTest, FindsThunksWithoutAValue) {
  static Thunk* thunk;
  damage = [](Evaluation& e, StepRecord& r) {
    thunk = e.heap.make_thunk(0, 0);
    thunk->set_state(ThunkState::kEvaluated);
    thunk->result = make_value(thunk, Tag::kThunk);
    r.slots[1] = make_value(thunk, Tag::kThunk);
  };
  mend = [](Evaluation&, StepRecord& r) { r.slots[1] = kNull; };
  EXPECT_SAYS("holds no value", said());
}

TEST_F(CheckerTest, FindsReferencesToNowhereAndOfTheWrongType) {
  auto slot = [](StepRecord& r) { return &r.slots[1]; };
  swap_in<Value>(slot, [](Value) { return make_value(reinterpret_cast<void*>(8), Tag::kList); });
  EXPECT_SAYS("points at no object", said());
  damage = [](Evaluation& e, StepRecord& r) {
    r.slots[1] = make_value(e.rt.empty_list.as<List>(), Tag::kString);
  };
  mend = [](Evaluation&, StepRecord& r) { r.slots[1] = kNull; };
  EXPECT_SAYS("of another type", said());
}

TEST_F(CheckerTest, FindsSetsOutOfOrder) {
  std::string program = "let s = { a = 1; b = [ 2 ]; }; in builtins.seq s (__damage s)";
  swap_in<Symbol>([](StepRecord& r) { return argument(r)->shape->names(); },
                  [](Symbol) { return Symbol{UINT32_MAX}; });
  EXPECT_SAYS("do not ascend", said(program));
  swap_in<Header>([](StepRecord& r) { return &argument(r)->header; },
                  [](Header h) {
                    h.aux = 1000;
                    return h;
                  });
  EXPECT_SAYS("larger than its shape", said(program));
}

TEST_F(CheckerTest, FindsBrokenRecords) {
  auto code = [](StepRecord& r) { return first<CodeRecord>(r, ContextKind::kCode); };
  swap_in<Value*>([code](StepRecord& r) { return &code(r)->frame; },
                  [](Value* frame) { return frame + 1; });
  EXPECT_SAYS("overlap", said());
  swap_in<Value*>([code](StepRecord& r) { return &code(r)->frame; },
                  [](Value*) -> Value* { return nullptr; });
  EXPECT_SAYS("in no chunk", said());
  swap_in<const uint32_t*>([code](StepRecord& r) { return &code(r)->ip; },
                           [](const uint32_t* ip) { return ip + 100'000; });
  EXPECT_SAYS("outside of its code", said());
  swap_in<uint64_t>([](StepRecord& r) { return &below(r).meta(); },
                    [](uint64_t meta) { return meta | 0x7f; });
  EXPECT_SAYS("of no known kind", said());
  swap_in<uint64_t>([](StepRecord& r) { return &below(r).meta(); },
                    [](uint64_t meta) { return meta + (uint64_t{1000} << 8); });
  EXPECT_SAYS("calls deep", said());
}

TEST_F(CheckerTest, FindsCodeThatReadsWhatWasNeverAssigned) {
  // The function's argument is what it may read; without one, slot 0 is anything.
  static uint32_t arity;
  damage = [](Evaluation&, StepRecord& r) {
    auto* block = const_cast<CodeBlock*>(first<CodeRecord>(r, ContextKind::kCode)->block);
    arity = block->arity;
    block->arity = 0;
  };
  mend = [](Evaluation&, StepRecord& r) {
    const_cast<CodeBlock*>(first<CodeRecord>(r, ContextKind::kCode)->block)->arity = arity;
  };
  EXPECT_SAYS("before it is assigned", said());
}

}  // namespace
}  // namespace vm
