// The families in order: see table.h.
#include "vm/builtins/table.h"

namespace vm {

std::vector<const BuiltinRow*> all_builtins(const Dialect& dialect) {
  std::vector<const BuiltinRow*> rows;
  for (std::span<const BuiltinRow> family :
       {control_builtins(), list_builtins(), attr_builtins(), string_builtins(), context_builtins(),
        data_builtins(), xml_builtins(), toml_builtins(), file_builtins(), store_builtins(),
        source_builtins(), hash_builtins(), fetch_builtins()}) {
    for (const BuiltinRow& row : family) {
      std::string_view name = row.name;
      if (name.starts_with("__")) name.remove_prefix(2);
      std::optional<Feature> feature = find_feature("builtin-" + std::string(name));
      std::optional<Feature> flagged = find_feature("builtin-" + std::string(name) + "-with-flag");
      if (!feature || dialect.has(*feature) || (flagged && dialect.has(*flagged)))
        rows.push_back(&row);
    }
  }
  return rows;
}

}  // namespace vm
