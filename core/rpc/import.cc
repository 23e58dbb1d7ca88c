#include "core/rpc/import.h"

#include <algorithm>
#include <set>

#include "core/rpc/field_text.h"

namespace tirek::rpc {
namespace {

using google::protobuf::Message;

using KnownKeys = std::map<std::string, std::string>;

const ReferenceColumn* ReferenceOf(const ImportShape& shape, const std::string& column) {
  for (const ReferenceColumn& reference : shape.references) {
    if (reference.column == column) return &reference;
  }
  return nullptr;
}

Result<KnownKeys> Resolve(const CsvTable& table, const ReferenceColumn& reference) {
  std::set<std::string> keys;
  for (const CsvRow& row : table.rows()) {
    if (!row.violations.empty()) continue;
    const std::string_view key = table.At(row, reference.column);
    if (!key.empty()) keys.emplace(key);
  }
  return reference.resolve({keys.begin(), keys.end()});
}

void Fill(const std::string& column, const std::string& text, const ImportShape& shape,
          const std::map<std::string, KnownKeys>& known, RowRequest* row) {
  const auto& carried = shape.carried;
  if (std::find(carried.begin(), carried.end(), column) != carried.end()) {
    row->carried[column] = text;
    return;
  }
  const ReferenceColumn* reference = ReferenceOf(shape, column);
  if (reference == nullptr) {
    auto violation = SetFromText(column, text, shape.currency_code, row->request.get());
    if (violation) row->violations.push_back(*std::move(violation));
    return;
  }
  const KnownKeys& keys = known.at(column);
  const auto found = keys.find(text);
  if (found == keys.end()) {
    row->violations.push_back(reference->unknown);
  } else {
    SetFromText(reference->field, found->second, shape.currency_code, row->request.get());
  }
}

RowRequest RequestOf(const CsvTable& table, const CsvRow& csv, const ImportShape& shape,
                     const std::map<std::string, KnownKeys>& known, const Message& prototype) {
  RowRequest row{csv.line, "", csv.violations, nullptr, {}};
  if (!row.violations.empty()) return row;
  if (!shape.key_column.empty()) row.key = table.At(csv, shape.key_column);
  row.request.reset(prototype.New());
  for (const auto* names : {&shape.columns.required, &shape.columns.optional}) {
    for (const std::string& column : *names) {
      Fill(column, std::string(table.At(csv, column)), shape, known, &row);
    }
  }
  return row;
}

}  // namespace

Result<std::vector<RowRequest>> RequestsOf(const std::string& file, const ImportShape& shape,
                                           const Message& prototype) {
  TIREK_ASSIGN_OR_RETURN(const CsvTable table, CsvTable::Parse(file, shape.columns));
  std::map<std::string, KnownKeys> known;
  for (const ReferenceColumn& reference : shape.references) {
    TIREK_ASSIGN_OR_RETURN(known[reference.column], Resolve(table, reference));
  }
  std::vector<RowRequest> rows;
  rows.reserve(table.rows().size());
  for (const CsvRow& row : table.rows()) {
    rows.push_back(RequestOf(table, row, shape, known, prototype));
  }
  return rows;
}

void AddViolations(const Error& error, const ImportShape& shape,
                   std::vector<Violation>* violations) {
  const std::vector<Violation> before = *violations;
  for (Violation violation : error.violations) {
    for (const ReferenceColumn& reference : shape.references) {
      if (reference.field == violation.field) violation.field = reference.column;
    }
    const bool named = std::any_of(before.begin(), before.end(), [&](const Violation& other) {
      return other.field == violation.field;
    });
    if (!named) violations->push_back(std::move(violation));
  }
  if (error.violations.empty()) violations->push_back({"", error.reason, error.message});
}

}  // namespace tirek::rpc
