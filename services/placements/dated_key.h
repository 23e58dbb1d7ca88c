// The key of a list ordered by a day and an id, out of a page token.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/calendar/civil_date.h"
#include "core/rpc/page.h"

namespace tirek::placements {

struct DatedKey {
  CivilDate date;
  std::string id;

  std::vector<std::string> parts() const { return {date.ToString(), id}; }
};

// What the page comes after; before everything on the first page. PAGE_TOKEN_INVALID when somebody
// made up a token.
inline Result<DatedKey> KeyBefore(const rpc::Page& page) {
  if (page.after.empty()) return DatedKey{*CivilDate::FromYmd(1, 1, 1), ""};
  const auto date = CivilDate::Parse(page.after.front());
  if (date) return DatedKey{*date, page.after.back()};
  return rpc::PageTokenInvalid();
}

}  // namespace tirek::placements
