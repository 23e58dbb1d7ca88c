#include "cli/documents/pdf.h"

#include <cairo-pdf.h>

#include <memory>
#include <vector>

#include "billing/documents/clean_text.h"
#include "cli/documents/fonts.h"
#include "cli/documents/pages.h"
#include "cli/exit_code.h"
#include "cli/utf8.h"
#include "core/base/assert.h"

namespace tirek::cli {
namespace {

using SurfacePtr = std::unique_ptr<cairo_surface_t, Releaser<cairo_surface_destroy>>;
using CairoPtr = std::unique_ptr<cairo_t, Releaser<cairo_destroy>>;

constexpr double kLineWidth = 0.5;

cairo_status_t Append(void* bytes, const unsigned char* piece, unsigned int length) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(piece), length);
  return CAIRO_STATUS_SUCCESS;
}

Result<void> CheckLetters(const std::vector<Page>& pages) {
  for (const Page& page : pages) {
    for (const PlacedText& text : page.texts) {
      if (pango_layout_get_unknown_glyphs_count(text.layout.get()) == 0) continue;
      return WrongUsage("Noto Sans lacks a letter of '" +
                        Printable(pango_layout_get_text(text.layout.get())) +
                        "'; ask for --format xlsx, which leaves the letters to the reader's fonts");
    }
  }
  return {};
}

// The date of the document is the only time that the file says.
void Describe(cairo_surface_t* surface, const documents::Printout& printout) {
  const std::string title = documents::CleanText(printout.title);
  const std::string time = printout.date.ToString() + "T00:00:00Z";
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Tirek");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, time.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, time.c_str());
}

void Paint(cairo_t* cairo, const Page& page) {
  cairo_set_line_width(cairo, kLineWidth);
  for (const PlacedLine& line : page.lines) {
    cairo_move_to(cairo, line.x1, line.y1);
    cairo_line_to(cairo, line.x2, line.y2);
  }
  cairo_stroke(cairo);
  for (const PlacedText& text : page.texts) {
    cairo_move_to(cairo, text.x, text.y);
    pango_cairo_show_layout(cairo, text.layout.get());
  }
  cairo_show_page(cairo);
}

}  // namespace

Result<Rendered> RenderPdf(const documents::Printout& printout, const std::string& font_folder) {
  TIREK_ASSIGN_OR_RETURN(const Fonts fonts, Fonts::Load(font_folder, printout.language));
  const std::vector<Page> pages = LayOut(printout, fonts);
  TIREK_RETURN_IF_ERROR(CheckLetters(pages));
  const PaperSize paper = PaperOf(printout);
  Rendered rendered;
  const SurfacePtr surface(
      cairo_pdf_surface_create_for_stream(Append, &rendered.bytes, paper.width, paper.height));
  Describe(surface.get(), printout);
  {
    const CairoPtr cairo(cairo_create(surface.get()));
    for (const Page& page : pages) Paint(cairo.get(), page);
  }
  cairo_surface_finish(surface.get());
  TIREK_ASSERT(cairo_surface_status(surface.get()) == CAIRO_STATUS_SUCCESS);
  rendered.extent = std::to_string(pages.size()) + (pages.size() == 1 ? " page" : " pages");
  return rendered;
}

}  // namespace tirek::cli
