// What batches do to the sums of months, case by case: which month is the newest, what stood before
// it, what came to it, and what older ones are to be added.
#include "billing/ledger/turnover.h"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "billing/ledger/decide.h"

namespace tirek::ledger {
namespace {

constexpr Instant kNow{1'793'836'800'000'000};
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
const Currency kDollar = *Currency::FromCode("USD");

using Lines = std::vector<std::string>;

std::string Text(__int128 sum) {
  std::string digits;
  for (__int128 rest = sum < 0 ? -sum : sum; digits.empty() || rest > 0; rest /= 10) {
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(rest % 10)));
  }
  return (sum < 0 ? "-" : "") + digits;
}

struct Desk {
  Book book;
  int documents = 0;

  Desk() { book.ledgers["prv_a"].number = 1; }
  LedgerBook& ledger() { return book.ledgers.at("prv_a"); }

  Command Move(const char* day, AccountKind debit, AccountKind credit, std::int64_t amount,
               Currency currency = kTenge) {
    return *Entry::Make({"prv_a",
                         SourceType::kManual,
                         "doc-" + std::to_string(++documents),
                         *CivilDate::Parse(day),
                         currency,
                         "",
                         {{debit, amount, {}}, {credit, -amount, {}}},
                         {}});
  }
  Command Accrue(const char* day, std::int64_t amount, Currency currency = kTenge) {
    return Move(day, AccountKind::kExpenseAccrued, AccountKind::kPayable, amount, currency);
  }
  // Each command a set of its own, all of them one batch, which finds the book as it was written.
  std::vector<Verdict> Run(const std::vector<Command>& commands) {
    book.made.clear();
    book.made_of.clear();
    ledger().months_begun.clear();
    ledger().turnovers.clear();
    std::vector<CommandSet> sets;
    for (const Command& command : commands) sets.push_back({command});
    std::vector<Verdict> verdicts;
    for (const auto& answers : Decide(book, sets, kNow)) verdicts.push_back(answers[0].verdict);
    return verdicts;
  }

