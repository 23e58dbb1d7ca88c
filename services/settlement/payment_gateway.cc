#include "services/settlement/payment_gateway.h"

#include "core/base/sha256.h"
#include "core/sql/columns.h"
#include "core/sql/constraint.h"
#include "core/sql/hex.h"
#include "core/sql/rows.h"
#include "services/settlement/chunks.h"
#include "services/settlement/party_row.h"
#include "services/settlement/row_values.h"

namespace tirek::settlement {
namespace {

using soci::into;
using soci::use;
using sql::First;
using sql::ReadAll;

constexpr const char* kOrderedMeanwhile =
    "One of these documents was ordered to be paid by another run meanwhile; try again.";
constexpr sql::ConstraintMeaning kMeanings[] = {
    {"payment_order_claim_id_uq", ErrorKind::kConflict, "CLAIM_ORDERED", kOrderedMeanwhile},
    {"payment_order_adjustment_id_uq", ErrorKind::kConflict, "CLAIM_ORDERED", kOrderedMeanwhile},
    {"payment_order_advance_id_uq", ErrorKind::kConflict, "CLAIM_ORDERED", kOrderedMeanwhile},
    {"payment_run_message_id_uq", ErrorKind::kConflict, "CLAIM_ORDERED", kOrderedMeanwhile},
    {"payment_order_end_to_end_id_uq", ErrorKind::kConflict, "CLAIM_ORDERED", kOrderedMeanwhile},
};

const std::string kRunColumns =
    "SELECT payment_run_id, month, state, orders, total_minor, currency_code,"
    " execution_date::text, payer_name, payer_bin, payer_iban, payer_bic, payer_kbe, created_by,"
    " approved_by, version, " +
    sql::MicrosOf("create_time") +
    ", message_id, cancelled_by, cancel_reason, approvals_needed, held_orders, held_minor,"
    " coalesce(due_by::text, ''), selected_order_id, selected_provider_id, selected_budget_code,"
    " selected_funding_source"
    " FROM settlement.payment_run";

std::optional<CivilDate> DateUnlessEmpty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(sql::DateOf(text));
}

PaymentRun ReadRun(const soci::row& row) {
  return {PaymentRunId::Trusted(row.get<std::string>(0)),
          row.get<std::string>(1),
          row.get<std::string>(2),
          row.get<int>(3),
          MoneyOf(row, 4, 5),
          sql::DateOf(row.get<std::string>(6)),
          ReadParty(row, 7),
          row.get<std::string>(12),
          row.get<std::string>(13),
          row.get<int>(14),
          {row.get<long long>(15)},
          row.get<std::string>(16),
          row.get<std::string>(17),
          row.get<std::string>(18),
          row.get<int>(19),
          row.get<int>(20),
          MoneyOf(row, 21, 5),
          {DateUnlessEmpty(row.get<std::string>(22)), row.get<std::string>(23),
           row.get<std::string>(24), row.get<std::string>(25), row.get<std::string>(26)}};
}

constexpr const char* kOrderColumns =
    "SELECT payment_order_id, payment_run_id, end_to_end_id, provider_id, coalesce(claim_id, ''),"
    " coalesce(adjustment_id, ''), coalesce(advance_id, ''), contract_id, month, amount_minor,"
    " netted_minor, currency_code, payee_name, payee_bin, payee_iban, payee_bic, payee_kbe, knp, "
    "purpose, state,"
    " held_reason, coalesce(bank_status, ''), coalesce(trim(reason_code || ' ' || reason_text), "
    "''),"
    " advances_minor, funding_source, budget_code, returned_minor"
    " FROM settlement.payment_order o LEFT JOIN LATERAL"
    " (SELECT s.bank_status, s.reason_code, s.reason_text FROM settlement.payment_status s"
    " WHERE s.provider_id = o.provider_id AND s.payment_order_id = o.payment_order_id"
    " ORDER BY s.payment_report_id DESC LIMIT 1) reported ON true";

PaymentOrder ReadOrder(const soci::row& row) {
  return {PaymentOrderId::Trusted(row.get<std::string>(0)),
          PaymentRunId::Trusted(row.get<std::string>(1)),
          row.get<std::string>(2),
          row.get<std::string>(3),
          row.get<std::string>(4),
          row.get<std::string>(5),
          row.get<std::string>(6),
          row.get<std::string>(7),
          row.get<std::string>(8),
          MoneyOf(row, 9, 11),
          MoneyOf(row, 10, 11),
          ReadParty(row, 12),
          row.get<std::string>(17),
          row.get<std::string>(18),
          row.get<std::string>(19),
          row.get<std::string>(20),
          row.get<std::string>(21),
          row.get<std::string>(22),
          {},
          row.get<long long>(23),
          row.get<std::string>(24),
          row.get<std::string>(25),
          row.get<long long>(26)};
}

}  // namespace

