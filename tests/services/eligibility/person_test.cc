#include <set>

#include <doctest/doctest.h>

#include "tests/services/eligibility/people.h"

namespace tirek::test {
namespace {

namespace v1 = eligibility::v1;
using access::Role;

// Noon of the 1st of November 2026 in Karaganda.
const FixedClock kClock({1793516400000000});

TestHouseOptions Options() { return {{"access", "eligibility"}, &kClock, {}}; }

v1::CreatePersonRequest WithIin() {
  auto request = NewPersonRequest("KRG-1");
  request.set_iin("160211599010");
  return request;
}

v1::ImportPersonsRequest FileRequest(const std::string& rows) {
  v1::ImportPersonsRequest request;
  request.set_request_id(NextRequestId());
  request.set_file("reference,iin,full_name,birth_date,sex,kato\n" + rows);
  return request;
}

long long Count(TestHouse& house, const std::string& table) {
  long long count = 0;
  house.sql() << "SELECT count(*) FROM eligibility." + table, soci::into(count);
  return count;
}

}  // namespace

TEST_CASE("a person is registered, read back, listed and resolved by both keys") {
  TestHouse house(Options());
  const auto made = house.Call(&People::CreatePerson, Role::kCurator, WithIin());
  REQUIRE(made);
  const v1::Person person = made->person();
  CHECK(person.person_id().rfind("psn_", 0) == 0);
  CHECK(person.full_name() == "Тестов Алихан Үлгіұлы");
  CHECK(person.sex() == v1::SEX_MALE);
  CHECK(person.create_time().seconds() == 1793516400);

  v1::GetPersonRequest get;
  get.set_person_id(person.person_id());
  const auto got = house.Call(&People::GetPerson, Role::kAuditor, get);
  REQUIRE(got);
  CHECK(got->person().SerializeAsString() == person.SerializeAsString());

  v1::ListPersonsRequest list;
  list.set_iin("160211599010");
  const auto listed = house.Call(&People::ListPersons, Role::kMinistry, list);
  REQUIRE(listed);
  REQUIRE(listed->persons_size() == 1);
  CHECK(listed->persons(0).SerializeAsString() == person.SerializeAsString());

  v1::ResolvePersonsRequest resolve;
  for (const char* key : {"KRG-1", "KRG-2", "160211599010", "", "somebody"}) resolve.add_keys(key);
  const auto resolved = house.Call(&People::ResolvePersons, Role::kAuditor, resolve);
  REQUIRE(resolved);
  std::string ids;
  for (const auto& one : resolved->persons()) {
    ids += one.key() + "=" + (one.person_id() == person.person_id() ? "he" : one.person_id()) + " ";
  }
  CHECK(ids == "KRG-1=he KRG-2= 160211599010=he = somebody= ");
  CHECK(house.Verify().empty());
}

TEST_CASE("a provider is told the ids of persons placed with it, and of nobody else") {
  TestHouse house(Options());
  const auto person_id =
      house.Call(&People::CreatePerson, Role::kCurator, WithIin())->person().person_id();
  v1::ResolvePersonsRequest resolve;
  resolve.add_keys("160211599010");
  resolve.add_keys("KRG-1");
  const auto ids = [&](const char* provider) {
    const auto resolved =
        house.Call(&People::ResolvePersons, house.ProviderToken(provider), resolve);
    REQUIRE(resolved);
    std::set<std::string> all;
    for (const auto& one : resolved->persons()) all.insert(one.person_id());
    return all;
  };
  CHECK(ids("prv_x") == std::set<std::string>{""});
  house.sql() << "INSERT INTO placements.placement (provider_id, placement_id, person_id, place_id,"
                 " start_date, create_time) VALUES ('prv_x', 'plc_1', '" +
                     person_id + "', 'pla_1', '2026-10-01', now())";
  house.sql() << "INSERT INTO placements.placement_version (provider_id, placement_id, version,"
                 " end_date, state, record_time)"
                 " VALUES ('prv_x', 'plc_1', 1, '2026-10-05', 'ENDED', now())";
  CHECK(ids("prv_x") == std::set<std::string>{person_id});
  CHECK(ids("prv_y") == std::set<std::string>{""});
}

TEST_CASE("a person without ИИН and residence is a person") {
  TestHouse house(Options());
  auto request = NewPersonRequest("KRG-1");
  request.clear_kato();
  const auto made = house.Call(&People::CreatePerson, Role::kMinistry, request);
  REQUIRE(made);
  CHECK(made->person().iin().empty());
  CHECK(made->person().kato().empty());
  CHECK(house.Call(&People::CreatePerson, Role::kMinistry, NewPersonRequest("KRG-2")).has_value());
}

TEST_CASE("everything wrong with a person is named at once") {
  TestHouse house(Options());
  struct Case {
    const char* name;
    void (*spoil)(v1::CreatePersonRequest&);
    const char* named;
  };
  const Case cases[] = {
      {"nothing at all", [](v1::CreatePersonRequest& r) { r.Clear(); },
       "request_id:REQUEST_ID_INVALID reference:REQUIRED full_name:REQUIRED "
       "birth_date:INVALID_DATE sex:CHOICE_UNKNOWN"},
      {"another birth date",
       [](v1::CreatePersonRequest& r) { r.mutable_birth_date()->set_day(12); },
       "iin:IIN_BIRTH_DATE birth_date:IIN_BIRTH_DATE"},
      {"another century",
       [](v1::CreatePersonRequest& r) { r.mutable_birth_date()->set_year(1916); },
       "iin:IIN_BIRTH_DATE birth_date:IIN_BIRTH_DATE"},
      {"another sex", [](v1::CreatePersonRequest& r) { r.set_sex(v1::SEX_FEMALE); },
       "iin:IIN_SEX sex:IIN_SEX"},
      {"both",
       [](v1::CreatePersonRequest& r) {
         r.set_sex(v1::SEX_FEMALE);
         r.mutable_birth_date()->set_day(12);
       },
       "iin:IIN_BIRTH_DATE birth_date:IIN_BIRTH_DATE iin:IIN_SEX sex:IIN_SEX"},
      {"a wrong check digit", [](v1::CreatePersonRequest& r) { r.set_iin("160211599011"); },
       "iin:IIN_CHECKSUM"},
      {"a reference like an ИИН",
       [](v1::CreatePersonRequest& r) { r.set_reference("160211599010"); },
       "reference:REFERENCE_LIKE_IIN"},
      {"born tomorrow",
       [](v1::CreatePersonRequest& r) {
         r.clear_iin();
         *r.mutable_birth_date() = WireDate("2026-11-02");
       },
       "birth_date:BIRTH_DATE_FUTURE"},
      {"an ИИН of tomorrow", [](v1::CreatePersonRequest& r) { r.set_iin("261102599013"); },
       "iin:IIN_FUTURE"},
      {"a name of blanks", [](v1::CreatePersonRequest& r) { r.set_full_name(" "); },
       "full_name:TEXT_INVALID"},
      {"no КАТО", [](v1::CreatePersonRequest& r) { r.set_kato("35101000"); }, "kato:INVALID_KATO"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    auto request = WithIin();
    c.spoil(request);
    const auto refused = house.Call(&People::CreatePerson, Role::kCurator, request);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason == "INVALID_FIELDS");
    CHECK(NamedIn(refused.error().violations) == c.named);
    CHECK(Describe(refused.error()).find("1602115") == std::string::npos);
    CHECK(Describe(refused.error()).find("2016") == std::string::npos);
  }
  CHECK(Count(house, "person") == 0);
}

TEST_CASE("the day on which nobody is born later is the one of the business time zone") {
  // 19:30 UTC of the 31st of October is half past midnight of the 1st of November in Kazakhstan.
  const FixedClock clock({1793475000000000});
  TestHouse house({{"access", "eligibility"}, &clock, {}});
  auto request = NewPersonRequest("KRG-1");
  *request.mutable_birth_date() = WireDate("2026-11-01");
  CHECK(house.Call(&People::CreatePerson, Role::kCurator, request).has_value());
}

TEST_CASE("a reference and an ИИН name one person each") {
  TestHouse house(Options());
  REQUIRE(house.Call(&People::CreatePerson, Role::kCurator, WithIin()));
  const auto same_reference =
      house.Call(&People::CreatePerson, Role::kCurator, NewPersonRequest("KRG-1"));
  REQUIRE_FALSE(same_reference);
  CHECK(same_reference.error().kind == ErrorKind::kAlreadyExists);
  CHECK(same_reference.error().reason == "PERSON_EXISTS");
  auto same_iin = WithIin();
  same_iin.set_request_id(NextRequestId());
  same_iin.set_reference("KRG-2");
  const auto refused = house.Call(&People::CreatePerson, Role::kCurator, same_iin);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().reason == "PERSON_EXISTS");
  CHECK(Describe(refused.error()).find("160211599010") == std::string::npos);
}

