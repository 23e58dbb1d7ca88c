#include "services/settlement/account_gateway.h"

#include "core/base/assert.h"
#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/one_trip.h"
#include "services/settlement/row_values.h"

namespace tirek::settlement {
namespace {

using Parameters = std::vector<std::optional<std::string>>;

// An account that nothing was posted to yet, where the ledger has it not.
constexpr const char* kOpenAccount =
    "UPDATE settlement.ledger l SET account = account || $2::settlement.account_kind,"
    " currency_code = currency_code || $3::text, least_minor = array_append(least_minor, NULL),"
    " most_minor = array_append(most_minor, NULL),"
    " reserved_debit_minor = array_append(reserved_debit_minor, 0::bigint),"
    " reserved_credit_minor = array_append(reserved_credit_minor, 0::bigint),"
    " opened_minor = array_append(opened_minor, 0::numeric),"
    " balance_minor = array_append(balance_minor, 0::bigint),"
    " debited_minor = array_append(debited_minor, 0::numeric)"
    " WHERE ledger_id = $1::text AND NOT EXISTS"
    " (SELECT FROM unnest(l.account, l.currency_code) AS a (account, currency_code)"
    " WHERE a.account = $2::settlement.account_kind AND a.currency_code = $3::text)";

std::optional<std::string> TextOf(const std::optional<std::int64_t>& number) {
  return number ? std::optional(std::to_string(*number)) : std::nullopt;
}

ledger::AccountKind KindOf(std::string_view name) {
  const auto kind = ledger::ParseAccountKind(name);
  TIREK_ASSERT(kind.has_value());
  return *kind;
}

ListedReservation ReservationOf(const sql::TextRows& rows, std::size_t row) {
  ledger::ReservationDraft draft;
  draft.ledger_id = rows.Text(row, 0);
  draft.reservation_id = rows.Text(row, 1);
  draft.debit = KindOf(rows.Text(row, 2));
  draft.credit = KindOf(rows.Text(row, 3));
  draft.amount_minor = rows.Int64(row, 4);
  draft.currency = CurrencyOf(std::string(rows.Text(row, 5)));
  draft.effective_date = sql::DateOf(std::string(rows.Text(row, 6)));
  draft.description = rows.Text(row, 7);
  if (!rows.IsNull(row, 8)) draft.dims.contract_id = std::string(rows.Text(row, 8));
  if (!rows.IsNull(row, 9)) draft.expire_time = Instant{rows.Int64(row, 9)};
  return {std::move(draft), std::string(rows.Text(row, 10)), std::string(rows.Text(row, 11))};
}

}  // namespace

std::vector<std::string> AccountGateway::Unknown(const std::vector<std::string>& ledgers) {
  const Parameters parameters = {sql::ArrayLiteral(ledgers), std::string(ledger::kPayerLedger)};
  const auto rows = sql::OneTrip(
      work_,
      "SELECT x.ledger_id FROM unnest($1::text[]) AS x (ledger_id) WHERE x.ledger_id <> $2::text"
      " AND NOT EXISTS (SELECT FROM registry.published_provider p"
      " WHERE p.provider_id = x.ledger_id) ORDER BY 1",
      parameters);
  std::vector<std::string> unknown;
  for (std::size_t row = 0; row < rows.size(); ++row) unknown.emplace_back(rows.Text(row, 0));
  return unknown;
}

AccountLimits AccountGateway::SetLimits(AccountLimits limits) {
  const Parameters ledgers = {sql::ArrayLiteral(std::vector{limits.ledger_id})};
  sql::OneTrip(work_, "SELECT ledger_id FROM settlement.lock_ledgers($1::text[])", ledgers);
  const Parameters parameters = {
      limits.ledger_id, std::string(ledger::AccountKindName(limits.account)),
      std::string(limits.currency.code()), TextOf(limits.least_minor), TextOf(limits.most_minor)};
  sql::OneTrip(work_, kOpenAccount, std::span(parameters).first(3));
  const auto rows = sql::OneTrip(
      work_,
      "UPDATE settlement.ledger l SET least_minor[p.place] = $4::bigint,"
      " most_minor[p.place] = $5::bigint FROM settlement.ledger o CROSS JOIN LATERAL"
      " unnest(o.account, o.currency_code) WITH ORDINALITY AS p (account, currency_code, place)"
      " WHERE l.ledger_id = $1::text AND o.ledger_id = $1::text"
      " AND p.account = $2::settlement.account_kind AND p.currency_code = $3::text"
      " RETURNING l.balance_minor[p.place]",
      parameters);
  limits.balance_minor = rows.Int64(0, 0);
  return limits;
}

std::vector<ListedReservation> AccountGateway::Reservations(const std::string& ledger_id,
                                                            const std::string& state,
                                                            const rpc::Page& page) {
  const Parameters parameters = {ledger_id, state, page.AfterKey(), std::to_string(page.size + 1)};
  const auto rows =
      sql::OneTrip(work_,
                   "SELECT ledger_id, reservation_id, debit_account, credit_account, amount_minor,"
                   " currency_code::text, effective_date::text, description, contract_id, " +
                       sql::MicrosOf("expire_time") +
                       ", state, coalesce(entry_id, '') FROM settlement.reservation"
                       " WHERE ledger_id = $1::text AND ($2::text = '' OR state = $2::text)"
                       " AND reservation_id > $3::text ORDER BY reservation_id LIMIT $4::integer",
                   parameters);
  std::vector<ListedReservation> listed;
  for (std::size_t row = 0; row < rows.size(); ++row) listed.push_back(ReservationOf(rows, row));
  return listed;
}

std::vector<KeptHead> AccountGateway::Heads(const std::string& provider_id, const rpc::Page& page) {
  const Parameters parameters = {provider_id, page.AfterKey(), std::to_string(page.size + 1)};
  const auto rows = sql::OneTrip(
      work_,
      "SELECT ledger_id, sequence, encode(hash, 'hex'), " + sql::MicrosOf("record_time") +
          " FROM settlement.ledger_head WHERE sequence > 0"
          " AND ($1::text = '' OR ledger_id = $1::text) AND ledger_id > $2::text"
          " ORDER BY ledger_id LIMIT $3::integer",
      parameters);
  std::vector<KeptHead> heads;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    heads.push_back({std::string(rows.Text(row, 0)), rows.Int64(row, 1),
                     std::string(rows.Text(row, 2)), Instant{rows.Int64(row, 3)}});
  }
  return heads;
}

}  // namespace tirek::settlement
