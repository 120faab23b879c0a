// See snapshot.h. An Archive goes over the state in one of three modes: it numbers the objects that
// are reachable, writes, or reads; the functions below it name each field once for all of them.
#include "vm/snapshot.h"

#include <link.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "vm/builtins/table.h"
#include "vm/code/liveness.h"
#include "vm/host/hash.h"

namespace vm {

namespace {

constexpr std::string_view kMagic = "assay snapshot\n";
constexpr uint64_t kFormat = 1;

// What the linker wrote into the program: two builds are the same exactly when it is the same.
std::string build_id() {
  std::string id;
  dl_iterate_phdr(
      [](dl_phdr_info* info, size_t, void* to) {
        for (int i = 0; i < info->dlpi_phnum; ++i) {
          if (info->dlpi_phdr[i].p_type != PT_NOTE) continue;
          const char* at =
              reinterpret_cast<const char*>(info->dlpi_addr) + info->dlpi_phdr[i].p_vaddr;
          const char* end = at + info->dlpi_phdr[i].p_memsz;
          while (at + sizeof(ElfW(Nhdr)) <= end) {
            ElfW(Nhdr) note;
            std::memcpy(&note, at, sizeof note);
            const char* text = at + sizeof note + ((note.n_namesz + 3) & ~3u);
            if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4)
              static_cast<std::string*>(to)->assign(text, note.n_descsz);
            at = text + ((note.n_descsz + 3) & ~3u);
          }
        }
        return 1;  // the program itself comes first
      },
      &id);
  return id;
}

// --- steps by number ---

// Every machine that a context can be of, in an order that the build fixes.
std::vector<const StepRow*> all_steps(const Runtime& rt) {
  std::vector<const StepRow*> steps = {&kEqualStep, &kLessStep,       &kCoerceStep, &kDeepForceStep,
                                       &kPlusStep,  &kPrepareAddStep, &kApplyStep,  &kApplyRestStep,
                                       &kForceStep, &kToJsonStep,     &kToXmlStep,  &kSourceStep};
  for (const BuiltinRow* row : rt.options.builtins) steps.push_back(&row->step);
  return steps;
}

class Archive {
 public:
  enum class Mode : uint8_t { kNumber, kWrite, kRead };

  Archive(Runtime& rt, Mode mode) : rt(rt), mode(mode), steps(all_steps(rt)) {}

  Runtime& rt;
  Mode mode;
  std::vector<const StepRow*> steps;
  std::string out;
  std::string_view in;
  std::string error;  // the first thing that was wrong

  bool reading() const { return mode == Mode::kRead; }
  bool ok() const { return error.empty(); }
  void fail(std::string what) {
    if (ok()) error = std::move(what);
  }
  // True, and to be used by the caller only then.
  bool check(bool fits, const char* what) {
    if (!fits) fail(what);
    return ok();
  }

