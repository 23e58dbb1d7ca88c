// How single fields of an order's proto become values of the rules.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/assert.h"
#include "core/base/field_check.h"
#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"

namespace tirek::order {

inline constexpr std::size_t kMostText = 500;

// The value of a proto enum in the rules' own words; `parse` reads the short word.
template <typename Enum, typename Parse>
auto TakeChoice(FieldCheck& check, const std::string& field, Enum value, Parse parse) {
  const std::string word = rpc::TakeWord(check, field, value);
  const auto parsed = parse(word);
  TIREK_ASSERT(parsed.has_value() || word.empty());
  return parsed.value_or(typename decltype(parsed)::value_type{});
}

// Where UNSPECIFIED stands for `otherwise`.
template <typename Enum, typename Parse, typename Value>
Value TakeChoiceOr(FieldCheck& check, const std::string& field, Enum value, Parse parse,
                   Value otherwise) {
  return value == 0 ? otherwise : TakeChoice(check, field, value, parse);
}

inline Decimal TakeDecimal(FieldCheck& check, const std::string& field,
                           const common::v1::Decimal& value,
                           const char* expected = "a decimal number") {
  if (value.value().empty()) {
    check.Add(field, "REQUIRED", expected);
    return {};
  }
  return check.Take(field, rpc::ToDecimal(value)).value_or(Decimal());
}

// Of a field that may be absent.
inline std::optional<Decimal> TakeDecimalIf(bool present, FieldCheck& check,
                                            const std::string& field,
                                            const common::v1::Decimal& value) {
  if (!present) return {};
  return TakeDecimal(check, field, value);
}

// Of a field that belongs to `choice` alone: required there and refused elsewhere, even as a zero;
// nothing is known of it while the choice itself was not read.
template <typename Enum>
Decimal TakeDecimalOf(Enum choice, Enum chosen, bool present, FieldCheck& check,
                      const std::string& field, const common::v1::Decimal& value) {
  if (chosen == choice) return TakeDecimal(check, field, value);
  const bool read = !rpc::ToWord(chosen).empty();
  if (read && present) {
    check.Add(field, "FIELD_OF_OTHER_CHOICE", "nothing: it belongs to " + rpc::ToWord(choice));
  }
  return {};
}

template <typename Message>
Period TakeClosedPeriod(FieldCheck& check, const Message& message) {
  if (!message.has_end_date()) check.Add("end_date", "REQUIRED", "the first day after it");
  return rpc::TakePeriod(check, message);
}

inline std::string TakeOptionalCode(FieldCheck& check, const std::string& field,
                                    const std::string& code) {
  return code.empty() ? code : check.Code(field, code, CodeStyle::kLower);
}

inline std::string TakeAct(FieldCheck& check, const std::string& act) {
  return check.Text("source_act", act, kMostText);
}

// A number of days, 0 for no limit.
inline std::optional<int> TakeLimit(int days) {
  return days == 0 ? std::nullopt : std::optional<int>(days);
}

inline void Append(const std::string& path, const FieldCheck& check,
                   std::vector<Violation>& faults) {
  for (const Violation& fault : check.violations()) {
    faults.push_back({path + "." + fault.field, fault.reason, fault.expected});
  }
}

// Each row by `read`, faults at its path; TOO_MANY, and no row, beyond `most`.
template <typename Row, typename ProtoRow>
std::vector<Row> ReadRows(const std::string& name,
                          const google::protobuf::RepeatedPtrField<ProtoRow>& protos, int most,
                          Row (*read)(FieldCheck&, const ProtoRow&),
                          std::vector<Violation>& faults) {
  std::vector<Row> rows;
  if (protos.size() > most) {
    faults.push_back({name, "TOO_MANY", "at most " + std::to_string(most)});
    return rows;
  }
  for (int i = 0; i < protos.size(); ++i) {
    FieldCheck check;
    rows.push_back(read(check, protos[i]));
    Append(name + "[" + std::to_string(i) + "]", check, faults);
  }
  return rows;
}

// The same within a row, whose faults are in `check`.
template <typename Row, typename ProtoRow>
std::vector<Row> ReadParts(FieldCheck& check, const std::string& name,
                           const google::protobuf::RepeatedPtrField<ProtoRow>& protos, int most,
                           Row (*read)(FieldCheck&, const ProtoRow&)) {
  std::vector<Violation> faults;
  std::vector<Row> rows = ReadRows(name, protos, most, read, faults);
  for (Violation& fault : faults) {
    check.Add(std::move(fault.field), std::move(fault.reason), std::move(fault.expected));
  }
  return rows;
}

}  // namespace tirek::order
