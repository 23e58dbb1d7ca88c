// What rules ask for, from the tables of the services that record it, as known at a time.
#include "services/billing/rule_facts_gateway.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "services/billing/late_fact_gateway.h"
#include "tests/services/billing/seeded_month.h"

namespace tirek::billing {
namespace {

using sql::Scope;
using sql::UnitOfWork;

constexpr FactNeeds kAll = {true, true, true, true, true, true, true};

Instant At(const char* date) {
  const auto day = CivilDate::Parse(date);
  REQUIRE(day);
  return {day->epoch_day() * std::int64_t{86'400'000'000}};
}

MonthRows Load(SeededMonth& month, const char* known_at, FactNeeds needs = kAll) {
  sql::Database database({month.house.database_url(), "tirek_billing", 1});
  UnitOfWork work(database, Scope::Everything(), sql::Isolation::kSnapshot);
  MonthRows rows;
  rows.month = {2026, 10};
  rows.placements = {{IdOf("plc", 1), IdOf("psn", 1), IdOf("pla", 1), IdOf("prv", 1), {}, {}}};
  rows.attendance = {
      {IdOf("plc", 1), {rows.month.period().start, order::AbsenceReason::kExcused, {}}}};
  RuleFactsGateway(work).Load(needs, At(known_at), rows);
  return rows;
}

// A child at a home, attended in October; facts about it recorded on the days of `record`.
void AddChild(SeededMonth& month) {
  month.RecordAsOf("2026-09-01");
  month.AddProvider(1);
  month.AddPlacement(1, 1, "2026-09-10");
  month.RecordAsOf("2026-10-31");
  month.Attend(1, 1, "2026-10-01", "2026-10-03");
  month.Tamper(
      "INSERT INTO eligibility.person (person_id, reference, full_name, birth_date, sex,"
      " create_time) VALUES ('" +
      IdOf("psn", 1) + "', 'REF-1', 'A Child', '2015-02-28', 'MALE', '2026-09-01')");
}

void Record(SeededMonth& month, const std::string& values) {
  month.Tamper(
      "INSERT INTO eligibility.circumstance (circumstance_id, person_id, kind, value,"
      " start_date, end_date, create_time) VALUES " +
      values);
}

TEST_CASE("Circumstances are read as they were known, in the order of their recording") {
  SeededMonth month;
  AddChild(month);
  const std::string person = "'" + IdOf("psn", 1) + "'";
  Record(month, "('cir_b', " + person +
                    ", 'INCOME', 90000, '2026-01-01', '9999-12-31', '2026-09-02'),"
                    " ('cir_a', " +
                    person +
                    ", 'INCOME', 70000.50, '2026-10-01', '9999-12-31', '2026-11-02'),"
                    " ('cir_c', " +
                    person +
                    ", 'SEVERITY', 2, '2026-01-01', '2026-10-01', '2026-09-02'),"
                    " ('cir_d', " +
                    person + ", 'PENSION', 1, '2026-11-01', '9999-12-31', '2026-09-02')");
  const MonthRows before = Load(month, "2026-11-01");
  REQUIRE(before.circumstances.size() == 1);
  CHECK(before.circumstances[0].value.ToString() == "90000");
  const MonthRows after = Load(month, "2026-11-03");
  REQUIRE(after.circumstances.size() == 2);
  CHECK(after.circumstances[1].value.ToString() == "70000.5");
  CHECK(after.circumstances[1].kind == CircumstanceKind::kIncome);
  REQUIRE(after.birth_dates.size() == 1);
  CHECK(after.birth_dates[0].birth_date.ToString() == "2015-02-28");
}

TEST_CASE("Of assessments and plans of the month the last one counts") {
  SeededMonth month;
  AddChild(month);
  const std::string provider = "'" + IdOf("prv", 1) + "'";
  const std::string contract = "'" + IdOf("ctr", 1) + "'";
  month.Tamper(
      "INSERT INTO contracts.assessment (provider_id, assessment_id, contract_id, month,"
      " indicator, value, create_time) VALUES (" +
      provider + ", 'ass_1', " + contract + ", '2026-10', 'QUALITY', 0.9, '2026-11-01'), (" +
      provider + ", 'ass_2', " + contract + ", '2026-10', 'QUALITY', 0.95, '2026-11-02'), (" +
      provider + ", 'ass_3', '', '2026-10', 'persons', 12, '2026-11-01'), (" + provider +
      ", 'ass_4', '', '2026-09', 'persons', 99, '2026-11-01')");
  month.Tamper(
      "INSERT INTO placements.plan (provider_id, plan_id, placement_id, month,"
      " planned_days, create_time) VALUES (" +
      provider + ", 'pln_1', '" + IdOf("plc", 1) + "', '2026-10', 20, '2026-10-01'), (" + provider +
      ", 'pln_2', '" + IdOf("plc", 1) + "', '2026-10', 22, '2026-11-02')");
  const MonthRows rows = Load(month, "2026-11-03");
  REQUIRE(rows.qualities.size() == 1);
  CHECK(rows.qualities[0].factor.ToString() == "0.95");
  REQUIRE(rows.indicators.size() == 1);
  CHECK(rows.indicators[0].value.ToString() == "12");
  REQUIRE(rows.plans.size() == 1);
  CHECK(rows.plans[0].planned_days == 22);
  CHECK(Load(month, "2026-11-01").plans[0].planned_days == 20);
}

TEST_CASE("Days away and units before the month are those that runs paid") {
  SeededMonth month;
  month.RecordAsOf("2026-08-01");
  month.AddProvider(1);
  month.AddPlacement(1, 1, "2026-08-10");
  month.RecordAsOf("2026-10-31");
  // Excused days are paid, two a month.
  month.Attend(1, 1, "2026-08-20", "2026-08-20");
  month.Attend(1, 1, "2026-08-31", "2026-08-31", "EXCUSED");
  month.Attend(1, 1, "2026-09-01", "2026-09-01", "EXCUSED");
  month.Attend(1, 1, "2026-09-10", "2026-09-11");
  month.Attend(1, 1, "2026-09-29", "2026-09-30", "EXCUSED");
  month.Attend(1, 1, "2026-10-01", "2026-10-01", "EXCUSED");
  month.Run("2026-08");
  month.Run("2026-09");
  const MonthRows rows = Load(month, "2026-12-01");
  REQUIRE(rows.absences_before.size() == 1);
  CHECK(rows.absences_before[0].placement_id == IdOf("plc", 1));
  CHECK(rows.absences_before[0].before.reason == order::AbsenceReason::kExcused);
  // One in August and two in September; the third of September was not paid.
  CHECK(rows.absences_before[0].before.days_in_year == 3);
  CHECK(rows.absences_before[0].before.days_unbroken == 1);
  REQUIRE(rows.units_before.size() == 1);
  CHECK(rows.units_before[0].units.quantity.ToString() == "6");
  // Before those runs nothing was known to be paid.
  CHECK(Load(month, "2026-10-31").absences_before.empty());
  CHECK(Load(month, "2026-10-31").units_before.empty());
}

TEST_CASE("What a rule asks for is a late fact when it is recorded after its month was billed") {
  SeededMonth month;
  AddChild(month);
  const std::string day = "'2026-11-05'";
  Record(month, "('cir_b', '" + IdOf("psn", 1) +
                    "', 'INCOME', 90000, '2026-10-20', '9999-12-31', " + day + ")");
  month.Tamper(
      "INSERT INTO placements.plan (provider_id, plan_id, placement_id, month,"
      " planned_days, create_time) VALUES ('" +
      IdOf("prv", 1) + "', 'pln_1', '" + IdOf("plc", 1) + "', '2026-09', 20, " + day + ")");
  month.Tamper(
      "INSERT INTO contracts.assessment (provider_id, assessment_id, contract_id, month,"
      " indicator, value, create_time) VALUES ('" +
      IdOf("prv", 1) + "', 'ass_1', '" + IdOf("ctr", 1) + "', '2026-10', 'QUALITY', 0.9, " + day +
      ")");
  month.Tamper(
      "INSERT INTO contracts.calendar_day (date, kind, name, create_time) VALUES"
      " ('2026-08-31', 'HOLIDAY', 'decreed', " +
      day + ")");
  sql::Database database({month.house.database_url(), "tirek_billing", 1});
  UnitOfWork work(database, Scope::Everything(), sql::Isolation::kSnapshot);
  const std::vector<BilledMonth> months = {
      {{2026, 8}, At("2026-11-01")}, {{2026, 9}, At("2026-11-01")}, {{2026, 10}, At("2026-11-01")}};
  const auto late = LateFactGateway(work, At("2026-11-10")).LateFacts(months);
  REQUIRE(late.size() == 3);
  CHECK(late.at({2026, 8}).of_providers.contains(IdOf("prv", 1)));
  CHECK(late.at({2026, 9}).of_placements.contains(IdOf("plc", 1)));
  CHECK(late.at({2026, 10}).of_placements.contains(IdOf("plc", 1)));
  CHECK(late.at({2026, 10}).of_providers.contains(IdOf("prv", 1)));
  // Not yet known, or known when the months were billed.
  CHECK(LateFactGateway(work, At("2026-11-04")).LateFacts(months).empty());
  const std::vector<BilledMonth> later = {{{2026, 10}, At("2026-11-06")}};
  CHECK(LateFactGateway(work, At("2026-11-10")).LateFacts(later).empty());
}

TEST_CASE("What no rule asks for is not read") {
  SeededMonth month;
  AddChild(month);
  Record(month, "('cir_b', '" + IdOf("psn", 1) +
                    "', 'INCOME', 90000, '2026-01-01', '9999-12-31', '2026-09-02')");
  const MonthRows rows = Load(month, "2026-11-03", {});
  CHECK(rows.birth_dates.empty());
  CHECK(rows.circumstances.empty());
}

}  // namespace
}  // namespace tirek::billing
