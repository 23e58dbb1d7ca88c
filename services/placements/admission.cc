#include "services/placements/admission.h"

namespace tirek::placements {
namespace {

constexpr const char* kPersonUnknown = "PERSON_UNKNOWN";

std::optional<Refusal> RefuseOutside(const NewPlacement& wanted, Period period) {
  if (!period.Contains(wanted.start_date)) return Refusal{"start_date", NotInService(period)};
  if (wanted.end_date && *wanted.end_date > period.end) {
    return Refusal{"end_date", NotInService(period)};
  }
  return std::nullopt;
}

Error Full(int capacity, CivilDate day) {
  const std::string places = std::to_string(capacity);
  return {ErrorKind::kPrecondition,
          "PLACE_FULL",
          "On " + day.ToString() + " the place holds as many persons as it takes: " + places + ".",
          {{"date", day.ToString()}, {"capacity", places}},
          {}};
}

}  // namespace

Error NotInService(Period period) {
  std::string message = "The place takes persons from " + period.start.ToString() + " on";
  if (period.end != kFarFuture) message += ", and none from " + period.end.ToString() + " on";
  return {ErrorKind::kPrecondition,
          "PLACE_NOT_IN_SERVICE",
          message + ".",
          {{"start_date", period.start.ToString()}, {"end_date", period.end.ToString()}},
          {}};
}

Period PeriodOf(const NewPlacement& wanted, const Place& place) {
  return {wanted.start_date, wanted.end_date.value_or(place.period.end)};
}

std::optional<Refusal> RefuseUnentitled(const std::string& service, CivilDate date,
                                        const std::string& reason) {
  if (reason.empty()) return std::nullopt;
  if (reason == kPersonUnknown) {
    return Refusal{"person",
                   {ErrorKind::kNotFound, "PERSON_NOT_FOUND", "There is no such person.", {}, {}}};
  }
  return Refusal{
      "person",
      {ErrorKind::kPrecondition,
       "NOT_ELIGIBLE",
       "The person is not entitled to " + service + " on " + date.ToString() + ": " + reason + ".",
       {{"service", service}, {"date", date.ToString()}, {"cause", reason}},
       {}}};
}

std::vector<Refusal> RefuseByPlace(const NewPlacement& wanted, const Place& place,
                                   const std::string& eligibility_reason) {
  std::vector<Refusal> refusals;
  auto unentitled = RefuseUnentitled(place.service, wanted.start_date, eligibility_reason);
  auto outside = RefuseOutside(wanted, place.period);
  const bool unknown = unentitled && unentitled->error.kind == ErrorKind::kNotFound;
  if (unknown) refusals.push_back(*std::move(unentitled));
  if (outside) refusals.push_back(*std::move(outside));
  if (unentitled && !unknown) refusals.push_back(*std::move(unentitled));
  return refusals;
}

std::optional<Refusal> RefuseByRoom(const std::string& person_id, Period period, int capacity,
                                    const PlaceOccupancy& occupancy) {
  if (occupancy.Holds(person_id, period)) {
    return Refusal{"person",
                   {ErrorKind::kPrecondition,
                    "PLACEMENT_OVERLAP",
                    "The person holds this place on some of these days already.",
                    {},
                    {}}};
  }
  const auto full_day = occupancy.FirstFullDay(period);
  if (full_day) return Refusal{"place_code", Full(capacity, *full_day)};
  return std::nullopt;
}

}  // namespace tirek::placements
