#include "billing/capitation/denial_text.h"

#include <string_view>

namespace tirek::capitation {
namespace {

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
    case DenialReason::kQuantityBeyondDay:
      return "one date cannot hold such a quantity";
    case DenialReason::kQuantityNotWhole:
      return "the unit is counted in whole numbers";
    case DenialReason::kUnpaidAbsence:
      return "days away for this reason are not paid";
    case DenialReason::kAbsenceLimit:
      return "the paid days away of the month are used up";
    case DenialReason::kOverlapOtherProvider:
      return "another provider admitted the person earlier and is paid for these days";
    case DenialReason::kOverlapSameProvider:
      return "an earlier admission by the same provider is paid for these days";
    case DenialReason::kOverCapacity:
      return "the place is full with persons admitted earlier";
  }
  AssertFailed("every reason has a sentence", __FILE__, __LINE__);
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
    case DenialReason::kDischargeDay: {
      const Period period = row.placement->period;
      const std::string admitted = "admitted on " + period.start.ToString();
      return period.end == kFarFuture ? admitted
                                      : admitted + ", discharged on " + period.end.ToString();
    }
    case DenialReason::kOutsideContract:
      return "contract " + PeriodText(row.contract->period);
    case DenialReason::kNoLicence:
      return LicencesText(*row.place);
    case DenialReason::kOverlapOtherProvider:
    case DenialReason::kOverlapSameProvider:
      return "placement " + treatment.overlap_placement_id;
    case DenialReason::kOverCapacity:
      return "capacity " + std::to_string(*row.place->capacity);
    default:
      return {};
  }
}

}  // namespace

std::string DenialText(const Row& row, const Treatment& treatment) {
  const DenialReason reason = *treatment.denial;
  const std::string facts = FactsBehind(row, treatment);
  return std::string(DenialReasonName(reason)) + ": " + std::string(Sentence(reason)) +
         (facts.empty() ? "" : "; " + facts);
}

std::string PeriodText(Period period) {
  if (period.empty()) return "of no day";
  const std::string from = "from " + period.start.ToString();
  return period.end == kFarFuture ? from : from + " to " + (period.end - 1).ToString();
}

}  // namespace tirek::capitation
