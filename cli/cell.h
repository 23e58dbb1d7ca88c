// One field as text: for people in a table, or raw for programs in CSV.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/schema.h"

namespace tirek::cli {

enum class Manner { kForPeople, kRaw };

// For people "1 434 510.00 KZT", "2026-11-03 14:05:09" in the business time zone, "yes", and "-"
// for what is absent; raw "1434510.00", "2026-11-03T09:05:09Z", "true" and nothing.
// Of repeated scalars all, separated by commas; of repeated messages their number.
std::string Cell(const pb::Message& message, const pb::FieldDescriptor* field, Manner manner);

// The cell at the end of `path`; absent when a message on the way is.
std::string Cell(const pb::Message& message, const std::vector<const pb::FieldDescriptor*>& path,
                 Manner manner);

inline constexpr std::string_view kAbsent = "-";

// Numbers stand flush right.
bool IsNumeric(const pb::FieldDescriptor* field);

}  // namespace tirek::cli
