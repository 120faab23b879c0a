// Files: import, reading, looking, and the search path. The outside is reached through the
// runtime's Host only.
#include "vm/builtins/paths.h"
#include "vm/builtins/table.h"
#include "vm/host/derivation.h"
#include "vm/host/written_store.h"

namespace vm {
namespace {

enum PathState : uint32_t { kPathStart, kPathCoerced };

// A step that reads the file its argument 0 names.
template <Next (*use)(Evaluation&, const std::string& path)>
Next file_step(Evaluation& e, StepRecord& r, Value answer) {
  if (r.state == kPathStart)
    if (Next next = path_or_coerce(e, r, 0, kPathCoerced, &answer); next != Next::kDone)
      return next;
  std::string path;
  return file_argument(e, answer, &path) ? use(e, path) : Next::kFail;
}

// --- import: slots the path; scopedImport: the scope and the path ---
enum ImportState : uint32_t { kImportPath, kImportCoerced, kImportScope };

constexpr int kMaxLinks = 1024;  // as many as Nix follows

// The file that is read for a path: a link is followed, so that relative paths in the file work,
// and of a directory it is default.nix.
Result<std::string> import_file(Host& host, std::string path) {
  for (int links = 0; path != "/"; ++links) {
    if (links == kMaxLinks)
      return Failure{
          ErrorClass::kIo,
          "too many symbolic links encountered while traversing the path '" + path + "'"};
    Result<FileStatus> status = host.lstat(path);
    if (!status) return status.failure();
    if (status->type == FileType::kMissing)
      return Failure{ErrorClass::kIo, "path '" + path + "' does not exist"};
    if (status->type != FileType::kSymlink) break;
    Result<std::string> target = host.read_link(path);
    if (!target) return target.failure();
    path = (*target)[0] == '/' ? *target : std::string(dir_name_of(path)) + "/" + *target;
    path = canonical_path(path);
  }
  Result<FileStatus> status = host.lstat(path);
  if (!status) return status.failure();
  if (status->type == FileType::kDirectory) return canonical_path(path + "/default.nix");
  return path;
}

const CodeBlock* compile_file(Evaluation& e, const std::string& path,
                              const std::vector<Symbol>& scoped) {
  std::string text;
  if (const char* internal = internal_file(path)) {
    text = internal;
  } else {
    Result<std::string> content = host_of(e.rt).read_file(path);
    if (!content) {
      fail_with(e, content.failure());
      return nullptr;
    }
    text = std::move(content).value();
  }
  Diagnostic error;
  const CodeBlock* block = e.rt.compile_text(std::move(text), path, true,
                                             std::string(dir_name_of(path)), scoped, &error);
  if (!block) {
    e.fail(error.error_class, error.message);
    e.error_.pos = error.pos;
  }
  return block;
}

Next import_plain(Evaluation& e, const std::string& file) {
  auto known = e.rt.import_cache.find(file);
  if (known == e.rt.import_cache.end()) {
    const CodeBlock* block = compile_file(e, file, {});
    if (!block) return Next::kFail;
    if (MUTATED(e.rt, ImportNotCached))
      return e.tail(make_value(e.heap.make_thunk(block->number, 0), Tag::kThunk));
    return e.tail(e.rt.remember_import(file, block));
  }
  return e.tail(known->second);
}

// The file is a function of the scope's set, or a thunk when the set is empty. It is not cached.
Next import_scoped(Evaluation& e, const std::string& file, Attrs* scope) {
  std::vector<Symbol> names;
  for (uint32_t i = 0; i < scope->size(); ++i) names.push_back(scope->name(i));
  const CodeBlock* block = compile_file(e, file, names);
  if (!block) return Next::kFail;
  if (names.empty()) return e.tail(make_value(e.heap.make_thunk(block->number, 0), Tag::kThunk));
  auto* f = static_cast<Closure*>(e.heap.allocate(sizeof(Closure)));
  f->header = {ObjectType::kClosure, 0, 0, block->number};
  f->code = block;
  return e.tail_call(make_value(f, Tag::kClosure), {make_value(scope, Tag::kAttrs)});
}

// --- import of a derivation ---

// From what the .drv says to the set that is its value: the same in every output, but for what
// belongs to that output.
constexpr std::string_view kImportedDerivation = R"(
drv:
let
  each = map (outputName: {
    name = outputName;
    value = shared // {
      outPath = drv.${outputName};
      inherit outputName;
    };
  }) drv.outputs;
  shared = builtins.listToAttrs each // {
    all = map (o: o.value) each;
    inherit (drv) drvPath name;
    type = "derivation";
  };
