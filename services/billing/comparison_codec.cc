#include "services/billing/comparison_codec.h"

#include "core/rpc/convert.h"
#include "services/order_file/order_codec.h"

namespace tirek::billing {
namespace {

constexpr int kMostRows = 10'000;
constexpr int kUsualRows = 1'000;

Grouping GroupingOf(v1::DifferenceGrouping by, Grouping unspecified) {
  switch (by) {
    case v1::DIFFERENCE_GROUPING_LINE:
      return Grouping::kLine;
    case v1::DIFFERENCE_GROUPING_PROVIDER:
      return Grouping::kProvider;
    case v1::DIFFERENCE_GROUPING_TERRITORY:
      return Grouping::kTerritory;
    default:
      return unspecified;
  }
}

template <typename Request>
RowsWanted TakeRows(FieldCheck& check, const Request& request, Grouping unspecified) {
  RowsWanted rows;
  rows.by = GroupingOf(request.by(), unspecified);
  rows.provider_id = request.provider_id();
  rows.limit = static_cast<int>(check.Within("limit", request.limit(), 0, kMostRows));
  if (rows.limit == 0) rows.limit = kUsualRows;
  return rows;
}

v1::CapitationDifference ToProto(const Difference& difference) {
  v1::CapitationDifference proto;
  proto.set_provider_id(difference.provider_id);
  proto.set_territory(difference.territory);
  proto.set_contract_id(difference.contract_id);
  proto.set_placement_id(difference.placement_id);
  if (difference.start_date) *proto.mutable_start_date() = rpc::ToProto(*difference.start_date);
  proto.set_lines(difference.lines);
  *proto.mutable_before() = rpc::ToProto(difference.before);
  *proto.mutable_after() = rpc::ToProto(difference.after);
  *proto.mutable_difference() = rpc::ToProto(difference.difference);
  proto.set_changes(difference.changes);
  return proto;
}

v1::DifferenceTotals TotalsToProto(const Comparison& comparison) {
  v1::DifferenceTotals proto;
  proto.set_lines(comparison.total.lines);
  *proto.mutable_before() = rpc::ToProto(comparison.total.before);
  *proto.mutable_after() = rpc::ToProto(comparison.total.after);
  *proto.mutable_difference() = rpc::ToProto(comparison.total.difference);
  proto.set_winners(comparison.winners);
  proto.set_losers(comparison.losers);
  proto.set_hash_before(comparison.hash_before);
  proto.set_hash_after(comparison.hash_after);
  proto.set_not_listed(comparison.not_listed);
  return proto;
}

// Each RPC has a message of its own with the same fields.
template <typename Response>
Response ResponseOf(const Comparison& comparison) {
  Response response;
  for (const Difference& difference : comparison.differences) {
    *response.add_differences() = ToProto(difference);
  }
  *response.mutable_totals() = TotalsToProto(comparison);
  return response;
}

}  // namespace

Result<Replaying> FromProto(const v1::ReplayCapitationRequest& request) {
  FieldCheck check;
  Replaying wanted;
  if (!request.run_id().empty()) {
    wanted.run_id = check.Take("run_id", RunId::Parse(request.run_id()));
    if (!request.month().empty() || request.has_known_at()) {
      check.Add("run_id", "EXCLUSIVE_FIELDS",
                "a run_id alone, or a month with or without known_at");
    }
  } else {
    wanted.month = check.Take("month", Month::Parse(request.month()));
    if (request.has_known_at()) {
      wanted.known_at = check.Take("known_at", rpc::ToInstant(request.known_at()));
    }
  }
  TIREK_RETURN_IF_ERROR(check.Done());
  return wanted;
}

Result<Comparing> FromProto(const v1::DiffCapitationRequest& request) {
  FieldCheck check;
  Comparing wanted;
  const auto month = check.Take("month", Month::Parse(request.month()));
  if (request.has_from_known_at()) {
    wanted.from_known_at = check.Take("from_known_at", rpc::ToInstant(request.from_known_at()));
  }
  if (request.has_to_known_at()) {
    wanted.to_known_at = check.Take("to_known_at", rpc::ToInstant(request.to_known_at()));
  }
  wanted.rows = TakeRows(check, request, Grouping::kLine);
  TIREK_RETURN_IF_ERROR(check.Done());
  wanted.month = *month;
  return wanted;
}

Result<TryingOrder> FromProto(const v1::TryOrderRequest& request) {
  FieldCheck check;
  TryingOrder wanted;
  const auto month = check.Take("month", Month::Parse(request.month()));
  if (request.has_known_at()) {
    wanted.known_at = check.Take("known_at", rpc::ToInstant(request.known_at()));
  }
  wanted.rows = TakeRows(check, request, Grouping::kProvider);
  if (!request.has_order()) check.Add("order", "REQUIRED", "a state social order");
  auto draft = order::FromProto(request.order());
  if (request.has_order() && !draft) {
    for (const Violation& violation : draft.error().violations) {
      check.Add("order." + violation.field, violation.reason, violation.expected);
    }
  }
  TIREK_RETURN_IF_ERROR(check.Done());
  wanted.month = *month;
  wanted.draft = *std::move(draft);
  return wanted;
}

Result<SharingPots> FromProto(const v1::GetPotSharesRequest& request) {
  FieldCheck check;
  SharingPots wanted;
  const auto month = check.Take("month", Month::Parse(request.month()));
  if (request.has_known_at()) {
    wanted.known_at = check.Take("known_at", rpc::ToInstant(request.known_at()));
  }
  wanted.order_code = request.order_code();
  TIREK_RETURN_IF_ERROR(check.Done());
  wanted.month = *month;
  return wanted;
}

v1::ReplayCapitationResponse ToProto(const Replay& replay) {
  v1::ReplayCapitationResponse proto;
  proto.set_month(replay.month.ToString());
  *proto.mutable_known_at() = rpc::ToProto(replay.known_at);
  proto.set_lines(replay.totals.lines);
  *proto.mutable_payable() = rpc::ToProto(replay.totals.payable);
  *proto.mutable_denied() = rpc::ToProto(replay.totals.denied);
  proto.set_result_hash(replay.result_hash);
  proto.set_same_as_run(replay.same_as_run);
  return proto;
}

v1::DiffCapitationResponse DiffToProto(const Comparison& comparison) {
  return ResponseOf<v1::DiffCapitationResponse>(comparison);
}

v1::TryOrderResponse TryOrderToProto(const Comparison& comparison) {
  return ResponseOf<v1::TryOrderResponse>(comparison);
}

v1::PotShare ToProto(const PotShare& share) {
  v1::PotShare proto;
  proto.set_order_code(share.order_code);
  proto.set_pot(share.pot);
  proto.set_provider_id(share.part.provider_id);
  *proto.mutable_amount() = rpc::ToProto(share.part.amount);
  proto.set_inputs(share.part.trace.front().inputs);
  proto.set_exact(share.part.trace.front().exact);
  proto.set_residue(share.part.trace.back().inputs);
  return proto;
}

}  // namespace tirek::billing