TEST_CASE("a write happens once, and not at all when only validated") {
  TestHouse house(Options());
  auto request = WithIin();
  request.set_validate_only(true);
  REQUIRE(house.Call(&People::CreatePerson, Role::kCurator, request));
  CHECK(Count(house, "person") == 0);
  request.set_validate_only(false);
  const auto first = house.Call(&People::CreatePerson, Role::kCurator, request);
  const auto again = house.Call(&People::CreatePerson, Role::kCurator, request);
  REQUIRE(first);
  REQUIRE(again);
  CHECK(first->SerializeAsString() == again->SerializeAsString());
  CHECK(Count(house, "person") == 1);
  request.set_full_name("Тестов Алихан");
  const auto other = house.Call(&People::CreatePerson, Role::kCurator, request);
  REQUIRE_FALSE(other);
  CHECK(other.error().reason == "REQUEST_ID_REUSED");
}

TEST_CASE("persons come page by page in the order of their references") {
  TestHouse house(Options());
  for (const char* reference : {"KRG-3", "KRG-1", "KRG-5", "KRG-2", "KRG-4"}) {
    MadePerson(house, reference);
  }
  v1::ListPersonsRequest request;
  request.set_page_size(2);
  std::string seen;
  do {
    const auto page = house.Call(&People::ListPersons, Role::kCurator, request);
    REQUIRE(page);
    for (const auto& person : page->persons()) seen += person.reference() + " ";
    seen += "| ";
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  CHECK(seen == "KRG-1 KRG-2 | KRG-3 KRG-4 | KRG-5 | ");
}

TEST_CASE("nobody who does not accompany persons reads them, and who reads them is written down") {
  TestHouse house(Options());
  v1::GetPersonRequest get;
  get.set_person_id(MadePerson(house, "KRG-1"));
  for (const Role role : {Role::kAdministrator, Role::kFinance}) {
    const auto refused = house.Call(&People::GetPerson, role, get);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason == "ROLE_NOT_ALLOWED");
  }
  const auto provider = house.Call(&People::GetPerson, house.ProviderToken("prv_x"), get);
  REQUIRE_FALSE(provider);
  CHECK(provider.error().reason == "ROLE_NOT_ALLOWED");
  REQUIRE(house.Call(&People::GetPerson, Role::kAuditor, get));
  REQUIRE(house.Call(&People::ListPersons, Role::kMinistry, v1::ListPersonsRequest()));
  std::string audited;
  house.sql() << "SELECT string_agg(principal || ' ' || method, ', ' ORDER BY sequence)"
                 " FROM eligibility.audit_event WHERE outcome = 'OK' AND subject = :id",
      soci::use(get.person_id()), soci::into(audited);
  CHECK(audited ==
        "curator EligibilityService/CreatePerson, auditor EligibilityService/GetPerson, "
        "ministry EligibilityService/ListPersons");
  get.set_person_id("psn_00000000000000000000000000");
  CHECK(house.Call(&People::GetPerson, Role::kAuditor, get).error().reason == "PERSON_NOT_FOUND");
}

