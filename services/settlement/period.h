// A month of the books: how far it is closed, by whom, and what was done to it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "billing/ledger/period.h"
#include "core/base/clock.h"
#include "core/calendar/month.h"
#include "services/settlement/reconciliation.h"

namespace tirek::settlement {

struct BooksPeriod {
  std::string month;
  ledger::PeriodState state = ledger::PeriodState::kOpen;
  std::optional<Instant> soft_close_time;  // unless open
  std::string soft_closed_by;
  std::optional<Instant> close_time;  // with closed
  std::string closed_by;
  int breaks = 0;  // that it was closed with
  int last_event = 0;
  Instant last_event_time;
  // While a reopening waits for a second person.
  std::string reopening_requested_by;
  std::string reopening_reason;

  std::string etag() const { return std::to_string(last_event); }
};

// What was done to a month; the next number of its month, and never changed.
struct PeriodEvent {
  std::string month;
  int number = 0;
  std::string kind;  // as stored: "SOFT_CLOSE", "CLOSE", "REOPENING_REQUEST", "REOPENING", …
  ledger::PeriodState state = ledger::PeriodState::kOpen;  // in which it left the month
  std::string principal;
  std::string requested_by;  // of what answers a request
  std::string reason;
  int breaks = 0;
  Instant event_time;
};

struct ReopeningRequest {
  Month month;
  std::string reason;
};

struct ReopeningApproval {
  Month month;
  std::string etag;  // empty for whatever version is there
};

struct ReopeningRefusal {
  Month month;
  std::string reason;
};

struct PeriodEventFilter {
  std::string month;  // empty for all
};

// What hangs: a document that a month cannot be closed with.
struct HangingDocument {
  std::string id;
  std::string reason;
};

struct ClosedPeriod {
  BooksPeriod period;
  std::vector<Break> breaks;  // what stays open, by name; at most 1,000 of them
};

}  // namespace tirek::settlement
