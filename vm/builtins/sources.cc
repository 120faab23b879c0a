// Sources as store paths: builtins.path and filterSource. A filter is asked about everything in a
// directory, depth first and in the order of names, before anything is hashed; what it refuses is
// left out with all below.
#include "vm/builtins/paths.h"
#include "vm/builtins/table.h"
#include "vm/host/written_store.h"

namespace vm {
namespace {

// kSourceStep. Slots: [0] the path (a string), [1] the filter or null, [2] the name, [3] the wanted
// hash or null, [4] what the filter has still to be asked about (a stack), [5] what it refused. j:
// 1 when the hash is that of a flat file.
enum SourceState : uint32_t { kSourceOpen, kSourceAsk, kSourceAnswer };

constexpr uint64_t kFlat = 1;

// Puts the entries of a directory on the stack, the first by name on top, in place of the uppermost
// `replaced` there. Anything else has none. All questions come first: they may have to be asked
// again.
Next push_entries(Evaluation& e, StepRecord& r, const std::string& path, uint64_t replaced) {
  Result<FileStatus> status = host_of(e.rt).lstat(path);
  if (!status) return fail_with(e, status.failure());
  if (status->type == FileType::kMissing)
    return e.fail(ErrorClass::kIo, "path '" + path + "' does not exist");
  DirEntries none;
  Result<DirEntries> entries =
      status->type == FileType::kDirectory ? host_of(e.rt).read_dir(path) : none;
  if (!entries) return fail_with(e, entries.failure());
  if (replaced > 0) drop_cells(r.slots[4], replaced);
  for (auto it = entries->rbegin(); it != entries->rend(); ++it) {
    Value entry = make_text(e, (path == "/" ? "" : path) + "/" + it->first);
    if (entry == kHole || !push_cell(e, &r.slots[4], entry)) return Next::kFail;
  }
  return Next::kDone;
}

Next ask_filter(Evaluation& e, StepRecord& r) {
  Value path = cells_of(r.slots[4])[cell_count(r.slots[4]) - 1];
  Result<FileStatus> status = host_of(e.rt).lstat(std::string(text_of(path)));
  if (!status) return fail_with(e, status.failure());
  Value type = make_text(e, file_type_name(status->type));
  if (type == kHole) return Next::kFail;
  return e.call(r, kSourceAnswer, r.slots[1], {path, type});
}

Next hash_source(Evaluation& e, StepRecord& r) {
  std::unordered_set<std::string> excluded;
  Value* refused = cells_of(r.slots[5]);
  for (uint64_t i = 0; i < cell_count(r.slots[5]); ++i) excluded.emplace(text_of(refused[i]));
  std::string path(text_of(r.slots[0]));
  Store store = store_of(e.rt);
  std::optional<Hash> hash;
  if (r.j & kFlat) {
    Result<std::string> content = host_of(e.rt).read_file(path);
    if (!content) return fail_with(e, content.failure());
    hash = hash_string(HashAlgo::kSha256, *content);
  } else {
    Result<Hash> nar = hash_nar(host_of(e.rt), path, HashAlgo::kSha256, &excluded);
    if (!nar) return fail_with(e, nar.failure());
    hash = *nar;
  }
  Result<std::string> made =
      make_fixed_output_path(store, !(r.j & kFlat), *hash, text_of(r.slots[2]));
  if (!made) return fail_with(e, made.failure());
  if (r.slots[3] != kNull) {
    Result<Hash> wanted = parse_hash_or_empty(text_of(r.slots[3]), HashAlgo::kSha256);
    if (!wanted) return fail_with(e, wanted.failure());
    Result<std::string> expected =
        make_fixed_output_path(store, !(r.j & kFlat), *wanted, text_of(r.slots[2]));
    if (!expected) return fail_with(e, expected.failure());
    if (*expected != *made)
      return e.fail(ErrorClass::kValue,
                    "store path mismatch in (possibly filtered) path added from '" + path + "'");
  }
  if (e.rt.options.written) e.rt.options.written->add_source(*made, path, std::move(excluded));
  Value v = make_text(e, *made, make_context(e.rt, {*made}));
  return v == kHole ? Next::kFail : e.done(v);
}

Next source_step(Evaluation& e, StepRecord& r, Value answer) {
  if (r.state == kSourceOpen) {
    Result<std::string> real = host_of(e.rt).resolve_symlinks(
        std::string(text_of(r.slots[0])), e.rt.has(Feature::kSourceLinksFollowed));
    if (!real) return fail_with(e, real.failure());
    Value text = make_text(e, *real);
    if (text == kHole) return Next::kFail;
    r.slots[0] = text;
    if (r.slots[1] != kNull)
      if (Next next = push_entries(e, r, *real, 0); next != Next::kDone) return next;
    r.state = kSourceAsk;
  }
  if (r.state == kSourceAnswer) {
    if (!e.check_type(answer, 'b')) return Next::kFail;
    Value path = cells_of(r.slots[4])[cell_count(r.slots[4]) - 1];
    if (answer == kFalse) {
      drop_cells(r.slots[4], 1);
      if (!push_cell(e, &r.slots[5], path)) return Next::kFail;
    } else if (Next next = push_entries(e, r, std::string(text_of(path)), 1); next != Next::kDone) {
      return next;
    }
    r.state = kSourceAsk;
  }
  return cell_count(r.slots[4]) > 0 ? ask_filter(e, r) : hash_source(e, r);
}

}  // namespace

const StepRow kSourceStep = {"adding a path to the store", source_step};

namespace {

// The path of an argument, checked; a string in the store must be there.
bool source_argument(Evaluation& e, Value v, Value* slot) {
  std::string path;
  if (!absolute_path(e, v, &path)) return false;
  if (path.starts_with(e.rt.options.store_dir + "/") && !check_context(e, v.as<String>()->context))
    return false;
  *slot = make_text(e, canonical_path(path));
  return *slot != kHole;
}

Next add_source(Evaluation& e, StepRecord& r, Value path, Value filter, Value name, Value hash,
                uint64_t flat) {
  r.state = UINT32_MAX;  // the answer of the step below is this one's
  return e.push(kSourceStep, {path, filter, name, hash}, 2, flat);
}

// --- filterSource: slots filter, path, then the path's text ---
enum FilterState : uint32_t { kFilterPath, kFilterCoerced, kFilterFunction };

Next filter_source_step(Evaluation& e, StepRecord& r, Value answer) {
  if (r.state == UINT32_MAX) return e.done(answer);
  if (r.state != kFilterFunction) {
    if (r.state == kFilterPath)
      if (Next next = path_or_coerce(e, r, 1, kFilterCoerced, &answer); next != Next::kDone)
        return next;
    if (!source_argument(e, answer, &r.slots[2])) return Next::kFail;
    r.state = kFilterFunction;
  }
  Value f = r.slots[0];
  if (!e.whnf(&f)) return Next::kForce;
  if (!e.check_type(f, 'f')) return Next::kFail;
  Value name = make_text(e, base_name_of(text_of(r.slots[2])));
  if (name == kHole) return Next::kFail;
  return add_source(e, r, r.slots[2], r.slots[0], name, kNull, 0);
}

// --- path: slots the set, then path, filter, name, hash. i: attribute, in the order of the set; j:
// kFlat ---
enum PathState : uint32_t { kPathStart, kPathAttribute, kPathCoerced };

Next path_attribute(Evaluation& e, StepRecord& r, std::string_view name, Value cell) {
  if (name == "path") {
    if (!e.whnf(&cell)) return Next::kForce;
    if (!cell.is_path() && !cell.is_string())
      return e.push_coerce(r, kPathCoerced, cell, CoerceMode::kStrict);
    return source_argument(e, cell, &r.slots[1]) ? Next::kDone : Next::kFail;
  }
  Value v = cell;
  auto forced = [&](char letter) {
    if (!e.whnf(&v)) return Next::kForce;
    return e.check_type(v, letter) ? Next::kDone : Next::kFail;
  };
  if (name == "name") {
    if (Next next = forced('c'); next != Next::kDone) return next;
    r.slots[3] = v;
  } else if (name == "filter") {
    if (Next next = forced('f'); next != Next::kDone) return next;
    r.slots[2] = cell;
  } else if (name == "recursive") {
    if (Next next = forced('b'); next != Next::kDone) return next;
    r.j = v == kTrue ? 0 : kFlat;
  } else if (name == "sha256") {
    if (Next next = forced('c'); next != Next::kDone) return next;
    Result<Hash> hash = parse_hash_or_empty(text_of(v), HashAlgo::kSha256);
    if (!hash) return fail_with(e, hash.failure());
    r.slots[4] = v;
  } else {
    return e.fail(ErrorClass::kValue,
                  "unsupported argument '" + std::string(name) + "' to 'builtins.path'");
  }
  return Next::kDone;
}

Next path_step(Evaluation& e, StepRecord& r, Value answer) {
  if (r.state == UINT32_MAX) return e.done(answer);
  if (r.state == kPathStart) {
    if (!e.whnf(&r.slots[0])) return Next::kForce;
    if (!e.check_type(r.slots[0], 'a')) return Next::kFail;
    r.state = kPathAttribute;
  }
  if (r.state == kPathCoerced) {
    if (!source_argument(e, answer, &r.slots[1])) return Next::kFail;
    ++r.i;
    r.state = kPathAttribute;
  }
  Attrs* set = r.slots[0].as<Attrs>();
  for (; r.i < set->size(); ++r.i) {
    std::string_view name = e.rt.symbols.name(set->name(static_cast<uint32_t>(r.i)));
    if (Next next = path_attribute(e, r, name, set->values[r.i]); next != Next::kDone) return next;
  }
  if (r.slots[1] == kNull)
    return e.fail(ErrorClass::kValue,
                  "missing required 'path' attribute in the first argument to 'builtins.path'");
  Value name = r.slots[3];
  if (name == kNull || text_of(name).empty())
    name = make_text(e, base_name_of(text_of(r.slots[1])));
  if (name == kHole) return Next::kFail;
  return add_source(e, r, r.slots[1], r.slots[2], name, r.slots[4], r.j);
}

constexpr BuiltinRow kRows[] = {
    step_row("__path", 1, path_step, 4),
    step_row("__filterSource", 2, filter_source_step, 1),
};

}  // namespace

std::span<const BuiltinRow> source_builtins() { return kRows; }

}  // namespace vm
