#include "services/billing/claim_service.h"

#include <optional>
#include <set>
#include <string>

#include "billing/ledger/posting_rules.h"
#include "core/base/fault.h"
#include "core/calendar/time_zone.h"
#include "services/billing/claim_gateway.h"
#include "services/billing/line_gateway.h"
#include "services/billing/run_gateway.h"
#include "services/settlement/ledger_gateway.h"

namespace tirek::billing {
namespace {

Error Refused(ErrorKind kind, const char* reason, const char* message) {
  return Error{kind, reason, message, {}, {}};
}

Result<ContractFunds> ContractOf(ClaimGateway& gateway, const NewClaim& claim) {
  const auto contract = gateway.FindContract(claim.provider_id.text(), claim.contract_id.text());
  if (contract) return *contract;
  return Refused(ErrorKind::kNotFound, "CONTRACT_NOT_FOUND",
                 "There is no such contract of this provider.");
}

std::vector<capitation::Line> LinesOf(const std::vector<CapitationLine>& stored) {
  std::vector<capitation::Line> lines;
  lines.reserve(stored.size());
  for (const CapitationLine& line : stored) lines.push_back(line.line);
  return lines;
}

// A month is claimed as a whole: by a run that knew its last day.
Result<void> CheckRun(const std::optional<CapitationRun>& run, const Month& month) {
  if (!run) {
    return Refused(ErrorKind::kPrecondition, "RUN_NOT_COMPLETED",
                   "No capitation run of this month is completed.");
  }
  if (Kazakhstan().CivilDayOf(run->known_at) < month.period().end) {
    return Refused(ErrorKind::kPrecondition, "RUN_BEFORE_MONTH_END",
                   "The month was computed before it was over; compute it again.");
  }
  return {};
}

// What a claim asks for: the lines to be paid, and the denied ones at what they would have been.
Result<Money> ClaimedBy(const std::vector<CapitationLine>& lines) {
  TIREK_ASSIGN_OR_RETURN(const LineTotals totals, TotalsOf(LinesOf(lines)));
  return totals.payable.Plus(totals.denied);
}

// Checked with the claim's row locked: whoever was faster has committed.
Result<Claim> LockForDecision(ClaimGateway& gateway, const Adjudicating& wanted) {
  auto claim = gateway.Lock(wanted.claim_id);
  if (!claim) return Refused(ErrorKind::kNotFound, "CLAIM_NOT_FOUND", "There is no such claim.");
  if (!wanted.etag.empty() && wanted.etag != claim->etag()) {
    return Refused(ErrorKind::kConflict, "ETAG_MISMATCH",
                   "The claim has changed since it was read; read it again.");
  }
  if (claim->is_adjudicated()) {
    return Refused(ErrorKind::kPrecondition, "CLAIM_ADJUDICATED",
                   "This claim is adjudicated already.");
  }
  return *std::move(claim);
}

std::vector<LineDecision> DecisionsOf(const std::vector<CapitationLine>& lines,
                                      const adjudication::Adjudication& judged) {
  std::vector<LineDecision> decisions;
  decisions.reserve(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    decisions.push_back({lines[i].line_id, judged.decisions[i]});
  }
  return decisions;
}

std::vector<CutDay> CutDaysOf(const std::vector<CapitationLine>& lines,
                              const adjudication::Adjudication& judged) {
  std::vector<CutDay> days;
  days.reserve(judged.cut_days.size());
  for (const adjudication::CutDay& day : judged.cut_days) {
    const CapitationLine& line = lines[day.line];
    days.push_back({static_cast<int>(days.size()) + 1, line.line_id, day.placement_id,
                    line.line.person_id, day.date, day.quantity, day.claimed, day.unfunded,
                    day.reason});
  }
  return days;
}

Claim Decided(Claim claim, const adjudication::Adjudication& judged, int payment_due_days,
              Instant now) {
  claim.state = "ADJUDICATED";
  claim.approved = judged.approved;
  claim.unfunded = judged.unfunded;
  claim.denied = judged.denied;
  claim.due_date = Kazakhstan().CivilDayOf(now) + payment_due_days;
  claim.adjudicate_time = now;
  ++claim.version;
  return claim;
}

// The budget that pays all lines; none where several share them or an order names none.
std::optional<std::string> OnlyPayerOf(const std::vector<CapitationLine>& lines) {
  std::set<std::string> payers;
  for (const CapitationLine& line : lines) {
    for (const capitation::FundedPart& part : line.line.funding) payers.insert(part.payer);
    if (line.line.funding.empty() && !line.line.amount.is_zero()) return {};
  }
  return payers.size() == 1 ? std::optional(*payers.begin()) : std::nullopt;
}

// In the month that was served, whenever it is adjudicated.
Result<void> PostToLedger(sql::UnitOfWork& work, const Claim& claim,
                          const std::vector<CapitationLine>& lines, Instant now) {
  const CivilDate last_day = claim.details.month.period().end + -1;
  ledger::Dimensions dims;
  dims.contract_id = claim.details.contract_id.text();
  dims.funding_source = OnlyPayerOf(lines);
  const std::string code = ClaimGateway(work).BudgetCodeOn(claim.details.provider_id.text(),
                                                           *dims.contract_id, last_day);
  if (!code.empty()) dims.budget_code = code;
  TIREK_ASSIGN_OR_RETURN(
      const std::optional<ledger::Entry> entry,
      ledger::PostAdjudicatedClaim({claim.details.provider_id.text(), claim.claim_id.text(), dims,
                                    last_day, claim.approved, claim.unfunded}));
  if (!entry) return {};
  TIREK_RETURN_IF_ERROR(settlement::LedgerGateway(work).Post(*entry, now));
  return {};
}

}  // namespace

Result<Claim> ClaimService::Create(rpc::Call& call, const NewClaim& details) {
  TIREK_RETURN_IF_ERROR(call.principal().RequireProvider(details.provider_id.text()));
  ClaimGateway gateway(call.work());
  TIREK_RETURN_IF_ERROR(ContractOf(gateway, details));
  const auto run = RunGateway(call.work()).NewestCompleted(details.month);
  TIREK_RETURN_IF_ERROR(CheckRun(run, details.month));
  TIREK_RETURN_IF_ERROR(settlement::LedgerGateway(call.work()).HoldMonth(details.month));
  const auto lines =
      LineGateway(call.work())
          .OfContract(run->run_id, details.provider_id.text(), details.contract_id.text());
  if (lines.empty()) {
    return Refused(ErrorKind::kPrecondition, "CLAIM_EMPTY",
                   "The month came to no line under this contract.");
  }
  Claim claim;
  claim.claim_id = ids_.Next<ClaimTag>();
  claim.details = details;
  claim.run_id = run->run_id;
  TIREK_ASSIGN_OR_RETURN(claim.claimed, ClaimedBy(lines));
  claim.approved = Money::FromMinor(0, claim.claimed.currency());
  claim.unfunded = claim.approved;
  claim.denied = claim.approved;
  claim.create_time = call.now();
  TIREK_RETURN_IF_ERROR(gateway.Insert(claim, lines, ids_));
  call.NameSubject(claim.claim_id.text());
  return Get(call, claim.claim_id);
}

Result<Claim> ClaimService::Get(rpc::Call& call, const ClaimId& id) {
  auto found = ClaimGateway(call.work()).Find(id);
  if (found) return *std::move(found);
  return Refused(ErrorKind::kNotFound, "CLAIM_NOT_FOUND", "There is no such claim.");
}

Result<std::vector<Claim>> ClaimService::List(rpc::Call& call, ClaimFilter filter,
                                              const rpc::Page& page) {
  TIREK_ASSIGN_OR_RETURN(filter.provider_id, call.principal().NarrowedTo(filter.provider_id));
  return ClaimGateway(call.work()).List(filter, page);
}

Result<std::vector<ClaimLine>> ClaimService::ListLines(rpc::Call& call,
                                                       const ClaimLineFilter& filter,
                                                       const rpc::Page& page) {
  TIREK_RETURN_IF_ERROR(Get(call, filter.claim_id));
  return ClaimGateway(call.work()).ListLines(filter, page);
}

Result<std::vector<CutDay>> ClaimService::ListCutDays(rpc::Call& call, const ClaimId& id,
                                                      const rpc::Page& page) {
  TIREK_RETURN_IF_ERROR(Get(call, id));
  return ClaimGateway(call.work()).ListCutDays(id, page);
}

Result<Claim> ClaimService::Adjudicate(rpc::Call& call, const Adjudicating& wanted) {
  ClaimGateway gateway(call.work());
  TIREK_ASSIGN_OR_RETURN(const Claim submitted, LockForDecision(gateway, wanted));
  const NewClaim& details = submitted.details;
  TIREK_ASSIGN_OR_RETURN(const ContractFunds contract, ContractOf(gateway, details));
  const Money used = gateway.LockUse(details);
  const auto lines =
      LineGateway(call.work()).OfClaim(details.provider_id.text(), submitted.claim_id.text());
  TIREK_ASSIGN_OR_RETURN(
      const adjudication::Adjudication judged,
      adjudication::Adjudicate(LinesOf(lines), {contract.ceiling, used, contract.cut_order}));
  Claim claim = Decided(submitted, judged, contract.payment_due_days, call.now());
  gateway.Adjudicate(claim, DecisionsOf(lines, judged));
  gateway.InsertCutDays(claim, CutDaysOf(lines, judged));
  gateway.AddUse(details, claim.approved);
  TIREK_RETURN_IF_ERROR(PostToLedger(call.work(), claim, lines, call.now()));
  FaultPoint("claim.posted");
  call.NameSubject(claim.claim_id.text());
  return claim;
}

}  // namespace tirek::billing
