// Whether a module can be run: verify() of chunk.h. What it accepts cannot make the loop read or
// write outside of a frame, its captures, its constants or its code, take one kind of object for
// another, or show a hole to a program. It believes nothing: any words can be given to it. What it
// cannot know is whether symbols and globals exist: verify_names() asks those who do. Positions may
// be anything. Each chunk is walked twice:
//
// Form, here: the header, then each instruction by the letters of its operands (opcode.def), then
// what one instruction says about another thing: the chunk it makes, its shape, the instruction
// behind it. Jumps must go forward. Iteration in Nix is by calls, and only calls and forced thunks
// cost fuel: a loop of instructions could not be stopped. It also makes the second walk a single
// pass.
//
// Flow, in verifier_flow.cc: what each slot holds on every path to each instruction.
#include "vm/code/verifier.h"

#include <algorithm>
#include <string>
#include <utility>

namespace vm {
namespace {

constexpr Symbol kLastSymbol = kNoSymbol - 1;

std::string number(uint64_t n) { return std::to_string(n); }

// Names are numbers without a table here: they must be ascending and distinct.
template <typename Items, typename NameOf>
bool names_ascend(const Items& items, NameOf name_of) {
  for (size_t i = 0; i < items.size(); ++i) {
    if (name_of(items[i]) > kLastSymbol) return false;
    if (i > 0 && name_of(items[i - 1]) >= name_of(items[i])) return false;
  }
  return true;
}

class FormVerifier {
 public:
  explicit FormVerifier(const Module& module) : module_(module), made_(module.chunks.size()) {}

  std::string run() {
    for (const Chunk& chunk : module_.chunks) {
      self_ = &chunk;
      number_ = static_cast<uint32_t>(self_ - module_.chunks.data());
      if (number_ > 0 && !made_[number_]) {
        fail("no instruction of a chunk before it makes it");
        break;
      }
      if (!header() || !instructions() || !neighbours()) break;
    }
    return std::move(error_);
  }

 private:
  bool fail(const std::string& what) {
    error_ = in_chunk(number_, what);
    return false;
  }
  bool fail_at(uint32_t at, const std::string& what) {
    error_ = in_instruction(module_, number_, at, what);
    return false;
  }

  uint32_t word(uint32_t at, uint32_t n) const { return self_->code[at + n]; }
  Op op_at(uint32_t at) const { return op_of(self_->code[at]); }
  uint32_t size() const { return static_cast<uint32_t>(self_->code.size()); }

  bool header() {
    const Chunk& c = *self_;
    if (c.code.empty()) return fail("has no code");
    if (c.code.size() > UINT32_MAX) return fail("has more words than a jump can name");
    if (c.kind != Chunk::Kind::kThunk && c.kind != Chunk::Kind::kFunction)
      return fail("is neither thunk nor function");
    bool function = c.kind == Chunk::Kind::kFunction;
    if (function ? c.arity < 1 || c.arity > kMaxArguments : c.arity != 0)
      return fail("takes " + number(c.arity) + " arguments; a function takes 1 to " +
                  number(kMaxArguments) + ", a thunk none");
    if (c.parameters.size() != c.arity)
      return fail("names " + number(c.parameters.size()) + " of its " + number(c.arity) +
                  " parameters");
    if (function && (c.no_blackhole || c.forgets_failure || c.makes_closure != UINT32_MAX))
      return fail("is a function with the marks of a thunk");
    if (!c.has_formals && (!c.formals.empty() || c.ellipsis))
      return fail("lists formals, but has_formals is not set");
    if (c.has_formals && !function) return fail("is a thunk with formals");
    if (!names_ascend(c.formals, [](const FormalInfo& f) { return f.name; }))
      return fail("its formals are not distinct and ascending by symbol");
    if (c.arity > c.slots) return fail("has fewer slots than arguments");
    // All but the arguments and formals are taken for an instruction to write to. The bound keeps
    // what a frame costs, here and in the machine, in proportion to the code.
    if (c.slots > c.arity + c.formals.size() + c.code.size())
      return fail("has " + number(c.slots) + " slots, more than its code could fill");
    if (c.captures > kMaxCount) return fail("has more captures than an instruction can give it");
    if (number_ == 0 && c.captures != 0) return fail("is the module's entry, but has captures");
    for (const Constant& k : c.constants)
      if (k.kind > Constant::Kind::kGlobal) return fail("has a constant of no known kind");
    return true;
  }

