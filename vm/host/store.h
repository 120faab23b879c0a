// Names in the store: how Nix computes /nix/store/<digest>-<name> from what is in it. Nothing is
// ever written; the evaluator only needs to know what things would be called. Every function takes
// the store directory, since it is part of what is hashed. The shapes:
//   <store path> = <store_dir>/<nix32 of 20 bytes of
//   sha256("<type>:sha256:<base16>:<store_dir>:<name>")>-<name>
// Measured against Nix 2.8.0; results are the same in 2.35.2.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>

#include "vm/base/result.h"
#include "vm/host/hash.h"
#include "vm/host/host.h"

namespace vm {

inline constexpr size_t kStoreDigestSize = 32;  // characters of nix32
// So that "<digest>-<name>.drv" stays below the 255 bytes of file systems.
inline constexpr size_t kMaxStoreNameSize = 211;

struct Store {
  std::string dir = "/nix/store";
  // ".", "..", ".-x" and "..-x" are no names (current Nix; 2.8 took them).
  bool refuse_dot_names = true;
};

using StorePaths = std::set<std::string>;  // full paths, "/nix/store/…-…"

// What Nix says of the name of a store path, or nullopt if it is fine.
std::optional<std::string> check_store_name(const Store& store, std::string_view name);

// `type` is "source", "text:<ref>:<ref>", "output:out", …; `hash` goes in as "<algo>:<base16>".
Result<std::string> make_store_path(const Store& store, std::string_view type, const Hash& hash,
                                    std::string_view name);

// Paths named by their content: `recursive` hashes are of a NAR, flat ones of a file's bytes.
// References are only possible with recursive sha256.
Result<std::string> make_fixed_output_path(const Store& store, bool recursive, const Hash& hash,
                                           std::string_view name,
                                           const StorePaths& references = {});

// builtins.toFile, and derivations themselves (name with ".drv").
Result<std::string> make_text_path(const Store& store, std::string_view name,
                                   std::string_view content, const StorePaths& references);

// builtins.placeholder: stands for the path of an output that is not known yet.
std::string placeholder(std::string_view output);

// "/nix/store/<digest>-<name>/a/b" → "/nix/store/<digest>-<name>"; a failure if it is not in the
// store.
Result<std::string> to_store_path(const Store& store, std::string_view path);
// Exactly one store path, nothing behind it.
bool is_store_path(const Store& store, std::string_view path);
// Of a store path: what follows the digest.
std::string_view store_path_name(const Store& store, std::string_view path);

// The hash of a file system tree as an archive (NAR) of it: type, executable bit, contents, sorted
// names; no symlink is followed, not even `path` itself. Paths in `excluded` (as "<path>/<entry>…")
// are left out with what is below them: builtins.path and filterSource ask their filter first.
Result<Hash> hash_nar(Host& host, const std::string& path, HashAlgo algo = HashAlgo::kSha256,
                      const std::unordered_set<std::string>* excluded = nullptr);

// "${./path}": the store path of a copied source tree.
Result<std::string> make_source_path(const Store& store, Host& host, const std::string& path,
                                     std::string_view name);

}  // namespace vm
