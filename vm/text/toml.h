// TOML 1.0: a text becomes a document, an array of nodes in which every node stands before its
// members. Nested arrays and inline tables are read with an explicit stack.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "vm/base/result.h"

namespace vm {

struct TomlNode {
  enum class Type : uint8_t { kTable, kArray, kString, kInt, kFloat, kBool, kTimestamp };
  // How a table came to be: decides who may add to it.
  enum class Origin : uint8_t {
    kImplicit,  // on the way to a header: [here.x]
    kHeader,    // [here], or an element of [[here]]
    kDotted,    // on the way to a key: here.x = 1
    kInline,    // { … }: complete
  };

  Type type = Type::kTable;
  Origin origin = Origin::kImplicit;
  bool of_tables = false;  // an array made by [[…]]
  bool boolean = false;
  int64_t integer = 0;
  double floating = 0;
  std::string
      text;  // kString; kTimestamp as RFC 3339 writes it, 0, 3, 6 or 9 digits behind the point
  std::map<std::string, uint32_t> members;  // kTable
  std::vector<uint32_t> items;              // kArray
};

using TomlDocument = std::vector<TomlNode>;  // [0] is the root, a table

// `lenient`: numbers out of range become the nearest one, and a header may reopen what dotted keys
// made but not what an array of tables did, as toml11 3 had it. Failure messages are those of Nix,
// with a line number.
Result<TomlDocument> parse_toml(std::string_view text, bool lenient = false);

}  // namespace vm
