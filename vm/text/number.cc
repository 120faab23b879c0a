// Numbers as text. std::to_chars knows no locale and writes what printf's %g and %f write.
#include "vm/text/number.h"

#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "vm/base/check.h"

namespace vm {
namespace {

void append_float(std::string& out, double value, std::chars_format format) {
  char buffer[400];  // DBL_MAX has 309 digits before the point
  auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value, format, 6);
  CHECK(error == std::errc());
  out.append(buffer, end);
}

}  // namespace

void append_int(std::string& out, int64_t value) {
  char buffer[24];
  out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
}

void append_float_short(std::string& out, double value) {
  append_float(out, value, std::chars_format::general);
}

void append_float_fixed(std::string& out, double value) {
  append_float(out, value, std::chars_format::fixed);
}

void append_float_shortest(std::string& out, double value) {
  CHECK(std::isfinite(value));
  // Not to_chars: its idea of when to switch to exponents is another one.
  out += nlohmann::json(value).dump();
}

std::optional<int64_t> parse_int_literal(std::string_view digits) {
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) {
    return std::nullopt;
  }
  int64_t value = 0;
  auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc()) return std::nullopt;
  return value;
}

std::optional<double> parse_float_literal(std::string_view text) {
  std::string terminated(text);
  char* end = nullptr;
  errno = 0;
  double value = std::strtod(terminated.c_str(), &end);
  if (errno != 0 || terminated.empty() || end != terminated.c_str() + terminated.size()) {
    return std::nullopt;
  }
  return value;
}

}  // namespace vm
