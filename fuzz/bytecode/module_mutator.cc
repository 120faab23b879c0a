// See module_mutator.h. A chunk whose form is to be kept is taken apart into instructions whose
// jumps name instructions, edited, and put together again.
#include "fuzz/bytecode/module_mutator.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <optional>

namespace fuzz {
namespace {

using vm::Chunk;
using vm::Constant;
using vm::Module;
using vm::Op;
using vm::Place;
using vm::Pos;

enum Kind : uint32_t {
  kOperand,  // and the four behind it
  kOpcodeOfSameForm = 5,
  kOpcode,
  kRemove,
  kCopy,
  kSwap,
  kFresh,
  kCount,
  kHeader,
  kConstant,
  kFlippedBit,
  kAnyWord,
};

struct Instruction {
  std::vector<uint32_t> words;  // jump targets are numbers of instructions
  std::optional<Pos> pos;

  Op op() const { return vm::op_of(words[0]); }
  const vm::OpInfo& info() const { return vm::op_info(op()); }
};

// The letter of word n of an instruction, n >= 1: those of `*` are values like `s`.
char letter_of(const Instruction& i, size_t n) {
  const char* operands = i.info().operands;
  for (size_t k = 1; *operands && *operands != '*'; ++k, ++operands)
    if (k == n) return *operands;
  return *operands == '*' ? 's' : 'i';
}

class Listing {
 public:
  // False: the chunk is no run of whole instructions any more.
  bool take_apart(const Chunk& chunk) {
    std::vector<uint32_t> number_at(chunk.code.size(), UINT32_MAX);
    for (size_t at = 0; at < chunk.code.size();) {
      const uint32_t* words = &chunk.code[at];
      if ((*words & 0xff) >= vm::kOpCount) return false;
      size_t n = vm::instruction_words(words);
      if (n > chunk.code.size() - at) return false;
      number_at[at] = static_cast<uint32_t>(all.size());
      all.push_back({{words, words + n}, {}});
      at += n;
    }
    for (const auto& [at, pos] : chunk.positions)
      if (at < number_at.size() && number_at[at] != UINT32_MAX) all[number_at[at]].pos = pos;
    return each_target([&](uint32_t& to) {
      to = to < number_at.size() ? number_at[to] : UINT32_MAX;
      return to != UINT32_MAX;
    });
  }

  void put_together(Chunk& chunk) {
    std::vector<uint32_t> begins;
    chunk.code.clear();
    chunk.positions.clear();
    uint32_t words = 0;
    for (const Instruction& i : all) {
      begins.push_back(words);
      if (i.pos) chunk.positions.emplace_back(words, *i.pos);
      words += static_cast<uint32_t>(i.words.size());
    }
    begins.push_back(words);
    each_target([&](uint32_t& to) {
      to = begins[std::min<size_t>(to, all.size())];
      return true;
    });
    for (const Instruction& i : all)
      chunk.code.insert(chunk.code.end(), i.words.begin(), i.words.end());
  }

  void remove(size_t at) {
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(at));
    each_target([&](uint32_t& to) {
      to -= to > at;
      return true;
    });
  }
  // Jumps to what stands there go to the new one, or pass over it.
  void insert(size_t at, Instruction i, bool passed_over) {
    each_target([&](uint32_t& to) {
      to += to > at || (passed_over && to == at);
      return true;
    });
    all.insert(all.begin() + static_cast<std::ptrdiff_t>(at), std::move(i));
  }

  std::vector<Instruction> all;

 private:
  template <typename F>
  bool each_target(F f) {
    for (Instruction& i : all)
      for (size_t n = 1; n < i.words.size(); ++n)
        if (letter_of(i, n) == 'j' && !f(i.words[n])) return false;
    return true;
  }
};

class Mutator {
 public:
  Mutator(Module& module, const KnownNames& names) : module_(module), names_(names) {}

  bool change(std::span<const uint8_t> bytes) {
    std::copy_n(bytes.begin(), kChangeBytes, bytes_);
    number_ = bytes_[1] % static_cast<uint32_t>(module_.chunks.size());
    if (chunk().code.empty()) return false;
    if (kind() >= kHeader)
      return kind() == kHeader ? header() : kind() == kConstant ? constant() : any_word();
    Listing listing;
    if (!listing.take_apart(chunk())) return false;
    std::vector<uint32_t> before = chunk().code;
    at_ = bytes_[2] % listing.all.size();
    edit(listing);
    listing.put_together(chunk());
    return chunk().code != before;
  }

 private:
  uint32_t kind() const { return bytes_[0] % kChangeKinds; }
  uint32_t a() const { return bytes_[3]; }
  uint32_t b() const { return bytes_[4]; }
  Chunk& chunk() { return module_.chunks[number_]; }

