// See flake_ref.h. One table says which kinds of reference there are and what belongs to each; the
// rest is URLs.
#include "vm/text/flake_ref.h"

#include <charconv>
#include <optional>
#include <span>
#include <vector>

namespace vm {
namespace {

// What a parameter of the URL that is called like an attribute means.
enum class Parameter : uint8_t {
  kTaken,    // the attribute
  kLeft,     // nothing: it belongs to the URL that is fetched
  kDropped,  // nothing, and it is not sent either
};

// What an attribute is: 's' a string, 'i' an integer, 'b' a Boolean (in URLs "1" and "0").
struct AttributeRow {
  std::string_view name;
  char type;
  Parameter parameter = Parameter::kTaken;
};

enum class Shape : uint8_t {
  kId,       // flake:ID[/REF][/REV]
  kPath,     // path:PATH
  kArchive,  // github:OWNER/REPO[/REF or REV]
  kUrl,      // APPLICATION+TRANSPORT://…
};

struct Kind {
  std::string_view type, scheme;
  Shape shape;
  std::vector<AttributeRow> required, more;
  std::vector<std::string_view> transports;  // of kUrl
};

const std::vector<Kind>& kinds() {
  using enum Shape;
  using enum Parameter;
  static const std::vector<Kind> all = {
      {"indirect", "flake", kId, {{"id", 's'}}, {{"ref", 's'}, {"rev", 's'}, {"narHash", 's'}}, {}},
      {"path",
       "path",
       kPath,
       {{"path", 's'}},
       {{"rev", 's'}, {"narHash", 's'}, {"revCount", 'i'}, {"lastModified", 'i'}},
       {}},
      {"github", "github", kArchive, {{"owner", 's'}, {"repo", 's'}}, {}, {}},
      {"gitlab", "gitlab", kArchive, {{"owner", 's'}, {"repo", 's'}}, {}, {}},
      {"sourcehut", "sourcehut", kArchive, {{"owner", 's'}, {"repo", 's'}}, {}, {}},
      {"git",
       "git",
       kUrl,
       {{"url", 's'}},
       {{"ref", 's'},
        {"rev", 's'},
        {"shallow", 'b'},
        {"submodules", 'b'},
        {"lfs", 'b'},
        {"exportIgnore", 'b'},
        {"allRefs", 'b'},
        {"verifyCommit", 'b'},
        {"keytype", 's'},
        {"publicKey", 's'},
        {"publicKeys", 's'},
        {"name", 's', kLeft},
        {"narHash", 's', kLeft},
        {"revCount", 'i', kLeft},
        {"lastModified", 'i', kLeft}},
       {"http", "https", "ssh", "file"}},
      {"hg",
       "hg",
       kUrl,
       {{"url", 's'}},
       {{"ref", 's'},
        {"rev", 's'},
        {"revCount", 'i', kLeft},
        {"narHash", 's', kLeft},
        {"name", 's', kLeft}},
       {"http", "https", "ssh", "file"}},
      {"tarball",
       "tarball",
       kUrl,
       {{"url", 's'}},
       {{"narHash", 's'},
        {"rev", 's'},
        {"revCount", 'i'},
        {"lastModified", 'i'},
        {"name", 's', kDropped},
        {"unpack", 'b', kDropped}},
       {"http", "https", "file"}},
      {"file",
       "file",
       kUrl,
       {{"url", 's'}},
       {{"narHash", 's'},
        {"rev", 's'},
        {"revCount", 'i'},
        {"lastModified", 'i'},
        {"name", 's', kDropped},
        {"unpack", 'b', kDropped}},
       {"http", "https", "file"}},
  };
  return all;
}

constexpr AttributeRow kArchiveAttributes[] = {{"ref", 's'},
                                               {"rev", 's'},
                                               {"host", 's'},
                                               {"narHash", 's'},
                                               {"lastModified", 'i', Parameter::kDropped}};

const AttributeRow* find_attribute(std::span<const AttributeRow> rows, std::string_view name) {
  for (const AttributeRow& row : rows)
    if (row.name == name) return &row;
  return nullptr;
}

// Of those that need not be there. Null if there is none of that name.
const AttributeRow* find_optional(const Kind& kind, std::string_view name) {
  return kind.shape == Shape::kArchive ? find_attribute(kArchiveAttributes, name)
                                       : find_attribute(kind.more, name);
}

Failure bad(std::string message) { return {ErrorClass::kValue, std::move(message)}; }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool consists_of(std::string_view text, auto accepts) {
  for (char c : text)
    if (!accepts(c)) return false;
  return !text.empty();
}

bool is_rev(std::string_view text) { return text.size() == 40 && consists_of(text, is_hex); }

bool is_flake_id(std::string_view text) {
  return !text.empty() && is_letter(text[0]) && consists_of(text, [](char c) {
    return is_letter(c) || is_digit(c) || c == '_' || c == '-';
  });
}

// What may follow a flake's name, or name a branch or tag.
bool is_ref(std::string_view text) {
  auto first = [](char c) { return is_letter(c) || is_digit(c) || c == '@'; };
  return !text.empty() && first(text[0]) && text.find("..") == std::string_view::npos &&
         text.find("//") == std::string_view::npos && !text.ends_with("/") &&
         !text.ends_with(".lock") && consists_of(text, [&](char c) {
           return first(c) || c == '_' || c == '.' || c == '/' || c == '+' || c == '-';
         });
}

// --- URLs ---

struct Url {
  std::string scheme;
  std::optional<std::string> authority;
  std::string path;                   // decoded
  std::vector<std::string> segments;  // of the path, split first: a "/" in one was written "%2F"
  std::string encoded_path;           // for writing, where `path` would not say it
  std::map<std::string, std::string> query;
  std::string fragment;
};

std::optional<std::string> percent_decode(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    if (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) return std::nullopt;
    unsigned byte = 0;
    std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16);
    if (byte == 0) return std::nullopt;  // no string holds it
    out += static_cast<char>(byte);
    i += 2;
  }
  return out;
}

