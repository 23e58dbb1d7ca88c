// Entries of before the chain get their balances, sums and hashes by the migration, and the same
// ones that the program computes.
#include <string>

#include "core/sql/migrations.h"
#include "core/sql/script.h"
#include "services/settlement/chain_verify.h"
#include "tests/services/settlement/settlement_house.h"

namespace tirek::settlement {
namespace {

constexpr const char* kNewDatabase = "legacy_ledger";

std::string UrlOf(const std::string& url) {
  const std::size_t at = url.find("dbname=");
  REQUIRE(at != std::string::npos);
  const std::size_t end = url.find(' ', at);
  return url.substr(0, at) + "dbname=" + kNewDatabase +
         (end == std::string::npos ? "" : url.substr(end));
}

// As release 0009 wrote them: three entries of one ledger, one of another, texts of every kind.
constexpr const char* kLegacyEntries = R"(
SET tirek.provider_scope = '*';
INSERT INTO settlement.ledger_head VALUES ('prv_a', 3), ('PAYER', 1);
WITH e AS (INSERT INTO settlement.entry (ledger_id, entry_id, sequence, source_type, source_id,
             effective_date, record_time, description, reverses_id, posting_count)
    VALUES ('prv_a', 'ent_1', 1, 'CLAIM', 'clm_1', '2026-10-31', '2026-11-05 10:00:00.123456+05',
            'Акт № 1: "услуги"', NULL, 4),
           ('prv_a', 'ent_2', 2, 'PAYMENT_ORDER', 'pmo_1', '2026-11-10', '2026-11-06 00:00:00+05',
            '', NULL, 2),
           ('prv_a', 'ent_3', 3, 'REVERSAL', 'rev_1', '2026-10-31', '2026-11-07 00:00:00+05',
            'Reversal', 'ent_2', 2),
           ('PAYER', 'ent_4', 1, 'STATEMENT_LINE', 'stm/1', '1969-12-31', '2026-11-07 00:00:00+05',
            E'tab\tand\nline', NULL, 2))
INSERT INTO settlement.posting (ledger_id, entry_id, line, account, amount_minor, currency_code,
                                contract_id, funding_source, budget_code)
    VALUES ('prv_a', 'ent_1', 1, 'EXPENSE_ACCRUED', 100, 'KZT', 'ctr_1', NULL, ''),
           ('prv_a', 'ent_1', 2, 'PAYABLE', -100, 'KZT', 'ctr_1', 'бюджет', '146'),
           ('prv_a', 'ent_1', 3, 'UNFUNDED', 7, 'KZT', NULL, NULL, NULL),
           ('prv_a', 'ent_1', 4, 'UNFUNDED_CONTRA', -7, 'KZT', NULL, NULL, NULL),
           ('prv_a', 'ent_2', 1, 'PAYABLE', 60, 'KZT', NULL, NULL, NULL),
           ('prv_a', 'ent_2', 2, 'BANK_CLEARING', -60, 'KZT', NULL, NULL, NULL),
           ('prv_a', 'ent_3', 1, 'PAYABLE', -60, 'KZT', NULL, NULL, NULL),
           ('prv_a', 'ent_3', 2, 'BANK_CLEARING', 60, 'KZT', NULL, NULL, NULL),
           ('PAYER', 'ent_4', 1, 'BANK', 9223372036854775807, 'KZT', NULL, NULL, NULL),
           ('PAYER', 'ent_4', 2, 'SUSPENSE', -9223372036854775807, 'KZT', NULL, NULL, NULL);
)";

TEST_CASE("the migration gives old entries the balances and hashes that the program computes") {
  SettlementHouse house;
  house.sql() << std::string("CREATE DATABASE ") + kNewDatabase;
  const std::string url = UrlOf(house.house().database_url());
  {
    soci::session sql("postgresql", url);
    sql::ExecuteScript(sql, std::string(sql::BootstrapScript()) + "SET ROLE tirek_owner;");
    for (const sql::Migration& migration : sql::EmbeddedMigrations()) {
      if (migration.name == "ledger_chain") sql::ExecuteScript(sql, kLegacyEntries);
      sql::ExecuteScript(sql, "BEGIN;" + std::string(migration.text) + "COMMIT;");
    }
    std::string last;
    sql << "SELECT balance_minor || ' ' || sequence || ' ' || day || ' ' || day_minor"
           " FROM settlement.account WHERE ledger_id = 'prv_a' AND account = 'PAYABLE'",
        soci::into(last);
    CHECK(last == "-100 3 2026-10-31 -160");
    sql << "RESET ROLE";
    for (const sql::Migration& migration : sql::EmbeddedMigrations()) {
      if (migration.name != "ledger_chain") continue;
      CHECK(sql::QueryScript(sql, std::string(migration.verify)).empty());
    }
  }
  sql::Database database({url, "tirek_settlement", 1});
  sql::UnitOfWork work(database, sql::Scope::Everything());
  CHECK(VerifyChains(work) == std::vector<std::string>{});
}

}  // namespace
}  // namespace tirek::settlement
