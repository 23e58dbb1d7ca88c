#include <doctest/doctest.h>

#include "tests/services/eligibility/people.h"

namespace tirek::test {
namespace {

namespace v1 = eligibility::v1;
using access::Role;

TestHouseOptions Options() { return {{"access", "eligibility"}, nullptr, {}}; }

v1::ImportDecisionsRequest FileRequest(const std::string& rows) {
  v1::ImportDecisionsRequest request;
  request.set_request_id(NextRequestId());
  request.set_file("number,person,service,ground,category,start_date,end_date\n" + rows);
  return request;
}

void Ask(v1::CheckEligibilityRequest& request, const std::string& person_id,
         const std::string& service, const std::string& date) {
  auto* question = request.add_questions();
  question->set_person_id(person_id);
  question->set_service(service);
  *question->mutable_date() = WireDate(date);
}

}  // namespace

TEST_CASE("a decision is recorded, read back and listed") {
  TestHouse house(Options());
  auto request = NewDecisionRequest("R-1", MadePerson(house, "KRG-1"), "day-care", "2026-09-01");
  request.set_category("musculoskeletal");
  *request.mutable_end_date() = WireDate("2027-09-01");
  const auto made = house.Call(&People::CreateDecision, Role::kMinistry, request);
  REQUIRE(made);
  const v1::Decision& decision = made->decision();
  CHECK(decision.decision_id().rfind("dec_", 0) == 0);
  CHECK(decision.category() == "musculoskeletal");
  CHECK(decision.end_date().year() == 2027);

  v1::GetDecisionRequest get;
  get.set_decision_id(decision.decision_id());
  const auto got = house.Call(&People::GetDecision, Role::kFinance, get);
  REQUIRE(got);
  CHECK(got->decision().SerializeAsString() == decision.SerializeAsString());
  get.set_decision_id("dec_00000000000000000000000000");
  CHECK(house.Call(&People::GetDecision, Role::kFinance, get).error().reason ==
        "DECISION_NOT_FOUND");

  v1::ListDecisionsRequest list;
  list.set_person_id(decision.person_id());
  list.set_service("day-care");
  const auto listed = house.Call(&People::ListDecisions, Role::kAuditor, list);
  REQUIRE(listed);
  REQUIRE(listed->decisions_size() == 1);
  CHECK(listed->decisions(0).number() == "R-1");
  list.set_service("home-care");
  CHECK(house.Call(&People::ListDecisions, Role::kAuditor, list)->decisions_size() == 0);
}

TEST_CASE("a decision needs a number of its own, a person, and right fields") {
  TestHouse house(Options());
  const std::string person_id = MadePerson(house, "KRG-1");
  const auto request = NewDecisionRequest("R-1", person_id, "day-care", "2026-09-01");
  REQUIRE(house.Call(&People::CreateDecision, Role::kMinistry, request));
  CHECK(house.Call(&People::CreateDecision, Role::kMinistry, request).has_value());
  auto second = NewDecisionRequest("R-1", person_id, "home-care", "2026-09-01");
  CHECK(house.Call(&People::CreateDecision, Role::kMinistry, second).error().reason ==
        "DECISION_EXISTS");
  auto nobody =
      NewDecisionRequest("R-2", "psn_00000000000000000000000000", "day-care", "2026-09-01");
  CHECK(house.Call(&People::CreateDecision, Role::kMinistry, nobody).error().reason ==
        "PERSON_NOT_FOUND");
  CHECK(house.Call(&People::CreateDecision, Role::kCurator, nobody).error().reason ==
        "ROLE_NOT_ALLOWED");

  auto wrong = NewDecisionRequest("", "KRG-1", "Day care", "2026-09-01");
  wrong.set_ground(13);
  wrong.set_category("-");
  *wrong.mutable_end_date() = WireDate("2026-09-01");
  CHECK(NamedIn(house.Call(&People::CreateDecision, Role::kMinistry, wrong).error().violations) ==
        "number:REQUIRED person_id:INVALID_ID service:CODE_INVALID ground:OUT_OF_RANGE "
        "category:CODE_INVALID end_date:PERIOD_REVERSED");
}

TEST_CASE("decisions come page by page in the order of their numbers") {
  TestHouse house(Options());
  const std::string person_id = MadePerson(house, "KRG-1");
  for (const char* number : {"R-2", "R-3", "R-1"}) {
    REQUIRE(house.Call(&People::CreateDecision, Role::kMinistry,
                       NewDecisionRequest(number, person_id, "day-care", "2026-09-01")));
  }
  v1::ListDecisionsRequest request;
  request.set_page_size(2);
  const auto first = house.Call(&People::ListDecisions, Role::kMinistry, request);
  REQUIRE(first);
  REQUIRE(first->decisions_size() == 2);
  CHECK(first->decisions(0).number() == "R-1");
  request.set_page_token(first->next_page_token());
  const auto second = house.Call(&People::ListDecisions, Role::kMinistry, request);
  REQUIRE(second);
  REQUIRE(second->decisions_size() == 1);
  CHECK(second->decisions(0).number() == "R-3");
  CHECK(second->next_page_token().empty());
}

TEST_CASE("a file of decisions names persons by reference or ИИН") {
  TestHouse house(Options());
  auto person = NewPersonRequest("KRG-1");
  person.set_iin("160211599010");
  REQUIRE(house.Call(&People::CreatePerson, Role::kCurator, person));
  auto request = FileRequest(
      "R-1,KRG-1,day-care,6,,2026-08-03,\n"
      "R-2,160211599010,home-care,8,severe,2026-08-03,2027-08-03\n"
      "R-3,170523699025,home-care,8,,2026-08-03,\n"
      "R-1,KRG-1,home-care,8,,2026-08-03,\n"
      "160211599010,,home-care,zero,,2026-08-33,\n");
  request.set_validate_only(true);
  const auto tried = house.Call(&People::ImportDecisions, Role::kMinistry, request);
  request.set_validate_only(false);
  const auto done = house.Call(&People::ImportDecisions, Role::kMinistry, request);
  REQUIRE(tried);
  REQUIRE(done);
  CHECK(tried->SerializeAsString() == done->SerializeAsString());
  const auto& outcome = done->outcome();
  CHECK(outcome.accepted() == 2);
  CHECK(NamedIn(outcome.verdicts(2).violations()) == "person:PERSON_NOT_FOUND");
  CHECK(NamedIn(outcome.verdicts(3).violations()) == "number:DECISION_EXISTS");
  CHECK(NamedIn(outcome.verdicts(4).violations()) ==
        "person:PERSON_NOT_FOUND ground:NUMBER_INVALID start_date:INVALID_DATE");
  CHECK(outcome.verdicts(3).key() == "R-1");
  CHECK(outcome.verdicts(4).key().empty());
  CHECK(outcome.SerializeAsString().find("170523699025") == std::string::npos);
  const auto listed =
      house.Call(&People::ListDecisions, Role::kMinistry, v1::ListDecisionsRequest());
  REQUIRE(listed);
  CHECK(listed->decisions_size() == 2);
}

TEST_CASE("the pilot's decisions are taken whole") {
  TestHouse house(Options());
  v1::ImportPersonsRequest persons;
  persons.set_request_id(NextRequestId());
  persons.set_file(FileText("demo/persons.csv"));
  REQUIRE(house.Call(&People::ImportPersons, Role::kMinistry, persons));
  v1::ImportDecisionsRequest decisions;
  decisions.set_request_id(NextRequestId());
  decisions.set_file(FileText("demo/decisions.csv"));
  const auto imported = house.Call(&People::ImportDecisions, Role::kMinistry, decisions);
  REQUIRE(imported);
  CHECK(imported->outcome().accepted() == 31);
  CHECK(imported->outcome().refused() == 0);
  CHECK(house.Verify().empty());
}

TEST_CASE("eligibility is answered for many questions at once, each with its reason") {
  TestHouse house(Options());
  const std::string entitled = EntitledPerson(house, "KRG-1", "day-care", "2026-09-01");
  auto later = NewDecisionRequest("R-2", entitled, "day-care", "2026-10-01");
  later.set_category("severe");
  *later.mutable_end_date() = WireDate("2026-11-01");
  REQUIRE(house.Call(&People::CreateDecision, Role::kMinistry, later));
  const std::string other = MadePerson(house, "KRG-2");

  v1::CheckEligibilityRequest request;
  Ask(request, entitled, "day-care", "2026-08-31");
  Ask(request, entitled, "day-care", "2026-09-01");
  Ask(request, entitled, "day-care", "2026-10-15");
  Ask(request, entitled, "home-care", "2026-10-15");
  Ask(request, other, "day-care", "2026-10-15");
  Ask(request, "psn_00000000000000000000000000", "day-care", "2026-10-15");
  Ask(request, entitled, "day-care", "2026-11-01");
  const auto checked = house.Call(&People::CheckEligibility, Role::kCurator, request);
  REQUIRE(checked);
  std::string answers;
  for (const auto& answer : checked->answers()) {
    answers += (answer.eligible() ? "yes " + answer.category() : answer.reason()) + "; ";
    CHECK(answer.eligible() == !answer.decision_id().empty());
  }
  CHECK(
      answers ==
      "DECISION_NOT_IN_FORCE; yes ; yes severe; NO_DECISION; NO_DECISION; PERSON_UNKNOWN; yes ; ");
  REQUIRE(checked->answers_size() == request.questions_size());
  CHECK(checked->answers(3).service() == "home-care");
  CHECK(checked->answers(3).date().day() == 15);
  CHECK(house.Call(&People::CheckEligibility, Role::kAuditor, v1::CheckEligibilityRequest())
            ->answers_size() == 0);
}

TEST_CASE("a wrong question is named by its place, and a flood of them is cut short") {
  TestHouse house(Options());
  v1::CheckEligibilityRequest request;
  Ask(request, "psn_00000000000000000000000000", "day-care", "2026-10-15");
  request.add_questions()->set_service("home-care");
  CHECK(
      NamedIn(house.Call(&People::CheckEligibility, Role::kCurator, request).error().violations) ==
      "questions[1].person_id:INVALID_ID questions[1].date:INVALID_DATE");
  for (int i = 0; i < 99'998; ++i) request.add_questions();
  CHECK(house.Call(&People::CheckEligibility, Role::kCurator, request).error().violations.size() <=
        32);
  request.add_questions();
  CHECK(
      NamedIn(house.Call(&People::CheckEligibility, Role::kCurator, request).error().violations) ==
      "questions:TOO_MANY");
}

TEST_CASE("what others may read of decisions holds nothing of a person but the id") {
  TestHouse house(Options());
  EntitledPerson(house, "KRG-1", "day-care", "2026-09-01");
  house.sql() << "SET ROLE tirek_billing";
  std::string category = "unread";
  house.sql() << "SELECT category FROM eligibility.published_decision", soci::into(category);
  CHECK(category.empty());
  int count = 0;
  CHECK_THROWS_AS((house.sql() << "SELECT count(*) FROM eligibility.person", soci::into(count)),
                  soci::soci_error);
  house.sql() << "RESET ROLE";
  std::string columns;
  house.sql() << "SELECT string_agg(column_name, ' ' ORDER BY ordinal_position)"
                 " FROM information_schema.columns WHERE table_name = 'published_decision'",
      soci::into(columns);
  CHECK(columns == "decision_id person_id service category start_date end_date record_time");
}

}  // namespace tirek::test
