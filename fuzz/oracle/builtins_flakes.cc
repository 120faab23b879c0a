// References to flakes, as URLs and as sets. What is in a reference is a function of text
// (vm/text/flake_ref.h); nothing is fetched.
#include "fuzz/oracle/interpreter.h"
#include "vm/text/flake_ref.h"

namespace fuzz::oracle {

using vm::ErrorClass;
using vm::Feature;

namespace {

void run_parse_flake_ref(Interpreter& in, Value** args, Value& out) {
  vm::Result<vm::FlakeRef> ref = vm::parse_flake_ref(in.force_string_no_context(*args[0]));
  if (!ref) in.raise(ref.failure().error_class, ref.failure().message);
  Attrs* attrs = in.make_attrs(ref->size());
  for (const auto& [name, attribute] : *ref) {
    Value* member = in.new_cell();
    if (const bool* b = std::get_if<bool>(&attribute))
      member->set_bool(*b);
    else if (const uint64_t* n = std::get_if<uint64_t>(&attribute))
      member->set_int(static_cast<int64_t>(*n));
    else
      in.make_string(*member, std::get<std::string>(attribute));
    Interpreter::push(attrs, in.symbols().intern(name), member);
  }
  in.sort(attrs);
  out.set_attrs(attrs);
}

// All members are forced before any is looked at.
void run_flake_ref_to_string(Interpreter& in, Value** args, Value& out) {
  in.force_attrs(*args[0]);
  const Attrs* attrs = args[0]->attrs;
  for (uint32_t i = 0; i < attrs->size; ++i) in.force(*attrs->items[i].value);
  vm::FlakeRef ref;
  for (uint32_t i = 0; i < attrs->size; ++i) {
    std::string name(in.name(attrs->items[i].name));
    Value& member = *attrs->items[i].value;
    if (member.tag == Tag::kString) {
      ref[name] = std::string(in.force_string_no_context(member));
    } else if (member.tag == Tag::kBool) {
      ref[name] = member.boolean;
    } else if (member.tag == Tag::kInt) {
      if (member.integer < 0)
        in.raise(ErrorClass::kValue, "negative value given for flake ref attr " + name);
      ref[name] = static_cast<uint64_t>(member.integer);
    } else {
      in.raise(ErrorClass::kType,
               "attribute '" + name + "' of a flake reference is " + Interpreter::describe(member));
    }
  }
  vm::Result<std::string> text = vm::flake_ref_to_string(ref);
  if (!text) in.raise(text.failure().error_class, text.failure().message);
  in.make_string(out, *text);
}

constexpr Builtin kFlakes[] = {
    {"parseFlakeRef", 1, run_parse_flake_ref, false, Feature::kBuiltinParseFlakeRef},
    {"flakeRefToString", 1, run_flake_ref_to_string, false, Feature::kBuiltinFlakeRefToString},
};

}  // namespace

std::span<const Builtin> flake_builtins() { return kFlakes; }

}  // namespace fuzz::oracle
