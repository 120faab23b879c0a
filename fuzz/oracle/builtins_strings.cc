// Builtins on strings: bytes, never characters. What a string refers to goes along, except through
// regular expressions, versions and hashes.
#include <vector>

#include "fuzz/oracle/interpreter.h"
#include "vm/host/hash.h"
#include "vm/text/regex.h"
#include "vm/text/version.h"

namespace fuzz::oracle {

using vm::ErrorClass;
using vm::Feature;

namespace {

using Context = Interpreter::Context;

void run_to_string(Interpreter& in, Value** args, Value& out) {
  Context context;
  std::string text = in.coerce_to_string(*args[0], context, {.more = true, .copy_paths = false});
  in.make_string(out, text, context);
}

void run_string_length(Interpreter& in, Value** args, Value& out) {
  Context context;
  out.set_int(static_cast<int64_t>(in.coerce_to_string(*args[0], context, {}).size()));
}

// A negative length means all that follows. An empty piece of a string keeps its context.
void run_substring(Interpreter& in, Value** args, Value& out) {
  bool wide = in.has(Feature::kWideIndices);
  auto refuse_negative = [&in](int64_t start) {
    if (start < 0) in.raise(ErrorClass::kValue, "negative start position in 'substring'");
  };
  int64_t start = in.force_int(*args[0]);
  if (wide) refuse_negative(start);
  int64_t length = in.force_int(*args[1]);
  if (!wide) {
    start = static_cast<int32_t>(start);
    length = static_cast<int32_t>(length);
  }
  Context context;
  std::string text = in.coerce_to_string(*args[2], context, {});
  refuse_negative(start);
  if (static_cast<uint64_t>(start) >= text.size()) return in.make_string(out, "", context);
  std::string_view rest = std::string_view(text).substr(static_cast<size_t>(start));
  size_t wanted = length < 0 ? rest.size() : static_cast<size_t>(length);
  in.make_string(out, rest.substr(0, wanted), context);
}

void run_concat_strings_sep(Interpreter& in, Value** args, Value& out) {
  Context context;
  std::string separator(in.force_string(*args[0]));
  in.add_context(context, *args[0]);
  in.force_list(*args[1]);
  std::string joined;
  for (uint32_t i = 0; i < args[1]->size; ++i) {
    if (i != 0) joined += separator;
    joined += in.coerce_to_string(*args[1]->items[i], context, {});
    in.check_size(joined.size());
  }
  in.make_string(out, joined, context);
}

// At every place the first pattern that fits is replaced. An empty one fits everywhere, and the
// byte behind it is taken over.
void run_replace_strings(Interpreter& in, Value** args, Value& out) {
  in.force_list(*args[0]);
  in.force_list(*args[1]);
  if (args[0]->size != args[1]->size)
    in.raise(ErrorClass::kValue, "'from' and 'to' arguments have different lengths");
  std::vector<std::string_view> patterns;
  for (uint32_t i = 0; i < args[0]->size; ++i)
    patterns.push_back(in.force_string(*args[0]->items[i]));
  if (!in.has(Feature::kReplaceStringsLazy))
    for (uint32_t i = 0; i < args[1]->size; ++i) in.force_string(*args[1]->items[i]);
  std::string_view text = in.force_string(*args[2]);
  Context context;
  in.add_context(context, *args[2]);
  std::string replaced;
  for (size_t at = 0; at <= text.size();) {
    std::string_view rest = text.substr(at);
    size_t fit = 0;
    while (fit < patterns.size() && !rest.starts_with(patterns[fit])) ++fit;
    bool found = fit < patterns.size();
    if (found) {
      Value& replacement = *args[1]->items[fit];
      replaced += in.force_string(replacement);
      in.add_context(context, replacement);
    }
    if (found && !patterns[fit].empty()) {
      at += patterns[fit].size();
    } else {
      if (!rest.empty()) replaced += rest[0];
      ++at;
    }
    in.use_fuel(1);
    in.check_size(replaced.size());
  }
  in.make_string(out, replaced, context);
}

// ---- regular expressions

const vm::Regex& regex_of(Interpreter& in, std::string_view pattern) {
  const vm::Regex* regex = in.find_regex(pattern);
  if (regex == nullptr) {
    vm::Result<vm::Regex> compiled = vm::Regex::compile(pattern);
    if (!compiled) in.raise(compiled.failure().error_class, compiled.failure().message);
    regex = in.keep_regex(pattern, std::move(compiled).value());
  }
  return *regex;
}

constexpr uint64_t kRegexSteps = 50'000'000;

// Those that one call of a builtin may take, paid for when it ends.
class RegexSteps {
 public:
  explicit RegexSteps(Interpreter& in)
      : in_(in), allowed_(std::min(kRegexSteps, in.fuel_left() * vm::Regex::kStepsOfFuel)) {
    left = allowed_;
  }
  void pay() { in_.use_fuel((allowed_ - left) / vm::Regex::kStepsOfFuel); }

  uint64_t left;

