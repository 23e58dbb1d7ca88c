#include "services/contracts/contracts_module.h"

#include "services/contracts/contracts_handler.h"
#include "services/contracts/contracts_verify.h"

namespace tirek::contracts {
namespace {

class ContractsModule final : public rpc::HostedService {
 public:
  explicit ContractsModule(const rpc::HostContext& context) : handler_(context.calls) {}
  grpc::Service& door() override { return handler_; }

 private:
  ContractsHandler handler_;
};

}  // namespace

rpc::ServiceEntry ContractsEntry() {
  return {
      "contracts",
      {},
      [](const rpc::HostContext& context) { return std::make_unique<ContractsModule>(context); },
      VerifyContracts};
}

}  // namespace tirek::contracts