  void edit(Listing& listing) {
    Instruction& here = listing.all[at_];
    switch (kind()) {
      default:
        if (here.words.size() > 1) {
          size_t n = 1 + a() / 8 % (here.words.size() - 1);
          here.words[n] = operand(letter_of(here, n), here.words[n], a(), b(), listing);
        }
        return;
      case kOpcodeOfSameForm:
      case kOpcode:
        return other_opcode(here);
      case kRemove:
        return listing.remove(at_);
      case kCopy: {  // a copy of another one, perhaps of another chunk
        Listing other;
        const Chunk& from = module_.chunks[b() % module_.chunks.size()];
        if (!other.take_apart(from) || other.all.empty()) return;
        Instruction i = other.all[a() % other.all.size()];
        i.pos.reset();
        return listing.insert(at_, std::move(i), (b() & 0x80) != 0);
      }
      case kSwap:
        if (at_ + 1 < listing.all.size()) std::swap(here.words, listing.all[at_ + 1].words);
        return;
      case kFresh:
        return listing.insert(at_, fresh(listing), (b() & 0x80) != 0);
      case kCount:
        return count(here, listing);
    }
  }

  // Another value for an operand, mostly one that exists.
  uint32_t operand(char letter, uint32_t now, uint32_t how, uint32_t value,
                   const Listing& listing) {
    Chunk& c = chunk();
    auto below = [&](size_t n) { return n == 0 ? 0u : value % static_cast<uint32_t>(n); };
    switch (letter) {
      case 'd':
      case 'r':
        return below(c.slots);
      case 's':
        if (how % 4 == 2 && c.captures > 0)
          return vm::make_operand(Place::kCapture, below(c.captures));
        if (how % 4 == 3 && !c.constants.empty())
          return vm::make_operand(Place::kConstant, below(c.constants.size()));
        return vm::make_operand(Place::kSlot, below(c.slots));
      case 'k':
        // Mostly a name that the module uses: most others are in no set.
        if (how % 4 != 3 && !module_.shapes.empty()) {
          const vm::ShapeInfo& shape = module_.shapes[value % module_.shapes.size()];
          if (!shape.names.empty()) return shape.names[how % shape.names.size()];
        }
        return (how << 8 | value) % names_.symbols;
      case 'j':
        return static_cast<uint32_t>(
            std::min(at_ + 1 + below(listing.all.size()), listing.all.size() - 1));
      case 'c':
        return other_chunk(now, value);
      case 'h':
        return below(module_.shapes.size());
      default:
        return how % 2 == 0 ? value % 4 : now + (value % 2 == 0 ? 1 : UINT32_MAX);
    }
  }

  // Chunks are made once each: the instruction that makes the other one makes this one.
  uint32_t other_chunk(uint32_t now, uint32_t value) {
    uint32_t other = value % static_cast<uint32_t>(module_.chunks.size());
    for (Chunk& c : module_.chunks) {
      if (&c == &chunk()) continue;  // it is in pieces
      for (size_t at = 0; at < c.code.size();) {
        if ((c.code[at] & 0xff) >= vm::kOpCount) break;
        size_t n = vm::instruction_words(&c.code[at]);
        if (n > c.code.size() - at) break;
        Op op = vm::op_of(c.code[at]);
        bool makes = op == Op::kMakeThunk || op == Op::kMakeClosure;
        if (makes && c.code[at + 2] == other) {
          c.code[at + 2] = now;
          return other;
        }
        at += n;
      }
    }
    return other;
  }

  void other_opcode(Instruction& i) {
    std::vector<Op> fits;
    for (uint32_t n = 0; n < vm::kOpCount; ++n) {
      Op op = static_cast<Op>(n);
      bool same = std::strcmp(vm::op_info(op).operands, i.info().operands) == 0;
      if (op != i.op() && (same || kind() == kOpcode) &&
          vm::op_info(op).fixed_words == i.info().fixed_words)
        fits.push_back(op);
    }
    if (fits.empty()) return;
    i.words[0] = vm::make_word0(fits[a() % fits.size()], vm::count_of(i.words[0]));
  }

  Instruction fresh(const Listing& listing) {
    Op op = static_cast<Op>(a() % vm::kOpCount);
    const vm::OpInfo& info = vm::op_info(op);
    bool counts = info.variadic || op == Op::kConcatStrings || op == Op::kConcatPath;
    uint32_t n = counts ? 1 + b() % 3 : 0;
    Instruction i{std::vector<uint32_t>(info.fixed_words + (info.variadic ? n : 0)), {}};
    i.words[0] = vm::make_word0(op, n);
    uint32_t value = b();
    for (size_t k = 1; k < i.words.size(); ++k, value = value * 5 + 3)
      i.words[k] = operand(letter_of(i, k), 0, value >> 3, value, listing);
    return i;
  }

  // One value more or less.
  void count(Instruction& i, const Listing& listing) {
    uint32_t n = vm::count_of(i.words[0]);
    bool more = (a() & 1) != 0 || n == 0;
    if (i.info().variadic) {
      size_t at = i.info().fixed_words + (n == 0 ? 0 : b() % n);
      auto where = i.words.begin() + static_cast<std::ptrdiff_t>(at);
      if (more)
        i.words.insert(where, operand('s', 0, a() / 2, b(), listing));
      else
        i.words.erase(where);
    }
    i.words[0] = vm::make_word0(i.op(), more ? n + 1 : n - 1);
  }