std::set<std::string> PaymentGateway::EndToEndIds(const Month& month) {
  const std::string text = month.ToString();
  const auto ids =
      ReadAll((work_.sql().prepare << "SELECT end_to_end_id FROM settlement.payment_order"
                                      " WHERE month = :month",
               use(text, "month")),
              [](const soci::row& row) { return row.get<std::string>(0); });
  return {ids.begin(), ids.end()};
}

int PaymentGateway::CountRuns(const std::string& month) {
  int count = 0;
  work_.sql() << "SELECT count(*)::integer FROM settlement.payment_run WHERE month = :month",
      use(month, "month"), into(count);
  return count;
}

Result<void> PaymentGateway::Insert(const PaymentRun& run) {
  const PaymentSelection& selection = run.selection;
  sql::Columns columns(22);
  columns.Add({run.payment_run_id.text(),
               run.month,
               run.state,
               std::to_string(run.orders),
               std::to_string(run.total.minor()),
               std::string(run.total.currency().code()),
               run.execution_date.ToString(),
               run.payer.name,
               run.payer.bin,
               run.payer.iban,
               run.payer.bic,
               run.payer.kbe,
               run.created_by,
               std::to_string(run.version),
               std::to_string(run.create_time.micros),
               run.message_id,
               std::to_string(run.approvals_needed),
               selection.due_by ? std::optional(selection.due_by->ToString()) : std::nullopt,
               selection.order_id,
               selection.provider_id,
               selection.budget_code,
               selection.funding_source});
  const std::string insert =
      "INSERT INTO settlement.payment_run (payment_run_id, month, state, orders, total_minor,"
      " currency_code, execution_date, payer_name, payer_bin, payer_iban, payer_bic, payer_kbe,"
      " created_by, version, create_time, message_id, approvals_needed, due_by,"
      " selected_order_id, selected_provider_id, selected_budget_code, selected_funding_source)"
      " SELECT c0, c1, c2, c3::integer, c4::bigint, c5, c6::date, c7, c8, c9, c10, c11, c12,"
      " c13::integer, " +
      sql::TimestampOf("c14") +
      ", c15, c16::integer, c17::date, c18, c19, c20, c21 FROM unnest(:c0::text[], :c1::text[], "
      ":c2::text[], "
      ":c3::text[], :c4::text[],"
      " :c5::text[], :c6::text[], :c7::text[], :c8::text[], :c9::text[], :c10::text[],"
      " :c11::text[], :c12::text[], :c13::text[], :c14::text[], :c15::text[], :c16::text[],"
      " :c17::text[], :c18::text[], :c19::text[], :c20::text[], :c21::text[])"
      " AS x (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17,"
      " c18, c19, c20, c21)";
  return sql::Constrained(kMeanings, [&] { columns.Execute(work_, insert); });
}

