#include "cli/documents/xlsx.h"

#include <unistd.h>
#include <xlsxwriter.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "billing/documents/clean_text.h"
#include "cli/documents/sheet_writer.h"
#include "cli/exit_code.h"
#include "cli/utf8.h"

namespace tirek::cli {
namespace {

constexpr std::uint8_t kPaperA4 = 9;
constexpr std::size_t kLongestFoot = 120;  // bytes; the sheet allows 255 characters

// The library writes to a file alone; this one goes with the object.
class TemporaryFile {
 public:
  static Result<std::string> Make() {
    std::error_code error;
    const std::filesystem::path folder = std::filesystem::temp_directory_path(error);
    std::string path = (folder / "tirek-document-XXXXXX").string();
    const int file = ::mkstemp(path.data());
    if (file < 0) {
      return WrongUsage(Printable(path) + ": cannot be written: " + std::strerror(errno));
    }
    ::close(file);
    return path;
  }
  explicit TemporaryFile(std::string path) : path_(std::move(path)) {}
  ~TemporaryFile() { ::unlink(path_.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::string& path() const { return path_; }
  std::string Bytes() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  std::string path_;
};

// Seconds from 1970: of the document's date, the only time that the file says.
time_t TimeOf(CivilDate date) { return time_t{date.epoch_day()} * 24 * 60 * 60; }

void Describe(lxw_workbook* workbook, const documents::Printout& printout) {
  std::string title = documents::CleanText(printout.title);
  std::string author = "Tirek";
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.author = author.data();
  properties.created = TimeOf(printout.date);
  workbook_set_properties(workbook, &properties);
}

// "&" begins a code in a foot: two stand for one. The foot is cut before a letter.
std::string FootOf(const documents::Printout& printout) {
  std::string title;
  for (const char c : documents::CleanText(printout.title)) {
    const bool begins_letter = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins_letter && title.size() > kLongestFoot) break;
    title += c;
    if (c == '&') title += c;
  }
  return "&L&8" + (title.starts_with(' ') ? title : " " + title) + "&R&8&P / &N";
}

void SetUpPaper(lxw_worksheet* sheet, const documents::Printout& printout) {
  worksheet_set_paper(sheet, kPaperA4);
  if (printout.is_landscape) worksheet_set_landscape(sheet);
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_set_margins(sheet, 0.6, 0.4, 0.4, 0.6);
  worksheet_set_footer(sheet, FootOf(printout).c_str());
}

}  // namespace

Result<Rendered> RenderXlsx(const documents::Printout& printout) {
  TIREK_ASSIGN_OR_RETURN(std::string path, TemporaryFile::Make());
  const TemporaryFile file(std::move(path));
  lxw_workbook* workbook = workbook_new(file.path().c_str());
  Describe(workbook, printout);
  const documents::Wording name{"Документ", "Құжат"};
  lxw_worksheet* sheet = workbook_add_worksheet(workbook, name.In(printout.language).c_str());
  SetUpPaper(sheet, printout);
  SheetWriter(workbook, sheet, printout).WriteAll();
  const lxw_error error = workbook_close(workbook);
  if (error != LXW_NO_ERROR) {
    return WrongUsage(Printable(file.path()) + ": cannot be written: " + lxw_strerror(error));
  }
  return Rendered{file.Bytes(), "1 sheet"};
}

}  // namespace tirek::cli
