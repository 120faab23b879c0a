// JSON and TOML. The texts are read and written by shared functions; what values they stand for is
// decided here.
#include <cmath>
#include <vector>

#include "fuzz/oracle/interpreter.h"
#include "vm/text/json.h"
#include "vm/text/number.h"
#include "vm/text/toml.h"

namespace fuzz::oracle {

using vm::ErrorClass;
using vm::Feature;

// ---- writing JSON

std::optional<vm::Failure> Interpreter::json_string(std::string_view text, std::string& out) const {
  return vm::append_json_string(
      out, text, has(Feature::kJsonShortestFloats) ? vm::JsonStyle::kCurrent : vm::JsonStyle::kOld);
}

void Interpreter::to_json(Value& v, Context& context, std::string& out) {
  std::optional<vm::Failure> not_utf8;
  to_json(v, context, out, not_utf8);
  if (not_utf8) raise(not_utf8->error_class, not_utf8->message);
}

// Nix makes a document of the whole value before it writes any of it, so a string that cannot be
// written fails when all is evaluated.
void Interpreter::to_json(Value& v, Context& context, std::string& out,
                          std::optional<vm::Failure>& not_utf8) {
  Level level(*this);
  tick();
  check_size(out.size());
  force(v);
  vm::JsonStyle style =
      has(Feature::kJsonShortestFloats) ? vm::JsonStyle::kCurrent : vm::JsonStyle::kOld;
  auto string = [&](std::string_view text) {
    std::optional<vm::Failure> failure = json_string(text, out);
    if (failure && !not_utf8) not_utf8 = std::move(failure);
  };
  switch (v.tag) {
    case Tag::kNull:
      out += "null";
      return;
    case Tag::kBool:
      out += v.boolean ? "true" : "false";
      return;
    case Tag::kInt:
      return vm::append_int(out, v.integer);
    case Tag::kFloat:
      return vm::append_json_float(out, v.real, style);
    case Tag::kString:
      add_context(context, v);
      return string(v.string());
    case Tag::kPath:
      return string(copy_path(v.string(), context));
    case Tag::kList:
      out += '[';
      for (uint32_t i = 0; i < v.size; ++i) {
        if (i != 0) out += ',';
        to_json(*v.items[i], context, out, not_utf8);
      }
      out += ']';
      return;
    case Tag::kSet: {
      std::string text;
      if (attrs_to_string(v, context, {.more = false, .copy_paths = false}, text))
        return string(text);
      if (Value* out_path = get(v.attrs, names_.outPath))
        return to_json(*out_path, context, out, not_utf8);
      out += '{';
      bool first = true;
      for (const Attr* attr : by_name(v.attrs)) {
        if (!first) out += ',';
        first = false;
        string(name(attr->name));
        out += ':';
        to_json(*attr->value, context, out, not_utf8);
      }
      out += '}';
      return;
    }
    default:
      raise(ErrorClass::kType, "cannot convert " + describe(v) + " to JSON");
  }
}

namespace {

void run_to_json(Interpreter& in, Value** args, Value& out) {
  Interpreter::Context context;
  std::string text;
  in.to_json(*args[0], context, text);
  in.make_string(out, text, context);
}

// ---- reading JSON

// One array or object that is being read.
struct JsonLevel {
  bool object;
  std::vector<Value*> elements;
  std::vector<Symbol> keys;
};

void close_level(Interpreter& in, JsonLevel& level, Value& out) {
  if (!level.object) {
    Value** items = in.new_items(level.elements.size());
    std::copy(level.elements.begin(), level.elements.end(), items);
    return out.set_list(items, level.elements.size());
  }
  // Of equal keys the last counts.
  Attrs* attrs = in.make_attrs(level.keys.size());
  for (size_t i = 0; i < level.keys.size(); ++i) {
    Attr* earlier = nullptr;
    for (uint32_t j = 0; j < attrs->size; ++j)
      if (attrs->items[j].name == level.keys[i]) earlier = &attrs->items[j];
    if (earlier != nullptr) {
      earlier->value = level.elements[i];
    } else {
      Interpreter::push(attrs, level.keys[i], level.elements[i]);
    }
  }
  in.sort(attrs);
  out.set_attrs(attrs);
}

// Before NUL bytes were refused, they ended the text.
std::string_view json_text(Interpreter& in, const vm::JsonReader& reader) {
  std::string_view text = reader.string();
  if (!reader.has_nul()) return text;
  if (in.has(Feature::kNulDataError))
    in.raise(ErrorClass::kValue, "input string contains null bytes");
  return text.substr(0, text.find('\0'));
}

void run_from_json(Interpreter& in, Value** args, Value& out) {
  vm::JsonReader reader(in.force_string_no_context(*args[0]));
  std::vector<JsonLevel> levels;
  auto add = [&](Value* v) {
    if (levels.empty()) {
      out = *v;
    } else {
      levels.back().elements.push_back(v);
    }
  };
  for (vm::JsonEvent event = reader.next();; event = reader.next()) {
    in.use_fuel(1);
    Value* v = in.new_cell();
    switch (event) {
      case vm::JsonEvent::kNull:
        break;
      case vm::JsonEvent::kTrue:
      case vm::JsonEvent::kFalse:
        v->set_bool(event == vm::JsonEvent::kTrue);
        break;
      case vm::JsonEvent::kInt:
        v->set_int(reader.integer());
        break;
      case vm::JsonEvent::kUnsigned:
        if (in.has(Feature::kIntegerOverflowError))
          in.raise(ErrorClass::kParse, "unsigned json number outside of the integer range");
        v->set_int(static_cast<int64_t>(reader.unsigned_integer()));
        break;
      case vm::JsonEvent::kFloat:
        v->set_float(reader.number());
        break;
      case vm::JsonEvent::kString:
        in.make_string(*v, json_text(in, reader));
        break;
      case vm::JsonEvent::kKey:
        levels.back().keys.push_back(in.symbols().intern(json_text(in, reader)));
        continue;
      case vm::JsonEvent::kBeginArray:
      case vm::JsonEvent::kBeginObject:
        levels.push_back({event == vm::JsonEvent::kBeginObject, {}, {}});
        continue;
      case vm::JsonEvent::kEndArray:
      case vm::JsonEvent::kEndObject: {
        JsonLevel level = std::move(levels.back());
        levels.pop_back();
        close_level(in, level, *v);
        break;
      }
      case vm::JsonEvent::kEnd:
        return;
      case vm::JsonEvent::kError:
        in.raise(ErrorClass::kParse, reader.message());
    }
    add(v);
  }
}

// ---- TOML

void check_nul(Interpreter& in, std::string_view& text) {
  size_t nul = text.find('\0');
  if (nul == std::string_view::npos) return;
  if (in.has(Feature::kNulDataError))
    in.raise(ErrorClass::kParse, "while parsing TOML: input string contains null bytes");
  text = text.substr(0, nul);
}

void convert_toml(Interpreter& in, const vm::TomlDocument& document, uint32_t index, Value& out) {
  Interpreter::Level level(in);
  const vm::TomlNode& node = document[index];
  switch (node.type) {
    case vm::TomlNode::Type::kTable: {
      Attrs* attrs = in.make_attrs(node.members.size());
      for (const auto& [name, member] : node.members) {
        std::string_view text = name;
        check_nul(in, text);
        Value* cell = in.new_cell();
        convert_toml(in, document, member, *cell);
        Interpreter::push(attrs, in.symbols().intern(text), cell);
      }
      in.sort(attrs);
      return out.set_attrs(attrs);
    }
    case vm::TomlNode::Type::kArray: {
      Value** items = in.new_items(node.items.size());
      for (size_t i = 0; i < node.items.size(); ++i) {
        items[i] = in.new_cell();
        convert_toml(in, document, node.items[i], *items[i]);
      }
      return out.set_list(items, node.items.size());
    }
    case vm::TomlNode::Type::kString: {
      std::string_view text = node.text;
      check_nul(in, text);
      return in.make_string(out, text);
    }
    case vm::TomlNode::Type::kInt:
      return out.set_int(node.integer);
    case vm::TomlNode::Type::kFloat:
      return out.set_float(node.floating);
    case vm::TomlNode::Type::kBool:
      return out.set_bool(node.boolean);
    case vm::TomlNode::Type::kTimestamp: {
      if (!in.has(Feature::kParseTomlTimestamps))
        in.raise(ErrorClass::kParse, "while parsing TOML: dates and times are not supported");
      Attrs* attrs = in.make_attrs(2);
      Interpreter::push(attrs, in.symbols().intern("_type"), in.new_string("timestamp"));
      Interpreter::push(attrs, in.names().value, in.new_string(node.text));
      in.sort(attrs);
      return out.set_attrs(attrs);
    }
  }
}

void run_from_toml(Interpreter& in, Value** args, Value& out) {
  std::string_view text = in.force_string_no_context(*args[0]);
  vm::Result<vm::TomlDocument> document = vm::parse_toml(text, !in.has(Feature::kTomlRangeError));
  if (!document) in.raise(document.failure().error_class, document.failure().message);
  convert_toml(in, *document, 0, out);
}

constexpr Builtin kData[] = {
    {"toJSON", 1, run_to_json},
    {"fromJSON", 1, run_from_json},
    {"fromTOML", 1, run_from_toml, true},
};

}  // namespace

std::span<const Builtin> data_builtins() { return kData; }

}  // namespace fuzz::oracle
