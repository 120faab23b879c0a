// Comparing and printing typed values, and reading them from JSON: see typed_value.h.
#include "conformance/typed_value.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace conformance {
namespace {

bool is_container(ValueKind kind) { return kind == ValueKind::kList || kind == ValueKind::kSet; }

std::string float_text(double x, int digits) {
  if (std::isnan(x)) return "nan";
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*g", digits, x);
  return buffer;
}

bool same_float(double a, double b, int digits) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
  if (a == b) return true;  // 0.0 and -0.0 are equal in the language
  return float_text(a, digits) == float_text(b, digits);
}

class Comparer {
 public:
  Comparer(const TypedValue& wanted, const TypedValue& got, int digits)
      : wanted_(wanted), got_(got), digits_(digits) {}

  bool run() {
    if (wanted_.nodes.empty() || got_.nodes.empty()) return false;
    std::vector<std::pair<uint32_t, uint32_t>> work{{0, 0}};
    while (!work.empty()) {
      auto [w, g] = work.back();
      work.pop_back();
      const ValueNode& a = wanted_.nodes[w];
      const ValueNode& b = got_.nodes[g];
      if (a.kind == ValueKind::kRepeated) {
        if (b.kind != ValueKind::kRepeated && !is_container(b.kind)) return false;
        continue;
      }
      if (b.kind == ValueKind::kRepeated) {
        if (!is_container(a.kind) || !seen_before(w)) return false;
        continue;
      }
      if (!same_scalar(a, b)) return false;
      if (!is_container(a.kind)) continue;
      seen_.push_back(w);
      if (a.children.size() != b.children.size()) return false;
      // Pushed backwards, so that containers are met in the order in which they are printed.
      for (size_t i = a.children.size(); i-- > 0;) {
        if (a.kind == ValueKind::kSet &&
            wanted_.nodes[a.children[i]].name != got_.nodes[b.children[i]].name)
          return false;
        work.emplace_back(a.children[i], b.children[i]);
      }
    }
    return true;
  }

 private:
  bool same_scalar(const ValueNode& a, const ValueNode& b) const {
    if (a.kind == ValueKind::kFloat && b.kind == ValueKind::kInt && b.ambiguous)
      return same_float(a.real, static_cast<double>(b.integer), digits_);
    if (b.kind == ValueKind::kUnevaluated)
      return a.kind == ValueKind::kPrimop || a.kind == ValueKind::kPrimopApp ||
             a.kind == ValueKind::kThunk;
    if (a.kind != b.kind) return false;
    switch (a.kind) {
      case ValueKind::kBool:
        return a.boolean == b.boolean;
      case ValueKind::kInt:
        return a.integer == b.integer;
      case ValueKind::kFloat:
        return same_float(a.real, b.real, digits_);
      case ValueKind::kString:
      case ValueKind::kPath:
      case ValueKind::kOther:
        return a.text == b.text;
      case ValueKind::kNull:
      case ValueKind::kList:
      case ValueKind::kSet:
      case ValueKind::kLambda:
      case ValueKind::kPrimop:
      case ValueKind::kPrimopApp:
      case ValueKind::kThunk:
      case ValueKind::kUnevaluated:
      case ValueKind::kRepeated:
        return true;
    }
    return false;
  }

  // An evaluator may say «repeated» only for something equal to what it printed before (or is
  // printing).
  bool seen_before(uint32_t node) const {
    for (uint32_t earlier : seen_)
      if (earlier != node && equal_in_wanted(earlier, node)) return true;
    return false;
  }

  bool equal_in_wanted(uint32_t x, uint32_t y) const {
    std::vector<std::pair<uint32_t, uint32_t>> work{{x, y}};
    while (!work.empty()) {
      auto [i, j] = work.back();
      work.pop_back();
      if (i == j) continue;
      const ValueNode& a = wanted_.nodes[i];
      const ValueNode& b = wanted_.nodes[j];
      if (a.kind == ValueKind::kRepeated || b.kind == ValueKind::kRepeated) continue;
      if (!same_scalar(a, b) || a.children.size() != b.children.size()) return false;
      for (size_t k = 0; k < a.children.size(); ++k) {
        if (wanted_.nodes[a.children[k]].name != wanted_.nodes[b.children[k]].name) return false;
        work.emplace_back(a.children[k], b.children[k]);
      }
    }
    return true;
  }

  const TypedValue& wanted_;
  const TypedValue& got_;
  int digits_;
  std::vector<uint32_t> seen_;
};

std::string quote(std::string_view s) {
  std::string out = "\"";
  for (size_t i = 0; i < s.size(); ++i) {
    char c = s[i];
    if (c == '"' || c == '\\')
      out += '\\', out += c;
    else if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\t')
      out += "\\t";
    else if (c == '$' && i + 1 < s.size() && s[i + 1] == '{')
      out += "\\$";
    else
      out += c;
  }
  return out + "\"";
}

