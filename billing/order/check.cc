#include "billing/order/check.h"

#include <utility>

namespace tirek::order {

void Check::Add(const std::string& field, const char* reason, std::string expected) {
  if (IsRead(field)) violations_.push_back({field, reason, std::move(expected)});
}

bool Check::IsWhole(const std::string& path) const {
  const auto next = unread_.lower_bound(path);
  return next == unread_.end() || !next->starts_with(path);
}

void Check::RequireText(const std::string& field, const std::string& text, const char* expected) {
  if (text.empty()) Add(field, "REQUIRED", expected);
}

void Check::RequirePositive(const std::string& field, const Decimal& value) {
  if (value <= Decimal()) Add(field, "NOT_POSITIVE", "a number above zero");
  RequireScale(field, value);
}

void Check::RequireShare(const std::string& field, const Decimal& share) {
  if (share < Decimal() || share > Decimal::FromInteger(1)) {
    Add(field, "SHARE_OUT_OF_RANGE", "a share from 0 to 1");
  }
  RequireScale(field, share);
}

void Check::RequireScale(const std::string& field, const Decimal& value) {
  if (value.scale() <= kMaxScale) return;
  Add(field, "SCALE_TOO_LONG", "at most " + std::to_string(kMaxScale) + " decimals");
}

void Check::RequireAbsent(const std::string& field, const Decimal& value, const char* belongs_to) {
  if (value.is_zero()) return;
  Add(field, "FIELD_OF_OTHER_CHOICE", std::string("nothing: it belongs to ") + belongs_to);
}

void Check::RequireCode(const std::string& path, const std::string& code,
                        std::set<std::string>& seen) {
  RequireText(path + "code", code, "a code");
  if (!code.empty() && !seen.insert(code).second) {
    Add(path + "code", "DUPLICATE_CODE",
        "a code that no earlier row has; \"" + code + "\" is taken");
  }
}

void Check::RequirePeriod(const std::string& path, Period period) {
  if (period.empty()) {
    Add(path + "period", "PERIOD_REVERSED", "an end after the start " + period.start.ToString());
  } else if (!order_.period.empty() && !order_.period.Contains(period)) {
    Add(path + "period", "OUTSIDE_ORDER_PERIOD",
        "a period within that of the order " + order_.period.ToString());
  }
}

void Check::RequireWholeMonths(const std::string& path, Period period) {
  RequirePeriod(path, period);
  if (period.empty() || !IsRead("period")) return;
  const bool starts = period.start.day() == 1 || period.start == order_.period.start;
  const bool ends = period.end.day() == 1 || period.end == order_.period.end;
  if (starts && ends) return;
  Add(path + "period", "PERIOD_NOT_WHOLE_MONTHS",
      "a start and an end on the 1st of a month, or where the order starts and ends");
}

void Check::RequireServiceOfOrder(const std::string& path, const std::string& service) {
  if (service.empty() || order_.tariffs.empty() || !IsWhole("tariffs")) return;
  if (services_.empty()) {
    for (const Tariff& tariff : order_.tariffs) services_.insert(tariff.service);
  }
  if (services_.contains(service)) return;
  Add(path + "service", "SERVICE_NOT_IN_ORDER",
      "a service that has a tariff in this order; '" + service + "' has none");
}

std::string RowPath(const char* list, std::size_t index) {
  return std::string(list) + "[" + std::to_string(index) + "]";
}

}  // namespace tirek::order