  bool instructions() {
    starts_.assign(self_->code.size(), false);
    uint32_t last = 0;
    for (uint32_t at = 0; at < size();) {
      uint32_t opcode = self_->code[at] & 0xff;
      if (opcode >= kOpCount)
        return fail("word " + number(at) + ": no instruction has opcode " + number(opcode));
      if (instruction_words(&self_->code[at]) > size() - at) return fail_at(at, "is cut off");
      if (!operands(at)) return false;
      starts_[at] = true;
      last = at;
      at += instruction_words(&self_->code[at]);
    }
    if (!leaves_chunk(op_at(last)) && op_at(last) != Op::kJump)
      return fail_at(last, "runs off the end of the chunk");
    return true;
  }

  bool operands(uint32_t at) {
    Op op = op_at(at);
    const OpInfo& info = op_info(op);
    uint32_t n = count_of(self_->code[at]);
    bool counts = info.variadic || op == Op::kConcatStrings || op == Op::kConcatPath;
    if (!counts && n != 0) return fail_at(at, "has a count, but nothing to count");
    uint32_t i = 1;
    for (const char* letter = info.operands; *letter; ++letter) {
      if (*letter == '*') {
        for (uint32_t k = 0; k < n; ++k)
          if (!value_in_range(at, word(at, i + k))) return false;
        continue;
      }
      // MatchFormals writes as many slots as there are formals: see neighbour().
      if (op != Op::kMatchFormals || *letter != 'd')
        if (!operand_in_range(at, *letter, word(at, i))) return false;
      ++i;
    }
    return true;
  }

  bool operand_in_range(uint32_t at, char letter, uint32_t w) {
    switch (letter) {
      case 'd':
      case 'r':
        return slots_in_range(at, w, 1);
      case 's':
        return value_in_range(at, w);
      case 'k':
        return w <= kLastSymbol || fail_at(at, "names no symbol");
      case 'j':
        if (w >= size()) return fail_at(at, "jumps to word " + number(w) + ", behind the end");
        return w > at || fail_at(at, "jumps back to word " + number(w) + "; jumps go forward");
      case 'c':
        if (w >= module_.chunks.size())
          return fail_at(at, "makes chunk " + number(w) + ", which does not exist");
        if (w <= number_)
          return fail_at(at, "makes chunk " + number(w) + "; a chunk makes only chunks behind it");
        if (made_[w]) return fail_at(at, "makes chunk " + number(w) + ", which is made already");
        made_[w] = true;
        return true;
      case 'h':
        return w < module_.shapes.size() ||
               fail_at(at, "has shape " + number(w) + ", which does not exist");
      default:
        return true;
    }
  }

  bool value_in_range(uint32_t at, Operand o) {
    uint32_t index = index_of(o);
    switch (place_of(o)) {
      case Place::kSlot:
        return slots_in_range(at, index, 1);
      case Place::kCapture:
        return index < self_->captures ||
               fail_at(at, "reads capture " + number(index) + " of " + number(self_->captures));
      case Place::kConstant:
        return index < self_->constants.size() ||
               fail_at(at, "reads constant " + number(index) + " of " +
                               number(self_->constants.size()));
    }
    return fail_at(at, "reads a value in a place that does not exist");
  }

  bool slots_in_range(uint32_t at, uint64_t first, uint64_t n) {
    if (first + n <= self_->slots) return true;
    return fail_at(at,
                   "uses slot " + number(first + n - 1) + " of a frame of " + number(self_->slots));
  }

