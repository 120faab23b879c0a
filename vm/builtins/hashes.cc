// Hashes of text and files, and the ways of writing them. The algorithm is known, or refused,
// before anything is asked of what is to be hashed.
#include "vm/builtins/paths.h"
#include "vm/builtins/table.h"
#include "vm/host/hash.h"

namespace vm {
namespace {

std::optional<HashAlgo> algorithm(Evaluation& e, std::string_view name) {
  std::optional<HashAlgo> algo = find_hash_algo(name);
  if (algo) return algo;
  if (name == "blake3" && e.rt.has(Feature::kBlake3Hashes))
    e.fail(ErrorClass::kValue,
           "hash algorithm 'blake3' is not known here: the feature 'blake3-hashes' is on, but this "
           "evaluator is built without BLAKE3; use 'sha256' or 'sha512'");
  else if (name == "blake3")
    e.fail(
        ErrorClass::kValue,
        "experimental Nix feature 'blake3-hashes' is disabled; add '--extra-experimental-features "
        "blake3-hashes' to enable it");
  else
    e.fail(ErrorClass::kValue, "unknown hash algorithm '" + std::string(name) +
                                   "', expect 'blake3', 'md5', 'sha1', 'sha256', or 'sha512'");
  return std::nullopt;
}

Next digest(Evaluation& e, HashAlgo algo, std::string_view bytes) {
  return e.done(make_text(e, format_hash(hash_string(algo, bytes), HashFormat::kBase16)));
}

// Slots: algorithm, string.
Next hash_string_step(Evaluation& e, StepRecord& r, Value) {
  if (!e.whnf(&r.slots[0])) return Next::kForce;
  if (!e.check_type(r.slots[0], 'c')) return Next::kFail;
  std::optional<HashAlgo> algo = algorithm(e, text_of(r.slots[0]));
  if (!algo) return Next::kFail;
  if (!e.whnf(&r.slots[1])) return Next::kForce;
  if (!e.check_type(r.slots[1], 's')) return Next::kFail;
  return digest(e, *algo, text_of(r.slots[1]));
}

// Slots: algorithm, path.
enum HashFileState : uint32_t { kHashAlgorithm, kHashPath, kHashCoerced };

Next hash_file_step(Evaluation& e, StepRecord& r, Value answer) {
  if (r.state == kHashAlgorithm) {
    if (!e.whnf(&r.slots[0])) return Next::kForce;
    if (!e.check_type(r.slots[0], 'c')) return Next::kFail;
    if (!algorithm(e, text_of(r.slots[0]))) return Next::kFail;
    r.state = kHashPath;
  }
  if (r.state == kHashPath)
    if (Next next = path_or_coerce(e, r, 1, kHashCoerced, &answer); next != Next::kDone)
      return next;
  std::string path;
  if (!file_argument(e, answer, &path)) return Next::kFail;
  Result<std::string> content = host_of(e.rt).read_file(path);
  if (!content) return fail_with(e, content.failure());
  return digest(e, *find_hash_algo(text_of(r.slots[0])), *content);
}

// Slots: a set with hash, toHashFormat, and hashAlgo unless the hash says it itself.
Next convert_hash_step(Evaluation& e, StepRecord& r, Value) {
  if (!e.whnf(&r.slots[0])) return Next::kForce;
  if (!e.check_type(r.slots[0], 'a')) return Next::kFail;
  std::string_view texts[3];
  std::optional<HashAlgo> algo;
  constexpr std::string_view kNames[] = {"hash", "hashAlgo", "toHashFormat"};
  for (size_t i = 0; i < 3; ++i) {
    Value* cell = find_attribute(e.rt, r.slots[0].as<Attrs>(), kNames[i]);
    if (!cell && i == 1) continue;
    if (!cell)
      return e.fail(ErrorClass::kMissingAttribute,
                    "attribute '" + std::string(kNames[i]) + "' missing");
    Value v = *cell;
    if (!e.whnf(&v)) return Next::kForce;
    if (!e.check_type(v, 'c')) return Next::kFail;
    texts[i] = text_of(v);
    if (i == 1 && !(algo = algorithm(e, texts[1]))) return Next::kFail;
  }
  std::optional<HashFormat> format = find_hash_format(texts[2]);
  if (!format)
    return e.fail(ErrorClass::kValue, "unknown hash format '" + std::string(texts[2]) +
                                          "', expect 'base16', 'base32', 'base64', or 'sri'");
  Result<Hash> hash = parse_hash(texts[0], algo);
  if (!hash) return fail_with(e, hash.failure());
  return e.done(make_text(e, format_hash(*hash, *format)));
}

constexpr BuiltinRow kRows[] = {
    step_row("__hashString", 2, hash_string_step),
    step_row("__hashFile", 2, hash_file_step),
    step_row("__convertHash", 1, convert_hash_step),
};

}  // namespace

std::span<const BuiltinRow> hash_builtins() { return kRows; }

}  // namespace vm
