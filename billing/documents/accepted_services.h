// What a claim comes to by service: the rows of an act and of an invoice.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/calendar/month.h"
#include "core/calendar/period.h"
#include "core/money/decimal.h"
#include "core/money/money.h"

namespace tirek::documents {

// A tariff of the order, by its code; unit and condition as the protos name them: "BED_DAY".
struct TariffTerms {
  std::string service;
  std::string condition;
  std::string unit;
  Period period;
};

// A person-day beyond the contract's ceiling, or the part of one.
struct CutDay {
  Decimal quantity;
  Money claimed;
  Money unfunded;
};

struct AdjudicatedLine {
  std::string tariff_code;
  std::string person_id;
  Decimal quantity;
  Money claimed;
  Money approved;
  Money unfunded;
  std::vector<CutDay> cut_days = {};  // they add to `unfunded`
};

// Units of one tariff at one price.
struct ServiceRow {
  std::string tariff_code;
  TariffTerms tariff;
  Period days;  // of the month, in which the tariff holds
  int persons = 0;
  Decimal quantity;
  // Absent where the sum is not, to the tiyn, a price times the quantity: the person or another
  // budget pays a part, a person-month is divided, the contract's ceiling cuts a day in two, or
  // lines that were rounded each do not come to it.
  std::optional<Money> price;
  Money amount;
};

// A price times a quantity, to the tiyn, half up. AMOUNT_OVERFLOW.
Result<Money> CostOf(Money price, const Decimal& quantity);

struct AcceptedServices {
  std::vector<ServiceRow> rows;  // by tariff, then price
  Money total;                   // what is accepted and to be paid
  Money unfunded;                // rendered, and beyond the contract's ceiling
};

// Groups what was approved. Where a line is cut, the units of its whole days keep their price, and
// the rest of the day that crosses the ceiling stands alone. The rows add to what the lines come
// to. TARIFF_NOT_FOUND; CURRENCY_MISMATCH, AMOUNT_OVERFLOW and the like of money.
Result<AcceptedServices> GroupServices(const std::vector<AdjudicatedLine>& lines,
                                       const std::map<std::string, TariffTerms>& tariffs,
                                       const Month& month, Currency currency);

}  // namespace tirek::documents
