#include "services/settlement/statement_gateway.h"

#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/constraint.h"
#include "core/sql/one_trip.h"
#include "core/sql/rows.h"
#include "services/settlement/chunks.h"
#include "services/settlement/row_values.h"

namespace tirek::settlement {
namespace {

using soci::into;
using soci::use;
using sql::First;
using sql::ReadAll;

constexpr sql::ConstraintMeaning kMeanings[] = {
    {"bank_statement_file_sha256_uq", ErrorKind::kAlreadyExists, "STATEMENT_IMPORTED",
     "This file was imported already."},
    {"bank_statement_period_ex", ErrorKind::kPrecondition, "STATEMENT_REISSUED",
     "Another statement of this account has days of this one."},
};

constexpr const char* kKnown =
    "SELECT statement_id, account_iban, start_date::text, (end_date - 1)::text"
    " FROM settlement.bank_statement";

KnownStatement ReadKnown(const soci::row& row) {
  return {row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2),
          row.get<std::string>(3)};
}

SentOrder ReadSentOrder(const sql::TextRows& rows, std::size_t row) {
  const auto text = [&](int column) { return std::string(rows.Text(row, column)); };
  return {text(0),
          text(1),
          text(2),
          text(3),
          text(4),
          Money::FromMinor(rows.Int64(row, 5), CurrencyOf(text(6))),
          text(7),
          text(8),
          rows.Text(row, 9) != "SENT",
          rows.Int64(row, 10),
          text(11),
          text(12)};
}

constexpr const char* kOrders =
    "SELECT o.payment_order_id, o.provider_id, o.contract_id, o.month, o.end_to_end_id,"
    " o.amount_minor, o.currency_code, o.payee_iban, o.payee_bin, o.state,"
    " CASE WHEN o.state = 'BROKEN' THEN o.amount_minor"
    " - settlement.paid_minor(o.provider_id, o.payment_order_id) ELSE 0 END, o.funding_source,"
    " o.budget_code FROM settlement.payment_order o"
    " JOIN settlement.payment_run r ON r.payment_run_id = o.payment_run_id"
    " WHERE o.end_to_end_id = ANY($2::text[]) AND o.state IN ('SENT', 'PAID', 'BROKEN')"
    " AND r.payer_iban = $1::text";

BankStatement ReadStatement(const soci::row& row) {
  return {StatementId::Trusted(row.get<std::string>(0)),
          row.get<std::string>(1),
          row.get<int>(2),
          row.get<std::string>(3),
          {sql::DateOf(row.get<std::string>(4)), sql::DateOf(row.get<std::string>(5))},
          MoneyOf(row, 6, 10),
          MoneyOf(row, 7, 10),
          MoneyOf(row, 8, 10),
          MoneyOf(row, 9, 10),
          row.get<int>(11),
          row.get<int>(12),
          row.get<int>(13),
          {row.get<long long>(14)}};
}

StatementLine ReadLine(const soci::row& row) {
  return {StatementId::Trusted(row.get<std::string>(0)),
          row.get<int>(1),
          row.get<std::string>(2),
          sql::DateOf(row.get<std::string>(3)),
          sql::DateOf(row.get<std::string>(4)),
          sql::DateOf(row.get<std::string>(5)),
          row.get<std::string>(6),
          MoneyOf(row, 7, 8),
          row.get<std::string>(9),
          row.get<std::string>(10),
          row.get<std::string>(11),
          row.get<std::string>(12),
          row.get<int>(13),
          row.get<std::string>(14),
          row.get<std::string>(15),
          row.get<std::string>(16),
          row.get<std::string>(17)};
}

// Each line as it is matched now: by whom it was last, the import or a person. A line of several
// orders names none of them.
const std::string kLines =
    "SELECT statement_id, line_number, document_number, document_date::text, book_date::text,"
    " value_date::text, direction, amount_minor, currency_code, counterparty_bin,"
    " counterparty_iban, knp, reference, file_line, match, basis, coalesce(provider_id, ''),"
    " coalesce(payment_order_id, '') FROM (SELECT l.statement_id, l.line_number,"
    " l.document_number, l.document_date, l.book_date, l.value_date, l.direction, l.amount_minor,"
    " l.currency_code, l.counterparty_bin, l.counterparty_iban, l.knp, l.reference, l.file_line,"
    " CASE WHEN a.relation IS NOT NULL THEN a.relation WHEN s.reason = 'SUSPENSE_UNDONE'"
    " THEN 'UNKNOWN_DEBIT' ELSE l.match END AS match, l.basis,"
    " CASE WHEN a.relation IS NOT NULL THEN a.provider_id WHEN s.reason IS DISTINCT FROM"
    " 'SUSPENSE_UNDONE' THEN l.provider_id END AS provider_id,"
    " CASE WHEN a.relation IS NOT NULL THEN a.payment_order_id WHEN s.reason IS DISTINCT FROM"
    " 'SUSPENSE_UNDONE' THEN l.payment_order_id END AS payment_order_id"
    " FROM settlement.statement_line l LEFT JOIN settlement.suspense s USING"
    " (statement_id, line_number) LEFT JOIN LATERAL (SELECT m.relation,"
    " CASE WHEN count(*) = 1 THEN min(p.provider_id) END AS provider_id,"
    " CASE WHEN count(*) = 1 THEN min(p.payment_order_id) END AS payment_order_id"
    " FROM settlement.match_line p JOIN settlement.match m USING (match_id)"
    " WHERE p.statement_id = l.statement_id AND p.line_number = l.line_number"
    " AND m.action = 'ACCEPT' AND s.state = 'CLEARED' AND NOT EXISTS"
    " (SELECT FROM settlement.match u WHERE u.undoes_id = m.match_id)"
    " GROUP BY m.match_id, m.relation) a ON true"
    " WHERE l.statement_id = :id AND l.line_number > :after) found";

}  // namespace

