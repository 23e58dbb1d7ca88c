// A line of a capitation run: days of one placement that are treated alike, their sum and the way
// to it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "billing/order/order.h"
#include "core/calendar/period.h"
#include "core/money/money.h"

namespace tirek::capitation {

// What the days of a line are.
enum class LineGround {
  kAttended,  // the person was served
  kAbsence,   // the person was away; paid by the absence rules, or not
  kReserved,  // the place was kept free
  kNotice,    // after the discharge, in the notice period
  kEnrolled,  // a day of the placement that no row of the register tells of
};

enum class LineStatus { kPayable, kDenied };

// Why days are not paid. A day has one reason: the first of these that holds.
enum class DenialReason {
  kOutsidePlacement,
  kAdmissionDay,  // the order does not count it
  kDischargeDay,  // the order does not count it
  kOutsideContract,
  kNoLicence,
  kTariffNotFound,
  kTariffTie,
  kCapacityUnknown,  // a step table asks for what the facts do not say
  kBirthDateUnknown,
  kSeverityUnknown,
  kStepNotFound,        // no band of a step table holds the measure
  kQuantityBeyondDay,   // more than a date holds
  kQuantityNotWhole,    // a part of a unit that is only whole
  kNotWorkingDay,       // a person-month divided by working days does not count it
  kPlannedDaysUnknown,  // the month is divided by the days of a plan
  kUnpaidAbsence,
  kAbsenceConsecutiveLimit,
  kAbsenceLimit,  // of the month
  kAbsenceYearLimit,
  kOverlapOtherProvider,  // the person's day belongs to an earlier admission elsewhere
  kOverlapSameProvider,   // the same between two placements of one provider
  kOverCapacity,
  kDayCap,         // above the units that a person is paid for on a day,
  kMonthCap,       // in a month,
  kYearCap,        // in a calendar year
  kIncomeUnknown,  // a fee depends on it
  kPensionUnknown,
  kPensionUnclear,  // the law does not say who bears the excess: Social Code, art. 202(3)
};

// One step that a person can redo: which rule, by which act, from what, giving what.
struct TraceStep {
  std::string rule;        // "CAP-TARIFF"
  std::string source_act;  // empty where the rule is the method's own
  std::string inputs;
  std::string exact;  // the value before any rounding
  std::string result;

  friend bool operator==(const TraceStep&, const TraceStep&) = default;
};

// What one budget pays of a line.
struct FundedPart {
  std::string payer;
  Money amount;

  friend bool operator==(const FundedPart&, const FundedPart&) = default;
};

// price = amount + person_amount + pension_amount + withheld_amount, and amount = Σ funding where
// several budgets pay.
struct Line {
  std::string placement_id;
  std::string person_id;
  std::string provider_id;
  std::string contract_id;
  Period period;                           // from the first of `dates` to the day after the last
  std::vector<CivilDate> dates;            // each day of the line, ascending
  std::vector<Decimal> quantities;         // of each date; empty: all dates alike
  CivilDate admission_date;                // of the placement: in its order contracts cut lines
  std::string admission_key;               // decides equal dates
  std::string tariff_code;                 // empty when no one tariff is in force
  std::optional<order::ServiceUnit> unit;  // of the tariff
  std::vector<std::string> coefficient_codes;  // that apply, sorted
  std::string category;                        // of the person; empty when none is known
  LineGround ground = LineGround::kAttended;
  std::optional<order::AbsenceReason> absence;  // when the ground is absence
  Decimal paid_share;                           // 1, or what the absence rule pays
  LineStatus status = LineStatus::kPayable;
  std::optional<DenialReason> reason;  // when denied
  std::string overlap_placement_id;    // whose day it is, when denied for an overlap
  Decimal quantity;
  Money price = Money::FromMinor(0, kTenge);           // of all units; 0 when denied
  Money amount = Money::FromMinor(0, kTenge);          // what the budget pays now; 0 when denied
  Money person_amount = Money::FromMinor(0, kTenge);   // the person's fee
  Money pension_amount = Money::FromMinor(0, kTenge);  // the centre's part of the pension
  Money withheld_amount =
      Money::FromMinor(0, kTenge);  // until quality is known; less what it frees
  std::vector<FundedPart> funding;  // in the order of the rule; else empty
  // What a denied line would have been; 0 when payable or without a tariff.
  Money denied_amount = Money::FromMinor(0, kTenge);
  std::vector<TraceStep> trace;
};

// "ATTENDED", "DENIED", "OVER_CAPACITY": the names in tables and on the console.
std::string_view LineGroundName(LineGround ground);
std::optional<LineGround> ParseLineGround(std::string_view name);
std::string_view LineStatusName(LineStatus status);
std::optional<LineStatus> ParseLineStatus(std::string_view name);
std::string_view DenialReasonName(DenialReason reason);
std::optional<DenialReason> ParseDenialReason(std::string_view name);

// "2026-04-01 to 2026-04-07, 2026-04-20": ascending dates, runs of days joined.
std::string DatesText(std::span<const CivilDate> dates);

// The line and its trace as text, one step a row, in English.
std::vector<std::string> RenderTrace(const Line& line);

// SHA-256 of the lines' facts and sums in their order, without the wording of traces: equal hashes
// are equal results.
std::string ResultHash(std::span<const Line> lines);

}  // namespace tirek::capitation
