// Paths that become part of a string: what a file or directory would be called in the store.
// Nothing is written.
#include "vm/host/written_store.h"
#include "vm/runtime/evaluation.h"

namespace vm {

Value copy_path_to_store(Evaluation& e, std::string_view path) {
  std::string source(path);
  auto known = e.rt.store_copies.find(source);
  if (known == e.rt.store_copies.end()) {
    if (source.ends_with(".drv"))
      return e.leaf_fail(ErrorClass::kValue, "file names are not allowed to end in '.drv'");
    if (!e.rt.options.host)
      return e.leaf_fail(ErrorClass::kIo, "path '" + source + "' cannot be read: there is no host");
    Host& host = *e.rt.options.host;
    // Links on the way are followed, the last component is copied as it is.
    Result<std::string> real = host.resolve_symlinks(source, false);
    if (!real) return e.leaf_fail(real.failure());
    Store store{e.rt.options.store_dir, e.rt.has(Feature::kStoreNamesOfDotsRefused)};
    Result<std::string> copy =
        make_source_path(store, host, *real, source.substr(source.rfind('/') + 1));
    if (!copy) return e.leaf_fail(copy.failure());
    if (e.rt.options.written) e.rt.options.written->add_source(*copy, *real, {});
    known = e.rt.store_copies.emplace(std::move(source), std::move(copy).value()).first;
  }
  StringContext* context = e.heap.make_string_context(1);
  context->elements[0] = e.rt.make_certain_string(known->second);
  return e.made(e.rt.make_string(known->second, context));
}

}  // namespace vm