in (builtins.head each).value
)";

// Kept where no file can be.
constexpr const char* kImportedDerivationKey = "/derivation-imported.nix/";

bool is_derivation_path(Evaluation& e, const std::string& path) {
  return path.ends_with(".drv") && is_store_path(store_of(e.rt), path);
}

Value imported_derivation_function(Evaluation& e) {
  auto known = e.rt.import_cache.find(kImportedDerivationKey);
  if (known != e.rt.import_cache.end()) return known->second;
  Diagnostic error;
  const CodeBlock* block = e.rt.compile_text(std::string(kImportedDerivation),
                                             "/derivation-imported.nix", true, "/", {}, &error);
  CHECK(block);
  return e.rt.remember_import(kImportedDerivationKey, block);
}

Next import_derivation(Evaluation& e, const std::string& path) {
  Store store = store_of(e.rt);
  Result<Derivation> drv = read_derivation(store, host_of(e.rt), path);
  if (!drv) return fail_with(e, drv.failure());
  std::map<Symbol, Value> rows;
  std::vector<Value> names;
  for (const auto& [name, output] : drv->outputs) {
    std::string text =
        output.path.empty() ? downstream_placeholder(store, path, name) : output.path;
    rows[e.rt.symbols.intern(name)] =
        make_text(e, text, make_context(e.rt, {"!" + name + "!" + path}));
    names.push_back(make_text(e, name));
  }
  rows[e.rt.s_drv_path] = make_text(e, path, make_context(e.rt, {"=" + path}));
  rows[e.rt.s_name] = make_text(e, drv->env["name"]);
  rows[e.rt.symbols.intern("outputs")] = make_list(e, names);
  std::vector<std::pair<Symbol, Value>> sorted(rows.begin(), rows.end());
  Value set = e.rt.make_attrs(sorted.data(), sorted.size());
  if (set == kHole) return e.out_of_memory();
  return e.tail_call(imported_derivation_function(e), {set});
}

template <bool scoped>
Next import_step(Evaluation& e, StepRecord& r, Value answer) {
  Value* slot = &r.slots[scoped ? 1 : 0];
  if (r.state != kImportScope) {
    if (r.state == kImportPath)
      if (Next next = path_or_coerce(e, r, scoped ? 1 : 0, kImportCoerced, &answer);
          next != Next::kDone)
        return next;
    std::string path;
    if (!file_argument(e, answer, &path)) return Next::kFail;
    Value text = make_text(e, path);
    if (text == kHole) return Next::kFail;
    *slot = text;
    r.state = kImportScope;
  }
  std::string path(text_of(*slot));
  if (is_derivation_path(e, path)) {  // whatever the scope
    Result<FileStatus> status = host_of(e.rt).lstat(path);
    if (!status) return fail_with(e, status.failure());
    if (status->type == FileType::kRegular) return import_derivation(e, path);
  }
  if (scoped) {
    if (!e.whnf(&r.slots[0])) return Next::kForce;
    if (!e.check_type(r.slots[0], 'a')) return Next::kFail;
  }
  if (!internal_file(path)) {
    Result<std::string> file = import_file(host_of(e.rt), path);
    if (!file) return fail_with(e, file.failure());
    path = *file;
  }
  return scoped ? import_scoped(e, path, r.slots[0].as<Attrs>()) : import_plain(e, path);
}

// --- reading and looking ---

// What the text of a file refers to: of what its store path does, that whose digest occurs in it.
// Of what was not written here this is known for derivations only.
StringContext* references_in(Evaluation& e, const std::string& path, std::string_view text) {
  Store store = store_of(e.rt);
  Result<std::string> in_store = to_store_path(store, path);
  if (!in_store) return nullptr;
  const StorePaths* references =
      e.rt.options.written ? e.rt.options.written->references(*in_store) : nullptr;
  StorePaths of_derivation;
  if (!references && is_derivation_path(e, path)) {
    Result<Derivation> drv = parse_derivation(store, path, text);
    if (drv) of_derivation = derivation_references(*drv);
    references = &of_derivation;
  }
  if (!references) return nullptr;
  std::vector<std::string> found;
  for (const std::string& reference : *references) {
    std::string_view digest =
        std::string_view(reference).substr(e.rt.options.store_dir.size() + 1, kStoreDigestSize);
    if (!e.rt.has(Feature::kReadFileScansReferences) || text.find(digest) != std::string_view::npos)
      found.push_back(reference);
  }
  return make_context(e.rt, std::move(found));
}

