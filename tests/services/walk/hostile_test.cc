// Values that nobody means well with, one field at a time, in requests that are right otherwise:
// each is refused by name or answered, and nothing breaks.
#include <limits>
#include <map>

#include <doctest/doctest.h>

#include "core/rpc/page.h"
#include "tests/services/walk/pilot.h"
#include "tests/services/walk/relations.h"
#include "tests/services/walk/rpcs.h"
#include "tests/services/walk/sample.h"

namespace tirek::test {
namespace {

using Change = std::function<void(pb::Message*, const pb::FieldDescriptor*)>;

struct Hostility {
  std::string name;
  Change change;
};

Hostility Text(const std::string& name, const std::string& text) {
  return {name, [text](pb::Message* message, const pb::FieldDescriptor* field) {
            const pb::Reflection* reflection = message->GetReflection();
            field->is_repeated() ? reflection->AddString(message, field, text)
                                 : reflection->SetString(message, field, text);
          }};
}

template <typename Number>
Hostility Whole(const std::string& name, Number number) {
  return {name, [number](pb::Message* message, const pb::FieldDescriptor* field) {
            const pb::Reflection* reflection = message->GetReflection();
            if constexpr (sizeof(Number) == 4) {
              reflection->SetInt32(message, field, number);
            } else {
              reflection->SetInt64(message, field, number);
            }
          }};
}

// What of the sample must be there for "\0" to cut off: the field's own value.
Hostility CutOff() {
  return {"its own value, U+0000 and more",
          [](pb::Message* message, const pb::FieldDescriptor* field) {
            if (field->is_repeated()) return;
            const std::string own = message->GetReflection()->GetString(*message, field);
            message->GetReflection()->SetString(message, field, own + std::string("\0x", 2));
          }};
}

const std::vector<Hostility>& Texts() {
  static const std::vector<Hostility> all = {
      Text("blanks", "  \t\n "),
      Text("a quote", "'; DROP TABLE registry.provider; --"),
      Text("a pattern", "%_\\"),
      Text("an array", "{a,\"b}"),
      Text("beyond the first plane", "🏠\u202E\uFEFF"),
      Text("megabytes", std::string(2'000'000, 'A')),
      Text("a number too large", "99999999999999999999999999999999999999999"),
      Text("no number", "NaN"),
      Text("an exponent", "1e9999"),
      Text("a month that is none", "2026-13"),
      Text("the last month", "9999-12"),
      Text("an id of nothing", "prv_01j00000000000000000000000"),
      CutOff(),
  };
  return all;
}

const std::vector<Hostility>& Bytes() {
  static const std::vector<Hostility> all = {
      Text("no bytes", ""),
      Text("no text", std::string("\xFF\xFE\x00\x01", 4)),
      Text("a mark and nothing", "\xEF\xBB\xBF"),
      Text("an open quote", "date,person\n\"2026"),
      Text("NUL", std::string(1000, '\0')),
      Text("line ends", std::string(100'000, '\n')),
      Text("a header of one sort", std::string(100'000, ',')),
      Text("a statement cut off", "1CClientBankExchange\nВерсияФормата=1.03\n"),
  };
  return all;
}

std::vector<Hostility> HostilitiesOf(const pb::FieldDescriptor* field) {
  switch (field->cpp_type()) {
    case pb::FieldDescriptor::CPPTYPE_STRING:
      return field->type() == pb::FieldDescriptor::TYPE_BYTES ? Bytes() : Texts();
    case pb::FieldDescriptor::CPPTYPE_INT32:
      if (field->is_repeated()) return {};
      return {Whole("the least number", std::numeric_limits<std::int32_t>::min()),
              Whole("the greatest number", std::numeric_limits<std::int32_t>::max()),
              Whole("minus one", std::int32_t{-1})};
    case pb::FieldDescriptor::CPPTYPE_INT64:
      if (field->is_repeated()) return {};
      return {Whole("the least number", std::numeric_limits<std::int64_t>::min()),
              Whole("the greatest number", std::numeric_limits<std::int64_t>::max())};
    case pb::FieldDescriptor::CPPTYPE_ENUM:
      if (field->is_repeated()) return {};
      return {{"a value of nobody", [](pb::Message* message, const pb::FieldDescriptor* unknown) {
                 message->GetReflection()->SetEnumValue(message, unknown, 99);
               }}};
    default:
      return {};
  }
}

// The leaves of a request, as ways from its root.
using Way = std::vector<const pb::FieldDescriptor*>;

void AddWays(const pb::Descriptor* type, const Way& above, std::vector<Way>* ways) {
  if (above.size() > 3) return;
  for (int i = 0; i < type->field_count(); ++i) {
    Way way = above;
    way.push_back(type->field(i));
    if (type->field(i)->message_type() != nullptr) {
      AddWays(type->field(i)->message_type(), way, ways);
    } else {
      ways->push_back(std::move(way));
    }
  }
}

pb::Message* ParentOf(pb::Message* message, const Way& way) {
  for (std::size_t i = 0; i + 1 < way.size(); ++i) {
    const pb::Reflection* reflection = message->GetReflection();
    message = !way[i]->is_repeated() ? reflection->MutableMessage(message, way[i])
              : reflection->FieldSize(*message, way[i]) > 0
                  ? reflection->MutableRepeatedMessage(message, way[i], 0)
                  : reflection->AddMessage(message, way[i]);
  }
  return message;
}

std::string NameOf(const Way& way) {
  std::string name;
  for (const auto* field : way) name += (name.empty() ? "" : ".") + field->name();
  return name;
}

bool HoldsNul(const pb::Message& request) {
  return request.SerializeAsString().find(std::string("\0x", 2)) != std::string::npos;
}

// Refused in the server's own words, which gRPC could carry.
void CheckError(const Error& error) {
  CHECK(error.kind != ErrorKind::kInternal);
  CHECK(error.kind != ErrorKind::kUnavailable);
  CHECK(error.kind != ErrorKind::kExhausted);
  CHECK(error.reason != "PEER_FAILED");
  CHECK(error.message.find('\0') == std::string::npos);
}

void CheckAnswer(const Rpc& rpc, const Way& way, const pb::Message& request,
                 const Result<MessagePtr>& result) {
  if (!result) {
    CheckError(result.error());
    if (result.error().kind == ErrorKind::kInvalid && rpc.rule.writes()) {
      CHECK((!result.error().violations.empty() || way.back()->name() == "file"));
    }
    return;
  }
  // A value that nobody knows is refused: a filter left out would show what was not asked for.
  CHECK(way.back()->enum_type() == nullptr);
  // And a text is not cut at U+0000 and then found.
  if (HoldsNul(request)) {
    CHECK((*result)->ByteSizeLong() == 0);
  }
}

std::string TokenFor(Pilot& pilot, const Rpc& rpc) {
  const access::Role role = SomeRoleOf(rpc);
  return role == access::Role::kProvider ? pilot.TokenOf(pilot.sides().front())
                                         : pilot.house().Token(role);
}

void WalkFields(Pilot& pilot, const Rpc& rpc) {
  std::vector<Way> ways;
  AddWays(rpc.method->input_type(), {}, &ways);
  const std::string token = TokenFor(pilot, rpc);
  for (const Way& way : ways) {
    for (const Hostility& hostility : HostilitiesOf(way.back())) {
      const MessagePtr request = SampleRequest(rpc, pilot.sides().front());
      hostility.change(ParentOf(request.get(), way), way.back());
      const auto result = CallRpc(pilot.house(), rpc, token, *request);
      const std::string field = NameOf(way);
      CAPTURE(rpc.name());
      CAPTURE(field);
      CAPTURE(hostility.name);
      CAPTURE(Outcome(result));
      CheckAnswer(rpc, way, *request, result);
    }
  }
}

// A thousand empty entries in each list of the request.
void AddToEveryList(pb::Message* message, int depth) {
  const pb::Reflection* reflection = message->GetReflection();
  for (int i = 0; i < message->GetDescriptor()->field_count() && depth < 3; ++i) {
    const pb::FieldDescriptor* field = message->GetDescriptor()->field(i);
    if (field->is_repeated()) {
      for (int n = 0; n < 1000; ++n) {
        if (field->message_type() != nullptr) reflection->AddMessage(message, field);
        if (field->type() == pb::FieldDescriptor::TYPE_STRING) {
          reflection->AddString(message, field, "");
        }
      }
    } else if (field->message_type() != nullptr) {
      AddToEveryList(reflection->MutableMessage(message, field), depth + 1);
    }
  }
}

// Every table that holds what people said, and what was made of it; not who asked.
std::map<std::string, std::string> Stored(soci::session& sql) {
  std::map<std::string, std::string> stored;
  for (const Relation& relation : AllRelations(sql)) {
    if (relation.is_view || relation.schema == "access" || relation.name == "audit_event" ||
        relation.name == "audit_head") {
      continue;
    }
    sql << "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '')"
           " FROM " +
               relation.full_name() + " AS t",
        soci::into(stored[relation.full_name()]);
  }
  return stored;
}

TEST_CASE("no hostile value of any field of any RPC breaks anything, and nothing is stored") {
  Pilot& pilot = Pilot::Get();
  const auto before = Stored(pilot.house().sql());
  for (const Rpc& rpc : HostedRpcs()) WalkFields(pilot, rpc);
  CHECK(Stored(pilot.house().sql()) == before);
  CHECK(pilot.house().Verify().empty());
}

TEST_CASE("a page token that somebody made up is refused, or answered with some page") {
  Pilot& pilot = Pilot::Get();
  const std::string keys[] = {"",           "nonsense", "-1", "99999999999999999999",
                              "2026-99-99", "9999-12"};
  for (const Rpc& rpc : HostedRpcs()) {
    if (!rpc.is_list()) continue;
    const std::string token = TokenFor(pilot, rpc);
    for (std::size_t parts = 0; parts <= 5; ++parts) {
      for (const std::string& key : keys) {
        const MessagePtr request = SampleRequest(rpc, pilot.sides().front());
        // Whoever knows the filter can compute the token: it is opaque, not secret.
        const std::string forged =
            rpc::NextPageToken(*request, std::vector<std::string>(parts, key));
        SetText(request.get(), FieldOf(*request, "page_token"), forged);
        const auto result = CallRpc(pilot.house(), rpc, token, *request);
        CAPTURE(rpc.name());
        CAPTURE(parts);
        CAPTURE(key);
        CAPTURE(Outcome(result));
        if (!result) CheckError(result.error());
      }
    }
  }
}

TEST_CASE("a refusal of very many faults still reaches the caller, in words") {
  Pilot& pilot = Pilot::Get();
  for (const Rpc& rpc : HostedRpcs()) {
    const MessagePtr request = SampleRequest(rpc, pilot.sides().front());
    AddToEveryList(request.get(), 0);
    const auto result = CallRpc(pilot.house(), rpc, TokenFor(pilot, rpc), *request);
    CAPTURE(rpc.name());
    CAPTURE(Outcome(result));
    if (!result) CheckError(result.error());
  }
}

}  // namespace
}  // namespace tirek::test