  // --- plain data ---
  template <typename T>
  void number(T& n) {
    if (mode == Mode::kNumber) return;
    if (mode == Mode::kWrite) {
      uint64_t rest = static_cast<uint64_t>(n);
      for (; rest >= 0x80; rest >>= 7) out += static_cast<char>(rest | 0x80);
      out += static_cast<char>(rest);
      return;
    }
    uint64_t value = 0;
    for (uint32_t shift = 0; shift < 64; shift += 7) {
      if (in.empty()) return fail("it ends too early");
      auto byte = static_cast<uint8_t>(in[0]);
      in.remove_prefix(1);
      value |= static_cast<uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    n = static_cast<T>(value);
    if (static_cast<uint64_t>(n) != value) fail("a number is too large for its place");
  }
  // How many of something come; each takes at least a byte.
  size_t count(size_t n) {
    number(n);
    if (reading() && !check(n <= in.size(), "a count is larger than what follows")) return 0;
    return n;
  }
  void bytes(char* data, size_t n) {
    if (mode == Mode::kWrite) out.append(data, n);
    if (!reading() || !check(n <= in.size(), "it ends too early")) return;
    if (n > 0) std::memcpy(data, in.data(), n);
    in.remove_prefix(n);
  }
  void text(std::string& s) {
    size_t n = count(s.size());
    if (reading()) s.assign(ok() ? n : 0, '\0');
    bytes(s.data(), s.size());
  }
  void real(double& d) {
    uint64_t bits;
    std::memcpy(&bits, &d, sizeof bits);
    number(bits);
    std::memcpy(&d, &bits, sizeof d);
  }
  template <typename T, typename F>
  void list(std::vector<T>& items, F each) {
    size_t n = count(items.size());
    if (reading()) items.resize(ok() ? n : 0);
    for (T& item : items)
      if (ok()) each(item);
  }
  void texts(std::vector<std::string>& items) {
    list(items, [this](std::string& s) { text(s); });
  }

  // --- values ---
  std::vector<Header*> objects;  // by number; the first `known` are those of every runtime
  size_t known = 0;
  std::unordered_map<const Header*, uint64_t> numbers;

  void meet(Header* h) {
    if (numbers.emplace(h, objects.size()).second) objects.push_back(h);
  }
  void value(Value& v) {
    bool plain = v.tag() == Tag::kInt || v.tag() == Tag::kConstant;
    if (mode == Mode::kNumber) {
      if (!plain) meet(v.header());
      return;
    }
    uint64_t word = v.bits;
    if (mode == Mode::kWrite && !plain)
      word = numbers.at(v.header()) << 3 | static_cast<uint64_t>(v.tag());
    number(word);
    if (!reading() || !ok()) return;
    v = {word};
    if (v.tag() == Tag::kInt) return;
    if (v.tag() == Tag::kConstant) {
      check(v == kNull || v.is_bool() || v == kHole, "an unknown constant");
      return;
    }
    Tag tag = v.tag();
    v = kNull;
    if (!check(word >> 3 < objects.size(), "a reference to no object")) return;
    Header* h = objects[word >> 3];
    if (check(tag_fits(tag, h->type), "a reference to an object of another type"))
      v = make_value(h, tag);
  }
  // A reference of one type, perhaps null.
  template <typename T>
  void pointer(T*& p, ObjectType type) {
    if (mode == Mode::kNumber && p) return meet(&p->header);
    if (mode == Mode::kNumber) return;
    uint64_t word = p ? numbers.at(&p->header) + 1 : 0;
    number(word);
    if (!reading()) return;
    p = nullptr;
    if (!ok() || word == 0) return;
    if (check(word <= objects.size() && objects[word - 1]->type == type,
              "a reference to an object of another type"))
      p = reinterpret_cast<T*>(objects[word - 1]);
  }
  void values(Value* v, uint64_t n) {
    for (uint64_t i = 0; i < n && ok(); ++i) value(v[i]);
  }

  static bool tag_fits(Tag tag, ObjectType type) {
    switch (tag) {
      case Tag::kThunk:
        return type == ObjectType::kThunk;
      case Tag::kAttrs:
        return type == ObjectType::kAttrs;
      case Tag::kClosure:
        return type == ObjectType::kClosure;
      case Tag::kString:
        return type == ObjectType::kString;
      case Tag::kList:
        return type == ObjectType::kList;
      case Tag::kObject:
        return type == ObjectType::kPartial || type == ObjectType::kBuiltin ||
               type == ObjectType::kPath || type == ObjectType::kFloat ||
               type == ObjectType::kWideInt || type == ObjectType::kBuffer ||
               type == ObjectType::kError;
      case Tag::kInt:
      case Tag::kConstant:
        return false;
    }
    return false;
  }
};

// --- objects ---

// Thunks that are done but whose captures a frame still reads (stack(), below).
using Whole = std::unordered_map<const Header*, bool>;

bool is_done(const Header* h) {
  auto state = static_cast<ThunkState>(h->state);
  return state == ThunkState::kEvaluated || state == ThunkState::kFailed;
}

uint64_t captures_of(const Runtime& rt, const Header* h) { return rt.blocks[h->aux]->captures; }

// What an object needs to be made: its header, and how much room it has.
struct Mould {
  uint64_t type = 0, state = 0, flags = 0, aux = 0, room = 0;
};

Mould mould_of(const Runtime& rt, const Header* h, const Whole& whole) {
  Mould m{static_cast<uint64_t>(h->type), h->state, h->flags, h->aux, 0};
  switch (h->type) {
    case ObjectType::kThunk:
      if (is_done(h) && !whole.contains(h))
        m.aux = 0;
      else
        m.room = captures_of(rt, h);
      break;
    case ObjectType::kAttrs:
      m.room =
          h->flags & Attrs::kOpen ? reinterpret_cast<const Attrs*>(h)->shape->capacity : h->aux;
      break;
    case ObjectType::kShape:
      m.room = reinterpret_cast<const Shape*>(h)->capacity;
      break;
    case ObjectType::kList:
      m.room = reinterpret_cast<const List*>(h)->size;
      break;
    case ObjectType::kString:
    case ObjectType::kPath:
      m.room = reinterpret_cast<const String*>(h)->size;
      break;
    case ObjectType::kBuffer:
      m.room = reinterpret_cast<const Buffer*>(h)->capacity;
      break;
    default:
      break;
  }
  return m;
}

// An object has no more places than this for each byte that is still to come: a place takes a byte,
// but for those that are kept free for what may be added.
constexpr uint64_t kRoomPerByte = 4;

Header* make_object(Archive& a, const Mould& m) {
  Heap& heap = a.rt.heap;
  auto type = static_cast<ObjectType>(m.type);
  void* p = nullptr;
  auto rows = [&](size_t head, uint64_t n) -> void* {
    if (!a.check(n <= kRoomPerByte * a.in.size(), "an object is larger than what follows"))
      return nullptr;
    return heap.allocate((head + n * sizeof(Value) + 7) & ~size_t{7});
  };
  switch (type) {
    case ObjectType::kThunk:
      if (a.check(m.aux < a.rt.blocks.size() && m.room == a.rt.blocks[m.aux]->captures &&
                      m.state <= static_cast<uint64_t>(ThunkState::kFailed),
                  "a thunk does not fit its code"))
        p = rows(sizeof(Thunk), m.room);
      break;
    case ObjectType::kClosure:
      if (a.check(m.aux < a.rt.blocks.size() &&
                      a.rt.blocks[m.aux]->chunk->kind == Chunk::Kind::kFunction,
                  "a function without code"))
        p = rows(sizeof(Closure), a.rt.blocks[m.aux]->captures);
      break;
    case ObjectType::kPartial:
      if (a.check(m.aux < Evaluation::kMaxCallArguments, "too many arguments"))
        p = rows(sizeof(Partial), m.aux);
      break;
    case ObjectType::kAttrs:
      if (a.check(m.aux <= m.room, "a set is larger than its room"))
        p = rows(sizeof(Attrs), m.room);
      break;
    case ObjectType::kShape:
      if (a.check(m.aux <= m.room, "a set is larger than its room"))
        p = rows(sizeof(Shape), m.room);
      break;
    case ObjectType::kList:
      p = rows(sizeof(List), m.room);
      break;
    case ObjectType::kString:
    case ObjectType::kPath:
      if (a.check(m.room <= a.in.size(), "a text is longer than what follows"))
        p = heap.allocate((sizeof(String) + m.room + 7) & ~size_t{7});
      break;
    case ObjectType::kFloat:
    case ObjectType::kWideInt:
      p = heap.allocate(sizeof(Float));
      break;
    case ObjectType::kStringContext:
      p = rows(sizeof(StringContext), m.aux);
      break;
    case ObjectType::kBuffer:
      if (a.check(m.room / sizeof(Value) <= kRoomPerByte * a.in.size(), "a buffer is too large"))
        p = heap.allocate((sizeof(Buffer) + m.room + 7) & ~size_t{7});
      break;
    case ObjectType::kError:
      p = heap.allocate(sizeof(ErrorObject));
      break;
    case ObjectType::kBuiltin:
    case ObjectType::kForwarded:
      break;
  }
  if (!a.check(p, "an object that cannot be made")) return nullptr;
  auto* h = static_cast<Header*>(p);
  *h = {type, static_cast<uint8_t>(m.state), static_cast<uint16_t>(m.flags),
        static_cast<uint32_t>(m.aux)};
  if (type == ObjectType::kList) reinterpret_cast<List*>(h)->size = m.room;
  if (type == ObjectType::kString || type == ObjectType::kPath)
    reinterpret_cast<String*>(h)->size = m.room;
  if (type == ObjectType::kShape) reinterpret_cast<Shape*>(h)->capacity = m.room;
  if (type == ObjectType::kBuffer) reinterpret_cast<Buffer*>(h)->capacity = m.room;
  if (type == ObjectType::kClosure) reinterpret_cast<Closure*>(h)->code = a.rt.blocks[m.aux];
  return h;
}

void fields_of(Archive& a, Header* h, const Whole& whole, uint16_t evaluation) {
  switch (h->type) {
    case ObjectType::kThunk: {
      auto* t = reinterpret_cast<Thunk*>(h);
      bool captures = !is_done(h) || whole.contains(h) || (a.reading() && h->aux != 0);
      if (a.reading() && h->flags != 0) h->flags = evaluation;
      if (t->state() != ThunkState::kSuspended)
        a.value(t->result);
      else if (a.reading())
        t->result = kNull;
      if (captures) a.values(t->captures, captures_of(a.rt, h));
      if (a.reading() && t->state() == ThunkState::kFailed)
        a.check(t->result.is_object(ObjectType::kError), "a failed thunk without its failure");
      if (a.reading() && t->state() == ThunkState::kEvaluated)
        a.check(!t->result.is_thunk() && t->result != kHole, "a thunk whose value is a thunk");
      return;
    }
    case ObjectType::kClosure: {
      auto* c = reinterpret_cast<Closure*>(h);
      return a.values(c->captures, c->code->captures);
    }
    case ObjectType::kPartial: {
      auto* p = reinterpret_cast<Partial*>(h);
      a.value(p->function);
      a.values(p->args, h->aux);
      if (a.reading()) a.check(p->function.is_function(), "arguments of what is no function");
      return;
    }
    case ObjectType::kAttrs: {
      auto* set = reinterpret_cast<Attrs*>(h);
      a.pointer(set->shape, ObjectType::kShape);
      if (a.reading() &&
          !a.check(set->shape && set->shape->size() >= h->aux &&
                       !(h->flags & Attrs::kOpen && set->shape->capacity > UINT32_MAX),
                   "a set without names"))
        return;
      a.values(set->values, h->aux);
      if (a.reading() && h->flags & Attrs::kOpen)
        for (uint64_t i = h->aux; i < set->shape->capacity; ++i) set->values[i] = kNull;
      return;
    }
    case ObjectType::kShape: {
      auto* shape = reinterpret_cast<Shape*>(h);
      for (uint32_t i = 0; i < shape->size() && a.ok(); ++i) {
        a.number(shape->names()[i]);
        a.number(shape->positions()[i]);
        if (a.reading())
          a.check(shape->names()[i] < a.rt.symbols.size() &&
                      (i == 0 || shape->names()[i - 1] < shape->names()[i]),
                  "names of a set that do not ascend");
      }
      return;
    }
    case ObjectType::kList: {
      auto* list = reinterpret_cast<List*>(h);
      return a.values(list->items, list->size);
    }
    case ObjectType::kString:
    case ObjectType::kPath: {
      auto* s = reinterpret_cast<String*>(h);
      a.pointer(s->context, ObjectType::kStringContext);
      return a.bytes(s->bytes, s->size);
    }
    case ObjectType::kFloat:
      return a.real(reinterpret_cast<Float*>(h)->value);
    case ObjectType::kWideInt:
      return a.number(reinterpret_cast<WideInt*>(h)->value);
    case ObjectType::kStringContext: {
      auto* c = reinterpret_cast<StringContext*>(h);
      a.values(c->elements, h->aux);
      for (uint32_t i = 0; a.reading() && i < h->aux && a.ok(); ++i)
        a.check(c->elements[i].is_string() && !text_of(c->elements[i]).empty(),
                "a context of other than strings");
      return;
    }
    case ObjectType::kBuffer: {
      auto* b = reinterpret_cast<Buffer*>(h);
      a.number(b->size);
      if (h->flags & Buffer::kCells) return a.values(b->cells(), b->capacity / sizeof(Value));
      if (a.reading() && !a.check(b->size <= b->capacity, "a buffer is larger than its room"))
        return;
      return a.bytes(b->bytes, b->size);
    }
    case ObjectType::kError: {
      auto* e = reinterpret_cast<ErrorObject*>(h);
      a.value(e->message);
      a.number(e->pos);
      if (a.reading()) a.check(e->message.is_string(), "an error without a message");
      return;
    }
    case ObjectType::kBuiltin:
    case ObjectType::kForwarded:
      break;
  }
  a.fail("an object that cannot be written");
}

// --- code ---

void chunk(Archive& a, Chunk& c) {
  uint64_t flags = static_cast<uint64_t>(c.kind) | c.no_blackhole << 1 | c.forgets_failure << 2 |
                   c.has_formals << 3 | c.ellipsis << 4;
  a.number(flags);
  c.kind = static_cast<Chunk::Kind>(flags & 1);
  c.no_blackhole = flags >> 1 & 1;
  c.forgets_failure = flags >> 2 & 1;
  c.has_formals = flags >> 3 & 1;
  c.ellipsis = flags >> 4 & 1;
  a.number(c.arity);
  a.number(c.slots);
  a.number(c.captures);
  a.number(c.makes_closure);
  a.list(c.code, [&](uint32_t& word) { a.number(word); });
  a.list(c.constants, [&](Constant& k) {
    a.number(k.kind);
    a.number(k.integer);
    a.real(k.floating);
    a.text(k.text);
  });
  a.list(c.formals, [&](FormalInfo& f) {
    a.number(f.name);
    a.number(f.has_default);
    a.number(f.pos);
  });
  a.list(c.parameters, [&](Symbol& s) { a.number(s); });
  a.list(c.parameter_positions, [&](Pos& p) { a.number(p); });
  a.list(c.positions, [&](std::pair<uint32_t, Pos>& p) {
    a.number(p.first);
    a.number(p.second);
  });
  a.text(c.name);
  a.number(c.pos);
}

void module(Archive& a, Module& m) {
  a.list(m.chunks, [&](Chunk& c) { chunk(a, c); });
  a.list(m.shapes, [&](ShapeInfo& s) {
    a.list(s.names, [&](Symbol& n) { a.number(n); });
    a.list(s.positions, [&](Pos& p) { a.number(p); });
  });
}

// Names, texts and code, beyond those of the base environment.
void code(Archive& a) {
  Runtime& rt = a.rt;
  const Runtime::Base& base = rt.base();
  std::vector<std::string> names;
  for (size_t s = base.symbols; !a.reading() && s < rt.symbols.size(); ++s)
    names.emplace_back(rt.symbols.name(static_cast<Symbol>(s)));
  a.texts(names);
  if (a.reading())
    for (const std::string& name : names) rt.symbols.intern(name);

  std::vector<SourceManager::Text> sources;
  if (!a.reading()) sources = rt.sources.texts(base.sources);
  a.list(sources, [&](SourceManager::Text& s) {
    a.text(s.name);
    a.text(s.text);
    a.number(s.is_file);
  });
  if (a.reading())
    for (SourceManager::Text& s : sources)
      a.check(rt.sources.add(s.name, s.text, s.is_file) != kNoPos, "too much source text");

  size_t n = a.count(rt.modules() - base.modules);
  for (size_t i = 0; i < n && a.ok(); ++i) {
    if (!a.reading()) {
      module(a, rt.module(base.modules + i));
      continue;
    }
    Module m;
    module(a, m);
    if (!a.ok()) return;
    if (std::string wrong = rt.refuse(m); !wrong.empty()) return a.fail("wrong code: " + wrong);
    rt.load(std::move(m));
  }

  std::vector<Symbol> strings;
  if (!a.reading()) strings = rt.symbols_with_strings();
  a.list(strings, [&](Symbol& s) { a.number(s); });
  if (a.reading())
    for (Symbol s : strings)
      if (a.check(s < rt.symbols.size(), "an unknown name")) rt.symbol_string(s);
}

// Objects that code and base environment hold, in an order that they fix.
void know_constants(Archive& a) {
  Archive::Mode mode = std::exchange(a.mode, Archive::Mode::kNumber);
  a.rt.visit_fixed([&](Value& v) { a.value(v); });
  for (size_t i = 0; i < a.objects.size(); ++i)
    if (a.objects[i]->type != ObjectType::kBuiltin) fields_of(a, a.objects[i], {}, 0);
  a.known = a.objects.size();
  a.mode = mode;
}

}  // namespace

// Has the keys to Evaluation and Session.
class Snapshot {
 public:
  static void error(Archive& a, Error& e) {
    a.number(e.error_class);
    a.text(e.message);
    a.number(e.pos);
    auto frame = [&](Error::Frame& f) {
      a.number(f.pos);
      a.text(f.note);
    };
    a.list(e.first, frame);
    a.list(e.last, frame);
    a.number(e.frames);
  }

