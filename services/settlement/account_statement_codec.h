// Account statements, payables and what explains a tie-out, on the wire.
#pragma once

#include <vector>

#include "core/base/field_check.h"
#include "core/base/result.h"
#include "core/rpc/convert.h"
#include "services/settlement/account_statement.h"
#include "services/settlement/account_statement_service.h"
#include "tirek/settlement/v1/account_statement.pb.h"

namespace tirek::settlement {

Result<StatementQuery> FromProto(const v1::GetAccountStatementRequest& request);
Result<PayableFilter> FromProto(const v1::ListPayablesRequest& request);
Result<PayableFilter> FromProto(const v1::GetPayableAgeingRequest& request);
Result<TieOutQuery> FromProto(const v1::ExplainTieOutRequest& request);

v1::GetAccountStatementResponse ToProto(const AccountStatement& statement);
v1::Payable ToProto(const AgedDocument& aged);
v1::GetPayableAgeingResponse ToProto(const std::vector<Ageing>& ageings);
v1::TieOutItem ToProto(const TieOutItem& item);
v1::MovementKind ToProto(ledger::MovementKind kind);

// The fields that a statement and an act share: provider_id, month or start_date and end_date,
// currency_code, known_at. All that is wrong goes to `check`.
template <typename Request>
StatementScope TakeScope(FieldCheck& check, const Request& request) {
  StatementScope scope;
  scope.provider_id = request.provider_id();
  const bool has_days = request.has_start_date() || request.has_end_date();
  if (!request.month().empty() && has_days) {
    check.Add("month", "INVALID_MONTH", "either a month, or start_date and end_date");
  } else if (has_days) {
    scope.period = rpc::TakePeriod(check, request);
    if (!request.has_end_date()) check.Add("end_date", "INVALID_DATE", "a day after start_date");
  } else {
    const auto month = check.Take("month", Month::Parse(request.month()));
    if (month) scope.period = month->period();
  }
  if (!request.currency_code().empty()) {
    const auto currency = check.Take("currency_code", Currency::FromCode(request.currency_code()));
    if (currency) scope.currency = *currency;
  }
  if (request.has_known_at()) {
    scope.known_at = check.Take("known_at", rpc::ToInstant(request.known_at()));
  }
  return scope;
}

// A day that has one after it.
std::optional<CivilDate> TakeAsOf(FieldCheck& check, const google::type::Date& date);

}  // namespace tirek::settlement
