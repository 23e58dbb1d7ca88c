#include "billing/order/validate.h"

#include <cstddef>
#include <set>
#include <string>
#include <utility>

namespace tirek::order {
namespace {

// What two tariffs that could pay one delivery have in common, whatever their territories.
bool SameService(const Tariff& a, const Tariff& b) {
  return a.condition == b.condition && a.service == b.service;
}

bool TerritoriesMeet(const Tariff& a, const Tariff& b) {
  if (a.territory.empty() || b.territory.empty()) return false;
  return a.territory.IsWithin(b.territory) || b.territory.IsWithin(a.territory);
}

class OrderCheck {
 public:
  explicit OrderCheck(const StateSocialOrder& order) : order_(order) {}

  std::vector<Violation> Run() {
    CheckHead();
    for (std::size_t i = 0; i < order_.tariffs.size(); ++i) CheckTariff(i);
    for (std::size_t i = 0; i < order_.coefficients.size(); ++i) CheckCoefficient(i);
    for (std::size_t i = 0; i < order_.absence_rules.size(); ++i) CheckAbsenceRule(i);
    return std::move(violations_);
  }

 private:
  void Add(std::string field, const char* reason, std::string expected) {
    violations_.push_back({std::move(field), reason, std::move(expected)});
  }

  void CheckHead() {
    RequireText("code", order_.code, "a code for the order");
    RequireText("title", order_.title, "a title");
    RequireText("source_act", order_.source_act, "the act that approved the order");
    if (order_.period.empty()) {
      Add("period", "PERIOD_REVERSED", "an end after the start " + order_.period.start.ToString());
    }
    if (order_.method_version != kMethodVersion) {
      Add("method_version", "UNKNOWN_METHOD_VERSION",
          "the calculation method " + std::string(kMethodVersion));
    }
    if (order_.tariffs.empty()) Add("tariffs", "REQUIRED", "at least one tariff");
  }

  void CheckTariff(std::size_t index) {
    const Tariff& tariff = order_.tariffs[index];
    const std::string path = "tariffs[" + std::to_string(index) + "].";
    CheckCode(path, tariff.code, tariff_codes_);
    if (tariff.territory.empty()) {
      Add(path + "territory", "REQUIRED",
          "the КАТО code of the territory that the tariff holds in");
    }
    RequireText(path + "service", tariff.service, "the code of a service");
    RequireText(path + "source_act", tariff.source_act, "the act that approved the tariff");
    CheckPeriod(path, tariff.period);
    CheckPositive(path + "rate", tariff.rate);
    CheckLegalLimits(path, tariff);
    CheckAgainstEarlierTariffs(index, path);
  }

  void CheckLegalLimits(const std::string& path, const Tariff& tariff) {
    if (tariff.legal_min) CheckPositive(path + "legal_min", *tariff.legal_min);
    if (tariff.legal_max) CheckPositive(path + "legal_max", *tariff.legal_max);
    if (tariff.legal_min && tariff.legal_max && *tariff.legal_min > *tariff.legal_max) {
      Add(path + "legal_min", "LEGAL_LIMITS_REVERSED",
          "at most the legal maximum " + tariff.legal_max->ToString());
      return;  // which of the two is wrong is not known, so neither judges the rate
    }
    if (tariff.legal_min && tariff.rate < *tariff.legal_min) {
      Add(path + "rate", "RATE_BELOW_LEGAL_MINIMUM",
          "at least the legal minimum " + tariff.legal_min->ToString());
    }
    if (tariff.legal_max && tariff.rate > *tariff.legal_max) {
      Add(path + "rate", "RATE_ABOVE_LEGAL_MAXIMUM",
          "at most the legal maximum " + tariff.legal_max->ToString());
    }
  }

