#include "services/settlement/period_service.h"

#include <algorithm>
#include <map>

#include "core/calendar/time_zone.h"
#include "services/settlement/period_gateway.h"
#include "services/settlement/reconciliation_gateway.h"

namespace tirek::settlement {
namespace {

using ledger::PeriodState;

constexpr int kMostBreaks = 1000;  // in one answer; ListBreaks has all

Error Refused(const char* reason, const std::string& message, const std::string& month) {
  return {ErrorKind::kPrecondition, reason, message, {{"month", month}}, {}};
}

Error HasOpenDocuments(const std::string& month, const HangingDocuments& open) {
  static const std::map<std::string, std::string> kExpected = {
      {"CAPITATION_RUNNING", "a capitation run that has ended"},
      {"CLAIM_NOT_ADJUDICATED", "a claim that is adjudicated"},
      {"EVIDENCE_NOT_CLAIMED", "a claim for what was computed under this contract"},
      {"CLAIM_NOT_ORDERED", "a payment run that pays this claim"},
      {"ADJUSTMENT_NOT_ORDERED", "a payment run that pays this adjustment"},
      {"ADVANCE_NOT_ORDERED", "a payment run that pays this advance, or its cancellation"},
      {"PAYMENT_RUN_NOT_SENT", "a payment run whose file was exported"},
      {"PAYMENT_NOT_ON_STATEMENT", "a bank statement that shows this payment"},
  };
  Error error = Refused("PERIOD_HAS_OPEN_DOCUMENTS",
                        "The month " + month + " has documents that are not finished.", month);
  error.metadata["documents"] = std::to_string(open.count);
  for (const HangingDocument& document : open.listed) {
    error.violations.push_back({document.id, document.reason, kExpected.at(document.reason)});
  }
  return error;
}

Result<void> RequireOver(const Month& month, Instant now) {
  if (Kazakhstan().CivilDayOf(now) >= month.period().end) return {};
  const std::string text = month.ToString();
  return Refused("PERIOD_NOT_OVER", "The month " + text + " is not over yet.", text);
}

Result<void> RequireNotClosed(const BooksPeriod& period) {
  if (period.state != PeriodState::kClosed) return {};
  return Refused("PERIOD_CLOSED", "The month " + period.month + " is closed already.",
                 period.month);
}

// What the caller does to a month that is locked: the event after the month's last, in the month's
// present state, at a time after everything that was recorded in it.
PeriodEvent NextEvent(rpc::Call& call, PeriodGateway& gateway, const BooksPeriod& period,
                      const char* kind) {
  PeriodEvent event;
  event.month = period.month;
  event.number = period.last_event + 1;
  event.kind = kind;
  event.state = period.state;
  event.principal = call.principal().name;
  event.event_time = {
      std::max(gateway.AfterPostings(call.now()).micros, period.last_event_time.micros + 1)};
  call.NameSubject(period.month);
  return event;
}

void Store(PeriodGateway& gateway, const PeriodEvent& event, BooksPeriod& period) {
  period.state = event.state;
  period.last_event = event.number;
  period.last_event_time = event.event_time;
  period.reopening_requested_by.clear();
  period.reopening_reason.clear();
  gateway.Insert(event);
  gateway.Update(period);
}

void SetSoftClosed(const PeriodEvent& event, BooksPeriod& period) {
  period.soft_close_time = event.event_time;
  period.soft_closed_by = event.principal;
}

Result<void> RequireRequested(const BooksPeriod& period) {
  if (!period.reopening_requested_by.empty()) return {};
  return Refused("REOPENING_NOT_REQUESTED",
                 "Nobody has asked to reopen the month " + period.month + ".", period.month);
}

Error SamePrincipal(const std::string& month) {
  return {ErrorKind::kDenied,
          "SAME_PRINCIPAL",
          "A reopening is approved by another person than the one who asked for it.",
          {{"month", month}},
          {}};
}

}  // namespace

Result<BooksPeriod> SoftClosePeriod(rpc::Call& call, const Month& month) {
  TIREK_RETURN_IF_ERROR(RequireOver(month, call.now()));
  const std::string text = month.ToString();
  PeriodGateway gateway(call.work());
  BooksPeriod period = gateway.Lock(text);
  TIREK_RETURN_IF_ERROR(RequireNotClosed(period));
  if (period.state == PeriodState::kSoftClosed) {
    return Refused("PERIOD_SOFT_CLOSED", "The month " + text + " is closed softly already.", text);
  }
  const HangingDocuments open = gateway.FindPosting(text);
  if (open.count > 0) return HasOpenDocuments(text, open);
  PeriodEvent event = NextEvent(call, gateway, period, "SOFT_CLOSE");
  event.state = PeriodState::kSoftClosed;
  SetSoftClosed(event, period);
  Store(gateway, event, period);
  return period;
}

Result<ClosedPeriod> ClosePeriod(rpc::Call& call, const Month& month) {
  TIREK_RETURN_IF_ERROR(RequireOver(month, call.now()));
  const std::string text = month.ToString();
  PeriodGateway gateway(call.work());
  ClosedPeriod closed{gateway.Lock(text), {}};
  BooksPeriod& period = closed.period;
  TIREK_RETURN_IF_ERROR(RequireNotClosed(period));
  const HangingDocuments open = gateway.FindOpen(text);
  if (open.count > 0) return HasOpenDocuments(text, open);
  ReconciliationGateway reconciliation(call.work());
  PeriodEvent event = NextEvent(call, gateway, period, "CLOSE");
  event.state = PeriodState::kClosed;
  event.breaks = reconciliation.CountBreaks(text);
  if (period.state == PeriodState::kOpen) SetSoftClosed(event, period);
  period.close_time = event.event_time;
  period.closed_by = event.principal;
  period.breaks = event.breaks;
  Store(gateway, event, period);
  closed.breaks = reconciliation.Breaks({text, "", ""}, {kMostBreaks - 1, {}});
  return closed;
}

Result<BooksPeriod> RequestReopening(rpc::Call& call, const ReopeningRequest& request) {
  const std::string text = request.month.ToString();
  PeriodGateway gateway(call.work());
  BooksPeriod period = gateway.Lock(text);
  if (period.state == PeriodState::kOpen) {
    return Refused("PERIOD_NOT_CLOSED",
                   "The month " + text + " is open; there is nothing to take back.", text);
  }
  if (!period.reopening_requested_by.empty()) {
    return Refused("REOPENING_REQUESTED",
                   "A reopening of the month " + text + " waits for a second person already.",
                   text);
  }
  PeriodEvent event = NextEvent(call, gateway, period, "REOPENING_REQUEST");
  event.reason = request.reason;
  gateway.Insert(event);
  period.last_event = event.number;
  period.last_event_time = event.event_time;
  period.reopening_requested_by = event.principal;
  period.reopening_reason = event.reason;
  return period;
}

Result<BooksPeriod> ApproveReopening(rpc::Call& call, const ReopeningApproval& approval) {
  const std::string text = approval.month.ToString();
  PeriodGateway gateway(call.work());
  BooksPeriod period = gateway.Lock(text);
  if (!approval.etag.empty() && approval.etag != period.etag()) {
    return Error{ErrorKind::kConflict,
                 "ETAG_MISMATCH",
                 "The month changed since it was read; read it again.",
                 {{"month", text}},
                 {}};
  }
  TIREK_RETURN_IF_ERROR(RequireRequested(period));
  if (period.reopening_requested_by == call.principal().name) return SamePrincipal(text);
  PeriodEvent event = NextEvent(call, gateway, period, "REOPENING");
  event.state = ledger::StateBefore(period.state).value();
  event.requested_by = period.reopening_requested_by;
  event.reason = period.reopening_reason;
  period.close_time.reset();
  period.closed_by.clear();
  period.breaks = 0;
  if (event.state == PeriodState::kOpen) {
    period.soft_close_time.reset();
    period.soft_closed_by.clear();
  }
  Store(gateway, event, period);
  return period;
}

Result<BooksPeriod> RefuseReopening(rpc::Call& call, const ReopeningRefusal& refusal) {
  PeriodGateway gateway(call.work());
  BooksPeriod period = gateway.Lock(refusal.month.ToString());
  TIREK_RETURN_IF_ERROR(RequireRequested(period));
  PeriodEvent event = NextEvent(call, gateway, period, "REOPENING_REFUSAL");
  event.requested_by = period.reopening_requested_by;
  event.reason = refusal.reason;
  gateway.Insert(event);
  period.last_event = event.number;
  period.last_event_time = event.event_time;
  period.reopening_requested_by.clear();
  period.reopening_reason.clear();
  return period;
}

Result<std::vector<BooksPeriod>> ListPeriods(rpc::Call& call, const rpc::Page& page) {
  return PeriodGateway(call.work()).List(page);
}

Result<std::vector<PeriodEvent>> ListPeriodEvents(rpc::Call& call, const PeriodEventFilter& filter,
                                                  const rpc::Page& page) {
  return PeriodGateway(call.work()).Events(filter, page);
}

}  // namespace tirek::settlement
