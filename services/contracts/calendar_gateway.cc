#include "services/contracts/calendar_gateway.h"

#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/constraint.h"
#include "core/sql/rows.h"

namespace tirek::contracts {
namespace {

using soci::use;

constexpr sql::ConstraintMeaning kMeanings[] = {
    {"calendar_day_date_pk", ErrorKind::kAlreadyExists, "CALENDAR_DATE_TAKEN",
     "The calendar says something about one of these dates already."},
};

CalendarDay ReadDay(const soci::row& row) {
  return {sql::DateOf(row.get<std::string>(0)), row.get<std::string>(1), row.get<std::string>(2)};
}

}  // namespace

Result<void> CalendarGateway::Insert(const std::vector<CalendarDay>& days, Instant now) {
  sql::Columns columns(4);
  for (const CalendarDay& day : days) {
    columns.Add({day.date.ToString(), day.kind, day.name, std::to_string(now.micros)});
  }
  return sql::Constrained(kMeanings, [&] {
    columns.Execute(work_,
                    "INSERT INTO contracts.calendar_day (date, kind, name, create_time)"
                    " SELECT c0::date, c1, c2, " +
                        sql::TimestampOf("c3") +
                        " FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[])"
                        " AS x (c0, c1, c2, c3)");
  });
}

std::vector<CalendarDay> CalendarGateway::At(const std::vector<CivilDate>& dates) {
  std::vector<std::string> texts;
  texts.reserve(dates.size());
  for (const CivilDate date : dates) texts.push_back(date.ToString());
  const std::string array = sql::ArrayLiteral(texts);
  return sql::ReadAll(
      (work_.sql().prepare << "SELECT date::text, kind, name FROM contracts.calendar_day"
                              " WHERE date = ANY(:dates::date[])",
       use(array, "dates")),
      ReadDay);
}

std::vector<CalendarDay> CalendarGateway::List(const CalendarFilter& filter,
                                               const rpc::Page& page) {
  // Dates as texts: a made-up page token must not reach a cast.
  const std::string after = page.AfterKey();
  const int limit = page.size + 1;
  return sql::ReadAll(
      (work_.sql().prepare << "SELECT date::text, kind, name FROM contracts.calendar_day"
                              " WHERE (:year = 0 OR extract(year FROM date) = :year)"
                              " AND date::text > :after ORDER BY date LIMIT :limit",
       use(filter.year, "year"), use(after, "after"), use(limit, "limit")),
      ReadDay);
}

}  // namespace tirek::contracts
