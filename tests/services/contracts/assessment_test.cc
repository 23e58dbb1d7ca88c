// Assessments through the real door: quality factors of contracts, indicators of pots.
#include <functional>

#include "tests/services/contracts/contracts_house.h"

namespace tirek::contracts {
namespace {

constexpr const char* kDayHome = "230840990018";  // holds GSZ-KRG-001
constexpr const char* kCentre = "051240990020";   // holds GSZ-KRG-002

struct Ready : ContractsHouse {
  explicit Ready(const Clock* clock = nullptr) : ContractsHouse(clock) {
    AddProviders();
    AddOrder();
    REQUIRE(ContractsHouse::Import(PilotFile("contracts.csv")));
  }

  std::string ContractId(const std::string& number) {
    v1::ListContractsRequest request;
    request.set_number(number);
    return Call(&Stub::ListContracts, request).value().contracts(0).contract_id();
  }

  // The day home's quality of October.
  v1::CreateAssessmentRequest Quality(const std::string& value) {
    v1::CreateAssessmentRequest request;
    request.set_provider_id(ProviderId(kDayHome));
    request.set_contract_id(ContractId("GSZ-KRG-001"));
    request.set_month("2026-10");
    request.set_indicator("QUALITY");
    request.mutable_value()->set_value(value);
    return request;
  }

