// A printout as PDF: the same bytes for the same printout, wherever and whenever it is made.
#pragma once

#include <string>

#include "billing/documents/printout.h"
#include "cli/documents/rendered.h"
#include "core/base/result.h"

namespace tirek::cli {

// Refuses where a font is missing, and where it lacks a letter of the text.
Result<Rendered> RenderPdf(const documents::Printout& printout, const std::string& font_folder);

}  // namespace tirek::cli
