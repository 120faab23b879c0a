// What a value is. A Value is one 64-bit word whose low three bits say what it is: a small integer,
// a constant, or the address of an object. A slot of a frame, list or set is a *cell*: it holds
// either the value itself or (tag kThunk) the address of a thunk, which is then the cell's
// identity; reading a variable copies the word and so keeps the identity. An evaluated thunk stays
// where it is and holds its result: two cells are the same exactly when their words are equal. Only
// ints, Booleans, null, strings and paths may be moved from a thunk into the slot itself;
// functions, floats, lists and sets keep their cell, because
// `==` can tell.
//
// Every object begins with a Header and can be traced from it alone (with the code table for
// captures), so the collector may move it.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "vm/base/check.h"
#include "vm/base/source.h"
#include "vm/base/symbols.h"

namespace vm {

struct CodeBlock;
struct BuiltinRow;

enum class Tag : uint64_t {
  kObject = 0,    // by Header: path, float, wide integer, builtin, partial application, …
  kThunk = 1,     // a thunk, evaluated or not
  kInt = 2,       // 61 bits
  kConstant = 3,  // null, false, true, hole
  kAttrs = 4,
  kClosure = 5,
  kString = 6,
  kList = 7,
};

enum class ObjectType : uint8_t {
  kThunk,
  kClosure,
  kPartial,
  kBuiltin,
  kAttrs,
  kShape,
  kList,
  kString,
  kPath,
  kFloat,
  kWideInt,
  kStringContext,
  kBuffer,
  kError,
  kForwarded,  // while the nursery is collected: the object moved, see collector.cc
};

struct Header {
  ObjectType type;
  uint8_t state = 0;  // thunks: ThunkState
  uint16_t flags = 0;
  uint32_t aux = 0;  // thunks: number of the code block; others: a count, see each object
};

struct Value {
  uint64_t bits;

  Tag tag() const { return static_cast<Tag>(bits & 7); }
  bool is_thunk() const { return tag() == Tag::kThunk; }
  bool is_small_int() const { return tag() == Tag::kInt; }
  bool is_attrs() const { return tag() == Tag::kAttrs; }
  bool is_list() const { return tag() == Tag::kList; }
  bool is_string() const { return tag() == Tag::kString; }
  bool is_closure() const { return tag() == Tag::kClosure; }
  template <typename T>
  T* as() const {
    return reinterpret_cast<T*>(bits & ~uint64_t{7});
  }
  Header* header() const { return as<Header>(); }
  bool is_object(ObjectType t) const { return tag() == Tag::kObject && header()->type == t; }
  bool is_path() const { return is_object(ObjectType::kPath); }
  bool is_float() const { return is_object(ObjectType::kFloat); }
  bool is_wide_int() const { return is_object(ObjectType::kWideInt); }
  bool is_int() const { return is_small_int() || is_wide_int(); }
  bool is_function() const {
    return is_closure() || (tag() == Tag::kObject && (header()->type == ObjectType::kBuiltin ||
                                                      header()->type == ObjectType::kPartial));
  }
  friend bool operator==(Value a, Value b) { return a.bits == b.bits; }
  bool is_bool() const;
};

inline Value make_value(const void* object, Tag tag) {
  return {reinterpret_cast<uint64_t>(object) | static_cast<uint64_t>(tag)};
}
constexpr Value constant_word(uint64_t n) {
  return {n << 3 | static_cast<uint64_t>(Tag::kConstant)};
}
inline constexpr Value kNull = constant_word(0);
inline constexpr Value kFalse = constant_word(2);
inline constexpr Value kTrue = constant_word(3);
inline constexpr Value kHole = constant_word(4);  // not bound yet; never seen by a program
inline Value make_bool(bool b) { return constant_word(2 + b); }
inline bool Value::is_bool() const { return bits == kFalse.bits || bits == kTrue.bits; }

inline constexpr int64_t kMaxSmallInt = (int64_t{1} << 60) - 1;
inline constexpr int64_t kMinSmallInt = -(int64_t{1} << 60);
inline bool fits_small(int64_t n) { return n >= kMinSmallInt && n <= kMaxSmallInt; }
inline Value make_small_int(int64_t n) {
  return {static_cast<uint64_t>(n) << 3 | static_cast<uint64_t>(Tag::kInt)};
}
inline int64_t small_int(Value v) { return static_cast<int64_t>(v.bits) >> 3; }

enum class ThunkState : uint8_t {
  kSuspended,
  kBlackhole,  // being evaluated; code and captures are still there
  kEvaluated,
  kFailed,  // `result` is the error it fails with, again and again
};

struct Thunk {
  Header header;  // aux: number of the code block; flags: number of the evaluation it belongs to
  Value result;   // when evaluated or failed; a blackhole: the thunk that waits for it, or null
  Value captures[];
  ThunkState state() const { return static_cast<ThunkState>(header.state); }
  void set_state(ThunkState s) { header.state = static_cast<uint8_t>(s); }
  // The same, and it belongs to no evaluation any more.
  void become(ThunkState s) {
    uint32_t half = static_cast<uint32_t>(ObjectType::kThunk) | static_cast<uint32_t>(s) << 8;
    std::memcpy(static_cast<void*>(&header), &half, sizeof half);
  }
  // Evaluated, and not only published before its set is whole.
  bool is_final() const { return state() == ThunkState::kEvaluated && header.flags == 0; }
};

struct Closure {
  Header header;  // aux: number of the code block
  const CodeBlock* code;
  Value captures[];
};
static_assert(sizeof(Thunk) == sizeof(Closure));

struct Partial {  // a function with fewer arguments than it takes
  Header header;  // aux: number of arguments
  Value function;
  Value args[];
};

struct Builtin {
  Header header;
  const BuiltinRow* row;
};

struct Shape {
  Header header;  // aux: number of names; flags: kOpen
  uint64_t capacity;
  // `capacity` symbols, ascending, then as many positions
  Symbol* names() { return reinterpret_cast<Symbol*>(this + 1); }
  const Symbol* names() const { return reinterpret_cast<const Symbol*>(this + 1); }
  Pos* positions() { return names() + capacity; }
  const Pos* positions() const { return names() + capacity; }
  uint32_t size() const { return header.aux; }
  static constexpr uint16_t kOpen = 2;  // see Attrs
};

struct Attrs {
  Header header;  // aux: number of attributes; flags: kNoPositions, kOpen
  Shape* shape;
  Value values[];
  static constexpr uint16_t kNoPositions = 1;
  static constexpr uint16_t kOpen = 2;  // may grow up to the capacity of its shape, its own

