#include "services/settlement/settlement_module.h"

#include "services/settlement/account_statement_handler.h"
#include "services/settlement/advance_handler.h"
#include "services/settlement/approval_rule_handler.h"
#include "services/settlement/matching_handler.h"
#include "services/settlement/period_handler.h"
#include "services/settlement/settlement_handler.h"
#include "services/settlement/settlement_verify.h"
#include "services/settlement/stream_handler.h"
#include "services/settlement/upload_handler.h"

namespace tirek::settlement {
namespace {

class SettlementModule final : public rpc::HostedService {
 public:
  explicit SettlementModule(const rpc::HostContext& context)
      : postings_(context.calls),
        handler_(context.calls, postings_),
        advances_(context.calls),
        approval_rules_(context.calls),
        matching_(context.calls),
        periods_(context.calls),
        statements_(context.calls),
        streams_(context.calls, postings_),
        uploads_(context.calls) {}

  grpc::Service& door() override { return handler_; }
  std::vector<grpc::Service*> more_doors() override {
    return {&advances_,   &approval_rules_, &matching_, &periods_,
            &statements_, &streams_,        &uploads_};
  }
  void Stop() override { streams_.Stop(); }

 private:
  PostingService postings_;
  SettlementHandler handler_;
  AdvanceHandler advances_;
  ApprovalRuleHandler approval_rules_;
  MatchingHandler matching_;
  PeriodHandler periods_;
  AccountStatementHandler statements_;
  StreamHandler streams_;
  UploadHandler uploads_;
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