Result<void> PaymentGateway::Insert(const std::vector<PaymentOrder>& orders) {
  constexpr const char* kInsert =
      "INSERT INTO settlement.payment_order (payment_order_id, payment_run_id, end_to_end_id,"
      " provider_id, claim_id, contract_id, month, amount_minor, currency_code, payee_name,"
      " payee_bin, payee_iban, payee_bic, payee_kbe, knp, purpose, state, adjustment_id,"
      " netted_minor, advance_id, advances_minor, funding_source, budget_code, pays_part)"
      " SELECT c0, c1, c2, c3, c4, c5, c6, c7::bigint, c8, c9, c10, c11, c12, c13, c14, c15, c16,"
      " c17, c18::bigint, c19, c20::bigint, c21, c22,"
      " EXISTS (SELECT FROM settlement.payment_order o WHERE o.provider_id = c3"
      " AND (o.claim_id = c4 OR o.adjustment_id = c17)"
      " AND o.state NOT IN ('CANCELLED', 'HELD', 'REJECTED', 'RETURNED')"
      " AND (o.pays_part OR o.returned_minor > 0)) FROM unnest(:c0::text[], :c1::text[], "
      ":c2::text[], :c3::text[],"
      " :c4::text[], :c5::text[], :c6::text[], :c7::text[], :c8::text[], :c9::text[],"
      " :c10::text[], :c11::text[], :c12::text[], :c13::text[], :c14::text[], :c15::text[],"
      " :c16::text[], :c17::text[], :c18::text[], :c19::text[], :c20::text[], :c21::text[],"
      " :c22::text[]) AS x (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15,"
      " c16, c17, c18, c19, c20, c21, c22)";
  for (const auto chunk : ChunksOf(orders)) {
    sql::Columns columns(23);
    for (const PaymentOrder& o : chunk) {
      columns.Add({o.payment_order_id.text(),
                   o.payment_run_id.text(),
                   o.end_to_end_id,
                   o.provider_id,
                   NullIfEmpty(o.claim_id),
                   o.contract_id,
                   o.month,
                   std::to_string(o.amount.minor()),
                   std::string(o.amount.currency().code()),
                   o.payee.name,
                   o.payee.bin,
                   o.payee.iban,
                   o.payee.bic,
                   o.payee.kbe,
                   o.knp,
                   o.purpose,
                   o.state,
                   NullIfEmpty(o.adjustment_id),
                   std::to_string(o.netted.minor()),
                   NullIfEmpty(o.advance_id),
                   std::to_string(o.advances_minor),
                   o.funding_source,
                   o.budget_code});
    }
    TIREK_RETURN_IF_ERROR(sql::Constrained(kMeanings, [&] { columns.Execute(work_, kInsert); }));
  }
  return {};
}

std::optional<PaymentRun> PaymentGateway::Find(const PaymentRunId& id) {
  const std::string text = id.text();
  return First(
      ReadAll((work_.sql().prepare << kRunColumns + " WHERE payment_run_id = :id", use(text, "id")),
              ReadRun));
}

std::optional<PaymentRun> PaymentGateway::Lock(const PaymentRunId& id) {
  const std::string text = id.text();
  return First(
      ReadAll((work_.sql().prepare << kRunColumns + " WHERE payment_run_id = :id FOR UPDATE",
               use(text, "id")),
              ReadRun));
}

void PaymentGateway::Update(const PaymentRun& run) {
  const long long held_minor = run.held_total.minor();
  work_.sql() << "UPDATE settlement.payment_run SET state = :state, approved_by = :approved_by,"
                 " version = :version, cancelled_by = :cancelled_by, cancel_reason = :reason,"
                 " held_orders = :held_orders, held_minor = :held_minor"
                 " WHERE payment_run_id = :id",
      use(run.state, "state"), use(run.approved_by, "approved_by"), use(run.version, "version"),
      use(run.cancelled_by, "cancelled_by"), use(run.cancel_reason, "reason"),
      use(run.held_orders, "held_orders"), use(held_minor, "held_minor"),
      use(run.payment_run_id.text(), "id");
}

std::vector<PaymentRun> PaymentGateway::List(const PaymentRunFilter& filter,
                                             const rpc::Page& page) {
  const std::string after = page.AfterKey();
  const int limit = page.size + 1;
  return ReadAll(
      (work_.sql().prepare << kRunColumns + " WHERE (:month = '' OR month = :month)"
                                            " AND (:message_id = '' OR message_id = :message_id)"
                                            " AND (:after = '' OR payment_run_id < :after)"
                                            " ORDER BY payment_run_id DESC LIMIT :limit",
       use(filter.month, "month"), use(filter.message_id, "message_id"), use(after, "after"),
       use(limit, "limit")),
      ReadRun);
}

