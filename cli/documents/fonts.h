// The letters of documents: Noto Sans from two files, whatever fonts the machine has.
#pragma once

#include <pango/pangocairo.h>

#include <memory>
#include <string>

#include "billing/documents/language.h"
#include "core/base/result.h"

namespace tirek::cli {

template <auto Release>
struct Releaser {
  template <typename T>
  void operator()(T* object) const {
    Release(object);
  }
};
template <typename T>
using GObjectPtr = std::unique_ptr<T, Releaser<g_object_unref>>;

// Where Debian's fonts-noto-core puts them.
inline constexpr const char* kFontFolder = "/usr/share/fonts/truetype/noto";

struct TextLook {
  int size = 9;  // in half points
  bool is_bold = false;
};

// A font map that knows two files, and a context whose measures depend neither on the locale nor on
// a screen.
class Fonts {
 public:
  // Refuses a folder without NotoSans-Regular.ttf and NotoSans-Bold.ttf.
  static Result<Fonts> Load(const std::string& folder, documents::Language language);

  // `text` in lines of this width, in points.
  GObjectPtr<PangoLayout> Lay(const std::string& text, const TextLook& look, double width,
                              PangoAlignment align) const;

 private:
  Fonts() = default;

  GObjectPtr<PangoFontMap> map_;
  GObjectPtr<PangoContext> context_;
};

}  // namespace tirek::cli
