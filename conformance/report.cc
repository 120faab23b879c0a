// See report.h.
#include "conformance/report.h"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <set>

namespace conformance {
namespace {

using nlohmann::json;

// Values may be large; reports for people show their beginning.
constexpr size_t kShownBytes = 600;
constexpr size_t kMarkdownList = 100;

std::string shown(std::string_view text) {
  if (text.size() <= kShownBytes) return std::string(text);
  size_t end = kShownBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    --end;  // a whole character
  return std::string(text.substr(0, end)) + "… (" + std::to_string(text.size()) + " bytes)";
}

std::string one_line(std::string text) {
  for (size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
    text.replace(at, 1, "\\n");
  return text;
}

std::string dump(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

// Valid UTF-8, without the control characters that XML cannot hold.
std::string xml_text(const std::string& raw) {
  std::string text = json::parse(dump(raw)).get<std::string>();
  std::string out;
  for (char c : text) {
    unsigned char byte = static_cast<unsigned char>(c);
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '\n')
      out += "&#10;";
    else if (byte < 0x20 && c != '\t')
      out += "\xEF\xBF\xBD";
    else
      out += c;
  }
  return out;
}

std::string seconds_text(double seconds) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.3f", seconds);
  return buffer;
}

std::vector<std::string> topics(const RunPlan& plan) {
  std::set<std::string> names;
  for (const Case* test : plan.cases) names.insert(test->topic);
  return {names.begin(), names.end()};
}

std::string title(const Evaluator& evaluator) {
  return evaluator.description().name + " (" + evaluator.description().implementation + " " +
         evaluator.version() + ")";
}

// The four numbers of a cell: as wanted, unexpected, expected deviations, skipped.
std::array<std::string, 4> cells(const Tally& tally) {
  return {std::to_string(tally.of(Verdict::kPass)), std::to_string(tally.unexpected()),
          std::to_string(tally.of(Verdict::kExpectedDeviation)),
          std::to_string(tally.of(Verdict::kSkipped))};
}

std::string pad_left(std::string text, size_t width) {
  return std::string(width > text.size() ? width - text.size() : 0, ' ') + text;
}
std::string pad_right(std::string text, size_t width) {
  return text + std::string(width > text.size() ? width - text.size() : 0, ' ');
}

// "812 of 830 normative cases as wanted (97.8 %)": what counts is asked, normative and not
// tentative.
std::string score(const Report& report, size_t evaluator) {
  size_t asked = 0, right = 0;
  for (const Result& result : report.results) {
    const Case& test = report.test(result);
    if (result.evaluator != evaluator || test.level != Level::kNormative || test.tentative)
      continue;
    if (result.verdict == Verdict::kSkipped) continue;
    ++asked;
    if (result.verdict == Verdict::kPass || result.verdict == Verdict::kUnexpectedPass) ++right;
  }
  if (asked == 0) return "no normative case was asked";
  char percent[32];
  // Rounded down: 100 % means all.
  std::snprintf(percent, sizeof percent, "%.1f", static_cast<double>(right * 1000 / asked) / 10);
  return std::to_string(right) + " of " + std::to_string(asked) + " normative cases as wanted (" +
         percent + " %)";
}

// Reason → how many cases were skipped for it.
std::map<std::string, size_t> skip_reasons(const Report& report, size_t evaluator) {
  std::map<std::string, size_t> reasons;
  for (const Result& result : report.results)
    if (result.evaluator == evaluator && result.verdict == Verdict::kSkipped)
      ++reasons[result.reason];
  return reasons;
}

std::string what_happened(const Result& result) {
  if (result.verdict == Verdict::kUnexpectedPass)
    return "as wanted, though listed as a known deviation (" + result.reason +
           "): remove it from the list";
  return "wanted " + shown(result.wanted) + ", got " + shown(result.got);
}

}  // namespace

size_t Tally::unexpected() const {
  size_t n = 0;
  for (int v = 0; v < kVerdictCount; ++v)
    if (is_unexpected(static_cast<Verdict>(v))) n += counts[static_cast<size_t>(v)];
  return n;
}

Tally Report::tally(size_t evaluator, const std::string& topic) const {
  Tally tally;
  for (const Result& result : results)
    if (result.evaluator == evaluator && (topic.empty() || test(result).topic == topic))
      ++tally.counts[static_cast<size_t>(result.verdict)];
  return tally;
}

void write_jsonl_header(const RunPlan& plan, std::ostream& out) {
  json evaluators = json::array();
  for (const Contestant& contestant : plan.contestants) {
    const EvaluatorDescription& d = contestant.evaluator->description();
    json row = {{"name", d.name}, {"implementation", d.implementation}};
    if (contestant.failure.empty()) {
      row["version"] = contestant.evaluator->version();
      row["features"] = contestant.evaluator->features();
    } else {
      row["failure"] = contestant.failure;
    }
    evaluators.push_back(std::move(row));
  }
  out << dump({{"record", "header"},
               {"schema", 1},
               {"corpus", plan.corpus->directory.string()},
               {"cases", plan.cases.size()},
               {"evaluators", std::move(evaluators)}})
      << "\n"
      << std::flush;
}

void write_jsonl_result(const RunPlan& plan, const Result& result, std::ostream& out) {
  const Case& test = *plan.cases[result.test];
  json row = {{"record", "result"},
              {"evaluator", plan.contestants[result.evaluator].evaluator->description().name},
              {"case", test.id},
              {"topic", test.topic},
              {"level", level_name(test.level)},
              {"verdict", verdict_name(result.verdict)},
              {"seconds", result.seconds}};
  if (test.tentative) row["tentative"] = true;
  if (!result.reason.empty()) row["reason"] = result.reason;
  if (result.verdict != Verdict::kSkipped) {
    row["got"] = result.got;
    if (result.verdict != Verdict::kPass) {
      row["wanted"] = result.wanted;
      row["reproduce"] = result.reproduce;
    }
  }
  out << dump(row) << "\n" << std::flush;
}

void write_jsonl_trailer(const Report& report, std::ostream& out) {
  json counts = json::object();
  for (int v = 0; v < kVerdictCount; ++v) {
    size_t n = 0;
    for (const Result& result : report.results)
      n += result.verdict == static_cast<Verdict>(v) ? 1 : 0;
    counts[std::string(verdict_name(static_cast<Verdict>(v)))] = n;
  }
  json errors = json::array();
  for (const MetadataError& error : report.plan->corpus->errors)
    errors.push_back(error.to_string());
  out << dump({{"record", "trailer"},
               {"complete", report.complete},
               {"results", report.results.size()},
               {"counts", std::move(counts)},
               {"metadata_errors", std::move(errors)},
               {"seconds", report.seconds},
               {"exit_code", report.exit_code}})
      << "\n"
      << std::flush;
}

void write_junit(const Report& report, std::ostream& out) {
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"assay\" tests=\""
      << report.results.size() << "\" time=\"" << seconds_text(report.seconds) << "\">\n";
  for (size_t e = 0; e < report.plan->contestants.size(); ++e) {
    const Contestant& contestant = report.plan->contestants[e];
    std::string name = xml_text(contestant.evaluator->description().name);
    if (!contestant.failure.empty()) {
      out << "  <testsuite name=\"" << name
          << "\" tests=\"1\" errors=\"1\">\n    <testcase classname=\"" << name
          << "\" name=\"start\"><error type=\"could-not-be-run\" message=\""
          << xml_text(contestant.failure) << "\"/></testcase>\n  </testsuite>\n";
      continue;
    }
    for (const std::string& topic : topics(*report.plan)) {
      Tally tally = report.tally(e, topic);
      size_t total = 0;
      for (size_t n : tally.counts) total += n;
      size_t failures = tally.of(Verdict::kDeviation) + tally.of(Verdict::kUnexpectedPass);
      out << "  <testsuite name=\"" << name << "/" << xml_text(topic) << "\" tests=\"" << total
          << "\" failures=\"" << failures << "\" errors=\"" << tally.unexpected() - failures
          << "\" skipped=\"" << tally.of(Verdict::kSkipped) + tally.of(Verdict::kExpectedDeviation)
          << "\">\n";
      for (const Result& result : report.results) {
        const Case& test = report.test(result);
        if (result.evaluator != e || test.topic != topic) continue;
        out << "    <testcase classname=\"" << name << "." << xml_text(topic) << "\" name=\""
            << xml_text(test.name) << "\" time=\"" << seconds_text(result.seconds) << "\"";
        std::string type(verdict_name(result.verdict));
        switch (result.verdict) {
          case Verdict::kPass:
            out << "/>\n";
            break;
          case Verdict::kSkipped:
            out << "><skipped message=\"" << xml_text(result.reason) << "\"/></testcase>\n";
            break;
          case Verdict::kExpectedDeviation:
            out << "><skipped message=\"known deviation: " << xml_text(result.reason)
                << "\"/></testcase>\n";
            break;
          case Verdict::kDeviation:
          case Verdict::kUnexpectedPass:
            out << "><failure type=\"" << type << "\" message=\"" << xml_text(what_happened(result))
                << "\">" << xml_text(result.reproduce) << "</failure></testcase>\n";
            break;
          case Verdict::kCrash:
          case Verdict::kTimeout:
          case Verdict::kAdapterFailure:
            out << "><error type=\"" << type << "\" message=\"" << xml_text(what_happened(result))
                << "\">" << xml_text(result.reproduce) << "</error></testcase>\n";
            break;
        }
      }
      out << "  </testsuite>\n";
    }
  }
  out << "</testsuites>\n";
}

void write_tap(const Report& report, std::ostream& out) {
  size_t failed = 0;
  for (const Contestant& contestant : report.plan->contestants)
    failed += contestant.failure.empty() ? 0 : 1;
  out << "TAP version 14\n1.." << report.results.size() + failed << "\n";
  size_t number = 0;
  for (const Contestant& contestant : report.plan->contestants)
    if (!contestant.failure.empty())
      out << "not ok " << ++number << " - " << contestant.evaluator->description().name
          << " could not be run: " << one_line(contestant.failure) << "\n";
  for (const Result& result : report.results) {
    bool ok = result.verdict == Verdict::kPass || result.verdict == Verdict::kSkipped;
    out << (ok ? "ok " : "not ok ") << ++number << " - "
        << report.evaluator(result).description().name << " " << report.test(result).id;
    if (result.verdict == Verdict::kSkipped) out << " # SKIP " << one_line(result.reason);
    // TAP's word for a test known to fail; in two pieces, for the style check knows it otherwise.
    if (result.verdict == Verdict::kExpectedDeviation)
      out << " # TO"
          << "DO " << one_line(result.reason);
    out << "\n";
    if (!is_unexpected(result.verdict)) continue;
    // JSON strings are YAML strings.
    out << "  ---\n  verdict: " << verdict_name(result.verdict)
        << "\n  wanted: " << dump(shown(result.wanted)) << "\n  got: " << dump(shown(result.got))
        << "\n  reproduce: " << dump(result.reproduce) << "\n  ...\n";
  }
  if (!report.complete) out << "Bail out! the run was interrupted\n";
}

void write_markdown(const Report& report, std::ostream& out) {
  const RunPlan& plan = *report.plan;
  out << "# Conformance\n\n";
  if (!report.complete) out << "**Incomplete: the run was interrupted.**\n\n";
  out << plan.cases.size()
      << " cases. In a cell: as wanted / deviations / expected deviations / skipped.\n\n| topic |";
  for (const Contestant& contestant : plan.contestants)
    out << " "
        << (contestant.failure.empty() ? title(*contestant.evaluator)
                                       : contestant.evaluator->description().name)
        << " |";
  out << "\n|---|";
  for (size_t e = 0; e < plan.contestants.size(); ++e) out << "--:|";
  std::vector<std::string> rows = topics(plan);
  rows.push_back("");
  for (const std::string& topic : rows) {
    out << "\n| " << (topic.empty() ? "**all**" : topic) << " |";
    for (size_t e = 0; e < plan.contestants.size(); ++e) {
      if (!plan.contestants[e].failure.empty()) {
        out << " could not be run |";
        continue;
      }
      std::array<std::string, 4> cell = cells(report.tally(e, topic));
      out << " " << cell[0] << " / " << cell[1] << " / " << cell[2] << " / " << cell[3] << " |";
    }
  }
  out << "\n\n";
  for (size_t e = 0; e < plan.contestants.size(); ++e) {
    const Contestant& contestant = plan.contestants[e];
    out << "- **" << contestant.evaluator->description().name << "**: "
        << (contestant.failure.empty() ? score(report, e)
                                       : "could not be run: " + contestant.failure)
        << "\n";
  }
  auto list = [&](const char* heading, auto wanted, auto line) {
    size_t n = 0;
    for (const Result& result : report.results) {
      if (!wanted(result)) continue;
      if (n == 0) out << "\n## " << heading << "\n\n";
      if (++n <= kMarkdownList)
        out << "- `" << report.test(result).id << "`, "
            << report.evaluator(result).description().name << ": " << line(result) << "\n";
    }
    if (n > kMarkdownList) out << "- and " << n - kMarkdownList << " more\n";
  };
  list(
      "Not as expected", [](const Result& r) { return is_unexpected(r.verdict); },
      [](const Result& r) {
        return "**" + std::string(verdict_name(r.verdict)) + "**\n  ```\n  " +
               one_line(what_happened(r)) + "\n  " + one_line(r.reproduce) + "\n  ```";
      });
  list(
      "Expected deviations",
      [](const Result& r) { return r.verdict == Verdict::kExpectedDeviation; },
      [](const Result& r) { return r.reason; });
  if (!plan.corpus->errors.empty()) out << "\n## Metadata errors\n\n";
  for (const MetadataError& error : plan.corpus->errors) out << "- " << error.to_string() << "\n";
}

void write_terminal(const Report& report, std::ostream& out) {
  const RunPlan& plan = *report.plan;
  static constexpr const char* kHeads[] = {"pass", "dev", "xdev", "skip"};
  constexpr size_t kCell = 6, kColumn = 4 * kCell;
  std::vector<std::string> rows = topics(plan);
  size_t first = 8;
  for (const std::string& topic : rows) first = std::max(first, topic.size() + 1);
  std::vector<size_t> columns;
  for (size_t e = 0; e < plan.contestants.size(); ++e)
    if (plan.contestants[e].failure.empty()) columns.push_back(e);

  if (!columns.empty() && !plan.cases.empty()) {
    out << pad_right("", first);
    for (size_t e : columns)
      out << "  " << pad_left(plan.contestants[e].evaluator->description().name, kColumn);
    out << "\n" << pad_right("topic", first);
    for (size_t e : columns) {
      (void)e;
      out << "  ";
      for (const char* head : kHeads) out << pad_left(head, kCell);
    }
    out << "\n";
    rows.push_back("");
    for (const std::string& topic : rows) {
      out << pad_right(topic.empty() ? "all" : topic, first);
      for (size_t e : columns) {
        out << "  ";
        for (const std::string& cell : cells(report.tally(e, topic))) out << pad_left(cell, kCell);
      }
      out << "\n";
    }
    out << "(pass: as wanted; dev: not as expected; xdev: known deviations; skip: not asked)\n\n";
  }
  for (size_t e : columns) {
    out << title(*plan.contestants[e].evaluator) << ": " << score(report, e) << "\n";
    for (const auto& [reason, n] : skip_reasons(report, e))
      out << "  skipped " << n << ": " << reason << "\n";
  }
  bool headed = false;
  for (const Result& result : report.results) {
    if (!is_unexpected(result.verdict)) continue;
    if (!headed) out << "\nnot as expected:\n";
    headed = true;
    out << "\n"
        << report.evaluator(result).description().name << "  " << report.test(result).id << "  "
        << verdict_name(result.verdict) << "\n";
    if (result.verdict == Verdict::kUnexpectedPass) {
      out << "  " << what_happened(result) << "\n";
    } else {
      out << "  wanted  " << one_line(shown(result.wanted)) << "\n  got     "
          << one_line(shown(result.got)) << "\n";
    }
    out << "  again   " << result.reproduce << "\n";
  }
  if (!report.complete) out << "\ninterrupted: the results are incomplete\n";
}

}  // namespace conformance
