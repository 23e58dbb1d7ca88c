// IBAN, БИК, КБе and КНП. Account numbers say TEST or are the examples of the registry.
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "core/identity/bic.h"
#include "core/identity/iban.h"
#include "core/identity/payment_codes.h"

namespace tirek {
namespace {

TEST_CASE("a right IBAN is read in its electronic form") {
  const std::string cases[] = {
      "KZ25070TEST000000001",    // the Treasury's bank code
      "KZ35601TEST00000000A",    //
      "KZ86125KZT5004100100",    // the registry's example
      "KZ02070TEST000000027",    // the least check digits
      "KZ98070TEST000000045",    // the greatest
      "DE93999999990000000001",  //
      "GB98TEST99999912345678",  //
      "JE62TEST99999912345678",  // Jersey, by the entry of the United Kingdom
      "NO6099990000001",         // the shortest
      "LC55HEMM000100010012001200023015",
      "MT53TEST99999TEST0000000000000A",
      "RU4599999999999999TEST0000000000A",
      "MQ919999999999TEST000000199",   // Martinique, by the entry of France
      "BI2699999000010000000000112",   // Burundi since 2021
      "BI76999900000001",              // and before
      "SN49SN0801000000000000000001",  // in no registry, but in use
      "XK859999000000000101",
  };
  for (const std::string& text : cases) {
    CAPTURE(text);
    const Result<Iban> iban = Iban::Parse(text);
    REQUIRE(iban.has_value());
    CHECK(iban->text() == text);
    CHECK(iban->country() == text.substr(0, 2));
    CHECK(iban->bank_code().has_value() == (iban->country() == "KZ"));
  }
}

TEST_CASE("an IBAN is shown in groups of four, a Kazakh one names its bank") {
  const Iban iban = Iban::Parse("KZ86125KZT5004100100").value();
  CHECK(iban.ForPeople() == "KZ86 125K ZT50 0410 0100");
  CHECK(iban.bank_code() == "125");
  CHECK(Iban::Parse("NO6099990000001")->ForPeople() == "NO60 9999 0000 001");
  CHECK(Iban().ForPeople().empty());
}

TEST_CASE("what is no IBAN is refused") {
  using namespace std::string_literals;
  struct Case {
    std::string text;
    std::string reason;
  };
  const Case cases[] = {
      {"", "IBAN_LENGTH"},
      {"K", "IBAN_LENGTH"},
      {"KZ25", "IBAN_LENGTH"},
      {"   ", "IBAN_CHARACTERS"},
      {"KZ25070TEST00000001", "IBAN_LENGTH"},
      {"KZ33070TEST00000001", "IBAN_LENGTH"},    // 19 characters, right by mod 97
      {"KZ36070TEST0000000012", "IBAN_LENGTH"},  // 21 characters, right by mod 97
      {"BI7699990000001", "IBAN_LENGTH"},
      {std::string(35, '1'), "IBAN_LENGTH"},
      {"kz25070test000000001", "IBAN_CHARACTERS"},
      {"KZ25070TESt000000001", "IBAN_CHARACTERS"},
      {"КZ25070TEST000000001", "IBAN_CHARACTERS"},   // Cyrillic Ka
      {"KZ25070TЕST000000001", "IBAN_CHARACTERS"},   // Cyrillic Ie
      {"KZ2５070TEST000000001", "IBAN_CHARACTERS"},  // full-width five
      {"KZ25070TEST000000001\n", "IBAN_CHARACTERS"},
      {"KZ25070TEST000000001\r", "IBAN_CHARACTERS"},
      {"KZ25070TEST000000001\0"s, "IBAN_CHARACTERS"},
      {"KZ25070TEST000000001 ", "IBAN_CHARACTERS"},
      {" KZ25070TEST000000001", "IBAN_CHARACTERS"},
      {"KZ25-070T-EST0-0000-0001", "IBAN_CHARACTERS"},
      {"KZ25 070TEST 0000 0000 1", "IBAN_CHARACTERS"},
      {"KZ25  070T EST0 0000 0001", "IBAN_CHARACTERS"},
      {"KZ25 070T EST0 0000 0001", "IBAN_PRINT_FORMAT"},
      {"KZ26 070T EST0 0000 0001", "IBAN_CHECKSUM"},
      {"XX25070TEST000000001", "IBAN_COUNTRY"},
      {"US25070TEST000000001", "IBAN_COUNTRY"},
      {"AA110011123Z5678", "IBAN_COUNTRY"},
      {"0125070TEST000000001", "IBAN_STRUCTURE"},
      {"KZ2S070TEST000000001", "IBAN_STRUCTURE"},
      {"KZ0270TTEST00000001X", "IBAN_STRUCTURE"},  // a letter in the bank code, right by mod 97
      {"GB9812349999991234567X", "IBAN_STRUCTURE"},
      {"KZ26070TEST000000001", "IBAN_CHECKSUM"},
      {"KZ99070TEST000000027", "IBAN_CHECKSUM"},  // 02 plus 97
      {"KZ01070TEST000000045", "IBAN_CHECKSUM"},  // 98 minus 97
      {"KZ00070TEST000000063", "IBAN_CHECKSUM"},  // 97 minus 97
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const Result<Iban> iban = Iban::Parse(c.text);
    REQUIRE_FALSE(iban.has_value());
    CHECK(iban.error().reason == c.reason);
  }
  const Error length = Iban::Parse("KZ36070TEST0000000012").error();
  CHECK(length.message == "An IBAN of KZ has 20 characters.");
  CHECK(length.metadata.at("length") == "20");
  CHECK(Iban::Parse("BI7699990000001").error().metadata.at("length") == "27 or 16");
}

// MOD 97-10 promises this for a digit in place of a digit and a letter in place of a letter.
TEST_CASE("one wrong character or two swapped neighbours never make another right IBAN") {
  const std::string right = "KZ35601TEST00000000A";
  const auto same_kind = [](char a, char b) { return (a <= '9') == (b <= '9'); };
  for (std::size_t i = 0; i < right.size(); ++i) {
    for (const char c : std::string("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
      if (!same_kind(c, right[i])) continue;
      std::string wrong = right;
      wrong[i] = c;
      CAPTURE(wrong);
      CHECK(Iban::Parse(wrong).has_value() == (wrong == right));
    }
    if (i + 1 == right.size() || !same_kind(right[i], right[i + 1])) continue;
    std::string swapped = right;
    std::swap(swapped[i], swapped[i + 1]);
    CAPTURE(swapped);
    CHECK(Iban::Parse(swapped).has_value() == (swapped == right));
  }
}

TEST_CASE("a БИК has a bank, a country, a place and perhaps a branch") {
  struct Case {
    std::string text;
    std::string reason;  // empty: right
  };
  const Case cases[] = {
      {"KKMFKZ2A", ""},
      {"HSBKKZKX", ""},
      {"HSBKKZKXXXX", ""},
      {"ARABPS22600", ""},
      {"TESTXK22", ""},
      {"", "BIC_LENGTH"},
      {"HSBKKZK", "BIC_LENGTH"},
      {"HSBKKZKXX", "BIC_LENGTH"},
      {"HSBKKZKX88", "BIC_LENGTH"},
      {"HSBKKZKXXXXX", "BIC_LENGTH"},
      {"HSBKKZKX\n", "BIC_LENGTH"},
      {"hsbkkzkx", "BIC_STRUCTURE"},
      {"HSBKKZKx", "BIC_STRUCTURE"},
      {"HSBKK1KX", "BIC_STRUCTURE"},
      {"H0BKKZKX", "BIC_STRUCTURE"},
      {"НSBKKZKX", "BIC_STRUCTURE"},  // Cyrillic En
      {"HSBKKZ K", "BIC_STRUCTURE"},
      {"HSBKXXKX", "BIC_COUNTRY"},
      {"HSBKSUKX", "BIC_COUNTRY"},  // the Soviet Union
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const Result<Bic> bic = Bic::Parse(c.text);
    REQUIRE(bic.has_value() == c.reason.empty());
    if (bic) CHECK(bic->country() == c.text.substr(4, 2));
    if (!bic) CHECK(bic.error().reason == c.reason);
  }
}

TEST_CASE("КБе is residency and sector, КНП three digits") {
  const Kbe ngo = Kbe::Parse("18").value();
  CHECK(ngo.resident());
  CHECK(ngo.sector() == 8);
  CHECK_FALSE(Kbe::Parse("29")->resident());
  for (const std::string text : {"", "1", "10", "01", "30", "188", "1a", "١٨", "18\n"}) {
    CAPTURE(text);
    REQUIRE_FALSE(Kbe::Parse(text).has_value());
    CHECK(Kbe::Parse(text).error().reason == "INVALID_KBE");
  }
  CHECK(Knp::Parse("859")->text() == "859");
  CHECK(Knp::Parse("010")->text() == "010");
  for (const std::string text : {"", "85", "8590", "000", "85a", "85 ", "٨٥٩"}) {
    CAPTURE(text);
    REQUIRE_FALSE(Knp::Parse(text).has_value());
    CHECK(Knp::Parse(text).error().reason == "INVALID_KNP");
  }
}

}  // namespace
}  // namespace tirek
