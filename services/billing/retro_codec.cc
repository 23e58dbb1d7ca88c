#include "services/billing/retro_codec.h"

#include <map>

#include "core/money/exact.h"
#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"
#include "services/billing/claim.h"
#include "services/billing/request_ids.h"

namespace tirek::billing {
namespace {

constexpr int kMostLinesShown = 1000;

struct OrderTag {
  static constexpr std::string_view kPrefix = "ord";
};

// The fields that a search and a posting have in common.
template <typename Request>
LateFactQuery TakeQuery(FieldCheck& check, const Request& request) {
  LateFactQuery query;
  if (!request.provider_id().empty()) {
    check.Take("provider_id", ProviderId::Parse(request.provider_id()));
    query.provider_id = request.provider_id();
  }
  if (!request.order_id().empty()) {
    check.Take("order_id", Id<OrderTag>::Parse(request.order_id()));
    query.order_id = request.order_id();
  }
  if (request.look_back_months() != 0) {
    query.look_back_months = static_cast<int>(
        check.Within("look_back_months", request.look_back_months(), 1, kMostLookBackMonths));
  }
  return query;
}

void TakePercent(FieldCheck& check, const v1::PostAdjustmentsRequest& request,
                 NewAdjustments& wanted) {
  const std::string field = "instalment_percent";
  if (wanted.choice != retro::Choice::kInstalments) {
    if (request.has_instalment_percent()) {
      check.Add(field, "FIELD_OF_OTHER_CHOICE", "nothing: it belongs to INSTALMENTS");
    }
    return;
  }
  const auto percent = check.Take(field, rpc::ToDecimal(request.instalment_percent()));
  if (!percent) return;
  if (Exact(*percent) <= Exact(0) || Exact(*percent) > Exact(100)) {
    check.Add(field, "INSTALMENT_PERCENT_OUT_OF_RANGE", "above 0 and at most 100");
  }
  wanted.instalment_percent = *percent;
}

// Sums of one currency each, in the order of their names.
class Sums {
 public:
  void Add(const std::string& name, Money difference) {
    auto& [lines, sum] =
        sums_.try_emplace({name, std::string(difference.currency().code())}, 0, Exact(0))
            .first->second;
    ++lines;
    sum = sum + Exact(difference.minor());
  }

  template <typename Repeated>
  void Put(Repeated* sums) const {
    for (const auto& [key, counted] : sums_) {
      v1::DifferenceSum* sum = sums->Add();
      sum->set_name(key.first);
      sum->set_lines(counted.first);
      const auto minor = counted.second.ToDecimal(0, Rounding::kExact);
      TIREK_ASSERT(minor.has_value());
      sum->mutable_difference()->set_currency_code(key.second);
      sum->mutable_difference()->set_minor_units(std::stoll(minor->ToString()));
    }
  }

