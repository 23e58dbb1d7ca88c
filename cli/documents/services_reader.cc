#include "cli/documents/services_reader.h"

#include <map>
#include <utility>
#include <vector>

#include "billing/bank/payment_purpose.h"
#include "cli/documents/contract_reader.h"
#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"
#include "tirek/billing/v1/billing.pb.h"

namespace tirek::cli {
namespace {

using billing::v1::Claim;
using contracts::v1::Contract;
using contracts::v1::Order;

Result<Claim> ReadClaim(const Server& server, const std::string& text) {
  billing::v1::GetClaimRequest request;
  TIREK_ASSIGN_OR_RETURN(*request.mutable_claim_id(), server.IdOf("claim", "get", text));
  TIREK_ASSIGN_OR_RETURN(auto answer,
                         server.Ask<billing::v1::GetClaimResponse>("claim", "get", request));
  if (answer.claim().state() != billing::v1::CLAIM_STATE_ADJUDICATED) {
    return Error{ErrorKind::kPrecondition,
                 "CLAIM_NOT_ADJUDICATED",
                 "The claim is not adjudicated yet: nothing is accepted that could be signed for.",
                 {{"number", answer.claim().number()}},
                 {}};
  }
  return std::move(*answer.mutable_claim());
}

// By the capitation line that they are of.
using CutDays = std::map<std::string, std::vector<documents::CutDay>>;

Result<CutDays> ReadCutDays(const Server& server, const Claim& claim) {
  CutDays days;
  if (claim.unfunded().minor_units() == 0) return days;
  billing::v1::ListCutDaysRequest request;
  request.set_claim_id(claim.claim_id());
  TIREK_ASSIGN_OR_RETURN(const auto answer, server.Ask<billing::v1::ListCutDaysResponse>(
                                                "claim", "cut-days", request));
  for (const billing::v1::CutDay& day : answer.cut_days()) {
    TIREK_ASSIGN_OR_RETURN(Decimal quantity, rpc::ToDecimal(day.quantity()));
    TIREK_ASSIGN_OR_RETURN(const Money claimed, rpc::ToMoney(day.claimed()));
    TIREK_ASSIGN_OR_RETURN(const Money unfunded, rpc::ToMoney(day.unfunded()));
    days[day.line_id()].push_back({quantity, claimed, unfunded});
  }
  return days;
}

Result<documents::AdjudicatedLine> LineOf(const billing::v1::ClaimLine& line, CutDays& cut_days) {
  TIREK_ASSIGN_OR_RETURN(Decimal quantity, rpc::ToDecimal(line.quantity()));
  TIREK_ASSIGN_OR_RETURN(const Money claimed, rpc::ToMoney(line.claimed()));
  TIREK_ASSIGN_OR_RETURN(const Money approved, rpc::ToMoney(line.approved()));
  TIREK_ASSIGN_OR_RETURN(const Money unfunded, rpc::ToMoney(line.unfunded()));
  return documents::AdjudicatedLine{line.tariff_code(),
                                    line.person_id(),
                                    quantity,
                                    claimed,
                                    approved,
                                    unfunded,
                                    std::move(cut_days[line.line_id()])};
}

Result<std::vector<documents::AdjudicatedLine>> ReadLines(const Server& server,
                                                          const Claim& claim) {
  TIREK_ASSIGN_OR_RETURN(CutDays cut_days, ReadCutDays(server, claim));
  billing::v1::ListClaimLinesRequest request;
  request.set_claim_id(claim.claim_id());
  TIREK_ASSIGN_OR_RETURN(const auto answer, server.Ask<billing::v1::ListClaimLinesResponse>(
                                                "claim", "lines", request));
  std::vector<documents::AdjudicatedLine> lines;
  for (const billing::v1::ClaimLine& line : answer.claim_lines()) {
    TIREK_ASSIGN_OR_RETURN(documents::AdjudicatedLine read, LineOf(line, cut_days));
    lines.push_back(std::move(read));
  }
  return lines;
}

Result<std::map<std::string, documents::TariffTerms>> TariffsOf(const Order& order) {
  std::map<std::string, documents::TariffTerms> tariffs;
  for (const contracts::v1::Tariff& tariff : order.tariffs()) {
    TIREK_ASSIGN_OR_RETURN(const CivilDate start, rpc::ToDate(tariff.start_date()));
    TIREK_ASSIGN_OR_RETURN(const CivilDate end, rpc::ToDate(tariff.end_date()));
    tariffs[tariff.code()] = {tariff.service(), rpc::ToWord(tariff.condition()),
                              rpc::ToWord(tariff.unit()), Period{start, end}};
  }
  return tariffs;
}

Result<documents::Vat> VatOf(const Order& order) {
  documents::Vat vat;
  if (order.vat().treatment() == contracts::v1::VAT_TREATMENT_EXEMPT) {
    vat.treatment = documents::VatTreatment::kExempt;
  } else if (order.vat().treatment() == contracts::v1::VAT_TREATMENT_INCLUDED) {
    vat.treatment = documents::VatTreatment::kIncluded;
    TIREK_ASSIGN_OR_RETURN(vat.rate, rpc::ToDecimal(order.vat().rate()));
  }
  return vat;
}

}  // namespace

Result<documents::ServicesDocument> ReadServices(const Server& server, const std::string& text,
                                                 std::optional<CivilDate> date) {
  TIREK_ASSIGN_OR_RETURN(const Claim claim, ReadClaim(server, text));
  TIREK_ASSIGN_OR_RETURN(const Contract contract, ReadContract(server, claim.contract_id()));
  TIREK_ASSIGN_OR_RETURN(const Order order, ReadOrder(server, contract.order_id()));
  TIREK_ASSIGN_OR_RETURN(const Month month, Month::Parse(claim.month()));
  TIREK_ASSIGN_OR_RETURN(const Money approved, rpc::ToMoney(claim.approved()));
  TIREK_ASSIGN_OR_RETURN(const Money unfunded, rpc::ToMoney(claim.unfunded()));
  TIREK_ASSIGN_OR_RETURN(const auto tariffs, TariffsOf(order));
  TIREK_ASSIGN_OR_RETURN(const auto lines, ReadLines(server, claim));
  TIREK_ASSIGN_OR_RETURN(documents::AcceptedServices services,
                         documents::GroupServices(lines, tariffs, month, approved.currency()));
  TIREK_ASSIGN_OR_RETURN(documents::Party provider, ReadProvider(server, claim.provider_id()));
  TIREK_ASSIGN_OR_RETURN(const CivilDate start, rpc::ToDate(contract.start_date()));
  TIREK_ASSIGN_OR_RETURN(documents::Vat vat, VatOf(order));
  return documents::ServicesDocument{.number = claim.number(),
                                     .date = date.value_or(month.period().end - 1),
                                     .month = month,
                                     .customer = PayerOf(order),
                                     .provider = std::move(provider),
                                     .contract_number = contract.number(),
                                     .contract_start = start,
                                     .order_title = order.title(),
                                     .source_act = order.source_act(),
                                     .knp = std::string(bank::kServicesKnp),
                                     .vat = vat,
                                     .services = std::move(services),
                                     .approved = approved,
                                     .unfunded = unfunded};
}

}  // namespace tirek::cli
