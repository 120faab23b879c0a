// Cryptographic hashes and the ways Nix writes them. A Hash is raw bytes with its algorithm;
// everything else here is text to bytes and back. The digests come from OpenSSL. nix32 is Nix's own
// base 32: digits 0-9 a-z without e o u t, least significant digit last, no padding.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "vm/base/result.h"

namespace vm {

enum class HashAlgo : uint8_t { kMd5, kSha1, kSha256, kSha512 };
enum class HashFormat : uint8_t { kBase16, kNix32, kBase64, kSri };

std::string_view hash_algo_name(HashAlgo algo);                 // "sha256"
std::optional<HashAlgo> find_hash_algo(std::string_view name);  // nullopt: unknown
std::optional<HashFormat> find_hash_format(
    std::string_view name);       // knows "base32" too, the old name of nix32
size_t hash_size(HashAlgo algo);  // in bytes

struct Hash {
  HashAlgo algo = HashAlgo::kSha256;
  std::string bytes;  // hash_size(algo) of them

  bool operator==(const Hash&) const = default;
};

// Streaming. finish() once, at the end.
class Hasher {
 public:
  explicit Hasher(HashAlgo algo);
  ~Hasher();
  Hasher(Hasher&&) noexcept;
  Hasher& operator=(Hasher&&) noexcept;

  void update(std::string_view bytes);
  Hash finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
  HashAlgo algo_;
};

Hash hash_string(HashAlgo algo, std::string_view text);

std::string encode_base16(std::string_view bytes);
std::string encode_nix32(std::string_view bytes);
std::string encode_base64(std::string_view bytes);

// "ab12…" · "0mdq…" · "47DE…=" · "sha256-47DE…=". `with_algo` puts "sha256:" in front of the first
// three.
std::string format_hash(const Hash& hash, HashFormat format, bool with_algo = false);

// Reads a hash written in any of the forms above: "sha256:…", "sha256-…" (SRI) or, where `algo`
// says which it is, bare digits. A bare hash's format follows from its length. Fails if the text
// names another algorithm than `algo`, or none and `algo` is absent.
Result<Hash> parse_hash(std::string_view text, std::optional<HashAlgo> algo);

// As parse_hash, but "" is a hash of zeros (outputHash = ""), which needs `algo`.
Result<Hash> parse_hash_or_empty(std::string_view text, std::optional<HashAlgo> algo);

// Folds a digest onto `size` bytes by exclusive or, as store paths do with 20.
std::string compress_hash(std::string_view bytes, size_t size);

}  // namespace vm