  // What instructions say about other things, once all of them are known to be whole.
  bool neighbours() {
    for (uint32_t at = 0; at < size(); at += instruction_words(&self_->code[at])) {
      const char* letter = op_info(op_at(at)).operands;
      for (uint32_t i = 1; *letter; ++letter, ++i)
        if (*letter == 'j' && !starts_[word(at, i)])
          return fail_at(
              at, "jumps to word " + number(word(at, i)) + ", into the middle of an instruction");
      if (!neighbour(at)) return false;
    }
    if (self_->has_formals && op_at(0) != Op::kMatchFormals)
      return fail("has formals, but does not begin with MatchFormals");
    uint32_t before = 0;
    for (const auto& [at, pos] : self_->positions) {
      if (at >= size() || !starts_[at])
        return fail("gives a position to word " + number(at) + ", no instruction");
      if (at < before) return fail("its positions are not ascending");
      before = at + 1;
    }
    return self_->makes_closure == UINT32_MAX || only_makes_closure();
  }

  bool neighbour(uint32_t at) {
    uint32_t n = count_of(self_->code[at]);
    Op op = op_at(at);
    if (is_compare_and_jump(op)) return answer_is_tested(at);
    if (op == Op::kMakeThunk || op == Op::kMakeClosure) {
      const Chunk& made = module_.chunks[word(at, 2)];
      bool thunk = op == Op::kMakeThunk;
      if (made.kind != (thunk ? Chunk::Kind::kThunk : Chunk::Kind::kFunction))
        return fail_at(at,
                       "chunk " + number(word(at, 2)) + " is a " + (thunk ? "function" : "thunk"));
      if (made.captures != n)
        return fail_at(at, "gives " + number(n) + " captures to chunk " + number(word(at, 2)) +
                               ", which has " + number(made.captures));
    } else if (op == Op::kMakeAttrs || op == Op::kMakeOpenAttrs) {
      size_t names = module_.shapes[word(at, 2)].names.size();
      if (names != n)
        return fail_at(at,
                       "gives " + number(n) + " cells to a shape of " + number(names) + " names");
      if (op == Op::kMakeOpenAttrs && word(at, 3) > kMaxCount - n)
        return fail_at(at, "makes room for more attributes than a set can have");
    } else if (op == Op::kCall || op == Op::kTailCall) {
      if (n < 1 || n > kMaxArguments)
        return fail_at(at, "passes " + number(n) + " arguments; 1 to " + number(kMaxArguments) +
                               " can be passed");
    } else if (op == Op::kConcatStrings || op == Op::kConcatPath) {
      if (n == 0) return fail_at(at, "joins nothing");
      return slots_in_range(at, word(at, 2), n);
    } else if (op == Op::kOverrides) {
      return slots_in_range(at, word(at, 3), word(at, 4));
    } else if (op == Op::kPublish) {
      if (self_->kind != Chunk::Kind::kThunk)
        return fail_at(at, "stands in a function; only a thunk can publish");
    } else if (op == Op::kMatchFormals) {
      if (!self_->has_formals) return fail_at(at, "stands in a chunk without formals");
      if (at != 0) return fail_at(at, "must be the first instruction of its chunk");
      if (word(at, 1) != self_->arity - 1) return fail_at(at, "must match the last argument");
      return slots_in_range(at, word(at, 2), self_->formals.size());
    }
    return true;
  }

  // When the comparison takes a context, the answer goes to d and the frame goes on behind the
  // instruction.
  bool answer_is_tested(uint32_t at) {
    Op op = op_at(at);
    bool jumps_if = op == Op::kJumpIfEqual || op == Op::kJumpIfLess;
    Op wanted = jumps_if ? Op::kJumpIfTrue : Op::kJumpIfFalse;
    uint32_t next = at + 5;
    if (next < size() && op_at(next) == wanted &&
        word(next, 1) == make_operand(Place::kSlot, word(at, 3)) && word(next, 2) == word(at, 4))
      return true;
    return fail_at(at, std::string("must be followed by ") + op_info(wanted).name +
                           " on its answer slot with the same target");
  }

