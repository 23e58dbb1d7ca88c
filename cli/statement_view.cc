#include "cli/statement_view.h"

#include <optional>
#include <ostream>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "cli/table.h"
#include "cli/utf8.h"
#include "core/money/money.h"

namespace tirek::cli {
namespace {

using bank::Direction;
using bank::LineState;
using bank::Statement;
using bank::StatementKind;
using bank::StatementLine;
// Keys stand in the order in which they are written here.
using Json = nlohmann::ordered_json;

const char* KindName(StatementKind kind) {
  switch (kind) {
    case StatementKind::kStatement:
      return "statement";
    case StatementKind::kInterim:
      return "interim";
    case StatementKind::kNotification:
      return "notification";
  }
  return "";
}

const char* StateName(LineState state) {
  switch (state) {
    case LineState::kBooked:
      return "booked";
    case LineState::kPending:
      return "pending";
    case LineState::kInformation:
      return "information";
  }
  return "";
}

std::string FirstDay(const Statement& statement) {
  return statement.period.empty() ? "-" : statement.period.start.ToString();
}

std::string LastDay(const Statement& statement) {
  return statement.period.empty() ? "-" : (statement.period.end - 1).ToString();
}

// With a sign that people and programs read: money out is negative.
std::string SignedAmount(const StatementLine& line) {
  const bool is_debit = line.direction == Direction::kDebit && !line.amount.is_zero();
  return (is_debit ? "-" : "") + line.amount.AmountText();
}

std::string MarksOf(const StatementLine& line) {
  std::string marks;
  const auto add = [&](bool present, const std::string& mark) {
    if (present) marks += (marks.empty() ? "" : " ") + mark;
  };
  add(line.state != LineState::kBooked, StateName(line.state));
  add(line.reversal, "reversal");
  add(line.fee, "fee");
  if (line.returned)
    add(true, "returned" + (line.returned->code.empty() ? "" : ":" + line.returned->code));
  add(!line.details.empty(), std::to_string(line.details.size()) + " transactions");
  return marks;
}

std::string AmountOrNothing(bool stated, Money amount) { return stated ? ForPeople(amount) : "-"; }

template <typename Visit>
void ForEachLine(const Statement& statement, Visit visit) {
  for (const StatementLine& line : statement.lines) visit(line);
  for (const StatementLine& line : statement.movements_to_come) visit(line);
}

void PrintAccounts(const StatementView& view, std::ostream& out) {
  Table table;
  for (const char* title : {"account", "kind", "from", "to"}) table.columns.push_back({title});
  for (const char* title : {"opening", "credits", "debits", "closing", "available", "lines"}) {
    table.columns.push_back({title, true});
  }
  for (std::size_t i = 0; i < view.statements.size(); ++i) {
    const Statement& statement = view.statements[i];
    table.rows.push_back({Printable(statement.account_number), KindName(statement.kind),
                          FirstDay(statement), LastDay(statement),
                          AmountOrNothing(statement.states_balances, statement.opening),
                          ForPeople(statement.credits), ForPeople(statement.debits),
                          AmountOrNothing(statement.states_balances, statement.closing),
                          statement.available ? ForPeople(*statement.available) : "-",
                          std::to_string(view.line_counts[i])});
  }
  PrintTable(table, out);
}

void PrintLines(const StatementView& view, std::ostream& out) {
  Table table;
  table.columns = {{"line", true}, {"booked"}, {"amount", true}, {"number"},    {"counterparty"},
                   {"bin"},        {"iban"},   {"knp"},          {"reference"}, {"marks"}};
  for (const Statement& statement : view.statements) {
    ForEachLine(statement, [&](const StatementLine& line) {
      table.rows.push_back(
          {std::to_string(line.file_line), line.booked_date.ToString(), SignedAmount(line),
           Printable(line.number), Printable(line.counterparty.name),
           Printable(line.counterparty.bin), Printable(line.counterparty.iban), Printable(line.knp),
           Printable(line.reference.value_or(line.end_to_end_id)), Printable(MarksOf(line))});
    });
  }
  if (!table.rows.empty()) {
    out << "\nlines\n";
    PrintTable(table, out);
  }
  if (view.lines_left_out > 0) {
    out << "and " << view.lines_left_out << " lines that are not shown\n";
  }
}

void PrintProblems(const StatementView& view, std::ostream& out) {
  if (view.problem_count == 0) {
    out << "\nproblems: none\n";
    return;
  }
  out << "\nproblems: " << view.problem_count << "; an import refuses the file\n";
  Table table;
  table.columns = {{"place"}, {"reason"}, {"expected"}};
  for (const Violation& problem : view.problems) {
    table.rows.push_back({problem.field, problem.reason, problem.expected});
  }
  PrintTable(table, out);
}

Json JsonOf(const StatementLine& line) {
  Json json;
  json["fileLine"] = line.file_line;
  json["state"] = StateName(line.state);
  json["direction"] = line.direction == Direction::kCredit ? "CREDIT" : "DEBIT";
  json["amount"] = line.amount.AmountText();
  json["currency"] = std::string(line.amount.currency().code());
  json["bookedDate"] = line.booked_date.ToString();
  json["valueDate"] = line.value_date.ToString();
  json["documentDate"] = line.date.ToString();
  const auto add = [&](const char* name, const std::string& text) {
    if (!text.empty()) json[name] = text;
  };
  add("number", line.number);
  add("name", line.counterparty.name);
  add("bin", line.counterparty.bin);
  add("iban", line.counterparty.iban);
  add("bic", line.counterparty.bic);
  add("kbe", line.counterparty.kbe);
  add("knp", line.knp);
  add("purpose", line.purpose);
  add("reference", line.reference.value_or(""));
  add("endToEndId", line.end_to_end_id);
  add("bankReference", line.bank_reference);
  add("type", line.type);
  if (line.reversal) json["reversal"] = true;
  if (line.fee) json["fee"] = true;
  if (line.returned) {
    json["returned"] = {{"code", line.returned->code}, {"text", line.returned->text}};
  }
  if (line.charges) json["charges"] = line.charges->ToString();
  add("batchId", line.batch_id);
  for (const bank::LineDetail& detail : line.details) {
    Json part;
    if (detail.amount) part["amount"] = detail.amount->AmountText();
    part["endToEndId"] = detail.end_to_end_id;
    part["name"] = detail.counterparty.name;
    part["bin"] = detail.counterparty.bin;
    part["iban"] = detail.counterparty.iban;
    part["purpose"] = detail.purpose;
    json["transactions"].push_back(std::move(part));
  }
  return json;
}

Json JsonOf(const Statement& statement) {
  Json json;
  json["account"] = statement.account_number;
  json["kind"] = KindName(statement.kind);
  if (!statement.id.empty()) json["id"] = statement.id;
  json["currency"] = std::string(statement.currency.code());
  json["firstDay"] = FirstDay(statement);
  json["lastDay"] = LastDay(statement);
  if (statement.states_balances) {
    json["opening"] = statement.opening.AmountText();
    json["closing"] = statement.closing.AmountText();
  }
  if (statement.available) json["available"] = statement.available->AmountText();
  json["credits"] = statement.credits.AmountText();
  json["debits"] = statement.debits.AmountText();
  return json;
}

// The value as it stands `depth` blanks deep in a larger one.
std::string Indented(const Json& json, std::size_t depth) {
  const std::string text = json.dump(2, ' ', false, Json::error_handler_t::replace);
  std::string indented;
  for (const char c : text) {
    indented += c;
    if (c == '\n') indented.append(depth, ' ');
  }
  return indented;
}

// Line by line: as one value the lines would take many times their memory.
void PrintStatement(const Statement& statement, std::ostream& out) {
  std::string head = Indented(JsonOf(statement), 4);
  head.resize(head.size() - std::string("\n    }").size());
  out << "    " << head << ",\n      \"lines\": [";
  const char* separator = "\n        ";
  ForEachLine(statement, [&](const StatementLine& line) {
    out << std::exchange(separator, ",\n        ") << Indented(JsonOf(line), 8);
  });
  out << (*separator == ',' ? "\n      ]" : "]") << "\n    }";
}

}  // namespace

void PrintStatementTables(const StatementView& view, std::ostream& out) {
  out << "format: " << (view.format.empty() ? "unknown" : view.format) << "\n";
  if (!view.statements.empty()) {
    out << '\n';
    PrintAccounts(view, out);
    PrintLines(view, out);
  }
  PrintProblems(view, out);
}

void PrintStatementJson(const StatementView& view, std::ostream& out) {
  out << "{\n  \"format\": " << Json(view.format).dump() << ",\n  \"statements\": [";
  const char* separator = "\n";
  for (const Statement& statement : view.statements) {
    out << std::exchange(separator, ",\n");
    PrintStatement(statement, out);
  }
  out << (*separator == ',' ? "\n  ]" : "]");
  Json rest;
  if (view.lines_left_out > 0) rest["linesLeftOut"] = view.lines_left_out;
  rest["problemCount"] = view.problem_count;
  rest["problems"] = Json::array();
  for (const Violation& problem : view.problems) {
    rest["problems"].push_back(
        {{"place", problem.field}, {"reason", problem.reason}, {"expected", problem.expected}});
  }
  const std::string text = rest.dump(2, ' ', false, Json::error_handler_t::replace);
  out << ',' << text.substr(1) << '\n';
}

void PrintStatementCsv(const StatementView& view, std::ostream& out) {
  Table table;
  for (const char* title : {"account", "file_line", "state", "booked_date", "value_date", "amount",
                            "currency", "number", "name", "bin", "iban", "bic", "kbe", "knp",
                            "reference", "end_to_end_id", "bank_reference", "purpose"}) {
    table.columns.push_back({title});
  }
  for (const Statement& statement : view.statements) {
    ForEachLine(statement, [&](const StatementLine& line) {
      table.rows.push_back(
          {statement.account_number, std::to_string(line.file_line), StateName(line.state),
           line.booked_date.ToString(), line.value_date.ToString(), SignedAmount(line),
           std::string(line.amount.currency().code()), line.number, line.counterparty.name,
           line.counterparty.bin, line.counterparty.iban, line.counterparty.bic,
           line.counterparty.kbe, line.knp, line.reference.value_or(""), line.end_to_end_id,
           line.bank_reference, line.purpose});
    });
  }
  PrintCsv(table, out);
}

}  // namespace tirek::cli
