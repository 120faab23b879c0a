// See mutants_command.h: the command line, and what is written about a kill matrix.
#include "conformance/mutants_command.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <thread>

#include "conformance/kill_matrix.h"
#include "conformance/run_command.h"

namespace conformance {
namespace {

enum ExitCode { kAllKilled = 0, kNotAllKilled = 1, kUsage = 2, kInternal = 4 };

struct Options {
  bool matrix = false;
  std::vector<std::string> mutants;
  std::string corpus, markdown, json;
  int jobs = 0;
};

// Descriptions in corpus/evaluators, and how each is asked.
struct ColumnRow {
  const char *name, *evaluator, *setting;
  MatrixColumn::Asks asks;
  bool is_slow;
};
constexpr ColumnRow kColumns[] = {
    {"default", "assay", "default", MatrixColumn::Asks::kAll, false},
    {"nix-2.8", "assay-nix-2.8", "default", MatrixColumn::Asks::kDialects, false},
    {"async-host", "assay", "async-host", MatrixColumn::Asks::kFiles, false},
    {"collect-always", "assay", "collect-always", MatrixColumn::Asks::kAll, true},
    {"cut-every-step", "assay", "cut-every-step", MatrixColumn::Asks::kAll, true},
};

void describe_options(CLI::App& app, Options& o) {
  app.add_flag("--matrix", o.matrix,
               "Put every mutant to every case of the corpus; without it, the mutants are listed");
  app.add_option("--mutant", o.mutants, "Only this one; may be given several times")
      ->allow_extra_args(false);
  app.add_option("--corpus", o.corpus,
                 "The directory of the corpus (default: ./corpus, else that of the build)");
  app.add_option("--markdown", o.markdown, "Write the matrix for people to this file");
  app.add_option("--json", o.json, "Write the matrix with every kill to this file");
  app.add_option("-j,--jobs", o.jobs, "How many processes at once (default: one a processor)")
      ->check(CLI::Range(1, 1024));
  app.footer(
      "Exit codes: 0 every mutant is killed by a case, or its row proves that it cannot be seen;\n"
      "1 not so; 2 usage, or this program was built without mutants; 4 internal error.");
}

// Why the outcome of a mutant is not as it must be, or nothing.
std::string_view complaint(const MutantResult& m) {
  if (m.cases.empty() && m.row->proof.empty()) return "SURVIVES";
  if (!m.cases.empty() && !m.row->proof.empty()) return "KILLED DESPITE ITS PROOF";
  return "";
}

std::string share(const KillMatrix& matrix, size_t cases) {
  return fmt::format("{:.2f} %", 100.0 * static_cast<double>(cases) /
                                     static_cast<double>(std::max<size_t>(matrix.asked, 1)));
}

struct Summary {
  size_t killed = 0, proved = 0, wrong = 0, subtle = 0;
};

Summary summary_of(const KillMatrix& matrix) {
  Summary s;
  for (const MutantResult& m : matrix.mutants) {
    if (!complaint(m).empty())
      ++s.wrong;
    else if (m.cases.empty())
      ++s.proved;
    else
      ++s.killed;
    if (!m.cases.empty() && matrix.is_subtle(m)) ++s.subtle;
  }
  return s;
}

std::string summary_line(const KillMatrix& matrix) {
  Summary s = summary_of(matrix);
  return fmt::format(
      "{} mutants, {} cases: {} killed, {} proved unobservable, {} wrong; {} killed by fewer than "
      "1 % of the cases; {:.0f} s",
      matrix.mutants.size(), matrix.asked, s.killed, s.proved, s.wrong, s.subtle, matrix.seconds);
}

std::string columns_of(const KillMatrix& matrix, const MutantResult& m) {
  std::string text;
  for (size_t c = 0; c < matrix.columns.size(); ++c) {
    size_t n = 0;
    for (const Kill& k : m.kills) n += k.column == c;
    text += fmt::format("{}{}", c > 0 ? " / " : "", n);
  }
  return text;
}

void write_markdown(const KillMatrix& matrix, std::ostream& out) {
  out << "# Kill matrix\n\n" << summary_line(matrix) << "\n\n";
  std::string names;
  for (const MatrixColumn& c : matrix.columns) names += (names.empty() ? "" : " / ") + c.name;
  out << "| mutant | what is wrong | killed by | share | " << names
      << " | for instance | history |\n"
      << "|---|---|---|---|---|---|---|\n";
  for (const MutantResult& m : matrix.mutants) {
    std::string examples;
    for (size_t i = 0; i < std::min<size_t>(m.cases.size(), 3); ++i)
      examples += (i > 0 ? ", " : "") + matrix.corpus->cases[m.cases[i]].id;
    if (m.cases.empty()) examples = m.row->proof;
    std::string killed = fmt::format("{}", m.cases.size());
    if (std::string_view wrong = complaint(m); !wrong.empty())
      killed += fmt::format(" **{}**", wrong);
    out << "| " << m.row->name << " | " << m.row->fault << " | " << killed << " | "
        << share(matrix, m.cases.size()) << " | " << columns_of(matrix, m) << " | " << examples
        << " | " << m.row->history << " |\n";
  }
}

void write_json(const KillMatrix& matrix, std::ostream& out) {
  using Json = nlohmann::ordered_json;
  Summary s = summary_of(matrix);
  Json j{{"cases", matrix.asked},    {"mutants", matrix.mutants.size()},
         {"killed", s.killed},       {"proved", s.proved},
         {"wrong", s.wrong},         {"under_one_percent", s.subtle},
         {"seconds", matrix.seconds}};
  for (const MatrixColumn& c : matrix.columns)
    j["columns"].push_back({{"name", c.name},
                            {"evaluator", c.description.name},
                            {"setting", std::string(c.setting->name)}});
  for (const MutantResult& m : matrix.mutants) {
    Json row{{"name", m.row->name},
             {"fault", m.row->fault},
             {"history", m.row->history},
             {"proof", m.row->proof},
             {"killed_by", m.cases.size()},
             {"share", static_cast<double>(m.cases.size()) / static_cast<double>(matrix.asked)},
             {"kills", Json::array()}};
    for (const Kill& k : m.kills)
      row["kills"].push_back({{"case", matrix.corpus->cases[k.test].id},
                              {"column", matrix.columns[k.column].name},
                              {"how", std::string(killed_name(k.how))}});
    j["matrix"].push_back(std::move(row));
  }
  out << j.dump(1) << "\n";
}

bool report_to_file(const std::string& file, const KillMatrix& matrix,
                    void (*write)(const KillMatrix&, std::ostream&)) {
  if (file.empty()) return true;
  std::ofstream out(file, std::ios::binary);
  write(matrix, out);
  out.flush();
  if (!out) std::cerr << "assay mutants: " << file << " cannot be written\n";
  return static_cast<bool>(out);
}

// False with a message: a description is missing or wrong.
bool load_columns(const Corpus& corpus, std::vector<MatrixColumn>& columns) {
  for (const ColumnRow& row : kColumns) {
    auto loaded = load_evaluator_description(row.evaluator, corpus.directory, corpus.features);
    if (auto* errors = std::get_if<std::vector<std::string>>(&loaded)) {
      for (const std::string& error : *errors) std::cerr << error << "\n";
      return false;
    }
    columns.push_back({row.name, std::get<EvaluatorDescription>(std::move(loaded)),
                       find_setting(row.setting), row.asks, row.is_slow});
  }
  return true;
}

int make_matrix(const Options& o, const std::vector<const vm::MutantRow*>& chosen) {
  Corpus corpus;
  std::string directory = o.corpus.empty() ? default_corpus() : o.corpus;
  std::optional<std::string> problem = load_corpus(directory, {}, corpus);
  for (const MetadataError& error : corpus.errors) std::cerr << error.to_string() << "\n";
  if (problem) std::cerr << "assay mutants: " << *problem << "\n";
  std::vector<MatrixColumn> columns;
  if (problem || !corpus.errors.empty() || !load_columns(corpus, columns)) return kUsage;
  rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);  // mutants crash by the hundred
  int jobs =
      o.jobs > 0 ? o.jobs : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));

  KillMatrix matrix =
      make_kill_matrix(corpus, std::move(columns), chosen, jobs, [&](const MutantResult& m) {
        std::string_view wrong = complaint(m);
        std::cout << fmt::format("{:32} {:4} case{} {}\n", m.row->name, m.cases.size(),
                                 m.cases.size() == 1 ? "" : "s", wrong)
                  << std::flush;
      });
  for (const Kill& k : matrix.not_passed)
    std::cout << "without any fault: " << corpus.cases[k.test].id << " ("
              << matrix.columns[k.column].name << "): " << killed_name(k.how) << "\n";
  Summary s = summary_of(matrix);
  std::cout << summary_line(matrix) << "\n";
  bool subtle_enough = !o.mutants.empty() || 2 * s.subtle >= matrix.mutants.size();
  if (s.wrong > 0)
    std::cout
        << "Write a case that kills each survivor (corpus/README.md), or a proof into its row "
           "of vm/base/mutants.def.\n";
  if (!subtle_enough)
    std::cout << "Less than half of the mutants are subtle (killed by under 1 % of the cases): add "
                 "subtler ones.\n";
  if (!report_to_file(o.markdown, matrix, write_markdown) ||
      !report_to_file(o.json, matrix, write_json))
    return kUsage;
  return s.wrong == 0 && subtle_enough && matrix.not_passed.empty() ? kAllKilled : kNotAllKilled;
}

