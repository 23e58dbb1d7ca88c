// Every proto of the house can be a command: what the engine takes for granted holds of them all.
#include <set>

#include <doctest/doctest.h>

#include "cli/command_table.h"
#include "cli/field.h"
#include "cli/flag.h"
#include "cli/natural_key.h"
#include "cli/render.h"

namespace tirek::cli {
namespace {

TEST_CASE("every RPC is a command of two words, and no two are the same") {
  std::size_t methods = 0;
  std::set<std::string> words;
  for (const pb::ServiceDescriptor* service : Schema::Get().services()) {
    methods += static_cast<std::size_t>(service->method_count());
  }
  for (const Command& command : CommandTable::Get().commands()) {
    CAPTURE(command.method->full_name());
    CHECK(words.insert(command.words()).second);
    CHECK(!command.verb.empty());
    CHECK(command.verb.find(' ') == std::string::npos);
    const std::set<std::string> local = {"help", "completion", "identity", "__complete"};
    CHECK(local.count(command.noun) == 0);
  }
  CHECK(methods > 50);
  CHECK(words.size() == methods);
}

TEST_CASE("every column of a rule leads to a field, and a row shows no message as a cell") {
  for (const Command& command : CommandTable::Get().commands()) {
    CAPTURE(command.words());
    const std::string& columns = command.rule.columns();
    if (columns.empty()) {
      // Only an import does without: its outcome has columns of its own.
      CHECK(command.method->output_type()->FindFieldByName("outcome") != nullptr);
      continue;
    }
    const pb::FieldDescriptor* rows = RowsOf(command);
    const pb::Descriptor* type = rows != nullptr ? rows->message_type() : RecordOf(command);
    if (command.is_list()) CHECK(rows != nullptr);
    for (const std::string& column : SplitAtCommas(columns)) {
      CAPTURE(column);
      const auto path = FieldPath(type, column);
      CHECK(!path.empty());
      if (path.empty()) continue;
      CHECK(ShapeOf(path.back()) != Shape::kNested);
      CHECK(ShapeOf(path.back()) != Shape::kBytes);
    }
  }
}

TEST_CASE("every natural key finds one kind of thing by a text field") {
  std::set<std::string> ids;
  for (const NaturalKey& key : NaturalKeys()) {
    CAPTURE(key.list->words());
    CHECK(ids.insert(key.id->name()).second);
    CHECK(key.id->name().ends_with("_id"));
    CHECK(key.prefix.size() == 3);
    CHECK(ShapeOf(key.filter) == Shape::kText);
    CHECK(key.list->method->input_type()->FindFieldByName("page_size") != nullptr);
  }
  for (const char* id : {"contract_id", "decision_id", "licence_id", "order_id", "person_id",
                         "place_id", "provider_id", "site_id"}) {
    CAPTURE(id);
    CHECK(ids.count(id) == 1);
  }
}

// Follows a type into all that it holds.
void CheckShapes(const pb::Descriptor* type, std::set<const pb::Descriptor*>* seen) {
  if (!seen->insert(type).second) return;
  for (int i = 0; i < type->field_count(); ++i) {
    CAPTURE(type->field(i)->full_name());
    CHECK(ShapeOf(type->field(i)) != Shape::kUnsupported);
    if (ShapeOf(type->field(i)) == Shape::kNested)
      CheckShapes(type->field(i)->message_type(), seen);
  }
}

TEST_CASE("no message has a field that the command line cannot read or show") {
  std::set<const pb::Descriptor*> seen;
  for (const Command& command : CommandTable::Get().commands()) {
    CheckShapes(command.method->input_type(), &seen);
    CheckShapes(command.method->output_type(), &seen);
  }
  CHECK(seen.size() > 50);
}

TEST_CASE("every write can be repeated and tried, every flag has a name of its own") {
  for (const Command& command : CommandTable::Get().commands()) {
    CAPTURE(command.words());
    const pb::Descriptor* input = command.method->input_type();
    CHECK((input->FindFieldByName("request_id") != nullptr) == command.rule.writes());
    CHECK((input->FindFieldByName("validate_only") != nullptr) == command.rule.writes());
    std::set<std::string> names;
    for (const Flag& flag : OwnFlags(command)) {
      CAPTURE(flag.name);
      CHECK(names.insert(flag.name).second);
      // A repeated number would need a reader that no proto asks for yet.
      const bool is_number = flag.field != nullptr && ShapeOf(flag.field) == Shape::kInteger;
      CHECK(!(is_number && flag.field->is_repeated()));
    }
  }
}

TEST_CASE("enum values are known by their short names and by their full ones") {
  const Command* create = CommandTable::Get().Find("place", "create");
  REQUIRE(create != nullptr);
  const pb::EnumDescriptor* type =
      create->method->input_type()->FindFieldByName("condition")->enum_type();
  CHECK(ShortNames(type) ==
        std::vector<std::string>{"stationary", "semi-stationary", "home", "temporary", "remote"});
  REQUIRE(FindValue(type, "semi-stationary") != nullptr);
  CHECK(FindValue(type, "semi-stationary")->number() == 2);
  CHECK(FindValue(type, "DELIVERY_CONDITION_SEMI_STATIONARY") ==
        FindValue(type, "semi-stationary"));
  CHECK(FindValue(type, "unspecified") == nullptr);
  CHECK(FindValue(type, "DELIVERY_CONDITION_UNSPECIFIED") == nullptr);
  CHECK(FindValue(type, "SEMI_STATIONARY") == nullptr);
  CHECK(FindValue(type, "") == nullptr);
}

}  // namespace
}  // namespace tirek::cli
