// The bank's reports of payments (pain.002) as they are kept.
#pragma once

#include <string>
#include <vector>

#include "billing/ledger/posting_rules.h"
#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/calendar/civil_date.h"
#include "core/money/money.h"

namespace tirek::settlement {

struct PaymentReportTag {
  static constexpr std::string_view kPrefix = "rep";
};
using PaymentReportId = Id<PaymentReportTag>;

struct NewReport {
  std::string file;
};

// A payment order that was sent in the file that is answered.
struct ReportedOrder {
  std::string payment_order_id;
  std::string provider_id;
  std::string end_to_end_id;
  Money amount = Money::FromMinor(0, kTenge);
  Money netted = Money::FromMinor(0, kTenge);
  std::string state;
  CivilDate execution_date;
  std::string entry_id;  // that it was sent as
  ledger::PaidDocument pays = {};
  ledger::Dimensions dims = {};
};

struct ReportedPayment {
  std::string end_to_end_id;
  std::string provider_id;  // empty, as the next, of one that we never sent
  std::string payment_order_id;
  std::string bank_status;
  std::string reason_code;
  std::string reason_text;
  std::string outcome;  // as stored: "REJECTED", …
};

struct ImportedReport {
  PaymentReportId payment_report_id;
  std::string file_sha256;
  std::string message_id;
  std::string principal;
  Instant import_time;
  std::vector<ReportedPayment> payments;
};

}  // namespace tirek::settlement
