#include "tests/services/billing/retro_house.h"

#include <doctest/doctest.h>

#include "core/calendar/time_zone.h"
#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"

namespace tirek::billing {
namespace {

using access::Role;

std::string TextOf(const common::v1::Money& money) { return rpc::ToMoney(money)->AmountText(); }

}  // namespace

void RetroHouse::ComesDay(const std::string& date) {
  RecordAsOf(date);
  const Instant morning = Kazakhstan().StartOf(*CivilDate::Parse(date));
  clock.Set({morning.micros + kDay * 3 / 4});
}

v1::CheckLateFactsResponse RetroHouse::Check(const v1::CheckLateFactsRequest& request) {
  const auto found = house.Call(&RetroStub::CheckLateFacts, Role::kAuditor, request);
  REQUIRE(found);
  return *found;
}

Result<v1::PostAdjustmentsResponse> RetroHouse::TryPost(v1::PostAdjustmentsRequest request) {
  if (request.request_id().empty()) request.set_request_id(NewRequestId());
  return house.Call(&RetroStub::PostAdjustments, Role::kFinance, request);
}

std::vector<v1::Adjustment> RetroHouse::Post() {
  v1::PostAdjustmentsRequest request;
  request.set_choice(v1::SETTLEMENT_CHOICE_NET_IN_MONTH);
  const auto posted = TryPost(request);
  REQUIRE(posted);
  return {posted->adjustments().begin(), posted->adjustments().end()};
}

std::vector<v1::AdjustmentLine> RetroHouse::LinesOf(const v1::Adjustment& adjustment) {
  v1::ListAdjustmentLinesRequest request;
  request.set_adjustment_id(adjustment.adjustment_id());
  const auto listed = house.Call(&RetroStub::ListAdjustmentLines,
                                 house.ProviderToken(adjustment.provider_id()), request);
  REQUIRE(listed);
  return {listed->lines().begin(), listed->lines().end()};
}

std::string Brief(const v1::AdjustmentLine& line) {
  return line.month() + " " + rpc::ToWord(line.reason()) + " " + TextOf(line.old_amount()) + " " +
         TextOf(line.new_amount()) + " " + TextOf(line.difference()) + ": " + line.what();
}

std::vector<std::string> Briefs(const std::vector<v1::AdjustmentLine>& lines) {
  std::vector<std::string> briefs;
  for (const auto& line : lines) briefs.push_back(Brief(line));
  return briefs;
}

std::vector<std::string> Briefs(const v1::CheckLateFactsResponse& found) {
  return Briefs({found.differences().begin(), found.differences().end()});
}

std::string Brief(const v1::Adjustment& adjustment) {
  return adjustment.number() + " " + TextOf(adjustment.difference()) + " = " +
         TextOf(adjustment.payable()) + " - " + TextOf(adjustment.receivable()) + " + " +
         TextOf(adjustment.unfunded());
}

}  // namespace tirek::billing
