// How many units were paid, as the caps of persons and the months of placements count them.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "billing/capitation/terms.h"
#include "core/money/exact.h"

namespace tirek::capitation {

// A part of a row's quantity, and what denies it; the part that is paid has no denial.
struct Part {
  Decimal quantity;
  std::optional<DenialReason> denial;
  const order::Cap* cap = nullptr;  // null with a denial: the month of the placement is full
};

// Caps count the units of a person in a service, whichever provider delivers them; a person-month
// is counted in days. The days of a person-month that is divided by a plan or by a fixed number
// are at most that many for a placement (all parts of it).
class PaidUnits {
 public:
  // The parts of the row's quantity, the paid one first; each above zero. Caps are asked in the
  // order day, month, year; units that are only whole are paid whole.
  std::vector<Part> Split(const Row& row, const Treatment& treatment) const;

  // So much of the row is paid.
  void Pay(const Row& row, const Treatment& treatment, const Decimal& quantity);

 private:
  using PersonService = std::pair<std::string, std::string>;

  bool IsMonthFull(const Row& row, const Treatment& treatment) const;
  Exact LeftUnder(const order::Cap& cap, const Row& row) const;

  std::map<std::pair<PersonService, CivilDate>, Exact> of_day_;
  std::map<PersonService, Exact> of_month_;
  std::map<std::string, int> days_of_placement_;  // of person-months, by limit key
};

}  // namespace tirek::capitation
