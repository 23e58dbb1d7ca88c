// The use cases of capitation runs and their lines.
#pragma once

#include <optional>
#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/page.h"
#include "services/billing/capitation_run.h"

namespace tirek::billing {

class CapitationService {
 public:
  explicit CapitationService(IdSource& ids) : ids_(ids) {}

  // The worker computes what was made here, once it is committed.
  Result<CapitationRun> Create(rpc::Call& call, Month month);
  Result<CapitationRun> Get(rpc::Call& call, const RunId& id);
  std::vector<CapitationRun> List(rpc::Call& call, const RunFilter& filter, const rpc::Page& page);
  Result<std::vector<CapitationLine>> ListLines(rpc::Call& call, LineFilter filter,
                                                const rpc::Page& page);
  // LINE_NOT_FOUND.
  Result<CapitationLine> FindLine(rpc::Call& call, const LineId& id);

 private:
  IdSource& ids_;
};

// RUN_NOT_FOUND.
Result<CapitationRun> FindRun(sql::UnitOfWork& work, const RunId& id);

}  // namespace tirek::billing
