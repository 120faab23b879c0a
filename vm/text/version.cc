// Version strings, after Nix's names.cc. Only ASCII letters and digits count as such.
#include "vm/text/version.h"

#include <charconv>
#include <cstdint>
#include <optional>

namespace vm {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_separator(char c) { return c == '.' || c == '-'; }

// The value of a component of digits that fits 32 bits; all else compares as text.
std::optional<int32_t> as_number(std::string_view component) {
  int32_t number = 0;
  const char* end = component.data() + component.size();
  auto [stop, error] = std::from_chars(component.data(), end, number);
  if (component.empty() || error != std::errc() || stop != end) return std::nullopt;
  return number;
}

bool component_less(std::string_view a, std::string_view b) {
  std::optional<int32_t> number_a = as_number(a);
  std::optional<int32_t> number_b = as_number(b);
  if (number_a && number_b) return *number_a < *number_b;
  if (a.empty() && number_b) return true;
  if (a == "pre" && b != "pre") return true;
  if (b == "pre") return false;
  if (number_b) return true;  // 2.3a comes before 2.3.1
  if (number_a) return false;
  return a < b;
}

}  // namespace

std::string_view next_version_component(std::string_view& rest) {
  while (!rest.empty() && is_separator(rest.front())) rest.remove_prefix(1);
  size_t size = 0;
  if (!rest.empty() && is_digit(rest.front())) {
    while (size < rest.size() && is_digit(rest[size])) ++size;
  } else {
    while (size < rest.size() && !is_digit(rest[size]) && !is_separator(rest[size])) ++size;
  }
  std::string_view component = rest.substr(0, size);
  rest.remove_prefix(size);
  return component;
}

std::vector<std::string_view> split_version(std::string_view version) {
  std::vector<std::string_view> components;
  for (;;) {
    std::string_view component = next_version_component(version);
    if (component.empty()) return components;
    components.push_back(component);
  }
}

int compare_versions(std::string_view a, std::string_view b) {
  while (!a.empty() || !b.empty()) {
    std::string_view component_a = next_version_component(a);
    std::string_view component_b = next_version_component(b);
    if (component_less(component_a, component_b)) return -1;
    if (component_less(component_b, component_a)) return 1;
  }
  return 0;
}

DrvName parse_drv_name(std::string_view text) {
  for (size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] == '-' && !is_letter(text[i + 1])) return {text.substr(0, i), text.substr(i + 1)};
  }
  return {text, {}};
}

}  // namespace vm
