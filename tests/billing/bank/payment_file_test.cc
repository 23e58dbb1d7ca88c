// pain.001 and 1C: the bytes are known, the schemas agree, and what cannot be sent is refused.
#include "billing/bank/payment_file.h"

#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <pugixml.hpp>

#include "billing/bank/payments_1c.h"
#include "tests/billing/bank/files.h"
#include "tests/billing/bank/statement_text.h"

namespace tirek::bank {
namespace {

constexpr const char* kGolden = "tests/billing/bank/golden/pain001_two_orders.xml";
constexpr const char* kSchemas = "../shared/fixtures/iso20022/xsd/";

Money Tenge(const char* text) { return *Money::Parse(text, kTenge); }

PaymentOrder Order(const char* reference, const char* amount) {
  return {reference,
          "ТОО \"Үлгі үйі\" & Қ°",
          *Bin::Parse("240140002226"),
          *Iban::Parse("KZ98722TEST000000101"),
          *Bic::Parse("CASPKZKA"),
          *Kbe::Parse("17"),
          *Knp::Parse("859"),
          Tenge(amount),
          "Оплата по акту 10 <октябрь> 2026 ж."};
}

PaymentFile File() {
  return {"PAY-202610-1",
          {1'793'610'000'000'000},
          {"ГУ \"Сынақ облыстық басқармасы\"", *Bin::Parse("150340001117"),
           *Iban::Parse("KZ67070TESTBUDGET100"), *Bic::Parse("KKMFKZ2A"), *Kbe::Parse("12")},
          *CivilDate::FromYmd(2026, 11, 5),
          {Order("TRK-202610-0001", "1434510.00"), Order("TRK-202610-0002", "0.01")}};
}

std::string RefusalOf(const PaymentFile& file) {
  const auto bytes = RenderPain001(file);
  if (bytes) return {};
  CHECK(bytes.error().reason == "INVALID_FIELDS");
  return ToText(bytes.error());
}

std::string Letters(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "Қ";
  return text;
}

TEST_CASE("a payment file has the bytes that were agreed, every time") {
  const auto bytes = RenderPain001(File());
  REQUIRE(bytes.has_value());
  CHECK(*bytes == *RenderPain001(File()));
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::ofstream(kGolden, std::ios::binary) << *bytes;
  }
  const auto golden = ReadFile(kGolden);
  REQUIRE(golden.has_value());
  CHECK(*bytes == *golden);
}

TEST_CASE("what is read back from the XML is what was put in") {
  const auto bytes = RenderPain001(File());
  REQUIRE(bytes.has_value());
  pugi::xml_document document;
  REQUIRE(document.load_buffer(bytes->data(), bytes->size()));
  const pugi::xml_node root = document.child("Document").child("CstmrCdtTrfInitn");
  for (const char* part : {"GrpHdr", "PmtInf"}) {
    CAPTURE(part);
    CHECK(std::string(root.child(part).child_value("NbOfTxs")) == "2");
    CHECK(std::string(root.child(part).child_value("CtrlSum")) == "1434510.01");
  }
  const pugi::xml_node order = root.child("PmtInf").child("CdtTrfTxInf");
  CHECK(std::string(order.child("PmtId").child_value("EndToEndId")) == "TRK-202610-0001");
  CHECK(std::string(order.child("Amt").child_value("InstdAmt")) == "1434510.00");
  CHECK(std::string(order.child("Cdtr").child_value("Nm")) == "ТОО \"Үлгі үйі\" & Қ°");
  CHECK(std::string(order.child("Purp").child_value("Prtry")) == "859");
  CHECK(std::string(order.child("RmtInf").child_value("Ustrd")) ==
        "EKNP 1217KZT859 TRK-202610-0001 Оплата по акту 10 <октябрь> 2026 ж.");
}

std::vector<PaymentFileLayout> AllLayouts() {
  std::vector<PaymentFileLayout> layouts;
  for (const Pain001Version version : {Pain001Version::k03, Pain001Version::k09}) {
    for (const KnpPlace knp : {KnpPlace::kPurpose, KnpPlace::kRegulatoryReporting}) {
      for (const EknpPlace eknp :
           {EknpPlace::kRemittance, EknpPlace::kInstruction, EknpPlace::kNowhere}) {
        layouts.push_back({version, knp, eknp});
      }
    }
  }
  return layouts;
}

TEST_CASE("payment files at their limits are valid against the schemas of ISO 20022") {
  if (!std::filesystem::exists(kSchemas) || std::system("command -v xmllint >/dev/null") != 0) {
    MESSAGE("skipped: needs xmllint and " << kSchemas);
    return;
  }
  PaymentFile longest = File();
  longest.message_id = std::string(35, 'M');
  longest.debtor.name = Letters(140);
  longest.orders[0].payee_name = Letters(140);
  longest.orders[0].end_to_end_id = "TRK-1234567890123456789012345678901";
  longest.orders[0].purpose = Letters(140 - 16 - 36);
  longest.orders[0].amount = Tenge("9999999999999999.98");
  const std::string path = std::filesystem::temp_directory_path() /
                           ("tirek_pain001_" + std::to_string(getpid()) + ".xml");
  for (const PaymentFileLayout& layout : AllLayouts()) {
    const char* version = layout.version == Pain001Version::k03 ? "03" : "09";
    CAPTURE(version);
    for (const PaymentFile& file : {File(), longest}) {
      const auto bytes = RenderPain001(file, layout);
      REQUIRE(bytes.has_value());
      std::ofstream(path, std::ios::binary) << *bytes;
      const std::string command = std::string("xmllint --nonet --noout --schema ") + kSchemas +
                                  "pain.001.001." + version + ".xsd " + path + " 2>/dev/null";
      CHECK(std::system(command.c_str()) == 0);
    }
  }
  std::filesystem::remove(path);
}

TEST_CASE("the layout says where the codes stand, and the free text has the rest") {
  struct Case {
    PaymentFileLayout layout;
    std::string instruction;
    std::string purpose_code;
    std::string reported_code;
    std::string text;
  };
  const std::string text = "TRK-202610-0001 Оплата по акту 10 <октябрь> 2026 ж.";
  const std::string eknp = "EKNP 1217KZT859";
  const Case cases[] = {
      {{}, "", "859", "", eknp + " " + text},
      {{Pain001Version::k03, KnpPlace::kRegulatoryReporting, EknpPlace::kInstruction},
       eknp,
       "",
       "859",
       text},
      {{Pain001Version::k09, KnpPlace::kPurpose, EknpPlace::kNowhere}, "", "859", "", text},
  };
  for (const Case& c : cases) {
    const auto bytes = RenderPain001(File(), c.layout);
    REQUIRE(bytes.has_value());
    pugi::xml_document document;
    REQUIRE(document.load_buffer(bytes->data(), bytes->size()));
    const pugi::xml_node order =
        document.child("Document").child("CstmrCdtTrfInitn").child("PmtInf").child("CdtTrfTxInf");
    CHECK(std::string(order.child_value("InstrForDbtrAgt")) == c.instruction);
    CHECK(std::string(order.child("Purp").child_value("Prtry")) == c.purpose_code);
    CHECK(std::string(order.child("RgltryRptg").child("Dtls").child_value("Cd")) ==
          c.reported_code);
    CHECK(std::string(order.child("RmtInf").child_value("Ustrd")) == c.text);
  }
}

TEST_CASE("without EKNP in it the free text has more room, and is told how much") {
  PaymentFile file = File();
  file.orders[0].purpose = Letters(140 - 16);
  const PaymentFileLayout layout{Pain001Version::k09, KnpPlace::kPurpose, EknpPlace::kNowhere};
  CHECK(RenderPain001(file, layout).has_value());
  file.orders[0].purpose = Letters(140 - 16 + 1);
  const auto refused = RenderPain001(file, layout);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().violations[0].expected == "at most 124 characters beside the reference");
}

const char* const kFirst1cOrder =
    "СекцияДокумент=Платежное поручение\r\nНомерДокумента=1\r\nДатаДокумента=05.11.2026\r\n"
    "Сумма=1434510.00\r\nВалюта=KZT\r\n"
    "ПлательщикНаименование=ГУ \"Сынақ облыстық басқармасы\"\r\n"
    "ПлательщикБИН_ИИН=150340001117\r\nПлательщикИИК=KZ67070TESTBUDGET100\r\n"
    "ПлательщикБанкБИК=KKMFKZ2A\r\nПлательщикКБЕ=12\r\n"
    "ПолучательНаименование=ТОО \"Үлгі үйі\" & Қ°\r\nПолучательБИН_ИИН=240140002226\r\n"
    "ПолучательИИК=KZ98722TEST000000101\r\nПолучательБанкБИК=CASPKZKA\r\n"
    "ПолучательКБЕ=17\r\n"
    "НазначениеПлатежа=TRK-202610-0001 Оплата по акту 10 <октябрь> 2026 ж.\r\n"
    "КодНазначенияПлатежа=859\r\nКонецДокумента\r\n";

TEST_CASE("a 1C payment file says each order in the keys of Kazakh banks, the same every time") {
  const auto bytes = RenderPayments1c(File(), Encoding::kUtf8);
  REQUIRE(bytes.has_value());
  CHECK(*bytes == *RenderPayments1c(File(), Encoding::kUtf8));
  CHECK(
      bytes->starts_with("\xEF\xBB\xBF"
                         "1CClientBankExchange\r\nВерсияФормата=1.03\r\nКодировка=UTF-8\r\n"));
  CHECK(bytes->ends_with("КонецФайла\r\n"));
  CHECK(bytes->find(kFirst1cOrder) != std::string::npos);
}

TEST_CASE("in windows-1251 Kazakh letters become the Russian ones that banks write for them") {
  const auto bytes = RenderPayments1c(File(), Encoding::kWindows1251);
  REQUIRE(bytes.has_value());
  std::string utf8;
  REQUIRE(CodePage::Of(Encoding::kWindows1251).Decode(*bytes, utf8));
  CHECK(utf8.find("Кодировка=Windows\r\n") != std::string::npos);
  CHECK(utf8.find("ПолучательНаименование=ТОО \"Улгі уйі\" & К°\r\n") != std::string::npos);
  PaymentFile file = File();
  file.orders[1].payee_name = "数";
  file.orders[1].purpose = "₸";
  const auto refused = RenderPayments1c(file, Encoding::kWindows1251);
  REQUIRE_FALSE(refused.has_value());
  CHECK(ToText(refused.error()) ==
        "orders[1].payee_name: TEXT_NOT_ENCODABLE; orders[1].purpose: TEXT_NOT_ENCODABLE");
}

TEST_CASE("a 1C payment file cannot be made to say more than its orders") {
  PaymentFile file = File();
  file.orders[0].purpose = "x\nКонецДокумента\nСекцияДокумент=y";
  const auto refused = RenderPayments1c(file, Encoding::kUtf8);
  REQUIRE_FALSE(refused.has_value());
  CHECK(ToText(refused.error()) == "orders[0].purpose: TEXT_CONTROL_CHARACTER");
}

TEST_CASE("what the bank would not take is refused before it is sent") {
  struct Case {
    const char* name;
    void (*change)(PaymentFile&);
    const char* refusals;
  };
  const Case cases[] = {
      {"no orders", [](PaymentFile& f) { f.orders.clear(); }, "orders: REQUIRED"},
      {"no message id", [](PaymentFile& f) { f.message_id.clear(); },
       "message_id: PAYMENT_MESSAGE_ID"},
      {"message id of 36", [](PaymentFile& f) { f.message_id = std::string(36, 'M'); },
       "message_id: PAYMENT_MESSAGE_ID"},
      {"message id in Cyrillic", [](PaymentFile& f) { f.message_id = "ПЛ-1"; },
       "message_id: PAYMENT_MESSAGE_ID"},
      {"blank name", [](PaymentFile& f) { f.debtor.name = " \t"; }, "debtor.name: REQUIRED"},
      {"name of 141 letters", [](PaymentFile& f) { f.debtor.name = Letters(141); },
       "debtor.name: TEXT_TOO_LONG"},
      {"name with a line end", [](PaymentFile& f) { f.orders[0].payee_name = "а\nб"; },
       "orders[0].payee_name: TEXT_CONTROL_CHARACTER"},
      {"name with C1 control", [](PaymentFile& f) { f.orders[0].payee_name = "а\xC2\x85"; },
       "orders[0].payee_name: TEXT_CONTROL_CHARACTER"},
      {"name with U+FFFF", [](PaymentFile& f) { f.orders[0].payee_name = "\xEF\xBF\xBF"; },
       "orders[0].payee_name: TEXT_CONTROL_CHARACTER"},
      {"name with a zero byte",
       [](PaymentFile& f) { f.orders[0].payee_name = std::string("a\0b", 3); },
       "orders[0].payee_name: TEXT_CONTROL_CHARACTER"},
      {"purpose not UTF-8", [](PaymentFile& f) { f.orders[1].purpose = "\xCF\xF0"; },
       "orders[1].purpose: TEXT_NOT_UTF8"},
      {"purpose a letter too long",
       [](PaymentFile& f) { f.orders[0].purpose = Letters(140 - 16 - 16 + 1); },
       "orders[0].purpose: TEXT_TOO_LONG"},
      {"nothing named",
       [](PaymentFile& f) {
         f.orders[0].payee_bin = {};
         f.orders[0].payee_iban = {};
         f.orders[0].payee_bic = {};
         f.orders[0].kbe = {};
         f.orders[0].knp = {};
       },
       "orders[0].payee_bin: REQUIRED; orders[0].payee_iban: REQUIRED; "
       "orders[0].payee_bic: REQUIRED; orders[0].kbe: REQUIRED; orders[0].knp: REQUIRED"},
      {"no debtor", [](PaymentFile& f) { f.debtor = {}; },
       "debtor.name: REQUIRED; debtor.bin: REQUIRED; debtor.iban: REQUIRED; debtor.bic: REQUIRED; "
       "debtor.kod: REQUIRED"},
      {"zero", [](PaymentFile& f) { f.orders[0].amount = Tenge("0"); },
       "orders[0].amount: PAYMENT_AMOUNT"},
      {"negative", [](PaymentFile& f) { f.orders[0].amount = Tenge("-0.01"); },
       "orders[0].amount: PAYMENT_AMOUNT"},
      {"nineteen digits",
       [](PaymentFile& f) { f.orders[0].amount = Tenge("10000000000000000.00"); },
       "orders[0].amount: PAYMENT_AMOUNT; orders: PAYMENT_AMOUNT"},
      {"a sum of nineteen digits",
       [](PaymentFile& f) { f.orders[0].amount = Tenge("9999999999999999.99"); },
       "orders: PAYMENT_AMOUNT"},
      {"dollars",
       [](PaymentFile& f) { f.orders[0].amount = Money::FromMinor(1, *Currency::FromCode("USD")); },
       "orders[0].amount: PAYMENT_CURRENCY"},
      {"a reference of another shape", [](PaymentFile& f) { f.orders[1].end_to_end_id = "E2E-1"; },
       "orders[1].end_to_end_id: PAYMENT_REFERENCE"},
      {"a reference twice",
       [](PaymentFile& f) { f.orders[1].end_to_end_id = f.orders[0].end_to_end_id; },
       "orders[1].end_to_end_id: PAYMENT_REFERENCE_TWICE"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    PaymentFile file = File();
    c.change(file);
    CHECK(RefusalOf(file) == c.refusals);
  }
}

TEST_CASE("a purpose that is too long is told how long it may be") {
  PaymentFile file = File();
  file.orders[0].purpose = Letters(200);
  const auto bytes = RenderPain001(file);
  REQUIRE_FALSE(bytes.has_value());
  CHECK(bytes.error().violations[0].expected == "at most 108 characters beside EKNP and reference");
}

TEST_CASE("sums that pass 64 bits are refused, not wrapped") {
  PaymentFile file = File();
  const Money most = Money::FromMinor(std::numeric_limits<std::int64_t>::max(), kTenge);
  file.orders[0].amount = most;
  file.orders[1].amount = most;
  CHECK(RefusalOf(file) ==
        "orders[0].amount: PAYMENT_AMOUNT; orders[1].amount: PAYMENT_AMOUNT; "
        "orders: PAYMENT_AMOUNT");
}

}  // namespace
}  // namespace tirek::bank