  bool any_word() {
    uint32_t value = a() | b() << 8 | bytes_[0] << 24;
    uint32_t& word = chunk().code[bytes_[2] % chunk().code.size()];
    uint32_t before = word;
    word = kind() == kFlippedBit ? word ^ 1u << a() % 32 : value;
    return word != before;
  }

  bool constant() {
    std::vector<Constant>& all = chunk().constants;
    if (all.empty()) return false;
    static constexpr int64_t kInts[] = {0, -1, 2, 1'000, INT64_MAX, INT64_MIN, int64_t{1} << 60};
    static constexpr double kFloats[] = {0.5, -0.0, 1e300, 0.0 / 1.0, 3.0};
    static constexpr const char* kTexts[] = {"",        "a",        "b",      "x-1.2",
                                             "outPath", "\xff\xfe", "/a/../b"};
    Constant& k = all[bytes_[2] % all.size()];
    Constant before = k;
    k = {static_cast<Constant::Kind>(a() % 10)};
    k.integer = kInts[b() % std::size(kInts)];
    k.floating = kFloats[b() % std::size(kFloats)];
    k.text = kTexts[b() % std::size(kTexts)];
    if (k.kind == Constant::Kind::kPath) k.text = "/" + k.text;
    if (k.kind == Constant::Kind::kGlobal) k.text = names_.globals[b() % names_.globals.size()];
    return k.kind != before.kind || k.integer != before.integer || k.floating != before.floating ||
           k.text != before.text;
  }

  template <typename T>
  static bool set(T& to, T value) {
    bool differs = to != value;
    to = value;
    return differs;
  }

  // What is said of a chunk, of its formals, and of a shape.
  bool header() {
    Chunk& c = chunk();
    uint32_t value = b();
    switch (a() % 14) {
      case 0:
        return set(c.no_blackhole, !c.no_blackhole);
      case 1:
        return set(c.forgets_failure, !c.forgets_failure);
      case 2:
        return set(c.ellipsis, !c.ellipsis);
      case 3:
        return set(c.slots, c.slots + value % 4);
      case 4:
        return set(c.slots, value % (c.slots + 1));
      case 5:
        return set(c.arity, value % (vm::kMaxArguments + 2));
      case 6:
        return set(c.captures, value % (c.captures + 2));
      case 7:
        return set(c.makes_closure, value % 8 == 0
                                        ? UINT32_MAX
                                        : value % static_cast<uint32_t>(module_.chunks.size()));
      case 8:
        return set(c.kind,
                   c.kind == Chunk::Kind::kThunk ? Chunk::Kind::kFunction : Chunk::Kind::kThunk);
      case 9:
        return set(c.has_formals, !c.has_formals);
      case 10: {
        if (c.formals.empty()) return false;
        vm::FormalInfo& f = c.formals[value % c.formals.size()];
        return set(f.has_default, !f.has_default);
      }
      case 11:
        if (c.formals.empty()) return false;
        return set(c.formals[value % c.formals.size()].name, bytes_[2] % names_.symbols);
      case 12: {
        if (c.positions.empty()) return false;
        auto& [at, pos] = c.positions[value % c.positions.size()];
        return set(pos, pos ^ 1u << bytes_[2] % 32);
      }
      default: {
        if (module_.shapes.empty()) return false;
        vm::ShapeInfo& shape = module_.shapes[value % module_.shapes.size()];
        if (shape.names.empty()) return false;
        size_t i = bytes_[2] % shape.names.size();
        if (value & 0x80) return set(shape.positions[i], shape.positions[i] ^ 1u << value % 32);
        return set(shape.names[i], (shape.names[i] + value % 8) % names_.symbols);
      }
    }
  }

  Module& module_;
  const KnownNames& names_;
  uint8_t bytes_[kChangeBytes] = {};
  uint32_t number_ = 0;  // of the chunk
  size_t at_ = 0;        // which instruction of it
};

}  // namespace

const char* change_name(uint32_t kind) {
  static constexpr const char* kNames[] = {"an opcode of the same form",
                                           "any opcode",
                                           "removed",
                                           "copied",
                                           "swapped",
                                           "a new instruction",
                                           "a count",
                                           "a header",
                                           "a constant",
                                           "a bit",
                                           "a word"};
  return kind < kOpcodeOfSameForm ? "an operand" : kNames[kind - kOpcodeOfSameForm];
}

uint32_t mutate_module(Module& module, std::span<const uint8_t> recipe, const KnownNames& names) {
  Mutator mutator(module, names);
  uint32_t changed = 0;
  for (size_t i = 0; i < kMaxChanges && recipe.size() >= kChangeBytes; ++i) {
    changed += mutator.change(recipe);
    recipe = recipe.subspan(kChangeBytes);
  }
  return changed;
}

}  // namespace fuzz
