// The rows of a month with one person in one place, to be changed by tests.
#pragma once

#include "services/billing/month_facts.h"
#include "tests/billing/order/sample_order.h"

namespace tirek::billing {

inline MonthRows RowsOf(const order::StateSocialOrder& order) {
  MonthRows rows;
  rows.month = {2026, 10};
  rows.orders.emplace("ord_1", order);
  rows.contracts = {{"ctr_1", "C-1", "prv_1", "ord_1", {"day-care"}, order.period}};
  rows.places = {
      {"pla_1", "day-care", order::DeliveryCondition::kSemiStationary, 2, order::kKaragandaCity}};
  rows.licences = {{"prv_1", order.period}};
  rows.placements = {
      {"plc_1", "psn_1", "pla_1", "prv_1", {order::Day("2026-09-01"), kFarFuture}, Instant{7}}};
  return rows;
}

// Present each day from the first until the last.
inline void Attend(MonthRows& rows, const char* placement_id, const char* first, const char* last) {
  for (CivilDate date = order::Day(first); date <= order::Day(last); date = date + 1) {
    rows.attendance.push_back({placement_id, {date, {}, order::Number("1")}});
  }
}

}  // namespace tirek::billing
