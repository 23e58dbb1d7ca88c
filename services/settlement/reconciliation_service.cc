#include "services/settlement/reconciliation_service.h"

#include "services/settlement/reconciliation_gateway.h"

namespace tirek::settlement {

Result<std::vector<Break>> ListBreaks(rpc::Call& call, BreakFilter filter, const rpc::Page& page) {
  TIREK_ASSIGN_OR_RETURN(filter.provider_id, call.principal().NarrowedTo(filter.provider_id));
  return ReconciliationGateway(call.work()).Breaks(filter, page);
}

Result<std::vector<TieOut>> ListTieOuts(rpc::Call& call, TieOutFilter filter,
                                        const rpc::Page& page) {
  TIREK_ASSIGN_OR_RETURN(filter.provider_id, call.principal().NarrowedTo(filter.provider_id));
  ReconciliationGateway gateway(call.work());
  std::vector<TieOut> tie_outs = gateway.TieOuts(filter, page);
  std::vector<std::string> provider_ids;
  provider_ids.reserve(tie_outs.size());
  for (const TieOut& tie_out : tie_outs) provider_ids.push_back(tie_out.provider_id);
  for (const Break& found : gateway.BreaksOf(filter.month.ToString(), provider_ids)) {
    for (TieOut& tie_out : tie_outs) {
      if (tie_out.provider_id == found.provider_id &&
          tie_out.accrued.currency() == found.found.currency()) {
        tie_out.breaks.push_back(found);
      }
    }
  }
  return tie_outs;
}

}  // namespace tirek::settlement