  // The machine makes the closure without running the chunk: all captures, in order, then Return.
  bool only_makes_closure() {
    uint32_t n = self_->captures;
    bool good = size() == n + 5 && op_at(0) == Op::kMakeClosure &&
                word(0, 2) == self_->makes_closure && count_of(self_->code[0]) == n &&
                op_at(n + 3) == Op::kReturn &&
                word(n + 3, 1) == make_operand(Place::kSlot, word(0, 1));
    for (uint32_t i = 0; good && i < n; ++i)
      good = word(0, 3 + i) == make_operand(Place::kCapture, i);
    return good || fail("says that it only makes a closure of chunk " +
                        number(self_->makes_closure) + ", but does something else");
  }

  const Module& module_;
  std::vector<uint8_t> made_;  // by chunk: an instruction that makes it was seen
  // The chunk at hand.
  const Chunk* self_ = nullptr;
  uint32_t number_ = 0;
  std::vector<bool> starts_;  // by word: an instruction begins there
  std::string error_;
};

std::string verify_shapes(const Module& module) {
  for (size_t i = 0; i < module.shapes.size(); ++i) {
    const ShapeInfo& s = module.shapes[i];
    if (s.names.size() > kMaxCount)
      return "shape " + number(i) + ": has more names than a set can have";
    if (s.names.size() != s.positions.size())
      return "shape " + number(i) + ": has " + number(s.names.size()) + " names, but " +
             number(s.positions.size()) + " positions";
    if (!names_ascend(s.names, [](Symbol name) { return name; }))
      return "shape " + number(i) + ": its names are not distinct and ascending by symbol";
  }
  return "";
}

}  // namespace

std::string in_chunk(uint32_t chunk_number, const std::string& what) {
  return "chunk " + number(chunk_number) + ": " + what;
}

std::string in_instruction(const Module& module, uint32_t chunk_number, uint32_t at,
                           const std::string& what) {
  const char* name = op_info(op_of(module.chunks[chunk_number].code[at])).name;
  return in_chunk(chunk_number, "word " + number(at) + " (" + name + "): " + what);
}

std::string verify_form(const Module& module) { return FormVerifier(module).run(); }

std::string verify(const Module& module) {
  if (module.chunks.empty()) return "the module has no chunk";
  if (module.chunks.size() > UINT32_MAX)
    return "the module has more chunks than an instruction can name";
  std::string error = verify_shapes(module);
  if (error.empty()) error = verify_form(module);
  if (error.empty()) error = verify_flow(module);
  return error;
}

std::string verify_names(const Module& module, uint32_t symbols,
                         const std::function<bool(const std::string&)>& is_global) {
  auto unknown = [&](Symbol s) { return s >= symbols; };
  for (size_t i = 0; i < module.shapes.size(); ++i)
    if (std::any_of(module.shapes[i].names.begin(), module.shapes[i].names.end(), unknown))
      return "shape " + number(i) + ": has a name that does not exist";
  for (uint32_t n = 0; n < module.chunks.size(); ++n) {
    const Chunk& c = module.chunks[n];
    for (const FormalInfo& f : c.formals)
      if (unknown(f.name)) return in_chunk(n, "has a formal of a name that does not exist");
    for (Symbol s : c.parameters)
      if (s != kNoSymbol && unknown(s))
        return in_chunk(n, "has a parameter of a name that does not exist");
    for (const Constant& k : c.constants)
      if (k.kind == Constant::Kind::kGlobal && !is_global(k.text))
        return in_chunk(n, "has the constant '" + k.text + "', and there is no such global");
    for (uint32_t at = 0; at < c.code.size(); at += instruction_words(&c.code[at])) {
      const char* letter = op_info(op_of(c.code[at])).operands;
      for (uint32_t i = 1; *letter; ++letter, ++i)
        if (*letter == 'k' && unknown(c.code[at + i]))
          return in_instruction(module, n, at, "names a symbol that does not exist");
    }
  }
  return "";
}

}  // namespace vm
