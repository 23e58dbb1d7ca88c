#include "billing/capitation/denial_text.h"

#include <string_view>

namespace tirek::capitation {
namespace {

// What the facts do not say, or the law.
std::string_view SentenceOfUnknown(DenialReason reason) {
  switch (reason) {
    case DenialReason::kCapacityUnknown:
      return "the order asks for the capacity of the place, which is not known";
    case DenialReason::kBirthDateUnknown:
      return "the order asks for the person's age, and the date of birth is not known";
    case DenialReason::kSeverityUnknown:
      return "the order asks for the person's grade of need, which is not known for these days";
    case DenialReason::kPlannedDaysUnknown:
      return "the month is divided by the days of the person's plan, which is not known";
    case DenialReason::kIncomeUnknown:
      return "a fee depends on the person's income, which is not known";
    case DenialReason::kPensionUnknown:
      return "a part of the pension goes to the centre, and the pension is not known";
    case DenialReason::kPensionUnclear:
      return "the parts of the person and of the centre exceed the pension, and the law does not "
             "say who bears the excess";
    default:
      AssertFailed("every reason has a sentence", __FILE__, __LINE__);
  }
}

std::string_view Sentence(DenialReason reason) {
  switch (reason) {
    case DenialReason::kOutsidePlacement:
      return "the person was not placed here on these days";
    case DenialReason::kAdmissionDay:
      return "the order does not count the admission day";
    case DenialReason::kDischargeDay:
      return "the order does not count the discharge day";
    case DenialReason::kOutsideContract:
      return "the contract is not in force on these days";
    case DenialReason::kNoLicence:
      return "no licence of the provider covers these days";
    case DenialReason::kTariffNotFound:
      return "no tariff of the order is in force";
    case DenialReason::kTariffTie:
      return "two tariffs of the order are in force at once";
    case DenialReason::kStepNotFound:
      return "no band of the order's table holds the measure";
    case DenialReason::kNotWorkingDay:
      return "the month is divided by working days, and these are none";
    case DenialReason::kQuantityBeyondDay:
      return "one date cannot hold such a quantity";
    case DenialReason::kQuantityNotWhole:
      return "the unit is counted in whole numbers";
    case DenialReason::kUnpaidAbsence:
      return "days away for this reason are not paid";
    case DenialReason::kAbsenceLimit:
      return "the paid days away of the month are used up";
    case DenialReason::kAbsenceConsecutiveLimit:
      return "the paid days of one unbroken absence are used up";
    case DenialReason::kAbsenceYearLimit:
      return "the paid days away of the calendar year are used up";
    case DenialReason::kOverlapOtherProvider:
      return "another provider admitted the person earlier and is paid for these days";
    case DenialReason::kOverlapSameProvider:
      return "an earlier admission by the same provider is paid for these days";
    case DenialReason::kOverCapacity:
      return "the place is full with persons admitted earlier";
    case DenialReason::kDayCap:
      return "the units that a person is paid for on a day are used up";
    case DenialReason::kMonthCap:
      return "the units that a person is paid for in a month are used up";
    case DenialReason::kYearCap:
      return "the units that a person is paid for in a calendar year are used up";
    default:
      return SentenceOfUnknown(reason);
  }
}

// The same where the order pays the latest admission first.
std::string_view SentenceOfLatest(DenialReason reason) {
  switch (reason) {
    case DenialReason::kOverlapOtherProvider:
      return "another provider admitted the person later and is paid for these days";
    case DenialReason::kOverlapSameProvider:
      return "a later admission by the same provider is paid for these days";
    case DenialReason::kOverCapacity:
      return "the place is full with persons admitted later";
    default:
      return Sentence(reason);
  }
}

// The first table that has no band for the row, and what it asks.
std::string StepText(const Row& row, const Treatment& treatment) {
  const auto text = [&row](const std::string& code, const order::StepTable& table) {
    const std::optional<int> measure = MeasureOf(table.measure, row);
    return std::string(StepMeasureName(table.measure)) +
           (measure ? " " + std::to_string(*measure) : "") + " asked by " + code;
  };
  const order::Tariff& tariff = *treatment.tariff;
  if (tariff.steps && treatment.rate_step == nullptr) return text(tariff.code, *tariff.steps);
  for (const auto& [coefficient, step] : treatment.coefficients) {
    if (coefficient->steps && step == nullptr) return text(coefficient->code, *coefficient->steps);
  }
  return {};
}

std::string PlacementText(const Row& row) {
  const Period period = row.placement->period;
  std::string text = "admitted on " + period.start.ToString();
  if (period.end != kFarFuture) text += ", discharged on " + period.end.ToString();
  const bool is_notice = row.day.absence == order::AbsenceReason::kNotice;
  return is_notice ? text + "; days of notice follow the discharge" : text;
}

// What fills a cap or a month.
std::string CapText(const Treatment& treatment) {
  if (treatment.cap == nullptr)
    return "the month has " + std::to_string(treatment.divisor) + " paid days";
  return "cap " + treatment.cap->code;
}

std::string LicencesText(const PlaceFacts& place) {
  std::string text;
  for (const Period& licence : place.licences) {
    text += (text.empty() ? "licensed " : ", ") + PeriodText(licence);
  }
  return text.empty() ? "not licensed" : text;
}

// What a person looks at to check the denial; empty where the other steps of the trace show it.
std::string FactsBehind(const Row& row, const Treatment& treatment) {
  switch (*treatment.denial) {
    case DenialReason::kOutsidePlacement:
    case DenialReason::kAdmissionDay:
    case DenialReason::kDischargeDay:
      return PlacementText(row);
    case DenialReason::kOutsideContract:
      return "contract " + PeriodText(row.contract->period);
    case DenialReason::kNoLicence:
      return LicencesText(*row.place);
    case DenialReason::kOverlapOtherProvider:
    case DenialReason::kOverlapSameProvider:
      return "placement " + treatment.overlap_placement_id;
    case DenialReason::kOverCapacity:
      return "capacity " + std::to_string(*row.place->capacity);
    case DenialReason::kCapacityUnknown:
    case DenialReason::kBirthDateUnknown:
    case DenialReason::kSeverityUnknown:
    case DenialReason::kStepNotFound:
      return StepText(row, treatment);
    case DenialReason::kDayCap:
    case DenialReason::kMonthCap:
    case DenialReason::kYearCap:
      return CapText(treatment);
    default:
      return {};
  }
}

std::string JoinedText(DenialReason reason, std::string_view sentence, const std::string& facts) {
  return std::string(DenialReasonName(reason)) + ": " + std::string(sentence) +
         (facts.empty() ? "" : "; " + facts);
}

}  // namespace

std::string DenialText(const Row& row, const Treatment& treatment) {
  const DenialReason reason = *treatment.denial;
  const bool latest = row.contract->order->overlap == order::OverlapRule::kLatestAdmissionWins;
  return JoinedText(reason, latest ? SentenceOfLatest(reason) : Sentence(reason),
                    FactsBehind(row, treatment));
}

std::string DenialText(DenialReason reason, const std::string& facts) {
  return JoinedText(reason, Sentence(reason), facts);
}

const std::string& DenyingAct(const Row& row, const Treatment& treatment) {
  switch (*treatment.denial) {
    case DenialReason::kUnpaidAbsence:
    case DenialReason::kAbsenceConsecutiveLimit:
    case DenialReason::kAbsenceLimit:
    case DenialReason::kAbsenceYearLimit:
      if (treatment.absence_rule != nullptr) return treatment.absence_rule->source_act;
      if (treatment.basis_rule != nullptr) return treatment.basis_rule->source_act;
      break;
    case DenialReason::kNotWorkingDay:
    case DenialReason::kPlannedDaysUnknown:
      return treatment.proration->source_act;
    case DenialReason::kDayCap:
    case DenialReason::kMonthCap:
    case DenialReason::kYearCap:
      return treatment.cap != nullptr ? treatment.cap->source_act : treatment.proration->source_act;
    default:
      break;
  }
  return row.contract->order->source_act;
}

std::string PeriodText(Period period) {
  if (period.empty()) return "of no day";
  const std::string from = "from " + period.start.ToString();
  return period.end == kFarFuture ? from : from + " to " + (period.end - 1).ToString();
}

}  // namespace tirek::capitation