 private:
  std::map<std::pair<std::string, std::string>, std::pair<int, Exact>> sums_;
};

}  // namespace

Result<LateFactQuery> FromProto(const v1::CheckLateFactsRequest& request) {
  FieldCheck check;
  LateFactQuery query = TakeQuery(check, request);
  TIREK_RETURN_IF_ERROR(check.Done());
  return query;
}

Result<NewAdjustments> FromProto(const v1::PostAdjustmentsRequest& request) {
  FieldCheck check;
  NewAdjustments wanted;
  wanted.query = TakeQuery(check, request);
  wanted.request_id = request.request_id();
  wanted.validate_only = request.validate_only();
  const std::string choice = rpc::TakeWord(check, "choice", request.choice());
  if (const auto parsed = retro::ParseChoice(choice)) {
    wanted.choice = *parsed;
    TakePercent(check, request, wanted);
  }
  TIREK_RETURN_IF_ERROR(check.Done());
  return wanted;
}

Result<AdjustmentId> FromProto(const v1::GetAdjustmentRequest& request) {
  return OnlyId<AdjustmentId>("adjustment_id", request.adjustment_id());
}

Result<AdjustmentFilter> FromProto(const v1::ListAdjustmentsRequest& request) {
  FieldCheck check;
  AdjustmentFilter filter{request.provider_id(), request.contract_id(), std::nullopt,
                          request.number()};
  if (!request.posting_month().empty()) {
    filter.month = check.Take("posting_month", Month::Parse(request.posting_month()));
  }
  TIREK_RETURN_IF_ERROR(check.Done());
  return filter;
}

Result<AdjustmentLineFilter> FromProto(const v1::ListAdjustmentLinesRequest& request) {
  TIREK_ASSIGN_OR_RETURN(AdjustmentId id,
                         OnlyId<AdjustmentId>("adjustment_id", request.adjustment_id()));
  return AdjustmentLineFilter{std::move(id), rpc::ToWord(request.reason())};
}

v1::Adjustment ToProto(const Adjustment& adjustment) {
  v1::Adjustment proto;
  proto.set_adjustment_id(adjustment.adjustment_id.text());
  proto.set_number(adjustment.number);
  proto.set_provider_id(adjustment.provider_id);
  proto.set_provider_bin(adjustment.provider_bin);
  proto.set_contract_id(adjustment.contract_id);
  proto.set_contract_number(adjustment.contract_number);
  const std::string choice(retro::ChoiceName(adjustment.choice));
  proto.set_choice(rpc::FromWord<v1::SettlementChoice>(choice));
  if (adjustment.instalment_percent) {
    *proto.mutable_instalment_percent() = rpc::ToProto(*adjustment.instalment_percent);
  }
  proto.set_look_back_months(adjustment.look_back_months);
  *proto.mutable_known_at() = rpc::ToProto(adjustment.known_at);
  *proto.mutable_create_time() = rpc::ToProto(adjustment.create_time);
  *proto.mutable_difference() = rpc::ToProto(adjustment.difference);
  *proto.mutable_payable() = rpc::ToProto(adjustment.payable);
  *proto.mutable_receivable() = rpc::ToProto(adjustment.receivable);
  *proto.mutable_unfunded() = rpc::ToProto(adjustment.unfunded);
  for (const AdjustmentMonth& month : adjustment.months) {
    v1::AdjustmentMonth* of_month = proto.add_months();
    of_month->set_month(month.month.ToString());
    of_month->set_claim_id(month.claim_id);
    of_month->set_lines(month.lines);
    *of_month->mutable_difference() = rpc::ToProto(month.difference);
    *of_month->mutable_payable() = rpc::ToProto(month.payable);
    *of_month->mutable_receivable() = rpc::ToProto(month.receivable);
    *of_month->mutable_unfunded() = rpc::ToProto(month.unfunded);
  }
  for (const retro::RecoveryPart& part : adjustment.recovery) {
    v1::RecoveryPart* of_month = proto.add_recovery();
    of_month->set_month(part.month.ToString());
    *of_month->mutable_amount() = rpc::ToProto(part.amount);
    *of_month->mutable_left() = rpc::ToProto(part.left);
  }
  return proto;
}

v1::AdjustmentLine ToProto(const AdjustmentLine& line) {
  const retro::Difference& difference = line.difference;
  v1::AdjustmentLine proto;
  proto.set_adjustment_line_id(line.adjustment_line_id.text());
  proto.set_adjustment_id(line.adjustment_id.text());
  proto.set_provider_id(line.claim.provider_id);
  proto.set_provider_bin(line.claim.provider_bin);
  proto.set_contract_id(line.claim.contract_id);
  proto.set_month(line.claim.month.ToString());
  proto.set_claim_id(line.claim.claim_id);
  proto.set_placement_id(difference.placement_id);
  proto.set_person_id(difference.person_id);
  *proto.mutable_start_date() = rpc::ToProto(difference.dates.front());
  *proto.mutable_end_date() = rpc::ToProto(difference.dates.back() + 1);
  proto.set_days(static_cast<int>(difference.dates.size()));
  const std::string reason(retro::ReasonName(difference.reason));
  proto.set_reason(rpc::FromWord<v1::AdjustmentReason>(reason));
  proto.set_what(difference.what);
  *proto.mutable_old_amount() = rpc::ToProto(difference.old_amount);
  *proto.mutable_new_amount() = rpc::ToProto(difference.new_amount);
  *proto.mutable_difference() = rpc::ToProto(difference.difference);
  for (const std::string& id : difference.original_ids) proto.add_original_line_ids(id);
  for (const std::string& id : difference.changed_ids) proto.add_changed_line_ids(id);
  for (const std::string& id : line.new_line_ids) proto.add_new_line_ids(id);
  return proto;
}

v1::CheckLateFactsResponse ToProto(const LateDifferences& found) {
  v1::CheckLateFactsResponse proto;
  Sums by_provider;
  Sums by_reason;
  int lines = 0;
  for (const auto& [claim, differences] : found.claims) {
    for (const retro::Difference& difference : differences) {
      if (lines++ < kMostLinesShown) {
        *proto.add_differences() = ToProto(AdjustmentLine{{}, {}, claim, difference});
      }
      by_provider.Add(claim.provider_bin, difference.difference);
      by_reason.Add(std::string(retro::ReasonName(difference.reason)), difference.difference);
    }
  }
  proto.set_lines(lines);
  by_provider.Put(proto.mutable_by_provider());
  by_reason.Put(proto.mutable_by_reason());
  *proto.mutable_known_at() = rpc::ToProto(found.known_at);
  return proto;
}

}  // namespace tirek::billing
