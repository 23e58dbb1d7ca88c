// SQL of what was known at the bind :known, in microseconds.
#pragma once

#include <string>

#include "core/sql/columns.h"

namespace tirek::billing {

inline std::string KnownTime() { return sql::TimestampOf(":known"); }

// Rows of the attendance register that were in force then: recorded, and not replaced yet.
inline std::string InForce(const std::string& alias) {
  return alias + ".record_time <= " + KnownTime() + " AND (" + alias + ".replace_time IS NULL OR " +
         alias + ".replace_time > " + KnownTime() + ")";
}

}  // namespace tirek::billing
