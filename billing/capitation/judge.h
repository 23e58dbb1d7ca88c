// The judgement of rows, one by one: what pays each, or why it is not paid.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "billing/capitation/absence_limits.h"
#include "billing/capitation/paid_units.h"
#include "billing/capitation/rows.h"
#include "billing/capitation/terms.h"

namespace tirek::capitation {

// A row, or the part of its quantity that is treated alike.
struct JudgedRow {
  Row row;
  Treatment treatment;
};

// Judges the rows of a month in the order of claim. A denied row claims nothing: it neither uses up
// a limit nor stands in another row's way.
//
// Of two days of a person in day units the first is paid, days present, away and enrolled alike;
// a reserved day or one of a notice period stands in nobody's way, and nobody in its. A place
// holds persons present, and under payment by enrolment those who are away, too.
class Judge {
 public:
  // The parts of the row, of different treatment, the paid one first: one, but where a cap cuts.
  std::vector<JudgedRow> Next(const Row& row);

 private:
  std::optional<DenialReason> FirstDenial(const Row& row, Treatment& treatment) const;
  std::optional<DenialReason> DenialByAbsence(const Row& row, const Treatment& treatment) const;
  std::optional<DenialReason> DenialByOverlap(const Row& row, Treatment& treatment) const;
  std::optional<DenialReason> DenialByCapacity(const Row& row, const Treatment& treatment) const;
  void Claim(const JudgedRow& paid);

  CivilDate date_;
  std::map<std::string, Row> day_of_person_;     // on date_, by person: whose day it is
  std::map<std::string, int> present_at_place_;  // on date_, by place
  AbsenceLimits absence_limits_;
  PaidUnits paid_units_;
};

}  // namespace tirek::capitation
