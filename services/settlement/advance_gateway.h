// All SQL of advances: what was asked for, decided and recouped. What pays them and takes them off
// is in payment_gateway and netting_gateway.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/settlement/advance.h"

namespace tirek::settlement {

class AdvanceGateway {
 public:
  explicit AdvanceGateway(sql::UnitOfWork& work) : work_(work) {}

  std::optional<AdvancedContract> FindContract(const std::string& contract_id);
  int CountOf(const std::string& month);

  void Insert(const Advance& advance);
  // What was decided of it.
  void Update(const Advance& advance);
  // Its row is held until the transaction ends.
  std::optional<Advance> Lock(const AdvanceId& id);
  std::optional<Advance> Find(const AdvanceId& id);
  // Newest first.
  std::vector<Advance> List(const AdvanceFilter& filter, const rpc::Page& page);

  // The number of the advance's recoupment, from 1.
  int Recoup(const Advance& advance, const std::string& principal, const std::string& reason,
             Instant now);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::settlement