TEST_CASE("the pilot's file of persons is taken whole, and once") {
  TestHouse house(Options());
  v1::ImportPersonsRequest request;
  request.set_request_id(NextRequestId());
  request.set_file(FileText("demo/persons.csv"));
  request.set_validate_only(true);
  const auto tried = house.Call(&People::ImportPersons, Role::kMinistry, request);
  CHECK(Count(house, "person") == 0);
  request.set_validate_only(false);
  const auto done = house.Call(&People::ImportPersons, Role::kMinistry, request);
  REQUIRE(tried);
  REQUIRE(done);
  CHECK(tried->SerializeAsString() == done->SerializeAsString());
  CHECK(done->outcome().accepted() == 30);
  CHECK(Count(house, "person") == 30);
  request.set_request_id(NextRequestId());
  const auto again = house.Call(&People::ImportPersons, Role::kMinistry, request);
  REQUIRE(again);
  CHECK(again->outcome().refused() == 30);
  CHECK(NamedIn(again->outcome().verdicts(0).violations()) ==
        "reference:PERSON_EXISTS iin:PERSON_EXISTS");
  CHECK(NamedIn(again->outcome().verdicts(10).violations()) == "reference:PERSON_EXISTS");
  CHECK(house.Verify().empty());
}

TEST_CASE("a file's rows are judged one by one, and no verdict tells who somebody is") {
  TestHouse house(Options());
  const auto imported = house.Call(&People::ImportPersons, Role::kCurator,
                                   FileRequest("A-1,160211599010,Тестов Алихан,2016-02-11,male,\n"
                                               "A-2,160211599010,Тестов Алихан,2016-02-11,male,\n"
                                               "A-1,170523699025,Тестова Айша,2017-05-23,female,\n"
                                               "A-3,170523699025,Тестова Айша,2017-05-23,female,\n"
                                               "170523699025,A-4,Айша,23.05.2017,женский,1\n"
                                               "Тестова,,Айша,2017-05-23,female,\n"
                                               "A-5,,Айша,2017-05-23\n"));
  REQUIRE(imported);
  const auto& outcome = imported->outcome();
  struct Verdict {
    const char* key;
    const char* named;
  };
  const Verdict expected[] = {
      {"A-1", ""},
      {"A-2", "iin:PERSON_EXISTS"},
      {"A-1", "reference:PERSON_EXISTS"},
      {"A-3", ""},
      {"",
       "birth_date:INVALID_DATE sex:CHOICE_UNKNOWN reference:REFERENCE_LIKE_IIN iin:IIN_LENGTH "
       "kato:INVALID_KATO"},
      {"", "reference:CODE_INVALID"},
      {"", ":CSV_FIELD_COUNT"},
  };
  REQUIRE(outcome.verdicts_size() == static_cast<int>(std::size(expected)));
  for (int i = 0; i < outcome.verdicts_size(); ++i) {
    CAPTURE(i);
    CHECK(outcome.verdicts(i).line() == i + 2);
    CHECK(outcome.verdicts(i).key() == expected[i].key);
    CHECK(NamedIn(outcome.verdicts(i).violations()) == expected[i].named);
  }
  for (const char* personal : {"Айша", "Алихан", "Тестов", "170523699025", "160211599010"}) {
    CAPTURE(personal);
    CHECK(outcome.DebugString().find(personal) == std::string::npos);
    CHECK(outcome.SerializeAsString().find(personal) == std::string::npos);
  }
  CHECK(Count(house, "person") == 2);
}

