// A house with billing in it, and the facts that other services would have published, written as
// they store them: a month of two providers or more under one order.
#pragma once

#include <string>
#include <vector>

#include "billing/order/order.h"
#include "core/access/principal.h"
#include "core/base/clock.h"
#include "tests/support/test_house.h"
#include "tirek/billing/v1/billing.grpc.pb.h"

namespace tirek::billing {

using Stub = v1::BillingService::Stub;

// "prv_00000000000000000000000001".
std::string IdOf(const std::string& prefix, int number);

class SeededMonth {
 public:
  // Day care in Karaganda at 5433.75 a day; excused days away are paid half, two a month.
  SeededMonth();

  // Provider `number` with a site, a place for `capacity` persons, a licence and a contract.
  void AddProvider(int number, long long ceiling_minor = 100'000'000, int capacity = 10);
  void AddLicence(int provider, const std::string& first, const std::string& until);
  void AddContract(int number, int provider, const std::string& service, const std::string& first,
                   const std::string& until, long long ceiling_minor = 100'000'000);
  // The order's next version: `rate` a day from `date` on.
  void AmendOrder(int version, const std::string& date, const std::string& rate);
  // The next version of a contract: `services` from `date` on, until `until`.
  void AmendContract(int number, int provider, int version, const std::string& date,
                     const std::string& services, const std::string& until);
  // Person `number`, placed with the provider under placement `number`.
  void AddPlacement(int number, int provider, const std::string& first,
                    const std::string& until = "9999-12-31", int person = 0);
  // The next version of a placement: it ends on that day.
  void EndPlacement(int placement, int provider, int version, const std::string& end);
  // One row for each day from the first to the last, both in it.
  void Attend(int placement, int provider, const std::string& first, const std::string& last,
              const std::string& absence = "");
  // Each of these days replaced by a day away, as a correction.
  void Correct(int placement, int provider, const std::string& date, const std::string& absence);
  // The same, of a day that was corrected before: present where no absence is named.
  void CorrectAgain(int placement, int provider, const std::string& date,
                    const std::string& absence);

  // Two providers: 1 has two children for ten days each and one excused day of each, 2 has one
  // child for twenty days.
  void AddOctober();

  // September and October of one child at provider 1, ten days each, both computed.
  void AddTwoMonths(long long ceiling_minor);

  // Facts added from here on are recorded at the beginning of `date`.
  void RecordAsOf(const std::string& date);

  v1::CapitationRun Start(const std::string& month);
  // Watches until it has ended.
  v1::CapitationRun Ended(const std::string& run_id);
  v1::CapitationRun Run(const std::string& month) { return Ended(Start(month).run_id()); }
  std::vector<v1::CapitationLine> Lines(const v1::ListCapitationLinesRequest& request);
  std::vector<v1::CapitationLine> LinesOf(const std::string& run_id);
  Result<v1::CreateClaimResponse> TryClaim(int provider, const std::string& month);
  v1::Claim Claim(int provider, const std::string& month);
  Result<v1::AdjudicateClaimResponse> TryAdjudicate(const std::string& claim_id);
  v1::Claim Adjudicate(const std::string& claim_id);

  std::string NewRequestId() { return "r-" + std::to_string(++requests_); }
  // A number that a statement of the superuser selects.
  long long Count(const std::string& query);
  // What billing finds wrong with its own tables.
  std::vector<std::string> Verify();
  // As a superuser who goes round triggers and grants.
  void Tamper(const std::string& statement);

  FixedClock clock;
  test::TestHouse house;

 private:
  void Execute(const std::string& statement);
  std::string Recorded() const { return "'" + recorded_ + "'::timestamptz"; }

  std::string recorded_;
  int requests_ = 0;
  int attendance_ = 0;
};

// 2026-11-02T05:00:00Z, the morning of the 2nd in Karaganda.
inline constexpr Instant kMorning{1'793'595'600'000'000};
inline constexpr std::int64_t kDay = 86'400'000'000;

}  // namespace tirek::billing
