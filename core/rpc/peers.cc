#include "core/rpc/peers.h"

#include <grpc/support/time.h>

namespace tirek::rpc {

void ActFor(const std::string& token, grpc::ClientContext* context) {
  constexpr std::int64_t kDeadlineSeconds = 30;
  context->AddMetadata("authorization", "Bearer " + token);
  context->set_deadline(gpr_time_add(gpr_now(GPR_CLOCK_MONOTONIC),
                                     gpr_time_from_seconds(kDeadlineSeconds, GPR_TIMESPAN)));
}

}  // namespace tirek::rpc
