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

constexpr std::size_t kMostNamedPayments = 20;  // in the message of an error

Error Refused(ErrorKind kind, const char* reason, const char* message, const PaymentRunId& id) {
  return {kind, reason, message, {{"payment_run_id", id.text()}}, {}};
}

Error RunNotFound(const PaymentRunId& id) {
  return Refused(ErrorKind::kNotFound, "PAYMENT_RUN_NOT_FOUND", "There is no such payment run.",
                 id);
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
  auto run = gateway.Lock(id);
  if (!run) return RunNotFound(id);
  if (!approval.etag.empty() && approval.etag != run->etag()) {
    return Refused(ErrorKind::kConflict, "ETAG_MISMATCH",
                   "The payment run changed since it was read; read it again.", id);
  }
  if (run->state != "DRAFT") {
    return Refused(ErrorKind::kPrecondition, "PAYMENT_RUN_NOT_DRAFT",
                   "The payment run is approved already.", id);
  }
  if (run->created_by == call.principal().name) {
    return Refused(ErrorKind::kDenied, "SAME_PRINCIPAL",
                   "A payment run is approved by another person than the one who made it.", id);
  }
  TIREK_RETURN_IF_ERROR(RequireSameAccounts(gateway, id));
  run->state = "APPROVED";
  run->approved_by = call.principal().name;
  ++run->version;
  gateway.Update(*run);
  call.NameSubject(id.text());
  return *std::move(run);
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

Result<ExportedFile> PaymentService::Export(rpc::Call& call, const PaymentRunId& id) {
  PaymentGateway gateway(call.work());
  auto run = gateway.Lock(id);
  if (!run) return RunNotFound(id);
  call.NameSubject(id.text());
  if (run->state == "SENT") return ExportedFile{*run, gateway.File(id)};
  if (run->state != "APPROVED") {
    return Refused(ErrorKind::kPrecondition, "NOT_APPROVED",
                   "The payment run waits for the approval of a second person.", id);
  }
  TIREK_RETURN_IF_ERROR(RequireSameAccounts(gateway, id));
  const std::vector<PaymentOrder> orders = gateway.OrdersOf(id);
  std::string bytes;
  if (!run->total.is_zero()) {
    TIREK_ASSIGN_OR_RETURN(bytes, bank::RenderPain001(FileOf(*run, orders, call.now())));
    gateway.InsertFile(id, bytes, call.now());
  }
  TIREK_RETURN_IF_ERROR(PostSent(call, *run, orders));
  gateway.MarkSent(id);
  run->state = "SENT";
  ++run->version;
  gateway.Update(*run);
  FaultPoint("payment.exported");
  return ExportedFile{*std::move(run), bytes};
}

Result<std::vector<PaymentOrder>> PaymentService::List(rpc::Call& call, PaymentOrderFilter filter,
                                                       const rpc::Page& page) {
  TIREK_ASSIGN_OR_RETURN(filter.provider_id, call.principal().NarrowedTo(filter.provider_id));
  std::vector<PaymentOrder> orders = PaymentGateway(call.work()).List(filter, page);
  NettingGateway(call.work()).ReadInto(orders);
  return orders;
}

}  // namespace tirek::settlement
