// Store path arithmetic. See the header for the shape of what is hashed.
#include "vm/host/store.h"

namespace vm {
namespace {

bool is_name_char(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' ||
         c == '-' || c == '.' || c == '_' || c == '?' || c == '=';
}

bool is_digest(std::string_view text) {
  return text.find_first_not_of("0123456789abcdfghijklmnpqrsvwxyz") == std::string_view::npos;
}

std::string with_references(std::string type, const StorePaths& references) {
  for (const std::string& reference : references) {
    type += ':';
    type += reference;
  }
  return type;
}

}  // namespace

std::optional<std::string> check_store_name(const Store& store, std::string_view name) {
  std::string quoted = "name '" + std::string(name) + "'";
  if (name.empty()) return "name must not be empty";
  if (name.size() > kMaxStoreNameSize) {
    return quoted + " must be no longer than " + std::to_string(kMaxStoreNameSize) + " characters";
  }
  if (store.refuse_dot_names) {
    std::string_view first = name.substr(0, name.find('-'));
    if (first == "." || first == "..") {
      if (first == name) return quoted + " is not valid";
      return quoted + " is not valid: first dash-separated component must not be '" +
             std::string(first) + "'";
    }
  }
  for (char c : name) {
    if (!is_name_char(c)) {
      return quoted + " contains illegal character '" + std::string(1, c) + "'";
    }
  }
  return std::nullopt;
}

Result<std::string> make_store_path(const Store& store, std::string_view type, const Hash& hash,
                                    std::string_view name) {
  std::string text(type);
  text += ':';
  text += format_hash(hash, HashFormat::kBase16, true);
  text += ':';
  text += store.dir;
  text += ':';
  text += name;
  std::string base =
      encode_nix32(compress_hash(hash_string(HashAlgo::kSha256, text).bytes, 20)) + "-";
  base += name;
  if (std::optional<std::string> complaint = check_store_name(store, name)) {
    return Failure{ErrorClass::kValue,
                   "path '" + base + "' is not a valid store path: " + *complaint};
  }
  return store.dir + "/" + base;
}

Result<std::string> make_fixed_output_path(const Store& store, bool recursive, const Hash& hash,
                                           std::string_view name, const StorePaths& references) {
  if (recursive && hash.algo == HashAlgo::kSha256) {
    return make_store_path(store, with_references("source", references), hash, name);
  }
  CHECK(references.empty());
  std::string text = "fixed:out:";
  if (recursive) text += "r:";
  text += format_hash(hash, HashFormat::kBase16, true);
  text += ':';
  return make_store_path(store, "output:out", hash_string(HashAlgo::kSha256, text), name);
}

Result<std::string> make_text_path(const Store& store, std::string_view name,
                                   std::string_view content, const StorePaths& references) {
  return make_store_path(store, with_references("text", references),
                         hash_string(HashAlgo::kSha256, content), name);
}

std::string placeholder(std::string_view output) {
  std::string text = "nix-output:";
  text += output;
  return "/" + encode_nix32(hash_string(HashAlgo::kSha256, text).bytes);
}

Result<std::string> to_store_path(const Store& store, std::string_view path) {
  Failure failure{ErrorClass::kValue,
                  "path '" + std::string(path) + "' is not in the store '" + store.dir + "'"};
  if (!path.starts_with(store.dir + "/")) return failure;
  size_t slash = path.find('/', store.dir.size() + 1);
  std::string_view store_path = path.substr(0, slash);
  if (!is_store_path(store, store_path)) return failure;
  return std::string(store_path);
}

bool is_store_path(const Store& store, std::string_view path) {
  if (!path.starts_with(store.dir + "/")) return false;
  std::string_view base = path.substr(store.dir.size() + 1);
  return base.size() > kStoreDigestSize && base[kStoreDigestSize] == '-' &&
         is_digest(base.substr(0, kStoreDigestSize)) &&
         !check_store_name(store, base.substr(kStoreDigestSize + 1));
}

std::string_view store_path_name(const Store& store, std::string_view path) {
  CHECK(is_store_path(store, path));
  return path.substr(store.dir.size() + 1 + kStoreDigestSize + 1);
}

Result<std::string> make_source_path(const Store& store, Host& host, const std::string& path,
                                     std::string_view name) {
  Result<Hash> hash = hash_nar(host, path);
  if (!hash) return std::move(hash).failure();
  return make_fixed_output_path(store, true, *hash, name);
}

}  // namespace vm
