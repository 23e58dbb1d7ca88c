#include "services/settlement/payment_service.h"

#include <algorithm>

#include "billing/bank/payment_check.h"
#include "billing/ledger/posting_rules.h"
#include "core/base/fault.h"
#include "services/settlement/ledger_gateway.h"
#include "services/settlement/payment_file.h"
#include "services/settlement/payment_gateway.h"
#include "services/settlement/payment_order_text.h"

namespace tirek::settlement {
namespace {

constexpr const char* kServicesKnp = "859";  // services, as acts and invoices of social care show
constexpr std::size_t kLongestName = 140;    // Max140Text of ISO 20022
constexpr std::size_t kMostNamedPayments = 20;  // in the message of an error

Error Refused(ErrorKind kind, const char* reason, const char* message, const PaymentRunId& id) {
  return {kind, reason, message, {{"payment_run_id", id.text()}}, {}};
}

Error RunNotFound(const PaymentRunId& id) {
  return Refused(ErrorKind::kNotFound, "PAYMENT_RUN_NOT_FOUND", "There is no such payment run.",
                 id);
}

// Those that are paid like the first: from the same account, in the same currency.
std::vector<Payable> OneRunOf(std::vector<Payable> payables) {
  const std::string iban = payables.front().payer.iban;
  const Currency currency = payables.front().amount.currency();
  std::erase_if(payables, [&](const Payable& payable) {
    return payable.payer.iban != iban || payable.amount.currency() != currency;
  });
  return payables;
}

Result<Money> TotalOf(const std::vector<Payable>& payables) {
  Money total = Money::FromMinor(0, payables.front().amount.currency());
  for (const Payable& payable : payables) {
    TIREK_ASSIGN_OR_RETURN(total, total.Plus(payable.amount));
  }
  return total;
}

Party Fitting(Party party) {
  party.name = FirstCharacters(party.name, kLongestName);
  return party;
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

}  // namespace

std::vector<PaymentOrder> PaymentService::MakeOrders(rpc::Call& call, const PaymentRun& run,
                                                     const Month& month,
                                                     const std::vector<Payable>& payables) {
  std::set<std::string> taken = PaymentGateway(call.work()).EndToEndIds(month);
  std::vector<PaymentOrder> orders;
  for (const Payable& payable : payables) {
    PaymentOrder order{ids_.Next<PaymentOrderTag>(),
                       run.payment_run_id,
                       EndToEndId(month, payable.contract_number, taken),
                       payable.provider_id,
                       payable.claim_id,
                       payable.contract_id,
                       run.month,
                       payable.amount,
                       Fitting(payable.payee),
                       kServicesKnp,
                       "",
                       "DRAFT"};
    order.purpose =
        FirstCharacters(PurposeOf(month, payable.contract_number), RoomForPurpose(run, order));
    taken.insert(order.end_to_end_id);
    orders.push_back(std::move(order));
  }
  return orders;
}

Result<PaymentRun> PaymentService::Create(rpc::Call& call, const NewPaymentRun& wanted) {
  PaymentGateway gateway(call.work());
  std::vector<Payable> payables = gateway.Payables(wanted.month);
  if (payables.empty()) {
    return Error{ErrorKind::kPrecondition,
                 "NOTHING_TO_PAY",
                 "No adjudicated claim of this month waits for payment.",
                 {{"month", wanted.month.ToString()}},
                 {}};
  }
  payables = OneRunOf(std::move(payables));
  TIREK_ASSIGN_OR_RETURN(const Money total, TotalOf(payables));
  const std::string month = wanted.month.ToString();
  PaymentRun run{ids_.Next<PaymentRunTag>(),
                 month,
                 "DRAFT",
                 static_cast<int>(payables.size()),
                 total,
                 wanted.execution_date,
                 Fitting(payables.front().payer),
                 call.principal().name,
                 "",
                 1,
                 call.now(),
                 "TRK-PR-" + month + "-" + std::to_string(gateway.CountRuns(month) + 1)};
  const std::vector<PaymentOrder> orders = MakeOrders(call, run, wanted.month, payables);
  // What could not be exported is refused before anybody approves it.
  auto violations = bank::CheckPaymentFile(FileOf(run, orders, call.now()));
  if (!violations.empty()) return InvalidFields(std::move(violations));
  TIREK_RETURN_IF_ERROR(gateway.Insert(run));
  TIREK_RETURN_IF_ERROR(gateway.Insert(orders));
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
                                                  order.amount}));
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
  TIREK_ASSIGN_OR_RETURN(const std::string bytes,
                         bank::RenderPain001(FileOf(*run, orders, call.now())));
  gateway.InsertFile(id, bytes, call.now());
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
  return PaymentGateway(call.work()).List(filter, page);
}

}  // namespace tirek::settlement
