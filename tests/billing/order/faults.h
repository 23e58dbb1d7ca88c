// What the validator says, as one text.
#pragma once

#include <string>

#include <doctest/doctest.h>

#include "billing/order/validate.h"

namespace tirek::order {

// "tariffs[0].rate NOT_POSITIVE; ..." in the order of report.
inline std::string FaultsOf(const StateSocialOrder& order,
                            const std::set<std::string>& unread = {}) {
  std::string text;
  for (const Violation& violation : Validate(order, unread)) {
    CHECK_FALSE(violation.expected.empty());
    if (!text.empty()) text += "; ";
    text += violation.field + " " + violation.reason;
  }
  return text;
}

}  // namespace tirek::order
