// Derivations as text, their hashes, and the names that follow. Measured against Nix 2.8.0.
#include "vm/host/derivation.h"

namespace vm {
namespace {

void put_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (char c : text) {
    switch (c) {
      case '"':
      case '\\':
        out += '\\';
        out += c;
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += c;
    }
  }
  out += '"';
}

template <typename Strings>
void put_list(std::string& out, const Strings& strings) {
  out += '[';
  std::string_view separator = "";
  for (const std::string& text : strings) {
    out += separator;
    put_quoted(out, text);
    separator = ",";
  }
  out += ']';
}

std::string method_and_algo(const DerivationOutput& output) {
  return (output.recursive ? "r:" : "") + std::string(hash_algo_name(output.hash.algo));
}

void put_output(std::string& out, const std::string& name, const DerivationOutput& output,
                bool masked) {
  std::string path;
  std::string algo;
  std::string hash;
  switch (output.kind) {
    case OutputKind::kInputAddressed:
      path = output.path;
      break;
    case OutputKind::kFixed:
      path = output.path;
      algo = method_and_algo(output);
      hash = encode_base16(output.hash.bytes);
      break;
    case OutputKind::kFloating:
      algo = method_and_algo(output);
      break;
    case OutputKind::kImpure:
      algo = method_and_algo(output);
      hash = "impure";
      break;
    case OutputKind::kDeferred:
      break;
  }
  out += '(';
  put_quoted(out, name);
  out += ',';
  put_quoted(out, masked ? "" : path);
  out += ',';
  put_quoted(out, algo);
  out += ',';
  put_quoted(out, hash);
  out += ')';
}

std::string output_path_name(std::string_view drv_name, std::string_view output) {
  std::string name(drv_name);
  if (output != "out") {
    name += '-';
    name += output;
  }
  return name;
}

bool all_outputs_are(const Derivation& drv, OutputKind kind) {
  for (const auto& [name, output] : drv.outputs) {
    if (output.kind != kind) return false;
  }
  return !drv.outputs.empty();
}

}  // namespace

std::string unparse_derivation(const Derivation& drv, bool masked, const DerivationInputs* inputs) {
  std::string out = "Derive([";
  std::string_view separator = "";
  for (const auto& [name, output] : drv.outputs) {
    out += separator;
    put_output(out, name, output, masked);
    separator = ",";
  }
  out += "],[";
  separator = "";
  for (const auto& [path, outputs] : inputs != nullptr ? *inputs : drv.input_drvs) {
    out += separator;
    out += '(';
    put_quoted(out, path);
    out += ',';
    put_list(out, outputs);
    out += ')';
    separator = ",";
  }
  out += "],";
  put_list(out, drv.input_srcs);
  out += ',';
  put_quoted(out, drv.platform);
  out += ',';
  put_quoted(out, drv.builder);
  out += ',';
  put_list(out, drv.args);
  out += ",[";
  separator = "";
  for (const auto& [name, value] : drv.env) {
    out += separator;
    out += '(';
    put_quoted(out, name);
    out += ',';
    put_quoted(out, masked && drv.outputs.contains(name) ? "" : value);
    out += ')';
    separator = ",";
  }
  out += "])";
  return out;
}