Next read_file(Evaluation& e, const std::string& path) {
  std::string text;
  if (const char* internal = internal_file(path)) {
    text = internal;
  } else {
    Result<std::string> content = host_of(e.rt).read_file(path);
    if (!content) return fail_with(e, content.failure());
    text = std::move(content).value();
  }
  if (text.find('\0') != std::string::npos)
    return e.fail(ErrorClass::kValue,
                  "the contents of the file '" + path + "' cannot be represented as a Nix string");
  Value v = make_text(e, text, references_in(e, path, text));
  return v == kHole ? Next::kFail : e.done(v);
}

Next read_dir(Evaluation& e, const std::string& path) {
  Result<DirEntries> entries = host_of(e.rt).read_dir(path);
  if (!entries) return fail_with(e, entries.failure());
  std::vector<std::pair<Symbol, Value>> rows;
  for (const auto& [name, type] : *entries)
    rows.emplace_back(e.rt.symbols.intern(name), make_text(e, file_type_name(type)));
  Value v = e.rt.make_attrs(rows.data(), rows.size());
  return v == kHole ? e.out_of_memory() : e.done(v);
}

Next read_file_type(Evaluation& e, const std::string& path) {
  Result<FileStatus> status = host_of(e.rt).lstat(path);
  if (!status) return fail_with(e, status.failure());
  if (status->type == FileType::kMissing)
    return e.fail(ErrorClass::kIo, "path '" + path + "' does not exist");
  return e.done(make_text(e, file_type_name(status->type)));
}

// A string that ends in "/" or "/." asks for a directory.
Next path_exists_step(Evaluation& e, StepRecord& r, Value answer) {
  bool must_be_dir = false;
  if (r.state == kPathStart) {
    if (Next next = path_or_coerce(e, r, 0, kPathCoerced, &answer); next != Next::kDone)
      return next;
    must_be_dir =
        answer.is_string() && (text_of(answer).ends_with("/") || text_of(answer).ends_with("/."));
  }
  std::string path;
  if (!file_argument(e, answer, &path)) return Next::kFail;
  if (internal_file(path)) return e.done(make_bool(e.rt.has(Feature::kInternalFilesExist)));
  if (!e.rt.has(Feature::kPathStringsCanonical)) {  // the system's own reading of what was written
    Result<FileStatus> status = host_of(e.rt).lstat(path);
    if (!status && status.failure().pending) return fail_with(e, status.failure());
    return e.done(make_bool(status && status->type != FileType::kMissing));
  }
  if (must_be_dir && path != "/") path += '/';
  Result<bool> exists = host_of(e.rt).path_exists(path);
  if (!exists && exists.failure().pending) return fail_with(e, exists.failure());
  return e.done(make_bool(exists && *exists));
}

Value get_env_leaf(Evaluation& e, Value* a) {
  return make_text(e, host_of(e.rt).get_env(std::string(text_of(a[0]))));
}

Next to_path_step(Evaluation& e, StepRecord& r, Value answer) {
  if (r.state == kPathStart)
    if (Next next = path_or_coerce(e, r, 0, kPathCoerced, &answer); next != Next::kDone)
      return next;
  std::string path;
  if (!absolute_path(e, answer, &path)) return Next::kFail;
  Value v = make_text(e, canonical_path(path), answer.as<String>()->context);
  return v == kHole ? Next::kFail : e.done(v);
}

// --- findFile: slots search path, name, and the prefixes and paths found in it, two strings each
// ---
enum FindState : uint32_t { kFindStart, kFindPrefix, kFindPath, kFindCoerced, kFindName };

// What follows the prefix in a name; nullopt when the prefix does not fit.
std::optional<std::string_view> behind_prefix(std::string_view prefix, std::string_view name) {
  if (!name.starts_with(prefix)) return std::nullopt;
  std::string_view rest = name.substr(prefix.size());
  if (prefix.empty() || rest.empty()) return rest;
  if (rest[0] != '/') return std::nullopt;
  return rest.substr(1);
}

