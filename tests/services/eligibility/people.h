// Persons and decisions for tests, as a clerk would record them.
#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "core/rpc/convert.h"
#include "tests/support/test_house.h"
#include "tirek/eligibility/v1/eligibility.grpc.pb.h"

namespace tirek::test {

using People = eligibility::v1::EligibilityService::Stub;

// A new one each time.
inline std::string NextRequestId() {
  static int last = 0;
  return "request-" + std::to_string(++last);
}

inline google::type::Date WireDate(const std::string& text) {
  return rpc::ToProto(*CivilDate::Parse(text));
}

// Of the checkout, which is the tests' working directory.
inline std::string FileText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Without an ИИН, so that any number of them can be made.
inline eligibility::v1::CreatePersonRequest NewPersonRequest(const std::string& reference) {
  eligibility::v1::CreatePersonRequest request;
  request.set_request_id(NextRequestId());
  request.set_reference(reference);
  request.set_full_name("Тестов Алихан Үлгіұлы");
  *request.mutable_birth_date() = WireDate("2016-02-11");
  request.set_sex(eligibility::v1::SEX_MALE);
  request.set_kato("351010000");
  return request;
}

inline eligibility::v1::CreateDecisionRequest NewDecisionRequest(const std::string& number,
                                                                 const std::string& person_id,
                                                                 const std::string& service,
                                                                 const std::string& start_date) {
  eligibility::v1::CreateDecisionRequest request;
  request.set_request_id(NextRequestId());
  request.set_number(number);
  request.set_person_id(person_id);
  request.set_service(service);
  request.set_ground(6);
  *request.mutable_start_date() = WireDate(start_date);
  return request;
}

inline std::string MadePerson(TestHouse& house, const std::string& reference) {
  return house.Call(&People::CreatePerson, access::Role::kCurator, NewPersonRequest(reference))
      .value()
      .person()
      .person_id();
}

// A person with a decision for `service` from `start_date` on.
inline std::string EntitledPerson(TestHouse& house, const std::string& reference,
                                  const std::string& service, const std::string& start_date) {
  std::string person_id = MadePerson(house, reference);
  const auto decision =
      house.Call(&People::CreateDecision, access::Role::kMinistry,
                 NewDecisionRequest("R-" + reference, person_id, service, start_date));
  return decision.value().decision().person_id();
}

// "birth_date:IIN_SEX sex:IIN_SEX", in the order in which they were named.
template <typename Violations>
std::string NamedIn(const Violations& violations) {
  std::string named;
  for (const auto& violation : violations) {
    if (!named.empty()) named += ' ';
    if constexpr (requires { violation.field(); }) {
      named += violation.field() + ":" + violation.reason();
    } else {
      named += violation.field + ":" + violation.reason;
    }
  }
  return named;
}

}  // namespace tirek::test
