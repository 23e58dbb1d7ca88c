// Wire types of google.type, google.protobuf and tirek.common as ours, and back.
#pragma once

#include <optional>
#include <string>

#include <google/protobuf/timestamp.pb.h>
#include <google/type/date.pb.h>

#include "core/base/clock.h"
#include "core/base/field_check.h"
#include "core/calendar/civil_date.h"
#include "core/calendar/month.h"
#include "core/calendar/period.h"
#include "core/money/decimal.h"
#include "core/money/money.h"
#include "tirek/common/v1/import.pb.h"
#include "tirek/common/v1/money.pb.h"

namespace tirek::rpc {

Result<CivilDate> ToDate(const google::type::Date& date);
google::type::Date ToProto(CivilDate date);
google::protobuf::Timestamp ToProto(Instant instant);
// INVALID_TIME unless it is a moment of the years 1 to 9999, which is cut to microseconds.
Result<Instant> ToInstant(const google::protobuf::Timestamp& time);
Result<Money> ToMoney(const common::v1::Money& money);
common::v1::Money ToProto(const Money& money);
Result<Decimal> ToDecimal(const common::v1::Decimal& decimal);
common::v1::Decimal ToProto(const Decimal& decimal);

// The half-open period of two fields "start_date" and "end_date"; without an end date it runs to
// kFarFuture. All that is wrong goes to `check`.
template <typename Message>
Period TakePeriod(FieldCheck& check, const Message& message) {
  Period period{CivilDate(), kFarFuture};
  const auto start = check.Take("start_date", ToDate(message.start_date()));
  if (start) period.start = *start;
  if (message.has_end_date()) {
    const auto end = check.Take("end_date", ToDate(message.end_date()));
    if (end) period.end = *end;
    if (start && end && *end <= *start) {
      check.Add("end_date", "PERIOD_REVERSED", "a day after start_date");
    }
  }
  return period;
}

// Sets start_date, and end_date unless the period is open.
template <typename Message>
void SetPeriod(const Period& period, Message* message) {
  *message->mutable_start_date() = ToProto(period.start);
  if (period.end != kFarFuture) *message->mutable_end_date() = ToProto(period.end);
}

}  // namespace tirek::rpc
