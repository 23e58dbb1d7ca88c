// Ages of what is not paid, through the real door: by the day, and always a sum of the ledger.
#include <functional>

#include "tests/services/settlement/pilot_month.h"

namespace tirek::settlement {
namespace {

std::string Bands(const google::protobuf::RepeatedPtrField<v1::AgeBandTotal>& bands) {
  std::string all;
  for (const auto& band : bands) {
    if (band.documents() == 0 && band.open().minor_units() == 0) continue;
    all += v1::AgeBand_Name(band.band()).substr(9) + " " + std::to_string(band.documents()) + " " +
           std::to_string(band.open().minor_units()) + " " +
           std::to_string(band.under_way().minor_units());
  }
  return all;
}

TEST_CASE("what is not paid ages by the day, and documents and hand add to the ledger") {
  PilotMonth month;
  struct Case {
    const char* name;
    google::type::Date as_of;
    const char* bands;
  };
  const Case cases[] = {
      {"before it was accrued", Day(2026, 10, 30), ""},
      {"before it was ordered", Day(2026, 10, 31), "NOT_DUE 1 61587890 0"},
      {"paid short", Day(2026, 11, 5), "NOT_DUE 1 100000 100000"},
      {"the day it is due", Day(2026, 11, 30), "NOT_DUE 1 100000 100000"},
      {"the first of the next month", Day(2026, 12, 1), "DAYS_1_TO_30 1 100000 100000"},
      {"30 days", Day(2026, 12, 30), "DAYS_1_TO_30 1 100000 100000"},
      {"the end of the year", Day(2026, 12, 31), "DAYS_31_TO_60 1 100000 100000"},
      {"61 days", Day(2027, 1, 30), "DAYS_61_TO_90 1 100000 100000"},
      {"91 days", Day(2027, 3, 1), "OVER_90_DAYS 1 100000 100000"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    auto request = Wanted(month.short_paid, "2026-10");
    *request.mutable_as_of() = c.as_of;
    const auto answer = month.Get(request);
    CHECK(Bands(answer.ageing()) == c.bands);
    CHECK(answer.ageing_size() == 5);
    CHECK(answer.unexplained().minor_units() == 0);
  }
  Pay(month.house, month.short_paid, "by-hand", *CivilDate::FromYmd(2026, 11, 6), 30);
  Accrue(month.house, month.short_paid, "of-nobody", *CivilDate::FromYmd(2026, 11, 6), 12);
  auto request = Wanted(month.short_paid, "2026-11");
  const auto answer = month.Get(request);
  CHECK(answer.unexplained().minor_units() == 12);  // what was ordered is still under way
  CHECK(Bands(answer.ageing()) == "NOT_DUE 1 100000 100000");
  REQUIRE(answer.payables_size() == 1);
  CHECK(answer.payables(0).number() == "GSZ-KRG-002/2026-10");
  CHECK(answer.payables(0).order_code() == "GSZ-KRG-2026");
}

TEST_CASE("payables of all providers by due date, page by page, by band, and as known then") {
  PilotMonth month;
  const Instant then = month.house.clock().Now();
  month.house.clock().Set({then.micros + kDay});
  month.house.AddAdjustment(
      ClaimOf(month.house, "GSZ-KRG-001"),
      {.contract_number = "GSZ-KRG-001", .payable_minor = 500, .receivable_minor = 0});
  v1::ListPayablesRequest request;
  request.set_page_size(1);
  *request.mutable_as_of() = Day(2026, 11, 20);
  Lines all;
  do {
    const auto page = Must(month.house.Call(&Statements::ListPayables, request));
    for (const auto& p : page.payables()) {
      all.push_back(p.number() + " " + std::to_string(p.open().minor_units()) + " " +
                    v1::AgeBand_Name(p.band()).substr(9) + " " + std::to_string(p.days_overdue()));
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  // The adjustment was posted on 31 October under a contract that pays within 15 days.
  CHECK(all == Lines{"ADJ-2026-10-1 500 DAYS_1_TO_30 5", "GSZ-KRG-002/2026-10 100000 NOT_DUE 0"});

  request.set_page_size(0);
  const auto count = [&](const std::function<void(v1::ListPayablesRequest&)>& narrow) {
    v1::ListPayablesRequest narrowed = request;
    narrow(narrowed);
    return Must(month.house.Call(&Statements::ListPayables, narrowed)).payables_size();
  };
  CHECK(count([](auto& r) { r.set_band(v1::AGE_BAND_NOT_DUE); }) == 1);
  CHECK(count([](auto& r) { r.set_band(v1::AGE_BAND_DAYS_31_TO_60); }) == 0);
  CHECK(count([](auto& r) { *r.mutable_as_of() = Day(2026, 11, 2); }) == 6);
  CHECK(count([&](auto& r) { *r.mutable_known_at() = At(then); }) == 1);
  CHECK(count([&](auto& r) { r.set_provider_id(month.short_paid); }) == 1);
  CHECK(count([](auto& r) { r.set_budget_code("none"); }) == 0);
  CHECK(count([](auto& r) { r.set_funding_source("none"); }) == 0);

  // Whoever asks as known now gets what the long way, as known at this moment, gives, day by day;
  // also once an entry of a paid order was taken back.
  const auto sums = [&](google::type::Date as_of, bool now) {
    v1::GetPayableAgeingRequest of_day;
    *of_day.mutable_as_of() = as_of;
    if (now) *of_day.mutable_known_at() = At(month.house.clock().Now());
    return Bands(Must(month.house.Call(&Statements::GetPayableAgeing, of_day)).bands());
  };
  const auto days = {Day(2026, 10, 31), Day(2026, 11, 2),  Day(2026, 11, 3), Day(2026, 11, 4),
                     Day(2026, 11, 5),  Day(2026, 11, 20), Day(2027, 6, 1)};
  for (const auto& day : days) CHECK(sums(day, false) == sums(day, true));
  v1::PostEntriesRequest back;
  v1::LedgerCommand& command = *back.add_commands();
  command.set_command_id("back");
  command.set_provider_id(month.house.provider_of("GSZ-KRG-004"));
  month.house.sql() << "SELECT entry_id FROM settlement.entry WHERE source_type ="
                       " 'STATEMENT_LINE' AND ledger_id = '" +
                           command.provider_id() + "'",
      soci::into(*command.mutable_reverse()->mutable_entry_id());
  *command.mutable_reverse()->mutable_effective_date() = Day(2026, 11, 6);
  Must(month.house.Write(&Stub::PostEntries, back));
  for (const auto& day : days) CHECK(sums(day, false) == sums(day, true));
  CHECK(count([](auto& r) { *r.mutable_as_of() = Day(2026, 11, 5); }) == 2);
  CHECK(count([](auto& r) { *r.mutable_as_of() = Day(2026, 11, 6); }) == 3);

  v1::GetPayableAgeingRequest ageing;
  *ageing.mutable_as_of() = Day(2026, 11, 5);
  CHECK(Bands(Must(month.house.Call(&Statements::GetPayableAgeing, ageing)).bands()) ==
        "NOT_DUE 2 100500 100000");
  ageing.set_contract_id("ctr_00000000000000000000000000");
  CHECK(month.house.Call(&Statements::GetPayableAgeing, ageing).error().reason ==
        "CONTRACT_NOT_FOUND");
}

}  // namespace
}  // namespace tirek::settlement