  static void session(Archive& a, Session& s) {
    Request& r = s.request_;
    a.text(r.text);
    a.text(r.name);
    a.number(r.is_file);
    a.text(r.base_path);
    a.number(r.strict);
    a.number(r.park_at_limits);
    a.number(r.output);
    a.text(r.attribute);
    for (auto* list : {&r.arguments, &r.string_arguments})
      a.list(*list, [&](std::pair<std::string, std::string>& p) {
        a.text(p.first);
        a.text(p.second);
      });
    a.number(s.phase_);
    a.number(s.parked_);
    a.number(s.called_);
    a.number(s.path_at_);
    if (a.reading())
      a.check(s.phase_ <= Session::Phase::kDone && r.output <= Output::kHandle &&
                  s.path_at_ <= r.attribute.size(),
              "a request in no known phase");
    a.texts(s.out_.trace);
    a.value(s.value_);
    a.list(s.call_arguments_, [&](Value& v) { a.value(v); });
    a.list(s.arguments_, [&](std::pair<Symbol, Value>& p) {
      a.number(p.first);
      a.value(p.second);
    });
  }

  static void imports(Archive& a) {
    Runtime& rt = a.rt;
    std::vector<std::pair<std::string, Value>> rows(rt.import_cache.begin(), rt.import_cache.end());
    std::sort(rows.begin(), rows.end(), [](auto& x, auto& y) { return x.first < y.first; });
    a.list(rows, [&](std::pair<std::string, Value>& row) {
      a.text(row.first);
      a.value(row.second);
    });
    if (a.reading()) rt.import_cache = {rows.begin(), rows.end()};
    std::vector<std::pair<std::string, std::string>> copies(rt.store_copies.begin(),
                                                            rt.store_copies.end());
    a.list(copies, [&](auto& row) {
      a.text(row.first);
      a.text(row.second);
    });
    if (a.reading()) rt.store_copies = {copies.begin(), copies.end()};
    std::vector<std::pair<std::string, KnownDerivation>> derivations(rt.derivations.begin(),
                                                                     rt.derivations.end());
    a.list(derivations, [&](auto& row) {
      a.text(row.first);
      a.number(row.second.deferred);
      std::vector<std::pair<std::string, Hash>> hashes(row.second.output_hashes.begin(),
                                                       row.second.output_hashes.end());
      a.list(hashes, [&](auto& h) {
        a.text(h.first);
        a.number(h.second.algo);
        a.text(h.second.bytes);
      });
      if (a.reading()) row.second.output_hashes = {hashes.begin(), hashes.end()};
    });
    if (a.reading()) rt.derivations = {derivations.begin(), derivations.end()};
  }

