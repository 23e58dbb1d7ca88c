#include "services/billing/billing_module.h"

#include "services/billing/billing_handler.h"
#include "services/billing/billing_verify.h"
#include "services/billing/retro_handler.h"

namespace tirek::billing {
namespace {

class BillingModule final : public rpc::HostedService {
 public:
  explicit BillingModule(const rpc::HostContext& context)
      : worker_(context.calls),
        handler_(context.calls, worker_, streams_),
        retro_(context.calls, streams_) {}

  grpc::Service& door() override { return handler_; }
  std::vector<grpc::Service*> more_doors() override { return {&retro_}; }
  void Start() override { worker_.Start(); }
  void Stop() override {
    streams_.Stop();
    worker_.Stop();
  }

 private:
  StopSignal streams_;
  CapitationWorker worker_;
  BillingHandler handler_;
  RetroHandler retro_;
};

}  // namespace

rpc::ServiceEntry BillingEntry() {
  return {"billing",
          {},
          [](const rpc::HostContext& context) { return std::make_unique<BillingModule>(context); },
          VerifyBilling};
}

}  // namespace tirek::billing
