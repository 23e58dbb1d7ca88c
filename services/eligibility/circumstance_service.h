// The use cases on circumstances: what is recorded later counts.
#pragma once

#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/import.h"
#include "core/rpc/page.h"
#include "services/eligibility/circumstance.h"

namespace tirek::eligibility {

class CircumstanceService {
 public:
  explicit CircumstanceService(IdSource& ids) : ids_(ids) {}

  Result<Circumstance> Create(rpc::Call& call, const NewCircumstance& details);
  // Up to page.size + 1 circumstances.
  Result<std::vector<Circumstance>> List(rpc::Call& call, const CircumstanceFilter& filter,
                                         const rpc::Page& page);
  // Stores the rows that still have a command, each after those above it, but those that repeat
  // what counts already.
  Result<void> Import(rpc::Call& call, std::vector<rpc::ImportRow<NewCircumstance>>& rows);

 private:
  // `recorded`: of the same person and kind, in the order of recording.
  Circumstance Make(const rpc::Call& call, const NewCircumstance& details,
                    const std::vector<Circumstance>& recorded);

  IdSource& ids_;
};

}  // namespace tirek::eligibility
