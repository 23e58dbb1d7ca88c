#include "services/billing/facts_gateway.h"

#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/rows.h"
#include "services/billing/as_known.h"
#include "services/billing/attendance_gateway.h"
#include "services/billing/rule_facts_gateway.h"
#include "services/order_file/order_codec.h"
#include "services/order_file/order_file.h"

namespace tirek::billing {
namespace {

using soci::use;
using sql::ReadAll;

// What other services publish was checked by them.
template <typename T>
T Published(std::optional<T> value) {
  TIREK_ASSERT(value.has_value());
  return *std::move(value);
}

template <typename T>
T Published(const Result<T>& value) {
  TIREK_ASSERT(value.has_value());
  return *value;
}

Period ReadPeriod(const soci::row& row, std::size_t start, std::size_t end) {
  return {sql::DateOf(row.get<std::string>(start)), sql::DateOf(row.get<std::string>(end))};
}

// Placements that days of the month may lie in as known at :known: those that do now, and those of
// which something was recorded since.
const std::string kEnrolled =
    "(SELECT o.provider_id, o.placement_id FROM placements.published_occupancy o"
    " WHERE o.start_date < :until::date AND o.end_date >= :from::date"
    " UNION SELECT r.provider_id, r.placement_id FROM placements.published_placement_version r"
    " WHERE r.record_time > " +
    KnownTime() + ")";

const std::string kAsked =
    "(:providers = '{}' OR e.provider_id = ANY(:providers::text[]))"
    " AND (:placements = '{}' OR e.placement_id = ANY(:placements::text[]))";

// A set of ids as a parameter. Which placements and persons a statement is about goes to it as an
// array: of how many a subquery finds behind row-level security the planner has no idea.
std::string ArrayOf(const std::set<std::string>& ids) {
  return sql::ArrayLiteral(std::vector(ids.begin(), ids.end()));
}

std::vector<AttendanceScope> AskedFor(const PlacementScope& scope) {
  if (scope.is_everything()) return {{}};
  std::vector<AttendanceScope> asked;
  if (!scope.provider_ids.empty()) asked.push_back({scope.provider_ids, {}});
  if (!scope.others.empty()) {
    std::set<std::string> providers;
    AttendanceScope others;
    for (const PlacementKey& key : scope.others) {
      providers.insert(key.provider_id);
      others.placement_ids.push_back(key.placement_id);
    }
    others.provider_ids.assign(providers.begin(), providers.end());
    asked.push_back(std::move(others));
  }
  return asked;
}

// One load: the month and the instant that every statement asks about.
class MonthLoad {
 public:
  MonthLoad(soci::session& sql, Month month, Instant known_at)
      : sql_(sql),
        from_(month.period().start.ToString()),
        until_(month.period().end.ToString()),
        known_(known_at.micros) {}

  // That days of the month may lie in.
  std::vector<std::string> Enrolled(const AttendanceScope& asked) {
    const std::string providers = sql::ArrayLiteral(asked.provider_ids);
    const std::string placements = sql::ArrayLiteral(asked.placement_ids);
    return ReadAll(
        (sql_.prepare << "SELECT e.placement_id FROM " + kEnrolled + " e WHERE " + kAsked,
         use(from_, "from"), use(until_, "until"), use(known_, "known"),
         use(providers, "providers"), use(placements, "placements")),
        [](const soci::row& row) { return row.get<std::string>(0); });
  }

  // Each in the version known last.
  std::vector<PlacementRow> Placements(const std::set<std::string>& placement_ids) {
    const std::string ids = ArrayOf(placement_ids);
    return ReadAll(
        (sql_.prepare
             << "SELECT DISTINCT ON (v.provider_id, v.placement_id) v.placement_id, v.person_id,"
                " v.place_id, v.provider_id, v.start_date::text, v.end_date::text, " +
                    sql::MicrosOf("v.admission_time") +
                    " FROM placements.published_placement_version v WHERE v.record_time <= " +
                    KnownTime() +
                    " AND v.placement_id = ANY(:ids::text[])"
                    " ORDER BY v.provider_id, v.placement_id, v.version DESC",
         use(known_, "known"), use(ids, "ids")),
        [](const soci::row& row) {
          return PlacementRow{row.get<std::string>(0), row.get<std::string>(1),
                              row.get<std::string>(2), row.get<std::string>(3),
                              ReadPeriod(row, 4, 5),   Instant{row.get<long long>(6)}};
        });
  }

