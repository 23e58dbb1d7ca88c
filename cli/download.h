// A file that a response carries, written where the user wants it.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "cli/arguments.h"
#include "core/base/result.h"

namespace tirek::cli {

// Before the call: a file that would not be written must not be asked for. WRONG_USAGE.
Result<void> CheckDownload(const Arguments& arguments);

// True when --out - gives the standard output to the file alone.
bool IsDownloadToStandardOutput(const Arguments& arguments);

// Writes the response's file, if it has one, and says so on `err`. A dry run writes no file. Never
// overwrites without --force, but for the same bytes.
Result<void> Download(const Arguments& arguments, const pb::Message& response, bool is_dry_run,
                      std::ostream& out, std::ostream& err);

// Writes a whole file or none: with `overwrite` over another one, else only where nothing stands or
// the same bytes do.
Result<void> SaveFile(const std::string& path, std::string_view bytes, bool overwrite);

}  // namespace tirek::cli
