// A seeded month that was billed, and the calls of late facts on it.
#pragma once

#include <string>
#include <vector>

#include "tests/services/billing/seeded_month.h"
#include "tirek/billing/v1/retro.grpc.pb.h"

namespace tirek::billing {

using RetroStub = v1::RetroService::Stub;

class RetroHouse : public SeededMonth {
 public:
  // Claims and adjudicates a month of a provider.
  v1::Claim Bill(int provider, const std::string& month) {
    return Adjudicate(Claim(provider, month).claim_id());
  }

  // What is recorded from here on is recorded at the beginning of this day, and it is its evening.
  void ComesDay(const std::string& date);

  v1::CheckLateFactsResponse Check(const v1::CheckLateFactsRequest& request = {});
  Result<v1::PostAdjustmentsResponse> TryPost(v1::PostAdjustmentsRequest request);
  // The adjustments that net in the month.
  std::vector<v1::Adjustment> Post();
  std::vector<v1::AdjustmentLine> LinesOf(const v1::Adjustment& adjustment);
};

// "2026-10 ATTENDANCE_CORRECTED 54337.50 48903.75 -5433.75: 2026-10-05: was …".
std::string Brief(const v1::AdjustmentLine& line);
std::vector<std::string> Briefs(const std::vector<v1::AdjustmentLine>& lines);
std::vector<std::string> Briefs(const v1::CheckLateFactsResponse& found);
// "ADJ-2026-11-1 -54.33 = 0.00 - 54.33 + 0.00".
std::string Brief(const v1::Adjustment& adjustment);

}  // namespace tirek::billing
