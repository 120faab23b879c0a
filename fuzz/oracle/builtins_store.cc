// Builtins that compute names in the store without writing to it: derivations and texts. What would
// have to be read from the store is unsupported.
#include <set>
#include <vector>

#include "fuzz/oracle/interpreter.h"

namespace fuzz::oracle {

using vm::ErrorClass;
using vm::Feature;

namespace {

using Context = Interpreter::Context;

template <typename T>
T unwrap(Interpreter& in, vm::Result<T> result) {
  if (result) return std::move(result).value();
  if (result.failure().error_class == ErrorClass::kIo) throw Unsupported{"the store"};
  in.raise(result.failure().error_class, result.failure().message);
}

// One derivation on its way from attributes to a recipe.
class Recipe {
 public:
  Recipe(Interpreter& in, const Attrs* attrs) : in_(in), attrs_(attrs) {
    Value* name = in.require(attrs, in.names().name);
    drv_.name = in.force_string_no_context(*name);
    if (in.has(Feature::kDerivationNamesCheckedFirst))
      if (std::optional<std::string> wrong = vm::check_store_name(in.store(), drv_.name))
        in.raise(ErrorClass::kValue, "invalid derivation name: " + *wrong);
    structured_ = flag(in.names().structured_attrs);
    ignore_nulls_ = flag(in.names().ignore_nulls);
  }

  void read_attributes() {
    json_ = "{";
    for (const Attr* attr : in_.by_name(attrs_)) read(*attr);
    json_ += "}";
    if (structured_) drv_.env["__json"] = json_;
  }

  void finish(Value& out) {
    add_inputs();
    if (drv_.builder.empty()) missing("builder");
    if (drv_.platform.empty()) missing("system");
    if (drv_.name.ends_with(".drv"))
      in_.raise(ErrorClass::kValue, "derivation names are not allowed to end in '.drv'");
    set_output_kinds();
    std::string path = unwrap(in_, finish_derivation(in_.store(), drv_, in_.derivations()));
    Attrs* result = in_.make_attrs(drv_.outputs.size() + 1);
    add(result, "drvPath", path, "=" + path);
    for (const auto& [name, output] : drv_.outputs) {
      std::string text =
          output.path.empty() ? vm::downstream_placeholder(in_.store(), path, name) : output.path;
      add(result, name, text, "!" + name + "!" + path);
    }
    in_.sort(result);
    out.set_attrs(result);
  }

 private:
  [[noreturn]] void missing(std::string_view what) {
    in_.raise(ErrorClass::kMissingAttribute,
              "required attribute '" + std::string(what) + "' missing");
  }

  bool flag(Symbol name) {
    Value* given = in_.get(attrs_, name);
    return given != nullptr && in_.force_bool(*given);
  }

  void add(Attrs* attrs, std::string_view name, std::string_view text, std::string_view reference) {
    Value* cell = in_.new_cell();
    Context context{in_.pool().copy(reference)};
    in_.make_string(*cell, text, context);
    Interpreter::push(attrs, in_.symbols().intern(name), cell);
  }

  void read(const Attr& attr) {
    const KnownNames& names = in_.names();
    if (attr.name == names.ignore_nulls) return;
    Value& value = *attr.value;
    if (ignore_nulls_) {
      in_.force(value);
      if (value.tag == Tag::kNull) return;
    }
    if (attr.name == names.content_addressed && in_.force_bool(value)) {
      require(Feature::kCaDerivations);
      content_addressed_ = true;
    } else if (attr.name == names.impure && in_.force_bool(value)) {
      require(Feature::kImpureDerivations);
      impure_ = true;
    } else if (attr.name == names.args) {
      in_.force_list(value);
      for (uint32_t i = 0; i < value.size; ++i)
        drv_.args.push_back(in_.coerce_to_string(*value.items[i], context_, {.more = true}));
    } else if (structured_) {
      read_structured(attr.name, value);
    } else {
      std::string text = in_.coerce_to_string(value, context_, {.more = true});
      drv_.env[std::string(in_.name(attr.name))] = text;
      read_special(attr.name, text);
    }
  }

  void read_structured(Symbol name, Value& value) {
    const KnownNames& names = in_.names();
    if (name == names.structured_attrs) return;
    if (json_.size() > 1) json_ += ',';
    if (std::optional<vm::Failure> failure = in_.json_string(in_.name(name), json_))
      in_.raise(failure->error_class, failure->message);
    json_ += ':';
    in_.to_json(value, context_, json_);
    if (name == names.outputs) {
      in_.force_list(value);
      std::vector<std::string> outputs;
      for (uint32_t i = 0; i < value.size; ++i)
        outputs.emplace_back(in_.force_string_no_context(*value.items[i]));
      set_outputs(outputs);
    } else if (name == names.builder || name == names.system) {
      in_.add_context(context_, value);
      read_special(name, std::string(in_.force_string(value)));
    } else if (name == names.output_hash || name == names.output_hash_algo ||
               name == names.output_hash_mode) {
      read_special(name, std::string(in_.force_string_no_context(value)));
    }
  }

