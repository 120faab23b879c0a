// Hashes and their notations. Values measured on Nix 2.8.0 (hashString) and 2.35 (convertHash),
// digests also known from RFC 1321, 3174 and 6234.
#include "vm/host/hash.h"

#include <gtest/gtest.h>

namespace vm {
namespace {

constexpr const char* kEmptySha256 =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

std::string base16_of(HashAlgo algo, std::string_view text) {
  return encode_base16(hash_string(algo, text).bytes);
}

std::string complaint(std::string_view text, std::optional<HashAlgo> algo) {
  Result<Hash> hash = parse_hash(text, algo);
  return hash.ok() ? "accepted" : hash.failure().message;
}

TEST(Hash, Digests) {
  EXPECT_EQ(base16_of(HashAlgo::kMd5, ""), "d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(base16_of(HashAlgo::kSha1, ""), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
  EXPECT_EQ(base16_of(HashAlgo::kSha256, ""), kEmptySha256);
  EXPECT_EQ(base16_of(HashAlgo::kSha512, "x"),
            "a4abd4448c49562d828115d13a1fccea927f52b4d5459297f8b43e42da89238b"
            "c13626e43dcb38ddb082488927ec904fb42057443983e88585179d50551afe62");
  EXPECT_EQ(base16_of(HashAlgo::kSha256, std::string(1000, 'x')),
            "44f8354494a5ba03ba1792a8d3e9c534c47a9181980fde7a3f44b06ef2ae7c7f");
}

TEST(Hash, StreamingIsTheSameAsWhole) {
  Hasher hasher(HashAlgo::kSha256);
  for (int i = 0; i < 1000; ++i) hasher.update("x");
  EXPECT_EQ(hasher.finish(), hash_string(HashAlgo::kSha256, std::string(1000, 'x')));
}

TEST(Hash, Formats) {
  Hash hash = hash_string(HashAlgo::kSha256, "");
  EXPECT_EQ(format_hash(hash, HashFormat::kBase16), kEmptySha256);
  EXPECT_EQ(format_hash(hash, HashFormat::kNix32),
            "0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73");
  EXPECT_EQ(format_hash(hash, HashFormat::kBase64), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  EXPECT_EQ(format_hash(hash, HashFormat::kSri),
            "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  EXPECT_EQ(format_hash(hash_string(HashAlgo::kMd5, ""), HashFormat::kBase16, true),
            "md5:d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(
      encode_nix32(hash_string(HashAlgo::kSha512, "x").bytes),
      "1igw6jma2fig1c5x21kji2p42s4z47c4y4li0mhvlwcngg44qvc32r3i7d44gmlz2br4ifmni97z4parhgkml8mh61"
      "2smj9ii2d9ax4");
}

TEST(Hash, EveryFormatReadsBack) {
  for (HashAlgo algo : {HashAlgo::kMd5, HashAlgo::kSha1, HashAlgo::kSha256, HashAlgo::kSha512}) {
    for (int i = 0; i < 50; ++i) {
      Hash hash = hash_string(algo, std::string(static_cast<size_t>(i), 'a'));
      for (HashFormat format :
           {HashFormat::kBase16, HashFormat::kNix32, HashFormat::kBase64, HashFormat::kSri}) {
        EXPECT_EQ(parse_hash(format_hash(hash, format), algo).value(), hash);
        EXPECT_EQ(parse_hash(format_hash(hash, format, true), std::nullopt).value(), hash);
      }
    }
  }
}

TEST(Hash, ReadingIsStrictWhereNixIs) {
  const auto sha256 = HashAlgo::kSha256;
  EXPECT_EQ(complaint("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU", sha256),
            "hash '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU' has wrong length for hash "
            "algorithm 'sha256'");
  EXPECT_EQ(
      complaint("sha256:0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73", HashAlgo::kSha1),
      "hash 'sha256:0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73' should have type "
      "'sha1'");
  EXPECT_EQ(complaint("sha256-", std::nullopt), "invalid SRI hash ''");
  EXPECT_NE(complaint("", sha256), "accepted");
  // One bit too many, a digit that is none, a foreign algorithm, no algorithm.
  EXPECT_NE(complaint("zmdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73", sha256), "accepted");
  EXPECT_NE(complaint("0mdqe9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73", sha256), "accepted");
  EXPECT_NE(complaint("g" + std::string(kEmptySha256).substr(1), sha256), "accepted");
  EXPECT_NE(complaint("sha384:" + std::string(96, '0'), std::nullopt), "accepted");
  EXPECT_NE(complaint(kEmptySha256, std::nullopt), "accepted");
  EXPECT_NE(complaint("sha256-47DEQpj8HBSa!/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", sha256), "accepted");
  EXPECT_NE(complaint("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF==", sha256), "accepted");
  // Digits of either case are digits.
  EXPECT_EQ(complaint("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", sha256),
            "accepted");
}

TEST(Hash, EmptyHashIsZerosOfAKnownAlgorithm) {
  EXPECT_EQ(parse_hash_or_empty("", HashAlgo::kSha1).value().bytes, std::string(20, '\0'));
  EXPECT_FALSE(parse_hash_or_empty("", std::nullopt).ok());
}

TEST(Hash, Names) {
  EXPECT_EQ(find_hash_algo("sha512"), HashAlgo::kSha512);
  EXPECT_EQ(find_hash_algo("SHA256"), std::nullopt);
  EXPECT_EQ(find_hash_format("base32"), HashFormat::kNix32);
  EXPECT_EQ(find_hash_format("hex"), std::nullopt);
}

TEST(Hash, CompressionFoldsByExclusiveOr) {
  EXPECT_EQ(compress_hash("\x01\x02\x04\x08\x10", 2), "\x15\x0a");
}

}  // namespace
}  // namespace vm
