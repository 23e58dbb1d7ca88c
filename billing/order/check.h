// What the parts of the validator share: the faults found so far, and the checks of single fields.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "billing/order/order.h"
#include "core/base/error.h"

namespace tirek::order {

class Check {
 public:
  // Both outlive the check.
  Check(const StateSocialOrder& order, const std::set<std::string>& unread)
      : order_(order), unread_(unread) {}

  const StateSocialOrder& order() const { return order_; }
  std::vector<Violation> TakeViolations() { return std::move(violations_); }

  // Nothing is said of a field that was not read.
  void Add(const std::string& field, const char* reason, std::string expected);

  bool IsRead(const std::string& field) const { return !unread_.contains(field); }
  // Whether all that stands within a path was read: a row "tariffs[3]", or all rows "tariffs".
  bool IsWhole(const std::string& path) const;

  // Of a field.
  void RequireText(const std::string& field, const std::string& text, const char* expected);
  void RequirePositive(const std::string& field, const Decimal& value);
  void RequireShare(const std::string& field, const Decimal& share);
  // At most kMaxScale decimals.
  void RequireScale(const std::string& field, const Decimal& value);
  // A value of a field that another choice than this row's has; zero is none.
  void RequireAbsent(const std::string& field, const Decimal& value, const char* belongs_to);

  // Of a row whose fields begin with `path`, which ends in '.'.
  void RequireCode(const std::string& path, const std::string& code, std::set<std::string>& seen);
  void RequirePeriod(const std::string& path, Period period);
  // From the 1st of a month to the 1st of another, or to the ends of the order: sums of a month
  // have one rule.
  void RequireWholeMonths(const std::string& path, Period period);
  // A service with a tariff: a rule for another holds for nothing.
  void RequireServiceOfOrder(const std::string& path, const std::string& service);

 private:
  const StateSocialOrder& order_;
  const std::set<std::string>& unread_;
  std::set<std::string> services_;  // with a tariff; filled when first asked for
  std::vector<Violation> violations_;
};

// "caps[2]".
std::string RowPath(const char* list, std::size_t index);

// The parts of the validator, each a file.
void CheckTariffs(Check& check);
void CheckCoefficients(Check& check);
void CheckSteps(Check& check, const std::string& path, const StepTable& table);
void CheckDayRules(Check& check);    // absence, basis, proration, caps
void CheckMoneyRules(Check& check);  // guaranteed amounts, fees, pension, quality
void CheckFunding(Check& check);     // funding, pots, VAT

}  // namespace tirek::order
