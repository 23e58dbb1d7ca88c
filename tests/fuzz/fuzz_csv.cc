// Any bytes as a clerk's CSV file: refused by name, or rows that written out read back the same.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/assert.h"
#include "core/csv/fields.h"
#include "core/csv/line.h"
#include "core/csv/table.h"

namespace tirek {
namespace {

// One-letter names, so that the fuzzer soon finds right headers; small limits for the same end.
const CsvColumns kColumns = {{"a", "b"}, {"c"}};
constexpr CsvLimits kLimits = {4, 64, 64};

// The apostrophe that a written line puts before a formula.
bool SameButForApostrophe(const std::string& read, const std::string& written) {
  return read == written || read == "'" + written;
}

void CheckRow(const CsvTable& table, const CsvRow& row) {
  RowFields fields(table, row);
  fields.Required("a");
  fields.OptionalDate("b");
  fields.Optional("c");
  TIREK_ASSERT(row.violations.empty() || !fields.ok());
  TIREK_ASSERT(row.line > 1);
  if (!row.violations.empty()) return;
  const std::vector<std::string> cells = {std::string(table.At(row, "a")),
                                          std::string(table.At(row, "b"))};
  const Result<CsvTable> again = CsvTable::Parse("a,b\n" + CsvLine(cells), kColumns);
  TIREK_ASSERT(again.has_value() && again->rows().size() == 1);
  const CsvRow& read = again->rows()[0];
  TIREK_ASSERT(read.violations.empty());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    TIREK_ASSERT(SameButForApostrophe(read.fields[i], cells[i]));
  }
}

void FuzzTable(std::string_view bytes) {
  const Result<CsvTable> table = CsvTable::Parse(bytes, kColumns, kLimits);
  if (!table) {
    TIREK_ASSERT(table.error().reason.starts_with("CSV_"));
    TIREK_ASSERT(table.error().kind == ErrorKind::kInvalid);
    return;
  }
  TIREK_ASSERT(table->rows().size() <= kLimits.rows);
  for (const CsvRow& row : table->rows()) CheckRow(*table, row);
}

}  // namespace
}  // namespace tirek

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  tirek::FuzzTable(text);
  tirek::FuzzTable("a,b\n" + std::string(text));
  return 0;
}
