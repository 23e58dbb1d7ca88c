#include "services/settlement/payment_service.h"

#include <algorithm>

#include "billing/bank/payment_check.h"
#include "billing/ledger/posting_rules.h"
#include "core/base/fault.h"
#include "services/settlement/ledger_gateway.h"
#include "services/settlement/netting_gateway.h"
#include "services/settlement/payment_file.h"
#include "services/settlement/payment_gateway.h"
#include "services/settlement/payment_orders.h"

namespace tirek::settlement {
namespace {

constexpr const char* kUsualFormat = "PAIN_001_V09";
constexpr std::size_t kMostNamedPayments = 20;  // in the message of an error

Error Refused(ErrorKind kind, const char* reason, const char* message, const PaymentRunId& id) {
  return {kind, reason, message, {{"payment_run_id", id.text()}}, {}};
}

Error RunNotFound(const PaymentRunId& id) {
  return Refused(ErrorKind::kNotFound, "PAYMENT_RUN_NOT_FOUND", "There is no such payment run.",
                 id);
}

// Held until the transaction ends.
Result<PaymentRun> Locked(PaymentGateway& gateway, const PaymentRunId& id) {
  auto run = gateway.Lock(id);
  if (!run) return RunNotFound(id);
  return *std::move(run);
}

Result<void> RequireVersion(const PaymentRun& run, const std::string& etag) {
  if (etag.empty() || etag == run.etag()) return {};
  return Refused(ErrorKind::kConflict, "ETAG_MISMATCH",
                 "The payment run changed since it was read; read it again.", run.payment_run_id);
}

Result<void> RequireNotCancelled(const PaymentRun& run) {
  if (run.state != "CANCELLED") return {};
  return Refused(ErrorKind::kPrecondition, "PAYMENT_RUN_CANCELLED", "The payment run is cancelled.",
                 run.payment_run_id);
}

// What went to the bank, and nothing else ever.
Result<ExportedFile> SentFile(PaymentGateway& gateway, const PaymentRun& run,
                              const FileWish& wish) {
  ExportedFile sent = gateway.File(run);
  if (wish.format.empty() || sent.bytes.empty() || wish.format == sent.format) return sent;
  Error error =
      Refused(ErrorKind::kPrecondition, "PAYMENT_FILE_FORMAT",
              "The file of this payment run was exported in another format.", run.payment_run_id);
  error.metadata["format"] = sent.format;
  return error;
}

Result<void> RequireSameAccounts(PaymentGateway& gateway, const PaymentRunId& id) {
  std::vector<std::string> changed = gateway.ChangedPayees(id);
  if (changed.empty()) return {};
  Error error = Refused(ErrorKind::kPrecondition, "BANK_DETAILS_CHANGED",
                        "The account of a payee changed since this run was made.", id);
  error.metadata["count"] = std::to_string(changed.size());
  if (changed.size() > kMostNamedPayments) changed.resize(kMostNamedPayments);
  for (const std::string& payment : changed) {
    std::string& named = error.metadata["payments"];
    named += (named.empty() ? "" : ",") + payment;
  }
  return error;
}

// What could not be exported is refused before anybody approves it.
Result<void> RequireExportable(const PaymentRun& run, const std::vector<PaymentOrder>& orders,
                               Instant now) {
  if (run.total.is_zero()) return {};
  auto violations = bank::CheckPaymentFile(FileOf(run, orders, now));
  if (!violations.empty()) return InvalidFields(std::move(violations));
  return {};
}

}  // namespace

Result<PaymentRun> PaymentService::Create(rpc::Call& call, const NewPaymentRun& wanted) {
  PaymentGateway gateway(call.work());
  NettingGateway nettings(call.work());
  nettings.Hold();
  std::vector<Payable> payables = gateway.Payables(wanted.month);
  if (payables.empty()) {
    return Error{ErrorKind::kPrecondition,
                 "NOTHING_TO_PAY",
                 "No adjudicated claim and no adjustment of this month waits for payment.",
                 {{"month", wanted.month.ToString()}},
                 {}};
  }
  payables = OneRunOf(std::move(payables));
  const std::string month = wanted.month.ToString();
  PaymentRun run{ids_.Next<PaymentRunTag>(),
                 month,
                 "DRAFT",
                 static_cast<int>(payables.size()),
                 Money::FromMinor(0, payables.front().amount.currency()),
                 wanted.execution_date,
                 PayerOf(payables),
                 call.principal().name,
                 "",
                 1,
                 call.now(),
                 "TRK-PR-" + month + "-" + std::to_string(gateway.CountRuns(month) + 1)};
  std::vector<PaymentOrder> orders =
      MakeOrders(run, wanted.month, payables, gateway.EndToEndIds(wanted.month), ids_);
  TIREK_RETURN_IF_ERROR(TakeOff(nettings.Owings(wanted.month, ContractsOf(payables)), orders));
  TIREK_ASSIGN_OR_RETURN(run.total, TotalOf(orders));
  TIREK_RETURN_IF_ERROR(RequireExportable(run, orders, call.now()));
  TIREK_RETURN_IF_ERROR(gateway.Insert(run));
  TIREK_RETURN_IF_ERROR(gateway.Insert(orders));
  nettings.Insert(orders);
  call.NameSubject(run.payment_run_id.text());
  return run;
}

Result<PaymentRun> PaymentService::Get(rpc::Call& call, const PaymentRunId& id) {
  auto found = PaymentGateway(call.work()).Find(id);
  if (!found) return RunNotFound(id);
  return *std::move(found);
}

Result<std::vector<PaymentRun>> PaymentService::List(rpc::Call& call,
                                                     const PaymentRunFilter& filter,
                                                     const rpc::Page& page) {
  return PaymentGateway(call.work()).List(filter, page);
}

Result<PaymentRun> PaymentService::Approve(rpc::Call& call, const Approval& approval) {
  PaymentGateway gateway(call.work());
  const PaymentRunId& id = approval.payment_run_id;
  TIREK_ASSIGN_OR_RETURN(PaymentRun run, Locked(gateway, id));
  TIREK_RETURN_IF_ERROR(RequireVersion(run, approval.etag));
  TIREK_RETURN_IF_ERROR(RequireNotCancelled(run));
  if (run.state != "DRAFT") {
    return Refused(ErrorKind::kPrecondition, "PAYMENT_RUN_NOT_DRAFT",
                   "The payment run is approved already.", id);
  }
  if (run.created_by == call.principal().name) {
    return Refused(ErrorKind::kDenied, "SAME_PRINCIPAL",
                   "A payment run is approved by another person than the one who made it.", id);
  }
  TIREK_RETURN_IF_ERROR(RequireSameAccounts(gateway, id));
  run.state = "APPROVED";
  run.approved_by = call.principal().name;
  ++run.version;
  gateway.Update(run);
  call.NameSubject(id.text());
  return run;
}

Result<PaymentRun> PaymentService::Cancel(rpc::Call& call, const Cancellation& cancellation) {
  PaymentGateway gateway(call.work());
  const PaymentRunId& id = cancellation.payment_run_id;
  TIREK_ASSIGN_OR_RETURN(PaymentRun run, Locked(gateway, id));
  TIREK_RETURN_IF_ERROR(RequireVersion(run, cancellation.etag));
  TIREK_RETURN_IF_ERROR(RequireNotCancelled(run));
  if (run.state == "SENT") {
    return Refused(ErrorKind::kPrecondition, "PAYMENT_RUN_SENT",
                   "The file of this payment run was exported; the bank may have it.", id);
  }
  run.state = "CANCELLED";
  run.cancelled_by = call.principal().name;
  run.cancel_reason = cancellation.reason;
  ++run.version;
  gateway.Update(run);
  gateway.MarkCancelled(id);
  call.NameSubject(id.text());
  return run;
}

Result<void> PaymentService::PostSent(rpc::Call& call, const PaymentRun& run,
                                      const std::vector<PaymentOrder>& orders) {
  std::vector<ledger::Entry> entries;
  for (const PaymentOrder& order : orders) {
    TIREK_ASSIGN_OR_RETURN(
        auto entry, ledger::PostSentPaymentOrder({order.provider_id,
                                                  order.payment_order_id.text(),
                                                  {order.contract_id, std::nullopt, std::nullopt},
                                                  run.execution_date,
                                                  order.amount,
                                                  order.netted}));
    entries.push_back(std::move(entry));
  }
  TIREK_RETURN_IF_ERROR(LedgerGateway(call.work(), ids_).PostAll(entries, call.now()));
  return {};
}

Result<ExportedFile> PaymentService::Export(rpc::Call& call, const FileWish& wish) {
  PaymentGateway gateway(call.work());
  const PaymentRunId& id = wish.payment_run_id;
  TIREK_ASSIGN_OR_RETURN(const PaymentRun run, Locked(gateway, id));
  call.NameSubject(id.text());
  if (run.state == "SENT") return SentFile(gateway, run, wish);
  TIREK_RETURN_IF_ERROR(RequireNotCancelled(run));
  if (run.state != "APPROVED") {
    return Refused(ErrorKind::kPrecondition, "NOT_APPROVED",
                   "The payment run waits for the approval of a second person.", id);
  }
  TIREK_RETURN_IF_ERROR(RequireSameAccounts(gateway, id));
  const std::vector<PaymentOrder> orders = gateway.OrdersOf(id);
  ExportedFile exported{run, "", wish.format.empty() ? kUsualFormat : wish.format};
  if (!run.total.is_zero()) {
    TIREK_ASSIGN_OR_RETURN(exported.bytes, Rendered(FileOf(run, orders, call.now()), wish));
    gateway.InsertFile(exported, call.now());
  }
  TIREK_RETURN_IF_ERROR(PostSent(call, run, orders));
  gateway.MarkSent(id);
  exported.run.state = "SENT";
  ++exported.run.version;
  gateway.Update(exported.run);
  FaultPoint("payment.exported");
  return exported;
}

Result<std::vector<PaymentOrder>> PaymentService::List(rpc::Call& call, PaymentOrderFilter filter,
                                                       const rpc::Page& page) {
  TIREK_ASSIGN_OR_RETURN(filter.provider_id, call.principal().NarrowedTo(filter.provider_id));
  std::vector<PaymentOrder> orders = PaymentGateway(call.work()).List(filter, page);
  NettingGateway(call.work()).ReadInto(orders);
  return orders;
}

}  // namespace tirek::settlement
