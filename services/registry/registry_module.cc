#include "services/registry/registry_module.h"

#include "services/registry/registry_handler.h"

namespace tirek::registry {
namespace {

class RegistryModule final : public rpc::HostedService {
 public:
  explicit RegistryModule(const rpc::HostContext& context) : handler_(context.calls) {}
  grpc::Service& door() override { return handler_; }

 private:
  RegistryHandler handler_;
};

}  // namespace

rpc::ServiceEntry RegistryEntry() {
  return {"registry",
          {},
          [](const rpc::HostContext& context) { return std::make_unique<RegistryModule>(context); },
          {}};
}

}  // namespace tirek::registry