  static void evaluation(Archive& a, Evaluation& e) {
    a.number(e.resume_);
    a.number(e.waiting_);
    a.number(e.depth_);
    a.number(e.fuel_used_);
    error(a, e.error_);
    a.list(e.set_aside_, [&](Error& x) { error(a, x); });
    if (a.reading())
      a.check(e.resume_ <= Evaluation::Resume::kApply &&
                  (e.waiting_ == Waiting::kHost || e.waiting_ == Waiting::kLimit),
              "an evaluation that is not parked");
    if (e.resume_ == Evaluation::Resume::kStep) a.value(e.answer);
    if (e.resume_ == Evaluation::Resume::kForce) a.pointer(e.pending, ObjectType::kThunk);
    if (e.resume_ == Evaluation::Resume::kApply) {
      a.value(e.call_function_);
      a.number(e.call_count_);
      if (a.check(e.call_count_ < Evaluation::kMaxCallArguments, "too many arguments"))
        a.values(e.call_arguments_, e.call_count_);
      block(a, e.caller_);
      a.number(e.caller_word_);
    }
    a.reading() ? read_stack(a, e) : write_stack(a, e);
  }

  // A block by number; null is none.
  static void block(Archive& a, const CodeBlock*& b) {
    uint64_t n = b ? b->number + 1 : 0;
    a.number(n);
    if (!a.reading()) return;
    b = nullptr;
    if (n > 0 && a.check(n <= a.rt.blocks.size(), "a reference to no code")) b = a.rt.blocks[n - 1];
  }

