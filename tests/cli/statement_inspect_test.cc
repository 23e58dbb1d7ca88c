// `tirek statement inspect`: what a file says, without a server.
#include <string>

#include <doctest/doctest.h>

#include "tests/cli/fake_server.h"

namespace tirek::cli {
namespace {

const std::string kSamples = "tests/billing/bank/samples/";

TEST_CASE("a statement is shown with its accounts, lines and no problems") {
  const Ran ran = RunAlone({"statement", "inspect", kSamples + "camt053_v08.xml"});
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());
  CHECK(ran.out.starts_with("format: camt\n"));
  CHECK(ran.out.find("KZ67070TESTBUDGET100  statement  2026-11-05  2026-11-05  "
                     "5 000 000.00 KZT  50 000.00 KZT  2 184 810.01 KZT  2 865 189.99 KZT  "
                     "2 800 000.00 KZT      4") != std::string::npos);
  CHECK(ran.out.find("-1434510.00") != std::string::npos);
  CHECK(ran.out.find("returned:AC04") != std::string::npos);
  CHECK(ran.out.find("2 transactions") != std::string::npos);
  CHECK(ran.out.find("pending") != std::string::npos);
  CHECK(ran.out.find("problems: none") != std::string::npos);
}

TEST_CASE("JSON and CSV have all that was read") {
  const Ran json =
      RunAlone({"statement", "inspect", kSamples + "mt940_two_pages.sta", "-o", "json"});
  CHECK(json.code == 0);
  CHECK(json.out.find("\"opening\": \"5000000.00\"") != std::string::npos);
  CHECK(json.out.find("\"endToEndId\": \"TRK-202610-0002\"") != std::string::npos);
  CHECK(json.out.find("\"problemCount\": 0") != std::string::npos);
  const Ran csv = RunAlone({"statement", "inspect", kSamples + "kaspi_cp1251.txt", "--output=csv"});
  CHECK(csv.code == 0);
  CHECK(csv.out.starts_with("account,file_line,state,"));
  CHECK(csv.out.find("KZ67070TESTBUDGET100,17,booked,2026-11-05,2026-11-05,-1434510.00,KZT,101,"
                     "\"ТОО \"\"Улгі уйі\"\"\",240140002226") != std::string::npos);
}

TEST_CASE("CSV of a bank is read with a mapping, and is unknown without one") {
  const std::string file = kSamples + "bank_semicolon_cp1251.csv";
  const Ran with =
      RunAlone({"statement", "inspect", file, "--mapping", kSamples + "bank_columns.mapping"});
  CHECK(with.code == 0);
  CHECK(with.out.find("2 880 490.50 KZT") != std::string::npos);
  const Ran without = RunAlone({"statement", "inspect", file});
  CHECK(without.code == 3);
  CHECK(without.out.find("STATEMENT_FORMAT_UNKNOWN") != std::string::npos);
}

TEST_CASE("a refused file shows what could be read, and why it is refused") {
  const Ran ran = RunAlone({"statement", "inspect", "-"},
                           {.input = ":20:1\n:25:KZ67070TESTBUDGET100\n:28C:1\n"
                                     ":60F:C261104KZT10,00\n:61:261105D3,00NTRFX\x1b[2J\n"
                                     ":62F:C261105KZT8,00\n-\n"});
  CHECK(ran.code == 3);
  CHECK(ran.out.find("-3.00") != std::string::npos);
  CHECK(ran.out.find("line 6 62F  STATEMENT_BALANCE") != std::string::npos);
  CHECK(ran.out.find('\x1b') == std::string::npos);
  const Ran csv = RunAlone({"statement", "inspect", "-", "-o", "csv"}, {.input = "<x/>"});
  CHECK(csv.code == 3);
  CHECK(csv.err.find("line 1: STATEMENT_VERSION") != std::string::npos);
}

TEST_CASE("wrong usage of inspect is told") {
  const std::vector<std::vector<std::string>> wrong = {
      {"statement", "inspect"},
      {"statement", "inspect", "no/such/file"},
      {"statement", "inspect", "tests"},
      {"statement", "inspect", kSamples + "mt942.sta", "-o", "xml"},
      {"statement", "inspect", kSamples + "mt942.sta", "--colour"},
      {"statement", "inspect", kSamples + "mt942.sta", "--mapping", "no/such/file"},
  };
  for (const auto& args : wrong) {
    CAPTURE(args.back());
    const Ran ran = RunAlone(args);
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
    CHECK_FALSE(ran.err.empty());
  }
  CHECK(RunAlone({"statement", "inspect", "--help"}).code == 0);
  CHECK(RunAlone({"help", "statement", "inspect"}).out.find("--mapping") != std::string::npos);
}

TEST_CASE("inspect completes beside the verbs of the server") {
  CHECK(RunAlone({"__complete", "statement", "ins"}).out == "inspect\n");
  CHECK(RunAlone({"__complete", "statement", "inspect", "f", "-o", ""}).out ==
        "table\njson\ncsv\n");
}

}  // namespace
}  // namespace tirek::cli
