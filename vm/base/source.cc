// Positions: see source.h.
#include "vm/base/source.h"

#include <algorithm>

namespace vm {

SourceManager::SourceManager() = default;

Pos SourceManager::add(std::string name, std::string text, bool is_file) {
  if (next_ + text.size() + 1 > UINT32_MAX) return kNoPos;
  Pos start = static_cast<Pos>(next_);
  next_ += text.size() + 1;
  sources_.push_back(
      std::make_unique<Source>(Source{std::move(name), std::move(text), start, is_file, {}}));
  return start;
}

const SourceManager::Source* SourceManager::find(Pos pos) const {
  if (pos == kNoPos || sources_.empty()) return nullptr;
  auto after =
      std::upper_bound(sources_.begin(), sources_.end(), pos,
                       [](Pos p, const std::unique_ptr<Source>& s) { return p < s->start; });
  if (after == sources_.begin()) return nullptr;
  return std::prev(after)->get();
}

std::vector<SourceManager::Text> SourceManager::texts(size_t from) const {
  std::vector<Text> out;
  for (size_t i = from; i < sources_.size(); ++i)
    out.push_back({sources_[i]->name, sources_[i]->text, sources_[i]->is_file});
  return out;
}

void SourceManager::truncate(size_t count) {
  if (count >= sources_.size()) return;
  next_ = sources_[count]->start;
  sources_.resize(count);
}

std::string_view SourceManager::text(Pos pos) const {
  const Source* s = find(pos);
  return s ? std::string_view(s->text) : std::string_view();
}

Pos SourceManager::start_of(Pos pos) const {
  const Source* s = find(pos);
  return s ? s->start : kNoPos;
}

Location SourceManager::locate(Pos pos) const {
  const Source* s = find(pos);
  if (!s) return {};
  const std::string& t = s->text;
  if (s->line_starts.empty()) {
    s->line_starts.push_back(0);
    for (uint32_t i = 0; i < t.size(); ++i) {
      if (t[i] == '\n' || (t[i] == '\r' && (i + 1 == t.size() || t[i + 1] != '\n')))
        s->line_starts.push_back(i + 1);
    }
  }
  uint32_t offset = std::min<uint32_t>(pos - s->start, static_cast<uint32_t>(t.size()));
  auto after = std::upper_bound(s->line_starts.begin(), s->line_starts.end(), offset);
  uint32_t begin = *std::prev(after);
  uint32_t end = begin;
  // A line may be the whole of a large file: only its beginning is shown.
  constexpr uint32_t kShownLine = 1024;
  while (end < t.size() && end - begin < kShownLine && t[end] != '\n' && t[end] != '\r') ++end;
  return {s->name, static_cast<uint32_t>(after - s->line_starts.begin()), offset - begin + 1,
          t.substr(begin, end - begin), s->is_file};
}

}  // namespace vm
