#include "billing/reconciliation/counterparty_list.h"

#include <optional>
#include <utility>

#include "billing/reconciliation/written_amount.h"
#include "core/base/field_check.h"
#include "core/csv/fields.h"
#include "core/csv/table.h"

namespace tirek::reconciliation {
namespace {

constexpr std::size_t kMostNumber = 100;  // characters

std::string NumberOf(RowFields& fields) {
  const std::string text = fields.Required("document_number");
  if (text.empty()) return text;
  FieldCheck check;
  std::string number = check.Text("document_number", text, kMostNumber);
  for (const Violation& violation : check.violations()) {
    fields.Refuse(violation.field, violation.reason, violation.expected);
  }
  return number;
}

CivilDate DateOf(RowFields& fields, Period period) {
  const auto date = fields.Required("document_date", ParseWrittenDate);
  if (date && !period.Contains(*date)) {
    fields.Refuse(
        "document_date", "OUT_OF_RANGE",
        "a day of the period, " + period.start.ToString() + " to " + (period.end - 1).ToString());
  }
  return date.value_or(CivilDate());
}

CounterpartyDocument DocumentOf(RowFields& fields, int line, Period period, Currency currency) {
  const Money zero = Money::FromMinor(0, currency);
  const auto amount_of = [&](std::string_view column) {
    const std::size_t before = fields.violations().size();
    const auto amount = fields.Optional(
        column, [&](std::string_view text) { return ParseWrittenAmount(text, currency); });
    return std::pair(amount.value_or(zero), before == fields.violations().size());
  };
  CounterpartyDocument document{line, NumberOf(fields), DateOf(fields, period), zero, zero};
  const auto [debit, debit_read] = amount_of("debit");
  const auto [credit, credit_read] = amount_of("credit");
  if (debit_read && credit_read && debit.is_zero() == credit.is_zero()) {
    fields.Refuse("debit", "INVALID_AMOUNT", "an amount in one of debit and credit");
  }
  document.debit = debit;
  document.credit = credit;
  return document;
}

}  // namespace

Result<CounterpartyList> ReadCounterpartyList(std::string_view bytes, Period period,
                                              Currency currency) {
  CsvLimits limits;
  limits.rows = kMostRows;
  TIREK_ASSIGN_OR_RETURN(
      const CsvTable table,
      CsvTable::Parse(bytes, {{"document_number", "document_date", "debit", "credit"}, {}},
                      limits));
  CounterpartyList list;
  for (const CsvRow& row : table.rows()) {
    RowFields fields(table, row);
    if (!fields.ok()) {  // no row of this table at all
      list.refused.push_back({row.line, fields.violations()});
      continue;
    }
    CounterpartyDocument document = DocumentOf(fields, row.line, period, currency);
    if (fields.ok()) {
      list.documents.push_back(std::move(document));
    } else {
      list.refused.push_back({row.line, fields.violations()});
    }
  }
  return list;
}

}  // namespace tirek::reconciliation
