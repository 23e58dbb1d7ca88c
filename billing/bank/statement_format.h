// Any bank statement: what a file is follows from its first bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "billing/bank/bytes.h"
#include "billing/bank/csv_mapping.h"
#include "billing/bank/refusals.h"
#include "billing/bank/statement.h"
#include "billing/bank/statement_sink.h"
#include "core/base/result.h"

namespace tirek::bank {

enum class StatementFormat { kCamt, kMt940, k1c, kCsv };
std::string_view FormatName(StatementFormat format);  // "camt"

// CSV is never guessed: it is what `has_mapping` says.
std::optional<StatementFormat> DetectFormat(std::string_view head, bool has_mapping);

struct ReadOptions {
  std::uint64_t most_bytes = std::uint64_t{64} * 1024 * 1024;
  const CsvMapping* mapping = nullptr;  // given: the file is CSV
};

// Absent for a file of no known format, which is refused: STATEMENT_FORMAT_UNKNOWN. Whatever the
// sink took is to be dropped when `refusals` is not empty.
std::optional<StatementFormat> ReadStatements(ByteSource& bytes, const ReadOptions& options,
                                              StatementSink& sink, Refusals& refusals);

// A file in memory. In which anything is wrong is refused as a whole: STATEMENT_REFUSED.
Result<std::vector<Statement>> ParseStatements(std::string_view bytes,
                                               const ReadOptions& options = {});

}  // namespace tirek::bank
