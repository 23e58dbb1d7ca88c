// Any bytes as a bank statement of any format: refused by name, or statements that add up. What
// begins like the CSV of the mapping below is read by it.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "billing/bank/statement_format.h"
#include "core/base/assert.h"

namespace tirek::bank {
namespace {

void CheckStatement(const Statement& statement) {
  __int128 balance = statement.opening.minor();
  for (const StatementLine& line : statement.lines) {
    TIREK_ASSERT(line.state == LineState::kBooked);
    TIREK_ASSERT(line.amount.minor() > 0);
    TIREK_ASSERT(line.amount.currency() == statement.currency);
    balance += line.direction == Direction::kCredit ? line.amount.minor() : -line.amount.minor();
  }
  TIREK_ASSERT(balance == statement.closing.minor());
}

const CsvMapping& Mapping() {
  static const auto mapping = ParseCsvMapping(
      "account = KZ67070TESTBUDGET100\ndelimiter = semicolon\ndecimal = comma\nthousands = blank\n"
      "date = dd.mm.yyyy\ncolumn.date = D\ncolumn.debit = O\ncolumn.credit = I\n"
      "column.balance = B\ncolumn.purpose = P\n");
  return *mapping;
}

void Fuzz(std::string_view bytes, const CsvMapping* mapping) {
  ReadOptions options;
  options.mapping = mapping;
  const auto statements = ParseStatements(bytes, options);
  if (!statements) {
    TIREK_ASSERT(statements.error().reason == "STATEMENT_REFUSED");
    TIREK_ASSERT(!statements.error().violations.empty());
    return;
  }
  TIREK_ASSERT(!statements->empty());
  for (const Statement& statement : *statements) CheckStatement(statement);
}

}  // namespace
}  // namespace tirek::bank

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const bool is_csv = text.starts_with("D;");
  tirek::bank::Fuzz(text, is_csv ? &tirek::bank::Mapping() : nullptr);
  return 0;
}
