// All SQL of account statements: balances and movements of a provider's accounts, as far as the
// ledger is known. Each figure comes from ranges of indexes: none is a sum over history.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/sql/unit_of_work.h"
#include "services/settlement/account_statement.h"

namespace tirek::settlement {

class AccountStatementGateway {
 public:
  explicit AccountStatementGateway(sql::UnitOfWork& work) : work_(work) {}

  std::optional<StatementProvider> Provider(const std::string& provider_id);

  // The entries recorded at `known_at` or before, found by halving: their times never go back.
  KnownLedger Known(const std::string& ledger_id, const std::optional<Instant>& known_at);

  // What is owed to the provider on `accounts` before `day` begins. Reads a row an account and day
  // with postings, from the day to the nearer end of the ledger, however many stand on each.
  Money OwedBefore(const KnownLedger& known, std::span<const ledger::AccountKind> accounts,
                   CivilDate day, Currency currency);

  // By effective date and sequence, without those that only move between the accounts: up to
  // `limit`.
  std::vector<Movement> Movements(const KnownLedger& known,
                                  std::span<const ledger::AccountKind> accounts, Period period,
                                  Currency currency, int limit);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::settlement
