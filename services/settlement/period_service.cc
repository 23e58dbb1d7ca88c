#include "services/settlement/period_service.h"

#include <map>

#include "core/calendar/time_zone.h"
#include "services/settlement/period_gateway.h"
#include "services/settlement/reconciliation_gateway.h"

namespace tirek::settlement {
namespace {

constexpr int kMostBreaks = 1000;  // in one answer; ListBreaks has all

Error Refused(const char* reason, const std::string& message, const std::string& month) {
  return {ErrorKind::kPrecondition, reason, message, {{"month", month}}, {}};
}

Error HasOpenDocuments(const std::string& month, const OpenDocuments& open) {
  static const std::map<std::string, std::string> kExpected = {
      {"CAPITATION_RUNNING", "a capitation run that has ended"},
      {"CLAIM_NOT_ADJUDICATED", "a claim that is adjudicated"},
      {"EVIDENCE_NOT_CLAIMED", "a claim for what was computed under this contract"},
      {"CLAIM_NOT_ORDERED", "a payment run that pays this claim"},
      {"ADJUSTMENT_NOT_ORDERED", "a payment run that pays this adjustment"},
      {"PAYMENT_RUN_NOT_SENT", "a payment run whose file was exported"},
      {"PAYMENT_NOT_ON_STATEMENT", "a bank statement that shows this payment"},
  };
  Error error = Refused("PERIOD_HAS_OPEN_DOCUMENTS",
                        "The month " + month + " has documents that are not finished.", month);
  error.metadata["documents"] = std::to_string(open.count);
  for (const OpenDocument& document : open.listed) {
    error.violations.push_back({document.id, document.reason, kExpected.at(document.reason)});
  }
  return error;
}

}  // namespace

Result<ClosedPeriod> ClosePeriod(rpc::Call& call, const Month& month) {
  const std::string text = month.ToString();
  if (Kazakhstan().CivilDayOf(call.now()) < month.period().end) {
    return Refused("PERIOD_NOT_OVER", "The month " + text + " is not over yet.", text);
  }
  PeriodGateway gateway(call.work());
  ClosedPeriod closed{gateway.Lock(text), {}};
  if (closed.period.closed) {
    return Refused("PERIOD_CLOSED", "The month " + text + " is closed already.", text);
  }
  const OpenDocuments open = gateway.FindOpen(text);
  if (open.count > 0) return HasOpenDocuments(text, open);
  ReconciliationGateway reconciliation(call.work());
  closed.period.closed = true;
  closed.period.close_time = call.now();
  closed.period.closed_by = call.principal().name;
  closed.period.breaks = reconciliation.CountBreaks(text);
  gateway.Close(closed.period);
  closed.breaks = reconciliation.Breaks({text, "", ""}, {kMostBreaks - 1, {}});
  call.NameSubject(text);
  return closed;
}

Result<std::vector<BooksPeriod>> ListPeriods(rpc::Call& call, const rpc::Page& page) {
  return PeriodGateway(call.work()).List(page);
}

}  // namespace tirek::settlement
