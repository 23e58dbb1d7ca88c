#include "core/rpc/convert.h"

namespace tirek::rpc {

Result<CivilDate> ToDate(const google::type::Date& date) {
  const auto civil = CivilDate::FromYmd(date.year(), date.month(), date.day());
  if (civil) return *civil;
  return Error{ErrorKind::kInvalid, "INVALID_DATE", "a day of the calendar, as YYYY-MM-DD", {}, {}};
}

google::type::Date ToProto(CivilDate date) {
  google::type::Date proto;
  proto.set_year(date.year());
  proto.set_month(date.month());
  proto.set_day(date.day());
  return proto;
}

Result<Instant> ToInstant(const google::protobuf::Timestamp& time) {
  constexpr std::int64_t kFirst = -62'135'596'800;
  constexpr std::int64_t kLast = 253'402'300'799;
  const bool valid = time.seconds() >= kFirst && time.seconds() <= kLast && time.nanos() >= 0 &&
                     time.nanos() <= 999'999'999;
  if (valid) return Instant{time.seconds() * 1'000'000 + time.nanos() / 1000};
  return Error{ErrorKind::kInvalid, "INVALID_TIME", "a moment, as 2026-10-15T09:30:00Z", {}, {}};
}

google::protobuf::Timestamp ToProto(Instant instant) {
  constexpr std::int64_t kMicrosPerSecond = 1'000'000;
  google::protobuf::Timestamp proto;
  std::int64_t seconds = instant.micros / kMicrosPerSecond;
  std::int64_t micros = instant.micros % kMicrosPerSecond;
  if (micros < 0) {
    micros += kMicrosPerSecond;
    --seconds;
  }
  proto.set_seconds(seconds);
  proto.set_nanos(static_cast<std::int32_t>(micros * 1000));
  return proto;
}

Result<Money> ToMoney(const common::v1::Money& money) {
  TIREK_ASSIGN_OR_RETURN(const Currency currency, Currency::FromCode(money.currency_code()));
  return Money::FromMinor(money.minor_units(), currency);
}

common::v1::Money ToProto(const Money& money) {
  common::v1::Money proto;
  proto.set_currency_code(std::string(money.currency().code()));
  proto.set_minor_units(money.minor());
  return proto;
}

Result<Decimal> ToDecimal(const common::v1::Decimal& decimal) {
  return Decimal::Parse(decimal.value());
}

common::v1::Decimal ToProto(const Decimal& decimal) {
  common::v1::Decimal proto;
  proto.set_value(decimal.ToString());
  return proto;
}

}  // namespace tirek::rpc
