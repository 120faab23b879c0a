// Numbers as text, the way each place of the language writes and reads them. Independent of locale.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vm {

void append_int(std::string& out, int64_t value);

// "%g": six digits, no trailing zeros ("0.3", "1.23457e+06", "-nan"). The printer, toXML, and
// toJSON until 2.11.
void append_float_short(std::string& out, double value);
// "%f": six digits behind the point ("1.000000"). toString.
void append_float_fixed(std::string& out, double value);
// Fewest digits that read back, as nlohmann writes them ("1.0", "0.30000000000000004", "1e+100").
// Finite only.
void append_float_shortest(std::string& out, double value);

// Decimal digits, nothing else. nullopt if empty, not digits, or above 2^63 - 1.
std::optional<int64_t> parse_int_literal(std::string_view digits);
// A float literal of the lexer ("1.5e3", ".5", "1."). nullopt where strtod reports a range error:
// overflow, and also denormal results, which Nix refuses.
std::optional<double> parse_float_literal(std::string_view text);

}  // namespace vm
