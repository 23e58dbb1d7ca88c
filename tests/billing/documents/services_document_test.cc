// An act and an invoice say what the claim says, or are not made.
#include "billing/documents/services_document.h"

#include <doctest/doctest.h>

#include "tests/billing/documents/sample_services.h"

namespace tirek::documents {
namespace {

// All that a document shows, a line a row of a table.
std::string TextOf(const Printout& printout) {
  std::string text;
  for (const Block& block : printout.blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) text += paragraph->text + "\n";
    if (const auto* fields = std::get_if<Fields>(&block)) {
      for (const auto& [label, value] : fields->pairs) text += label + ": " + value + "\n";
    }
    const auto* table = std::get_if<Table>(&block);
    if (table == nullptr) continue;
    for (const Row& row : table->rows) {
      CHECK(row.cells.size() == table->columns.size());
      for (const Cell& cell : row.cells) text += ShownText(cell) + "|";
      text += "\n";
    }
  }
  return text;
}

bool Says(const Result<Printout>& printout, const char* text) {
  REQUIRE(printout.has_value());
  return TextOf(*printout).find(text) != std::string::npos;
}

TEST_CASE("an act says its sum in digits and words, and what is above the contract's sum") {
  const auto act = PrintAct(SampleServices(), Language::kRussian);
  CHECK(Says(act,
             "Принято и подлежит оплате: 1 333 433,65 ₸ (Один миллион триста тридцать три тысячи "
             "четыреста тридцать три тенге 65 тиынов)"));
  CHECK(Says(act, "Оказано сверх суммы договора, в сумму акта не входит: 27 615,69 ₸"));
  CHECK(Says(act, "|5 433,75|1 314 967,50|"));
  CHECK(Says(act, "|5|x|18 466,15|"));
  CHECK(Says(act, "|Итого|x|x|x|247|x|1 333 433,65|"));
  CHECK(Says(PrintAct(SampleServices(), Language::kKazakh),
             "(Бір миллион үш жүз отыз үш мың төрт жүз отыз үш теңге 65 тиын)"));
}

TEST_CASE("units of different kinds have no sum of quantities") {
  ServicesDocument document = SampleServices();
  document.services.rows[1].tariff.unit = "HOUR";
  CHECK(Says(PrintAct(document, Language::kRussian), "|Итого|x|x|x|x|x|1 333 433,65|"));
}

TEST_CASE("an invoice says its part of value added tax as the order treats it") {
  ServicesDocument document = SampleServices();
  // 1333433.65 × 0.16 / 1.16 = 183921.8827…
  CHECK(Says(PrintInvoice(document, Language::kRussian), "В том числе НДС 16 %||||183 921,88|"));
  document.vat.treatment = VatTreatment::kExempt;
  CHECK(Says(PrintInvoice(document, Language::kRussian), "Без НДС (освобождено)"));
  document.vat.treatment = VatTreatment::kUnsaid;
  CHECK(!Says(PrintInvoice(document, Language::kRussian), "НДС"));
}

TEST_CASE("a document whose parts do not add to the whole is not made") {
  const auto refused = [](const auto& change) {
    ServicesDocument document = SampleServices();
    change(document);
    const auto act = PrintAct(document, Language::kRussian);
    const auto invoice = PrintInvoice(document, Language::kKazakh);
    return !act && !invoice && act.error().reason == "DOCUMENT_UNEVEN";
  };
  CHECK(!refused([](ServicesDocument&) {}));
  CHECK(refused([](auto& d) { d.approved = Tenge(d.approved.minor() + 1); }));
  CHECK(refused([](auto& d) { d.unfunded = Tenge(d.unfunded.minor() - 1); }));
  CHECK(refused([](auto& d) { d.services.total = Tenge(0); }));
  CHECK(refused([](auto& d) { d.services.rows[1].amount = Tenge(18466'14); }));
  CHECK(refused([](auto& d) { d.services.rows[0].price = Tenge(5433'76); }));
  CHECK(refused([](auto& d) { d.services.rows.pop_back(); }));
}

}  // namespace
}  // namespace tirek::documents
