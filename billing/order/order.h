// The state social order as data: which tariffs, coefficients and absence rules pay for what, where
// and when, each value dated and with its source act. The rules that read them are fixed in code.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "billing/order/rules.h"
#include "core/calendar/period.h"
#include "core/identity/kato.h"
#include "core/money/currency.h"
#include "core/money/decimal.h"
#include "core/money/rounding.h"

namespace tirek::order {

// The one calculation method that this program knows; an order says which one it was written for.
inline constexpr std::string_view kMethodVersion = "CAP-1";

// Rates, legal limits, coefficients and shares have at most so many decimals.
inline constexpr int kMaxScale = 6;

// What is counted and paid. A bed-day and a day are one a date, and so are the days of a
// person-month; the others come in quantities.
enum class ServiceUnit { kBedDay, kDay, kVisit, kHour, kSession, kPersonMonth };

// Where and how a service is delivered: the four conditions of the Social Code, art. 1(1)(9), and
// remote delivery.
enum class DeliveryCondition {
  kStationary,      // стационар
  kSemiStationary,  // полустационар
  kHome,            // на дому
  kTemporary,       // временное пребывание
  kRemote,          // дистанционно
};

enum class RoundingPlace {
  kUnitRate,  // the tariff after coefficients becomes an approved rate in money; then the line
  kLine,      // only the line
};

// Who is paid when two placements claim one person's day.
enum class OverlapRule { kEarliestAdmissionWins, kLatestAdmissionWins };

struct Tariff {
  std::string code;
  Kato territory;  // of the akimat that approved it; its parts are included
  DeliveryCondition condition = DeliveryCondition::kStationary;
  std::string service;
  std::string category;  // of the person; empty for any
  ServiceUnit unit = ServiceUnit::kBedDay;
  Decimal rate;  // for one unit, in major units of the order's currency; 0 beside steps
  std::optional<StepTable> steps;
  Period period;
  std::optional<Decimal> legal_min;  // price limits: Social Code, art. 1(1)(5)
  std::optional<Decimal> legal_max;
  std::string source_act;
};

// A factor on the tariff, or on a named share of it only: the rural 25 % is on the payroll.
struct Coefficient {
  std::string code;
  Decimal value;  // 0 beside steps
  std::optional<StepTable> steps;
  Decimal share;                  // 1 is the whole tariff; the factor is 1 + share × (value - 1)
  std::optional<Kato> territory;  // absent, as an empty text below: no such condition
  std::optional<DeliveryCondition> condition;
  std::string service;
  std::string category;
  Period period;
  std::string source_act;
};

struct DayCount {
  bool admission_day_counts = true;
  bool discharge_day_counts = false;
};

struct RoundingRule {
  Rounding policy = Rounding::kExact;  // an order that names no rounding refuses remainders
  RoundingPlace place = RoundingPlace::kLine;
};

struct StateSocialOrder {
  std::string code;
  std::string title;
  std::string source_act;
  Period period;
  Currency currency = kTenge;
  std::string method_version;
  std::vector<Tariff> tariffs;
  std::vector<Coefficient> coefficients;
  std::vector<AbsenceRule> absence_rules;
  DayCount day_count;
  RoundingRule rounding;
  OverlapRule overlap = OverlapRule::kEarliestAdmissionWins;
  std::vector<BasisRule> basis_rules;
  std::vector<ProrationRule> proration_rules;
  std::vector<Cap> caps;
  std::vector<GuaranteedAmount> guaranteed_amounts;
  std::vector<FeeRule> fee_rules;
  std::vector<PensionRule> pension_rules;
  std::vector<QualityRule> quality_rules;
  std::vector<FundingRule> funding_rules;
  std::vector<Pot> pots;
  AgeDate age_date = AgeDate::kServiceDay;
  CutOrder cut_order = CutOrder::kLatestDayFirst;
  std::optional<Vat> vat;
};

// "BED_DAY", "SEMI_STATIONARY", "UNIT_RATE": the names in files, tables and on the console.
std::string_view ServiceUnitName(ServiceUnit unit);
std::optional<ServiceUnit> ParseServiceUnit(std::string_view name);
std::string_view DeliveryConditionName(DeliveryCondition condition);
std::optional<DeliveryCondition> ParseDeliveryCondition(std::string_view name);
std::string_view AbsenceReasonName(AbsenceReason reason);
std::optional<AbsenceReason> ParseAbsenceReason(std::string_view name);
std::string_view RoundingPlaceName(RoundingPlace place);
std::optional<RoundingPlace> ParseRoundingPlace(std::string_view name);
std::string_view OverlapRuleName(OverlapRule rule);
std::optional<OverlapRule> ParseOverlapRule(std::string_view name);

// True for units of which a person can have only one a date, whoever delivers it.
constexpr bool IsDayUnit(ServiceUnit unit) {
  return unit == ServiceUnit::kBedDay || unit == ServiceUnit::kDay ||
         unit == ServiceUnit::kPersonMonth;
}

}  // namespace tirek::order
