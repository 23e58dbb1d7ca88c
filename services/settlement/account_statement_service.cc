#include "services/settlement/account_statement_service.h"

#include <array>
#include <utility>

#include "core/calendar/time_zone.h"
#include "services/settlement/account_statement_gateway.h"
#include "services/settlement/payable_gateway.h"
#include "services/settlement/tie_out_gateway.h"

namespace tirek::settlement {
namespace {

constexpr std::size_t kMostRows = 10'000;
constexpr std::array kOwedAccounts = {ledger::AccountKind::kPayable,
                                      ledger::AccountKind::kBankClearing};
constexpr std::array kAdvanceAccounts = {ledger::AccountKind::kAdvance};

// The provider that the call may read, or why not.
Result<StatementProvider> ProviderOf(rpc::Call& call, const std::string& wanted) {
  TIREK_ASSIGN_OR_RETURN(const std::string provider_id, call.principal().NarrowedTo(wanted));
  if (provider_id.empty()) {
    return InvalidFields({{"provider_id", "INVALID_ID", "the id of a provider"}});
  }
  auto provider = AccountStatementGateway(call.work()).Provider(provider_id);
  if (provider) return *std::move(provider);
  return Error{ErrorKind::kNotFound, "PROVIDER_NOT_FOUND", "There is no such provider.", {}, {}};
}

Error TooLarge(const std::string& what) {
  const std::string limit = std::to_string(kMostRows);
  return {ErrorKind::kPrecondition,
          "LEDGER_JOURNAL_TOO_LARGE",
          "This is more than " + limit + " " + what + ", which is more than one statement holds.",
          {{"what", what}, {"limit", limit}},
          {}};
}

struct AccountHistory {
  Money opening = Money::FromMinor(0, kTenge);
  std::vector<Movement> movements;
  ledger::CarriedBalances carried;
};

// The balances before and after come from sums of days, the movements from the entries: both must
// agree, or the ledger lies.
Result<AccountHistory> HistoryOf(rpc::Call& call, const StatementScope& scope,
                                 const KnownLedger& known, ledger::AccountSet set) {
  AccountStatementGateway gateway(call.work());
  const auto accounts = ledger::AccountsOf(set);
  AccountHistory history;
  history.opening = gateway.OwedBefore(known, accounts, scope.period.start, scope.currency);
  history.movements = gateway.Movements(known, accounts, scope.period, scope.currency,
                                        static_cast<int>(kMostRows) + 1);
  if (history.movements.size() > kMostRows) return TooLarge("movements");
  std::vector<Money> owed;
  for (const Movement& movement : history.movements) owed.push_back(movement.owed);
  TIREK_ASSIGN_OR_RETURN(history.carried, ledger::CarryBalance(history.opening, owed));
  for (std::size_t i = 0; i < owed.size(); ++i) {
    history.movements[i].balance = history.carried.after[i];
  }
  TIREK_ASSERT(history.carried.closing ==
               gateway.OwedBefore(known, accounts, scope.period.end, scope.currency));
  return history;
}

// What is owed on ADVANCE is below zero: the provider has it.
Result<void> AddAdvances(rpc::Call& call, AccountStatement& statement) {
  const StatementQuery& query = statement.query;
  const Currency currency = query.scope.currency;
  PayableFilter filter{statement.provider.provider_id, query.as_of};
  filter.sequence = statement.known.sequence;
  statement.unearned_under_way = PayableGateway(call.work()).AdvancesUnderWay(filter, currency);
  const Money owed = AccountStatementGateway(call.work())
                         .OwedBefore(statement.known, kAdvanceAccounts, query.as_of + 1, currency);
  TIREK_ASSIGN_OR_RETURN(statement.unearned, Money::FromMinor(0, currency).Minus(owed));
  return {};
}

Result<void> AddAgeing(rpc::Call& call, AccountStatement& statement) {
  const StatementQuery& query = statement.query;
  PayableFilter filter{statement.provider.provider_id, query.as_of};
  filter.sequence = statement.known.sequence;
  auto payables = PayableGateway(call.work()).Payables(filter, {static_cast<int>(kMostRows), {}});
  if (payables.size() > kMostRows) return TooLarge("payables");
  statement.ageing.as_of = query.as_of;
  Money unexplained =
      AccountStatementGateway(call.work())
          .OwedBefore(statement.known, kOwedAccounts, query.as_of + 1, query.scope.currency);
  TIREK_ASSIGN_OR_RETURN(unexplained, unexplained.Minus(statement.unearned_under_way));
  std::vector<ledger::DueSum> sums;
  for (OpenDocument& payable : payables) {
    if (payable.open.currency() != query.scope.currency) continue;
    TIREK_ASSIGN_OR_RETURN(unexplained, unexplained.Minus(payable.open));
    sums.push_back({payable.due_date, 1, payable.open, payable.under_way});
    statement.payables.push_back({std::move(payable), query.as_of});
  }
  TIREK_ASSIGN_OR_RETURN(statement.ageing.bands,
                         ledger::SumByBand(sums, query.as_of, query.scope.currency));
  statement.unexplained = unexplained;
  return {};
}

std::vector<reconciliation::Document> DocumentsOf(const std::vector<Movement>& movements) {
  std::vector<reconciliation::Document> documents;
  for (const Movement& movement : movements) {
    std::vector<std::string> numbers = {movement.number};
    if (!movement.reference.empty() && movement.reference != movement.number) {
      numbers.push_back(movement.reference);
    }
    documents.push_back({std::move(numbers), movement.effective_date, movement.owed.minor()});
  }
  return documents;
}

Result<std::vector<Money>> SumsByKind(const std::vector<Movement>& movements, Currency currency) {
  std::vector<Money> sums(ledger::kMovementKinds, Money::FromMinor(0, currency));
  for (const Movement& movement : movements) {
    Money& sum = sums[static_cast<std::size_t>(movement.kind())];
    TIREK_ASSIGN_OR_RETURN(sum, sum.Plus(movement.owed));
  }
  return sums;
}

// Our side of an act, without what compares it; `opening` is the balance before its movements.
Result<ReconciliationAct> OurSideOf(rpc::Call& call, StatementProvider provider,
                                    StatementScope scope, Money& opening) {
  scope.provider_id = provider.provider_id;
  const KnownLedger known =
      AccountStatementGateway(call.work()).Known(provider.provider_id, scope.known_at);
  TIREK_ASSIGN_OR_RETURN(AccountHistory history,
                         HistoryOf(call, scope, known, ledger::AccountSet::kSettlements));
  opening = history.opening;
  ReconciliationAct act;
  TIREK_ASSIGN_OR_RETURN(act.by_kind, SumsByKind(history.movements, scope.currency));
  const auto sum = [&](ledger::MovementKind kind) {
    return act.by_kind[static_cast<std::size_t>(kind)];
  };
  TIREK_ASSIGN_OR_RETURN(
      act.other, sum(ledger::MovementKind::kReversed).Plus(sum(ledger::MovementKind::kOther)));
  act.provider = std::move(provider);
  act.scope = std::move(scope);
  act.movements = std::move(history.movements);
  return act;
}

CivilDate Today(const rpc::Call& call) { return Kazakhstan().CivilDayOf(call.now()); }

}  // namespace

Result<AccountStatement> GetAccountStatement(rpc::Call& call, StatementQuery query) {
  AccountStatement statement;
  TIREK_ASSIGN_OR_RETURN(statement.provider, ProviderOf(call, query.scope.provider_id));
  query.scope.provider_id = statement.provider.provider_id;
  statement.known = AccountStatementGateway(call.work())
                        .Known(statement.provider.provider_id, query.scope.known_at);
  TIREK_ASSIGN_OR_RETURN(AccountHistory history,
                         HistoryOf(call, query.scope, statement.known, query.accounts));
  statement.query = std::move(query);
  statement.opening = history.opening;
  statement.movements = std::move(history.movements);
  statement.carried = std::move(history.carried);
  TIREK_RETURN_IF_ERROR(AddAdvances(call, statement));
  TIREK_RETURN_IF_ERROR(AddAgeing(call, statement));
  return statement;
}

Result<ReconciliationAct> GetReconciliationAct(rpc::Call& call, StatementScope scope) {
  TIREK_ASSIGN_OR_RETURN(StatementProvider provider, ProviderOf(call, scope.provider_id));
  Money opening = Money::FromMinor(0, scope.currency);
  TIREK_ASSIGN_OR_RETURN(ReconciliationAct act,
                         OurSideOf(call, std::move(provider), std::move(scope), opening));
  TIREK_ASSIGN_OR_RETURN(act.act.ours, reconciliation::SideOf(opening, DocumentsOf(act.movements)));
  return act;
}

Result<ReconciliationAct> CompareReconciliationAct(rpc::Call& call, ActQuery query) {
  const StatementScope& scope = query.scope;
  TIREK_ASSIGN_OR_RETURN(StatementProvider provider, ProviderOf(call, scope.provider_id));
  reconciliation::TheirFigures theirs{query.their_opening, query.their_closing, {}};
  TIREK_ASSIGN_OR_RETURN(
      theirs.list, reconciliation::ReadCounterpartyList(query.file, scope.period, scope.currency));
  Money opening = Money::FromMinor(0, scope.currency);
  TIREK_ASSIGN_OR_RETURN(ReconciliationAct act,
                         OurSideOf(call, std::move(provider), scope, opening));
  TIREK_ASSIGN_OR_RETURN(act.act,
                         reconciliation::Reconcile(opening, DocumentsOf(act.movements), theirs));
  act.theirs = std::move(theirs.list);
  return act;
}

Result<std::vector<AgedDocument>> ListPayables(rpc::Call& call, PayableFilter filter,
                                               const rpc::Page& page) {
  TIREK_ASSIGN_OR_RETURN(filter.provider_id, call.principal().NarrowedTo(filter.provider_id));
  std::vector<AgedDocument> aged;
  if (!filter.as_of) filter.as_of = Today(call);
  for (OpenDocument& payable : PayableGateway(call.work()).Payables(filter, page)) {
    aged.push_back({std::move(payable), *filter.as_of});
  }
  return aged;
}

Result<std::vector<Ageing>> GetPayableAgeing(rpc::Call& call, PayableFilter filter) {
  TIREK_ASSIGN_OR_RETURN(filter.provider_id, call.principal().NarrowedTo(filter.provider_id));
  if (!filter.as_of) filter.as_of = Today(call);
  PayableGateway gateway(call.work());
  if (gateway.LacksContract(filter)) {
    return Error{ErrorKind::kNotFound,
                 "CONTRACT_NOT_FOUND",
                 "There is no such contract of this provider.",
                 {},
                 {}};
  }
  const DueSums sums = gateway.Sums(filter);
  std::vector<Ageing> ageings;
  for (auto first = sums.begin(); first != sums.end();) {
    const Currency currency = first->open.currency();
    auto last = first;
    while (last != sums.end() && last->open.currency() == currency) ++last;
    TIREK_ASSIGN_OR_RETURN(auto bands, ledger::SumByBand({first, last}, *filter.as_of, currency));
    ageings.push_back({*filter.as_of, std::move(bands)});
    first = last;
  }
  if (ageings.empty()) {
    TIREK_ASSIGN_OR_RETURN(auto none, ledger::SumByBand({}, *filter.as_of, kTenge));
    ageings.push_back({*filter.as_of, std::move(none)});
  }
  return ageings;
}

Result<std::vector<TieOutItem>> ExplainTieOut(rpc::Call& call, TieOutQuery query) {
  TIREK_ASSIGN_OR_RETURN(const StatementProvider provider, ProviderOf(call, query.provider_id));
  return TieOutGateway(call.work()).Items(provider.provider_id, query.month);
}

}  // namespace tirek::settlement
