// Documents' files as the programs of others read them: poppler and unzip.
#pragma once

#include <functional>
#include <string>

#include "billing/documents/printout.h"

namespace tirek::cli {

// The act of the sample month.
documents::Printout SampleAct(documents::Language language);
// One table of this many rows.
documents::Printout LongTable(int rows);

// What `command` prints of a file with these bytes, whose name stands for "FILE" in it.
std::string OutputOf(const std::string& bytes, const std::string& command);

// What `make` gives in another process, with other surroundings: folder, time zone and locale.
std::string InOtherProcess(const std::function<std::string()>& make);

// Compares with tests/golden/documents/NAME; UPDATE_GOLDEN=1 writes it.
void CheckGolden(const std::string& name, const std::string& text);

}  // namespace tirek::cli
