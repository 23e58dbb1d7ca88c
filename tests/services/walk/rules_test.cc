// What every RPC and message of the protos keeps to, so that the gate, the command line and callers
// may count on it.
#include <set>

#include <doctest/doctest.h>

#include "services/host/service_table.h"
#include "tests/services/walk/rpcs.h"

namespace tirek::test {
namespace {

bool IsOfType(const pb::Descriptor* message, const char* field, pb::FieldDescriptor::Type type) {
  const pb::FieldDescriptor* found = message->FindFieldByName(field);
  return found != nullptr && found->type() == type && !found->is_repeated();
}

int RepeatedMessages(const pb::Descriptor* message) {
  int count = 0;
  for (int i = 0; i < message->field_count(); ++i) {
    const pb::FieldDescriptor* field = message->field(i);
    count += field->is_repeated() && field->message_type() != nullptr ? 1 : 0;
  }
  return count;
}

bool ShowsPerson(const pb::Descriptor* message, std::set<const pb::Descriptor*>& seen) {
  if (!seen.insert(message).second) return false;
  for (int i = 0; i < message->field_count(); ++i) {
    const pb::FieldDescriptor* field = message->field(i);
    for (const char* name : {"iin", "full_name", "birth_date"}) {
      if (field->name() == name) return true;
    }
    const pb::Descriptor* inner = field->message_type();
    if (inner != nullptr && ShowsPerson(inner, seen)) return true;
  }
  return false;
}

std::string CommentOf(const pb::MethodDescriptor* method) { return cli::CommentOf(method); }

TEST_CASE("every service of the protos is in the host's table, under its package's name") {
  std::set<std::string> of_protos;
  std::set<std::string> hosted;
  for (const Rpc& rpc : AllRpcs()) of_protos.insert(rpc.service());
  for (const auto& entry : host::ServiceTable()) hosted.insert(entry.name);
  for (const std::string& name : of_protos) {
    CAPTURE(name);
    CHECK(hosted.contains(name));
  }
  for (const std::string& name : hosted) {
    CAPTURE(name);
    CHECK(of_protos.contains(name));
  }
}

TEST_CASE("every RPC has a rule: roles, a command of its own, and a comment") {
  std::set<std::string> commands;
  std::set<const pb::Descriptor*> requests;
  CHECK(AllRpcs().size() > 60);
  for (const Rpc& rpc : AllRpcs()) {
    CAPTURE(rpc.name());
    CHECK(rpc.method->options().HasExtension(common::v1::rule));
    const std::set<int> roles(rpc.rule.roles().begin(), rpc.rule.roles().end());
    CHECK(!roles.empty());
    CHECK(static_cast<int>(roles.size()) == rpc.rule.roles_size());
    CHECK(!roles.contains(common::v1::ROLE_UNSPECIFIED));
    CHECK(!rpc.rule.command().empty());
    CHECK(commands.insert(rpc.rule.command()).second);
    // GetProvider says it all; the command line writes its help.
    CHECK((!CommentOf(rpc.method).empty() || rpc.method->name().starts_with("Get")));
    CHECK(!cli::CommentOf(rpc.method->service()).empty());
    // The gate finds an RPC's rule by its request.
    CHECK(requests.insert(rpc.method->input_type()).second);
    CHECK(rpc.method->input_type()->name() == rpc.method->name() + "Request");
    CHECK(rpc.method->output_type()->name() == rpc.method->name() + "Response");
    // Who sends many is answered as often, and who sends the pieces of one file once.
    const bool in_pieces = rpc.method->input_type()->FindFieldByName("piece") != nullptr;
    CHECK(in_pieces == (rpc.method->client_streaming() && !rpc.method->server_streaming()));
  }
}

TEST_CASE("the auditor reads all and writes nothing") {
  for (const Rpc& rpc : AllRpcs()) {
    CAPTURE(rpc.name());
    CHECK(rpc.Allows(access::Role::kAuditor) == !rpc.rule.writes());
  }
}

TEST_CASE("what writes says so, and takes a request_id and validate_only as its first fields") {
  const std::set<std::string> reads = {"Get",     "List",   "Watch", "Resolve", "Check",
                                       "Explain", "Replay", "Diff",  "Try",     "Compare"};
  for (const Rpc& rpc : AllRpcs()) {
    CAPTURE(rpc.name());
    bool reading_name = false;
    for (const std::string& verb : reads) reading_name |= rpc.method->name().starts_with(verb);
    CHECK(rpc.rule.writes() == !reading_name);
    const pb::Descriptor* request = rpc.method->input_type();
    CHECK(rpc.rule.writes() == IsOfType(request, "request_id", pb::FieldDescriptor::TYPE_STRING));
    CHECK(rpc.rule.writes() == IsOfType(request, "validate_only", pb::FieldDescriptor::TYPE_BOOL));
    if (!rpc.rule.writes()) continue;
    CHECK(request->FindFieldByName("request_id")->number() == 1);
    CHECK(request->FindFieldByName("validate_only")->number() == 2);
    CHECK((!rpc.method->server_streaming() || rpc.method->client_streaming()));
  }
}

TEST_CASE("every list has pages of one kind of thing, and its natural key is a filter") {
  int lists = 0;
  for (const Rpc& rpc : AllRpcs()) {
    CAPTURE(rpc.name());
    const pb::Descriptor* request = rpc.method->input_type();
    const pb::Descriptor* response = rpc.method->output_type();
    CHECK(rpc.is_list() == IsOfType(request, "page_size", pb::FieldDescriptor::TYPE_INT32));
    CHECK(rpc.is_list() == IsOfType(request, "page_token", pb::FieldDescriptor::TYPE_STRING));
    CHECK(rpc.is_list() == IsOfType(response, "next_page_token", pb::FieldDescriptor::TYPE_STRING));
    if (!rpc.is_list()) continue;
    ++lists;
    CHECK(RepeatedMessages(response) == 1);
    const std::string& key = rpc.rule.natural_key();
    CHECK((key.empty() || IsOfType(request, key.c_str(), pb::FieldDescriptor::TYPE_STRING)));
  }
  CHECK(lists > 15);
}

TEST_CASE("an RPC that shows names, ИИНs or birth dates is marked as showing personal data") {
  int shown = 0;
  for (const Rpc& rpc : AllRpcs()) {
    CAPTURE(rpc.name());
    std::set<const pb::Descriptor*> seen;
    if (!ShowsPerson(rpc.method->output_type(), seen)) continue;
    ++shown;
    CHECK(rpc.rule.personal_data());
    CHECK(!rpc.Allows(access::Role::kProvider));
  }
  CHECK(shown >= 3);
}

void CheckEnum(const pb::EnumDescriptor* type) {
  CAPTURE(type->full_name());
  CHECK(type->value(0)->number() == 0);
  CHECK(type->value(0)->name().ends_with("_UNSPECIFIED"));
  CHECK(type->value_count() > 1);
}

void CheckMessage(const pb::Descriptor* message, std::set<const pb::Descriptor*>& seen) {
  if (!seen.insert(message).second) return;
  CAPTURE(message->full_name());
  for (int i = 0; i < message->field_count(); ++i) {
    const pb::FieldDescriptor* field = message->field(i);
    CAPTURE(field->name());
    // No binary fractions anywhere, and no type that the command line cannot take.
    CHECK(field->cpp_type() != pb::FieldDescriptor::CPPTYPE_DOUBLE);
    CHECK(field->cpp_type() != pb::FieldDescriptor::CPPTYPE_FLOAT);
    CHECK(!field->is_map());
    if (field->name().ends_with("_id")) CHECK(field->type() == pb::FieldDescriptor::TYPE_STRING);
    if (field->enum_type() != nullptr) CheckEnum(field->enum_type());
    if (field->message_type() != nullptr) CheckMessage(field->message_type(), seen);
  }
}

TEST_CASE("every message has exact numbers only, ids as text, and enums that begin unspecified") {
  std::set<const pb::Descriptor*> seen;
  for (const Rpc& rpc : AllRpcs()) {
    CheckMessage(rpc.method->input_type(), seen);
    CheckMessage(rpc.method->output_type(), seen);
  }
  CHECK(seen.size() > 100);
}

}  // namespace
}  // namespace tirek::test
