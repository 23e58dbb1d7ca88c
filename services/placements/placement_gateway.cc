#include "services/placements/placement_gateway.h"

#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/constraint.h"
#include "core/sql/lookup.h"
#include "core/sql/rows.h"

namespace tirek::placements {
namespace {

using soci::use;
using sql::ReadAll;

// The rule has judged this under the lock of the place; the constraint guards what comes otherwise.
constexpr sql::ConstraintMeaning kMeanings[] = {
    {"occupancy_period_ex", ErrorKind::kPrecondition, "PLACEMENT_OVERLAP",
     "The person holds this place on some of these days already."},
};

const std::string kColumns =
    "SELECT placement_id, person_id, place_id, provider_id, start_date::text, end_date::text, "
    "state,"
    " version, " +
    sql::MicrosOf("admission_time") + ", " + sql::MicrosOf("record_time") +
    " FROM placements.published_placement";

Placement ReadPlacement(const soci::row& row) {
  return {PlacementId::Trusted(row.get<std::string>(0)),
          PersonId::Trusted(row.get<std::string>(1)),
          PlaceId::Trusted(row.get<std::string>(2)),
          row.get<std::string>(3),
          {sql::DateOf(row.get<std::string>(4)), sql::DateOf(row.get<std::string>(5))},
          row.get<std::string>(6),
          row.get<int>(7),
          {row.get<long long>(8)},
          {row.get<long long>(9)}};
}

Place ReadPlace(const soci::row& row) {
  return {PlaceId::Trusted(row.get<std::string>(0)),
          row.get<std::string>(1),
          row.get<std::string>(2),
          row.get<int>(3),
          {sql::DateOf(row.get<std::string>(4)), sql::DateOf(row.get<std::string>(5))}};
}

Occupant ReadOccupant(const soci::row& row) {
  return {row.get<std::string>(0),
          row.get<std::string>(1),
          {sql::DateOf(row.get<std::string>(2)), sql::DateOf(row.get<std::string>(3))}};
}

}  // namespace

std::map<std::string, Place> PlacementGateway::Places(const std::vector<std::string>& place_ids) {
  const std::string ids = sql::ArrayLiteral(place_ids);
  const auto places = ReadAll(
      (work_.sql().prepare << "SELECT place_id, provider_id, service, capacity, start_date::text,"
                              " end_date::text FROM registry.published_place"
                              " WHERE place_id = ANY(:ids::text[])",
       use(ids, "ids")),
      ReadPlace);
  std::map<std::string, Place> by_id;
  for (const Place& place : places) by_id.emplace(place.place_id.text(), place);
  return by_id;
}

std::map<std::string, std::string> PlacementGateway::PlaceIdsByCode(
    const std::vector<std::string>& codes) {
  return sql::Lookup(
      work_, "SELECT code, place_id FROM registry.published_place WHERE code = ANY(:keys::text[])",
      codes);
}

void PlacementGateway::Lock(const std::vector<std::string>& place_ids) {
  const std::string ids = sql::ArrayLiteral(place_ids);
  work_.sql() << "INSERT INTO placements.place_lock (place_id)"
                 " SELECT DISTINCT id FROM unnest(:ids::text[]) AS x (id) ORDER BY id"
                 " ON CONFLICT (place_id) DO UPDATE SET place_id = EXCLUDED.place_id",
      use(ids, "ids");
}

std::vector<Occupant> PlacementGateway::Occupants(const std::vector<std::string>& place_ids,
                                                  CivilDate from) {
  const std::string ids = sql::ArrayLiteral(place_ids);
  const std::string day = from.ToString();
  return ReadAll(
      (work_.sql().prepare << "SELECT place_id, person_id, start_date::text, end_date::text"
                              " FROM placements.occupancy WHERE place_id = ANY(:ids::text[])"
                              " AND end_date > :day::date",
       use(ids, "ids"), use(day, "day")),
      ReadOccupant);
}

Result<void> PlacementGateway::Insert(const std::vector<Placement>& placements) {
  sql::Columns columns(8);
  for (const Placement& p : placements) {
    columns.Add({p.provider_id, p.placement_id.text(), p.person_id.text(), p.place_id.text(),
                 p.period.start.ToString(), p.period.end.ToString(), p.state,
                 std::to_string(p.create_time.micros)});
  }
  return sql::Constrained(kMeanings, [&] {
    columns.Execute(
        work_,
        "WITH incoming AS (SELECT c0, c1, c2, c3, c4::date, c5::date, c6, " +
            sql::TimestampOf("c7") +
            " AS moment FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[],"
            " :c4::text[], :c5::text[], :c6::text[], :c7::text[])"
            " AS x (c0, c1, c2, c3, c4, c5, c6, c7)),"
            " facts AS (INSERT INTO placements.placement (provider_id, placement_id, person_id,"
            " place_id, start_date, create_time) SELECT c0, c1, c2, c3, c4, moment FROM incoming),"
            " versions AS (INSERT INTO placements.placement_version (provider_id, placement_id,"
            " version, end_date, state, record_time) SELECT c0, c1, 1, c5, c6, moment FROM "
            "incoming)"
            " INSERT INTO placements.occupancy (provider_id, placement_id, person_id, place_id,"
            " start_date, end_date) SELECT c0, c1, c2, c3, c4, c5 FROM incoming");
  });
}

void PlacementGateway::Append(const Placement& placement) {
  const std::string id = placement.placement_id.text();
  const std::string end_date = placement.period.end.ToString();
  const long long moment = placement.record_time.micros;
  work_.sql() << "INSERT INTO placements.placement_version (provider_id, placement_id, version,"
                 " end_date, state, record_time) VALUES (:provider, :id, :version, :end::date,"
                 " :state, " +
                     sql::TimestampOf(":moment") + ")",
      use(placement.provider_id, "provider"), use(id, "id"), use(placement.version, "version"),
      use(end_date, "end"), use(placement.state, "state"), use(moment, "moment");
  work_.sql() << "UPDATE placements.occupancy SET end_date = :end::date"
                 " WHERE provider_id = :provider AND placement_id = :id",
      use(end_date, "end"), use(placement.provider_id, "provider"), use(id, "id");
}

std::optional<Placement> PlacementGateway::Find(const PlacementId& id) {
  const std::string text = id.text();
  return sql::First(
      ReadAll((work_.sql().prepare << kColumns + " WHERE placement_id = :id", use(text, "id")),
              ReadPlacement));
}

std::optional<Placement> PlacementGateway::Hold(const PlacementId& id) {
  const std::string text = id.text();
  std::string held;
  work_.sql() << "SELECT o.placement_id FROM placements.occupancy o"
                 " JOIN placements.placement p USING (provider_id, placement_id)"
                 " WHERE p.placement_id = :id FOR UPDATE OF o",
      use(text, "id"), soci::into(held);
  return Find(id);
}

std::vector<Placement> PlacementGateway::OfPersons(const std::vector<std::string>& person_ids) {
  const std::string ids = sql::ArrayLiteral(person_ids);
  return ReadAll(
      (work_.sql().prepare << kColumns + " WHERE person_id = ANY(:ids::text[])", use(ids, "ids")),
      ReadPlacement);
}

std::vector<Placement> PlacementGateway::List(const PlacementFilter& filter, const DatedKey& after,
                                              int limit) {
  const std::string day = after.date.ToString();
  return ReadAll(
      (work_.sql().prepare << kColumns + " WHERE (:person = '' OR person_id = :person)"
                                         " AND (:place = '' OR place_id = :place)"
                                         " AND (:provider = '' OR provider_id = :provider)"
                                         " AND (:state = '' OR state = :state)"
                                         " AND (start_date, placement_id) > (:day::date, :id)"
                                         " ORDER BY start_date, placement_id LIMIT :limit",
       use(filter.person_id, "person"), use(filter.place_id, "place"),
       use(filter.provider_id, "provider"), use(filter.state, "state"), use(day, "day"),
       use(after.id, "id"), use(limit, "limit")),
      ReadPlacement);
}

}  // namespace tirek::placements
