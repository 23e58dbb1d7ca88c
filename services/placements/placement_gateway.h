// All SQL on placements, and on places as the registry publishes them. Reads and writes sets; the
// transaction is the caller's.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/sql/unit_of_work.h"
#include "services/placements/dated_key.h"
#include "services/placements/placement.h"

namespace tirek::placements {

// A person who holds a place, now or in time to come.
struct Occupant {
  std::string place_id;
  std::string person_id;
  Period period;
};

class PlacementGateway {
 public:
  explicit PlacementGateway(sql::UnitOfWork& work) : work_(work) {}

  // By their ids, those that exist.
  std::map<std::string, Place> Places(const std::vector<std::string>& place_ids);
  // Codes to ids, those that exist.
  std::map<std::string, std::string> PlaceIdsByCode(const std::vector<std::string>& codes);

  // Holds the places until the transaction ends, in one order for everybody: nobody else admits
  // into them meanwhile.
  void Lock(const std::vector<std::string>& place_ids);
  // Who holds the places on `from` or later.
  std::vector<Occupant> Occupants(const std::vector<std::string>& place_ids, CivilDate from);

  // First versions.
  Result<void> Insert(const std::vector<Placement>& placements);
  // A later version of a placement that Hold has found.
  void Append(const Placement& placement);

  std::optional<Placement> Find(const PlacementId& id);
  // The same, held until the transaction ends, so that nobody else changes it.
  std::optional<Placement> Hold(const PlacementId& id);
  // All of these persons that the caller may see.
  std::vector<Placement> OfPersons(const std::vector<std::string>& person_ids);
  // Up to `limit` placements, by start date and id.
  std::vector<Placement> List(const PlacementFilter& filter, const DatedKey& after, int limit);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::placements
