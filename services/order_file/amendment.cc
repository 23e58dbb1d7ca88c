#include "services/order_file/amendment.h"

#include <array>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include <google/protobuf/text_format.h>

#include "core/rpc/convert.h"
#include "services/order_file/order_codec.h"

namespace tirek::order {
namespace {

namespace pb = google::protobuf;
using Row = std::unique_ptr<pb::Message>;

const pb::FieldDescriptor* FieldOf(const pb::Message& message, const char* name) {
  return message.GetDescriptor()->FindFieldByName(name);
}

pb::TextFormat::Printer Printer() {
  pb::TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  printer.SetUseUtf8StringEscaping(true);
  return printer;
}

void TrimEnd(std::string& text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
}

// One value of a field: 5433.75, 2026-10-15, CUT_ORDER_LATEST_DAY_FIRST, payer: "REGION" ….
std::string ValueText(const pb::Message& message, const pb::FieldDescriptor* field, int index) {
  if (index < 0 && field->message_type() == common::v1::Decimal::descriptor()) {
    const auto& decimal = message.GetReflection()->GetMessage(message, field);
    return static_cast<const common::v1::Decimal&>(decimal).value();
  }
  if (index < 0 && field->message_type() == google::type::Date::descriptor()) {
    const auto& date = message.GetReflection()->GetMessage(message, field);
    return rpc::ToDate(static_cast<const google::type::Date&>(date))->ToString();
  }
  std::string text;
  Printer().PrintFieldValueToString(message, field, index, &text);
  TrimEnd(text);
  return text;
}

// "nothing" for an absent field.
std::string TextOf(const pb::Message& message, const pb::FieldDescriptor* field) {
  if (!field->is_repeated()) {
    const bool present = message.GetReflection()->HasField(message, field);
    return present ? ValueText(message, field, -1) : "nothing";
  }
  std::string text;
  for (int i = 0; i < message.GetReflection()->FieldSize(message, field); ++i) {
    text += (i == 0 ? "" : ", ") + ValueText(message, field, i);
  }
  return text;
}

std::string TextOf(const pb::Message& row) {
  std::string text;
  Printer().PrintToString(row, &text);
  TrimEnd(text);
  return text;
}

google::type::Date* MutableDate(pb::Message& row, const char* name) {
  auto* date = row.GetReflection()->MutableMessage(&row, FieldOf(row, name));
  return static_cast<google::type::Date*>(date);
}

CivilDate DateOf(pb::Message& row, const char* name) {
  const auto date = rpc::ToDate(*MutableDate(row, name));
  TIREK_ASSERT(date.has_value());
  return *date;
}

// The part of a row before `date`; null when there is none.
Row Before(const pb::Message& row, CivilDate date) {
  Row part(row.New());
  part->CopyFrom(row);
  if (DateOf(*part, "start_date") >= date) return nullptr;
  if (DateOf(*part, "end_date") > date) *MutableDate(*part, "end_date") = rpc::ToProto(date);
  return part;
}

// What names a row: its code, or all that it says.
std::string KeyOf(const pb::Message& row) {
  const pb::FieldDescriptor* code = FieldOf(row, "code");
  return code == nullptr ? TextOf(row) : row.GetReflection()->GetString(row, code);
}

// One list of rows in both orders.
class ListComparison {
 public:
  ListComparison(const pb::Message& in_force, const pb::FieldDescriptor* list, CivilDate date,
                 std::vector<Violation>& violations)
      : list_(list), date_(date), violations_(violations) {
    const int size = in_force.GetReflection()->FieldSize(in_force, list);
    for (int i = 0; i < size; ++i) {
      Row part = Before(in_force.GetReflection()->GetRepeatedMessage(in_force, list, i), date);
      if (part != nullptr) left_.emplace(KeyOf(*part), std::move(part));
    }
  }

  void Run(const pb::Message& amended) {
    const int size = amended.GetReflection()->FieldSize(amended, list_);
    for (int i = 0; i < size; ++i) {
      const Row part =
          Before(amended.GetReflection()->GetRepeatedMessage(amended, list_, i), date_);
      if (part != nullptr) Match(list_->name() + "[" + std::to_string(i) + "]", *part);
    }
    for (const auto& [key, row] : left_) {
      Add(list_->name(), "the row " + key + ", in force before " + date_.ToString());
    }
  }

