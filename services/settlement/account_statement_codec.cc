#include "services/settlement/account_statement_codec.h"

#include <string>

#include "core/rpc/enum_text.h"

namespace tirek::settlement {
namespace {

template <typename Proto, typename Values, typename NameOf>
auto NamedLike(Proto proto, const Values& values, NameOf name_of) {
  const std::string word = rpc::ToWord(proto);
  std::optional<typename Values::value_type> found;
  for (const auto& value : values) {
    if (name_of(value) == word) found = value;
  }
  return found;
}

ledger::AccountSet AccountsOf(v1::AccountSet set) {
  constexpr std::array kSets = {ledger::AccountSet::kPayable, ledger::AccountSet::kReceivable,
                                ledger::AccountSet::kSettlements, ledger::AccountSet::kAdvance};
  return NamedLike(set, kSets, ledger::AccountSetName).value_or(ledger::AccountSet::kPayable);
}

v1::AgeBand BandOf(ledger::AgeBand band) {
  return rpc::FromWord<v1::AgeBand>(std::string(ledger::AgeBandName(band)));
}

// What ListPayables and GetPayableAgeing share.
template <typename Request>
PayableFilter TakeFilter(FieldCheck& check, const Request& request) {
  PayableFilter filter;
  filter.provider_id = request.provider_id();
  if (request.has_as_of()) filter.as_of = TakeAsOf(check, request.as_of());
  if (request.has_known_at()) {
    filter.known_at = check.Take("known_at", rpc::ToInstant(request.known_at()));
  }
  filter.contract_id = request.contract_id();
  filter.funding_source = request.funding_source();
  filter.budget_code = request.budget_code();
  return filter;
}

v1::Movement RowOf(const Movement& movement) {
  v1::Movement proto;
  *proto.mutable_effective_date() = rpc::ToProto(movement.effective_date);
  *proto.mutable_record_time() = rpc::ToProto(movement.record_time);
  proto.set_kind(ToProto(movement.kind()));
  proto.set_number(movement.number);
  proto.set_source_type(movement.source_type);
  proto.set_source_id(movement.source_id);
  proto.set_description(movement.description);
  if (movement.owed.is_negative()) {
    *proto.mutable_debit() = rpc::ToProto(*movement.owed.Negated());
  } else {
    *proto.mutable_credit() = rpc::ToProto(movement.owed);
  }
  *proto.mutable_balance() = rpc::ToProto(movement.balance);
  proto.set_entry_id(movement.entry_id);
  proto.set_sequence(movement.sequence);
  return proto;
}

v1::AgeBandTotal TotalOf(const ledger::BandSum& sum) {
  v1::AgeBandTotal proto;
  proto.set_band(BandOf(sum.band));
  proto.set_documents(sum.documents);
  *proto.mutable_open() = rpc::ToProto(sum.open);
  *proto.mutable_under_way() = rpc::ToProto(sum.under_way);
  return proto;
}

v1::AccountStatement HeadOf(const AccountStatement& statement) {
  v1::AccountStatement proto;
  const StatementScope& scope = statement.query.scope;
  proto.set_provider_id(statement.provider.provider_id);
  proto.set_provider_bin(statement.provider.bin);
  proto.set_provider_name(statement.provider.name);
  proto.set_account_set(
      rpc::FromWord<v1::AccountSet>(std::string(ledger::AccountSetName(statement.query.accounts))));
  rpc::SetPeriod(scope.period, &proto);
  if (scope.known_at) *proto.mutable_known_at() = rpc::ToProto(*scope.known_at);
  *proto.mutable_opening() = rpc::ToProto(statement.opening);
  *proto.mutable_debit() = rpc::ToProto(statement.carried.debit);
  *proto.mutable_credit() = rpc::ToProto(statement.carried.credit);
  *proto.mutable_closing() = rpc::ToProto(statement.carried.closing);
  proto.set_sequence(statement.known.sequence);
  proto.set_hash(statement.known.hash);
  return proto;
}

std::string WhatOfEvidence(const TieOutItem& item) {
  if (item.document_type == "CAPITATION_RUN") {
    return "The newest run comes to another sum than the claims: they have days that it denies, or"
           " facts were recorded after them (tirek retro find).";
  }
  if (item.document_type == "CONTRACT") return "Nobody has claimed the month of this contract.";
  if (item.document_type == "ADJUSTMENT") {
    return "The lines of the adjustment come to another sum than it says.";
  }
  return item.claim_state == "SUBMITTED" ? "The claim waits for adjudication."
                                         : "A part of the claim was denied.";
}

std::string WhatOf(const TieOutItem& item) {
  if (item.step == "EVIDENCE_TO_ACCRUED") return WhatOfEvidence(item);
  if (item.step == "ACCRUED_TO_POSTED") return "The ledger has another sum than the document.";
  if (item.step == "POSTED_TO_PAYMENT_FILE") {
    return item.after.is_zero() ? "No payment order that was sent pays this document."
                                : "The payment order is of another sum than the ledger.";
  }
  if (item.after.is_zero()) return "Sent to the bank and on no statement yet.";
  return item.after.minor() < item.before.minor() ? "The bank paid less than it was told to."
                                                  : "The bank paid more than it was told to.";
}

}  // namespace

std::optional<CivilDate> TakeAsOf(FieldCheck& check, const google::type::Date& date) {
  const auto day = check.Take("as_of", rpc::ToDate(date));
  if (day && *day >= kFarFuture) {
    check.Add("as_of", "OUT_OF_RANGE", "a day before " + kFarFuture.ToString());
    return {};
  }
  return day;
}

Result<StatementQuery> FromProto(const v1::GetAccountStatementRequest& request) {
  FieldCheck check;
  StatementQuery query{TakeScope(check, request), AccountsOf(request.account_set()), {}};
  if (request.has_as_of()) query.as_of = TakeAsOf(check, request.as_of()).value_or(CivilDate());
  TIREK_RETURN_IF_ERROR(check.Done());
  if (!request.has_as_of()) query.as_of = query.scope.period.end - 1;
  return query;
}

Result<PayableFilter> FromProto(const v1::ListPayablesRequest& request) {
  FieldCheck check;
  PayableFilter filter = TakeFilter(check, request);
  filter.band = NamedLike(request.band(), ledger::kAgeBands, ledger::AgeBandName);
  TIREK_RETURN_IF_ERROR(check.Done());
  return filter;
}

Result<PayableFilter> FromProto(const v1::GetPayableAgeingRequest& request) {
  FieldCheck check;
  PayableFilter filter = TakeFilter(check, request);
  TIREK_RETURN_IF_ERROR(check.Done());
  return filter;
}

Result<TieOutQuery> FromProto(const v1::ExplainTieOutRequest& request) {
  FieldCheck check;
  const auto month = check.Take("month", Month::Parse(request.month()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return TieOutQuery{request.provider_id(), *month};
}

v1::MovementKind ToProto(ledger::MovementKind kind) {
  return rpc::FromWord<v1::MovementKind>(std::string(ledger::MovementKindName(kind)));
}

v1::GetAccountStatementResponse ToProto(const AccountStatement& statement) {
  v1::GetAccountStatementResponse proto;
  *proto.mutable_statement() = HeadOf(statement);
  for (const Movement& movement : statement.movements) *proto.add_movements() = RowOf(movement);
  *proto.mutable_as_of() = rpc::ToProto(statement.ageing.as_of);
  for (const auto& band : statement.ageing.bands) *proto.add_ageing() = TotalOf(band);
  for (const AgedDocument& payable : statement.payables) *proto.add_payables() = ToProto(payable);
  *proto.mutable_unexplained() = rpc::ToProto(statement.unexplained);
  *proto.mutable_unearned() = rpc::ToProto(statement.unearned);
  *proto.mutable_unearned_under_way() = rpc::ToProto(statement.unearned_under_way);
  return proto;
}

v1::Payable ToProto(const AgedDocument& aged) {
  const OpenDocument& payable = aged.payable;
  v1::Payable proto;
  proto.set_provider_id(payable.provider_id);
  proto.set_provider_bin(payable.provider_bin);
  proto.set_document_type(payable.document_type);
  proto.set_document_id(payable.document_id);
  proto.set_number(payable.number);
  proto.set_contract_id(payable.contract_id);
  proto.set_contract_number(payable.contract_number);
  proto.set_order_code(payable.order_code);
  proto.set_month(payable.month);
  *proto.mutable_effective_date() = rpc::ToProto(payable.effective_date);
  *proto.mutable_due_date() = rpc::ToProto(payable.due_date);
  proto.set_days_overdue(aged.days_overdue());
  proto.set_band(BandOf(ledger::AgeBandOf(aged.days_overdue())));
  *proto.mutable_amount() = rpc::ToProto(payable.amount);
  *proto.mutable_open() = rpc::ToProto(payable.open);
  *proto.mutable_under_way() = rpc::ToProto(payable.under_way);
  proto.set_funding_source(payable.funding_source);
  proto.set_budget_code(payable.budget_code);
  return proto;
}

v1::GetPayableAgeingResponse ToProto(const std::vector<Ageing>& ageings) {
  v1::GetPayableAgeingResponse proto;
  for (const Ageing& ageing : ageings) {
    *proto.mutable_as_of() = rpc::ToProto(ageing.as_of);
    for (const auto& band : ageing.bands) *proto.add_bands() = TotalOf(band);
  }
  return proto;
}

v1::TieOutItem ToProto(const TieOutItem& item) {
  v1::TieOutItem proto;
  proto.set_step(rpc::FromWord<v1::TieOutStep>(item.step));
  proto.set_document_type(item.document_type);
  proto.set_document_id(item.document_id);
  proto.set_number(item.number);
  *proto.mutable_before() = rpc::ToProto(item.before);
  *proto.mutable_after() = rpc::ToProto(item.after);
  // Sums of documents of one month: their difference fits.
  *proto.mutable_difference() = rpc::ToProto(
      Money::FromMinor(item.after.minor() - item.before.minor(), item.before.currency()));
  proto.set_what(WhatOf(item));
  return proto;
}

}  // namespace tirek::settlement
