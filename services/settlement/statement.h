// Bank statements as they are kept: each line with the payment order that it pays, if any.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/calendar/civil_date.h"
#include "core/calendar/period.h"
#include "core/money/money.h"
#include "services/settlement/payment.h"

namespace tirek::settlement {

struct StatementTag {
  static constexpr std::string_view kPrefix = "stm";
};
using StatementId = Id<StatementTag>;

struct NewStatementFile {
  std::string file;
  std::string csv_mapping;  // empty where the file is no CSV
};

struct BankStatement {
  StatementId statement_id;
  std::string file_sha256;
  int part = 1;  // which account section of the file
  std::string account_iban;
  Period period;
  Money opening = Money::FromMinor(0, kTenge);
  Money credits = Money::FromMinor(0, kTenge);
  Money debits = Money::FromMinor(0, kTenge);
  Money closing = Money::FromMinor(0, kTenge);
  int lines = 0;
  int matched = 0;  // lines that agree with their orders to the tiyn
  int breaks = 0;
  Instant import_time;
};

struct StatementLine {
  StatementId statement_id;
  int line_number = 0;  // from 1
  std::string document_number;
  CivilDate document_date;
  CivilDate book_date;
  CivilDate value_date;
  std::string direction;  // as stored: "CREDIT", "DEBIT"
  Money amount = Money::FromMinor(0, kTenge);
  std::string counterparty_bin;
  std::string counterparty_iban;
  std::string knp;
  std::string reference;
  int file_line = 0;
  std::string match;        // as stored: "EXACT", "SHORT", …
  std::string basis;        // as stored: "REFERENCE", …
  std::string provider_id;  // empty, as the next, when it belongs to no order
  std::string payment_order_id;
  bool fee = false;       // the bank says that it is its own charge
  bool returned = false;  // … or money that came back

  // The id of the document that is posted.
  std::string line_id() const { return statement_id.text() + "/" + std::to_string(line_number); }
};

// A line of a statement, wherever it is named: "stm_…/3".
struct LineKey {
  std::string statement_id;
  int line_number = 0;

  std::string text() const { return statement_id + "/" + std::to_string(line_number); }
  friend auto operator<=>(const LineKey&, const LineKey&) = default;
};

struct LineFilter {
  StatementId statement_id;
  std::string match;
};

// A payment order that was sent, as far as a statement can be compared with it.
struct SentOrder {
  std::string payment_order_id;
  std::string provider_id;
  std::string contract_id;
  std::string month;
  std::string end_to_end_id;
  Money amount = Money::FromMinor(0, kTenge);
  std::string payee_iban;
  std::string payee_bin;
  bool met = false;          // found on an earlier statement
  long long rest_minor = 0;  // … with less than its amount: what is left
  std::string funding_source = {};
  std::string budget_code = {};
};

// One of our ids in a line that names several, with the amount of its part where the bank says it.
struct LineReference {
  std::string statement_id;
  int line_number = 0;
  int position = 0;
  std::string reference;
  std::optional<long long> amount_minor;
};

// Why a line stands in suspense.
struct SuspenseReason {
  StatementId statement_id;
  int line_number = 0;
  std::string provider_id;  // of a duplicate
  std::string reason;       // one of error_reason.proto
  std::string why;
};

// What a statement makes of an order that it meets.
struct MetOrder {
  std::string provider_id;
  std::string payment_order_id;
  std::string state;  // as stored: "PAID", "BROKEN"
};

}  // namespace tirek::settlement
