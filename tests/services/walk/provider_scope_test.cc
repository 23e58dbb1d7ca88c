// What a provider sees through the RPCs: its own, and nothing of anybody else.
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include "tests/services/walk/pilot.h"
#include "tests/services/walk/rpcs.h"
#include "tests/services/walk/sample.h"

namespace tirek::test {
namespace {

std::vector<Rpc> ProvidersRpcs() {
  std::vector<Rpc> found;
  for (const Rpc& rpc : HostedRpcs()) {
    if (rpc.Allows(access::Role::kProvider)) found.push_back(rpc);
  }
  return found;
}

// The first mark of another provider that a response shows; "" when there is none.
std::string MarkIn(const pb::Message& response, const Pilot& pilot) {
  const std::string text = response.DebugString();
  for (const std::string& mark : pilot.marks_of_others()) {
    if (text.find("\"" + mark + "\"") != std::string::npos) return mark;
  }
  return "";
}

bool IsHidden(const Result<MessagePtr>& result) {
  return !result &&
         (result.error().kind == ErrorKind::kDenied || result.error().kind == ErrorKind::kNotFound);
}

int RowsOf(const pb::Message& response) {
  for (int i = 0; i < response.GetDescriptor()->field_count(); ++i) {
    const pb::FieldDescriptor* field = response.GetDescriptor()->field(i);
    if (field->is_repeated()) return response.GetReflection()->FieldSize(response, field);
  }
  return 0;
}

TEST_CASE("a provider's own requests are answered, with nothing of others in the answer") {
  Pilot& pilot = Pilot::Get();
  CHECK(pilot.marks_of_others().size() > 100);
  CHECK(ProvidersRpcs().size() > 20);
  for (const Rpc& rpc : ProvidersRpcs()) {
    CAPTURE(rpc.name());
    const MessagePtr request = SampleRequest(rpc, pilot);
    CAPTURE(request->ShortDebugString());
    const auto result = CallRpc(pilot.house(), rpc, pilot.OurToken(), *request);
    const std::string outcome = Outcome(result);
    CAPTURE(outcome);
    if (result) {
      CHECK(MarkIn(**result, pilot) == "");
      if (rpc.is_list()) CHECK(RowsOf(**result) > 0);
    } else {
      // What the pilot has done already may be refused for that; nothing else stands in the way.
      CHECK((result.error().kind == ErrorKind::kAlreadyExists ||
             result.error().kind == ErrorKind::kPrecondition ||
             result.error().kind == ErrorKind::kConflict));
      CHECK(rpc.rule.writes());
    }
  }
}

TEST_CASE("a provider that names what is another's is refused, or shown an empty list") {
  Pilot& pilot = Pilot::Get();
  int named = 0;
  for (const Rpc& rpc : ProvidersRpcs()) {
    const pb::Descriptor* type = rpc.method->input_type();
    for (int i = 0; i < type->field_count(); ++i) {
      const pb::FieldDescriptor* field = type->field(i);
      if (field->cpp_type() != pb::FieldDescriptor::CPPTYPE_STRING) continue;
      for (const std::string& name : pilot.OthersOf(field->name())) {
        const MessagePtr request = SampleRequest(rpc, pilot);
        SetText(request.get(), field, name);
        CAPTURE(rpc.name());
        CAPTURE(request->ShortDebugString());
        const auto result = CallRpc(pilot.house(), rpc, pilot.OurToken(), *request);
        CAPTURE(Outcome(result));
        ++named;
        if (rpc.is_list() && result) {
          CHECK(RowsOf(**result) == 0);
        } else {
          CHECK(IsHidden(result));
        }
      }
    }
  }
  CHECK(named > 100);
}

TEST_CASE("no flag of a request opens what is another's to a provider") {
  Pilot& pilot = Pilot::Get();
  for (const Rpc& rpc : ProvidersRpcs()) {
    const pb::Descriptor* type = rpc.method->input_type();
    for (int i = 0; i < type->field_count(); ++i) {
      const pb::FieldDescriptor* field = type->field(i);
      if (field->cpp_type() != pb::FieldDescriptor::CPPTYPE_BOOL) continue;
      const MessagePtr request = SampleRequest(rpc, pilot);
      request->GetReflection()->SetBool(request.get(), field, true);
      CAPTURE(rpc.name());
      CAPTURE(field->name());
      const auto result = CallRpc(pilot.house(), rpc, pilot.OurToken(), *request);
      if (result) CHECK(MarkIn(**result, pilot) == "");
      if (field->name() == "payer") CHECK(Outcome(result) == "PERMISSION_DENIED PROVIDER_SCOPE");
    }
  }
}

TEST_CASE("a provider's file that names persons and places of another is refused row by row") {
  Pilot& pilot = Pilot::Get();
  std::ifstream file("demo/attendance/day-unit.csv", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  int files = 0;
  for (const Rpc& rpc : ProvidersRpcs()) {
    const MessagePtr request = SampleRequest(rpc, pilot);
    const pb::FieldDescriptor* field = FieldOf(*request, "file");
    if (field == nullptr) continue;
    ++files;
    SetText(request.get(), field, text);
    CAPTURE(rpc.name());
    const auto result = CallRpc(pilot.house(), rpc, pilot.OurToken(), *request);
    REQUIRE(result);
    const std::string outcome = (*result)->ShortDebugString();
    CHECK(outcome.find("accepted: ") == std::string::npos);
    CHECK(outcome.find("\"PERSON_NOT_PLACED\"") != std::string::npos);
    CHECK(MarkIn(**result, pilot) == "");
  }
  CHECK(files == 1);
}

}  // namespace
}  // namespace tirek::test
