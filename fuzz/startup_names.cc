// See startup_names.h. The order is the one in which the VM's runtime makes them.
#include "fuzz/startup_names.h"

#include "vm/builtins/table.h"

namespace fuzz {

std::vector<std::string_view> startup_names(const vm::Dialect& dialect) {
  std::vector<std::string_view> names = {
#define STARTUP_SYMBOL(text) text,
#include "vm/runtime/startup_symbols.def"
#undef STARTUP_SYMBOL
      "__functor",     "__toString",    "outPath",     "type",
      "name",          "value",         "key",         "operator",
      "startSet",      "right",         "wrong",       "file",
      "line",          "column",        "drvPath",     "prefix",
      "path",          "builtins",      "true",        "false",
      "null",          "__currentTime", "currentTime", "__currentSystem",
      "currentSystem", "__nixVersion",  "nixVersion",  "__storeDir",
      "storeDir",      "__langVersion", "langVersion", "__nixPath",
      "nixPath"};
  for (const vm::BuiltinRow* row : vm::all_builtins(dialect)) {
    std::string_view name = row->name;
    names.push_back(name);
    if (name.starts_with("__")) names.push_back(name.substr(2));
  }
  return names;
}

}  // namespace fuzz
