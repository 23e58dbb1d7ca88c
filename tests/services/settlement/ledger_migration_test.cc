// What the migrations make of a ledger that was there before: ledger_chain gives its entries the
// balances and hashes that the program computes, ledger_rows keeps them and all that is known of
// them, and posting goes on where it stood.
#include <algorithm>
#include <functional>
#include <string>

#include "billing/ledger/chain.h"
#include "core/sql/hex.h"
#include "core/sql/migrations.h"
#include "core/sql/script.h"
#include "services/settlement/chain_verify.h"
#include "tests/services/settlement/settlement_house.h"

namespace tirek::settlement {
namespace {

std::string UrlOf(const std::string& url, const std::string& database) {
  const std::size_t at = url.find("dbname=");
  REQUIRE(at != std::string::npos);
  const std::size_t end = url.find(' ', at);
  return url.substr(0, at) + "dbname=" + database +
         (end == std::string::npos ? "" : url.substr(end));
}

// As release 0009 wrote them: one ledger with texts of every kind, one whose months come out of
// order, one of the payer.
constexpr const char* kLegacyEntries = R"(
SET tirek.provider_scope = '*';
INSERT INTO settlement.ledger_head VALUES ('prv_a', 3), ('prv_b', 7), ('PAYER', 1);
WITH e AS (INSERT INTO settlement.entry (ledger_id, entry_id, sequence, source_type, source_id,
             effective_date, record_time, description, reverses_id, posting_count)
    VALUES ('prv_a', 'ent_1', 1, 'CLAIM', 'clm_1', '2026-10-31', '2026-11-05 10:00:00.123456+05',
            'Акт № 1: "услуги"', NULL, 4),
           ('prv_a', 'ent_2', 2, 'PAYMENT_ORDER', 'pmo_1', '2026-11-10', '2026-11-06 00:00:00+05',
            '', NULL, 2),
           ('prv_a', 'ent_3', 3, 'REVERSAL', 'rev_1', '2026-10-31', '2026-11-07 00:00:00+05',
            'Reversal', 'ent_2', 2),
           ('PAYER', 'ent_4', 1, 'STATEMENT_LINE', 'stm/1', '1969-12-31', '2026-11-07 00:00:00+05',
            E'tab\tand\nline', NULL, 2),
           ('prv_b', 'ent_b1', 1, 'CLAIM', 'clm_b1', '2026-09-15', '2026-10-01', '', NULL, 2),
           ('prv_b', 'ent_b2', 2, 'PAYMENT_ORDER', 'pmo_b2', '2026-11-03', '2026-11-03', '', NULL,
            2),
           ('prv_b', 'ent_b3', 3, 'CLAIM', 'clm_b3', '2026-10-20', '2026-11-04', '', NULL, 2),
           ('prv_b', 'ent_b4', 4, 'STATEMENT_LINE', 'stm/b4', '2026-11-05', '2026-11-06', '', NULL,
            2),
           ('prv_b', 'ent_b5', 5, 'REVERSAL', 'rev_b5', '2026-09-30', '2026-11-06', '', 'ent_b3',
            2),
           ('prv_b', 'ent_b6', 6, 'CLAIM', 'clm_b6', '2026-12-01', '2026-12-02', '', NULL, 2),
           ('prv_b', 'ent_b7', 7, 'CLAIM', 'clm_b7', '2026-11-30', '2026-12-02', '', NULL, 2))
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
           ('PAYER', 'ent_4', 2, 'SUSPENSE', -9223372036854775807, 'KZT', NULL, NULL, NULL),
           ('prv_b', 'ent_b1', 1, 'EXPENSE_ACCRUED', 1000, 'KZT', 'ctr_2', 'LOCAL', NULL),
           ('prv_b', 'ent_b1', 2, 'PAYABLE', -1000, 'KZT', 'ctr_2', 'LOCAL', NULL),
           ('prv_b', 'ent_b2', 1, 'PAYABLE', 400, 'KZT', NULL, NULL, NULL),
           ('prv_b', 'ent_b2', 2, 'BANK_CLEARING', -400, 'KZT', NULL, NULL, NULL),
           ('prv_b', 'ent_b3', 1, 'EXPENSE_ACCRUED', 70, 'USD', NULL, NULL, NULL),
           ('prv_b', 'ent_b3', 2, 'PAYABLE', -70, 'USD', NULL, NULL, NULL),
           ('prv_b', 'ent_b4', 1, 'BANK_CLEARING', 400, 'KZT', NULL, NULL, NULL),
           ('prv_b', 'ent_b4', 2, 'BANK', -400, 'KZT', NULL, NULL, NULL),
           ('prv_b', 'ent_b5', 1, 'EXPENSE_ACCRUED', -70, 'USD', NULL, NULL, NULL),
           ('prv_b', 'ent_b5', 2, 'PAYABLE', 70, 'USD', NULL, NULL, NULL),
           ('prv_b', 'ent_b6', 1, 'EXPENSE_ACCRUED', 5, 'KZT', NULL, NULL, NULL),
           ('prv_b', 'ent_b6', 2, 'PAYABLE', -5, 'KZT', NULL, NULL, NULL),
           ('prv_b', 'ent_b7', 1, 'EXPENSE_ACCRUED', 20, 'KZT', NULL, NULL, NULL),
           ('prv_b', 'ent_b7', 2, 'PAYABLE', -20, 'KZT', NULL, NULL, NULL);
)";

// As release 0032 kept them beside: limits, what is reserved, and a ledger without entries.
constexpr const char* kLegacyAccounts = R"(
UPDATE settlement.account SET least_minor = 0, most_minor = 5000, reserved_debit_minor = 30
 WHERE ledger_id = 'prv_b' AND account = 'PAYABLE' AND currency_code = 'KZT';
UPDATE settlement.account SET reserved_credit_minor = 30
 WHERE ledger_id = 'prv_b' AND account = 'BANK_CLEARING';
INSERT INTO settlement.reservation (ledger_id, reservation_id, debit_account, credit_account,
        amount_minor, currency_code, effective_date, description, record_time, state, entry_id)
    VALUES ('prv_b', 'open', 'PAYABLE', 'BANK_CLEARING', 30, 'KZT', '2026-12-01', '', '2026-12-01',
            'OPEN', NULL),
           ('prv_b', 'posted', 'PAYABLE', 'BANK_CLEARING', 450, 'KZT', '2026-11-03', '',
            '2026-11-01', 'POSTED', 'ent_b2');
INSERT INTO settlement.ledger_head (ledger_id, sequence) VALUES ('prv_c', 0);
INSERT INTO settlement.account (ledger_id, account, currency_code, balance_minor, sequence,
                                least_minor)
    VALUES ('prv_c', 'PAYABLE', 'USD', 0, 0, -5);
)";

