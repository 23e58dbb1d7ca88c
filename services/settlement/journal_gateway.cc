#include "services/settlement/journal_gateway.h"

#include <optional>

#include "core/base/assert.h"
#include "core/sql/columns.h"
#include "core/sql/one_trip.h"
#include "services/settlement/row_values.h"

namespace tirek::settlement {
namespace {

ledger::JournalEntry EntryOf(const sql::TextRows& rows, std::size_t row) {
  return {std::string(rows.Text(row, 0)),  rows.Int64(row, 1),
          std::string(rows.Text(row, 2)),  std::string(rows.Text(row, 3)),
          std::string(rows.Text(row, 4)),  sql::DateOf(std::string(rows.Text(row, 5))),
          Instant{rows.Int64(row, 6)},     std::string(rows.Text(row, 7)),
          rows.OptionalText(row, 8),       CurrencyOf(std::string(rows.Text(row, 9))),
          std::string(rows.Text(row, 10)), {},
          rows.OptionalText(row, 19)};
}

ledger::JournalPosting PostingOf(const sql::TextRows& rows, std::size_t row) {
  const auto kind = ledger::ParseAccountKind(rows.Text(row, 11));
  TIREK_ASSERT(kind.has_value());
  return {*kind,
          rows.Int64(row, 12),
          rows.Int64(row, 14),
          {rows.OptionalText(row, 16), rows.OptionalText(row, 17), rows.OptionalText(row, 18)},
          rows.OptionalInt64(row, 13),
          rows.OptionalInt64(row, 15)};
}

}  // namespace

std::vector<ledger::JournalEntry> JournalGateway::Entries(const std::string& ledger_id,
                                                          std::size_t limit) {
  const std::vector<std::optional<std::string>> parameters = {ledger_id, std::to_string(limit)};
  const auto rows = sql::OneTrip(
      work_,
      "SELECT e.ledger_id, e.sequence, e.entry_id, e.source_type, e.source_id,"
      " e.effective_date::text, " +
          sql::MicrosOf("e.record_time") +
          ", e.description, e.reverses_id, p.currency_code, encode(e.hash, 'hex'), p.account,"
          " p.amount_minor, p.account_sequence, p.balance_minor, p.day_minor, p.contract_id,"
          " p.funding_source, p.budget_code, e.adjustment_reason FROM (SELECT ledger_id, sequence,"
          " entry_id, source_type, source_id, effective_date, record_time, description,"
          " reverses_id, hash, adjustment_reason"
          " FROM settlement.entry WHERE $1::text = '' OR ledger_id = $1::text"
          " ORDER BY effective_date, ledger_id, sequence LIMIT $2::bigint) e"
          " JOIN settlement.posting p ON p.ledger_id = e.ledger_id AND p.sequence = e.sequence"
          " ORDER BY e.effective_date, e.ledger_id, e.sequence, p.line",
      parameters);
  std::vector<ledger::JournalEntry> entries;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (entries.empty() || entries.back().ledger_id != rows.Text(row, 0) ||
        entries.back().sequence != rows.Int64(row, 1)) {
      entries.push_back(EntryOf(rows, row));
    }
    entries.back().postings.push_back(PostingOf(rows, row));
  }
  return entries;
}

}  // namespace tirek::settlement
