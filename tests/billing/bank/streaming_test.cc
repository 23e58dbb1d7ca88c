// Files far larger than the memory that reads them: right ones are read to their end, hostile ones
// refused with line and reason.
#include <functional>
#include <string>

#include <doctest/doctest.h>

#include "billing/bank/statement_format.h"
#include "tests/support/memory_peak.h"

namespace tirek::bank {
namespace {

constexpr int kLines = 400'000;
constexpr std::int64_t kMostGrown = std::int64_t{16} << 20U;  // of files of 60 MiB and more
const std::string kPurpose(100, 'p');

// Made as it is read: head, so many lines, tail.
class MadeBytes final : public ByteSource {
 public:
  MadeBytes(std::string head, int lines, std::function<std::string(int)> line, std::string tail)
      : piece_(std::move(head)), lines_(lines), line_(std::move(line)), tail_(std::move(tail)) {}

  std::string_view Next() override {
    if (made_ > 0) piece_.clear();
    while (piece_.size() < kPieceBytes && made_ <= lines_) {
      piece_ += made_ < lines_ ? line_(made_) : tail_;
      ++made_;
    }
    bytes_ += piece_.size();
    return piece_;
  }
  std::uint64_t bytes() const { return bytes_; }

 private:
  std::string piece_;
  int lines_;
  std::function<std::string(int)> line_;
  std::string tail_;
  int made_ = 0;
  std::uint64_t bytes_ = 0;
};

class CountedLines final : public StatementSink {
 public:
  void Begin(std::size_t, const Statement&) override {}
  void Take(std::size_t, const StatementLine&) override { ++lines; }
  void End(std::size_t, const Statement& whole) override { closing = whole.closing.minor(); }
  int lines = 0;
  std::int64_t closing = 0;
};

std::string Day(int line) { return std::string(line % 2 == 0 ? "03" : "04"); }
std::string Sum(int lines) { return std::to_string(lines) + ".01"; }
std::string Padded(int line) {
  const std::string number = std::to_string(line);
  return std::string(8 - number.size(), '0') + number;
}

std::string CamtBalance(const char* code, const std::string& amount) {
  return std::string("<Bal><Tp><CdOrPrtry><Cd>") + code +
         "</Cd></CdOrPrtry></Tp><Amt Ccy=\"KZT\">" + amount +
         "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-04</Dt></Dt></Bal>";
}

MadeBytes Camt(int lines, const std::string& closing, const std::string& tail) {
  return {
      "<?xml version=\"1.0\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:"
      "camt.053.001.08\"><BkToCstmrStmt><Stmt><Id>S</Id>"
      "<CreDtTm>2026-11-05T08:00:00+05:00</CreDtTm><Acct><Id><IBAN>KZ67070TESTBUDGET100</IBAN>"
      "</Id><Ccy>KZT</Ccy></Acct>" +
          CamtBalance("OPBD", "0.01") + CamtBalance("CLBD", closing),
      lines,
      [](int line) {
        return "\n<Ntry><NtryRef>" + Padded(line) +
               "</NtryRef><Amt Ccy=\"KZT\">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK"
               "</Cd></Sts><BookgDt><Dt>2026-11-" +
               Day(line) + "</Dt></BookgDt><NtryDtls><TxDtls><RmtInf><Ustrd>" + kPurpose +
               "</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>";
      },
      tail};
}

MadeBytes Camt(int lines, const std::string& closing) {
  return Camt(lines, closing, "\n</Stmt></BkToCstmrStmt></Document>");
}

MadeBytes Mt940(int lines, const std::string& closing) {
  return {":20:S\n:25:KZ67070TESTBUDGET100\n:28C:1/1\n:60F:C261102KZT0,01\n", lines,
          [](int line) {
            return ":61:2611" + Day(line) + "11" + Day(line) + "C1,00NTRF" + Padded(line) +
                   "\n:86:" + kPurpose + kPurpose + "\n";
          },
          ":62F:C261104KZT" + closing + "\n-\n"};
}

MadeBytes Csv(int lines, const std::string& /*closing*/) {
  return {"date,number,amount,purpose\n", lines,
          [](int line) {
            return "2026-11-" + Day(line) + "," + Padded(line) + ",1.00,\"" + kPurpose + "\n" +
                   kPurpose + "\"\n";
          },
          ""};
}

std::optional<CsvMapping> Mapping() {
  return *ParseCsvMapping(
      "account = KZ67070TESTBUDGET100\ncolumn.date = date\ncolumn.amount = amount\n"
      "column.number = number\ncolumn.purpose = purpose\n");
}

// What was refused, or nothing; no more memory was taken than a bound.
std::string Read(MadeBytes& bytes, CountedLines& counted, bool csv = false) {
  ReadOptions options;
  options.most_bytes = std::uint64_t{2} << 30U;
  const auto mapping = Mapping();
  if (csv) options.mapping = &*mapping;
  Refusals refusals;
  const test::MemoryPeak peak;
  ReadStatements(bytes, options, counted, refusals);
  if (test::kPeaksCount) CHECK(peak.grown() < kMostGrown);
  if (refusals.empty()) return "";
  return refusals.listed().front().field + " " + refusals.listed().front().reason;
}

TEST_CASE("a right file of any format is read in the memory of one line") {
  struct Case {
    std::string name;
    MadeBytes bytes;
    bool csv;
  };
  const std::string closing = Sum(kLines);
  std::string comma = closing;
  comma[comma.find('.')] = ',';
  Case cases[] = {{"camt", Camt(kLines, closing), false},
                  {"mt940", Mt940(kLines, comma), false},
                  {"csv", Csv(kLines, closing), true}};
  for (Case& c : cases) {
    CAPTURE(c.name);
    CountedLines counted;
    CHECK(Read(c.bytes, counted, c.csv) == "");
    CHECK(counted.lines == kLines);
    CHECK(c.bytes.bytes() > (std::uint64_t{60} << 20U));
  }
}

TEST_CASE("a file that is wrong at its end is refused there") {
  CountedLines counted;
  MadeBytes short_by_one = Camt(kLines, Sum(kLines - 1));
  CHECK(Read(short_by_one, counted) == "line 1 Bal STATEMENT_BALANCE");
  MadeBytes cut = Camt(kLines, Sum(kLines), "\n<Ntry><Amt");
  CHECK(Read(cut, counted) == "line 400002 STATEMENT_TRUNCATED");
  MadeBytes mt = Mt940(kLines, "1,00");
  CHECK(Read(mt, counted) == "line 800005 62F STATEMENT_BALANCE");
  MadeBytes open_quote = {"date,number,amount,purpose\n", kLines,
                          [](int line) { return (line == 0 ? "\"" : "") + kPurpose + "\n"; }, ""};
  CHECK(Read(open_quote, counted, true) == "line 2 CSV_UNTERMINATED_QUOTE");
}

TEST_CASE("hostile files are refused where they pass a limit") {
  const auto repeated = [](std::string head, const std::string& part) {
    return MadeBytes(
        std::move(head), kLines, [part](int) { return part; }, "");
  };
  const std::string document =
      "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">";
  struct Case {
    std::string name;
    MadeBytes bytes;
    std::string refusal;
    bool csv = false;
  };
  Case cases[] = {
      {"100,000 levels and more", repeated(document, "<a>"), "line 1 STATEMENT_XML_DEPTH"},
      {"one text without end",
       repeated(document + "<BkToCstmrStmt><Stmt><Id>", kPurpose + kPurpose),
       "line 1 STATEMENT_TEXT_TOO_LONG"},
      {"one tag without end", repeated(document + "<a", " b" + kPurpose + "='1'"),
       "line 1 STATEMENT_TEXT_TOO_LONG"},
      {"statements without end",
       repeated(document + "<BkToCstmrStmt>",
                "<Stmt><Acct><Id><IBAN>KZ67070TESTBUDGET100</IBAN></Id>"
                "<Ccy>KZT</Ccy></Acct></Stmt>"),
       "line 1 Bal STATEMENT_VALUE_MISSING"},
      {"MT940 without line ends", repeated(":20:S\n", kPurpose + kPurpose),
       "line 2 STATEMENT_LINE_TOO_LONG"},
      {"1C without line ends", repeated("1CClientBankExchange\n", kPurpose + kPurpose),
       "line 2 STATEMENT_LINE_TOO_LONG"},
      {"1C of accounts alone",
       repeated("1CClientBankExchange\nВерсияФормата=1.03\n", "СекцияРасчСчет\nКонецРасчСчет\n"),
       "line 3 РасчСчет STATEMENT_VALUE_MISSING"},
      {"CSV without line ends", repeated("date,amount\n", kPurpose + kPurpose),
       "line 1 number CSV_COLUMNS", true},
  };
  for (Case& c : cases) {
    CAPTURE(c.name);
    CountedLines counted;
    CHECK(Read(c.bytes, counted, c.csv) == c.refusal);
  }
}

TEST_CASE("one entry of transactions without end is refused in bounded memory") {
  CountedLines counted;
  MadeBytes bytes(
      "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt>"
      "<Ntry><NtryDtls>",
      2'000,
      [](int) {
        return "<TxDtls><RmtInf><Ustrd>" + std::string(60'000, 'x') + "</Ustrd></RmtInf></TxDtls>";
      },
      "");
  ReadOptions options;
  options.most_bytes = std::uint64_t{2} << 30U;
  Refusals refusals;
  const test::MemoryPeak peak;
  ReadStatements(bytes, options, counted, refusals);
  if (test::kPeaksCount) CHECK(peak.grown() < 3 * kMostGrown);
  CHECK(refusals.listed().front().reason == "STATEMENT_TEXT_TOO_LONG");
}

}  // namespace
}  // namespace tirek::bank
