#include "services/settlement/posting_service.h"

#include "billing/ledger/chart.h"
#include "services/settlement/account_gateway.h"
#include "services/settlement/ledger_service.h"

namespace tirek::settlement {
namespace {

// Two shards keep both a processor busy and the other free for the database, on the smallest
// machine that this runs on.
constexpr int kShards = 2;

Error ProviderNotFound(const std::string& provider_id) {
  return {ErrorKind::kNotFound,
          "PROVIDER_NOT_FOUND",
          "There is no such provider.",
          {{"provider_id", provider_id}},
          {}};
}

}  // namespace

PostingService::PostingService(const rpc::CallEnvironment& environment)
    : environment_(environment), queue_({environment.database, environment.clock}, kShards) {}

Result<PostingOutcome> PostingService::Post(const PostedCommands& commands, PostingRequest request,
                                            bool validate_only) {
  TIREK_RETURN_IF_ERROR(RequireLedgers(commands.sets));
  return queue_.Post(commands.sets, std::move(request), validate_only);
}

Result<PostingQueue::Outcome> PostingService::Submit(const PostedCommands& commands,
                                                     PostingRequest request, bool validate_only,
                                                     const std::function<bool()>& gives_up) {
  TIREK_RETURN_IF_ERROR(RequireLedgers(commands.sets));
  return queue_.Submit({commands.sets, std::move(request), validate_only, {}}, gives_up);
}

Result<void> PostingService::RequireLedgers(const std::vector<ledger::CommandSet>& sets) {
  std::set<std::string> asked;
  {
    const std::lock_guard lock(mutex_);
    for (const ledger::CommandSet& set : sets) {
      for (const ledger::Command& command : set) {
        const std::string& ledger_id = ledger::LedgerIdOf(command);
        if (!known_ledgers_.contains(ledger_id)) asked.insert(ledger_id);
      }
    }
  }
  if (asked.empty()) return {};
  sql::UnitOfWork work(environment_.database, sql::Scope::Everything());
  const auto unknown = AccountGateway(work).Unknown({asked.begin(), asked.end()});
  if (!unknown.empty()) return ProviderNotFound(unknown.front());
  const std::lock_guard lock(mutex_);
  known_ledgers_.insert(asked.begin(), asked.end());
  return {};
}

Result<AccountLimits> PostingService::SetLimits(rpc::Call& call, const AccountLimits& limits) {
  AccountGateway gateway(call.work());
  if (!gateway.Unknown({limits.ledger_id}).empty()) return ProviderNotFound(limits.ledger_id);
  call.NameSubject(limits.ledger_id);
  return gateway.SetLimits(limits);
}

Result<std::vector<ListedReservation>> ListReservations(rpc::Call& call,
                                                        const ReservationFilter& filter,
                                                        const rpc::Page& page) {
  TIREK_ASSIGN_OR_RETURN(const std::string ledger_id,
                         LedgerOf(call.principal(), {filter.provider_id, filter.payer, {}}));
  return AccountGateway(call.work()).Reservations(ledger_id, filter.state, page);
}

}  // namespace tirek::settlement