  // "2026-11 from 3" of each month that begins.
  Lines Begun() {
    Lines lines;
    for (const auto& [month, sequence] : ledger().months_begun) {
      lines.push_back(month.ToString() + " from " + std::to_string(sequence));
    }
    return lines;
  }
  // "PAYABLE KZT -7 5 0": what it stood at before the newest month, its debit and its credit.
  Lines Accounts() {
    Lines lines;
    for (const Account& account : ledger().accounts) {
      lines.push_back(std::string(AccountKindName(account.kind)) + " " +
                      std::string(account.currency.code()) + " " + Text(account.opened_minor) +
                      " " + Text(account.debited_minor) + " " + Text(account.credited_minor));
    }
    std::sort(lines.begin(), lines.end());
    return lines;
  }
  // "PAYABLE KZT 2026-10 5 0": what is to be added to debit and credit.
  Lines Turnovers() {
    Lines lines;
    for (const auto& [key, sums] : ledger().turnovers) {
      lines.push_back(std::string(AccountKindName(key.account)) + " " + key.currency_code + " " +
                      key.month.ToString() + " " + Text(sums.debit_minor) + " " +
                      Text(sums.credit_minor));
    }
    std::sort(lines.begin(), lines.end());
    return lines;
  }
  std::string Late() {
    std::string late;
    for (const SealedEntry& sealed : book.made) late += sealed.late ? 'L' : '-';
    return late;
  }
};

TEST_CASE("batches carry the newest month along, and tell what older ones are to be added") {
  Desk desk;
  const AccountKind payable = AccountKind::kPayable, clearing = AccountKind::kBankClearing;
  struct Step {
    const char* name;
    std::vector<Command> batch;
    const char* newest;
    const char* late;
    Lines begun;
    Lines turnovers;
    Lines accounts;
  };
  const Step steps[] = {
      {"the first entry begins its month",
       {desk.Accrue("2026-10-05", 100)},
       "2026-10",
       "-",
       {"2026-10 from 1"},
       {},
       {"EXPENSE_ACCRUED KZT 0 100 0", "PAYABLE KZT 0 0 100"}},
      {"another of it comes to it",
       {desk.Move("2026-10-01", payable, clearing, 30)},
       "2026-10",
       "-",
       {},
       {},
       {"BANK_CLEARING KZT 0 0 30", "EXPENSE_ACCRUED KZT 0 100 0", "PAYABLE KZT 0 30 100"}},
      {"a later one ends it, for accounts that it leaves alone, too",
       {desk.Accrue("2026-12-31", 7)},
       "2026-12",
       "-",
       {"2026-12 from 3"},
       {"BANK_CLEARING KZT 2026-10 0 30", "EXPENSE_ACCRUED KZT 2026-10 100 0",
        "PAYABLE KZT 2026-10 30 100"},
       {"BANK_CLEARING KZT -30 0 0", "EXPENSE_ACCRUED KZT 100 7 0", "PAYABLE KZT -70 0 7"}},
      {"late ones are added to their months, to one that was passed over as well",
       {desk.Accrue("2026-10-31", 5), desk.Accrue("2026-11-30", 3), desk.Accrue("2026-12-01", 2)},
       "2026-12",
       "LL-",
       {},
       {"EXPENSE_ACCRUED KZT 2026-10 5 0", "EXPENSE_ACCRUED KZT 2026-11 3 0",
        "PAYABLE KZT 2026-10 0 5", "PAYABLE KZT 2026-11 0 3"},
       {"BANK_CLEARING KZT -30 0 0", "EXPENSE_ACCRUED KZT 108 9 0", "PAYABLE KZT -78 0 9"}},
      {"months may begin and end in one batch",
       {desk.Accrue("2027-01-01", 1), desk.Accrue("2026-12-31", 4), desk.Accrue("2027-02-01", 6),
        desk.Accrue("2027-01-31", 8), desk.Accrue("2027-02-28", 1)},
       "2027-02",
       "-L-L-",
       {"2027-01 from 7", "2027-02 from 9"},
       {"EXPENSE_ACCRUED KZT 2026-12 13 0", "EXPENSE_ACCRUED KZT 2027-01 9 0",
        "PAYABLE KZT 2026-12 0 13", "PAYABLE KZT 2027-01 0 9"},
       {"BANK_CLEARING KZT -30 0 0", "EXPENSE_ACCRUED KZT 130 7 0", "PAYABLE KZT -100 0 7"}},
      {"currencies are kept apart",
       {desk.Accrue("2027-02-02", 11, kDollar), desk.Accrue("2026-10-02", 12, kDollar)},
       "2027-02",
       "-L",
       {},
       {"EXPENSE_ACCRUED USD 2026-10 12 0", "PAYABLE USD 2026-10 0 12"},
       {"BANK_CLEARING KZT -30 0 0", "EXPENSE_ACCRUED KZT 130 7 0", "EXPENSE_ACCRUED USD 12 11 0",
        "PAYABLE KZT -100 0 7", "PAYABLE USD -12 0 11"}},
  };
  for (const Step& step : steps) {
    CAPTURE(step.name);
    for (const Verdict verdict : desk.Run(step.batch)) CHECK(verdict == Verdict::kDone);
    CHECK(desk.ledger().month == *Month::Parse(step.newest));
    CHECK(desk.Late() == step.late);
    CHECK(desk.Begun() == step.begun);
    CHECK(desk.Turnovers() == step.turnovers);
    CHECK(desk.Accounts() == step.accounts);
  }
}

TEST_CASE("what is refused begins no month and comes to none") {
  Desk desk;
  desk.Run({desk.Accrue("2026-10-05", 100)});
  desk.ledger().Open(AccountKind::kPayable, kTenge).state.least_minor = 0;
  const Command paid =
      desk.Move("2026-11-05", AccountKind::kPayable, AccountKind::kBankClearing, 101);
  CHECK(desk.Run({paid}) == std::vector{Verdict::kOverdrawn});
  CHECK(desk.ledger().month == *Month::Parse("2026-10"));
  CHECK(desk.Begun().empty());
  CHECK(desk.Turnovers().empty());
  CHECK(desk.Accounts() ==
        Lines{"BANK_CLEARING KZT 0 0 0", "EXPENSE_ACCRUED KZT 0 100 0", "PAYABLE KZT 0 0 100"});
}

TEST_CASE("what is only reserved is of no month yet") {
  Desk desk;
  CHECK(desk.Run({*Reservation::Make({"prv_a",
                                      "r",
                                      AccountKind::kPayable,
                                      AccountKind::kBankClearing,
                                      5,
                                      kTenge,
                                      *CivilDate::Parse("2026-10-05"),
                                      "",
                                      {},
                                      {}})}) == std::vector{Verdict::kDone});
  CHECK_FALSE(desk.ledger().month.has_value());
  CHECK(desk.Begun().empty());
  CHECK(desk.Turnovers().empty());
}

TEST_CASE("an account on both sides of an entry is debited and credited") {
  Desk desk;
  desk.Run({*Entry::Make({"prv_a",
                          SourceType::kManual,
                          "both",
                          *CivilDate::Parse("2026-10-05"),
                          kTenge,
                          "",
                          {{AccountKind::kPayable, 5, {}},
                           {AccountKind::kPayable, -3, {}},
                           {AccountKind::kBank, -2, {}}},
                          {}})});
  CHECK(desk.Accounts() == Lines{"BANK KZT 0 0 2", "PAYABLE KZT 0 5 3"});
  desk.Run({desk.Accrue("2026-11-05", 1)});
  CHECK(desk.Turnovers() == Lines{"BANK KZT 2026-10 0 2", "PAYABLE KZT 2026-10 5 3"});
}

// A balance fits 64 bits; what went up and down in a month need not.
TEST_CASE("a month may come to more than a balance can") {
  Desk desk;
  const AccountKind accrued = AccountKind::kExpenseAccrued, payable = AccountKind::kPayable;
  for (const Verdict verdict :
       desk.Run({desk.Accrue("2026-10-05", kMost), desk.Move("2026-10-05", payable, accrued, kMost),
                 desk.Accrue("2026-10-05", kMost)})) {
    CHECK(verdict == Verdict::kDone);
  }
  CHECK(desk.Accounts() == Lines{"EXPENSE_ACCRUED KZT 0 18446744073709551614 9223372036854775807",
                                 "PAYABLE KZT 0 9223372036854775807 18446744073709551614"});
  for (const Verdict verdict : desk.Run(
           {desk.Move("2026-11-05", payable, accrued, kMost), desk.Accrue("2026-10-05", kMost)})) {
    CHECK(verdict == Verdict::kDone);
  }
  CHECK(desk.Accounts() == Lines{"EXPENSE_ACCRUED KZT 18446744073709551614 0 9223372036854775807",
                                 "PAYABLE KZT -18446744073709551614 9223372036854775807 0"});
}

TEST_CASE("each ledger has months of its own") {
  Desk desk;
  desk.book.ledgers["PAYER"].number = 2;
  desk.Run({desk.Accrue("2026-12-05", 1),
            *Entry::Make({"PAYER",
                          SourceType::kManual,
                          "bank",
                          *CivilDate::Parse("2026-10-05"),
                          kTenge,
                          "",
                          {{AccountKind::kBank, 5, {}}, {AccountKind::kSuspense, -5, {}}},
                          {}})});
  CHECK(desk.Late() == "--");
  CHECK(desk.ledger().month == *Month::Parse("2026-12"));
  CHECK(desk.book.ledgers["PAYER"].month == *Month::Parse("2026-10"));
  CHECK(desk.book.ledgers["PAYER"].months_begun.at(*Month::Parse("2026-10")) == 1);
}

}  // namespace
}  // namespace tirek::ledger
