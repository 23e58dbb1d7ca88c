#include "cli/calculate/calculate_command.h"

#include <istream>
#include <ostream>
#include <utility>

#include <CLI/CLI.hpp>
#include <google/protobuf/util/json_util.h>

#include "cli/calculate/calculation_text.h"
#include "cli/exit_code.h"
#include "cli/input_file.h"
#include "core/rpc/json.h"
#include "services/facts_file/calculation_codec.h"
#include "services/facts_file/facts_reader.h"
#include "services/order_file/order_codec.h"
#include "services/order_file/order_file.h"

namespace tirek::cli {
namespace {

constexpr const char* kAbout =
    "Computes one month from files, as the server would: the pure engine, with no server and no\n"
    "database. What an auditor runs on another machine: the same facts give the same lines and\n"
    "the same hash. docs/capitation.md teaches both files.\n";

struct Flags {
  std::string order;
  std::string facts;
  std::string output = "table";
  bool steps = false;
};

// "order.json: tariffs[0].rate": of two files, the one that it is in.
Error InFile(Error error, const std::string& path) {
  for (Violation& violation : error.violations) violation.field = path + ": " + violation.field;
  if (error.violations.empty()) error.metadata["file"] = path;
  return error;
}

template <typename T>
Result<T> Of(const std::string& path, Result<T> read) {
  if (read) return read;
  return InFile(read.error(), path);
}

Result<order::StateSocialOrder> ReadOrderFile(const std::string& path, std::istream& in) {
  TIREK_ASSIGN_OR_RETURN(const std::string json, ReadInput(path, in));
  TIREK_ASSIGN_OR_RETURN(const contracts::v1::Order proto, Of(path, order::ParseOrderFile(json)));
  return Of(path, order::FromProto(proto));
}

Result<calculation::Input> ReadFactsFile(const std::string& path,
                                         const order::StateSocialOrder& order, std::istream& in) {
  TIREK_ASSIGN_OR_RETURN(const std::string json, ReadInput(path, in));
  billing::v1::CalculationFacts facts;
  if (const auto parsed = rpc::FromJson(json, &facts); !parsed) {
    return InFile(parsed.error(), path);
  }
  return Of(path, calculation::ReadFacts(facts, order));
}

Result<void> PrintJson(const billing::v1::CalculationResult& result, std::ostream& out) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.always_print_primitive_fields = true;
  options.preserve_proto_field_names = true;
  std::string json;
  const auto printed = google::protobuf::util::MessageToJsonString(result, &json, options);
  TIREK_ASSERT(printed.ok());
  out << json;
  return {};
}

Result<void> Print(const billing::v1::CalculationResult& result, const Flags& flags,
                   std::ostream& out) {
  if (flags.output == "json") return PrintJson(result, out);
  if (flags.output == "csv") {
    PrintCalculationCsv(result, out);
  } else {
    PrintCalculation(result, flags.steps, out);
  }
  return {};
}

Result<ExitCode> Calculate(const Flags& flags, const LocalStreams& streams) {
  if (flags.order == "-" && flags.facts == "-") {
    return WrongUsage("--order and --facts cannot both be the standard input");
  }
  TIREK_ASSIGN_OR_RETURN(const order::StateSocialOrder order,
                         ReadOrderFile(flags.order, streams.in));
  TIREK_ASSIGN_OR_RETURN(const calculation::Input input,
                         ReadFactsFile(flags.facts, order, streams.in));
  TIREK_ASSIGN_OR_RETURN(const calculation::Outcome outcome, calculation::Calculate(input, order));
  TIREK_ASSIGN_OR_RETURN(const billing::v1::CalculationResult result,
                         calculation::ToProto(outcome, input.facts.month, order));
  TIREK_RETURN_IF_ERROR(Print(result, flags, streams.out));
  return ExitCode::kOk;
}

Result<ExitCode> Run(const std::vector<std::string>& words, const LocalStreams& streams) {
  CLI::App app(kAbout, "tirek capitation calculate");
  Flags flags;
  app.add_option("--order", flags.order, "The order's JSON; - is the standard input")->required();
  app.add_option("--facts", flags.facts, "The month's facts, JSON; - is the standard input")
      ->required();
  app.add_option("-o,--output", flags.output, "table, json (with every trace) or csv (the lines)")
      ->check(CLI::IsMember({"table", "json", "csv"}))
      ->capture_default_str();
  app.add_flag("--steps", flags.steps, "In a table: under each line the steps that lead to it");
  app.footer(
      "Example:\n  tirek capitation calculate --order demo/order.json --facts "
      "demo/calculation/facts.json");
  std::vector<std::string> reversed(words.rbegin(), words.rend());
  try {
    app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    streams.out << app.help();
    return ExitCode::kOk;
  } catch (const CLI::ParseError& error) {
    return WrongUsage(error.what());
  }
  return Calculate(flags, streams);
}

}  // namespace

LocalCommand CalculateCommand() {
  return {"capitation", "calculate",
          "Computes a month from an order's and a facts file, without a server.", Run};
}

}  // namespace tirek::cli
