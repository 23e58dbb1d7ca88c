// `tirek order validate` judges a file by itself.
#include "cli/calculate/order_validate.h"

#include <fstream>
#include <iterator>
#include <sstream>

#include <doctest/doctest.h>

namespace tirek::cli {
namespace {

std::string PilotOrder() {
  std::ifstream file("demo/order.json");
  REQUIRE_MESSAGE(file, "demo/order.json is read from the repository's root");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

struct Outcome {
  Result<ExitCode> code;
  std::string out;
};

Outcome Validate(const std::vector<std::string>& words, const std::string& input = "") {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  auto code = OrderValidateCommand().run(words, {in, out, err});
  CHECK(err.str().empty());
  return {std::move(code), out.str()};
}

TEST_CASE("a sound order is said to be sound, with what it holds") {
  const std::string contents =
      "GSZ-KRG-2026: sound, [2026-01-01, 2027-01-01), 7 tariffs, 6 coefficients, 2 absence rules\n";
  const Outcome file = Validate({"demo/order.json"});
  REQUIRE(file.code);
  CHECK(*file.code == ExitCode::kOk);
  CHECK(file.out == contents);
  CHECK(Validate({"-"}, PilotOrder()).out == contents);
}

TEST_CASE("every fault of an order's file is named at once, the payer's too") {
  std::string text = Replaced(PilotOrder(), "\"4850.00\"", "\"-1\"");
  text = Replaced(text, "070140990068", "070140990067");
  const Outcome refused = Validate({"-"}, text);
  REQUIRE_FALSE(refused.code);
  CHECK(refused.out.empty());
  CHECK(ExitCodeOf(refused.code.error()) == ExitCode::kRefused);
  std::string faults;
  for (const Violation& fault : refused.code.error().violations) {
    faults += fault.field + " " + fault.reason + "; ";
  }
  CHECK(faults ==
        "tariffs[2].rate NOT_POSITIVE; tariffs[2].rate RATE_BELOW_LEGAL_MINIMUM; payer.bin "
        "BIN_CHECKSUM; ");
  CHECK(Validate({"-"}, "{").code.error().reason == "JSON_INVALID");
  CHECK(Validate({"-"}, "{\"discount\": 5}").code.error().violations[0].field == "discount");
}

TEST_CASE("a missing file and superfluous words are wrong usage, and help says how") {
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{}, {"a", "b"}, {"--all"}, {"demo/none.json"}}) {
    const Outcome wrong = Validate(words);
    REQUIRE_FALSE(wrong.code);
    CHECK(ExitCodeOf(wrong.code.error()) == ExitCode::kWrongUsage);
  }
  const Outcome help = Validate({"--help"});
  REQUIRE(help.code);
  CHECK(help.out.find("tirek order validate FILE\n") == 0);
}

}  // namespace
}  // namespace tirek::cli
