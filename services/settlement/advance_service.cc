#include "services/settlement/advance_service.h"

#include <utility>

#include "billing/ledger/posting_rules.h"
#include "core/base/fault.h"
#include "core/calendar/time_zone.h"
#include "services/settlement/advance_gateway.h"
#include "services/settlement/dimensions.h"
#include "services/settlement/ledger_gateway.h"
#include "services/settlement/netting_gateway.h"

namespace tirek::settlement {
namespace {

CivilDate Today(const rpc::Call& call) { return Kazakhstan().CivilDayOf(call.now()); }

Error Refused(ErrorKind kind, const char* reason, std::string message, const Advance& advance) {
  return {kind,
          reason,
          std::move(message),
          {{"advance_id", advance.advance_id.text()}, {"number", advance.number}},
          {}};
}

// Held until the transaction ends; meanwhile no payment run is made of it or takes it off.
Result<Advance> Locked(rpc::Call& call, const AdvanceId& id) {
  NettingGateway(call.work()).Hold();
  auto advance = AdvanceGateway(call.work()).Lock(id);
  if (advance) return *std::move(advance);
  return Error{ErrorKind::kNotFound,
               "ADVANCE_NOT_FOUND",
               "There is no such advance.",
               {{"advance_id", id.text()}},
               {}};
}

Result<void> RequireVersion(const Advance& advance, const std::string& etag) {
  if (etag.empty() || etag == advance.etag()) return {};
  return Refused(ErrorKind::kConflict, "ETAG_MISMATCH",
                 "The advance changed since it was read; read it again.", advance);
}

Error Decided(const Advance& advance) {
  Error error = Refused(ErrorKind::kPrecondition, "ADVANCE_DECIDED",
                        advance.state == "CANCELLED" ? "The advance is cancelled already."
                                                     : "The advance is approved already.",
                        advance);
  error.metadata["state"] = advance.state;
  return error;
}

Result<void> RequireRecoupable(const Advance& advance, CivilDate today) {
  if (!advance.paid_date) {
    return Refused(ErrorKind::kPrecondition, "ADVANCE_NOT_PAID",
                   "No statement of the bank shows that the advance was paid.", advance);
  }
  if (advance.unearned.is_zero()) {
    return Refused(ErrorKind::kPrecondition, "NOTHING_TO_RECOUP",
                   "The advance is earned or recouped in full.", advance);
  }
  if (advance.contract_end <= today) return {};
  const std::string last_day = (advance.contract_end + -1).ToString();
  Error error = Refused(
      ErrorKind::kPrecondition, "ADVANCE_STILL_EARNED",
      "The contract runs until " + last_day + ": the advance can still be earned.", advance);
  error.metadata["last_day"] = last_day;
  return error;
}

// As it stands now.
Result<Advance> ReadBack(rpc::Call& call, const AdvanceId& id) {
  auto advance = AdvanceGateway(call.work()).Find(id);
  TIREK_ASSERT(advance.has_value());
  advance->as_of = Today(call);
  call.NameSubject(id.text());
  return *std::move(advance);
}

}  // namespace

Result<Advance> RequestAdvance(rpc::Call& call, const NewAdvance& wanted, IdSource& ids) {
  AdvanceGateway gateway(call.work());
  NettingGateway(call.work()).Hold();
  const auto contract = gateway.FindContract(wanted.contract_id);
  if (!contract) {
    return Error{ErrorKind::kNotFound,
                 "CONTRACT_NOT_FOUND",
                 "There is no such contract.",
                 {{"contract_id", wanted.contract_id}},
                 {}};
  }
  TIREK_RETURN_IF_ERROR(RequireWithin(*contract, wanted));
  const std::string month = wanted.month.ToString();
  const Advance advance{ids.Next<AdvanceTag>(),
                        "ADV-" + month + "-" + std::to_string(gateway.CountOf(month) + 1),
                        contract->provider_id,
                        wanted.contract_id,
                        month,
                        wanted.amount,
                        wanted.instalment_percent,
                        wanted.funding_source,
                        wanted.budget_code,
                        wanted.reason,
                        "REQUESTED",
                        call.principal().name,
                        call.now()};
  gateway.Insert(advance);
  return ReadBack(call, advance.advance_id);
}

Result<Advance> ApproveAdvance(rpc::Call& call, const AdvanceDecision& decision) {
  TIREK_ASSIGN_OR_RETURN(Advance advance, Locked(call, decision.advance_id));
  TIREK_RETURN_IF_ERROR(RequireVersion(advance, decision.etag));
  if (advance.state != "REQUESTED") return Decided(advance);
  if (advance.requested_by == call.principal().name) {
    return Refused(ErrorKind::kDenied, "SAME_PRINCIPAL",
                   "An advance is approved by another person than the one who asked for it.",
                   advance);
  }
  advance.state = "APPROVED";
  advance.approved_by = call.principal().name;
  advance.approve_time = call.now();
  ++advance.version;
  AdvanceGateway(call.work()).Update(advance);
  return ReadBack(call, advance.advance_id);
}

Result<Advance> CancelAdvance(rpc::Call& call, const AdvanceDecision& decision) {
  TIREK_ASSIGN_OR_RETURN(Advance advance, Locked(call, decision.advance_id));
  TIREK_RETURN_IF_ERROR(RequireVersion(advance, decision.etag));
  if (advance.state == "CANCELLED") return Decided(advance);
  if (!advance.end_to_end_id.empty()) {
    Error error =
        Refused(ErrorKind::kPrecondition, "ADVANCE_ORDERED",
                "Payment order " + advance.end_to_end_id + " pays this advance already.", advance);
    error.metadata["end_to_end_id"] = advance.end_to_end_id;
    return error;
  }
  advance.state = "CANCELLED";
  advance.cancelled_by = call.principal().name;
  advance.cancel_reason = decision.reason;
  ++advance.version;
  AdvanceGateway(call.work()).Update(advance);
  return ReadBack(call, advance.advance_id);
}

Result<Advance> RecoupAdvance(rpc::Call& call, const Recoupment& recoupment) {
  TIREK_ASSIGN_OR_RETURN(const Advance advance, Locked(call, recoupment.advance_id));
  TIREK_RETURN_IF_ERROR(RequireRecoupable(advance, Today(call)));
  const int number = AdvanceGateway(call.work())
                         .Recoup(advance, call.principal().name, recoupment.reason, call.now());
  TIREK_ASSIGN_OR_RETURN(
      const auto entry,
      ledger::PostRecoupedAdvance(
          {advance.provider_id, advance.advance_id.text() + "/" + std::to_string(number),
           DimensionsOf(advance.contract_id, advance.funding_source, advance.budget_code),
           Today(call), advance.unearned}));
  TIREK_RETURN_IF_ERROR(LedgerGateway(call.work()).Post(entry, call.now()));
  FaultPoint("advance.recouped");
  return ReadBack(call, advance.advance_id);
}

Result<std::vector<Advance>> ListAdvances(rpc::Call& call, AdvanceFilter filter,
                                          const rpc::Page& page) {
  TIREK_ASSIGN_OR_RETURN(filter.provider_id, call.principal().NarrowedTo(filter.provider_id));
  std::vector<Advance> advances = AdvanceGateway(call.work()).List(filter, page);
  for (Advance& advance : advances) advance.as_of = Today(call);
  return advances;
}

}  // namespace tirek::settlement
