// Circumstances of persons: what the rules of an order ask of them.
#include <doctest/doctest.h>

#include "tests/services/eligibility/people.h"
#include "tirek/access/v1/access.grpc.pb.h"

namespace tirek::test {
namespace {

namespace v1 = eligibility::v1;
using access::Role;

TestHouseOptions Options() { return {{"access", "eligibility"}, nullptr, {}}; }

v1::CreateCircumstanceRequest Circumstance(const std::string& person_id, v1::CircumstanceKind kind,
                                           const std::string& value, const std::string& start) {
  v1::CreateCircumstanceRequest request;
  request.set_request_id(NextRequestId());
  request.set_person_id(person_id);
  request.set_kind(kind);
  request.mutable_value()->set_value(value);
  *request.mutable_start_date() = WireDate(start);
  return request;
}

// The verdicts of a file, one a line; the dry run must say the same, byte for byte.
std::string VerdictsOf(TestHouse& house, const std::string& rows) {
  v1::ImportCircumstancesRequest request;
  request.set_request_id(NextRequestId());
  request.set_file("person,kind,value,start_date,end_date\n" + rows);
  request.set_validate_only(true);
  const auto tried = house.Call(&People::ImportCircumstances, Role::kMinistry, request);
  request.set_validate_only(false);
  const auto done = house.Call(&People::ImportCircumstances, Role::kMinistry, request);
  REQUIRE_MESSAGE(done, Describe(done.error()));
  CHECK(tried->SerializeAsString() == done->SerializeAsString());
  std::string verdicts;
  for (const auto& verdict : done->outcome().verdicts()) {
    CHECK(verdict.key().empty());
    verdicts += std::to_string(verdict.line()) + " " + NamedIn(verdict.violations()) + "\n";
  }
  return verdicts;
}

// "INCOME 100.00 2026-01-01, …" in the order of recording.
std::string Stored(TestHouse& house) {
  std::string text;
  house.sql() << "SELECT coalesce(string_agg(kind || ' ' || value || ' ' || start_date, ', '"
                 " ORDER BY create_time, circumstance_id), '') FROM eligibility.circumstance",
      soci::into(text);
  return text;
}

}  // namespace

TEST_CASE("a circumstance is recorded once a request, and listed as it was answered") {
  TestHouse house(Options());
  const std::string person = MadePerson(house, "KRG-1");
  auto request = Circumstance(person, v1::CIRCUMSTANCE_KIND_INCOME, "125000.5", "2026-01-01");
  *request.mutable_end_date() = WireDate("2026-07-01");
  const auto made = house.Call(&People::CreateCircumstance, Role::kMinistry, request);
  REQUIRE_MESSAGE(made, Describe(made.error()));
  CHECK(made->circumstance().circumstance_id().rfind("cir_", 0) == 0);
  CHECK(made->circumstance().value().value() == "125000.50");
  CHECK(made->circumstance().end_date().month() == 7);
  const auto again = house.Call(&People::CreateCircumstance, Role::kMinistry, request);
  REQUIRE(again);
  CHECK(again->SerializeAsString() == made->SerializeAsString());
  request.mutable_value()->set_value("1");
  CHECK(house.Call(&People::CreateCircumstance, Role::kMinistry, request).error().reason ==
        "REQUEST_ID_REUSED");

  auto severity = Circumstance(person, v1::CIRCUMSTANCE_KIND_SEVERITY, "3", "2026-01-01");
  severity.set_validate_only(true);
  REQUIRE(house.Call(&People::CreateCircumstance, Role::kMinistry, severity));
  severity.set_validate_only(false);
  REQUIRE(house.Call(&People::CreateCircumstance, Role::kMinistry, severity));

  v1::ListCircumstancesRequest list;
  list.set_person_id(person);
  list.set_page_size(1);
  const auto first = house.Call(&People::ListCircumstances, Role::kFinance, list);
  REQUIRE(first);
  REQUIRE(first->circumstances_size() == 1);
  CHECK(first->circumstances(0).SerializeAsString() == made->circumstance().SerializeAsString());
  list.set_page_token(first->next_page_token());
  const auto second = house.Call(&People::ListCircumstances, Role::kFinance, list);
  REQUIRE(second);
  REQUIRE(second->circumstances_size() == 1);
  CHECK(second->circumstances(0).value().value() == "3");
  CHECK_FALSE(second->circumstances(0).has_end_date());
  CHECK(second->next_page_token().empty());

  list.Clear();
  list.set_kind(v1::CIRCUMSTANCE_KIND_PENSION);
  CHECK(house.Call(&People::ListCircumstances, Role::kCurator, list)->circumstances_size() == 0);
  list.set_kind(v1::CIRCUMSTANCE_KIND_INCOME);
  CHECK(house.Call(&People::ListCircumstances, Role::kAuditor, list)->circumstances_size() == 1);
  CHECK(house.Verify().empty());
}

TEST_CASE("each kind of circumstance has its own range, and a refusal does not repeat the value") {
  TestHouse house(Options());
  const std::string person = MadePerson(house, "KRG-1");
  struct Case {
    v1::CircumstanceKind kind;
    const char* value;
    const char* named;  // "" when it is right
  };
  const Case cases[] = {
      {v1::CIRCUMSTANCE_KIND_INCOME, "0", ""},
      {v1::CIRCUMSTANCE_KIND_INCOME, "999999999999999999.99", ""},
      {v1::CIRCUMSTANCE_KIND_INCOME, "1000000000000000000", "value:OUT_OF_RANGE"},
      {v1::CIRCUMSTANCE_KIND_INCOME, "-0.01", "value:OUT_OF_RANGE"},
      {v1::CIRCUMSTANCE_KIND_PENSION, "77123.455", "value:SCALE_TOO_LONG"},
      {v1::CIRCUMSTANCE_KIND_PENSION, "-77123.455", "value:SCALE_TOO_LONG value:OUT_OF_RANGE"},
      {v1::CIRCUMSTANCE_KIND_PENSION, "77 123", "value:INVALID_DECIMAL"},
      {v1::CIRCUMSTANCE_KIND_PENSION, "", "value:INVALID_DECIMAL"},
      {v1::CIRCUMSTANCE_KIND_SEVERITY, "99", ""},
      {v1::CIRCUMSTANCE_KIND_SEVERITY, "100", "value:OUT_OF_RANGE"},
      {v1::CIRCUMSTANCE_KIND_SEVERITY, "-1", "value:OUT_OF_RANGE"},
      {v1::CIRCUMSTANCE_KIND_SEVERITY, "2.5", "value:SCALE_TOO_LONG"},
      {v1::CIRCUMSTANCE_KIND_UNSPECIFIED, "-1.005", "kind:CHOICE_UNKNOWN"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.kind);
    CAPTURE(c.value);
    const auto made = house.Call(&People::CreateCircumstance, Role::kMinistry,
                                 Circumstance(person, c.kind, c.value, "2026-01-01"));
    CHECK((made ? "" : NamedIn(made.error().violations)) == c.named);
    if (!made) CHECK(Describe(made.error()).find("77") == std::string::npos);
  }
}

TEST_CASE("a circumstance needs a person, a right period, and a caller who may decide") {
  TestHouse house(Options());
  const auto nobody = Circumstance("psn_00000000000000000000000000", v1::CIRCUMSTANCE_KIND_INCOME,
                                   "1", "2026-01-01");
  CHECK(house.Call(&People::CreateCircumstance, Role::kMinistry, nobody).error().reason ==
        "PERSON_NOT_FOUND");
  CHECK(house.Call(&People::CreateCircumstance, Role::kCurator, nobody).error().reason ==
        "ROLE_NOT_ALLOWED");
  auto wrong = Circumstance("KRG-1", v1::CIRCUMSTANCE_KIND_SEVERITY, "1.5", "2026-01-02");
  *wrong.mutable_end_date() = WireDate("2026-01-02");
  CHECK(
      NamedIn(house.Call(&People::CreateCircumstance, Role::kMinistry, wrong).error().violations) ==
      "person_id:INVALID_ID value:SCALE_TOO_LONG end_date:PERIOD_REVERSED");
}

TEST_CASE("a file of circumstances is judged row by row, and a repeated row changes nothing") {
  TestHouse house(Options());
  auto person = NewPersonRequest("KRG-1");
  person.set_iin("160211599010");
  REQUIRE(house.Call(&People::CreatePerson, Role::kCurator, person));
  const std::string right =
      "KRG-1,income,100000,2026-01-01,\n"
      "160211599010,severity,2,2026-01-01,2027-01-01\n"
      "KRG-1,income,120000.00,2026-06-01,2026-07-01\n";
  CHECK(VerdictsOf(house, right + "KRG-2,income,1,2026-01-01,\n"
                                  "KRG-1,wage,-1,2026-01-33,\n"
                                  "KRG-1,pension,12.345,2026-01-01,2026-01-01\n"
                                  "KRG-1,severity,1\n") ==
        "2 \n3 \n4 \n"
        "5 person:PERSON_NOT_FOUND\n"
        "6 kind:CHOICE_UNKNOWN start_date:INVALID_DATE\n"
        "7 value:SCALE_TOO_LONG end_date:PERIOD_REVERSED\n"
        "8 :CSV_FIELD_COUNT\n");
  const std::string stored =
      "INCOME 100000.00 2026-01-01, SEVERITY 2.00 2026-01-01, INCOME 120000.00 2026-06-01";
  CHECK(Stored(house) == stored);
  // What was recorded last of its days is repeated; what was recorded before it counts no more, so
  // that to say it again is to take the later word back.
  CHECK(VerdictsOf(house,
                   "KRG-1,income,120000,2026-06-01,2026-07-01\n"
                   "KRG-1,severity,2,2026-01-01,2027-01-01\n") == "2 \n3 \n");
  CHECK(Stored(house) == stored);
  CHECK(VerdictsOf(house, "KRG-1,income,100000,2026-01-01,\nKRG-1,income,100000,2026-01-01,\n") ==
        "2 \n3 \n");
  CHECK(Stored(house) == stored + ", INCOME 100000.00 2026-01-01");
}

TEST_CASE("what is recorded later has the later time, though the clock stands or goes back") {
  FixedClock clock({1'793'836'800'000'000});
  TestHouse house({{"access", "eligibility"}, &clock, {}});
  const std::string person = MadePerson(house, "KRG-1");
  const auto record = [&](const char* value) {
    return house
        .Call(&People::CreateCircumstance, Role::kMinistry,
              Circumstance(person, v1::CIRCUMSTANCE_KIND_INCOME, value, "2026-01-01"))
        .has_value();
  };
  REQUIRE(record("1"));
  REQUIRE(record("2"));
  clock.Set({1'793'836'700'000'000});
  REQUIRE(record("3"));
  std::string values;
  house.sql() << "SELECT string_agg(trunc(value)::text, ' ' ORDER BY record_time)"
                 " FROM eligibility.published_circumstance",
      soci::into(values);
  CHECK(values == "1 2 3");
}

TEST_CASE("the audit log names the persons whose circumstances were shown, and no value") {
  TestHouse house(Options());
  const std::string person = MadePerson(house, "KRG-1");
  REQUIRE(house.Call(&People::CreateCircumstance, Role::kMinistry,
                     Circumstance(person, v1::CIRCUMSTANCE_KIND_INCOME, "98765", "2026-01-01")));
  REQUIRE(house.Call(&People::ListCircumstances, Role::kFinance, v1::ListCircumstancesRequest()));
  std::string subject;
  house.sql() << "SELECT subject FROM eligibility.audit_event"
                 " WHERE method = 'EligibilityService/ListCircumstances'",
      soci::into(subject);
  CHECK(subject == person);
  int told = -1;
  house.sql() << "SELECT count(*) FROM eligibility.audit_event e WHERE e::text LIKE '%98765%'",
      soci::into(told);
  CHECK(told == 0);
}

TEST_CASE("of circumstances and birth dates billing alone may read what is published") {
  TestHouse house(Options());
  const std::string person = MadePerson(house, "KRG-1");
  REQUIRE(house.Call(&People::CreateCircumstance, Role::kMinistry,
                     Circumstance(person, v1::CIRCUMSTANCE_KIND_SEVERITY, "4", "2026-01-01")));
  std::string readers;
  house.sql()
      << "SELECT string_agg(table_name || ' ' || grantee, ', ' ORDER BY table_name COLLATE \"C\")"
         " FROM information_schema.table_privileges WHERE table_schema = 'eligibility'"
         " AND table_name IN ('published_circumstance', 'published_birth_date',"
         " 'circumstance') AND grantee <> 'tirek_owner' AND privilege_type = 'SELECT'",
      soci::into(readers);
  CHECK(readers ==
        "circumstance tirek_eligibility, published_birth_date tirek_billing,"
        " published_circumstance tirek_billing");
  house.sql() << "SET ROLE tirek_billing";
  std::string read;
  house.sql() << "SELECT c.kind || ' ' || c.value || ' ' || b.birth_date"
                 " FROM eligibility.published_circumstance c"
                 " JOIN eligibility.published_birth_date b USING (person_id)",
      soci::into(read);
  house.sql() << "RESET ROLE";
  CHECK(read == "SEVERITY 4.00 2016-02-11");
  for (const char* change :
       {"UPDATE eligibility.circumstance SET value = 1", "DELETE FROM eligibility.circumstance"}) {
    CAPTURE(change);
    CHECK_THROWS_AS(house.sql() << change, soci::soci_error);
  }
}

}  // namespace tirek::test
