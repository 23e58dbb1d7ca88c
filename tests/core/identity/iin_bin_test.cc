// ИИН and БИН: dates, centuries, types and both passes of the check digit. All numbers are
// synthetic: births of the 19th century, or the constructed numbers of the design documents.
#include <string>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "core/identity/bin.h"
#include "core/identity/check_digit.h"
#include "core/identity/iin.h"

namespace tirek {
namespace {

CivilDate Day(const char* text) { return CivilDate::Parse(text).value(); }
const CivilDate kToday = Day("2026-10-15");

TEST_CASE("a right ИИН tells birth date and sex") {
  struct Case {
    std::string text;
    std::string birth_date;
    Sex sex;
  };
  const Case cases[] = {
      {"770412110003", "1877-04-12", Sex::kMale},   {"960229110009", "1896-02-29", Sex::kMale},
      {"500228219990", "1850-02-28", Sex::kFemale}, {"770412100702", "1877-04-12", Sex::kMale},
      {"960229200900", "1896-02-29", Sex::kFemale}, {"851231201806", "1885-12-31", Sex::kFemale},
      {"850305350128", "1985-03-05", Sex::kMale},   {"980101450014", "1998-01-01", Sex::kFemale},
      {"850305400107", "1985-03-05", Sex::kFemale}, {"140219650034", "2014-02-19", Sex::kFemale},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const Result<Iin> iin = Iin::Parse(c.text, kToday);
    REQUIRE(iin.has_value());
    CHECK(iin->birth_date().ToString() == c.birth_date);
    CHECK(iin->sex() == c.sex);
    CHECK(iin->text() == c.text);
  }
}

TEST_CASE("what is no ИИН is refused, the first reason in the order of the digits") {
  using namespace std::string_literals;
  struct Case {
    std::string text;
    std::string reason;
  };
  const Case cases[] = {
      {"", "IIN_LENGTH"},
      {"77041211000", "IIN_LENGTH"},
      {"7704121100030", "IIN_LENGTH"},
      {"770412110003\n", "IIN_LENGTH"},
      {"770412110003\r", "IIN_LENGTH"},
      {"770412110003\0"s, "IIN_LENGTH"},
      {" 770412110003", "IIN_LENGTH"},
      {"77041211000\0"s, "IIN_DIGITS"},
      {"77041211000O", "IIN_DIGITS"},
      {"7704121100 3", "IIN_DIGITS"},
      {"-77041211003", "IIN_DIGITS"},
      {"77041211000З", "IIN_DIGITS"},              // Cyrillic Ze
      {"٧٧٠٤١٢١١٠٠٠٣", "IIN_DIGITS"},              // Arabic-Indic
      {"７７０４１２１１０００３", "IIN_DIGITS"},  // full width
      {"771312110003", "IIN_DATE"},
      {"770012110003", "IIN_DATE"},
      {"770400110003", "IIN_DATE"},
      {"770431110003", "IIN_DATE"},
      {"000229110003", "IIN_DATE"},  // 1800 was no leap year
      {"000229310003", "IIN_DATE"},  // nor 1900
      {"990229510003", "IIN_DATE"},  // nor 2099
      {"000000000000", "IIN_DATE"},  // right check digit, no date
      {"230540012345", "IIN_DATE"},  // a БИН
      {"770412000003", "IIN_CENTURY0"},
      {"770412710003", "IIN_CENTURY"},
      {"770412810003", "IIN_CENTURY"},
      {"770412910003", "IIN_CENTURY"},
      {"261016560000", "IIN_FUTURE"},
      {"850305550128", "IIN_FUTURE"},  // born in 2085
      {"770412100740", "IIN_IMPOSSIBLE"},
      {"960229200959", "IIN_IMPOSSIBLE"},
      {"850305400170", "IIN_IMPOSSIBLE"},
      {"770412110004", "IIN_CHECKSUM"},
      {"770412100701", "IIN_CHECKSUM"},  // second pass
      {"000229510003", "IIN_CHECKSUM"},  // 2000 was a leap year
      {"771412110003", "IIN_DATE"},
      {"774112110003", "IIN_DATE"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const Result<Iin> iin = Iin::Parse(c.text, kToday);
    REQUIRE_FALSE(iin.has_value());
    CHECK(iin.error().reason == c.reason);
    CHECK(iin.error().kind == ErrorKind::kInvalid);
    if (c.text.size() > 1) {
      CHECK(iin.error().message.find(c.text) == std::string::npos);
    }
  }
}

TEST_CASE("a person may be born today, not tomorrow") {
  CHECK(Iin::Parse("770412110003", Day("1877-04-12")).has_value());
  CHECK(Iin::Parse("770412110003", Day("1877-04-11")).error().reason == "IIN_FUTURE");
  CHECK(Iin::Parse("261031560000", kFarFuture).has_value());
}

TEST_CASE("of the ten last digits exactly the check digit is right") {
  CHECK(rc::check("ИИН", [] {
    const CivilDate birth = Day("1800-01-01") + *rc::gen::inRange(0, 36'000);
    std::string digits = birth.ToString();
    digits = digits.substr(2, 2) + digits.substr(5, 2) + digits.substr(8, 2);
    digits += *rc::gen::element('1', '2');
    for (int i = 0; i < 4; ++i) digits += *rc::gen::inRange('0', static_cast<char>('9' + 1));
    const std::optional<int> check_digit = CheckDigit(digits);
    for (int last = 0; last <= 9; ++last) {
      const Result<Iin> iin = Iin::Parse(digits + std::to_string(last), kToday);
      RC_ASSERT(iin.has_value() == (check_digit == last));
      if (iin) RC_ASSERT(iin->birth_date() == birth);
      if (!iin) {
        RC_ASSERT(iin.error().reason == (check_digit ? "IIN_CHECKSUM" : "IIN_IMPOSSIBLE"));
      }
    }
  }));
}

TEST_CASE("a right БИН tells month, type and attribute") {
  struct Case {
    std::string text;
    std::string month;
    BinType type;
    BinAttribute attribute;
  };
  const Case cases[] = {
      {"260140990008", "2026-01", BinType::kResident, BinAttribute::kHeadOffice},
      {"260140990902", "2026-01", BinType::kResident, BinAttribute::kHeadOffice},
      {"260151990018", "2026-01", BinType::kNonResident, BinAttribute::kBranch},
      {"251262990022", "2025-12", BinType::kJointEntrepreneur, BinAttribute::kRepresentation},
      {"070643990032", "2007-06", BinType::kResident, BinAttribute::kFarm},
      {"150440005679", "2015-04", BinType::kResident, BinAttribute::kHeadOffice},
      {"950141990404", "1995-01", BinType::kResident, BinAttribute::kBranch},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const Result<Bin> bin = Bin::Parse(c.text);
    REQUIRE(bin.has_value());
    CHECK(bin->RegistrationMonth(kToday).ToString() == c.month);
    CHECK(bin->type() == c.type);
    CHECK(bin->attribute() == c.attribute);
    CHECK(Iin::Parse(c.text, kToday).error().reason == "IIN_DATE");
  }
  CHECK(Bin::Parse("260140990008")->RegistrationMonth(Day("2026-01-01")).ToString() == "2026-01");
  CHECK(Bin::Parse("260140990008")->RegistrationMonth(Day("2025-12-31")).ToString() == "1926-01");
}

TEST_CASE("what is no БИН is refused, the first reason in the order of the digits") {
  struct Case {
    std::string text;
    std::string reason;
  };
  const Case cases[] = {
      {"", "BIN_LENGTH"},
      {"26014099000", "BIN_LENGTH"},
      {"260140990008\n", "BIN_LENGTH"},
      {"26014099000а", "BIN_DIGITS"},
      {"２６０１４０９９０００８", "BIN_DIGITS"},
      {"260040990008", "BIN_MONTH"},
      {"261340990008", "BIN_MONTH"},
      {"260130990008", "BIN_TYPE"},
      {"260170990008", "BIN_TYPE"},
      {"770412110003", "BIN_TYPE"},  // an ИИН
      {"260144990003", "BIN_ATTRIBUTE"},
      {"260149990008", "BIN_ATTRIBUTE"},
      {"260140990940", "BIN_IMPOSSIBLE"},
      {"260140990949", "BIN_IMPOSSIBLE"},
      {"260140990009", "BIN_CHECKSUM"},
      {"260140990903", "BIN_CHECKSUM"},
      {"230540012346", "BIN_CHECKSUM"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const Result<Bin> bin = Bin::Parse(c.text);
    REQUIRE_FALSE(bin.has_value());
    CHECK(bin.error().reason == c.reason);
  }
}

}  // namespace
}  // namespace tirek
