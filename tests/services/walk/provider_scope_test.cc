// What a provider sees through the RPCs: its own, and nothing of anybody else.
#include <map>

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

// The first mark of another provider that a response shows; "" when there is none. Ids are looked
// for within texts, too.
std::string MarkIn(const pb::Message& response, const Side& side) {
  const std::string text = response.DebugString();
  for (const std::string& mark : side.marks_of_others()) {
    const bool is_id = mark.find('_') != std::string::npos;
    if (text.find(is_id ? mark : "\"" + mark + "\"") != std::string::npos) return mark;
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

// Answered, or refused because the pilot has done already what is asked for.
void CheckOwn(const Rpc& rpc, const Result<MessagePtr>& result, const Side& side) {
  CAPTURE(Outcome(result));
  if (result) {
    CHECK(MarkIn(**result, side) == "");
    return;
  }
  const ErrorKind kind = result.error().kind;
  CHECK(rpc.rule.writes());
  CHECK((kind == ErrorKind::kAlreadyExists || kind == ErrorKind::kPrecondition ||
         kind == ErrorKind::kConflict));
}

TEST_CASE("a provider's own requests are answered, with nothing of others in the answer") {
  Pilot& pilot = Pilot::Get();
  CHECK(ProvidersRpcs().size() > 20);
  for (const Rpc& rpc : ProvidersRpcs()) {
    CAPTURE(rpc.name());
    int rows = 0;
    for (const Side& side : pilot.sides()) {
      CHECK(side.marks_of_others().size() > 100);
      const MessagePtr request = SampleRequest(rpc, side);
      CAPTURE(request->ShortDebugString());
      const auto result = CallRpc(pilot.house(), rpc, pilot.TokenOf(side), *request);
      CheckOwn(rpc, result, side);
      if (result) rows += RowsOf(**result);
    }
    // One of them has some: otherwise nothing would have been seen above. The pilot's ceiling cuts
    // days of a provider that is no side here; it is the foreign claims below that find those.
    if (rpc.is_list() && rpc.method->name() != "ListCutDays") CHECK(rows > 0);
  }
}

// Names of others to try in a field: the first and the last.
std::vector<std::string> NamesFor(const pb::FieldDescriptor* field, const Side& side) {
  auto names = side.OthersOf(field->name());
  if (names.size() < 2) return names;
  return {names.front(), names.back()};
}

int CheckForeignNames(Pilot& pilot, const Rpc& rpc, const Side& side) {
  int named = 0;
  const pb::Descriptor* type = rpc.method->input_type();
  for (int i = 0; i < type->field_count(); ++i) {
    const pb::FieldDescriptor* field = type->field(i);
    if (field->cpp_type() != pb::FieldDescriptor::CPPTYPE_STRING) continue;
    for (const std::string& name : NamesFor(field, side)) {
      const MessagePtr request = SampleRequest(rpc, side);
      SetText(request.get(), field, name);
      const auto result = CallRpc(pilot.house(), rpc, pilot.TokenOf(side), *request);
      CAPTURE(rpc.name());
      CAPTURE(request->ShortDebugString());
      CAPTURE(Outcome(result));
      ++named;
      if (rpc.is_list() && result) {
        CHECK(RowsOf(**result) == 0);
      } else {
        CHECK(IsHidden(result));
      }
    }
  }
  return named;
}

TEST_CASE("a provider that names what is another's is refused, or shown an empty list") {
  Pilot& pilot = Pilot::Get();
  int named = 0;
  for (const Rpc& rpc : ProvidersRpcs()) {
    for (const Side& side : pilot.sides()) named += CheckForeignNames(pilot, rpc, side);
  }
  CHECK(named > 100);
}

TEST_CASE("no flag of a request opens what is another's to a provider") {
  Pilot& pilot = Pilot::Get();
  const Side& side = pilot.sides().front();
  for (const Rpc& rpc : ProvidersRpcs()) {
    const pb::Descriptor* type = rpc.method->input_type();
    for (int i = 0; i < type->field_count(); ++i) {
      const pb::FieldDescriptor* field = type->field(i);
      if (field->cpp_type() != pb::FieldDescriptor::CPPTYPE_BOOL) continue;
      const MessagePtr request = SampleRequest(rpc, side);
      request->GetReflection()->SetBool(request.get(), field, true);
      CAPTURE(rpc.name());
      CAPTURE(field->name());
      const auto result = CallRpc(pilot.house(), rpc, pilot.TokenOf(side), *request);
      if (result) CHECK(MarkIn(**result, side) == "");
      if (field->name() == "payer") CHECK(Outcome(result) == "PERMISSION_DENIED PROVIDER_SCOPE");
    }
  }
}

TEST_CASE("a provider's file that names persons and places of another is refused row by row") {
  Pilot& pilot = Pilot::Get();
  const Side& side = pilot.sides().front();
  const std::map<std::string, std::string> texts = {
      {"DeliveryService/ImportAttendance",
       "date,person,place_code,mark,absence_reason,quantity\n"
       "2026-10-01,KRG-2026-0023,KRG-STAY-1-A,present,,1\n"},
      {"PlacementService/ImportPlans",
       "person,place_code,month,planned_days\nKRG-2026-0023,KRG-STAY-1-A,2026-10,20\n"},
  };
  std::size_t files = 0;
  for (const Rpc& rpc : ProvidersRpcs()) {
    const MessagePtr request = SampleRequest(rpc, side);
    const pb::FieldDescriptor* field = FieldOf(*request, "file");
    // A reconciliation act compares what a file says and looks nothing up by it.
    if (field == nullptr || rpc.method->name() == "CompareReconciliationAct") continue;
    ++files;
    CAPTURE(rpc.name());
    SetText(request.get(), field, texts.at(rpc.name()));
    const auto result = CallRpc(pilot.house(), rpc, pilot.TokenOf(side), *request);
    REQUIRE(result);
    const std::string outcome = (*result)->ShortDebugString();
    CHECK(outcome.find("accepted: ") == std::string::npos);
    CHECK(outcome.find("\"PERSON_NOT_PLACED\"") != std::string::npos);
    CHECK(MarkIn(**result, side) == "");
  }
  CHECK(files == texts.size());
}

}  // namespace
}  // namespace tirek::test
