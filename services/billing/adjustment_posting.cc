#include "services/billing/adjustment_posting.h"

#include <algorithm>
#include <utility>

#include "billing/ledger/posting_rules.h"
#include "core/calendar/time_zone.h"
#include "services/billing/adjustment_line_gateway.h"
#include "services/settlement/ledger_gateway.h"

namespace tirek::billing {
namespace {

using Claims = std::span<const ClaimDifferences>;

std::vector<Claims> ByContract(Claims claims) {
  std::vector<Claims> groups;
  while (!claims.empty()) {
    const auto end = std::find_if(claims.begin(), claims.end(), [&claims](const auto& other) {
      return other.claim.contract_id != claims.front().claim.contract_id;
    });
    groups.push_back(claims.first(static_cast<std::size_t>(end - claims.begin())));
    claims = claims.subspan(groups.back().size());
  }
  return groups;
}

NewClaim NameOf(const BilledClaim& claim) {
  return {ProviderId::Trusted(claim.provider_id), ContractId::Trusted(claim.contract_id),
          claim.month};
}

Result<void> AddTo(Money& total, Money part) {
  TIREK_ASSIGN_OR_RETURN(total, total.Plus(part));
  return {};
}

Result<retro::MonthChange> ChangeOf(const std::vector<retro::Difference>& differences,
                                    Money unfunded_before) {
  const Money zero = Money::FromMinor(0, unfunded_before.currency());
  retro::MonthChange change{zero, zero, zero, zero, unfunded_before};
  for (const retro::Difference& difference : differences) {
    TIREK_RETURN_IF_ERROR(AddTo(change.old_amount, difference.old_amount));
    TIREK_RETURN_IF_ERROR(AddTo(change.new_amount, difference.new_amount));
    if (!difference.difference.is_negative()) {
      TIREK_RETURN_IF_ERROR(AddTo(change.more, difference.difference));
      continue;
    }
    TIREK_ASSIGN_OR_RETURN(const Money less, difference.difference.Negated());
    TIREK_RETURN_IF_ERROR(AddTo(change.less, less));
  }
  return change;
}

// An amendment may put the ceiling below what was accepted before it.
Result<Money> CeilingLeft(Money ceiling, Money used) {
  TIREK_ASSIGN_OR_RETURN(const Money left, ceiling.Minus(used));
  return left.is_negative() ? Money::FromMinor(0, left.currency()) : left;
}

Result<void> AddMonth(Adjustment& adjustment, const AdjustmentMonth& month) {
  TIREK_RETURN_IF_ERROR(AddTo(adjustment.difference, month.difference));
  TIREK_RETURN_IF_ERROR(AddTo(adjustment.payable, month.payable));
  TIREK_RETURN_IF_ERROR(AddTo(adjustment.receivable, month.receivable));
  TIREK_RETURN_IF_ERROR(AddTo(adjustment.unfunded, month.unfunded));
  adjustment.months.push_back(month);
  return {};
}

// Months of more and months of less are one sum, too.
Result<void> NetMonths(Adjustment& adjustment) {
  const Money both = adjustment.payable.minor() < adjustment.receivable.minor()
                         ? adjustment.payable
                         : adjustment.receivable;
  TIREK_ASSIGN_OR_RETURN(adjustment.payable, adjustment.payable.Minus(both));
  TIREK_ASSIGN_OR_RETURN(adjustment.receivable, adjustment.receivable.Minus(both));
  return {};
}

}  // namespace

Result<std::vector<Adjustment>> AdjustmentPosting::Post(Claims claims, int last_sequence) {
  const std::vector<Claims> contracts = ByContract(claims);
  // Ceilings are locked before the ledger, as an adjudication does it.
  std::vector<Adjustment> settled;
  for (const Claims& of_contract : contracts) {
    TIREK_ASSIGN_OR_RETURN(auto adjustment, Settle(of_contract, ++last_sequence));
    settled.push_back(std::move(adjustment));
  }
  std::vector<Adjustment> posted;
  for (std::size_t i = 0; i < contracts.size(); ++i) {
    TIREK_RETURN_IF_ERROR(Store(settled[i], contracts[i]));
    TIREK_RETURN_IF_ERROR(PostToLedger(settled[i]));
    auto stored = gateway_.Find(settled[i].adjustment_id);
    TIREK_ASSERT(stored.has_value());
    posted.push_back(*std::move(stored));
  }
  return posted;
}

Result<Adjustment> AdjustmentPosting::Settle(Claims of_contract, int sequence) {
  const BilledClaim& first = of_contract.front().claim;
  const Money zero =
      Money::FromMinor(0, of_contract.front().differences.front().difference.currency());
  Adjustment adjustment;
  adjustment.adjustment_id = ids_.Next<AdjustmentTag>();
  adjustment.provider_id = first.provider_id;
  adjustment.contract_id = first.contract_id;
  adjustment.month = Month::Of(Kazakhstan().CivilDayOf(terms_.now));
  adjustment.sequence = sequence;
  adjustment.choice = terms_.choice;
  adjustment.instalment_percent = terms_.instalment_percent;
  adjustment.look_back_months = terms_.look_back_months;
  adjustment.known_at = terms_.known_at;
  adjustment.request_key = terms_.request_key;
  adjustment.create_time = terms_.now;
  adjustment.difference = zero;
  adjustment.payable = zero;
  adjustment.receivable = zero;
  adjustment.unfunded = zero;
  TIREK_RETURN_IF_ERROR(SettleMonths(of_contract, adjustment));
  if (terms_.choice == retro::Choice::kNetInMonth) TIREK_RETURN_IF_ERROR(NetMonths(adjustment));
  const Money expected = gateway_.ExpectedPayable(first.provider_id, first.contract_id);
  TIREK_ASSIGN_OR_RETURN(
      adjustment.recovery,
      retro::PlanRecovery({terms_.choice, adjustment.receivable, terms_.instalment_percent,
                           adjustment.month, expected}));
  return adjustment;
}

Result<void> AdjustmentPosting::SettleMonths(Claims of_contract, Adjustment& adjustment) {
  const NewClaim name = NameOf(of_contract.front().claim);
  const auto funds = claims_.FindContract(adjustment.provider_id, adjustment.contract_id);
  TIREK_ASSERT(funds.has_value());  // it was claimed under
  TIREK_ASSIGN_OR_RETURN(Money left, CeilingLeft(funds->ceiling, claims_.LockUse(name)));
  for (const auto& [claim, differences] : of_contract) {
    TIREK_ASSIGN_OR_RETURN(const auto change, ChangeOf(differences, gateway_.Unfunded(claim)));
    TIREK_ASSIGN_OR_RETURN(const auto settled, retro::SettleMonth(terms_.choice, change, left));
    AdjustmentMonth month{claim.month,     claim.claim_id,  static_cast<int>(differences.size()),
                          settled.payable, settled.payable, settled.receivable,
                          settled.unfunded};
    TIREK_ASSIGN_OR_RETURN(month.difference, change.new_amount.Minus(change.old_amount));
    TIREK_ASSIGN_OR_RETURN(const Money accepted, settled.payable.Minus(settled.receivable));
    TIREK_ASSIGN_OR_RETURN(left, left.Minus(accepted));
    TIREK_RETURN_IF_ERROR(AddMonth(adjustment, month));
  }
  TIREK_ASSIGN_OR_RETURN(const Money accepted, adjustment.payable.Minus(adjustment.receivable));
  claims_.AddUse(name, accepted);
  return {};
}

Result<void> AdjustmentPosting::Store(const Adjustment& adjustment, Claims of_contract) {
  gateway_.Insert(adjustment);
  AdjustmentLineGateway lines(work_);
  for (const ClaimDifferences& claim : of_contract) {
    lines.Insert(adjustment.adjustment_id, claim, ids_);
  }
  const int uneven = lines.UnevenPersons(adjustment);
  if (uneven == 0) return {};
  return Error{ErrorKind::kInternal,
               "ADJUSTMENT_UNEVEN",
               "The lines of a person and the differences do not add up; nothing was posted.",
               {{"contract_id", adjustment.contract_id}, {"persons", std::to_string(uneven)}},
               {}};
}

Result<void> AdjustmentPosting::PostToLedger(const Adjustment& adjustment) {
  ledger::Dimensions dims;
  dims.contract_id = adjustment.contract_id;
  const CivilDate today = Kazakhstan().CivilDayOf(terms_.now);
  const std::string code =
      claims_.BudgetCodeOn(adjustment.provider_id, adjustment.contract_id, today);
  if (!code.empty()) dims.budget_code = code;
  TIREK_ASSIGN_OR_RETURN(
      const std::optional<ledger::Entry> entry,
      ledger::PostAdjustment({adjustment.provider_id, adjustment.adjustment_id.text(), dims, today,
                              adjustment.payable, adjustment.receivable, adjustment.unfunded}));
  if (!entry) return {};
  TIREK_RETURN_IF_ERROR(settlement::LedgerGateway(work_).Post(*entry, terms_.now));
  return {};
}

}  // namespace tirek::billing
