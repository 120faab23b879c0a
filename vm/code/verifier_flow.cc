// The flow of a chunk: what each slot holds on every path to each instruction (slot_facts.h), and
// whether what an instruction reads is what it is for. Each instruction has its line in step():
// reads, then writes.
//
// The rule of the finalisers. A scope makes its thunks before all they capture is bound: MakeThunk
// takes the constant `hole` for a capture that comes later, and Finalise patches it. In between,
// the thunk must not be run.
//
// a. Only MakeThunk takes a hole. From there until every hole of the frame is patched, on every
// path, only instructions run that neither force nor return nor put a cell into a value: MakeThunk,
// MakeClosure, Move, TakeDefault, Jump, Finalise, FinaliseIf, JumpIfPending, LookupWith right
// behind a JumpIfPending on the same set, and UndefinedVariable, which drops the frame.
//
// b. Finalise names a slot that holds, on every path, the thunk of one and the same MakeThunk of
// this chunk (or was moved from such a slot), and a capture that was a hole there. What was passed
// in, selected or returned can never be patched.
//
// c. Each hole is patched exactly once on every path on which it was made. Only after Overrides has
// put other cells into the slots of a scope are holes patched with those slots patched once more.
//
// d. In the slot of a formal with a default, MatchFormals leaves a cell or a hole. Only TakeDefault
// may read it: it sets a flag, and jumps if a cell was passed. Where the paths meet, the slot holds
// what was passed or the default; if that is a thunk with holes, only FinaliseIf patches it, under
// the flag which that TakeDefault set for that slot.
#include <algorithm>
#include <string>
#include <utility>

#include "vm/code/slot_facts.h"
#include "vm/code/verifier.h"

namespace vm {
namespace {

std::string number(uint64_t n) { return std::to_string(n); }

class FlowVerifier {
 public:
  explicit FlowVerifier(const Module& module) : module_(module) {}

  std::string run() {
    for (const Chunk& chunk : module_.chunks) {
      self_ = &chunk;
      number_ = static_cast<uint32_t>(self_ - module_.chunks.data());
      if (!walk()) break;
    }
    return std::move(error_);
  }

 private:
  bool fail_at(uint32_t at, const std::string& what) {
    error_ = in_instruction(module_, number_, at, what);
    return false;
  }
  uint32_t word(uint32_t at, uint32_t n) const { return self_->code[at + n]; }
  Op op_at(uint32_t at) const { return op_of(self_->code[at]); }

  bool walk() {
    facts_.start(self_->slots, self_->code.size());
    holes_.clear();
    for (uint32_t i = 0; i < self_->arity; ++i) facts_.set(i, {FactKind::kCell});
    bool falls = true;
    uint32_t before = 0;
    for (uint32_t at = 0; at < self_->code.size(); at += instruction_words(&self_->code[at])) {
      uint32_t torn = UINT32_MAX;
      bool is_target = facts_.is_target(at);
      falls = facts_.arrive(at, falls, &torn);
      if (torn != UINT32_MAX)
        return fail_at(at, hole_name(torn) + " is patched on one path to here, not on another");
      if (!falls) return fail_at(at, "can never be reached");
      bool guarded = !is_target && op_at(before) == Op::kJumpIfPending &&
                     op_at(at) == Op::kLookupWith && word(before, 1) == word(at, 2);
      if (facts_.open_holes() > 0 && !guarded && !in_construction(op_at(at)))
        return fail_at(at,
                       first_open_hole() + " has not been patched: nothing may run before that");
      if (!step(at)) return false;
      falls = op_at(at) != Op::kJump && !leaves_chunk(op_at(at)) && !is_compare_and_jump(op_at(at));
      before = at;
    }
    return true;
  }

