// Any bytes as a bank's 1C statement: refused by name, or statements that add up.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "billing/bank/statement_1c.h"
#include "core/base/assert.h"

namespace tirek::bank {
namespace {

void CheckStatement(const Statement& statement) {
  __int128 balance = statement.opening.minor();
  for (const StatementLine& line : statement.lines) {
    TIREK_ASSERT(line.amount.minor() > 0);
    TIREK_ASSERT(line.amount.currency() == statement.currency);
    balance += line.direction == Direction::kCredit ? line.amount.minor() : -line.amount.minor();
  }
  TIREK_ASSERT(balance == statement.closing.minor());
  TIREK_ASSERT(!statement.period.empty());
}

void FuzzStatement(std::string_view bytes) {
  const Result<std::vector<Statement>> statements = ParseStatement1c(bytes);
  if (!statements) {
    TIREK_ASSERT(statements.error().reason == "STATEMENT_REFUSED");
    TIREK_ASSERT(!statements.error().violations.empty());
    return;
  }
  TIREK_ASSERT(!statements->empty());
  for (const Statement& statement : *statements) CheckStatement(statement);
}

// Past the header and an account, so that the fuzzer spends its time on documents.
const std::string kHead =
    "1CClientBankExchange\nВерсияФормата=1.03\nСекцияРасчСчет\nДатаНачала=01.11.2026\n"
    "ДатаКонца=30.11.2026\nРасчСчет=KZ67070TESTBUDGET100\nНачальныйОстаток=0\n"
    "КонечныйОстаток=0\nКонецРасчСчет\n";

}  // namespace
}  // namespace tirek::bank

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  tirek::bank::FuzzStatement(text);
  tirek::bank::FuzzStatement(tirek::bank::kHead + std::string(text) + "\nКонецФайла");
  return 0;
}
