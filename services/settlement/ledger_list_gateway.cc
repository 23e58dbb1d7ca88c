#include "services/settlement/ledger_list_gateway.h"

#include <charconv>
#include <cstdint>
#include <map>

#include "core/base/assert.h"
#include "core/calendar/month.h"
#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/rows.h"
#include "services/settlement/row_values.h"

namespace tirek::settlement {
namespace {

using soci::use;
using sql::ReadAll;

LedgerEntry ReadEntry(const soci::row& row) {
  return {row.get<std::string>(0), row.get<std::string>(1),
          row.get<long long>(2),   row.get<std::string>(3),
          row.get<std::string>(4), sql::DateOf(row.get<std::string>(5)),
          {row.get<long long>(6)}, row.get<std::string>(7),
          row.get<std::string>(8), {},
          row.get<std::string>(9)};
}

std::pair<long long, LedgerPosting> ReadPosting(const soci::row& row) {
  return {row.get<long long>(0),
          {row.get<std::string>(1), MoneyOf(row, 2, 3), row.get<std::string>(4)}};
}

// A sum as text: absent where it is beyond int64.
std::optional<Money> SumOf(const std::string& digits, Currency currency) {
  std::int64_t minor = 0;
  const char* end = digits.data() + digits.size();
  const auto [last, error] = std::from_chars(digits.data(), end, minor);
  if (error == std::errc::result_out_of_range) return {};
  TIREK_ASSERT(error == std::errc() && last == end);
  return Money::FromMinor(minor, currency);
}

LedgerAccount ReadAccount(const soci::row& row) {
  const Currency currency = CurrencyOf(row.get<std::string>(5));
  return {row.get<std::string>(0),
          row.get<std::string>(1),
          currency,
          SumOf(row.get<std::string>(2), currency),
          SumOf(row.get<std::string>(3), currency),
          SumOf(row.get<std::string>(4), currency),
          row.get<std::string>(6)};
}

std::string EntryColumns() {
  return "SELECT entry_id, ledger_id, sequence, source_type, source_id, effective_date::text, " +
         sql::MicrosOf("record_time") +
         ", description, coalesce(reverses_id, ''), coalesce(adjustment_reason, '')"
         " FROM settlement.entry WHERE ledger_id = :ledger";
}

constexpr const char* kOfMonth =
    " AND sequence = ANY (ARRAY(SELECT n.number FROM settlement.ledger l CROSS JOIN LATERAL"
    " settlement.entries_between(l.ledger_number, :first::date, :end::date, :after, l.sequence,"
    " :limit) n WHERE l.ledger_id = :ledger ORDER BY 1 LIMIT :limit)) ORDER BY sequence";

}  // namespace

std::vector<LedgerEntry> LedgerListGateway::EntriesOf(const EntryRange& range) {
  soci::session& sql = work_.sql();
  if (!range.month.empty()) {
    const auto month = Month::Parse(range.month);
    TIREK_ASSERT(month.has_value());
    const std::string first = month->period().start.ToString();
    const std::string end = month->period().end.ToString();
    return ReadAll((sql.prepare << EntryColumns() + kOfMonth, use(range.ledger_id, "ledger"),
                    use(first, "first"), use(end, "end"), use(range.after, "after"),
                    use(range.limit, "limit")),
                   ReadEntry);
  }
  return ReadAll(
      (sql.prepare << EntryColumns() + " AND sequence > :after ORDER BY sequence LIMIT :limit",
       use(range.ledger_id, "ledger"), use(range.after, "after"), use(range.limit, "limit")),
      ReadEntry);
}

std::vector<LedgerEntry> LedgerListGateway::Entries(const EntryRange& range) {
  std::vector<LedgerEntry> entries = EntriesOf(range);
  std::map<long long, LedgerEntry*> by_sequence;
  std::vector<std::string> sequences;
  for (LedgerEntry& entry : entries) {
    by_sequence.emplace(entry.sequence, &entry);
    sequences.push_back(std::to_string(entry.sequence));
  }
  const std::string sequence_array = sql::ArrayLiteral(sequences);
  const auto postings = ReadAll(
      (work_.sql().prepare
           << "SELECT sequence, account, amount_minor, currency_code, coalesce(contract_id, '')"
              " FROM settlement.posting WHERE ledger_id = :ledger"
              " AND sequence = ANY(:sequences::bigint[]) ORDER BY sequence, line",
       use(range.ledger_id, "ledger"), use(sequence_array, "sequences")),
      ReadPosting);
  for (const auto& [sequence, posting] : postings) {
    by_sequence.at(sequence)->postings.push_back(posting);
  }
  return entries;
}

// Ledger by ledger in the order of the page, so that those behind its end are not added up.
std::vector<LedgerAccount> LedgerListGateway::Accounts(const AccountFilter& filter,
                                                       const rpc::Page& page) {
  const std::string day = filter.as_of ? filter.as_of->ToString() : "infinity";
  const std::string known_at =
      filter.known_at ? std::to_string(filter.known_at->micros) : std::string();
  const std::vector<std::string> after =
      page.after.empty() ? std::vector<std::string>{"", "", ""} : page.after;
  const int limit = page.size + 1;
  static const std::string statement =
      "SELECT l.ledger_id, t.account, t.debit_minor::text, t.credit_minor::text,"
      " (t.debit_minor - t.credit_minor)::text, t.currency_code,"
      " coalesce((SELECT r.bin FROM registry.published_provider r"
      " WHERE r.provider_id = l.ledger_id), '')"
      " FROM settlement.ledger l CROSS JOIN LATERAL (SELECT CASE WHEN :known_at = ''"
      " THEN l.sequence ELSE settlement.known_sequence(l.ledger_number, " +
      sql::TimestampOf("nullif(:known_at, '')::bigint") +
      ") END AS sequence OFFSET 0) k CROSS JOIN LATERAL settlement.turnover_before("
      "l.ledger_number, CASE WHEN :as_of = 'infinity' THEN 'infinity' ELSE :as_of::date + 1 END,"
      " k.sequence) t WHERE (:provider = '' OR l.ledger_id = :provider)"
      " AND l.ledger_id >= :ledger"
      " AND (l.ledger_id, t.account, t.currency_code) > (:ledger, :account, :currency)"
      " ORDER BY l.ledger_id, t.account, t.currency_code LIMIT :limit";
  return ReadAll((work_.sql().prepare << statement, use(filter.provider_id, "provider"),
                  use(day, "as_of"), use(known_at, "known_at"), use(after[0], "ledger"),
                  use(after[1], "account"), use(after[2], "currency"), use(limit, "limit")),
                 ReadAccount);
}

std::vector<std::string> LedgerListGateway::LedgerIds() {
  return ReadAll((work_.sql().prepare << "SELECT ledger_id FROM settlement.ledger ORDER BY 1"),
                 [](const soci::row& row) { return row.get<std::string>(0); });
}

}  // namespace tirek::settlement