  static std::vector<StackWalk> records(Evaluation& e) {
    std::vector<StackWalk> all;
    for (StackWalk at(e.context_top_, e.context_bottom_); !at.at_bottom(); at.next())
      if (!at.is_link()) all.push_back(at);
    std::reverse(all.begin(), all.end());
    return all;
  }

  // Thunks that are done and whose captures frames read.
  static Whole whole_thunks(Evaluation& e) {
    Whole whole;
    for (const StackWalk& at : records(e))
      if (at.kind() == ContextKind::kCode) {
        Value environment = at.record<CodeRecord>()->environment;
        if (environment.is_thunk() && is_done(environment.header()))
          whole[environment.header()] = true;
      }
    return whole;
  }

  static void write_stack(Archive& a, Evaluation& e) {
    std::vector<StackWalk> all = records(e);
    a.count(all.size());
    for (const StackWalk& at : all) {
      auto kind = static_cast<uint64_t>(at.kind());
      uint64_t depth = meta_depth(at.meta());
      a.number(kind);
      a.number(depth);
      switch (at.kind()) {
        case ContextKind::kCode: {
          auto* r = at.record<CodeRecord>();
          uint64_t word = static_cast<uint64_t>(r->ip - r->block->code);
          uint64_t slot = meta_slot(r->meta);
          block(a, r->block);
          a.number(word);
          a.number(slot);
          a.value(r->environment);
          for (uint32_t i : a.rt.liveness.at(*r->block->chunk, static_cast<uint32_t>(word)))
            if (i != slot) a.value(r->frame[i]);
          break;
        }
        case ContextKind::kAwait:
          a.pointer(at.record<AwaitRecord>()->thunk, ObjectType::kThunk);
          break;
        case ContextKind::kForce:
        case ContextKind::kBuiltin:
        case ContextKind::kStep: {
          auto* r = at.record<StepRecord>();
          auto row = static_cast<uint64_t>(std::find(a.steps.begin(), a.steps.end(), r->row) -
                                           a.steps.begin());
          CHECK(row < a.steps.size() && "a step that all_steps() does not name");
          a.number(row);
          a.number(r->n_slots);
          a.number(r->state);
          a.number(r->i);
          a.number(r->j);
          block(a, r->block);
          a.number(r->word);
          a.values(r->slots, r->n_slots);
          break;
        }
        case ContextKind::kEntry:
        case ContextKind::kContextLink:
        case ContextKind::kFrameLink:
          break;
      }
    }
  }

