// Amendments of orders through the real door.
#include <functional>

#include "core/base/sha256.h"
#include "tests/services/contracts/contracts_house.h"

namespace tirek::contracts {
namespace {

// 2026-11-02T05:00:00Z, the morning of the 2nd in Karaganda.
constexpr Instant kMorning{1'793'595'600'000'000};
constexpr std::int64_t kHour = 3'600'000'000;

google::type::Date Date(int year, int month, int day) {
  google::type::Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

// The pilot's order with another rate of day care from 1 December on.
v1::Order DearerInDecember(const char* rate = "6487.62") {
  v1::Order order = PilotOrder();
  *order.mutable_tariffs(1)->mutable_end_date() = Date(2026, 12, 1);
  v1::Tariff& follower = *order.add_tariffs();
  follower = order.tariffs(1);
  follower.set_code("T-DAY-03");
  follower.mutable_rate()->set_value(rate);
  follower.set_source_act("Т-9, строка 1");
  *follower.mutable_start_date() = Date(2026, 12, 1);
  *follower.mutable_end_date() = Date(2027, 1, 1);
  return order;
}

v1::AmendOrderRequest Wanted(const std::string& order_id, const v1::Order& order) {
  v1::AmendOrderRequest request;
  request.set_request_id("amendment-1");
  request.set_order_id(order_id);
  *request.mutable_effective_date() = Date(2026, 12, 1);
  request.set_source_act("Т-9 от 20.11.2026");
  *request.mutable_order() = order;
  return request;
}

struct Ready {
  Ready() : clock(kMorning), house(&clock), order_id(house.AddOrder()) {}

  void Wait() { clock.Set({clock.Now().micros + kHour}); }
  v1::Order Get(std::int64_t known_micros = 0) {
    v1::GetOrderRequest request;
    request.set_order_id(order_id);
    if (known_micros != 0) request.mutable_known_at()->set_seconds(known_micros / 1'000'000);
    const auto got = house.Call(&Stub::GetOrder, request, Role::kAuditor);
    REQUIRE_MESSAGE(got, Describe(got.error()));
    return got->order();
  }

  FixedClock clock;
  ContractsHouse house;
  std::string order_id;
};

TEST_CASE("an amendment is a new version, and the old one is read as known then") {
  Ready ready;
  CHECK(ready.Get().etag() == "1");
  ready.Wait();
  v1::AmendOrderRequest request = Wanted(ready.order_id, DearerInDecember());
  request.set_etag("1");
  // As it was read: with its id and etag.
  request.mutable_order()->set_order_id(ready.order_id);
  request.mutable_order()->set_etag("1");
  const auto made = ready.house.Call(&Stub::AmendOrder, request);
  REQUIRE_MESSAGE(made, Describe(made.error()));
  CHECK(made->order().etag() == "2");
  CHECK(made->order().tariffs_size() == 8);
  CHECK(rpc::ToJson(ready.Get()) == rpc::ToJson(made->order()));
  CHECK(ready.Get(kMorning.micros + kHour).etag() == "2");
  const v1::Order before = ready.Get(kMorning.micros + kHour - 1'000'000);
  CHECK(before.etag() == "1");
  CHECK(before.tariffs_size() == 7);

  v1::GetOrderRequest too_early;
  too_early.set_order_id(ready.order_id);
  too_early.mutable_known_at()->set_seconds(kMorning.micros / 1'000'000 - 1);
  CHECK(ready.house.Call(&Stub::GetOrder, too_early).error().reason == "ORDER_NOT_FOUND");
  too_early.mutable_known_at()->set_nanos(-1);
  CHECK(Refusals(ready.house.Call(&Stub::GetOrder, too_early).error()) ==
        std::vector<std::string>{"known_at INVALID_TIME"});

  const auto listed = ready.house.Call(&Stub::ListOrders, v1::ListOrdersRequest());
  REQUIRE(listed);
  CHECK(listed->orders(0).etag() == "2");
  CHECK(ready.house.house().Verify().empty());
}

TEST_CASE("versions are listed with their acts, and say whether they reach into the past") {
  Ready ready;
  ready.Wait();
  REQUIRE(ready.house.Call(&Stub::AmendOrder, Wanted(ready.order_id, DearerInDecember())));
  ready.Wait();
  // A rate adopted in November for October: a normal event.
  v1::Order late = DearerInDecember();
  late.mutable_tariffs(1)->mutable_rate()->set_value("5555.00");
  v1::AmendOrderRequest request = Wanted(ready.order_id, late);
  request.set_request_id("amendment-2");
  request.set_source_act("Т-10 от 01.11.2026");
  *request.mutable_effective_date() = Date(2026, 10, 15);
  REQUIRE(ready.house.Call(&Stub::AmendOrder, request));

  v1::ListOrderVersionsRequest list;
  list.set_order_id(ready.order_id);
  list.set_page_size(2);
  const auto first = ready.house.Call(&Stub::ListOrderVersions, list, Role::kCurator);
  REQUIRE_MESSAGE(first, Describe(first.error()));
  REQUIRE(first->versions_size() == 2);
  CHECK(first->versions(0).version() == 1);
  CHECK(first->versions(0).source_act() == PilotOrder().source_act());
  CHECK(first->versions(0).document_sha256() == Sha256Hex(rpc::ToJson(PilotOrder())));
  CHECK_FALSE(first->versions(0).retroactive());
  CHECK(rpc::ToJson(first->versions(0).effective_date()) == rpc::ToJson(PilotOrder().start_date()));
  CHECK(first->versions(1).source_act() == "Т-9 от 20.11.2026");
  CHECK_FALSE(first->versions(1).retroactive());
  CHECK(first->versions(1).record_time().seconds() == (kMorning.micros + kHour) / 1'000'000);
  list.set_page_token(first->next_page_token());
  const auto second = ready.house.Call(&Stub::ListOrderVersions, list);
  REQUIRE(second);
  REQUIRE(second->versions_size() == 1);
  CHECK(second->versions(0).version() == 3);
  CHECK(second->versions(0).retroactive());
  CHECK(second->next_page_token().empty());

  list.Clear();
  list.set_order_id("ord_01j9zq6d4q8v5t7x2m3n4p5r6s");
  CHECK(ready.house.Call(&Stub::ListOrderVersions, list).error().reason == "ORDER_NOT_FOUND");
}

TEST_CASE("an amendment that changes the past, nothing, or is out of order is refused by name") {
  Ready ready;
  struct Case {
    const char* name;
    std::function<void(v1::AmendOrderRequest&)> change;
    std::vector<std::string> refusals;
  };
  const Case cases[] = {
      {"everything absent",
       [](auto& r) {
         r.Clear();
         r.set_request_id("x");
       },
       {"order_id INVALID_ID", "effective_date INVALID_DATE", "source_act REQUIRED",
        "order REQUIRED"}},
      {"an order that cannot be put in force",
       [](auto& r) {
         r.mutable_order()->mutable_tariffs(7)->mutable_rate()->set_value("-1");
         r.mutable_order()->set_order_id("ord_01j9zq6d4q8v5t7x2m3n4p5r6s");
       },
       {"order.order_id SET_BY_SERVER", "order.tariffs[7].rate NOT_POSITIVE",
        "order.tariffs[7].rate RATE_BELOW_LEGAL_MINIMUM"}},
      {"no such order",
       [](auto& r) {
         r.set_order_id("ord_01j9zq6d4q8v5t7x2m3n4p5r6s");
         r.set_etag("7");
       },
       {"ORDER_NOT_FOUND"}},
      {"another version", [](auto& r) { r.set_etag("2"); }, {"ETAG_MISMATCH"}},
      {"a day before the order",
       [](auto& r) { *r.mutable_effective_date() = Date(2025, 12, 31); },
       {"effective_date EFFECTIVE_DATE_OUTSIDE"}},
      {"a day after the order",
       [](auto& r) { *r.mutable_effective_date() = Date(2027, 1, 2); },
       {"effective_date EFFECTIVE_DATE_OUTSIDE"}},
      {"rates of before the date",
       [](auto& r) {
         r.mutable_order()->mutable_tariffs(0)->mutable_rate()->set_value("5000.00");
         *r.mutable_order()->mutable_tariffs(1)->mutable_end_date() = Date(2026, 11, 30);
         *r.mutable_order()->mutable_tariffs(7)->mutable_start_date() = Date(2026, 11, 30);
         r.mutable_order()->set_overlap_rule(v1::OVERLAP_RULE_LATEST_ADMISSION);
       },
       {"order.overlap_rule CHANGED_BEFORE_EFFECTIVE_DATE",
        "order.tariffs[0].rate CHANGED_BEFORE_EFFECTIVE_DATE",
        "order.tariffs[1].end_date CHANGED_BEFORE_EFFECTIVE_DATE",
        "order.tariffs[7].start_date CHANGED_BEFORE_EFFECTIVE_DATE"}},
      {"nothing",
       [](auto& r) { *r.mutable_order() = PilotOrder(); },
       {"AMENDMENT_CHANGES_NOTHING"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    v1::AmendOrderRequest request = Wanted(ready.order_id, DearerInDecember());
    c.change(request);
    const auto made = ready.house.Call(&Stub::AmendOrder, request);
    REQUIRE_FALSE(made);
    CHECK(Refusals(made.error()) == c.refusals);
  }
  CHECK(ready.house.Count("contracts.order_amendment") == 0);
}

TEST_CASE("an amendment is tried without a trace, made once, and only by the ministry") {
  Ready ready;
  v1::AmendOrderRequest request = Wanted(ready.order_id, DearerInDecember());
  request.set_validate_only(true);
  const auto tried = ready.house.Call(&Stub::AmendOrder, request);
  REQUIRE_MESSAGE(tried, Describe(tried.error()));
  CHECK(tried->order().etag() == "2");
  CHECK(ready.house.Count("contracts.order_amendment") == 0);
  request.set_validate_only(false);
  CHECK(ready.house.Call(&Stub::AmendOrder, request, Role::kFinance).error().reason ==
        "ROLE_NOT_ALLOWED");
  REQUIRE(ready.house.Call(&Stub::AmendOrder, request));
  REQUIRE(ready.house.Call(&Stub::AmendOrder, request));
  CHECK(ready.house.Count("contracts.order_amendment") == 1);
  request.set_source_act("Т-9а");
  CHECK(ready.house.Call(&Stub::AmendOrder, request).error().reason == "REQUEST_ID_REUSED");
  CHECK(ready.house.Count("contracts.audit_event WHERE method LIKE '%AmendOrder'"
                          " AND subject <> ''") >= 1);
}

TEST_CASE("an order can be made longer, and shorter as far as its contracts allow") {
  Ready ready;
  ready.house.AddProviders();
  const auto imported = ready.house.Import(PilotFile("contracts.csv"));
  REQUIRE(imported);
  REQUIRE(imported->outcome().refused() == 0);
  const auto until = [&](int year, int month, int day, google::type::Date effective) {
    v1::Order order = ready.Get();
    for (v1::Tariff& tariff : *order.mutable_tariffs()) {
      if (tariff.end_date().year() == 2027) *tariff.mutable_end_date() = Date(year, month, day);
    }
    for (v1::Coefficient& row : *order.mutable_coefficients()) {
      if (row.end_date().year() == 2027) *row.mutable_end_date() = Date(year, month, day);
    }
    for (v1::AbsenceRule& row : *order.mutable_absence_rules()) {
      if (row.end_date().year() == 2027) *row.mutable_end_date() = Date(year, month, day);
    }
    *order.mutable_end_date() = Date(year, month, day);
    v1::AmendOrderRequest request = Wanted(ready.order_id, order);
    *request.mutable_effective_date() = effective;
    return ready.house.Write(&Stub::AmendOrder, request);
  };
  const auto longer = until(2027, 7, 1, Date(2027, 1, 1));
  REQUIRE_MESSAGE(longer, Describe(longer.error()));
  CHECK(longer->order().end_date().month() == 7);
  const auto too_short = until(2026, 12, 1, Date(2026, 12, 1));
  REQUIRE_FALSE(too_short);
  CHECK(too_short.error().reason == "CONTRACTS_OUTSIDE_ORDER");
  CHECK(too_short.error().metadata.at("contracts").find("GSZ-KRG-001") != std::string::npos);
  const auto reversed = until(2026, 12, 1, Date(2026, 12, 2));
  REQUIRE_FALSE(reversed);
  CHECK(reversed.error().violations.back().field == "order.end_date");
  CHECK(ready.house.house().Verify().empty());
}

TEST_CASE("readers see every version with its time, and the last as the order") {
  Ready ready;
  ready.Wait();
  REQUIRE(ready.house.Call(&Stub::AmendOrder, Wanted(ready.order_id, DearerInDecember())));
  soci::session& sql = ready.house.house().sql();
  soci::transaction transaction(sql);
  sql << "SET LOCAL ROLE tirek_billing";
  long long versions = 0;
  std::string documents;
  sql << "SELECT count(*), string_agg(version || ':' || (document LIKE '%6487.62%')::text || ':' ||"
         " extract(epoch FROM record_time)::bigint, ' ' ORDER BY version)"
         " FROM contracts.published_order_version",
      soci::into(versions), soci::into(documents);
  const auto seconds = [](std::int64_t micros) { return std::to_string(micros / 1'000'000); };
  CHECK(versions == 2);
  CHECK(documents ==
        "1:false:" + seconds(kMorning.micros) + " 2:true:" + seconds(kMorning.micros + kHour));
  std::string last;
  sql << "SELECT version || ':' || (document LIKE '%6487.62%')::text"
         " FROM contracts.published_order",
      soci::into(last);
  CHECK(last == "2:true");
}

TEST_CASE("verification names a version that changes what held before it") {
  Ready ready;
  REQUIRE(ready.house.Call(&Stub::AmendOrder, Wanted(ready.order_id, DearerInDecember())));
  soci::session& sql = ready.house.house().sql();
  sql << "ALTER TABLE contracts.order_amendment DISABLE TRIGGER append_only";
  sql << "UPDATE contracts.order_amendment SET effective_date = '2026-12-02'";
  CHECK(ready.house.house().Verify() ==
        std::vector<std::string>{"order GSZ-KRG-2026, version 2: it changes tariffs[1].end_date of "
                                 "before it took effect"});
  sql << "UPDATE contracts.order_amendment SET effective_date = '2026-12-01', version = 3";
  const auto faults = ready.house.house().Verify();
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].find("version 3 does not follow") != std::string::npos);
}

}  // namespace
}  // namespace tirek::contracts
