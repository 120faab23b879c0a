// JSON that remembers where each field stood, so that a complaint can name the line.
//
// The text is parsed by nlohmann::json's event parser; the handler builds the document and notes,
// for every field and element (named by its JSON pointer), the line it began on. A field that is
// given twice is an error: the library would keep the last one in silence.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <variant>

namespace conformance {

struct LocatedJson {
  nlohmann::json value;
  std::map<std::string, int, std::less<>>
      lines;  // "/expect/0/value" → 1-based line; "" is the document

  // The line of a field, or of its nearest parent that was given.
  int line_of(std::string_view pointer) const;
};

struct JsonError {
  int line = 1;
  std::string field;  // JSON pointer, empty when the syntax is broken
  std::string message;
};

std::variant<LocatedJson, JsonError> parse_located_json(std::string_view text);

}  // namespace conformance
