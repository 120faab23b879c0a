// The compiler's bookkeeping: chunks that open and close, captures, constants, labels. See pass.h.
#include "vm/compiler/compiler.h"

#include <algorithm>
#include <bit>
#include <iterator>

#include "vm/compiler/pass.h"

namespace vm {

CompilerMemory::CompilerMemory() : memory_(std::make_unique<PassMemory>()) {}
CompilerMemory::~CompilerMemory() = default;

CompileResult compile(const Node* root, SymbolTable& symbols, const CompileOptions& options) {
  CompilerMemory own;
  return Pass(symbols, options, *(options.memory ? options.memory : &own)->memory_).run(root);
}

CompileResult Pass::run(const Node* root) {
  Module& module = result_.module;
  if (options_.spent) module = std::move(*options_.spent);
  module.chunks.reserve(8);
  module.shapes.clear();
  OpenChunk* top =
      open(options_.scoped.empty() ? Chunk::Kind::kThunk : Chunk::Kind::kFunction, root->pos);
  if (!options_.scoped.empty()) {
    top->chunk.arity = 1;
    top->chunk.parameters = {kNoSymbol};
    top->chunk.parameter_positions = {root->pos};
    uint32_t set = temp();
    for (Symbol name : options_.scoped) {
      uint32_t slot = temp();
      emit(Op::kSelect, root->pos, {slot, make_operand(Place::kSlot, set), name});
      names_.push(name, {top, make_operand(Place::kSlot, slot)});
    }
  }
  value(root, {Target::kTail}).run();
  close();
  module.chunks.resize(opened_);
  frames.clear();
  names_.clear();
  return std::move(result_);
}

OpenChunk* Pass::open(Chunk::Kind kind, Pos pos) {
  std::vector<std::unique_ptr<OpenChunk>>& spare = memory_.spare;
  if (spare.empty()) spare.push_back(std::make_unique<OpenChunk>());
  open_.push_back(std::move(spare.back()));
  spare.pop_back();
  OpenChunk* c = open_.back().get();
  c->parent = chunk_;
  c->number = opened_++;
  c->chunk.kind = kind;
  c->chunk.pos = pos;
  if (opened_ > result_.module.chunks.size()) result_.module.chunks.emplace_back();
  return chunk_ = c;
}

OpenChunk::OpenChunk() {
  // Room for what most chunks need.
  chunk.code.reserve(64);
  chunk.positions.reserve(16);
  chunk.constants.reserve(8);
  captured.reserve(8);
  capture_keys.reserve(8);
}

void OpenChunk::keep_in(Chunk& made) {
  static_cast<ChunkHead&>(made) = std::exchange(static_cast<ChunkHead&>(chunk), {});
  made.formals.swap(chunk.formals);
  made.parameters.swap(chunk.parameters);
  made.parameter_positions.swap(chunk.parameter_positions);
  made.name.swap(chunk.name);
  chunk.formals.clear();  // of a spent module
  chunk.parameters.clear();
  chunk.parameter_positions.clear();
  chunk.name.clear();
  // The copies are as large as what is in them; what has grown here is used for the next chunk.
  made.code.assign(chunk.code.begin(), chunk.code.end());
  made.positions.assign(chunk.positions.begin(), chunk.positions.end());
  made.constants.assign(std::make_move_iterator(chunk.constants.begin()),
                        std::make_move_iterator(chunk.constants.end()));
  chunk.code.clear();
  chunk.positions.clear();
  chunk.constants.clear();
  next_slot = 0;
  unbound.clear();
  captured.clear();
  capture_keys.clear();
  // clear() would go through the buckets of the largest chunk ever, for every small one behind it.
  if (!capture_index.empty()) capture_index = {};
  if (!constant_index.empty()) constant_index = {};
}

std::vector<Operand> Pass::close() {
  OpenChunk* c = chunk_;
  c->chunk.captures = static_cast<uint32_t>(c->captured.size());
  std::vector<Operand> captured = c->captured;
  c->keep_in(result_.module.chunks[c->number]);
  chunk_ = c->parent;
  if (MUTATED(*options_.dialect, WithNotPopped))
    std::erase_if(withs_, [&](const WithScope& w) { return w.owner == c; });
  constexpr size_t kSpares = 16, kSmall = 16 * 1024;  // chunks; bytes of code
  if (memory_.spare.size() < kSpares && c->chunk.code.capacity() * sizeof(uint32_t) <= kSmall)
    memory_.spare.push_back(std::move(open_.back()));
  open_.pop_back();
  return captured;
}

// Makes an operand of an outer chunk readable in the current one: every chunk between captures it.
Operand Pass::import(OpenChunk* owner, Operand op) {
  if (owner == chunk_) return op;
  if (place_of(op) == Place::kConstant) return constant(owner->chunk.constants[index_of(op)]);
  uint64_t key = static_cast<uint64_t>(owner->number) << 32 | op;
  std::vector<OpenChunk*> lacking;
  Operand at = op;
  for (OpenChunk* c = chunk_; c != owner; c = c->parent) {
    if (std::optional<uint32_t> known = c->capture(key)) {
      at = make_operand(Place::kCapture, *known);
      break;
    }
    lacking.push_back(c);
  }
  for (auto c = lacking.rbegin(); c != lacking.rend(); ++c) {
    uint32_t index = static_cast<uint32_t>((*c)->captured.size());
    (*c)->captured.push_back(at);
    (*c)->capture_keys.push_back(key);
    at = make_operand(Place::kCapture, index);
  }
  return at;
}

uint32_t Pass::emit(Op op, Pos pos, std::initializer_list<uint32_t> words, uint32_t count) {
  std::vector<uint32_t>& code = chunk_->chunk.code;
  uint32_t at = static_cast<uint32_t>(code.size());
  if (pos != kNoPos) chunk_->chunk.positions.emplace_back(at, pos);
  code.resize(at + 1 + words.size());
  uint32_t* word = &code[at];
  *word++ = make_word0(op, count);
  for (uint32_t operand : words) *word++ = operand;
  return at;
}

void Pass::bind_label(Label& label) {
  uint32_t here = static_cast<uint32_t>(chunk_->chunk.code.size());
  for (uint32_t use : label.uses) chunk_->chunk.code[use] = here;
}

void Pass::finish(Target target, Operand op, Pos pos) {
  if (target.tail()) {
    emit(Op::kReturn, pos, {op});
  } else if (op != make_operand(Place::kSlot, target.slot)) {
    emit(Op::kMove, kNoPos, {target.slot, op});
  }
}

// A thunk or function in a slot. Captures of slots that their scope has not bound yet are holes for
// now and are patched when the scope is complete: a scope passes `patches` to collect them.
void Pass::make(Op op, uint32_t slot, uint32_t number, const std::vector<Operand>& captures,
                Pos pos, Patches* patches) {
  CHECK(captures.size() <= kMaxCount);
  emit(op, pos, {slot, number}, static_cast<uint32_t>(captures.size()));
  for (uint32_t i = 0; i < captures.size(); ++i) {
    Operand c = captures[i];
    uint32_t index = index_of(c);
    if (place_of(c) == Place::kSlot && index < chunk_->unbound.size() && chunk_->unbound[index]) {
      CHECK(patches);
      if (!MUTATED(*options_.dialect, CaptureReadEarly) || i == 0)
        patches->push_back({slot, i, index});
      c = constant({Constant::Kind::kHole});
    }
    append(c);
  }
}

void Pass::emit_patches(const Patches& patches, Pos pos) {
  for (size_t i = 0; i < patches.size(); ++i) {
    const Deferred& d = patches[i];
    bool swaps = MUTATED(*options_.dialect, FinaliserOrderSwapped) && (i ^ 1) < patches.size() &&
                 patches[i ^ 1].thunk_slot == d.thunk_slot;
    emit(Op::kFinalise, pos, {d.thunk_slot, patches[swaps ? i ^ 1 : i].capture, d.source_slot});
  }
}

std::optional<uint32_t> OpenChunk::capture(uint64_t key) {
  if (capture_keys.size() <= kFew) {
    auto found = std::find(capture_keys.begin(), capture_keys.end(), key);
    if (found == capture_keys.end()) return std::nullopt;
    return static_cast<uint32_t>(found - capture_keys.begin());
  }
  for (size_t i = capture_index.size(); i < capture_keys.size(); ++i)
    capture_index.emplace(capture_keys[i], static_cast<uint32_t>(i));
  auto found = capture_index.find(key);
  if (found == capture_index.end()) return std::nullopt;
  return found->second;
}

// Numbers are the same if their bits are.
static bool same_constant(const Constant& a, const Constant& b) {
  return a.kind == b.kind && a.integer == b.integer &&
         std::bit_cast<uint64_t>(a.floating) == std::bit_cast<uint64_t>(b.floating) &&
         a.text == b.text;
}

static std::string key_of(const Constant& c) {
  std::string key(1, static_cast<char>(c.kind));
  key.append(reinterpret_cast<const char*>(&c.integer), sizeof c.integer);
  key.append(reinterpret_cast<const char*>(&c.floating), sizeof c.floating);
  return key += c.text;
}

std::optional<uint32_t> OpenChunk::constant(const Constant& c) {
  const std::vector<Constant>& all = chunk.constants;
  if (all.size() <= kFew) {
    for (uint32_t i = 0; i < all.size(); ++i)
      if (same_constant(all[i], c)) return i;
    return std::nullopt;
  }
  for (size_t i = constant_index.size(); i < all.size(); ++i)
    constant_index.emplace(key_of(all[i]), static_cast<uint32_t>(i));
  auto found = constant_index.find(key_of(c));
  if (found == constant_index.end()) return std::nullopt;
  return found->second;
}

Operand Pass::constant(Constant c) {
  std::vector<Constant>& all = chunk_->chunk.constants;
  std::optional<uint32_t> known = chunk_->constant(c);
  if (known) return make_operand(Place::kConstant, *known);
  all.push_back(std::move(c));
  return make_operand(Place::kConstant, static_cast<uint32_t>(all.size() - 1));
}

void Pass::fail(ErrorClass c, std::string message, Pos pos) {
  if (!result_.error) result_.error = Diagnostic{c, std::move(message), pos};
}

}  // namespace vm
