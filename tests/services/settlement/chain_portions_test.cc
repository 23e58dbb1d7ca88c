// The proof of the chains says the same whatever portions it reads them in.
#include "services/settlement/chain_verify.h"
#include "tests/services/settlement/settlement_house.h"

namespace tirek::settlement {
namespace {

// Ledgers of one, five, two and three entries.
void Post(SettlementHouse& house) {
  sql::UnitOfWork work(house.database("tirek_settlement"), sql::Scope::Everything());
  LedgerGateway gateway(work);
  int number = 0;
  for (const auto& [ledger, entries] : std::vector<std::pair<std::string, int>>{
           {"prv_a", 1}, {"prv_b", 5}, {"prv_c", 2}, {"prv_d", 3}}) {
    for (int i = 0; i < entries; ++i) {
      auto entry = ledger::Entry::Make({ledger,
                                        ledger::SourceType::kClaim,
                                        "clm_" + std::to_string(++number),
                                        *CivilDate::FromYmd(2026, 11, 3),
                                        kTenge,
                                        "Claim",
                                        {{ledger::AccountKind::kExpenseAccrued, 100, {}},
                                         {ledger::AccountKind::kPayable, -100, {}}},
                                        {}});
      Must(gateway.Post(Must(std::move(entry)), house.clock().Now()));
    }
  }
  work.Commit();
}

std::vector<std::string> Verified(SettlementHouse& house, int entries_at_once) {
  sql::UnitOfWork work(house.database("tirek_settlement"), sql::Scope::Everything());
  return VerifyChains(work, entries_at_once);
}

TEST_CASE("whatever portions the chains are read in, the proof says the same") {
  SettlementHouse house;
  Post(house);
  for (int size = 1; size <= 12; ++size) CHECK(Verified(house, size).empty());

  house.sql() << "SET session_replication_role = replica";
  house.sql() << "ALTER TABLE settlement.ledger_entry DROP CONSTRAINT entry_balances_ck";
  const auto of = [](const std::string& ledger) {
    return " WHERE ledger_number = (SELECT ledger_number FROM settlement.ledger"
           " WHERE ledger_id = '" +
           ledger + "')";
  };
  const std::string entry = "settlement.ledger_entry";
  for (const std::string& change :
       {"UPDATE " + entry + " SET description = 'x'" + of("prv_a"),
        "UPDATE " + entry + " SET contract_id = '{NULL, x}'" + of("prv_b") + " AND sequence = 3",
        "DELETE FROM " + entry + of("prv_c") + " AND sequence = 1",
        "UPDATE " + entry + " SET account = trim_array(account, 1)," +
            " amount_minor = trim_array(amount_minor, 1)," +
            " balance_minor = trim_array(balance_minor, 1)" + of("prv_d") + " AND sequence = 2"}) {
    house.sql() << change;
  }
  const std::vector<std::string> differences = Verified(house, 100);
  CHECK(differences.size() == 4);
  for (int size = 1; size <= 12; ++size) {
    CAPTURE(size);
    CHECK(Verified(house, size) == differences);
  }
}

}  // namespace
}  // namespace tirek::settlement
