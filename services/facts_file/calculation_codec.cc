#include "services/facts_file/calculation_codec.h"

namespace tirek::calculation {
namespace {

namespace v1 = billing::v1;
using capitation::Line;

void AddSteps(const std::vector<capitation::TraceStep>& steps,
              google::protobuf::RepeatedPtrField<v1::CalculatedStep>* protos) {
  for (const capitation::TraceStep& step : steps) {
    v1::CalculatedStep* proto = protos->Add();
    proto->set_rule(step.rule);
    proto->set_source(step.source_act);
    proto->set_inputs(step.inputs);
    proto->set_exact(step.exact);
    proto->set_result(step.result);
  }
}

void SetAmounts(const Line& line, v1::CalculatedLine* proto) {
  proto->set_price(line.price.AmountText());
  proto->set_amount(line.amount.AmountText());
  proto->set_person_amount(line.person_amount.AmountText());
  proto->set_pension_amount(line.pension_amount.AmountText());
  proto->set_withheld_amount(line.withheld_amount.AmountText());
  proto->set_denied_amount(line.denied_amount.AmountText());
  for (const capitation::FundedPart& part : line.funding) {
    v1::CalculatedPart* funded = proto->add_funding();
    funded->set_payer(part.payer);
    funded->set_amount(part.amount.AmountText());
  }
}

v1::CalculatedLine ToProto(const Line& line) {
  v1::CalculatedLine proto;
  proto.set_provider_id(line.provider_id);
  proto.set_contract_id(line.contract_id);
  proto.set_placement_id(line.placement_id);
  proto.set_person_id(line.person_id);
  for (const CivilDate& date : line.dates) proto.add_dates(date.ToString());
  proto.set_tariff_code(line.tariff_code);
  if (line.unit) proto.set_unit(std::string(order::ServiceUnitName(*line.unit)));
  for (const std::string& code : line.coefficient_codes) proto.add_coefficient_codes(code);
  proto.set_category(line.category);
  proto.set_ground(std::string(capitation::LineGroundName(line.ground)));
  if (line.absence) proto.set_absence(std::string(order::AbsenceReasonName(*line.absence)));
  proto.set_paid_share(line.paid_share.ToString());
  proto.set_status(std::string(capitation::LineStatusName(line.status)));
  if (line.reason) proto.set_reason(std::string(capitation::DenialReasonName(*line.reason)));
  proto.set_quantity(line.quantity.ToString());
  SetAmounts(line, &proto);
  AddSteps(line.trace, proto.mutable_steps());
  return proto;
}

v1::CalculatedContract ToProto(const ContractOutcome& outcome) {
  const adjudication::Adjudication& decided = outcome.adjudication;
  v1::CalculatedContract proto;
  proto.set_contract_id(outcome.contract_id);
  proto.set_claimed(decided.claimed.AmountText());
  proto.set_approved(decided.approved.AmountText());
  proto.set_unfunded(decided.unfunded.AmountText());
  proto.set_denied(decided.denied.AmountText());
  for (const adjudication::CutDay& day : decided.cut_days) {
    v1::CalculatedCutDay* cut = proto.add_cut_days();
    cut->set_placement_id(day.placement_id);
    cut->set_date(day.date.ToString());
    cut->set_quantity(day.quantity.ToString());
    cut->set_claimed(day.claimed.AmountText());
    cut->set_unfunded(day.unfunded.AmountText());
    cut->set_reason(day.reason);
  }
  return proto;
}

void AddPot(const PotOutcome& pot, v1::CalculationResult* proto) {
  for (const capitation::PotPart& part : pot.parts) {
    v1::CalculatedPotPart* shared = proto->add_pot_parts();
    shared->set_pot_code(pot.pot_code);
    shared->set_provider_id(part.provider_id);
    shared->set_amount(part.amount.AmountText());
    AddSteps(part.trace, shared->mutable_steps());
  }
}

Result<std::string> Total(const std::vector<Line>& lines, Currency currency, Money Line::*sum) {
  Money total = Money::FromMinor(0, currency);
  for (const Line& line : lines) {
    TIREK_ASSIGN_OR_RETURN(total, total.Plus(line.*sum));
  }
  return total.AmountText();
}

Result<v1::CalculatedTotals> TotalsOf(const std::vector<Line>& lines, Currency currency) {
  v1::CalculatedTotals proto;
  TIREK_ASSIGN_OR_RETURN(*proto.mutable_price(), Total(lines, currency, &Line::price));
  TIREK_ASSIGN_OR_RETURN(*proto.mutable_amount(), Total(lines, currency, &Line::amount));
  TIREK_ASSIGN_OR_RETURN(*proto.mutable_person_amount(),
                         Total(lines, currency, &Line::person_amount));
  TIREK_ASSIGN_OR_RETURN(*proto.mutable_pension_amount(),
                         Total(lines, currency, &Line::pension_amount));
  TIREK_ASSIGN_OR_RETURN(*proto.mutable_withheld_amount(),
                         Total(lines, currency, &Line::withheld_amount));
  TIREK_ASSIGN_OR_RETURN(*proto.mutable_denied_amount(),
                         Total(lines, currency, &Line::denied_amount));
  return proto;
}

}  // namespace

Result<v1::CalculationResult> ToProto(const Outcome& outcome, const Month& month,
                                      const order::StateSocialOrder& order) {
  v1::CalculationResult proto;
  proto.set_month(month.ToString());
  proto.set_order_code(order.code);
  proto.set_method_version(order.method_version);
  proto.set_currency_code(std::string(order.currency.code()));
  proto.set_result_hash(capitation::ResultHash(outcome.lines));
  for (const Line& line : outcome.lines) *proto.add_lines() = ToProto(line);
  for (const ContractOutcome& contract : outcome.contracts) {
    *proto.add_contracts() = ToProto(contract);
  }
  for (const PotOutcome& pot : outcome.pots) AddPot(pot, &proto);
  TIREK_ASSIGN_OR_RETURN(*proto.mutable_totals(), TotalsOf(outcome.lines, order.currency));
  return proto;
}

}  // namespace tirek::calculation
