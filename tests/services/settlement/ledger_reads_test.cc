// What is asked of a ledger reads what it asks for, and does not grow with what else is there.
// Plans that are made while a ledger is small are kept by the session: they must not read all of
// it.
#include <chrono>
#include <string>
#include <thread>

#include "tests/services/settlement/settlement_house.h"
#include "tirek/settlement/v1/account_statement.grpc.pb.h"

namespace tirek::settlement {
namespace {

struct Readings {
  SettlementHouse house;
  std::string provider = house.provider_of("GSZ-KRG-003");
  int commands = 0;

  v1::LedgerCommand Accrue(const google::type::Date& date) {
    v1::LedgerCommand command;
    command.set_command_id("n" + std::to_string(++commands));
    command.set_provider_id(provider);
    *command.mutable_post()->mutable_effective_date() = date;
    for (const long long amount : {1'000LL, -1'000LL}) {
      v1::Posting* posting = command.mutable_post()->add_postings();
      posting->set_account(amount > 0 ? "EXPENSE_ACCRUED" : "PAYABLE");
      posting->mutable_amount()->set_currency_code("KZT");
      posting->mutable_amount()->set_minor_units(amount);
    }
    return command;
  }
  // Fifty entries of one month.
  void Post(int year, int month) {
    v1::PostEntriesRequest request;
    for (int i = 0; i < 50; ++i) *request.add_commands() = Accrue(Day(year, month, 1 + i % 25));
    Must(house.Write(&Stub::PostEntries, request));
  }
  // Rows of the ledger that `ask` reads, once it is asked for the second time: the first time the
  // session tells of what it read before, too.
  template <typename Ask>
  long long RowsOf(Ask ask) {
    const long long before = Told(ask);
    return Told(ask) - before;
  }

 private:
  // A session tells its counts once it is idle, but not within a second of the last time.
  template <typename Ask>
  long long Told(Ask ask) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1'100));
    ask();
    long long rows = 0;
    house.sql() << "SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::bigint"
                   " FROM pg_stat_user_tables WHERE schemaname = 'settlement'"
                   " AND relname IN ('ledger', 'ledger_entry', 'ledger_month', 'month_turnover',"
                   " 'request')",
        soci::into(rows);
    return rows;
  }
};

TEST_CASE("what a posting reads does not grow with what is there") {
  Readings ledger;
  for (int i = 0; i < 40; ++i) ledger.Post(2026, 11);
  const long long rows = ledger.RowsOf([&ledger] { ledger.Post(2026, 11); });
  CHECK(rows > 0);
  CHECK(rows < 100);
}

TEST_CASE("a balance as of a day and a statement of a month read the month, whatever is there") {
  Readings ledger;
  for (int month = 0; month < 20; ++month) ledger.Post(2025 + month / 12, 1 + month % 12);
  ledger.house.sql() << "ANALYZE";
  v1::ListLedgerAccountsRequest balances;
  balances.set_provider_id(ledger.provider);
  *balances.mutable_as_of() = Day(2025, 6, 10);
  long long owed = 0;
  const long long of_balances = ledger.RowsOf([&] {
    const auto listed = Must(ledger.house.Call(&Stub::ListLedgerAccounts, balances));
    for (const auto& account : listed.accounts()) {
      if (account.account() == "PAYABLE") owed = account.credit().minor_units();
    }
  });
  CHECK(owed == (5 * 50 + 20) * 1'000);
  CHECK(of_balances > 20);
  CHECK(of_balances < 300);

  v1::GetAccountStatementRequest statement;
  statement.set_provider_id(ledger.provider);
  *statement.mutable_start_date() = Day(2025, 6, 1);
  *statement.mutable_end_date() = Day(2025, 7, 1);
  int movements = 0;
  const long long of_statement = ledger.RowsOf([&] {
    movements =
        Must(ledger.house.Call(&v1::AccountStatementService::Stub::GetAccountStatement, statement))
            .movements_size();
  });
  CHECK(movements == 50);
  CHECK(of_statement > 50);
  CHECK(of_statement < 500);
}

}  // namespace
}  // namespace tirek::settlement