  // Attributes that mean something besides being in the environment.
  void read_special(Symbol name, const std::string& text) {
    const KnownNames& names = in_.names();
    if (name == names.builder) {
      drv_.builder = text;
    } else if (name == names.system) {
      drv_.platform = text;
    } else if (name == names.output_hash) {
      hash_ = text;
    } else if (name == names.output_hash_algo) {
      algo_ = vm::find_hash_algo(text);
    } else if (name == names.output_hash_mode) {
      if (text != "recursive" && text != "flat" && text != "nar")
        in_.raise(ErrorClass::kValue, "invalid value '" + text + "' for 'outputHashMode'");
      recursive_ = text != "flat";
    } else if (name == names.outputs) {
      set_outputs(words(text));
    }
  }

  static std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> found;
    for (size_t at = 0; (at = text.find_first_not_of(" \t\n\r", at)) != std::string_view::npos;) {
      size_t end = std::min(text.find_first_of(" \t\n\r", at), text.size());
      found.emplace_back(text.substr(at, end - at));
      at = end;
    }
    return found;
  }

  void set_outputs(const std::vector<std::string>& outputs) {
    outputs_.clear();
    std::string_view reserved = in_.has(Feature::kOutputNamedDrv) ? "drvPath" : "drv";
    for (const std::string& output : outputs) {
      if (output == reserved)
        in_.raise(ErrorClass::kValue, "invalid derivation output name '" + output + "'");
      if (!outputs_.insert(output).second)
        in_.raise(ErrorClass::kValue, "duplicate derivation output '" + output + "'");
    }
    if (outputs_.empty())
      in_.raise(ErrorClass::kValue, "derivation cannot have an empty set of outputs");
  }

  void require(Feature feature) {
    if (!in_.has(feature))
      in_.raise(ErrorClass::kValue, "experimental Nix feature '" +
                                        std::string(vm::feature_name(feature)) + "' is disabled");
  }

  // What the strings of the recipe refer to.
  void add_inputs() {
    for (std::string_view reference : context_) {
      if (reference.starts_with('=')) throw Unsupported{"the closure of a derivation"};
      if (reference.starts_with('!')) {
        size_t end = reference.find('!', 1);
        drv_.input_drvs[std::string(reference.substr(end + 1))].emplace(
            reference.substr(1, end - 1));
      } else {
        drv_.input_srcs.emplace(reference);
      }
    }
  }

  void set_output_kinds() {
    if (outputs_.empty()) outputs_.insert("out");
    vm::DerivationOutput output;
    if (hash_) {
      if (outputs_ != std::set<std::string>{"out"})
        in_.raise(ErrorClass::kValue,
                  "multiple outputs are not supported in fixed-output derivations");
      output.kind = vm::OutputKind::kFixed;
      output.hash = unwrap(in_, vm::parse_hash_or_empty(*hash_, algo_));
      output.recursive = recursive_.value_or(false);
    } else if (content_addressed_ || impure_) {
      if (content_addressed_ && impure_)
        in_.raise(ErrorClass::kValue, "derivation cannot be both content-addressed and impure");
      output.kind = impure_ ? vm::OutputKind::kImpure : vm::OutputKind::kFloating;
      output.hash.algo = algo_.value_or(vm::HashAlgo::kSha256);
      output.recursive = recursive_.value_or(true);
    }
    for (const std::string& name : outputs_) drv_.outputs[name] = output;
  }

  Interpreter& in_;
  const Attrs* attrs_;
  vm::Derivation drv_;
  Context context_;
  std::string json_;
  std::set<std::string> outputs_;
  std::optional<std::string> hash_;
  std::optional<vm::HashAlgo> algo_;
  std::optional<bool> recursive_;
  bool structured_ = false, ignore_nulls_ = false, content_addressed_ = false, impure_ = false;
};

void run_derivation_strict(Interpreter& in, Value** args, Value& out) {
  in.force_attrs(*args[0]);
  Recipe recipe(in, args[0]->attrs);
  recipe.read_attributes();
  recipe.finish(out);
}

void run_to_file(Interpreter& in, Value** args, Value& out) {
  std::string_view name = in.force_string_no_context(*args[0]);
  std::string_view content = in.force_string(*args[1]);
  Context context;
  in.add_context(context, *args[1]);
  vm::StorePaths references;
  for (std::string_view reference : context) {
    if (!reference.starts_with('/'))
      in.raise(ErrorClass::kValue,
               "files created by builtins.toFile may not reference derivations");
    references.emplace(reference);
  }
  std::string path = unwrap(in, vm::make_text_path(in.store(), name, content, references));
  Context own{in.pool().copy(path)};
  in.make_string(out, path, own);
}

void run_unsupported(Interpreter&, Value**, Value&) { throw Unsupported{"the store"}; }

constexpr Builtin kStore[] = {
    {"derivationStrict", 1, run_derivation_strict, true},
    {"toFile", 2, run_to_file},
    {"storePath", 1, run_unsupported},
    {"outputOf", 2, run_unsupported, false, Feature::kBuiltinOutputOf},
};

}  // namespace

std::span<const Builtin> store_builtins() { return kStore; }

}  // namespace fuzz::oracle
