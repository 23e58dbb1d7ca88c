#include "services/settlement/report_gateway.h"

#include "core/sql/columns.h"
#include "core/sql/constraint.h"
#include "core/sql/rows.h"
#include "services/settlement/chunks.h"
#include "services/settlement/dimensions.h"
#include "services/settlement/row_values.h"

namespace tirek::settlement {
namespace {

using soci::into;
using soci::use;

constexpr sql::ConstraintMeaning kMeanings[] = {
    {"payment_report_file_sha256_uq", ErrorKind::kAlreadyExists, "PAYMENT_REPORT_IMPORTED",
     "This report was imported already."},
};

}  // namespace

Result<void> ReportGateway::RequireNew(const std::string& sha256) {
  int known = 0;
  work_.sql() << "SELECT count(*)::integer FROM settlement.payment_report"
                 " WHERE file_sha256 = :sha256",
      use(sha256, "sha256"), into(known);
  if (known == 0) return {};
  return Error{ErrorKind::kAlreadyExists,
               "PAYMENT_REPORT_IMPORTED",
               "This report was imported already.",
               {},
               {}};
}

std::vector<ReportedOrder> ReportGateway::LockOrders(const std::string& message_id) {
  return sql::ReadAll(
      (work_.sql().prepare
           << "SELECT o.payment_order_id, o.provider_id, o.contract_id, o.end_to_end_id,"
              " o.amount_minor, o.netted_minor, o.currency_code, o.state,"
              " r.execution_date::text, e.entry_id, (o.advance_id IS NOT NULL)::integer,"
              " o.advances_minor, o.funding_source, o.budget_code FROM settlement.payment_order o"
              " JOIN settlement.payment_run r ON r.payment_run_id = o.payment_run_id"
              " JOIN settlement.entry e ON e.ledger_id = o.provider_id"
              " AND e.source_type = 'PAYMENT_ORDER' AND e.source_id = o.payment_order_id"
              " WHERE r.message_id = :message AND r.state = 'SENT' AND o.amount_minor > 0"
              " ORDER BY o.provider_id, o.payment_order_id FOR UPDATE OF o",
       use(message_id, "message")),
      [](const soci::row& row) {
        return ReportedOrder{row.get<std::string>(0),
                             row.get<std::string>(1),
                             row.get<std::string>(3),
                             MoneyOf(row, 4, 6),
                             MoneyOf(row, 5, 6),
                             row.get<std::string>(7),
                             sql::DateOf(row.get<std::string>(8)),
                             row.get<std::string>(9),
                             {row.get<int>(10) == 1, row.get<long long>(11)},
                             DimensionsOf(row.get<std::string>(2), row.get<std::string>(12),
                                          row.get<std::string>(13))};
      });
}

Result<void> ReportGateway::Insert(const ImportedReport& imported) {
  const std::string micros = std::to_string(imported.import_time.micros);
  TIREK_RETURN_IF_ERROR(sql::Constrained(kMeanings, [&] {
    work_.sql() << "INSERT INTO settlement.payment_report (payment_report_id, file_sha256,"
                   " message_id, principal, import_time) VALUES (:id, :sha256, :message,"
                   " :principal, " +
                       sql::TimestampOf(":micros") + ")",
        use(imported.payment_report_id.text(), "id"), use(imported.file_sha256, "sha256"),
        use(imported.message_id, "message"), use(imported.principal, "principal"),
        use(micros, "micros");
  }));
  int line = 0;
  for (const auto chunk : ChunksOf(imported.payments)) {
    sql::Columns columns(9);
    for (const ReportedPayment& payment : chunk) {
      columns.Add({imported.payment_report_id.text(), std::to_string(++line), payment.end_to_end_id,
                   NullIfEmpty(payment.provider_id), NullIfEmpty(payment.payment_order_id),
                   payment.bank_status, payment.reason_code, payment.reason_text, payment.outcome});
    }
    columns.Execute(work_,
                    "INSERT INTO settlement.payment_status (payment_report_id, line,"
                    " end_to_end_id, provider_id, payment_order_id, bank_status, reason_code,"
                    " reason_text, outcome)"
                    " SELECT c0, c1::integer, c2, c3, c4, c5, c6, c7, c8"
                    " FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[],"
                    " :c4::text[], :c5::text[], :c6::text[], :c7::text[], :c8::text[])"
                    " AS x (c0, c1, c2, c3, c4, c5, c6, c7, c8)");
  }
  return {};
}

}  // namespace tirek::settlement
