// The ledger on a real PostgreSQL: what the database refuses whoever asks, numbers without gaps,
// and the meeting of postings and a close.
#include <algorithm>
#include <atomic>
#include <map>
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
  auto posted = LedgerGateway(work).Post(entry, house.clock().Now());
  if (posted) work.Commit();
  return posted;
}

// An entry of ledger prv_x by hand, right but for the columns that are `other`.
std::string Insert(const std::map<std::string, std::string>& other = {}) {
  std::map<std::string, std::string> values = {
      {"ledger_number", "(SELECT ledger_number FROM settlement.ledger WHERE ledger_id = 'prv_x')"},
      {"effective_date", "'2026-10-31'"},
      {"sequence", "2"},
      {"record_time", "now()"},
      {"late", "false"},
      {"source_type", "'CLAIM'"},
      {"source_id", "'clm_2'"},
      {"description", "'by hand'"},
      {"currency_code", "'KZT'"},
      {"hash", "sha256('')"},
      {"account", "'{EXPENSE_ACCRUED, PAYABLE}'"},
      {"amount_minor", "'{5, -5}'"},
      {"balance_minor", "'{5, -5}'"}};
  for (const auto& [column, value] : other) values[column] = value;
  std::string columns, row;
  for (const auto& [column, value] : values) {
    columns += (columns.empty() ? "" : ", ") + column;
    row += (row.empty() ? "" : ", ") + value;
  }
  return "INSERT INTO settlement.ledger_entry (" + columns + ") VALUES (" + row + ")";
}

const std::string kRoles[] = {"tirek_settlement", "tirek_billing", "tirek_owner", ""};

TEST_CASE("the database takes no entry that would make the ledger lie, whoever asks") {
  SettlementHouse house;
  Must(Post(house, ClaimEntry("prv_x", "clm_1")));
  struct Case {
    const char* name;
    std::map<std::string, std::string> other;
  };
  const std::string three = "'{EXPENSE_ACCRUED, PAYABLE, BANK}'";
  const Case cases[] = {
      {"no postings", {{"account", "'{}'"}, {"amount_minor", "'{}'"}, {"balance_minor", "'{}'"}}},
      {"one posting",
       {{"account", "'{BANK}'"}, {"amount_minor", "'{5}'"}, {"balance_minor", "'{5}'"}}},
      {"uneven", {{"amount_minor", "'{5, -4}'"}}},
      {"uneven in three",
       {{"account", three}, {"amount_minor", "'{5, -4, -2}'"}, {"balance_minor", "'{5, -4, -2}'"}}},
      {"postings of nothing", {{"amount_minor", "'{0, 0}'"}}},
      {"a third posting of nothing",
       {{"account", three}, {"amount_minor", "'{5, -5, 0}'"}, {"balance_minor", "'{5, -5, 0}'"}}},
      {"money against a memo account", {{"account", "'{UNFUNDED, PAYABLE}'"}}},
      {"memo that money evens out",
       {{"account", "'{UNFUNDED, PAYABLE, BANK}'"},
        {"amount_minor", "'{5, -3, -2}'"},
        {"balance_minor", "'{5, -3, -2}'"}}},
      {"more accounts than amounts", {{"account", three}, {"balance_minor", "'{5, -5, 0}'"}}},
      {"more amounts than accounts",
       {{"amount_minor", "'{5, -5, 0}'"}, {"balance_minor", "'{5, -5, 0}'"}}},
      {"fewer balances than postings", {{"balance_minor", "'{5}'"}}},
      {"fewer contracts than postings", {{"contract_id", "'{ctr_1}'"}}},
      {"an account that nobody knows", {{"account", "'{NULL, PAYABLE}'"}}},
      {"an amount that nobody knows", {{"amount_minor", "'{5, NULL}'"}}},
      {"a third amount that nobody knows",
       {{"account", three},
        {"amount_minor", "'{5, -5, NULL}'"},
        {"balance_minor", "'{5, -5, 0}'"}}},
      {"a balance that nobody knows", {{"balance_minor", "'{5, NULL}'"}}},
      {"amounts that begin elsewhere", {{"amount_minor", "'[0:1]={5, -5}'"}}},
      {"amounts in two dimensions", {{"amount_minor", "'{{5, -5}}'"}}},
      {"accounts in two dimensions", {{"account", "'{{EXPENSE_ACCRUED, PAYABLE}}'"}}},
      {"an account outside the chart", {{"account", "'{CASH, PAYABLE}'"}}},
      {"a number used twice", {{"sequence", "1"}}},
      {"a number before the first", {{"sequence", "0"}}},
      {"a document posted twice", {{"source_id", "'clm_1'"}}},
      {"a hash that is none", {{"hash", "''"}}},
      {"a reversal of nothing", {{"source_type", "'REVERSAL'"}}},
      {"a reversal of an entry that is not there",
       {{"source_type", "'REVERSAL'"}, {"reverses_sequence", "7"}}},
      {"a claim that takes an entry back", {{"reverses_sequence", "1"}}},
  };
  for (const Case& c : cases) {
    for (const std::string& role : kRoles) {
      CAPTURE(c.name);
      CAPTURE(role);
      CHECK_FALSE(Takes(house, role, Insert(c.other)));
    }
  }
  // The same form, right: so that it was not the form that was refused.
  const std::map<std::string, std::string> right[] = {
      {},
      {{"account", three}, {"amount_minor", "'{5, -4, -1}'"}, {"balance_minor", "'{5, -4, -1}'"}},
      {{"source_type", "'REVERSAL'"}, {"reverses_sequence", "1"}, {"contract_id", "'{NULL, x}'"}}};
  for (const auto& other : right) {
    for (const std::string& role : kRoles) {
      CAPTURE(role);
      CHECK(Takes(house, role, Insert(other)));
    }
  }
}