  std::vector<DecisionRow> Decisions(const std::set<std::string>& person_ids) {
    const std::string ids = ArrayOf(person_ids);
    return ReadAll(
        (sql_.prepare << "SELECT d.decision_id, d.start_date::text, d.end_date::text,"
                         " d.person_id, d.service, d.category"
                         " FROM eligibility.published_decision d WHERE d.record_time <= " +
                             KnownTime() +
                             " AND d.start_date < :until::date AND d.end_date > :from::date"
                             " AND d.person_id = ANY(:ids::text[])",
         use(from_, "from"), use(until_, "until"), use(known_, "known"), use(ids, "ids")),
        [](const soci::row& row) {
          return DecisionRow{{row.get<std::string>(0), ReadPeriod(row, 1, 2)},
                             row.get<std::string>(3),
                             row.get<std::string>(4),
                             row.get<std::string>(5)};
        });
  }

  // As signed, each with its amendments; an empty array of providers is all, as in the next two.
  std::vector<ContractRow> Contracts(const std::string& providers) {
    std::vector<ContractRow> contracts;
    soci::rowset<soci::row> versions =
        (sql_.prepare << "SELECT contract_id, number, provider_id, order_id,"
                         " array_to_json(services)::text, start_date::text, end_date::text,"
                         " effective_date::text, version"
                         " FROM contracts.published_contract_version WHERE record_time <= " +
                             KnownTime() +
                             " AND (:providers = '{}' OR provider_id = ANY(:providers::text[]))"
                             " ORDER BY contract_id, version",
         use(known_, "known"), use(providers, "providers"));
    for (const soci::row& row : versions) {
      std::vector<std::string> services = nlohmann::json::parse(row.get<std::string>(4));
      const Period period = ReadPeriod(row, 5, 6);
      if (row.get<int>(8) == 1) {
        contracts.push_back({row.get<std::string>(0), row.get<std::string>(1),
                             row.get<std::string>(2), row.get<std::string>(3), std::move(services),
                             period});
      } else {
        contracts.back().amendments.push_back(
            {{sql::DateOf(row.get<std::string>(7)), period.end}, std::move(services)});
      }
    }
    return contracts;
  }

  std::vector<PlaceRow> Places(const std::set<std::string>& place_ids) {
    const std::string ids = ArrayOf(place_ids);
    return ReadAll((sql_.prepare << "SELECT place_id, service, condition, capacity, kato"
                                    " FROM registry.published_place WHERE record_time <= " +
                                        KnownTime() + " AND place_id = ANY(:ids::text[])",
                    use(known_, "known"), use(ids, "ids")),
                   [](const soci::row& row) {
                     return PlaceRow{
                         row.get<std::string>(0), row.get<std::string>(1),
                         Published(order::ParseDeliveryCondition(row.get<std::string>(2))),
                         row.get<int>(3), Published(Kato::Parse(row.get<std::string>(4)))};
                   });
  }

  // In the order in which traces name them.
  std::vector<LicenceRow> Licences(const std::string& providers) {
    return ReadAll((sql_.prepare << "SELECT provider_id, start_date::text, end_date::text"
                                    " FROM registry.published_licence WHERE record_time <= " +
                                        KnownTime() +
                                        " AND provider_id = ANY(:providers::text[])"
                                        " ORDER BY start_date, licence_id",
                    use(known_, "known"), use(providers, "providers")),
                   [](const soci::row& row) {
                     return LicenceRow{row.get<std::string>(0), ReadPeriod(row, 1, 2)};
                   });
  }

