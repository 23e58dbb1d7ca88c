#include "services/access/access_module.h"

#include "services/access/access_handler.h"

namespace tirek::access {
namespace {

class AccessModule final : public rpc::HostedService {
 public:
  explicit AccessModule(const rpc::HostContext& context)
      : calls_(context.calls), tokens_(context.calls.ids, random_), handler_(calls_, tokens_) {}

  grpc::Service& door() override { return handler_; }

 private:
  // Secrets come from the kernel, whatever randomness the rest of the process is given.
  SystemRandom random_;
  rpc::CallGate calls_;
  TokenService tokens_;
  AccessHandler handler_;
};

}  // namespace

rpc::ServiceEntry AccessEntry() {
  return {"access",
          {},
          [](const rpc::HostContext& context) { return std::make_unique<AccessModule>(context); },
          {}};
}

}  // namespace tirek::access
