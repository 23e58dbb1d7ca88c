// A decision that a person is entitled to a service for a period; and questions about it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/calendar/period.h"
#include "core/eligibility/entitlement.h"
#include "services/eligibility/person.h"

namespace tirek::eligibility {

struct DecisionTag {
  static constexpr std::string_view kPrefix = "dec";
};
using DecisionId = Id<DecisionTag>;

struct NewDecision {
  std::string number;
  PersonId person_id;
  std::string service;
  int ground = 0;        // 1 to 12 (Social Code, art. 133(1))
  std::string category;  // selects tariffs and coefficients; empty for none
  Period period;
};

struct Decision {
  DecisionId decision_id;
  NewDecision details;
  Instant create_time;
};

struct DecisionFilter {
  std::string number;  // empty for all
  std::string person_id;
  std::string service;
};

struct Question {
  PersonId person_id;
  std::string service;
  CivilDate date;
};

struct Answer {
  Question question;
  Entitlement entitlement = Entitlement::kPersonUnknown;
  std::string decision_id;  // of the decision that entitles
  std::string category;
};

// The decisions of one person for one service, and beside each its category.
struct ServiceDecisions {
  std::vector<DecisionTerm> terms;
  std::vector<std::string> categories;
};

// By person, then by service; a person without decisions stands here with none.
using DecisionsOfPersons = std::map<std::string, std::map<std::string, ServiceDecisions>>;

Answer AnswerOf(const Question& question, const DecisionsOfPersons& decisions);

}  // namespace tirek::eligibility
