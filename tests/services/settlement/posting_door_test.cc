// Posting by hand through the door: verdicts, sets, limits under concurrency, ids used again,
// reservations, reversals, and the proofs that can be kept outside.
#include <atomic>
#include <thread>

#include "billing/ledger/posting_rules.h"
#include "tests/services/settlement/settlement_house.h"

namespace tirek::settlement {
namespace {

common::v1::Money Tenge(long long minor) {
  common::v1::Money money;
  money.set_currency_code("KZT");
  money.set_minor_units(minor);
  return money;
}

struct Ledger {
  SettlementHouse house;
  std::string provider = house.provider_of("GSZ-KRG-003");
  std::string finance = house.house().Token(Role::kFinance);  // before threads ask for it

  v1::LedgerCommand Command(const std::string& id) {
    v1::LedgerCommand command;
    command.set_command_id(id);
    command.set_provider_id(provider);
    return command;
  }
  v1::LedgerCommand Move(const std::string& id, const char* debit, const char* credit,
                         long long minor) {
    v1::LedgerCommand command = Command(id);
    *command.mutable_post()->mutable_effective_date() = Day(2026, 11, 3);
    for (const auto& [account, sign] : {std::pair(debit, 1), std::pair(credit, -1)}) {
      v1::Posting* posting = command.mutable_post()->add_postings();
      posting->set_account(account);
      *posting->mutable_amount() = Tenge(sign * minor);
    }
    return command;
  }
  v1::LedgerCommand Accrue(const std::string& id, long long minor) {
    return Move(id, "EXPENSE_ACCRUED", "PAYABLE", minor);
  }
  v1::LedgerCommand Pay(const std::string& id, long long minor) {
    return Move(id, "PAYABLE", "BANK_CLEARING", minor);
  }
  v1::LedgerCommand Reserve(const std::string& id, long long minor) {
    v1::LedgerCommand command = Command(id);
    auto* reserve = command.mutable_reserve();
    reserve->set_debit_account("PAYABLE");
    reserve->set_credit_account("BANK_CLEARING");
    *reserve->mutable_amount() = Tenge(minor);
    *reserve->mutable_effective_date() = Day(2026, 11, 3);
    return command;
  }
  Result<v1::PostEntriesResponse> Post(const std::vector<v1::LedgerCommand>& commands,
                                       const std::string& request_id = "") {
    v1::PostEntriesRequest request;
    for (const auto& command : commands) *request.add_commands() = command;
    if (request_id.empty()) return house.Write(&Stub::PostEntries, request);
    request.set_request_id(request_id);
    return house.Call(&Stub::PostEntries, request, finance);
  }
  std::vector<std::string> Said(const std::vector<v1::LedgerCommand>& commands) {
    std::vector<std::string> said;
    const auto response = Must(Post(commands));
    for (const auto& answer : response.answers()) {
      said.push_back(v1::LedgerVerdict_Name(answer.verdict()).substr(15));
    }
    return said;
  }
  void SetLeast(const char* account, long long least) {
    v1::SetAccountLimitsRequest request;
    request.set_provider_id(provider);
    request.set_account(account);
    request.set_currency_code("KZT");
    *request.mutable_least() = Tenge(least);
    Must(house.Write(&Stub::SetAccountLimits, request));
  }
};

TEST_CASE("each command has its verdict, and what is refused leaves no row") {
  Ledger ledger;
  ledger.SetLeast("PAYABLE", 0);
  using Said = std::vector<std::string>;
  CHECK(ledger.Said({ledger.Accrue("a1", 100), ledger.Pay("p1", 101), ledger.Pay("p2", 40)}) ==
        Said{"DONE", "OVERDRAWN", "DONE"});
  CHECK(ledger.Said({ledger.Accrue("a1", 100), ledger.Accrue("a1", 99), ledger.Pay("p1", 61)}) ==
        Said{"EXISTS", "EXISTS_WITH_DIFFERENT_AMOUNT", "OVERDRAWN"});
  auto first = ledger.Accrue("a2", 10);
  first.set_linked(true);
  CHECK(ledger.Said({first, ledger.Pay("p3", 71), ledger.Pay("p4", 1)}) ==
        Said{"SET_REFUSED", "OVERDRAWN", "DONE"});
  CHECK(ledger.Said({first, ledger.Pay("p3", 69)}) == Said{"DONE", "DONE"});
  CHECK(ledger.house.Count("settlement.entry") == 5);
  CHECK(ledger.house.Verify() == std::vector<std::string>{});
}

TEST_CASE("a reservation is posted in part, voided and listed; an entry is taken back once") {
  Ledger ledger;
  ledger.SetLeast("PAYABLE", 0);
  using Said = std::vector<std::string>;
  const auto made = Must(ledger.Post({ledger.Accrue("a1", 100), ledger.Reserve("r1", 60),
                                      ledger.Reserve("r2", 40), ledger.Reserve("r3", 1)}));
  CHECK(made.answers(3).verdict() == v1::LEDGER_VERDICT_OVERDRAWN);
  CHECK(made.answers(3).account() == "PAYABLE");
  auto post = ledger.Command("post-1");
  post.mutable_post_reserved()->set_reservation_id("r1");
  *post.mutable_post_reserved()->mutable_effective_date() = Day(2026, 11, 4);
  *post.mutable_post_reserved()->mutable_amount() = Tenge(50);
  auto voided = ledger.Command("void-1");
  voided.mutable_void_reserved()->set_reservation_id("r2");
  CHECK(ledger.Said({post, voided}) == Said{"DONE", "DONE"});
  CHECK(ledger.Said({post, voided}) == Said{"EXISTS", "EXISTS"});
  v1::ListReservationsRequest list;
  const std::string token = ledger.house.provider_token("GSZ-KRG-003");
  const auto listed = Must(ledger.house.Call(&Stub::ListReservations, list, token));
  REQUIRE(listed.reservations_size() == 2);
  CHECK(listed.reservations(0).state() == v1::RESERVATION_STATE_POSTED);
  CHECK(listed.reservations(1).state() == v1::RESERVATION_STATE_VOIDED);
  list.set_state(v1::RESERVATION_STATE_OPEN);
  CHECK(Must(ledger.house.Call(&Stub::ListReservations, list, token)).reservations_size() == 0);

  auto reverse = ledger.Command("rev-1");
  reverse.mutable_reverse()->set_entry_id(made.answers(0).entry_id());
  *reverse.mutable_reverse()->mutable_effective_date() = Day(2026, 11, 5);
  CHECK(ledger.Said({reverse}) == Said{"OVERDRAWN"});
  ledger.SetLeast("PAYABLE", -1000);
  CHECK(ledger.Said({reverse}) == Said{"DONE"});
  CHECK(ledger.Said({reverse}) == Said{"EXISTS"});
  reverse.set_command_id("rev-2");
  CHECK(ledger.Said({reverse}) == Said{"REVERSED_ALREADY"});
  reverse.mutable_reverse()->set_entry_id("ent_01j00000000000000000000000");
  CHECK(ledger.Said({reverse}) == Said{"ENTRY_UNKNOWN"});
  CHECK(ledger.house.Verify() == std::vector<std::string>{});
}

TEST_CASE("64 clients on one account take what is there, to the last unit and no more") {
  Ledger ledger;
  ledger.SetLeast("PAYABLE", 0);
  Must(ledger.Post({ledger.Accrue("a1", 100)}));
  std::atomic<int> done{0}, overdrawn{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 64; ++t) {
    threads.emplace_back([&ledger, &done, &overdrawn, t] {
      for (int i = 0; i < 3; ++i) {
        const auto answer =
            Must(ledger.Post({ledger.Pay("p" + std::to_string(t) + "-" + std::to_string(i), 1)},
                             "pay-" + std::to_string(t) + "-" + std::to_string(i)));
        const auto verdict = answer.answers(0).verdict();
        if (verdict == v1::LEDGER_VERDICT_DONE) ++done;
        if (verdict == v1::LEDGER_VERDICT_OVERDRAWN) ++overdrawn;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(done == 100);
  CHECK(overdrawn == 92);
  CHECK(ledger.house.Verify() == std::vector<std::string>{});
}

TEST_CASE("the same request a hundred times at once is posted once and answered the same") {
  Ledger ledger;
  std::vector<std::thread> threads;
  std::atomic<int> same{0};
  for (int t = 0; t < 100; ++t) {
    threads.emplace_back([&ledger, &same] {
      const auto answer = Must(ledger.Post({ledger.Accrue("a1", 100)}, "once"));
      if (answer.answers(0).verdict() == v1::LEDGER_VERDICT_DONE) ++same;
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(same == 100);
  CHECK(ledger.house.Count("settlement.entry") == 1);
  CHECK(Refusals(ledger.Post({ledger.Accrue("a2", 100)}, "once"))[0] == "REQUEST_ID_REUSED");
}

TEST_CASE("batches and documents that touch ledgers in opposite orders do not stop each other") {
  Ledger ledger;
  const std::vector<std::string> providers = {ledger.house.provider_of("GSZ-KRG-001"),
                                              ledger.house.provider_of("GSZ-KRG-002")};
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&ledger, &providers, t] {
      for (int i = 0; i < 5; ++i) {
        const std::string id = std::to_string(t) + "-" + std::to_string(i);
        auto first = ledger.Accrue("a" + id, 1), second = ledger.Accrue("b" + id, 1);
        first.set_provider_id(providers[t % 2]);
        second.set_provider_id(providers[(t + 1) % 2]);
        first.set_linked(true);
        const auto response = Must(ledger.Post({first, second}, "set-" + id));
        for (const auto& answer : response.answers()) {
          CHECK(answer.verdict() == v1::LEDGER_VERDICT_DONE);
        }
        sql::UnitOfWork work(ledger.house.database("tirek_billing"), sql::Scope::Everything());
        std::vector<ledger::Entry> entries;
        for (const int p : {(t + 1) % 2, t % 2}) {
          const Money amount = Money::FromMinor(1, kTenge);
          entries.push_back(
              *Must(ledger::PostAdjudicatedClaim({providers[static_cast<std::size_t>(p)],
                                                  "clm_" + id + std::to_string(p),
                                                  {},
                                                  *CivilDate::FromYmd(2026, 11, 3),
                                                  amount,
                                                  Money::FromMinor(0, kTenge)})));
        }
        Must(LedgerGateway(work).PostAll(entries, ledger.house.clock().Now()));
        work.Commit();
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(ledger.house.Count("settlement.entry") == 160);
}

TEST_CASE("a thousand commands go in as one batch, and to be tried only leaves nothing") {
  Ledger ledger;
  v1::PostEntriesRequest request;
  for (int i = 0; i < 1000; ++i) {
    *request.add_commands() = ledger.Accrue("a" + std::to_string(i), i + 1);
  }
  request.set_validate_only(true);
  CHECK(Must(ledger.house.Write(&Stub::PostEntries, request)).answers_size() == 1000);
  CHECK(ledger.house.Count("settlement.entry") == 0);
  request.set_validate_only(false);
  const auto posted = Must(ledger.house.Write(&Stub::PostEntries, request));
  CHECK(posted.answers(999).sequence() == 1000);
  CHECK(ledger.house.Count("settlement.posting") == 2000);
  CHECK(ledger.house.Verify() == std::vector<std::string>{});
}

TEST_CASE("everything wrong with commands is named at once") {
  Ledger ledger;
  auto bad = ledger.Accrue("a b", 1);
  bad.mutable_post()->mutable_postings(0)->set_account("CASH");
  auto uneven = ledger.Accrue("a1", 1);
  *uneven.mutable_post()->mutable_postings(0)->mutable_amount() = Tenge(2);
  auto nobody = ledger.Accrue("a2", 1);
  nobody.clear_provider_id();
  auto nothing = ledger.Command("a3");
  nothing.set_linked(true);
  CHECK(Refusals(ledger.Post({bad, uneven, nobody, nothing})) ==
        std::vector<std::string>{
            "commands[0].command_id COMMAND_ID",
            "commands[0].post.postings[0].account LEDGER_ACCOUNT_UNKNOWN",
            "commands[1].post.postings ENTRY_UNBALANCED", "commands[2].provider_id LEDGER_CHOICE",
            "commands[3].action COMMAND_ACTION", "commands[3].linked COMMAND_LINK"});
  CHECK(Refusals(ledger.Post({})) == std::vector<std::string>{"commands COMMAND_COUNT"});
  auto unknown = ledger.Accrue("a4", 1);
  unknown.set_provider_id("prv_01j00000000000000000000000");
  CHECK(Refusals(ledger.Post({unknown})) == std::vector<std::string>{"PROVIDER_NOT_FOUND"});
  CHECK(ledger.house.Count("settlement.ledger_head") == 0);
}

TEST_CASE("an account that moved more than money can be is listed with its balance") {
  Ledger desk;
  constexpr long long kMost = 9'000'000'000'000'000'000;
  CHECK(desk.Said({desk.Accrue("in", kMost), desk.Pay("out", kMost - 5),
                   desk.Move("again", "BANK", "PAYABLE", kMost)}) ==
        std::vector<std::string>{"DONE", "DONE", "DONE"});
  v1::ListLedgerAccountsRequest request;
  request.set_provider_id(desk.provider);
  for (const bool known_at : {false, true}) {
    CAPTURE(known_at);
    if (known_at) request.mutable_known_at()->set_seconds(4'000'000'000);
    const auto listed = Must(desk.house.Call(&Stub::ListLedgerAccounts, request));
    REQUIRE(listed.accounts_size() == 4);
    const v1::LedgerAccount& payable = listed.accounts(3);
    CHECK(payable.account() == "PAYABLE");
    CHECK_FALSE(payable.has_credit());
    CHECK(payable.debit().minor_units() == kMost - 5);
    CHECK(payable.balance().minor_units() == -kMost - 5);
  }
}

TEST_CASE("a balance is as of a day and as known at a time") {
  Ledger ledger;
  auto early = ledger.Accrue("a1", 100);
  *early.mutable_post()->mutable_effective_date() = Day(2026, 11, 1);
  Must(ledger.Post({early}));
  const long long known = ledger.house.clock().Now().micros / 1'000'000;
  ledger.house.clock().Set({(known + 60) * 1'000'000});
  auto late = ledger.Accrue("a2", 30);
  *late.mutable_post()->mutable_effective_date() = Day(2026, 10, 31);
  Must(ledger.Post({late}));
  struct Case {
    int month, day;
    bool known_before;
    long long balance;  // of EXPENSE_ACCRUED; -1: no postings
  };
  const Case cases[] = {{11, 1, false, 130},
                        {10, 31, false, 30},
                        {10, 30, false, -1},
                        {11, 1, true, 100},
                        {10, 31, true, -1}};
  for (const Case& c : cases) {
    CAPTURE(c.month);
    CAPTURE(c.day);
    CAPTURE(c.known_before);
    v1::ListLedgerAccountsRequest request;
    request.set_provider_id(ledger.provider);
    *request.mutable_as_of() = Day(2026, c.month, c.day);
    if (c.known_before) request.mutable_known_at()->set_seconds(known);
    const auto accounts = Must(ledger.house.Call(&Stub::ListLedgerAccounts, request));
    REQUIRE(accounts.accounts_size() == (c.balance < 0 ? 0 : 2));
    if (c.balance > 0) CHECK(accounts.accounts(0).balance().minor_units() == c.balance);
  }
}

TEST_CASE("a head that was kept proves the past, and a recomputed suffix does not pass") {
  Ledger ledger;
  Must(ledger.Post({ledger.Accrue("a1", 1), ledger.Accrue("a2", 2)}));
  const auto heads = Must(ledger.house.Call(&Stub::ListLedgerHeads, v1::ListLedgerHeadsRequest()));
  REQUIRE(heads.heads_size() == 1);
  CHECK(heads.heads(0).sequence() == 2);
  Must(ledger.Post({ledger.Accrue("a3", 3)}));
  v1::CheckLedgerHeadsRequest request;
  *request.add_heads() = heads.heads(0);
  *request.add_heads() = heads.heads(0);
  request.mutable_heads(1)->set_sequence(4);
  const auto outcome = [&](int at) {
    return Must(ledger.house.Call(&Stub::CheckLedgerHeads, request, Role::kAuditor))
        .checks(at)
        .outcome();
  };
  CHECK(outcome(0) == v1::HEAD_OUTCOME_PROVEN);
  CHECK(outcome(1) == v1::HEAD_OUTCOME_MISSING);
  // Whoever changes a row and recomputes every hash after it still has other hashes.
  ledger.house.sql() << "SET session_replication_role = replica";
  ledger.house.sql() << "UPDATE settlement.ledger_entry SET description = 'x' WHERE sequence = 1";
  CHECK(outcome(0) == v1::HEAD_OUTCOME_CHANGED);
}

}  // namespace
}  // namespace tirek::settlement