// Entries that are not absolute start in the directory the program was started in.
Result<std::string> entry_path(Host& host, std::string_view entry) {
  if (entry.starts_with("/")) return std::string(entry);
  Result<std::string> here = host.read_link("/proc/self/cwd");
  if (!here && here.failure().pending) return here.failure();
  return (here ? *here : "/") + "/" + std::string(entry);
}

Next find_file(Evaluation& e, const StepRecord& r) {
  std::string name(text_of(r.slots[1]));
  Host& host = host_of(e.rt);
  Value* pairs = cells_of(r.slots[2]);
  for (uint64_t i = 0; i < cell_count(r.slots[2]); i += 2) {
    std::optional<std::string_view> rest = behind_prefix(text_of(pairs[i]), name);
    if (!rest) continue;
    Result<std::string> path = entry_path(host, text_of(pairs[i + 1]));
    if (!path) return fail_with(e, path.failure());
    if (!rest->empty()) *path += "/" + std::string(*rest);
    Result<bool> exists = host.path_exists(canonical_path(*path));
    if (!exists && exists.failure().pending) return fail_with(e, exists.failure());
    if (exists && *exists) return e.done(e.rt.make_path(canonical_path(*path)));
  }
  if (name.starts_with("nix/"))
    return e.done(e.rt.make_path(std::string(kInternalFiles) + name.substr(4)));
  return e.fail(
      ErrorClass::kSearchPath,
      "file '" + name + "' was not found in the Nix search path (add it using $NIX_PATH or -I)");
}

Next find_file_step(Evaluation& e, StepRecord& r, Value answer) {
  if (r.state == kFindStart) {
    if (!e.whnf(&r.slots[0])) return Next::kForce;
    if (!e.check_type(r.slots[0], 'l')) return Next::kFail;
    r.state = kFindPrefix;
  }
  List* entries = r.slots[0].as<List>();
  if (r.state == kFindCoerced) {
    if (!check_context(e, answer.as<String>()->context)) return Next::kFail;
    if (!push_cell(e, &r.slots[2], answer)) return Next::kFail;
    ++r.i;
    r.state = kFindPrefix;
  }
  while (r.state != kFindName) {
    if (r.i == entries->size) {
      r.state = kFindName;
      break;
    }
    Value entry = entries->items[r.i];
    if (!e.whnf(&entry)) return Next::kForce;
    if (!e.check_type(entry, 'a')) return Next::kFail;
    Attrs* set = entry.as<Attrs>();
    if (r.state == kFindPrefix) {
      uint32_t at = set->find(e.rt.s_prefix);
      Value prefix = e.rt.empty_string;
      if (at != UINT32_MAX) {
        prefix = set->values[at];
        if (!e.whnf(&prefix)) return Next::kForce;
        if (!e.check_type(prefix, 'c')) return Next::kFail;
      }
      if (!push_cell(e, &r.slots[2], prefix)) return Next::kFail;
      r.state = kFindPath;
    }
    uint32_t at = set->find(e.rt.s_path);
    if (at == UINT32_MAX) return e.fail(ErrorClass::kMissingAttribute, "attribute 'path' missing");
    return e.push_coerce(r, kFindCoerced, set->values[at], CoerceMode::kStrict);
  }
  if (!e.whnf(&r.slots[1])) return Next::kForce;
  if (!e.check_type(r.slots[1], 'c')) return Next::kFail;
  return find_file(e, r);
}

constexpr BuiltinRow kRows[] = {
    step_row("import", 1, import_step<false>),
    step_row("scopedImport", 2, import_step<true>),
    step_row("__readFile", 1, file_step<read_file>),
    step_row("__readDir", 1, file_step<read_dir>),
    step_row("__readFileType", 1, file_step<read_file_type>),
    step_row("__pathExists", 1, path_exists_step),
    step_row("__findFile", 2, find_file_step, 1),
    leaf_row("__getEnv", 1, "0c", get_env_leaf),
    step_row("__toPath", 1, to_path_step),
};

}  // namespace

std::span<const BuiltinRow> file_builtins() { return kRows; }

}  // namespace vm
