#include "cli/statement_inspect.h"

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <istream>
#include <optional>
#include <ostream>
#include <string_view>
#include <utility>

#include "billing/bank/statement_format.h"
#include "cli/failure.h"
#include "cli/input_file.h"
#include "cli/render.h"
#include "cli/statement_view.h"
#include "cli/utf8.h"

namespace tirek::cli {
namespace {

constexpr const char* kUsage =
    "tirek statement inspect FILE [-o table|json|csv] [--mapping FILE]\n\n"
    "Shows what a bank's statement says: format, accounts, balances, lines, and every problem "
    "with\n"
    "its line in the file. Reads camt.052, camt.053, camt.054, MT940, MT942, "
    "1CClientBankExchange,\n"
    "and CSV with a mapping of its columns (docs/bank-formats.md). FILE may be - for the standard\n"
    "input. Nothing is sent anywhere. The exit code is 3 when an import would refuse the file.\n"
    "\nExample:\n  tirek statement inspect 1c_to_kl.txt\n";

constexpr std::uint64_t kMostBytes = std::uint64_t{2} << 30U;
constexpr std::size_t kMostShown = 100'000;
constexpr std::size_t kMostShownBytes = std::size_t{16} << 20U;  // of texts

struct InspectArguments {
  std::string file;
  std::string mapping;
  OutputFormat output = OutputFormat::kTable;
  bool help = false;
};

// A file as it comes, so that a large one is not in memory.
class StreamBytes final : public bank::ByteSource {
 public:
  explicit StreamBytes(std::istream& input) : input_(input), piece_(bank::kPieceBytes) {}
  std::string_view Next() override {
    input_.read(piece_.data(), static_cast<std::streamsize>(piece_.size()));
    return {piece_.data(), static_cast<std::size_t>(input_.gcount())};
  }

 private:
  std::istream& input_;
  std::vector<char> piece_;
};

// Keeps as many lines as are shown: the sums of the others are in their statements all the same.
class ShownStatements final : public bank::StatementSink {
 public:
  void Begin(std::size_t statement, const bank::Statement& head) override {
    collected_.Begin(statement, head);
    line_counts_.push_back(0);
  }
  void Take(std::size_t statement, const bank::StatementLine& line) override {
    if (line.state == bank::LineState::kBooked) ++line_counts_.at(statement);
    if (shown_ == kMostShown || bytes_ > kMostShownBytes) {
      ++left_out_;
      return;
    }
    ++shown_;
    bytes_ += line.purpose.size() + line.counterparty.name.size();
    for (const bank::LineDetail& detail : line.details) {
      bytes_ += sizeof(detail) + detail.purpose.size() + detail.counterparty.name.size();
    }
    collected_.Take(statement, line);
  }
  void End(std::size_t statement, const bank::Statement& whole) override {
    collected_.End(statement, whole);
  }

  std::vector<bank::Statement>& statements() { return collected_.statements(); }
  // Of booked lines, by statement, shown or not.
  const std::vector<std::size_t>& line_counts() const { return line_counts_; }
  std::size_t left_out() const { return left_out_; }

