// A request that names one thing by its id.
#pragma once

#include <string>

#include "core/base/field_check.h"

namespace tirek::billing {

template <typename Id>
Result<Id> OnlyId(const std::string& field, const std::string& text) {
  FieldCheck check;
  const auto id = check.Take(field, Id::Parse(text));
  TIREK_RETURN_IF_ERROR(check.Done());
  return *id;
}

}  // namespace tirek::billing
