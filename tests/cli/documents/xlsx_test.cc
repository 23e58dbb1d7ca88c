// A document as a workbook: the same bytes everywhere, numbers that compute, no text that does.
#include "cli/documents/xlsx.h"

#include <string>

#include <doctest/doctest.h>

#include "tests/cli/documents/document_files.h"

namespace tirek::cli {
namespace {

using documents::Language;

std::string Bytes(const documents::Printout& printout) {
  auto file = RenderXlsx(printout);
  REQUIRE(file.has_value());
  return file->bytes;
}

// A part of the workbook, an element a line.
std::string Part(const std::string& bytes, const std::string& name) {
  return OutputOf(bytes, "unzip -p FILE " + name + " | sed 's/></>\\n</g'");
}

std::string Sheet(const documents::Printout& printout) {
  return Part(Bytes(printout), "xl/worksheets/sheet1.xml");
}

documents::Printout OneRow(std::vector<documents::Cell> cells) {
  documents::Printout printout{"t", *CivilDate::FromYmd(2026, 10, 31)};
  documents::Table table;
  for (std::size_t i = 0; i < cells.size(); ++i) table.columns.push_back({"c", 40});
  table.rows.push_back({std::move(cells)});
  printout.Add(std::move(table));
  return printout;
}

bool Says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("a workbook is the same bytes twice, and in another process with other surroundings") {
  for (const Language language : {Language::kRussian, Language::kKazakh}) {
    const std::string bytes = Bytes(SampleAct(language));
    CHECK(Bytes(SampleAct(language)) == bytes);
    CHECK(InOtherProcess([&] { return Bytes(SampleAct(language)); }) == bytes);
  }
}

TEST_CASE("the document's date is the only time that a workbook says") {
  const std::string core = Part(Bytes(SampleAct(Language::kRussian)), "docProps/core.xml");
  CHECK(Says(core, ">2026-10-31T00:00:00Z</dcterms:created>"));
  CHECK(Says(core, ">2026-10-31T00:00:00Z</dcterms:modified>"));
  const std::string list =
      OutputOf(Bytes(SampleAct(Language::kRussian)), "TZ=UTC unzip -l FILE | grep -c 1980-01-01");
  CHECK(list == "10\n");
}

TEST_CASE("sheet and texts are as agreed") {
  for (const char* part : {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"}) {
    const std::string name(std::string(part).substr(std::string(part).rfind('/') + 1));
    CheckGolden("act.ru." + name, Part(Bytes(SampleAct(Language::kRussian)), part));
    CheckGolden("act.kk." + name, Part(Bytes(SampleAct(Language::kKazakh)), part));
  }
}

TEST_CASE("sums, quantities and dates are numbers") {
  const std::string sheet =
      Sheet(OneRow({Money::FromMinor(1'333'433'65, kTenge), *Decimal::Parse("7.50"),
                    *CivilDate::FromYmd(2026, 10, 31), Money::FromMinor(-5, kTenge)}));
  CHECK(Says(sheet, "<v>1333433.65</v>"));
  CHECK(Says(sheet, "<v>7.5</v>"));
  CHECK(Says(sheet, "<v>46326</v>"));
  CHECK(Says(sheet, "<v>-0.05</v>"));
}

TEST_CASE("a sum that a spreadsheet would round is a text, to the tiyn") {
  const documents::Printout printout =
      OneRow({Money::FromMinor(999'999'999'999'999, kTenge),
              Money::FromMinor(9'223'372'036'854'775'807, kTenge),
              Money::FromMinor(-9'223'372'036'854'775'807 - 1, kTenge)});
  CHECK(Says(Sheet(printout), "<v>9999999999999.99</v>"));
  const std::string texts = Part(Bytes(printout), "xl/sharedStrings.xml");
  CHECK(Says(texts, "92\u00A0233\u00A0720\u00A0368\u00A0547\u00A0758,07"));
  CHECK(Says(texts, "-92\u00A0233\u00A0720\u00A0368\u00A0547\u00A0758,08"));
}

TEST_CASE("no text becomes a formula, a link or a tag") {
  for (const char* text : {"=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x\")", "{=1}",
                           "\t=1", "<c><f>1</f></c>", "&lt;"}) {
    CAPTURE(text);
    documents::Printout printout = OneRow({std::string(text)});
    printout.title = text;
    printout.Write(text);
    printout.Add(documents::Fields{{{text, text}}});
    const std::string bytes = Bytes(printout);
    CHECK(!Says(Part(bytes, "xl/worksheets/sheet1.xml"), "<f>"));
    CHECK(!Says(Part(bytes, "xl/worksheets/sheet1.xml"), "<hyperlink"));
    CHECK(!Says(Part(bytes, "xl/sharedStrings.xml"), "<f>"));
  }
}

TEST_CASE("control characters and broken UTF-8 leave a workbook that can be read") {
  const std::string bytes = Bytes(OneRow({std::string("a\0b\x1b\xFF\uFFFF", 8)}));
  CHECK(Says(Part(bytes, "xl/sharedStrings.xml"), "a b \uFFFD\uFFFD"));
}

TEST_CASE("headings are repeated on every page of paper, and 500 rows are there") {
  const std::string bytes = Bytes(LongTable(500));
  CHECK(Says(Part(bytes, "xl/workbook.xml"), "$1:$1"));
  CHECK(Says(Part(bytes, "xl/worksheets/sheet1.xml"), "<v>500</v>"));
}

}  // namespace
}  // namespace tirek::cli