 private:
  Interpreter& in_;
  uint64_t allowed_;
};

bool matched(vm::RegexOutcome outcome) {
  if (outcome == vm::RegexOutcome::kOutOfSteps) throw LimitReached{"regex steps"};
  if (outcome == vm::RegexOutcome::kOutOfMemory) throw LimitReached{"regex memory"};
  return outcome == vm::RegexOutcome::kMatch;
}

void set_groups(Interpreter& in, const vm::RegexGroups& groups, std::string_view text, Value& out) {
  Value** items = in.new_items(groups.size() - 1);
  for (size_t i = 1; i < groups.size(); ++i) {
    const vm::RegexSpan& span = groups[i];
    items[i - 1] = span.matched() ? in.new_string(text.substr(span.begin, span.end - span.begin))
                                  : in.new_cell();
  }
  out.set_list(items, groups.size() - 1);
}

void run_match(Interpreter& in, Value** args, Value& out) {
  const vm::Regex& regex = regex_of(in, in.force_string_no_context(*args[0]));
  std::string_view text = in.force_string(*args[1]);
  vm::RegexGroups groups;
  RegexSteps steps(in);
  bool found = matched(regex.match_full(text, groups, &steps.left));
  steps.pay();
  if (!found) return out.set_null();
  set_groups(in, groups, text, out);
}

// Text and groups in turn, beginning and ending with text. Without a match, the string itself.
void run_split(Interpreter& in, Value** args, Value& out) {
  const vm::Regex& regex = regex_of(in, in.force_string_no_context(*args[0]));
  std::string_view text = in.force_string(*args[1]);
  vm::RegexSearch search(regex, text);
  vm::RegexCursor cursor;
  vm::RegexGroups groups;
  RegexSteps steps(in);
  std::vector<Value*> pieces;
  size_t behind = 0;
  while (matched(search.next(cursor, groups, &steps.left))) {
    pieces.push_back(in.new_string(text.substr(behind, groups[0].begin - behind)));
    pieces.push_back(in.new_cell());
    set_groups(in, groups, text, *pieces.back());
    behind = groups[0].end;
  }
  steps.pay();
  pieces.push_back(pieces.empty() ? args[1] : in.new_string(text.substr(behind)));
  Value** items = in.new_items(pieces.size());
  std::copy(pieces.begin(), pieces.end(), items);
  out.set_list(items, pieces.size());
}

// ---- versions

void run_compare_versions(Interpreter& in, Value** args, Value& out) {
  std::string_view a = in.force_string_no_context(*args[0]);
  out.set_int(vm::compare_versions(a, in.force_string_no_context(*args[1])));
}

void run_split_version(Interpreter& in, Value** args, Value& out) {
  std::vector<std::string_view> parts = vm::split_version(in.force_string_no_context(*args[0]));
  Value** items = in.new_items(parts.size());
  for (size_t i = 0; i < parts.size(); ++i) items[i] = in.new_string(parts[i]);
  out.set_list(items, parts.size());
}

void run_parse_drv_name(Interpreter& in, Value** args, Value& out) {
  vm::DrvName parsed = vm::parse_drv_name(in.force_string_no_context(*args[0]));
  Attrs* attrs = in.make_attrs(2);
  Interpreter::push(attrs, in.names().name, in.new_string(parsed.name));
  Interpreter::push(attrs, in.names().version, in.new_string(parsed.version));
  in.sort(attrs);
  out.set_attrs(attrs);
}

// ---- hashes

vm::HashAlgo hash_algo(Interpreter& in, std::string_view name) {
  if (name == "blake3" && in.has(Feature::kBlake3Hashes)) throw Unsupported{"BLAKE3"};
  std::optional<vm::HashAlgo> algo = vm::find_hash_algo(name);
  if (!algo) in.raise(ErrorClass::kValue, "unknown hash algorithm '" + std::string(name) + "'");
  return *algo;
}

void run_hash_string(Interpreter& in, Value** args, Value& out) {
  vm::HashAlgo algo = hash_algo(in, in.force_string_no_context(*args[0]));
  std::string_view text = in.force_string(*args[1]);
  in.make_string(out, vm::format_hash(vm::hash_string(algo, text), vm::HashFormat::kBase16));
}

void run_convert_hash(Interpreter& in, Value** args, Value& out) {
  in.force_attrs(*args[0]);
  const Attrs* attrs = args[0]->attrs;
  std::string_view text = in.force_string_no_context(*in.require(attrs, in.names().hash));
  std::optional<vm::HashAlgo> algo;
  if (Value* given = in.get(attrs, in.names().hash_algo))
    algo = hash_algo(in, in.force_string_no_context(*given));
  Value* wanted = in.require(attrs, in.names().to_hash_format);
  std::optional<vm::HashFormat> format = vm::find_hash_format(in.force_string_no_context(*wanted));
  if (!format) in.raise(ErrorClass::kValue, "unknown hash format");
  vm::Result<vm::Hash> hash = vm::parse_hash(text, algo);
  if (!hash) in.raise(hash.failure().error_class, hash.failure().message);
  in.make_string(out, vm::format_hash(*hash, *format));
}

constexpr Builtin kStrings[] = {
    {"toString", 1, run_to_string, true},
    {"stringLength", 1, run_string_length},
    {"substring", 3, run_substring},
    {"concatStringsSep", 2, run_concat_strings_sep},
    {"replaceStrings", 3, run_replace_strings},
    {"match", 2, run_match},
    {"split", 2, run_split},
    {"compareVersions", 2, run_compare_versions},
    {"splitVersion", 1, run_split_version},
    {"parseDrvName", 1, run_parse_drv_name},
    {"hashString", 2, run_hash_string},
    {"convertHash", 1, run_convert_hash, false, Feature::kBuiltinConvertHash},
};

}  // namespace

std::span<const Builtin> string_builtins() { return kStrings; }

}  // namespace fuzz::oracle