 private:
  bank::CollectedStatements collected_;
  std::vector<std::size_t> line_counts_;
  std::size_t shown_ = 0;
  std::size_t bytes_ = 0;
  std::size_t left_out_ = 0;
};

// The value of "--name VALUE" or "--name=VALUE" at `index`, which moves to its last word.
std::optional<std::string> ValueOf(const std::vector<std::string>& args, std::size_t& index,
                                   const std::string& name) {
  const std::string& word = args[index];
  if (word.starts_with(name + "=")) return word.substr(name.size() + 1);
  if (word != name || index + 1 == args.size()) return {};
  return args[++index];
}

Result<void> TakeOutput(const std::string& name, InspectArguments& taken) {
  const std::optional<OutputFormat> format = ParseOutputFormat(name);
  if (!format) {
    return WrongUsage("-o expects table, json or csv, found '" + Printable(name) + "'");
  }
  taken.output = *format;
  return {};
}

Result<InspectArguments> ParseInspectArguments(const std::vector<std::string>& args) {
  InspectArguments taken;
  for (std::size_t i = 1; i < args.size(); ++i) {
    std::optional<std::string> output = ValueOf(args, i, "-o");
    if (!output) output = ValueOf(args, i, "--output");
    if (output) {
      TIREK_RETURN_IF_ERROR(TakeOutput(*output, taken));
    } else if (const auto mapping = ValueOf(args, i, "--mapping")) {
      taken.mapping = *mapping;
    } else if (args[i] == "--help" || args[i] == "-h") {
      taken.help = true;
    } else if (taken.file.empty() && (args[i] == "-" || !args[i].starts_with('-'))) {
      taken.file = args[i];
    } else {
      return WrongUsage("'" + Printable(args[i]) +
                        "' is not expected here: `tirek statement inspect --help`");
    }
  }
  if (taken.file.empty() && !taken.help) {
    return WrongUsage("expected `tirek statement inspect FILE`");
  }
  return taken;
}

Result<StatementView> Inspect(const InspectArguments& arguments, std::istream& in) {
  bank::ReadOptions options;
  options.most_bytes = kMostBytes;
  std::optional<bank::CsvMapping> mapping;
  if (!arguments.mapping.empty()) {
    TIREK_ASSIGN_OR_RETURN(const std::string text, ReadInput(arguments.mapping, in));
    TIREK_ASSIGN_OR_RETURN(mapping, bank::ParseCsvMapping(text));
    options.mapping = &*mapping;
  }
  std::ifstream file;
  if (arguments.file != "-") {
    std::error_code ignored;
    if (std::filesystem::is_directory(arguments.file, ignored)) {
      return WrongUsage(Printable(arguments.file) + ": is a folder; expected a file");
    }
    errno = 0;
    file.open(arguments.file, std::ios::binary);
    if (!file) return WrongUsage(Printable(arguments.file) + ": " + std::strerror(errno));
  }
  StreamBytes bytes(arguments.file == "-" ? in : file);
  bank::Refusals refusals;
  ShownStatements shown;
  const auto format = bank::ReadStatements(bytes, options, shown, refusals);
  StatementView view;
  if (format) view.format = bank::FormatName(*format);
  view.statements = std::move(shown.statements());
  view.line_counts = shown.line_counts();
  view.problems = refusals.listed();
  view.problem_count = refusals.count();
  view.lines_left_out = shown.left_out();
  return view;
}

}  // namespace

ExitCode RunStatementInspect(const std::vector<std::string>& args, std::istream& in,
                             std::ostream& out, std::ostream& err) {
  const Result<InspectArguments> arguments = ParseInspectArguments(args);
  if (!arguments) {
    PrintError(arguments.error(), nullptr, err);
    return ExitCodeOf(arguments.error());
  }
  if (arguments->help) {
    out << kUsage;
    return ExitCode::kOk;
  }
  const Result<StatementView> view = Inspect(*arguments, in);
  if (!view) {
    PrintError(view.error(), nullptr, err);
    return ExitCodeOf(view.error());
  }
  switch (arguments->output) {
    case OutputFormat::kTable:
      PrintStatementTables(*view, out);
      break;
    case OutputFormat::kJson:
      PrintStatementJson(*view, out);
      break;
    case OutputFormat::kCsv:
      PrintStatementCsv(*view, out);
      for (const Violation& problem : view->problems) {
        err << problem.field << ": " << problem.reason << ": " << problem.expected << '\n';
      }
      break;
  }
  return view->problem_count == 0 ? ExitCode::kOk : ExitCode::kRefused;
}

LocalCommand InspectCommand() {
  return {
      "statement", "inspect",
      "Shows what a bank's statement file says, and its problems, without a server.",
      [](const std::vector<std::string>& words, const LocalStreams& streams) {
        std::vector<std::string> args = {"inspect"};
        args.insert(args.end(), words.begin(), words.end());
        return Result<ExitCode>(RunStatementInspect(args, streams.in, streams.out, streams.err));
      }};
}

}  // namespace tirek::cli