 private:
  void Match(const std::string& path, const pb::Message& part) {
    const auto found = left_.find(KeyOf(part));
    if (found == left_.end()) {
      Add(path + ".start_date",
          "a day from " + date_.ToString() + " on: the order in force has no such row before it");
      return;
    }
    CompareFields(path, *found->second, part);
    left_.erase(found);
  }

  void CompareFields(const std::string& path, const pb::Message& was, const pb::Message& is) {
    for (int i = 0; i < was.GetDescriptor()->field_count(); ++i) {
      const pb::FieldDescriptor* field = was.GetDescriptor()->field(i);
      const std::string text = TextOf(was, field);
      if (text == TextOf(is, field)) continue;
      Add(path + "." + field->name(),
          text + " for the days before " + date_.ToString() + ", as in the order in force");
    }
  }

  void Add(std::string field, std::string expected) {
    violations_.push_back({std::move(field), "CHANGED_BEFORE_EFFECTIVE_DATE", std::move(expected)});
  }

  const pb::FieldDescriptor* list_;
  const CivilDate date_;
  std::multimap<std::string, Row> left_;  // of the order in force, by key, not yet met
  std::vector<Violation>& violations_;
};

// Rules without a date of their own: they hold for all days of the order.
constexpr std::array<std::string_view, 6> kUndatedRules = {"day_count", "rounding",  "overlap_rule",
                                                           "age_date",  "cut_order", "vat"};

bool IsUndatedRule(const std::string& name) {
  for (const std::string_view rule : kUndatedRules) {
    if (rule == name) return true;
  }
  return false;
}

// The order's own fields, besides its end and what the server sets.
void CompareHeads(const pb::Message& in_force, const pb::Message& amended, bool from_start,
                  std::vector<Violation>& violations) {
  for (int i = 0; i < in_force.GetDescriptor()->field_count(); ++i) {
    const pb::FieldDescriptor* field = in_force.GetDescriptor()->field(i);
    const std::string& name = field->name();
    if (field->is_repeated() || name == "end_date" || name == "order_id" || name == "etag") {
      continue;
    }
    const std::string was = TextOf(in_force, field);
    if (was == TextOf(amended, field)) continue;
    const bool undated = IsUndatedRule(name);
    if (undated && from_start) continue;
    violations.push_back({name, "CHANGED_BEFORE_EFFECTIVE_DATE",
                          was + (undated ? ", as in the order in force: it has no date of its own, "
                                           "so it changes for all days or with a new order"
                                         : ", as in the order in force: it changes with a new "
                                           "order")});
  }
}

// In one spelling of defaults, without what the rules do not know.
contracts::v1::Order Normalised(const contracts::v1::Order& proto) {
  const auto order = FromProto(proto);
  TIREK_ASSERT(order.has_value());
  contracts::v1::Order normal = ToProto(*order);
  *normal.mutable_payer() = proto.payer();
  return normal;
}

}  // namespace

std::vector<Violation> ChangesBefore(const contracts::v1::Order& in_force,
                                     const contracts::v1::Order& amended, CivilDate date) {
  const contracts::v1::Order was = Normalised(in_force);
  const contracts::v1::Order is = Normalised(amended);
  std::vector<Violation> violations;
  const auto start = rpc::ToDate(was.start_date());
  CompareHeads(was, is, date <= *start, violations);
  for (int i = 0; i < was.GetDescriptor()->field_count(); ++i) {
    const pb::FieldDescriptor* field = was.GetDescriptor()->field(i);
    if (field->is_repeated()) ListComparison(was, field, date, violations).Run(is);
  }
  return violations;
}

bool SaysTheSame(const contracts::v1::Order& left, const contracts::v1::Order& right) {
  const std::string end = TextOf(left, FieldOf(left, "end_date"));
  return end == TextOf(right, FieldOf(right, "end_date")) &&
         ChangesBefore(left, right, kFarFuture).empty();
}

}  // namespace tirek::order