int run(const Options& o) {
  if (vm::mutants().empty()) {
    std::cerr << "assay mutants: this program was built without seeded faults; build one that has "
                 "them:\n  cmake --preset mutants && cmake --build --preset mutants\n  "
                 "build/mutants/assay mutants\n";
    return kUsage;
  }
  std::vector<const vm::MutantRow*> chosen;
  for (const vm::MutantRow& row : vm::mutants())
    if (o.mutants.empty() ||
        std::find(o.mutants.begin(), o.mutants.end(), row.name) != o.mutants.end())
      chosen.push_back(&row);
  if (!o.mutants.empty() && chosen.size() != o.mutants.size()) {
    std::cerr << "assay mutants: a mutant given with --mutant does not exist, or is given twice; "
                 "'assay mutants' lists them\n";
    return kUsage;
  }
  if (o.matrix) return make_matrix(o, chosen);
  for (const vm::MutantRow* row : chosen)
    std::cout << row->name << "\n    " << row->fault << "\n    history: " << row->history << "\n"
              << (row->proof.empty() ? "" : fmt::format("    cannot be seen: {}\n", row->proof));
  return kAllKilled;
}

}  // namespace

int mutants_command(int argc, char** argv) {
  CLI::App app("Lists the seeded faults of the reference VM, or shows which cases notice which.",
               "assay mutants");
  Options options;
  describe_options(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? kAllKilled : kUsage;
  }
  try {
    return run(options);
  } catch (const std::exception& e) {
    std::cerr << "assay mutants: internal error: " << e.what() << "\n";
    return kInternal;
  }
}

std::string mutants_help() {
  CLI::App app("Lists the seeded faults of the reference VM, or shows which cases notice which.",
               "assay mutants");
  Options options;
  describe_options(app, options);
  return app.help();
}

}  // namespace conformance
