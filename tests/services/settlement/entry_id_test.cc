// The database makes an entry's id as the program does, and finds the entry by it and by nothing
// else.
#include "billing/ledger/entry_id.h"

#include <cstdint>
#include <limits>

#include "tests/services/settlement/settlement_house.h"

namespace tirek::settlement {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int32_t kMostLedgers = std::numeric_limits<std::int32_t>::max();

// -1: it is the number of no entry.
long long SequenceOf(SettlementHouse& house, int ledger_number, const std::string& entry_id) {
  long long sequence = 0;
  house.sql() << "SELECT coalesce(settlement.entry_sequence(" + std::to_string(ledger_number) +
                     ", '" + entry_id + "'), -1)",
      soci::into(sequence);
  return sequence;
}

void Post(SettlementHouse& house, const std::string& ledger_id, int entries) {
  sql::UnitOfWork work(house.database("tirek_settlement"), sql::Scope::Everything());
  LedgerGateway gateway(work);
  for (int i = 0; i < entries; ++i) {
    auto entry = ledger::Entry::Make({ledger_id,
                                      ledger::SourceType::kManual,
                                      "doc-" + std::to_string(i),
                                      *CivilDate::FromYmd(2026, 11, 3),
                                      kTenge,
                                      "",
                                      {{ledger::AccountKind::kExpenseAccrued, 100, {}},
                                       {ledger::AccountKind::kPayable, -100, {}}},
                                      {}});
    Must(gateway.Post(Must(std::move(entry)), house.clock().Now()));
  }
  work.Commit();
}

TEST_CASE("the database makes the ids that the program makes") {
  SettlementHouse house;
  for (const std::int32_t ledger_number : {1, 255, 0xABCDEF, kMostLedgers}) {
    for (const std::int64_t sequence : {std::int64_t{1}, std::int64_t{4096}, kMost}) {
      std::string id;
      house.sql() << "SELECT settlement.entry_id(" + std::to_string(ledger_number) + ", " +
                         std::to_string(sequence) + ")",
          soci::into(id);
      CHECK(id == ledger::EntryIdOf(ledger_number, sequence));
    }
  }
}

TEST_CASE("an entry is found by its id in its own ledger, and by no text that is none") {
  SettlementHouse house;
  house.sql() << "SET tirek.provider_scope = '*'";
  Post(house, "prv_a", 20);
  Post(house, "prv_b", 20);
  std::map<std::string, int> numbers;
  for (const char* ledger : {"prv_a", "prv_b"}) {
    house.sql() << std::string("SELECT ledger_number FROM settlement.ledger WHERE ledger_id = '") +
                       ledger + "'",
        soci::into(numbers[ledger]);
  }
  const int ours = numbers["prv_a"], theirs = numbers["prv_b"];
  for (int sequence = 1; sequence <= 20; ++sequence) {
    CAPTURE(sequence);
    const std::string id = ledger::EntryIdOf(ours, sequence);
    CHECK(SequenceOf(house, ours, id) == sequence);
    CHECK(SequenceOf(house, theirs, id) == -1);
  }
  std::string upper = ledger::EntryIdOf(ours, 15);
  upper.back() = 'F';
  std::string filled = ledger::EntryIdOf(ours, 15);
  filled[filled.size() - 17] = '1';  // beyond what a number can hold
  const std::string texts[] = {ledger::EntryIdOf(ours, 21),
                               ledger::EntryIdOf(ours, kMost),
                               upper,
                               filled,
                               ledger::EntryIdOf(ours, 15) + "0",
                               "ent_" + std::string(26, 'f'),
                               "ent_" + std::string(26, '0'),
                               "ent_01j00000000000000000000000",
                               "ent_",
                               "15",
                               ""};
  for (const std::string& text : texts) {
    CAPTURE(text);
    CHECK(SequenceOf(house, ours, text) == -1);
  }
}

TEST_CASE("who may post may ask for an entry's number, in its own scope, and nobody else may") {
  SettlementHouse house;
  Post(house, "prv_a", 1);
  const std::string ask =
      "SELECT coalesce(settlement.entry_sequence(l.ledger_number, settlement.entry_id("
      "l.ledger_number, 1)), -1) FROM settlement.ledger l WHERE l.ledger_id = 'prv_a'";
  struct Case {
    const char* role;
    const char* provider;
    long long rows;
  };
  for (const auto& [role, provider, rows] :
       {Case{"tirek_billing", "prv_a", 1}, Case{"tirek_settlement", "prv_a", 1},
        Case{"tirek_billing", "prv_b", 0}, Case{"tirek_settlement", "prv_b", 0}}) {
    CAPTURE(role);
    CAPTURE(provider);
    sql::UnitOfWork work(house.database(role), sql::Scope::Provider(provider));
    long long found = 0;
    work.sql() << "SELECT count(*) FROM (" + ask + ") asked (sequence) WHERE sequence = 1",
        soci::into(found);
    CHECK(found == rows);
  }
  sql::UnitOfWork work(house.database("tirek_registry"), sql::Scope::Everything());
  CHECK_THROWS(work.sql() << "SELECT settlement.entry_sequence(1, 'x')");
}

}  // namespace
}  // namespace tirek::settlement