  // Those of the contracts, in the version known last.
  std::vector<std::pair<std::string, std::string>> OrderDocuments() {
    return ReadAll((sql_.prepare << "SELECT DISTINCT ON (order_id) order_id, document"
                                    " FROM contracts.published_order_version"
                                    " WHERE record_time <= " +
                                        KnownTime() +
                                        " AND order_id IN (SELECT order_id"
                                        " FROM contracts.published_contract_version"
                                        " WHERE record_time <= " +
                                        KnownTime() + ") ORDER BY order_id, version DESC",
                    use(known_, "known")),
                   [](const soci::row& row) {
                     return std::pair(row.get<std::string>(0), row.get<std::string>(1));
                   });
  }

 private:
  soci::session& sql_;
  std::string from_;
  std::string until_;
  long long known_;
};

Error OrderUnreadable(const std::string& order_id, const Error& error) {
  return Error{ErrorKind::kPrecondition,
               "ORDER_UNREADABLE",
               "An order that was adopted cannot be read by this program.",
               {{"order_id", order_id}, {"detail", Describe(error)}},
               {}};
}

Result<order::StateSocialOrder> OrderOf(const std::string& document) {
  TIREK_ASSIGN_OR_RETURN(const contracts::v1::Order proto, order::ParseOrderFile(document));
  return order::FromProto(proto);
}

// Attendance of the month; where enrolment is paid, all placements that its days may lie in.
std::set<std::string> ReadAttendance(const PlacementScope& scope, const FactNeeds& needs,
                                     AttendanceGateway attendance, MonthLoad& load,
                                     MonthRows& rows) {
  std::set<std::string> ids;
  for (const AttendanceScope& asked : AskedFor(scope)) {
    attendance.ForEach(asked, [&](AttendanceRow row) {
      const bool again =
          !rows.attendance.empty() && rows.attendance.back().placement_id == row.placement_id;
      if (!again) ids.insert(row.placement_id);
      rows.attendance.push_back(std::move(row));
    });
    if (!needs.enrolment) continue;
    for (std::string& id : load.Enrolled(asked)) ids.insert(std::move(id));
  }
  return ids;
}

// What the placements of a month name.
struct Named {
  std::set<std::string> persons;
  std::set<std::string> places;
  std::set<std::string> providers;
};

Named NamedBy(const std::vector<PlacementRow>& placements) {
  Named named;
  for (const PlacementRow& placement : placements) {
    named.persons.insert(placement.person_id);
    named.places.insert(placement.place_id);
    named.providers.insert(placement.provider_id);
  }
  return named;
}

Result<void> ReadOrders(MonthLoad& load, MonthRows& rows) {
  for (const auto& [order_id, document] : load.OrderDocuments()) {
    auto order = OrderOf(document);
    if (!order) return OrderUnreadable(order_id, order.error());
    rows.orders.emplace(order_id, *std::move(order));
  }
  return {};
}

}  // namespace

Result<MonthRows> FactsGateway::Load(Month month, Instant known_at, const PlacementScope& scope,
                                     const FactNeeds& also) {
  MonthLoad load(work_.sql(), month, known_at);
  MonthRows rows;
  rows.month = month;
  TIREK_RETURN_IF_ERROR(ReadOrders(load, rows));
  FactNeeds needs = NeedsOf(rows.orders);
  needs.Join(also);
  rows.placements =
      load.Placements(ReadAttendance(scope, needs, {work_, month, known_at}, load, rows));
  const Named named = NamedBy(rows.placements);
  const std::string providers = ArrayOf(named.providers);
  if (!named.providers.empty()) rows.contracts = load.Contracts(providers);
  rows.places = load.Places(named.places);
  rows.licences = load.Licences(providers);
  rows.decisions = load.Decisions(named.persons);
  RuleFactsGateway(work_).Load(needs, known_at, rows);
  return rows;
}

Result<MonthRows> FactsGateway::LoadTerms(Month month, Instant known_at) {
  MonthLoad load(work_.sql(), month, known_at);
  MonthRows rows;
  rows.month = month;
  TIREK_RETURN_IF_ERROR(ReadOrders(load, rows));
  rows.contracts = load.Contracts(sql::ArrayLiteral(std::vector<std::string>()));
  RuleFactsGateway(work_).Load(NeedsOf(rows.orders), known_at, rows);
  return rows;
}

}  // namespace tirek::billing
