// The compiler's state while it walks one file: the chunk of every thunk and function that is open,
// what each name in scope means, and the emitters. The walk itself is in expressions.cc and
// bindings.cc.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "vm/compiler/compiler.h"
#include "vm/compiler/scope_table.h"
#include "vm/compiler/task.h"

namespace vm {

// A chunk under construction. Its vectors are used again for the next one.
struct OpenChunk {
  OpenChunk();

  OpenChunk* parent = nullptr;
  uint32_t number = 0;  // in Module::chunks
  Chunk chunk;
  uint32_t next_slot = 0;
  std::vector<bool> unbound;           // slots that a scope has reserved and not filled yet
  std::vector<Operand> captured;       // what each capture is in the parent
  std::vector<uint64_t> capture_keys;  // (owner, operand there) of each
  // Of both, where they are many: a few are compared one by one.
  static constexpr size_t kFew = 16;
  std::unordered_map<uint64_t, uint32_t> capture_index;
  std::unordered_map<std::string, uint32_t> constant_index;

  // Their numbers, if they are known.
  std::optional<uint32_t> capture(uint64_t key);
  std::optional<uint32_t> constant(const Constant& c);
  // Moves the chunk to where it is kept, no larger than it must be, and is ready for another.
  void keep_in(Chunk& made);
};

// Where a value goes: into a slot, or out of the chunk.
struct Target {
  static constexpr uint32_t kTail = UINT32_MAX;
  uint32_t slot;
  bool tail() const { return slot == kTail; }
};

// What one compilation leaves for the next: empty, but allocated.
struct PassMemory {
  FramePool frames;
  std::vector<std::unique_ptr<OpenChunk>> open, spare;
  ScopeTable names;
};

class Pass {
 public:
  Pass(SymbolTable& symbols, const CompileOptions& options, PassMemory& memory)
      : frames(memory.frames), symbols_(symbols), options_(options), memory_(memory) {}
  CompileResult run(const Node* root);

  FramePool& frames;  // of the tasks

 private:
  struct Label {
    std::vector<uint32_t> uses;  // words to be patched
  };
  struct Deferred {  // a capture that is bound after the thunk is made
    uint32_t thunk_slot, capture, source_slot;
  };
  struct WithScope {
    OpenChunk* owner;
    Operand set;
  };
  using Patches = std::vector<Deferred>;

  // expressions.cc
  Task<void> value(const Node* node, Target target);
  Task<Operand> operand(const Node* node);
  // `name`: what the cell is bound to, for functions to be called by.
  Task<Operand> lazy(const Node* node, uint32_t slot, Patches* patches, Symbol name = kNoSymbol);
  Task<Operand> thunk(const Node* node, uint32_t slot, Patches* patches, Symbol name = kNoSymbol,
                      bool of_with = false);
  Task<void> branch(const Node* node, Label* target, bool when);
  Task<void> binary(Op op, const Node* first, const Node* second, Pos pos, Target target);
  Task<void> arithmetic(const BinaryNode* node, Target target);
  Task<void> call_named(Symbol function, const Node* first, const Node* second, bool negate,
                        Pos pos, Target target);
  Task<void> logical(const BinaryNode* node, Target target);
  Task<void> select(const SelectNode* node, Target target);
  Task<void> update(const BinaryNode* node, Target target);
  Task<void> has_attr(const HasAttrNode* node, Target target);
  Task<void> concat(const ConcatNode* node, Target target);
  Task<void> call(const CallNode* node, Target target);
  Task<void> list(const ListNode* node, Target target);
  Task<void> compare_and_jump(const Node* node, Label* target, bool jump_when);
  void variable(const VarNode* node, Target target);
  void with_variable(Symbol name, Pos pos, uint32_t slot);
  bool looked_up_early(const Node* node);
  Task<Operand> early_with_variable(const VarNode* node, uint32_t slot, Patches* patches,
                                    Symbol name);

  // bindings.cc
  Task<void> attr_set(const AttrSetNode* node, Target target);
  Task<void> let(const LetNode* node, Target target);
  Task<void> with(const WithNode* node, Target target);
  Task<void> formals(const LambdaNode* node, uint32_t argument);
  Task<uint32_t> function(const LambdaNode* node, std::vector<Operand>* captures, Symbol name);
  Task<void> bind(const AttrSetNode* node, std::vector<Operand>* cells, Patches* patches,
                  bool overrides);
  Task<Operand> inherited(const AttrSetNode* node, const AttrDef& attr, uint32_t slot,
                          const std::vector<Operand>& sources, Patches* patches);
  Task<void> inherit_sources(const AttrSetNode* node, std::vector<Operand>* sources,
                             Patches* patches);
  Operand select_thunk(Operand source, Symbol name, Pos pos, uint32_t slot, Patches* patches);

  // compiler.cc
  OpenChunk* open(Chunk::Kind kind, Pos pos);
  // Closes the current chunk and returns what it captures, as operands of its parent.
  std::vector<Operand> close();
  Operand import(OpenChunk* owner, Operand op);
  const Binding* find(Symbol name) const { return names_.find(name); }
  bool is_global(Symbol name) const { return options_.globals->contains(name); }
  bool lexical(Symbol name) const { return find(name) != nullptr; }

  uint32_t temp() {
    uint32_t s = chunk_->next_slot++;
    if (chunk_->chunk.slots < chunk_->next_slot) chunk_->chunk.slots = chunk_->next_slot;
    return s;
  }
  uint32_t emit(Op op, Pos pos, std::initializer_list<uint32_t> words, uint32_t count = 0);
  void append(uint32_t word) { chunk_->chunk.code.push_back(word); }
  void bind_label(Label& label);
  void use_label(Label* label) {
    label->uses.push_back(static_cast<uint32_t>(chunk_->chunk.code.size()));
  }
  void finish(Target target, Operand op, Pos pos);  // Move or Return
  void make(Op op, uint32_t slot, uint32_t number, const std::vector<Operand>& captures, Pos pos,
            Patches* patches);
  void emit_patches(const Patches& patches, Pos pos);
  Operand constant(Constant c);
  bool literal(const Node* node, Operand* out);
  // A variable or literal whose operand is known without code.
  bool simple(const Node* node, Operand* out);
  bool shadowed(Symbol function, Pos pos);
  void refuse_shadowed_constant(Symbol name, Pos pos);
  static bool yields_value(const Node* node);
  static bool adds_number(const Node* node);
  bool feature(Feature f) const { return options_.dialect->has(f); }
  void fail(ErrorClass c, std::string message, Pos pos);

  SymbolTable& symbols_;
  const CompileOptions& options_;
  CompileResult result_;
  uint32_t opened_ = 0;  // chunks of it; behind them there may be some of a spent module
  PassMemory& memory_;
  std::vector<std::unique_ptr<OpenChunk>>& open_ = memory_.open;  // outermost first
  OpenChunk* chunk_ = nullptr;
  ScopeTable& names_ = memory_.names;
  std::vector<WithScope> withs_;
};

}  // namespace vm
