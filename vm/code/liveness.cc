// See liveness.h.
#include "vm/code/liveness.h"

#include <map>

#include "vm/base/check.h"

namespace vm {
namespace {

// A set of slots.
class Slots {
 public:
  explicit Slots(uint32_t n) : words_((n + 63) / 64) {}
  void add(uint32_t i) { words_[i / 64] |= uint64_t{1} << (i % 64); }
  void remove(uint32_t i) { words_[i / 64] &= ~(uint64_t{1} << (i % 64)); }
  void add_all(const Slots& other) {
    for (size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  }
  LiveSlots list() const {
    LiveSlots out;
    for (size_t w = 0; w < words_.size(); ++w)
      for (uint64_t rest = words_[w]; rest != 0; rest &= rest - 1)
        out.push_back(static_cast<uint32_t>(w * 64) + static_cast<uint32_t>(__builtin_ctzll(rest)));
    return out;
  }

 private:
  std::vector<uint64_t> words_;
};

class Walk {
 public:
  Walk(const Chunk& chunk, uint32_t from) : chunk_(chunk), live_(chunk.slots) {
    for (uint32_t at = 0; at < chunk.code.size(); at += instruction_words(&chunk.code[at]))
      if (at >= from) instructions_.push_back(at);
    for (uint32_t at : instructions_) each_target(at, [&](uint32_t to) { ++sources_[to]; });
  }

  LiveSlots run() {
    for (size_t i = instructions_.size(); i-- > 0;) {
      uint32_t at = instructions_[i];
      before(at);
      if (auto s = sources_.find(at); s != sources_.end()) at_target_.emplace(at, live_);
    }
    return live_.list();
  }

 private:
  uint32_t word(uint32_t at, uint32_t n) const { return chunk_.code[at + n]; }
  static bool compares(Op op) {
    return op == Op::kJumpUnlessLess || op == Op::kJumpUnlessEqual || op == Op::kJumpIfEqual ||
           op == Op::kJumpIfLess;
  }

  // Where an instruction may go but to the one behind it.
  template <typename F>
  void each_target(uint32_t at, F f) const {
    Op op = op_of(chunk_.code[at]);
    const OpInfo& info = op_info(op);
    for (uint32_t n = 0; info.operands[n] && info.operands[n] != '*'; ++n)
      if (info.operands[n] == 'j') f(word(at, n + 1));
    if (compares(op)) f(at + 8);  // the comparison passes over the test behind it
  }

  // What was known at the target; forgotten with the last jump to it.
  void join(uint32_t target) {
    auto it = at_target_.find(target);
    CHECK(it != at_target_.end());
    live_.add_all(it->second);
    if (--sources_[target] == 0) at_target_.erase(it);
  }

  void before(uint32_t at) {
    Op op = op_of(chunk_.code[at]);
    const OpInfo& info = op_info(op);
    uint32_t count = count_of(chunk_.code[at]);
    if (op == Op::kJump || op == Op::kReturn || op == Op::kTailCall || op == Op::kUndefinedVariable)
      live_ = Slots(chunk_.slots);
    // Slots are written when the instruction goes on to the next one; for TakeDefault, LookupWith
    // and the like it does no harm to take the slot as written on the jump too only where both
    // ways write it.
    bool writes_on_jump = op == Op::kTakeDefault;
    uint32_t written = UINT32_MAX;
    for (uint32_t n = 0; info.operands[n] && info.operands[n] != '*'; ++n)
      if (info.operands[n] == 'd') written = word(at, n + 1);
    if (op == Op::kMatchFormals) {
      for (uint32_t i = 0; i < chunk_.formals.size(); ++i) live_.remove(written + i);
    } else if (op == Op::kLookupWith) {
      // Written on the jump only.
      Slots falls = live_;
      live_ = Slots(chunk_.slots);
      join(word(at, 4));
      live_.remove(written);
      live_.add_all(falls);
    } else if (compares(op)) {
      live_.remove(written);  // by an answer that comes later, for the test behind it
      join(word(at, 4));
      join(at + 8);
    } else {
      if (!writes_on_jump && written != UINT32_MAX) live_.remove(written);
      each_target(at, [&](uint32_t to) { join(to); });
      if (writes_on_jump) live_.remove(written);
    }
    reads(at, op, info, count);
  }

  void read(Operand o) {
    if (place_of(o) == Place::kSlot) live_.add(index_of(o));
  }

  void reads(uint32_t at, Op op, const OpInfo& info, uint32_t count) {
    uint32_t n = 1;
    for (const char* p = info.operands; *p; ++p, ++n) {
      if (*p == 's') read(word(at, n));
      if (*p == 'r') live_.add(word(at, n));
      if (*p == '*')
        for (uint32_t i = 0; i < count; ++i) read(word(at, n + i));
    }
    if (op == Op::kConcatStrings || op == Op::kConcatPath)
      for (uint32_t i = 0; i < count; ++i) live_.add(word(at, 2) + i);
  }

  const Chunk& chunk_;
  std::vector<uint32_t> instructions_;
  std::unordered_map<uint32_t, uint32_t> sources_;  // jumps to a word that are still to be met
  std::unordered_map<uint32_t, Slots> at_target_;
  Slots live_;
};

}  // namespace

LiveSlots live_slots(const Chunk& chunk, uint32_t at) { return Walk(chunk, at).run(); }

}  // namespace vm
