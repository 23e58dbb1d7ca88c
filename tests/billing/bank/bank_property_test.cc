// Laws: matching loses and invents no money, and a statement adds up whatever the bytes.
#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "billing/bank/statement_1c.h"
#include "tests/billing/bank/match_all.h"

namespace tirek::bank {
namespace {

const char* const kIbans[] = {"KZ98722TEST000000101", "KZ57601TEST000000102"};
const char* const kBins[] = {"240140002226", "100240003339"};

Money Tenge(std::int64_t minor) { return Money::FromMinor(minor, kTenge); }

// Few values, so that likenesses and duplicates happen.
std::vector<ExpectedPayment> AnyOrders() {
  std::vector<ExpectedPayment> orders;
  const int count = *rc::gen::inRange(0, 8);
  for (int i = 0; i < count; ++i) {
    const int payee = *rc::gen::inRange(0, 2);
    orders.push_back({"TRK-" + std::to_string(i), Tenge(*rc::gen::inRange(1, 4)), kIbans[payee],
                      kBins[payee], *rc::gen::inRange(0, 4) == 0});
  }
  return orders;
}

std::vector<StatementLine> AnyLines() {
  std::vector<StatementLine> lines;
  const int count = *rc::gen::inRange(0, 12);
  for (int i = 0; i < count; ++i) {
    const int payee = *rc::gen::inRange(0, 2);
    std::optional<std::string> reference;
    if (*rc::gen::arbitrary<bool>()) reference = "TRK-" + std::to_string(*rc::gen::inRange(0, 9));
    const bool credit = *rc::gen::inRange(0, 5) == 0;
    lines.push_back({"1",
                     {},
                     {},
                     {},
                     Tenge(*rc::gen::inRange(1, 4)),
                     credit ? Direction::kCredit : Direction::kDebit,
                     {"", kBins[payee], kIbans[payee], ""},
                     "",
                     "",
                     reference,
                     1});
  }
  return lines;
}

TEST_CASE("whatever the lines, every order is met once or listed, and amounts are never bent") {
  CHECK(rc::check("laws of matching", [] {
    const std::vector<ExpectedPayment> orders = AnyOrders();
    const std::vector<StatementLine> lines = AnyLines();
    const StatementMatch match = MatchStatement(orders, lines);
    RC_ASSERT(match.lines.size() == lines.size());
    std::set<std::size_t> met;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const JudgedLine& line = match.lines[i];
      RC_ASSERT(line.got == lines[i].amount);
      RC_ASSERT(!line.reason.empty());
      if (lines[i].direction == Direction::kCredit) {
        RC_ASSERT(line.kind == MatchKind::kUnknownCredit);
      }
      if (!line.meets_order()) continue;
      RC_ASSERT(!orders[*line.order].met);
      RC_ASSERT(met.insert(*line.order).second);
      RC_ASSERT(line.expected == orders[*line.order].amount);
      RC_ASSERT((line.kind == MatchKind::kExact) == (line.got == *line.expected));
      RC_ASSERT((line.kind == MatchKind::kShort) == (line.got.minor() < line.expected->minor()));
      RC_ASSERT(lines[i].counterparty.iban == orders[*line.order].payee_iban);
    }
    for (std::size_t i = 0; i < orders.size(); ++i) {
      const bool unmet = std::count(match.unmet.begin(), match.unmet.end(), i) == 1;
      RC_ASSERT(unmet == (!orders[i].met && !met.contains(i)));
    }
  }));
}

TEST_CASE("the order of orders changes nothing but their numbers") {
  CHECK(rc::check("reversed orders give the same lines", [] {
    const std::vector<ExpectedPayment> orders = AnyOrders();
    const std::vector<ExpectedPayment> reversed(orders.rbegin(), orders.rend());
    const std::vector<StatementLine> lines = AnyLines();
    const StatementMatch left = MatchStatement(orders, lines);
    const StatementMatch right = MatchStatement(reversed, lines);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      RC_ASSERT(left.lines[i].kind == right.lines[i].kind);
      RC_ASSERT(left.lines[i].basis == right.lines[i].basis);
      if (left.lines[i].meets_order()) {
        RC_ASSERT(*left.lines[i].order == orders.size() - 1 - *right.lines[i].order);
      }
    }
  }));
}

// A bank that pays `amounts` and writes a statement in the Kazakh dialect.
std::string StatementOf(const std::vector<std::int64_t>& amounts) {
  const std::string account = "KZ67070TESTBUDGET100";
  std::int64_t sum = 0;
  std::string documents;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    sum += amounts[i];
    documents += "СекцияДокумент=выписка\nНомерДокумента=" + std::to_string(i) +
                 "\nДатаДокумента=05.11.2026\nПлательщикИИК=" + account +
                 "\nПолучательИИК=" + kIbans[i % 2] + "\nПолучательБИН_ИИН=" + kBins[i % 2] +
                 "\nСуммаРасход=" + Tenge(amounts[i]).AmountText() +
                 "\nДатаОперации=05.11.2026\nНазначениеПлатежа=TRK-" + std::to_string(i) +
                 " оплата\nКонецДокумента\n";
  }
  return "1CClientBankExchange\nВерсияФормата=1.01\nСекцияРасчСчет\nДатаНачала=01.11.2026\n"
         "ДатаКонца=30.11.2026\nРасчСчет=" +
         account + "\nНачальныйОстаток=0\nВсегоСписано=" + Tenge(sum).AmountText() +
         "\nКонечныйОстаток=" + Tenge(-sum).AmountText() + "\nКонецРасчСчет\n" + documents +
         "КонецФайла\n";
}

TEST_CASE("what the bank paid to the tiyn is matched to the tiyn") {
  CHECK(rc::check("every order of a truthful statement is exact", [] {
    const auto amounts = *rc::gen::container<std::vector<std::int64_t>>(
        rc::gen::inRange<std::int64_t>(1, 100'000'000'000'000));
    std::vector<ExpectedPayment> orders;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
      orders.push_back(
          {"TRK-" + std::to_string(i), Tenge(amounts[i]), kIbans[i % 2], kBins[i % 2], false});
    }
    const auto statements = ParseStatement1c(StatementOf(amounts));
    RC_ASSERT(statements.has_value());
    const StatementMatch match = MatchStatement(orders, statements->front().lines);
    for (const LineMatch& line : match.lines) RC_ASSERT(line.kind == MatchKind::kExact);
    RC_ASSERT(match.unmet.empty());
  }));
}

TEST_CASE("no bytes make the parser fail otherwise than by refusing") {
  CHECK(rc::check("a changed byte gives a balanced statement or a refusal", [] {
    std::string bytes = StatementOf({100, 250, 399});
    const int changes = *rc::gen::inRange(0, 4);
    for (int i = 0; i < changes; ++i) {
      bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = *rc::gen::arbitrary<char>();
    }
    const auto statements = ParseStatement1c(bytes);
    if (!statements) {
      RC_ASSERT(!statements.error().violations.empty());
      return;
    }
    for (const Statement& statement : *statements) {
      std::int64_t balance = statement.opening.minor();
      for (const StatementLine& line : statement.lines) {
        balance +=
            line.direction == Direction::kCredit ? line.amount.minor() : -line.amount.minor();
      }
      RC_ASSERT(balance == statement.closing.minor());
    }
  }));
}

}  // namespace
}  // namespace tirek::bank
