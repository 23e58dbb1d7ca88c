#include "cli/cell.h"

#include <cstdint>
#include <cstdio>

#include "cli/field.h"
#include "cli/utf8.h"
#include "core/base/clock.h"
#include "core/calendar/time_zone.h"
#include "core/money/money.h"

namespace tirek::cli {
namespace {

constexpr std::int64_t kMicrosASecond = 1'000'000;

const pb::FieldDescriptor* Named(const pb::Message& message, const char* name) {
  return message.GetDescriptor()->FindFieldByName(name);
}
std::int64_t Int32Of(const pb::Message& message, const char* name) {
  return message.GetReflection()->GetInt32(message, Named(message, name));
}
std::int64_t Int64Of(const pb::Message& message, const char* name) {
  return message.GetReflection()->GetInt64(message, Named(message, name));
}
std::string TextOf(const pb::Message& message, const char* name) {
  return message.GetReflection()->GetString(message, Named(message, name));
}

std::string DateText(const pb::Message& date) {
  char text[48];
  std::snprintf(
      text, sizeof text, "%04lld-%02lld-%02lld", static_cast<long long>(Int32Of(date, "year")),
      static_cast<long long>(Int32Of(date, "month")), static_cast<long long>(Int32Of(date, "day")));
  return text;
}

std::string TimeText(const pb::Message& time, Manner manner) {
  const std::int64_t seconds = Int64Of(time, "seconds");
  constexpr std::int64_t kFirst = -62'135'596'800;  // 0001-01-01, as Timestamp is limited
  constexpr std::int64_t kLast = 253'402'300'799;   // 9999-12-31
  if (seconds < kFirst || seconds > kLast) return std::to_string(seconds) + " s since 1970";
  const Instant instant{seconds * kMicrosASecond + Int32Of(time, "nanos") / 1000};
  if (manner == Manner::kRaw) return ToRfc3339(instant);
  static const TimeZone zone = Kazakhstan();
  const CivilDate day = zone.CivilDayOf(instant);
  const auto second =
      static_cast<int>((instant.micros - zone.StartOf(day).micros) / kMicrosASecond);
  char text[32];
  std::snprintf(text, sizeof text, " %02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60);
  return day.ToString() + text;
}

std::string MoneyText(const pb::Message& message, Manner manner) {
  const std::int64_t minor = Int64Of(message, "minor_units");
  const std::string code = TextOf(message, "currency_code");
  const Result<Currency> currency = Currency::FromCode(code);
  if (!currency) return std::to_string(minor) + " minor units of '" + code + "'";
  const Money money = Money::FromMinor(minor, *currency);
  return manner == Manner::kRaw ? money.AmountText() : ForPeople(money);
}

std::string MessageText(const pb::Message& message, Shape shape, Manner manner) {
  if (shape == Shape::kDate) return DateText(message);
  if (shape == Shape::kTimestamp) return TimeText(message, manner);
  if (shape == Shape::kDecimal) return TextOf(message, "value");
  if (shape == Shape::kMoney) return MoneyText(message, manner);
  return "(see -o json)";
}

// Index -1 is the value of a singular field.
std::string ValueText(const pb::Message& message, const pb::FieldDescriptor* field, int index,
                      Manner manner) {
  const pb::Reflection* reflection = message.GetReflection();
  const bool one = index < 0;
  const Shape shape = ShapeOf(field);
  switch (shape) {
    case Shape::kText:
      return one ? reflection->GetString(message, field)
                 : reflection->GetRepeatedString(message, field, index);
    case Shape::kInteger:
      if (field->cpp_type() == pb::FieldDescriptor::CPPTYPE_INT32) {
        return std::to_string(one ? reflection->GetInt32(message, field)
                                  : reflection->GetRepeatedInt32(message, field, index));
      }
      return std::to_string(one ? reflection->GetInt64(message, field)
                                : reflection->GetRepeatedInt64(message, field, index));
    case Shape::kBool: {
      const bool value = one ? reflection->GetBool(message, field)
                             : reflection->GetRepeatedBool(message, field, index);
      if (manner == Manner::kRaw) return value ? "true" : "false";
      return value ? "yes" : "no";
    }
    case Shape::kEnum:
      return ShortName(field->enum_type(),
                       one ? reflection->GetEnumValue(message, field)
                           : reflection->GetRepeatedEnumValue(message, field, index));
    case Shape::kBytes:
      return std::to_string(reflection->GetString(message, field).size()) + " bytes";
    default:
      break;
  }
  return MessageText(one ? reflection->GetMessage(message, field)
                         : reflection->GetRepeatedMessage(message, field, index),
                     shape, manner);
}

std::string RawCell(const pb::Message& message, const pb::FieldDescriptor* field, Manner manner) {
  const pb::Reflection* reflection = message.GetReflection();
  if (!field->is_repeated()) {
    if (field->has_presence() && !reflection->HasField(message, field)) return "";
    return ValueText(message, field, -1, manner);
  }
  const int count = reflection->FieldSize(message, field);
  if (ShapeOf(field) == Shape::kNested) return std::to_string(count);
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += (i == 0 ? "" : ",") + ValueText(message, field, i, manner);
  }
  return text;
}

}  // namespace

std::string Cell(const pb::Message& message, const pb::FieldDescriptor* field, Manner manner) {
  std::string text = RawCell(message, field, manner);
  if (manner == Manner::kRaw) return text;
  return text.empty() ? std::string(kAbsent) : Printable(text);
}

std::string Cell(const pb::Message& message, const std::vector<const pb::FieldDescriptor*>& path,
                 Manner manner) {
  const pb::Message* at = &message;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    if (!at->GetReflection()->HasField(*at, path[i])) {
      return manner == Manner::kRaw ? "" : std::string(kAbsent);
    }
    at = &at->GetReflection()->GetMessage(*at, path[i]);
  }
  return Cell(*at, path.back(), manner);
}

bool IsNumeric(const pb::FieldDescriptor* field) {
  const Shape shape = ShapeOf(field);
  return shape == Shape::kInteger || shape == Shape::kMoney || shape == Shape::kDecimal ||
         (shape == Shape::kNested && field->is_repeated());
}

}  // namespace tirek::cli
