#include "services/settlement/reconciliation_act_codec.h"

#include <string>

#include "core/rpc/enum_text.h"
#include "services/settlement/account_statement_codec.h"

namespace tirek::settlement {
namespace {

using ledger::MovementKind;
using reconciliation::LineState;

// An amount of the act's currency; zero when the field is absent.
Money TakeAmount(FieldCheck& check, const std::string& field, bool present,
                 const common::v1::Money& wanted, Currency currency) {
  const Money zero = Money::FromMinor(0, currency);
  if (!present) return zero;
  const auto amount = check.Take(field, rpc::ToMoney(wanted));
  if (!amount) return zero;
  if (amount->currency() == currency) return *amount;
  check.Add(field, "CURRENCY_MISMATCH", "an amount in " + std::string(currency.code()));
  return zero;
}

v1::ReconciliationSide FiguresOf(const reconciliation::Side& side) {
  v1::ReconciliationSide proto;
  *proto.mutable_opening() = rpc::ToProto(side.opening);
  *proto.mutable_debit() = rpc::ToProto(side.debit);
  *proto.mutable_credit() = rpc::ToProto(side.credit);
  *proto.mutable_closing() = rpc::ToProto(side.closing);
  proto.set_documents(side.documents);
  return proto;
}

void PutOurs(const Movement& movement, v1::ReconciliationLine* line) {
  line->set_kind(ToProto(movement.kind()));
  line->set_number(movement.number);
  *line->mutable_date() = rpc::ToProto(movement.effective_date);
  if (movement.owed.is_negative()) {
    *line->mutable_debit() = rpc::ToProto(*movement.owed.Negated());
  } else {
    *line->mutable_credit() = rpc::ToProto(movement.owed);
  }
  line->set_source_type(movement.source_type);
  line->set_source_id(movement.source_id);
}

void PutTheirs(const reconciliation::CounterpartyDocument& document, v1::ReconciliationLine* line) {
  line->set_their_number(document.number);
  *line->mutable_their_date() = rpc::ToProto(document.date);
  if (!document.debit.is_zero()) *line->mutable_their_debit() = rpc::ToProto(document.debit);
  if (!document.credit.is_zero()) *line->mutable_their_credit() = rpc::ToProto(document.credit);
  line->set_file_line(document.line);
}

v1::ReconciliationLine LineOf(const ReconciliationAct& act, const reconciliation::ActLine& line) {
  v1::ReconciliationLine proto;
  proto.set_state(rpc::FromWord<v1::ReconciliationState>(
      std::string(reconciliation::LineStateName(line.state))));
  proto.set_basis(
      rpc::FromWord<v1::ReconciliationBasis>(std::string(reconciliation::BasisName(line.basis))));
  if (line.ours) PutOurs(act.movements[*line.ours], &proto);
  if (line.theirs) PutTheirs(act.theirs->documents[*line.theirs], &proto);
  *proto.mutable_difference() = rpc::ToProto(line.difference);
  return proto;
}

// What both acts have.
v1::ReconciliationAct OurPartOf(const ReconciliationAct& act) {
  v1::ReconciliationAct proto;
  proto.set_provider_id(act.provider.provider_id);
  proto.set_provider_bin(act.provider.bin);
  proto.set_provider_name(act.provider.name);
  rpc::SetPeriod(act.scope.period, &proto);
  *proto.mutable_ours() = FiguresOf(act.act.ours);
  const auto sum = [&](MovementKind kind) { return act.by_kind[static_cast<std::size_t>(kind)]; };
  *proto.mutable_accrued() = rpc::ToProto(sum(MovementKind::kAccrued));
  *proto.mutable_adjusted() = rpc::ToProto(sum(MovementKind::kAdjusted));
  *proto.mutable_paid() = rpc::ToProto(sum(MovementKind::kPaid));
  *proto.mutable_returned() = rpc::ToProto(sum(MovementKind::kReturned));
  *proto.mutable_other() = rpc::ToProto(act.other);
  return proto;
}

}  // namespace

Result<StatementScope> FromProto(const v1::GetReconciliationActRequest& request) {
  FieldCheck check;
  StatementScope scope = TakeScope(check, request);
  TIREK_RETURN_IF_ERROR(check.Done());
  return scope;
}

Result<ActQuery> FromProto(const v1::CompareReconciliationActRequest& request) {
  FieldCheck check;
  ActQuery query;
  query.scope = TakeScope(check, request);
  query.file = request.file();
  query.their_opening = TakeAmount(check, "their_opening", request.has_their_opening(),
                                   request.their_opening(), query.scope.currency);
  if (request.has_their_closing()) {
    query.their_closing =
        TakeAmount(check, "their_closing", true, request.their_closing(), query.scope.currency);
  }
  TIREK_RETURN_IF_ERROR(check.Done());
  return query;
}

v1::GetReconciliationActResponse OurActOf(const ReconciliationAct& act) {
  v1::GetReconciliationActResponse proto;
  *proto.mutable_act() = OurPartOf(act);
  for (const Movement& movement : act.movements) PutOurs(movement, proto.add_lines());
  return proto;
}

v1::CompareReconciliationActResponse ComparedActOf(const ReconciliationAct& act) {
  v1::CompareReconciliationActResponse proto;
  v1::ReconciliationAct& head = *proto.mutable_act();
  head = OurPartOf(act);
  *head.mutable_difference() = rpc::ToProto(act.act.difference);
  head.set_agreed(act.act.agreed);
  *head.mutable_theirs() = FiguresOf(act.act.theirs);
  *head.mutable_opening_difference() = rpc::ToProto(act.act.opening_difference);
  *head.mutable_their_error() = rpc::ToProto(act.act.their_error);
  head.set_lines_agreed(act.act.Count(LineState::kAgreed));
  head.set_lines_different(act.act.Count(LineState::kDifferentAmount));
  head.set_lines_only_ours(act.act.Count(LineState::kOnlyOurs));
  head.set_lines_only_theirs(act.act.Count(LineState::kOnlyTheirs));
  head.set_rows_refused(static_cast<int>(act.theirs->refused.size()));
  for (const auto& line : act.act.lines) *proto.add_lines() = LineOf(act, line);
  for (const auto& row : act.theirs->refused) {
    for (const Violation& violation : row.violations) {
      auto* refused = proto.add_refused_rows();
      refused->set_line(row.line);
      refused->set_field(violation.field);
      refused->set_reason(violation.reason);
      refused->set_expected(violation.expected);
    }
  }
  return proto;
}

}  // namespace tirek::settlement
