// toXML, as Nix writes it (without locations), and the command line's --xml. A machine with a stack
// of its own, like toJSON.
#include <algorithm>

#include "vm/builtins/building.h"
#include "vm/builtins/table.h"
#include "vm/text/number.h"

namespace vm {
namespace {

// Slots: [0] the cell being written, [1] the text so far, [2] a stack: the derivations seen (null
// or a run of their drvPaths, ascending), then four cells for each open container: the container,
// the index of its next member, the order of its members (null for lists), its kind; [3] the
// context so far. i: how deep the next line is indented. j: 1 when the value is forced as it goes.
enum ToXmlState : uint32_t { kXmlStart, kXmlCell, kXmlMember };
enum XmlKind : int64_t { kXmlList, kXmlAttrs, kXmlDerivation };

constexpr uint64_t kXmlFrame = 4;
constexpr const char* kXmlTags[] = {"list", "attrs", "derivation"};

void append_escaped(std::string& out, std::string_view text) {
  for (char c : text) {
    switch (c) {
      case '"':
        out += "&quot;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '\n':
        out += "&#xA;";
        break;
      default:
        out += c;
    }
  }
}

std::string xml_attribute(std::string_view name, std::string_view value) {
  std::string out = " ";
  out += name;
  out += "=\"";
  append_escaped(out, value);
  out += '"';
  return out;
}

bool line(Evaluation& e, StepRecord& r, const std::string& text) {
  return append_bytes(e, &r.slots[1], std::string(2 * r.i, ' ')) &&
         append_bytes(e, &r.slots[1], text) && append_bytes(e, &r.slots[1], "\n");
}

Next element(Evaluation& e, StepRecord& r, const std::string& name, std::string_view value) {
  return line(e, r, "<" + name + xml_attribute("value", value) + " />") ? Next::kDone : Next::kFail;
}

// A parameter of a function: the first one that was not given yet.
Next write_function(Evaluation& e, StepRecord& r, Value v) {
  uint32_t given = 0;
  if (v.is_object(ObjectType::kPartial)) {
    given = v.as<Partial>()->header.aux;
    v = v.as<Partial>()->function;
  }
  if (!v.is_closure()) return line(e, r, "<unevaluated />") ? Next::kDone : Next::kFail;
  const Chunk& chunk = *v.as<Closure>()->code->chunk;
  std::string name;
  if (chunk.parameters[given] != kNoSymbol)
    name = xml_attribute("name", e.rt.symbols.name(chunk.parameters[given]));
  if (!line(e, r, "<function>")) return Next::kFail;
  ++r.i;
  bool ok;
  if (chunk.has_formals && given + 1 == chunk.arity) {
    ok =
        line(e, r, "<attrspat" + std::string(chunk.ellipsis ? " ellipsis=\"1\"" : "") + name + ">");
    ++r.i;
    std::vector<std::string_view> formals;
    for (const FormalInfo& f : chunk.formals) formals.push_back(e.rt.symbols.name(f.name));
    std::sort(formals.begin(), formals.end());
    for (std::string_view f : formals)
      ok = ok && line(e, r, "<attr" + xml_attribute("name", f) + " />");
    --r.i;
    ok = ok && line(e, r, "</attrspat>");
  } else {
    ok = line(e, r, "<varpat" + name + " />");
  }
  --r.i;
  return ok && line(e, r, "</function>") ? Next::kDone : Next::kFail;
}

// True when the path was not in the set of derivations seen. *ok is false when memory is out.
bool add_derivation(Evaluation& e, StepRecord& r, Value path, bool* ok) {
  Value seen = cells_of(r.slots[2])[0];
  Value* cells = cells_of(seen);
  auto n = static_cast<std::ptrdiff_t>(cell_count(seen));
  auto less = [](Value a, Value b) { return text_of(a) < text_of(b); };
  std::ptrdiff_t at = std::lower_bound(cells, cells + n, path, less) - cells;
  *ok = true;
  if (at < n && text_of(cells[at]) == text_of(path)) return false;
  *ok = push_cell(e, &seen, path);
  if (!*ok) return false;
  e.heap.store(&cells_of(r.slots[2])[0], seen);
  cells = cells_of(seen);
  for (std::ptrdiff_t i = n; i > at; --i) e.heap.store(&cells[i], cells[i - 1]);
  e.heap.store(&cells[at], path);
  return true;
}

Next open_container(Evaluation& e, StepRecord& r, Value container, XmlKind kind,
                    const std::string& attributes) {
  if (cell_count(r.slots[2]) / kXmlFrame >= e.rt.options.limits.call_depth)
    return e.fail(ErrorClass::kResource, "stack overflow; max-call-depth exceeded");
  Value order = kNull;
  if (container.is_attrs()) {
    std::vector<uint32_t> indices = sorted_by_name(e.rt, container.as<Attrs>());
    Buffer* b = e.heap.make_buffer(indices.size() * sizeof(uint32_t));
    if (!b) return e.out_of_memory();
    b->size = b->capacity;
    std::copy(indices.begin(), indices.end(), reinterpret_cast<uint32_t*>(b->bytes));
    order = make_value(b, Tag::kObject);
  }
  bool ok = line(e, r, std::string("<") + kXmlTags[kind] + attributes + ">");
  for (Value v : {container, make_small_int(0), order, make_small_int(kind)})
    ok = ok && push_cell(e, &r.slots[2], v);
  ++r.i;
  return ok ? Next::kDone : Next::kFail;
}

// Is a cell to be taken as it is? False after asking for it to be forced; *known says whether it
// has a value.
bool look_at(Evaluation& e, const StepRecord& r, Value* cell, bool* known) {
  *known = e.whnf(cell);
  return *known || r.j == 0;
}

// A set: a derivation has its paths in front, and its attributes only the first time.
Next write_set(Evaluation& e, StepRecord& r, Value v) {
  Attrs* set = v.as<Attrs>();
  uint32_t at = set->find(e.rt.s_type);
  bool is_derivation = false;
  if (at != UINT32_MAX) {
    Value type = set->values[at];
    if (!e.whnf(&type)) return Next::kForce;
    is_derivation = type.is_string() && text_of(type) == "derivation";
  }
  if (!is_derivation) return open_container(e, r, v, kXmlAttrs, "");
  std::string attributes;
  Value drv_path = kNull;
  for (Symbol name : {e.rt.s_drv_path, e.rt.s_out_path}) {
    at = set->find(name);
    if (at == UINT32_MAX) continue;
    Value path = set->values[at];
    bool known;
    if (!look_at(e, r, &path, &known)) return Next::kForce;
    if (!known || !path.is_string()) continue;
    attributes += xml_attribute(e.rt.symbols.name(name), text_of(path));
    if (name == e.rt.s_drv_path) drv_path = path;
  }
  bool ok = true;
  if (drv_path != kNull && !text_of(drv_path).empty() && add_derivation(e, r, drv_path, &ok))
    return ok ? open_container(e, r, v, kXmlDerivation, attributes) : Next::kFail;
  ok = ok && line(e, r, "<derivation" + attributes + ">");
  ++r.i;
  ok = ok && line(e, r, "<repeated />");
  --r.i;
  return ok && line(e, r, "</derivation>") ? Next::kDone : Next::kFail;
}

// Writes what is in slot 0, or opens it. kDone: on to the next member.
Next write_xml_cell(Evaluation& e, StepRecord& r) {
  bool known;
  if (!look_at(e, r, &r.slots[0], &known)) return Next::kForce;
  if (!known) return line(e, r, "<unevaluated />") ? Next::kDone : Next::kFail;
  Value v = r.slots[0];
  std::string text;
  if (v.is_attrs()) return write_set(e, r, v);
  if (v.is_list()) return open_container(e, r, v, kXmlList, "");
  if (v.is_function()) return write_function(e, r, v);
  if (v == kNull) return line(e, r, "<null />") ? Next::kDone : Next::kFail;
  if (v.is_bool()) return element(e, r, "bool", v == kTrue ? "true" : "false");
  if (v.is_path()) return element(e, r, "path", text_of(v));
  if (v.is_string()) {
    if (!add_context(e, &r.slots[3], v.as<String>()->context)) return Next::kFail;
    return element(e, r, "string", text_of(v));
  }
  if (v.is_int()) {
    append_int(text, int_of(v));
    return element(e, r, "int", text);
  }
  append_float_short(text, float_of(v));
  return element(e, r, "float", text);
}

// Goes to the next member of the innermost container. kDone: it is in slot 0; kTail: all is
// written.
Next next_xml_member(Evaluation& e, StepRecord& r) {
  while (cell_count(r.slots[2]) > 1) {
    Value* frame = cells_of(r.slots[2]) + cell_count(r.slots[2]) - kXmlFrame;
    Value container = frame[0];
    auto i = static_cast<uint64_t>(small_int(frame[1]));
    int64_t kind = small_int(frame[3]);
    bool is_set = container.is_attrs();
    if (is_set && i > 0) {
      --r.i;
      if (!line(e, r, "</attr>")) return Next::kFail;
    }
    if (i == (is_set ? container.as<Attrs>()->size() : container.as<List>()->size)) {
      drop_cells(r.slots[2], kXmlFrame);
      --r.i;
      if (!line(e, r, std::string("</") + kXmlTags[kind] + ">")) return Next::kFail;
      continue;
    }
    frame[1] = make_small_int(static_cast<int64_t>(i + 1));
    if (is_set) {
      Attrs* set = container.as<Attrs>();
      uint32_t at = reinterpret_cast<uint32_t*>(frame[2].as<Buffer>()->bytes)[i];
      if (!line(e, r, "<attr" + xml_attribute("name", e.rt.symbols.name(set->name(at))) + ">"))
        return Next::kFail;
      ++r.i;
      r.slots[0] = set->values[at];
    } else {
      r.slots[0] = container.as<List>()->items[i];
    }
    return Next::kDone;
  }
  return Next::kTail;
}

Next to_xml_step(Evaluation& e, StepRecord& r, Value) {
  if (r.state == kXmlStart) {
    if (!append_bytes(e, &r.slots[1], "<?xml version='1.0' encoding='utf-8'?>\n<expr>\n"))
      return Next::kFail;
    if (!push_cell(e, &r.slots[2], kNull)) return Next::kFail;
    r.i = 1;
    r.state = kXmlCell;
  }
  for (uint64_t written = 0;; ++written) {
    if (r.state == kXmlCell) {
      if (Next next = write_xml_cell(e, r); next != Next::kDone) return next;
      r.state = kXmlMember;
    }
    if (written == kSliceMembers) return next_slice(e);
    Next next = next_xml_member(e, r);
    if (next == Next::kTail) break;
    if (next != Next::kDone) return next;
    r.state = kXmlCell;
  }
  if (!append_bytes(e, &r.slots[1], "</expr>\n")) return Next::kFail;
  Value v = make_text(e, bytes_of(r.slots[1]), context_in(e.rt, r.slots[3]));
  return v == kHole ? Next::kFail : e.done(v);
}

// builtins.toXML: the same, strict.
Next strict_to_xml_step(Evaluation& e, StepRecord& r, Value answer) {
  r.j = 1;
  return to_xml_step(e, r, answer);
}

constexpr BuiltinRow kRows[] = {step_row("__toXML", 1, strict_to_xml_step, 3)};

}  // namespace

const StepRow kToXmlStep = {"toXML", to_xml_step};

std::span<const BuiltinRow> xml_builtins() { return kRows; }

}  // namespace vm
