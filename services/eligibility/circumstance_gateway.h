// All SQL on circumstances. Reads and writes sets; the transaction is the caller's.
#pragma once

#include <string>
#include <vector>

#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/eligibility/circumstance.h"

namespace tirek::eligibility {

class CircumstanceGateway {
 public:
  explicit CircumstanceGateway(sql::UnitOfWork& work) : work_(work) {}

  // PERSON_NOT_FOUND when nobody has the id.
  Result<void> Insert(const std::vector<Circumstance>& circumstances);

  // Up to page.size + 1 circumstances, in the order of recording.
  std::vector<Circumstance> List(const CircumstanceFilter& filter, const rpc::Page& page);
  // All of these persons, in the order of recording.
  std::vector<Circumstance> Of(const std::vector<std::string>& person_ids);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::eligibility