bool is_identifier(std::string_view s) {
  if (s.empty() || !(std::isalpha(static_cast<unsigned char>(s[0])) || s[0] == '_')) return false;
  return std::all_of(s.begin(), s.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-' || c == '\'';
  });
}

std::string scalar_text(const ValueNode& node) {
  switch (node.kind) {
    case ValueKind::kNull:
      return "null";
    case ValueKind::kBool:
      return node.boolean ? "true" : "false";
    case ValueKind::kInt:
      return std::to_string(node.integer);
    case ValueKind::kFloat: {
      std::string text = float_text(node.real, 6);
      if (text.find_first_not_of("-0123456789") == std::string::npos) text += ".0";
      return text;
    }
    case ValueKind::kString:
      return quote(node.text);
    case ValueKind::kPath:
    case ValueKind::kOther:
      return node.text;
    case ValueKind::kLambda:
      return "<LAMBDA>";
    case ValueKind::kPrimop:
      return "<PRIMOP>";
    case ValueKind::kPrimopApp:
      return "<PRIMOP-APP>";
    case ValueKind::kThunk:
      return "<CODE>";
    case ValueKind::kUnevaluated:
      return "<unevaluated>";
    case ValueKind::kRepeated:
      return "«repeated»";
    case ValueKind::kList:
    case ValueKind::kSet:
      return "";
  }
  return "";
}

}  // namespace

bool TypedValue::contains(ValueKind kind) const {
  return std::any_of(nodes.begin(), nodes.end(),
                     [kind](const ValueNode& node) { return node.kind == kind; });
}

bool same_value(const TypedValue& wanted, const TypedValue& got, int float_digits) {
  return Comparer(wanted, got, float_digits).run();
}

std::string print_value(const TypedValue& value) {
  if (value.nodes.empty()) return "";
  struct Open {
    uint32_t node;
    size_t next;
  };
  std::string out;
  std::vector<Open> open;
  auto begin = [&](uint32_t index) {
    const ValueNode& node = value.nodes[index];
    if (is_container(node.kind)) {
      out += node.kind == ValueKind::kList ? "[ " : "{ ";
      open.push_back({index, 0});
    } else {
      out += scalar_text(node);
    }
  };
  begin(0);
  while (!open.empty()) {
    Open& top = open.back();
    const ValueNode& node = value.nodes[top.node];
    bool set = node.kind == ValueKind::kSet;
    if (top.next > 0) out += set ? "; " : " ";
    if (top.next == node.children.size()) {
      out += set ? "}" : "]";
      open.pop_back();
      continue;
    }
    uint32_t child = node.children[top.next++];
    if (set) {
      const std::string& name = value.nodes[child].name;
      out += (is_identifier(name) ? name : quote(name)) + " = ";
    }
    begin(child);
  }
  return out;
}

ValueResult parse_json_value(std::string_view text) {
  using nlohmann::json;
  json root = json::parse(text, nullptr, false);
  if (root.is_discarded()) return ValueError{0, "not JSON"};
  TypedValue value;
  value.nodes.emplace_back();
  std::vector<std::pair<const json*, uint32_t>> work{{&root, 0}};
  while (!work.empty()) {
    auto [from, index] = work.back();
    work.pop_back();
    auto add_child = [&](const json& child, std::string name) {
      uint32_t at = static_cast<uint32_t>(value.nodes.size());
      value.nodes.emplace_back();
      value.nodes[at].name = std::move(name);
      value.nodes[index].children.push_back(at);
      work.emplace_back(&child, at);
    };
    ValueKind kind = ValueKind::kNull;
    if (from->is_boolean()) {
      kind = ValueKind::kBool;
      value.nodes[index].boolean = from->get<bool>();
    } else if (from->is_number_integer()) {
      kind = ValueKind::kInt;
      value.nodes[index].integer = from->get<int64_t>();
    } else if (from->is_number_float()) {
      kind = ValueKind::kFloat;
      value.nodes[index].real = from->get<double>();
    } else if (from->is_string()) {
      kind = ValueKind::kString;
      value.nodes[index].text = from->get<std::string>();
    } else if (from->is_array()) {
      kind = ValueKind::kList;
      for (const json& child : *from) add_child(child, "");
    } else if (from->is_object()) {
      kind = ValueKind::kSet;  // nlohmann::json keeps members sorted by name
      for (const auto& [name, child] : from->items()) add_child(child, name);
    }
    value.nodes[index].kind = kind;
  }
  return value;
}

}  // namespace conformance
