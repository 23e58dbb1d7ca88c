// The ledger on a real PostgreSQL: what the database refuses whoever asks, numbers without gaps,
// and the meeting of postings and a close.
#include <atomic>
#include <set>
#include <thread>

#include "billing/ledger/posting_rules.h"
#include "tests/services/settlement/settlement_house.h"

namespace tirek::settlement {
namespace {

// Whether the database takes `statement` in `role`, with every row in scope; keeps nothing.
bool Takes(SettlementHouse& house, const std::string& role, const std::string& statement) {
  soci::session& sql = house.sql();
  soci::transaction transaction(sql);
  sql << "SET LOCAL tirek.provider_scope = '*'";
  if (!role.empty()) sql << "SET LOCAL ROLE " + role;
  try {
    sql << statement;
    return true;
  } catch (const soci::soci_error&) {
    return false;
  }
}

ledger::Entry ClaimEntry(const std::string& ledger_id, const std::string& claim_id,
                         CivilDate day = *CivilDate::FromYmd(2026, 10, 31)) {
  const Money amount = Money::FromMinor(100, kTenge);
  return *Must(ledger::PostAdjudicatedClaim({ledger_id, claim_id, {}, day, amount, amount}));
}

Result<std::string> Post(SettlementHouse& house, const ledger::Entry& entry) {
  sql::UnitOfWork work(house.database("tirek_billing"), sql::Scope::Everything());
  auto posted = LedgerGateway(work, house.ids()).Post(entry, house.clock().Now());
  if (posted) work.Commit();
  return posted;
}

// An entry and its postings as one statement; `postings` are rows of line, account, amount,
// currency.
std::string Insert(const std::string& entry_id, int sequence, int count,
                   const std::string& postings) {
  return "WITH e AS (INSERT INTO settlement.entry (ledger_id, entry_id, sequence, source_type,"
         " source_id, effective_date, record_time, description, posting_count, hash)"
         " VALUES ('prv_x', '" +
         entry_id + "', " + std::to_string(sequence) + ", 'CLAIM', 'clm_" + entry_id +
         "', date '2026-10-31', now(), 'by hand', " + std::to_string(count) +
         ", sha256(''))) INSERT INTO settlement.posting (ledger_id, sequence, line, account,"
         " amount_minor, currency_code, effective_date, account_sequence, balance_minor, day_minor)"
         " SELECT 'prv_x', " +
         std::to_string(sequence) + ", v.*, date '2026-10-31', 1, 0, 0 FROM (VALUES " + postings +
         ") AS v";
}

std::string Later(const std::string& postings) {
  return "INSERT INTO settlement.posting (ledger_id, sequence, line, account, amount_minor,"
         " currency_code, effective_date, account_sequence, balance_minor, day_minor)"
         " SELECT ledger_id, sequence, v.*, effective_date, 1, 0, 0 FROM settlement.entry, "
         "(VALUES " +
         postings + ") AS v";
}

TEST_CASE("the database refuses whatever would make the ledger lie, whoever asks") {
  SettlementHouse house;
  Must(Post(house, ClaimEntry("prv_x", "clm_1")));
  struct Case {
    const char* name;
    std::string statement;
  };
  const Case cases[] = {
      {"a changed amount", "UPDATE settlement.posting SET amount_minor = amount_minor * 2"},
      {"a changed date", "UPDATE settlement.entry SET effective_date = date '2026-11-01'"},
      {"a deleted posting", "DELETE FROM settlement.posting WHERE line = 1"},
      {"a deleted entry", "DELETE FROM settlement.entry"},
      {"an emptied ledger", "TRUNCATE settlement.posting, settlement.entry CASCADE"},
      {"an entry without postings",
       "INSERT INTO settlement.entry (ledger_id, entry_id, sequence, source_type, source_id,"
       " effective_date, record_time, description, posting_count, hash) VALUES ('prv_x', 'ent_2', "
       "2,"
       " 'CLAIM', 'clm_2', date '2026-10-31', now(), 'bare', 2, sha256(''))"},
      {"an uneven entry", Insert("ent_2", 2, 2,
                                 "(1, 'EXPENSE_ACCRUED', 5, 'KZT'),"
                                 " (2, 'PAYABLE', -4, 'KZT')")},
      {"money against a memo account", Insert("ent_2", 2, 2,
                                              "(1, 'UNFUNDED', 5, 'KZT'),"
                                              " (2, 'PAYABLE', -5, 'KZT')")},
      {"two currencies", Insert("ent_2", 2, 4,
                                "(1, 'EXPENSE_ACCRUED', 5, 'KZT'),"
                                " (2, 'PAYABLE', -5, 'KZT'),"
                                " (3, 'EXPENSE_ACCRUED', 5, 'USD'),"
                                " (4, 'PAYABLE', -5, 'USD')")},
      {"fewer postings than sealed", Insert("ent_2", 2, 3,
                                            "(1, 'EXPENSE_ACCRUED', 5, 'KZT'),"
                                            " (2, 'PAYABLE', -5, 'KZT')")},
      {"a posting added later", Later("(9, 'PAYABLE', 5, 'KZT')")},
      {"balanced postings added later",
       Later("(8, 'EXPENSE_ACCRUED', 5, 'KZT'), (9, 'PAYABLE', -5, 'KZT')")},
      {"a number used twice", Insert("ent_2", 1, 2,
                                     "(1, 'EXPENSE_ACCRUED', 5, 'KZT'),"
                                     " (2, 'PAYABLE', -5, 'KZT')")},
      {"a document posted twice",
       Insert("1", 2, 2, "(1, 'EXPENSE_ACCRUED', 5, 'KZT'), (2, 'PAYABLE', -5, 'KZT')")},
      {"an account outside the chart",
       Insert("ent_2", 2, 2, "(1, 'CASH', 5, 'KZT'), (2, 'PAYABLE', -5, 'KZT')")},
  };
  for (const Case& c : cases) {
    for (const std::string role : {"tirek_settlement", "tirek_billing", "tirek_owner", ""}) {
      CAPTURE(c.name);
      CAPTURE(role);
      CHECK_FALSE(Takes(house, role, c.statement));
    }
  }
  // The same form, right: so that it was not the form that was refused.
  const std::string right =
      Insert("ent_2", 2, 2, "(1, 'EXPENSE_ACCRUED', 5, 'KZT'), (2, 'PAYABLE', -5, 'KZT')");
  CHECK(Takes(house, "tirek_settlement", right));
  CHECK(Takes(house, "tirek_billing", right));
}

// Sessions that wait for another one's lock.
int Waiting(SettlementHouse& house) {
  int waiting = 0;
  house.sql() << "SELECT count(*) FROM pg_stat_activity"
                 " WHERE datname = current_database() AND wait_event_type = 'Lock'",
      soci::into(waiting);
  return waiting;
}

// Through the service the second one would wait for the ledger's head before it writes anything.
TEST_CASE("two who post to one account by SQL at once cannot leave its sums short") {
  SettlementHouse house;
  Must(Post(house, ClaimEntry("prv_x", "clm_1")));
  const std::string postings = "(1, 'EXPENSE_ACCRUED', 5, 'KZT'), (2, 'PAYABLE', -5, 'KZT')";
  sql::Database& database = house.database("tirek_settlement");
  sql::UnitOfWork first(database, sql::Scope::Everything());
  first.sql() << Insert("ent_2", 2, 2, postings);
  std::string refused;
  std::thread second([&] {
    try {
      sql::UnitOfWork work(database, sql::Scope::Everything());
      work.sql() << Insert("ent_3", 3, 2, postings);
      work.Commit();
    } catch (const soci::soci_error& error) {
      refused = error.what();
    }
  });
  while (Waiting(house) == 0) std::this_thread::yield();
  first.Commit();
  second.join();
  CHECK(refused.find("another transaction posted to the same accounts") != std::string::npos);
  sql::UnitOfWork work(database, sql::Scope::Everything());
  long long turned_over = 0;
  work.sql() << "SELECT debit_minor::bigint FROM settlement.turnover"
                " WHERE account = 'EXPENSE_ACCRUED'",
      soci::into(turned_over);
  CHECK(turned_over == 105);
}

TEST_CASE("billing may add to the ledger and read nothing of it but what is published") {
  SettlementHouse house;
  CHECK_FALSE(Takes(house, "tirek_billing", "SELECT FROM settlement.entry"));
  CHECK_FALSE(Takes(house, "tirek_billing", "SELECT FROM settlement.posting"));
  CHECK_FALSE(Takes(house, "tirek_billing", "UPDATE settlement.period SET state = 'OPEN'"));
  CHECK(Takes(house, "tirek_billing", "SELECT FROM settlement.published_entry"));
  CHECK_FALSE(Takes(house, "tirek_registry", "SELECT settlement.hold_months('{2026-10}')"));
}

TEST_CASE("a document has one entry, and its entry is what billing published of it") {
  SettlementHouse house;
  const std::string id = Must(Post(house, ClaimEntry("prv_x", "clm_1")));
  CHECK(Post(house, ClaimEntry("prv_x", "clm_1")).error().reason == "ENTRY_EXISTS");
  std::string entry_id;
  long long amount = 0;
  sql::UnitOfWork work(house.database("tirek_billing"), sql::Scope::Provider("prv_x"));
  work.sql() << "SELECT entry_id, amount_minor FROM settlement.published_entry"
                " WHERE ledger_id = 'prv_x' AND source_type = 'CLAIM' AND source_id = 'clm_1'",
      soci::into(entry_id), soci::into(amount);
  CHECK(entry_id == id);
  CHECK(amount == 200);  // approved and unfunded
}

TEST_CASE("postings at the same time leave no gap in a ledger's numbers") {
  SettlementHouse house;
  std::vector<std::thread> threads;
  std::atomic<int> posted{0};
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&house, &posted, t] {
      for (int i = 0; i < 10; ++i) {
        const std::string claim = "clm_" + std::to_string(t) + "_" + std::to_string(i);
        // Every other transaction is abandoned after it took its number.
        sql::UnitOfWork work(house.database("tirek_billing"), sql::Scope::Everything());
        const auto id =
            LedgerGateway(work, house.ids()).Post(ClaimEntry("prv_x", claim), house.clock().Now());
        if (!id || i % 2 == 1) continue;
        work.Commit();
        ++posted;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(posted == 20);
  std::string numbers;
  house.sql() << "SELECT min(sequence) || ' ' || max(sequence) || ' ' || count(DISTINCT sequence)"
                 " FROM settlement.entry WHERE ledger_id = 'prv_x'",
      soci::into(numbers);
  CHECK(numbers == "1 20 20");
}

TEST_CASE("a set of entries is numbered in its order, ledger by ledger, all or none") {
  SettlementHouse house;
  const std::vector<ledger::Entry> entries = {
      ClaimEntry("prv_b", "clm_1"), ClaimEntry("prv_a", "clm_2"), ClaimEntry("prv_b", "clm_3")};
  sql::UnitOfWork work(house.database("tirek_settlement"), sql::Scope::Everything());
  LedgerGateway gateway(work, house.ids());
  CHECK(Must(gateway.PostAll(entries, house.clock().Now())).size() == 3);
  CHECK(Must(gateway.PostAll({}, house.clock().Now())).empty());
  work.Commit();
  std::string numbers;
  house.sql() << "SELECT string_agg(ledger_id || sequence || source_id, ' ' ORDER BY source_id)"
                 " FROM settlement.entry",
      soci::into(numbers);
  CHECK(numbers == "prv_b1clm_1 prv_a1clm_2 prv_b2clm_3");
}

TEST_CASE("nothing slips past a close: a posting is before it or refused") {
  SettlementHouse house;
  v1::ClosePeriodRequest request;
  request.set_month("2026-10");
  std::vector<std::thread> threads;
  std::atomic<bool> started{false};
  for (int t = 0; t < 3; ++t) {
    threads.emplace_back([&house, &started, t] {
      for (int i = 0;; ++i) {
        const std::string claim = "clm_" + std::to_string(t) + "_" + std::to_string(i);
        const auto posted = Post(house, ClaimEntry("prv_" + std::to_string(t), claim));
        started = true;
        if (posted) continue;
        CHECK(posted.error().reason == "PERIOD_CLOSED");
        CHECK(posted.error().metadata.at("month") == "2026-10");
        return;
      }
    });
  }
  while (!started) std::this_thread::yield();
  const auto closed = house.Write(&Stub::ClosePeriod, request);
  const long long at_close = house.Count("settlement.entry");
  for (auto& thread : threads) thread.join();
  CHECK(Must(closed).period().state() == v1::PERIOD_STATE_CLOSED);
  CHECK(at_close > 0);
  CHECK(house.Count("settlement.entry") == at_close);
  // Other months stay open.
  Must(Post(house, ClaimEntry("prv_0", "clm_november", *CivilDate::FromYmd(2026, 11, 1))));
}

TEST_CASE("a provider sees its own ledger alone, finance sees all") {
  SettlementHouse house;
  house.AddPilotClaims();
  const std::string own = house.provider_of("GSZ-KRG-003");
  const std::string other = house.provider_of("GSZ-KRG-001");
  const std::string token = house.provider_token("GSZ-KRG-003");

  v1::ListLedgerEntriesRequest request;
  const auto entries = Must(house.Call(&Stub::ListLedgerEntries, request, token));
  REQUIRE(entries.entries_size() == 1);
  const auto& entry = entries.entries(0);
  CHECK(entry.ledger_id() == own);
  CHECK(entry.sequence() == 1);
  CHECK(entry.source_type() == "CLAIM");
  CHECK(entry.amount().minor_units() == 22'761'569);
  REQUIRE(entry.postings_size() == 4);
  CHECK(entry.postings(1).account() == "PAYABLE");
  CHECK(entry.postings(1).amount().minor_units() == -20'000'000);
  CHECK_FALSE(entry.postings(1).contract_id().empty());
  CHECK(house.Call(&Stub::ListLedgerEntries, request).error().violations[0].reason ==
        "LEDGER_CHOICE");
  request.set_provider_id(other);
  CHECK(Refusals(house.Call(&Stub::ListLedgerEntries, request, token))[0] == "PROVIDER_SCOPE");
  CHECK(Must(house.Call(&Stub::ListLedgerEntries, request)).entries_size() == 1);
  request.set_month("2026-11");
  CHECK(Must(house.Call(&Stub::ListLedgerEntries, request)).entries_size() == 0);
  request.set_payer(true);
  CHECK(Refusals(house.Call(&Stub::ListLedgerEntries, request))[0] == "payer LEDGER_CHOICE");
  request.clear_provider_id();
  CHECK(Refusals(house.Call(&Stub::ListLedgerEntries, request, token))[0] == "PROVIDER_SCOPE");

  v1::ListLedgerAccountsRequest accounts;
  CHECK(Must(house.Call(&Stub::ListLedgerAccounts, accounts, token)).accounts_size() == 4);
  CHECK(Must(house.Call(&Stub::ListLedgerAccounts, accounts)).accounts_size() == 12);
  *accounts.mutable_as_of() = Day(2026, 10, 30);
  CHECK(Must(house.Call(&Stub::ListLedgerAccounts, accounts)).accounts_size() == 0);
  *accounts.mutable_as_of() = Day(2026, 10, 31);
  accounts.set_page_size(1);
  std::set<std::string> seen;
  do {
    const auto page = Must(house.Call(&Stub::ListLedgerAccounts, accounts));
    REQUIRE(page.accounts_size() == 1);
    const auto& account = page.accounts(0);
    CHECK(account.debit().minor_units() - account.credit().minor_units() ==
          account.balance().minor_units());
    CHECK(account.provider_id() == account.ledger_id());
    CHECK(seen.insert(account.ledger_id() + account.account()).second);
    accounts.set_page_token(page.next_page_token());
  } while (!accounts.page_token().empty());
  CHECK(seen.size() == 12);
}

}  // namespace
}  // namespace tirek::settlement
