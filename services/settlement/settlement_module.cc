#include "services/settlement/settlement_module.h"

#include "services/settlement/settlement_handler.h"
#include "services/settlement/settlement_verify.h"
#include "services/settlement/stream_handler.h"

namespace tirek::settlement {
namespace {

class SettlementModule final : public rpc::HostedService {
 public:
  explicit SettlementModule(const rpc::HostContext& context)
      : postings_(context.calls),
        handler_(context.calls, postings_),
        streams_(context.calls, postings_) {}

  grpc::Service& door() override { return handler_; }
  std::vector<grpc::Service*> more_doors() override { return {&streams_}; }
  void Stop() override { streams_.Stop(); }

 private:
  PostingService postings_;
  SettlementHandler handler_;
  StreamHandler streams_;
};

}  // namespace

rpc::ServiceEntry SettlementEntry() {
  return {
      "settlement",
      {},
      [](const rpc::HostContext& context) { return std::make_unique<SettlementModule>(context); },
      VerifySettlement};
}

}  // namespace tirek::settlement
