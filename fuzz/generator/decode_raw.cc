// The untyped nodes of the generator's bytes, which encode.cc writes: see raw.h.
#include <algorithm>
#include <bit>
#include <cmath>

#include "fuzz/generator/decoder.h"
#include "fuzz/generator/raw_names.h"
#include "vm/syntax/printer.h"

namespace fuzz {

std::string Decoder::text() {
  size_t n = next();
  std::string s;
  for (size_t i = 0; i < n && !at_end(); ++i) s += static_cast<char>(next());
  return s;
}

void Decoder::path() {
  size_t n = 1u + next();
  for (size_t i = 0; i < n && (i == 0 || !at_end()); ++i) {
    if (i > 0) put(".");
    if (next() % 2 == 0) {
      put(vm::print_name(text()));
    } else {
      put("${");
      hole('v');
      put("}");
    }
  }
}

bool Decoder::resolves(std::string_view name) const {
  if (withs_ > 0 || name == "true" || name == "false" || name == "null") return true;
  for (const Binding& b : scope_)
    if (b.name == name) return true;
  return std::find(std::begin(kGlobals), std::end(kGlobals), name) != std::end(kGlobals);
}

void Decoder::bindings(bool scoped, bool dynamic_allowed) {
  struct Attribute {
    uint8_t kind;
    std::string name;
    size_t from;
  };
  size_t n_from = next() % 16, n = next();
  std::vector<Attribute> attributes;
  for (size_t i = 0; i < n && !at_end(); ++i) {
    uint8_t kind = next() % 3;
    std::string name = text();
    size_t from = kind == 2 ? next() : 0;
    if (kind == 2 && n_from == 0) kind = 0;
    if (kind == 1 && (!is_identifier(name) || !resolves(name))) kind = 0;
    bool twice = std::any_of(attributes.begin(), attributes.end(),
                             [&](const Attribute& a) { return a.name == name; });
    if (twice) name += "'" + std::to_string(i);
    attributes.push_back({kind, name, n_from == 0 ? 0 : from % n_from});
  }
  size_t n_dynamic = dynamic_allowed ? next() : 0;
  if (scoped)
    for (const Attribute& a : attributes)
      scope_.push_back({a.name, is_identifier(a.name) ? 'o' : 'r', false});
  for (size_t f = 0; f < n_from; ++f) {
    put("inherit (");
    hole('v');
    put(")");
    for (const Attribute& a : attributes)
      if (a.kind == 2 && a.from == f) put(" " + vm::print_name(a.name));
    put("; ");
  }
  for (const Attribute& a : attributes) {
    if (a.kind == 1) put("inherit " + a.name + "; ");
    if (a.kind != 0) continue;
    put(vm::print_name(a.name) + " = ");
    hole('v');
    put("; ");
  }
  for (size_t i = 0; i < n_dynamic && (i == 0 || !at_end()); ++i) {
    put("${");
    hole('v');
    put("} = ");
    hole('v');
    put("; ");
  }
}

void Decoder::raw_formals() {
  uint8_t flags = next();
  std::string argument = text();
  bool named = (flags & 2) != 0 && is_identifier(argument);
  size_t n = next();
  std::vector<std::pair<std::string, bool>> formals;
  for (size_t i = 0; i < n && !at_end(); ++i) {
    std::string name = text();
    bool has_default = next() % 2 == 1;
    bool good = is_identifier(name) && !(named && name == argument);
    for (const auto& [other, unused] : formals) good = good && other != name;
    formals.emplace_back(good ? name : "f'" + std::to_string(i), has_default);
  }
  for (const auto& [name, unused] : formals) scope_.push_back({name, 'o', false});
  if (named) scope_.push_back({argument, 'o', false});
  put("{ ");
  for (size_t i = 0; i < formals.size(); ++i) {
    if (i > 0) put(", ");
    put(formals[i].first);
    if (!formals[i].second) continue;
    put(" ? ");
    hole('v');
  }
  if ((flags & 1) != 0) put(formals.empty() ? "..." : ", ...");
  put(" }");
  if (named) put("@" + argument);
  put(": ");
  hole('v');
}

void Decoder::raw_leaf(Raw kind) {
  switch (kind) {
    case Raw::kInt: {
      uint64_t value = 0;
      size_t n = next() % 9;
      for (size_t i = 0; i < n; ++i) value |= static_cast<uint64_t>(next()) << 8 * i;
      return put(std::to_string(value & INT64_MAX));
    }
    case Raw::kFloat: {
      uint64_t bits = 0;
      for (int i = 0; i < 8; ++i) bits |= static_cast<uint64_t>(next()) << 8 * i;
      double d = std::bit_cast<double>(bits);
      return put(vm::print_float(std::isfinite(d) && !std::signbit(d) ? d : 0.5));
    }
    case Raw::kString:
      return put(vm::print_string(text()));
    case Raw::kVariable: {
      size_t out = next();
      out |= static_cast<size_t>(next()) << 8;
      std::vector<const Binding*> usable;
      for (const Binding& b : scope_)
        if (b.type != 'r') usable.push_back(&b);
      if (usable.empty()) return put("null");
      return put(usable[usable.size() - 1 - out % usable.size()]->name);
    }
    case Raw::kGlobal:
      return put(kGlobals[next() % std::size(kGlobals)]);
    default: {  // kFreeName
      std::string name = text();
      return put(is_identifier(name) && resolves(name) ? name : "null");
    }
  }
}

void Decoder::raw() {
  Raw kind = static_cast<Raw>(next() % static_cast<uint8_t>(Raw::kCount_));
  if (kind <= Raw::kFreeName) return raw_leaf(kind);
  size_t scope = scope_.size();
  put("(");
  switch (kind) {
    case Raw::kSelect:
      put("(");
      hole('v');
      put(").");
      path();
      if (next() % 2 == 1) {
        put(" or (");
        hole('v');
        put(")");
      }
      break;
    case Raw::kHasAttr:
      put("(");
      hole('v');
      put(") ? ");
      path();
      break;
    case Raw::kSet: {
      bool recursive = next() % 2 == 1;
      put(recursive ? "rec { " : "{ ");
      bindings(recursive, true);
      put("}");
      break;
    }
    case Raw::kLet:
      put("let ");
      bindings(true, false);
      put("in ");
      hole('v');
      break;
    case Raw::kList: {
      size_t n = next();
      put("[");
      for (size_t i = 0; i < n && !at_end(); ++i) {
        put(" (");
        hole('v');
        put(")");
      }
      put(" ]");
      break;
    }
    case Raw::kLambda: {
      std::string name = text();
      if (!is_identifier(name)) name = "x";
      scope_.push_back({name, 'o', false});
      put(name + ": ");
      hole('v');
      break;
    }
    case Raw::kFormals:
      raw_formals();
      break;
    case Raw::kCall: {
      size_t n = 1u + next();
      put("(");
      hole('v');
      put(")");
      for (size_t i = 0; i < n && (i == 0 || !at_end()); ++i) {
        put(" (");
        hole('v');
        put(")");
      }
      break;
    }
    case Raw::kWith:
      put("with ");
      hole('v');
      put("; ");
      ++withs_;
      hole('v');
      --withs_;
      break;
    case Raw::kIf:
      put("if ");
      hole('v');
      put(" then ");
      hole('v');
      put(" else ");
      hole('v');
      break;
    case Raw::kAssert:
      put("assert ");
      hole('v');
      put("; ");
      hole('v');
      break;
    case Raw::kNot:
    case Raw::kNegate:
      put(kind == Raw::kNot ? "!(" : "-(");
      hole('v');
      put(")");
      break;
    case Raw::kBinary: {
      const char* op = kBinaries[next() % std::size(kBinaries)].text;
      put("(");
      hole('v');
      put(std::string(") ") + op + " (");
      hole('v');
      put(")");
      break;
    }
    default: {  // kConcat
      size_t n = next();
      put("\"");
      for (size_t i = 0; i < n && (i == 0 || !at_end()); ++i) {
        put("${");
        hole('v');
        put("}");
      }
      put("\"");
      break;
    }
  }
  put(")");
  scope_.resize(scope);
}

}  // namespace fuzz