std::string percent_encode(std::string_view text, std::string_view keep) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (char c : text) {
    if (is_letter(c) || is_digit(c) || std::string_view("-._~").find(c) != std::string_view::npos ||
        keep.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += '%';
      out += kDigits[static_cast<unsigned char>(c) >> 4];
      out += kDigits[static_cast<unsigned char>(c) & 15];
    }
  }
  return out;
}

std::string to_text(const Url& url) {
  std::string out = url.scheme + ":";
  // A path that begins with "//" would be taken for an authority.
  if (url.authority || url.path.starts_with("//")) out += "//" + url.authority.value_or("");
  out += url.encoded_path.empty() ? percent_encode(url.path, ":@/") : url.encoded_path;
  char separator = '?';
  for (const auto& [name, value] : url.query) {
    out += separator + percent_encode(name, ":@/?") + "=" + percent_encode(value, ":@/?");
    separator = '&';
  }
  return out;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    size_t end = text.find(separator);
    if (!text.substr(0, end).empty()) parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// What stands behind the scheme: path, "?" query, "#" fragment.
bool parse_rest(std::string_view text, Url& url) {
  size_t hash = text.find('#');
  if (hash != std::string_view::npos) {
    std::optional<std::string> fragment = percent_decode(text.substr(hash + 1));
    if (!fragment) return false;
    url.fragment = *fragment;
    text = text.substr(0, hash);
  }
  size_t mark = text.find('?');
  std::optional<std::string> path = percent_decode(text.substr(0, mark));
  if (!path) return false;
  url.path = *path;
  for (std::string_view segment : split(text.substr(0, mark), '/'))
    url.segments.push_back(*percent_decode(segment));
  if (mark == std::string_view::npos) return true;
  for (std::string_view part : split(text.substr(mark + 1), '&')) {
    size_t equals = part.find('=');
    if (equals == std::string_view::npos) continue;
    std::optional<std::string> name = percent_decode(part.substr(0, equals));
    std::optional<std::string> value = percent_decode(part.substr(equals + 1));
    if (!name || !value) return false;
    url.query.emplace(*name, *value);
  }
  return true;
}

std::optional<Url> parse_url(std::string_view text) {
  size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || !is_letter(text[0])) return std::nullopt;
  Url url;
  url.scheme = text.substr(0, colon);
  if (!consists_of(url.scheme, [](char c) {
        return (c >= 'a' && c <= 'z') || is_digit(c) || c == '+' || c == '-' || c == '.';
      }))
    return std::nullopt;
  text.remove_prefix(colon + 1);
  for (char c : text.substr(0, text.find_first_of("?#")))
    if (static_cast<unsigned char>(c) <= ' ' || c == 127) return std::nullopt;
  if (text.starts_with("//")) {
    text.remove_prefix(2);
    size_t end = std::min(text.find_first_of("/?#"), text.size());
    url.authority = std::string(text.substr(0, end));
    text.remove_prefix(end);
  }
  if (!parse_rest(text, url)) return std::nullopt;
  return url;
}

