// A document as PDF: the same bytes everywhere, letters that can be copied, pages that are whole.
#include "cli/documents/pdf.h"

#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cli/documents/fonts.h"
#include "cli/documents/pages.h"
#include "tests/cli/documents/document_files.h"

namespace tirek::cli {
namespace {

using documents::Language;

std::string Bytes(const documents::Printout& printout) {
  auto file = RenderPdf(printout, kFontFolder);
  REQUIRE(file.has_value());
  return file->bytes;
}

std::vector<std::string> LinesWith(const std::string& text, const std::string& part) {
  std::vector<std::string> lines;
  std::istringstream all(text);
  for (std::string line; std::getline(all, line);) {
    if (line.find(part) != std::string::npos) lines.push_back(line);
  }
  return lines;
}

int Count(const std::string& text, const std::string& part) {
  int count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

TEST_CASE("a document is the same bytes twice, and in another process with other surroundings") {
  for (const Language language : {Language::kRussian, Language::kKazakh}) {
    const std::string bytes = Bytes(SampleAct(language));
    CHECK(bytes.starts_with("%PDF-1."));
    CHECK(Bytes(SampleAct(language)) == bytes);
    CHECK(InOtherProcess([&] { return Bytes(SampleAct(language)); }) == bytes);
  }
}

TEST_CASE("the document's date is the only time that a file says") {
  const std::string info = OutputOf(Bytes(SampleAct(Language::kRussian)), "TZ=UTC pdfinfo FILE");
  CHECK(LinesWith(info, "Date:").size() == 2);
  CHECK(LinesWith(info, "Oct 31 00:00:00 2026").size() == 2);
  CHECK(LinesWith(info, "Title:").at(0).find("Акт оказанных услуг № GSZ-KRG-001/2026-10") !=
        std::string::npos);
}

TEST_CASE("every letter of both languages and the sign of tenge can be copied from the page") {
  const std::string act = Bytes(SampleAct(Language::kKazakh));
  CheckGolden("act.kk.txt", OutputOf(act, "pdftotext -layout FILE -"));
  CheckGolden("act.ru.txt",
              OutputOf(Bytes(SampleAct(Language::kRussian)), "pdftotext -layout FILE -"));
  CHECK(OutputOf(act, "pdftotext -layout FILE -").find("әғқңөұүһі ӘҒҚҢӨҰҮҺІ") != std::string::npos);
}

TEST_CASE("all fonts are Noto Sans and lie in the file") {
  const std::string fonts = OutputOf(Bytes(SampleAct(Language::kKazakh)), "pdffonts FILE");
  const std::vector<std::string> used = LinesWith(fonts, "+");
  CHECK(!used.empty());
  for (const std::string& font : used) {
    CAPTURE(font);
    CHECK(font.find("+NotoSans-") != std::string::npos);
    CHECK(font.find(" yes yes yes ") != std::string::npos);
  }
}

TEST_CASE("a table goes on over pages, under its headings, and no row is lost") {
  for (const int rows : {0, 1, 40, 500}) {
    CAPTURE(rows);
    const auto file = RenderPdf(LongTable(rows), kFontFolder);
    REQUIRE(file.has_value());
    const std::string text = OutputOf(file->bytes, "pdftotext -layout FILE -");
    const int pages = Count(text, "\f");
    CHECK(file->extent == std::to_string(pages) + (pages == 1 ? " page" : " pages"));
    CHECK(Count(text, "Наименование") == pages);
    CHECK(Count(text, " из " + std::to_string(pages) + "\n") == pages);
    std::set<std::string> seen;
    for (const std::string& line : LinesWith(text, "Строка ")) seen.insert(line);
    CHECK(seen.size() == static_cast<std::size_t>(rows));
  }
}

// Nothing is put beside the paper or into the foot.
TEST_CASE("long names are wrapped within the page") {
  documents::Printout printout{"Имена", *CivilDate::FromYmd(2026, 10, 31)};
  const std::string word(200, 'W');
  std::string letters;
  for (int i = 0; i < 200; ++i) letters += "Ұ";
  printout.Add(documents::Fields{{{"Заказчик", word}, {letters, "—"}}});
  printout.Add(documents::Table{{{"№", 10}, {"Имя", 40}, {word, 50}}, {{{"1", letters, word}}}});
  const auto fonts = Fonts::Load(kFontFolder, Language::kRussian);
  REQUIRE(fonts.has_value());
  const PaperSize paper = PaperOf(printout);
  for (const Page& page : LayOut(printout, *fonts)) {
    for (const PlacedText& text : page.texts) {
      int width = 0;
      int height = 0;
      pango_layout_get_size(text.layout.get(), &width, &height);
      CHECK(text.x >= 0);
      CHECK(text.x + pango_units_to_double(width) <= paper.width);
      CHECK(text.y + pango_units_to_double(height) <= paper.height);
    }
  }
}

TEST_CASE("a missing font, and a letter that it lacks, are said") {
  const auto none = RenderPdf(SampleAct(Language::kRussian), "/no/such/folder");
  REQUIRE(!none.has_value());
  CHECK(none.error().message ==
        "the font /no/such/folder/NotoSans-Regular.ttf is missing: install fonts-noto-core, or say "
        "with --fonts in which folder it lies");
  documents::Printout chinese{"t", CivilDate()};
  chinese.Write("公司");
  const auto lacking = RenderPdf(chinese, kFontFolder);
  REQUIRE(!lacking.has_value());
  CHECK(lacking.error().message.starts_with("Noto Sans lacks a letter of '公司'"));
}

TEST_CASE("control characters and broken UTF-8 of a name harm no page") {
  documents::Printout hostile{"t\x1b[31m", CivilDate()};
  hostile.Write(std::string("a\0b\xFF\n\u202E", 9));
  const auto file = RenderPdf(hostile, kFontFolder);
  REQUIRE(file.has_value());
  CHECK(OutputOf(file->bytes, "pdftotext -layout FILE -").find("a b\uFFFD") != std::string::npos);
}

}  // namespace
}  // namespace tirek::cli
