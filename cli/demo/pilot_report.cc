#include "cli/demo/pilot_report.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/money/money.h"
#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"
#include "core/rpc/peers.h"
#include "core/rpc/status.h"
#include "tirek/billing/v1/billing.grpc.pb.h"
#include "tirek/contracts/v1/contracts.grpc.pb.h"
#include "tirek/eligibility/v1/eligibility.grpc.pb.h"
#include "tirek/settlement/v1/settlement.grpc.pb.h"

namespace tirek::cli {
namespace {

using Names = std::map<std::string, std::string>;

std::string OrDash(const std::string& text) { return text.empty() ? "-" : text; }

// Absent sums are zero.
std::string Amount(const common::v1::Money& money) {
  const auto value = rpc::ToMoney(money);
  return value ? value->AmountText() : "0.00";
}

std::string DateText(const google::type::Date& date) {
  const auto civil = rpc::ToDate(date);
  return civil ? civil->ToString() : "-";
}

// Every page of a list: `call` is a stub's List method, `take` reads one response.
template <typename Request, typename Response, typename Stub, typename Take>
Result<void> EachPage(Stub& stub,
                      grpc::Status (Stub::*call)(grpc::ClientContext*, const Request&, Response*),
                      const std::string& token, Request request, Take take) {
  request.set_page_size(1000);
  do {
    grpc::ClientContext context;
    rpc::ActFor(token, &context);
    Response response;
    const grpc::Status status = (stub.*call)(&context, request, &response);
    if (!status.ok()) return rpc::FromStatus(status);
    take(response);
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  return {};
}

// Reads one month through one channel in the name of one token.
class ReportReader {
 public:
  ReportReader(std::shared_ptr<grpc::Channel> channel, std::string token, std::string month)
      : channel_(std::move(channel)), token_(std::move(token)), month_(std::move(month)) {}

  Result<ReportBlock> Lines() {
    TIREK_ASSIGN_OR_RETURN(const Names contracts, Contracts());
    TIREK_ASSIGN_OR_RETURN(const Names persons, Persons());
    ReportBlock block{"lines",
                      {"contract", "person", "first_day", "tariff", "ground", "reason", "quantity",
                       "unit", "amount", "denied_amount"},
                      {}};
    billing::v1::ListCapitationLinesRequest request;
    request.set_month(month_);
    billing::v1::BillingService::Stub stub(channel_);
    TIREK_RETURN_IF_ERROR(EachPage(
        stub, &billing::v1::BillingService::Stub::ListCapitationLines, token_, request,
        [&](const billing::v1::ListCapitationLinesResponse& page) {
          for (const auto& line : page.lines()) {
            block.rows.push_back(
                {NameOf(contracts, line.contract_id()), NameOf(persons, line.person_id()),
                 DateText(line.start_date()), OrDash(line.tariff_code()),
                 rpc::ToWord(line.ground()), OrDash(line.reason()), line.quantity().value(),
                 rpc::ToWord(line.unit()), Amount(line.amount()), Amount(line.denied_amount())});
          }
        }));
    return Sorted(std::move(block));
  }

  Result<ReportBlock> Claims() {
    TIREK_ASSIGN_OR_RETURN(const Names contracts, Contracts());
    ReportBlock block{
        "claims", {"bin", "contract", "claimed", "approved", "unfunded", "denied"}, {}};
    billing::v1::ListClaimsRequest request;
    request.set_month(month_);
    billing::v1::BillingService::Stub stub(channel_);
    TIREK_RETURN_IF_ERROR(EachPage(
        stub, &billing::v1::BillingService::Stub::ListClaims, token_, request,
        [&](const billing::v1::ListClaimsResponse& page) {
          for (const auto& claim : page.claims()) {
            block.rows.push_back({claim.provider_bin(), NameOf(contracts, claim.contract_id()),
                                  Amount(claim.claimed()), Amount(claim.approved()),
                                  Amount(claim.unfunded()), Amount(claim.denied())});
          }
        }));
    return Sorted(std::move(block));
  }

  Result<ReportBlock> Breaks() {
    ReportBlock block{"breaks", {"kind", "bin", "expected", "found", "difference"}, {}};
    settlement::v1::ListBreaksRequest request;
    request.set_month(month_);
    settlement::v1::SettlementService::Stub stub(channel_);
    TIREK_RETURN_IF_ERROR(
        EachPage(stub, &settlement::v1::SettlementService::Stub::ListBreaks, token_, request,
                 [&](const settlement::v1::ListBreaksResponse& page) {
                   for (const auto& found : page.breaks()) {
                     block.rows.push_back({rpc::ToWord(found.kind()), OrDash(found.provider_bin()),
                                           Amount(found.expected()), Amount(found.found()),
                                           Amount(found.difference())});
                   }
                 }));
    return Sorted(std::move(block));
  }

  Result<ReportBlock> TieOuts() {
    ReportBlock block{"tie-out",
                      {"provider", "evidence", "unfunded", "accrued", "posted", "in_payment_file",
                       "on_statement", "difference", "tied"},
                      {}};
    settlement::v1::ListTieOutsRequest request;
    request.set_month(month_);
    settlement::v1::SettlementService::Stub stub(channel_);
    TIREK_RETURN_IF_ERROR(EachPage(
        stub, &settlement::v1::SettlementService::Stub::ListTieOuts, token_, request,
        [&](const settlement::v1::ListTieOutsResponse& page) {
          for (const auto& tie : page.tie_outs()) {
            block.rows.push_back(
                {tie.provider_bin(), Amount(tie.evidence()), Amount(tie.unfunded()),
                 Amount(tie.accrued()), Amount(tie.posted()), Amount(tie.in_payment_file()),
                 Amount(tie.on_statement()), Amount(tie.difference()), tie.tied() ? "yes" : "no"});
          }
        }));
    return Sorted(std::move(block));
  }

 private:
  static std::string NameOf(const Names& names, const std::string& id) {
    const auto found = names.find(id);
    return found == names.end() ? id : found->second;
  }

  static ReportBlock Sorted(ReportBlock block) {
    std::sort(block.rows.begin(), block.rows.end());
    return block;
  }

  Result<Names> Contracts() {
    Names names;
    contracts::v1::ContractService::Stub stub(channel_);
    TIREK_RETURN_IF_ERROR(EachPage(stub, &contracts::v1::ContractService::Stub::ListContracts,
                                   token_, contracts::v1::ListContractsRequest(),
                                   [&](const contracts::v1::ListContractsResponse& page) {
                                     for (const auto& one : page.contracts())
                                       names[one.contract_id()] = one.number();
                                   }));
    return names;
  }

  Result<Names> Persons() {
    Names names;
    eligibility::v1::EligibilityService::Stub stub(channel_);
    TIREK_RETURN_IF_ERROR(EachPage(stub, &eligibility::v1::EligibilityService::Stub::ListPersons,
                                   token_, eligibility::v1::ListPersonsRequest(),
                                   [&](const eligibility::v1::ListPersonsResponse& page) {
                                     for (const auto& one : page.persons())
                                       names[one.person_id()] = one.reference();
                                   }));
    return names;
  }

  std::shared_ptr<grpc::Channel> channel_;
  std::string token_;
  std::string month_;
};

}  // namespace

Result<std::vector<ReportBlock>> ReadReport(const std::shared_ptr<grpc::Channel>& channel,
                                            const std::string& token, const std::string& month) {
  ReportReader reader(channel, token, month);
  std::vector<ReportBlock> blocks(4);
  TIREK_ASSIGN_OR_RETURN(blocks[0], reader.Lines());
  TIREK_ASSIGN_OR_RETURN(blocks[1], reader.Claims());
  TIREK_ASSIGN_OR_RETURN(blocks[2], reader.Breaks());
  TIREK_ASSIGN_OR_RETURN(blocks[3], reader.TieOuts());
  return blocks;
}

}  // namespace tirek::cli
