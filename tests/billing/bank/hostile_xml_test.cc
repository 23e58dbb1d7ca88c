// XML made to hurt: refused by name and line, in bounded memory, with nothing read from elsewhere.
#include <string>

#include <doctest/doctest.h>

#include "tests/billing/bank/answer_text.h"
#include "tests/billing/bank/files.h"

namespace tirek::bank {
namespace {

std::string Repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST_CASE("hostile XML is refused by name") {
  const std::string sample = ReadSample("camt053_v08.xml");
  const std::string end = "</Stmt>";
  struct Case {
    std::string name;
    std::string bytes;
    std::string answer;
  };
  const Case cases[] = {
      {"a document type", Replaced(sample, "<Document", "<!DOCTYPE Document><Document"),
       "line 2: STATEMENT_XML_DTD"},
      {"a billion laughs",
       Replaced(sample, "<Document",
                "<!DOCTYPE lolz [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;\">]>\n<Document"),
       "line 2: STATEMENT_XML_DTD"},
      {"a file as an entity",
       Replaced(sample, "<Document",
                "<!DOCTYPE x [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Document"),
       "line 2: STATEMENT_XML_DTD"},
      {"an entity of nobody", Replaced(sample, "<NtryRef>1<", "<NtryRef>&x;<"),
       "line 17: STATEMENT_XML_DTD"},
      {"100,000 levels deep", Replaced(sample, end, Repeated("<a>", 100'000)),
       "line 65: STATEMENT_XML_DEPTH"},
      {"20,000 attributes",
       Replaced(sample, "<Stmt>",
                [] {
                  std::string tag = "<Stmt";
                  for (int i = 0; i < 20'000; ++i) tag += " a" + std::to_string(i) + "=\"x\"";
                  return tag + ">";
                }()),
       "line 5: STATEMENT_XML_ATTRIBUTES"},
      {"a tag without an end",
       Replaced(sample, "<Stmt>", "<Stmt a=\"" + std::string(3 << 20U, 'x')),
       "line 5: STATEMENT_TEXT_TOO_LONG"},
      {"a comment without an end", Replaced(sample, "<Stmt>", "<!--" + std::string(3 << 20U, 'x')),
       "line 5: STATEMENT_TEXT_TOO_LONG"},
      {"a text of 64 KiB and one", Replaced(sample, "Комиссия банка", std::string(65537, 'x')),
       "line 44: STATEMENT_TEXT_TOO_LONG"},
      {"windows-1251 that says UTF-8", Replaced(sample, "Комиссия", "\xCA\xEE\xEC"),
       "line 44: STATEMENT_ENCODING"},
      {"an encoding of nobody", Replaced(sample, "UTF-8", "UTF-7"), "line 1: STATEMENT_ENCODING"},
      {"tags that do not match", Replaced(sample, "</NtryRef>", "</Ntryref>"),
       "line 17: STATEMENT_XML_BROKEN"},
      {"something after the end", sample + "<more/>", "line 68: STATEMENT_AFTER_END"},
      {"nothing", "<", "line 1: STATEMENT_TRUNCATED"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(AnswerTo(c.bytes) == c.answer);
  }
}

TEST_CASE("a file that is cut anywhere is refused, and never read in part") {
  for (const char* file : {"camt053_v08.xml", "kaspi_utf8.txt", "mt940_two_pages.sta"}) {
    CAPTURE(file);
    const std::string sample = ReadSample(file);
    const std::size_t last = sample.find_last_not_of("\n-} ");
    // The last field of MT940 and the last line of 1C are whole without their last letters.
    const bool is_mt = std::string(file).ends_with(".sta");
    const std::size_t whole = is_mt ? sample.find("KZT2915190") : last;
    for (std::size_t length = 1; length < whole; length += 97) {
      CAPTURE(length);
      CHECK_FALSE(ParseStatements(sample.substr(0, length)).has_value());
    }
  }
}

// Gives one entry after another until somebody has had enough.
class EndlessEntries final : public ByteSource {
 public:
  explicit EndlessEntries(std::string head) : piece_(std::move(head)) {}
  std::string_view Next() override {
    given_ += piece_.size();
    if (given_ > piece_.size()) piece_ = entries_;
    return piece_;
  }
  std::size_t given() const { return given_; }

 private:
  std::string piece_;
  const std::string entries_ = Repeated(
      "<Ntry><Amt Ccy=\"KZT\">1</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts></Ntry>\n", 700);
  std::size_t given_ = 0;
};

class CountingSink final : public StatementSink {
 public:
  void Begin(std::size_t /*statement*/, const Statement& /*head*/) override {}
  void Take(std::size_t /*statement*/, const StatementLine& /*line*/) override { ++lines_; }
  void End(std::size_t /*statement*/, const Statement& /*whole*/) override {}
  int lines() const { return lines_; }

 private:
  int lines_ = 0;
};

TEST_CASE("a file without an end is read to the limit and no further") {
  const std::string sample = ReadSample("camt053_v08.xml");
  EndlessEntries endless(sample.substr(0, sample.find("<Ntry>")));
  Refusals refusals;
  CountingSink sink;
  ReadOptions options;
  options.most_bytes = std::uint64_t{16} << 20U;
  ReadStatements(endless, options, sink, refusals);
  CHECK(refusals.listed().back().reason == "STATEMENT_TOO_LARGE");
  CHECK(endless.given() < (std::size_t{17} << 20U));
  CHECK(sink.lines() > 100'000);
}

TEST_CASE("UTF-16 is read in XML and refused in text") {
  const std::string sample = ReadSample("camt053_v08.xml");
  std::string utf16 = "\xFF\xFE";
  std::string_view rest = sample;
  while (!rest.empty()) {
    const auto byte = static_cast<unsigned char>(rest.front());
    char32_t character = byte;
    std::size_t length = 1;
    if (byte >= 0xD0) {
      character = static_cast<char32_t>((byte & 0x1FU) << 6U |
                                        (static_cast<unsigned char>(rest[1]) & 0x3FU));
      length = 2;
    }
    rest.remove_prefix(length);
    utf16 += static_cast<char>(character & 0xFFU);
    utf16 += static_cast<char>(character >> 8U);
  }
  const std::size_t declared = utf16.find(std::string("U\0T\0F\0-\08\0", 10));
  REQUIRE(declared != std::string::npos);
  utf16.replace(declared, 10, std::string("U\0T\0F\0-\0001\0006\0", 12));
  CHECK(AnswerTo(utf16) == AnswerTo(sample));
  CHECK(AnswerTo(std::string("\xFF\xFE"
                             ":\0002\0000\0:\0A\0",
                             12)) == "line 1: STATEMENT_ENCODING");
}

}  // namespace
}  // namespace tirek::bank
