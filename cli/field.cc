#include "cli/field.h"

#include <cctype>

namespace tirek::cli {
namespace {

using Cpp = pb::FieldDescriptor;

Shape ShapeOfMessage(const pb::Descriptor* type) {
  const std::string& name = type->full_name();
  if (name == "google.type.Date") return Shape::kDate;
  if (name == "google.protobuf.Timestamp") return Shape::kTimestamp;
  if (name == "tirek.common.v1.Decimal") return Shape::kDecimal;
  if (name == "tirek.common.v1.Money") return Shape::kMoney;
  return Shape::kNested;
}

std::string Kebab(std::string text) {
  for (char& c : text) {
    c = c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return text;
}

}  // namespace

Shape ShapeOf(const pb::FieldDescriptor* field) {
  switch (field->cpp_type()) {
    case Cpp::CPPTYPE_STRING:
      return field->type() == Cpp::TYPE_BYTES ? Shape::kBytes : Shape::kText;
    case Cpp::CPPTYPE_INT32:
    case Cpp::CPPTYPE_INT64:
      return Shape::kInteger;
    case Cpp::CPPTYPE_BOOL:
      return Shape::kBool;
    case Cpp::CPPTYPE_ENUM:
      return Shape::kEnum;
    case Cpp::CPPTYPE_MESSAGE:
      return field->is_map() ? Shape::kUnsupported : ShapeOfMessage(field->message_type());
    default:
      return Shape::kUnsupported;
  }
}

std::string FlagNameOf(const pb::FieldDescriptor* field) {
  return field->name() == "validate_only" ? "dry-run" : Kebab(field->name());
}

bool IsIdField(const pb::FieldDescriptor* field) {
  return ShapeOf(field) == Shape::kText && !field->is_repeated() &&
         field->name().ends_with("_id") && field->name() != "request_id";
}

std::string ShortName(const pb::EnumValueDescriptor* value) {
  // Buf's rule for our enums: value 0 is the type's prefix and UNSPECIFIED.
  constexpr std::string_view kUnspecified = "UNSPECIFIED";
  const std::string& zero = value->type()->value(0)->name();
  const std::size_t prefix =
      zero.ends_with(kUnspecified) ? zero.size() - kUnspecified.size() : std::size_t{0};
  return Kebab(value->name().substr(prefix));
}

std::string ShortName(const pb::EnumDescriptor* type, int number) {
  if (number == 0) return "";
  const pb::EnumValueDescriptor* value = type->FindValueByNumber(number);
  return value == nullptr ? std::to_string(number) : ShortName(value);
}

const pb::EnumValueDescriptor* FindValue(const pb::EnumDescriptor* type, std::string_view text) {
  for (int i = 1; i < type->value_count(); ++i) {
    const pb::EnumValueDescriptor* value = type->value(i);
    if (text == value->name() || text == ShortName(value)) return value;
  }
  return nullptr;
}

std::vector<std::string> ShortNames(const pb::EnumDescriptor* type) {
  std::vector<std::string> names;
  for (int i = 1; i < type->value_count(); ++i) names.push_back(ShortName(type->value(i)));
  return names;
}

const pb::FieldDescriptor* FirstField(const pb::Descriptor* type, Shape shape, bool repeated) {
  for (int i = 0; i < type->field_count(); ++i) {
    const pb::FieldDescriptor* field = type->field(i);
    if (ShapeOf(field) == shape && field->is_repeated() == repeated) return field;
  }
  return nullptr;
}

std::vector<const pb::FieldDescriptor*> FieldPath(const pb::Descriptor* type,
                                                  std::string_view path) {
  std::vector<const pb::FieldDescriptor*> fields;
  while (true) {
    const std::size_t dot = path.find('.');
    const pb::FieldDescriptor* field = type->FindFieldByName(std::string(path.substr(0, dot)));
    if (field == nullptr) return {};
    fields.push_back(field);
    if (dot == std::string_view::npos) return fields;
    if (ShapeOf(field) != Shape::kNested || field->is_repeated()) return {};
    type = field->message_type();
    path.remove_prefix(dot + 1);
  }
}

std::string UpperCase(std::string ascii) {
  for (char& c : ascii) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return ascii;
}

std::vector<std::string> SplitAtCommas(std::string_view text) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t comma = text.find(',');
    parts.emplace_back(text.substr(0, comma));
    if (comma == std::string_view::npos) return parts;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace tirek::cli
