// Whether a person is entitled to a service on a day, and why not when not: the rule alone.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/calendar/civil_date.h"
#include "core/calendar/period.h"

namespace tirek {

// A decision on one person and one service (Social Code, art. 141), as far as the rule reads it.
struct DecisionTerm {
  std::string decision_id;
  Period period;
};

enum class Entitlement {
  kEntitled,
  kNoDecision,          // nothing was ever decided for this service
  kDecisionNotInForce,  // decided, but not for this day
  kPersonUnknown,
};

// "NO_DECISION", "DECISION_NOT_IN_FORCE", "PERSON_UNKNOWN"; "" for kEntitled.
std::string_view EntitlementReason(Entitlement entitlement);

struct EntitlementAnswer {
  Entitlement entitlement = Entitlement::kNoDecision;
  std::optional<std::size_t> decision;  // which of the decisions entitles

  friend bool operator==(const EntitlementAnswer&, const EntitlementAnswer&) = default;
};

// `decisions`: all of a known person for one service, in any order. Where several are in force on
// the day, the one that began last counts, and of these the one recorded last (ids follow time):
// a newer decision supersedes an older one that nobody ended.
EntitlementAnswer JudgeEntitlement(std::span<const DecisionTerm> decisions, CivilDate date);

}  // namespace tirek
