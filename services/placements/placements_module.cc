#include "services/placements/placements_module.h"

#include "services/placements/placements_handler.h"

namespace tirek::placements {
namespace {

class PlacementsModule final : public rpc::HostedService {
 public:
  explicit PlacementsModule(const rpc::HostContext& context) : handler_(context) {}
  grpc::Service& door() override { return handler_; }

 private:
  PlacementsHandler handler_;
};

}  // namespace

rpc::ServiceEntry PlacementsEntry() {
  return {
      "placements",
      {"eligibility"},
      [](const rpc::HostContext& context) { return std::make_unique<PlacementsModule>(context); },
      {}};
}

}  // namespace tirek::placements
