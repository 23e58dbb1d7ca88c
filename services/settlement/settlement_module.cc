#include "services/settlement/settlement_module.h"

#include "services/settlement/account_statement_handler.h"
#include "services/settlement/settlement_handler.h"
#include "services/settlement/settlement_verify.h"

namespace tirek::settlement {
namespace {

class SettlementModule final : public rpc::HostedService {
 public:
  explicit SettlementModule(const rpc::HostContext& context)
      : handler_(context.calls), statements_(context.calls) {}
  grpc::Service& door() override { return handler_; }
  std::vector<grpc::Service*> more_doors() override { return {&statements_}; }

 private:
  SettlementHandler handler_;
  AccountStatementHandler statements_;
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
