// Payment runs and their orders: what the bank is told to pay, to whom, for which claim.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "billing/ledger/posting_rules.h"
#include "billing/retro/netting.h"
#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/calendar/civil_date.h"
#include "core/calendar/month.h"
#include "core/money/money.h"
#include "services/settlement/dimensions.h"

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
  std::string budget_code = {};  // posted with it, as with the next
  std::string funding_source = {};
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

// What is taken off an order: owed back by an adjustment or a recouped advance, or advanced.
struct OrderNetting {
  std::string adjustment_id;  // this or
  std::string advance_id;     // this; the other is empty
  std::string number;         // "ADJ-2026-11-1", "ADV-2026-11-1"; as read back
  bool earned = false;        // what was advanced; else owed back
  Money amount = Money::FromMinor(0, kTenge);

  // As stored: which account it is taken off.
  const char* account() const { return earned ? "ADVANCE" : "RECEIVABLE"; }
};

// Something that is to be taken off orders, as far as they go.
struct OpenOwing {
  retro::Owing owing;
  OrderNetting netting;  // as it is made, but for the amount
};

struct PaymentOrder {
  PaymentOrderId payment_order_id;
  PaymentRunId payment_run_id;
  std::string end_to_end_id;
  std::string provider_id;
  std::string claim_id;       // this,
  std::string adjustment_id;  // this or
  std::string advance_id;     // this; the others are empty
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
  long long advances_minor = 0;  // of what was taken off, the part that was advanced
  std::string funding_source = {};
  std::string budget_code = {};
  long long returned_minor = 0;  // of what was paid, came back in part

  ledger::PaidDocument pays() const { return {!advance_id.empty(), advances_minor}; }
  ledger::Dimensions dims() const { return DimensionsOf(contract_id, funding_source, budget_code); }
};

// An adjudicated claim, an adjustment that owes more, or an approved advance that nobody has
// ordered to be paid yet; or what came back of its payment in part.
struct Payable {
  std::string claim_id;       // this,
  std::string adjustment_id;  // this or
  std::string advance_id;     // this; the others are empty
  std::string number;         // "ADJ-2026-11-1", "ADV-2026-11-1"
  std::string provider_id;
  std::string contract_id;
  std::string contract_number;
  Money amount = Money::FromMinor(0, kTenge);
  Party payee;
  Party payer;
  std::string order_id;
  CivilDate due_date;  // adjudicated or adjusted, and the contract's days later; advanced: at once
  std::string funding_source;
  std::string budget_code;
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
