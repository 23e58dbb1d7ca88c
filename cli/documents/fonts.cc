#include "cli/documents/fonts.h"

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>

#include <filesystem>
#include <utility>

#include "cli/exit_code.h"
#include "cli/utf8.h"

namespace tirek::cli {
namespace {

using ConfigPtr = std::unique_ptr<FcConfig, Releaser<FcConfigDestroy>>;
using OptionsPtr = std::unique_ptr<cairo_font_options_t, Releaser<cairo_font_options_destroy>>;
using DescriptionPtr = std::unique_ptr<PangoFontDescription, Releaser<pango_font_description_free>>;

constexpr const char* kFiles[] = {"NotoSans-Regular.ttf", "NotoSans-Bold.ttf"};

Error Missing(const std::string& path) {
  return WrongUsage("the font " + Printable(path) +
                    " is missing: install fonts-noto-core, or say with --fonts in which folder it "
                    "lies");
}

Result<ConfigPtr> ConfigOf(const std::string& folder) {
  ConfigPtr config(FcConfigCreate());
  for (const char* name : kFiles) {
    const std::string path = (std::filesystem::path(folder) / name).string();
    const auto* file = reinterpret_cast<const FcChar8*>(path.c_str());
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(path, ignored) ||
        FcConfigAppFontAddFile(config.get(), file) == FcFalse) {
      return Missing(path);
    }
  }
  return config;
}

// Outlines as they are: fitted to a grid, widths would be those of a screen.
void SetUnhinted(PangoContext* context) {
  const OptionsPtr options(cairo_font_options_create());
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context, options.get());
  pango_context_set_round_glyph_positions(context, FALSE);
}

}  // namespace

Result<Fonts> Fonts::Load(const std::string& folder, documents::Language language) {
  TIREK_ASSIGN_OR_RETURN(const ConfigPtr config, ConfigOf(folder));
  Fonts fonts;
  fonts.map_.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts.map_.get()), config.get());
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts.map_.get()), 72.0);
  fonts.context_.reset(pango_font_map_create_context(fonts.map_.get()));
  const char* name = language == documents::Language::kRussian ? "ru" : "kk";
  pango_context_set_language(fonts.context_.get(), pango_language_from_string(name));
  pango_context_set_base_dir(fonts.context_.get(), PANGO_DIRECTION_LTR);
  SetUnhinted(fonts.context_.get());
  return fonts;
}

GObjectPtr<PangoLayout> Fonts::Lay(const std::string& text, const TextLook& look, double width,
                                   PangoAlignment align) const {
  const DescriptionPtr description(pango_font_description_new());
  pango_font_description_set_family_static(description.get(), "Noto Sans");
  pango_font_description_set_size(description.get(), look.size * PANGO_SCALE / 2);
  pango_font_description_set_weight(description.get(),
                                    look.is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  GObjectPtr<PangoLayout> layout(pango_layout_new(context_.get()));
  pango_layout_set_font_description(layout.get(), description.get());
  pango_layout_set_width(layout.get(), pango_units_from_double(width));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment(layout.get(), align);
  pango_layout_set_auto_dir(layout.get(), FALSE);
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  return layout;
}

}  // namespace tirek::cli
