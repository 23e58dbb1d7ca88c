// The bank's first answer to a payment file: ISO 20022 pain.002, versions 03 to 11.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/result.h"

namespace tirek::bank {

struct StatusReason {
  std::string code;  // "AC04"; may be empty
  std::string text;  // may be empty
};

// A status of the whole file, of a payment information, or of one transfer. `code` is the bank's:
// "RJCT", "ACSC", …; empty where the bank gives none.
struct ReportedStatus {
  std::string code;
  std::vector<StatusReason> reasons;
};

struct TransferStatus {
  std::string end_to_end_id;  // as it was sent
  std::string payment_id;     // PmtInfId that it was sent in
  ReportedStatus status;
  std::string bank_reference;
  int file_line = 0;
};

struct PaymentGroupStatus {
  std::string payment_id;
  ReportedStatus status;
};

struct PaymentReport {
  std::string message_id;           // of the report
  std::string original_message_id;  // of the payment file
  ReportedStatus file_status;
  std::vector<PaymentGroupStatus> groups;
  std::vector<TransferStatus> transfers;
};

enum class PaymentOutcome {
  kUnderWay,  // received, accepted or pending: the statement will tell
  kSettled,   // the bank says that the money went
  kRejected,  // it will not go
};

// PAYMENT_REPORT_REFUSED with a violation for each problem; at most 64 MiB.
Result<PaymentReport> ParsePaymentReport(std::string_view bytes);

// What a report says of each transfer. The report outlives it.
class PaymentStatuses {
 public:
  explicit PaymentStatuses(const PaymentReport& report);

  // The transfer's own status, else that of the payment information (PmtInfId) that it was sent in,
  // else the file's. Without any the code is empty.
  const ReportedStatus& Of(std::string_view payment_id, std::string_view end_to_end_id) const;

 private:
  const PaymentReport& report_;
  std::unordered_map<std::string_view, const ReportedStatus*> of_transfers_;
  std::unordered_map<std::string_view, const ReportedStatus*> of_groups_;
};

// Nothing but a rejection or a settlement that is said in so many words is one.
PaymentOutcome OutcomeOf(std::string_view code);

}  // namespace tirek::bank
