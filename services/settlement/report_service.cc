#include "services/settlement/report_service.h"

#include <map>
#include <utility>

#include "billing/bank/payment_report.h"
#include "billing/bank/utf8.h"
#include "billing/ledger/posting_rules.h"
#include "core/base/fault.h"
#include "core/base/sha256.h"
#include "core/calendar/time_zone.h"
#include "services/settlement/ledger_gateway.h"
#include "services/settlement/payment_order_text.h"
#include "services/settlement/report_gateway.h"
#include "services/settlement/statement_gateway.h"

namespace tirek::settlement {
namespace {

constexpr std::size_t kLongestReason = 300;

// Of a rejection what it means depends on where the order stands.
const char* OutcomeOf(const bank::ReportedStatus& status, const ReportedOrder& order) {
  switch (bank::OutcomeOf(status.code)) {
    case bank::PaymentOutcome::kUnderWay:
      return "UNDER_WAY";
    case bank::PaymentOutcome::kSettled:
      return "SETTLED";
    case bank::PaymentOutcome::kRejected:
      break;
  }
  if (order.state == "SENT") return "REJECTED";
  return order.state == "REJECTED" ? "REJECTED_BEFORE" : "CONTRADICTED";
}

ReportedPayment PaymentOf(const std::string& end_to_end_id, const bank::ReportedStatus& status) {
  ReportedPayment payment{end_to_end_id, "", "", status.code, "", "", "UNKNOWN"};
  for (const bank::StatusReason& reason : status.reasons) {
    if (payment.reason_code.empty()) payment.reason_code = reason.code;
    if (payment.reason_text.empty()) payment.reason_text = reason.text;
  }
  payment.reason_text = FirstCharacters(payment.reason_text, kLongestReason);
  return payment;
}

// Each order of the file, and then what the report names besides.
std::vector<ReportedPayment> Compared(const bank::PaymentReport& report,
                                      const std::vector<ReportedOrder>& orders) {
  const bank::PaymentStatuses statuses(report);
  std::vector<ReportedPayment> payments;
  std::map<std::string_view, const ReportedOrder*> by_id;
  for (const ReportedOrder& order : orders) {
    by_id[order.end_to_end_id] = &order;
    const bank::ReportedStatus& status =
        statuses.Of(report.original_message_id, order.end_to_end_id);
    if (status.code.empty()) continue;
    ReportedPayment payment = PaymentOf(order.end_to_end_id, status);
    payment.provider_id = order.provider_id;
    payment.payment_order_id = order.payment_order_id;
    payment.outcome = OutcomeOf(status, order);
    payments.push_back(std::move(payment));
  }
  std::map<std::string_view, bool> named;
  for (const bank::TransferStatus& transfer : report.transfers) {
    if (by_id.contains(transfer.end_to_end_id) || named[transfer.end_to_end_id]) continue;
    named[transfer.end_to_end_id] = true;
    payments.push_back(PaymentOf(transfer.end_to_end_id, transfer.status));
  }
  return payments;
}

Result<ledger::Entry> TakenBack(const ReportedOrder& order, const std::string& report_id,
                                CivilDate day) {
  TIREK_ASSIGN_OR_RETURN(
      const auto sent,
      ledger::PostSentPaymentOrder({order.provider_id, order.payment_order_id, order.dims,
                                    order.execution_date, order.amount, order.netted, order.pays}));
  return ledger::Reverse(sent, {order.entry_id, report_id + "/" + order.payment_order_id, day});
}

}  // namespace

Result<ImportedReport> ReportService::Import(rpc::Call& call, const NewReport& wanted) {
  ReportGateway gateway(call.work());
  ImportedReport imported{ids_.Next<PaymentReportTag>(),
                          Sha256Hex(wanted.file),
                          "",
                          call.principal().name,
                          call.now(),
                          {}};
  TIREK_RETURN_IF_ERROR(gateway.RequireNew(imported.file_sha256));
  TIREK_ASSIGN_OR_RETURN(const auto report, bank::ParsePaymentReport(wanted.file));
  imported.message_id = report.original_message_id;
  const auto orders = gateway.LockOrders(imported.message_id);
  if (orders.empty()) {
    return Error{ErrorKind::kNotFound,
                 "PAYMENT_RUN_NOT_FOUND",
                 "The report answers a file that we have not sent.",
                 {{"message_id", imported.message_id}},
                 {}};
  }
  imported.payments = Compared(report, orders);
  std::map<std::string_view, const ReportedOrder*> by_id;
  for (const ReportedOrder& order : orders) by_id[order.payment_order_id] = &order;
  std::vector<ledger::Entry> entries;
  std::vector<MetOrder> rejected;
  const CivilDate day = Kazakhstan().CivilDayOf(call.now());
  for (const ReportedPayment& payment : imported.payments) {
    if (payment.outcome != "REJECTED") continue;
    TIREK_ASSIGN_OR_RETURN(auto entry, TakenBack(*by_id.at(payment.payment_order_id),
                                                 imported.payment_report_id.text(), day));
    entries.push_back(std::move(entry));
    rejected.push_back({payment.provider_id, payment.payment_order_id, "REJECTED"});
  }
  TIREK_RETURN_IF_ERROR(LedgerGateway(call.work()).PostAll(entries, call.now()));
  TIREK_RETURN_IF_ERROR(gateway.Insert(imported));
  StatementGateway(call.work()).SetStates(rejected);
  FaultPoint("payment.reported");
  call.NameSubject(imported.payment_report_id.text());
  return imported;
}

}  // namespace tirek::settlement