// --- from URLs to attributes ---

std::optional<uint64_t> to_number(std::string_view text) {
  uint64_t n = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return n;
}

// The parameters that are attributes of this kind go into `ref`, the others stay.
std::optional<Failure> take_query(const Kind& kind, Url& url, FlakeRef& ref) {
  std::map<std::string, std::string> rest;
  for (const auto& [name, value] : url.query) {
    const AttributeRow* row = find_optional(kind, name);
    if (row && row->parameter == Parameter::kDropped) continue;
    char type = row && row->parameter == Parameter::kTaken ? row->type : '\0';
    if (type == 's') {
      ref[name] = value;
    } else if (type == 'b') {
      ref[name] = value == "1";
    } else if (type == 'i') {
      std::optional<uint64_t> n = to_number(value);
      if (!n)
        return bad("parameter '" + name + "' of '" + to_text(url) + "' is not a number: '" + value +
                   "'");
      ref[name] = *n;
    } else if (kind.shape == Shape::kPath) {
      return bad("path URL '" + to_text(url) + "' has unsupported parameter '" + name + "'");
    } else {
      rest.emplace(name, value);
    }
  }
  url.query = std::move(rest);
  return std::nullopt;
}

Result<FlakeRef> from_id(const Url& url, FlakeRef ref) {
  const std::vector<std::string>& parts = url.segments;
  if (parts.empty() || parts.size() > 3)
    return bad("flake URL '" + to_text(url) + "' is not of the form flake:ID[/REF][/REV]");
  if (!is_flake_id(parts[0])) return bad("'" + parts[0] + "' is not a valid flake ID");
  ref["id"] = parts[0];
  for (size_t i = 1; i < parts.size(); ++i) {
    bool must_be_rev = i == 2;
    bool rev = is_rev(parts[i]) && (must_be_rev || parts.size() == 2);
    if (!rev && (must_be_rev || !is_ref(parts[i])))
      return bad("in flake URL '" + to_text(url) + "', '" + parts[i] + "' is not a " +
                 (must_be_rev ? "commit hash" : "commit hash or branch/tag name"));
    ref[rev ? "rev" : "ref"] = parts[i];
  }
  return ref;
}

Result<FlakeRef> from_archive(const Url& url, FlakeRef ref) {
  const std::vector<std::string>& parts = url.segments;
  if (parts.size() < 2)
    return bad("URL '" + to_text(url) + "' is invalid: it must name an owner and a repository");
  ref["owner"] = parts[0];
  ref["repo"] = parts[1];
  if (parts.size() > 2) {
    std::string rest = parts[2];
    for (size_t i = 3; i < parts.size(); ++i) rest += "/" + parts[i];
    std::string name = is_rev(rest) ? "rev" : "ref";
    if (!ref.emplace(name, rest).second)
      return bad("URL '" + to_text(url) + "' contains '" + name + "' twice");
  }
  return ref;
}

