// A payment order on paper says what the bank is told, or is not made.
#include "billing/documents/payment_order.h"

#include <doctest/doctest.h>

namespace tirek::documents {
namespace {

Money Tenge(std::int64_t minor) { return Money::FromMinor(minor, kTenge); }

PaymentOrder Sample() {
  return {.number = "TRK-202610-GSZ-KRG-001",
          .date = *CivilDate::FromYmd(2026, 11, 3),
          .payer = {"ГУ «Тест»", "070140990068", "KZ90070TESTKRG000001", "KKMFKZ2A", "12"},
          .payee = {"ТОО «Тест»", "230840990018", "KZ98722TEST000000101", "CASPKZKA", "17"},
          .knp = "859",
          .purpose = "Специальные социальные услуги за октябрь 2026 г.",
          .document_number = "GSZ-KRG-001/2026-10",
          .document = Tenge(5'000'00),
          .netted = Tenge(0),
          .amount = Tenge(5'000'00)};
}

std::string TextOf(const PaymentOrder& order, Language language) {
  const auto printout = PrintPaymentOrder(order, language);
  REQUIRE(printout.has_value());
  std::string text;
  for (const Block& block : printout->blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) text += paragraph->text + "\n";
    if (const auto* fields = std::get_if<Fields>(&block)) {
      for (const auto& [label, value] : fields->pairs) text += label + ": " + value + "\n";
    }
    const auto* table = std::get_if<Table>(&block);
    if (table == nullptr) continue;
    for (const Row& row : table->rows) {
      for (const Cell& cell : row.cells) text += ShownText(cell) + "|";
      text += "\n";
    }
  }
  return text;
}

TEST_CASE("a payment order names both sides, the sum in words, the code and the purpose") {
  CHECK(TextOf(Sample(), Language::kRussian) ==
        "ПЛАТЁЖНОЕ ПОРУЧЕНИЕ № TRK-202610-GSZ-KRG-001\n"
        "3 ноября 2026 г.\n"
        "Отправитель денег|ГУ «Тест», БИН 070140990068|KZ90070TESTKRG000001|KKMFKZ2A|12|\n"
        "Бенефициар|ТОО «Тест», БИН 230840990018|KZ98722TEST000000101|CASPKZKA|17|\n"
        "5\u00A0000,00|859|03.11.2026|\n"
        "Сумма прописью: Пять тысяч тенге 00 тиынов\n"
        "Назначение платежа: Специальные социальные услуги за октябрь 2026 г.\n"
        "Документ: № GSZ-KRG-001/2026-10 на сумму 5\u00A0000,00\u00A0₸\n");
}

TEST_CASE("what is netted, and that an order is a draft, are said") {
  PaymentOrder order = Sample();
  order.netted = Tenge(1'000'00);
  order.amount = Tenge(4'000'00);
  order.is_draft = true;
  const std::string text = TextOf(order, Language::kKazakh);
  CHECK(text.find("Құжат сомасынан ұсталды: 1\u00A0000,00\u00A0₸\n") != std::string::npos);
  CHECK(text.find("Жоба: банкке арналған файл әлі жасалған жоқ.\n") != std::string::npos);
  CHECK(text.find("Сомасы жазбаша: Төрт мың теңге 00 тиын\n") != std::string::npos);
}

TEST_CASE("an order whose sums do not add, or that pays nothing, is not printed") {
  const auto refused = [](Money document, Money netted, Money amount) {
    PaymentOrder order = Sample();
    order.document = document;
    order.netted = netted;
    order.amount = amount;
    return !PrintPaymentOrder(order, Language::kRussian).has_value();
  };
  CHECK(!refused(Tenge(100), Tenge(40), Tenge(60)));
  CHECK(refused(Tenge(100), Tenge(40), Tenge(61)));
  CHECK(refused(Tenge(100), Tenge(100), Tenge(0)));
  CHECK(refused(Tenge(100), Tenge(200), Tenge(-100)));
}

}  // namespace
}  // namespace tirek::documents
