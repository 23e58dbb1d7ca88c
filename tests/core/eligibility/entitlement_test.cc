#include "core/eligibility/entitlement.h"

#include <algorithm>
#include <vector>

#include <doctest/doctest.h>

namespace tirek {
namespace {

CivilDate Day(const char* text) { return *CivilDate::Parse(text); }

struct Term {
  const char* id;
  const char* start;
  const char* end;  // "" while open
};

std::vector<DecisionTerm> Decisions(const std::vector<Term>& terms) {
  std::vector<DecisionTerm> decisions;
  for (const Term& term : terms) {
    const bool open = std::string_view(term.end).empty();
    decisions.push_back({term.id, {Day(term.start), open ? kFarFuture : Day(term.end)}});
  }
  return decisions;
}

}  // namespace

TEST_CASE("a person is entitled while a decision is in force, and told why not otherwise") {
  struct Case {
    const char* name;
    std::vector<Term> terms;
    const char* date;
    const char* reason;
    const char* decision_id;
  };
  const Case cases[] = {
      {"nothing was decided", {}, "2026-10-01", "NO_DECISION", ""},
      {"the day before the first",
       {{"a", "2026-10-01", ""}},
       "2026-09-30",
       "DECISION_NOT_IN_FORCE",
       ""},
      {"the first day", {{"a", "2026-10-01", ""}}, "2026-10-01", "", "a"},
      {"open: any later day", {{"a", "2026-10-01", ""}}, "2099-12-31", "", "a"},
      {"the last day", {{"a", "2026-10-01", "2026-11-01"}}, "2026-10-31", "", "a"},
      {"the end is exclusive",
       {{"a", "2026-10-01", "2026-11-01"}},
       "2026-11-01",
       "DECISION_NOT_IN_FORCE",
       ""},
      {"between two",
       {{"a", "2026-01-01", "2026-02-01"}, {"b", "2026-03-01", "2026-04-01"}},
       "2026-02-10",
       "DECISION_NOT_IN_FORCE",
       ""},
      {"the second of two",
       {{"a", "2026-01-01", "2026-02-01"}, {"b", "2026-03-01", "2026-04-01"}},
       "2026-03-10",
       "",
       "b"},
      {"both in force: the one that began last",
       {{"z", "2026-01-01", ""}, {"a", "2026-03-01", ""}},
       "2026-03-01",
       "",
       "a"},
      {"both in force, begun together: the one recorded last",
       {{"a", "2026-01-01", ""}, {"b", "2026-01-01", ""}},
       "2026-03-01",
       "",
       "b"},
      {"the newer one is over: the older one holds again",
       {{"a", "2026-01-01", ""}, {"b", "2026-03-01", "2026-04-01"}},
       "2026-04-01",
       "",
       "a"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    std::vector<DecisionTerm> decisions = Decisions(c.terms);
    for (int order = 0; order < 2; ++order) {
      CAPTURE(order);
      const EntitlementAnswer answer = JudgeEntitlement(decisions, Day(c.date));
      CHECK(EntitlementReason(answer.entitlement) == c.reason);
      CHECK(answer.decision.has_value() == (answer.entitlement == Entitlement::kEntitled));
      CHECK((answer.decision ? decisions[*answer.decision].decision_id : "") == c.decision_id);
      std::reverse(decisions.begin(), decisions.end());
    }
  }
}

TEST_CASE("each answer has a reason of its own") {
  CHECK(EntitlementReason(Entitlement::kEntitled) == "");
  CHECK(EntitlementReason(Entitlement::kPersonUnknown) == "PERSON_UNKNOWN");
}

}  // namespace tirek
