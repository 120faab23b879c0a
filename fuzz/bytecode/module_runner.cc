// See module_runner.h.
#include "fuzz/bytecode/module_runner.h"

#include "vm/builtins/table.h"
#include "vm/loading.h"
#include "vm/runtime/evaluation.h"

namespace fuzz {
namespace {

constexpr uint64_t kFuel = 20'000;

vm::RuntimeOptions options_for(const vm::Dialect& dialect, vm::Host& host, bool collect_always) {
  vm::RuntimeOptions options;
  options.dialect = dialect;
  options.limits = {
      .fuel = kFuel, .call_depth = 5'000, .heap_bytes = 32u << 20, .source_depth = 1'000};
  options.stress.collect_always = collect_always;
  options.host = &host;
  options.builtins = vm::all_builtins(dialect);
  options.compile = vm::source_compiler();
  return options;
}

}  // namespace

ModuleMaker::ModuleMaker(const vm::Dialect& dialect) : dialect_(dialect) {
  renew();
  for (vm::Symbol s = 0; s < base_symbols_; ++s) {
    std::string name(rt_->symbols.name(s));
    if (rt_->global_names.contains(s)) names_.globals.push_back(name);
    if (rt_->builtin_names.contains(s)) names_.globals.push_back("builtins." + name);
  }
}

void ModuleMaker::renew() {
  rt_.emplace(options_for(dialect_, host_, false));
  base_symbols_ = rt_->symbols.size();
  compiled_ = 0;
}

std::optional<vm::Module> ModuleMaker::compile(std::string_view program) {
  constexpr int kRenewAfter = 500;  // texts are kept
  if (compiled_++ == kRenewAfter) renew();
  rt_->symbols.truncate(base_symbols_);
  vm::Pos start = rt_->sources.add("«string»", std::string(program), false);
  vm::Module module;
  vm::Diagnostic error;
  if (!rt_->options.compile(*rt_, {rt_->sources.text(start), start, "/", {}}, &module, &error))
    return std::nullopt;
  return module;
}

const KnownNames& ModuleMaker::names() {
  names_.symbols = static_cast<uint32_t>(rt_->symbols.size());
  return names_;
}

ModuleMaker::Outcome ModuleMaker::run(vm::Module module, const Manner& manner) const {
  vm::RefusingHost host;
  vm::Runtime rt(options_for(dialect_, host, manner.collect_always));
  for (size_t s = base_symbols_; s < rt_->symbols.size(); ++s)
    rt.symbols.intern(rt_->symbols.name(static_cast<vm::Symbol>(s)));
  const vm::CodeBlock* block = rt.load(std::move(module));
  vm::Limits& limits = rt.options.limits;
  if (manner.slice != 0) limits.fuel = manner.slice;
  vm::Evaluation e(rt);
  e.park_at_limits(manner.slice != 0);
  auto finish = [&](std::optional<vm::Value> v) {
    while (e.waiting() == vm::Waiting::kLimit && limits.fuel < kFuel) {
      limits.fuel += manner.slice;
      v = e.resume();
    }
    return v;
  };
  std::optional<vm::Value> v =
      finish(e.force(vm::make_value(rt.heap.make_thunk(block->number, 0), vm::Tag::kThunk)));
  if (v) v = finish(e.run_step(vm::kDeepForceStep, {*v}, vm::kDeepForceSlots));
  if (e.waiting() != vm::Waiting::kNo) {
    e.abandon();
    return {"parked", ""};
  }
  if (!v) return {vm::error_class_name(e.error().error_class), ""};
  return {"value", vm::print_value(rt, *v)};
}

}  // namespace fuzz
