// JSON lines and the Chrome trace-event format: see trace.h.
#include "vm/cli/trace.h"

#include <nlohmann/json.hpp>
#include <string_view>

namespace vm {

namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& j) { return j.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string place(const SourceSpan& s) {
  return s.from.file + ":" + std::to_string(s.from.line) + ":" + std::to_string(s.from.column);
}

std::string waiter_of(const MachineEvent& e) {
  return e.waiter + (e.waiter_name ? std::string(" ") + e.waiter_name : "");
}

// What the fields that several kinds share are called in each.
Json fields(const MachineEvent& e) {
  std::string_view kind = e.event;
  Json j = Json::object();
  if (e.context) j["context"] = e.context;
  if (e.name) j[kind == "thunk" ? "by" : kind == "error" ? "class" : "name"] = e.name;
  if (e.thunk) j["thunk"] = e.thunk;
  if (e.state) j[kind == "suspend" ? "wants" : kind == "thunk" ? "state" : "how"] = e.state;
  if (kind == "make") j["captures"] = e.captures;
  if (kind == "finalise") {
    j["capture"] = e.index;
    if (!e.captures.empty()) j["with"] = e.captures[0];
  }
  if (kind == "suspend" || kind == "resume") j["step"] = e.index;
  if (e.waiter) {
    j["waiter"] = waiter_of(e);
    if (e.waiting) j["for"] = e.waiting;
  }
  if (!e.value.empty()) j["value"] = e.value;
  if (e.span.source) {
    j["at"] = place(e.span);
    j["to"] = std::to_string(e.span.to_line) + ":" + std::to_string(e.span.to_column);
  }
  return j;
}

std::string context_title(const MachineEvent& e) {
  std::string_view context = e.context;
  std::string at = e.span.source ? " " + place(e.span) : "";
  if (context == "Await") return "thunk #" + std::to_string(e.thunk) + at;
  if (context == "Code") return "frame" + at;
  return e.name ? e.name : e.context;
}

}  // namespace

std::string trace_line(const MachineEvent& e) {
  Json j{{"event", e.event}};
  j.update(fields(e));
  j["depth"] = e.depth;
  return dump(j);
}

ChromeTrace::ChromeTrace(FILE* to) : to_(to) {
  std::fputs("{\"traceEvents\":[\n", to_);
  std::fputs("{\"name\":\"process_name\",\"ph\":\"M\",\"pid\":1,\"args\":{\"name\":\"assay\"}}",
             to_);
  for (auto [track, name] : {std::pair{1, "contexts"}, std::pair{2, "code"}})
    std::fprintf(to_,
                 ",\n{\"name\":\"thread_name\",\"ph\":\"M\",\"pid\":1,\"tid\":%d,"
                 "\"args\":{\"name\":\"%s\"}}",
                 track, name);
}

void ChromeTrace::write(const char* phase, Track track, const std::string& name,
                        const std::string& more) {
  std::fprintf(to_, ",\n{\"name\":%s,\"ph\":\"%s\",\"ts\":%llu,\"pid\":1,\"tid\":%d%s}",
               dump(Json(name)).c_str(), phase, static_cast<unsigned long long>(time_),
               static_cast<int>(track), more.c_str());
}

void ChromeTrace::begin(const MachineEvent& e, const std::string& name) {
  bool is_function = std::string_view(e.event) == "call";
  if (is_function) end_running(e.contexts, true);
  running_.push_back({name, e.contexts, !is_function});
  write("B", Track::kCode, name, ",\"args\":" + dump(fields(e)));
}

// Ends what runs above that height of the stack; for a call, also the functions that it replaces.
void ChromeTrace::end_running(uint32_t contexts, bool tail_call) {
  while (!running_.empty() &&
         (running_.back().contexts > contexts ||
          (tail_call && running_.back().contexts == contexts && !running_.back().ends_by_return))) {
    write("E", Track::kCode, running_.back().name, "");
    running_.pop_back();
  }
}

void ChromeTrace::end_context(const std::string& more) {
  write("E", Track::kContexts, open_.back(), more);
  open_.pop_back();
}

void ChromeTrace::event(const MachineEvent& e) {
  ++time_;
  std::string_view kind = e.event;
  std::string arguments = ",\"args\":" + dump(fields(e));
  if (kind == "push") {
    open_.push_back(context_title(e));
    write("B", Track::kContexts, open_.back(), arguments);
    std::string_view context = e.context;
    if (context == "Await" || context == "Builtin" || context == "Step") begin(e, context_title(e));
  } else if (kind == "merge") {
    write("i", Track::kContexts, "merge " + context_title(e), ",\"s\":\"t\"" + arguments);
    begin(e, context_title(e));
  } else if (kind == "pop" || (kind == "unwind" && open_.size() > e.contexts)) {
    end_context(arguments);
    end_running(e.contexts, false);
  } else if (kind == "call" && std::string_view(e.context) == "Code") {
    begin(e, e.name ? e.name : "function " + place(e.span));
  } else if (kind == "call" && e.state) {  // a leaf: done before the next event
    write("X", Track::kCode, e.name, ",\"dur\":1" + arguments);
  } else if (kind != "call") {
    std::string name = e.event;
    if (e.thunk) name += " #" + std::to_string(e.thunk);
    if (e.state) name += std::string(" ") + e.state;
    write("i", Track::kContexts, name, ",\"s\":\"t\"" + arguments);
  }
}

void ChromeTrace::finish(const std::string& outcome_json) {
  ++time_;
  end_running(0, true);
  while (!open_.empty()) end_context("");
  std::fprintf(to_, "\n],\"otherData\":{\"outcome\":%s}}\n", outcome_json.c_str());
}

}  // namespace vm
