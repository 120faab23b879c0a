// Events for embedders: see event_writer.h.
#include "vm/event_writer.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "vm/syntax/parser.h"

namespace vm {

namespace {

constexpr size_t kShownText = 40;  // bytes of a string in a value's short form

std::string quoted(std::string_view text, char quote) {
  size_t shown = std::min(text.size(), kShownText);
  while (shown > 0 && shown < text.size() && (static_cast<uint8_t>(text[shown]) & 0xc0) == 0x80)
    --shown;
  std::string out(1, quote);
  for (char c : text.substr(0, shown)) {
    if (c == '\n') {
      out += "\\n";
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out + (shown < text.size() ? "…" : "") + quote;
}

std::string count(size_t n, const char* noun) {
  return std::to_string(n) + " " + noun + (n == 1 ? "" : "s");
}

// A value in a few words: nothing is forced, and nothing in it depends on addresses.
std::string in_short(Value v) {
  if (v == kNull) return "null";
  if (v.is_bool()) return v == kTrue ? "true" : "false";
  if (v.is_int()) return std::to_string(int_of(v));
  if (v.is_float()) {
    char digits[32];
    return std::string(digits, std::to_chars(digits, digits + sizeof digits, float_of(v)).ptr);
  }
  if (v.is_string()) return quoted(text_of(v), '"');
  if (v.is_path()) return std::string(text_of(v));
  if (v.is_list()) return "[ " + count(v.as<List>()->size, "element") + " ]";
  if (v.is_attrs()) return "{ " + count(v.as<Attrs>()->size(), "attribute") + " }";
  if (v.is_closure()) {
    const std::string& name = v.as<Closure>()->code->chunk->name;
    return "«lambda" + (name.empty() ? "" : " " + name) + "»";
  }
  if (v.is_object(ObjectType::kBuiltin))
    return std::string("«primop ") + v.as<Builtin>()->row->name + "»";
  if (v.is_object(ObjectType::kPartial)) return in_short(v.as<Partial>()->function) + " …";
  return "";
}

bool is_link(ContextKind k) {
  return k == ContextKind::kContextLink || k == ContextKind::kFrameLink;
}

}  // namespace

SourceSpan EventWriter::span_at(Pos pos) {
  SourceSpan out;
  std::string_view text = rt_.sources.text(pos);
  if (pos == kNoPos || !text.data()) return out;
  Pos start = rt_.sources.start_of(pos);
  auto known = spans_.find(start);
  if (known == spans_.end()) {
    // The tree is gone since it was compiled; it is not needed but here.
    Arena arena;
    ParseOptions options;
    options.base_path = "/";
    options.home = "/";
    options.dialect = &rt_.options.dialect;
    options.max_depth = rt_.options.limits.source_depth;
    const Node* root = parse(text, start, rt_.symbols, arena, options).root;
    known = spans_.try_emplace(start, text, start, root).first;
  }
  Span s = known->second.at(pos);
  out.source = start;
  out.begin = s.begin;
  out.end = s.end;
  out.from = rt_.sources.locate(start + s.begin);
  Location to = rt_.sources.locate(start + s.end);
  out.to_line = to.line;
  out.to_column = to.column;
  return out;
}

// Keeps the mirror, and says of what is pushed who waits for it.
void EventWriter::follow_stack(const Event& e, MachineEvent* out) {
  if (e.kind == EventKind::kPush) {
    for (size_t i = stack_.size(); i-- > 0;) {
      if (is_link(stack_[i].kind)) continue;
      out->waiter = kContextNames[static_cast<int>(stack_[i].kind)];
      out->waiter_name = stack_[i].name;
      out->waiting = stack_[i].thunk;
      break;
    }
    stack_.push_back({e.context, e.name, out->thunk ? out->thunk : out->waiting});
  } else if (e.kind == EventKind::kMerge) {
    CHECK(!stack_.empty() && stack_.back().kind == ContextKind::kAwait);
    out->waiter = kContextNames[static_cast<int>(ContextKind::kAwait)];
    out->waiting = std::exchange(stack_.back().thunk, out->thunk);
  } else if (e.kind == EventKind::kPop ||
             (e.kind == EventKind::kUnwind &&
              !(e.state && std::string_view(e.state) == "set aside"))) {
    CHECK(!stack_.empty() && stack_.back().kind == e.context &&
          "an event says that another context goes than the one on top");
    stack_.pop_back();
  }
}

// Which thunk, which value, and where.
void EventWriter::tell_details(const Event& e, MachineEvent* to) {
  MachineEvent& out = *to;
  if (e.thunk) out.thunk = e.kind == EventKind::kMake ? number_made(e.thunk) : number_of(e.thunk);
  if (e.kind == EventKind::kMake) {
    uint32_t captures = rt_.block(e.thunk->header.aux)->captures;
    for (uint32_t i = 0; i < captures; ++i)
      if (Value v = e.thunk->captures[i]; v.is_thunk())
        out.captures.push_back(number_of(v.as<Thunk>()));
  }
  if (e.kind == EventKind::kFinalise && e.value.is_thunk())
    out.captures.push_back(number_of(e.value.as<Thunk>()));
  else if (e.value.is_thunk())
    out.value = "thunk #" + std::to_string(number_of(e.value.as<Thunk>()));
  else if (e.value != kHole)
    out.value = in_short(e.value);
  if (e.block) {
    out.chunk = e.block->number;
    out.word = e.word;
    // What begins or changes is the whole chunk; the rest is about one instruction.
    bool whole = e.kind == EventKind::kThunk || e.context == ContextKind::kAwait ||
                 (e.kind == EventKind::kCall && e.context == ContextKind::kCode);
    out.span = span_at(whole ? e.block->chunk->pos : position_at(*e.block->chunk, e.word));
  }
  if (e.kind == EventKind::kMake) out.span = span_at(rt_.block(e.thunk->header.aux)->chunk->pos);
  if (e.pos != kNoPos) out.span = span_at(e.pos);
}

void EventWriter::event(const Event& e) {
  MachineEvent out;
  out.event = kEventNames[static_cast<int>(e.kind)];
  bool of_context = e.kind != EventKind::kMake && e.kind != EventKind::kThunk &&
                    e.kind != EventKind::kFinalise && e.kind != EventKind::kError;
  if (of_context) out.context = kContextNames[static_cast<int>(e.context)];
  if (e.name && *e.name) out.name = e.name;
  out.state = e.state;
  if (!plain_) tell_details(e, &out);
  out.depth = e.depth;
  out.index = e.index;
  follow_stack(e, &out);
  out.contexts = static_cast<uint32_t>(stack_.size());
  to_(out);
}

}  // namespace vm
