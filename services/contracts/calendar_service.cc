#include "services/contracts/calendar_service.h"

#include <map>

#include "services/contracts/calendar_gateway.h"

namespace tirek::contracts {
namespace {

std::map<CivilDate, CalendarDay> Stored(CalendarGateway& gateway,
                                        const std::vector<rpc::ImportRow<CalendarDay>>& rows) {
  std::vector<CivilDate> dates;
  for (const auto& row : rows) {
    if (row.command) dates.push_back(row.command->date);
  }
  std::map<CivilDate, CalendarDay> days;
  for (const CalendarDay& day : gateway.At(dates)) days.emplace(day.date, day);
  return days;
}

}  // namespace

Result<std::vector<CalendarDay>> CalendarService::List(rpc::Call& call,
                                                       const CalendarFilter& filter,
                                                       const rpc::Page& page) {
  return CalendarGateway(call.work()).List(filter, page);
}

Result<void> CalendarService::Import(rpc::Call& call,
                                     std::vector<rpc::ImportRow<CalendarDay>>& rows) {
  CalendarGateway gateway(call.work());
  std::map<CivilDate, CalendarDay> known = Stored(gateway, rows);
  std::vector<CalendarDay> added;
  for (auto& row : rows) {
    if (!row.command) continue;
    const auto [found, is_new] = known.emplace(row.command->date, *row.command);
    if (is_new) {
      added.push_back(*row.command);
    } else if (found->second != *row.command) {
      rpc::Refuse(row, {"date", "CALENDAR_DATE_TAKEN",
                        "a date of which the calendar says nothing else; it has " +
                            found->second.kind + " '" + found->second.name + "'"});
    }
  }
  return gateway.Insert(added, call.now());
}

}  // namespace tirek::contracts