  uint32_t size() const { return header.aux; }
  Symbol name(uint32_t i) const { return shape->names()[i]; }
  Pos position(uint32_t i) const {
    return header.flags & kNoPositions ? kNoPos : shape->positions()[i];
  }
  // Adds behind the others, in a set that was made with room for it (Heap::make_growing_attrs):
  // names ascend.
  void append(Symbol name, Pos pos, Value cell) {
    uint32_t i = header.aux++;
    shape->header.aux = header.aux;
    shape->names()[i] = name;
    shape->positions()[i] = pos;
    values[i] = cell;
  }
  // The index of a name, or UINT32_MAX.
  uint32_t find(Symbol s) const {
    const Symbol* names = shape->names();
    uint32_t n = header.aux;
    if (n <= 8) {
      for (uint32_t i = 0; i < n; ++i)
        if (names[i] == s) return i;
      return UINT32_MAX;
    }
    uint32_t low = 0;
    while (n > 1) {
      uint32_t half = n / 2;
      low = names[low + half] <= s ? low + half : low;
      n -= half;
    }
    return names[low] == s ? low : UINT32_MAX;
  }
};

struct List {
  Header header;
  uint64_t size;
  Value items[];
};

struct StringContext;

struct String {  // and paths, which have no context
  Header header;
  uint64_t size;
  StringContext* context;  // null for none
  char bytes[];
  std::string_view view() const { return {bytes, size}; }
};

// What a string refers to: elements as Nix writes them (a store path, `!out!drv`, `=drv`),
// ascending.
struct StringContext {
  Header header;     // aux: number of elements
  Value elements[];  // strings
};

struct Float {
  Header header;
  double value;
};
struct WideInt {
  Header header;
  int64_t value;
};

// A growing run of bytes or of cells, owned by one suspended builtin.
struct Buffer {
  Header header;      // flags: kCells
  uint64_t size;      // as its owner counts
  uint64_t capacity;  // in bytes
  char bytes[];
  static constexpr uint16_t kCells = 1;  // all of it is cells, unused ones holes
  Value* cells() { return reinterpret_cast<Value*>(bytes); }
};

// An error as data, kept by thunks that failed.
struct ErrorObject {
  Header header;  // aux: ErrorClass
  Value message;  // string
  uint64_t pos;
};

inline int64_t int_of(Value v) { return v.is_small_int() ? small_int(v) : v.as<WideInt>()->value; }
inline double float_of(Value v) { return v.as<Float>()->value; }
inline std::string_view text_of(Value v) { return v.as<String>()->view(); }

}  // namespace vm
