// Which texts may stand as a variable without quotes, for decode.cc and encode.cc.
#pragma once

#include <string_view>

namespace fuzz {

inline bool is_identifier(std::string_view s) {
  for (std::string_view keyword :
       {"if", "then", "else", "assert", "with", "let", "in", "rec", "inherit", "or", "__curPos"})
    if (s == keyword) return false;
  auto begins = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  if (s.empty() || !begins(s[0])) return false;
  for (char c : s)
    if (!begins(c) && !(c >= '0' && c <= '9') && c != '\'' && c != '-') return false;
  return true;
}

}  // namespace fuzz
