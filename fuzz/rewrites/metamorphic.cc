// See metamorphic.h.
#include "fuzz/rewrites/metamorphic.h"

#include "fuzz/compare.h"

namespace fuzz {

using Output = ReferenceRequest::Output;

// Rewrites move what is traced as `«lambda f @ FILE:LINE:COLUMN»`.
static void forget_positions(std::vector<std::string>& traces) {
  for (std::string& text : traces) {
    for (size_t at = 0; (at = text.find(" @ ", at)) != std::string::npos;) {
      size_t end = text.find("»", at);
      if (end == std::string::npos) break;
      text.erase(at, end - at);
    }
  }
}

Verdict Metamorphosis::ask(std::string_view text, Output output) {
  ++asked_;
  ReferenceRequest request;
  request.output = output;
  Verdict verdict = subject_.run(text, request);
  forget_positions(verdict.traces);
  return verdict;
}

bool Metamorphosis::take(std::string_view program) {
  constexpr size_t kMostNodes = 2'000, kRenewAfter = 200;
  std::unique_ptr<Tree> tree = Tree::parse(program, dialect_);
  if (!tree || !is_rewritable(*tree) || count_nodes(tree->root) > kMostNodes) return false;
  // The names of programs before do no harm: both forms see them alike, and the first form shows
  // the machine its own names in the order in which they are written.
  if (asked_ > kRenewAfter) {
    subject_.renew();
    asked_ = 0;
  }
  program_ = tree->text();
  lazy_ = ask(program_, Output::kLazy);
  strict_ = ask(program_, Output::kStrict);
  auto undefined = [](const Verdict& v) {
    return v.kind == Verdict::Kind::kError && v.error_class == vm::ErrorClass::kUndefinedVariable;
  };
  return comparable(lazy_, strict_) && !undefined(lazy_) && !undefined(strict_);
}

std::optional<std::string> Metamorphosis::differs(const Rewrite& rewrite,
                                                  std::optional<size_t> only) {
  std::unique_ptr<Tree> tree = Tree::parse(program_, dialect_);
  if (only) {
    RewriteContext context(*tree, dialect_);
    Sites sites = sites_of(*tree);
    if (!rewrite_at(context, rewrite, sites.all[*only % sites.all.size()])) return {};
  } else if (rewrite_everywhere(*tree, dialect_, rewrite) == 0) {
    return {};
  }
  std::string text = tree->text();
  for (Output output : {Output::kLazy, Output::kStrict}) {
    const Verdict& wanted = output == Output::kLazy ? lazy_ : strict_;
    Verdict got = ask(text, output);
    if (!comparable(wanted, got)) return {};
    ++compared_;
    if (!same(wanted, got))
      return std::string(rewrite.name) + (output == Output::kLazy ? ", lazy" : ", strict") +
             "\n  " + program_ + "\n    " + describe(wanted) + "\n  " + text + "\n    " +
             describe(got);
  }
  return {};
}

}  // namespace fuzz
