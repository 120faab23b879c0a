// The families in order: see table.h.
#include "vm/builtins/table.h"

namespace vm {

std::vector<const BuiltinRow*> all_builtins() {
  std::vector<const BuiltinRow*> rows;
  for (std::span<const BuiltinRow> family :
       {control_builtins(), list_builtins(), attr_builtins(), string_builtins(), context_builtins(),
        data_builtins(), xml_builtins(), file_builtins(), store_builtins()})
    for (const BuiltinRow& row : family) rows.push_back(&row);
  return rows;
}

}  // namespace vm