Result<KnownDerivation> hash_derivation_modulo(const Derivation& drv, const DerivationTable& table,
                                               bool masked) {
  KnownDerivation known;
  if (all_outputs_are(drv, OutputKind::kFixed)) {
    for (const auto& [name, output] : drv.outputs) {
      std::string text = "fixed:out:" + method_and_algo(output) + ":" +
                         encode_base16(output.hash.bytes) + ":" + output.path;
      known.output_hashes.emplace(name, hash_string(HashAlgo::kSha256, text));
    }
    return known;
  }
  if (all_outputs_are(drv, OutputKind::kImpure)) {
    known.deferred = true;
    for (const auto& [name, output] : drv.outputs) {
      known.output_hashes.emplace(name, hash_string(HashAlgo::kSha256, "impure"));
    }
    return known;
  }
  known.deferred = all_outputs_are(drv, OutputKind::kFloating);
  DerivationInputs inputs;
  for (const auto& [path, wanted] : drv.input_drvs) {
    auto input = table.find(path);
    if (input == table.end()) {
      return Failure{ErrorClass::kValue,
                     "path '" + path + "' is not valid: no derivation of that name was made here"};
    }
    known.deferred |= input->second.deferred;
    for (const std::string& output : wanted) {
      auto hash = input->second.output_hashes.find(output);
      if (hash == input->second.output_hashes.end()) {
        return Failure{ErrorClass::kValue,
                       "no hash for output '" + output + "' of derivation '" + path + "'"};
      }
      inputs[encode_base16(hash->second.bytes)].insert(output);
    }
  }
  Hash hash = hash_string(HashAlgo::kSha256, unparse_derivation(drv, masked, &inputs));
  for (const auto& [name, output] : drv.outputs) known.output_hashes.emplace(name, hash);
  return known;
}

StorePaths derivation_references(const Derivation& drv) {
  StorePaths references = drv.input_srcs;
  for (const auto& [path, outputs] : drv.input_drvs) references.insert(path);
  return references;
}

Result<std::string> finish_derivation(const Store& store, Derivation& drv, DerivationTable& table) {
  bool input_addressed = false;
  for (auto& [name, output] : drv.outputs) {
    switch (output.kind) {
      case OutputKind::kFixed: {
        Result<std::string> path = make_fixed_output_path(store, output.recursive, output.hash,
                                                          output_path_name(drv.name, name));
        if (!path) return std::move(path).failure();
        output.path = drv.env[name] = std::move(path).value();
        break;
      }
      case OutputKind::kFloating:
      case OutputKind::kImpure:
        drv.env[name] = placeholder(name);
        break;
      case OutputKind::kInputAddressed:
      case OutputKind::kDeferred:
        drv.env[name] = "";
        input_addressed = true;
        break;
    }
  }
  if (input_addressed) {
    Result<KnownDerivation> modulo = hash_derivation_modulo(drv, table, true);
    if (!modulo) return std::move(modulo).failure();
    for (auto& [name, output] : drv.outputs) {
      if (modulo->deferred) {
        output.kind = OutputKind::kDeferred;
        continue;
      }
      Result<std::string> path =
          make_store_path(store, "output:" + name, modulo->output_hashes.at(name),
                          output_path_name(drv.name, name));
      if (!path) return std::move(path).failure();
      output.path = drv.env[name] = std::move(path).value();
    }
  }
  Result<std::string> drv_path =
      make_text_path(store, drv.name + ".drv", unparse_derivation(drv), derivation_references(drv));
  if (!drv_path) return drv_path;
  Result<KnownDerivation> known = hash_derivation_modulo(drv, table, false);
  if (!known) return std::move(known).failure();
  table.insert_or_assign(*drv_path, std::move(known).value());
  return drv_path;
}

namespace {

Hash upstream_hash(const Store& store, std::string_view drv_path, std::string_view output) {
  std::string_view name = store_path_name(store, drv_path);
  CHECK(name.ends_with(".drv"));
  std::string text = "nix-upstream-output:";
  text += drv_path.substr(store.dir.size() + 1, kStoreDigestSize);
  text += ':';
  text += output_path_name(name.substr(0, name.size() - 4), output);
  return hash_string(HashAlgo::kSha256, text);
}

}  // namespace

std::string downstream_placeholder(const Store& store, std::string_view drv_path,
                                   std::string_view output) {
  return "/" + encode_nix32(upstream_hash(store, drv_path, output).bytes);
}

std::string dynamic_placeholder(const Store& store, std::string_view drv_path,
                                std::span<const std::string> outputs) {
  CHECK(!outputs.empty());
  Hash hash = upstream_hash(store, drv_path, outputs[0]);
  for (const std::string& output : outputs.subspan(1))
    hash = hash_string(
        HashAlgo::kSha256,
        "nix-computed-output:" + encode_nix32(compress_hash(hash.bytes, 20)) + ":" + output);
  return "/" + encode_nix32(hash.bytes);
}

}  // namespace vm