  // What may run while a scope has holes: rule a.
  static bool in_construction(Op op) {
    return op == Op::kMakeThunk || op == Op::kMakeClosure || op == Op::kMove ||
           op == Op::kTakeDefault || op == Op::kJump || op == Op::kFinalise ||
           op == Op::kFinaliseIf || op == Op::kJumpIfPending || op == Op::kUndefinedVariable;
  }

  std::string hole_name(uint32_t key) const {
    const Hole& h = holes_[key - self_->slots];
    return "capture " + number(h.capture) + " of the thunk made at word " + number(h.made_at) +
           ", a hole,";
  }
  std::string first_open_hole() const {
    uint32_t key = self_->slots;
    while (facts_[key].kind != FactKind::kOpen) ++key;
    return hole_name(key);
  }
  // The key of a hole; UINT32_MAX if that capture was none.
  uint32_t hole_key(uint32_t made_at, uint32_t capture) const {
    auto it = std::lower_bound(holes_.begin(), holes_.end(), Hole{made_at, capture});
    if (it == holes_.end() || *it != Hole{made_at, capture}) return UINT32_MAX;
    return self_->slots + static_cast<uint32_t>(it - holes_.begin());
  }

  static const char* contents(FactKind kind) {
    switch (kind) {
      case FactKind::kUnassigned:
        return "is not assigned on every path to here";
      case FactKind::kFormal:
        return "holds a formal of which it is not decided whether it was passed";
      case FactKind::kTaken:
        return "holds no cell: the default of its formal has to be made";
      case FactKind::kFlag:
        return "holds the flag of a formal";
      case FactKind::kName:
      case FactKind::kNameOrNull:
        return "holds the name of an attribute";
      case FactKind::kPrepared:
        return "holds the prepared left side of an addition";
      case FactKind::kOpen:
      case FactKind::kPatched:
      case FactKind::kCell:
      case FactKind::kString:
      case FactKind::kPath:
      case FactKind::kThunk:
      case FactKind::kDefault:
      case FactKind::kPassed:
      case FactKind::kDefaulted:
      case FactKind::kFreshSet:
      case FactKind::kOpenSet:
      case FactKind::kGrownSet:
      case FactKind::kOverridden:
        break;
    }
    return "holds an ordinary value";
  }
  bool wrong_slot(uint32_t at, uint32_t slot, const std::string& wanted) {
    return fail_at(at, "slot " + number(slot) + " " + contents(facts_[slot].kind) + wanted);
  }

  bool read_slot(uint32_t at, uint32_t slot) {
    FactKind kind = facts_[slot].kind;
    if (!is_cell(kind)) return wrong_slot(at, slot, ", and cannot be read as a value");
    // Once others may know a set, nothing may be added to it.
    if (kind == FactKind::kFreshSet || kind == FactKind::kOpenSet || kind == FactKind::kGrownSet)
      facts_.set(slot, {FactKind::kCell});
    return true;
  }
  bool is_hole(Operand o) const {
    return place_of(o) == Place::kConstant &&
           self_->constants[index_of(o)].kind == Constant::Kind::kHole;
  }
  bool read(uint32_t at, Operand o) {
    if (is_hole(o)) return fail_at(at, "reads a hole; only MakeThunk may take one, as a capture");
    return place_of(o) != Place::kSlot || read_slot(at, index_of(o));
  }
  bool read_all(uint32_t at, uint32_t first) {
    uint32_t n = count_of(self_->code[at]);
    for (uint32_t i = 0; i < n; ++i)
      if (!read(at, word(at, first + i))) return false;
    return true;
  }
  bool name_in(uint32_t at, Operand o, bool may_be_null) {
    if (place_of(o) != Place::kSlot)
      return fail_at(at, "takes the name of an attribute from no slot");
    FactKind kind = facts_[index_of(o)].kind;
    if (kind == FactKind::kName || (may_be_null && kind == FactKind::kNameOrNull)) return true;
    return wrong_slot(at, index_of(o),
                      may_be_null ? ", not what DynamicName leaves" : ", not what AttrName leaves");
  }
  bool prepared(uint32_t at) {
    Operand o = word(at, 2);
    if (place_of(o) != Place::kSlot) return fail_at(at, "takes what was prepared from no slot");
    if (facts_[index_of(o)].kind == FactKind::kPrepared) return true;
    return wrong_slot(at, index_of(o), ", not what PrepareAdd leaves");
  }
  bool assign(uint32_t slot, FactKind kind = FactKind::kCell, uint32_t of = 0) {
    facts_.set(slot, {kind, of});
    return true;
  }

