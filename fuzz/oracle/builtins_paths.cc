// Paths as text, the search path, and the builtins that would have to look at files: they say so.
#include "fuzz/oracle/interpreter.h"
#include "vm/host/host.h"

namespace fuzz::oracle {

using vm::ErrorClass;
using vm::Feature;

namespace {

using Context = Interpreter::Context;

// What follows the last slash; one slash at the end does not count.
std::string_view base_name(std::string_view path) {
  if (path.empty()) return "";
  size_t last = path.size() - 1;
  if (path[last] == '/' && last > 0) --last;
  size_t slash = path.rfind('/', last);
  size_t begin = slash == std::string_view::npos ? 0 : slash == last ? last + 1 : slash + 1;
  return path.substr(begin, last + 1 - begin);
}

std::string_view directory(std::string_view path) {
  size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

void run_base_name_of(Interpreter& in, Value** args, Value& out) {
  Context context;
  std::string text = in.coerce_to_string(*args[0], context, {.copy_paths = false});
  in.make_string(out, base_name(text), context);
}

void run_dir_of(Interpreter& in, Value** args, Value& out) {
  in.force(*args[0]);
  if (args[0]->tag == Tag::kPath) return out.set_path(in.pool().copy(directory(args[0]->string())));
  Context context;
  std::string text = in.coerce_to_string(*args[0], context, {.copy_paths = false});
  in.make_string(out, directory(text), context);
}

void run_to_path(Interpreter& in, Value** args, Value& out) {
  Context context;
  std::string path = in.coerce_to_path(*args[0], context);
  in.make_string(out, vm::canonical_path(path), context);
}

void run_placeholder(Interpreter& in, Value** args, Value& out) {
  in.make_string(out, vm::placeholder(in.force_string_no_context(*args[0])));
}

void run_get_env(Interpreter& in, Value** args, Value&) {
  in.force_string_no_context(*args[0]);
  throw Unsupported{"the environment"};
}

// Only an empty search path can be searched without files.
void run_find_file(Interpreter& in, Value** args, Value&) {
  in.force_list(*args[0]);
  for (uint32_t i = 0; i < args[0]->size; ++i) {
    in.force_attrs(*args[0]->items[i]);
    if (Value* prefix = in.get(args[0]->items[i]->attrs, in.names().prefix))
      in.force_string_no_context(*prefix);
    Context context;
    in.coerce_to_string(*in.require(args[0]->items[i]->attrs, in.names().path), context,
                        {.copy_paths = false});
  }
  std::string_view wanted = in.force_string_no_context(*args[1]);
  if (args[0]->size != 0 || wanted.starts_with("nix/")) throw Unsupported{"the search path"};
  in.raise(ErrorClass::kSearchPath,
           "file '" + std::string(wanted) + "' was not found in the Nix search path");
}

void run_import(Interpreter& in, Value** args, Value& out) {
  Context context;
  std::string path = in.coerce_to_path(*args[0], context);
  if (!context.empty()) throw Unsupported{"a file in the store"};
  in.import(vm::canonical_path(path), out);
}

void run_unsupported(Interpreter&, Value**, Value&) {
  throw Unsupported{"a builtin that looks at files, the store or the network"};
}

constexpr Builtin kPaths[] = {
    {"baseNameOf", 1, run_base_name_of, true},
    {"dirOf", 1, run_dir_of, true},
    {"toPath", 1, run_to_path},
    {"placeholder", 1, run_placeholder, true},
    {"getEnv", 1, run_get_env},
    {"findFile", 2, run_find_file},
    {"import", 1, run_import, true},
    {"scopedImport", 2, run_unsupported, true},
    {"readFile", 1, run_unsupported},
    {"readDir", 1, run_unsupported},
    {"readFileType", 1, run_unsupported, false, Feature::kBuiltinReadFileType},
    {"pathExists", 1, run_unsupported},
    {"hashFile", 2, run_unsupported},
    {"path", 1, run_unsupported},
    {"filterSource", 2, run_unsupported},
    {"fetchGit", 1, run_unsupported, true},
    {"fetchMercurial", 1, run_unsupported, true},
    {"fetchTarball", 1, run_unsupported, true},
    {"fetchurl", 1, run_unsupported},
    {"fetchTree", 1, run_unsupported, true, Feature::kBuiltinFetchTree},
    {"fetchTree", 1, run_unsupported, true, Feature::kBuiltinFetchTreeWithFlag},
    {"fetchClosure", 1, run_unsupported, false, Feature::kBuiltinFetchClosure},
    {"getFlake", 1, run_unsupported, false, Feature::kBuiltinGetFlake},
};

}  // namespace

std::span<const Builtin> path_builtins() { return kPaths; }

}  // namespace fuzz::oracle
