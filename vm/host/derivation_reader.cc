// Reading derivations back: the text of a .drv file (ATerm) into a Derivation, and a derivation of
// the store with all that it needs into the table. The grammar is flat, so one function per
// production, none of which calls itself; the first thing that is not as it must be is the failure,
// with the byte where it was met.
#include "vm/host/derivation.h"

namespace vm {
namespace {

class Reader {
 public:
  Reader(const Store& store, std::string_view text) : store_(store), text_(text) {}

  Result<Derivation> read(std::string_view path) {
    Derivation drv;
    drv.name = store_path_name(store_, path);
    if (drv.name.ends_with(".drv")) drv.name.resize(drv.name.size() - 4);
    if (text_.starts_with("DrvWithVersion("))
      fail(
          "it has inputs that are made by other derivations (the experimental feature "
          "'dynamic-derivations'), which cannot be read here");
    expect("Derive(");
    list([&] { output(drv); });
    if (!failed_ && drv.outputs.empty()) fail("it must have at least one output");
    expect(",");
    list([&] { input(drv); });
    expect(",");
    list([&] {
      if (std::string source = store_path(); !failed_ && !drv.input_srcs.insert(source).second)
        fail("the source '" + source + "' occurs twice");
    });
    expect(",");
    drv.platform = quoted();
    expect(",");
    drv.builder = quoted();
    expect(",");
    list([&] { drv.args.push_back(quoted()); });
    expect(",");
    list([&] {
      expect("(");
      std::string name = quoted();
      expect(",");
      std::string value = quoted();
      expect(")");
      if (!failed_ && !drv.env.emplace(name, std::move(value)).second)
        fail("the variable '" + name + "' occurs twice");
    });
    expect(")");
    if (!failed_ && at_ != text_.size()) fail("there is something behind its end");
    if (failed_)
      return Failure{ErrorClass::kParse, "error parsing derivation '" + std::string(path) +
                                             "' at byte " + std::to_string(at_) + ": " + message_};
    return drv;
  }

 private:
  void fail(std::string message) {
    if (failed_) return;
    failed_ = true;
    message_ = std::move(message);
  }

  bool take(std::string_view token) {
    if (failed_ || !text_.substr(at_).starts_with(token)) return false;
    at_ += token.size();
    return true;
  }

  void expect(std::string_view token) {
    if (!take(token)) fail("expected '" + std::string(token) + "'");
  }

  template <typename Item>
  void list(Item item) {
    expect("[");
    if (take("]")) return;
    do item();
    while (take(","));
    expect("]");
  }

  std::string quoted() {
    std::string out;
    expect("\"");
    while (!failed_) {
      if (at_ == text_.size()) {
        fail("a string has no end");
        break;
      }
      char c = text_[at_++];
      if (c == '"') break;
      if (c == '\\') {
        if (at_ == text_.size()) continue;  // a string without an end
        c = text_[at_++];
        if (c == 'n') c = '\n';
        if (c == 'r') c = '\r';
        if (c == 't') c = '\t';
      }
      out += c;
    }
    return out;
  }

  std::string store_path() {
    std::string path = quoted();
    if (!failed_ && !is_store_path(store_, path)) fail("'" + path + "' is not a store path");
    return path;
  }

  void input(Derivation& drv) {
    expect("(");
    std::string path = store_path();
    if (!failed_ && !path.ends_with(".drv")) fail("the input '" + path + "' is not a derivation");
    expect(",");
    std::set<std::string> outputs;
    list([&] { outputs.insert(quoted()); });
    expect(")");
    if (!failed_ && !drv.input_drvs.emplace(path, std::move(outputs)).second)
      fail("the input '" + path + "' occurs twice");
  }

  void output(Derivation& drv) {
    expect("(");
    std::string name = quoted();
    expect(",");
    std::string path = quoted();
    expect(",");
    std::string algo = quoted();
    expect(",");
    std::string hash = quoted();
    expect(")");
    if (failed_) return;
    if (std::optional<std::string> complaint = check_store_name(store_, name))
      return fail("output '" + name + "': " + *complaint);
    if (!path.empty() && !is_store_path(store_, path))
      return fail("'" + path + "', the path of output '" + name + "', is not a store path");
    DerivationOutput output;
    output.path = path;
    if (algo.empty()) {
      if (!hash.empty()) return fail("output '" + name + "' has a hash without an algorithm");
      output.kind = path.empty() ? OutputKind::kDeferred : OutputKind::kInputAddressed;
    } else if (!hashed_output(output, algo, hash)) {
      return fail("output '" + name + "' has a path, hash algorithm '" + algo + "' and hash '" +
                  hash + "' that do not go together or are not known");
    }
    if (!drv.outputs.emplace(name, std::move(output)).second)
      fail("the output '" + name + "' occurs twice");
  }

  static bool hashed_output(DerivationOutput& output, std::string_view algo,
                            std::string_view hash) {
    output.recursive = algo.starts_with("r:");
    if (output.recursive) algo.remove_prefix(2);
    std::optional<HashAlgo> known = find_hash_algo(algo);
    if (!known) return false;
    output.hash.algo = *known;
    bool has_path = !output.path.empty();
    if (hash.empty() || hash == "impure") {
      output.kind = hash.empty() ? OutputKind::kFloating : OutputKind::kImpure;
      return !has_path;
    }
    output.kind = OutputKind::kFixed;
    if (hash.size() != 2 * hash_size(*known)) return false;  // base 16 is the only form here
    Result<Hash> read = parse_hash(hash, known);
    if (read) output.hash = *read;
    return read && has_path;
  }

  const Store& store_;
  std::string_view text_;
  size_t at_ = 0;
  bool failed_ = false;
  std::string message_;
};

}  // namespace

Result<Derivation> parse_derivation(const Store& store, std::string_view path,
                                    std::string_view text) {
  return Reader(store, text).read(path);
}

Result<Derivation> read_derivation(const Store& store, Host& host, const std::string& path) {
  Result<std::string> text = host.read_file(path);
  if (!text) return std::move(text).failure();
  return parse_derivation(store, path, *text);
}

std::optional<Failure> load_derivation(const Store& store, Host& host, const std::string& path,
                                       DerivationTable& table) {
  std::vector<std::string> todo{path};
  std::map<std::string, Derivation> met;
  while (!todo.empty()) {
    std::string current = todo.back();
    if (table.contains(current)) {
      todo.pop_back();
      continue;
    }
    auto known = met.find(current);
    if (known == met.end()) {
      Result<Derivation> drv = read_derivation(store, host, current);
      if (!drv) return std::move(drv).failure();
      known = met.emplace(current, std::move(drv).value()).first;
      for (const auto& [input, outputs] : known->second.input_drvs)
        if (!table.contains(input)) todo.push_back(input);
      continue;
    }
    // Met again: its inputs are in the table, unless derivations need each other, which no real
    // store can hold; then the hash fails.
    Result<KnownDerivation> hashes = hash_derivation_modulo(known->second, table, false);
    if (!hashes) return std::move(hashes).failure();
    table.emplace(current, std::move(hashes).value());
  }
  return std::nullopt;
}

}  // namespace vm