// Of a scheme "git+https": the kind of "git", and the scheme without it. Without an application it
// is a tarball, as everything that flakes are fetched from is a tree.
const Kind* find_kind(std::string& scheme) {
  size_t plus = scheme.find('+');
  std::string application = plus == std::string::npos ? scheme : scheme.substr(0, plus);
  std::string transport = plus == std::string::npos ? "" : scheme.substr(plus + 1);
  for (const Kind& kind : kinds()) {
    bool is_url = kind.shape == Shape::kUrl;
    if (transport.empty()) {
      bool plain_git = kind.type == "git" && scheme == "git";
      if (plain_git || (!is_url && kind.scheme == scheme)) return &kind;
    }
    for (std::string_view known : kind.transports) {
      if (transport == known && kind.scheme == application) {
        scheme = transport;
        return &kind;
      }
      if (transport.empty() && kind.type == "tarball" && scheme == known) return &kind;
    }
  }
  return nullptr;
}

std::optional<Failure> check(const FlakeRef& ref) {
  auto text = [&](std::string_view name) -> const std::string* {
    auto found = ref.find(name);
    return found == ref.end() ? nullptr : std::get_if<std::string>(&found->second);
  };
  const std::string* type = text("type");
  if (const std::string* rev = text("rev"); rev && !is_rev(*rev))
    return bad("'" + *rev + "' is not a commit hash (40 hexadecimal digits)");
  if (const std::string* name = text("ref"); name && !is_ref(*name))
    return bad("invalid branch/tag name '" + *name + "'");
  if (const std::string* host = text("host"); host && !consists_of(*host, [](char c) {
                                                return is_letter(c) || is_digit(c) || c == '.' ||
                                                       c == '-' || c == ':';
                                              }))
    return bad("invalid instance host '" + *host + "'");
  bool archive = *type == "github" || *type == "gitlab" || *type == "sourcehut";
  if (archive && text("ref") && text("rev"))
    return bad("a reference of type '" + *type + "' has both a commit hash '" + *text("rev") +
               "' and a branch/tag name '" + *text("ref") + "'");
  return std::nullopt;
}

Result<FlakeRef> from_url(Url url) {
  const std::string whole = to_text(url);
  if (!url.fragment.empty())
    return bad("unexpected fragment '" + url.fragment + "' in flake reference '" + whole + "'");
  std::string dir = url.query.contains("dir") ? url.query["dir"] : "";
  url.query.erase("dir");
  const Kind* kind = find_kind(url.scheme);
  if (!kind) return bad("input '" + whole + "' is unsupported: no fetcher has this scheme");
  FlakeRef ref;
  if (kind->shape == Shape::kId)
    url.query.clear();  // its parameters mean nothing
  else if (std::optional<Failure> failure = take_query(*kind, url, ref))
    return *failure;
  ref["type"] = std::string(kind->type);
  if (!dir.empty()) ref["dir"] = dir;
  Result<FlakeRef> made = ref;
  switch (kind->shape) {
    case Shape::kId:
      made = from_id(url, std::move(ref));
      break;
    case Shape::kArchive:
      made = from_archive(url, std::move(ref));
      break;
    case Shape::kPath:
      if (url.authority && !url.authority->empty())
        return bad("path URL '" + whole + "' should not have an authority ('" + *url.authority +
                   "')");
      (*made)["path"] = url.path;
      break;
    case Shape::kUrl:
      (*made)["url"] = to_text(url);
      break;
  }
  if (made)
    if (std::optional<Failure> failure = check(*made)) return *failure;
  return made;
}

// "nixpkgs", "nixpkgs/REF", "nixpkgs/REF/REV": short for the same with "flake:" in front.
bool is_short_id(std::string_view text) {
  text = text.substr(0, text.find('#'));
  size_t slash = text.find('/');
  if (!is_flake_id(text.substr(0, slash))) return false;
  return slash == std::string_view::npos || is_ref(text.substr(slash + 1));
}

}  // namespace

Result<FlakeRef> parse_flake_ref(std::string_view text) {
  std::string whole = (is_short_id(text) ? "flake:" : "") + std::string(text);
  if (std::optional<Url> url = parse_url(whole)) return from_url(*std::move(url));
  Url url;
  url.scheme = "path";
  if (!parse_rest(text, url))
    return bad("'" + std::string(text) +
               "' is not a valid flake reference: it has a '%' that is "
               "not followed by two hexadecimal digits, or a NUL byte");
  if (!url.path.starts_with("/"))
    return bad("flake reference '" + std::string(text) + "' is not an absolute path");
  return from_url(std::move(url));
}

