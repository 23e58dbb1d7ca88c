#include "cli/documents/payment_order_reader.h"

#include <utility>

#include "billing/bank/payment_purpose.h"
#include "cli/documents/contract_reader.h"
#include "cli/utf8.h"
#include "core/rpc/convert.h"
#include "tirek/billing/v1/billing.pb.h"
#include "tirek/billing/v1/retro.pb.h"
#include "tirek/settlement/v1/settlement.pb.h"

namespace tirek::cli {
namespace {

using settlement::v1::PaymentOrder;

Error Refused(ErrorKind kind, const char* reason, std::string message, const std::string& number) {
  return {kind, reason, std::move(message), {{"end_to_end_id", number}}, {}};
}

Result<PaymentOrder> FindOrder(const Server& server, const std::string& number) {
  const settlement::v1::ListPaymentOrdersRequest all;
  TIREK_ASSIGN_OR_RETURN(const auto answer, server.Ask<settlement::v1::ListPaymentOrdersResponse>(
                                                "payment-order", "list", all));
  for (const PaymentOrder& order : answer.payment_orders()) {
    if (order.end_to_end_id() == number || order.payment_order_id() == number) return order;
  }
  return Error{ErrorKind::kNotFound,
               "NATURAL_KEY_UNKNOWN",
               "No payment-order has the end_to_end_id '" + Printable(number) + "'.",
               {{"field", "end_to_end_id"}},
               {}};
}

Result<void> RequirePayable(const PaymentOrder& order) {
  if (order.state() == settlement::v1::PAYMENT_ORDER_STATE_CANCELLED) {
    return Refused(ErrorKind::kPrecondition, "PAYMENT_RUN_CANCELLED",
                   "The payment order's run was cancelled.", order.end_to_end_id());
  }
  if (order.amount().minor_units() != 0) return {};
  return Refused(ErrorKind::kPrecondition, "NOTHING_TO_PAY",
                 "All of the document was netted: the bank is told to pay nothing.",
                 order.end_to_end_id());
}

// What the order pays, and under which contract.
struct PaidDocument {
  std::string number;
  std::string contract_id;
  std::string purpose;
};

Result<PaidDocument> ReadClaim(const Server& server, const std::string& id) {
  billing::v1::GetClaimRequest request;
  request.set_claim_id(id);
  TIREK_ASSIGN_OR_RETURN(const auto answer,
                         server.Ask<billing::v1::GetClaimResponse>("claim", "get", request));
  const billing::v1::Claim& claim = answer.claim();
  TIREK_ASSIGN_OR_RETURN(const Month month, Month::Parse(claim.month()));
  TIREK_ASSIGN_OR_RETURN(const auto contract, ReadContract(server, claim.contract_id()));
  return PaidDocument{claim.number(), claim.contract_id(),
                      bank::PurposeOf(month, contract.number())};
}

Result<PaidDocument> ReadAdjustment(const Server& server, const std::string& id) {
  billing::v1::GetAdjustmentRequest request;
  request.set_adjustment_id(id);
  TIREK_ASSIGN_OR_RETURN(const auto answer,
                         server.Ask<billing::v1::GetAdjustmentResponse>("retro", "get", request));
  const billing::v1::Adjustment& adjustment = answer.adjustment();
  return PaidDocument{adjustment.number(), adjustment.contract_id(),
                      bank::PurposeOfAdjustment(adjustment.number(), adjustment.contract_number())};
}

Result<CivilDate> ReadExecutionDate(const Server& server, const PaymentOrder& order) {
  settlement::v1::GetPaymentRunRequest request;
  request.set_payment_run_id(order.payment_run_id());
  TIREK_ASSIGN_OR_RETURN(const auto answer, server.Ask<settlement::v1::GetPaymentRunResponse>(
                                                "payment-run", "get", request));
  return rpc::ToDate(answer.payment_run().execution_date());
}

// The order keeps the account alone: the bank of that time is known where it is still the account.
Result<documents::Party> ReadPayee(const Server& server, const PaymentOrder& order) {
  TIREK_ASSIGN_OR_RETURN(documents::Party payee, ReadProvider(server, order.provider_id()));
  if (payee.iban == order.iban()) return payee;
  return Refused(ErrorKind::kPrecondition, "BANK_DETAILS_CHANGED",
                 "The payee has another account now than the one that the order pays to.",
                 order.end_to_end_id());
}

}  // namespace

Result<documents::PaymentOrder> ReadPaymentOrder(const Server& server, const std::string& number,
                                                 std::optional<CivilDate> date) {
  TIREK_ASSIGN_OR_RETURN(const PaymentOrder order, FindOrder(server, number));
  TIREK_RETURN_IF_ERROR(RequirePayable(order));
  TIREK_ASSIGN_OR_RETURN(const PaidDocument paid,
                         order.claim_id().empty() ? ReadAdjustment(server, order.adjustment_id())
                                                  : ReadClaim(server, order.claim_id()));
  TIREK_ASSIGN_OR_RETURN(const auto contract, ReadContract(server, paid.contract_id));
  TIREK_ASSIGN_OR_RETURN(const auto social_order, ReadOrder(server, contract.order_id()));
  TIREK_ASSIGN_OR_RETURN(documents::Party payee, ReadPayee(server, order));
  TIREK_ASSIGN_OR_RETURN(const CivilDate day,
                         date ? Result<CivilDate>(*date) : ReadExecutionDate(server, order));
  TIREK_ASSIGN_OR_RETURN(const Money document, rpc::ToMoney(order.document()));
  TIREK_ASSIGN_OR_RETURN(const Money netted, rpc::ToMoney(order.netted()));
  TIREK_ASSIGN_OR_RETURN(const Money amount, rpc::ToMoney(order.amount()));
  return documents::PaymentOrder{
      .number = order.end_to_end_id(),
      .date = day,
      .payer = PayerOf(social_order),
      .payee = std::move(payee),
      .knp = std::string(bank::kServicesKnp),
      .purpose = paid.purpose,
      .document_number = paid.number,
      .document = document,
      .netted = netted,
      .amount = amount,
      .is_draft = order.state() == settlement::v1::PAYMENT_ORDER_STATE_DRAFT};
}

}  // namespace tirek::cli
