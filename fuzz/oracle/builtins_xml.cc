// toXML: one element a line, two spaces a level.
#include <set>

#include "fuzz/oracle/interpreter.h"
#include "vm/text/number.h"

namespace fuzz::oracle {

namespace {

class XmlWriter {
 public:
  XmlWriter(Interpreter& in, Interpreter::Context& context, bool strict)
      : in_(in), context_(context), strict_(strict) {}

  std::string document(Value& v) {
    out_ = "<?xml version='1.0' encoding='utf-8'?>\n<expr>\n";
    write(v, 1);
    return out_ + "</expr>\n";
  }

 private:
  void open(int indent, std::string_view element, std::string_view attributes = "") {
    out_.append(static_cast<size_t>(indent) * 2, ' ');
    out_ += '<';
    out_ += element;
    out_ += attributes;
    out_ += ">\n";
  }

  void close(int indent, std::string_view element) {
    out_.append(static_cast<size_t>(indent) * 2, ' ');
    out_ += "</";
    out_ += element;
    out_ += ">\n";
  }

  void empty(int indent, std::string_view element, std::string_view attributes = "") {
    out_.append(static_cast<size_t>(indent) * 2, ' ');
    out_ += '<';
    out_ += element;
    out_ += attributes;
    out_ += " />\n";
  }

  static std::string attribute(std::string_view name, std::string_view value) {
    std::string text = " " + std::string(name) + "=\"";
    for (char c : value) {
      if (c == '"')
        text += "&quot;";
      else if (c == '<')
        text += "&lt;";
      else if (c == '>')
        text += "&gt;";
      else if (c == '&')
        text += "&amp;";
      else if (c == '\n')
        text += "&#xA;";
      else
        text += c;
    }
    return text + "\"";
  }

  void write(Value& v, int indent) {
    Interpreter::Level level(in_);
    in_.use_fuel(1);
    in_.check_size(out_.size());
    if (strict_) in_.force(v);
    std::string text;
    switch (v.tag) {
      case Tag::kNull:
        return empty(indent, "null");
      case Tag::kBool:
        return empty(indent, "bool", attribute("value", v.boolean ? "true" : "false"));
      case Tag::kInt:
        vm::append_int(text, v.integer);
        return empty(indent, "int", attribute("value", text));
      case Tag::kFloat:
        vm::append_float_short(text, v.real);
        return empty(indent, "float", attribute("value", text));
      case Tag::kString:
        in_.add_context(context_, v);
        return empty(indent, "string", attribute("value", v.string()));
      case Tag::kPath:
        return empty(indent, "path", attribute("value", v.string()));
      case Tag::kList:
        open(indent, "list");
        for (uint32_t i = 0; i < v.size; ++i) write(*v.items[i], indent + 1);
        return close(indent, "list");
      case Tag::kSet:
        if (in_.is_derivation(v)) return derivation(v, indent);
        open(indent, "attrs");
        members(v, indent + 1);
        return close(indent, "attrs");
      case Tag::kLambda:
        return function(v.lambda, indent);
      default:
        return empty(indent, "unevaluated");
    }
  }

  void members(Value& set, int indent) {
    for (const Attr* attr : in_.by_name(set.attrs)) {
      open(indent, "attr", attribute("name", in_.name(attr->name)));
      write(*attr->value, indent + 1);
      close(indent, "attr");
    }
  }

  // A derivation shows what is in it only the first time.
  void derivation(Value& v, int indent) {
    std::string attributes, drv_path;
    for (Symbol name : {in_.names().drvPath, in_.names().outPath}) {
      Value* member = in_.get(v.attrs, name);
      if (member == nullptr) continue;
      if (strict_) in_.force(*member);
      if (member->tag != Tag::kString) continue;
      attributes += attribute(in_.name(name), member->string());
      if (name == in_.names().drvPath) drv_path = member->string();
    }
    open(indent, "derivation", attributes);
    if (!drv_path.empty() && shown_.insert(drv_path).second) {
      members(v, indent + 1);
    } else {
      empty(indent + 1, "repeated");
    }
    close(indent, "derivation");
  }

  void function(const vm::LambdaNode* lambda, int indent) {
    open(indent, "function");
    if (!lambda->has_formals) {
      empty(indent + 1, "varpat", attribute("name", in_.name(lambda->arg)));
    } else {
      std::string attributes;
      if (lambda->ellipsis) attributes += attribute("ellipsis", "1");
      if (lambda->arg != vm::kNoSymbol) attributes += attribute("name", in_.name(lambda->arg));
      open(indent + 1, "attrspat", attributes);
      std::set<std::string_view> names;
      for (const vm::Formal& formal : lambda->formals) names.insert(in_.name(formal.name));
      for (std::string_view name : names) empty(indent + 2, "attr", attribute("name", name));
      close(indent + 1, "attrspat");
    }
    close(indent, "function");
  }

  Interpreter& in_;
  Interpreter::Context& context_;
  bool strict_;
  std::string out_;
  std::set<std::string> shown_;
};

void run_to_xml(Interpreter& in, Value** args, Value& out) {
  Interpreter::Context context;
  std::string text = in.to_xml(*args[0], context, true);
  in.make_string(out, text, context);
}

constexpr Builtin kXml[] = {
    {"toXML", 1, run_to_xml},
};

}  // namespace

std::string Interpreter::to_xml(Value& v, Context& context, bool strict) {
  return XmlWriter(*this, context, strict).document(v);
}

std::span<const Builtin> xml_builtins() { return kXml; }

}  // namespace fuzz::oracle
