#include "services/delivery/delivery_module.h"

#include "services/delivery/delivery_handler.h"

namespace tirek::delivery {
namespace {

class DeliveryModule final : public rpc::HostedService {
 public:
  explicit DeliveryModule(const rpc::HostContext& context) : handler_(context) {}
  grpc::Service& door() override { return handler_; }

 private:
  DeliveryHandler handler_;
};

}  // namespace

rpc::ServiceEntry DeliveryEntry() {
  return {"delivery",
          {"eligibility"},
          [](const rpc::HostContext& context) { return std::make_unique<DeliveryModule>(context); },
          {}};
}

}  // namespace tirek::delivery
