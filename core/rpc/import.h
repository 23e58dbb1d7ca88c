// A clerk's file as commands: each row becomes the request that creates one thing, and is judged by
// the same checks. Right rows go on, wrong ones are named with all their faults.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <google/protobuf/message.h>

#include "core/base/result.h"
#include "core/csv/table.h"
#include "tirek/common/v1/import.pb.h"

namespace tirek::rpc {

// Natural keys to ids: those that are known. Called once a file with all keys of the column.
using ResolveKeys =
    std::function<Result<std::map<std::string, std::string>>(const std::vector<std::string>&)>;

// A column that names another thing by its natural key: "provider_bin" fills "provider_id".
struct ReferenceColumn {
  std::string column;
  std::string field;
  Violation unknown;  // what to say of a key that names nothing; `field` is the column
  ResolveKeys resolve;
};

struct ImportShape {
  // Other columns are fields of the request by their own names: text, whole numbers, dates as
  // YYYY-MM-DD, Decimal and Money as written, enums as "semi-stationary", lists separated by '|'.
  CsvColumns columns;
  std::string key_column;  // shown in verdicts; empty when every column may be personal
  std::vector<ReferenceColumn> references;
  std::string currency_code = "KZT";  // of Money columns
  // Columns that are no fields of the request: they come along with the row as text.
  std::vector<std::string> carried = {};
};

// One row of the file on its way.
template <typename Command>
struct ImportRow {
  int line = 0;
  std::string key;
  std::vector<Violation> violations;
  std::optional<Command> command;  // absent when the row is refused
  std::map<std::string, std::string> carried;
};

// A row as the request it stands for, or what is wrong with it.
struct RowRequest {
  int line = 0;
  std::string key;
  std::vector<Violation> violations;
  std::unique_ptr<google::protobuf::Message> request;
  std::map<std::string, std::string> carried;
};

// Parses the file and fills one request like `prototype` a row; fails when the file as a whole is
// unreadable or a reference cannot be resolved.
Result<std::vector<RowRequest>> RequestsOf(const std::string& file, const ImportShape& shape,
                                           const google::protobuf::Message& prototype);

// Adds the violations of `error` to the row, but not of fields that are named already.
void AddViolations(const Error& error, const ImportShape& shape,
                   std::vector<Violation>* violations);

template <typename Request, typename Command, typename Decode>
Result<std::vector<ImportRow<Command>>> CommandsOf(const std::string& file,
                                                   const ImportShape& shape, Decode decode) {
  TIREK_ASSIGN_OR_RETURN(const auto requests, RequestsOf(file, shape, Request()));
  std::vector<ImportRow<Command>> rows;
  rows.reserve(requests.size());
  for (const RowRequest& judged : requests) {
    ImportRow<Command> row{judged.line, judged.key, judged.violations, std::nullopt,
                           judged.carried};
    if (judged.request != nullptr) {
      auto command = decode(static_cast<const Request&>(*judged.request));
      if (!command) AddViolations(command.error(), shape, &row.violations);
      if (command && row.violations.empty()) row.command = std::move(command).value();
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

template <typename Command>
void Refuse(ImportRow<Command>& row, Violation violation) {
  row.violations.push_back(std::move(violation));
  row.command.reset();
}

// Refuses rows whose natural key is stored already (`taken`) or stands in an earlier row.
template <typename Command, typename KeyOf>
void RefuseTaken(std::vector<ImportRow<Command>>& rows, const Violation& violation, KeyOf key_of,
                 const std::map<std::string, std::string>& taken) {
  std::set<std::string> seen;
  for (ImportRow<Command>& row : rows) {
    if (!row.command) continue;
    const std::string key = key_of(*row.command);
    const bool repeated = !seen.insert(key).second;
    if (repeated || taken.contains(key)) Refuse(row, violation);
  }
}

// The keys of the rows that are still right.
template <typename Command, typename KeyOf>
std::vector<std::string> KeysOf(const std::vector<ImportRow<Command>>& rows, KeyOf key_of) {
  std::vector<std::string> keys;
  for (const ImportRow<Command>& row : rows) {
    if (row.command) keys.push_back(key_of(*row.command));
  }
  return keys;
}

template <typename Command>
common::v1::ImportOutcome OutcomeOf(const std::vector<ImportRow<Command>>& rows) {
  common::v1::ImportOutcome outcome;
  outcome.set_rows(static_cast<int>(rows.size()));
  for (const ImportRow<Command>& row : rows) {
    auto* verdict = outcome.add_verdicts();
    verdict->set_line(row.line);
    verdict->set_key(row.key);
    verdict->set_accepted(row.command.has_value());
    for (const Violation& violation : row.violations) {
      auto* field = verdict->add_violations();
      field->set_field(violation.field);
      field->set_reason(violation.reason);
      field->set_expected(violation.expected);
    }
    outcome.set_accepted(outcome.accepted() + (row.command.has_value() ? 1 : 0));
  }
  outcome.set_refused(outcome.rows() - outcome.accepted());
  return outcome;
}

}  // namespace tirek::rpc
