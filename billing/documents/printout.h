// A document as its reader sees it, part by part, in one language: what stands where, and nothing
// of fonts, pages or files.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "billing/documents/language.h"
#include "core/calendar/civil_date.h"
#include "core/money/decimal.h"
#include "core/money/money.h"

namespace tirek::documents {

// Numbers and dates stay what they are, so that a spreadsheet can compute with them.
using Cell = std::variant<std::string, Money, Decimal, CivilDate>;

// As people of the country write it: "1 333 433,65" with no-break spaces, "7,5", "31.10.2026".
std::string ShownText(const Cell& cell);

enum class Align { kLeft, kCentre, kRight };

struct Column {
  std::string heading;
  int width = 10;  // against the other columns
  Align align = Align::kLeft;
  std::string group = {};  // a heading over this column and its neighbours with the same group
};

struct Row {
  std::vector<Cell> cells;  // one a column
  bool is_total = false;
};

struct Table {
  std::vector<Column> columns;
  std::vector<Row> rows;
  bool has_numbers = false;  // a row "1 2 3 …" under the headings, as official forms have
};

enum class Style { kTitle, kHeading, kNormal, kStrong, kNote, kRightNote };

struct Paragraph {
  std::string text;
  Style style = Style::kNormal;
};

// Labels and what stands beside them.
struct Fields {
  std::vector<std::pair<std::string, std::string>> pairs;
};

// Who signs, side by side; each with what is written under its lines.
struct Signature {
  std::string role;
  std::vector<std::string> captions;
  std::string seal;  // "М.П."
};
struct Signatures {
  std::vector<Signature> sides;
};

using Block = std::variant<Paragraph, Fields, Table, Signatures>;

struct Printout {
  std::string title;  // on the foot of each page
  CivilDate date;     // of the document: the only time in its file
  Language language = Language::kRussian;
  bool is_landscape = false;
  std::vector<Block> blocks = {};

  void Write(std::string text, Style style = Style::kNormal);
  void Add(Fields fields);
  void Add(Table table);
  void Add(Signatures signatures);
};

// "1-бет, барлығы 3", "Страница 1 из 3".
std::string PageLabel(Language language, int page, int pages);

// The date in words: "31 октября 2026 г.", "2026 жылғы 31 қазан".
std::string DateInWords(CivilDate date, Language language);

// "октябрь 2026 г.", "2026 жылғы қазан".
std::string MonthInWords(int year, int month, Language language);

}  // namespace tirek::documents
