#include "services/settlement/ledger_list_gateway.h"

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

LedgerAccount ReadAccount(const soci::row& row) {
  return {row.get<std::string>(0), row.get<std::string>(1), MoneyOf(row, 2, 4), MoneyOf(row, 3, 4),
          row.get<std::string>(5)};
}

std::string EntryColumns() {
  return "SELECT entry_id, ledger_id, sequence, source_type, source_id, effective_date::text, " +
         sql::MicrosOf("record_time") +
         ", description, coalesce(reverses_id, ''), coalesce(adjustment_reason, '')"
         " FROM settlement.entry WHERE ledger_id = :ledger";
}

// The numbers of a month's entries, from the index on its accounts' postings: a ledger's other
// months are not read. Row-level security keeps bounds that are computed from rows out of an index,
// so that they come as values.
constexpr const char* kOfMonth =
    " AND sequence = ANY (ARRAY(SELECT DISTINCT p.sequence FROM settlement.turnover t"
    " CROSS JOIN LATERAL (SELECT sequence FROM settlement.posting"
    " WHERE account = t.account AND ledger_id = t.ledger_id AND currency_code = t.currency_code"
    " AND effective_date >= :first::date AND effective_date < :end::date OFFSET 0) p"
    " WHERE t.ledger_id = :ledger AND t.month_start = :first::date"
    " AND p.sequence > :after ORDER BY 1 LIMIT :limit)) ORDER BY sequence";

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

// What was known at an instant is in no sum: all postings are read.
std::vector<LedgerAccount> LedgerListGateway::AccountsKnownAt(const AccountFilter& filter,
                                                              const rpc::Page& page) {
  const std::string known_at = std::to_string(filter.known_at->micros);
  const std::string as_of = filter.as_of ? filter.as_of->ToString() : "";
  const std::vector<std::string> after =
      page.after.empty() ? std::vector<std::string>{"", "", ""} : page.after;
  const int limit = page.size + 1;
  return ReadAll(
      (work_.sql().prepare
           << "SELECT p.ledger_id, p.account,"
              " coalesce(sum(p.amount_minor) FILTER (WHERE p.amount_minor > 0), 0)::bigint,"
              " coalesce(-sum(p.amount_minor) FILTER (WHERE p.amount_minor < 0), 0)::bigint,"
              " p.currency_code,"
              " coalesce((SELECT r.bin FROM registry.published_provider r"
              " WHERE r.provider_id = p.ledger_id), '')"
              " FROM settlement.posting p"
              " WHERE (:provider = '' OR p.ledger_id = :provider)"
              " AND (:as_of = '' OR p.effective_date <= nullif(:as_of, '')::date)"
              " AND EXISTS (SELECT FROM settlement.entry e"
              " WHERE e.ledger_id = p.ledger_id AND e.sequence = p.sequence AND e.record_time <= " +
                  sql::TimestampOf(":known_at") +
                  ")"
                  " AND (p.ledger_id, p.account, p.currency_code::text) > (:ledger, :account, "
                  ":currency)"
                  " GROUP BY p.ledger_id, p.account, p.currency_code"
                  " ORDER BY p.ledger_id, p.account, p.currency_code LIMIT :limit",
       use(filter.provider_id, "provider"), use(as_of, "as_of"), use(known_at, "known_at"),
       use(after[0], "ledger"), use(after[1], "account"), use(after[2], "currency"),
       use(limit, "limit")),
      ReadAccount);
}

// A row a month of turnovers before the day's month, and the postings of that one up to the day.
std::vector<LedgerAccount> LedgerListGateway::Accounts(const AccountFilter& filter,
                                                       const rpc::Page& page) {
  if (filter.known_at) return AccountsKnownAt(filter, page);
  const std::string as_of = filter.as_of ? filter.as_of->ToString() : "infinity";
  const std::vector<std::string> after =
      page.after.empty() ? std::vector<std::string>{"", "", ""} : page.after;
  const int limit = page.size + 1;
  return ReadAll(
      (work_.sql().prepare
           << "WITH asked AS NOT MATERIALIZED (SELECT ledger_id, account, currency_code,"
              " month_start, debit_minor, credit_minor FROM settlement.turnover"
              " WHERE (:provider = '' OR ledger_id = :provider)"
              " AND (ledger_id, account, currency_code::text) > (:ledger, :account, :currency))"
              " SELECT s.ledger_id, s.account, sum(s.debit_minor)::bigint,"
              " sum(s.credit_minor)::bigint, s.currency_code,"
              " coalesce((SELECT r.bin FROM registry.published_provider r"
              " WHERE r.provider_id = s.ledger_id), '')"
              " FROM (SELECT ledger_id, account, currency_code, debit_minor, credit_minor"
              " FROM asked WHERE month_start < date_trunc('month', :as_of::timestamp)"
              " UNION ALL SELECT t.ledger_id, t.account, t.currency_code, p.debit, p.credit"
              " FROM asked t CROSS JOIN LATERAL ("
              "SELECT coalesce(sum(amount_minor) FILTER (WHERE amount_minor > 0), 0) AS debit,"
              " coalesce(-sum(amount_minor) FILTER (WHERE amount_minor < 0), 0) AS credit"
              " FROM settlement.posting WHERE account = t.account AND ledger_id = t.ledger_id"
              " AND currency_code = t.currency_code AND effective_date >= t.month_start"
              " AND effective_date <= :as_of::date HAVING count(*) > 0) p"
              " WHERE t.month_start = date_trunc('month', :as_of::timestamp)) s"
              " GROUP BY s.ledger_id, s.account, s.currency_code"
              " ORDER BY s.ledger_id, s.account, s.currency_code LIMIT :limit",
       use(filter.provider_id, "provider"), use(as_of, "as_of"), use(after[0], "ledger"),
       use(after[1], "account"), use(after[2], "currency"), use(limit, "limit")),
      ReadAccount);
}

std::vector<std::string> LedgerListGateway::LedgerIds() {
  return ReadAll((work_.sql().prepare << "SELECT ledger_id FROM settlement.ledger_head UNION"
                                         " SELECT ledger_id FROM settlement.entry ORDER BY 1"),
                 [](const soci::row& row) { return row.get<std::string>(0); });
}

}  // namespace tirek::settlement