  // One instruction: what it reads must be there, what it writes is known from here on.
  bool step(uint32_t at) {
    Op op = op_at(at);
    switch (op) {
      case Op::kMove:
        return read(at, word(at, 2)) && move(at);
      // d, then values
      case Op::kToBool:
      case Op::kNot:
      case Op::kNegate:
      case Op::kSelect:
        return read(at, word(at, 2)) && assign(word(at, 1));
      case Op::kInterpolate:
      case Op::kInterpolatePath:
        return read(at, word(at, 2)) && assign(word(at, 1), FactKind::kString);
      case Op::kAttrName:
        return read(at, word(at, 2)) && assign(word(at, 1), FactKind::kName);
      case Op::kDynamicName:
        return read(at, word(at, 2)) && assign(word(at, 1), FactKind::kNameOrNull);
      case Op::kPrepareAdd:
        return read(at, word(at, 2)) && assign(word(at, 1), FactKind::kPrepared);
      case Op::kAddPrepared:
        return prepared(at) && read(at, word(at, 3)) && assign(word(at, 1));
      case Op::kAdd:
      case Op::kSub:
      case Op::kMul:
      case Op::kDiv:
      case Op::kLess:
      case Op::kNotLess:
      case Op::kEqual:
      case Op::kNotEqual:
      case Op::kConcatLists:
      case Op::kUpdate:
      case Op::kUpdateRightFirst:
        return read(at, word(at, 2)) && read(at, word(at, 3)) && assign(word(at, 1));
      case Op::kSelectDynamic:
        return read(at, word(at, 2)) && name_in(at, word(at, 3), false) && assign(word(at, 1));
      case Op::kMakeList:
        return read_all(at, 2) && assign(word(at, 1));
      case Op::kMakeAttrs:
        return read_all(at, 3) && assign(word(at, 1), FactKind::kFreshSet, word(at, 2));
      case Op::kMakeOpenAttrs:
        return read_all(at, 4) && assign(word(at, 1), FactKind::kOpenSet, word(at, 2));
      case Op::kMakeClosure:
        return read_all(at, 3) && assign(word(at, 1));
      case Op::kMakeThunk:
        return make_thunk(at);
      case Op::kCall:
        return read(at, word(at, 2)) && read_all(at, 3) && assign(word(at, 1));
      case Op::kCurPos:
        return assign(word(at, 1));
      case Op::kConcatStrings:
      case Op::kConcatPath:
        return join(at);
      // values only
      case Op::kDemand:
      case Op::kDemandSet:
      case Op::kReturn:
      case Op::kAssert:
        return read(at, word(at, 1));
      case Op::kTailCall:
        return read(at, word(at, 1)) && read_all(at, 2);
      case Op::kUndefinedVariable:
        return true;
      // jumps
      case Op::kJump:
        facts_.jump(word(at, 1));
        return true;
      case Op::kJumpIfFalse:
      case Op::kJumpIfTrue:
      case Op::kJumpIfPending:
        if (!read(at, word(at, 1))) return false;
        facts_.jump(word(at, 2));
        return true;
      case Op::kJumpUnlessLess:
      case Op::kJumpUnlessEqual:
      case Op::kJumpIfEqual:
      case Op::kJumpIfLess:  // passes over the test behind it, which is only for an answer that
                             // came later
        if (!read(at, word(at, 1)) || !read(at, word(at, 2))) return false;
        facts_.jump(word(at, 4));
        facts_.jump(at + 5, word(at, 3), {FactKind::kCell});
        facts_.jump(at + 8);
        return true;
      case Op::kSelectOr:
      case Op::kSelectOrDynamic:
        if (!read(at, word(at, 2))) return false;
        if (op == Op::kSelectOrDynamic && !name_in(at, word(at, 3), false)) return false;
        facts_.jump(word(at, 4));
        return assign(word(at, 1));
      case Op::kLookupWith:
        if (!read(at, word(at, 2))) return false;
        facts_.jump(word(at, 4), word(at, 1), {FactKind::kCell});
        return true;
      // sets under construction, formals, finalisers
      case Op::kAddDynamic:
        return add_dynamic(at);
      case Op::kPublish:
        return open_set(at);
      case Op::kOverrides:
        return overrides(at);
      case Op::kMatchFormals:
        return match_formals(at);
      case Op::kTakeDefault:
        return take_default(at);
      case Op::kFinalise:
        return finalise(at);
      case Op::kFinaliseIf:
        return finalise_if(at);
    }
    return false;
  }

