#include "tests/services/walk/sample.h"

#include <fstream>
#include <iterator>
#include <map>

namespace tirek::test {
namespace {

std::string ReadText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Fields that name no row of a table.
const std::map<std::string, std::string>& PlainTexts() {
  static const std::map<std::string, std::string> texts = {
      {"request_id", "walk"},
      {"month", "2026-10"},
      {"reason", "Отметка исправлена по журналу."},
      // Of nobody: whoever knows a reference may learn that person's opaque id, and no more.
      {"keys", "WALK-0"},
      {"value", "1"},
      {"indicator", "QUALITY"},
      {"currency_code", "KZT"},
  };
  return texts;
}

// Of the kind that the RPC takes, where that is not the attendance register.
std::string SampleFile(const pb::Message& request) {
  const std::string& name = request.GetDescriptor()->name();
  if (name == "ImportPlansRequest") return ReadText("tests/scenarios/input/plans.csv");
  if (name == "CompareReconciliationActRequest") {
    return "document_number,document_date,debit,credit\nA-1,2026-10-31,100,\n";
  }
  return ReadText("demo/attendance/day-home.csv");
}

std::string SampleText(const std::string& field, const Side& side) {
  const auto plain = PlainTexts().find(field);
  if (plain != PlainTexts().end()) return plain->second;
  const auto ours = side.OursOf(field);
  return ours.empty() ? "" : ours.front();
}

void FillField(pb::Message* message, const pb::FieldDescriptor* field, const Side& side);

// Days that a request takes instead of its month.
bool IsInsteadOfMonth(const pb::FieldDescriptor& field) {
  return (field.name() == "start_date" || field.name() == "end_date") &&
         field.containing_type()->FindFieldByName("month") != nullptr;
}

void FillAll(pb::Message* message, const Side& side) {
  for (int i = 0; i < message->GetDescriptor()->field_count(); ++i) {
    const pb::FieldDescriptor* field = message->GetDescriptor()->field(i);
    if (!IsInsteadOfMonth(*field)) FillField(message, field, side);
  }
}

void FillMessage(pb::Message* message, const Side& side) {
  constexpr long long kFirstSecondOf2100 = 4'102'444'800;
  const pb::Descriptor* type = message->GetDescriptor();
  const pb::Reflection* reflection = message->GetReflection();
  if (type->full_name() == "google.protobuf.Timestamp") {
    reflection->SetInt64(message, type->FindFieldByName("seconds"), kFirstSecondOf2100);
    return;
  }
  if (type->full_name() != "google.type.Date") return FillAll(message, side);
  // A Sunday of the pilot's month, on which nothing is recorded.
  reflection->SetInt32(message, type->FindFieldByName("year"), 2026);
  reflection->SetInt32(message, type->FindFieldByName("month"), 10);
  reflection->SetInt32(message, type->FindFieldByName("day"), 4);
}

void FillField(pb::Message* message, const pb::FieldDescriptor* field, const Side& side) {
  const pb::Reflection* reflection = message->GetReflection();
  if (field->type() == pb::FieldDescriptor::TYPE_BYTES) {
    reflection->SetString(message, field, SampleFile(*message));
  } else if (field->cpp_type() == pb::FieldDescriptor::CPPTYPE_STRING) {
    const std::string text = SampleText(field->name(), side);
    if (text.empty()) return;
    field->is_repeated() ? reflection->AddString(message, field, text)
                         : reflection->SetString(message, field, text);
  } else if (field->name() == "validate_only") {
    reflection->SetBool(message, field, true);
  } else if (field->cpp_type() == pb::FieldDescriptor::CPPTYPE_INT32 && field->has_presence()) {
    reflection->SetInt32(message, field, 1);  // a number that may not be left out
  } else if (field->name() == "mark" || field->name() == "format") {
    reflection->SetEnumValue(message, field, 1);
  } else if (field->message_type() != nullptr) {
    FillMessage(field->is_repeated() ? reflection->AddMessage(message, field)
                                     : reflection->MutableMessage(message, field),
                side);
  }
}

}  // namespace

MessagePtr SampleRequest(const Rpc& rpc, const Side& side) {
  MessagePtr request = rpc.NewRequest();
  if (rpc.is_list()) {
    request->GetReflection()->SetInt32(request.get(), FieldOf(*request, "page_size"), 1000);
    // Filters that a list may insist on.
    for (const char* name :
         {"month", "claim_id", "statement_id", "order_id", "contract_id", "adjustment_id"}) {
      if (const auto* field = FieldOf(*request, name)) FillField(request.get(), field, side);
    }
    // Of one provider alone: nothing else can be asked for.
    constexpr int kPagingAndOne = 3;
    const auto* provider = FieldOf(*request, "provider_id");
    if (provider != nullptr && request->GetDescriptor()->field_count() == kPagingAndOne) {
      FillField(request.get(), provider, side);
    }
  } else {
    FillAll(request.get(), side);
  }
  return request;
}

}  // namespace tirek::test
