#include "cli/field_value.h"

#include <charconv>
#include <limits>
#include <utility>

#include <google/protobuf/timestamp.pb.h>
#include <google/protobuf/util/time_util.h>

#include "cli/exit_code.h"
#include "cli/field.h"
#include "cli/utf8.h"
#include "core/base/assert.h"
#include "core/calendar/civil_date.h"
#include "core/money/money.h"

namespace tirek::cli {
namespace {

Error Expected(const pb::FieldDescriptor* field, std::string_view text, const char* reason,
               const std::string& expected) {
  return WrongFlags({{"--" + FlagNameOf(field), reason,
                      expected + ", found '" + Printable(text.substr(0, 80)) + "'"}});
}

// Writes one value, into a singular field or at the end of a repeated one.
class Writer {
 public:
  Writer(const pb::FieldDescriptor* field, pb::Message* message)
      : field_(field), message_(message), reflection_(message->GetReflection()) {}

  Result<void> Write(const std::string& text) const {
    switch (ShapeOf(field_)) {
      case Shape::kText:
        field_->is_repeated() ? reflection_->AddString(message_, field_, text)
                              : reflection_->SetString(message_, field_, text);
        return {};
      case Shape::kInteger:
        return WriteInteger(text);
      case Shape::kBool:
        return WriteBool(text);
      case Shape::kEnum:
        return WriteEnum(text);
      case Shape::kDate:
        return WriteDate(text);
      case Shape::kTimestamp:
        return WriteTimestamp(text);
      case Shape::kDecimal:
        SetText(Part(), "value", text);
        return {};
      case Shape::kMoney:
        return WriteMoney(text);
      default:
        break;
    }
    TIREK_ASSERT(false);  // OwnFlags has no flag for other shapes
    return {};
  }

 private:
  // The message that the field holds.
  pb::Message* Part() const {
    return field_->is_repeated() ? reflection_->AddMessage(message_, field_)
                                 : reflection_->MutableMessage(message_, field_);
  }

  static const pb::FieldDescriptor* Named(const pb::Message* part, const char* name) {
    return part->GetDescriptor()->FindFieldByName(name);
  }
  static void SetText(pb::Message* part, const char* name, const std::string& value) {
    part->GetReflection()->SetString(part, Named(part, name), value);
  }
  static void SetInt32(pb::Message* part, const char* name, std::int32_t value) {
    part->GetReflection()->SetInt32(part, Named(part, name), value);
  }
  static void SetInt64(pb::Message* part, const char* name, std::int64_t value) {
    part->GetReflection()->SetInt64(part, Named(part, name), value);
  }

  Result<void> WriteInteger(const std::string& text) const {
    const bool is_small = field_->cpp_type() == pb::FieldDescriptor::CPPTYPE_INT32;
    TIREK_ASSERT(is_small || field_->cpp_type() == pb::FieldDescriptor::CPPTYPE_INT64);
    std::int64_t value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool fits = !is_small || (value >= std::numeric_limits<std::int32_t>::min() &&
                                    value <= std::numeric_limits<std::int32_t>::max());
    if (failure != std::errc() || end != text.data() + text.size() || !fits) {
      return Expected(field_, text, "INVALID_NUMBER", "a whole number");
    }
    TIREK_ASSERT(!field_->is_repeated());
    is_small ? reflection_->SetInt32(message_, field_, static_cast<std::int32_t>(value))
             : reflection_->SetInt64(message_, field_, value);
    return {};
  }

  Result<void> WriteBool(const std::string& text) const {
    if (text != "true" && text != "false") {
      return Expected(field_, text, "INVALID_BOOL", "true or false");
    }
    reflection_->SetBool(message_, field_, text == "true");
    return {};
  }

  Result<void> WriteEnum(const std::string& text) const {
    const pb::EnumValueDescriptor* value = FindValue(field_->enum_type(), text);
    if (value == nullptr) {
      std::string names;
      for (const std::string& name : ShortNames(field_->enum_type())) {
        names += (names.empty() ? "" : ", ") + name;
      }
      return Expected(field_, text, "UNKNOWN_VALUE", "one of " + names);
    }
    field_->is_repeated() ? reflection_->AddEnum(message_, field_, value)
                          : reflection_->SetEnum(message_, field_, value);
    return {};
  }

  Result<void> WriteDate(const std::string& text) const {
    const Result<CivilDate> date = CivilDate::Parse(text);
    if (!date) {
      return Expected(field_, text, "INVALID_DATE", "a date that exists, like 2026-10-01");
    }
    pb::Message* part = Part();
    SetInt32(part, "year", date->year());
    SetInt32(part, "month", date->month());
    SetInt32(part, "day", date->day());
    return {};
  }

  Result<void> WriteTimestamp(const std::string& text) const {
    pb::Timestamp time;
    if (!pb::util::TimeUtil::FromString(text, &time)) {
      return Expected(field_, text, "INVALID_TIME", "a time like 2026-10-01T09:00:00+05:00");
    }
    pb::Message* part = Part();
    SetInt64(part, "seconds", time.seconds());
    SetInt32(part, "nanos", time.nanos());
    return {};
  }

  Result<void> WriteMoney(const std::string& text) const {
    const std::size_t space = text.find(' ');
    const Result<Currency> currency =
        space == std::string::npos ? Result<Currency>(kTenge)
                                   : Currency::FromCode(std::string_view(text).substr(space + 1));
    const Result<Money> money =
        currency ? Money::Parse(std::string_view(text).substr(0, space), *currency)
                 : Result<Money>(currency.error());
    if (!money) {
      return Expected(field_, text, "INVALID_AMOUNT",
                      "an amount like 1434510.00 or \"1434510.00 KZT\"");
    }
    pb::Message* part = Part();
    SetText(part, "currency_code", std::string(money->currency().code()));
    SetInt64(part, "minor_units", money->minor());
    return {};
  }

  const pb::FieldDescriptor* field_;
  pb::Message* message_;
  const pb::Reflection* reflection_;
};

}  // namespace

Result<void> SetField(const pb::FieldDescriptor* field, const std::string& text,
                      pb::Message* request) {
  const Writer writer(field, request);
  if (!field->is_repeated()) return writer.Write(text);
  for (const std::string& part : SplitAtCommas(text)) TIREK_RETURN_IF_ERROR(writer.Write(part));
  return {};
}

}  // namespace tirek::cli
