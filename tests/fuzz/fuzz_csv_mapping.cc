// Any bytes as a mapping of CSV columns, and the rest of them as the file: refused or read.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "billing/bank/statement_format.h"
#include "core/base/assert.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const std::size_t end = text.find("\n\n");
  const auto mapping = tirek::bank::ParseCsvMapping(text.substr(0, end));
  if (!mapping) {
    TIREK_ASSERT(mapping.error().reason == "CSV_MAPPING_INVALID");
    return 0;
  }
  tirek::bank::ReadOptions options;
  options.mapping = &*mapping;
  const std::string_view file = end == std::string_view::npos ? "" : text.substr(end + 2);
  const auto statements = tirek::bank::ParseStatements(file, options);
  TIREK_ASSERT(statements || !statements.error().violations.empty());
  return 0;
}
