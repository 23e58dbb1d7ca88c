#include "services/eligibility/person.h"

#include <algorithm>

#include "core/base/field_check.h"

namespace tirek::eligibility {

bool LooksLikeIin(std::string_view text) {
  return text.size() == 12 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool IsReference(std::string_view text) {
  FieldCheck check;
  check.Code("reference", text, CodeStyle::kUpper);
  return check.ok() && !LooksLikeIin(text);
}

}  // namespace tirek::eligibility