namespace {

std::string text_of(const FlakeAttribute& attribute) {
  if (const std::string* text = std::get_if<std::string>(&attribute)) return *text;
  if (const uint64_t* n = std::get_if<uint64_t>(&attribute)) return std::to_string(*n);
  return std::get<bool>(attribute) ? "1" : "0";
}

std::string_view type_name(char type) {
  return type == 's' ? "a string" : type == 'i' ? "an integer" : "a Boolean";
}

std::optional<Failure> check_attributes(const Kind& kind, const FlakeRef& ref) {
  for (const AttributeRow& row : kind.required)
    if (!ref.contains(row.name))
      return bad("input attribute '" + std::string(row.name) + "' is missing, which type '" +
                 std::string(kind.type) + "' needs");
  for (const auto& [name, value] : ref) {
    if (name == "type") continue;
    const AttributeRow* row = find_attribute(kind.required, name);
    if (!row) row = find_optional(kind, name);
    if (!row && name != "dir")
      return bad("input attribute '" + name + "' not supported by scheme '" +
                 std::string(kind.type) + "'");
    char wanted = row ? row->type : 's';
    char found = std::get_if<std::string>(&value) ? 's' : std::get_if<uint64_t>(&value) ? 'i' : 'b';
    if (found != wanted)
      return bad("input attribute '" + name + "' is not " + std::string(type_name(wanted)));
  }
  return std::nullopt;
}

}  // namespace

Result<std::string> flake_ref_to_string(const FlakeRef& ref) {
  auto type = ref.find("type");
  const std::string* name = type == ref.end() ? nullptr : std::get_if<std::string>(&type->second);
  if (!name) return bad("a flake reference needs an attribute 'type' that is a string");
  const Kind* kind = nullptr;
  for (const Kind& k : kinds())
    if (k.type == *name) kind = &k;
  if (!kind) return bad("input type '" + *name + "' is unsupported: no fetcher has this name");
  if (std::optional<Failure> failure = check_attributes(*kind, ref)) return *failure;
  if (std::optional<Failure> failure = check(ref)) return *failure;
  auto text = [&](std::string_view key) {
    auto found = ref.find(key);
    return found == ref.end() ? std::string() : text_of(found->second);
  };
  Url url;
  url.scheme = kind->scheme;
  std::vector<std::string_view> parameters = {"dir", "narHash"};
  switch (kind->shape) {
    case Shape::kId:
    case Shape::kArchive:
      for (const AttributeRow& row : kind->required)
        url.encoded_path +=
            (url.encoded_path.empty() ? "" : "/") + percent_encode(text(row.name), ":@");
      for (std::string_view row : {"ref", "rev"})
        if (ref.contains(row)) url.encoded_path += "/" + percent_encode(text(row), ":@/");
      if (kind->shape == Shape::kId)
        parameters.pop_back();
      else
        parameters.push_back("host");
      break;
    case Shape::kPath:
      url.path = text("path");
      for (const AttributeRow& row : kind->more) parameters.push_back(row.name);
      break;
    case Shape::kUrl: {
      std::optional<Url> parsed = parse_url(text("url"));
      if (!parsed) return bad("'" + text("url") + "' is not a valid URL");
      url = *std::move(parsed);
      bool of_flake = kind->type == "git" || kind->type == "hg";
      if (of_flake && url.scheme != "git") url.scheme = *name + "+" + url.scheme;
      if (of_flake) parameters = {"dir", "ref", "rev", "keytype", "publicKey", "publicKeys"};
      for (const AttributeRow& row : kind->more)
        if (of_flake && row.type == 'b' && text(row.name) == "1") parameters.push_back(row.name);
      break;
    }
  }
  for (std::string_view parameter : parameters)
    if (ref.contains(parameter)) url.query[std::string(parameter)] = text(parameter);
  return to_text(url);
}

}  // namespace vm
