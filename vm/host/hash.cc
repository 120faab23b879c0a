// Digests through OpenSSL, and Nix's ways of writing them. The decoders mirror Nix's, including
// what they let pass: hexadecimal digits of either case, and line breaks and anything after "=" in
// base 64.
#include "vm/host/hash.h"

#include <openssl/evp.h>

#include <array>

namespace vm {
namespace {

constexpr std::string_view kNix32Digits = "0123456789abcdfghijklmnpqrsvwxyz";
constexpr std::string_view kBase64Digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

size_t base16_size(size_t bytes) { return bytes * 2; }
size_t nix32_size(size_t bytes) { return bytes == 0 ? 0 : (bytes * 8 - 1) / 5 + 1; }
size_t base64_size(size_t bytes) { return (bytes + 2) / 3 * 4; }

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> decode_base16(std::string_view text) {
  std::string bytes(text.size() / 2, '\0');
  for (size_t i = 0; i < bytes.size(); ++i) {
    int high = hex_digit(text[i * 2]);
    int low = hex_digit(text[i * 2 + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes[i] = static_cast<char>(high << 4 | low);
  }
  return bytes;
}

// Fails on a foreign digit, and where the digits say more than `size` bytes can hold.
std::optional<std::string> decode_nix32(std::string_view text, size_t size) {
  std::string bytes(size, '\0');
  for (size_t n = 0; n < text.size(); ++n) {
    size_t digit = kNix32Digits.find(text[text.size() - n - 1]);
    if (digit == std::string_view::npos) return std::nullopt;
    size_t byte = n * 5 / 8;
    size_t shift = n * 5 % 8;
    bytes[byte] = static_cast<char>(static_cast<unsigned char>(bytes[byte]) | digit << shift);
    size_t carry = digit >> (8 - shift);
    if (byte + 1 < size) {
      bytes[byte + 1] = static_cast<char>(static_cast<unsigned char>(bytes[byte + 1]) | carry);
    } else if (carry != 0) {
      return std::nullopt;
    }
  }
  return bytes;
}

Result<std::string> decode_base64(std::string_view text) {
  std::string bytes;
  unsigned bits = 0;
  int count = 0;
  for (char c : text) {
    if (c == '=') break;
    if (c == '\n') continue;
    size_t digit = kBase64Digits.find(c);
    if (digit == std::string_view::npos) {
      return Failure{ErrorClass::kValue,
                     "invalid character in Base64 string: '" + std::string(1, c) + "'"};
    }
    bits = (bits << 6 | static_cast<unsigned>(digit)) & 0xffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push_back(static_cast<char>(bits >> count & 0xff));
    }
  }
  return bytes;
}

// Fetched once, when it is first wanted: what EVP_sha256() and its like give is looked up anew
// whenever it is used.
template <HashAlgo>
const EVP_MD* fetched(const char* name) {
  static const EVP_MD* const digest = EVP_MD_fetch(nullptr, name, nullptr);
  CHECK(digest != nullptr);
  return digest;
}

const EVP_MD* digest_of(HashAlgo algo) {
  switch (algo) {
    case HashAlgo::kMd5:
      return fetched<HashAlgo::kMd5>("MD5");
    case HashAlgo::kSha1:
      return fetched<HashAlgo::kSha1>("SHA1");
    case HashAlgo::kSha256:
      return fetched<HashAlgo::kSha256>("SHA256");
    case HashAlgo::kSha512:
      return fetched<HashAlgo::kSha512>("SHA512");
  }
  CHECK(false);
}

Failure invalid(std::string_view kind, std::string_view text) {
  return Failure{ErrorClass::kValue,
                 "invalid " + std::string(kind) + " hash '" + std::string(text) + "'"};
}

Failure unknown_algo(std::string_view name) {
  return Failure{ErrorClass::kValue, "unknown hash algorithm '" + std::string(name) +
                                         "', expect 'md5', 'sha1', 'sha256', or 'sha512'"};
}

Result<Hash> decode(std::string_view digits, HashAlgo algo, bool sri) {
  size_t size = hash_size(algo);
  Hash hash{algo, {}};
  if (!sri && digits.size() == base16_size(size)) {
    std::optional<std::string> bytes = decode_base16(digits);
    if (!bytes) return invalid("base-16", digits);
    hash.bytes = std::move(*bytes);
  } else if (!sri && digits.size() == nix32_size(size)) {
    std::optional<std::string> bytes = decode_nix32(digits, size);
    if (!bytes) return invalid("base-32", digits);
    hash.bytes = std::move(*bytes);
  } else if (sri || digits.size() == base64_size(size)) {
    Result<std::string> bytes = decode_base64(digits);
    if (!bytes) return std::move(bytes).failure();
    if (bytes->size() != size) return invalid(sri ? "SRI" : "base-64", digits);
    hash.bytes = std::move(bytes).value();
  } else {
    return Failure{ErrorClass::kValue, "hash '" + std::string(digits) +
                                           "' has wrong length for hash algorithm '" +
                                           std::string(hash_algo_name(algo)) + "'"};
  }
  return hash;
}

}  // namespace

std::string_view hash_algo_name(HashAlgo algo) {
  switch (algo) {
    case HashAlgo::kMd5:
      return "md5";
    case HashAlgo::kSha1:
      return "sha1";
    case HashAlgo::kSha256:
      return "sha256";
    case HashAlgo::kSha512:
      return "sha512";
  }
  CHECK(false);
}

std::optional<HashAlgo> find_hash_algo(std::string_view name) {
  for (HashAlgo algo : {HashAlgo::kMd5, HashAlgo::kSha1, HashAlgo::kSha256, HashAlgo::kSha512}) {
    if (name == hash_algo_name(algo)) return algo;
  }
  return std::nullopt;
}

std::optional<HashFormat> find_hash_format(std::string_view name) {
  if (name == "base16") return HashFormat::kBase16;
  if (name == "nix32" || name == "base32") return HashFormat::kNix32;
  if (name == "base64") return HashFormat::kBase64;
  if (name == "sri") return HashFormat::kSri;
  return std::nullopt;
}

size_t hash_size(HashAlgo algo) {
  switch (algo) {
    case HashAlgo::kMd5:
      return 16;
    case HashAlgo::kSha1:
      return 20;
    case HashAlgo::kSha256:
      return 32;
    case HashAlgo::kSha512:
      return 64;
  }
  CHECK(false);
}

struct Hasher::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~State() { EVP_MD_CTX_free(context); }
};

Hasher::Hasher(HashAlgo algo) : state_(std::make_unique<State>()), algo_(algo) {
  CHECK(state_->context != nullptr);
  CHECK(EVP_DigestInit_ex(state_->context, digest_of(algo), nullptr) == 1);
}
Hasher::~Hasher() = default;
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;

void Hasher::update(std::string_view bytes) {
  CHECK(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
}

Hash Hasher::finish() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned size = 0;
  CHECK(EVP_DigestFinal_ex(state_->context, digest.data(), &size) == 1);
  CHECK(size == hash_size(algo_));
  return Hash{algo_, std::string(digest.begin(), digest.begin() + size)};
}

Hash hash_string(HashAlgo algo, std::string_view text) {
  Hasher hasher(algo);
  hasher.update(text);
  return hasher.finish();
}

std::string encode_base16(std::string_view bytes) {
  std::string out;
  out.reserve(base16_size(bytes.size()));
  for (unsigned char c : bytes) {
    out.push_back("0123456789abcdef"[c >> 4]);
    out.push_back("0123456789abcdef"[c & 15]);
  }
  return out;
}

std::string encode_nix32(std::string_view bytes) {
  std::string out;
  size_t size = nix32_size(bytes.size());
  out.reserve(size);
  for (size_t n = size; n-- > 0;) {
    size_t byte = n * 5 / 8;
    size_t shift = n * 5 % 8;
    unsigned bits = static_cast<unsigned char>(bytes[byte]) >> shift;
    if (byte + 1 < bytes.size()) {
      bits |= static_cast<unsigned>(static_cast<unsigned char>(bytes[byte + 1])) << (8 - shift);
    }
    out.push_back(kNix32Digits[bits & 31]);
  }
  return out;
}

std::string encode_base64(std::string_view bytes) {
  std::string out;
  out.reserve(base64_size(bytes.size()));
  for (size_t i = 0; i < bytes.size(); i += 3) {
    unsigned bits = 0;
    for (size_t k = 0; k < 3; ++k) {
      bits = bits << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    }
    size_t digits = std::min<size_t>(bytes.size() - i, 3) + 1;
    for (size_t k = 0; k < 4; ++k) {
      out.push_back(k < digits ? kBase64Digits[bits >> (18 - 6 * k) & 63] : '=');
    }
  }
  return out;
}

std::string format_hash(const Hash& hash, HashFormat format, bool with_algo) {
  std::string out;
  if (with_algo || format == HashFormat::kSri) {
    out = hash_algo_name(hash.algo);
    out += format == HashFormat::kSri ? '-' : ':';
  }
  switch (format) {
    case HashFormat::kBase16:
      return out + encode_base16(hash.bytes);
    case HashFormat::kNix32:
      return out + encode_nix32(hash.bytes);
    case HashFormat::kBase64:
    case HashFormat::kSri:
      return out + encode_base64(hash.bytes);
  }
  CHECK(false);
}

Result<Hash> parse_hash(std::string_view text, std::optional<HashAlgo> algo) {
  std::string_view digits = text;
  std::optional<HashAlgo> named;
  bool sri = false;
  size_t end = text.find(':');
  if (end == std::string_view::npos) {
    end = text.find('-');
    sri = end != std::string_view::npos;
  }
  if (end != std::string_view::npos) {
    named = find_hash_algo(text.substr(0, end));
    if (!named) return unknown_algo(text.substr(0, end));
    digits = text.substr(end + 1);
  }
  if (!named && !algo) {
    return Failure{ErrorClass::kValue,
                   "hash '" + std::string(text) +
                       "' does not include a type, nor is the type otherwise known from context"};
  }
  if (named && algo && *named != *algo) {
    return Failure{ErrorClass::kValue, "hash '" + std::string(text) + "' should have type '" +
                                           std::string(hash_algo_name(*algo)) + "'"};
  }
  return decode(digits, named ? *named : *algo, sri);
}

Result<Hash> parse_hash_or_empty(std::string_view text, std::optional<HashAlgo> algo) {
  if (!text.empty()) return parse_hash(text, algo);
  if (!algo) return Failure{ErrorClass::kValue, "empty hash requires explicit hash type"};
  return Hash{*algo, std::string(hash_size(*algo), '\0')};
}

std::string compress_hash(std::string_view bytes, size_t size) {
  std::string out(size, '\0');
  for (size_t i = 0; i < bytes.size(); ++i) {
    out[i % size] = static_cast<char>(out[i % size] ^ bytes[i]);
  }
  return out;
}

}  // namespace vm
