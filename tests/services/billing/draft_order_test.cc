// A draft order tried over recorded facts: what only the draft asks for is read, too.
#include <doctest/doctest.h>

#include "services/order_file/order_codec.h"
#include "tests/billing/order/sample_order.h"
#include "tests/services/billing/seeded_month.h"

namespace tirek::billing {
namespace {

using access::Role;

// The order in force, with half as much again for severity from 3 on, which it says nothing of.
order::StateSocialOrder Draft() {
  order::StateSocialOrder draft = order::SampleOrder();
  draft.code = "GSZ-2026";
  order::Coefficient severe = order::Factor("SEVERITY", "1");
  severe.steps = order::StepTable{order::StepMeasure::kSeverity,
                                  {{1, 2, order::Number("1")}, {3, 4, order::Number("1.5")}}};
  severe.period = draft.period;
  draft.coefficients = {severe};
  return draft;
}

TEST_CASE("A draft that asks for facts of which no order in force asks is computed with them") {
  SeededMonth month;
  month.AddOctober();
  month.Tamper(
      "INSERT INTO eligibility.circumstance (circumstance_id, person_id, kind, value,"
      " start_date, end_date, create_time) SELECT 'cir_' || n, 'psn_' || lpad(n::text, 26, '0'),"
      " 'SEVERITY', CASE n WHEN 3 THEN 3 ELSE 1 END, '2026-01-01', '9999-12-31', '2026-09-02'"
      " FROM generate_series(1, 3) n");
  v1::TryOrderRequest request;
  request.set_month("2026-10");
  *request.mutable_order() = order::ToProto(Draft());
  const auto tried = month.house.Call(&Stub::TryOrder, Role::kMinistry, request);
  REQUIRE(tried);
  REQUIRE(tried->differences_size() == 2);
  const auto& third = tried->differences(1);
  CHECK(third.provider_id() == IdOf("prv", 2));
  CHECK(third.before().minor_units() == 20 * 543'375);
  CHECK(third.after().minor_units() == 20 * 815'063);  // the day's price is rounded
  CHECK(tried->totals().winners() == 1);
}

}  // namespace
}  // namespace tirek::billing