  bool move(uint32_t at) {
    using enum FactKind;
    Operand o = word(at, 2);
    Fact fact{kCell};
    if (place_of(o) == Place::kConstant) {
      Constant::Kind k = self_->constants[index_of(o)].kind;
      if (k == Constant::Kind::kString) fact.kind = kString;
      if (k == Constant::Kind::kPath) fact.kind = kPath;
    } else if (place_of(o) == Place::kSlot) {
      Fact moved = facts_[index_of(o)];
      if (moved.kind == kString || moved.kind == kPath || moved.kind == kThunk) fact = moved;
    }
    return assign(word(at, 1), fact.kind, fact.of);
  }

  bool make_thunk(uint32_t at) {
    uint32_t n = count_of(self_->code[at]);
    for (uint32_t i = 0; i < n; ++i) {
      if (is_hole(word(at, 3 + i))) {
        holes_.push_back({at, i});
        facts_.add_hole();
      } else if (!read(at, word(at, 3 + i))) {
        return false;
      }
    }
    uint32_t slot = word(at, 1);
    return assign(
        slot, facts_[slot].kind == FactKind::kTaken ? FactKind::kDefault : FactKind::kThunk, at);
  }

  bool join(uint32_t at) {
    uint32_t first = word(at, 2), n = count_of(self_->code[at]);
    bool path = op_at(at) == Op::kConcatPath;
    for (uint32_t i = 0; i < n; ++i) {
      FactKind kind = facts_[first + i].kind;
      if (kind != FactKind::kString && !(path && i == 0 && kind == FactKind::kPath))
        return wrong_slot(at, first + i, ", not a string that can be joined");
    }
    return assign(word(at, 1), path ? FactKind::kPath : FactKind::kString);
  }

  bool open_set(uint32_t at) {
    FactKind kind = facts_[word(at, 1)].kind;
    if (kind == FactKind::kOpenSet || kind == FactKind::kGrownSet) return true;
    return wrong_slot(at, word(at, 1), ", not a set to which attributes can be added");
  }
  bool add_dynamic(uint32_t at) {
    if (!name_in(at, word(at, 2), true) || !read(at, word(at, 3)) || !open_set(at)) return false;
    return assign(word(at, 1), FactKind::kGrownSet);
  }

