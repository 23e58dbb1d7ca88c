// Payment runs and their orders: what the bank is told to pay, to whom, for which claim.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/calendar/civil_date.h"
#include "core/calendar/month.h"
#include "core/money/money.h"

namespace tirek::settlement {

struct PaymentRunTag {
  static constexpr std::string_view kPrefix = "pmr";
};
using PaymentRunId = Id<PaymentRunTag>;

struct PaymentOrderTag {
  static constexpr std::string_view kPrefix = "pmo";
};
using PaymentOrderId = Id<PaymentOrderTag>;

// A payer or payee with its bank account. The identifiers were checked where they came in.
struct Party {
  std::string name;
  std::string bin;
  std::string iban;
  std::string bic;
  std::string kbe;
};

// What a run is made of, when it is not all that waits; empty and absent: whatever there is.
struct PaymentSelection {
  std::optional<CivilDate> due_by;  // due on this day or before
  std::string order_id;             // of this state social order
  std::string provider_id;
};

struct NewPaymentRun {
  Month month;
  CivilDate execution_date;
  PaymentSelection selection = {};
};

struct PaymentApproval {
  std::string approved_by;
  Instant approve_time;
};

struct PaymentRun {
  PaymentRunId payment_run_id;
  std::string month;
  std::string state;  // as stored: "DRAFT", "APPROVED", "SENT", "CANCELLED"
  int orders = 0;
  Money total = Money::FromMinor(0, kTenge);
  CivilDate execution_date;
  Party payer;
  std::string created_by;
  std::string approved_by;
  int version = 1;
  Instant create_time;
  // The file's id at the bank: "TRK-PR-2026-10-1", the month and the how-manieth run of it.
  std::string message_id;
  std::string cancelled_by = {};
  std::string cancel_reason = {};
  int approvals_needed = 1;
  int held_orders = 0;
  Money held_total = Money::FromMinor(0, kTenge);
  PaymentSelection selection = {};
  std::vector<PaymentApproval> approvals = {};  // in the order in which they were given

  std::string etag() const { return std::to_string(version); }
};

// What is taken off an order because an adjustment has the provider owe it back.
struct OrderNetting {
  std::string adjustment_id;
  std::string adjustment_number;  // "ADJ-2026-11-1"; as read back
  Money amount = Money::FromMinor(0, kTenge);
};

struct PaymentOrder {
  PaymentOrderId payment_order_id;
  PaymentRunId payment_run_id;
  std::string end_to_end_id;
  std::string provider_id;
  std::string claim_id;       // this or
  std::string adjustment_id;  // this; the other is empty
  std::string contract_id;
  std::string month;
  Money amount = Money::FromMinor(0, kTenge);  // what the bank is told to pay
  Money netted = Money::FromMinor(0, kTenge);  // taken off before, see nettings
  Party payee;                                 // as it was when the run was made
  std::string knp;
  std::string purpose;
  // As stored: "DRAFT", "SENT", "PAID", "BROKEN", "NETTED", "CANCELLED", "REJECTED", "RETURNED",
  // "HELD".
  std::string state;
  std::string held_reason = {};
  std::string bank_status = {};  // as read back: of the bank's newest report, as the next
  std::string bank_reason = {};
  std::vector<OrderNetting> nettings = {};
};

// An adjudicated claim, or an adjustment that owes more, that nobody has ordered to be paid yet.
struct Payable {
  std::string claim_id;           // this or
  std::string adjustment_id;      // this; the other is empty
  std::string adjustment_number;  // "ADJ-2026-11-1"
  std::string provider_id;
  std::string contract_id;
  std::string contract_number;
  Money amount = Money::FromMinor(0, kTenge);
  Party payee;
  Party payer;
  std::string order_id;
  CivilDate due_date;  // adjudicated or adjusted, and the contract's days later
};

struct Approval {
  PaymentRunId payment_run_id;
  std::string etag;  // empty for whatever version is there
};

struct Cancellation {
  PaymentRunId payment_run_id;
  std::string etag;  // empty for whatever version is there
  std::string reason;
};

// How the bank wants the file.
struct FileWish {
  PaymentRunId payment_run_id;
  std::string format;      // as stored: "PAIN_001_V09", …; empty for whatever it is or would be
  std::string knp_place;   // "PURPOSE", "REGULATORY_REPORTING"; empty for the first
  std::string eknp_place;  // "REMITTANCE", "INSTRUCTION", "NOWHERE"; empty for the first
};

struct ExportedFile {
  PaymentRun run;
  std::string bytes;   // empty where nothing of the run was left to be paid
  std::string format;  // as stored: "PAIN_001_V09", …
};

struct PaymentRunFilter {
  std::string month;
  std::string message_id = {};
};

struct PaymentOrderFilter {
  std::string payment_run_id;
  std::string provider_id;
  std::string state;
};

}  // namespace tirek::settlement
