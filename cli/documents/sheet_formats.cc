#include "cli/documents/sheet_formats.h"

namespace tirek::cli {
namespace {

using documents::Align;
using documents::Style;

lxw_format_alignments AlignOf(Align align) {
  switch (align) {
    case Align::kLeft:
      return LXW_ALIGN_LEFT;
    case Align::kCentre:
      return LXW_ALIGN_CENTER;
    case Align::kRight:
      break;
  }
  return LXW_ALIGN_RIGHT;
}

}  // namespace

lxw_format* SheetFormats::Made(const Look& look) {
  const auto known = formats_.find(look);
  if (known != formats_.end()) return known->second;
  lxw_format* format = workbook_add_format(workbook_);
  format_set_font_name(format, "Noto Sans");
  format_set_font_size(format, look.half_points / 2.0);
  format_set_text_wrap(format);
  format_set_align(format, static_cast<std::uint8_t>(AlignOf(look.align)));
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  if (look.is_bold) format_set_bold(format);
  if (look.has_border) format_set_border(format, LXW_BORDER_THIN);
  if (look.has_line_above) format_set_top(format, LXW_BORDER_THIN);
  if (!look.number.empty()) format_set_num_format(format, look.number.c_str());
  formats_.emplace(look, format);
  return format;
}

lxw_format* SheetFormats::Of(Style style) {
  switch (style) {
    case Style::kTitle:
      return Made({24, true, false, false, Align::kCentre});
    case Style::kHeading:
      return Made({20, true});
    case Style::kNormal:
      return Made({});
    case Style::kStrong:
      return Made({18, true});
    case Style::kNote:
      return Made({15});
    case Style::kRightNote:
      break;
  }
  return Made({14, false, false, false, Align::kRight});
}

lxw_format* SheetFormats::OfCell(Align align, bool is_bold, const std::string& number) {
  return Made({16, is_bold, true, false, align, number});
}

lxw_format* SheetFormats::OfHeading() { return Made({16, false, true, false, Align::kCentre}); }

lxw_format* SheetFormats::OfCaption() { return Made({13, false, false, true, Align::kCentre}); }

}  // namespace tirek::cli
