// Which rules of an order hold for a service on a date. Pointers are into the order, null where it
// has no such rule. Where a rule names a service or a category and another is for any, the named
// one holds alone; a sound order has no two of a kind for one service and category on one date.
#pragma once

#include <string>
#include <vector>

#include "billing/order/order.h"

namespace tirek::order {

// Days away without a rule are not paid.
const AbsenceRule* FindAbsenceRule(const StateSocialOrder& order, AbsenceReason reason,
                                   const std::string& service, CivilDate date);

// Without a rule the allowed absences are paid beside what was attended.
const BasisRule* FindBasisRule(const StateSocialOrder& order, const std::string& service,
                               CivilDate date);
PaymentBasis BasisFor(const StateSocialOrder& order, const std::string& service, CivilDate date);

const ProrationRule* ProrationFor(const StateSocialOrder& order, const std::string& service,
                                  CivilDate date);

// At most one a window: of a day, then of a month, then of a year.
std::vector<const Cap*> CapsFor(const StateSocialOrder& order, const std::string& service,
                                const std::string& category, CivilDate date);

const GuaranteedAmount* GuaranteeFor(const StateSocialOrder& order, const std::string& service,
                                     const std::string& category, CivilDate date);

// At most two: a share of the price, then one by income. A service with a fee of its own by income
// is not among those that a rule for all services takes together, and likewise by price.
std::vector<const FeeRule*> FeesFor(const StateSocialOrder& order, const std::string& service,
                                    CivilDate date);

const PensionRule* PensionFor(const StateSocialOrder& order, const std::string& service,
                              CivilDate date);

const QualityRule* QualityFor(const StateSocialOrder& order, const std::string& service,
                              CivilDate date);

const FundingRule* FundingFor(const StateSocialOrder& order, const std::string& service,
                              CivilDate date);

// The pots whose period holds the date, in the order of the document.
std::vector<const Pot*> PotsOn(const StateSocialOrder& order, CivilDate date);

}  // namespace tirek::order