  // A pair is reported once, at its later tariff.
  void CheckAgainstEarlierTariffs(std::size_t index, const std::string& path) {
    const Tariff& tariff = order_.tariffs[index];
    for (std::size_t i = 0; i < index; ++i) {
      const Tariff& earlier = order_.tariffs[i];
      if (!SameService(tariff, earlier) || !tariff.period.Overlaps(earlier.period)) continue;
      const std::string other = "tariffs[" + std::to_string(i) + "]";
      if (tariff.territory == earlier.territory && tariff.category == earlier.category) {
        Add(path + "period", "TARIFF_TIE",
            "no day in common with " + other + ", which has the same territory and category");
      }
      // A day is recorded in one unit, before it is known which tariff pays it.
      if (TerritoriesMeet(tariff, earlier) && tariff.unit != earlier.unit) {
        Add(path + "unit", "UNIT_MISMATCH",
            std::string(ServiceUnitName(earlier.unit)) + ", the unit of " + other +
                ", which can pay the same service");
      }
    }
  }

  void CheckCoefficient(std::size_t index) {
    const Coefficient& coefficient = order_.coefficients[index];
    const std::string path = "coefficients[" + std::to_string(index) + "].";
    CheckCode(path, coefficient.code, coefficient_codes_);
    RequireText(path + "source_act", coefficient.source_act, "the act that set the coefficient");
    CheckPeriod(path, coefficient.period);
    CheckPositive(path + "value", coefficient.value);
    CheckShare(path + "share", coefficient.share);
    if (coefficient.territory && coefficient.territory->empty()) {
      Add(path + "territory", "REQUIRED", "a КАТО code, or no territory at all");
    }
  }

  void CheckAbsenceRule(std::size_t index) {
    const AbsenceRule& rule = order_.absence_rules[index];
    const std::string path = "absence_rules[" + std::to_string(index) + "].";
    RequireText(path + "source_act", rule.source_act, "the act that set the rule");
    CheckPeriod(path, rule.period);
    CheckShare(path + "paid_share", rule.paid_share);
    if (rule.max_days_per_month &&
        (*rule.max_days_per_month < 0 || *rule.max_days_per_month > 31)) {
      Add(path + "max_days_per_month", "ABSENCE_LIMIT_OUT_OF_RANGE", "a number of days, 0 to 31");
    }
    for (std::size_t i = 0; i < index; ++i) {
      const AbsenceRule& earlier = order_.absence_rules[i];
      if (rule.reason != earlier.reason || !rule.period.Overlaps(earlier.period)) continue;
      Add(path + "period", "ABSENCE_RULE_OVERLAP",
          "no day in common with absence_rules[" + std::to_string(i) +
              "], which has the same reason");
    }
  }

  void RequireText(std::string field, const std::string& text, const char* expected) {
    if (text.empty()) Add(std::move(field), "REQUIRED", expected);
  }

  void CheckCode(const std::string& path, const std::string& code, std::set<std::string>& seen) {
    RequireText(path + "code", code, "a code");
    if (!code.empty() && !seen.insert(code).second) {
      Add(path + "code", "DUPLICATE_CODE",
          "a code that no earlier row has; \"" + code + "\" is taken");
    }
  }

  void CheckPeriod(const std::string& path, Period period) {
    if (period.empty()) {
      Add(path + "period", "PERIOD_REVERSED", "an end after the start " + period.start.ToString());
    } else if (!order_.period.empty() && !order_.period.Contains(period)) {
      Add(path + "period", "OUTSIDE_ORDER_PERIOD",
          "a period within that of the order " + order_.period.ToString());
    }
  }

  void CheckPositive(const std::string& field, const Decimal& value) {
    if (value <= Decimal()) Add(field, "NOT_POSITIVE", "a number above zero");
    CheckScale(field, value);
  }

  void CheckShare(const std::string& field, const Decimal& share) {
    if (share < Decimal() || share > Decimal::FromInteger(1))
      Add(field, "SHARE_OUT_OF_RANGE", "a share from 0 to 1");
    CheckScale(field, share);
  }

  void CheckScale(const std::string& field, const Decimal& value) {
    if (value.scale() <= kMaxScale) return;
    Add(field, "SCALE_TOO_LONG", "at most " + std::to_string(kMaxScale) + " decimals");
  }

  const StateSocialOrder& order_;
  std::set<std::string> tariff_codes_;
  std::set<std::string> coefficient_codes_;
  std::vector<Violation> violations_;
};

}  // namespace

std::vector<Violation> Validate(const StateSocialOrder& order) { return OrderCheck(order).Run(); }

}  // namespace tirek::order
