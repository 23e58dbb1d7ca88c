#include "services/settlement/settlement_module.h"

#include "services/settlement/account_statement_handler.h"
#include "services/settlement/matching_handler.h"
#include "services/settlement/period_handler.h"
#include "services/settlement/settlement_handler.h"
#include "services/settlement/settlement_verify.h"

namespace tirek::settlement {
namespace {

class SettlementModule final : public rpc::HostedService {
 public:
  explicit SettlementModule(const rpc::HostContext& context)
      : handler_(context.calls),
        matching_(context.calls),
        periods_(context.calls),
        statements_(context.calls) {}
  grpc::Service& door() override { return handler_; }
  std::vector<grpc::Service*> more_doors() override {
    return {&matching_, &periods_, &statements_};
  }

 private:
  SettlementHandler handler_;
  MatchingHandler matching_;
  PeriodHandler periods_;
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