Error KnownAs(ErrorKind kind, const char* reason, const std::string& message,
              const KnownStatement& known) {
  return {kind,
          reason,
          message,
          {{"statement_id", known.statement_id},
           {"account_iban", known.account_iban},
           {"start_date", known.start_date},
           {"end_date", known.end_date}},
          {}};
}

std::optional<KnownStatement> StatementGateway::FindFile(const std::string& sha256) {
  return First(ReadAll(
      (work_.sql().prepare << std::string(kKnown) + " WHERE file_sha256 = :sha256 ORDER BY part",
       use(sha256, "sha256")),
      ReadKnown));
}

std::optional<KnownStatement> StatementGateway::FindOverlap(const std::string& account_iban,
                                                            const Period& period) {
  const std::string start = period.start.ToString();
  const std::string end = period.end.ToString();
  return First(ReadAll(
      (work_.sql().prepare << std::string(kKnown) +
                                  " WHERE account_iban = :iban AND daterange(start_date, end_date)"
                                  " && daterange(:start::date, :end::date) ORDER BY start_date",
       use(account_iban, "iban"), use(start, "start"), use(end, "end")),
      ReadKnown));
}

bool StatementGateway::IsPayerAccount(const std::string& iban) {
  int found = 0;
  work_.sql() << "SELECT count(*)::integer FROM contracts.published_order WHERE payer_iban = :iban",
      use(iban, "iban"), into(found);
  return found > 0;
}

// In the order of their references: of two that hold some of the same orders none waits for ever.
void StatementGateway::HoldOrders(const std::string& account_iban) {
  const std::vector<std::optional<std::string>> account = {account_iban};
  sql::OneTrip(work_,
               "SELECT count(*) FROM (SELECT FROM settlement.payment_order o"
               " JOIN settlement.payment_run r ON r.payment_run_id = o.payment_run_id"
               " WHERE r.payer_iban = $1::text AND o.state = 'SENT'"
               " ORDER BY o.end_to_end_id FOR UPDATE OF o) held",
               account);
}

