#include "services/settlement/advance_gateway.h"

#include "core/sql/columns.h"
#include "core/sql/rows.h"
#include "services/settlement/row_values.h"

namespace tirek::settlement {
namespace {

using soci::into;
using soci::use;
using sql::First;
using sql::ReadAll;

const std::string kAdvances =
    "SELECT s.advance_id, s.advance_number, s.provider_id, s.contract_id, s.month, s.amount_minor,"
    " s.currency_code, coalesce(trim_scale(s.instalment_percent)::text, ''), s.funding_source,"
    " s.budget_code, s.reason, s.state, s.requested_by, " +
    sql::MicrosOf("s.request_time") + ", s.approved_by, coalesce(" +
    sql::MicrosOf("s.approve_time") +
    ", -1), s.cancelled_by, s.cancel_reason, s.version, s.standing, s.end_to_end_id,"
    " coalesce(s.paid_date::text, ''), s.earned_minor, s.recouped_minor, s.given_back_minor,"
    " s.unearned_minor, coalesce(p.bin, ''), k.number, k.end_date::text"
    " FROM settlement.advance_standing s"
    " JOIN contracts.published_contract k ON k.contract_id = s.contract_id"
    " LEFT JOIN registry.published_provider p ON p.provider_id = s.provider_id";

Advance ReadAdvance(const soci::row& row) {
  Advance advance{AdvanceId::Trusted(row.get<std::string>(0)),
                  row.get<std::string>(1),
                  row.get<std::string>(2),
                  row.get<std::string>(3),
                  row.get<std::string>(4),
                  MoneyOf(row, 5, 6),
                  PercentOf(row.get<std::string>(7)),
                  row.get<std::string>(8),
                  row.get<std::string>(9),
                  row.get<std::string>(10),
                  row.get<std::string>(11),
                  row.get<std::string>(12),
                  {row.get<long long>(13)},
                  row.get<std::string>(14)};
  const long long approved = row.get<long long>(15);
  if (approved >= 0) advance.approve_time = Instant{approved};
  advance.cancelled_by = row.get<std::string>(16);
  advance.cancel_reason = row.get<std::string>(17);
  advance.version = row.get<int>(18);
  advance.standing = row.get<std::string>(19);
  advance.end_to_end_id = row.get<std::string>(20);
  const std::string paid = row.get<std::string>(21);
  if (!paid.empty()) advance.paid_date = sql::DateOf(paid);
  advance.earned = MoneyOf(row, 22, 6);
  advance.recouped = MoneyOf(row, 23, 6);
  advance.given_back = MoneyOf(row, 24, 6);
  advance.unearned = MoneyOf(row, 25, 6);
  advance.provider_bin = row.get<std::string>(26);
  advance.contract_number = row.get<std::string>(27);
  advance.contract_end = sql::DateOf(row.get<std::string>(28));
  return advance;
}

}  // namespace

std::optional<AdvancedContract> AdvanceGateway::FindContract(const std::string& contract_id) {
  return First(
      ReadAll((work_.sql().prepare
                   << "SELECT k.provider_id, k.number, k.start_date::text, k.end_date::text,"
                      " k.ceiling_minor, (SELECT coalesce(sum(s.amount_minor - s.earned_minor"
                      " - s.recouped_minor), 0)::bigint"
                      " FROM settlement.advance_standing s WHERE s.contract_id = k.contract_id"
                      " AND s.state <> 'CANCELLED'), k.currency_code::text"
                      " FROM contracts.published_contract k WHERE k.contract_id = :id",
               use(contract_id, "id")),
              [](const soci::row& row) {
                return AdvancedContract{
                    row.get<std::string>(0),
                    row.get<std::string>(1),
                    {sql::DateOf(row.get<std::string>(2)), sql::DateOf(row.get<std::string>(3))},
                    MoneyOf(row, 4, 6),
                    MoneyOf(row, 5, 6)};
              }));
}

int AdvanceGateway::CountOf(const std::string& month) {
  int count = 0;
  work_.sql() << "SELECT count(*)::integer FROM settlement.advance WHERE month = :month",
      use(month, "month"), into(count);
  return count;
}

void AdvanceGateway::Insert(const Advance& advance) {
  sql::Columns columns(14);
  columns.Add({advance.provider_id, advance.advance_id.text(), advance.number, advance.contract_id,
               advance.month, std::to_string(advance.amount.minor()),
               std::string(advance.amount.currency().code()),
               advance.instalment_percent ? std::optional(advance.instalment_percent->ToString())
                                          : std::nullopt,
               advance.funding_source, advance.budget_code, advance.reason, advance.state,
               advance.requested_by, std::to_string(advance.request_time.micros)});
  columns.Execute(
      work_,
      "INSERT INTO settlement.advance (provider_id, advance_id, advance_number, contract_id,"
      " month, amount_minor, currency_code, instalment_percent, funding_source,"
      " budget_code, reason, state, requested_by, request_time)"
      " SELECT c0, c1, c2, c3, c4, c5::bigint, c6, c7::numeric, c8, c9, c10, c11, c12, " +
          sql::TimestampOf("c13") +
          " FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[],"
          " :c4::text[], :c5::text[], :c6::text[], :c7::text[], :c8::text[],"
          " :c9::text[], :c10::text[], :c11::text[], :c12::text[], :c13::text[])"
          " AS x (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13)");
}

void AdvanceGateway::Update(const Advance& advance) {
  const std::string id = advance.advance_id.text();
  const std::string micros =
      advance.approve_time ? std::to_string(advance.approve_time->micros) : "";
  work_.sql() << "UPDATE settlement.advance SET state = :state, approved_by = :approved_by,"
                 " approve_time = " +
                     sql::TimestampOf("nullif(:micros, '')") +
                     ", cancelled_by = :cancelled_by, cancel_reason = :reason, version = :version"
                     " WHERE provider_id = :provider AND advance_id = :id",
      use(advance.state, "state"), use(advance.approved_by, "approved_by"), use(micros, "micros"),
      use(advance.cancelled_by, "cancelled_by"), use(advance.cancel_reason, "reason"),
      use(advance.version, "version"), use(advance.provider_id, "provider"), use(id, "id");
}

std::optional<Advance> AdvanceGateway::Lock(const AdvanceId& id) {
  const std::string text = id.text();
  // Read after the lock is held: a statement sees what was committed before it began.
  work_.sql() << "SELECT count(*) FROM (SELECT FROM settlement.advance"
                 " WHERE advance_id = :id FOR UPDATE) held",
      use(text, "id");
  return Find(id);
}

std::optional<Advance> AdvanceGateway::Find(const AdvanceId& id) {
  const std::string text = id.text();
  return First(
      ReadAll((work_.sql().prepare << kAdvances + " WHERE s.advance_id = :id", use(text, "id")),
              ReadAdvance));
}

std::vector<Advance> AdvanceGateway::List(const AdvanceFilter& filter, const rpc::Page& page) {
  const std::string after = page.AfterKey();
  const int limit = page.size + 1;
  return ReadAll(
      (work_.sql().prepare << kAdvances + " WHERE (:provider = '' OR s.provider_id = :provider)"
                                          " AND (:contract = '' OR s.contract_id = :contract)"
                                          " AND (:state = '' OR s.standing = :state)"
                                          " AND (:number = '' OR s.advance_number = :number)"
                                          " AND (:after = '' OR s.advance_id < :after)"
                                          " ORDER BY s.advance_id DESC LIMIT :limit",
       use(filter.provider_id, "provider"), use(filter.contract_id, "contract"),
       use(filter.state, "state"), use(filter.number, "number"), use(after, "after"),
       use(limit, "limit")),
      ReadAdvance);
}

int AdvanceGateway::Recoup(const Advance& advance, const std::string& principal,
                           const std::string& reason, Instant now) {
  const std::string id = advance.advance_id.text();
  const std::string micros = std::to_string(now.micros);
  const long long minor = advance.unearned.minor();
  int number = 0;
  work_.sql() << "INSERT INTO settlement.advance_recoupment (provider_id, advance_id, number,"
                 " amount_minor, principal, reason, record_time) SELECT :provider, :id,"
                 " coalesce(max(number), 0) + 1, :minor, :principal, :reason, " +
                     sql::TimestampOf(":micros") +
                     " FROM settlement.advance_recoupment"
                     " WHERE provider_id = :provider AND advance_id = :id RETURNING number",
      use(advance.provider_id, "provider"), use(id, "id"), use(minor, "minor"),
      use(principal, "principal"), use(reason, "reason"), use(micros, "micros"), into(number);
  return number;
}

}  // namespace tirek::settlement
