// A site: a building of a provider; and a licence, which the provider holds as a whole.
#pragma once

#include <string>

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/calendar/period.h"
#include "core/identity/kato.h"
#include "services/registry/provider.h"

namespace tirek::registry {

struct SiteTag {
  static constexpr std::string_view kPrefix = "sit";
};
using SiteId = Id<SiteTag>;

struct NewSite {
  ProviderId provider_id;
  std::string code;
  std::string name;
  Kato kato;
  std::string address;
};

struct Site {
  SiteId site_id;
  NewSite details;
  Instant create_time;
};

struct SiteFilter {
  std::string provider_id;
  std::string code;
};

struct LicenceTag {
  static constexpr std::string_view kPrefix = "lic";
};
using LicenceId = Id<LicenceTag>;

// Licensed at the level of the БИН since 1 January 2025 (Social Code, art. 12(3-1)).
struct NewLicence {
  ProviderId provider_id;
  std::string number;
  Period period;
};

struct Licence {
  LicenceId licence_id;
  NewLicence details;
  Instant create_time;
};

struct LicenceFilter {
  std::string provider_id;
  std::string number;
};

}  // namespace tirek::registry
