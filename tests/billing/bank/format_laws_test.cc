// Laws of every format: what a truthful bank writes is read back line for line, wherever the bytes
// are cut into pieces; and a proposal never bends an amount.
#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "billing/bank/proposals.h"
#include "billing/bank/statement_format.h"

namespace tirek::bank {
namespace {

constexpr const char* kAccount = "KZ67070TESTBUDGET100";

struct Movement {
  std::int64_t minor = 0;  // negative is money out
  int day = 1;             // of November 2026
  std::string reference;
};

Money Tenge(std::int64_t minor) { return Money::FromMinor(minor, kTenge); }

std::vector<Movement> AnyMovements() {
  std::vector<Movement> movements;
  const int count = *rc::gen::inRange(1, 20);
  for (int i = 0; i < count; ++i) {
    const auto minor = *rc::gen::inRange<std::int64_t>(1, 100'000'000'000'000);
    movements.push_back({*rc::gen::arbitrary<bool>() ? minor : -minor, *rc::gen::inRange(1, 31),
                         "TRK-" + std::to_string(i)});
  }
  return movements;
}

std::string Abs(std::int64_t minor) { return Tenge(minor < 0 ? -minor : minor).AmountText(); }

std::string WithComma(std::string text) {
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

std::string TwoDigits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string CamtBalance(const char* type, std::int64_t minor) {
  return std::string("<Bal><Tp><CdOrPrtry><Cd>") + type +
         "</Cd></CdOrPrtry></Tp><Amt Ccy=\"KZT\">" + Abs(minor) + "</Amt><CdtDbtInd>" +
         (minor < 0 ? "DBIT" : "CRDT") + "</CdtDbtInd><Dt><Dt>2026-11-30</Dt></Dt></Bal>";
}

// More than the first bytes, which the format follows from and which are read in one piece.
const std::string kPadding(60'000, 'x');

// As long, but no single one: a parser that is fed byte by byte scans an open comment again.
std::string ShortComments() {
  std::string text;
  while (text.size() < 2 * kPadding.size()) text += "<!-- nothing to see in this comment -->\n";
  return text;
}

std::string WriteCamt(const std::vector<Movement>& movements, std::int64_t closing) {
  std::string text =
      "<?xml version=\"1.0\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">"
      "<BkToCstmrStmt>" +
      ShortComments() + "<Stmt><Id>1</Id><CreDtTm>2026-11-30T20:00:00</CreDtTm><Acct><Id><IBAN>" +
      std::string(kAccount) + "</IBAN></Id></Acct>" + CamtBalance("OPBD", 0) +
      CamtBalance("CLBD", closing);
  for (const Movement& movement : movements) {
    text += "<Ntry><Amt Ccy=\"KZT\">" + Abs(movement.minor) + "</Amt><CdtDbtInd>" +
            (movement.minor < 0 ? "DBIT" : "CRDT") +
            "</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-" + TwoDigits(movement.day) +
            "</Dt></BookgDt><NtryDtls><TxDtls><Refs><EndToEndId>" + movement.reference +
            "</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>\n";
  }
  return text + "</Stmt></BkToCstmrStmt></Document>";
}

std::string WriteMt940(const std::vector<Movement>& movements, std::int64_t closing) {
  std::string text = ":20:1\n:25:" + std::string(kAccount) + "\n:86:" + kPadding +
                     "\n:86:" + kPadding + "\n:28C:1\n:60F:C261031KZT0,00\n";
  for (const Movement& movement : movements) {
    const std::string day = "11" + TwoDigits(movement.day);
    text += ":61:26" + day + day + (movement.minor < 0 ? "D" : "C") +
            WithComma(Abs(movement.minor)) + "NTRFNONREF\n:86:Оплата " + movement.reference + "\n";
  }
  return text + ":62F:" + (closing < 0 ? "D" : "C") + "261130KZT" + WithComma(Abs(closing)) +
         "\n-\n";
}

std::string WriteCsv(const std::vector<Movement>& movements) {
  std::string text = "D;S;B;P\n";
  std::int64_t balance = 0;
  for (const Movement& movement : movements) {
    balance += movement.minor;
    text += "2026-11-" + TwoDigits(movement.day) + ";" + Tenge(movement.minor).AmountText() + ";" +
            Tenge(balance).AmountText() + ";\"Оплата; " + movement.reference + "\"\n";
  }
  return text;
}

std::string Write1c(const std::vector<Movement>& movements, std::int64_t closing) {
  std::string text =
      "1CClientBankExchange\nВерсияФормата=1.01\nЕщё=" + kPadding + "\nЕщё=" + kPadding +
      "\nСекцияРасчСчет\nДатаНачала=01.11.2026\n"
      "ДатаКонца=30.11.2026\nРасчСчет=" +
      std::string(kAccount) +
      "\nНачальныйОстаток=0\nКонечныйОстаток=" + Tenge(closing).AmountText() + "\nКонецРасчСчет\n";
  int number = 0;
  for (const Movement& movement : movements) {
    const std::string day = TwoDigits(movement.day) + ".11.2026";
    text += "СекцияДокумент=выписка\nНомерДокумента=" + std::to_string(++number) +
            "\nДатаДокумента=" + day + "\n" +
            (movement.minor < 0 ? "СуммаРасход=" : "СуммаПриход=") + Abs(movement.minor) +
            "\nНазначениеПлатежа=" + movement.reference + " оплата\nКонецДокумента\n";
  }
  return text + "КонецФайла\n";
}

// Gives its bytes in pieces of any sizes.
class CutBytes final : public ByteSource {
 public:
  CutBytes(std::string bytes, std::vector<std::size_t> sizes)
      : bytes_(std::move(bytes)), sizes_(std::move(sizes)) {}
  std::string_view Next() override {
    const std::size_t size = sizes_.empty() ? 7 : sizes_[pieces_++ % sizes_.size()];
    const std::string_view piece = std::string_view(bytes_).substr(at_, size);
    at_ += piece.size();
    return piece;
  }

 private:
  std::string bytes_;
  std::vector<std::size_t> sizes_;
  std::size_t pieces_ = 0;
  std::size_t at_ = 0;
};

void CheckReadBack(const std::string& bytes, const std::vector<Movement>& movements,
                   const CsvMapping* mapping) {
  const auto sizes =
      *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(1, 300));
  CutBytes cut(bytes, sizes);
  Refusals refusals;
  CollectedStatements collected;
  ReadOptions options;
  options.mapping = mapping;
  ReadStatements(cut, options, collected, refusals);
  RC_ASSERT(refusals.empty());
  RC_ASSERT(collected.statements().size() == 1u);
  const std::vector<StatementLine>& lines = collected.statements().front().lines;
  RC_ASSERT(lines.size() == movements.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool debit = lines[i].direction == Direction::kDebit;
    RC_ASSERT((debit ? -lines[i].amount.minor() : lines[i].amount.minor()) == movements[i].minor);
    RC_ASSERT(lines[i].booked_date.day() == movements[i].day);
    RC_ASSERT(lines[i].reference == movements[i].reference);
  }
}

TEST_CASE("a truthful statement is read back line for line, however its bytes are cut") {
  const auto mapping = ParseCsvMapping(
      "account = KZ67070TESTBUDGET100\ncolumn.date = D\ncolumn.amount = S\ncolumn.balance = B\n"
      "column.purpose = P\n");
  REQUIRE(mapping.has_value());
  CHECK(rc::check("all formats", [&] {
    const std::vector<Movement> movements = AnyMovements();
    std::int64_t closing = 0;
    for (const Movement& movement : movements) closing += movement.minor;
    CheckReadBack(WriteCamt(movements, closing), movements, nullptr);
    CheckReadBack(WriteMt940(movements, closing), movements, nullptr);
    CheckReadBack(Write1c(movements, closing), movements, nullptr);
    CheckReadBack(WriteCsv(movements), movements, &*mapping);
  }));
}

TEST_CASE("a closing balance that is wrong by one tiyn is always found") {
  CHECK(rc::check("camt, MT940 and 1C", [] {
    const std::vector<Movement> movements = AnyMovements();
    std::int64_t closing = *rc::gen::element(-1, 1);
    for (const Movement& movement : movements) closing += movement.minor;
    RC_ASSERT(!ParseStatements(WriteCamt(movements, closing)).has_value());
    RC_ASSERT(!ParseStatements(WriteMt940(movements, closing)).has_value());
    RC_ASSERT(!ParseStatements(Write1c(movements, closing)).has_value());
  }));
}

const char* const kIbans[] = {"KZ98722TEST000000101", "KZ57601TEST000000102"};
const char* const kBins[] = {"240140002226", "100240003339"};

std::vector<ExpectedPayment> AnyOrders() {
  std::vector<ExpectedPayment> orders;
  const int count = *rc::gen::inRange(0, 7);
  for (int i = 0; i < count; ++i) {
    const int payee = *rc::gen::inRange(0, 2);
    orders.push_back({"TRK-" + std::to_string(i), Tenge(*rc::gen::inRange(1, 6)), kIbans[payee],
                      kBins[payee], *rc::gen::inRange(0, 4) == 0});
  }
  return orders;
}

std::vector<StatementLine> AnyLines() {
  std::vector<StatementLine> lines;
  const int count = *rc::gen::inRange(0, 10);
  for (int i = 0; i < count; ++i) {
    const int payee = *rc::gen::inRange(0, 2);
    const bool credit = *rc::gen::inRange(0, 3) == 0;
    StatementLine line{"1",
                       {},
                       {},
                       {},
                       Tenge(*rc::gen::inRange(1, 9)),
                       credit ? Direction::kCredit : Direction::kDebit,
                       {"", kBins[payee], kIbans[payee], ""},
                       "",
                       "",
                       {},
                       1};
    for (int names = *rc::gen::inRange(0, 3); names > 0; --names) {
      line.purpose += " TRK-" + std::to_string(*rc::gen::inRange(0, 8));
    }
    line.reversal = *rc::gen::inRange(0, 5) == 0;
    line.fee = *rc::gen::inRange(0, 9) == 0;
    lines.push_back(std::move(line));
  }
  return lines;
}

TEST_CASE("each line stands in one proposal, each order is paid once, a match is exact") {
  CHECK(rc::check("laws of proposals", [] {
    const std::vector<ExpectedPayment> orders = AnyOrders();
    const std::vector<StatementLine> lines = AnyLines();
    const Proposals found = ProposeMatches(orders, lines);
    std::multiset<std::size_t> seen;
    std::multiset<std::size_t> paid;
    for (const Proposal& proposal : found.proposals) {
      seen.insert(proposal.lines.begin(), proposal.lines.end());
      RC_ASSERT(!proposal.why.empty());
      if (proposal.relation != Relation::kReturn) {
        paid.insert(proposal.orders.begin(), proposal.orders.end());
      }
      const bool matched = proposal.certainty == Certainty::kMatched;
      RC_ASSERT(!matched || proposal.expected == proposal.got);
      RC_ASSERT(matched == (proposal.confidence == 100));
      RC_ASSERT((proposal.certainty == Certainty::kSuspense) == !proposal.reason.empty());
    }
    RC_ASSERT(seen.size() == lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) RC_ASSERT(seen.count(i) == 1u);
    for (std::size_t i = 0; i < orders.size(); ++i) {
      RC_ASSERT(paid.count(i) <= (orders[i].met ? 0u : 1u));
      const bool unmet = std::count(found.unmet.begin(), found.unmet.end(), i) == 1;
      RC_ASSERT(unmet == (!orders[i].met && paid.count(i) == 0));
    }
  }));
}

}  // namespace
}  // namespace tirek::bank
