// Two servers on one database, by mistake or on purpose: one request that reaches both is done
// once, and what an account holds is taken once.
#include <atomic>
#include <functional>
#include <set>
#include <thread>

#include "tests/services/settlement/settlement_house.h"

namespace tirek::settlement {
namespace {

constexpr int kCallers = 100;

struct TwoServers {
  SettlementHouse house;
  test::TestHouse second{{{"access", "registry", "contracts", "settlement"}, &house.clock(), {}},
                         house.house()};
  std::string finance = house.house().Token(Role::kFinance);

  Result<v1::PostEntriesResponse> Post(int server, const v1::PostEntriesRequest& request) {
    test::TestHouse& at = server % 2 == 0 ? house.house() : second;
    return at.Call(&Stub::PostEntries, finance, request);
  }
  v1::PostEntriesRequest Move(const std::string& id, const char* contract, const char* debit,
                              const char* credit, long long minor) {
    v1::PostEntriesRequest request;
    request.set_request_id(id);
    v1::LedgerCommand& command = *request.add_commands();
    command.set_command_id(id);
    command.set_provider_id(house.provider_of(contract));
    *command.mutable_post()->mutable_effective_date() = Day(2026, 11, 3);
    for (const auto& [account, amount] : {std::pair(debit, minor), std::pair(credit, -minor)}) {
      v1::Posting* posting = command.mutable_post()->add_postings();
      posting->set_account(account);
      posting->mutable_amount()->set_currency_code("KZT");
      posting->mutable_amount()->set_minor_units(amount);
    }
    return request;
  }
};

void AtOnce(int callers, const std::function<void(int)>& call) {
  std::vector<std::thread> threads;
  for (int i = 0; i < callers; ++i) threads.emplace_back([&call, i] { call(i); });
  for (std::thread& thread : threads) thread.join();
}

TEST_CASE("one request that reaches two servers a hundred times is done once, answered the same") {
  TwoServers servers;
  const auto request = servers.Move("once", "GSZ-KRG-001", "EXPENSE_ACCRUED", "PAYABLE", 100);
  std::mutex mutex;
  std::set<std::string> answers;
  AtOnce(kCallers, [&](int i) {
    const auto answered = servers.Post(i, request);
    const std::lock_guard lock(mutex);
    answers.insert(answered ? answered->ShortDebugString() : answered.error().reason);
  });
  CAPTURE(*answers.begin());
  CHECK(answers.size() == 1);
  CHECK(answers.begin()->find("LEDGER_VERDICT_DONE") != std::string::npos);
  CHECK(servers.house.Count("settlement.entry") == 1);
  CHECK(servers.house.Verify().empty());
}

TEST_CASE("one request id for two requests at once: one is done, the other is told") {
  TwoServers servers;
  std::map<std::string, int> outcomes;
  std::mutex mutex;
  AtOnce(kCallers, [&](int i) {
    // Ledgers of several shards, so that no queue puts them one behind the other.
    const char* contracts[] = {"GSZ-KRG-001", "GSZ-KRG-002", "GSZ-KRG-003", "GSZ-KRG-004"};
    auto request = servers.Move("id-" + std::to_string(i / 4), contracts[i % 4], "EXPENSE_ACCRUED",
                                "PAYABLE", 1 + i % 4);
    const auto answered = servers.Post(i, request);
    const std::lock_guard lock(mutex);
    ++outcomes[answered ? "OK" : answered.error().reason];
  });
  std::string said;
  for (const auto& [outcome, times] : outcomes) {
    said += outcome + " " + std::to_string(times) + "\n";
  }
  CHECK(said == "OK 25\nREQUEST_ID_REUSED 75\n");
  CHECK(servers.house.Count("settlement.entry") == kCallers / 4);
}

TEST_CASE("through two servers an account gives what it holds, to the last unit and no more") {
  TwoServers servers;
  v1::SetAccountLimitsRequest limits;
  limits.set_provider_id(servers.house.provider_of("GSZ-KRG-001"));
  limits.set_account("PAYABLE");
  limits.set_currency_code("KZT");
  limits.mutable_least()->set_currency_code("KZT");
  limits.mutable_least()->set_minor_units(-1'000);
  Must(servers.house.Write(&Stub::SetAccountLimits, limits));
  std::atomic<int> done{0}, overdrawn{0};
  AtOnce(64, [&](int caller) {
    for (int i = 0; i < 3; ++i) {
      const std::string id = std::to_string(caller) + "-" + std::to_string(i);
      const auto answered = Must(
          servers.Post(caller, servers.Move(id, "GSZ-KRG-001", "PAYABLE", "BANK_CLEARING", 10)));
      const auto verdict = answered.answers(0).verdict();
      if (verdict == v1::LEDGER_VERDICT_DONE) ++done;
      if (verdict == v1::LEDGER_VERDICT_OVERDRAWN) ++overdrawn;
    }
  });
  CHECK(done == 100);
  CHECK(overdrawn == 92);
  long long lowest = 0;
  servers.house.sql() << "SELECT max(balance_minor) FROM settlement.posting"
                         " WHERE account = 'PAYABLE'",
      soci::into(lowest);
  CHECK(lowest == 1'000);
  CHECK(servers.house.Verify().empty());
}

}  // namespace
}  // namespace tirek::settlement
