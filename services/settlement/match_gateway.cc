#include "services/settlement/match_gateway.h"

#include <map>

#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/rows.h"
#include "services/settlement/chunks.h"
#include "services/settlement/row_values.h"

namespace tirek::settlement {
namespace {

using soci::use;
using sql::First;
using sql::ReadAll;

const std::string kLineColumns =
    "SELECT l.statement_id, l.line_number, b.account_iban, l.direction, l.amount_minor,"
    " l.currency_code, l.book_date::text, l.counterparty_bin, l.counterparty_iban, l.reference,"
    " l.fee::integer, l.returned::integer";
const std::string kSuspended =
    kLineColumns +
    ", s.reason, s.why FROM settlement.suspense s"
    " JOIN settlement.statement_line l USING (statement_id, line_number)"
    " JOIN settlement.bank_statement b USING (statement_id) WHERE s.state = 'OPEN'";

SuspendedLine ReadLine(const soci::row& row) {
  return {{row.get<std::string>(0), row.get<int>(1)},
          row.get<std::string>(2),
          row.get<std::string>(3) == "CREDIT",
          MoneyOf(row, 4, 5),
          sql::DateOf(row.get<std::string>(6)),
          row.get<std::string>(7),
          row.get<std::string>(8),
          row.get<std::string>(9),
          row.get<int>(10) == 1,
          row.get<int>(11) == 1,
          "",
          ""};
}

SuspendedLine ReadSuspended(const soci::row& row) {
  SuspendedLine line = ReadLine(row);
  line.reason = row.get<std::string>(12);
  line.why = row.get<std::string>(13);
  return line;
}

// Lines as two arrays, for unnest(:statements::text[], :numbers::integer[]).
struct KeyArrays {
  std::string statements;
  std::string numbers;
};

KeyArrays ArraysOf(std::span<const LineKey> lines) {
  std::vector<std::string> statements;
  std::vector<std::string> numbers;
  for (const LineKey& line : lines) {
    statements.push_back(line.statement_id);
    numbers.push_back(std::to_string(line.line_number));
  }
  return {sql::ArrayLiteral(statements), sql::ArrayLiteral(numbers)};
}

constexpr const char* kOfKeys =
    " (statement_id, line_number) IN"
    " (SELECT x, n FROM unnest(:statements::text[], :numbers::integer[]) AS k (x, n))";

const std::string kMatches =
    "SELECT m.match_id, m.action, m.relation, m.amount_minor, m.currency_code, m.confidence,"
    " m.principal, m.reason, " +
    sql::MicrosOf("m.record_time") +
    ", coalesce(m.undoes_id, ''), coalesce(u.match_id, '') FROM settlement.match m"
    " LEFT JOIN settlement.match u ON u.undoes_id = m.match_id";

BankMatch ReadMatch(const soci::row& row) {
  return {MatchId::Trusted(row.get<std::string>(0)),
          row.get<std::string>(1),
          row.get<std::string>(2),
          MoneyOf(row, 3, 4),
          row.get<int>(5),
          row.get<std::string>(6),
          row.get<std::string>(7),
          {row.get<long long>(8)},
          row.get<std::string>(9),
          row.get<std::string>(10)};
}

struct PartOfMatch {
  std::string match_id;
  MatchedPart part;
};

PartOfMatch ReadPart(const soci::row& row) {
  return {row.get<std::string>(0),
          {{row.get<std::string>(1), row.get<int>(2)},
           row.get<std::string>(3),
           row.get<std::string>(4),
           row.get<std::string>(5),
           row.get<long long>(6),
           row.get<std::string>(7),
           row.get<std::string>(8)}};
}

}  // namespace

std::vector<SuspendedLine> MatchGateway::Suspended(const std::string& account_iban) {
  auto lines =
      ReadAll((work_.sql().prepare << kSuspended + " AND (:iban = '' OR b.account_iban = :iban)"
                                                   " ORDER BY l.statement_id, l.line_number",
               use(account_iban, "iban")),
              ReadSuspended);
  ReadReferences(lines);
  return lines;
}

void MatchGateway::ReadReferences(std::vector<SuspendedLine>& lines) {
  std::map<LineKey, SuspendedLine*> by_key;
  std::vector<LineKey> keys;
  for (SuspendedLine& line : lines) {
    by_key[line.key] = &line;
    keys.push_back(line.key);
  }
  for (const auto chunk : ChunksOf(keys)) {
    const KeyArrays of = ArraysOf(chunk);
    const auto references =
        ReadAll((work_.sql().prepare
                     << std::string(
                            "SELECT statement_id, line_number, position, reference,"
                            " coalesce(amount_minor, -1) FROM settlement.line_reference WHERE") +
                            kOfKeys + " ORDER BY statement_id, line_number, position",
                 use(of.statements, "statements"), use(of.numbers, "numbers")),
                [](const soci::row& row) {
                  const long long minor = row.get<long long>(4);
                  return LineReference{row.get<std::string>(0), row.get<int>(1), row.get<int>(2),
                                       row.get<std::string>(3),
                                       minor < 0 ? std::nullopt : std::optional(minor)};
                });
    for (const LineReference& reference : references) {
      by_key.at({reference.statement_id, reference.line_number})->references.push_back(reference);
    }
  }
}

std::vector<SuspendedLine> MatchGateway::LockSuspended(const std::vector<LineKey>& lines) {
  const KeyArrays of = ArraysOf(lines);
  work_.sql() << std::string("SELECT count(*) FROM (SELECT FROM settlement.suspense WHERE") +
                     kOfKeys + " ORDER BY statement_id, line_number FOR UPDATE) held",
      use(of.statements, "statements"), use(of.numbers, "numbers");
  return ReadAll((work_.sql().prepare
                      << kSuspended + " AND" + kOfKeys + " ORDER BY l.statement_id, l.line_number",
                  use(of.statements, "statements"), use(of.numbers, "numbers")),
                 ReadSuspended);
}

void MatchGateway::SetSuspense(const std::vector<LineKey>& lines, const std::string& state) {
  const KeyArrays of = ArraysOf(lines);
  work_.sql() << std::string("UPDATE settlement.suspense SET state = :state WHERE") + kOfKeys,
      use(state, "state"), use(of.statements, "statements"), use(of.numbers, "numbers");
}

void MatchGateway::Suspend(const LineKey& line, const std::string& reason, const std::string& why) {
  work_.sql() << "INSERT INTO settlement.suspense (statement_id, line_number, reason, why, state)"
                 " VALUES (:statement, :number, :reason, :why, 'OPEN')",
      use(line.statement_id, "statement"), use(line.line_number, "number"), use(reason, "reason"),
      use(why, "why");
}

void MatchGateway::Insert(const BankMatch& match) {
  sql::Columns header(10);
  header.Add({match.match_id.text(), match.action, match.relation,
              std::to_string(match.amount.minor()), std::string(match.amount.currency().code()),
              std::to_string(match.confidence), match.principal, match.reason,
              std::to_string(match.record_time.micros), NullIfEmpty(match.undoes_id)});
  header.Execute(work_,
                 "INSERT INTO settlement.match (match_id, action, relation, amount_minor,"
                 " currency_code, confidence, principal, reason, record_time, undoes_id)"
                 " SELECT c0, c1, c2, c3::bigint, c4, c5::integer, c6, c7, " +
                     sql::TimestampOf("c8") +
                     ", c9 FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[],"
                     " :c4::text[], :c5::text[], :c6::text[], :c7::text[], :c8::text[],"
                     " :c9::text[]) AS x (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9)");
  int line = 0;
  for (const auto chunk : ChunksOf(match.parts)) {
    sql::Columns columns(10);
    for (const MatchedPart& part : chunk) {
      columns.Add({match.match_id.text(), std::to_string(++line), part.key.statement_id,
                   std::to_string(part.key.line_number), NullIfEmpty(part.provider_id),
                   NullIfEmpty(part.payment_order_id), std::to_string(part.amount_minor),
                   std::string(match.amount.currency().code()), part.payer_entry_id,
                   NullIfEmpty(part.entry_id)});
    }
    columns.Execute(
        work_,
        "INSERT INTO settlement.match_line (match_id, line, statement_id, line_number, provider_id,"
        " payment_order_id, amount_minor, currency_code, payer_entry_id, entry_id)"
        " SELECT c0, c1::integer, c2, c3::integer, c4, c5, c6::bigint, c7, c8, c9"
        " FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[], :c4::text[],"
        " :c5::text[], :c6::text[], :c7::text[], :c8::text[], :c9::text[])"
        " AS x (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9)");
  }
}

std::optional<BankMatch> MatchGateway::Find(const std::string& match_id) {
  auto found = ReadAll((work_.sql().prepare << kMatches + " WHERE m.match_id = :id"
                                                          " AND m.action = 'ACCEPT'",
                        use(match_id, "id")),
                       ReadMatch);
  ReadParts(found);
  return First(std::move(found));
}

std::optional<ImportedMatch> MatchGateway::FindImported(const LineKey& line) {
  return First(ReadAll(
      (work_.sql().prepare
           << kLineColumns + ", o.end_to_end_id, e.entry_id FROM settlement.statement_line l"
                             " JOIN settlement.bank_statement b USING (statement_id)"
                             " JOIN settlement.payment_order o ON o.provider_id = l.provider_id"
                             " AND o.payment_order_id = l.payment_order_id"
                             " JOIN settlement.entry e ON e.ledger_id = l.provider_id"
                             " AND e.source_type = 'STATEMENT_LINE'"
                             " AND e.source_id = l.statement_id || '/' || l.line_number"
                             " WHERE l.statement_id = :statement AND l.line_number = :number"
                             " AND l.match IN ('EXACT', 'SHORT', 'OVER')",
       use(line.statement_id, "statement"), use(line.line_number, "number")),
      [](const soci::row& row) {
        return ImportedMatch{ReadLine(row), row.get<std::string>(12), row.get<std::string>(13)};
      }));
}

std::string MatchGateway::UndoneBy(const std::string& id) {
  const auto found = First(
      ReadAll((work_.sql().prepare << "SELECT match_id FROM settlement.match WHERE undoes_id = :id",
               use(id, "id")),
              [](const soci::row& row) { return row.get<std::string>(0); }));
  return found.value_or("");
}

void MatchGateway::ReadParts(std::vector<BankMatch>& matches) {
  std::map<std::string, BankMatch*> by_id;
  std::vector<std::string> ids;
  for (BankMatch& match : matches) {
    by_id[match.match_id.text()] = &match;
    ids.push_back(match.match_id.text());
  }
  const std::string array = sql::ArrayLiteral(ids);
  const auto parts = ReadAll(
      (work_.sql().prepare
           << "SELECT p.match_id, p.statement_id, p.line_number, coalesce(p.provider_id, ''),"
              " coalesce(p.payment_order_id, ''), coalesce(o.end_to_end_id, ''), p.amount_minor,"
              " p.payer_entry_id, coalesce(p.entry_id, '') FROM settlement.match_line p"
              " LEFT JOIN settlement.payment_order o ON o.provider_id = p.provider_id"
              " AND o.payment_order_id = p.payment_order_id"
              " WHERE p.match_id = ANY(:ids::text[]) ORDER BY p.match_id, p.line",
       use(array, "ids")),
      ReadPart);
  for (const PartOfMatch& found : parts) by_id.at(found.match_id)->parts.push_back(found.part);
}

std::vector<BankMatch> MatchGateway::List(const MatchFilter& filter, const rpc::Page& page) {
  const std::string after = page.AfterKey();
  const int limit = page.size + 1;
  auto matches =
      ReadAll((work_.sql().prepare << kMatches + " WHERE (:after = '' OR m.match_id < :after)"
                                                 " AND (:relation = '' OR m.relation = :relation)"
                                                 " ORDER BY m.match_id DESC LIMIT :limit",
               use(after, "after"), use(filter.relation, "relation"), use(limit, "limit")),
              ReadMatch);
  ReadParts(matches);
  return matches;
}

std::vector<SuspenseItem> MatchGateway::List(const SuspenseFilter& filter, CivilDate as_of,
                                             const rpc::Page& page) {
  const std::string day = as_of.ToString();
  const std::string after_day = page.after.empty() ? "0001-01-01" : page.after[0];
  const std::string after_id = page.after.empty() ? "" : page.after[1];
  const std::string after_number = page.after.empty() ? "0" : page.after[2];
  const int limit = page.size + 1;
  const auto lines =
      ReadAll((work_.sql().prepare
                   << kSuspended +
                          " AND (:iban = '' OR b.account_iban = :iban)"
                          " AND l.book_date <= :day::date"
                          " AND (l.book_date, l.statement_id, l.line_number)"
                          " > (:after_day::date, :after_id, :after_number::integer)"
                          " ORDER BY l.book_date, l.statement_id, l.line_number LIMIT :limit",
               use(filter.account_iban, "iban"), use(day, "day"), use(after_day, "after_day"),
               use(after_id, "after_id"), use(after_number, "after_number"), use(limit, "limit")),
              ReadSuspended);
  std::vector<SuspenseItem> items;
  for (const SuspendedLine& line : lines) {
    items.push_back({line, static_cast<int>(as_of - line.book_date)});
  }
  return items;
}

}  // namespace tirek::settlement
