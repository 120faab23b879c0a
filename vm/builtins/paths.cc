// See paths.h.
#include "vm/builtins/paths.h"

namespace vm {
namespace {

// <nix/fetchurl.nix>: a derivation that downloads a file. Evaluating it needs no network; building
// it would.
constexpr const char* kFetchurl = R"(
{ url
, hash ? ""
, md5 ? "", sha1 ? "", sha256 ? "", sha512 ? ""
, outputHash ?
    if hash != "" then hash else if sha512 != "" then sha512 else if sha1 != "" then sha1
    else if md5 != "" then md5 else sha256
, outputHashAlgo ?
    if hash != "" then "" else if sha512 != "" then "sha512" else if sha1 != "" then "sha1"
    else if md5 != "" then "md5" else "sha256"
, system ? "builtin"
, executable ? false
, unpack ? false
, name ? baseNameOf (toString url)
, impure ? false
}:
derivation ({
  builder = "builtin:fetchurl";
  outputHashMode = if unpack || executable then "recursive" else "flat";
  inherit name url executable unpack system;
  preferLocalBuild = true;
  impureEnvVars = [ "http_proxy" "https_proxy" "ftp_proxy" "all_proxy" "no_proxy" ];
  urls = [ url ];
} // (if impure then { __impure = true; } else { inherit outputHashAlgo outputHash; }))
)";

}  // namespace

Host& host_of(Runtime& rt) {
  static RefusingHost none;  // has no state
  return rt.options.host ? *rt.options.host : none;
}

Store store_of(const Runtime& rt) {
  return {rt.options.store_dir, rt.has(Feature::kStoreNamesOfDotsRefused)};
}

Next path_or_coerce(Evaluation& e, StepRecord& r, uint32_t at, uint32_t coerced, Value* answer) {
  if (!e.whnf(&r.slots[at])) return Next::kForce;
  Value v = r.slots[at];
  if (!v.is_path() && !v.is_string()) return e.push_coerce(r, coerced, v, CoerceMode::kStrict);
  *answer = v;
  return Next::kDone;
}

bool check_context(Evaluation& e, const StringContext* context) {
  Host& host = host_of(e.rt);
  auto is_there = [&](const std::string& path) {
    Result<FileStatus> status = host.lstat(path);
    if (status && status->type != FileType::kMissing) return true;
    if (!status && status.failure().pending)
      e.fail(status.failure());
    else
      e.fail(ErrorClass::kIo, "path '" + path + "' is not valid");
    return false;
  };
  for (const ContextElement& element : context_elements(context)) {
    std::string path(element.path);
    if (element.kind == ContextElement::Kind::kDynamic) {
      e.fail(ErrorClass::kIo, "output '" + std::string(element.output) + "' of '" + path +
                                  "' is made by a derivation that another one makes, and nothing "
                                  "is ever built here");
      return false;
    }
    if (!is_there(path)) return false;
    if (element.kind != ContextElement::Kind::kOutput) continue;
    Result<Derivation> drv = read_derivation(store_of(e.rt), host, path);
    if (!drv) {
      e.fail(drv.failure());
      return false;
    }
    auto output = drv->outputs.find(std::string(element.output));
    if (output != drv->outputs.end() && !output->second.path.empty() &&
        is_there(output->second.path))
      continue;
    if (e.waiting() != Waiting::kNo) return false;
    e.fail(ErrorClass::kIo, "output '" + std::string(element.output) + "' of '" + path +
                                "' is not there, and nothing is ever built here");
    return false;
  }
  return true;
}

bool absolute_path(Evaluation& e, Value v, std::string* path) {
  std::string_view text = text_of(v);
  if (v.is_path()) {
    *path = text;
    return true;
  }
  if (text.empty() || text[0] != '/') {
    e.fail(ErrorClass::kValue,
           "string '" + std::string(text) + "' doesn't represent an absolute path");
    return false;
  }
  *path = e.rt.has(Feature::kPathStringsCanonical) ? canonical_path(text) : std::string(text);
  return true;
}

bool file_argument(Evaluation& e, Value v, std::string* path) {
  return absolute_path(e, v, path) && check_context(e, v.as<String>()->context);
}

std::string_view base_name_of(std::string_view canonical) {
  return canonical.substr(canonical.rfind('/') + 1);
}

std::string_view dir_name_of(std::string_view canonical) {
  size_t slash = canonical.rfind('/');
  return slash == 0 ? "/" : canonical.substr(0, slash);
}

const char* internal_file(std::string_view path) {
  if (!path.starts_with(kInternalFiles)) return nullptr;
  return path.substr(kInternalFiles.size()) == "fetchurl.nix" ? kFetchurl : nullptr;
}

}  // namespace vm
