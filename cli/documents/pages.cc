#include "cli/documents/pages.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "billing/documents/clean_text.h"
#include "cli/documents/table_layout.h"

namespace tirek::cli {
namespace {

using documents::Style;

// A4.
constexpr double kShort = 595.276;
constexpr double kLong = 841.890;

constexpr double kLeft = 42;
constexpr double kRight = 28;
constexpr double kTop = 26;
constexpr double kBottom = 34;
constexpr double kGap = 5;
constexpr TextLook kFoot{13, false};
constexpr TextLook kText{17, false};
constexpr TextLook kCaption{12, false};

struct StyleLook {
  TextLook look;
  PangoAlignment align;
};

StyleLook LookOf(Style style) {
  switch (style) {
    case Style::kTitle:
      return {{24, true}, PANGO_ALIGN_CENTER};
    case Style::kHeading:
      return {{19, true}, PANGO_ALIGN_LEFT};
    case Style::kNormal:
      return {kText, PANGO_ALIGN_LEFT};
    case Style::kStrong:
      return {{17, true}, PANGO_ALIGN_LEFT};
    case Style::kNote:
      return {{14, false}, PANGO_ALIGN_LEFT};
    case Style::kRightNote:
      break;
  }
  return {{13, false}, PANGO_ALIGN_RIGHT};
}

double HeightOf(const GObjectPtr<PangoLayout>& layout) {
  int height = 0;
  pango_layout_get_size(layout.get(), nullptr, &height);
  return pango_units_to_double(height);
}

class Layouter {
 public:
  Layouter(const documents::Printout& printout, const Fonts& fonts)
      : printout_(printout), fonts_(fonts), paper_(PaperOf(printout)), pages_(1) {}

  std::vector<Page> LayOut() {
    for (const documents::Block& block : printout_.blocks) {
      std::visit([this](const auto& part) { Place(part); }, block);
    }
    AddFeet();
    return std::move(pages_);
  }

 private:
  double width() const { return paper_.width - kLeft - kRight; }
  double bottom() const { return paper_.height - kBottom; }
  bool Fits(double height) const { return y_ + height <= bottom(); }

  void NewPage() {
    pages_.emplace_back();
    y_ = kTop;
  }
  // Nothing is higher than a page: what does not fit here fits there.
  void MakeRoom(double height) {
    if (!Fits(height) && y_ > kTop) NewPage();
  }

  GObjectPtr<PangoLayout> Lay(const std::string& text, const TextLook& look, double width,
                              PangoAlignment align = PANGO_ALIGN_LEFT) const {
    return fonts_.Lay(documents::CleanText(text), look, width, align);
  }
  void Put(GObjectPtr<PangoLayout> layout, double x, double y) {
    pages_.back().texts.push_back({std::move(layout), x, y});
  }

  void Place(const documents::Paragraph& paragraph) {
    const StyleLook style = LookOf(paragraph.style);
    auto layout = Lay(paragraph.text, style.look, width(), style.align);
    const double height = HeightOf(layout);
    MakeRoom(height);
    if (paragraph.style == Style::kTitle) y_ += kGap;
    Put(std::move(layout), kLeft, y_);
    y_ += height + (paragraph.style == Style::kRightNote ? 0 : kGap);
  }

  void Place(const documents::Fields& fields) {
    const double label_width = width() * 0.22;
    for (const auto& [label, value] : fields.pairs) {
      auto left = Lay(label, kText, label_width - kGap);
      auto right = Lay(value, {kText.size, true}, width() - label_width);
      const double height = std::max(HeightOf(left), HeightOf(right));
      MakeRoom(height);
      Put(std::move(left), kLeft, y_);
      Put(std::move(right), kLeft + label_width, y_);
      y_ += height + 2;
    }
    y_ += kGap;
  }

  void Put(LaidRow row) {
    Page& page = pages_.back();
    for (PlacedText& text : row.texts) {
      page.texts.push_back({std::move(text.layout), text.x, text.y + y_});
    }
    for (const PlacedLine& line : row.lines) {
      page.lines.push_back({line.x1, line.y1 + y_, line.x2, line.y2 + y_});
    }
    y_ += row.height;
  }

  void Place(const documents::Table& table) {
    const TableLayout layout(table, fonts_, kLeft, width());
    if (table.rows.empty()) {
      LaidRow heading = layout.Heading();
      MakeRoom(heading.height);
      Put(std::move(heading));
    }
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      LaidRow row = layout.RowAt(i);
      if (i > 0 && Fits(row.height)) {
        Put(std::move(row));
        continue;
      }
      LaidRow heading = layout.Heading();
      if (i > 0) {
        NewPage();
      } else {
        MakeRoom(heading.height + row.height);
      }
      Put(std::move(heading));
      Put(std::move(row));
    }
    y_ += kGap;
  }

  void Place(const documents::Signatures& signatures) {
    MakeRoom(kSignatureHeight);
    const double share = width() / static_cast<double>(signatures.sides.size());
    double x = kLeft;
    for (const documents::Signature& side : signatures.sides) {
      PlaceSide(side, x, share - 3 * kGap);
      x += share;
    }
    y_ += kSignatureHeight;
  }

  // The lines to write on, side by side, each with its caption under it.
  void PlaceSide(const documents::Signature& side, double left, double width) {
    Put(Lay(side.role, {kText.size, true}, width), left, y_ + kGap);
    const double line = y_ + kSignatureLine;
    const double share = width / static_cast<double>(side.captions.size());
    double x = left;
    for (const std::string& caption : side.captions) {
      pages_.back().lines.push_back({x, line, x + share - kGap, line});
      Put(Lay(caption, kCaption, share - kGap, PANGO_ALIGN_CENTER), x, line + 1);
      x += share;
    }
    if (!side.seal.empty()) Put(Lay(side.seal, kText, width), left, line + 3 * kGap);
  }

  // When all pages are known.
  void AddFeet() {
    const int count = static_cast<int>(pages_.size());
    for (int i = 0; i < count; ++i) {
      Page& page = pages_[static_cast<std::size_t>(i)];
      auto label = Lay(documents::PageLabel(printout_.language, i + 1, count), kFoot, width(),
                       PANGO_ALIGN_RIGHT);
      auto title = Lay(printout_.title, kFoot, width() * 0.75);
      const double y = bottom() + kGap;
      page.lines.push_back({kLeft, y, kLeft + width(), y});
      page.texts.push_back({std::move(title), kLeft, y + 2});
      page.texts.push_back({std::move(label), kLeft, y + 2});
    }
  }

  static constexpr double kSignatureLine = 40;
  static constexpr double kSignatureHeight = 66;

  const documents::Printout& printout_;
  const Fonts& fonts_;
  PaperSize paper_;
  std::vector<Page> pages_;
  double y_ = kTop;
};

}  // namespace

PaperSize PaperOf(const documents::Printout& printout) {
  return printout.is_landscape ? PaperSize{kLong, kShort} : PaperSize{kShort, kLong};
}

std::vector<Page> LayOut(const documents::Printout& printout, const Fonts& fonts) {
  return Layouter(printout, fonts).LayOut();
}

}  // namespace tirek::cli