  static bool is_instruction(const Chunk& c, uint64_t word) {
    uint64_t at = 0;
    while (at < word && at < c.code.size()) at += instruction_words(&c.code[at]);
    return at == word && at < c.code.size();
  }

  static void read_stack(Archive& a, Evaluation& e) {
    size_t n = a.count(0);
    Value* free = e.next_frame_;
    for (size_t i = 0; i < n && a.ok(); ++i) {
      uint64_t kind = 0, depth = 0;
      a.number(kind);
      a.number(depth);
      if (!a.check(depth <= kMaxDepth && (i == 0) == (kind == uint64_t(ContextKind::kEntry)),
                   "contexts in an impossible order"))
        return;
      auto d = static_cast<uint32_t>(depth);
      switch (static_cast<ContextKind>(kind)) {
        case ContextKind::kEntry:
          e.push_record<EntryRecord>()->meta = make_meta(ContextKind::kEntry, d);
          break;
        case ContextKind::kCode:
          read_code(a, e, d, &free);
          break;
        case ContextKind::kAwait: {
          Thunk* t = nullptr;
          a.pointer(t, ObjectType::kThunk);
          if (!a.check(t, "a context that waits for nothing")) return;
          e.push_record<AwaitRecord>()->set(t, d);
          break;
        }
        case ContextKind::kForce:
        case ContextKind::kBuiltin:
        case ContextKind::kStep:
          read_step(a, e, static_cast<ContextKind>(kind), d, &free);
          break;
        default:
          a.fail("a context of no known kind");
      }
    }
    if (a.ok() && e.resume_ == Evaluation::Resume::kInstruction)
      a.check(e.top_kind() == ContextKind::kCode, "no instruction to go on with");
    if (a.ok() && e.resume_ == Evaluation::Resume::kStep)
      a.check(e.top_kind() == ContextKind::kStep || e.top_kind() == ContextKind::kBuiltin ||
                  e.top_kind() == ContextKind::kForce,
              "no step to go on with");
    e.resume_base_ = free;
  }

