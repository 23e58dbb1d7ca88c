#include "core/rpc/field_text.h"

#include <cctype>
#include <charconv>
#include <cstdint>

#include "core/base/assert.h"
#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"

namespace tirek::rpc {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// "semi-stationary" of DELIVERY_CONDITION_SEMI_STATIONARY: what people write in files.
std::string ShortName(const EnumValueDescriptor& value) {
  std::string text = WordOf(value);
  for (char& c : text) {
    c = c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return text;
}

std::optional<Violation> SetEnum(const FieldDescriptor& field, const std::string& text,
                                 Message* message) {
  std::string choices;
  for (int i = 1; i < field.enum_type()->value_count(); ++i) {
    const EnumValueDescriptor& value = *field.enum_type()->value(i);
    if (text == ShortName(value)) {
      message->GetReflection()->SetEnum(message, &field, &value);
      return std::nullopt;
    }
    choices += (choices.empty() ? "" : ", ") + ShortName(value);
  }
  return Violation{field.name(), "CHOICE_UNKNOWN", "one of " + choices};
}

std::optional<Violation> SetNumber(const FieldDescriptor& field, const std::string& text,
                                   Message* message) {
  std::int32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    return Violation{field.name(), "NUMBER_INVALID", "a whole number in digits"};
  }
  message->GetReflection()->SetInt32(message, &field, value);
  return std::nullopt;
}

void SetList(const FieldDescriptor& field, const std::string& text, Message* message) {
  std::size_t start = 0;
  while (start <= text.size()) {
    const std::size_t end = std::min(text.find('|', start), text.size());
    message->GetReflection()->AddString(message, &field, text.substr(start, end - start));
    start = end + 1;
  }
}

// Puts `parsed` into the sub-message `field`, or says what its parser said.
template <typename T>
std::optional<Violation> SetMessage(const FieldDescriptor& field, const Result<T>& parsed,
                                    Message* message) {
  if (!parsed) return Violation{field.name(), parsed.error().reason, parsed.error().message};
  message->GetReflection()->MutableMessage(message, &field)->CopyFrom(ToProto(*parsed));
  return std::nullopt;
}

std::optional<Violation> SetMessageText(const FieldDescriptor& field, const std::string& text,
                                        const std::string& currency_code, Message* message) {
  const std::string& type = field.message_type()->full_name();
  if (type == "google.type.Date") return SetMessage(field, CivilDate::Parse(text), message);
  if (type == "tirek.common.v1.Decimal") return SetMessage(field, Decimal::Parse(text), message);
  TIREK_ASSERT(type == "tirek.common.v1.Money");
  const auto currency = Currency::FromCode(currency_code);
  TIREK_ASSERT(currency.has_value());
  return SetMessage(field, Money::Parse(text, *currency), message);
}

}  // namespace

std::optional<Violation> SetFromText(const std::string& field_name, const std::string& text,
                                     const std::string& currency_code, Message* message) {
  const FieldDescriptor* field = message->GetDescriptor()->FindFieldByName(field_name);
  TIREK_ASSERT(field != nullptr);
  if (text.empty()) return std::nullopt;
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_ENUM:
      return SetEnum(*field, text, message);
    case FieldDescriptor::CPPTYPE_INT32:
      return SetNumber(*field, text, message);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return SetMessageText(*field, text, currency_code, message);
    default:
      break;
  }
  TIREK_ASSERT(field->cpp_type() == FieldDescriptor::CPPTYPE_STRING);
  if (field->is_repeated()) {
    SetList(*field, text, message);
  } else {
    message->GetReflection()->SetString(message, field, text);
  }
  return std::nullopt;
}

}  // namespace tirek::rpc