std::vector<SentOrder> StatementGateway::Orders(const std::string& account_iban,
                                                const std::vector<std::string>& references) {
  std::vector<SentOrder> orders;
  for (const auto chunk : ChunksOf(references)) {
    const std::vector<std::optional<std::string>> named = {account_iban, sql::ArrayLiteral(chunk)};
    const auto rows = sql::OneTrip(work_, kOrders, named);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      orders.push_back(ReadSentOrder(rows, row));
    }
  }
  return orders;
}

void StatementGateway::SetStates(const std::vector<MetOrder>& orders) {
  for (const auto chunk : ChunksOf(orders)) {
    sql::Columns columns(3);
    for (const MetOrder& o : chunk) columns.Add({o.provider_id, o.payment_order_id, o.state});
    columns.Execute(work_,
                    "UPDATE settlement.payment_order o SET state = x.c2"
                    " FROM unnest(:c0::text[], :c1::text[], :c2::text[]) AS x (c0, c1, c2)"
                    " WHERE o.provider_id = x.c0 AND o.payment_order_id = x.c1");
  }
}

Result<void> StatementGateway::Insert(const BankStatement& s) {
  sql::Columns columns(15);
  columns.Add({s.statement_id.text(), s.file_sha256, std::to_string(s.part), s.account_iban,
               s.period.start.ToString(), s.period.end.ToString(),
               std::to_string(s.opening.minor()), std::to_string(s.credits.minor()),
               std::to_string(s.debits.minor()), std::to_string(s.closing.minor()),
               std::string(s.opening.currency().code()), std::to_string(s.lines),
               std::to_string(s.matched), std::to_string(s.breaks),
               std::to_string(s.import_time.micros)});
  return sql::Constrained(kMeanings, [&] {
    columns.Execute(
        work_,
        "INSERT INTO settlement.bank_statement (statement_id, file_sha256, part, account_iban,"
        " start_date, end_date, opening_minor, credits_minor, debits_minor, closing_minor,"
        " currency_code, lines, matched, breaks, import_time)"
        " SELECT c0, c1, c2::integer, c3, c4::date, c5::date, c6::bigint, c7::bigint, c8::bigint,"
        " c9::bigint, c10, c11::integer, c12::integer, c13::integer, " +
            sql::TimestampOf("c14") +
            " FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[], :c4::text[],"
            " :c5::text[], :c6::text[], :c7::text[], :c8::text[], :c9::text[], :c10::text[],"
            " :c11::text[], :c12::text[], :c13::text[], :c14::text[])"
            " AS x (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14)");
  });
}

bool StatementGateway::Exists(const StatementId& id) {
  int found = 0;
  work_.sql() << "SELECT count(*)::integer FROM settlement.bank_statement"
                 " WHERE statement_id = :id",
      use(id.text(), "id"), into(found);
  return found == 1;
}

std::vector<BankStatement> StatementGateway::List(const rpc::Page& page) {
  const std::string after = page.AfterKey();
  const int limit = page.size + 1;
  return ReadAll(
      (work_.sql().prepare
           << "SELECT statement_id, file_sha256, part, account_iban, start_date::text,"
              " end_date::text, opening_minor, credits_minor, debits_minor, closing_minor,"
              " currency_code, lines, matched, breaks, " +
                  sql::MicrosOf("import_time") +
                  " FROM settlement.bank_statement WHERE (:after = '' OR statement_id < :after)"
                  " ORDER BY statement_id DESC LIMIT :limit",
       use(after, "after"), use(limit, "limit")),
      ReadStatement);
}

std::vector<StatementLine> StatementGateway::List(const LineFilter& filter, long long after,
                                                  int limit) {
  return ReadAll(
      (work_.sql().prepare
           << kLines + " WHERE (:match = '' OR match = :match) ORDER BY line_number LIMIT :limit",
       use(filter.statement_id.text(), "id"), use(after, "after"), use(filter.match, "match"),
       use(limit, "limit")),
      ReadLine);
}

}  // namespace tirek::settlement
