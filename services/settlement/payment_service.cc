#include "services/settlement/payment_service.h"

#include <algorithm>

#include "billing/bank/payment_check.h"
#include "billing/ledger/posting_rules.h"
#include "core/base/fault.h"
#include "core/calendar/time_zone.h"
#include "services/settlement/approval_gateway.h"
#include "services/settlement/ledger_gateway.h"
#include "services/settlement/netting_gateway.h"
#include "services/settlement/payment_file.h"
#include "services/settlement/payment_gateway.h"
#include "services/settlement/payment_orders.h"
#include "services/settlement/waiting_gateway.h"

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
Result<PaymentRun> Locked(rpc::Call& call, const PaymentRunId& id) {
  auto run = PaymentGateway(call.work()).Lock(id);
  if (!run) return RunNotFound(id);
  ApprovalGateway(call.work()).ReadInto({&*run, 1});
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

Error NotApproved(const PaymentRun& run) {
  Error error =
      Refused(ErrorKind::kPrecondition, "NOT_APPROVED",
              "The payment run waits for the approval of a second person.", run.payment_run_id);
  if (run.approvals_needed == 1) return error;
  const std::string given = std::to_string(run.approvals.size());
  const std::string needed = std::to_string(run.approvals_needed);
  error.message = "The payment run has " + given + " of the " + needed + " approvals it needs.";
  error.metadata["given"] = given;
  error.metadata["needed"] = needed;
  return error;
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

Error BankDetailsChanged(const PaymentRunId& id, const std::set<std::string>& payments) {
  Error error = Refused(ErrorKind::kPrecondition, "BANK_DETAILS_CHANGED",
                        "The account of a payee changed since this run was made.", id);
  error.metadata["count"] = std::to_string(payments.size());
  std::string& named = error.metadata["payments"];
  std::size_t count = 0;
  for (const std::string& payment : payments) {
    if (++count > kMostNamedPayments) break;
    named += (named.empty() ? "" : ",") + payment;
  }
  return error;
}

// Not to be the maker, nor one who has approved before.
Result<void> RequireAnotherPerson(const PaymentRun& run, const std::string& principal) {
  if (run.created_by == principal) {
    return Refused(ErrorKind::kDenied, "SAME_PRINCIPAL",
                   "A payment run is approved by another person than the one who made it.",
                   run.payment_run_id);
  }
  for (const PaymentApproval& approval : run.approvals) {
    if (approval.approved_by != principal) continue;
    return Refused(ErrorKind::kDenied, "SAME_PRINCIPAL",
                   "Each approval of a payment run is given by another person.",
                   run.payment_run_id);
  }
  return {};
}

Error NothingToPay(const NewPaymentRun& wanted) {
  return {ErrorKind::kPrecondition,
          "NOTHING_TO_PAY",
          "No adjudicated claim, adjustment or approved advance of this month waits for payment.",
          {{"month", wanted.month.ToString()}},
          {}};
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
  std::vector<Payable> payables =
      WaitingGateway(call.work()).Payables(wanted.month, wanted.selection);
  if (payables.empty()) return NothingToPay(wanted);
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
  run.held_total = Money::FromMinor(0, run.total.currency());
  run.selection = wanted.selection;
  const CivilDate today = Kazakhstan().CivilDayOf(call.now());
  run.approvals_needed =
      ApprovalsNeeded(ApprovalGateway(call.work()).RulesOn(today), run.total, today);
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
  ApprovalGateway(call.work()).ReadInto({&*found, 1});
  return *std::move(found);
}

Result<std::vector<PaymentRun>> PaymentService::List(rpc::Call& call,
                                                     const PaymentRunFilter& filter,
                                                     const rpc::Page& page) {
  std::vector<PaymentRun> runs = PaymentGateway(call.work()).List(filter, page);
  ApprovalGateway(call.work()).ReadInto(runs);
  return runs;
}

Result<PaymentRun> PaymentService::Approve(rpc::Call& call, const Approval& approval) {
  PaymentGateway gateway(call.work());
  const PaymentRunId& id = approval.payment_run_id;
  TIREK_ASSIGN_OR_RETURN(PaymentRun run, Locked(call, id));
  TIREK_RETURN_IF_ERROR(RequireVersion(run, approval.etag));
  TIREK_RETURN_IF_ERROR(RequireNotCancelled(run));
  if (run.state != "DRAFT") {
    return Refused(ErrorKind::kPrecondition, "PAYMENT_RUN_NOT_DRAFT",
                   "The payment run is approved already.", id);
  }
  const PaymentApproval mine{call.principal().name, call.now()};
  TIREK_RETURN_IF_ERROR(RequireAnotherPerson(run, mine.approved_by));
  const auto changed = gateway.ChangedPayees(id);
  if (!changed.empty()) return BankDetailsChanged(id, changed);
  ApprovalGateway(call.work()).Insert(run, mine);
  run.approvals.push_back(mine);
  if (static_cast<int>(run.approvals.size()) == run.approvals_needed) {
    run.state = "APPROVED";
    run.approved_by = mine.approved_by;
  }
  ++run.version;
  gateway.Update(run);
  call.NameSubject(id.text());
  return run;
}

Result<PaymentRun> PaymentService::Cancel(rpc::Call& call, const Cancellation& cancellation) {
  PaymentGateway gateway(call.work());
  const PaymentRunId& id = cancellation.payment_run_id;
  TIREK_ASSIGN_OR_RETURN(PaymentRun run, Locked(call, id));
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
        auto entry, ledger::PostSentPaymentOrder({order.provider_id, order.payment_order_id.text(),
                                                  order.dims(), run.execution_date, order.amount,
                                                  order.netted, order.pays()}));
    entries.push_back(std::move(entry));
  }
  TIREK_RETURN_IF_ERROR(LedgerGateway(call.work()).PostAll(entries, call.now()));
  return {};
}

Result<ExportedFile> PaymentService::Export(rpc::Call& call, const FileWish& wish) {
  PaymentGateway gateway(call.work());
  const PaymentRunId& id = wish.payment_run_id;
  TIREK_ASSIGN_OR_RETURN(const PaymentRun run, Locked(call, id));
  call.NameSubject(id.text());
  if (run.state == "SENT") return SentFile(gateway, run, wish);
  TIREK_RETURN_IF_ERROR(RequireNotCancelled(run));
  if (run.state != "APPROVED") {
    return NotApproved(run);
  }
  const auto changed = gateway.ChangedPayees(id);
  const PartedOrders orders = PartByAccount(gateway.OrdersOf(id), changed);
  if (orders.sent.empty()) return BankDetailsChanged(id, changed);
  ExportedFile exported{run, "", wish.format.empty() ? kUsualFormat : wish.format};
  exported.run.held_orders = static_cast<int>(orders.held.size());
  if (!orders.held.empty()) {
    TIREK_ASSIGN_OR_RETURN(exported.run.held_total, TotalOf(orders.held));
  }
  if (exported.run.total != exported.run.held_total) {
    TIREK_ASSIGN_OR_RETURN(exported.bytes, Rendered(FileOf(run, orders.sent, call.now()), wish));
    gateway.InsertFile(exported, call.now());
  }
  TIREK_RETURN_IF_ERROR(PostSent(call, run, orders.sent));
  gateway.MarkHeld(orders.held);
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