// What a reader is shown, before ledger_rows and after it.
constexpr const char* kShown[] = {
    "SELECT ledger_id, entry_id, sequence, source_type, source_id, effective_date, record_time,"
    " description, reverses_id, posting_count::integer, hash, adjustment_reason"
    " FROM settlement.entry",
    "SELECT ledger_id, sequence, line::integer, account, memo, amount_minor, currency_code::text,"
    " effective_date, balance_minor, contract_id, funding_source, budget_code, account_sequence,"
    " day_minor FROM settlement.posting",
    "SELECT ledger_id, account, currency_code::text, balance_minor, reserved_debit_minor,"
    " reserved_credit_minor, least_minor, most_minor FROM settlement.account",
    "SELECT ledger_id, sequence, hash, record_time FROM settlement.ledger_head",
    "SELECT ledger_id, account, currency_code::text, month_start, debit_minor, credit_minor"
    " FROM settlement.turnover",
    "SELECT ledger_id, entry_id, source_type, source_id, effective_date, amount_minor,"
    " currency_code::text FROM settlement.published_entry",
};

std::vector<std::string> Shown(soci::session& sql) {
  std::vector<std::string> rows;
  for (const std::string query : kShown) {
    for (std::string& row :
         sql::QueryScript(sql, "SELECT shown::text FROM (" + query + ") shown ORDER BY 1")) {
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

// An entry that says why it adjusts its month, as releases before ledger_rows chained it.
void AddAdjustment(soci::session& sql) {
  using Counted = ledger::ChainedPosting::Counted;
  std::string before;
  sql << "SELECT encode(hash, 'hex') FROM settlement.ledger_head WHERE ledger_id = 'prv_b'",
      soci::into(before);
  const ledger::ChainedEntry entry{"prv_b",
                                   8,
                                   "ent_b8",
                                   "MANUAL",
                                   "late",
                                   CivilDate::FromYmd(2026, 10, 31)->epoch_day(),
                                   1'796'200'000'000'000,
                                   "",
                                   {},
                                   "KZT",
                                   {{"EXPENSE_ACCRUED", 9, 1'034, {}, {}, {}, Counted{4, 9}},
                                    {"PAYABLE", -9, -634, {}, {}, {}, Counted{5, -9}}},
                                   "late invoice"};
  const std::string hash =
      "decode('" + sql::ToHex(ledger::ChainHash(sql::FromHex(before), entry)) + "', 'hex')";
  const std::string time = "to_timestamp(1796200000)";
  sql << "WITH e AS (INSERT INTO settlement.entry (ledger_id, entry_id, sequence, source_type,"
         " source_id, effective_date, record_time, description, posting_count, hash,"
         " adjustment_reason) VALUES ('prv_b', 'ent_b8', 8, 'MANUAL', 'late', '2026-10-31', " +
             time + ", '', 2, " + hash +
             ", 'late invoice'))"
             " INSERT INTO settlement.posting (ledger_id, sequence, line, account, amount_minor,"
             " currency_code, effective_date, account_sequence, balance_minor, day_minor) VALUES"
             " ('prv_b', 8, 1, 'EXPENSE_ACCRUED', 9, 'KZT', '2026-10-31', 4, 1034, 9),"
             " ('prv_b', 8, 2, 'PAYABLE', -9, 'KZT', '2026-10-31', 5, -634, -9)";
  sql << "UPDATE settlement.account SET sequence = sequence + 1, balance_minor = balance_minor +"
         " CASE account WHEN 'PAYABLE' THEN -9 ELSE 9 END WHERE ledger_id = 'prv_b'"
         " AND currency_code = 'KZT' AND account IN ('EXPENSE_ACCRUED', 'PAYABLE')";
  sql << "UPDATE settlement.ledger_head SET sequence = 8, hash = " + hash +
             ", record_time = " + time + " WHERE ledger_id = 'prv_b'";
}

struct Migrated {
  SettlementHouse house;
  std::string url;

  // `before` is done in the owner's role just before the migration of that name.
  explicit Migrated(const std::map<std::string, std::function<void(soci::session&)>>& before) {
    static int databases = 0;
    const std::string database = "legacy_ledger_" + std::to_string(++databases);
    house.sql() << "CREATE DATABASE " + database;
    url = UrlOf(house.house().database_url(), database);
    soci::session sql("postgresql", url);
    sql::ExecuteScript(sql, std::string(sql::BootstrapScript()) + "SET ROLE tirek_owner;");
    for (const sql::Migration& migration : sql::EmbeddedMigrations()) {
      const auto found = before.find(std::string(migration.name));
      if (found != before.end()) found->second(sql);
      sql::ExecuteScript(sql, "BEGIN;" + std::string(migration.text) + "COMMIT;");
    }
  }

  std::vector<std::string> Ask(const std::string& query) {
    soci::session sql("postgresql", url);
    return sql::QueryScript(sql, query);
  }
  // What the verifications of all migrations and of the chain find; the entries' documents were
  // never there.
  std::vector<std::string> Differences() {
    std::vector<std::string> differences;
    {
      soci::session sql("postgresql", url);
      sql << "SET tirek.provider_scope = '*'";
      for (const sql::Migration& migration : sql::EmbeddedMigrations()) {
        if (migration.verify.empty() || migration.name == "bank_matching") continue;
        for (std::string& difference : sql::QueryScript(sql, std::string(migration.verify))) {
          if (difference.find("has no document") != std::string::npos) continue;
          differences.push_back(std::move(difference));
        }
      }
    }
    sql::Database database({url, "tirek_settlement", 1});
    sql::UnitOfWork work(database, sql::Scope::Everything());
    for (std::string& difference : VerifyChains(work)) differences.push_back(difference);
    return differences;
  }
  Result<std::string> Post(ledger::EntryDraft draft) {
    sql::Database database({url, "tirek_settlement", 1});
    sql::UnitOfWork work(database, sql::Scope::Everything());
    auto posted =
        LedgerGateway(work).Post(Must(ledger::Entry::Make(std::move(draft))), house.clock().Now());
    if (posted) work.Commit();
    return posted;
  }
};

void InsertEntries(soci::session& sql) { sql::ExecuteScript(sql, kLegacyEntries); }

TEST_CASE("the migration gives old entries the balances and hashes that the program computes") {
  std::string last;
  Migrated ledgers({{"ledger_chain", InsertEntries},
                    {"payment_cancel", [&last](auto& sql) {
                       sql << "SELECT balance_minor || ' ' || sequence || ' ' || day || ' ' ||"
                              " day_minor FROM settlement.account WHERE ledger_id = 'prv_a'"
                              " AND account = 'PAYABLE'",
                           soci::into(last);
                     }}});
  CHECK(last == "-100 3 2026-10-31 -160");
  CHECK(ledgers.Differences() == std::vector<std::string>{});
}

TEST_CASE("entries that become rows keep all that a reader is shown of them") {
  std::vector<std::string> shown;
  Migrated ledgers({{"ledger_chain", InsertEntries}, {"ledger_rows", [&shown](auto& sql) {
                                                        sql::ExecuteScript(sql, kLegacyAccounts);
                                                        AddAdjustment(sql);
                                                        shown = Shown(sql);
                                                      }}});
  CHECK(shown.size() == 12 + 26 + 14 + 4 + 23 + 12);
  {
    soci::session sql("postgresql", ledgers.url);
    sql << "SET tirek.provider_scope = '*'";
    const std::vector<std::string> after = Shown(sql);
    for (const std::string& row : after) {
      CAPTURE(row);
      CHECK(std::count(shown.begin(), shown.end(), row) == 1);
    }
    CHECK(after.size() == shown.size());
  }
  CHECK(ledgers.Differences() == std::vector<std::string>{});
  CHECK(ledgers.Ask("SELECT string_agg(e.sequence::text, ' ' ORDER BY e.sequence)"
                    " FROM settlement.entry e WHERE e.ledger_id = 'prv_b' AND e.late") ==
        std::vector<std::string>{"3 5 7 8"});
  CHECK(ledgers.Ask("SELECT concat_ws(' ', m.month_start, m.first_sequence)"
                    " FROM settlement.ledger_month m JOIN settlement.ledger l USING (ledger_number)"
                    " WHERE l.ledger_id = 'prv_b' ORDER BY 1") ==
        std::vector<std::string>{"2026-09-01 1", "2026-11-01 2", "2026-12-01 6"});
  CHECK(ledgers.Ask("SELECT concat_ws(' ', month_start, array_to_string(opened_minor, ' '))"
                    " FROM settlement.ledger WHERE ledger_id IN ('prv_b', 'prv_c')"
                    " ORDER BY ledger_id") ==
        std::vector<std::string>{"2026-12-01 -400 0 1029 0 -629 0", "0"});
}

TEST_CASE("posting goes on in a ledger that was there before, under the ids that it gave") {
  Migrated ledgers({{"ledger_chain", InsertEntries}, {"ledger_rows", [](auto& sql) {
                                                        sql::ExecuteScript(sql, kLegacyAccounts);
                                                        AddAdjustment(sql);
                                                      }}});
  const auto claim = [](const std::string& id, CivilDate day, std::int64_t minor) {
    return ledger::EntryDraft{"prv_b",
                              ledger::SourceType::kClaim,
                              id,
                              day,
                              kTenge,
                              "",
                              {{ledger::AccountKind::kExpenseAccrued, minor, {}},
                               {ledger::AccountKind::kPayable, -minor, {}}},
                              {}};
  };
  const auto reversal = [&claim](const std::string& id, const std::string& of) {
    ledger::EntryDraft draft = claim(id, *CivilDate::FromYmd(2026, 12, 3), -1'000);
    draft.source_type = ledger::SourceType::kReversal;
    draft.reverses_id = of;
    return draft;
  };
  CHECK(ledgers.Post(claim("clm_b1", *CivilDate::FromYmd(2026, 9, 15), 1'000)).error().reason ==
        "ENTRY_EXISTS");
  CHECK(ledgers.Post(claim("clm_c1", *CivilDate::FromYmd(2026, 12, 31), 4'400)).error().reason ==
        "ACCOUNT_LIMIT_EXCEEDED");
  Must(ledgers.Post(claim("clm_b9", *CivilDate::FromYmd(2026, 12, 31), 1'000)));
  Must(ledgers.Post(claim("clm_b10", *CivilDate::FromYmd(2026, 8, 1), 1)));
  Must(ledgers.Post(reversal("rev_b11", "ent_b1")));
  const std::string newest =
      Must(ledgers.Post(claim("clm_b12", *CivilDate::FromYmd(2027, 1, 5), 2)));
  CHECK(newest == ledgers.Ask("SELECT settlement.entry_id(ledger_number, 12)"
                              " FROM settlement.ledger WHERE ledger_id = 'prv_b'")[0]);
  CHECK(
      ledgers.Ask("SELECT concat_ws(' ', e.sequence, e.reverses_id, e.late) FROM settlement.entry e"
                  " WHERE e.ledger_id = 'prv_b' AND e.sequence > 8 ORDER BY e.sequence") ==
      std::vector<std::string>{"9 f", "10 t", "11 ent_b1 f", "12 f"});
  CHECK(ledgers.Differences() == std::vector<std::string>{});
}

}  // namespace
}  // namespace tirek::settlement