  bool overrides(uint32_t at) {
    uint32_t set = word(at, 1), first = word(at, 3), n = word(at, 4);
    Fact fact = facts_[set];
    if (fact.kind != FactKind::kFreshSet && fact.kind != FactKind::kOpenSet)
      return wrong_slot(at, set, ", not a set that was just made");
    const std::vector<Symbol>& names = module_.shapes[fact.of].names;
    if (!std::binary_search(names.begin(), names.end(), word(at, 2)))
      return fail_at(at, "the set has no attribute of that name");
    if (n != names.size())
      return fail_at(at, "has " + number(n) + " slots for the " + number(names.size()) +
                             " attributes of the set");
    if (set >= first && set - first < n)
      return fail_at(at, "the set lies in a slot of one of its attributes");
    for (uint32_t i = 0; i < n; ++i)
      if (!read_slot(at, first + i)) return false;
    for (uint32_t i = 0; i < n; ++i) assign(first + i, FactKind::kOverridden);
    return assign(set, fact.kind == FactKind::kOpenSet ? FactKind::kGrownSet : FactKind::kCell);
  }

  bool match_formals(uint32_t at) {
    uint32_t slot = word(at, 2);
    for (const FormalInfo& f : self_->formals)
      assign(slot++, f.has_default ? FactKind::kFormal : FactKind::kCell);
    return true;
  }

  bool take_default(uint32_t at) {
    uint32_t slot = word(at, 1), flag = word(at, 2);
    if (facts_[slot].kind != FactKind::kFormal)
      return wrong_slot(at, slot, ", not a formal with a default that is still to be decided");
    if (flag == slot) return fail_at(at, "puts its flag over the formal");
    assign(flag, FactKind::kFlag, slot);
    facts_.jump(word(at, 3), slot, {FactKind::kPassed, slot});
    return assign(slot, FactKind::kTaken);
  }

  bool finalise(uint32_t at) {
    uint32_t slot = word(at, 1), source = word(at, 3);
    Fact thunk = facts_[slot];
    if (thunk.kind != FactKind::kThunk)
      return wrong_slot(at, slot, ", not a thunk that was made here and nothing else");
    if (!read_slot(at, source)) return false;
    uint32_t key = hole_key(thunk.of, word(at, 2));
    if (key == UINT32_MAX) return not_a_hole(at);
    bool again = facts_[key] == Fact{FactKind::kPatched, source} &&
                 facts_[source].kind == FactKind::kOverridden;
    if (facts_[key].kind != FactKind::kOpen && !again)
      return fail_at(at, hole_name(key) + " was patched before");
    return assign(key, FactKind::kPatched, source);
  }

  bool finalise_if(uint32_t at) {
    uint32_t flag = word(at, 1), slot = word(at, 2), source = word(at, 4);
    Fact thunk = facts_[slot];
    if (thunk.kind != FactKind::kDefault && thunk.kind != FactKind::kDefaulted)
      return wrong_slot(at, slot, ", not a formal whose default is one thunk that was made here");
    if (facts_[flag] != Fact{FactKind::kFlag, slot})
      return wrong_slot(at, flag, ", not the flag that TakeDefault set for slot " + number(slot));
    if (!read_slot(at, source)) return false;
    uint32_t key = hole_key(thunk.of, word(at, 3));
    if (key == UINT32_MAX) return not_a_hole(at);
    if (facts_[key].kind != FactKind::kOpen)
      return fail_at(at, hole_name(key) + " was patched before");
    return assign(key, FactKind::kPatched, source);
  }
  bool not_a_hole(uint32_t at) {
    return fail_at(at, "capture " + number(word(at, op_at(at) == Op::kFinalise ? 2 : 3)) +
                           " was no hole when the thunk was made");
  }

  struct Hole {
    uint32_t made_at, capture;
    auto operator<=>(const Hole&) const = default;
  };

  const Module& module_;
  // The chunk at hand. What is known of one is forgotten for the next, and its memory used again.
  const Chunk* self_ = nullptr;
  uint32_t number_ = 0;
  std::vector<Hole> holes_;  // ascending; hole i has the key slots + i
  SlotFacts facts_;
  std::string error_;
};

}  // namespace

std::string verify_flow(const Module& module) { return FlowVerifier(module).run(); }

}  // namespace vm