  // The verdicts of a file; the dry run must say the same and store nothing.
  std::vector<std::string> ImportRows(const std::string& rows) {
    v1::ImportAssessmentsRequest request;
    request.set_file("provider_bin,contract,month,indicator,value\n" + rows);
    request.set_validate_only(true);
    const long long before = Count("contracts.assessment");
    const auto tried = Write(&Stub::ImportAssessments, request);
    REQUIRE_MESSAGE(tried, Describe(tried.error()));
    CHECK(Count("contracts.assessment") == before);
    request.set_validate_only(false);
    const auto done = Write(&Stub::ImportAssessments, request);
    REQUIRE_MESSAGE(done, Describe(done.error()));
    CHECK(tried->SerializeAsString() == done->SerializeAsString());
    return Verdicts(done->outcome());
  }
};

TEST_CASE("a quality and an indicator are recorded, listed by month, and seen by their provider") {
  Ready house;
  v1::CreateAssessmentRequest quality = house.Quality("0.950");
  quality.set_request_id("quality-1");
  const auto made = house.Call(&Stub::CreateAssessment, quality);
  REQUIRE_MESSAGE(made, Describe(made.error()));
  CHECK(made->assessment().assessment_id().rfind("asm_", 0) == 0);
  CHECK(made->assessment().value().value() == "0.95");
  const auto again = house.Call(&Stub::CreateAssessment, quality);
  REQUIRE(again);
  CHECK(again->SerializeAsString() == made->SerializeAsString());

  v1::CreateAssessmentRequest visits;
  visits.set_provider_id(house.ProviderId(kCentre));
  visits.set_month("2026-09");
  visits.set_indicator("visits");
  visits.mutable_value()->set_value("1200");
  visits.set_validate_only(true);
  REQUIRE(house.Write(&Stub::CreateAssessment, visits));
  CHECK(house.Count("contracts.assessment") == 1);
  visits.set_validate_only(false);
  REQUIRE(house.Write(&Stub::CreateAssessment, visits));

  v1::ListAssessmentsRequest list;
  list.set_page_size(1);
  const auto first = house.Call(&Stub::ListAssessments, list, Role::kFinance);
  REQUIRE(first);
  REQUIRE(first->assessments_size() == 1);
  CHECK(first->assessments(0).indicator() == "visits");
  CHECK(first->assessments(0).value().value() == "1200");
  CHECK(first->assessments(0).contract_id().empty());
  list.set_page_token(first->next_page_token());
  const auto second = house.Call(&Stub::ListAssessments, list, Role::kFinance);
  REQUIRE(second);
  REQUIRE(second->assessments_size() == 1);
  CHECK(second->assessments(0).SerializeAsString() == made->assessment().SerializeAsString());
  CHECK(second->next_page_token().empty());

  list.Clear();
  const std::string own = house.house().ProviderToken(house.ProviderId(kDayHome));
  const auto seen = house.house().Call(&Stub::ListAssessments, own, list);
  REQUIRE(seen);
  REQUIRE(seen->assessments_size() == 1);
  CHECK(seen->assessments(0).indicator() == "QUALITY");
  list.set_provider_id(house.ProviderId(kCentre));
  CHECK(house.house().Call(&Stub::ListAssessments, own, list).error().reason == "PROVIDER_SCOPE");
  list.Clear();
  list.set_month("2026-9");
  CHECK(Refusals(house.Call(&Stub::ListAssessments, list).error()) ==
        std::vector<std::string>{"month INVALID_MONTH"});
  CHECK(house.house().Call(&Stub::CreateAssessment, own, quality).error().reason ==
        "ROLE_NOT_ALLOWED");
  CHECK(house.house().Verify().empty());
}

TEST_CASE("an assessment that cannot be is refused, all faults of its fields at once") {
  Ready house;
  struct Case {
    const char* name;
    std::function<void(v1::CreateAssessmentRequest&)> change;
    std::vector<std::string> refusals;
  };
  const auto indicator = [](auto& r, const char* value) {
    r.clear_contract_id();
    r.set_indicator("visits");
    r.mutable_value()->set_value(value);
  };
  const Case cases[] = {
      {"everything absent",
       [](auto& r) { r.Clear(); },
       {"provider_id INVALID_ID", "indicator REQUIRED", "month INVALID_MONTH",
        "value INVALID_DECIMAL"}},
      {"a quality of no contract",
       [](auto& r) { r.clear_contract_id(); },
       {"contract_id REQUIRED"}},
      {"an indicator of a contract",
       [](auto& r) { r.set_indicator("quality"); },
       {"contract_id FIELD_OF_OTHER_CHOICE"}},
      {"an indicator that no pot can name",
       [](auto& r) { r.set_indicator("VISITS"); },
       {"indicator CODE_INVALID"}},
      {"a quality above one",
       [](auto& r) { r.mutable_value()->set_value("1.000001"); },
       {"value OUT_OF_RANGE"}},
      {"a quality below nothing",
       [](auto& r) { r.mutable_value()->set_value("-0.1"); },
       {"value OUT_OF_RANGE"}},
      {"a quality of seven decimals",
       [](auto& r) { r.mutable_value()->set_value("0.1234567"); },
       {"value SCALE_TOO_LONG"}},
      {"an indicator below nothing", [&](auto& r) { indicator(r, "-1"); }, {"value OUT_OF_RANGE"}},
      {"an indicator too large for its column",
       [&](auto& r) { indicator(r, "1000000000000000000"); },
       {"value OUT_OF_RANGE"}},
      {"no such provider",
       [](auto& r) { r.set_provider_id("prv_00000000000000000000000000"); },
       {"PROVIDER_NOT_FOUND"}},
      {"no such contract",
       [](auto& r) { r.set_contract_id("ctr_00000000000000000000000000"); },
       {"CONTRACT_NOT_FOUND"}},
      {"another provider's contract",
       [&](auto& r) { r.set_provider_id(house.ProviderId(kCentre)); },
       {"contract_id CONTRACT_OF_OTHER_PROVIDER"}},
      {"a month before the contract",
       [](auto& r) { r.set_month("2025-12"); },
       {"month MONTH_OUTSIDE_CONTRACT"}},
      {"the month after it",
       [](auto& r) { r.set_month("2027-01"); },
       {"month MONTH_OUTSIDE_CONTRACT"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    v1::CreateAssessmentRequest request = house.Quality("1");
    c.change(request);
    const auto made = house.Write(&Stub::CreateAssessment, request);
    REQUIRE_FALSE(made);
    CHECK(Refusals(made.error()) == c.refusals);
  }
  CHECK(house.Count("contracts.assessment") == 0);
  CHECK(house.Write(&Stub::CreateAssessment, house.Quality("0")));
  CHECK(house.Write(&Stub::CreateAssessment, house.Quality("1.000000")));
}

TEST_CASE("a file of assessments is judged row by row, and a repeated row changes nothing") {
  Ready house;
  const std::string right =
      "230840990018,GSZ-KRG-001,2026-10,QUALITY,0.9\n"
      "230840990018,,2026-10,persons,12\n"
      "051240990020,,2026-10,persons,30.5\n";
  CHECK(house.ImportRows(right + "051240990020,GSZ-KRG-001,2026-10,QUALITY,0.9\n"
                                 "230840990018,GSZ-9,2026-10,QUALITY,0.9\n"
                                 "230840990018,,2026-10,QUALITY,0.9\n"
                                 "230840990018,GSZ-KRG-001,2027-02,QUALITY,0.9\n"
                                 "111111111111,GSZ-KRG-001,2026-13,persons,many\n"
                                 "230840990018,,2026-10\n") ==
        std::vector<std::string>{
            "2 230840990018", "3 230840990018", "4 051240990020",
            "5 051240990020: contract CONTRACT_OF_OTHER_PROVIDER",
            "6 230840990018: contract CONTRACT_NOT_FOUND", "7 230840990018: contract REQUIRED",
            "8 230840990018: month MONTH_OUTSIDE_CONTRACT",
            "9 111111111111: provider_bin PROVIDER_NOT_FOUND, value INVALID_DECIMAL,"
            " contract FIELD_OF_OTHER_CHOICE, month INVALID_MONTH",
            "10 :  CSV_FIELD_COUNT"});
  CHECK(house.Count("contracts.assessment") == 3);
  house.ImportRows(right);
  CHECK(house.Count("contracts.assessment") == 3);
  // Said otherwise, and taken back: both are kept, and the last one counts.
  house.ImportRows(
      "230840990018,,2026-10,persons,13\n230840990018,,2026-10,persons,13.0\n"
      "230840990018,,2026-10,persons,12\n");
  CHECK(house.Count("contracts.assessment") == 5);
  CHECK(house.house().Verify().empty());
}

TEST_CASE("billing reads assessments in the order of recording, each provider's apart") {
  const FixedClock clock({1'793'836'800'000'000});
  Ready house(&clock);
  REQUIRE(house.Write(&Stub::CreateAssessment, house.Quality("0.5")));
  REQUIRE(house.Write(&Stub::CreateAssessment, house.Quality("0.4")));
  soci::session& sql = house.house().sql();
  const auto values = [&](const std::string& scope) {
    soci::transaction transaction(sql);
    sql << "SET LOCAL ROLE tirek_billing";
    sql << "SET LOCAL tirek.provider_scope = '" + scope + "'";
    std::string text;
    sql << "SELECT coalesce(string_agg(trim_scale(value)::text, ' ' ORDER BY record_time), '')"
           " FROM contracts.published_assessment",
        soci::into(text);
    return text;
  };
  CHECK(values("*") == "0.5 0.4");
  CHECK(values(house.ProviderId(kDayHome)) == "0.5 0.4");
  CHECK(values(house.ProviderId(kCentre)).empty());
  CHECK_THROWS_AS(sql << "UPDATE contracts.assessment SET value = 1", soci::soci_error);
}

TEST_CASE("verify finds an assessment of a contract that its provider does not have") {
  Ready house;
  REQUIRE(house.Write(&Stub::CreateAssessment, house.Quality("0.5")));
  CHECK(house.house().Verify().empty());
  soci::session& sql = house.house().sql();
  sql << "ALTER TABLE contracts.assessment DISABLE TRIGGER append_only";
  sql << "UPDATE contracts.assessment SET provider_id = '" + house.ProviderId(kCentre) + "'";
  const auto differences = house.house().Verify();
  REQUIRE(differences.size() == 1);
  CHECK(differences[0].find("is of a contract that the provider does not have") !=
        std::string::npos);
}

}  // namespace
}  // namespace tirek::contracts
