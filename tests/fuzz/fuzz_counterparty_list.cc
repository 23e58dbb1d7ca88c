// Any bytes as a provider's own list of documents for the reconciliation act: refused as a whole,
// or documents of the period with one amount each, and rows that say what is wrong with them.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "billing/reconciliation/counterparty_list.h"
#include "core/base/assert.h"

namespace tirek::reconciliation {
namespace {

void Fuzz(std::string_view bytes) {
  const Period october{*CivilDate::FromYmd(2026, 10, 1), *CivilDate::FromYmd(2026, 11, 1)};
  const auto list = ReadCounterpartyList(bytes, october, kTenge);
  if (!list) {
    TIREK_ASSERT(list.error().kind == ErrorKind::kInvalid);
    TIREK_ASSERT(!list.error().reason.empty());
    return;
  }
  TIREK_ASSERT(list->documents.size() + list->refused.size() <= kMostRows);
  for (const CounterpartyDocument& document : list->documents) {
    TIREK_ASSERT(document.line > 1 && !document.number.empty());
    TIREK_ASSERT(october.Contains(document.date));
    TIREK_ASSERT(document.debit.is_zero() != document.credit.is_zero());
    TIREK_ASSERT(!document.debit.is_negative() && !document.credit.is_negative());
  }
  for (const RefusedRow& row : list->refused) TIREK_ASSERT(!row.violations.empty());
}

}  // namespace
}  // namespace tirek::reconciliation

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  tirek::reconciliation::Fuzz({reinterpret_cast<const char*>(bytes), size});
  return 0;
}
