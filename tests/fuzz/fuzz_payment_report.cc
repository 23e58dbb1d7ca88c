// Any bytes as a bank's report of payments: refused by name, or a report of one file.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "billing/bank/payment_report.h"
#include "core/base/assert.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto report = tirek::bank::ParsePaymentReport(text);
  if (report) {
    TIREK_ASSERT(!report->original_message_id.empty());
  } else {
    TIREK_ASSERT(report.error().reason == "PAYMENT_REPORT_REFUSED");
    TIREK_ASSERT(!report.error().violations.empty());
  }
  return 0;
}
