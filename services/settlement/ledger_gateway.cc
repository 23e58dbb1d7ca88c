#include "services/settlement/ledger_gateway.h"

#include <algorithm>
#include <map>

#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/constraint.h"
#include "core/sql/rows.h"
#include "services/settlement/chunks.h"

namespace tirek::settlement {
namespace {

using soci::into;
using soci::use;

constexpr sql::ConstraintMeaning kMeanings[] = {
    {"entry_source_uq", ErrorKind::kAlreadyExists, "ENTRY_EXISTS",
     "This document is posted already; each document has exactly one entry."},
};

// One row a posting, with its entry beside it: an entry and its postings go in as one statement,
// because the database judges the balance at the end of each.
constexpr const char* kInsert =
    "WITH posted AS (SELECT c0, c1, c2::bigint, c3, c4, c5::date, c6, c7, c8::smallint,"
    " c9::smallint, c10, c11::bigint, c12, c13, c14, c15, c16"
    " FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[], :c4::text[], :c5::text[],"
    " :c6::text[], :c7::text[], :c8::text[], :c9::text[], :c10::text[], :c11::text[],"
    " :c12::text[], :c13::text[], :c14::text[], :c15::text[], :c16::text[])"
    " AS x (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16)),"
    " entries AS (INSERT INTO settlement.entry (ledger_id, entry_id, sequence, source_type,"
    " source_id, effective_date, description, reverses_id, posting_count, record_time)"
    " SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, ";
constexpr const char* kInsertPostings =
    " FROM posted WHERE c9 = 1 ORDER BY c0, c2)"
    " INSERT INTO settlement.posting (ledger_id, entry_id, line, account, amount_minor,"
    " currency_code, contract_id, funding_source, budget_code)"
    " SELECT c0, c1, c9, c10, c11, c12, c13, c14, c15 FROM posted";

void AddRows(const ledger::Entry& entry, const std::string& entry_id, long long sequence,
             Instant now, sql::Columns& columns) {
  int line = 0;
  for (const ledger::Posting& posting : entry.postings()) {
    columns.Add({entry.ledger_id(), entry_id, std::to_string(sequence),
                 std::string(ledger::SourceTypeName(entry.source_type())), entry.source_id(),
                 entry.effective_date().ToString(), entry.description(), entry.reverses_id(),
                 std::to_string(entry.postings().size()), std::to_string(++line),
                 std::string(ledger::AccountKindName(posting.account)),
                 std::to_string(posting.amount_minor), std::string(entry.currency().code()),
                 posting.dims.contract_id, posting.dims.funding_source, posting.dims.budget_code,
                 std::to_string(now.micros)});
  }
}

}  // namespace

Result<std::string> LedgerGateway::Post(const ledger::Entry& entry, Instant now) {
  TIREK_ASSIGN_OR_RETURN(const auto ids, PostAll({&entry, 1}, now));
  return ids.front();
}

Result<std::vector<std::string>> LedgerGateway::PostAll(std::span<const ledger::Entry> entries,
                                                        Instant now) {
  std::vector<std::string> ids;
  if (entries.empty()) return ids;
  std::set<std::string> months;
  for (const auto& entry : entries) months.insert(Month::Of(entry.effective_date()).ToString());
  TIREK_RETURN_IF_ERROR(HoldMonths(months));
  const std::vector<long long> sequences = TakeSequences(entries);
  const std::string statement = kInsert + sql::TimestampOf("c16") + kInsertPostings;
  for (std::size_t from = 0; from < entries.size(); from += kRowsAtOnce) {
    sql::Columns columns(17);
    const std::size_t until = std::min(entries.size(), from + kRowsAtOnce);
    for (std::size_t i = from; i < until; ++i) {
      ids.push_back(ids_.NextText("ent"));
      AddRows(entries[i], ids.back(), sequences[i], now, columns);
    }
    TIREK_RETURN_IF_ERROR(sql::Constrained(kMeanings, [&] { columns.Execute(work_, statement); }));
  }
  return ids;
}

Result<void> LedgerGateway::HoldMonth(const Month& month) { return HoldMonths({month.ToString()}); }

Result<void> LedgerGateway::HoldMonths(const std::set<std::string>& months) {
  const std::string literal = sql::ArrayLiteral(std::vector(months.begin(), months.end()));
  std::string closed;
  work_.sql() << "SELECT coalesce(settlement.hold_periods(:months::text[]), '')", use(literal),
      into(closed);
  if (closed.empty()) return {};
  return Error{ErrorKind::kPrecondition,
               "PERIOD_CLOSED",
               "The month " + closed + " is closed; nothing posts into it any more.",
               {{"month", closed}},
               {}};
}

std::vector<long long> LedgerGateway::TakeSequences(std::span<const ledger::Entry> entries) {
  std::map<std::string, long long> next;  // at first, how many each ledger gets
  for (const auto& entry : entries) ++next[entry.ledger_id()];
  std::vector<std::string> ledgers;
  std::vector<std::string> counts;
  for (const auto& [ledger_id, count] : next) {
    ledgers.push_back(ledger_id);
    counts.push_back(std::to_string(count));
  }
  const std::string ledger_array = sql::ArrayLiteral(ledgers);
  const std::string count_array = sql::ArrayLiteral(counts);
  // In the order of the ledgers, so that two transactions never wait for each other.
  const auto heads = sql::ReadAll(
      (work_.sql().prepare
           << "INSERT INTO settlement.ledger_head (ledger_id, sequence)"
              " SELECT ledger_id, entries::bigint"
              " FROM unnest(:ledgers::text[], :counts::text[]) AS x (ledger_id, entries)"
              " ORDER BY ledger_id"
              " ON CONFLICT (ledger_id) DO UPDATE"
              " SET sequence = ledger_head.sequence + excluded.sequence"
              " RETURNING ledger_id, sequence",
       use(ledger_array, "ledgers"), use(count_array, "counts")),
      [](const soci::row& row) {
        return std::pair(row.get<std::string>(0), row.get<long long>(1));
      });
  for (const auto& [ledger_id, last] : heads) next[ledger_id] = last - next[ledger_id] + 1;
  std::vector<long long> sequences;
  for (const auto& entry : entries) sequences.push_back(next[entry.ledger_id()]++);
  return sequences;
}

}  // namespace tirek::settlement
