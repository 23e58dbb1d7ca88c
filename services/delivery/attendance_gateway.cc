#include "services/delivery/attendance_gateway.h"

#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/constraint.h"
#include "core/sql/copy.h"
#include "core/sql/lookup.h"
#include "core/sql/rows.h"

namespace tirek::delivery {
namespace {

using soci::use;
using sql::First;
using sql::ReadAll;

constexpr sql::ConstraintMeaning kMeanings[] = {
    {"attendance_service_date_uq", ErrorKind::kAlreadyExists, "ATTENDANCE_RECORDED",
     "This day of the placement is recorded; correct it instead."},
    {"attendance_replaces_id_uq", ErrorKind::kConflict, "ATTENDANCE_REPLACED",
     "This version was corrected already; correct the one in force."},
};

const std::string kSelect =
    "SELECT a.attendance_id, a.provider_id, a.placement_id, a.person_id, a.place_id,"
    " a.service_date::text, a.mark, a.absence_reason, a.quantity::text,"
    " coalesce(a.replaces_id, ''), a.correction_reason, " +
    sql::MicrosOf("a.record_time") +
    ", (n.attendance_id IS NOT NULL)::int FROM delivery.attendance a"
    " LEFT JOIN delivery.attendance n"
    " ON n.provider_id = a.provider_id AND n.replaces_id = a.attendance_id";

Decimal QuantityOf(const std::string& text) {
  const auto quantity = Decimal::Parse(text);
  TIREK_ASSERT(quantity.has_value());
  return *quantity;
}

Attendance ReadAttendance(const soci::row& row) {
  return {AttendanceId::Trusted(row.get<std::string>(0)),
          row.get<std::string>(1),
          PlacementId::Trusted(row.get<std::string>(2)),
          row.get<std::string>(3),
          row.get<std::string>(4),
          sql::DateOf(row.get<std::string>(5)),
          {row.get<std::string>(6), row.get<std::string>(7), QuantityOf(row.get<std::string>(8))},
          row.get<std::string>(9),
          row.get<std::string>(10),
          {row.get<long long>(11)},
          row.get<int>(12) == 1};
}

PlacementFact ReadPlacement(const soci::row& row) {
  return {PlacementId::Trusted(row.get<std::string>(0)), row.get<std::string>(1),
          row.get<std::string>(2), row.get<std::string>(3), sql::DateOf(row.get<std::string>(4))};
}

constexpr const char* kPlacements =
    "SELECT placement_id, person_id, place_id, provider_id, start_date::text"
    " FROM placements.published_placement";

std::optional<std::string> NullIfEmpty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

Result<void> AttendanceGateway::Insert(const std::vector<Attendance>& attendance) {
  if (attendance.empty()) return {};
  // Row-level security refuses COPY into the table itself.
  work_.sql() << "CREATE TEMPORARY TABLE incoming_attendance (provider_id text, attendance_id text,"
                 " placement_id text, person_id text, place_id text, service_date date, mark text,"
                 " absence_reason text, quantity numeric, replaces_id text, correction_reason text,"
                 " record_micros bigint) ON COMMIT DROP";
  sql::CopyIn copy(work_, "incoming_attendance");
  for (const Attendance& a : attendance) {
    const std::optional<std::string> row[] = {a.provider_id,
                                              a.attendance_id.text(),
                                              a.placement_id.text(),
                                              a.person_id,
                                              a.place_id,
                                              a.date.ToString(),
                                              a.delivered.mark,
                                              a.delivered.absence_reason,
                                              a.delivered.quantity.ToString(),
                                              NullIfEmpty(a.replaces_id),
                                              a.correction_reason,
                                              std::to_string(a.record_time.micros)};
    copy.Row(row);
  }
  copy.Finish();
  return sql::Constrained(kMeanings, [&] {
    work_.sql()
        << "INSERT INTO delivery.attendance (provider_id, attendance_id, placement_id,"
           " person_id, place_id, service_date, mark, absence_reason, quantity,"
           " replaces_id, correction_reason, record_time)"
           " SELECT provider_id, attendance_id, placement_id, person_id, place_id,"
           " service_date, mark, absence_reason, quantity, replaces_id, correction_reason, " +
               sql::TimestampOf("record_micros") + " FROM incoming_attendance";
  });
}

std::optional<Attendance> AttendanceGateway::Find(const AttendanceId& id) {
  const std::string text = id.text();
  return First(
      ReadAll((work_.sql().prepare << kSelect + " WHERE a.attendance_id = :id", use(text, "id")),
              ReadAttendance));
}

std::vector<Attendance> AttendanceGateway::List(const AttendanceFilter& filter,
                                                const rpc::Page& page) {
  const std::string after_date = page.after.empty() ? "0001-01-01" : page.after[0];
  const std::string after_id = page.after.empty() ? "" : page.after[1];
  const Period days = filter.month ? filter.month->period() : Period{CivilDate(), kFarFuture};
  const std::string from = days.start.ToString();
  const std::string until = days.end.ToString();
  const int all = filter.all_versions ? 1 : 0;
  const int limit = page.size + 1;
  return ReadAll(
      (work_.sql().prepare
           << kSelect + " WHERE (:provider = '' OR a.provider_id = :provider)"
                        " AND (:placement = '' OR a.placement_id = :placement)"
                        " AND (:person = '' OR a.person_id = :person)"
                        " AND a.service_date >= :from::date AND a.service_date < :until::date"
                        " AND (:all = 1 OR n.attendance_id IS NULL)"
                        " AND (a.service_date, a.attendance_id) > (:after_date::date, :after_id)"
                        " ORDER BY a.service_date, a.attendance_id LIMIT :limit",
       use(filter.provider_id, "provider"), use(filter.placement_id, "placement"),
       use(filter.person_id, "person"), use(from, "from"), use(until, "until"), use(all, "all"),
       use(after_date, "after_date"), use(after_id, "after_id"), use(limit, "limit")),
      ReadAttendance);
}

std::map<DayKey, Delivered> AttendanceGateway::InForce(
    const std::vector<std::string>& placement_ids) {
  std::map<DayKey, Delivered> days;
  if (placement_ids.empty()) return days;
  const std::string ids = sql::ArrayLiteral(placement_ids);
  const auto rows =
      ReadAll((work_.sql().prepare << kSelect + " WHERE a.placement_id = ANY(:ids::text[])"
                                                " AND n.attendance_id IS NULL",
               use(ids, "ids")),
              ReadAttendance);
  for (const Attendance& row : rows) {
    days.insert_or_assign({row.placement_id.text(), row.date}, row.delivered);
  }
  return days;
}

std::optional<PlacementFact> AttendanceGateway::FindPlacement(const PlacementId& id) {
  const std::string text = id.text();
  return First(
      ReadAll((work_.sql().prepare << std::string(kPlacements) + " WHERE placement_id = :id",
               use(text, "id")),
              ReadPlacement));
}

std::vector<PlacementFact> AttendanceGateway::PlacementsOf(
    const std::vector<std::string>& person_ids) {
  if (person_ids.empty()) return {};
  const std::string ids = sql::ArrayLiteral(person_ids);
  return ReadAll(
      (work_.sql().prepare << std::string(kPlacements) + " WHERE person_id = ANY(:ids::text[])",
       use(ids, "ids")),
      ReadPlacement);
}

std::map<std::string, std::string> AttendanceGateway::PlaceIdsByCode(
    const std::vector<std::string>& codes) {
  return sql::Lookup(
      work_, "SELECT code, place_id FROM registry.published_place WHERE code = ANY(:keys::text[])",
      codes);
}

}  // namespace tirek::delivery
