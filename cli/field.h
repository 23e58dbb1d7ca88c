// Fields as the command line sees them: their shape, their flag, the short names of enum values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/schema.h"

namespace tirek::cli {

// Messages that people write and read as one value (a date, a sum) have shapes of their own.
enum class Shape {
  kText,
  kInteger,
  kBool,
  kEnum,
  kBytes,
  kDate,
  kTimestamp,
  kDecimal,
  kMoney,
  kNested,
  kUnsupported,  // unsigned, double, float, map: no proto of ours has one
};

Shape ShapeOf(const pb::FieldDescriptor* field);

// "provider-id" of provider_id; "dry-run" of validate_only.
std::string FlagNameOf(const pb::FieldDescriptor* field);

// A text field whose name ends in "_id" and names a resource; request_id names a call.
bool IsIdField(const pb::FieldDescriptor* field);

// "semi-stationary" of DELIVERY_CONDITION_SEMI_STATIONARY.
std::string ShortName(const pb::EnumValueDescriptor* value);
// The same of a number: empty for the unspecified one, the number for one of a newer server.
std::string ShortName(const pb::EnumDescriptor* type, int number);
// By short or full name; the unspecified value is nothing that one can ask for.
const pb::EnumValueDescriptor* FindValue(const pb::EnumDescriptor* type, std::string_view text);
std::vector<std::string> ShortNames(const pb::EnumDescriptor* type);

// The first field of this shape, or nullptr.
const pb::FieldDescriptor* FirstField(const pb::Descriptor* type, Shape shape, bool repeated);

// The fields that `path` ("payer.bin") leads through; empty when it leads nowhere.
std::vector<const pb::FieldDescriptor*> FieldPath(const pb::Descriptor* type,
                                                  std::string_view path);

std::string UpperCase(std::string ascii);
std::vector<std::string> SplitAtCommas(std::string_view text);

}  // namespace tirek::cli
