// Text: coercion, substrings, replacement, versions, regular expressions, and the base and
// directory of names.
//
// Two sorts of argument: those that are *coerced* (sets with outPath or __toString will do, paths
// are copied to the store where the mode says so) and those that must be strings. Which is which
// follows Nix, row by row.
#include <algorithm>
#include <bitset>
#include <limits>

#include "vm/builtins/building.h"
#include "vm/builtins/table.h"
#include "vm/text/regex.h"
#include "vm/text/version.h"

namespace vm {
namespace {

// A step that coerces its argument 0 and hands the string to `finish`.
template <CoerceMode mode, Value (*finish)(Evaluation&, Value)>
Next coercing_step(Evaluation& e, StepRecord& r, Value answer) {
  if (r.state == 0) {
    if (!e.whnf(&r.slots[0])) return Next::kForce;
    if (!r.slots[0].is_string()) return e.push_coerce(r, 1, r.slots[0], mode);
    answer = r.slots[0];
  }
  Value v = finish(e, answer);
  return v == kHole ? Next::kFail : e.done(v);
}

Value same_string(Evaluation&, Value s) { return s; }
Value string_length(Evaluation& e, Value s) {
  if (MUTATED(e.rt, StringLengthInCharacters))
    return make_small_int(
        std::ranges::count_if(text_of(s), [](char c) { return (c & 0xc0) != 0x80; }));
  return e.heap.make_int(static_cast<int64_t>(s.as<String>()->size));
}

// --- substring: slots start, length, string ---
enum SubstringState : uint32_t { kSubstringNumbers, kSubstringString, kSubstringCut };

Next cut(Evaluation& e, int64_t start, int64_t length, Value string) {
  std::string_view text = text_of(string);
  std::string_view part;
  if (static_cast<uint64_t>(start) < text.size())
    part = text.substr(static_cast<uint64_t>(start),
                       length < 0 ? std::string_view::npos : static_cast<uint64_t>(length));
  if (MUTATED(e.rt, NegativeLengthIsEmpty) && length < 0) part = {};
  if (part.size() == text.size()) return e.done(string);
  Value v = make_text(
      e, part, MUTATED(e.rt, ContextLostInSubstring) ? nullptr : string.as<String>()->context);
  return v == kHole ? Next::kFail : e.done(v);
}

Next substring_step(Evaluation& e, StepRecord& r, Value answer) {
  bool wide = e.rt.has(Feature::kWideIndices);
  auto index = [&](Value v) {
    return wide ? int_of(v) : static_cast<int64_t>(static_cast<int32_t>(int_of(v)));
  };
  auto negative = [&] {
    return e.fail(ErrorClass::kValue, "negative start position in 'substring'");
  };
  if (r.state == kSubstringNumbers) {
    if (!e.whnf(&r.slots[0])) return Next::kForce;
    if (!e.check_type(r.slots[0], 'i')) return Next::kFail;
    // With wide indices the start is looked at before the other arguments are.
    if (wide && index(r.slots[0]) < 0) return negative();
    if (!e.whnf(&r.slots[1])) return Next::kForce;
    if (!e.check_type(r.slots[1], 'i')) return Next::kFail;
    r.state = kSubstringString;
  }
  if (r.state == kSubstringString) {
    if (!e.whnf(&r.slots[2])) return Next::kForce;
    if (!r.slots[2].is_string())
      return e.push_coerce(r, kSubstringCut, r.slots[2], CoerceMode::kToStore);
    answer = r.slots[2];
  }
  int64_t start = index(r.slots[0]);
  if (start < 0) return negative();
  return cut(e, start, index(r.slots[1]), answer);
}

// --- concatStringsSep: slots separator, list, and the strings that its elements were coerced to
// ---
enum ConcatState : uint32_t { kConcatStart, kConcatElements, kConcatCoerced };

Next join(Evaluation& e, Value separator, List* parts) {
  uint64_t size = 0;
  StringContext* of_separator =
      MUTATED(e.rt, SeparatorContextLost) ? nullptr : separator.as<String>()->context;
  StringContext* context =
      merge_contexts(e.rt, of_separator, join_contexts(e.rt, parts->items, parts->size));
  std::string_view between = text_of(separator);
  for (uint64_t i = 0; i < parts->size; ++i) {
    auto* part = parts->items[i].as<String>();
    size += part->size + (i > 0 ? between.size() : 0);
  }
  String* s = e.heap.make_string_object(size);
  if (!s) return e.out_of_memory();
  char* at = s->bytes;
  auto put = [&](std::string_view text) {
    std::memcpy(at, text.data(), text.size());
    at += text.size();
  };
  for (uint64_t i = 0; i < parts->size; ++i) {
    if (i > 0) put(between);
    put(text_of(parts->items[i]));
  }
  s->context = context;
  return e.done(make_value(s, Tag::kString));
}

Next concat_strings_sep_step(Evaluation& e, StepRecord& r, Value answer) {
  if (r.state == kConcatStart) {
    if (!e.whnf(&r.slots[0])) return Next::kForce;
    if (!e.check_type(r.slots[0], 's')) return Next::kFail;
    if (!e.whnf(&r.slots[1])) return Next::kForce;
    if (!e.check_type(r.slots[1], 'l')) return Next::kFail;
    uint64_t n = r.slots[1].as<List>()->size;
    List* parts = e.heap.make_list(n);
    if (!parts) return e.out_of_memory();
    for (uint64_t i = 0; i < n; ++i) parts->items[i] = kNull;
    r.slots[2] = make_value(parts, Tag::kList);
    r.state = kConcatElements;
  }
  List* list = r.slots[1].as<List>();
  List* parts = r.slots[2].as<List>();
  if (r.state == kConcatCoerced) {
    e.heap.store(&parts->items[r.i++], answer);
    r.state = kConcatElements;
  }
  for (; r.i < list->size; ++r.i) {
    Value v = list->items[r.i];
    if (!e.whnf(&v)) return Next::kForce;
    if (!v.is_string()) return e.push_coerce(r, kConcatCoerced, v, CoerceMode::kToStore);
    e.heap.store(&parts->items[r.i], v);
  }
  return join(e, r.slots[0], parts);
}

// --- replaceStrings: slots from, to, string, then the text so far and the context so far ---
enum ReplaceState : uint32_t {
  kReplaceLists,
  kReplaceFrom,
  kReplaceTo,
  kReplaceString,
  kReplaceScan
};

// Text that has no room in the heap yet; larger pieces are moved there so that the limit is kept.
constexpr size_t kReplacePiece = 32 * 1024;

// Scans from r.i on. A pattern that is a prefix of the rest wins in list order; the empty one
// matches everywhere, also at the end, and then a character of the text follows its replacement.
Next replace_scan(Evaluation& e, StepRecord& r) {
  List *from = r.slots[0].as<List>(), *to = r.slots[1].as<List>();
  std::string_view text = text_of(r.slots[2]);
  std::vector<std::string_view> patterns;
  std::bitset<256> first;  // bytes that some pattern begins with
  bool has_empty = false;
  for (uint64_t i = 0; i < from->size; ++i) {
    Value v = from->items[i];
    CHECK(e.whnf(&v));
    patterns.push_back(text_of(v));
    if (patterns.back().empty())
      has_empty = true;
    else
      first.set(static_cast<unsigned char>(patterns.back()[0]));
  }
  std::string piece;
  auto flush = [&] {
    bool ok = append_bytes(e, &r.slots[3], piece);
    piece.clear();
    return ok;
  };
  while (r.i < text.size() + !MUTATED(e.rt, ReplaceStopsBeforeEnd)) {
    if (piece.size() > kReplacePiece && !flush()) return Next::kFail;
    bool may_match =
        has_empty || (r.i < text.size() && first[static_cast<unsigned char>(text[r.i])]);
    uint64_t k = 0;
    if (may_match)
      while (k < patterns.size() && !text.substr(r.i).starts_with(patterns[k])) ++k;
    if (!may_match || k == patterns.size()) {
      if (r.i < text.size()) piece += text[r.i];
      ++r.i;
      continue;
    }
    Value replacement = to->items[k];
    if (!e.whnf(&replacement)) return flush() ? Next::kForce : Next::kFail;
    if (!e.check_type(replacement, 's')) return Next::kFail;
    if (!MUTATED(e.rt, ContextLostInReplacement) &&
        !add_context(e, &r.slots[4], replacement.as<String>()->context))
      return Next::kFail;
    std::string_view with = text_of(replacement);
    if (with.size() > kReplacePiece) {
      if (!flush() || !append_bytes(e, &r.slots[3], with)) return Next::kFail;
    } else {
      piece += with;
    }
    if (patterns[k].empty()) {
      if (r.i < text.size()) piece += text[r.i];
      ++r.i;
    } else {
      r.i += patterns[k].size();
    }
  }
  StringContext* context =
      merge_contexts(e.rt, r.slots[2].as<String>()->context, context_in(e.rt, r.slots[4]));
  Value v;
  if (r.slots[3] == kNull) {
    v = make_text(e, piece, context);
  } else {
    if (!flush()) return Next::kFail;
    v = make_text(e, bytes_of(r.slots[3]), context);
  }
  return v == kHole ? Next::kFail : e.done(v);
}

Next replace_strings_step(Evaluation& e, StepRecord& r, Value) {
  auto force_strings = [&](Value list) {
    List* l = list.as<List>();
    for (; r.i < l->size; ++r.i) {
      Value v = l->items[r.i];
      if (!e.whnf(&v)) return Next::kForce;
      if (!e.check_type(v, 's')) return Next::kFail;
    }
    return Next::kDone;
  };
  if (r.state == kReplaceLists) {
    for (Value* list : {&r.slots[0], &r.slots[1]}) {
      if (!e.whnf(list)) return Next::kForce;
      if (!e.check_type(*list, 'l')) return Next::kFail;
    }
    if (r.slots[0].as<List>()->size != r.slots[1].as<List>()->size)
      return e.fail(
          ErrorClass::kValue,
          "'from' and 'to' arguments passed to builtins.replaceStrings have different lengths");
    r.state = kReplaceFrom;
  }
  if (r.state == kReplaceFrom) {
    if (Next next = force_strings(r.slots[0]); next != Next::kDone) return next;
    bool lazily = e.rt.has(Feature::kReplaceStringsLazy) != MUTATED(e.rt, ReplacementRuleWrong);
    r.state = lazily ? kReplaceString : kReplaceTo;
    r.i = 0;
  }
  if (r.state == kReplaceTo) {
    if (Next next = force_strings(r.slots[1]); next != Next::kDone) return next;
    r.state = kReplaceString;
  }
  if (r.state == kReplaceString) {
    if (!e.whnf(&r.slots[2])) return Next::kForce;
    if (!e.check_type(r.slots[2], 's')) return Next::kFail;
    r.state = kReplaceScan;
    r.i = 0;
  }
  return replace_scan(e, r);
}

// --- match and split: slots pattern, subject ---

// The compiled pattern, once pattern and subject are forced; the pattern is compiled in between.
// Null: *next.
const Regex* regex_and_subject(Evaluation& e, StepRecord& r, Next* next) {
  *next = Next::kForce;
  if (!e.whnf(&r.slots[0])) return nullptr;
  *next = Next::kFail;
  if (!e.check_type(r.slots[0], 'c')) return nullptr;
  std::string pattern(text_of(r.slots[0]));
  auto known = e.rt.regexes.find(pattern);
  if (known == e.rt.regexes.end()) {
    Result<Regex> compiled = Regex::compile(pattern);
    if (!compiled) {
      *next = fail_with(e, compiled.failure());
      return nullptr;
    }
    auto shared = std::make_shared<const Regex>(std::move(compiled).value());
    known = e.rt.regexes.emplace(std::move(pattern), std::move(shared)).first;
  }
  *next = Next::kForce;
  if (!e.whnf(&r.slots[1])) return nullptr;
  *next = Next::kFail;
  if (!e.check_type(r.slots[1], 's')) return nullptr;
  return known->second.get();
}

// The submatches of a match as a list: strings, or null for a group that took no part.
Value group_list(Evaluation& e, std::string_view subject, const RegexGroups& groups) {
  std::vector<Value> items;
  for (size_t i = 1; i < groups.size(); ++i) {
    items.push_back(
        groups[i].matched()
            ? make_text(e, subject.substr(groups[i].begin, groups[i].end - groups[i].begin))
        : MUTATED(e.rt, UnmatchedGroupEmpty) ? e.rt.empty_string
                                             : kNull);
    if (items.back() == kHole) return kHole;
  }
  return make_list(e, items);
}

Next regex_too_large(Evaluation& e) {
  return fail_with(
      e, Failure{ErrorClass::kResource, "regular expression and string are too large together"});
}

// Steps of the matcher between two looks at the limits; what does not suffice for a match is given
// again, fourfold. i: the steps of this slice.
constexpr uint64_t kRegexSlice = 1 << 20;

Next more_steps(Evaluation& e, StepRecord& r) {
  uint64_t taken = r.i;
  r.i *= 4;
  return next_slice(e, taken / Regex::kStepsOfFuel);
}

Next match_step(Evaluation& e, StepRecord& r, Value) {
  Next next;
  const Regex* regex = regex_and_subject(e, r, &next);
  if (!regex) return next;
  if (r.i == 0) r.i = kRegexSlice;
  uint64_t steps = r.i;
  std::string_view subject = text_of(r.slots[1]);
  RegexGroups groups;
  switch (regex->match_full(subject, groups, &steps)) {
    case RegexOutcome::kOutOfSteps:
      return more_steps(e, r);
    case RegexOutcome::kOutOfMemory:
      return regex_too_large(e);
    case RegexOutcome::kNoMatch:
      return e.done(kNull);
    case RegexOutcome::kMatch:
      break;
  }
  Value v = group_list(e, subject, groups);
  return v == kHole ? Next::kFail : e.done(v);
}

// A cursor as a number, for j.
uint64_t pack(const RegexCursor& c) {
  return static_cast<uint64_t>(c.next) << 2 | static_cast<uint64_t>(c.done) << 1 |
         static_cast<uint64_t>(c.last_empty);
}
RegexCursor unpack(uint64_t j) {
  RegexCursor c;
  c.next = j >> 2;
  c.done = j >> 1 & 1;
  c.last_empty = j & 1;
  return c;
}

// Slot 2: the run of what was found so far. j: the cursor.
Next split_step(Evaluation& e, StepRecord& r, Value) {
  Next next;
  const Regex* regex = regex_and_subject(e, r, &next);
  if (!regex) return next;
  if (r.i == 0) r.i = kRegexSlice;
  uint64_t steps = r.i;
  std::string_view subject = text_of(r.slots[1]);
  RegexSearch search(*regex, subject);
  RegexCursor cursor = unpack(r.j);
  RegexGroups groups;
  auto push = [&](Value v) { return v != kHole && push_cell(e, &r.slots[2], v); };
  while (true) {
    size_t end = cursor.next;  // of the last match
    RegexOutcome outcome = search.next(cursor, groups, &steps);
    if (outcome == RegexOutcome::kOutOfSteps) return more_steps(e, r);
    if (outcome == RegexOutcome::kOutOfMemory) return regex_too_large(e);
    if (outcome == RegexOutcome::kNoMatch) {
      // Without a match the list holds the subject itself, context and all.
      bool none = cell_count(r.slots[2]) == 0;
      if (MUTATED(e.rt, SplitDropsEmptyEnd) && !none && end == subject.size()) break;
      if (!push(none ? r.slots[1] : make_text(e, subject.substr(end)))) return Next::kFail;
      break;
    }
    if (!push(make_text(e, subject.substr(end, groups[0].begin - end)))) return Next::kFail;
    if (!push(group_list(e, subject, groups))) return Next::kFail;
    r.j = pack(cursor);
  }
  Value* cells = cells_of(r.slots[2]);
  Value v = make_list(e, std::vector<Value>(cells, cells + cell_count(r.slots[2])));
  return v == kHole ? Next::kFail : e.done(v);
}

// --- versions ---
Value compare_versions_leaf(Evaluation& e, Value* a) {
  int sign = MUTATED(e.rt, VersionsComparedBackwards) ? -1 : 1;
  return make_small_int(sign * compare_versions(text_of(a[0]), text_of(a[1])));
}

Value split_version_leaf(Evaluation& e, Value* a) {
  std::vector<Value> items;
  for (std::string_view component : split_version(text_of(a[0]))) {
    items.push_back(make_text(e, component));
    if (items.back() == kHole) return kHole;
  }
  return make_list(e, items);
}

Value parse_drv_name_leaf(Evaluation& e, Value* a) {
  DrvName parts = parse_drv_name(text_of(a[0]));
  std::pair<Symbol, Value> rows[] = {{e.rt.s_name, make_text(e, parts.name)},
                                     {e.rt.symbols.intern("version"), make_text(e, parts.version)}};
  if (rows[0].second == kHole || rows[1].second == kHole) return kHole;
  return e.made(e.rt.make_attrs(rows, 2));
}

// --- names of files, as text ---

// Exactly one trailing slash is dropped ("a//" has the empty base name): kept so by Nix for old
// programs.
Value base_name(Evaluation& e, Value s) {
  std::string_view path = text_of(s);
  if (path.size() > 1 && path.back() == '/' && !MUTATED(e.rt, BaseNameOfSlashEmpty))
    path.remove_suffix(1);
  size_t slash = path.rfind('/');
  if (slash != std::string_view::npos) path.remove_prefix(slash + 1);
  return make_text(e, path, s.as<String>()->context);
}

Next dir_of_step(Evaluation& e, StepRecord& r, Value answer) {
  if (r.state == 0) {
    if (!e.whnf(&r.slots[0])) return Next::kForce;
    Value v = r.slots[0];
    if (!v.is_string() && !v.is_path()) return e.push_coerce(r, 1, v, CoerceMode::kStrict);
    answer = v;
  }
  std::string_view path = text_of(answer);
  size_t slash = path.rfind('/');
  std::string_view dir = slash == std::string_view::npos ? "."
                         : slash == 0                    ? "/"
                                                         : path.substr(0, slash);
  if (e.rt.has(Feature::kDirofCollapsesSlashes))
    while (dir.size() > 1 && dir.back() == '/') dir.remove_suffix(1);
  Value v =
      answer.is_path() ? e.rt.make_path(dir) : make_text(e, dir, answer.as<String>()->context);
  return v == kHole ? e.out_of_memory() : e.done(v);
}

constexpr BuiltinRow kRows[] = {
    step_row("toString", 1, coercing_step<CoerceMode::kMore, same_string>),
    step_row("__substring", 3, substring_step),
    step_row("__stringLength", 1, coercing_step<CoerceMode::kToStore, string_length>),
    step_row("__concatStringsSep", 2, concat_strings_sep_step, 1),
    step_row("__replaceStrings", 3, replace_strings_step, 2),
    step_row("__match", 2, match_step),
    step_row("__split", 2, split_step, 1),
    leaf_row("__parseDrvName", 1, "0c", parse_drv_name_leaf),
    leaf_row("__compareVersions", 2, "0c1c", compare_versions_leaf),
    leaf_row("__splitVersion", 1, "0c", split_version_leaf),
    step_row("baseNameOf", 1, coercing_step<CoerceMode::kStrict, base_name>),
    step_row("dirOf", 1, dir_of_step),
};

}  // namespace

std::span<const BuiltinRow> string_builtins() { return kRows; }

}  // namespace vm