TEST_CASE("as many keys are resolved at once as a large register has, and no more") {
  TestHouse house(Options());
  const std::string person_id = MadePerson(house, "KRG-99999");
  v1::ResolvePersonsRequest request;
  for (int i = 0; i < 100'000; ++i) request.add_keys("KRG-" + std::to_string(i));
  const auto resolved = house.Call(&People::ResolvePersons, Role::kFinance, request);
  REQUIRE(resolved);
  REQUIRE(resolved->persons_size() == 100'000);
  CHECK(resolved->persons(99'999).person_id() == person_id);
  CHECK(resolved->persons(0).person_id().empty());
  request.add_keys("one more");
  const auto refused = house.Call(&People::ResolvePersons, Role::kFinance, request);
  REQUIRE_FALSE(refused);
  CHECK(NamedIn(refused.error().violations) == "keys:TOO_MANY");
}

TEST_CASE("verify names a person whose ИИН says otherwise by the id alone") {
  TestHouse house(Options());
  const auto made = house.Call(&People::CreatePerson, Role::kCurator, WithIin());
  REQUIRE(made);
  house.sql() << "UPDATE eligibility.person SET sex = 'FEMALE'";
  const auto differences = house.Verify();
  REQUIRE(differences.size() == 1);
  CHECK(differences[0].find(made->person().person_id()) != std::string::npos);
  CHECK(differences[0].find("160211599010") == std::string::npos);
}

}  // namespace tirek::test
