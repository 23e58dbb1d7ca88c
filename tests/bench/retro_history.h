// Months of day care that were billed, and facts that are recorded late: the same in every house,
// whatever its history.
#pragma once

#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/calendar/month.h"
#include "tests/support/test_house.h"
#include "tirek/billing/v1/retro.pb.h"

namespace tirek::bench {

class RetroHistory {
 public:
  // The last `months` months until December 2026, computed, claimed and adjudicated.
  RetroHistory(int placements, int months);

  // December 2026, attended and computed only.
  void ComputeMonth();
  // The attendance that was read, and the lines that were written, by COPY into a table with the
  // same indexes; durable.
  double CopySeconds();

  // In the last six months: 5 % of the placements ended earlier than was known, 1 % of the persons
  // in another category, and a tariff for all, adopted in January for July.
  void RecordLateFacts();

  billing::v1::CheckLateFactsResponse Find();
  // How many adjustments.
  int Post();
  // Throws when what is posted is not what is computed.
  void Verify();
  // What the run of the last month took, from the call to its end.
  double run_seconds() const { return run_seconds_; }

 private:
  void SeedProviders();
  void SeedChildren();
  void Attend(const Month& first);
  void AttendMonth(const Month& month);
  void Compute(const std::string& month);
  void Claim(const std::string& month);
  void Execute(const std::string& statement);
  std::vector<std::string> Texts(const std::string& query);

  int placements_;
  double run_seconds_ = 0;
  FixedClock clock_;
  test::TestHouse house_;
};

}  // namespace tirek::bench
