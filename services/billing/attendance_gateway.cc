#include "services/billing/attendance_gateway.h"

#include <utility>

#include "core/sql/array.h"
#include "core/sql/binary_copy.h"
#include "core/sql/binary_row.h"
#include "core/sql/columns.h"

namespace tirek::billing {
namespace {

// A month has few different quantities, most often one after another.
class Quantities {
 public:
  Decimal Of(std::string_view text) {
    if (text != text_) {
      const auto parsed = Decimal::Parse(text);
      TIREK_ASSERT(parsed.has_value());  // the register checked it
      text_ = text;
      value_ = *parsed;
    }
    return value_;
  }

 private:
  std::string text_;
  Decimal value_;
};

}  // namespace

void AttendanceGateway::ForEach(const AttendanceScope& scope,
                                const std::function<void(AttendanceRow)>& take) {
  const std::string within = Within(scope);
  const std::string replaced = Replaced(within);
  sql::BinaryCopyOut copy(work_,
                          "SELECT r.placement_id, r.service_date, r.absence_reason,"
                          " trim_scale(r.quantity)::text"
                          " FROM delivery.published_attendance_record r WHERE " +
                              within + replaced);
  Quantities quantities;
  while (const auto row = copy.Next()) {
    const auto reader = sql::BinaryRowReader::Of(*row);
    take({std::string(reader.Text(0)),
          {reader.Date(1), order::ParseAbsenceReason(reader.Text(2)),
           quantities.Of(reader.Text(3))}});
  }
}

std::string AttendanceGateway::Within(const AttendanceScope& scope) {
  const auto any_of = [this](const char* column, const std::vector<std::string>& ids) {
    if (ids.empty()) return std::string();
    return " AND r." + std::string(column) + " = ANY(" + work_.Quoted(sql::ArrayLiteral(ids)) +
           "::text[])";
  };
  const Period days = month_.period();
  return "r.service_date >= '" + days.start.ToString() + "' AND r.service_date < '" +
         days.end.ToString() +
         "' AND r.record_time <= " + sql::TimestampOf(std::to_string(known_at_.micros)) +
         any_of("provider_id", scope.provider_ids) + any_of("placement_id", scope.placement_ids);
}

// A version is of the same day as the one that it replaces. Which ones are replaced is asked for
// beforehand: behind row-level security the planner expects few rows, and would look for the
// successor of each.
std::string AttendanceGateway::Replaced(const std::string& within) {
  std::vector<std::string> ids;
  sql::BinaryCopyOut copy(
      work_, "SELECT r.replaces_id FROM delivery.published_attendance_record r WHERE " + within +
                 " AND r.replaces_id IS NOT NULL");
  while (const auto row = copy.Next()) ids.emplace_back(sql::BinaryRowReader::Of(*row).Text(0));
  if (ids.empty()) return "";
  return " AND r.attendance_id <> ALL(" + work_.Quoted(sql::ArrayLiteral(ids)) + "::text[])";
}

}  // namespace tirek::billing
