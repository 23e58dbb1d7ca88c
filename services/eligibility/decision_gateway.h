// All SQL on decisions. Reads and writes sets; the transaction is the caller's.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/eligibility/decision.h"

namespace tirek::eligibility {

class DecisionGateway {
 public:
  explicit DecisionGateway(sql::UnitOfWork& work) : work_(work) {}

  // DECISION_EXISTS when a number is taken, PERSON_NOT_FOUND when nobody has the id.
  Result<void> Insert(const std::vector<Decision>& decisions);

  // Up to page.size + 1 decisions, by number.
  std::vector<Decision> List(const DecisionFilter& filter, const rpc::Page& page);
  std::optional<Decision> Find(const DecisionId& id);

  // Numbers to ids, those that exist.
  std::map<std::string, std::string> IdsByNumber(const std::vector<std::string>& numbers);

  // Everything that answers questions about these persons and services, in one statement.
  DecisionsOfPersons Of(const std::vector<std::string>& person_ids,
                        const std::vector<std::string>& services);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::eligibility