std::vector<PaymentOrder> PaymentGateway::OrdersOf(const PaymentRunId& id) {
  const std::string text = id.text();
  return ReadAll((work_.sql().prepare << std::string(kOrderColumns) +
                                             " WHERE payment_run_id = :id ORDER BY end_to_end_id",
                  use(text, "id")),
                 ReadOrder);
}

std::vector<PaymentOrder> PaymentGateway::List(const PaymentOrderFilter& filter,
                                               const rpc::Page& page) {
  const std::string after = page.AfterKey();
  const int limit = page.size + 1;
  return ReadAll((work_.sql().prepare << std::string(kOrderColumns) +
                                             " WHERE (:run = '' OR payment_run_id = :run)"
                                             " AND (:provider = '' OR provider_id = :provider)"
                                             " AND (:state = '' OR state = :state)"
                                             " AND end_to_end_id > :after"
                                             " ORDER BY end_to_end_id LIMIT :limit",
                  use(filter.payment_run_id, "run"), use(filter.provider_id, "provider"),
                  use(filter.state, "state"), use(after, "after"), use(limit, "limit")),
                 ReadOrder);
}

void PaymentGateway::MarkSent(const PaymentRunId& id) {
  work_.sql() << "UPDATE settlement.payment_order SET state ="
                 " CASE WHEN amount_minor = 0 THEN 'NETTED' ELSE 'SENT' END"
                 " WHERE payment_run_id = :id AND state = 'DRAFT'",
      use(id.text(), "id");
}

void PaymentGateway::MarkHeld(const std::vector<PaymentOrder>& orders) {
  for (const auto chunk : ChunksOf(orders)) {
    sql::Columns columns(3);
    for (const PaymentOrder& order : chunk) {
      columns.Add({order.provider_id, order.payment_order_id.text(), order.held_reason});
    }
    columns.Execute(work_,
                    "UPDATE settlement.payment_order o SET state = 'HELD', held_reason = x.c2"
                    " FROM unnest(:c0::text[], :c1::text[], :c2::text[]) AS x (c0, c1, c2)"
                    " WHERE o.provider_id = x.c0 AND o.payment_order_id = x.c1");
  }
}

void PaymentGateway::MarkCancelled(const PaymentRunId& id) {
  work_.sql() << "UPDATE settlement.payment_order SET state = 'CANCELLED'"
                 " WHERE payment_run_id = :id",
      use(id.text(), "id");
}

std::set<std::string> PaymentGateway::ChangedPayees(const PaymentRunId& id) {
  const std::string text = id.text();
  const auto changed = ReadAll(
      (work_.sql().prepare << "SELECT o.end_to_end_id FROM settlement.payment_order o"
                              " JOIN registry.published_provider p ON p.provider_id = o.provider_id"
                              " WHERE o.payment_run_id = :id AND o.amount_minor > 0"
                              " AND (p.iban, p.bic) <> (o.payee_iban, o.payee_bic)",
       use(text, "id")),
      [](const soci::row& row) { return row.get<std::string>(0); });
  return {changed.begin(), changed.end()};
}

void PaymentGateway::InsertFile(const ExportedFile& exported, Instant now) {
  const std::string hex = sql::ToHex(exported.bytes);
  const std::string sha256 = Sha256Hex(exported.bytes);
  const std::string micros = std::to_string(now.micros);
  work_.sql() << "INSERT INTO settlement.payment_file (payment_run_id, file, sha256, format,"
                 " create_time) VALUES (:id, decode(:hex, 'hex'), :sha256, :format, " +
                     sql::TimestampOf(":micros") + ")",
      use(exported.run.payment_run_id.text(), "id"), use(hex, "hex"), use(sha256, "sha256"),
      use(exported.format, "format"), use(micros, "micros");
}

ExportedFile PaymentGateway::File(const PaymentRun& run) {
  std::string hex;
  std::string format;
  work_.sql() << "SELECT encode(file, 'hex'), format FROM settlement.payment_file"
                 " WHERE payment_run_id = :id",
      use(run.payment_run_id.text(), "id"), into(hex), into(format);
  if (!work_.sql().got_data()) return {run, "", ""};
  return {run, sql::FromHex(hex), format};
}

}  // namespace tirek::settlement
