// The page of `assay trace --html`: its data as JSON, put into the files of trace_page/, which are
// part of the program. Events are rows of numbers that refer to tables of strings, spans, chunks.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "vm/cli/trace.h"

namespace vm {

namespace {

constexpr const char* kPageText[] = {
#include "trace_page.inc"
};
enum PagePart { kHtml, kCss, kScript };

// Invalid bytes become one question mark each, so that offsets stay what they are.
std::string valid_utf8(const std::string& text) {
  std::string out = text;
  for (size_t i = 0; i < out.size();) {
    uint8_t c = static_cast<uint8_t>(out[i]);
    size_t n = c < 0x80                ? 1
               : c >= 0xc2 && c < 0xe0 ? 2
               : c >= 0xe0 && c < 0xf0 ? 3
               : c >= 0xf0 && c < 0xf5 ? 4
                                       : 0;
    bool good = n > 0 && i + n <= out.size();
    for (size_t k = 1; good && k < n; ++k) good = (static_cast<uint8_t>(out[i + k]) & 0xc0) == 0x80;
    if (!good) {
      out[i] = '?';
      n = 1;
    }
    i += n;
  }
  return out;
}

// JSON that may stand in a <script> element.
std::string for_script(const nlohmann::json& j) {
  std::string text = j.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  std::string out;
  for (char c : text) {
    if (c == '<')
      out += "\\u003c";
    else
      out += c;
  }
  return out;
}

void replace_mark(std::string& page, const std::string& mark, const std::string& text) {
  size_t at = page.find(mark);
  CHECK(at != std::string::npos && "the page has a place for each part");
  page.replace(at, mark.size(), text);
}

}  // namespace

uint32_t TracePage::string(const std::string& text) {
  auto [at, fresh] = string_numbers_.emplace(text, static_cast<uint32_t>(strings_.size()));
  if (fresh) strings_.push_back(text);
  return at->second;
}

int64_t TracePage::span(const SourceSpan& s) {
  if (s.source == 0) return -1;
  if (source_numbers_.emplace(s.source, sources_.size()).second) sources_.push_back(s.source);
  auto [at, fresh] = span_numbers_.emplace(std::pair{s.source, std::pair{s.begin, s.end}},
                                           static_cast<int64_t>(spans_.size()));
  if (fresh) spans_.push_back(s);
  return at->second;
}

int64_t TracePage::chunk(uint32_t number) {
  if (number == MachineEvent::kNoChunk) return -1;
  auto [at, fresh] = chunk_numbers_.emplace(number, static_cast<int64_t>(chunks_.size()));
  if (fresh) chunks_.push_back(number);
  return at->second;
}

void TracePage::event(const MachineEvent& e) {
  if (++total_ > kMostEvents) return;
  std::string captures;
  for (uint64_t c : e.captures) captures += (captures.empty() ? "" : ",") + std::to_string(c);
  std::string row = total_ == 1 ? "[" : ",\n[";
  auto add = [&row](int64_t n) { row += std::to_string(n) + ","; };
  add(string(e.event));
  add(string(e.context));
  add(string(e.name));
  add(string(e.state));
  add(static_cast<int64_t>(e.thunk));
  add(string(e.waiter));
  add(string(e.waiter_name));
  add(static_cast<int64_t>(e.waiting));
  add(string(e.value));
  add(span(e.span));
  add(chunk(e.chunk));
  add(e.word);
  add(e.depth);
  add(e.contexts);
  add(e.index);
  rows_ += row + (captures.empty() ? "0]" : "[" + captures + "]]");
}

std::string TracePage::finish(const Vm& machine, const std::string& title,
                              const std::string& outcome_json) {
  using Json = nlohmann::json;
  Json j;
  j["title"] = title;
  j["total"] = total_;
  j["outcome"] = Json::parse(outcome_json);
  j["strings"] = strings_;
  j["sources"] = Json::array();
  for (uint32_t s : sources_) {
    Vm::NamedText text = machine.source(s);
    j["sources"].push_back({{"name", text.name}, {"text", valid_utf8(text.text)}});
  }
  j["spans"] = Json::array();
  for (const SourceSpan& s : spans_)
    j["spans"].push_back({source_numbers_.at(s.source), s.begin, s.end});
  j["chunks"] = Json::array();
  for (uint32_t c : chunks_) j["chunks"].push_back(machine.disassembly(c));
  std::string data = for_script(j);
  data.back() = ',';  // the rows are text already
  data += "\"events\":[" + rows_ + "]}";
  std::string page = kPageText[kHtml];
  replace_mark(page, "/* page.css */", kPageText[kCss]);
  replace_mark(page, "/* page.js */", kPageText[kScript]);
  replace_mark(page, "/* trace */", data);
  return page;
}

}  // namespace vm
