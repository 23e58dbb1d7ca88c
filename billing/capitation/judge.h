// The judgement of attendance rows, one by one: what pays each, or why it is not paid.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "billing/capitation/facts.h"
#include "billing/capitation/line.h"
#include "billing/order/lookup.h"

namespace tirek::capitation {

// An attendance row with what it belongs to; pointers into the MonthFacts.
struct Row {
  const PlacementFacts* placement = nullptr;
  const ContractFacts* contract = nullptr;
  const PlaceFacts* place = nullptr;
  const AttendanceDay* day = nullptr;
};

// All rows of sound facts, date by date, and on a date in the order of admission (then of
// admission key, then of placement id): who comes first has the first claim.
std::vector<Row> RowsInOrderOfClaim(const MonthFacts& facts);

// How a row is treated. Rows of a placement that are treated alike make one line.
struct Treatment {
  const order::Tariff* tariff = nullptr;  // null without one in force, or with two
  std::vector<const order::Coefficient*> coefficients;
  std::string category;
  const order::AbsenceRule* absence_rule = nullptr;
  std::optional<order::AbsenceReason> absence;
  Decimal paid_share;
  std::optional<DenialReason> denial;
  std::string overlap_placement_id;

  friend bool operator==(const Treatment&, const Treatment&) = default;
};

// Judges the rows of a month in the order of claim. A denied row claims nothing: it neither uses up
// a limit nor stands in another row's way.
class Judge {
 public:
  Treatment Next(const Row& row);

 private:
  std::optional<DenialReason> FirstDenial(const Row& row, Treatment& treatment) const;
  std::optional<DenialReason> DenialByAbsence(const Row& row, const Treatment& treatment) const;
  std::optional<DenialReason> DenialByOverlap(const Row& row, Treatment& treatment) const;
  std::optional<DenialReason> DenialByCapacity(const Row& row) const;
  void Claim(const Row& row, const Treatment& treatment);

  CivilDate date_;
  std::map<std::string, Row> day_of_person_;     // on date_, by person: whose day it is
  std::map<std::string, int> present_at_place_;  // on date_, by place
  std::map<std::pair<std::string, order::AbsenceReason>, int> paid_days_away_;  // by placement
};

}  // namespace tirek::capitation