  static void read_code(Archive& a, Evaluation& e, uint32_t depth, Value** free) {
    const CodeBlock* b = nullptr;
    uint64_t word = 0, slot = 0;
    Value environment = kNull;
    block(a, b);
    a.number(word);
    a.number(slot);
    a.value(environment);
    if (!a.check(b && is_instruction(*b->chunk, word), "a frame that is at no instruction") ||
        !a.check(slot == kRunAgain || slot < b->slots, "an answer for no slot") ||
        !a.check((environment.is_thunk() || environment.is_closure()) &&
                     (environment.header()->aux == b->number),
                 "a frame without its captures"))
      return;
    Value* frame = e.frame_room(*free, b->slots);
    std::fill_n(frame, b->slots, kHole);
    for (uint32_t i : a.rt.liveness.at(*b->chunk, static_cast<uint32_t>(word)))
      if (i != slot) a.value(frame[i]);
    auto* r = e.push_record<CodeRecord>();
    *r = {b, environment, frame, b->code + word,
          make_meta(ContextKind::kCode, depth, static_cast<uint32_t>(slot))};
    *free = frame + b->slots;
  }

  static void read_step(Archive& a, Evaluation& e, ContextKind kind, uint32_t depth, Value** free) {
    uint64_t row = 0;
    uint32_t n = 0;
    a.number(row);
    a.number(n);
    if (!a.check(row < a.steps.size() && a.steps[row]->kind == kind && n <= a.in.size(),
                 "a step of no known kind"))
      return;
    Value* slots = e.frame_room(*free, n);
    auto* r = e.push_record<StepRecord>();
    *r = {a.steps[row], slots, n, 0, 0, 0, nullptr, 0, make_meta(kind, depth)};
    a.number(r->state);
    a.number(r->i);
    a.number(r->j);
    block(a, r->block);
    a.number(r->word);
    for (uint32_t i = 0; i < n; ++i) slots[i] = kNull;
    a.values(slots, n);
    *free = slots + n;
  }

  // What steps keep by address is put in order again.
  static void rehash(Archive& a, Evaluation& e) {
    for (const StackWalk& at : records(e)) {
      if (at.kind() != ContextKind::kStep) continue;
      auto* r = at.record<StepRecord>();
      if (r->row == &kDeepForceStep && r->state > 0) {
        if (!a.check(r->n_slots == 1 + kDeepForceSlots &&
                         r->slots[2].is_object(ObjectType::kBuffer) &&
                         r->slots[3].is_object(ObjectType::kBuffer),
                     "a deep force without its tables"))
          return;
        a.check(rehash_deep_force(e, *r), "the heap limit was reached");
      }
    }
  }

