#include "services/eligibility/eligibility_module.h"

#include "services/eligibility/eligibility_handler.h"

namespace tirek::eligibility {
namespace {

class EligibilityModule final : public rpc::HostedService {
 public:
  explicit EligibilityModule(const rpc::HostContext& context) : handler_(context.calls) {}
  grpc::Service& door() override { return handler_; }

 private:
  EligibilityHandler handler_;
};

}  // namespace

rpc::ServiceEntry EligibilityEntry() {
  return {
      "eligibility",
      {},
      [](const rpc::HostContext& context) { return std::make_unique<EligibilityModule>(context); },
      {}};
}

}  // namespace tirek::eligibility