TEST_CASE("the database changes no row of the ledger and takes none away, whoever asks") {
  SettlementHouse house;
  Must(Post(house, ClaimEntry("prv_x", "clm_1")));
  const std::string changes[] = {
      "UPDATE settlement.ledger_entry SET amount_minor = ARRAY(SELECT minor * 2"
      " FROM unnest(amount_minor) WITH ORDINALITY AS x (minor, line) ORDER BY line)",
      "UPDATE settlement.ledger_entry SET account = account || account,"
      " amount_minor = amount_minor || amount_minor, balance_minor = balance_minor || "
      "balance_minor,"
      " contract_id = contract_id || contract_id, funding_source = funding_source ||"
      " funding_source, budget_code = budget_code || budget_code",
      "UPDATE settlement.ledger_entry SET effective_date = date '2026-11-01'",
      "UPDATE settlement.ledger_entry SET late = NOT late",
      "DELETE FROM settlement.ledger_entry",
      "UPDATE settlement.ledger_month SET first_sequence = 2",
      "DELETE FROM settlement.ledger_month",
  };
  for (const std::string& change : changes) {
    for (const std::string& role : kRoles) {
      CAPTURE(change);
      CAPTURE(role);
      CHECK_FALSE(Takes(house, role, change));
    }
    // With every trigger asleep it is done: so that it was not the form that was refused.
    house.sql() << "SET session_replication_role = replica";
    CHECK(Takes(house, "", change));
    house.sql() << "SET session_replication_role = origin";
  }
  for (const std::string& role : kRoles) {
    CHECK_FALSE(Takes(house, role, "TRUNCATE settlement.ledger_entry CASCADE"));
    CHECK_FALSE(Takes(house, role, "TRUNCATE settlement.ledger_month"));
  }
}

// Sessions that wait for another one's lock.
int Waiting(SettlementHouse& house) {
  int waiting = 0;
  house.sql() << "SELECT count(*) FROM pg_stat_activity"
                 " WHERE datname = current_database() AND wait_event_type = 'Lock'",
      soci::into(waiting);
  return waiting;
}

// Through the service the second one would wait for the ledger's row before it writes anything.
TEST_CASE("two who take one number by SQL at once do not both have it, and verify names who did") {
  SettlementHouse house;
  Must(Post(house, ClaimEntry("prv_x", "clm_1")));
  sql::Database& database = house.database("tirek_settlement");
  sql::UnitOfWork first(database, sql::Scope::Everything());
  first.sql() << Insert();
  std::string refused;
  std::thread second([&] {
    try {
      sql::UnitOfWork work(database, sql::Scope::Everything());
      work.sql() << Insert({{"source_id", "'clm_3'"}});
      work.Commit();
    } catch (const soci::soci_error& error) {
      refused = error.what();
    }
  });
  while (Waiting(house) == 0) std::this_thread::yield();
  first.Commit();
  second.join();
  CHECK(refused.find("ledger_entry_pk") != std::string::npos);
  const std::vector<std::string> found = house.Verify();
  CHECK(std::count(found.begin(), found.end(),
                   "settlement: ledger prv_x has 2 entries up to number 2, its head says 1") == 1);
}

TEST_CASE("billing may add to the ledger and read no entry of it but what is published") {
  SettlementHouse house;
  CHECK_FALSE(Takes(house, "tirek_billing", "SELECT FROM settlement.ledger_entry"));
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
        const auto id = LedgerGateway(work).Post(ClaimEntry("prv_x", claim), house.clock().Now());
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
  LedgerGateway gateway(work);
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