  // The whole state, in any mode. `whole`: see whole_thunks.
  static void state(Archive& a, Session& s) {
    session(a, s);
    imports(a);
    evaluation(a, s.e_);
    if (a.reading()) s.e_.park_at_limits(s.request_.park_at_limits);
  }
  static Whole whole(Session& s) { return whole_thunks(s.e_); }
  static uint32_t number(Session& s) { return s.e_.number_; }
  static bool is_parked(Session& s) { return s.parked_; }
  static Evaluation& of(Session& s) { return s.e_; }
};

namespace {

void header(Archive& a, std::string& build, std::string& dialect, std::string& host) {
  a.text(build);
  a.text(dialect);
  a.text(host);
}

// The language and what its base environment holds.
std::string dialect_text(const Runtime& rt) {
  const Dialect& d = rt.options.dialect;
  std::string text = d.implementation + " " + d.version + ": " + rt.options.store_dir + " ";
  for (const std::string& entry : rt.options.search_path) text += entry + " ";
  for (size_t i = 0; i < kFeatureCount; ++i) text += d.has(static_cast<Feature>(i)) ? '1' : '0';
  return text;
}

}  // namespace

Result<std::string> save_session(Runtime& rt, Session& session) {
  if (!Snapshot::is_parked(session))
    return Failure{ErrorClass::kValue, "only an evaluation that is parked can be written"};
  if (rt.options.written)
    return Failure{ErrorClass::kValue, "an evaluation that writes to its store cannot be written"};
  std::string host = rt.options.host->digest();
  if (host.empty())
    return Failure{ErrorClass::kValue,
                   "the host cannot say what it holds: only evaluations over files in memory, or "
                   "over none, can be written"};
  Archive a(rt, Archive::Mode::kNumber);
  know_constants(a);
  Whole whole = Snapshot::whole(session);
  Snapshot::state(a, session);
  for (size_t i = a.known; i < a.objects.size(); ++i) fields_of(a, a.objects[i], whole, 0);
  a.mode = Archive::Mode::kWrite;
  code(a);
  a.count(a.objects.size() - a.known);
  for (size_t i = a.known; i < a.objects.size(); ++i) {
    Header* h = a.objects[i];
    if (h->type == ObjectType::kThunk && h->flags != 0 && !is_done(h) &&
        h->flags != Snapshot::number(session))
      return Failure{ErrorClass::kValue, "another evaluation is under way in the same Vm"};
    Mould m = mould_of(rt, h, whole);
    for (uint64_t* n : {&m.type, &m.state, &m.flags, &m.aux, &m.room}) a.number(*n);
  }
  for (size_t i = a.known; i < a.objects.size(); ++i) fields_of(a, a.objects[i], whole, 0);
  Snapshot::state(a, session);
  if (!a.ok()) return Failure{ErrorClass::kValue, a.error};

  Archive head(rt, Archive::Mode::kWrite);
  std::string build = build_id(), dialect = dialect_text(rt);
  std::string digest = encode_base16(hash_string(HashAlgo::kSha256, a.out).bytes);
  header(head, build, dialect, host);
  head.text(digest);
  return std::string(kMagic) + std::to_string(kFormat) + "\n" + head.out + a.out;
}

std::optional<Failure> load_session(Runtime& rt, Session& session, std::string_view bytes) {
  auto refuse = [](std::string why) {
    return Failure{ErrorClass::kValue, "the snapshot cannot be used: " + std::move(why)};
  };
  if (!bytes.starts_with(kMagic)) return refuse("it is no snapshot");
  bytes.remove_prefix(kMagic.size());
  std::string format = std::to_string(kFormat) + "\n";
  if (!bytes.starts_with(format))
    return refuse("it has another format than " + std::to_string(kFormat));
  bytes.remove_prefix(format.size());
  Archive a(rt, Archive::Mode::kRead);
  a.in = bytes;
  std::string build, dialect, host, digest;
  header(a, build, dialect, host);
  a.text(digest);
  if (!a.ok()) return refuse(a.error);
  if (build != build_id()) return refuse("another build of the program wrote it");
  if (dialect != dialect_text(rt))
    return refuse("it speaks another dialect (" + dialect.substr(0, dialect.find(':')) + ")");
  if (host != rt.options.host->digest()) return refuse("the host holds other files");
  if (digest != encode_base16(hash_string(HashAlgo::kSha256, a.in).bytes))
    return refuse("it is damaged");

  const Runtime::Base& base = rt.base();
  if (rt.symbols.size() != base.symbols || rt.modules() != base.modules)
    return refuse("the Vm has evaluated something already");
  Pretenured scope(rt.heap);
  code(a);
  if (!a.ok()) return refuse(a.error);
  know_constants(a);
  size_t n = a.count(0);
  for (size_t i = 0; i < n && a.ok(); ++i) {
    Mould m;
    for (uint64_t* field : {&m.type, &m.state, &m.flags, &m.aux, &m.room}) a.number(*field);
    if (Header* h = a.ok() ? make_object(a, m) : nullptr) a.objects.push_back(h);
  }
  auto number = static_cast<uint16_t>(Snapshot::number(session));
  for (size_t i = a.known; i < a.objects.size() && a.ok(); ++i)
    fields_of(a, a.objects[i], {}, number);
  if (a.ok()) Snapshot::state(a, session);
  if (a.ok()) Snapshot::rehash(a, Snapshot::of(session));
  if (a.ok()) a.check(a.in.empty(), "something follows its end");
  if (!a.ok()) return refuse(a.error);
  return std::nullopt;
}

}  // namespace vm
